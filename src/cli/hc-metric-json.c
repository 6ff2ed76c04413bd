/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-json.h"
#include "hc-metric-output.h"

char *
hc_age_bucket_label (const HcLaunchSettings *settings, guint bucket)
{
  const double *bounds = settings->age_bounds;

  if (bucket == 0)
    return g_strdup_printf ("<%g d", bounds[0]);
  if (bucket == HC_N_AGE_BUCKETS - 1)
    return g_strdup_printf ("≥%g d", bounds[bucket - 1]);
  return g_strdup_printf ("%g–%g d", bounds[bucket - 1], bounds[bucket]);
}

/* ---- values ---- */

static void
add_count (HcJson *json, const char *key, gint64 count)
{
  hc_json_key (json, key);
  if (count < 0)
    hc_json_null (json);
  else
    hc_json_int (json, count);
}

/* A setting: 10, not 10.0. */
static void
add_setting (HcJson *json, const char *key, double value)
{
  hc_json_key (json, key);
  if (value == floor (value))
    hc_json_int (json, (gint64) value);
  else
    hc_json_double (json, value);
}

/* Counts of tickets are whole numbers; net_flow may be negative. */
static void
add_value (HcJson *json, const HcMetricSeries *series, double value)
{
  if (strcmp (hc_metrics[series->id].unit, "tickets") == 0 && isfinite (value))
    {
      hc_json_key (json, "value");
      hc_json_int (json, (gint64) value);
    }
  else
    {
      hc_json_add_double (json, "value", value);
    }
}

static void
add_day (HcJson *json, const char *key, HcDay day)
{
  g_autofree char *text = hc_day_format (day);

  hc_json_add_string (json, key, text);
}

/* ---- the parts of an entry ---- */

static void
add_excluded (HcJson *json, const HcMetricSeries *series)
{
  hc_json_key (json, "excluded");
  hc_json_begin_object (json, HC_JSON_INLINE);
  for (guint i = 0; i < series->n_excluded; i++)
    add_count (json, series->excluded[i].reason, series->excluded[i].count);
  hc_json_end (json);
}

static void
add_flow (HcJson *json, const HcMetricSeries *series, const HcMetricPoint *point)
{
  add_value (json, series, point->value);
  add_count (json, "n", point->n);
  add_count (json, "numerator", point->numerator);
  add_count (json, "denominator", point->denominator);
  hc_json_add_double (json, "low", point->low);
  hc_json_add_double (json, "high", point->high);
  if (series->id == HC_METRIC_COMPLETION_RATE)
    add_count (json, "retried", point->retried);
}

static void
add_age (HcJson *json,
         const HcMetricSeries *series,
         const HcMetricPoint *point,
         const double *limit_days)
{
  add_value (json, series, point->value);
  hc_json_key (json, "values");
  hc_json_begin_array (json, HC_JSON_INLINE);
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    if (point->buckets[i] < 0)
      hc_json_null (json);
    else
      hc_json_int (json, point->buckets[i]);
  hc_json_end (json);
  hc_json_add_double (json, "median_days", point->median_days);
  hc_json_add_double (json, "p90_days", point->p90_days);
  hc_json_add_double (json, "share_over_limit", point->share_over_limit);
  if (limit_days != NULL)
    add_setting (json, "limit_days", *limit_days);
  add_count (json, "waiting", point->waiting);
  add_count (json, "n", point->n);
}

static void
add_survival (HcJson *json, const HcMetricSeries *series)
{
  const HcMetricPoint *point = &series->window;
  const HcResolveExtra *extra = &series->resolve;

  hc_json_add_double (json, "value", point->value);
  hc_json_add_double (json, "low", point->low);
  hc_json_add_double (json, "high", point->high);
  hc_json_add_boolean (json, "reached", extra->reached);
  add_count (json, "n", point->n);
  add_count (json, "events", extra->events);
  add_count (json, "censored", extra->censored);
  add_count (json, "inferred", extra->inferred);

  hc_json_key (json, "resolved_only");
  hc_json_begin_object (json, HC_JSON_INLINE);
  add_count (json, "n", extra->resolved_n);
  hc_json_add_double (json, "mean", extra->resolved_mean);
  hc_json_add_double (json, "median", extra->resolved_median);
  hc_json_add_double (json, "p90", extra->resolved_p90);
  hc_json_end (json);

  hc_json_key (json, "s_at_target");
  hc_json_begin_object (json, HC_JSON_INLINE);
  add_setting (json, "hours", extra->target_hours);
  hc_json_add_double (json, "value", extra->s_at_target);
  hc_json_end (json);
}

static void
add_window (HcJson *json, const HcMetricSeries *series, const HcLaunchSettings *settings)
{
  hc_json_key (json, "window_value");
  hc_json_begin_object (json, HC_JSON_INLINE);
  if (series->id == HC_METRIC_BACKLOG_AGE)
    add_age (json, series, &series->window, &settings->age_limit_days);
  else if (series->id == HC_METRIC_TIME_TO_RESOLVE)
    add_survival (json, series);
  else
    add_flow (json, series, &series->window);
  add_excluded (json, series);
  hc_json_end (json);
}

static void
add_points (HcJson *json, const HcMetricSeries *series)
{
  hc_json_key (json, "series");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < series->n_points; i++)
    {
      const HcMetricPoint *point = &series->points[i];

      hc_json_begin_object (json, HC_JSON_INLINE);
      add_day (json, "date", point->date);
      if (series->id == HC_METRIC_BACKLOG_AGE)
        add_age (json, series, point, NULL);
      else
        add_flow (json, series, point);
      hc_json_add_boolean (json, "working_day", point->working_day);
      hc_json_add_boolean (json, "complete", point->complete);
      hc_json_end (json);
    }
  hc_json_end (json);
}

static void
add_entry (HcJson *json,
           const HcMetricSeries *series,
           const HcLaunchSettings *settings,
           const HcMetricControl *control)
{
  const HcMetricInfo *info = &hc_metrics[series->id];

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_add_string (json, "id", info->id);
  hc_json_add_string (json, "unit", info->unit);
  hc_json_add_string (json, "by", hc_dimension_word (series->by));
  hc_json_add_string (json, "group_value", series->group_value);
  if (series->by == HC_BY_COHORT)
    hc_json_add_string (json, "cohort_kind", series->cohort_kind);
  hc_json_add_boolean (json, "rest", series->rest);
  hc_json_add_boolean (json, "measurable", series->measurable);
  hc_json_add_string (json, "missing", series->missing);
  hc_json_add_string (json, "grade", series->grade);
  hc_json_add_string (json, "method", series->method);
  if (series->id == HC_METRIC_COMPLETION_RATE)
    hc_json_add_string (json, "subject", series->subject);
  if (series->id == HC_METRIC_BACKLOG_AGE)
    {
      hc_json_key (json, "buckets");
      hc_json_begin_array (json, HC_JSON_INLINE);
      for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
        {
          g_autofree char *label = hc_age_bucket_label (settings, i);
          hc_json_string (json, label);
        }
      hc_json_end (json);
    }
  add_window (json, series, settings);
  add_points (json, series);
  if (control->wanted)
    hc_metric_control_add_json (json, series, control->from, control->to);
  hc_json_end (json);
}

char *
hc_metric_set_to_json (const HcMetricSet *set,
                       const HcLaunchSettings *settings,
                       const HcMetricControl *control)
{
  HcJson *json = hc_json_new ();
  g_autofree char *as_of = hc_instant_format (set->as_of);

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_add_string (json, "as_of", as_of);
  hc_json_add_string (json, "zone", set->zone);
  hc_json_key (json, "window");
  hc_json_begin_object (json, HC_JSON_INLINE);
  add_day (json, "from", set->from);
  add_day (json, "to", set->to);
  add_count (json, "working_days", set->working_days);
  hc_json_end (json);
  hc_json_key (json, "metrics");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < set->series->len; i++)
    add_entry (json, g_ptr_array_index (set->series, i), settings, control);
  hc_json_end (json);
  hc_json_end (json);
  return hc_json_finish (json);
}
