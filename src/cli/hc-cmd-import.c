/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hc-batch-output.h"
#include "hc-command.h"
#include "hc-file-options.h"
#include "hc-import.h"
#include "hc-text-table.h"

#define SHOWN_REJECTS 5
#define LARGE_BLOCK (1024 * 1024)

static const HcOption options[] = {
  { "profile", 'p', N_ ("NAME"),
    N_ ("Import profile or path of an .ini file; by the header "
        "when not given"),
    FALSE },
  { "sheet", 0, N_ ("SHEET"), N_ ("Sheet of a workbook"), FALSE },
  { "encoding", 0, N_ ("ENCODING"), N_ ("Encoding of a text file, for example windows-1252"),
    FALSE },
  { "delimiter", 0, N_ ("C"), N_ ("Separator of a text file: one character, or “tab”"), FALSE },
  { "date-order", 0, N_ ("ORDER"), N_ ("Order in dates: dmy, mdy or ymd"), FALSE },
  { "zone", 'z', N_ ("ZONE"), N_ ("Time zone of the times in the file"), FALSE },
  { "as-of", 0, N_ ("T"), N_ ("When the export was taken; one file only"), FALSE },
  { "by-date", 0, NULL, N_ ("Import several files in the order of their as-of times"), FALSE },
  { "dry-run", 0, NULL, N_ ("Check everything, change nothing"), FALSE },
  { "rejects", 0, N_ ("OUT.csv"), N_ ("Write the rejected rows to this file"), FALSE },
  { "format", 'f', N_ ("FORMAT"), N_ ("text or json"), FALSE },
  { NULL },
};

typedef struct
{
  HcCall *call;
  HcOpenLaunch launch;
  HcImportOptions import;
  GPtrArray *batches; /* of HcBatch: what went in */
  GString *rejects_csv;
  GString *rejects_shown; /* the first few, for people */
  gint64 n_rejects;
  gboolean told; /* a progress line is on the terminal */
} Work;

static void
work_clear (Work *self)
{
  hc_open_launch_clear (&self->launch);
  hc_import_options_clear (&self->import);
  g_ptr_array_unref (self->batches);
  g_string_free (self->rejects_csv, TRUE);
  g_string_free (self->rejects_shown, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* ---- options ---- */

/* What can be checked before the launch is opened. */
static gboolean
parse_options (const HcCall *call, HcImportOptions *out, GError **error)
{
  const char *zone = hc_call_value (call, "zone");

  hc_import_options_init (out);
  out->profile = g_strdup (hc_call_value (call, "profile"));
  out->sheet = g_strdup (hc_call_value (call, "sheet"));
  out->encoding = g_strdup (hc_call_value (call, "encoding"));
  out->zone = g_strdup (zone);
  out->dry_run = hc_call_has (call, "dry-run");
  out->now = g_get_real_time () / G_USEC_PER_SEC;
  if (hc_call_has (call, "as-of") && call->words->len > 2)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("“--as-of” says when one export was taken: import the files one by one."));
      return FALSE;
    }
  if (zone != NULL)
    {
      g_autoptr (HcCalendar) calendar = hc_calendar_new (zone, 1, NULL, 0, error);
      if (calendar == NULL)
        return FALSE;
    }
  return hc_call_delimiter (call, &out->delimiter, error) &&
         hc_call_date_order (call, &out->date_order, error);
}

/* ---- one file ---- */

static void
show_progress (guint64 rows, double fraction, gpointer data)
{
  Work *self = data;
  g_autofree char *count = hc_text_count ((gint64) rows);
  g_autofree char *text = NULL;

  if (!isatty (STDERR_FILENO))
    return;
  self->told = TRUE;
  text = fraction >= 0 ? g_strdup_printf (_ ("%s rows, %.0f %%"), count, fraction * 100)
                       : g_strdup_printf (_ ("%s rows"), count);
  hc_print_error ("\r%s ", text);
}

static void
end_progress (Work *self)
{
  if (self->told)
    hc_print_error ("\r\033[K");
  self->told = FALSE;
}

static void
keep_rejects (Work *self, const char *file, GPtrArray *rejects)
{
  g_autofree char *name = g_path_get_basename (file);

  hc_rejects_append_csv (self->rejects_csv, name, rejects);
  for (guint i = 0; i < rejects->len && self->n_rejects < SHOWN_REJECTS; i++, self->n_rejects++)
    {
      const HcReject *reject = g_ptr_array_index (rejects, i);

      if (reject->column != NULL && *reject->column != '\0')
        g_string_append_printf (self->rejects_shown,
                                _ ("  “%s”, line %" PRIu64 ", column “%s”: %s\n"), name,
                                reject->line, reject->column, reject->message);
      else
        g_string_append_printf (self->rejects_shown, _ ("  “%s”, line %" PRIu64 ": %s\n"), name,
                                reject->line, reject->message);
    }
}

static gboolean
import_one (Work *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) rejects = NULL;
  HcBatch *batch;

  batch =
    hc_import_file (self->launch.db, path, &self->import, show_progress, self, &rejects, error);
  end_progress (self);
  if (batch == NULL)
    return FALSE;
  g_ptr_array_add (self->batches, batch);
  if (rejects != NULL)
    keep_rejects (self, path, rejects);
  return TRUE;
}

/* ---- several files ---- */

typedef struct
{
  const char *path;
  gint64 as_of;
  guint position;
} Dated;

static int
compare_dated (const void *a, const void *b)
{
  const Dated *left = a, *right = b;

  if (left->as_of != right->as_of)
    return left->as_of < right->as_of ? -1 : 1;
  return left->position < right->position ? -1 : 1;
}

/* Each file is tried first: its as-of is known only when it was read. */
static gboolean
sort_by_date (Work *self, const char **paths, guint n, const char **failed, GError **error)
{
  g_autofree Dated *dated = g_new0 (Dated, n);
  gboolean dry_run = self->import.dry_run;
  gboolean ok = TRUE;

  self->import.dry_run = TRUE;
  for (guint i = 0; ok && i < n; i++)
    {
      g_autoptr (HcBatch) batch = NULL;

      batch =
        hc_import_file (self->launch.db, paths[i], &self->import, show_progress, self, NULL, error);
      end_progress (self);
      ok = batch != NULL;
      *failed = paths[i];
      dated[i] = (Dated){ paths[i], ok ? batch->as_of : 0, i };
    }
  self->import.dry_run = dry_run;
  qsort (dated, n, sizeof *dated, compare_dated);
  for (guint i = 0; ok && i < n; i++)
    paths[i] = dated[i].path;
  return ok;
}

static gboolean
import_all (Work *self, const char **failed, GError **error)
{
  guint n = self->call->words->len - 1;
  g_autofree const char **paths = g_new0 (const char *, n);
  g_autoptr (HcSnapshotCopy) snapshot = NULL;
  gboolean ok = TRUE;

  for (guint i = 0; i < n; i++)
    paths[i] = hc_call_word (self->call, i + 1);
  if (hc_call_has (self->call, "by-date") && n > 1 && !sort_by_date (self, paths, n, failed, error))
    return FALSE;

  if (!self->import.dry_run)
    self->import.snapshot = snapshot = hc_snapshot_start (self->launch.db, "import");
  for (guint i = 0; ok && i < n; i++)
    {
      *failed = paths[i];
      ok = import_one (self, paths[i], error);
    }
  self->import.snapshot = NULL;
  return ok;
}

/* ---- telling ---- */

static void
tell_failure (Work *self, const char *failed)
{
  GString *kept = g_string_new (NULL);

  for (guint i = 0; i < self->batches->len; i++)
    {
      const HcBatch *batch = g_ptr_array_index (self->batches, i);
      g_string_append_printf (kept, "%s“%s”", i > 0 ? ", " : "", batch->file);
    }
  if (self->batches->len > 0 && !self->import.dry_run)
    hc_print_error (_ ("Stopped at “%s”. Imported before it: %s.\n"), failed, kept->str);
  else if (self->call->words->len > 2)
    hc_print_error (_ ("Stopped at “%s”. Nothing was imported.\n"), failed);
  g_string_free (kept, TRUE);
}

static gint64
count_rejected (Work *self)
{
  gint64 n = 0;

  for (guint i = 0; i < self->batches->len; i++)
    n += ((const HcBatch *) g_ptr_array_index (self->batches, i))->rejected;
  return n;
}

static gboolean
tell_rejects (Work *self, gint64 n, GError **error)
{
  const char *path = hc_call_value (self->call, "rejects");

  if (path != NULL &&
      !g_file_set_contents (path, self->rejects_csv->str, (gssize) self->rejects_csv->len, error))
    return FALSE;
  if (n == 0)
    return TRUE;

  hc_print_error (ngettext ("%" PRId64 " row was rejected:\n%s",
                            "%" PRId64 " rows were rejected, the first ones:\n%s", (gulong) n),
                  n, self->rejects_shown->str);
  if (path != NULL)
    hc_print_error (_ ("All of them are in “%s”.\n"), path);
  else
    hc_print_error (_ ("“--rejects OUT.csv” writes all of them to a file.\n"));
  return TRUE;
}

static void
tell_batches (Work *self, const char *format)
{
  g_autofree char *text = strcmp (format, "json") == 0
                            ? hc_batches_to_json (self->batches)
                            : hc_batches_to_text (self->batches, self->launch.calendar);

  if (strcmp (format, "json") == 0 || self->batches->len > 0)
    hc_print (text);
  if (strcmp (format, "text") == 0 && self->import.dry_run && self->batches->len > 0)
    hc_printf ("%s\n", _ ("A dry run: nothing was changed."));
}

/* Freeing the first large block would teach glibc to keep the later ones: then the tables of the
 * merge would still be there, and be cleared by hand, when the figures need as much again. */
static void
return_large_blocks (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGE_BLOCK);
#endif
}

static int
run_import (HcCall *call)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_auto (Work) self = { .call = call };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) rejects_error = NULL;
  const char *format, *failed = NULL;
  gint64 n_rejected;
  int status = HC_EXIT_DONE;

  return_large_blocks ();
  self.batches = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_batch_free);
  self.rejects_csv = g_string_new (hc_rejects_csv_header);
  self.rejects_shown = g_string_new (NULL);

  format = hc_call_format (call, formats, &error);
  if (format == NULL || !parse_options (call, &self.import, &error) ||
      !hc_call_check_output (call, "rejects", &error) ||
      !hc_open_launch_checking (call, &self.launch, &error) ||
      !hc_call_as_of (call, self.launch.calendar, &self.import.as_of, &error))
    return hc_call_fail (call, error);

  if (!import_all (&self, &failed, &error))
    status = hc_call_fail (call, error);
  if (!self.import.dry_run && self.batches->len > 0)
    hc_open_launch_record_verdicts (&self.launch, self.import.now);
  tell_batches (&self, format);
  if (error != NULL)
    tell_failure (&self, failed);

  n_rejected = count_rejected (&self);
  if (!tell_rejects (&self, n_rejected, &rejects_error))
    return hc_call_fail (call, rejects_error);
  if (status == HC_EXIT_DONE && n_rejected > 0)
    status = HC_EXIT_REJECTS;
  return status;
}

const HcCommand hc_command_import = {
  .name = "import",
  .arguments = "FILE EXPORT…",
  .summary = N_ ("Import ticket exports in the order given"),
  .description = N_ (
    "Each EXPORT is CSV, tab-separated text or an Excel workbook, and becomes one import of its\n"
    "own: all of it or nothing. The first failure stops; earlier files stay. The as-of time is\n"
    "the newest time in the file unless --as-of gives it: YYYY-MM-DD (the end of that day) or\n"
    "YYYY-MM-DDTHH:MM. Exit status 3 when rows were rejected."),
  .example = "hypercare import wave1.hypercare exports/incident_2026-03-*.csv",
  .options = options,
  .min_words = 2,
  .max_words = HC_ANY_NUMBER,
  .run = run_import,
};
