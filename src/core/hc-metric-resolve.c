/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"

#include <math.h>

#define SECONDS_AN_HOUR 3600.0

static inline gboolean
is_negative (const HcPopulation *population, guint i)
{
  return population->ended[i] < population->opened[i];
}

static void
take_durations (HcDurations *durations, const HcMetricContext *context, const HcPopulation *p)
{
  guint32 as_of = (guint32) context->time.as_of;

  for (guint i = 0; i < p->n; i++)
    {
      gboolean is_event = p->ended[i] != HC_SECONDS_NONE;

      if ((p->flags[i] & HC_TICKET_FLAG_CHILD) || is_negative (p, i))
        continue;
      hc_durations_set (durations, i, (is_event ? p->ended[i] : as_of) - p->opened[i], is_event);
    }
}

void
hc_metric_point_set_survival (HcMetricPoint *point, const HcSurvival *survival)
{
  point->value = survival->median / SECONDS_AN_HOUR;
  point->low = survival->low / SECONDS_AN_HOUR;
  point->high = survival->high / SECONDS_AN_HOUR;
  point->n = (gint64) survival->n;
}

static void
exclude_from_window (HcMetricSeries *series,
                     const HcMetricContext *context,
                     const HcPopulation *p,
                     HcRange range)
{
  gint64 negative = 0, children = 0, cancelled = 0;

  for (guint i = range.begin; i < range.end; i++)
    if (p->flags[i] & HC_TICKET_FLAG_CHILD)
      children++;
    else if (is_negative (p, i))
      negative++;
  for (guint day = context->time.opened_from; day < context->time.opened_to; day++)
    cancelled += p->days[day].cancelled_opened;

  hc_metric_series_exclude (series, "negative", negative);
  if (children > 0)
    hc_metric_series_exclude (series, "children", children);
  if (cancelled > 0)
    hc_metric_series_exclude (series, "cancelled", cancelled);
}

static void
take_curve (HcMetricSeries *series, const HcDurations *durations, HcRange range)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HcObservationTime));

  for (guint i = range.begin; i < range.end; i++)
    {
      HcObservationTime one = { durations->seconds[i] / SECONDS_AN_HOUR,
                                !(durations->code[i] & HC_DURATION_CENSORED) };

      if (durations->code[i] != HC_DURATION_LEFT_OUT)
        g_array_append_val (found, one);
    }
  series->curve = hc_survival_steps ((HcObservationTime *) (gpointer) found->data, found->len,
                                     &series->n_curve);
}

/* Sums of what is resolved in @range. */
static void
sum_resolved (HcResolveExtra *extra,
              const HcDurations *durations,
              const HcPopulation *p,
              HcRange range)
{
  gint64 seconds = 0;

  for (guint i = range.begin; i < range.end; i++)
    if (!(durations->code[i] & HC_DURATION_CENSORED))
      {
        seconds += durations->seconds[i];
        extra->inferred += (p->flags[i] & HC_TICKET_FLAG_END_INFERRED) != 0;
        extra->resolved_n++;
      }
  if (extra->resolved_n > 0)
    extra->resolved_mean = (double) seconds / (SECONDS_AN_HOUR * (double) extra->resolved_n);
}

static void
fill_window (HcMetricSeries *series,
             const HcMetricContext *context,
             const HcPopulation *p,
             const HcDurations *durations)
{
  const HcTimeline *time = &context->time;
  HcRange range = { p->day_begin[time->opened_from], p->day_begin[time->opened_to] };
  HcResolveExtra *extra = &series->resolve;
  g_autofree HcDurationCounts *counts = g_new0 (HcDurationCounts, 1);
  HcSurvival survival;

  hc_durations_count (durations, range, 1, counts);
  survival =
    hc_durations_survival (durations, &range, 1, counts, extra->target_hours * SECONDS_AN_HOUR);
  hc_metric_point_set_survival (&series->window, &survival);
  if (context->query->with_curves)
    take_curve (series, durations, range);
  extra->reached = survival.reached;
  extra->events = (gint64) survival.events;
  extra->censored = (gint64) survival.censored;
  extra->s_at_target = survival.s_at;
  sum_resolved (extra, durations, p, range);
  extra->resolved_median =
    hc_durations_percentile (durations, &range, 1, counts, 0.5) / SECONDS_AN_HOUR;
  extra->resolved_p90 =
    hc_durations_percentile (durations, &range, 1, counts, 0.9) / SECONDS_AN_HOUR;
  exclude_from_window (series, context, p, range);
}

void
hc_metric_fill_duration_days (HcMetricSeries *series,
                              const HcMetricContext *context,
                              const HcPopulation *p,
                              const HcDurations *durations)
{
  const HcTimeline *time = &context->time;
  guint length = MAX (1, context->settings->window_length);
  g_autofree HcRange *ranges = g_new (HcRange, time->n_days + 1);
  g_autofree HcDurationCounts *counts = g_new0 (HcDurationCounts, 1);
  HcSurvival survival = { .n = 0, .median = NAN, .low = NAN, .high = NAN };
  guint n_ranges = 0;

  for (guint day = 0; day < time->n_days; day++)
    {
      if (time->working[day])
        {
          guint shown;

          ranges[n_ranges++] = (HcRange){ p->day_begin[day], p->day_begin[day + 1] };
          hc_durations_count (durations, ranges[n_ranges - 1], 1, counts);
          if (n_ranges > length)
            hc_durations_count (durations, ranges[n_ranges - 1 - length], -1, counts);
          shown = MIN (n_ranges, length);
          survival =
            hc_durations_survival (durations, ranges + n_ranges - shown, shown, counts, NAN);
        }
      hc_metric_point_set_survival (&series->points[day], &survival);
    }
}

void
hc_metric_fill_resolve (HcMetricSeries *series,
                        const HcMetricContext *context,
                        const HcPopulation *population)
{
  g_auto (HcDurations) durations = { 0 };

  hc_durations_init (&durations, population->n);
  take_durations (&durations, context, population);
  fill_window (series, context, population, &durations);
  if (!context->query->no_series)
    hc_metric_fill_duration_days (series, context, population, &durations);
}
