/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the method says about issues and escalations, row by row. */

#include "config.h"

#include "hc-escalation.h"
#include "hc-issue.h"

static HcRecordData *
record (const char *type, const char *const *values)
{
  HcRecordData *self = hc_record_data_new (hc_record_type (type));

  for (guint i = 0; values[i] != NULL; i += 2)
    hc_record_data_set (self, values[i], values[i + 1]);
  return self;
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *kind, *action;
  } cases[] = {
    { "navigation", "deflect" },        { "field_guidance", "deflect" },
    { "upload_rules", "deflect" },      { "approval_step", "deflect" },
    { "standard_recovery", "deflect" }, { "known_workaround", "deflect" },
    { "how_do_i", "deflect" },          { "access_failure", "escalate" },
    { "incorrect_permission", "escalate" }, { "configuration_defect", "fix" },
    { "broken_integration", "fix" },    { "missing_approval_routing", "escalate" },
    { "system_error", "fix" },          { "compliance_sensitive", "escalate" },
    { "policy_decision", "escalate" },  { "data_migration", "fix" },
  };
  const HcRecordType *type = hc_record_type ("issue");
  const HcField *field = &type->fields[hc_record_type_field (type, "kind")];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_question = g_str_equal (cases[i].action, "deflect");
      g_autoptr (HcRecordData) issue = record (
        "issue", (const char *[]){ "kind", cases[i].kind, "action", "deflect", NULL });
      g_autofree char *warning = hc_issue_action_warning (issue);

      g_test_message ("%s", cases[i].kind);
      g_assert_cmpstr (hc_issue_proposed_action (cases[i].kind), ==, cases[i].action);
      g_assert_cmpint (hc_issue_kind_is_question (cases[i].kind), ==, is_question);
      g_assert_cmpint (warning == NULL, ==, is_question);
      hc_record_data_set (issue, "action", cases[i].action);
      g_assert_null (hc_issue_action_warning (issue));
    }
  /* no kind of the record type is left out */
  while (field->choices[n].word != NULL)
    g_assert_nonnull (hc_issue_proposed_action (field->choices[n++].word));
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases));
  g_assert_null (hc_issue_proposed_action (NULL));
  g_assert_false (hc_issue_kind_is_question (NULL));
}

static void
test_broad (void)
{
  static const struct
  {
    const char *title;
    gboolean broad;
  } cases[] = {
    { "Training issue", TRUE },
    { "user error", TRUE },
    { "USER ERRORS!", TRUE },
    { "Issues with the system", TRUE },
    { "Misc. / other", TRUE },
    { "How-to question", TRUE },
    { "Schulungsproblem", TRUE },
    { "Anwenderfehler", TRUE },
    { "Störung", TRUE },
    { "STÖRUNGEN im System", TRUE },
    { "Frage zur Bedienung", TRUE },
    { "Training issue: cost centre is not found", FALSE },
    { "Invoice is rejected", FALSE },
    { "User cannot approve", FALSE },
    { "Benutzer findet die Kostenstelle nicht", FALSE },
    { "the", FALSE },
    { "", FALSE },
    { "…", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].title);
      g_assert_cmpint (hc_issue_is_too_broad (cases[i].title, NULL), ==, cases[i].broad);
      g_assert_cmpint (hc_issue_is_too_broad (cases[i].title, ""), ==, cases[i].broad);
      g_assert_false (hc_issue_is_too_broad (cases[i].title, "step"));
    }
}

static void
test_disposition (void)
{
  static const struct
  {
    const char *state, *action, *person, *due, *expected;
    gboolean is_open;
  } cases[] = {
    { "new", NULL, NULL, NULL, NULL, TRUE },
    { "resolved", NULL, NULL, NULL, "resolved", FALSE },
    { "closed", "escalate", NULL, NULL, "resolved", FALSE },
    { "deferred", NULL, NULL, NULL, NULL, FALSE },
    { "in_progress", "escalate", "ann", "2026-03-10", "escalated", TRUE },
    { "retest", "fix", "ann", "2026-03-11", "escalated", TRUE },
    { "in_progress", "escalate", "ann", "2026-03-09", NULL, TRUE },
    { "in_progress", "escalate", NULL, "2026-03-11", NULL, TRUE },
    { "in_progress", "escalate", "ann", NULL, NULL, TRUE },
    { "in_progress", "deflect", "ann", "2026-03-11", NULL, TRUE },
    { "waiting_vendor", "monitor", "ann", "2026-03-11", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcRecordData) issue = record ("issue", (const char *[]){ "state", cases[i].state, NULL });

      hc_record_data_set (issue, "action", cases[i].action);
      hc_record_data_set (issue, "person_id", cases[i].person);
      hc_record_data_set (issue, "due", cases[i].due);
      g_test_message ("row %u", i);
      g_assert_cmpstr (hc_issue_disposition (issue, hc_day_from_ymd (2026, 3, 10)), ==,
                       cases[i].expected);
      g_assert_cmpint (hc_issue_is_open (issue), ==, cases[i].is_open);
    }
}

static void
test_missing (void)
{
  g_autoptr (HcRecordData) issue = hc_record_data_new (hc_record_type ("issue"));
  g_autoptr (GPtrArray) all = hc_issue_missing (issue, 0);
  g_autoptr (GPtrArray) none = NULL, one = NULL;
  g_autofree char *names = NULL;

  g_ptr_array_add (all, NULL);
  names = g_strjoinv (", ", (char **) all->pdata);
  g_assert_cmpstr (names, ==,
                   "Workflow, Step, Affected Cohorts, Root Cause, Action, Owner, Metric to Watch");
  hc_record_data_set (issue, "workflow_id", "w");
  hc_record_data_set (issue, "step_id", "s");
  hc_record_data_set (issue, "cause", "access");
  hc_record_data_set (issue, "action", "fix");
  hc_record_data_set (issue, "owner", "itsm");
  hc_record_data_set (issue, "metric", "backlog_age");
  none = hc_issue_missing (issue, 1);
  g_assert_cmpuint (none->len, ==, 0);
  one = hc_issue_missing (issue, 0);
  g_assert_cmpuint (one->len, ==, 1);
}

static void
test_codes (void)
{
  static const struct
  {
    const char *codes[5], *next;
  } cases[] = {
    { { NULL }, "HC-001" },
    { { "HC-001", NULL }, "HC-002" },
    { { "HC-023", "HC-004", NULL }, "HC-024" },
    { { "HC-999", NULL }, "HC-1000" },
    { { "BUG-77", "HC-x", "HC-3a", "HC-", NULL }, "HC-001" },
    { { "HC-12", NULL }, "HC-013" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) issues
        = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
      g_autofree char *next = NULL;

      g_ptr_array_add (issues, hc_record_data_new (hc_record_type ("issue"))); /* without one */
      for (guint j = 0; j < 5 && cases[i].codes[j] != NULL; j++)
        g_ptr_array_add (issues,
                         record ("issue", (const char *[]){ "code", cases[i].codes[j], NULL }));
      next = hc_issue_next_code (issues);
      g_assert_cmpstr (next, ==, cases[i].next);
    }
}

static void
test_escalation (void)
{
  static const struct
  {
    const char *due, *acknowledged, *resolved;
    gint64 now;
    HcEscalationState state;
  } cases[] = {
    { NULL, NULL, NULL, 1000, HC_ESCALATION_WAITING },
    { "1000", NULL, NULL, 1000, HC_ESCALATION_WAITING },
    { "1000", NULL, NULL, 1001, HC_ESCALATION_PAST_LIMIT },
    { "1000", "2000", NULL, 3000, HC_ESCALATION_ACKNOWLEDGED },
    { "1000", NULL, "2000", 3000, HC_ESCALATION_RESOLVED },
    { "1000", "1500", "2000", 3000, HC_ESCALATION_RESOLVED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcRecordData) escalation
        = hc_record_data_new (hc_record_type ("escalation"));

      hc_record_data_set (escalation, "due_at", cases[i].due);
      hc_record_data_set (escalation, "acknowledged_at", cases[i].acknowledged);
      hc_record_data_set (escalation, "resolved_at", cases[i].resolved);
      g_test_message ("row %u", i);
      g_assert_cmpint (hc_escalation_state (escalation, cases[i].now), ==, cases[i].state);
    }
  g_assert_cmpstr (hc_escalation_state_label (HC_ESCALATION_PAST_LIMIT), ==, "Past Its Limit");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue/kinds", test_kinds);
  g_test_add_func ("/issue/broad", test_broad);
  g_test_add_func ("/issue/disposition", test_disposition);
  g_test_add_func ("/issue/missing", test_missing);
  g_test_add_func ("/issue/codes", test_codes);
  g_test_add_func ("/issue/escalation", test_escalation);
  return g_test_run ();
}
