/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "hc-batch-output.h"
#include "hc-file-options.h"
#include "hc-history.h"
#include "hc-json.h"
#include "hc-text-table.h"
#include "hc-usage-import.h"

#define SHOWN_REJECTS 5

static const HcOption options[] = {
  { "sheet", 0, N_ ("SHEET"), N_ ("Sheet of a workbook"), FALSE },
  { "encoding", 0, N_ ("ENCODING"), N_ ("Encoding of a text file, for example windows-1252"),
    FALSE },
  { "delimiter", 0, N_ ("C"), N_ ("Separator of a text file: one character, or “tab”"), FALSE },
  { "date-order", 0, N_ ("ORDER"), N_ ("Order in dates: dmy, mdy or ymd"), FALSE },
  { "dry-run", 0, NULL, N_ ("Check everything, change nothing"), FALSE },
  { "rejects", 0, N_ ("OUT.csv"), N_ ("Write the rejected rows to this file"), FALSE },
  { "format", 'f', N_ ("FORMAT"), N_ ("text or json"), FALSE },
  { NULL },
};

typedef struct
{
  HcCall *call;
  HcOpenLaunch launch;
  HcReaderOptions reader;
  HcUsageFileOptions options;
  gboolean dry_run;
  GPtrArray *files; /* of HcUsageFile: what went in */
} Work;

static void
work_clear (Work *self)
{
  hc_open_launch_clear (&self->launch);
  g_clear_pointer (&self->files, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* ---- options ---- */

static gboolean
parse_options (Work *self, GError **error)
{
  self->reader.encoding = hc_call_value (self->call, "encoding");
  self->reader.sheet = hc_call_value (self->call, "sheet");
  self->dry_run = hc_call_has (self->call, "dry-run");
  self->options.reader = &self->reader;
  return hc_call_delimiter (self->call, &self->reader.delimiter, error) &&
         hc_call_date_order (self->call, &self->options.date_order, error);
}

/* ---- one file ---- */

static gboolean
import_one (Work *self, const char *path, GError **error)
{
  g_autoptr (HcUsageFile) file = hc_usage_file_read (self->launch.db, path, &self->options, error);
  g_autofree char *label = NULL;

  if (file == NULL)
    return FALSE;
  label = hc_usage_file_label (file);
  if (self->dry_run ? !hc_usage_file_compare (file, self->launch.db, error)
                    : !hc_history_run (self->launch.db, label, hc_usage_file_save, file, error))
    return FALSE;
  g_ptr_array_add (self->files, g_steal_pointer (&file));
  return TRUE;
}

static void
tell_stop (const Work *self, const char *path)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; i < self->files->len; i++)
    g_string_append_printf (kept, "%s“%s”", i > 0 ? ", " : "",
                            ((const HcUsageFile *) self->files->pdata[i])->file);
  if (self->files->len > 0 && !self->dry_run)
    hc_print_error (_ ("Stopped at “%s”. Imported before it: %s.\n"), path, kept->str);
  else if (self->call->words->len > 2)
    hc_print_error (_ ("Stopped at “%s”. Nothing was imported.\n"), path);
}

static gboolean
import_all (Work *self, GError **error)
{
  for (guint i = 1; i < self->call->words->len; i++)
    if (!import_one (self, hc_call_word (self->call, i), error))
      {
        tell_stop (self, hc_call_word (self->call, i));
        return FALSE;
      }
  return TRUE;
}

/* ---- telling ---- */

static void
add_count (HcJson *json, const char *key, gint64 count)
{
  hc_json_key (json, key);
  hc_json_int (json, count);
}

static void
add_file (HcJson *json, const HcUsageFile *file)
{
  g_autofree char *from = hc_day_format (file->from);
  g_autofree char *to = hc_day_format (file->to);

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_add_string (json, "file", file->file);
  hc_json_add_string (json, "kind", hc_usage_file_kind_word (file->kind));
  add_count (json, "rows", (gint64) file->rows);
  hc_json_add_string (json, "from", from);
  hc_json_add_string (json, "to", to);
  add_count (json, "added", file->saved.added);
  add_count (json, "changed", file->saved.changed);
  add_count (json, "unchanged", file->saved.unchanged);
  add_count (json, "rejected", file->rejects->len);
  hc_json_key (json, "warnings");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < file->warnings->len; i++)
    hc_json_string (json, file->warnings->pdata[i]);
  hc_json_end (json);
  hc_json_end (json);
}

static void
tell_json (const Work *self)
{
  HcJson *json = hc_json_new ();
  g_autofree char *text = NULL;

  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < self->files->len; i++)
    add_file (json, self->files->pdata[i]);
  hc_json_end (json);
  text = hc_json_finish (json);
  hc_print (text);
}

static const char *
kind_text (HcUsageFileKind kind)
{
  return kind == HC_USAGE_FILE_USAGE         ? _ ("usage")
         : kind == HC_USAGE_FILE_COMPLETIONS ? _ ("completions")
                                             : _ ("event log");
}

static void
tell_text (const Work *self)
{
  g_autoptr (HcTextTable) table =
    hc_text_table_new (_ ("FILE"), _ ("KIND"), _ ("FROM"), _ ("TO"), _ (">ROWS"), _ (">NEW"),
                       _ (">CHANGED"), _ (">SAME"), _ (">REJECTED"), NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->files->len; i++)
    {
      const HcUsageFile *file = self->files->pdata[i];

      hc_text_table_add (table, file->file);
      hc_text_table_add (table, kind_text (file->kind));
      hc_text_table_take (table, hc_text_short_day (file->from));
      hc_text_table_take (table, hc_text_short_day (file->to));
      hc_text_table_add_count (table, (gint64) file->rows);
      hc_text_table_add_count (table, file->saved.added);
      hc_text_table_add_count (table, file->saved.changed);
      hc_text_table_add_count (table, file->saved.unchanged);
      hc_text_table_add_count (table, file->rejects->len);
    }
  if (self->files->len > 0)
    hc_text_table_append_to (table, out);
  for (guint i = 0; i < self->files->len; i++)
    {
      const GPtrArray *warnings = ((const HcUsageFile *) self->files->pdata[i])->warnings;

      for (guint j = 0; j < warnings->len; j++)
        g_string_append_printf (out, "%s\n", (const char *) warnings->pdata[j]);
    }
  if (self->dry_run && self->files->len > 0)
    g_string_append_printf (out, "%s\n", _ ("A dry run: nothing was changed."));
  hc_print (out->str);
  g_string_free (out, TRUE);
}

static void
append_reject (GString *out, const char *file, const HcReject *reject)
{
  if (reject->column != NULL)
    g_string_append_printf (out, _ ("  “%s”, line %" PRIu64 ", column “%s”: %s\n"), file,
                            reject->line, reject->column, reject->message);
  else
    g_string_append_printf (out, _ ("  “%s”, line %" PRIu64 ": %s\n"), file, reject->line,
                            reject->message);
}

/* How many; -1: they could not be written. */
static gint64
tell_rejects (const Work *self, GError **error)
{
  const char *path = hc_call_value (self->call, "rejects");
  g_autoptr (GString) csv = g_string_new (hc_rejects_csv_header);
  g_autoptr (GString) shown = g_string_new (NULL);
  gint64 n = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      const HcUsageFile *file = self->files->pdata[i];

      hc_rejects_append_csv (csv, file->file, file->rejects);
      for (guint j = 0; j < file->rejects->len; j++)
        if (n++ < SHOWN_REJECTS)
          append_reject (shown, file->file, file->rejects->pdata[j]);
    }
  if (path != NULL && !g_file_set_contents (path, csv->str, (gssize) csv->len, error))
    return -1;
  if (n > 0)
    hc_print_error (ngettext ("%" PRId64 " row was rejected:\n%s",
                              "%" PRId64 " rows were rejected, the first ones:\n%s", (gulong) n),
                    n, shown->str);
  if (n > 0 && path == NULL)
    hc_print_error (_ ("“--rejects OUT.csv” writes all of them to a file.\n"));
  return n;
}

static gboolean
open_launch (Work *self, GError **error)
{
  if (!hc_open_launch_checking (self->call, &self->launch, error))
    return FALSE;
  self->options.calendar = self->launch.calendar;
  self->options.today =
    hc_calendar_day_of (self->launch.calendar, g_get_real_time () / G_USEC_PER_SEC);
  return TRUE;
}

static int
run_import_usage (HcCall *call)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_auto (Work) self = { .call = call };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) rejects_error = NULL;
  const char *format = hc_call_format (call, formats, &error);
  gint64 n_rejected;
  int status = HC_EXIT_DONE;

  self.files = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_usage_file_free);
  if (format == NULL || !parse_options (&self, &error) ||
      !hc_call_check_output (call, "rejects", &error) || !open_launch (&self, &error))
    return hc_call_fail (call, error);
  if (!import_all (&self, &error))
    status = hc_call_fail (call, error);
  if (!self.dry_run && self.files->len > 0)
    hc_open_launch_record_verdicts (&self.launch, g_get_real_time () / G_USEC_PER_SEC);
  if (strcmp (format, "json") == 0)
    tell_json (&self);
  else
    tell_text (&self);
  n_rejected = tell_rejects (&self, &rejects_error);
  if (n_rejected < 0)
    return hc_call_fail (call, rejects_error);
  return status == HC_EXIT_DONE && n_rejected > 0 ? HC_EXIT_REJECTS : status;
}

const HcCommand hc_command_import_usage = {
  .name = "import-usage",
  .arguments = "FILE CSV…",
  .summary = N_ ("Import active users, help, completions or a workflow event log"),
  .description = N_ (
    "What a file is, its header says:\n"
    "  usage        date, cohort, active_users, help_users, help_sessions,\n"
    "               confirmed_deflections\n"
    "  completions  date, workflow, step, cohort, started, completed, failed, retried\n"
    "  event log    case, activity, time, cohort\n"
    "Cohort and step may be missing or empty: everybody, the whole hot path. What activities of\n"
    "a log mean is entered in the register of activities. Figures of the same day, cohort, hot\n"
    "path and step take the place of those there are; each file is one step that can be undone.\n"
    "Days before go-live are kept."),
  .example = "hypercare import-usage wave1.hypercare usage.csv completions.csv",
  .options = options,
  .min_words = 2,
  .max_words = HC_ANY_NUMBER,
  .run = run_import_usage,
};
