/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-issue-facts.h"
#include "metric-launch.h"

#include <math.h>
#include <stdlib.h>

#define HOUR 3600
#define DAY 86400
#define N_ISSUES 6

static void
add_issues (HcColumns *columns)
{
  for (guint i = 1; i <= N_ISSUES; i++)
    {
      g_ptr_array_add (columns->names[HC_BY_ISSUE], g_strdup_printf ("HC-%03u", i));
      g_ptr_array_add (columns->ids[HC_BY_ISSUE], g_strdup_printf ("i%u", i));
    }
}

static HcIssueFactsSet *
facts_of (Launch *launch, gint64 as_of)
{
  return hc_issue_facts (launch->columns, &launch->settings, launch->calendar, as_of);
}

/* ---------------------------------------------------------------- by hand */

/* Go-live on Monday 29 February 2016; T is Tuesday 8 March at noon. */
static const struct
{
  gint64 opened; /* hours after go-live */
  guint32 issue;
  guint8 priority;
  int hours; /* until its end; -1: open */
  HcStateClass state;
  guint32 requester;
} tickets[] = {
  { 10, 1, 3, 4, HC_STATE_CLOSED, 5 },
  { 34, 1, 2, 8, HC_STATE_RESOLVED, 5 },
  { 58, 0, 1, -1, HC_STATE_OPEN, 5 },      /* without an issue */
  { 82, 1, 1, -1, HC_STATE_WAITING, 6 },   /* Thursday: 122 h ago, not in 5 × 24 h */
  { 106, 2, 1, 1, HC_STATE_CANCELLED, 6 },
  { 108, 1, 1, 500, HC_STATE_CLOSED, 0 },  /* closed after T: open */
  { 178, 1, 2, 2, HC_STATE_CLOSED, 7 },
  { 202, 2, 4, -1, HC_STATE_OPEN, 6 },
  { 300, 1, 1, -1, HC_STATE_OPEN, 8 },     /* after T */
};

static void
fill (Launch *launch)
{
  HcColumns *c = launch->columns;

  add_issues (c);
  c->inputs |= HC_INPUT_REQUESTER;
  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      c->opened[i] = (guint32) (launch->settings.go_live_at + tickets[i].opened * HOUR);
      c->dim[HC_BY_ISSUE][i] = tickets[i].issue;
      c->priority[i] = tickets[i].priority;
      c->state[i] = (guint8) tickets[i].state;
      c->requester[i] = tickets[i].requester;
      if (tickets[i].hours >= 0)
        c->ended[i] = c->opened[i] + (guint32) tickets[i].hours * HOUR;
    }
  c->newest_as_of = launch->settings.go_live_at + 8 * DAY + 12 * HOUR;
}

static void
test_by_hand (void)
{
  static const guint32 per_day[] = { 1, 1, 0, 1, 1, 0, 0, 1, 0 };
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcIssueFactsSet) set = NULL;
  const HcIssueFacts *facts;

  launch_init (&launch, "UTC", "2016-02-29", G_N_ELEMENTS (tickets));
  fill (&launch);
  set = facts_of (&launch, HC_INSTANT_NONE);
  g_assert_cmpuint (set->issues->len, ==, 2);
  g_assert_cmpint (set->n_tickets, ==, 7);
  g_assert_cmpint (set->n_classified, ==, 6);
  g_assert_cmpuint (set->n_days, ==, 9);
  g_assert_cmpint (set->first_day, ==, launch.settings.go_live_day);
  g_assert_true (set->working[0] && !set->working[5]);
  g_assert_true (set->complete[7] && !set->complete[8]);

  facts = hc_issue_facts_find (set, "i1");
  g_assert_cmpint (facts->tickets, ==, 5);
  g_assert_cmpint (facts->open, ==, 2);
  g_assert_cmpint (facts->last_7_days, ==, 3); /* since Tuesday 1 March, noon: not hour 34 */
  g_assert_cmpint (facts->window, ==, 4);      /* Tuesday 1 to Monday 7 March */
  g_assert_cmpint (facts->urgent_5_days, ==, 2);
  g_assert_cmpint (facts->urgent_window, ==, 4);
  g_assert_true (facts->blocks);
  g_assert_cmpint (facts->users, ==, 3);
  g_assert_cmpint (facts->first_seen, ==, launch.settings.go_live_at + 10 * HOUR);
  g_assert_cmpint (facts->last_seen, ==, launch.settings.go_live_at + 178 * HOUR);
  g_assert_cmpmem (facts->per_day, 9 * sizeof (guint32), per_day, sizeof per_day);
  /* 2, 4, 8 of five ended: S falls to 2 ÷ 5 at 8 hours */
  g_assert_cmpfloat (facts->median_hours, ==, 8);

  facts = hc_issue_facts_find (set, "i2");
  g_assert_cmpint (facts->tickets, ==, 1); /* the other one was cancelled */
  g_assert_cmpint (facts->urgent_5_days, ==, 0);
  g_assert_false (facts->blocks);
  g_assert_true (isnan (facts->median_hours));
  g_assert_null (hc_issue_facts_find (set, "i3"));
  g_assert_null (hc_issue_facts_find (set, NULL));
}

/* At an earlier T the cancelled ticket was open, later ones were not there. */
static void
test_earlier (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcIssueFactsSet) set = NULL;

  launch_init (&launch, "UTC", "2016-02-29", G_N_ELEMENTS (tickets));
  fill (&launch);
  set = facts_of (&launch, launch.settings.go_live_at + 106 * HOUR + 60);
  g_assert_cmpint (set->n_tickets, ==, 5);
  g_assert_cmpint (hc_issue_facts_find (set, "i2")->tickets, ==, 1);
  g_assert_cmpint (hc_issue_facts_find (set, "i2")->open, ==, 1);
  g_assert_cmpint (hc_issue_facts_find (set, "i1")->tickets, ==, 3);
  g_assert_cmpint (hc_issue_facts_find (set, "i1")->urgent_5_days, ==, 2);
}

static void
test_no_import (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcIssueFactsSet) set = NULL;

  launch_init (&launch, "UTC", "2016-02-29", 0);
  launch.columns->inputs = 0;
  set = facts_of (&launch, HC_INSTANT_NONE);
  g_assert_cmpuint (set->issues->len, ==, 0);
  g_assert_cmpuint (set->n_days, ==, 0);
}

static void
test_no_requester (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcIssueFactsSet) set = NULL;

  launch_init (&launch, "UTC", "2016-02-29", G_N_ELEMENTS (tickets));
  fill (&launch);
  launch.columns->inputs &= (guint) ~HC_INPUT_REQUESTER;
  set = facts_of (&launch, HC_INSTANT_NONE);
  g_assert_cmpint (hc_issue_facts_find (set, "i1")->users, ==, -1);
}

/* ---------------------------------------------------------------- as the metrics by issue say */

static int
compare_seconds (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
random_tickets (Launch *launch, GRand *random)
{
  HcColumns *c = launch->columns;

  add_issues (c);
  c->newest_as_of =
    launch->settings.go_live_at + g_rand_int_range (random, 1, 25) * DAY +
    (g_rand_boolean (random) ? g_rand_int_range (random, 0, DAY) : 0);
  for (guint i = 0; i < c->n; i++)
    c->opened[i] =
      (guint32) (launch->settings.go_live_at + g_rand_int_range (random, 0, 25 * DAY));
  qsort (c->opened, c->n, sizeof (guint32), compare_seconds);
  for (guint i = 0; i < c->n; i++)
    {
      c->dim[HC_BY_ISSUE][i] = (guint32) g_rand_int_range (random, 0, N_ISSUES + 1);
      c->state[i] = (guint8) g_rand_int_range (random, 0, HC_N_STATE_CLASSES);
      c->priority[i] = (guint8) g_rand_int_range (random, 0, 6);
      c->flags[i] = g_rand_int_range (random, 0, 9) == 0 ? HC_TICKET_FLAG_CHILD : 0;
      if (g_rand_int_range (random, 0, 3) > 0)
        c->ended[i] = c->opened[i] + (guint32) g_rand_int_range (random, -9, 9 * DAY);
    }
}

static gint64
window_count (const HcMetricSet *set, HcMetricId id, const char *issue)
{
  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = set->series->pdata[i];

      if (series->id == id && series->by == HC_BY_ISSUE &&
          g_strcmp0 (series->group_value, issue) == 0)
        return (gint64) series->window.value;
    }
  return 0;
}

static void
compare_issue (Launch *launch, const HcMetricSet *set, const HcIssueFacts *facts, guint n_days)
{
  const char *name = g_ptr_array_index (launch->columns->names[HC_BY_ISSUE],
                                        (guint) g_ascii_strtoull (facts->issue_id + 1, NULL, 10));

  if (set->working_days > 0)
    g_assert_cmpint (facts->window, ==, window_count (set, HC_METRIC_INFLOW, name));
  g_assert_cmpint (facts->open, ==, window_count (set, HC_METRIC_OPEN, name));
  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = set->series->pdata[i];

      if (g_strcmp0 (series->group_value, name) != 0)
        continue;
      g_assert_cmpuint (series->n_points, ==, n_days);
      for (guint day = 0; day < n_days && series->id == HC_METRIC_INFLOW; day++)
        g_assert_cmpint (facts->per_day[day], ==, series->points[day].n);
      if (series->id == HC_METRIC_TIME_TO_RESOLVE)
        same_number (facts->median_hours, series->window.value, series, HC_DAY_NONE, "median");
    }
}

static void
test_as_metrics (void)
{
  for (guint seed = 1; seed <= 60; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_auto (Launch) launch = { 0 };
      g_autoptr (HcIssueFactsSet) facts = NULL;
      g_autoptr (HcMetricSet) set = NULL;
      HcMetricQuery query = query_all ();

      seed_in_progress = seed;
      launch_init (&launch, "Europe/Berlin", "2024-03-25", seed * 3);
      random_tickets (&launch, random);
      query.by = HC_BY_ISSUE;
      set = compute (&launch, &query);
      facts = facts_of (&launch, HC_INSTANT_NONE);
      for (guint i = 0; i < facts->issues->len; i++)
        compare_issue (&launch, set, facts->issues->pdata[i], facts->n_days);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue-facts/by-hand", test_by_hand);
  g_test_add_func ("/issue-facts/earlier", test_earlier);
  g_test_add_func ("/issue-facts/no-import", test_no_import);
  g_test_add_func ("/issue-facts/no-requester", test_no_requester);
  g_test_add_func ("/issue-facts/as-metrics", test_as_metrics);
  return g_test_run ();
}
