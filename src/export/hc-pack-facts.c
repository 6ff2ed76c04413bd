/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BAU must know, in sentences. Each rests on a figure that is there and says its n; what is
 * not measurable gives no sentence here. */

#include "config.h"

#include "hc-pack-data.h"

#include <math.h>

#include "hc-pack-text.h"

#define MAX_FACTS 10
#define TOP_GROUPS 3

const HcMetricSeries *
hc_pack_measured (const HcMetricSet *set, HcMetricId id)
{
  const HcMetricSeries *series = set != NULL ? hc_metric_set_total (set, id) : NULL;

  return series != NULL && series->measurable && isfinite (series->window.value) ? series : NULL;
}

/* ---- trends ---- */

static char *
change_words (const HcTrend *trend, HcMetricId id)
{
  g_autofree char *last = NULL, *previous = NULL;

  if (g_str_equal (hc_metrics[id].unit, "per 100 users"))
    {
      last = hc_pack_text_decimal (100 * trend->last, 1);
      previous = hc_pack_text_decimal (100 * trend->previous, 1);
      return g_strdup_printf ("%s per 100 users, in the window before %s", last, previous);
    }
  if (hc_metrics[id].is_share)
    {
      last = hc_pack_text_percent (trend->last);
      previous = hc_pack_text_percent (trend->previous);
      return g_strdup_printf ("%s, in the window before %s", last, previous);
    }
  last = hc_pack_text_decimal (trend->last, 1);
  previous = hc_pack_text_decimal (trend->previous, 1);
  return g_strdup_printf ("%s a working day, in the window before %s", last, previous);
}

char *
hc_pack_trend_words (const HcMetricSeries *series, guint window_length)
{
  HcTrend trend = hc_metric_trend (series, window_length);
  g_autofree char *change = NULL;

  if (trend.verdict == HC_TREND_INSUFFICIENT)
    return g_strdup ("Too few complete working days to tell");
  change = change_words (&trend, series->id);
  if (trend.verdict == HC_TREND_FALLING)
    return g_strdup_printf ("Falling: %s", change);
  if (trend.verdict == HC_TREND_RISING)
    return g_strdup_printf ("Rising: %s", change);
  return g_strdup_printf ("No clear change: %s", change);
}

/* ---- sentences: each returns NULL when there is nothing to say ---- */

static char *
open_fact (const HcPackData *data)
{
  const HcMetricSeries *age = hc_pack_measured (data->metrics, HC_METRIC_BACKLOG_AGE);
  g_autofree char *open = NULL, *at = NULL, *waiting = NULL;

  if (age == NULL)
    return NULL;
  open = hc_pack_text_plural (age->window.n, "ticket is", "tickets are");
  at = hc_pack_text_instant (data->calendar, data->as_of);
  if (age->window.waiting <= 0)
    return g_strdup_printf ("%s open as of %s.", open, at);
  waiting = hc_pack_text_count (age->window.waiting);
  return g_strdup_printf ("%s open as of %s; %s of them wait for a user or a vendor (their clock "
                          "is not stopped).",
                          open, at, waiting);
}

static gint64
open_of_priority (const HcPackData *data, int priority)
{
  for (guint i = 0; data->by_priority != NULL && i < data->by_priority->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (data->by_priority->series, i);

      if (series->by != HC_BY_NONE && series->group_value != NULL &&
          hc_priority_from_word (series->group_value) == priority)
        return (gint64) series->window.value;
    }
  return 0;
}

static char *
priority_fact (const HcPackData *data)
{
  const HcMetricSeries *open = hc_pack_measured (data->metrics, HC_METRIC_OPEN);
  gint64 critical = open_of_priority (data, 1), high = open_of_priority (data, 2);
  g_autofree char *a = hc_pack_text_count (critical), *b = hc_pack_text_count (high);
  g_autofree char *n = NULL;

  if (open == NULL || open->window.value < 1 || critical + high == 0)
    return NULL;
  n = hc_pack_text_count ((gint64) open->window.value);
  return g_strdup_printf ("Of the %s open tickets, %s have critical and %s high priority.", n, a,
                          b);
}

static char *
oldest_fact (const HcPackData *data)
{
  g_autofree char *days = hc_pack_text_decimal (data->oldest_days, 1);

  if (data->oldest == NULL)
    return NULL;
  return g_strdup_printf ("The oldest open ticket is %s, open for %s days.", data->oldest, days);
}

static char *
limit_fact (const HcPackData *data)
{
  const HcMetricSeries *age = hc_pack_measured (data->metrics, HC_METRIC_BACKLOG_AGE);
  g_autofree char *share = NULL, *over = NULL, *n = NULL;
  char limit[G_ASCII_DTOSTR_BUF_SIZE];

  if (age == NULL || age->window.n <= 0 || !isfinite (age->window.share_over_limit))
    return NULL;
  share = hc_pack_text_percent (age->window.share_over_limit);
  over = hc_pack_text_count (llround (age->window.share_over_limit * (double) age->window.n));
  n = hc_pack_text_count (age->window.n);
  g_ascii_formatd (limit, sizeof limit, "%g", data->settings.age_limit_days);
  return g_strdup_printf ("%s of the open tickets (%s of %s) are over the ageing limit of %s days.",
                          share, over, n, limit);
}

static char *
flow_fact (const HcPackData *data)
{
  const HcMetricSeries *in = hc_pack_measured (data->metrics, HC_METRIC_INFLOW);
  const HcMetricSeries *out = hc_pack_measured (data->metrics, HC_METRIC_RESOLVED);
  g_autofree char *period = NULL, *came = NULL, *ended = NULL, *days = NULL;

  if (in == NULL || out == NULL || data->metrics->working_days == 0)
    return NULL;
  period = hc_pack_text_period (data->metrics->from, data->metrics->to);
  days = hc_pack_text_plural (data->metrics->working_days, "complete working day",
                              "complete working days");
  came = hc_pack_text_plural ((gint64) in->window.value, "ticket", "tickets");
  ended = hc_pack_text_count ((gint64) out->window.value);
  return g_strdup_printf ("In the last window (%s, %s) %s came in and %s were resolved.", period,
                          days, came, ended);
}

static char *
backlog_days_fact (const HcPackData *data)
{
  const HcMetricSeries *days = hc_pack_measured (data->metrics, HC_METRIC_BACKLOG_DAYS);
  g_autofree char *figure = NULL;

  if (days == NULL)
    return NULL;
  figure = hc_pack_text_decimal (days->window.value, 1);
  return g_strdup_printf ("At the pace of the last complete working days the open tickets are %s "
                          "days of work.",
                          figure);
}

static char *
categories_fact (const HcPackData *data)
{
  GString *text = g_string_new (NULL);
  guint found = 0;

  for (guint i = 0; data->by_category != NULL && i < data->by_category->series->len &&
                    found < TOP_GROUPS; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (data->by_category->series, i);
      g_autofree char *count = NULL;

      if (series->by == HC_BY_NONE || series->group_value == NULL || series->window.value < 1)
        continue;
      count = hc_pack_text_count ((gint64) series->window.value);
      g_string_append_printf (text, "%s%s (%s)", found++ > 0 ? ", " : "", series->group_value,
                              count);
    }
  if (found > 0)
    {
      g_string_prepend (text, "Most open tickets are in: ");
      g_string_append_c (text, '.');
    }
  return g_string_free (text, found == 0);
}

static char *
resolve_fact (const HcPackData *data)
{
  const HcMetricSeries *time = hc_pack_measured (data->metrics, HC_METRIC_TIME_TO_RESOLVE);
  g_autofree char *median = NULL, *low = NULL, *high = NULL, *n = NULL;

  if (time == NULL)
    return NULL;
  median = hc_pack_text_decimal (time->window.value, 1);
  low = hc_pack_text_decimal (time->window.low, 1);
  high = hc_pack_text_decimal (time->window.high, 1);
  n = hc_pack_text_count (time->window.n);
  return g_strdup_printf ("Half of the tickets opened since go-live were resolved within %s hours "
                          "(95 %% band %s to %s; n = %s, open tickets counted as still running).",
                          median, low, high, n);
}

static char *
share_fact (const HcPackData *data, HcMetricId id, const char *words)
{
  const HcMetricSeries *series = hc_pack_measured (data->metrics, id);
  g_autofree char *share = NULL, *numerator = NULL, *denominator = NULL, *method = NULL;

  if (series == NULL || series->window.denominator <= 0)
    return NULL;
  share = hc_pack_text_percent (series->window.value);
  numerator = hc_pack_text_count (series->window.numerator);
  denominator = hc_pack_text_count (series->window.denominator);
  if (series->method != NULL)
    method = g_strdup_printf (", method: %s", series->method);
  return g_strdup_printf ("%s: %s (%s of %s%s).", words, share, numerator, denominator,
                          method != NULL ? method : "");
}

static char *
misrouting_fact (const HcPackData *data)
{
  return share_fact (data, HC_METRIC_MISROUTING_RATE,
                     "Tickets that went through a wrong group, of those that ended in the last "
                     "window");
}

static char *
reopen_fact (const HcPackData *data)
{
  return share_fact (data, HC_METRIC_REOPEN_RATE,
                     "Tickets opened again within 7 days of their end");
}

static char *
sla_fact (const HcPackData *data)
{
  return share_fact (data, HC_METRIC_SLA_ATTAINMENT, "SLA met in the last window");
}

static char *
stale_fact (const HcPackData *data)
{
  return share_fact (data, HC_METRIC_STALE_SHARE,
                     "Open tickets without an update for two whole working days");
}

GPtrArray *
hc_pack_facts (const HcPackData *data)
{
  /* The most useful first: the list ends after MAX_FACTS. */
  static char *(*const facts[]) (const HcPackData *) = {
    open_fact,    priority_fact,   oldest_fact, limit_fact, flow_fact,  backlog_days_fact,
    resolve_fact, categories_fact, reopen_fact, misrouting_fact, sla_fact, stale_fact,
  };
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  if (data->as_of == HC_INSTANT_NONE)
    {
      g_ptr_array_add (list, g_strdup ("No ticket export was imported yet, so nothing is known "
                                       "about tickets. Import one and make the pack again."));
      return list;
    }
  for (guint i = 0; i < G_N_ELEMENTS (facts) && list->len < MAX_FACTS; i++)
    {
      char *fact = facts[i](data);

      if (fact != NULL)
        g_ptr_array_add (list, fact);
    }
  return list;
}
