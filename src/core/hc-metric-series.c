/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"
#include "hc-statistics.h"

#include <math.h>

void
hc_metric_point_clear_values (HcMetricPoint *point)
{
  point->value = point->low = point->high = NAN;
  point->n = point->numerator = point->denominator = -1;
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    point->buckets[i] = -1;
  point->median_days = point->p90_days = point->share_over_limit = NAN;
  point->waiting = point->retried = -1;
}

void
hc_metric_point_set_count (HcMetricPoint *point, gint64 count)
{
  point->value = (double) count;
  point->n = point->numerator = count;
}

void
hc_metric_point_set_share (HcMetricPoint *point, gint64 numerator, gint64 denominator)
{
  point->n = point->denominator = denominator;
  point->numerator = numerator;
  if (denominator == 0)
    return;
  point->value = (double) numerator / (double) denominator;
  hc_wilson (numerator, denominator, HC_Z_90_TWO_SIDED, &point->low, &point->high);
}

HcMetricSeries *
hc_metric_series_new (const HcMetricContext *context, HcMetricId id)
{
  HcMetricSeries *self = g_new0 (HcMetricSeries, 1);
  const HcTimeline *time = &context->time;

  self->id = id;
  self->measurable = TRUE;
  self->window.date = HC_DAY_NONE;
  hc_metric_point_clear_values (&self->window);
  self->resolve = (HcResolveExtra){ .resolved_mean = NAN,
                                    .resolved_median = NAN,
                                    .resolved_p90 = NAN,
                                    .target_hours = context->settings->resolve_target_hours,
                                    .s_at_target = NAN };
  self->n_points = time->n_days;
  self->points = g_new0 (HcMetricPoint, time->n_days);
  for (guint day = 0; day < time->n_days; day++)
    {
      HcMetricPoint *point = &self->points[day];

      hc_metric_point_clear_values (point);
      point->date = time->first + (HcDay) day;
      point->working_day = time->working[day];
      point->complete = id == HC_METRIC_REOPEN_RATE ? time->mature[day]
                        : hc_metric_looks_back (id) ? time->repeat_complete[day]
                                                    : time->complete[day];
    }
  return self;
}

void
hc_metric_series_free (HcMetricSeries *self)
{
  g_free (self->group_value);
  g_free (self->group_id);
  g_free (self->cohort_kind);
  g_free (self->subject);
  g_free (self->points);
  g_free (self->curve);
  g_free (self);
}

void
hc_metric_series_exclude (HcMetricSeries *self, const char *reason, gint64 count)
{
  g_return_if_fail (self->n_excluded < HC_MAX_EXCLUDED);

  self->excluded[self->n_excluded++] = (HcExcluded){ reason, count };
}
