/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric.h"
#include "hc-statistics.h"

#include <math.h>

#define FEWEST_DAYS 3
#define LEVEL 0.10

/* The latest @length complete working days with a value before *@point, oldest last. */
static guint
collect (
  const HcMetricSeries *series, guint *point, guint length, double *counts, double *exposures)
{
  guint n = 0;

  while (*point > 0 && n < length)
    {
      const HcMetricPoint *p = &series->points[--*point];

      if (!p->working_day || !p->complete || p->numerator < 0 || p->denominator == 0)
        continue;
      counts[n] = (double) p->numerator;
      exposures[n++] = p->denominator > 0 ? (double) p->denominator : 1;
    }
  return n;
}

static double
rate (const double *counts, const double *exposures, guint n)
{
  double count = 0, exposure = 0;

  for (guint i = 0; i < n; i++)
    {
      count += counts[i];
      exposure += exposures[i];
    }
  return exposure > 0 ? count / exposure : NAN;
}

HcTrend
hc_metric_trend (const HcMetricSeries *series, guint window_length)
{
  HcTrend trend = { HC_TREND_INSUFFICIENT, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
  g_autofree double *numbers = NULL;
  double *last, *last_exposure, *previous, *previous_exposure;
  guint point, n_last, n_previous;
  HcRateTest test;

  g_return_val_if_fail (series != NULL, trend);

  /* A stock is no count of events: its days are not independent. */
  if (hc_metrics[series->id].is_stock)
    return trend;
  numbers = g_new (double, 4 * window_length + 1);
  last = numbers;
  last_exposure = last + window_length;
  previous = last_exposure + window_length;
  previous_exposure = previous + window_length;
  point = series->n_points;
  n_last = collect (series, &point, window_length, last, last_exposure);
  n_previous = collect (series, &point, window_length, previous, previous_exposure);
  trend.last = rate (last, last_exposure, n_last);
  trend.previous = rate (previous, previous_exposure, n_previous);
  if (n_last < FEWEST_DAYS || n_previous < FEWEST_DAYS)
    return trend;

  test = hc_rate_test (last, last_exposure, n_last, previous, previous_exposure, n_previous);
  trend.ratio = test.ratio;
  trend.low = test.low;
  trend.high = test.high;
  trend.p_falling = test.p_falling;
  trend.p_rising = test.p_rising;
  trend.phi = test.phi;
  trend.verdict = test.p_falling <= LEVEL  ? HC_TREND_FALLING
                  : test.p_rising <= LEVEL ? HC_TREND_RISING
                                           : HC_TREND_UNCLEAR;
  return trend;
}
