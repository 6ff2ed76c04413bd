/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "hc-import-run.h"
#include "hc-row-pipe.h"

/* Up to this size the same bytes are recognised before anything is merged; the hash of a larger file
 * is computed meanwhile. */
#define EARLY_HASH_SIZE (8 * 1024 * 1024)

static gboolean
check_not_empty (HcImportRun *run, GError **error)
{
  if (run->rows > 0)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               _ ("“%s” has a header but no tickets. Check the filter of the export."),
               run->file_name);
  return FALSE;
}

static gboolean
check_same_bytes (HcImportRun *run, HcBatch *batch, GError **error)
{
  g_autoptr (HcBatch) same = NULL;
  g_autofree char *when = NULL;

  if (batch->sha256 != NULL)
    return TRUE;
  batch->sha256 = hc_file_hash_finish (run->hash, error);
  if (batch->sha256 == NULL)
    return FALSE;
  if (run->options->again)
    return TRUE;
  if (!hc_batch_find_sha256 (run->db, batch->sha256, &same, error))
    return FALSE;
  /* The import under way is in the table, but its hash is written last. */
  if (same == NULL)
    return TRUE;
  when = hc_day_format (hc_calendar_day_of (run->own_calendar, same->imported_at));
  g_set_error (error, HC_ERROR, HC_ERROR_EXISTS,
               _ ("“%s” was imported before: it is import %" PRId64 " (“%s”, made on %s). To "
                  "import it again take that import back first."),
               run->file_name, same->id, same->file, when);
  return FALSE;
}

static gboolean
use_log_profile (HcImportRun *run, GError **error)
{
  HcProfile *profile = run->header.profile;
  HcProfile *log;

  if (profile->is_log || profile->log_profile == NULL)
    return TRUE;
  if (!(log = hc_profile_find (run->db, profile->log_profile, error)))
    return FALSE;
  /* The columns and values stay as they were found; only what the file is and covers changes. */
  g_free (profile->id);
  profile->id = g_strdup (log->id);
  profile->covers = log->covers;
  hc_profile_free (log);
  return TRUE;
}

static HcBatch *
describe (HcImportRun *run, gboolean is_log)
{
  const HcImportOptions *options = run->options;
  const HcProfile *profile = run->header.profile;
  HcBatch *batch = hc_batch_new ();
  char delimiter = hc_row_reader_delimiter (run->reader);

  batch->source_id = g_strdup (options->source_id);
  batch->source_name = g_strdup (profile->name);
  batch->file = g_strdup (run->file_name);
  batch->imported_at = options->now;
  batch->as_of = options->as_of != HC_INSTANT_NONE ? options->as_of
                 : run->newest != HC_INSTANT_NONE  ? run->newest
                                                   : run->file_time;
  batch->profile = g_strdup (profile->id);
  batch->is_log = is_log;
  batch->covers = options->covers >= 0 ? (HcCoverage) options->covers : profile->covers;
  batch->encoding = g_strdup (hc_row_reader_encoding (run->reader));
  batch->delimiter = delimiter != 0 ? g_strdup_printf ("%c", delimiter) : g_strdup ("");
  batch->sheet = g_strdup (hc_row_reader_sheet (run->reader));
  batch->date_order = g_strdup (hc_date_order_word (run->date_order));
  batch->zone = g_strdup (run->zone);
  batch->rows = (gint64) run->rows;
  return batch;
}

static void
count_day (HcImportRun *run, const HcTicketRow *row)
{
  HcDay day;

  if (row->number[HC_TICKET_OPENED] < run->settings.go_live_at)
    return;
  day = hc_calendar_day_of (run->own_calendar, row->number[HC_TICKET_OPENED]) -
        run->settings.go_live_day;
  if (day >= 0 && day < HC_MAX_COUNTED_DAYS)
    run->days[day]++;
}

static gboolean
merge_columns (HcImportRun *run, HcMerge *merge, GError **error)
{
  for (guint i = 0; i < run->header.n_columns; i++)
    {
      HcTicketField field = run->header.fields[i];

      if (!hc_merge_add_column (merge, i, run->header.headers[i],
                                field < HC_TICKET_N_FIELDS ? hc_ticket_fields[field].name : "",
                                error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge_row (HcImportRun *run, HcMerge *merge, const HcPipedRow *row, gboolean is_log,
           gboolean *several, GError **error)
{
  HcMergeResult result = HC_MERGED;

  if (row->kind == HC_ROW_REJECTED)
    return hc_merge_reject (merge, &row->reject, row->key, error);
  if (row->kind != HC_ROW_TICKET)
    return TRUE;
  if (is_log)
    return hc_merge_stage (merge, &row->ticket, error);
  count_day (run, &row->ticket);
  if (!(row->foreseen != 0
          ? hc_merge_foreseen_row (merge, &row->ticket, row->foreseen, &result, error)
          : hc_merge_row (merge, &row->ticket, &result, error)))
    return FALSE;
  run->duplicates += result == HC_MERGE_DUPLICATE;
  *several = result == HC_MERGE_SEVERAL;
  return TRUE;
}

static gboolean
merge_rows (HcImportRun *run, HcMerge *merge, gboolean is_log, gboolean *several, GError **error)
{
  g_autoptr (HcRowPipe) pipe =
    hc_row_pipe_new (run->reader, run->normaliser, is_log ? NULL : merge);
  GError *wrong = NULL;
  const HcPipedRow *row;
  guint64 rows = 0;

  while (!*several && (row = hc_row_pipe_next (pipe, &wrong)) != NULL)
    if (!merge_row (run, merge, row, is_log, several, &wrong) ||
        !hc_import_run_tick (run, ++rows, hc_row_pipe_fraction (pipe), 0.3, is_log ? 0.7 : 1,
                             &wrong))
      break;
  if (wrong == NULL && !*several && is_log)
    hc_merge_replay (merge, &wrong);
  if (wrong != NULL)
    g_propagate_error (error, wrong);
  return wrong == NULL;
}

/* Counting starts afresh when a file turns out to be a log half-way. */
static void
restart_counting (HcImportRun *run)
{
  HcNormaliser *fresh = hc_normaliser_new (&run->header, run->options, run->calendar,
                                           run->newest_allowed);

  for (guint i = 0; i < run->header.n_columns; i++)
    hc_normaliser_set_pattern (fresh, i, run->patterns[i]);
  hc_normaliser_free (run->normaliser);
  run->normaliser = fresh;
  run->duplicates = 0;
  memset (run->days, 0, sizeof run->days);
}

static gboolean
save_profile (HcImportRun *run, GError **error)
{
  return run->options->save_profile == NULL ||
         hc_profile_save (run->db, run->options->save_profile, run->header.profile->id,
                          run->options, error);
}

/* Without a copy to go back to the import still can be taken back, so it goes on. */
static gboolean
finish_snapshot (HcImportRun *run, HcBatch *batch, GError **error)
{
  HcSnapshotCopy *snapshot = run->options->snapshot;
  g_autoptr (GError) wrong = NULL;
  g_autofree char *text = NULL;

  if (snapshot == NULL || hc_snapshot_finish (snapshot, &wrong))
    return TRUE;
  if (g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  text = g_strdup_printf (_ ("No snapshot was taken before the import: %s"), wrong->message);
  g_ptr_array_add (batch->warnings, hc_batch_warning_new ("no_snapshot", text));
  return TRUE;
}

/* The second pass in one transaction. NULL without error: several rows per key, begin as a log. */
static HcBatch *
import_as (HcImportRun *run, gboolean is_log, GPtrArray **rejects, GError **error)
{
  g_autoptr (HcBatch) batch = describe (run, is_log);
  g_autofree char *header_hash = hc_header_hash (run->header.headers, run->header.n_columns);
  g_autoptr (GPtrArray) previous = NULL;
  g_autoptr (HcMerge) merge = NULL;
  gboolean several = FALSE;

  restart_counting (run);
  if (run->file_size <= EARLY_HASH_SIZE && !check_same_bytes (run, batch, error))
    return NULL;
  if (run->options->snapshot != NULL)
    hc_snapshot_wait_copied (run->options->snapshot);
  merge = hc_merge_begin_after (run->db, batch, header_hash,
                                run->keys_counted && run->repeated_keys == 0, run->ahead, error);
  if (merge == NULL || !(previous = hc_merge_previous_headers (merge, error)) ||
      !merge_columns (run, merge, error) || !hc_import_run_rewind (run, error) ||
      !merge_rows (run, merge, is_log, &several, error) || several)
    return NULL;
  hc_import_checks (run, batch, previous);
  if (!check_same_bytes (run, batch, error) || !save_profile (run, error) ||
      !finish_snapshot (run, batch, error) ||
      !hc_merge_finish (merge, run->options->dry_run, rejects, error))
    return NULL;
  return g_steal_pointer (&batch);
}

static HcBatch *
import_file (HcImportRun *run, GPtrArray **rejects, GError **error)
{
  GError *wrong = NULL;
  HcBatch *batch = import_as (run, run->header.profile->is_log, rejects, &wrong);

  if (batch == NULL && wrong == NULL && use_log_profile (run, &wrong))
    {
      g_clear_pointer (&run->hash, hc_file_hash_free);
      run->hash = hc_file_hash_start (run->path);
      batch = import_as (run, TRUE, rejects, &wrong);
    }
  if (wrong != NULL)
    g_propagate_error (error, wrong);
  return batch;
}

HcBatch *
hc_import_file (HcDb *db,
                const char *path,
                const HcImportOptions *options,
                HcImportProgress progress,
                gpointer progress_data,
                GPtrArray **rejects,
                GError **error)
{
  g_auto (HcImportRun) run = { 0 };

  if (!hc_import_run_open (&run, db, path, options, FALSE, error))
    return NULL;
  run.progress = progress;
  run.progress_data = progress_data;
  if (run.file_size <= EARLY_HASH_SIZE)
    run.hash = hc_file_hash_start (path);
  run.ahead = hc_merge_ahead_start (db);
  if (!hc_import_run_scan (&run, 0, error) || !check_not_empty (&run, error) ||
      !hc_import_run_check_dates (&run, error) ||
      (options->as_of == HC_INSTANT_NONE && !hc_import_run_find_newest (&run, error)))
    return NULL;
  /* The first pass keeps two processors busy, what follows has one to spare. */
  if (run.hash == NULL)
    run.hash = hc_file_hash_start (path);
  return import_file (&run, rejects, error);
}
