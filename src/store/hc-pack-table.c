/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-table.h"

#include <glib/gi18n.h>

#include "hc-db-private.h"

static void
read_row (HcStmt *stmt, HcPackRow *row)
{
  row->key = hc_stmt_peek_text (stmt, 0);
  row->title = hc_stmt_peek_text (stmt, 1);
  row->state = hc_stmt_peek_text (stmt, 2);
  row->state_class = hc_state_class_from_word (hc_stmt_peek_text (stmt, 3));
  row->priority_text = hc_stmt_peek_text (stmt, 4);
  row->priority = (int) hc_stmt_int64 (stmt, 5);
  row->group = hc_stmt_peek_text (stmt, 6);
  row->assignee = hc_stmt_peek_text (stmt, 7);
  row->assignee_term = hc_stmt_int64 (stmt, 8);
  row->opened_at = hc_stmt_int64 (stmt, 9);
}

static gboolean
visit (HcStmt *stmt, guint32 id, HcPackRowFunc func, gpointer data, GError **error)
{
  HcPackRow row;
  int rc;

  hc_stmt_reset (stmt);
  hc_stmt_bind_int64 (stmt, 1, id);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_DONE)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_DAMAGED,
                         _("An open ticket is missing in the launch file. Run “hypercare check” "
                           "on it."));
  if (rc != SQLITE_ROW)
    return FALSE;
  read_row (stmt, &row);
  return func (&row, data, error);
}

gboolean
hc_pack_rows_each (HcDb *db,
                   const guint32 *ids,
                   guint n_ids,
                   HcPackRowFunc func,
                   gpointer data,
                   GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  if (!(stmt = hc_db_prepare (
            db,
            "SELECT ticket.external_id, ticket.title, state.text, ticket.state_class, "
            "       priority.text, ticket.priority, team.text, assignee.text, "
            "       coalesce (ticket.assignee_term, 0), ticket.opened_at "
            "FROM ticket "
            "LEFT JOIN term AS state ON state.id = ticket.state_term "
            "LEFT JOIN term AS priority ON priority.id = ticket.priority_term "
            "LEFT JOIN term AS team ON team.id = ticket.group_term "
            "LEFT JOIN term AS assignee ON assignee.id = ticket.assignee_term "
            "WHERE ticket.id = ?1",
            error)))
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    {
      if (i % 256 == 0 && hc_pack_cancelled (db, error))
        return FALSE;
      if (!visit (stmt, ids[i], func, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_pack_cancelled (HcDb *db, GError **error)
{
  return db->cancellable != NULL && g_cancellable_set_error_if_cancelled (db->cancellable, error);
}
