/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nearly all rows of a later file say what is known already. Their hashes are held in memory: one
 * pass over the table is several times faster than a search in it for every row. */

#include "config.h"

#include "hc-merge-private.h"

#include <string.h>

/* So many rows out of order, and a quarter of all, are worth a table. */
#define MIN_MISSED 256

/* How far a look ahead goes: past a few changed tickets, or past as many as have passed. */
#define NEAR 4
#define FAR 64

typedef struct
{
  guint64 row_hash;
  guint64 ticket; /* 0 = free */
} Known;

struct _HcMergeKnown
{
  guint64 *hashes; /* by ticket; UNKNOWN: looked for in the database */
  guint64 *of_source; /* bit per ticket: of the file's source */
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

static void
set_bit (guint64 *bits, gint64 ticket)
{
  bits[ticket / 64] |= G_GUINT64_CONSTANT (1) << (ticket % 64);
}

static gboolean
get_bit (const guint64 *bits, gint64 ticket)
{
  return (bits[ticket / 64] >> (ticket % 64) & 1) != 0;
}

static HcMergeKnown *
known_new (gint64 last)
{
  HcMergeKnown *self = g_new0 (HcMergeKnown, 1);
  gsize n_words = (gsize) last / 64 + 1;

  self->last = last;
  self->next = 1;
  self->hashes = g_new (guint64, last + 1);
  for (gint64 ticket = 0; ticket <= last; ticket++)
    self->hashes[ticket] = UNKNOWN;
  self->of_source = g_new0 (guint64, n_words);
  return self;
}

typedef struct
{
  HcMergeKnown *known;
  gint64 source_term;
  gint64 open;
} Reading;

/* know_ticket (id, row_hash, source_term, missing_since, ended_at). Missing tickets have no hash:
 * finding them again is a change. */
static void
know_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Reading *reading = sqlite3_user_data (context);
  HcMergeKnown *self = reading->known;
  gint64 ticket = sqlite3_value_int64 (values[0]);

  reading->open += sqlite3_value_type (values[4]) == SQLITE_NULL;
  if (ticket <= 0 || ticket > self->last)
    return;
  if (sqlite3_value_int64 (values[2]) != reading->source_term)
    return;
  set_bit (self->of_source, ticket);
  if (sqlite3_value_type (values[3]) == SQLITE_NULL)
    self->hashes[ticket] = (guint64) sqlite3_value_int64 (values[1]);
}

static void
known_cb (sqlite3_context *context)
{
}

/* @reading NULL: takes the function away. */
static gboolean
set_function (HcDb *db, Reading *reading, GError **error)
{
  if (sqlite3_create_function_v2 (db->handle, "know_ticket", 5, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                  reading, NULL, reading != NULL ? know_cb : NULL,
                                  reading != NULL ? known_cb : NULL, NULL) == SQLITE_OK)
    return TRUE;
  hc_db_set_error (db, error);
  return FALSE;
}

static gboolean
read_tickets (HcDb *db, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT know_ticket (id, row_hash, source_term, missing_since, ended_at) "
    "FROM ticket NOT INDEXED",
    error);

  return stmt != NULL && hc_stmt_step (stmt, error) == SQLITE_ROW;
}

/* An aggregate function gets its arguments as they lie in the row: half the time of asking a
 * statement for one column after the other. */
HcMergeKnown *
hc_merge_known_read (HcDb *db, gint64 last, gint64 source_term, gint64 *open, GError **error)
{
  Reading reading = { known_new (last), source_term, 0 };
  gboolean ok = FALSE;

  if (set_function (db, &reading, error))
    {
      ok = read_tickets (db, error);
      ok = set_function (db, NULL, ok ? error : NULL) && ok;
    }
  if (!ok)
    g_clear_pointer (&reading.known, hc_merge_known_free);
  *open = reading.open;
  return reading.known;
}

gboolean
hc_merge_known_load (HcMerge *self, HcMergeAhead *ahead, GError **error)
{
  gint64 last = self->first_new_ticket - 1;

  if (last == 0 || last > HC_MERGE_MAX_KNOWN || self->is_older || self->batch->is_log)
    return count_open (self, error);
  if (ahead != NULL)
    self->known = hc_merge_ahead_take (ahead, self, &self->open_before);
  if (self->known == NULL)
    self->known
      = hc_merge_known_read (self->db, last, self->source_term, &self->open_before, error);
  return self->known != NULL;
}

void
hc_merge_known_free (HcMergeKnown *self)
{
  g_free (self->hashes);
  g_free (self->of_source);
  g_free (self->slots);
  g_free (self);
}

GArray *
hc_merge_known_unseen (HcMerge *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 ticket = 1; ticket <= self->known->last; ticket++)
    if (get_bit (self->known->of_source, ticket) && !hc_merge_was_seen (self, ticket))
      g_array_append_val (ids, ticket);
  return ids;
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

/* Reads what no one writes after hc_merge_begin(). */
gint64
hc_merge_foresee (HcMerge *self, HcMergeCursor *cursor, guint64 row_hash)
{
  const HcMergeKnown *known = self->known;
  guint64 number = (guint64) hc_hash_to_number (row_hash);
  gint64 from = cursor->passed + 1, to;

  if (known == NULL)
    return 0;
  to = MIN (from + MIN (cursor->n_missed, FAR) + NEAR, known->last + 1);
  for (gint64 ticket = from; ticket < to; ticket++)
    if (known->hashes[ticket] == number)
      {
        *cursor = (HcMergeCursor){ ticket, 0 };
        return ticket;
      }
  cursor->passed += cursor->n_missed++ >= FAR;
  return 0;
}

void
hc_merge_known_hit (HcMergeKnown *self, gint64 ticket)
{
  self->hit++;
  self->next = ticket + 1;
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
