/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking an import back: the facts are then, byte for byte, what they were before it. */

#include "config.h"

#include "hc-batch-table.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "hc-history.h"
#include "hc-rule-table.h"
#include "hc-ticket-record.h"

static HcBatch *
choose_batch (GPtrArray *batches, gint64 batch_id, GError **error)
{
  for (guint i = batches->len; i > 0; i--)
    {
      HcBatch *batch = g_ptr_array_index (batches, i - 1);

      if (batch_id == 0 || batch->id == batch_id)
        return g_ptr_array_steal_index (batches, i - 1);
    }
  if (batches->len == 0)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                         _ ("There is no import to take back."));
  else
    g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                 _ ("There is no import number %" PRId64 "."), batch_id);
  return NULL;
}

static gboolean
check_newest (GPtrArray *others, const HcBatch *batch, GError **error)
{
  g_autoptr (GString) newer = g_string_new (NULL);

  for (guint i = others->len; i > 0; i--)
    {
      const HcBatch *other = g_ptr_array_index (others, i - 1);

      if (other->id > batch->id && g_str_equal (other->source_id, batch->source_id))
        g_string_append_printf (newer, "%s%" G_GINT64_FORMAT " (“%s”)", newer->len > 0 ? ", " : "",
                                other->id, other->file);
    }
  if (newer->len == 0)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_CONFLICT,
               _ ("Import %" PRId64 " cannot be taken back before the later ones of its source. "
                  "Take these back first: %s."),
               batch->id, newer->str);
  return FALSE;
}

static gboolean
run_for_batch (HcDb *db, const char *sql, gint64 batch_id, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, batch_id);
  return hc_stmt_run (stmt, error);
}

typedef struct
{
  HcStmt *select, *update, *delete_spells, *insert_spell;
} Restore;

static gboolean
restore_ticket (Restore *restore,
                const HcTicketRecord *record,
                const HcSpells *spells,
                GError **error)
{
  hc_ticket_record_bind (record, restore->update);
  hc_stmt_bind_int64 (restore->delete_spells, 1, record->number[HC_COLUMN_ID]);
  if (!hc_stmt_run (restore->update, error) || !hc_stmt_run (restore->delete_spells, error))
    return FALSE;
  for (guint i = 0; i < spells->spells->len; i++)
    {
      const HcSpell *spell = &g_array_index (spells->spells, HcSpell, i);

      hc_stmt_bind_int64 (restore->insert_spell, 1, record->number[HC_COLUMN_ID]);
      hc_stmt_bind_int64 (restore->insert_spell, 2, spell->start);
      hc_stmt_bind_instant (restore->insert_spell, 3, spell->end);
      hc_stmt_bind_int64 (restore->insert_spell, 4, spell->end_inferred);
      if (!hc_stmt_run (restore->insert_spell, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
restore_all (HcDb *db, gint64 batch_id, GError **error)
{
  g_autoptr (HcStmt) select = hc_db_prepare (
    db, "SELECT packed FROM ticket_before WHERE batch_id = ?1 ORDER BY ticket_id", error);
  g_autoptr (HcStmt) update = hc_db_prepare (db, hc_ticket_record_update_sql (),
                                             select != NULL ? error : NULL);
  g_autoptr (HcStmt) delete_spells = hc_db_prepare (
    db, "DELETE FROM ticket_spell WHERE ticket_id = ?1", update != NULL ? error : NULL);
  g_autoptr (HcStmt) insert_spell = hc_db_prepare (
    db,
    "INSERT INTO ticket_spell (ticket_id, start_at, end_at, end_inferred) VALUES (?1, ?2, ?3, ?4)",
    delete_spells != NULL ? error : NULL);
  Restore restore = { select, update, delete_spells, insert_spell };
  g_auto (HcSpells) spells = { 0 };
  HcTicketRecord record;
  int rc;

  hc_spells_init (&spells);
  if (select == NULL || update == NULL || delete_spells == NULL || insert_spell == NULL)
    return FALSE;
  hc_stmt_bind_int64 (select, 1, batch_id);
  while ((rc = hc_stmt_step (select, error)) == SQLITE_ROW)
    if (!hc_ticket_record_unpack (&record, &spells, sqlite3_column_blob (select->stmt, 0),
                                  (gsize) sqlite3_column_bytes (select->stmt, 0), error) ||
        !restore_ticket (&restore, &record, &spells, error))
      return FALSE;
  return rc == SQLITE_DONE;
}

/* ---- texts that no ticket uses any more ---- */

/* A byte per term id. */
static void
use_term (gint64 id, gpointer data)
{
  GByteArray *used = data;

  if (id > 0 && id < used->len)
    used->data[id] = 1;
}

static gboolean
collect_used_terms (HcDb *db, GByteArray *used, GError **error)
{
  g_autoptr (HcStmt) tickets = hc_db_prepare (db, hc_ticket_record_select_all_sql (), error);
  g_autoptr (HcStmt) images = NULL;
  g_autoptr (HcStmt) batches = NULL;
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (4096);
  g_auto (HcSpells) spells = { 0 };
  HcTicketRecord record;
  int rc;

  hc_spells_init (&spells);
  if (tickets == NULL || !(images = hc_db_prepare (db, "SELECT packed FROM ticket_before", error)) ||
      !(batches = hc_db_prepare (db, "SELECT source_term FROM import_batch", error)))
    return FALSE;
  while ((rc = hc_stmt_step (tickets, error)) == SQLITE_ROW)
    {
      g_string_chunk_clear (chunk);
      hc_ticket_record_read (&record, tickets, chunk);
      hc_ticket_record_each_term (&record, use_term, used);
    }
  while (rc == SQLITE_DONE && (rc = hc_stmt_step (images, error)) == SQLITE_ROW)
    {
      if (!hc_ticket_record_unpack (&record, &spells, sqlite3_column_blob (images->stmt, 0),
                                    (gsize) sqlite3_column_bytes (images->stmt, 0), error))
        return FALSE;
      hc_ticket_record_each_term (&record, use_term, used);
      rc = SQLITE_DONE;
    }
  while (rc == SQLITE_DONE && (rc = hc_stmt_step (batches, error)) == SQLITE_ROW)
    {
      use_term (hc_stmt_int64 (batches, 0), used);
      rc = SQLITE_DONE;
    }
  return rc == SQLITE_DONE;
}

static gboolean
drop_unused_terms (HcDb *db, GError **error)
{
  g_autoptr (GByteArray) used = g_byte_array_new ();
  g_autoptr (HcStmt) select = NULL;
  g_autoptr (HcStmt) delete = NULL;
  g_autoptr (GArray) unused = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = 0;
  int rc;

  if (!hc_db_query_int64 (db, "SELECT coalesce (max (id), 0) FROM term", &last, error))
    return FALSE;
  g_byte_array_set_size (used, (guint) last + 1);
  memset (used->data, 0, used->len);
  if (!collect_used_terms (db, used, error) ||
      !(select = hc_db_prepare (db, "SELECT id FROM term ORDER BY id", error)) ||
      !(delete = hc_db_prepare (db, "DELETE FROM term WHERE id = ?1", error)))
    return FALSE;
  while ((rc = hc_stmt_step (select, error)) == SQLITE_ROW)
    {
      gint64 id = hc_stmt_int64 (select, 0);

      if (used->data[id] == 0)
        g_array_append_val (unused, id);
    }
  if (rc != SQLITE_DONE)
    return FALSE;
  for (guint i = 0; i < unused->len; i++)
    {
      hc_stmt_bind_int64 (delete, 1, g_array_index (unused, gint64, i));
      if (!hc_stmt_run (delete, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_back (HcDb *db, const HcBatch *batch, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Take Back Import “%s”"), batch->file);

  return run_for_batch (db, "DELETE FROM ticket_change WHERE batch_id = ?1", batch->id, error) &&
         run_for_batch (db, "DELETE FROM ticket WHERE first_batch = ?1", batch->id, error) &&
         restore_all (db, batch->id, error) &&
         run_for_batch (db,
                        "UPDATE ticket SET missing_since = NULL WHERE missing_since = ?1",
                        batch->id, error) &&
         run_for_batch (db, "DELETE FROM import_batch WHERE id = ?1", batch->id, error) &&
         drop_unused_terms (db, error) && hc_rules_rebuild (db, error) &&
         hc_history_note (db, "take_back", label, error);
}

gboolean
hc_batch_take_back (HcDb *db, gint64 batch_id, HcBatch **out, GError **error)
{
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (HcBatch) batch = NULL;

  if (!hc_db_begin (db, error))
    return FALSE;
  if (!(batches = hc_batches_load (db, error)) ||
      !(batch = choose_batch (batches, batch_id, error)) ||
      !check_newest (batches, batch, error) || !take_back (db, batch, error) ||
      !hc_db_commit (db, error))
    {
      hc_db_rollback (db);
      return FALSE;
    }
  if (out != NULL)
    *out = g_steal_pointer (&batch);
  return TRUE;
}
