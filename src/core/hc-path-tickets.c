/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-path-tickets.h"

#include "hc-metric-private.h"

#include <string.h>

/* Tickets of the same hot path, step and cohorts: there are few of these, however many tickets. */
typedef struct
{
  guint32 workflow;
  guint32 step; /* ordinals; 0: none */
  gint64 n;
  guint n_cohorts;
  guint32 cohorts[];
} Group;

struct _HcPathTickets
{
  GHashTable *groups; /* a set of Group */
  GArray *totals;     /* gint64 by hot path */
  GArray *cancelled;  /* the same */
  GPtrArray *ids[HC_N_DIMENSIONS]; /* as HcColumns has them */
  GPtrArray *cohort_names;
};

/* ---------------------------------------------------------------- groups */

static guint
group_hash (gconstpointer key)
{
  const Group *group = key;
  guint hash = group->workflow * 31 + group->step;

  for (guint i = 0; i < group->n_cohorts; i++)
    hash = hash * 31 + group->cohorts[i];
  return hash;
}

static gboolean
group_equal (gconstpointer a, gconstpointer b)
{
  const Group *x = a, *y = b;

  return x->workflow == y->workflow && x->step == y->step && x->n_cohorts == y->n_cohorts &&
         memcmp (x->cohorts, y->cohorts, x->n_cohorts * sizeof *x->cohorts) == 0;
}

static gsize
group_size (guint n_cohorts)
{
  return sizeof (Group) + n_cohorts * sizeof (guint32);
}

static void
count_group (HcPathTickets *self, const Group *seen)
{
  Group *group = g_hash_table_lookup (self->groups, seen);

  if (group == NULL)
    {
      group = g_memdup2 (seen, group_size (seen->n_cohorts));
      group->n = 0;
      g_hash_table_add (self->groups, group);
    }
  group->n++;
}

/* ---------------------------------------------------------------- counting */

/* @more: index of the first further cohort of this row or a later one. */
static void
see_cohorts (Group *group, const HcColumns *columns, guint32 row, guint *more)
{
  group->n_cohorts = 0;
  if (columns->dim[HC_BY_COHORT][row] != 0)
    group->cohorts[group->n_cohorts++] = columns->dim[HC_BY_COHORT][row];
  while (*more < columns->n_more_cohorts && columns->more_cohorts[*more].row < row)
    (*more)++;
  for (; *more < columns->n_more_cohorts && columns->more_cohorts[*more].row == row; (*more)++)
    group->cohorts[group->n_cohorts++] = columns->more_cohorts[*more].cohort;
}

static void
count_all (HcPathTickets *self, const HcColumns *columns, const HcTimeline *time)
{
  g_autofree Group *seen = g_malloc0 (group_size (columns->names[HC_BY_COHORT]->len + 1));
  guint more = 0;

  for (guint32 row = 0; row < columns->n && time->n_days > 0; row++)
    {
      guint32 workflow = columns->dim[HC_BY_WORKFLOW][row];

      if ((gint64) columns->opened[row] >= time->horizon)
        break;
      if (workflow == 0 || columns->opened[row] < time->starts[0])
        continue;
      if (hc_columns_is_cancelled (columns, row, time->horizon))
        {
          g_array_index (self->cancelled, gint64, workflow)++;
          continue;
        }
      g_array_index (self->totals, gint64, workflow)++;
      seen->workflow = workflow;
      seen->step = columns->dim[HC_BY_STEP][row];
      see_cohorts (seen, columns, row, &more);
      count_group (self, seen);
    }
}

static GArray *
new_counts (guint n)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (gint64));

  g_array_set_size (counts, n);
  return counts;
}

HcPathTickets *
hc_path_tickets_new (const HcColumns *columns,
                     const HcLaunchSettings *settings,
                     HcCalendar *calendar,
                     gint64 as_of)
{
  static const HcDimension kept[] = { HC_BY_WORKFLOW, HC_BY_STEP, HC_BY_COHORT };
  HcPathTickets *self = g_new0 (HcPathTickets, 1);
  g_auto (HcTimeline) time = { 0 };
  HcMetricQuery query = { .as_of = as_of, .from = HC_DAY_NONE, .to = HC_DAY_NONE };
  HcMetricSet window = { 0 };

  self->groups = g_hash_table_new_full (group_hash, group_equal, g_free, NULL);
  self->totals = new_counts (columns->names[HC_BY_WORKFLOW]->len);
  self->cancelled = new_counts (columns->names[HC_BY_WORKFLOW]->len);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    self->ids[kept[i]] = g_ptr_array_ref (columns->ids[kept[i]]);
  self->cohort_names = g_ptr_array_ref (columns->names[HC_BY_COHORT]);
  /* A time that cannot be told apart from others has no tickets. */
  if (hc_timeline_init (&time, columns, settings, calendar, &query, &window, NULL))
    count_all (self, columns, &time);
  return self;
}

void
hc_path_tickets_free (HcPathTickets *self)
{
  g_hash_table_unref (self->groups);
  g_array_unref (self->totals);
  g_array_unref (self->cancelled);
  for (guint i = 0; i < HC_N_DIMENSIONS; i++)
    g_clear_pointer (&self->ids[i], g_ptr_array_unref);
  g_ptr_array_unref (self->cohort_names);
  g_free (self);
}

/* ---------------------------------------------------------------- asking */

/* 0: no ticket has it. */
static guint32
ordinal_of (const HcPathTickets *self, HcDimension by, const char *id)
{
  const GPtrArray *ids = self->ids[by];

  for (guint i = 1; id != NULL && i < ids->len; i++)
    if (g_strcmp0 (ids->pdata[i], id) == 0)
      return i;
  return 0;
}

gint64
hc_path_tickets_total (const HcPathTickets *self, const char *workflow_id)
{
  guint32 workflow = ordinal_of (self, HC_BY_WORKFLOW, workflow_id);

  return workflow != 0 ? g_array_index (self->totals, gint64, workflow) : 0;
}

typedef struct
{
  const char *id;
  const char *name;
  gint64 n;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;
  int order;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  order = g_strcmp0 (x->name, y->name);
  return order != 0 ? order : g_strcmp0 (x->id, y->id);
}

/* What each cohort has of the tickets of @workflow. */
static GArray *
rank_cohorts (const HcPathTickets *self, guint32 workflow)
{
  guint n = self->ids[HC_BY_COHORT]->len;
  GArray *ranked = g_array_new (FALSE, TRUE, sizeof (Ranked));
  GHashTableIter iter;
  gpointer key;

  g_array_set_size (ranked, n);
  for (guint i = 1; i < n; i++)
    g_array_index (ranked, Ranked, i) = (Ranked){ self->ids[HC_BY_COHORT]->pdata[i],
                                                  self->cohort_names->pdata[i], 0 };
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Group *group = key;

      for (guint i = 0; group->workflow == workflow && i < group->n_cohorts; i++)
        g_array_index (ranked, Ranked, group->cohorts[i]).n += group->n;
    }
  g_array_sort (ranked, compare_ranked);
  return ranked;
}

GPtrArray *
hc_path_tickets_cohorts (const HcPathTickets *self, const char *workflow_id)
{
  guint32 workflow = ordinal_of (self, HC_BY_WORKFLOW, workflow_id);
  g_autoptr (GArray) ranked = rank_cohorts (self, workflow);
  GPtrArray *cohorts = g_ptr_array_new ();

  for (guint i = 0; i < ranked->len && g_array_index (ranked, Ranked, i).n > 0; i++)
    g_ptr_array_add (cohorts, (char *) g_array_index (ranked, Ranked, i).id);
  return cohorts;
}

/* ---------------------------------------------------------------- tables */

/* Ordinal → place among @wanted; @wanted->len: not asked for. */
static guint *
places_of (const HcPathTickets *self, HcDimension by, const GPtrArray *wanted)
{
  guint n = self->ids[by]->len;
  guint *places = g_new (guint, n + 1);

  for (guint i = 0; i <= n; i++)
    places[i] = wanted->len;
  for (guint i = 0; i < wanted->len; i++)
    {
      guint32 ordinal = ordinal_of (self, by, wanted->pdata[i]);

      if (ordinal != 0)
        places[ordinal] = i;
    }
  return places;
}

static void
add_group (HcPathGrid *grid, const Group *group, guint row, const guint *columns)
{
  gint64 *cells = grid->cells + row * (grid->n_cohorts + HC_N_PATH_EXTRAS);
  gboolean is_in_others = FALSE;

  for (guint i = 0; i < group->n_cohorts; i++)
    if (columns[group->cohorts[i]] < grid->n_cohorts)
      cells[columns[group->cohorts[i]]] += group->n;
    else
      is_in_others = TRUE;
  cells += grid->n_cohorts;
  cells[HC_PATH_OTHERS] += is_in_others ? group->n : 0;
  cells[HC_PATH_WITHOUT] += group->n_cohorts == 0 ? group->n : 0;
  cells[HC_PATH_ALL] += group->n;
  grid->total += group->n;
  grid->others += is_in_others ? group->n : 0;
  grid->without_cohort += group->n_cohorts == 0 ? group->n : 0;
  grid->without_step += row == grid->n_steps ? group->n : 0;
}

HcPathGrid *
hc_path_tickets_grid (const HcPathTickets *self,
                      const char *workflow_id,
                      const GPtrArray *step_ids,
                      const GPtrArray *cohort_ids)
{
  guint32 workflow = ordinal_of (self, HC_BY_WORKFLOW, workflow_id);
  g_autofree guint *rows = places_of (self, HC_BY_STEP, step_ids);
  g_autofree guint *columns = places_of (self, HC_BY_COHORT, cohort_ids);
  HcPathGrid *grid = g_new0 (HcPathGrid, 1);
  GHashTableIter iter;
  gpointer key;

  grid->n_steps = step_ids->len;
  grid->n_cohorts = cohort_ids->len;
  grid->cells = g_new0 (gint64, (gsize) (grid->n_steps + 1) * (grid->n_cohorts + HC_N_PATH_EXTRAS));
  if (workflow == 0)
    return grid;
  grid->cancelled = g_array_index (self->cancelled, gint64, workflow);
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Group *group = key;

      if (group->workflow == workflow)
        add_group (grid, group, rows[group->step], columns);
    }
  return grid;
}

void
hc_path_grid_free (HcPathGrid *self)
{
  g_free (self->cells);
  g_free (self);
}
