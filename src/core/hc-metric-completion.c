/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Completion: how many of those who start a hot path or a step complete it. Groups come from the plan,
 * not from tickets. */

#include "config.h"

#include "hc-metric-private.h"

#include <math.h>

#define SECONDS_AN_HOUR 3600
#define SLACK_SECONDS 3600 /* of a complete day */

static gboolean
passes (const HcMetricContext *context, const HcUsageRecord *record, HcDimension by)
{
  const HcMetricQuery *query = context->query;

  for (guint i = 0; i < query->n_where; i++)
    if (query->where[i].by == by &&
        (record == NULL || !hc_where_wants (&query->where[i], query->usage, record)))
      return FALSE;
  return TRUE;
}

static gboolean
is_filtered_by (const HcMetricContext *context, HcDimension by)
{
  for (guint i = 0; i < context->query->n_where; i++)
    if (context->query->where[i].by == by)
      return TRUE;
  return FALSE;
}

/* Of a hot path or step that the filters leave. */
static gboolean
is_wanted (const HcMetricContext *context, const HcUsageRecord *record)
{
  if (record->by == HC_BY_WORKFLOW)
    return passes (context, record, HC_BY_WORKFLOW);
  return record->by == HC_BY_STEP && passes (context, record, HC_BY_STEP) &&
         passes (context, hc_usage_record (context->query->usage, record->workflow_id),
                 HC_BY_WORKFLOW);
}

/* ---- one hot path or step ---- */

static const char *
workflow_of (const HcUsageRecord *record)
{
  return record->by == HC_BY_STEP ? record->workflow_id : record->id;
}

/* For all of @cohorts together; NULL: everybody. */
static HcCompletionCount *
count (const HcMetricContext *context, const HcUsageRecord *record, const GPtrArray *cohorts)
{
  const HcTimeline *time = &context->time;
  const char *step = record->by == HC_BY_STEP ? record->id : NULL;
  HcCompletionCount *sum = g_new (HcCompletionCount, time->n_days + 1);
  g_autofree HcCompletionCount *one = g_new (HcCompletionCount, time->n_days + 1);

  for (guint i = 0; i < time->n_days; i++)
    sum[i] = (HcCompletionCount){ -1, -1, -1 };
  for (guint c = 0; c < (cohorts != NULL ? cohorts->len : 1); c++)
    {
      hc_usage_completions (context->query->usage, workflow_of (record), step,
                            cohorts != NULL ? g_ptr_array_index (cohorts, c) : NULL, time->first,
                            time->n_days, one);
      for (guint i = 0; i < time->n_days; i++)
        {
          if (one[i].started < 0 || one[i].completed < 0)
            continue;
          sum[i].started = MAX (sum[i].started, 0) + one[i].started;
          sum[i].completed = MAX (sum[i].completed, 0) + one[i].completed;
          if (one[i].retried >= 0)
            sum[i].retried = MAX (sum[i].retried, 0) + one[i].retried;
        }
    }
  return sum;
}

/* The cycle time has passed since the end of day @i. */
static gboolean
is_mature (const HcMetricContext *context, const HcUsageRecord *record, guint i)
{
  const double *hours =
    g_hash_table_lookup (context->query->usage->cycle_hours, workflow_of (record));
  double cycle = hours != NULL ? *hours * SECONDS_AN_HOUR : 0;

  return (double) context->time.as_of + SLACK_SECONDS >=
         (double) context->time.starts[i + 1] + cycle;
}

static void
set_count (HcMetricPoint *point, const HcCompletionCount *count)
{
  hc_metric_point_set_share (point, count->completed, count->started);
  point->retried = count->retried;
}

typedef struct
{
  HcCompletionCount sum;
  gint64 too_recent;
  gint64 without;
  gint64 impossible;
} Window;

static void
add_day (Window *self, const HcCompletionCount *count, gboolean is_mature_day)
{
  if (!is_mature_day)
    {
      self->too_recent++;
      return;
    }
  if (count->started < 0)
    {
      self->without++;
      return;
    }
  if (count->completed > count->started)
    {
      self->impossible++;
      return;
    }
  self->sum.started = MAX (self->sum.started, 0) + count->started;
  self->sum.completed = MAX (self->sum.completed, 0) + count->completed;
  if (count->retried >= 0)
    self->sum.retried = MAX (self->sum.retried, 0) + count->retried;
}

static void
exclude (HcMetricSeries *series, const char *reason, gint64 days)
{
  if (days > 0)
    hc_metric_series_exclude (series, reason, days);
}

/* NULL: nothing is known of it, on no day. */
static HcMetricSeries *
measure (const HcMetricContext *context, const HcUsageRecord *record, const GPtrArray *cohorts)
{
  const HcTimeline *time = &context->time;
  g_autofree HcCompletionCount *counts = count (context, record, cohorts);
  HcMetricSeries *series = hc_metric_series_new (context, HC_METRIC_COMPLETION_RATE);
  Window window = { .sum = { -1, -1, -1 } };
  gboolean any = FALSE;

  series->subject = g_strdup (record->name);
  for (guint i = 0; i < time->n_days; i++)
    {
      gboolean mature = is_mature (context, record, i);

      any |= counts[i].started >= 0;
      series->points[i].complete = mature;
      if (mature && counts[i].started >= counts[i].completed && counts[i].started >= 0)
        set_count (&series->points[i], &counts[i]);
      if (time->in_window[i])
        add_day (&window, &counts[i], mature);
    }
  if (!any)
    {
      hc_metric_series_free (series);
      return NULL;
    }
  if (window.sum.started >= 0)
    set_count (&series->window, &window.sum);
  exclude (series, "too_recent_days", window.too_recent);
  exclude (series, "days_without_completions", window.without);
  exclude (series, "more_completed_than_started", window.impossible);
  return series;
}

/* ---- the worst ---- */

/* Without a value it is worse than nothing, so it comes last; of equals the one with more starts,
 * then the first in the plan. */
static gboolean
is_worse (const HcMetricSeries *a, const HcMetricSeries *b)
{
  if (isnan (a->window.value) || isnan (b->window.value))
    return !isnan (a->window.value);
  if (a->window.value != b->window.value)
    return a->window.value < b->window.value;
  return a->window.n > b->window.n;
}

/* Of the hot paths; with a filter by step, of the steps. NULL: nothing is known of any. */
static HcMetricSeries *
measure_worst (const HcMetricContext *context, const GPtrArray *cohorts)
{
  HcDimension of = is_filtered_by (context, HC_BY_STEP) ? HC_BY_STEP : HC_BY_WORKFLOW;
  const GPtrArray *records = context->query->usage->records;
  HcMetricSeries *worst = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const HcUsageRecord *record = records->pdata[i];
      HcMetricSeries *series;

      if (record->by != of || !is_wanted (context, record) ||
          (series = measure (context, record, cohorts)) == NULL)
        continue;
      if (worst == NULL || is_worse (series, worst))
        {
          HcMetricSeries *better = worst;

          worst = series;
          series = better;
        }
      g_clear_pointer (&series, hc_metric_series_free);
    }
  return worst;
}

/* ---- the metric ---- */

static void
add (const HcMetricContext *context, GPtrArray *out, HcMetricSeries *series)
{
  if (context->query->no_series)
    {
      g_clear_pointer (&series->points, g_free);
      series->n_points = 0;
    }
  g_ptr_array_add (out, series);
}

static void
add_group (const HcMetricContext *context, const HcUsageRecord *record, GPtrArray *cohorts,
           GPtrArray *out)
{
  g_autoptr (GPtrArray) of_one = g_ptr_array_new ();
  HcMetricSeries *series;

  g_ptr_array_add (of_one, record->id);
  series = record->by == HC_BY_COHORT ? measure_worst (context, of_one)
                                      : measure (context, record, cohorts);
  if (series == NULL)
    return;
  series->by = record->by;
  series->group_value = g_strdup (record->name);
  series->group_id = g_strdup (record->id);
  series->cohort_kind = g_strdup (record->kind);
  if (record->by != HC_BY_COHORT)
    g_clear_pointer (&series->subject, g_free);
  add (context, out, series);
}

static gboolean
is_group (const HcMetricContext *context, const HcUsageRecord *record)
{
  if (record->by != context->query->by)
    return FALSE;
  return record->by == HC_BY_COHORT ? passes (context, record, HC_BY_COHORT)
                                    : is_wanted (context, record);
}

void
hc_metric_add_completions (const HcMetricContext *context, GPtrArray *out)
{
  g_autoptr (GPtrArray) cohorts = hc_metric_query_cohorts (context->query);
  const GPtrArray *records = context->query->usage->records;
  HcMetricSeries *worst = measure_worst (context, cohorts);

  if (worst == NULL)
    return;
  add (context, out, worst);
  for (guint i = 0; i < records->len; i++)
    if (is_group (context, records->pdata[i]))
      add_group (context, records->pdata[i], cohorts, out);
}
