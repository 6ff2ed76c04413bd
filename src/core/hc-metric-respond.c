/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time to the first response: as the time to resolve, with another end. */

#include "config.h"

#include "hc-durations.h"
#include "hc-metric-private.h"

#include <math.h>

#define SECONDS_AN_HOUR 3600.0

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
set_survival (HcMetricPoint *point,
              const HcDurations *durations,
              const HcRange *ranges,
              guint n,
              const HcDurationCounts *counts)
{
  HcSurvival survival = hc_durations_survival (durations, ranges, n, counts, NAN);

  point->value = survival.median / SECONDS_AN_HOUR;
  point->low = survival.low / SECONDS_AN_HOUR;
  point->high = survival.high / SECONDS_AN_HOUR;
  point->n = (gint64) survival.n;
}

static HcRange
range_of (const HcPopulation *p, guint day)
{
  return (HcRange){ p->day_begin[day], p->day_begin[day + 1] };
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
      ranges[n] = range_of (p, day);
      hc_durations_count (durations, ranges[n], 1, counts);
      for (guint i = ranges[n].begin; i < ranges[n].end; i++)
        left_out[kind_of (p, i)]++;
      cancelled += p->days[day].cancelled_opened;
      n++;
    }
  if (n > 0)
    set_survival (&series->window, durations, ranges, n, counts);
  if (left_out[UNRECORDED] > 0)
    hc_metric_series_exclude (series, "no_response_time", left_out[UNRECORDED]);
  if (left_out[NEGATIVE] > 0)
    hc_metric_series_exclude (series, "negative", left_out[NEGATIVE]);
  if (left_out[CHILD] > 0)
    hc_metric_series_exclude (series, "children", left_out[CHILD]);
  if (cancelled > 0)
    hc_metric_series_exclude (series, "cancelled", cancelled);
}

/* Day by day the tickets opened on the last working days; a day off shows the same ones. */
static void
fill_days (HcMetricSeries *series,
           const HcMetricContext *context,
           const HcPopulation *p,
           const HcDurations *durations)
{
  const HcTimeline *time = &context->time;
  guint length = MAX (1, context->settings->window_length);
  g_autofree HcRange *ranges = g_new (HcRange, time->n_days + 1);
  g_autofree HcDurationCounts *counts = g_new0 (HcDurationCounts, 1);
  guint n = 0;

  for (guint day = 0; day < time->n_days; day++)
    {
      guint shown;

      if (time->working[day])
        {
          ranges[n++] = range_of (p, day);
          hc_durations_count (durations, ranges[n - 1], 1, counts);
          if (n > length)
            hc_durations_count (durations, ranges[n - 1 - length], -1, counts);
        }
      shown = MIN (n, length);
      if (!time->working[day] && day > 0)
        {
          series->points[day].value = series->points[day - 1].value;
          series->points[day].low = series->points[day - 1].low;
          series->points[day].high = series->points[day - 1].high;
          series->points[day].n = series->points[day - 1].n;
        }
      else
        {
          set_survival (&series->points[day], durations, ranges + n - shown, shown, counts);
        }
    }
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
    fill_days (series, context, population, &durations);
}
