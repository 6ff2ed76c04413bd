/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first pass over a file leaves half a processor free: the tickets that the second pass compares
 * with are read meanwhile, on a connection of their own. */

#include "config.h"

#include "hc-merge-private.h"
#include "hc-second.h"

#define MIN_TICKETS 10000 /* fewer are read before a thread stands */

struct _HcMergeAhead
{
  HcDb *db; /* of the thread */
  GThread *thread;
  char *moment;
  gint64 last;
  gint64 source_term;

  /* Written by the thread */
  HcMergeKnown *known; /* NULL: failed, or taken */
  gint64 open;
};

static gpointer
read_thread (gpointer data)
{
  HcMergeAhead *self = data;

  self->known = hc_merge_known_read (self->db, self->last, self->source_term, &self->open, NULL);
  return NULL;
}

/* Which source a file comes from is known when it has been looked through, unless there is one. */
static gboolean
look (HcMergeAhead *self)
{
  gint64 n_sources;

  return hc_db_query_int64 (self->db, "SELECT count (DISTINCT source_term) FROM import_batch",
                            &n_sources, NULL)
         && n_sources == 1
         && hc_db_query_int64 (self->db, "SELECT max (source_term) FROM import_batch",
                               &self->source_term, NULL)
         && hc_db_query_int64 (self->db, "SELECT coalesce (max (id), 0) FROM ticket", &self->last,
                               NULL)
         && self->last >= MIN_TICKETS && self->last <= HC_MERGE_MAX_KNOWN
         && (self->moment = hc_second_moment (self->db, NULL)) != NULL;
}

HcMergeAhead *
hc_merge_ahead_start (HcDb *db)
{
  g_autoptr (HcMergeAhead) self = g_new0 (HcMergeAhead, 1);

  if (!(self->db = hc_second_open (db)) || !look (self))
    return NULL;
  self->thread = g_thread_new ("hc-merge-ahead", read_thread, self);
  return g_steal_pointer (&self);
}

void
hc_merge_ahead_finish (HcMergeAhead *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->db, hc_db_close);
}

void
hc_merge_ahead_free (HcMergeAhead *self)
{
  hc_merge_ahead_finish (self);
  g_clear_pointer (&self->known, hc_merge_known_free);
  g_free (self->moment);
  g_free (self);
}

HcMergeKnown *
hc_merge_ahead_take (HcMergeAhead *self, HcMerge *merge, gint64 *open)
{
  g_autofree char *moment = hc_second_moment (merge->db, NULL);

  if (g_strcmp0 (moment, self->moment) != 0 || self->source_term != merge->source_term
      || self->last != merge->first_new_ticket - 1)
    return NULL;
  *open = self->open;
  return g_steal_pointer (&self->known);
}
