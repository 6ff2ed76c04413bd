/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What rests on usage and completions: worked by hand. */

#include "config.h"

#include "metric-launch.h"

#include <math.h>

#define DAY 86400
#define X (-1)

/* Monday 29 February 2016 to Friday 11 March, T at the end of the last day: two weeks of five working
 * days. Of the tickets of a day some are of issue 1, whose action is deflect. */
static const struct
{
  guint tickets, deflectable;
  gint64 active, help_users, sessions, confirmed;
} days[] = {
  { 10, 4, 100, 30, 50, X },  { 10, 6, 100, 30, 50, X },  { 8, 4, 100, 20, 50, X },
  { 8, 4, X, 20, 50, X },     { 6, 2, 100, 20, 50, 3 },   { 1, 1, 5, 1, 9, 9 },
  { 0, 0, X, X, X, X },       { 6, 3, 120, 30, 40, 9 },   { 5, 2, 100, 25, 40, 8 },
  { 4, 1, X, 25, 40, 7 },     { 4, 5 - 1, 80, X, 2, X },  { 3, 1, 100, 20, 20, 9 },
};

static void
launch_fill (Launch *launch)
{
  guint n = 0, row = 0;
  HcColumns *c;

  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    n += days[d].tickets;
  launch_init (launch, "UTC", "2016-02-29", n);
  c = launch->columns;
  g_ptr_array_add (c->names[HC_BY_ISSUE], g_strdup ("HC-001 How do I"));
  g_ptr_array_add (c->issue_actions, g_strdup ("deflect"));
  g_ptr_array_add (c->names[HC_BY_ISSUE], g_strdup ("HC-002 Broken"));
  g_ptr_array_add (c->issue_actions, g_strdup ("fix"));
  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    for (guint i = 0; i < days[d].tickets; i++, row++)
      {
        c->opened[row] = (guint32) launch->settings.go_live_at + d * DAY + 3600;
        c->dim[HC_BY_ISSUE][row] = i < days[d].deflectable ? 1 : i % 2 ? 2 : 0;
      }
  c->newest_as_of = launch->settings.go_live_at + 12 * DAY;
}

static HcUsage *
usage_fill (const Launch *launch)
{
  HcUsage *usage = hc_usage_new ();

  /* before go-live, and after T */
  hc_usage_add_day (usage, launch->settings.go_live_day - 7, NULL)->active_users = 5000;
  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    {
      HcUsageDay *day = hc_usage_add_day (usage, launch->settings.go_live_day + (HcDay) d, NULL);

      day->active_users = days[d].active;
      day->help_users = days[d].help_users;
      day->help_sessions = days[d].sessions;
      day->confirmed_deflections = days[d].confirmed;
    }
  hc_usage_add_day (usage, launch->settings.go_live_day + 40, NULL)->active_users = 1;
  return usage;
}

static const HcMetricSeries *
total (const HcMetricSet *set, HcMetricId id)
{
  const HcMetricSeries *series = hc_metric_set_total (set, id);

  g_assert_nonnull (series);
  return series;
}

static void
assert_value (const HcMetricPoint *point, double value, gint64 numerator, gint64 denominator)
{
  g_assert_cmpint (isnan (point->value), ==, isnan (value));
  if (!isnan (value))
    g_assert_cmpfloat_with_epsilon (point->value, value, 1e-12);
  g_assert_cmpint (point->numerator, ==, numerator);
  g_assert_cmpint (point->denominator, ==, denominator);
}

/* ---- per user, reach ---- */

static void
test_per_user (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (HcMetricSet) set = NULL, heads = NULL, none = NULL;
  HcMetricQuery query = query_all ();
  const HcMetricSeries *series;

  launch_fill (&launch);
  launch.columns->users_in_scope = 200;
  query.usage = usage = usage_fill (&launch);
  set = compute (&launch, &query);

  /* 6 + 5 + 4 + 3 tickets without the 4 of the day without users; 120 + 100 + 80 + 100 users */
  series = total (set, HC_METRIC_TICKETS_PER_100_USERS);
  g_assert_cmpstr (series->method, ==, "active_users");
  assert_value (&series->window, 100.0 * (6 + 5 + 4 + 3) / 400, 18, 400);
  g_assert_cmpint (excluded_count (series, "days_without_usage"), ==, 1);
  assert_value (&series->points[0], 10, 10, 100);
  assert_value (&series->points[3], NAN, X, X);

  series = total (set, HC_METRIC_SELF_SERVICE_REACH);
  g_assert_cmpstr (series->method, ==, "help_users");
  assert_value (&series->window, 75.0 / 320, 75, 320);
  g_assert_cmpint (excluded_count (series, "days_without_usage"), ==, 2);
  g_assert_true (series->window.low < 75.0 / 320 && series->window.high > 75.0 / 320);

  query.usage = NULL;
  heads = compute (&launch, &query);
  series = total (heads, HC_METRIC_TICKETS_PER_100_USERS);
  g_assert_cmpstr (series->method, ==, "head_count");
  assert_value (&series->window, 100.0 * 22 / 1000, 22, 1000);
  g_assert_cmpint (excluded_count (series, "days_without_usage"), ==, -1);

  launch.columns->users_in_scope = -1;
  none = compute (&launch, &query);
  g_assert_cmpstr (total (none, HC_METRIC_TICKETS_PER_100_USERS)->missing, ==, "active_users");
  g_assert_nonnull (hc_metric_missing_remedy ("active_users"));
}

/* Without users the sessions: no share, so no interval and nothing to test. */
static void
test_sessions (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (HcMetricSet) set = NULL;
  HcMetricQuery query = query_all ();
  const HcMetricSeries *series;

  launch_fill (&launch);
  query.usage = usage = usage_fill (&launch);
  for (guint i = 0; i < usage->usage->len; i++)
    ((HcUsageDay *) usage->usage->pdata[i])->help_users = -1;
  set = compute (&launch, &query);
  series = total (set, HC_METRIC_SELF_SERVICE_REACH);
  g_assert_cmpstr (series->method, ==, "help_sessions");
  assert_value (&series->window, 102.0 / 400, X, 400);
  g_assert_true (isnan (series->window.low));
}

/* ---- deflection ---- */

/* What is given is taken away grade by grade. */
static void
test_grades (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = NULL;
  HcMetricQuery query = query_all ();
  /* The reference: 4 + 6 + 4 + 2 tickets of 400 users; the day without users is left out. */
  double reference = 16.0 / 400, now = (3 + 2 + 4 + 1) / 400.0;
  const struct
  {
    const char *grade;
    double value;
    gint64 numerator, denominator;
    gint64 n;
  } cases[] = {
    { "confirmed", 33.0 / 40, 33, 40, 40 }, /* 4 of 5 days; T 3 + 2 + 1 + 1 */
    /* 37 + 38 + 39 + 0 + 19 sessions beyond the tickets; T 11 */
    { "upper_estimate", 133.0 / 144, 133, 144, 144 },
    { "proxy", 1 - now / reference, X, X, 10 },
  };

  launch_fill (&launch);
  query.usage = usage = usage_fill (&launch);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcMetricSet) set = compute (&launch, &query);
      const HcMetricSeries *series = total (set, HC_METRIC_DEFLECTION_RATE);

      g_assert_cmpstr (series->grade, ==, cases[i].grade);
      assert_value (&series->window, cases[i].value, cases[i].numerator, cases[i].denominator);
      g_assert_cmpint (series->window.n, ==, cases[i].n);
      g_assert_cmpint (isnan (series->window.low), ==, i == 2);
      for (guint j = 0; j < usage->usage->len; j++)
        {
          HcUsageDay *day = usage->usage->pdata[j];

          if (i == 0)
            day->confirmed_deflections = -1;
          else
            day->help_sessions = -1;
        }
    }
}

/* Nothing without it; what is missing is the first thing to do. */
static void
test_deflection_missing (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (HcMetricSet) no_usage = NULL, no_action = NULL, planned = NULL, filtered = NULL;
  HcMetricQuery query = query_all ();
  HcWhere where = { HC_BY_ISSUE, "HC-002 Broken" };

  launch_fill (&launch);
  no_usage = compute (&launch, &query);
  g_assert_cmpstr (total (no_usage, HC_METRIC_DEFLECTION_RATE)->missing, ==, "help_usage");
  g_assert_cmpstr (total (no_usage, HC_METRIC_SELF_SERVICE_REACH)->missing, ==, "help_users");
  g_assert_cmpstr (total (no_usage, HC_METRIC_COMPLETION_RATE)->missing, ==, "completions");

  query.usage = usage = usage_fill (&launch);
  query.where = &where;
  query.n_where = 1;
  filtered = compute (&launch, &query);
  g_assert_cmpstr (total (filtered, HC_METRIC_DEFLECTION_RATE)->missing, ==, "filter");
  g_assert_cmpstr (total (filtered, HC_METRIC_SELF_SERVICE_REACH)->missing, ==, "filter");
  g_assert_true (total (filtered, HC_METRIC_TICKETS_PER_100_USERS)->measurable);
  query.n_where = 0;

  g_free (launch.columns->issue_actions->pdata[1]);
  launch.columns->issue_actions->pdata[1] = NULL;
  no_action = compute (&launch, &query);
  g_assert_cmpstr (total (no_action, HC_METRIC_DEFLECTION_RATE)->missing, ==, "deflect_action");

  /* An issue nobody has opened a ticket about: T is 0, and that is known. */
  usage->n_deflect_issues = 1;
  planned = compute (&launch, &query);
  assert_value (&total (planned, HC_METRIC_DEFLECTION_RATE)->window, 1, 33, 33);
}

/* ---- completion ---- */

/* Started and completed by day of the working week 7–11 March; the cycle time of the second hot path
 * is two days. */
static const gint64 paths[2][5][2] = {
  { { 100, 90 }, { 100, 95 }, { 100, 90 }, { X, X }, { 100, 89 } },
  { { 50, 40 }, { 50, 50 }, { 20, 25 }, { 50, 1 }, { 50, 0 } },
};

static HcUsage *
completions_fill (const Launch *launch)
{
  static const char *const ids[] = { "p2p", "o2c" }, *const names[] = { "Purchase", "Order" };
  HcUsage *usage = hc_usage_new ();
  double hours = 47;

  for (guint p = 0; p < 2; p++)
    hc_usage_add_record (usage, HC_BY_WORKFLOW, ids[p], names[p]);
  hc_usage_add_record (usage, HC_BY_COHORT, "ap", "AP Clerks");
  g_hash_table_insert (usage->cycle_hours, g_strdup ("o2c"), g_memdup2 (&hours, sizeof hours));
  for (guint d = 0; d < 5; d++)
    for (guint p = 0; p < 2; p++)
      {
        HcCompletionDay *day = hc_usage_add_completion (
          usage, launch->settings.go_live_day + 7 + (HcDay) d, ids[p], NULL, NULL);

        day->started = paths[p][d][0];
        day->completed = paths[p][d][1];
        day->retried = p == 0 ? 2 : X;
      }
  return usage;
}

static void
test_completion (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (HcMetricSet) set = NULL, filtered = NULL, elsewhere = NULL;
  HcMetricQuery query = query_all ();
  HcWhere where = { HC_BY_WORKFLOW, "purchase" };
  const HcMetricSeries *worst, *series; /* 90 % of Order against 91 % of Purchase */

  launch_fill (&launch);
  query.usage = usage = completions_fill (&launch);
  query.by = HC_BY_WORKFLOW;
  query.metrics = 1u << HC_METRIC_COMPLETION_RATE;
  set = compute (&launch, &query);
  g_assert_cmpuint (set->series->len, ==, 3);

  /* Order: Monday and Tuesday; Wednesday cannot be, Thursday and Friday are too recent: T is the end
   * of Friday, and two days less an hour have not passed. */
  worst = total (set, HC_METRIC_COMPLETION_RATE);
  g_assert_cmpstr (worst->subject, ==, "Order");
  assert_value (&worst->window, 90.0 / 100, 90, 100);
  series = set->series->pdata[2];
  g_assert_cmpstr (series->group_value, ==, "Order");
  assert_value (&series->window, 90.0 / 100, 90, 100);
  g_assert_cmpint (excluded_count (series, "too_recent_days"), ==, 2);
  g_assert_cmpint (excluded_count (series, "more_completed_than_started"), ==, 1);
  g_assert_true (series->points[8].complete && !series->points[10].complete);
  g_assert_true (isnan (series->points[10].value));

  series = set->series->pdata[1];
  g_assert_cmpstr (series->group_value, ==, "Purchase");
  assert_value (&series->window, 364.0 / 400, 364, 400);
  g_assert_cmpint (series->window.retried, ==, 8);
  g_assert_cmpint (excluded_count (series, "days_without_completions"), ==, 1);

  query.by = HC_BY_NONE;
  query.where = &where;
  query.n_where = 1;
  filtered = compute (&launch, &query);
  g_assert_cmpstr (total (filtered, HC_METRIC_COMPLETION_RATE)->subject, ==, "Purchase");
  where = (HcWhere){ HC_BY_COHORT, "AP Clerks" };
  elsewhere = compute (&launch, &query);
  g_assert_cmpstr (total (elsewhere, HC_METRIC_COMPLETION_RATE)->missing, ==, "completions");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metric-usage/per-user", test_per_user);
  g_test_add_func ("/metric-usage/sessions", test_sessions);
  g_test_add_func ("/metric-usage/grades", test_grades);
  g_test_add_func ("/metric-usage/deflection-missing", test_deflection_missing);
  g_test_add_func ("/metric-usage/completion", test_completion);
  return g_test_run ();
}
