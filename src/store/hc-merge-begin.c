/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-merge-private.h"

#include <glib/gi18n.h>

#include "hc-launch-table.h"

static gboolean
set_source (HcBatch *batch, const HcTicketSource *source)
{
  g_free (batch->source_id);
  g_free (batch->source_name);
  batch->source_id = g_strdup (source->id);
  batch->source_name = g_strdup (source->name);
  return TRUE;
}

static gboolean
create_source (HcMerge *self, GError **error)
{
  HcTicketSource source = { NULL, self->batch->source_name, (char *) "" };

  if (!hc_ticket_source_save (self->db, &source, error))
    return FALSE;
  g_free (self->batch->source_id);
  self->batch->source_id = source.id;
  return TRUE;
}

static gboolean
choose_source (HcMerge *self, GError **error)
{
  g_autoptr (GPtrArray) sources = hc_ticket_sources_load (self->db, error);
  g_autoptr (GString) names = g_string_new (NULL);

  if (sources == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    {
      const HcTicketSource *source = g_ptr_array_index (sources, i);

      if (g_strcmp0 (source->id, self->batch->source_id) == 0 ||
          (sources->len == 1 && self->batch->source_id == NULL))
        return set_source (self->batch, source);
      g_string_append_printf (names, "%s“%s”", i == 0 ? "" : ", ", source->name);
    }
  if (self->batch->source_id != NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                   _ ("The launch has no source “%s”. Choose one of its own."),
                   self->batch->source_id);
      return FALSE;
    }
  if (sources->len > 1)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_AMBIGUOUS,
                   _ ("The launch has several sources (%s). Say which one this file comes from."),
                   names->str);
      return FALSE;
    }
  return create_source (self, error);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
insert_batch (HcMerge *self, const char *header_hash, GError **error)
{
  const HcBatch *batch = self->batch;
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    self->db,
    "INSERT INTO import_batch (source_term, file_name, sha256, imported_at, as_of, profile, "
    "is_log, "
    "covers, encoding, delimiter, sheet, header_hash, date_order, zone, row_count, ticket_count, "
    "new_count, changed_count, reopened_count, unchanged_count, rejected_count, missing_count) "
    "VALUES (?1, ?2, '', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0, 0, 0, 0, 0, 0)",
    error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, self->source_term);
  hc_stmt_bind_text (stmt, 2, batch->file);
  hc_stmt_bind_int64 (stmt, 3, batch->imported_at);
  hc_stmt_bind_int64 (stmt, 4, batch->as_of);
  hc_stmt_bind_text (stmt, 5, or_empty (batch->profile));
  hc_stmt_bind_int64 (stmt, 6, batch->is_log);
  hc_stmt_bind_text (stmt, 7, hc_coverage_word (batch->covers));
  hc_stmt_bind_text (stmt, 8, or_empty (batch->encoding));
  hc_stmt_bind_text (stmt, 9, or_empty (batch->delimiter));
  hc_stmt_bind_text (stmt, 10, or_empty (batch->sheet));
  hc_stmt_bind_text (stmt, 11, header_hash);
  hc_stmt_bind_text (stmt, 12, or_empty (batch->date_order));
  hc_stmt_bind_text (stmt, 13, or_empty (batch->zone));
  if (!hc_stmt_run (stmt, error))
    return FALSE;
  self->batch->id = sqlite3_last_insert_rowid (self->db->handle);
  return TRUE;
}

static gboolean
prepare (HcMerge *self, GError **error)
{
  const struct
  {
    HcStmt **stmt;
    const char *sql;
  } statements[] = {
    { &self->find, "SELECT id, row_hash, missing_since FROM ticket "
                   "WHERE source_term = ?1 AND external_id = ?2" },
    { &self->find_next, "SELECT external_id, row_hash, missing_since FROM ticket "
                        "WHERE id = ?1 AND source_term = ?2" },
    { &self->load, hc_ticket_record_select_sql () },
    { &self->load_spells, "SELECT start_at, end_at, end_inferred FROM ticket_spell "
                          "WHERE ticket_id = ?1 ORDER BY start_at" },
    { &self->is_open, "SELECT ended_at IS NULL FROM ticket WHERE id = ?1" },
    { &self->insert, hc_ticket_record_insert_sql () },
    { &self->update, hc_ticket_record_update_sql () },
    { &self->insert_spell, "INSERT INTO ticket_spell (ticket_id, start_at, end_at, end_inferred) "
                           "VALUES (?1, ?2, ?3, ?4)" },
    { &self->delete_spells, "DELETE FROM ticket_spell WHERE ticket_id = ?1" },
    { &self->insert_change, "INSERT INTO ticket_change (ticket_id, batch_id, field, old_value, "
                            "new_value, seen_at, inferred) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" },
    { &self->insert_before, "INSERT OR IGNORE INTO ticket_before (batch_id, ticket_id, packed) "
                            "VALUES (?1, ?2, ?3)" },
    { &self->clear_missing, "UPDATE ticket SET missing_since = NULL WHERE id = ?1" },
    { &self->insert_reject,
      "INSERT INTO import_reject (batch_id, line, column_name, code, message, "
      "raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!(*statements[i].stmt = hc_db_prepare (self->db, statements[i].sql, error)))
      return FALSE;
  return TRUE;
}

/* What the launch holds of this source before the file. */
static gboolean
look_around (HcMerge *self, GError **error)
{
  g_autoptr (HcStmt) newest =
    hc_db_prepare (self->db, "SELECT max (as_of) FROM import_batch WHERE source_term = ?1", error);
  gint64 last = 0;
  gint64 known = HC_INSTANT_NONE;

  if (newest == NULL)
    return FALSE;
  hc_stmt_bind_int64 (newest, 1, self->source_term);
  if (hc_stmt_step (newest, error) != SQLITE_ROW)
    return FALSE;
  known = hc_stmt_instant (newest, 0);
  hc_stmt_reset (newest);
  self->is_first = known == HC_INSTANT_NONE;
  self->is_older = !self->is_first && self->batch->as_of < known;

  if (!hc_db_query_int64 (self->db, "SELECT coalesce (max (id), 0) FROM ticket", &last, error))
    return FALSE;
  self->first_new_ticket = self->next_ticket = last + 1;
  return hc_db_query_int64 (self->db, "SELECT coalesce (max (go_live_at), 0) FROM launch",
                            &self->go_live_at, error);
}

/* The first load writes pages once and never reads them again: a small page cache is as good as a
 * large one and leaves the memory to the sort behind the key. Through the write-ahead log it would
 * write them twice; with another connection open SQLite refuses to leave it, and it stays. */
static gboolean
prepare_first_load (HcMerge *self, GError **error)
{
  gint64 any = 1;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!hc_db_query_int64 (self->db, "SELECT EXISTS (SELECT 1 FROM ticket)", &any, error))
    return FALSE;
  if (any)
    return TRUE;
  if (!hc_db_query_int64 (self->db, "PRAGMA cache_size", &self->usual_cache, error) ||
      !hc_db_exec (self->db, "PRAGMA cache_size = -16384", error) ||
      !(before = hc_db_query_text (self->db, "PRAGMA journal_mode", error)))
    return FALSE;
  if (!g_str_equal (before, "wal"))
    return TRUE;
  after = hc_db_query_text (self->db, "PRAGMA journal_mode = DELETE", NULL);
  self->left_wal = g_strcmp0 (after, "delete") == 0;
  return TRUE;
}

static void
end_first_load (HcMerge *self)
{
  if (self->left_wal)
    g_free (hc_db_query_text (self->db, "PRAGMA journal_mode = WAL", NULL));
  if (self->usual_cache != 0)
    {
      g_autofree char *sql =
        g_strdup_printf ("PRAGMA cache_size = %" G_GINT64_FORMAT, self->usual_cache);

      hc_db_exec (self->db, sql, NULL);
    }
}

/* On an empty table the key is built after the load: twice as fast as row by row. */
static gboolean
drop_index (HcMerge *self, GError **error)
{
  self->index_sql = hc_db_query_text (
    self->db, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = 'ticket_key'", error);
  return self->index_sql != NULL && hc_db_exec (self->db, "DROP INDEX ticket_key", error);
}

HcMerge *
hc_merge_begin (
  HcDb *db, HcBatch *batch, const char *header_hash, gboolean keys_unique, GError **error)
{
  return hc_merge_begin_after (db, batch, header_hash, keys_unique, NULL, error);
}

HcMerge *
hc_merge_begin_after (HcDb *db,
                      HcBatch *batch,
                      const char *header_hash,
                      gboolean keys_unique,
                      HcMergeAhead *ahead,
                      GError **error)
{
  g_autoptr (HcMerge) self = g_new0 (HcMerge, 1);

  self->db = db;
  self->batch = batch;
  self->in_order = TRUE;
  self->chunk = g_string_chunk_new (1024);
  self->packed = g_byte_array_new ();
  self->staged_time = HC_INSTANT_NONE;
  hc_spells_init (&self->spells);
  hc_spells_init (&self->old_spells);

  if (ahead != NULL)
    hc_merge_ahead_finish (ahead);
  if (!hc_db_settle (db, error) || !prepare_first_load (self, error) || !hc_db_begin (db, error))
    return NULL;
  self->in_transaction = TRUE;
  if (!(self->terms = hc_terms_load (db, error)) || !choose_source (self, error))
    return NULL;
  self->source_term =
    hc_terms_intern (self->terms, HC_TERM_SOURCE, batch->source_id,
                     hc_ticket_text_hash (HC_TERM_SOURCE, batch->source_id), error);
  if (self->source_term == 0 || !look_around (self, error) ||
      !hc_merge_known_load (self, ahead, error) || !insert_batch (self, header_hash, error))
    return NULL;
  self->open_now = self->open_before;
  if (keys_unique && !batch->is_log && self->next_ticket == 1 && !drop_index (self, error))
    return NULL;
  if (!prepare (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
hc_merge_free (HcMerge *self)
{
  if (self == NULL)
    return;
  HcStmt **statements[] = { &self->find,          &self->find_next,     &self->load,
                            &self->load_spells,   &self->is_open,       &self->insert,
                            &self->update,        &self->insert_spell,  &self->delete_spells,
                            &self->insert_change, &self->insert_before, &self->clear_missing,
                            &self->insert_reject, &self->stage };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    g_clear_pointer (statements[i], hc_stmt_free);
  g_clear_pointer (&self->terms, hc_terms_free);
  g_clear_pointer (&self->known, hc_merge_known_free);
  if (self->in_transaction)
    hc_db_rollback (self->db);
  end_first_load (self);
  hc_spells_clear (&self->spells);
  hc_spells_clear (&self->old_spells);
  g_string_chunk_free (self->chunk);
  g_byte_array_unref (self->packed);
  g_free (self->seen);
  g_free (self->index_sql);
  g_free (self);
}

GPtrArray *
hc_merge_previous_headers (HcMerge *self, GError **error)
{
  g_autoptr (GPtrArray) headers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    self->db,
    "SELECT header FROM batch_column WHERE batch_id = (SELECT max (id) FROM import_batch "
    "WHERE source_term = ?1 AND id <> ?2) ORDER BY position",
    error);
  int rc;

  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_int64 (stmt, 1, self->source_term);
  hc_stmt_bind_int64 (stmt, 2, self->batch->id);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (headers, hc_stmt_text (stmt, 0));
  return rc == SQLITE_DONE ? g_steal_pointer (&headers) : NULL;
}

gboolean
hc_merge_add_column (
  HcMerge *self, guint position, const char *header, const char *field, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    self->db,
    "INSERT INTO batch_column (batch_id, position, header, field) VALUES (?1, ?2, ?3, ?4)", error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, self->batch->id);
  hc_stmt_bind_int64 (stmt, 2, position);
  hc_stmt_bind_text (stmt, 3, header);
  hc_stmt_bind_text (stmt, 4, field);
  return hc_stmt_run (stmt, error);
}
