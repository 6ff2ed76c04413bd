/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"

#include <math.h>

typedef struct
{
  gint64 numerator;
  gint64 denominator; /* -1: a count */
  gint64 outside;     /* ended or opened, but with no value for this metric */
  gint64 unkeyed;     /* outside as well, for another reason */
} Parts;

static Parts
misrouting_parts (const char *method, const HcDayCounts *day)
{
  if (g_strcmp0 (method, "matrix") == 0)
    return (Parts){ day->matrix_misrouted, day->matrix_known, day->ended - day->matrix_known, 0 };
  if (g_strcmp0 (method, "count") == 0)
    return (Parts){ day->count_misrouted, day->count_known, day->ended - day->count_known, 0 };
  return (Parts){ day->misrouted, day->known, day->ended - day->known, 0 };
}

static Parts
parts_of_day (const HcMetricContext *context, HcMetricId id, const HcDayCounts *day)
{
  gboolean by_count;

  switch (id)
    {
    case HC_METRIC_INFLOW:
      return (Parts){ day->inflow, -1, 0, 0 };
    case HC_METRIC_RESOLVED:
      return (Parts){ day->resolved, -1, 0, 0 };
    case HC_METRIC_REOPENED:
      return (Parts){ day->reopened, -1, 0, 0 };
    case HC_METRIC_PATTERN_REPEAT_RATE:
      return (Parts){ day->repeats, day->classified, (gint64) day->inflow - day->classified, 0 };
    case HC_METRIC_SAME_USER_REPEAT_RATE:
      return (Parts){ day->same_user, day->keyed, day->no_requester,
                      (gint64) day->inflow - day->no_requester - day->keyed };
    case HC_METRIC_MISROUTING_RATE:
      return misrouting_parts (context->routing_method, day);
    case HC_METRIC_FIRST_GROUP_RESOLUTION_RATE:
      by_count = g_strcmp0 (context->handover_method, "count") == 0;
      if (by_count)
        return (Parts){ day->count_known - day->count_handed_over, day->count_known,
                        day->ended - day->count_known, 0 };
      return (Parts){ day->known - day->handed_over, day->known, day->ended - day->known, 0 };
    case HC_METRIC_REOPEN_RATE:
      by_count = g_strcmp0 (context->reopen_method, "count") == 0;
      if (by_count)
        return (Parts){ day->reopen_count, day->ended, 0, 0 };
      return (Parts){ day->followed, day->resolved, 0, 0 };
    case HC_METRIC_SLA_ATTAINMENT:
      return (Parts){ day->sla_met, day->sla_met + day->sla_breached + day->late,
                      day->ended - day->sla_met - day->sla_breached, 0 };
    default:
      g_assert_not_reached ();
    }
}

/* The key of those outside; NULL where there are none. */
static const char *
outside_reason (HcMetricId id)
{
  switch (id)
    {
    case HC_METRIC_MISROUTING_RATE:
    case HC_METRIC_FIRST_GROUP_RESOLUTION_RATE:
      return "no_routing";
    case HC_METRIC_SLA_ATTAINMENT:
      return "no_sla";
    case HC_METRIC_PATTERN_REPEAT_RATE:
      return "unclassified";
    case HC_METRIC_SAME_USER_REPEAT_RATE:
      return "no_requester";
    default:
      return NULL;
    }
}

static void
set_parts (HcMetricPoint *point, const Parts *parts)
{
  if (parts->denominator < 0)
    hc_metric_point_set_count (point, parts->numerator);
  else
    hc_metric_point_set_share (point, parts->numerator, parts->denominator);
}

static void
exclude_cancelled (HcMetricSeries *series, gint64 cancelled)
{
  if (cancelled > 0)
    hc_metric_series_exclude (series, "cancelled", cancelled);
}

/* Metrics whose window is a sum, or a ratio of sums, of what the days counted. */
static void
fill_summed (HcMetricSeries *series, const HcMetricContext *context, const HcPopulation *population)
{
  const HcTimeline *time = &context->time;
  gboolean is_reopen = series->id == HC_METRIC_REOPEN_RATE;
  gboolean looks_back = hc_metric_looks_back (series->id);
  const guint8 *in_window = is_reopen    ? time->reopen_window
                            : looks_back ? time->repeat_window
                                         : time->in_window;
  gboolean by_opening = series->id == HC_METRIC_INFLOW || looks_back;
  Parts sum = { 0, hc_metrics[series->id].is_share ? 0 : -1, 0, 0 };
  gint64 cancelled = 0;

  for (guint i = 0; i < time->n_days; i++)
    {
      const HcDayCounts *day = &population->days[i];
      Parts parts = parts_of_day (context, series->id, day);

      if (!is_reopen || time->mature[i])
        set_parts (&series->points[i], &parts);
      if (!in_window[i])
        continue;
      sum.numerator += parts.numerator;
      sum.denominator += parts.denominator >= 0 ? parts.denominator : 0;
      sum.outside += parts.outside;
      sum.unkeyed += parts.unkeyed;
      cancelled += by_opening ? day->cancelled_opened : day->cancelled_ended;
    }
  if (is_reopen    ? time->has_reopen_window
      : looks_back ? time->has_repeat_window
                   : time->has_window)
    set_parts (&series->window, &sum);
  exclude_cancelled (series, cancelled);
  if (sum.outside > 0)
    hc_metric_series_exclude (series, outside_reason (series->id), sum.outside);
  if (sum.unkeyed > 0)
    hc_metric_series_exclude (series, "no_category", sum.unkeyed);
}

/* May be negative, so it is no numerator; n counts the movements behind it. */
static void
fill_net_flow (HcMetricSeries *series,
               const HcMetricContext *context,
               const HcPopulation *population)
{
  const HcTimeline *time = &context->time;
  gint64 net = 0, n = 0, cancelled = 0;

  for (guint i = 0; i < time->n_days; i++)
    {
      const HcDayCounts *day = &population->days[i];
      HcMetricPoint *point = &series->points[i];

      point->value = (double) day->inflow + day->reopened - day->resolved;
      point->n = (gint64) day->inflow + day->reopened + day->resolved;
      if (!time->in_window[i])
        continue;
      net += (gint64) point->value;
      n += point->n;
      cancelled += day->cancelled_opened;
    }
  if (time->has_window)
    {
      series->window.value = (double) net;
      series->window.n = n;
    }
  exclude_cancelled (series, cancelled);
}

/* A stock's window value is that of its day. */
static void
take_stock (HcMetricSeries *series, const HcMetricContext *context, const HcPopulation *population)
{
  const HcTimeline *time = &context->time;
  gint64 cancelled = 0;

  if (time->stock_day < 0)
    return;
  series->window = series->points[time->stock_day];
  series->window.date = HC_DAY_NONE;
  for (int i = 0; i <= time->stock_day; i++)
    cancelled += population->days[i].cancelled_opened;
  exclude_cancelled (series, cancelled);
}

static void
fill_open (HcMetricSeries *series, const HcMetricContext *context, const HcPopulation *population)
{
  gint64 open = 0;

  for (guint i = 0; i < context->time.n_days; i++)
    {
      const HcDayCounts *day = &population->days[i];

      open += (gint64) day->inflow + day->reopened - day->resolved;
      hc_metric_point_set_count (&series->points[i], open);
    }
}

/* Open tickets ÷ (ends from the first to the last of the latest complete working days ÷ their
 * number); what ended on the other days between them counts, they themselves do not. */
static void
fill_backlog_days (HcMetricSeries *series,
                   const HcMetricContext *context,
                   const HcPopulation *population)
{
  const HcTimeline *time = &context->time;
  guint length = context->settings->window_length;
  g_autofree gint64 *ends = g_new0 (gint64, time->n_days + 1); /* before day i */
  g_autofree guint *working = g_new (guint, time->n_days + 1);
  guint n_working = 0;
  gint64 open = 0;

  for (guint i = 0; i < time->n_days; i++)
    {
      const HcDayCounts *day = &population->days[i];
      HcMetricPoint *point = &series->points[i];
      guint n_days;

      open += (gint64) day->inflow + day->reopened - day->resolved;
      ends[i + 1] = ends[i] + day->resolved;
      if (time->working[i] && time->complete[i])
        working[n_working++] = i;

      n_days = MIN (length, n_working);
      point->numerator = open;
      point->denominator =
        n_days > 0 ? ends[working[n_working - 1] + 1] - ends[working[n_working - n_days]] : 0;
      point->n = point->denominator;
      if (point->denominator > 0)
        point->value = (double) open * n_days / (double) point->denominator;
    }
}

/* A later update hides when the one before T was. What is left then are mostly the untouched
 * ones, so that a share of them would mislead: no value unless most are known. */
static void
fill_stale (HcMetricSeries *series, const HcMetricContext *context, const HcPopulation *population)
{
  const HcTimeline *time = &context->time;
  const guint32 *rows = (const guint32 *) (gpointer) population->open_rows->data;
  gint64 stale = 0, known = 0;

  if (time->n_days == 0)
    return;
  for (guint i = 0; i < population->open_rows->len; i++)
    {
      guint32 updated = context->columns->updated[rows[i]];

      if (updated == HC_SECONDS_NONE || (gint64) updated >= time->horizon)
        continue;
      known++;
      stale += (gint64) updated < time->stale_before;
    }
  if ((double) known >= HC_COVERAGE * population->open_rows->len)
    hc_metric_point_set_share (&series->points[time->n_days - 1], stale, known);
  if (time->stock_day == (int) time->n_days - 1 && known < population->open_rows->len)
    hc_metric_series_exclude (series, "no_update_time", population->open_rows->len - known);
}

void
hc_metric_fill (HcMetricSeries *series,
                const HcMetricContext *context,
                const HcPopulation *population)
{
  switch (series->id)
    {
    case HC_METRIC_NET_FLOW:
      fill_net_flow (series, context, population);
      break;
    case HC_METRIC_TICKETS_PER_100_USERS:
    case HC_METRIC_REPEAT_TICKETS_PER_100_USERS:
      hc_metric_fill_per_users (series, context, population);
      break;
    case HC_METRIC_DEFLECTION_RATE:
      hc_metric_fill_deflection (series, context, population);
      break;
    case HC_METRIC_SELF_SERVICE_REACH:
      hc_metric_fill_reach (series, context, population->cohorts);
      break;
    case HC_METRIC_FIRST_RESPONSE_TIME:
      hc_metric_fill_respond (series, context, population);
      break;
    case HC_METRIC_OPEN:
      fill_open (series, context, population);
      take_stock (series, context, population);
      break;
    case HC_METRIC_BACKLOG_DAYS:
      fill_backlog_days (series, context, population);
      take_stock (series, context, population);
      break;
    case HC_METRIC_STALE_SHARE:
      fill_stale (series, context, population);
      take_stock (series, context, population);
      break;
    case HC_METRIC_BACKLOG_AGE:
      hc_metric_fill_ages (series, context, population);
      take_stock (series, context, population);
      break;
    case HC_METRIC_TIME_TO_RESOLVE:
      hc_metric_fill_resolve (series, context, population);
      break;
    default:
      fill_summed (series, context, population);
      break;
    }
  if (series->id == HC_METRIC_MISROUTING_RATE)
    series->method = context->routing_method;
  else if (series->id == HC_METRIC_FIRST_GROUP_RESOLUTION_RATE)
    series->method = context->handover_method;
  else if (series->id == HC_METRIC_REOPEN_RATE)
    series->method = context->reopen_method;
}
