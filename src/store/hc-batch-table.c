/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-batch-table.h"

#include "hc-db-private.h"

HcBatch *
hc_batch_new (void)
{
  HcBatch *self = g_new0 (HcBatch, 1);

  self->warnings = g_ptr_array_new ();
  self->as_of = HC_INSTANT_NONE;
  return self;
}

static void
warning_free (HcBatchWarning *warning)
{
  g_free (warning->code);
  g_free (warning->text);
  g_free (warning);
}

void
hc_batch_free (HcBatch *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->warnings->len; i++)
    warning_free (g_ptr_array_index (self->warnings, i));
  g_ptr_array_unref (self->warnings);
  g_free (self->source_id);
  g_free (self->source_name);
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->profile);
  g_free (self->encoding);
  g_free (self->delimiter);
  g_free (self->sheet);
  g_free (self->date_order);
  g_free (self->zone);
  g_free (self);
}

HcBatchWarning *
hc_batch_warning_new (const char *code, const char *text)
{
  HcBatchWarning *warning = g_new0 (HcBatchWarning, 1);

  warning->code = g_strdup (code);
  warning->text = g_strdup (text);
  return warning;
}

void
hc_reject_free (HcReject *self)
{
  if (self == NULL)
    return;
  g_free (self->column);
  g_free (self->code);
  g_free (self->message);
  g_free (self->raw);
  g_free (self);
}

static gboolean
load_warnings (HcDb *db, HcBatch *batch, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db, "SELECT code, text FROM batch_warning WHERE batch_id = ?1 ORDER BY id", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, batch->id);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (batch->warnings, hc_batch_warning_new (hc_stmt_peek_text (stmt, 0),
                                                            hc_stmt_peek_text (stmt, 1)));
  return rc == SQLITE_DONE;
}

static HcBatch *
read_batch (HcStmt *stmt)
{
  HcBatch *batch = hc_batch_new ();
  gint64 *const counts[] = { &batch->rows,      &batch->tickets,  &batch->new_count,
                             &batch->changed,   &batch->reopened, &batch->unchanged,
                             &batch->rejected,  &batch->missing };

  batch->id = hc_stmt_int64 (stmt, 0);
  batch->source_id = hc_stmt_text (stmt, 1);
  batch->source_name = hc_stmt_text (stmt, 2);
  batch->file = hc_stmt_text (stmt, 3);
  batch->sha256 = hc_stmt_text (stmt, 4);
  batch->imported_at = hc_stmt_int64 (stmt, 5);
  batch->as_of = hc_stmt_int64 (stmt, 6);
  batch->profile = hc_stmt_text (stmt, 7);
  batch->is_log = hc_stmt_int64 (stmt, 8) != 0;
  hc_coverage_from_word (hc_stmt_peek_text (stmt, 9), &batch->covers);
  batch->encoding = hc_stmt_text (stmt, 10);
  batch->delimiter = hc_stmt_text (stmt, 11);
  batch->sheet = hc_stmt_text (stmt, 12);
  batch->date_order = hc_stmt_text (stmt, 13);
  batch->zone = hc_stmt_text (stmt, 14);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    *counts[i] = hc_stmt_int64 (stmt, 15 + (int) i);
  return batch;
}

GPtrArray *
hc_batches_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_batch_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT b.id, t.text, coalesce (s.name, ''), b.file_name, b.sha256, b.imported_at, b.as_of, "
    "b.profile, b.is_log, b.covers, b.encoding, b.delimiter, b.sheet, b.date_order, b.zone, "
    "b.row_count, b.ticket_count, b.new_count, b.changed_count, b.reopened_count, "
    "b.unchanged_count, b.rejected_count, b.missing_count "
    "FROM import_batch AS b JOIN term AS t ON t.id = b.source_term "
    "LEFT JOIN source AS s ON s.id = t.text ORDER BY b.id",
    error);
  int rc;

  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (batches, read_batch (stmt));
  if (rc != SQLITE_DONE)
    return NULL;
  for (guint i = 0; i < batches->len; i++)
    if (!load_warnings (db, g_ptr_array_index (batches, i), error))
      return NULL;
  return g_steal_pointer (&batches);
}

GPtrArray *
hc_rejects_load (HcDb *db, gint64 batch_id, GError **error)
{
  g_autoptr (GPtrArray) rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_reject_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT line, column_name, code, message, raw FROM import_reject WHERE batch_id = ?1 "
    "ORDER BY line, id",
    error);
  int rc;

  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_int64 (stmt, 1, batch_id);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcReject *reject = g_new0 (HcReject, 1);

      reject->line = (guint64) hc_stmt_int64 (stmt, 0);
      reject->column = hc_stmt_text (stmt, 1);
      reject->code = hc_stmt_text (stmt, 2);
      reject->message = hc_stmt_text (stmt, 3);
      reject->raw = hc_stmt_text (stmt, 4);
      g_ptr_array_add (rejects, reject);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&rejects) : NULL;
}

gboolean
hc_batch_find_sha256 (HcDb *db, const char *sha256, HcBatch **out, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT id, file_name, imported_at FROM import_batch WHERE sha256 = ?1 ORDER BY id DESC LIMIT 1",
    error);
  int rc;

  *out = NULL;
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, sha256);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    {
      *out = hc_batch_new ();
      (*out)->id = hc_stmt_int64 (stmt, 0);
      (*out)->file = hc_stmt_text (stmt, 1);
      (*out)->imported_at = hc_stmt_int64 (stmt, 2);
    }
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

GPtrArray *
hc_batch_last_headers (HcDb *db, const char *source_id, GError **error)
{
  g_autoptr (GPtrArray) headers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT header FROM batch_column WHERE batch_id = (SELECT max (b.id) FROM import_batch AS b "
    "JOIN term AS t ON t.id = b.source_term WHERE ?1 IS NULL OR t.text = ?1) ORDER BY position",
    error);
  int rc;

  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_text (stmt, 1, source_id);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (headers, hc_stmt_text (stmt, 0));
  return rc == SQLITE_DONE ? g_steal_pointer (&headers) : NULL;
}
