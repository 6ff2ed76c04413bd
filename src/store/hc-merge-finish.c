/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-merge-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "hc-history.h"
#include "hc-rule-table.h"

static void
warn (HcMerge *self, const char *code, char *text)
{
  g_ptr_array_add (self->batch->warnings, hc_batch_warning_new (code, text));
  g_free (text);
}

/* The tickets of the source that this file does not show. */
static GArray *
unseen_tickets (HcMerge *self, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  if (self->known != NULL)
    return hc_merge_known_unseen (self);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  stmt = hc_db_prepare (self->db, "SELECT id FROM ticket WHERE source_term = ?1", error);
  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_int64 (stmt, 1, self->source_term);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      gint64 id = hc_stmt_int64 (stmt, 0);

      if (!hc_merge_was_seen (self, id))
        g_array_append_val (ids, id);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&ids) : NULL;
}

/* A file of everything does not show it: it keeps its last state and is flagged. */
static gboolean
flag_missing (HcMerge *self, GArray *ids, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    self->db, "UPDATE ticket SET missing_since = ?1 WHERE id = ?2 AND missing_since IS NULL", error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      hc_stmt_bind_int64 (stmt, 1, self->batch->id);
      hc_stmt_bind_int64 (stmt, 2, g_array_index (ids, gint64, i));
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  self->batch->missing = ids->len;
  return TRUE;
}

/* A file of open tickets does not show it: it ended by that file's as-of. Its row hash goes, so
 * that the very same row in a later file opens it again. */
static gboolean
end_missing (HcMerge *self, gint64 id, GError **error)
{
  if (!hc_merge_load (self, id, error))
    return FALSE;
  self->record.number[HC_COLUMN_STATE] = HC_INSTANT_NONE;
  self->record.number[HC_COLUMN_RESOLVED] = HC_INSTANT_NONE;
  self->record.number[HC_COLUMN_CLOSED] = HC_INSTANT_NONE;
  hc_merge_observe (self, HC_STATE_CLOSED, HC_INSTANT_NONE, self->batch->as_of);
  self->batch->missing++;
  if (hc_merge_differs (HC_TICKET_STATE, &self->old, &self->record) &&
      !hc_merge_note_change (self, HC_TICKET_STATE, &self->old, &self->record, self->batch->as_of,
                             TRUE, error))
    return FALSE;
  return hc_merge_update (self, 0, error);
}

static gboolean
end_all_missing (HcMerge *self, GArray *ids, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    self->db, "SELECT 1 FROM ticket WHERE id = ?1 AND ended_at IS NULL", error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      int rc;

      hc_stmt_bind_int64 (stmt, 1, id);
      rc = hc_stmt_step (stmt, error);
      hc_stmt_reset (stmt);
      if ((rc != SQLITE_ROW && rc != SQLITE_DONE) ||
          (rc == SQLITE_ROW && !end_missing (self, id, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_merge_find_missing (HcMerge *self, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (self->is_first || self->is_older || self->batch->covers == HC_COVERS_PART)
    return TRUE;
  if (!(ids = unseen_tickets (self, error)))
    return FALSE;
  if (self->batch->covers == HC_COVERS_OPEN)
    return end_all_missing (self, ids, error);
  if (!flag_missing (self, ids, error))
    return FALSE;
  if (ids->len > 0)
    warn (self, "missing",
          g_strdup_printf (ngettext ("%u known ticket is not in this file. It keeps its last state.",
                                     "%u known tickets are not in this file. They keep their last "
                                     "state.",
                                     ids->len),
                           ids->len));
  return TRUE;
}

/* open(T) = open(before) + new + reopened − resolved. */
static void
check_identity (HcMerge *self)
{
  gint64 expected = self->open_before + self->begun - self->ended;

  if (self->first_new_ticket > 1 && self->open_now != expected)
    warn (self, "identity",
          g_strdup_printf (_ ("Open tickets do not add up: %" PRId64 " are open, but open before + "
                              "new + reopened − resolved gives %" PRId64 "."),
                           self->open_now, expected));
}

/* No figure counts them: a go-live date that is too late would hide them in silence. */
static void
check_go_live (HcMerge *self)
{
  guint64 n = self->before_go_live;
  g_autofree char *left_out = NULL;

  if (n == 0)
    return;
  left_out = g_strdup_printf (
    ngettext ("%" PRIu64 " ticket of this file was opened before go-live and is left out of every "
              "figure.",
              "%" PRIu64 " tickets of this file were opened before go-live and are left out of "
              "every figure.",
              (gulong) n),
    n);
  if (n * 2 <= (guint64) self->batch->tickets)
    warn (self, "before_go_live", g_steal_pointer (&left_out));
  else
    warn (self, "before_go_live",
          g_strjoin (" ", left_out, _ ("Check the go-live date in Launch Settings."), NULL));
}

static gboolean
write_warnings (HcMerge *self, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    self->db, "INSERT INTO batch_warning (batch_id, code, text) VALUES (?1, ?2, ?3)", error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < self->batch->warnings->len; i++)
    {
      const HcBatchWarning *warning = g_ptr_array_index (self->batch->warnings, i);

      hc_stmt_bind_int64 (stmt, 1, self->batch->id);
      hc_stmt_bind_text (stmt, 2, warning->code);
      hc_stmt_bind_text (stmt, 3, warning->text);
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_counts (HcMerge *self, GError **error)
{
  const HcBatch *batch = self->batch;
  const gint64 counts[] = { batch->rows,      batch->tickets,  batch->new_count,
                            batch->changed,   batch->reopened, batch->unchanged,
                            batch->rejected,  batch->missing };
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    self->db,
    "UPDATE import_batch SET row_count = ?1, ticket_count = ?2, new_count = ?3, "
    "changed_count = ?4, reopened_count = ?5, unchanged_count = ?6, rejected_count = ?7, "
    "missing_count = ?8, sha256 = ?9 WHERE id = ?10",
    error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    hc_stmt_bind_int64 (stmt, (int) i + 1, counts[i]);
  hc_stmt_bind_text (stmt, 9, batch->sha256);
  hc_stmt_bind_int64 (stmt, 10, batch->id);
  return hc_stmt_run (stmt, error);
}

static gboolean
commit (HcMerge *self, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Import “%s”"), self->batch->file);

  if (!hc_rules_refresh_batch (self->db, self->batch->id, error) ||
      !hc_history_note (self->db, "import", label, error) || !hc_db_commit (self->db, error))
    return FALSE;
  self->in_transaction = FALSE;
  return TRUE;
}

gboolean
hc_merge_finish (HcMerge *self, gboolean dry_run, GPtrArray **rejects, GError **error)
{
  if (self->is_older)
    warn (self, "older_file",
          g_strdup (_ ("This file is older than the last import of its source. Known tickets were "
                       "left as they are; only unknown ones were added.")));
  if (self->index_sql != NULL && !hc_db_exec (self->db, self->index_sql, error))
    return FALSE;
  g_clear_pointer (&self->index_sql, g_free);
  check_go_live (self);
  if (!hc_merge_find_missing (self, error))
    return FALSE;
  check_identity (self);
  if (!write_warnings (self, error) || !write_counts (self, error))
    return FALSE;
  if (rejects != NULL && !(*rejects = hc_rejects_load (self->db, self->batch->id, error)))
    return FALSE;
  if (hc_merge_is_cancelled (self->db, error))
    return FALSE;
  if (dry_run)
    {
      self->batch->id = 0;
      return TRUE;
    }
  return commit (self, error);
}

static gboolean
is_as_imported (const HcTicketRecord *record, const HcSpells *spells, const HcTerms *terms)
{
  gint64 stored = record->number[HC_COLUMN_CONTENT_HASH];

  return hc_hash_to_number (hc_ticket_record_content_hash (record, spells, terms)) == stored ||
         hc_hash_to_number (hc_ticket_record_content_hash_v1 (record, spells, terms)) == stored;
}

gboolean
hc_merge_verify_hashes (HcDb *db, guint64 *bad, GPtrArray *keys, GError **error)
{
  g_autoptr (HcTerms) terms = hc_terms_load (db, error);
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (4096);
  g_autoptr (HcStmt) all = NULL;
  g_autoptr (HcStmt) several = NULL;
  g_auto (HcSpells) spells = { 0 };
  HcTicketRecord record;
  int rc;

  hc_spells_init (&spells);
  *bad = 0;
  if (terms == NULL || !(all = hc_db_prepare (db, hc_ticket_record_select_all_sql (), error)) ||
      !(several = hc_db_prepare (db,
                                 "SELECT start_at, end_at, end_inferred FROM ticket_spell "
                                 "WHERE ticket_id = ?1 ORDER BY start_at",
                                 error)))
    return FALSE;
  while ((rc = hc_stmt_step (all, error)) == SQLITE_ROW)
    {
      g_autoptr (GError) damaged = NULL;

      g_string_chunk_clear (chunk);
      hc_ticket_record_read (&record, all, chunk);
      if (hc_ticket_record_load_spells (&record, several, &spells, &damaged) &&
          is_as_imported (&record, &spells, terms))
        continue;
      if (damaged != NULL && !g_error_matches (damaged, HC_ERROR, HC_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&damaged));
          return FALSE;
        }
      (*bad)++;
      if (keys != NULL && keys->len < 100)
        g_ptr_array_add (keys, g_strdup (record.text[HC_COLUMN_EXTERNAL_ID]));
    }
  return rc == SQLITE_DONE;
}
