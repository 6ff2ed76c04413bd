/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time to the first response: as the time to resolve, with another end. */

#include "config.h"

#include "hc-metric-private.h"

#include <math.h>

typedef enum
{
  COUNTED,
  CHILD,
  NEGATIVE,
  UNRECORDED, /* it ended, and nobody wrote down when it was answered */
} Kind;

static inline Kind
kind_of (const HcPopulation *p, guint i)
{
  if (p->flags[i] & HC_TICKET_FLAG_CHILD)
    return CHILD;
  if (p->responded[i] != HC_SECONDS_NONE)
    return p->responded[i] < p->opened[i] ? NEGATIVE : COUNTED;
  return p->ended[i] != HC_SECONDS_NONE ? UNRECORDED : COUNTED;
}

static void
take_durations (HcDurations *durations, const HcMetricContext *context, const HcPopulation *p)
{
  guint32 as_of = (guint32) context->time.as_of;

  for (guint i = 0; i < p->n; i++)
    {
      gboolean is_event = p->responded[i] != HC_SECONDS_NONE;

      if (kind_of (p, i) == COUNTED)
        hc_durations_set (durations, i, (is_event ? p->responded[i] : as_of) - p->opened[i],
                          is_event);
    }
}

static void
fill_window (HcMetricSeries *series,
             const HcMetricContext *context,
             const HcPopulation *p,
             const HcDurations *durations)
{
  const HcTimeline *time = &context->time;
  g_autofree HcRange *ranges = g_new (HcRange, time->n_days + 1);
  g_autofree HcDurationCounts *counts = g_new0 (HcDurationCounts, 1);
  gint64 left_out[UNRECORDED + 1] = { 0 }, cancelled = 0;
  guint n = 0;

  for (guint day = 0; day < time->n_days; day++)
    {
      if (!time->in_window[day])
        continue;
      ranges[n] = (HcRange){ p->day_begin[day], p->day_begin[day + 1] };
      hc_durations_count (durations, ranges[n], 1, counts);
      for (guint i = ranges[n].begin; i < ranges[n].end; i++)
        left_out[kind_of (p, i)]++;
      cancelled += p->days[day].cancelled_opened;
      n++;
    }
  if (n > 0)
    {
      HcSurvival survival = hc_durations_survival (durations, ranges, n, counts, NAN);

      hc_metric_point_set_survival (&series->window, &survival);
    }
  if (left_out[UNRECORDED] > 0)
    hc_metric_series_exclude (series, "no_response_time", left_out[UNRECORDED]);
  if (left_out[NEGATIVE] > 0)
    hc_metric_series_exclude (series, "negative", left_out[NEGATIVE]);
  if (left_out[CHILD] > 0)
    hc_metric_series_exclude (series, "children", left_out[CHILD]);
  if (cancelled > 0)
    hc_metric_series_exclude (series, "cancelled", cancelled);
}

void
hc_metric_fill_respond (HcMetricSeries *series,
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
