/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-routing-hops.h"

#include "hc-columns.h"
#include "hc-columns-rows.h"

gboolean
hc_routing_hops_init (
  HcRoutingHops *self, HcDb *db, HcHopFilter filter, gpointer data, GError **error)
{
  *self = (HcRoutingHops){ .filter = filter, .data = data };
  self->parked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  /* One import writes the changes of a ticket side by side, the state before the group. */
  self->stmt =
    hc_db_prepare (db,
                   "SELECT ticket_id, old_value, new_value, seen_at, inferred, batch_id, "
                   "field = 'state' FROM ticket_change WHERE field IN ('state', 'group') "
                   "ORDER BY id",
                   error);
  return self->stmt != NULL;
}

void
hc_routing_hops_clear (HcRoutingHops *self)
{
  g_clear_pointer (&self->stmt, hc_stmt_free);
  g_clear_pointer (&self->parked, g_hash_table_unref);
  g_clear_pointer (&self->from, g_free);
}

/* A ticket taken from a group and given to none (as some tools do on closing) has not gone anywhere
 * yet: the hop is from that group to the next one. NULL: no hop. */
static char *
hop_from (HcRoutingHops *self, const char *from, const char *to)
{
  g_autofree char *taken_from = NULL;
  g_autofree gint64 *key = NULL;

  if (from == NULL || *from == '\0')
    {
      if (!g_hash_table_steal_extended (self->parked, &self->ticket, (gpointer *) &key,
                                        (gpointer *) &taken_from))
        return NULL;
      from = taken_from;
    }
  if (to == NULL || *to == '\0')
    {
      g_hash_table_insert (self->parked, g_memdup2 (&self->ticket, sizeof self->ticket),
                           g_strdup (from));
      return NULL;
    }
  return g_str_equal (from, to) ? NULL : g_strdup (from);
}

static gboolean
take_row (HcRoutingHops *self)
{
  HcStmt *stmt = self->stmt;
  gint64 batch = hc_stmt_int64 (stmt, 5);

  self->ticket = hc_stmt_int64 (stmt, 0);
  if (!self->filter (self->ticket, self->data))
    return FALSE;
  if (hc_stmt_int64 (stmt, 6))
    {
      self->state_ticket = self->ticket;
      self->state_batch = batch;
      return FALSE;
    }
  self->to = hc_stmt_peek_text (stmt, 2);
  self->with_end = hc_stmt_int64 (stmt, 4) != 0 && self->state_ticket == self->ticket &&
                   self->state_batch == batch;
  g_free (self->from);
  self->from = hop_from (self, hc_stmt_peek_text (stmt, 1), self->to);
  return self->from != NULL;
}

gboolean
hc_routing_hops_next (HcRoutingHops *self, GError **error)
{
  while (hc_stmt_step (self->stmt, error) == SQLITE_ROW)
    if (take_row (self))
      return TRUE;
  return FALSE;
}

/* What a later file only shows (inferred) bears the time of that file, which can lie after the end
 * that the same file shows. It still happened before, unless the ticket had ended already. */
gboolean
hc_routing_hops_before (const HcRoutingHops *self, guint32 ended)
{
  return ended == HC_SECONDS_NONE || self->with_end ||
         hc_columns_seconds (sqlite3_column_value (self->stmt->stmt, 3)) <= ended;
}
