/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-routing-pairs.h"

#include <math.h>

/* A method must know this share of the ended tickets. */
#define COVERAGE 0.8

/* A pair while it is counted. */
typedef struct
{
  HcRoutingPair pair;
  GArray *times;         /* of HcObservationTime */
  GHashTable *categories; /* ordinal → number of tickets */
  guint32 last_row;      /* + 1; a ticket counts once */
} Count;

static void
count_free (Count *self)
{
  g_array_unref (self->times);
  g_hash_table_unref (self->categories);
  g_free (self);
}

static Count *
count_new (const HcHop *hop)
{
  Count *self = g_new0 (Count, 1);

  self->pair.from = hop->from;
  self->pair.to = hop->to;
  self->pair.kind = hop->kind;
  self->times = g_array_new (FALSE, FALSE, sizeof (HcObservationTime));
  self->categories = g_hash_table_new (NULL, NULL);
  return self;
}

static gboolean
is_cancelled (const HcColumns *columns, guint32 row)
{
  return columns->state[row] == HC_STATE_CANCELLED && columns->ended[row] != HC_SECONDS_NONE;
}

/* FALSE: this ticket has no duration. */
static gboolean
observe (const HcColumns *columns, guint32 row, gint64 as_of, HcObservationTime *out)
{
  gint64 opened = columns->opened[row], ended = columns->ended[row];

  out->event = columns->ended[row] != HC_SECONDS_NONE;
  out->time = (double) ((out->event ? ended : as_of) - opened);
  return out->time >= 0 && !(columns->flags[row] & HC_TICKET_FLAG_CHILD);
}

/* ---------------------------------------------------------------- hops into pairs */

static void
count_hop (Count *self, const HcColumns *columns, const HcHop *hop, gint64 as_of)
{
  gpointer category = GUINT_TO_POINTER (columns->dim[HC_BY_CATEGORY][hop->row]);
  HcObservationTime time;

  if (self->last_row == hop->row + 1)
    return;
  self->last_row = hop->row + 1;
  self->pair.n++;
  g_hash_table_insert (
    self->categories, category,
    GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->categories, category)) + 1));
  if (columns->dim[HC_BY_GROUP][hop->row] == hop->to && observe (columns, hop->row, as_of, &time))
    g_array_append_val (self->times, time);
}

/* By ticket, so that one ticket's hops lie side by side. */
static int
compare_hops (gconstpointer a, gconstpointer b)
{
  const HcHop *x = a, *y = b;

  return (x->row > y->row) - (x->row < y->row);
}

/* from, to → Count. The ways a hop is judged depend on its groups alone. */
static GHashTable *
count_pairs (const HcColumns *columns, const HcHop *hops, guint n_hops, gint64 as_of)
{
  GHashTable *pairs =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) count_free);
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (HcHop), n_hops);

  if (n_hops > 0)
    g_array_append_vals (sorted, hops, n_hops);
  g_array_sort (sorted, compare_hops);
  for (guint i = 0; i < sorted->len; i++)
    {
      const HcHop *hop = &g_array_index (sorted, HcHop, i);
      gint64 key = (gint64) ((guint64) hop->from << 32 | hop->to);
      Count *count;

      if (is_cancelled (columns, hop->row))
        continue;
      count = g_hash_table_lookup (pairs, &key);
      if (count == NULL)
        {
          count = count_new (hop);
          g_hash_table_insert (pairs, g_memdup2 (&key, sizeof key), count);
        }
      count_hop (count, columns, hop, as_of);
    }
  return pairs;
}

/* ---------------------------------------------------------------- direct tickets */

/* Group ordinal → GArray of HcObservationTime of tickets that came straight there. */
static GHashTable *
collect_direct (const HcColumns *columns, gint64 as_of)
{
  GHashTable *direct =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint row = 0; row < columns->n; row++)
    {
      guint16 flags = columns->flags[row];
      gpointer group = GUINT_TO_POINTER (columns->dim[HC_BY_GROUP][row]);
      HcObservationTime time;
      GArray *times;

      if (!(flags & HC_TICKET_FLAG_ROUTING_KNOWN) || (flags & HC_TICKET_FLAG_MISROUTED) ||
          group == NULL || is_cancelled (columns, row) || !observe (columns, row, as_of, &time))
        continue;
      times = g_hash_table_lookup (direct, group);
      if (times == NULL)
        {
          times = g_array_new (FALSE, FALSE, sizeof (HcObservationTime));
          g_hash_table_insert (direct, group, times);
        }
      g_array_append_val (times, time);
    }
  return direct;
}

static HcSurvival
survival_of (GArray *times)
{
  if (times == NULL)
    return hc_survival (NULL, 0, NAN);
  return hc_survival ((HcObservationTime *) (gpointer) times->data, times->len, NAN);
}

/* ---------------------------------------------------------------- results */

static void
finish_category (Count *self)
{
  GHashTableIter iter;
  gpointer category, n;

  g_hash_table_iter_init (&iter, self->categories);
  while (g_hash_table_iter_next (&iter, &category, &n))
    {
      guint32 ordinal = GPOINTER_TO_UINT (category);
      gint64 count = GPOINTER_TO_UINT (n);

      if (ordinal != 0 && (count > self->pair.n_category ||
                           (count == self->pair.n_category && ordinal < self->pair.category)))
        {
          self->pair.category = ordinal;
          self->pair.n_category = count;
        }
    }
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const HcRoutingPair *x = a, *y = b;

  if ((x->kind == HC_HOP_WRONG) != (y->kind == HC_HOP_WRONG))
    return x->kind == HC_HOP_WRONG ? -1 : 1;
  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return (x->to > y->to) - (x->to < y->to);
}

GArray *
hc_routing_pairs (const HcColumns *columns, const HcHop *hops, guint n_hops, gint64 as_of)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (HcRoutingPair));
  g_autoptr (GHashTable) pairs = count_pairs (columns, hops, n_hops, as_of);
  g_autoptr (GHashTable) direct = collect_direct (columns, as_of);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, pairs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Count *count = value;

      finish_category (count);
      count->pair.misrouted = survival_of (count->times);
      count->pair.direct =
        survival_of (g_hash_table_lookup (direct, GUINT_TO_POINTER (count->pair.to)));
      g_array_append_val (result, count->pair);
    }
  g_array_sort (result, compare_pairs);
  return result;
}

HcRoutingCoverage
hc_routing_coverage (const HcColumns *columns)
{
  HcRoutingCoverage out = {
    .has_input = (columns->inputs & (HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT)) != 0,
  };

  for (guint row = 0; row < columns->n; row++)
    {
      guint16 flags = columns->flags[row];
      gboolean known = (flags & HC_TICKET_FLAG_ROUTING_KNOWN) != 0;
      gboolean count_known = (flags & HC_TICKET_FLAG_COUNT_KNOWN) != 0;

      if (columns->ended[row] == HC_SECONDS_NONE || is_cancelled (columns, row))
        continue;
      out.n++;
      out.known += known;
      out.misrouted += known && (flags & HC_TICKET_FLAG_MISROUTED);
      out.count_known += count_known;
      out.count_misrouted += count_known && (flags & HC_TICKET_FLAG_COUNT_MISROUTED);
      out.matrix_known += (flags & HC_TICKET_FLAG_MATRIX_KNOWN) != 0;
      out.matrix_misrouted += (flags & HC_TICKET_FLAG_MATRIX_MISROUTED) != 0;
    }
  if (!(columns->inputs & HC_INPUT_TICKETS))
    out.method = HC_ROUTING_NONE;
  else if ((columns->inputs & HC_INPUT_GROUP) &&
           (double) out.known >= COVERAGE * (double) out.n)
    out.method = HC_ROUTING_HISTORY;
  else if ((columns->inputs & HC_INPUT_REASSIGNMENT_COUNT) &&
           (double) out.count_known >= COVERAGE * (double) out.n)
    out.method = HC_ROUTING_COUNT;
  else if ((columns->inputs & HC_INPUT_GROUP) &&
           (double) out.matrix_known >= COVERAGE * (double) out.n)
    out.method = HC_ROUTING_MATRIX;
  return out;
}
