/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"

#include "hc-error.h"
#include "hc-repeat.h"

#include <gio/gio.h>
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

static gboolean
covers (guint64 known, guint64 ended)
{
  return (double) known >= HC_COVERAGE * (double) ended;
}

/* The best that covers enough of the ended tickets. */
static void
choose_routing (HcMetricContext *context, const HcPopulation *total)
{
  guint inputs = context->columns->inputs;
  guint64 ended = 0, known = 0, count_known = 0, matrix_known = 0;
  gboolean has_any = (inputs & (HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT)) != 0;

  for (guint day = 0; day < context->time.n_days; day++)
    {
      ended += total->days[day].ended;
      known += total->days[day].known;
      count_known += total->days[day].count_known;
      matrix_known += total->days[day].matrix_known;
    }
  if ((inputs & HC_INPUT_GROUP) && covers (known, ended))
    context->handover_method = "history";
  else if ((inputs & HC_INPUT_REASSIGNMENT_COUNT) && covers (count_known, ended))
    context->handover_method = "count";
  else
    context->handover_missing = has_any ? "hand_overs" : "group";

  context->routing_method = context->handover_method;
  if (context->routing_method == NULL && (inputs & HC_INPUT_GROUP) && covers (matrix_known, ended))
    context->routing_method = "matrix";
  if (context->routing_method == NULL)
    context->routing_missing = has_any ? "routing" : "group";
}

static void
choose_methods (HcMetricContext *context, const HcPopulation *total)
{
  guint inputs = context->columns->inputs;

  choose_routing (context, total);
  if (inputs & HC_INPUT_REOPENINGS)
    context->reopen_method = "history";
  else if (inputs & HC_INPUT_REOPEN_COUNT)
    context->reopen_method = "count";
}

/* Beside tickets there are figures of cohorts, hot paths and steps only. */
static gboolean
is_filterable (const HcMetricQuery *query, HcMetricId id)
{
  for (guint i = 0; i < query->n_where; i++)
    {
      HcDimension by = query->where[i].by;

      if (by == HC_BY_COHORT ||
          (id == HC_METRIC_COMPLETION_RATE && (by == HC_BY_WORKFLOW || by == HC_BY_STEP)))
        continue;
      return FALSE;
    }
  return TRUE;
}

/* Does it have a figure for these tickets? Reach and completion have groups of their own. */
static gboolean
has_group (HcMetricId id, HcDimension by, guint32 ordinal)
{
  return !hc_metric_is_of_usage (id) ||
         (id == HC_METRIC_DEFLECTION_RATE && by == HC_BY_COHORT && ordinal > 0);
}

static gboolean
is_cohort_asked_for (const HcMetricQuery *query, const HcUsageRecord *cohort)
{
  for (guint i = 0; i < query->n_where; i++)
    if (query->where[i].by == HC_BY_COHORT &&
        !hc_where_wants (&query->where[i], query->usage, cohort))
      return FALSE;
  return TRUE;
}

static gboolean
has_issues (const HcMetricContext *context)
{
  return context->columns->names[HC_BY_ISSUE]->len > 1;
}

/* The input whose absence makes @id not measurable; NULL when it is measurable. */
static const char *
missing_input (const HcMetricContext *context, HcMetricId id)
{
  guint inputs = context->columns->inputs;

  if (!(inputs & HC_INPUT_TICKETS) || context->time.as_of == HC_INSTANT_NONE)
    return "import";
  if (hc_metric_is_of_usage (id) && !is_filterable (context->query, id))
    return "filter";
  switch (id)
    {
    case HC_METRIC_MISROUTING_RATE:
      return context->routing_missing;
    case HC_METRIC_FIRST_GROUP_RESOLUTION_RATE:
      return context->handover_missing;
    case HC_METRIC_TICKETS_PER_100_USERS:
      return context->users_method != NULL ? NULL : "active_users";
    case HC_METRIC_DEFLECTION_RATE:
      return context->deflection_missing;
    case HC_METRIC_SELF_SERVICE_REACH:
      return context->reach_method != NULL ? NULL : "help_users";
    case HC_METRIC_FIRST_RESPONSE_TIME:
      return inputs & HC_INPUT_FIRST_RESPONSE ? NULL : "first_response";
    case HC_METRIC_REOPENED:
      return inputs & HC_INPUT_REOPENINGS ? NULL : "reopenings";
    case HC_METRIC_REOPEN_RATE:
      return context->reopen_method != NULL ? NULL : "reopenings";
    case HC_METRIC_SLA_ATTAINMENT:
      return inputs & HC_INPUT_SLA ? NULL : "sla_met";
    case HC_METRIC_STALE_SHARE:
      return inputs & HC_INPUT_UPDATED ? NULL : "updated";
    case HC_METRIC_PATTERN_REPEAT_RATE:
      return has_issues (context) ? NULL : "issue";
    case HC_METRIC_REPEAT_TICKETS_PER_100_USERS:
      return !has_issues (context)            ? "issue"
             : context->users_method == NULL ? "active_users"
                                             : NULL;
    case HC_METRIC_SAME_USER_REPEAT_RATE:
      return inputs & HC_INPUT_REQUESTER ? NULL : "requester";
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

static void
finish_series (const HcMetricContext *context, HcMetricSeries *series)
{
  if (!context->query->no_series)
    return;
  g_clear_pointer (&series->points, g_free);
  series->n_points = 0;
}

static HcMetricSeries *
new_measured (const HcMetricContext *context, HcMetricId id, const HcPopulation *population)
{
  HcMetricSeries *series = hc_metric_series_new (context, id);

  hc_metric_fill (series, context, population);
  finish_series (context, series);
  return series;
}

/* The series of one call, per metric. */
typedef struct
{
  HcMetricContext *context;
  GPtrArray *of[HC_N_METRICS];
  GArray *small_rows; /* of time_to_resolve, merged */
} Collection;

/* Of one cohort; 0: tickets of none, whose number of users nobody knows. */
static gint64
users_of_cohort (const HcColumns *columns, guint32 ordinal)
{
  return ordinal < columns->cohort_heads->len
           ? g_array_index (columns->cohort_heads, gint64, ordinal)
           : -1;
}

/* The id of one cohort; none for tickets of none. */
static GPtrArray *
cohort_list (const HcColumns *columns, guint32 ordinal)
{
  GPtrArray *list = g_ptr_array_new ();

  if (ordinal > 0 && ordinal < columns->ids[HC_BY_COHORT]->len)
    g_ptr_array_add (list, columns->ids[HC_BY_COHORT]->pdata[ordinal]);
  return list;
}

static const char *
kind_of_cohort (const HcColumns *columns, guint32 ordinal)
{
  return ordinal < columns->cohort_kinds->len ? columns->cohort_kinds->pdata[ordinal] : NULL;
}

/* Whose tickets the filter leaves: of one cohort its users, else everybody's. */
static gint64
users_of_total (const HcMetricContext *context)
{
  gint64 users = context->columns->users_in_scope;

  for (guint i = 0; i < context->query->n_where; i++)
    if (context->query->where[i].by == HC_BY_COHORT)
      users = hc_where_users (&context->query->where[i], context->columns);
  return users;
}

static void
add_group (Collection *self, guint32 ordinal, const guint32 *rows, guint n_rows, guint metrics)
{
  HcMetricContext *context = self->context;
  const HcColumns *columns = context->columns;
  HcDimension by = context->query->by;
  g_auto (HcPopulation) population = { 0 };

  hc_population_init (&population, context, rows, n_rows);
  population.users =
    by == HC_BY_COHORT ? users_of_cohort (columns, ordinal) : users_of_total (context);
  population.cohorts =
    by == HC_BY_COHORT ? cohort_list (columns, ordinal) : hc_metric_query_cohorts (context->query);
  if (population.n == 0)
    {
      /* None at T, or all cancelled: no group, but the rest counts them as left out. */
      g_array_append_vals (self->small_rows, rows, n_rows);
      return;
    }
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      HcMetricSeries *series;

      if (!(metrics & 1u << id) || !has_group (id, by, ordinal) ||
          missing_input (context, id) != NULL)
        continue;
      series = new_measured (context, id, &population);
      if (id == HC_METRIC_TIME_TO_RESOLVE && series->window.n < SMALL_GROUP)
        {
          g_array_append_vals (self->small_rows, rows, n_rows);
          hc_metric_series_free (series);
          continue;
        }
      series->by = by;
      series->group_value = g_strdup (columns->names[by]->pdata[ordinal]);
      series->cohort_kind =
        by == HC_BY_COHORT ? g_strdup (kind_of_cohort (columns, ordinal)) : NULL;
      g_ptr_array_add (self->of[id], series);
    }
}

static int
compare_rows (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* A ticket of two small cohorts is there twice. */
static void
sort_distinct (GArray *rows)
{
  guint n = 0;

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    if (n == 0 || g_array_index (rows, guint32, i) != g_array_index (rows, guint32, n - 1))
      g_array_index (rows, guint32, n++) = g_array_index (rows, guint32, i);
  g_array_set_size (rows, n);
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
  sort_distinct (self->small_rows);
  hc_population_init (&population, context, (const guint32 *) (gpointer) self->small_rows->data,
                      self->small_rows->len);
  if (population.n == 0)
    return;
  series = new_measured (context, HC_METRIC_TIME_TO_RESOLVE, &population);
  series->by = context->query->by;
  series->rest = TRUE;
  g_ptr_array_add (self->of[HC_METRIC_TIME_TO_RESOLVE], series);
}

/* Of all cohorts with figures: one without a ticket uses help as well. */
static void
add_reach_groups (Collection *self)
{
  HcMetricContext *context = self->context;
  const HcMetricQuery *query = context->query;

  if (query->by != HC_BY_COHORT || !(query->metrics & 1u << HC_METRIC_SELF_SERVICE_REACH) ||
      missing_input (context, HC_METRIC_SELF_SERVICE_REACH) != NULL)
    return;
  for (guint i = 0; i < query->usage->records->len; i++)
    {
      HcUsageRecord *record = query->usage->records->pdata[i];
      g_autoptr (GPtrArray) cohorts = NULL;
      HcMetricSeries *series;

      if (record->by != HC_BY_COHORT || !is_cohort_asked_for (query, record))
        continue;
      cohorts = g_ptr_array_new ();
      g_ptr_array_add (cohorts, record->id);
      series = hc_metric_series_new (context, HC_METRIC_SELF_SERVICE_REACH);
      hc_metric_fill_reach (series, context, cohorts);
      series->by = HC_BY_COHORT;
      series->group_value = g_strdup (record->name);
      series->cohort_kind = g_strdup (record->kind);
      finish_series (context, series);
      g_ptr_array_add (self->of[HC_METRIC_SELF_SERVICE_REACH], series);
    }
}

static gboolean
add_groups (Collection *self, const GArray *selected, const gint *cancelled, GError **error)
{
  const HcMetricQuery *query = self->context->query;
  g_auto (HcGrouping) grouping = { 0 };

  hc_grouping_init (&grouping, self->context->columns, query->by, selected);
  for (guint ordinal = 0; ordinal < grouping.n; ordinal++)
    {
      guint begin = grouping.begin[ordinal], end = grouping.begin[ordinal + 1];

      if (stop_if_cancelled (cancelled, error))
        return FALSE;
      if (end > begin)
        add_group (self, ordinal, grouping.rows + begin, end - begin, query->metrics);
    }
  add_rest (self);
  add_reach_groups (self);
  return TRUE;
}

/* Groups and all: they come from the plan. */
static void
add_completions (Collection *self)
{
  GPtrArray *of = self->of[HC_METRIC_COMPLETION_RATE];

  if (self->context->query->usage != NULL)
    hc_metric_add_completions (self->context, of);
  if (of->len == 0)
    g_ptr_array_add (of, new_missing (self->context, HC_METRIC_COMPLETION_RATE, "completions"));
}

static gboolean
add_total (Collection *self, const GArray *selected, const gint *cancelled, GError **error)
{
  HcMetricContext *context = self->context;
  g_auto (HcPopulation) population = { 0 };

  hc_population_init (&population, context,
                      selected != NULL ? (const guint32 *) (gpointer) selected->data : NULL,
                      selected != NULL ? selected->len : context->columns->n);
  population.users = users_of_total (context);
  population.cohorts = hc_metric_query_cohorts (context->query);
  choose_methods (context, &population);
  if (context->deflects != NULL)
    hc_metric_choose_deflection (context, &population);
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      const char *missing = missing_input (context, id);

      if (stop_if_cancelled (cancelled, error))
        return FALSE;
      if (!(context->query->metrics & 1u << id))
        continue;
      if (id == HC_METRIC_COMPLETION_RATE && missing == NULL)
        {
          add_completions (self);
          continue;
        }
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

/* The look-back reaches beyond the filter: what repeats does not depend on who is looked at. */
static const guint8 *
find_repeats (const HcMetricContext *context, guint8 **owned)
{
  guint asked = 0;

  for (guint id = 0; id < HC_N_METRICS; id++)
    if (hc_metric_looks_back (id) && missing_input (context, id) == NULL)
      asked |= context->query->metrics & 1u << id;
  return asked != 0 ? hc_repeat_get (context->columns, context->settings->look_back_days,
                                     context->time.horizon, owned)
                    : NULL;
}

/* By ordinal of the issue. */
static guint8 *
find_deflects (const HcMetricContext *context)
{
  const HcColumns *columns = context->columns;
  guint8 *deflects;

  if (!(context->query->metrics & 1u << HC_METRIC_DEFLECTION_RATE))
    return NULL;
  deflects = g_new0 (guint8, columns->names[HC_BY_ISSUE]->len);
  for (guint i = 0; i < MIN (columns->issue_actions->len, columns->names[HC_BY_ISSUE]->len); i++)
    deflects[i] = g_strcmp0 (columns->issue_actions->pdata[i], "deflect") == 0;
  return deflects;
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
  g_autofree guint8 *repeats = NULL;
  g_autofree guint8 *deflects = NULL;
  gboolean done;

  g_return_val_if_fail (columns != NULL && settings != NULL && calendar != NULL, NULL);
  g_return_val_if_fail (query != NULL && (guint) query->by < HC_N_DIMENSIONS, NULL);

  set->zone = g_strdup (hc_calendar_zone (calendar));
  set->series = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_metric_series_free);
  if (!hc_metric_select (columns, query, &selected, error) ||
      !hc_timeline_init (&context.time, columns, settings, calendar, query, set, error))
    {
      hc_timeline_clear (&context.time);
      return NULL;
    }

  hc_metric_choose_usage (&context);
  context.repeats = find_repeats (&context, &repeats);
  context.deflects = deflects = find_deflects (&context);
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
