/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of the exit that rest on the issue catalog, on escalations and on drivers, row by row at
 * their thresholds. */

#include "config.h"

#include <math.h>

#include "criteria-launch.h"

#define MET HC_VERDICT_MET
#define NOT HC_VERDICT_NOT_MET
#define FEW HC_VERDICT_INSUFFICIENT_DATA
#define NO HC_VERDICT_NOT_MEASURABLE

static void
assert_says (HcVerdict got, HcVerdict want, const char *what, guint row)
{
  if (got != want)
    g_error ("%s, row %u is %s, not %s", what, row, hc_verdict_word (got), hc_verdict_word (want));
}

static HcCriteriaInputs *
launch_new (void)
{
  HcCriteriaInputs *plan = plan_new ("2026-03-02");

  plan->groups = hc_driver_groups_new (200);
  return plan;
}

static guint32
add_issue_name (HcCriteriaInputs *plan, const char *name, const char *id)
{
  HcColumns *columns = plan->columns;

  g_ptr_array_add (columns->names[HC_BY_ISSUE], g_strdup (name));
  g_ptr_array_add (columns->ids[HC_BY_ISSUE], g_strdup (id));
  return columns->names[HC_BY_ISSUE]->len - 1;
}

/* ---- registers ---- */

static void
test_issues (void)
{
  static const struct
  {
    const char *state, *action, *person, *due, *severity, *decision, *accepted, *owner, *target;
    HcVerdict blockers, overdue, captured, severe;
  } cases[] = {
    { "new", "escalate", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NOT, MET, NOT, MET },
    { "new", "fix", "p", NULL, "1", NULL, NULL, NULL, NULL, NOT, MET, NOT, NOT },
    { "new", "fix", "p", "2026-03-16", "2", "fix", NULL, "B", "2026-05-01", MET, MET, MET, MET },
    { "new", "fix", "p", "2026-03-15", NULL, "fix", NULL, "B", NULL, MET, NOT, NOT, MET },
    { "new", "fix", NULL, "2026-03-15", NULL, "defer", NULL, NULL, "2026-05-01", NOT, NOT, NOT,
      MET },
    { "new", "deflect", NULL, NULL, "1", "accept", NULL, "B", "2026-05-01", MET, MET, NOT, NOT },
    { "new", "monitor", NULL, NULL, NULL, "accept", "Head", "B", "2026-05-01", MET, MET, MET, MET },
    { "resolved", "fix", NULL, "2026-03-01", "1", NULL, NULL, NULL, NULL, MET, MET, MET, MET },
    { "closed", "escalate", NULL, NULL, "1", NULL, NULL, NULL, NULL, MET, MET, MET, MET },
    /* deferred is no blocker any more, but it remains */
    { "deferred", "escalate", NULL, NULL, "1", NULL, NULL, NULL, NULL, MET, MET, NOT, MET },
    { "deferred", "fix", NULL, NULL, NULL, "defer", NULL, "B", "2026-05-01", MET, MET, MET, MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = launch_new ();
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcCriterionResult *captured;
      HcRecordData *issue
        = add_record (plan, "issue", "i", "code", "HC-001", "title", "Stuck", "state",
                      cases[i].state, "action", cases[i].action, NULL);

      hc_record_data_set (issue, "person_id", cases[i].person);
      hc_record_data_set (issue, "due", cases[i].due);
      hc_record_data_set (issue, "severity", cases[i].severity);
      hc_record_data_set (issue, "decision", cases[i].decision);
      hc_record_data_set (issue, "accepted_by", cases[i].accepted);
      hc_record_data_set (issue, "bau_owner", cases[i].owner);
      hc_record_data_set (issue, "target", cases[i].target);
      result = judge (plan, HC_GATE_EXIT, "2026-03-16 12:00");
      assert_says (part (result, "blockers_owned", "blockers")->verdict, cases[i].blockers,
                      "blockers", i);
      assert_says (part (result, "blockers_owned", "overdue")->verdict, cases[i].overdue,
                      "overdue", i);
      assert_says (part (result, "backlog_captured", "issues")->verdict, cases[i].captured,
                      "captured", i);
      assert_says (part (result, "hot_paths_stable", "severe_issues")->verdict, cases[i].severe,
                      "severe", i);
      captured = criterion (result, "backlog_captured");
      g_assert_cmpuint (captured->missing->len, ==, cases[i].captured == NOT ? 1 : 0);
      if (captured->missing->len > 0)
        {
          const HcMissing *missing = captured->missing->pdata[0];

          g_assert_cmpstr (missing->page, ==, "catalog");
          g_assert_cmpstr (missing->id, ==, "i");
        }
    }
}

/* None, on purpose: never without an import. */
static void
test_empty (void)
{
  static const struct
  {
    gboolean imported, on_purpose;
    HcVerdict want;
  } cases[] = {
    { FALSE, FALSE, FEW }, { FALSE, TRUE, FEW }, { TRUE, FALSE, FEW }, { TRUE, TRUE, MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = launch_new ();
      g_autoptr (HcCriteriaResult) result = NULL;

      if (cases[i].imported)
        add_import (plan, "2026-03-06 23:30");
      if (cases[i].on_purpose)
        g_hash_table_add (plan->none_on_purpose, g_strdup ("issue"));
      result = judge (plan, HC_GATE_EXIT, "2026-03-16 12:00");
      assert_says (criterion (result, "blockers_owned")->verdict, cases[i].want, "blockers", i);
      assert_says (criterion (result, "backlog_captured")->verdict, cases[i].want, "backlog", i);
      g_assert_cmpstr (criterion (result, "backlog_captured")->register_name, ==, "issue");
    }
}

static void
test_escalations (void)
{
  static const struct
  {
    const char *due, *acknowledged, *resolved;
    HcVerdict want;
  } cases[] = {
    { NULL, NULL, NULL, MET },
    { "2026-03-16 12:00", NULL, NULL, MET }, /* exactly at its limit */
    { "2026-03-16 11:59", NULL, NULL, NOT },
    { "2026-03-16 11:59", "2026-03-16 12:00", NULL, MET },
    { "2026-03-16 11:59", NULL, "2026-03-16 12:00", MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = launch_new ();
      g_autoptr (HcCriteriaResult) result = NULL;
      HcRecordData *escalation = add_record (plan, "escalation", "e", "title", "Stuck", NULL);
      const struct
      {
        const char *field, *at;
      } instants[] = { { "due_at", cases[i].due },
                       { "acknowledged_at", cases[i].acknowledged },
                       { "resolved_at", cases[i].resolved } };

      for (guint j = 0; j < G_N_ELEMENTS (instants); j++)
        if (instants[j].at != NULL)
          {
            g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, instant (instants[j].at));

            hc_record_data_set (escalation, instants[j].field, text);
          }
      result = judge (plan, HC_GATE_EXIT, "2026-03-16 12:00");
      assert_says (part (result, "routing_clear", "escalations")->verdict, cases[i].want,
                      "escalations", i);
      g_assert_cmpint (result->rag, ==, cases[i].want == NOT ? HC_RAG_RED : HC_RAG_AMBER);
    }
}

/* ---- issues that bring urgent tickets again ---- */

/* Is the issue “i” named among what is missing, with its tickets? */
static void
assert_lists_issue (const HcCriterionResult *result, gboolean is_listed)
{
  guint n = 0;

  for (guint i = 0; i < result->missing->len; i++)
    {
      const HcMissing *missing = result->missing->pdata[i];

      if (g_strcmp0 (missing->type, "issue") != 0 || g_strcmp0 (missing->id, "i") != 0)
        continue;
      g_assert_true (g_str_has_prefix (missing->text, "“HC-001 Stuck” brought "));
      n++;
    }
  g_assert_cmpuint (n, ==, is_listed ? 1 : 0);
}

static void
test_urgent (void)
{
  static const struct
  {
    const char *opened[3];
    int priority[3];
    HcStateClass state;
    double threshold; /* 0: usual */
    HcVerdict want;
  } cases[] = {
    { { "2026-03-09 09:00", "2026-03-13 09:00" }, { 2, 1 }, HC_STATE_OPEN, 0, NOT },
    { { "2026-03-09 09:00", "2026-03-13 09:00" }, { 2, 3 }, HC_STATE_OPEN, 0, MET },
    { { "2026-03-06 09:00", "2026-03-13 09:00" }, { 2, 1 }, HC_STATE_OPEN, 0, MET }, /* before */
    { { "2026-03-13 09:00", "2026-03-14 09:00" }, { 1, 1 }, HC_STATE_OPEN, 0, MET }, /* Saturday */
    { { "2026-03-12 09:00", "2026-03-13 09:00" }, { 1, 1 }, HC_STATE_CANCELLED, 0, MET },
    { { "2026-03-12 09:00", "2026-03-13 09:00" }, { 1, 1 }, HC_STATE_OPEN, 3, MET },
    { { "2026-03-11 09:00", "2026-03-12 09:00", "2026-03-13 09:00" }, { 1, 2, 2 }, HC_STATE_OPEN, 3,
      NOT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = launch_new ();
      g_autoptr (HcCriteriaResult) result = NULL;
      guint32 issue = add_issue_name (plan, "HC-001 Stuck", "i");
      const HcPartResult *p;

      for (guint j = 0; j < 3 && cases[i].opened[j] != NULL; j++)
        {
          gboolean cancelled = cases[i].state == HC_STATE_CANCELLED;

          add_ticket (plan, cases[i].opened[j], cancelled ? "2026-03-14 10:00" : NULL,
                      cases[i].state, cases[i].priority[j]);
          plan->columns->dim[HC_BY_ISSUE][j] = issue;
        }
      if (cases[i].threshold > 0)
        set_threshold (plan, "hot_paths_stable.urgent", cases[i].threshold);
      add_import (plan, "2026-03-14 23:30");
      result = judge (plan, HC_GATE_EXIT, "2026-03-14 23:45");
      p = part (result, "hot_paths_stable", "repeat_issues");
      assert_says (p->verdict, cases[i].want, "urgent", i);
      g_assert_cmpfloat (p->value, ==, cases[i].want == NOT ? 1 : 0);
      assert_lists_issue (criterion (result, "hot_paths_stable"), cases[i].want == NOT);
    }
}

static void
test_unlinked (void)
{
  g_autoptr (HcCriteriaInputs) plan = launch_new ();
  g_autoptr (HcCriteriaResult) result = NULL;

  add_ticket (plan, "2026-03-02 09:00", NULL, HC_STATE_OPEN, 1);
  add_import (plan, "2026-03-06 23:30");
  result = judge (plan, HC_GATE_EXIT, "2026-03-06 23:45");
  assert_says (part (result, "hot_paths_stable", "repeat_issues")->verdict, NO, "unlinked", 0);
}

/* ---- drivers ---- */

/* One issue, so many tickets on each of the working days from 2 March; judged after the last. */
static HcCriteriaInputs *
drivers_new (const guint *per_day, guint n_days)
{
  HcCriteriaInputs *plan = launch_new ();
  guint32 issue = add_issue_name (plan, "HC-001 Stuck", "i");
  guint row = 0;

  add_record (plan, "issue", "i", "code", "HC-001", "title", "Stuck", NULL);
  for (guint i = 0; i < n_days; i++)
    for (guint j = 0; j < per_day[i]; j++, row++)
      {
        g_autofree char *opened
          = g_strdup_printf ("2026-03-%02u 09:%02u", 2 + i / 5 * 7 + i % 5, j);

        add_ticket (plan, opened, NULL, HC_STATE_OPEN, 3);
        plan->columns->dim[HC_BY_ISSUE][row] = issue;
      }
  return plan;
}

static void
judge_at_end (HcCriteriaInputs *plan, guint n_days, HcCriteriaResult **out)
{
  g_autofree char *as_of
    = g_strdup_printf ("2026-03-%02u 23:30", 2 + (n_days - 1) / 5 * 7 + (n_days - 1) % 5);
  g_autofree char *now = g_strdup_printf ("%.10s 23:45", as_of);

  add_import (plan, as_of);
  *out = judge (plan, HC_GATE_EXIT, now);
}

static void
test_drivers (void)
{
  static const struct
  {
    guint per_day[15];
    guint n_days;
    const char *state, *action, *due, *level;
    double share; /* 0: usual */
    HcVerdict want;
  } cases[] = {
    /* (a) falling */
    { { 4, 5, 4, 5, 4, 1, 2, 1, 1, 2 }, 10, "new", NULL, NULL, NULL, 0, MET },
    /* neither falling nor rising, and nobody holds it */
    { { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 }, 10, "new", NULL, NULL, NULL, 0, NOT },
    /* (c) not rising and held */
    { { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 }, 10, "resolved", NULL, NULL, NULL, 0, MET },
    { { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 }, 10, "new", "escalate", "2026-03-13", NULL, 0, MET },
    { { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 }, 10, "new", "escalate", "2026-03-12", NULL, 0, NOT },
    { { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 }, 10, "new", "deflect", "2026-03-13", NULL, 0, NOT },
    /* rising: held or not */
    { { 1, 1, 1, 1, 1, 4, 5, 4, 5, 4 }, 10, "resolved", NULL, NULL, NULL, 0, NOT },
    /* (b) below its level in BAU, not at it; and small against its highest */
    { { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 }, 10, "new", NULL, NULL, "11", 0, MET },
    { { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 }, 10, "new", NULL, NULL, "10", 0, NOT },
    { { 9, 9, 9, 9, 9, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1 }, 15, "new", NULL, NULL, NULL, 0, MET },
    { { 8, 8, 8, 8, 8, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1 }, 15, "new", NULL, NULL, NULL, 0, NOT },
    { { 8, 8, 8, 8, 8, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1 }, 15, "new", NULL, NULL, NULL, 0.21, MET },
    /* too few days, too few tickets */
    { { 9, 9, 9, 9, 9, 1, 1, 1, 1 }, 9, "resolved", NULL, NULL, NULL, 0, FEW },
    { { 1, 1, 1, 1, 0, 1, 1, 1, 1, 1 }, 10, "resolved", NULL, NULL, NULL, 0, FEW },
    { { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 10, "resolved", NULL, NULL, NULL, 0, MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = drivers_new (cases[i].per_day, cases[i].n_days);
      g_autoptr (HcCriteriaResult) result = NULL;
      HcRecordData *issue = hc_criteria_inputs_register (plan, "issue")->pdata[0];
      const HcCriterionResult *c;

      hc_record_data_set (issue, "state", cases[i].state);
      hc_record_data_set (issue, "action", cases[i].action);
      hc_record_data_set (issue, "person_id", "p");
      hc_record_data_set (issue, "due", cases[i].due);
      hc_record_data_set (issue, "bau_level", cases[i].level);
      if (cases[i].share > 0)
        set_threshold (plan, "drivers_declining.small", cases[i].share);
      judge_at_end (plan, cases[i].n_days, &result);
      c = criterion (result, "drivers_declining");
      g_test_message ("drivers, row %u: %s", i, c->reason);
      assert_says (c->verdict, cases[i].want, "drivers", i);
      g_assert_cmpuint (c->missing->len, ==, cases[i].want == MET || cases[i].n_days < 10 ? 0 : 1);
    }
}

/* A past day that hinges on what was decided keeps what was said on it; others are reckoned. */
static void
test_past_drivers (void)
{
  static const guint flat[] = { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 };
  static const guint falling[] = { 9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 1, 1 };
  static const struct
  {
    const guint *per_day;
    int stored; /* −1: nothing */
    HcVerdict want;
  } cases[] = {
    { flat, -1, FEW }, { flat, MET, MET }, { flat, NOT, NOT }, { falling, -1, MET },
    { falling, NOT, MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = drivers_new (cases[i].per_day, G_N_ELEMENTS (flat));
      g_autoptr (HcCriteriaResult) result = NULL;
      HcRecordData *issue = hc_criteria_inputs_register (plan, "issue")->pdata[0];

      hc_record_data_set (issue, "state", "closed"); /* today */
      if (cases[i].stored >= 0)
        {
          HcStoredVerdict *row = g_new0 (HcStoredVerdict, 1);

          row->day = day ("2026-03-13");
          row->gate = HC_GATE_EXIT;
          row->code = g_strdup ("drivers_declining");
          row->part = g_strdup ("drivers");
          row->verdict = (HcVerdict) cases[i].stored;
          row->passes = row->verdict == MET;
          g_ptr_array_add (plan->stored, row);
        }
      add_import (plan, "2026-03-17 23:30");
      result = judge_past (plan, HC_GATE_EXIT, "2026-03-13 23:30");
      assert_says (criterion (result, "drivers_declining")->verdict, cases[i].want, "past", i);
    }
}

/* Without text groups nothing is said about drivers, and what was said stays. */
static void
test_not_looked_at (void)
{
  static const guint per_day[] = { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 };
  g_autoptr (HcCriteriaInputs) plan = drivers_new (per_day, 10);
  g_autoptr (HcCriteriaResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;
  HcStoredVerdict *row = g_new0 (HcStoredVerdict, 1);
  guint n = 0;

  row->day = day ("2026-03-05");
  row->gate = HC_GATE_EXIT;
  row->code = g_strdup ("drivers_declining");
  row->part = g_strdup ("drivers");
  row->verdict = NOT;
  g_ptr_array_add (plan->stored, row);
  g_clear_pointer (&plan->groups, hc_driver_groups_free);
  judge_at_end (plan, 10, &result);
  assert_says (criterion (result, "drivers_declining")->verdict, FEW, "not looked at", 0);
  days = hc_criteria_days_to_store (plan, result);
  for (guint i = 0; i < days->len; i++)
    {
      const HcStoredVerdict *kept = days->pdata[i];

      if (!g_str_equal (kept->code, "drivers_declining"))
        continue;
      n++;
      g_assert_cmpint (kept->day, ==, day ("2026-03-05"));
      g_assert_cmpint (kept->verdict, ==, NOT);
    }
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criteria/issues/registers", test_issues);
  g_test_add_func ("/criteria/issues/empty", test_empty);
  g_test_add_func ("/criteria/issues/escalations", test_escalations);
  g_test_add_func ("/criteria/issues/urgent", test_urgent);
  g_test_add_func ("/criteria/issues/unlinked", test_unlinked);
  g_test_add_func ("/criteria/issues/drivers", test_drivers);
  g_test_add_func ("/criteria/issues/past-drivers", test_past_drivers);
  g_test_add_func ("/criteria/issues/not-looked-at", test_not_looked_at);
  return g_test_run ();
}
