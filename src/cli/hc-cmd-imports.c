/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "hc-batch-output.h"
#include "hc-command.h"
#include "hc-snapshot.h"
#include "hc-text-table.h"

static const HcOption options[] = {
  { "format", 'f', N_ ("FORMAT"), N_ ("text, json or csv"), FALSE },
  { NULL },
};

static char *
format_batches (GPtrArray *batches, const char *format, HcCalendar *calendar)
{
  if (strcmp (format, "json") == 0)
    return hc_batches_to_json (batches);
  if (strcmp (format, "csv") == 0)
    return hc_batches_to_csv (batches);
  if (batches->len == 0)
    return g_strdup (_ ("Nothing was imported yet.\n"));
  return hc_batches_to_text (batches, calendar);
}

static int
run_imports (HcCall *call)
{
  static const char *const formats[] = { "text", "json", "csv", NULL };
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autoptr (GPtrArray) batches = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *format = hc_call_format (call, formats, &error);

  if (format == NULL || !hc_open_launch (call, HC_DB_READ_ONLY, &launch, &error) ||
      !(batches = hc_batches_load (launch.db, &error)))
    return hc_call_fail (call, error);

  text = format_batches (batches, format, launch.calendar);
  hc_print (text);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_imports = {
  .name = "imports",
  .arguments = "FILE",
  .summary = N_ ("List what was imported"),
  .example = "hypercare imports wave1.hypercare --format json",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_imports,
};

static gboolean
parse_batch (const HcCall *call, gint64 *out, GError **error)
{
  const char *text = hc_call_word (call, 1);

  *out = 0;
  if (text == NULL || g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out, NULL))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _ ("“%s” is no number of an import. “hypercare imports %s” lists them."), text,
               hc_call_word (call, 0));
  return FALSE;
}

static int
run_undo_import (HcCall *call)
{
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autoptr (HcBatch) batch = NULL;
  g_autofree char *as_of = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!parse_batch (call, &id, &error) ||
      !hc_open_launch (call, HC_DB_READ_WRITE, &launch, &error) ||
      !hc_snapshot_take (launch.db, "take-back", &error) ||
      !hc_batch_take_back (launch.db, id, &batch, &error))
    return hc_call_fail (call, error);

  as_of = hc_text_instant (launch.calendar, batch->as_of);
  hc_printf (_ ("Took back import %" PRId64 ", “%s”, as of %s: %" PRId64
                " tickets are gone again, %" PRId64 " are as they were before.\n"),
             batch->id, batch->file, as_of, batch->new_count, batch->changed);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_undo_import = {
  .name = "undo-import",
  .arguments = "FILE [BATCH]",
  .summary = N_ ("Take an import back, the newest when no number is given"),
  .description = N_ (
    "Restores exactly what the import changed. Only the newest import of an ITSM system can be\n"
    "taken back; for an older one take back those after it first."),
  .example = "hypercare undo-import wave1.hypercare",
  .min_words = 1,
  .max_words = 2,
  .run = run_undo_import,
};
