/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine: combining, waivers, readiness, colours, past days, what is stored. */

#include "config.h"

#include <math.h>

#include "criteria-launch.h"
#include "hc-criteria-private.h"
#include "hc-error.h"
#include "hc-workflow-score.h"

#define MET HC_VERDICT_MET
#define NOT HC_VERDICT_NOT_MET
#define FEW HC_VERDICT_INSUFFICIENT_DATA
#define NO HC_VERDICT_NOT_MEASURABLE

static void
test_combine (void)
{
  static const struct
  {
    guint n;
    HcVerdict parts[3];
    HcVerdict want;
  } cases[] = {
    { 0, { 0 }, FEW },
    { 1, { MET }, MET },
    { 2, { MET, FEW }, FEW },
    { 2, { FEW, NO }, NO },
    { 3, { MET, NO, NOT }, NOT },
    { 3, { FEW, NO, MET }, NO },
    { 3, { MET, MET, MET }, MET },
    { 2, { NOT, MET }, NOT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_verdict (hc_verdict_combine (cases[i].parts, cases[i].n), cases[i].want,
                    "the combination");
}

/* ---- nothing is met ---- */

static void
test_empty (void)
{
  static const char *const nows[] = { "2026-02-20 12:00", "2026-03-20 12:00" };
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");

  for (guint gate = 0; gate < HC_N_GATES; gate++)
    for (guint i = 0; i < G_N_ELEMENTS (nows); i++)
      {
        g_autoptr (HcCriteriaResult) result = judge (plan, (HcGateKind) gate, nows[i]);

        g_assert_cmpuint (result->criteria->len, ==, gate == HC_GATE_EXIT ? 8 : 7);
        g_assert_cmpuint (result->of, ==, result->criteria->len);
        g_assert_cmpuint (result->done, ==, 0);
        assert_verdict (result->verdict, NOT, "an empty gate");
        g_assert_cmpint (result->rag, ==,
                         gate == HC_GATE_GO_LIVE && i == 1 ? HC_RAG_RED : HC_RAG_AMBER);
        for (guint j = 0; j < result->criteria->len; j++)
          {
            const HcCriterionResult *c = g_ptr_array_index (result->criteria, j);

            g_assert_cmpint (c->verdict, !=, HC_VERDICT_MET);
            g_assert_cmpstr (c->reason, !=, "");
            for (guint k = 0; k < c->parts->len; k++)
              g_assert_nonnull (((HcPartResult *) g_ptr_array_index (c->parts, k))->reason);
          }
      }
}

/* Imports without a ticket, and tickets without a complete day, are too little as well. */
static void
test_no_tickets (void)
{
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) none = NULL;
  g_autoptr (HcCriteriaResult) early = NULL;

  add_import (plan, "2026-03-02 12:00");
  none = judge (plan, HC_GATE_EXIT, "2026-03-02 12:00");
  assert_verdict (criterion (none, "backlog_within_limit")->verdict, FEW, "no ticket");
  add_ticket (plan, "2026-03-02 09:00", NULL, HC_STATE_OPEN, 3);
  early = judge (plan, HC_GATE_EXIT, "2026-03-02 12:00");
  assert_verdict (criterion (early, "backlog_within_limit")->verdict, FEW, "no complete day");
  assert_verdict (part (early, "hot_paths_stable", "open_p1")->verdict, FEW, "no complete day");
  g_assert_cmpint (criterion (early, "backlog_within_limit")->strength, ==, HC_STRENGTH_NONE);
}

/* ---- go-live ---- */

static void
test_whole_plan (void)
{
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) result = NULL;

  add_whole_plan (plan, 7);
  result = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *c = g_ptr_array_index (result->criteria, i);

      assert_verdict (c->verdict, MET, c->code);
      g_assert_cmpint (c->strength, ==, HC_STRENGTH_COMPLETE);
      g_assert_cmpuint (c->missing->len, ==, 0);
      g_assert_cmpint (c->since, ==, day ("2026-02-27"));
    }
  assert_verdict (result->verdict, MET, "the go-live gate");
  g_assert_cmpuint (result->done, ==, 7);
  g_assert_cmpint (result->rag, ==, HC_RAG_GREEN);
}

/* Every field that go-live asks for is really asked for. */
static void
test_missing_pieces (void)
{
  static const struct
  {
    const char *type;
    const char *id;
    const char *field;
    const char *value;
    const char *code;
    const char *part;
  } cases[] = {
    { "workflow", "w3", "owner_person_id", NULL, "hot_paths_defined", "undefined" },
    { "workflow", "w3", "target", NULL, "hot_paths_defined", "undefined" },
    { "workflow", "w3", "success_metric", NULL, "hot_paths_defined", "undefined" },
    { "workflow", "w3", "volume", NULL, "hot_paths_defined", "undefined" },
    { "workflow_cohort", "c2", "workflow_id", "w3", "hot_paths_defined", "undefined" },
    { "workflow_step", "s2", "workflow_id", "w3", "hot_paths_defined", "undefined" },
    { "failure_point", "f2", "step_id", "s3", "hot_paths_defined", "undefined" },
    { "duty", "access", "area", "other", "duties_assigned", "rows" },
    { "duty", "d-w1", "workflow_id", NULL, "duties_assigned", "rows" },
    { "duty_role", "access-a", "letter", "C", "duties_assigned", "unassigned" },
    { "duty_role", "access-r", "letter", "A", "duties_assigned", "unassigned" },
    { "escalation_level", "e1", "person_id", NULL, "contacts_complete", "blank_contacts" },
    { "escalation_level", "e1", "duty_id", "access", "contacts_complete", "without_path" },
    { "person", "p1", "email", NULL, "contacts_complete", "people" },
    { "baseline", "misrouting_rate", "value", "12", "baselines_entered", "metrics" },
    { "baseline", "inflow", "metric", "reopened", "baselines_entered", "metrics" },
    { "workflow", "w3", "baseline", NULL, "baselines_entered", "hot_paths" },
    { "failure_point", "f2", "asset_status", "in_review", "content_ready", "without_asset" },
    { "failure_point", "f2", "prepared_asset", NULL, "content_ready", "without_asset" },
    { "workflow", "w3", "likelihood", "5", NULL, NULL }, /* 45: below the limit */
    { "communication", "m1", "sender", NULL, "communications_planned", "unplanned" },
    { "communication", "m1", "channel", NULL, "communications_planned", "unplanned" },
    { "communication", "m1", "planned_on", NULL, "communications_planned", "unplanned" },
    { "communication", "m1", "cohort_id", "k2", "communications_planned", "cohorts" },
    { "communication", "m1", "cohort_id", NULL, NULL, NULL }, /* to everybody */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;
      GPtrArray *records;
      gboolean found = FALSE;

      add_whole_plan (plan, 6);
      records = hc_criteria_inputs_register (plan, cases[i].type);
      for (guint j = 0; j < records->len; j++)
        if (g_strcmp0 (((HcRecordData *) g_ptr_array_index (records, j))->id, cases[i].id) == 0)
          {
            hc_record_data_set (g_ptr_array_index (records, j), cases[i].field, cases[i].value);
            found = TRUE;
          }
      g_assert_true (found);
      result = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
      if (cases[i].code == NULL)
        {
          assert_verdict (result->verdict, MET, cases[i].field);
          continue;
        }
      assert_verdict (part (result, cases[i].code, cases[i].part)->verdict, NOT, cases[i].part);
      assert_verdict (criterion (result, cases[i].code)->verdict, NOT, cases[i].code);
      g_assert_cmpint (criterion (result, cases[i].code)->strength, ==, HC_STRENGTH_INCOMPLETE);
      g_assert_cmpuint (criterion (result, cases[i].code)->missing->len, >, 0);
      assert_verdict (result->verdict, NOT, "the gate");
    }
}

static void
test_hot_path_count (void)
{
  static const struct
  {
    guint n;
    HcVerdict at_least;
    HcVerdict at_most;
  } cases[] = {
    { 0, NOT, FEW }, { 4, NOT, MET }, { 5, MET, MET }, { 10, MET, MET }, { 11, MET, NOT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;

      add_whole_plan (plan, cases[i].n);
      result = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
      assert_verdict (part (result, "hot_paths_defined", "at_least")->verdict, cases[i].at_least,
                      "at_least");
      g_assert_cmpfloat (part (result, "hot_paths_defined", "at_least")->threshold, ==, 5);
      assert_verdict (part (result, "hot_paths_defined", "at_most")->verdict, cases[i].at_most,
                      "at_most");
    }
}

static void
test_rehearsed (void)
{
  static const struct
  {
    const char *likelihood; /* × 4 × 4 */
    const char *dates[2];
    const char *outcomes[2];
    const char *kind;
    HcVerdict want;
  } cases[] = {
    { "2", { NULL }, { NULL }, NULL, MET },  /* 32 */
    { "3", { NULL }, { NULL }, NULL, NOT },  /* 48: at the limit */
    { NULL, { NULL }, { NULL }, NULL, FEW }, /* may be a high one */
    { "3", { "2026-02-20" }, { "passed" }, "rehearsal", MET },
    { "3", { "2026-02-20" }, { "partly" }, "rehearsal", NOT },
    { "3", { "2026-02-20" }, { NULL }, "rehearsal", NOT },
    { "3", { NULL }, { "passed" }, "rehearsal", NOT },
    { "3", { "2026-02-20" }, { "passed" }, "live_check", NOT },
    { "3", { "2026-02-28" }, { "passed" }, "rehearsal", NOT }, /* tomorrow */
    { "3", { "2026-02-27" }, { "passed" }, "rehearsal", MET }, /* today */
    { "3", { "2026-02-20", "2026-02-24" }, { "passed", "failed" }, "rehearsal", NOT },
    { "3", { "2026-02-24", "2026-02-20" }, { "passed", "failed" }, "rehearsal", MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;
      HcRecordData *workflow;

      add_whole_plan (plan, 5);
      workflow = g_ptr_array_index (hc_criteria_inputs_register (plan, "workflow"), 0);
      hc_record_data_set (workflow, "impact", "4");
      hc_record_data_set (workflow, "volume", "4");
      hc_record_data_set (workflow, "likelihood", cases[i].likelihood);
      for (guint j = 0; j < 2 && cases[i].kind != NULL; j++)
        add_record (plan, "rehearsal", j == 0 ? "r0" : "r1", "workflow_id", "w0", "kind",
                    cases[i].kind, "date", cases[i].dates[j], "outcome", cases[i].outcomes[j],
                    NULL);
      result = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
      g_test_message ("rehearsed, row %u", i);
      assert_verdict (criterion (result, "rehearsed")->verdict, cases[i].want, "rehearsed");
    }
}

static void
test_none_on_purpose (void)
{
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) before = NULL;
  g_autoptr (HcCriteriaResult) after = NULL;
  GPtrArray *points;

  add_whole_plan (plan, 5);
  points = hc_criteria_inputs_register (plan, "failure_point");
  for (guint i = 0; i < points->len; i++)
    hc_record_data_set (g_ptr_array_index (points, i), "planned_action", "monitor");
  before = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
  assert_verdict (criterion (before, "content_ready")->verdict, FEW, "an empty register");
  g_assert_cmpstr (criterion (before, "content_ready")->register_name, ==, "failure_point");
  g_assert_false (criterion (before, "content_ready")->none_on_purpose);

  g_hash_table_add (plan->none_on_purpose, g_strdup ("failure_point"));
  after = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
  assert_verdict (criterion (after, "content_ready")->verdict, MET, "none, on purpose");
}

/* ---- waivers ---- */

static void
waive (HcCriteriaInputs *plan, const char *code, const char *given, const char *until)
{
  HcWaiver *waiver = g_new0 (HcWaiver, 1);

  waiver->id = g_strdup ("x");
  waiver->gate = HC_GATE_GO_LIVE;
  waiver->code = g_strdup (code);
  waiver->why = g_strdup ("Agreed in the steering committee.");
  waiver->by = g_strdup ("Manager 1");
  waiver->given_at = instant (given);
  waiver->until = until != NULL ? day (until) : HC_DAY_NONE;
  g_ptr_array_add (plan->waivers, waiver);
}

static void
test_waivers (void)
{
  static const struct
  {
    const char *until;
    const char *now;
    HcVerdict want;
    gboolean shown; /* a waiver, valid or run out */
  } cases[] = {
    { NULL, "2026-02-24 12:00", NOT, FALSE }, /* not given yet */
    { NULL, "2026-02-25 12:00", HC_VERDICT_WAIVED, TRUE },
    { NULL, "2027-02-25 12:00", HC_VERDICT_WAIVED, TRUE },
    { "2026-02-27", "2026-02-27 23:59", HC_VERDICT_WAIVED, TRUE }, /* its last day */
    { "2026-02-27", "2026-02-28 00:01", NOT, TRUE },
    { "2026-02-24", "2026-02-25 12:00", NOT, TRUE }, /* ended on the day it was given */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2028-03-01");
      g_autoptr (HcCriteriaResult) result = NULL;
      const HcCriterionResult *c;

      add_whole_plan (plan, 4);
      waive (plan, "hot_paths_defined", "2026-02-25 10:00", cases[i].until);
      result = judge (plan, HC_GATE_GO_LIVE, cases[i].now);
      c = criterion (result, "hot_paths_defined");
      g_test_message ("waivers, row %u", i);
      assert_verdict (c->verdict, cases[i].want, "a waived criterion");
      assert_verdict (c->own_verdict, NOT, "without the waiver");
      g_assert_cmpint (c->waiver != NULL, ==, cases[i].shown);
      g_assert_cmpint (c->waiver != NULL && c->waiver->is_valid, ==, cases[i].want != NOT);
      assert_verdict (result->verdict, cases[i].want == NOT ? NOT : MET, "the gate");
      g_assert_cmpuint (result->done, ==, cases[i].want == NOT ? 6 : 7);
      g_assert_cmpuint (result->of, ==, 7);
    }
}

/* A waiver covers what is not met; what is met stays met. */
static void
test_waiver_of_met (void)
{
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) result = NULL;

  add_whole_plan (plan, 5);
  waive (plan, "hot_paths_defined", "2026-02-25 10:00", NULL);
  result = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
  assert_verdict (criterion (result, "hot_paths_defined")->verdict, MET, "a met criterion");
}

static void
test_optional (void)
{
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) one = NULL;
  g_autoptr (HcCriteriaResult) all = NULL;

  add_whole_plan (plan, 4);
  g_hash_table_add (plan->optional, g_strdup ("hot_paths_defined"));
  one = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
  assert_verdict (one->verdict, MET, "the gate without it");
  assert_verdict (criterion (one, "hot_paths_defined")->verdict, NOT, "the criterion itself");
  g_assert_cmpuint (one->of, ==, 6);
  g_assert_false (criterion (one, "hot_paths_defined")->mandatory);

  for (guint i = 0; hc_criteria_codes (HC_GATE_GO_LIVE)[i] != NULL; i++)
    g_hash_table_add (plan->optional, g_strdup (hc_criteria_codes (HC_GATE_GO_LIVE)[i]));
  all = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
  assert_verdict (all->verdict, FEW, "a gate that asks for nothing");
  g_assert_cmpint (all->rag, !=, HC_RAG_GREEN);
}

/* ---- past days ---- */

/* What the store does after an evaluation. */
static void
keep (HcCriteriaInputs *plan, const HcCriteriaResult *result)
{
  GPtrArray *days = hc_criteria_days_to_store (plan, result);

  g_ptr_array_unref (plan->stored);
  plan->stored = days;
}

static void
test_past (void)
{
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) then = NULL;
  g_autoptr (HcCriteriaResult) recorded = NULL;
  g_autoptr (HcCriteriaResult) unknown = NULL;

  add_whole_plan (plan, 4);
  then = judge (plan, HC_GATE_GO_LIVE, "2026-02-25 12:00");
  keep (plan, then);
  /* The plan is complete now; what it was on that day stays. */
  add_record (plan, "workflow", "w9", "name", "w9", NULL);

  recorded = judge_past (plan, HC_GATE_GO_LIVE, "2026-02-26 00:00");
  assert_verdict (part (recorded, "hot_paths_defined", "at_least")->verdict, NOT, "then");
  g_assert_cmpfloat (part (recorded, "hot_paths_defined", "at_least")->value, ==, 4);
  assert_verdict (part (recorded, "hot_paths_defined", "undefined")->verdict, MET, "then");
  assert_verdict (criterion (recorded, "duties_assigned")->verdict, MET, "then");

  unknown = judge_past (plan, HC_GATE_GO_LIVE, "2026-02-25 00:00");
  for (guint i = 0; i < unknown->criteria->len; i++)
    {
      const HcCriterionResult *c = g_ptr_array_index (unknown->criteria, i);

      assert_verdict (c->verdict, NO, c->code);
      g_assert_cmpuint (c->missing->len, ==, 0);
    }
  {
    g_autoptr (GPtrArray) nothing = hc_criteria_days_to_store (plan, unknown);

    g_assert_cmpuint (nothing->len, ==, 0);
  }
}

/* Registers: the run goes back over recorded days, and starts anew when the rule changed. */
static void
test_since_registers (void)
{
  static const char *const nows[] = { "2026-02-23 12:00", "2026-02-24 12:00", "2026-02-26 12:00" };
  g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
  g_autoptr (HcCriteriaResult) last = NULL;
  g_autoptr (HcCriteriaResult) changed = NULL;

  add_whole_plan (plan, 5);
  for (guint i = 0; i < G_N_ELEMENTS (nows); i++)
    {
      g_autoptr (HcCriteriaResult) result = judge (plan, HC_GATE_GO_LIVE, nows[i]);
      g_autoptr (GPtrArray) days = hc_criteria_days_to_store (plan, result);

      while (days->len > 0)
        g_ptr_array_add (plan->stored, g_ptr_array_steal_index (days, 0));
    }
  last = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
  g_assert_cmpint (criterion (last, "hot_paths_defined")->since, ==, day ("2026-02-23"));
  /* 23, 24, 25 (not recorded), 26. */
  g_assert_cmpuint (criterion (last, "hot_paths_defined")->history->len, ==, 4);
  g_assert_cmpint (
    g_array_index (criterion (last, "hot_paths_defined")->history, HcVerdictDay, 2).kind, ==,
    HC_DAY_NOT_RECORDED);

  set_threshold (plan, "hot_paths_defined.at_most", 9);
  changed = judge (plan, HC_GATE_GO_LIVE, "2026-02-27 12:00");
  assert_verdict (criterion (changed, "hot_paths_defined")->verdict, MET, "with another rule");
  g_assert_cmpint (criterion (changed, "hot_paths_defined")->since, ==, day ("2026-02-27"));
}

/* ---- scores and thresholds ---- */

static void
test_risk (void)
{
  static const struct
  {
    gint64 impact, volume, likelihood;
    guint score;
    HcRiskClass risk;
  } cases[] = {
    { 1, 1, 1, 1, HC_RISK_LOW },      { 1, 4, 4, 16, HC_RISK_LOW },
    { 2, 3, 3, 18, HC_RISK_MEDIUM },  { 3, 3, 5, 45, HC_RISK_MEDIUM },
    { 4, 4, 3, 48, HC_RISK_HIGH },    { 5, 5, 5, 125, HC_RISK_HIGH },
    { 0, 5, 5, 0, HC_RISK_UNKNOWN },  { 5, 6, 5, 0, HC_RISK_UNKNOWN },
    { 5, 5, -1, 0, HC_RISK_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcRiskClass risk;

      g_assert_cmpuint (
        hc_workflow_risk (cases[i].impact, cases[i].volume, cases[i].likelihood, &risk), ==,
        cases[i].score);
      g_assert_cmpint (risk, ==, cases[i].risk);
    }
}

static void
test_defined (void)
{
  g_autoptr (HcRecordData) workflow = hc_record_data_new (hc_record_type ("workflow"));
  HcWorkflowDefined defined = hc_workflow_defined (workflow, 0, 0, 0);

  g_assert_cmpuint (defined.count, ==, 0);
  g_assert_cmpuint (defined.missing, ==, 63);
  defined = hc_workflow_defined (workflow, 1, 2, 3);
  g_assert_cmpuint (defined.count, ==, 3);
  hc_record_data_set (workflow, "owner_team_id", "t1");
  hc_record_data_set (workflow, "impact", "5");
  hc_record_data_set (workflow, "volume", "5");
  defined = hc_workflow_defined (workflow, 1, 2, 3);
  g_assert_cmpuint (defined.missing, ==, HC_WORKFLOW_SCORES | HC_WORKFLOW_METRIC);
  g_assert_cmpuint (defined.count, ==, 4);
}

static void
test_threshold_check (void)
{
  static const struct
  {
    const char *name;
    double value;
    gboolean ok;
  } cases[] = {
    { "routing_clear.misrouting", 0, TRUE },
    { "routing_clear.misrouting", 1, TRUE },
    { "routing_clear.misrouting", 1.01, FALSE },
    { "routing_clear.misrouting", 15, FALSE },
    { "routing_clear.misrouting", NAN, FALSE },
    { "backlog_within_limit.hold", 0, FALSE },
    { "backlog_within_limit.hold", 2.5, FALSE },
    { "backlog_within_limit.hold", 10, TRUE },
    { "backlog_within_limit.backlog_days", 2.5, TRUE },
    { "age_limit_days", 10, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (hc_criterion_threshold_check (cases[i].name, cases[i].value, &error), ==,
                       cases[i].ok);
      g_assert_cmpint (error == NULL, ==, cases[i].ok);
    }
  for (guint i = 0; hc_criterion_thresholds[i].name != NULL; i++)
    {
      const HcCriterionThreshold *t = &hc_criterion_thresholds[i];

      g_assert_true (g_str_has_prefix (t->name, t->code));
      g_assert_nonnull (hc_criterion_title (t->code));
      g_assert_true (hc_criterion_threshold_check (t->name, t->usual, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criteria/combine", test_combine);
  g_test_add_func ("/criteria/empty", test_empty);
  g_test_add_func ("/criteria/no-tickets", test_no_tickets);
  g_test_add_func ("/criteria/whole-plan", test_whole_plan);
  g_test_add_func ("/criteria/missing-pieces", test_missing_pieces);
  g_test_add_func ("/criteria/hot-path-count", test_hot_path_count);
  g_test_add_func ("/criteria/rehearsed", test_rehearsed);
  g_test_add_func ("/criteria/none-on-purpose", test_none_on_purpose);
  g_test_add_func ("/criteria/waivers", test_waivers);
  g_test_add_func ("/criteria/waiver-of-met", test_waiver_of_met);
  g_test_add_func ("/criteria/optional", test_optional);
  g_test_add_func ("/criteria/past", test_past);
  g_test_add_func ("/criteria/since-registers", test_since_registers);
  g_test_add_func ("/criteria/risk", test_risk);
  g_test_add_func ("/criteria/defined", test_defined);
  g_test_add_func ("/criteria/threshold-check", test_threshold_check);
  return g_test_run ();
}
