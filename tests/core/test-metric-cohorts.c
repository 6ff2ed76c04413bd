/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tickets of several cohorts, and cohorts of one name: worked by hand. */

#include "config.h"

#include "metric-launch.h"

#include <math.h>

#define DAY 86400
#define N_DAYS 5 /* Monday 2 March 2026 to Friday */
#define X (-1)

enum { NONE, BUYERS, BERLIN, BUYERS_TOO };
enum { DESK = 1, BASIS };

static const char *const ids[] = { NULL, "c1", "c2", "c3" };
static const char *const names[] = { NULL, "Buyers", "Berlin", "Buyers" };

static const struct
{
  guint day, group, cohort, more; /* more 0: one cohort alone */
} tickets[] = {
  { 0, DESK, BUYERS, BERLIN }, { 0, BASIS, BUYERS, NONE },  { 1, BASIS, BUYERS, BERLIN },
  { 1, BASIS, BERLIN, NONE },  { 2, DESK, BUYERS_TOO, NONE }, { 2, DESK, BERLIN, NONE },
  { 3, BASIS, NONE, NONE },    { 4, DESK, BUYERS_TOO, BERLIN },
};

static void
fill (Launch *launch)
{
  HcColumns *c;

  launch_init (launch, "UTC", "2026-03-02", G_N_ELEMENTS (tickets));
  c = launch->columns;
  c->more_cohorts = g_new (HcRowCohort, G_N_ELEMENTS (tickets));
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    {
      g_ptr_array_add (c->names[HC_BY_COHORT], g_strdup (names[i]));
      g_ptr_array_add (c->ids[HC_BY_COHORT], g_strdup (ids[i]));
    }
  g_ptr_array_add (c->names[HC_BY_GROUP], g_strdup ("Desk"));
  g_ptr_array_add (c->names[HC_BY_GROUP], g_strdup ("Basis"));
  for (guint row = 0; row < G_N_ELEMENTS (tickets); row++)
    {
      c->opened[row] = (guint32) (launch->settings.go_live_at + tickets[row].day * DAY + 3600);
      c->dim[HC_BY_GROUP][row] = tickets[row].group;
      c->dim[HC_BY_COHORT][row] = tickets[row].cohort;
      if (tickets[row].more != NONE)
        c->more_cohorts[c->n_more_cohorts++] = (HcRowCohort){ row, tickets[row].more };
    }
  c->newest_as_of = launch->settings.go_live_at + N_DAYS * DAY;
}

static HcUsage *
usage_new (const Launch *launch)
{
  /* One of the two is silent about Wednesday: then nobody knows how many both have. */
  static const gint64 active[][N_DAYS] = {
    [BUYERS] = { 10, 20, 30, 40, 50 },
    [BERLIN] = { 7, 7, 7, 7, 7 },
    [BUYERS_TOO] = { 1, 2, X, 4, 5 },
  };
  HcUsage *usage = hc_usage_new ();

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    hc_usage_add_record (usage, HC_BY_COHORT, ids[i], names[i])->kind = g_strdup ("role");
  for (guint d = 0; d < N_DAYS; d++)
    for (guint i = 1; i < G_N_ELEMENTS (names); i++)
      {
        HcUsageDay *day =
          hc_usage_add_day (usage, launch->settings.go_live_day + (HcDay) d, ids[i]);

        day->active_users = active[i][d];
        day->help_users = i == BUYERS ? 5 : 1;
      }
  return usage;
}

/* A ticket fits by any of its cohorts, whatever is filtered before. */
static void
test_filters (void)
{
  static const struct
  {
    HcWhere where[2];
    guint n_where;
    gint64 inflow;
  } cases[] = {
    { { { HC_BY_COHORT, "Berlin" } }, 1, 5 },
    { { { HC_BY_COHORT, "Buyers" } }, 1, 5 },
    { { { HC_BY_GROUP, "Basis" }, { HC_BY_COHORT, "Berlin" } }, 2, 2 },
    { { { HC_BY_COHORT, "Berlin" }, { HC_BY_GROUP, "Basis" } }, 2, 2 },
    { { { HC_BY_GROUP, "Desk" }, { HC_BY_COHORT, "Berlin" } }, 2, 3 },
    { { { HC_BY_COHORT, "Buyers" }, { HC_BY_COHORT, "Berlin" } }, 2, 3 },
    { { { HC_BY_GROUP, "Basis" }, { HC_BY_COHORT, NULL } }, 2, 1 },
  };
  g_auto (Launch) launch = { 0 };

  fill (&launch);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcMetricQuery query = query_all ();
      g_autoptr (HcMetricSet) set = NULL;

      query.where = cases[i].where;
      query.n_where = cases[i].n_where;
      set = compute (&launch, &query);
      g_test_message ("row %u", i);
      g_assert_cmpint (hc_metric_set_total (set, HC_METRIC_INFLOW)->window.n, ==, cases[i].inflow);
    }
}

/* Two cohorts of one name count together, on the days on which both are known. */
static void
test_same_name (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (HcMetricSet) set = NULL;
  HcMetricQuery query = query_all ();
  HcWhere where = { HC_BY_COHORT, "Buyers" };
  const HcMetricSeries *series;

  fill (&launch);
  query.usage = usage = usage_new (&launch);
  query.where = &where;
  query.n_where = 1;
  set = compute (&launch, &query);

  series = hc_metric_set_total (set, HC_METRIC_TICKETS_PER_100_USERS);
  g_assert_cmpint (series->points[0].denominator, ==, 11);
  g_assert_cmpint (series->points[4].denominator, ==, 55);
  g_assert_true (isnan (series->points[2].value));
  g_assert_cmpint (series->window.numerator, ==, 2 + 1 + 0 + 1); /* not Wednesday's */
  g_assert_cmpint (series->window.denominator, ==, 11 + 22 + 44 + 55);
  g_assert_cmpint (excluded_count (series, "days_without_usage"), ==, 1);

  series = hc_metric_set_total (set, HC_METRIC_SELF_SERVICE_REACH);
  g_assert_cmpint (series->window.numerator, ==, 4 * 6);
  g_assert_cmpint (series->window.denominator, ==, 11 + 22 + 44 + 55);
}

/* Reach by cohort has the cohorts that were asked for, each by itself; without days when nobody
 * asks for them. */
static void
test_reach_groups (void)
{
  static const gint64 users[] = { 10 + 20 + 30 + 40 + 50, 1 + 2 + 4 + 5 };

  for (guint no_series = 0; no_series < 2; no_series++)
    {
      g_auto (Launch) launch = { 0 };
      g_autoptr (HcUsage) usage = NULL;
      g_autoptr (HcMetricSet) set = NULL;
      HcMetricQuery query = query_all ();
      HcWhere where = { HC_BY_COHORT, "Buyers" };
      guint n = 0;

      fill (&launch);
      query.usage = usage = usage_new (&launch);
      query.metrics = 1u << HC_METRIC_SELF_SERVICE_REACH;
      query.by = HC_BY_COHORT;
      query.where = &where;
      query.n_where = 1;
      query.no_series = no_series;
      set = compute (&launch, &query);
      for (guint i = 0; i < set->series->len; i++)
        {
          const HcMetricSeries *series = set->series->pdata[i];

          g_assert_cmpuint (series->n_points, ==, no_series ? 0 : N_DAYS);
          if (series->by != HC_BY_COHORT)
            continue;
          g_assert_cmpstr (series->group_value, ==, "Buyers");
          g_assert_cmpint (series->window.denominator, ==, users[n++]);
        }
      g_assert_cmpuint (n, ==, G_N_ELEMENTS (users));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metric-cohorts/filters", test_filters);
  g_test_add_func ("/metric-cohorts/same-name", test_same_name);
  g_test_add_func ("/metric-cohorts/reach-groups", test_reach_groups);
  return g_test_run ();
}
