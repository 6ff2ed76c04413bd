/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-path-flow.h"
#include "metric-launch.h"

#include <math.h>

#define HOUR 3600
#define DAY 86400
#define X -1

/* Go-live on Monday 29 February 2016. */
static HcUsage *
usage_new (double cycle_hours)
{
  static const char *const steps[] = { "pick", "approve", "order" };
  HcUsage *usage = hc_usage_new ();

  hc_usage_add_record (usage, HC_BY_WORKFLOW, "buy", "Buy");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *name = g_strdup_printf ("Buy / %s", steps[i]);

      hc_usage_add_record (usage, HC_BY_STEP, steps[i], name)->workflow_id = g_strdup ("buy");
    }
  hc_usage_add_record (usage, HC_BY_WORKFLOW, "pay", "Pay");
  hc_usage_add_record (usage, HC_BY_STEP, "run", "Pay / run")->workflow_id = g_strdup ("pay");
  if (cycle_hours > 0)
    g_hash_table_insert (usage->cycle_hours, g_strdup ("buy"),
                         g_memdup2 (&cycle_hours, sizeof cycle_hours));
  return usage;
}

static void
add (HcUsage *usage, HcDay day, const char *step, gint64 started, gint64 completed, gint64 retried)
{
  HcCompletionDay *row = hc_usage_add_completion (usage, day, "buy", step, NULL);

  row->started = started;
  row->completed = completed;
  row->retried = retried;
}

static void
assert_count (const HcPathCount *got, guint days, gint64 started, gint64 completed, gint64 retried)
{
  g_assert_cmpuint (got->n_days, ==, days);
  g_assert_cmpint (got->started, ==, started);
  g_assert_cmpint (got->completed, ==, completed);
  g_assert_cmpint (got->retried, ==, retried);
}

static HcPathFlow *
flow_of (Launch *launch, const HcUsage *usage, const char *workflow, gint64 hours)
{
  return hc_path_flow_new (usage, workflow, &launch->settings, launch->calendar,
                           launch->settings.go_live_at + hours * HOUR);
}

static const HcPathCount *
step_of (const HcPathFlow *flow, guint i)
{
  return &g_array_index (flow->steps, HcPathCount, i);
}

/* ---------------------------------------------------------------- by hand */

/* T is the end of Thursday; a run takes a day: Monday to Wednesday count. */
static void
test_by_hand (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = usage_new (24);
  g_autoptr (HcPathFlow) flow = NULL;
  HcDay monday;

  launch_init (&launch, "UTC", "2016-02-29", 0);
  monday = launch.settings.go_live_day;
  add (usage, monday - 1, "pick", 999, 999, 999); /* before go-live */
  add (usage, monday, "pick", 100, 90, 5);
  add (usage, monday, "approve", 90, 60, 30);
  add (usage, monday, "order", 60, 60, X);
  add (usage, monday + 1, "pick", 50, 40, X);
  add (usage, monday + 1, "order", 30, 27, X);
  add (usage, monday + 2, "pick", 10, 10, 1);
  add (usage, monday + 2, "approve", 5, 9, 1); /* impossible */
  add (usage, monday + 2, "order", 10, 9, X);
  add (usage, monday + 3, "pick", 1000, 1000, X); /* too recent */
  add (usage, monday + 3, "order", 1000, 1000, X);

  flow = flow_of (&launch, usage, "buy", 4 * 24);
  g_assert_cmpuint (flow->n_days, ==, 3);
  g_assert_cmpuint (flow->n_too_recent, ==, 1);
  g_assert_cmpint (flow->first, ==, monday);
  g_assert_cmpint (flow->last, ==, monday + 2);
  /* From the start of the first step to the end of the last; retries of all steps. */
  assert_count (&flow->whole, 3, 160, 96, 37);
  g_assert_cmpfloat (hc_path_count_through (&flow->whole), ==, 96 / 160.0);
  g_assert_cmpuint (flow->steps->len, ==, 3);
  assert_count (step_of (flow, 0), 3, 160, 140, 6);
  assert_count (step_of (flow, 1), 1, 90, 60, 30);
  assert_count (step_of (flow, 2), 3, 100, 96, X);
  g_assert_cmpuint (step_of (flow, 1)->n_impossible, ==, 1);
  g_assert_cmpfloat (hc_path_count_through (step_of (flow, 1)), ==, 60 / 90.0);
  /* Of the 100 that started on its one day, not of all 160. */
  g_assert_cmpfloat (hc_path_count_of_all (step_of (flow, 1)), ==, 0.6);
  /* Tuesday has no retries: of 110 starts, not of 160. */
  g_assert_cmpfloat (hc_path_count_retries (step_of (flow, 0)), ==, 100 * 6 / 110.0);
  g_assert_true (isnan (hc_path_count_retries (step_of (flow, 2))));
  g_assert_true (hc_path_flow_is_known (flow));
}

/* Rows of the hot path itself win over those of its steps. */
static void
test_own_rows (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = usage_new (0);
  g_autoptr (HcPathFlow) flow = NULL;
  HcDay monday;

  launch_init (&launch, "UTC", "2016-02-29", 0);
  monday = launch.settings.go_live_day;
  add (usage, monday, NULL, 200, 100, 4);
  add (usage, monday, "approve", 150, 120, 2);
  add (usage, monday + 1, "approve", 70, 60, 2); /* the hot path is not known on this day */
  flow = flow_of (&launch, usage, "buy", 2 * 24);
  assert_count (&flow->whole, 1, 200, 100, 4);
  assert_count (step_of (flow, 0), 0, X, X, X);
  assert_count (step_of (flow, 1), 1, 150, 120, 2);
  g_assert_cmpfloat (hc_path_count_of_all (step_of (flow, 1)), ==, 0.6);
}

/* Only a step in between is known: its own share, no share of all starts. */
static void
test_only_a_step (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = usage_new (0);
  g_autoptr (HcPathFlow) flow = NULL;
  HcDay monday;

  launch_init (&launch, "UTC", "2016-02-29", 0);
  monday = launch.settings.go_live_day;
  add (usage, monday, "approve", 40, 30, X);
  add (usage, monday + 1, "approve", 20, 15, X);
  flow = flow_of (&launch, usage, "buy", 2 * 24);
  assert_count (&flow->whole, 0, X, X, X);
  assert_count (step_of (flow, 1), 2, 60, 45, X);
  g_assert_cmpfloat (hc_path_count_through (step_of (flow, 1)), ==, 0.75);
  g_assert_true (isnan (hc_path_count_of_all (step_of (flow, 1))));
  g_assert_true (hc_path_flow_is_known (flow));
}

static void
test_nothing (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = usage_new (0);
  g_autoptr (HcPathFlow) pay = NULL;
  g_autoptr (HcPathFlow) before = NULL;
  g_autoptr (HcPathFlow) never = NULL;

  launch_init (&launch, "UTC", "2016-02-29", 0);
  add (usage, launch.settings.go_live_day, NULL, 0, 0, 0);
  pay = flow_of (&launch, usage, "pay", 48);
  g_assert_false (hc_path_flow_is_known (pay));
  g_assert_cmpuint (pay->steps->len, ==, 1);
  g_assert_cmpint (pay->first, ==, HC_DAY_NONE);
  before = flow_of (&launch, usage, "buy", -48);
  g_assert_false (hc_path_flow_is_known (before));
  never = hc_path_flow_new (usage, "buy", &launch.settings, launch.calendar, HC_INSTANT_NONE);
  g_assert_false (hc_path_flow_is_known (never));
  g_clear_pointer (&never, hc_path_flow_free);
  /* Nobody started: known, but no share. */
  never = flow_of (&launch, usage, "buy", 48);
  g_assert_true (hc_path_flow_is_known (never));
  g_assert_true (isnan (hc_path_count_through (&never->whole)));
}

/* ---------------------------------------------------------------- against the metric */

static gint64
excluded_impossible (const HcMetricSeries *series)
{
  return MAX (excluded_count (series, "more_completed_than_started"), 0);
}

static void
compare (const HcMetricSeries *series, const HcPathCount *count)
{
  g_assert_cmpint (count->started, ==, series->window.denominator);
  g_assert_cmpint (count->completed, ==, series->window.numerator);
  g_assert_cmpint (count->retried, ==, series->window.retried);
  g_assert_cmpint (count->n_impossible, ==, excluded_impossible (series));
}

static void
fill_at_random (HcUsage *usage, HcDay first, guint n_days, GRand *random)
{
  static const char *const ids[] = { NULL, "approve", "order", "pick" };

  for (guint d = 0; d < n_days; d++)
    for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
      {
        gint64 started = g_rand_int_range (random, 0, 40);
        gint64 completed = g_rand_int_range (random, 0, (gint32) started + 2);

        add (usage, first + (HcDay) d, ids[i], started, completed,
             g_rand_boolean (random) ? g_rand_int_range (random, 0, 9) : X);
      }
}

/* The whole hot path over all days since go-live is what completion_rate counts. */
static void
test_metric (void)
{
  static const char *const zones[] = { "UTC", "Europe/Berlin", "America/New_York" };

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (z + 1);
      g_auto (Launch) launch = { 0 };
      g_autoptr (HcUsage) usage = usage_new (30);
      g_autoptr (HcPathFlow) flow = NULL;
      g_autoptr (HcMetricSet) set = NULL;
      HcMetricQuery query = query_all ();

      launch_init (&launch, zones[z], "2016-03-08", 0);
      fill_at_random (usage, launch.settings.go_live_day, 30, random);
      query.metrics = 1u << HC_METRIC_COMPLETION_RATE;
      query.as_of = launch.columns->newest_as_of = launch.settings.go_live_at + 29 * DAY;
      query.from = launch.settings.go_live_day;
      query.to = query.from + 30;
      query.by = HC_BY_WORKFLOW;
      query.usage = usage;
      set = compute (&launch, &query);
      flow = flow_of (&launch, usage, "buy", 29 * 24);
      compare (g_ptr_array_index (set->series, 1), &flow->whole);
      g_assert_cmpuint (flow->n_days, >, 20);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-flow/by-hand", test_by_hand);
  g_test_add_func ("/path-flow/own-rows", test_own_rows);
  g_test_add_func ("/path-flow/only-a-step", test_only_a_step);
  g_test_add_func ("/path-flow/nothing", test_nothing);
  g_test_add_func ("/path-flow/metric", test_metric);
  return g_test_run ();
}
