/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"

#include "hc-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Groups of time_to_resolve with fewer tickets are shown together. */
#define SMALL_GROUP 10

static gboolean
stop_if_cancelled (const gint *cancelled, GError **error)
{
  if (cancelled == NULL || !g_atomic_int_get (cancelled))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  return TRUE;
}

/* The ordinals that the filter asks for. */
static gboolean
resolve_where (const HcColumns *columns,
               const HcMetricQuery *query,
               guint32 *wanted,
               GError **error)
{
  for (guint i = 0; i < query->n_where; i++)
    {
      const HcWhere *where = &query->where[i];
      const GPtrArray *names = columns->names[where->by];

      wanted[i] = 0;
      if (where->value == NULL)
        continue;
      for (guint ordinal = 1; ordinal < names->len && wanted[i] == 0; ordinal++)
        if (g_str_equal (names->pdata[ordinal], where->value))
          wanted[i] = ordinal;
      if (wanted[i] == 0)
        {
          g_set_error (
            error, HC_ERROR, HC_ERROR_USAGE,
            _ ("No ticket of this launch has %s “%s”. The name must be written as in the "
               "ticket list."),
            hc_dimension_word (where->by), where->value);
          return FALSE;
        }
    }
  return TRUE;
}

/* The rows that fit; NULL when nothing is filtered. */
static gboolean
select_rows (const HcColumns *columns, const HcMetricQuery *query, GArray **rows, GError **error)
{
  g_autofree guint32 *wanted = g_new0 (guint32, query->n_where + 1);

  *rows = NULL;
  if (query->n_where == 0)
    return TRUE;
  if (!resolve_where (columns, query, wanted, error))
    return FALSE;

  *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 row = 0; row < columns->n; row++)
    {
      gboolean fits = TRUE;

      for (guint i = 0; i < query->n_where && fits; i++)
        fits = columns->dim[query->where[i].by][row] == wanted[i];
      if (fits)
        g_array_append_val (*rows, row);
    }
  return TRUE;
}

static void
choose_methods (HcMetricContext *context, const HcPopulation *total)
{
  guint inputs = context->columns->inputs;
  guint64 ended = 0, known = 0, count_known = 0;

  for (guint day = 0; day < context->time.n_days; day++)
    {
      ended += total->days[day].ended;
      known += total->days[day].known;
      count_known += total->days[day].count_known;
    }
  if ((inputs & HC_INPUT_GROUP) && (double) known >= HC_COVERAGE * (double) ended)
    context->routing_method = "history";
  else if ((inputs & HC_INPUT_REASSIGNMENT_COUNT) &&
           (double) count_known >= HC_COVERAGE * (double) ended)
    context->routing_method = "count";
  else
    context->routing_missing =
      inputs & (HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT) ? "routing" : "group";

  if (inputs & HC_INPUT_REOPENINGS)
    context->reopen_method = "history";
  else if (inputs & HC_INPUT_REOPEN_COUNT)
    context->reopen_method = "count";
}

/* The input whose absence makes @id not measurable; NULL when it is measurable. */
static const char *
missing_input (const HcMetricContext *context, HcMetricId id)
{
  guint inputs = context->columns->inputs;

  if (!(inputs & HC_INPUT_TICKETS) || context->time.as_of == HC_INSTANT_NONE)
    return "import";
  switch (id)
    {
    case HC_METRIC_MISROUTING_RATE:
      return context->routing_missing;
    case HC_METRIC_REOPENED:
      return inputs & HC_INPUT_REOPENINGS ? NULL : "reopenings";
    case HC_METRIC_REOPEN_RATE:
      return context->reopen_method != NULL ? NULL : "reopenings";
    case HC_METRIC_SLA_ATTAINMENT:
      return inputs & HC_INPUT_SLA ? NULL : "sla_met";
    case HC_METRIC_STALE_SHARE:
      return inputs & HC_INPUT_UPDATED ? NULL : "updated";
    default:
      return NULL;
    }
}

static HcMetricSeries *
new_missing (const HcMetricContext *context, HcMetricId id, const char *missing)
{
  HcMetricSeries *series = hc_metric_series_new (context, id);

  series->measurable = FALSE;
  series->missing = missing;
  g_clear_pointer (&series->points, g_free);
  series->n_points = 0;
  return series;
}

static HcMetricSeries *
new_measured (const HcMetricContext *context, HcMetricId id, const HcPopulation *population)
{
  HcMetricSeries *series = hc_metric_series_new (context, id);

  hc_metric_fill (series, context, population);
  if (context->query->no_series)
    {
      g_clear_pointer (&series->points, g_free);
      series->n_points = 0;
    }
  return series;
}

/* Rows by their ordinal: those of ordinal o are rows[begin[o] … begin[o + 1]), ascending. */
typedef struct
{
  guint n;
  guint *begin;
  guint32 *rows;
} Grouping;

static void
grouping_clear (Grouping *self)
{
  g_clear_pointer (&self->begin, g_free);
  g_clear_pointer (&self->rows, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grouping, grouping_clear)

static void
grouping_init (Grouping *self, const HcColumns *columns, HcDimension by, const GArray *selected)
{
  guint n_rows = selected != NULL ? selected->len : columns->n;
  const guint32 *rows = selected != NULL ? (const guint32 *) (gpointer) selected->data : NULL;
  const guint32 *ordinals = columns->dim[by];
  g_autofree guint *next = NULL;

  self->n = columns->names[by]->len;
  self->begin = g_new0 (guint, self->n + 1);
  self->rows = g_new (guint32, n_rows);
  for (guint i = 0; i < n_rows; i++)
    self->begin[ordinals[rows != NULL ? rows[i] : i] + 1]++;
  for (guint ordinal = 0; ordinal < self->n; ordinal++)
    self->begin[ordinal + 1] += self->begin[ordinal];
  next = g_memdup2 (self->begin, (self->n + 1) * sizeof (guint));
  for (guint i = 0; i < n_rows; i++)
    {
      guint32 row = rows != NULL ? rows[i] : i;

      self->rows[next[ordinals[row]]++] = row;
    }
}

/* The series of one call, per metric. */
typedef struct
{
  HcMetricContext *context;
  GPtrArray *of[HC_N_METRICS];
  GArray *small_rows; /* of time_to_resolve, merged */
} Collection;

static void
add_group (Collection *self, const char *name, const guint32 *rows, guint n_rows, guint metrics)
{
  HcMetricContext *context = self->context;
  g_auto (HcPopulation) population = { 0 };

  hc_population_init (&population, context, rows, n_rows);
  if (population.n == 0)
    {
      /* None at T, or all cancelled: no group, but the rest counts them as left out. */
      g_array_append_vals (self->small_rows, rows, n_rows);
      return;
    }
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      HcMetricSeries *series;

      if (!(metrics & 1u << id) || missing_input (context, id) != NULL)
        continue;
      series = new_measured (context, id, &population);
      if (id == HC_METRIC_TIME_TO_RESOLVE && series->window.n < SMALL_GROUP)
        {
          g_array_append_vals (self->small_rows, rows, n_rows);
          hc_metric_series_free (series);
          continue;
        }
      series->by = context->query->by;
      series->group_value = g_strdup (name);
      g_ptr_array_add (self->of[id], series);
    }
}

static int
compare_rows (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
add_rest (Collection *self)
{
  HcMetricContext *context = self->context;
  g_auto (HcPopulation) population = { 0 };
  HcMetricSeries *series;

  if (!(context->query->metrics & 1u << HC_METRIC_TIME_TO_RESOLVE) ||
      missing_input (context, HC_METRIC_TIME_TO_RESOLVE) != NULL)
    return;
  g_array_sort (self->small_rows, compare_rows);
  hc_population_init (&population, context, (const guint32 *) (gpointer) self->small_rows->data,
                      self->small_rows->len);
  if (population.n == 0)
    return;
  series = new_measured (context, HC_METRIC_TIME_TO_RESOLVE, &population);
  series->by = context->query->by;
  series->rest = TRUE;
  g_ptr_array_add (self->of[HC_METRIC_TIME_TO_RESOLVE], series);
}

static gboolean
add_groups (Collection *self, const GArray *selected, const gint *cancelled, GError **error)
{
  const HcMetricQuery *query = self->context->query;
  const GPtrArray *names = self->context->columns->names[query->by];
  g_auto (Grouping) grouping = { 0 };

  grouping_init (&grouping, self->context->columns, query->by, selected);
  for (guint ordinal = 0; ordinal < grouping.n; ordinal++)
    {
      guint begin = grouping.begin[ordinal], end = grouping.begin[ordinal + 1];

      if (stop_if_cancelled (cancelled, error))
        return FALSE;
      if (end > begin)
        add_group (self, names->pdata[ordinal], grouping.rows + begin, end - begin, query->metrics);
    }
  add_rest (self);
  return TRUE;
}

static gboolean
add_total (Collection *self, const GArray *selected, const gint *cancelled, GError **error)
{
  HcMetricContext *context = self->context;
  g_auto (HcPopulation) population = { 0 };

  hc_population_init (&population, context,
                      selected != NULL ? (const guint32 *) (gpointer) selected->data : NULL,
                      selected != NULL ? selected->len : context->columns->n);
  choose_methods (context, &population);
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      const char *missing = missing_input (context, id);

      if (stop_if_cancelled (cancelled, error))
        return FALSE;
      if (!(context->query->metrics & 1u << id))
        continue;
      g_ptr_array_add (self->of[id], missing != NULL ? new_missing (context, id, missing)
                                                     : new_measured (context, id, &population));
    }
  return TRUE;
}

/* Total, groups by n descending, then name, those without a value last among equals; the merged
 * rest at the end. */
static int
compare_series (const void *a, const void *b)
{
  const HcMetricSeries *x = *(const HcMetricSeries *const *) a;
  const HcMetricSeries *y = *(const HcMetricSeries *const *) b;

  if ((x->by == HC_BY_NONE) != (y->by == HC_BY_NONE))
    return x->by == HC_BY_NONE ? -1 : 1;
  if (x->rest != y->rest)
    return x->rest ? 1 : -1;
  if (x->window.n != y->window.n)
    return x->window.n > y->window.n ? -1 : 1;
  if (x->group_value == NULL || y->group_value == NULL)
    return (x->group_value == NULL) - (y->group_value == NULL);
  return strcmp (x->group_value, y->group_value);
}

static gboolean
collect_series (Collection *self, const GArray *selected, const gint *cancelled, GError **error)
{
  if (!add_total (self, selected, cancelled, error))
    return FALSE;
  return self->context->query->by == HC_BY_NONE || add_groups (self, selected, cancelled, error);
}

HcMetricSet *
hc_metric_compute (const HcColumns *columns,
                   const HcLaunchSettings *settings,
                   HcCalendar *calendar,
                   const HcMetricQuery *query,
                   const gint *cancelled,
                   GError **error)
{
  g_autoptr (HcMetricSet) set = g_new0 (HcMetricSet, 1);
  HcMetricContext context = { .columns = columns, .settings = settings, .query = query };
  Collection collection = { .context = &context };
  g_autoptr (GArray) selected = NULL;
  gboolean done;

  g_return_val_if_fail (columns != NULL && settings != NULL && calendar != NULL, NULL);
  g_return_val_if_fail (query != NULL && (guint) query->by < HC_N_DIMENSIONS, NULL);

  set->zone = g_strdup (hc_calendar_zone (calendar));
  set->series = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_metric_series_free);
  if (!select_rows (columns, query, &selected, error) ||
      !hc_timeline_init (&context.time, columns, settings, calendar, query, set, error))
    {
      hc_timeline_clear (&context.time);
      return NULL;
    }

  for (guint id = 0; id < HC_N_METRICS; id++)
    collection.of[id] = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_metric_series_free);
  collection.small_rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  done = collect_series (&collection, selected, cancelled, error);
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      g_ptr_array_sort (collection.of[id], compare_series);
      g_ptr_array_extend_and_steal (set->series, collection.of[id]);
    }
  g_array_unref (collection.small_rows);
  hc_timeline_clear (&context.time);
  return done ? g_steal_pointer (&set) : NULL;
}
