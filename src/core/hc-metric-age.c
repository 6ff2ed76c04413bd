/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"
#include "hc-open-set.h"

#include <math.h>

/* Ages are exact seconds, so bucket edges fall inside days. The open tickets of each day are kept
 * as a set over the opening order: “opened not after x” is a rank, the median age a selection. */

#define SECONDS_A_DAY 86400.0

typedef struct
{
  gint64 bounds[HC_N_AGE_BUCKETS - 1]; /* seconds: at least so old */
  gint64 limit;                        /* older than this */
} AgeLimits;

static AgeLimits
age_limits (const HcLaunchSettings *settings)
{
  AgeLimits limits;

  /* Ages are whole seconds; the small number keeps 1.1 days at 95,040 s in spite of binary. */
  for (guint i = 0; i < HC_N_AGE_BUCKETS - 1; i++)
    limits.bounds[i] = (gint64) ceil (settings->age_bounds[i] * SECONDS_A_DAY - 1e-6);
  limits.limit = (gint64) floor (settings->age_limit_days * SECONDS_A_DAY + 1e-6);
  return limits;
}

/* Tickets by the day their last spell ended; those of day i are order[begin[i] … begin[i + 1]). */
static guint32 *
order_by_end (const HcPopulation *population, guint n_days, guint *begin)
{
  g_autofree guint *next = g_new (guint, n_days + 1);
  guint32 *order;

  begin[0] = 0;
  for (guint day = 0; day < n_days; day++)
    begin[day + 1] = begin[day] + population->days[day].ended;
  for (guint day = 0; day < n_days; day++)
    next[day] = begin[day];
  order = g_new (guint32, begin[n_days] + 1);
  for (guint i = 0; i < population->n; i++)
    if (population->end_day[i] < n_days)
      order[next[population->end_day[i]]++] = i;
  return order;
}

/* How many tickets were opened at or before @instant. */
static guint
count_opened (const HcPopulation *population, gint64 instant)
{
  guint low = 0, high = population->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if ((gint64) population->opened[middle] <= instant)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gint64
count_aged (const HcPopulation *population, const HcOpenSet *open, guint32 now, gint64 age)
{
  return hc_open_set_rank (open, count_opened (population, (gint64) now - age));
}

/* Type 7, as hc_percentile(); the youngest was opened last. */
static double
age_percentile (const HcPopulation *population, const HcOpenSet *open, guint32 now, double p)
{
  double h = (open->count - 1) * p;
  guint below = (guint) floor (h);
  double age =
    (double) now - population->opened[hc_open_set_select (open, open->count - 1 - below)];
  double next = age;

  if (below + 1 < open->count)
    next = (double) now - population->opened[hc_open_set_select (open, open->count - 2 - below)];
  return (age + (h - below) * (next - age)) / SECONDS_A_DAY;
}

static void
set_ages (HcMetricPoint *point,
          const AgeLimits *limits,
          const HcPopulation *population,
          const HcOpenSet *open,
          guint32 now)
{
  gint64 younger = open->count;

  hc_metric_point_set_count (point, open->count);
  point->numerator = -1;
  for (guint i = 0; i < HC_N_AGE_BUCKETS - 1; i++)
    {
      gint64 aged = count_aged (population, open, now, limits->bounds[i]);

      point->buckets[i] = younger - aged;
      younger = aged;
    }
  point->buckets[HC_N_AGE_BUCKETS - 1] = younger;
  if (open->count == 0)
    return;
  point->median_days = age_percentile (population, open, now, 0.5);
  point->p90_days = age_percentile (population, open, now, 0.9);
  point->share_over_limit =
    (double) count_aged (population, open, now, limits->limit + 1) / open->count;
}

void
hc_metric_fill_ages (HcMetricSeries *series,
                     const HcMetricContext *context,
                     const HcPopulation *population)
{
  const HcTimeline *time = &context->time;
  AgeLimits limits = age_limits (context->settings);
  g_autofree guint *begin = g_new (guint, time->n_days + 1);
  g_autofree guint32 *order = order_by_end (population, time->n_days, begin);
  g_auto (HcOpenSet) open = { 0 };
  gint64 waiting = 0;
  guint turn = 0;

  hc_open_set_init (&open, population->n);
  for (guint day = 0; day < time->n_days; day++)
    {
      for (guint i = population->day_begin[day]; i < population->day_begin[day + 1]; i++)
        hc_open_set_add (&open, i);
      for (; turn < population->turns->len; turn++)
        {
          const HcTurn *t = &g_array_index (population->turns, HcTurn, turn);

          if (t->day > day)
            break;
          if (t->opens)
            hc_open_set_add (&open, t->index);
          else
            hc_open_set_remove (&open, t->index);
        }
      for (guint i = begin[day]; i < begin[day + 1]; i++)
        hc_open_set_remove (&open, order[i]);

      waiting += population->days[day].waiting;
      set_ages (&series->points[day], &limits, population, &open, time->age_at[day]);
      series->points[day].waiting = waiting;
    }
}
