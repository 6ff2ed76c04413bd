/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nearly all rows of a later file say what is known already. Their hashes are held in memory: one
 * pass over the table is several times faster than a search in it for every row. */

#include "config.h"

#include "hc-merge-private.h"

#include <string.h>

/* 8 bytes each, and 32 when the file has another order: 80 MB. */
#define MAX_KNOWN (2 * 1024 * 1024)
/* So many rows out of order, and a quarter of all, are worth a table. */
#define MIN_MISSED 256

typedef struct
{
  guint64 row_hash;
  guint64 ticket; /* 0 = free */
} Known;

struct _HcMergeKnown
{
  guint64 *hashes; /* by ticket; UNKNOWN: looked for in the database */
  gint64 last;
  gint64 next; /* mostly the next row is the ticket with the next id */
  guint64 hit;
  guint64 missed;

  Known *slots; /* by hash, for files in another order; NULL: not needed so far */
  guint64 mask;
};

/* No row hash: see hc_hash_to_number(). */
#define UNKNOWN ((guint64) HC_INSTANT_NONE)

static void
put (HcMergeKnown *self, guint64 row_hash, gint64 ticket)
{
  guint64 slot = row_hash & self->mask;

  while (self->slots[slot].ticket != 0)
    slot = (slot + 1) & self->mask;
  self->slots[slot] = (Known){ row_hash, (guint64) ticket };
}

static void
build_table (HcMergeKnown *self)
{
  guint64 n_slots = 1024;

  while (n_slots < 2 * (guint64) self->last)
    n_slots *= 2;
  self->slots = g_new (Known, n_slots);
  memset (self->slots, 0, n_slots * sizeof *self->slots);
  self->mask = n_slots - 1;
  for (gint64 ticket = 1; ticket <= self->last; ticket++)
    if (self->hashes[ticket] != UNKNOWN)
      put (self, self->hashes[ticket], ticket);
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
  int rc;

  if (last == 0 || last > MAX_KNOWN || self->is_older || self->batch->is_log)
    return count_open (self, error);
  self->known = g_new0 (HcMergeKnown, 1);
  self->known->last = last;
  self->known->next = 1;
  self->known->hashes = g_new (guint64, last + 1);
  for (gint64 ticket = 0; ticket <= last; ticket++)
    self->known->hashes[ticket] = UNKNOWN;
  stmt = hc_db_prepare (self->db,
                        "SELECT id, row_hash, source_term = ?1 AND missing_since IS NULL, "
                        "ended_at IS NULL FROM ticket",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, self->source_term);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      gint64 ticket = hc_stmt_int64 (stmt, 0);

      if (hc_stmt_int64 (stmt, 2) != 0 && ticket > 0 && ticket <= last)
        self->known->hashes[ticket] = (guint64) hc_stmt_int64 (stmt, 1);
      self->open_before += hc_stmt_int64 (stmt, 3);
    }
  return rc == SQLITE_DONE;
}

void
hc_merge_known_free (HcMergeKnown *self)
{
  g_free (self->hashes);
  g_free (self->slots);
  g_free (self);
}

gint64
hc_merge_known_find (HcMergeKnown *self, guint64 row_hash)
{
  if (self->next <= self->last && self->hashes[self->next] == row_hash)
    {
      self->hit++;
      return self->next++;
    }
  self->missed++;
  if (self->slots == NULL && self->missed >= MIN_MISSED && self->missed * 4 > self->hit)
    build_table (self);
  if (self->slots == NULL)
    return 0;
  for (guint64 slot = row_hash & self->mask; self->slots[slot].ticket != 0;
       slot = (slot + 1) & self->mask)
    if (self->slots[slot].row_hash == row_hash)
      {
        self->next = (gint64) self->slots[slot].ticket + 1;
        return (gint64) self->slots[slot].ticket;
      }
  return 0;
}

gint64
hc_merge_known_next (HcMergeKnown *self)
{
  return self->next;
}

void
hc_merge_known_go_on (HcMergeKnown *self, gint64 ticket)
{
  self->next = ticket + 1;
}
