/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nearly all rows of a later file say what is known already. Their hashes are held in memory: one
 * pass over the table is several times faster than a search in it for every row. */

#include "config.h"

#include "hc-merge-private.h"

/* 16 bytes each, at most half of the places taken: 64 MB. */
#define MAX_KNOWN (2 * 1024 * 1024)

typedef struct
{
  guint64 row_hash;
  guint64 ticket; /* 0 = free */
} Known;

struct _HcMergeKnown
{
  Known *slots;
  guint64 mask;
};

static void
put (HcMergeKnown *self, guint64 row_hash, gint64 ticket)
{
  guint64 slot = row_hash & self->mask;

  while (self->slots[slot].ticket != 0)
    slot = (slot + 1) & self->mask;
  self->slots[slot] = (Known) { row_hash, (guint64) ticket };
}

static gboolean
count_open (HcMerge *self, GError **error)
{
  return hc_db_query_int64 (self->db, "SELECT count (*) FROM ticket WHERE ended_at IS NULL",
                            &self->open_before, error);
}

/* Missing tickets are left out: finding them again is a change. */
gboolean
hc_merge_known_load (HcMerge *self, GError **error)
{
  gint64 last = self->first_new_ticket - 1;
  g_autoptr (HcStmt) stmt = NULL;
  guint64 n_slots = 1024;
  int rc;

  if (last == 0 || last > MAX_KNOWN || self->is_older || self->batch->is_log)
    return count_open (self, error);
  while (n_slots < 2 * (guint64) last)
    n_slots *= 2;
  self->known = g_new0 (HcMergeKnown, 1);
  self->known->slots = g_new0 (Known, n_slots);
  self->known->mask = n_slots - 1;
  stmt = hc_db_prepare (self->db,
                        "SELECT id, row_hash, source_term = ?1 AND missing_since IS NULL, "
                        "ended_at IS NULL FROM ticket",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, self->source_term);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      if (hc_stmt_int64 (stmt, 2) != 0)
        put (self->known, (guint64) hc_stmt_int64 (stmt, 1), hc_stmt_int64 (stmt, 0));
      self->open_before += hc_stmt_int64 (stmt, 3);
    }
  return rc == SQLITE_DONE;
}

void
hc_merge_known_free (HcMergeKnown *self)
{
  g_free (self->slots);
  g_free (self);
}

gint64
hc_merge_known_find (HcMergeKnown *self, guint64 row_hash)
{
  guint64 slot = row_hash & self->mask;

  for (; self->slots[slot].ticket != 0; slot = (slot + 1) & self->mask)
    if (self->slots[slot].row_hash == row_hash)
      return (gint64) self->slots[slot].ticket;
  return 0;
}
