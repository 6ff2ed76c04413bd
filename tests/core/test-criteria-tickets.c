/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts that rest on tickets, with figures that can be counted by hand. 2 March 2026 is a Monday;
 * the zone is UTC. */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "criteria-launch.h"

#define MET HC_VERDICT_MET
#define NOT HC_VERDICT_NOT_MET
#define FEW HC_VERDICT_INSUFFICIENT_DATA
#define NO HC_VERDICT_NOT_MEASURABLE

/* One old ticket, nine of 10 March, one that waits; three tickets a day are opened and ended. Over
 * the limit of 10 days is the old one from 12 March on (1 of 10), all from 20 March on. */
static HcCriteriaInputs *
backlog_new (void)
{
  HcCriteriaInputs *plan = plan_new ("2026-03-02");

  for (guint i = 2; i <= 27; i++)
    {
      g_autofree char *opened = g_strdup_printf ("2026-03-%02u 09:00", i);
      g_autofree char *ended = g_strdup_printf ("2026-03-%02u 15:00", i);

      for (guint j = 0; j < 3; j++)
        add_ticket (plan, opened, ended, HC_STATE_CLOSED, 3);
      for (guint j = 0; i == 10 && j < 9; j++)
        add_ticket (plan, opened, NULL, HC_STATE_OPEN, 3);
      if (i == 2)
        {
          add_ticket (plan, opened, NULL, HC_STATE_OPEN, 3);
          add_ticket (plan, opened, NULL, HC_STATE_WAITING, 3);
        }
    }
  add_import (plan, "2026-03-27 23:30");
  return plan;
}

static HcCriteriaResult *
judge_at (HcCriteriaInputs *plan, const char *as_of)
{
  g_autoptr (GError) error = NULL;
  HcCriteriaQuery query = { .gate = HC_GATE_EXIT,
                            .as_of = instant (as_of),
                            .now = instant (as_of) };
  HcCriteriaResult *result = hc_criteria_evaluate (plan, &query, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
test_backlog (void)
{
  static const struct
  {
    const char *as_of;
    double limit; /* 0: the usual one */
    double value;
    guint done;
    HcVerdict want;
  } cases[] = {
    { "2026-03-02 22:59", 0, NAN, 0, FEW }, /* no complete day */
    { "2026-03-02 23:00", 0, 0, 1, NOT },   /* complete an hour before its end */
    { "2026-03-03 23:30", 0, 0, 2, NOT },
    { "2026-03-04 22:59", 0, 0, 2, NOT },
    { "2026-03-04 23:00", 0, 0, 3, MET },
    { "2026-03-12 23:30", 0, 0.1, 3, MET }, /* exactly at the limit */
    { "2026-03-14 12:00", 0, 0.1, 3, MET }, /* Saturday */
    { "2026-03-20 23:30", 0, 1, 0, NOT },
    { "2026-03-22 23:30", 0, 1, 0, NOT }, /* Sunday */
    { "2026-03-27 23:30", 0, 1, 0, NOT },
    /* Another threshold counts the days anew. */
    { "2026-03-11 23:30", 0.09, 0, 3, MET },
    { "2026-03-12 23:30", 0.09, 0.1, 0, NOT },
    { "2026-03-20 23:30", 1, 1, 3, MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = backlog_new ();
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcPartResult *age;

      if (cases[i].limit > 0)
        set_threshold (plan, "backlog_within_limit.over_limit", cases[i].limit);
      result = judge_at (plan, cases[i].as_of);
      age = part (result, "backlog_within_limit", "over_limit");
      g_test_message ("backlog, row %u: %s", i, age->reason);
      assert_verdict (age->verdict, cases[i].want, cases[i].as_of);
      assert_verdict (criterion (result, "backlog_within_limit")->verdict, cases[i].want,
                      cases[i].as_of);
      g_assert_cmpuint (age->hold_done, ==, cases[i].done);
      g_assert_cmpuint (age->hold_of, ==, 3);
      g_assert_true (isnan (cases[i].value) ? isnan (age->value) : age->value == cases[i].value);
      g_assert_cmpint (hc_criterion_result_is_holding (criterion (result, "backlog_within_limit")),
                       ==, cases[i].want == NOT && cases[i].done > 0);
    }
}

/* 11 open, 3 a day: 11 ÷ 3 days. */
static void
test_backlog_days (void)
{
  static const struct
  {
    double limit;
    HcVerdict want;
  } cases[] = { { 11.0 / 3, MET }, { 3.6, NOT } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = backlog_new ();
      g_autoptr (HcCriteriaResult) result = NULL;

      set_threshold (plan, "backlog_within_limit.backlog_days", cases[i].limit);
      set_threshold (plan, "backlog_within_limit.hold", 1);
      /* Monday to Friday: 15 ends in 5 days. */
      result = judge_at (plan, "2026-03-13 23:30");
      g_assert_cmpfloat_with_epsilon (part (result, "backlog_within_limit", "backlog_days")->value,
                                      11.0 / 3, 1e-12);
      assert_verdict (part (result, "backlog_within_limit", "backlog_days")->verdict, cases[i].want,
                      "the limit");
    }
}

/* The same as “metrics” shows, with and without those that wait. */
static void
test_same_as_metrics (void)
{
  g_autoptr (HcCriteriaInputs) plan = backlog_new ();
  g_autoptr (HcCriteriaResult) result = NULL;
  g_autoptr (HcMetricSet) set = NULL;
  g_autoptr (GError) error = NULL;
  HcMetricQuery query = {
    .metrics = HC_METRICS_ALL, .as_of = HC_INSTANT_NONE, .from = HC_DAY_NONE, .to = HC_DAY_NONE
  };
  const HcMetricSeries *age;

  for (guint i = 0; i < plan->columns->n; i += 7)
    plan->columns->flags[i] |= HC_TICKET_FLAG_MISROUTED;
  result = judge (plan, HC_GATE_EXIT, "2026-03-27 23:45");
  set = hc_metric_compute (plan->columns, &plan->settings, plan->calendar, &query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (part (result, "backlog_within_limit", "backlog_days")->value, ==,
                     hc_metric_set_total (set, HC_METRIC_BACKLOG_DAYS)->window.value);
  g_assert_cmpfloat (part (result, "routing_clear", "misrouting")->value, >, 0);
  g_assert_cmpfloat (part (result, "routing_clear", "misrouting")->value, ==,
                     hc_metric_set_total (set, HC_METRIC_MISROUTING_RATE)->window.value);
  age = hc_metric_set_total (set, HC_METRIC_BACKLOG_AGE);
  g_assert_cmpint (age->window.waiting, ==, 1);
  g_assert_cmpint (part (result, "backlog_within_limit", "over_limit")->n, ==,
                   age->window.n - age->window.waiting);
}

/* ---- holidays and days without a file ---- */

static void
test_holidays (void)
{
  g_autoptr (HcCriteriaInputs) plan = backlog_new ();
  g_autoptr (HcCriteriaResult) result = NULL;

  set_holidays (plan, "2026-03-03", "2026-03-04");
  result = judge_at (plan, "2026-03-05 23:30"); /* Monday and Thursday count */
  g_assert_cmpuint (criterion (result, "backlog_within_limit")->hold_done, ==, 2);
  assert_verdict (criterion (result, "backlog_within_limit")->verdict, NOT, "two days");
}

static void
test_files (void)
{
  static const struct
  {
    const char *files; /* days of March with a file that shows only that day */
    const char *hour;
    const char *as_of;
    guint done;
    HcVerdict want;
  } cases[] = {
    { "2 3 4", "23:30", "2026-03-04 23:30", 3, MET },
    { "2 4 5", "23:30", "2026-03-05 23:30", 3, MET }, /* one day without a file is passed over */
    { "2 4", "23:30", "2026-03-04 23:30", 2, NOT },
    { "2 4 6", "23:30", "2026-03-06 23:30", 3, FEW }, /* two are too many */
    { "2 3 6", "23:30", "2026-03-06 23:30", 3, FEW },
    { "2 5 6 9", "23:30", "2026-03-09 23:30", 3, MET }, /* the gaps are older than the hold */
    { "6 9", "23:30", "2026-03-09 23:30", 2, NOT },
    /* In the morning a file shows the day before; after a weekend, Friday. */
    { "3 4 5", "08:00", "2026-03-05 08:00", 3, MET },
    { "5 6 9", "08:00", "2026-03-09 08:00", 3, MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = backlog_new ();
      g_auto (GStrv) days = g_strsplit (cases[i].files, " ", -1);
      g_autoptr (HcCriteriaResult) result = NULL;

      g_array_set_size (plan->imports, 0);
      for (guint j = 0; days[j] != NULL; j++)
        {
          g_autofree char *as_of =
            g_strdup_printf ("2026-03-%02d %s", atoi (days[j]), cases[i].hour);

          add_day_file (plan, as_of);
        }
      result = judge_at (plan, cases[i].as_of);
      g_test_message ("files, row %u: %s", i,
                      part (result, "backlog_within_limit", "over_limit")->reason);
      assert_verdict (criterion (result, "backlog_within_limit")->verdict, cases[i].want,
                      cases[i].files);
      g_assert_cmpuint (criterion (result, "backlog_within_limit")->hold_done, ==, cases[i].done);
    }
}

static void
test_no_file_in_strip (void)
{
  g_autoptr (HcCriteriaInputs) plan = backlog_new ();
  g_autoptr (HcCriteriaResult) result = NULL;
  const HcCriterionResult *c;

  g_array_set_size (plan->imports, 0);
  add_day_file (plan, "2026-03-02 23:30");
  add_day_file (plan, "2026-03-04 23:30");
  result = judge_at (plan, "2026-03-04 23:30");
  c = criterion (result, "backlog_within_limit");
  g_assert_cmpuint (c->history->len, ==, 3);
  g_assert_cmpint (g_array_index (c->history, HcVerdictDay, 0).kind, ==, HC_DAY_JUDGED);
  g_assert_cmpint (g_array_index (c->history, HcVerdictDay, 1).kind, ==, HC_DAY_NO_FILE);
  g_assert_cmpint (g_array_index (c->history, HcVerdictDay, 2).kind, ==, HC_DAY_JUDGED);
  g_assert_cmpint (c->since, ==, day ("2026-03-02"));
}

static void
test_since (void)
{
  static const struct
  {
    const char *as_of;
    const char *since;
  } cases[] = {
    { "2026-03-03 23:30", "2026-03-02" }, /* not met: holding */
    { "2026-03-06 23:30", "2026-03-04" },
    { "2026-03-19 12:00", "2026-03-04" },
    { "2026-03-23 23:30", "2026-03-20" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = backlog_new ();
      g_autoptr (HcCriteriaResult) result = judge_at (plan, cases[i].as_of);

      g_assert_cmpint (criterion (result, "backlog_within_limit")->since, ==, day (cases[i].since));
    }
}

/* A waiver covers the verdict, the hold counts what was. */
static void
test_waiver_and_hold (void)
{
  g_autoptr (HcCriteriaInputs) plan = backlog_new ();
  g_autoptr (HcCriteriaResult) result = NULL;
  HcWaiver *waiver = g_new0 (HcWaiver, 1);
  const HcCriterionResult *c;

  waiver->gate = HC_GATE_EXIT;
  waiver->code = g_strdup ("backlog_within_limit");
  waiver->given_at = instant ("2026-03-20 10:00");
  waiver->until = day ("2026-03-24");
  g_ptr_array_add (plan->waivers, waiver);
  result = judge_at (plan, "2026-03-24 23:30");
  c = criterion (result, "backlog_within_limit");
  assert_verdict (c->verdict, HC_VERDICT_WAIVED, "the criterion");
  g_assert_cmpuint (c->hold_done, ==, 0);
  g_assert_cmpint (c->since, ==, day ("2026-03-20"));
}

/* ---- critical tickets ---- */

static void
test_critical (void)
{
  static const struct
  {
    const char *opened; /* NULL: none */
    const char *ended;
    const char *as_of;
    guint done;
    HcVerdict open;
    HcVerdict fresh;
    HcRag rag;
  } cases[] = {
    { NULL, NULL, "2026-03-13 23:30", 5, MET, MET, HC_RAG_AMBER },
    { NULL, NULL, "2026-03-05 23:30", 4, MET, NOT, HC_RAG_AMBER },
    { "2026-03-05 10:00", NULL, "2026-03-13 23:30", 5, NOT, MET, HC_RAG_RED },
    { "2026-03-05 10:00", "2026-03-05 11:00", "2026-03-12 23:30", 5, MET, MET, HC_RAG_AMBER },
    { "2026-03-06 10:00", "2026-03-06 11:00", "2026-03-12 23:30", 4, MET, NOT, HC_RAG_AMBER },
    /* On a Saturday as well. */
    { "2026-03-07 10:00", "2026-03-07 11:00", "2026-03-12 23:30", 4, MET, NOT, HC_RAG_AMBER },
    /* Today, though today is not over. */
    { "2026-03-13 10:00", "2026-03-13 10:30", "2026-03-13 11:00", 0, MET, NOT, HC_RAG_AMBER },
    { "2026-03-13 10:00", NULL, "2026-03-13 11:00", 0, NOT, NOT, HC_RAG_RED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;

      add_ticket (plan, "2026-03-02 09:00", NULL, HC_STATE_OPEN, 2);
      if (cases[i].opened != NULL)
        add_ticket (plan, cases[i].opened, cases[i].ended,
                    cases[i].ended != NULL ? HC_STATE_CLOSED : HC_STATE_OPEN, 1);
      add_import (plan, cases[i].as_of);
      result = judge (plan, HC_GATE_EXIT, cases[i].as_of);
      g_test_message ("critical, row %u: %s", i,
                      part (result, "hot_paths_stable", "new_p1")->reason);
      assert_verdict (part (result, "hot_paths_stable", "open_p1")->verdict, cases[i].open, "open");
      g_assert_cmpfloat (part (result, "hot_paths_stable", "open_p1")->value, ==,
                         cases[i].open == NOT ? 1 : 0);
      assert_verdict (part (result, "hot_paths_stable", "new_p1")->verdict, cases[i].fresh, "new");
      g_assert_cmpuint (part (result, "hot_paths_stable", "new_p1")->hold_done, ==, cases[i].done);
      g_assert_cmpint (result->rag, ==, cases[i].rag);
    }
}

static void
test_no_priorities (void)
{
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) result = NULL;

  add_ticket (plan, "2026-03-02 09:00", NULL, HC_STATE_OPEN, 0);
  add_import (plan, "2026-03-12 23:30");
  result = judge (plan, HC_GATE_EXIT, "2026-03-12 23:30");
  assert_verdict (part (result, "hot_paths_stable", "open_p1")->verdict, NO, "open");
  assert_verdict (part (result, "hot_paths_stable", "new_p1")->verdict, NO, "new");
}

/* ---- live checks ---- */

static void
test_live_checks (void)
{
  static const struct
  {
    const char *dates[3];
    const char *outcomes[3];
    const char *kind;
    HcVerdict want;
  } cases[] = {
    { { NULL }, { NULL }, "live_check", NOT },
    { { "2026-03-10", "2026-03-11" }, { "passed", "passed" }, "live_check", MET },
    { { "2026-03-10" }, { "passed" }, "live_check", NOT },
    { { "2026-03-10", "2026-03-11" }, { "passed", "passed" }, "rehearsal", NOT },
    { { "2026-03-10", "2026-03-11" }, { "passed", "partly" }, "live_check", NOT },
    { { "2026-03-09", "2026-03-10", "2026-03-11" },
      { "failed", "passed", "passed" },
      "live_check",
      MET },
    { { "2026-03-09", "2026-03-10", "2026-03-11" },
      { "passed", "passed", "failed" },
      "live_check",
      NOT },
    /* The tenth working day back from Friday 20 March is Monday the 9th. */
    { { "2026-03-09", "2026-03-20" }, { "passed", "passed" }, "live_check", MET },
    { { "2026-03-08", "2026-03-20" }, { "passed", "passed" }, "live_check", NOT },
    { { "2026-03-20", "2026-03-21" }, { "passed", "passed" }, "live_check", NOT }, /* tomorrow */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;

      add_record (plan, "workflow", "w1", "name", "Pay", NULL);
      for (guint j = 0; j < 3 && cases[i].dates[j] != NULL; j++)
        add_record (plan, "rehearsal", "r", "workflow_id", "w1", "kind", cases[i].kind, "date",
                    cases[i].dates[j], "outcome", cases[i].outcomes[j], NULL);
      result = judge (plan, HC_GATE_EXIT, "2026-03-20 12:00");
      g_test_message ("live checks, row %u", i);
      assert_verdict (part (result, "hot_paths_stable", "unproven")->verdict, cases[i].want,
                      "live checks");
    }
}

/* ---- misrouting ---- */

/* Of 20 tickets that ended in the window, @wrong went wrong. */
static void
test_misrouting (void)
{
  static const struct
  {
    guint wrong;
    const char *baseline;
    double threshold;
    HcVerdict want;
  } cases[] = {
    { 3, NULL, 0.15, MET },                           /* exactly at the limit */
    { 4, NULL, 0.15, NOT }, { 4, "0.2", 0.2, MET },   /* the baseline is worse */
    { 5, "0.2", 0.2, NOT }, { 3, "0.05", 0.15, MET }, /* the baseline is better */
    { 4, "20", 0.15, NOT },                           /* no share */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcPartResult *p;

      for (guint j = 0; j < 20; j++)
        {
          g_autofree char *opened = g_strdup_printf ("2026-03-%02u 09:00", 2 + j / 4);
          g_autofree char *ended = g_strdup_printf ("2026-03-%02u 15:00", 2 + j / 4);

          add_ticket (plan, opened, ended, HC_STATE_CLOSED, 3);
          if (j < cases[i].wrong)
            plan->columns->flags[j] |= HC_TICKET_FLAG_MISROUTED;
        }
      if (cases[i].baseline != NULL)
        add_record (plan, "baseline", "b", "metric", "misrouting_rate", "value", cases[i].baseline,
                    NULL);
      add_import (plan, "2026-03-06 23:30");
      result = judge (plan, HC_GATE_EXIT, "2026-03-06 23:45");
      p = part (result, "routing_clear", "misrouting");
      g_test_message ("misrouting, row %u: %s", i, p->reason);
      assert_verdict (p->verdict, cases[i].want, "misrouting");
      g_assert_cmpfloat (p->value, ==, cases[i].wrong / 20.0);
      g_assert_cmpfloat (p->threshold, ==, cases[i].threshold);
      g_assert_cmpint (p->n, ==, 20);
      assert_verdict (part (result, "routing_clear", "escalations")->verdict, MET, "escalations");
      g_assert_cmpint (criterion (result, "routing_clear")->verdict, !=, MET);
    }
}

/* The same figures by history and by the matrix: the matrix is weak evidence. */
static void
test_misrouting_matrix (void)
{
  for (guint by_matrix = 0; by_matrix <= 1; by_matrix++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcPartResult *p;

      add_whole_plan (plan, 5);
      for (guint j = 0; j < 40; j++)
        {
          g_autofree char *opened = g_strdup_printf ("2026-03-%02u 09:00", 2 + j / 8);
          g_autofree char *ended = g_strdup_printf ("2026-03-%02u 15:00", 2 + j / 8);

          add_ticket (plan, opened, ended, HC_STATE_CLOSED, 3);
          plan->columns->flags[j] = by_matrix ? HC_TICKET_FLAG_MATRIX_KNOWN
                                              : HC_TICKET_FLAG_ROUTING_KNOWN;
          if (j < 4)
            plan->columns->flags[j] |=
              by_matrix ? HC_TICKET_FLAG_MATRIX_MISROUTED : HC_TICKET_FLAG_MISROUTED;
        }
      add_import (plan, "2026-03-06 23:30");
      result = judge (plan, HC_GATE_EXIT, "2026-03-06 23:45");
      p = part (result, "routing_clear", "misrouting");
      assert_verdict (p->verdict, MET, "misrouting");
      g_assert_cmpfloat (p->value, ==, 0.1);
      g_assert_cmpint (p->n, ==, 40);
      g_assert_cmpint (criterion (result, "routing_clear")->strength, ==,
                       by_matrix ? HC_STRENGTH_WEAK : HC_STRENGTH_MODERATE);
      g_assert_cmpint (strstr (p->reason, "ownership matrix") != NULL, ==, by_matrix);
    }
}

static void
test_routing_unknown (void)
{
  g_autoptr (HcCriteriaInputs) plan = backlog_new ();
  g_autoptr (HcCriteriaResult) result = NULL;

  plan->columns->inputs = HC_INPUT_TICKETS;
  result = judge (plan, HC_GATE_EXIT, "2026-03-27 23:45");
  assert_verdict (part (result, "routing_clear", "misrouting")->verdict, NO, "without groups");
  g_assert_cmpstr (part (result, "routing_clear", "misrouting")->reason, !=, NULL);
}

/* ---- strength and colour ---- */

static void
test_strength (void)
{
  static const struct
  {
    guint n;
    const char *as_of;
    gboolean inferred;
    HcStrength want;
  } cases[] = {
    { 19, "2026-03-06 23:30", FALSE, HC_STRENGTH_WEAK },
    { 20, "2026-03-06 23:30", FALSE, HC_STRENGTH_MODERATE },
    { 60, "2026-03-06 23:30", FALSE, HC_STRENGTH_MODERATE },
    { 100, "2026-03-06 23:30", FALSE, HC_STRENGTH_STRONG },
    { 100, "2026-03-03 23:30", FALSE, HC_STRENGTH_WEAK }, /* two days */
    { 100, "2026-03-06 23:30", TRUE, HC_STRENGTH_WEAK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;

      /* As many ended as stay open, so that both parts have so many cases. */
      for (guint j = 0; j < 2 * cases[i].n; j++)
        add_ticket (plan, "2026-03-02 09:00", j % 2 ? "2026-03-02 15:00" : NULL,
                    j % 2 ? HC_STATE_CLOSED : HC_STATE_OPEN, 3);
      for (guint j = 0; cases[i].inferred && j < plan->columns->n; j++)
        plan->columns->flags[j] |= HC_TICKET_FLAG_END_INFERRED;
      add_import (plan, cases[i].as_of);
      result = judge (plan, HC_GATE_EXIT, cases[i].as_of);
      g_test_message ("strength, row %u", i);
      g_assert_cmpint (criterion (result, "backlog_within_limit")->strength, ==, cases[i].want);
    }
}

static void
test_target_exit (void)
{
  static const struct
  {
    const char *now;
    HcRag want;
  } cases[] = { { "2026-03-16 23:00", HC_RAG_AMBER }, { "2026-03-17 01:00", HC_RAG_RED } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;

      plan->settings.target_exit = day ("2026-03-16");
      result = judge (plan, HC_GATE_EXIT, cases[i].now);
      g_assert_cmpint (result->rag, ==, cases[i].want);
    }
}

/* What verdict_day gets: every complete day of tickets, today for registers. */
static void
test_days_to_store (void)
{
  g_autoptr (HcCriteriaInputs) plan = backlog_new ();
  g_autoptr (HcCriteriaResult) result = judge (plan, HC_GATE_EXIT, "2026-03-28 12:00");
  g_autoptr (GPtrArray) days = hc_criteria_days_to_store (plan, result);
  guint n_age = 0, n_whole = 0, n_checks = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const HcStoredVerdict *row = g_ptr_array_index (days, i);

      n_age += g_str_equal (row->part, "over_limit");
      n_whole += g_str_equal (row->part, "") && g_str_equal (row->code, "backlog_within_limit");
      if (!row->is_register)
        continue;
      g_assert_cmpint (row->day, ==, day ("2026-03-28"));
      n_checks += g_str_equal (row->part, "unproven");
      /* What this version cannot judge was not judged. */
      g_assert_cmpstr (row->code, !=, "deflection_holding");
    }
  g_assert_cmpuint (n_age, ==, 26);
  g_assert_cmpuint (n_whole, ==, 26);
  g_assert_cmpuint (n_checks, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criteria/tickets/backlog", test_backlog);
  g_test_add_func ("/criteria/tickets/backlog-days", test_backlog_days);
  g_test_add_func ("/criteria/tickets/same-as-metrics", test_same_as_metrics);
  g_test_add_func ("/criteria/tickets/holidays", test_holidays);
  g_test_add_func ("/criteria/tickets/files", test_files);
  g_test_add_func ("/criteria/tickets/no-file-in-strip", test_no_file_in_strip);
  g_test_add_func ("/criteria/tickets/since", test_since);
  g_test_add_func ("/criteria/tickets/waiver-and-hold", test_waiver_and_hold);
  g_test_add_func ("/criteria/tickets/critical", test_critical);
  g_test_add_func ("/criteria/tickets/no-priorities", test_no_priorities);
  g_test_add_func ("/criteria/tickets/live-checks", test_live_checks);
  g_test_add_func ("/criteria/tickets/misrouting", test_misrouting);
  g_test_add_func ("/criteria/tickets/misrouting-matrix", test_misrouting_matrix);
  g_test_add_func ("/criteria/tickets/routing-unknown", test_routing_unknown);
  g_test_add_func ("/criteria/tickets/strength", test_strength);
  g_test_add_func ("/criteria/tickets/target-exit", test_target_exit);
  g_test_add_func ("/criteria/tickets/days-to-store", test_days_to_store);
  return g_test_run ();
}
