/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of the exit that rest on usage and completions, at their thresholds. Two working weeks from
 * Monday, 2 March 2026; the zone is UTC. */

#include "config.h"

#include <math.h>

#include "criteria-launch.h"
#include "hc-workflow-score.h"

#define MET HC_VERDICT_MET
#define NOT HC_VERDICT_NOT_MET
#define FEW HC_VERDICT_INSUFFICIENT_DATA
#define NO HC_VERDICT_NOT_MEASURABLE

#define NOW "2026-03-13 23:30"
#define DEFLECTION "deflection_holding"
#define STABLE "hot_paths_stable"

static void
add_target (HcCriteriaInputs *plan, const char *metric, double value)
{
  g_autofree char *text = g_strdup_printf ("%.17g", value);

  add_record (plan, "metric_target", metric, "metric", metric, "value", text, NULL);
}

static gboolean
is_working (guint day)
{
  return day % 7 != 0 && day % 7 != 1; /* 1, 7, 8 March are days off */
}

/* @tickets a day that help could have answered, @last on the last day. */
static HcCriteriaInputs *
deflect_new (guint tickets, guint last)
{
  HcCriteriaInputs *plan = plan_new ("2026-03-02");
  HcColumns *columns = plan->columns;

  g_ptr_array_add (columns->names[HC_BY_ISSUE], g_strdup ("HC-001 How to"));
  g_ptr_array_add (columns->ids[HC_BY_ISSUE], g_strdup ("i1"));
  g_ptr_array_add (columns->issue_codes, g_strdup ("HC-001"));
  g_ptr_array_add (columns->issue_actions, g_strdup ("deflect"));
  for (guint i = 2; i <= 13; i++)
    for (guint j = 0; is_working (i) && j < (i == 13 ? last : tickets); j++)
      {
        g_autofree char *opened = g_strdup_printf ("2026-03-%02u 09:00", i);
        g_autofree char *ended = g_strdup_printf ("2026-03-%02u 15:00", i);

        add_ticket (plan, opened, ended, HC_STATE_CLOSED, 3);
        columns->dim[HC_BY_ISSUE][columns->n - 1] = 1;
      }
  add_import (plan, NOW);
  plan->usage = hc_usage_new ();
  return plan;
}

static HcUsageDay *
add_usage (HcCriteriaInputs *plan, guint day_of_march)
{
  return hc_usage_add_day (plan->usage, day ("2026-03-01") + (HcDay) day_of_march - 1, NULL);
}

static void
confirm (HcCriteriaInputs *plan, gint64 deflections, gint64 last)
{
  for (guint i = 2; i <= 13; i++)
    if (is_working (i))
      add_usage (plan, i)->confirmed_deflections = i == 13 ? last : deflections;
}

/* Wilson, Journal of the American Statistical Association 22 (1927), by itself. */
static double
wilson_low (double p, double n)
{
  const double z = 1.6448536269514722;

  return (p + z * z / (2 * n) - z * sqrt (p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n);
}

static double
metric_value (const HcCriteriaInputs *plan, HcMetricId id)
{
  g_autoptr (GError) error = NULL;
  HcMetricQuery query = { .metrics = 1u << id, .as_of = HC_INSTANT_NONE, .from = HC_DAY_NONE,
                          .to = HC_DAY_NONE, .usage = plan->usage };
  g_autoptr (HcMetricSet) set =
    hc_metric_compute (plan->columns, &plan->settings, plan->calendar, &query, NULL, &error);

  g_assert_no_error (error);
  return hc_metric_set_total (set, id)->window.value;
}

/* ---- deflection ---- */

/* 21 of 28 questions a day: 0.75 of 140 in the window. */
static void
test_rate (void)
{
  const double p = 0.75, low = wilson_low (p, 140), tiny = 1e-9;
  const struct
  {
    double target, margin;
    HcVerdict want;
  } cases[] = {
    { p, p - low + tiny, MET },
    { p, p - low - tiny, NOT }, /* the interval reaches down too far */
    { p + tiny, 1, NOT },
    { p - tiny, 1, MET },
    { NAN, 0.05, FEW }, /* no target */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = deflect_new (7, 7);
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcPartResult *rate;

      confirm (plan, 21, 21);
      set_threshold (plan, DEFLECTION ".margin", cases[i].margin);
      set_threshold (plan, DEFLECTION ".grade", 1);
      if (!isnan (cases[i].target))
        add_target (plan, "deflection_rate", cases[i].target);
      result = judge (plan, HC_GATE_EXIT, NOW);
      rate = part (result, DEFLECTION, "deflection");
      g_test_message ("row %u: %s", i, rate->reason);
      assert_verdict (rate->verdict, cases[i].want, "the rate");
      assert_verdict (criterion (result, DEFLECTION)->verdict, cases[i].want, "the criterion");
      g_assert_cmpfloat_with_epsilon (rate->value, p, 1e-12);
      g_assert_cmpfloat_with_epsilon (rate->value, metric_value (plan, HC_METRIC_DEFLECTION_RATE),
                                      1e-12);
      g_assert_cmpint (rate->n, ==, 140);
      g_assert_true (rate->at_least);
    }
}

static void
test_low_days (void)
{
  static const struct
  {
    const char *now;
    guint last; /* tickets of the last day, of 28 questions */
    double value;
    HcVerdict want;
  } cases[] = {
    { NOW, 7, 0, MET },
    { NOW, 26, 1, NOT },
    { "2026-03-12 23:30", 26, 0, MET },   /* the day before */
    { "2026-03-11 23:30", 26, 0, MET },   /* eight days */
    { "2026-03-10 23:30", 26, NAN, FEW }, /* seven */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = deflect_new (7, cases[i].last);
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcPartResult *low;

      confirm (plan, 21, 28 - cases[i].last);
      add_target (plan, "deflection_rate", 0.1);
      set_threshold (plan, DEFLECTION ".grade", 1);
      result = judge_past (plan, HC_GATE_EXIT, cases[i].now);
      low = part (result, DEFLECTION, "low_days");
      g_test_message ("row %u: %s", i, low->reason);
      assert_verdict (low->verdict, cases[i].want, cases[i].now);
      g_assert_true (isnan (cases[i].value) ? isnan (low->value) : low->value == cases[i].value);
    }
}

typedef enum
{
  CONFIRMED = 1,
  UPPER_ESTIMATE,
  PROXY,
} Grade;

static void
add_figures (HcCriteriaInputs *plan, Grade grade)
{
  for (guint i = 2; i <= 13; i++)
    {
      HcUsageDay *usage;

      if (!is_working (i))
        continue;
      usage = add_usage (plan, i);
      if (grade == CONFIRMED)
        usage->confirmed_deflections = 21;
      else if (grade == UPPER_ESTIMATE)
        usage->help_sessions = 28;
      else
        usage->active_users = i < 9 ? 100 : 200; /* half as many tickets for each user */
    }
}

static void
test_grades (void)
{
  static const struct
  {
    Grade grade;
    guint accepted; /* 0: nobody said */
    double value;
    HcVerdict want;
    HcStrength strength;
  } cases[] = {
    { CONFIRMED, 0, 0.75, NOT, HC_STRENGTH_INCOMPLETE },
    { CONFIRMED, 1, 0.75, MET, HC_STRENGTH_STRONG },
    { CONFIRMED, 3, 0.75, MET, HC_STRENGTH_STRONG },
    { UPPER_ESTIMATE, 1, 0.75, NOT, HC_STRENGTH_INCOMPLETE },
    { UPPER_ESTIMATE, 2, 0.75, MET, HC_STRENGTH_STRONG },
    { PROXY, 2, 0.5, NOT, HC_STRENGTH_INCOMPLETE },
    { PROXY, 3, 0.5, MET, HC_STRENGTH_WEAK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = deflect_new (7, 7);
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcPartResult *grade;

      add_figures (plan, cases[i].grade);
      add_target (plan, "deflection_rate", 0.4);
      set_threshold (plan, DEFLECTION ".grade", cases[i].accepted);
      result = judge (plan, HC_GATE_EXIT, NOW);
      grade = part (result, DEFLECTION, "grade");
      g_test_message ("row %u: %s", i, grade->reason);
      assert_verdict (grade->verdict, cases[i].want, "the grade");
      assert_verdict (criterion (result, DEFLECTION)->verdict, cases[i].want, "the criterion");
      g_assert_cmpfloat (grade->value, ==, cases[i].grade);
      g_assert_cmpfloat_with_epsilon (part (result, DEFLECTION, "deflection")->value,
                                      cases[i].value, 1e-12);
      g_assert_cmpfloat_with_epsilon (part (result, DEFLECTION, "deflection")->value,
                                      metric_value (plan, HC_METRIC_DEFLECTION_RATE), 1e-12);
      g_assert_cmpint (criterion (result, DEFLECTION)->strength, ==, cases[i].strength);
      g_assert_cmpint (hc_criterion_result_part (criterion (result, DEFLECTION), "low_days") == NULL,
                       ==, cases[i].grade == PROXY);
    }
}

/* The reference of the proxy is the same for every day, also when the first one has no ticket. */
static void
test_proxy_without_first_tickets (void)
{
  g_autoptr (HcCriteriaInputs) plan = deflect_new (7, 7);
  g_autoptr (HcCriteriaResult) result = NULL;
  /* 28 tickets of 500 users in the first window, 35 of 1,000 in the last */
  const double want = 1 - (35.0 / 1000) / (28.0 / 500);

  for (guint row = 0; row < 7; row++) /* those of Monday */
    plan->columns->dim[HC_BY_ISSUE][row] = 0;
  add_figures (plan, PROXY);
  add_target (plan, "deflection_rate", 0.3);
  set_threshold (plan, DEFLECTION ".grade", PROXY);
  result = judge (plan, HC_GATE_EXIT, NOW);
  g_assert_cmpfloat_with_epsilon (part (result, DEFLECTION, "deflection")->value, want, 1e-12);
  g_assert_cmpfloat_with_epsilon (metric_value (plan, HC_METRIC_DEFLECTION_RATE), want, 1e-12);
}

static void
test_not_measurable (void)
{
  g_autoptr (HcCriteriaInputs) plan = deflect_new (7, 7);
  g_autoptr (HcCriteriaInputs) empty = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) result = judge (plan, HC_GATE_EXIT, NOW);
  g_autoptr (HcCriteriaResult) nothing = judge (empty, HC_GATE_EXIT, NOW);

  assert_verdict (criterion (result, DEFLECTION)->verdict, NO, "without figures of help");
  g_assert_cmpuint (criterion (result, DEFLECTION)->missing->len, ==, 1);
  assert_verdict (criterion (nothing, DEFLECTION)->verdict, FEW, "without an import");
}

/* ---- completions ---- */

static void
add_check (HcCriteriaInputs *plan, guint i)
{
  g_autofree char *id = g_strdup_printf ("r%u", i);

  add_record (plan, "rehearsal", id, "workflow_id", "w1", "kind", "live_check", "date",
              "2026-03-12", "outcome", "passed", NULL);
}

static void
add_completions (HcCriteriaInputs *plan, gint64 started, gint64 completed)
{
  hc_usage_add_record (plan->usage, HC_BY_WORKFLOW, "w1", "Buy");
  for (guint i = 2; started > 0 && i <= 13; i++)
    if (is_working (i))
      {
        HcCompletionDay *completions = hc_usage_add_completion (
          plan->usage, day ("2026-03-01") + (HcDay) i - 1, "w1", NULL, NULL);

        completions->started = started;
        completions->completed = completed;
      }
}

/* The window has five days. */
static void
test_completions (void)
{
  static const struct
  {
    gint64 started, completed; /* a day */
    double target;             /* 0: none */
    double fewest;             /* 0: the usual 20 */
    guint checks;
    HcVerdict want;
  } cases[] = {
    { 4, 4, 0.9, 0, 0, MET },    /* 20 starts */
    { 3, 3, 0.9, 0, 0, NOT },    /* 15 */
    { 3, 3, 0.9, 15, 0, MET },
    { 10, 9, 0.9, 0, 0, MET },   /* exactly the target */
    { 10, 8, 0.9, 0, 0, NOT },
    { 10, 8, 0.9, 0, 1, NOT },
    { 10, 8, 0.9, 0, 2, MET },   /* live checks prove it as well */
    { 10, 10, 0, 0, 0, NOT },    /* nobody said what is enough */
    { 10, 10, 0, 0, 2, MET },
    { 0, 0, 0.9, 0, 0, NOT },
    { 0, 0, 0.9, 0, 2, MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = deflect_new (1, 1);
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcPartResult *proven;

      add_record (plan, "workflow", "w1", "name", "Buy", NULL);
      add_completions (plan, cases[i].started, cases[i].completed);
      if (cases[i].target > 0)
        add_target (plan, "completion_rate", cases[i].target);
      if (cases[i].fewest > 0)
        set_threshold (plan, STABLE ".starts", cases[i].fewest);
      for (guint j = 0; j < cases[i].checks; j++)
        add_check (plan, j);
      result = judge (plan, HC_GATE_EXIT, NOW);
      proven = part (result, STABLE, "unproven");
      g_test_message ("row %u: %s", i, proven->reason);
      assert_verdict (proven->verdict, cases[i].want, "the hot path");
      g_assert_cmpfloat (proven->value, ==, cases[i].want == NOT);
    }
}

/* A hot path whose success metric is the completion rate has a target of its own: 80 of 100 are
 * completed, all are to reach 0.9. */
static void
test_own_target (void)
{
  static const struct
  {
    const char *metric, *unit, *target, *direction;
    double share;
    HcVerdict want;
  } cases[] = {
    { "Completion Rate", "%", "80", "at_least", 0.8, MET },
    { " completion_rate ", "%", "81", "at_least", 0.81, NOT },
    { "COMPLETION RATE", "", "0.75", "at_least", 0.75, MET },
    { "Completion Rate", "", "75", "at_least", 0.75, MET },
    { "Completion Rate", "%", "0.5", "at_least", 0.005, MET },
    { "Completion Rate", "%", "75", "at_most", 0.9, NOT },  /* no target to reach */
    { "Completion Rate", "%", NULL, "at_least", 0.9, NOT },
    { "Completion Rate", "%", "140", "at_least", 0.9, NOT }, /* of more than all */
    { "Completion Rate", "%", "-5", "at_least", 0.9, NOT },
    { "Orders within two days", "%", "75", "at_least", 0.9, NOT },
    { "", "%", "75", "at_least", 0.9, NOT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = deflect_new (1, 1);
      g_autoptr (HcCriteriaResult) result = NULL;
      HcRecordData *workflow = add_record (
        plan, "workflow", "w1", "name", "Buy", "success_metric", cases[i].metric, "success_unit",
        cases[i].unit, "target_direction", cases[i].direction, "target", cases[i].target, NULL);

      g_test_message ("row %u", i);
      g_assert_cmpfloat_with_epsilon (hc_workflow_completion_target (workflow, 0.9), cases[i].share,
                                      1e-12);
      add_completions (plan, 10, 8);
      add_target (plan, "completion_rate", 0.9);
      result = judge (plan, HC_GATE_EXIT, NOW);
      assert_verdict (part (result, STABLE, "unproven")->verdict, cases[i].want, "the hot path");
    }
}

/* Two hot paths may bear the same name: each has its own figures. */
static void
test_same_name (void)
{
  g_autoptr (HcCriteriaInputs) plan = deflect_new (1, 1);
  g_autoptr (HcCriteriaResult) result = NULL;

  add_record (plan, "workflow", "w1", "name", "Buy", NULL);
  add_record (plan, "workflow", "w2", "name", "Buy", NULL);
  add_completions (plan, 10, 10);
  hc_usage_add_record (plan->usage, HC_BY_WORKFLOW, "w2", "Buy");
  add_target (plan, "completion_rate", 0.9);
  result = judge (plan, HC_GATE_EXIT, NOW);
  g_assert_cmpfloat (part (result, STABLE, "unproven")->value, ==, 1); /* w2 */
}

/* Starts within the cycle time are not mature: at 60 hours, those of the last three days. */
static void
test_cycle_time (void)
{
  static const struct
  {
    double hours;
    HcVerdict want;
  } cases[] = { { 0, MET }, { 60, NOT } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = deflect_new (1, 1);
      g_autoptr (HcCriteriaResult) result = NULL;

      add_record (plan, "workflow", "w1", "name", "Buy", NULL);
      add_completions (plan, 4, 4);
      add_target (plan, "completion_rate", 0.9);
      g_hash_table_insert (plan->usage->cycle_hours, g_strdup ("w1"),
                           g_memdup2 (&cases[i].hours, sizeof cases[i].hours));
      result = judge (plan, HC_GATE_EXIT, NOW);
      assert_verdict (part (result, STABLE, "unproven")->verdict, cases[i].want, "the hot path");
    }
}

/* ---- backlog ---- */

/* The launch's target, unless the rule has a number of its own. */
static void
test_backlog_target (void)
{
  static const struct
  {
    double target, threshold, want;
  } cases[] = { { NAN, NAN, 5 }, { 3, NAN, 3 }, { 3, 4, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = deflect_new (1, 1);
      g_autoptr (HcCriteriaResult) result = NULL;

      if (!isnan (cases[i].target))
        add_target (plan, "backlog_days", cases[i].target);
      if (!isnan (cases[i].threshold))
        set_threshold (plan, "backlog_within_limit.backlog_days", cases[i].threshold);
      result = judge (plan, HC_GATE_EXIT, NOW);
      g_assert_cmpfloat (part (result, "backlog_within_limit", "backlog_days")->threshold, ==,
                         cases[i].want);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/criteria-usage/rate", test_rate);
  g_test_add_func ("/core/criteria-usage/low-days", test_low_days);
  g_test_add_func ("/core/criteria-usage/grades", test_grades);
  g_test_add_func ("/core/criteria-usage/proxy-without-first-tickets",
                   test_proxy_without_first_tickets);
  g_test_add_func ("/core/criteria-usage/not-measurable", test_not_measurable);
  g_test_add_func ("/core/criteria-usage/completions", test_completions);
  g_test_add_func ("/core/criteria-usage/cycle-time", test_cycle_time);
  g_test_add_func ("/core/criteria-usage/own-target", test_own_target);
  g_test_add_func ("/core/criteria-usage/same-name", test_same_name);
  g_test_add_func ("/core/criteria-usage/backlog-target", test_backlog_target);
  return g_test_run ();
}
