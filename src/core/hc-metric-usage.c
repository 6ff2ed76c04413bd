/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Metrics that rest on who was there: per 100 users, and the reach of self-service. */

#include "config.h"

#include "hc-metric-private.h"

#include <math.h>

/* ---- figures of days ---- */

void
hc_metric_usage (const HcMetricContext *context,
                 const GPtrArray *cohorts,
                 HcUsageField field,
                 gint64 *values,
                 const char **kinds)
{
  const HcTimeline *time = &context->time;
  const HcUsage *usage = context->query->usage;
  g_autofree gint64 *of_one = NULL;

  for (guint i = 0; i < time->n_days; i++)
    {
      values[i] = -1;
      if (kinds != NULL)
        kinds[i] = NULL;
    }
  if (usage == NULL || (cohorts != NULL && cohorts->len == 0))
    return;
  hc_usage_series (usage, time->first, time->n_days,
                   cohorts != NULL ? g_ptr_array_index (cohorts, 0) : NULL, field, values, kinds);
  /* Cohorts that share a name. */
  for (guint c = 1; cohorts != NULL && c < cohorts->len; c++)
    {
      if (of_one == NULL)
        of_one = g_new (gint64, time->n_days);
      hc_usage_series (usage, time->first, time->n_days, g_ptr_array_index (cohorts, c), field,
                       of_one, NULL);
      for (guint i = 0; i < time->n_days; i++)
        values[i] = values[i] < 0 || of_one[i] < 0 ? -1 : values[i] + of_one[i];
    }
}

static gboolean
has_any (const HcMetricContext *context, HcUsageField field)
{
  const HcUsage *usage = context->query->usage;
  guint begin, end, unused;

  if (usage == NULL || context->time.n_days == 0)
    return FALSE;
  hc_usage_rows_of (usage, context->time.first, &begin, &unused);
  hc_usage_rows_of (usage, context->time.first + (HcDay) context->time.n_days, &end, &unused);
  for (guint i = begin; i < end; i++)
    if (hc_usage_day_get (usage->usage->pdata[i], field) >= 0)
      return TRUE;
  return FALSE;
}

void
hc_metric_choose_usage (HcMetricContext *context)
{
  gboolean has_active = has_any (context, HC_USAGE_ACTIVE_USERS);

  context->users_method = has_active                              ? "active_users"
                          : context->columns->users_in_scope >= 0 ? "head_count"
                                                                  : NULL;
  context->reach_method = !has_active                                   ? NULL
                          : has_any (context, HC_USAGE_HELP_USERS)    ? "help_users"
                          : has_any (context, HC_USAGE_HELP_SESSIONS) ? "help_sessions"
                                                                      : NULL;
}

/* ---- per 100 users ---- */

/* @tickets for each hundred of @users, -1: not known. A day without users has no part in anything:
 * no numerator either, lest somebody takes it for a count by itself. */
static void
set_per_users (HcMetricPoint *point, gint64 tickets, gint64 users)
{
  if (users < 0)
    return;
  hc_metric_point_set_count (point, tickets);
  point->value = users > 0 ? 100.0 * (double) tickets / (double) users : NAN;
  point->denominator = users;
}

void
hc_metric_fill_per_users (HcMetricSeries *series,
                          const HcMetricContext *context,
                          const HcPopulation *population)
{
  const HcTimeline *time = &context->time;
  gboolean looks_back = hc_metric_looks_back (series->id);
  gboolean by_heads = g_strcmp0 (context->users_method, "head_count") == 0;
  const guint8 *in_window = looks_back ? time->repeat_window : time->in_window;
  g_autofree gint64 *users = g_new (gint64, time->n_days + 1);
  gint64 tickets = 0, exposure = -1, without = 0, unclassified = 0, cancelled = 0;

  series->method = context->users_method;
  hc_metric_usage (context, population->cohorts, HC_USAGE_ACTIVE_USERS, users, NULL);
  for (guint i = 0; i < time->n_days; i++)
    {
      const HcDayCounts *day = &population->days[i];
      gint64 count = looks_back ? day->repeats : day->inflow;

      if (by_heads)
        users[i] = population->users;
      set_per_users (&series->points[i], count, users[i]);
      if (!in_window[i])
        continue;
      cancelled += day->cancelled_opened;
      without += users[i] < 0;
      if (users[i] < 0)
        continue;
      tickets += count;
      exposure = MAX (exposure, 0) + users[i]; /* a user counts on each day */
      unclassified += looks_back ? (gint64) day->inflow - day->classified : 0;
    }
  set_per_users (&series->window, tickets, exposure);
  if (cancelled > 0)
    hc_metric_series_exclude (series, "cancelled", cancelled);
  if (unclassified > 0)
    hc_metric_series_exclude (series, "unclassified", unclassified);
  if (without > 0)
    hc_metric_series_exclude (series, by_heads ? "days_without_head_count" : "days_without_usage",
                              without);
}

/* ---- reach ---- */

/* Sessions of one user are many: their quotient is no share and has no interval. */
static void
set_reach (HcMetricPoint *point, gint64 help, gint64 active, gboolean is_share)
{
  if (help < 0 || active < 0)
    return;
  point->n = point->denominator = active;
  if (is_share && help <= active)
    hc_metric_point_set_share (point, help, active);
  else if (active > 0)
    point->value = (double) help / (double) active;
}

void
hc_metric_fill_reach (HcMetricSeries *series,
                      const HcMetricContext *context,
                      const GPtrArray *cohorts)
{
  const HcTimeline *time = &context->time;
  gboolean is_share = g_strcmp0 (context->reach_method, "help_users") == 0;
  g_autofree gint64 *help = g_new (gint64, time->n_days + 1);
  g_autofree gint64 *active = g_new (gint64, time->n_days + 1);
  gint64 sum = -1, exposure = -1, without = 0;

  series->method = context->reach_method;
  hc_metric_usage (context, cohorts, is_share ? HC_USAGE_HELP_USERS : HC_USAGE_HELP_SESSIONS, help,
                   NULL);
  hc_metric_usage (context, cohorts, HC_USAGE_ACTIVE_USERS, active, NULL);
  for (guint i = 0; i < time->n_days; i++)
    {
      gboolean is_given = help[i] >= 0 && active[i] >= 0;

      set_reach (&series->points[i], help[i], active[i], is_share);
      if (!time->in_window[i])
        continue;
      without += !is_given;
      if (!is_given)
        continue;
      sum = MAX (sum, 0) + help[i];
      exposure = MAX (exposure, 0) + active[i];
    }
  set_reach (&series->window, sum, exposure, is_share);
  if (without > 0)
    hc_metric_series_exclude (series, "days_without_usage", without);
}
