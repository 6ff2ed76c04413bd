/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people say about tickets, how it is undone, and what counts in the end. */

#include "config.h"

#include <string.h>

#include "catalog-fixture.h"
#include "hc-history.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define TRIAGE                                                                                     \
  "SELECT external_id, issue_id, workflow_id, step_id, cohort_id, cause, how, decided_at, note "   \
  "FROM ticket_triage ORDER BY external_id"
#define BIT(kind) (1u << (kind))

typedef struct
{
  gint64 tickets[4];
  guint n;
  HcTriageChoice choice;
} Set;

static gboolean
run_set (HcDb *db, gpointer data, GError **error)
{
  Set *set = data;

  return hc_triage_set (db, set->tickets, set->n, &set->choice, error);
}

/* ---------------------------------------------------------------- one choice after the other */

static const struct
{
  Set set;
  const char *rows; /* all of the table afterwards */
} steps[] = {
  { { { 1, 2 }, 2, { BIT (HC_LINK_ISSUE), { "i1" }, HC_TRIAGE_BULK, 100 } },
    "INC1|i1|||||bulk|100|\nINC2|i1|||||bulk|100|\n" },
  /* Without the issue the dated decision stays the one about the issue. */
  { { { 1 }, 1, { BIT (HC_LINK_CAUSE), { [HC_LINK_CAUSE] = "policy" }, HC_TRIAGE_CHOICE, 200 } },
    "INC1|i1||||policy|bulk|100|\nINC2|i1|||||bulk|100|\n" },
  /* A step brings its workflow. */
  { { { 2 }, 1, { BIT (HC_LINK_STEP), { [HC_LINK_STEP] = "s12" }, HC_TRIAGE_CHOICE, 201 } },
    "INC1|i1||||policy|bulk|100|\nINC2|i1|w1|s12|||bulk|100|\n" },
  /* Another workflow has other steps; the same one keeps it. */
  { { { 1, 2 }, 2,
      { BIT (HC_LINK_WORKFLOW), { [HC_LINK_WORKFLOW] = "w1" }, HC_TRIAGE_BULK, 202 } },
    "INC1|i1|w1|||policy|bulk|100|\nINC2|i1|w1|s12|||bulk|100|\n" },
  { { { 1, 2 }, 2,
      { BIT (HC_LINK_WORKFLOW), { [HC_LINK_WORKFLOW] = "w2" }, HC_TRIAGE_BULK, 202 } },
    "INC1|i1|w2|||policy|bulk|100|\nINC2|i1|w2||||bulk|100|\n" },
  { { { 2 }, 1, { BIT (HC_LINK_ISSUE), { "i3" }, HC_TRIAGE_SUGGESTION, 300 } },
    "INC1|i1|w2|||policy|bulk|100|\nINC2|i3|w2||||suggestion|300|\n" },
  { { { 2 }, 1,
      { BIT (HC_LINK_WORKFLOW) | BIT (HC_LINK_STEP),
        { [HC_LINK_WORKFLOW] = "w1", [HC_LINK_STEP] = "s11" }, HC_TRIAGE_CHOICE, 301 } },
    "INC1|i1|w2|||policy|bulk|100|\nINC2|i3|w1|s11|||suggestion|300|\n" },
  /* Clearing: the workflow takes its step along; a row that says nothing goes. */
  { { { 2 }, 1, { BIT (HC_LINK_WORKFLOW), { NULL }, HC_TRIAGE_CHOICE, 302 } },
    "INC1|i1|w2|||policy|bulk|100|\nINC2|i3|||||suggestion|300|\n" },
  { { { 2, 3 }, 2, { BIT (HC_LINK_ISSUE), { NULL }, HC_TRIAGE_CHOICE, 303 } },
    "INC1|i1|w2|||policy|bulk|100|\n" },
  { { { 1 }, 1, { BIT (HC_LINK_ISSUE), { NULL }, HC_TRIAGE_CHOICE, 304 } },
    "INC1||w2|||policy|bulk|100|\n" },
  /* No issue: the last decision is the one that is dated. */
  { { { 1 }, 1, { BIT (HC_LINK_COHORT), { [HC_LINK_COHORT] = "c1" }, HC_TRIAGE_GROUP, 305 } },
    "INC1||w2||c1|policy|group|305|\n" },
  { { { 1, 2 }, 2,
      { BIT (HC_N_LINKS) - 1, { "i2", NULL, NULL, NULL, "defect" }, HC_TRIAGE_BULK, 400 } },
    "INC1|i2||||defect|bulk|400|\nINC2|i2||||defect|bulk|400|\n" },
  /* Tickets that are gone are left out. */
  { { { 99, 4 }, 2, { BIT (HC_LINK_ISSUE), { "i4" }, HC_TRIAGE_BULK, 401 } },
    "INC1|i2||||defect|bulk|400|\nINC2|i2||||defect|bulk|400|\nINC4|i4|||||bulk|401|\n" },
};

static void
test_set (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      Set set = steps[i].set;

      g_test_message ("step %u", i);
      hc_test_command (db, "Classify", run_set, &set);
      hc_test_assert_rows (db, TRIAGE, steps[i].rows);
    }
}

/* What is chosen already changes nothing: no step to undo. */
static void
test_same_again (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  Set set = { { 1 }, 1, { BIT (HC_LINK_ISSUE), { "i1" }, HC_TRIAGE_CHOICE, 100 } };
  Set none = { { 5 }, 1, { BIT (HC_LINK_ISSUE), { NULL }, HC_TRIAGE_CHOICE, 100 } };
  g_autoptr (GError) error = NULL;
  gint64 before;

  hc_test_command (db, "Classify", run_set, &set);
  before = hc_test_int (db, "SELECT count (*) FROM history");
  set.choice.now = 500;
  set.choice.how = HC_TRIAGE_BULK;
  hc_history_run (db, "Again", run_set, &set, &error);
  g_assert_no_error (error);
  hc_history_run (db, "Nothing", run_set, &none, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM history"), ==, before);
  hc_test_assert_rows (db, TRIAGE, "INC1|i1|||||choice|100|\n");
}

static const struct
{
  HcTriageChoice choice;
  const char *says;
} refused[] = {
  { { BIT (HC_LINK_ISSUE), { "gone" }, HC_TRIAGE_CHOICE, 1 }, "“Issue” was removed" },
  { { BIT (HC_LINK_STEP), { [HC_LINK_STEP] = "gone" }, HC_TRIAGE_CHOICE, 1 }, "“Step” was removed" },
  { { BIT (HC_LINK_COHORT), { [HC_LINK_COHORT] = "gone" }, HC_TRIAGE_CHOICE, 1 }, "was removed" },
  { { BIT (HC_LINK_WORKFLOW) | BIT (HC_LINK_STEP),
      { [HC_LINK_WORKFLOW] = "w2", [HC_LINK_STEP] = "s11" }, HC_TRIAGE_CHOICE, 1 },
    "“Approve” belongs to another workflow" },
  { { BIT (HC_LINK_CAUSE), { [HC_LINK_CAUSE] = "weather" }, HC_TRIAGE_CHOICE, 1 }, "CHECK" },
};

static void
test_refused (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree gint64 *many = g_new0 (gint64, HC_TRIAGE_BULK_LIMIT + 1);
  HcTriageChoice choice = { BIT (HC_LINK_ISSUE), { "i1" }, HC_TRIAGE_BULK, 1 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      Set set = { { 1, 2 }, 2, refused[i].choice };
      g_autoptr (GError) wrong = NULL;

      g_assert_false (hc_history_run (db, "Classify", run_set, &set, &wrong));
      g_assert_error (wrong, HC_ERROR, HC_ERROR_CONSTRAINT);
      g_assert_nonnull (strstr (wrong->message, refused[i].says));
      hc_test_assert_rows (db, TRIAGE, "");
    }
  g_assert_false (hc_triage_set (db, many, HC_TRIAGE_BULK_LIMIT + 1, &choice, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "rule"));
}

/* ---------------------------------------------------------------- the other commands */

static gboolean
run_issues (HcDb *db, gpointer data, GError **error)
{
  static const gint64 tickets[] = { 4, 1, 99, 5 };
  static const char *const issues[] = { "i3", "i1", "i1", "i3" };

  return hc_triage_set_issues (db, tickets, issues, 4, HC_TRIAGE_SUGGESTION, 700, error);
}

static gboolean
run_bad_issues (HcDb *db, gpointer data, GError **error)
{
  static const gint64 tickets[] = { 4, 1 };
  static const char *const issues[] = { "i3", "gone" };

  return hc_triage_set_issues (db, tickets, issues, 2, HC_TRIAGE_SUGGESTION, 700, error);
}

static void
test_issues (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autoptr (GError) error = NULL;

  hc_test_command (db, "Accept Suggestions", run_issues, NULL);
  hc_test_assert_rows (db, TRIAGE,
                       "INC1|i1|||||suggestion|700|\nINC4|i3|||||suggestion|700|\n"
                       "INC5|i3|||||suggestion|700|\n");
  g_assert_false (hc_history_run (db, "Accept", run_bad_issues, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

static gboolean
run_note (HcDb *db, gpointer note, GError **error)
{
  return hc_triage_set_note (db, 3, note, error);
}

static void
test_note (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  Set set = { { 3 }, 1, { BIT (HC_LINK_ISSUE), { "i2" }, HC_TRIAGE_CHOICE, 10 } };

  hc_test_command (db, "Note", run_note, (gpointer) "Called back");
  hc_test_assert_rows (db, TRIAGE, "INC3||||||choice||Called back\n");
  hc_test_command (db, "Classify", run_set, &set);
  hc_test_assert_rows (db, TRIAGE, "INC3|i2|||||choice|10|Called back\n");
  set.choice.value[HC_LINK_ISSUE] = NULL;
  hc_test_command (db, "Clear", run_set, &set);
  hc_test_assert_rows (db, TRIAGE, "INC3||||||choice||Called back\n");
  hc_test_command (db, "Note", run_note, (gpointer) "");
  hc_test_assert_rows (db, TRIAGE, "");
}

/* ---------------------------------------------------------------- what counts */

/* “person i1 HC-001 …; …” of the kinds that have one. */
static char *
describe (HcDb *db, gint64 ticket)
{
  static const char *const sources[] = { "-", "person", "issue", "rule", "match" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcTicketLinks) links = hc_ticket_links_load (db, ticket, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (links->link[i].source != HC_LINK_FROM_NOTHING)
      g_string_append_printf (out, "%s %s %s; ", sources[links->link[i].source], links->link[i].id,
                              links->link[i].text);
    else
      g_assert_null (links->link[i].id);
  return g_string_free (out, FALSE);
}

static void
assert_counts (HcDb *db, gint64 ticket, const char *expected)
{
  g_autofree char *text = describe (db, ticket);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_explained (HcDb *db, gint64 ticket, HcLinkKind kind, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcTicketLinks) links = hc_ticket_links_load (db, ticket, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = hc_ticket_links_explain (links, kind);
  g_assert_cmpstr (text, ==, expected);
}

static void
set_one (HcDb *db, gint64 ticket, HcLinkKind kind, const char *value, HcTriageHow how)
{
  Set set = { { ticket }, 1, { BIT (kind), { NULL }, how, 1000 } };
  g_autoptr (GError) error = NULL;

  set.choice.value[kind] = value;
  hc_history_run (db, "Classify", run_set, &set, &error);
  g_assert_no_error (error);
}

static void
test_what_counts (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *first = catalog_add_rule (db, "", "word approver > i1 - - - -");
  g_autofree char *second = catalog_add_rule (db, "Fails", "contains fail > i3 w2 s21 c1 defect");
  g_autofree char *third = catalog_add_rule (db, "Print", "starts print > i2 w1 s12 - policy");

  g_assert_true (catalog_refresh (db));
  assert_counts (db, 9, "");
  assert_counts (db, 6, "match c2 Berlin; ");
  assert_explained (db, 6, HC_LINK_COHORT, "Its values are those of the cohort.");
  assert_explained (db, 6, HC_LINK_ISSUE, NULL);

  /* The issue says more than the rule. */
  assert_counts (db, 1, "rule i1 HC-001 No approver; issue w1 Purchase; issue s11 Approve; "
                        "issue access Access; ");
  assert_explained (db, 1, HC_LINK_ISSUE, "Linked by rule 1.");
  assert_explained (db, 1, HC_LINK_STEP, "Said by the issue “HC-001 No approver”.");
  assert_counts (db, 4, "rule i3 HC-003 Login; rule w2 Output; rule s21 Print; rule c1 Buyers; "
                        "rule defect Defect; ");
  assert_explained (db, 4, HC_LINK_CAUSE, "Linked by rule 2 “Fails”.");
  /* The issue's workflow, the rule's step and cause: each on its own. */
  assert_counts (db, 8, "rule i2 HC-002 Print; issue w2 Output; rule s12 Post; match c2 Berlin; "
                        "rule policy Policy; ");
  assert_counts (db, 7, "rule i1 HC-001 No approver; issue w1 Purchase; issue s11 Approve; "
                        "rule c1 Buyers; issue access Access; ");

  /* A person's choice goes before all. */
  set_one (db, 4, HC_LINK_ISSUE, "i4", HC_TRIAGE_SUGGESTION);
  set_one (db, 4, HC_LINK_STEP, "s11", HC_TRIAGE_CHOICE);
  set_one (db, 4, HC_LINK_COHORT, "c2", HC_TRIAGE_CHOICE);
  assert_counts (db, 4, "person i4 Nameless; person w1 Purchase; person s11 Approve; "
                        "person c2 Berlin; rule defect Defect; ");
  assert_explained (db, 4, HC_LINK_ISSUE, "A suggestion that was accepted.");
  g_assert_false (catalog_refresh (db));
  assert_explained (db, 4, HC_LINK_ISSUE, "A suggestion that was accepted.");
  set_one (db, 4, HC_LINK_ISSUE, NULL, HC_TRIAGE_CHOICE);
  assert_explained (db, 4, HC_LINK_ISSUE, "Linked by rule 2 “Fails”.");
}

static void
test_gone (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (hc_ticket_links_load (db, 99, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

/* An issue that is deleted says nothing any more, even before the rules were run again. */
static void
test_deleted_issue (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *rule = catalog_add_rule (db, "", "word approver > i1 - - c1 -");

  catalog_refresh (db);
  set_one (db, 3, HC_LINK_ISSUE, "i1", HC_TRIAGE_CHOICE);
  hc_test_sql (db, "Delete", "DELETE FROM issue WHERE id = 'i1'");
  assert_counts (db, 1, "rule c1 Buyers; ");
  assert_counts (db, 3, "");
  g_assert_true (catalog_refresh (db));
  assert_counts (db, 1, "");
  hc_history_undo (db, NULL, NULL);
  g_assert_true (catalog_refresh (db));
  assert_counts (db, 1, "rule i1 HC-001 No approver; issue w1 Purchase; issue s11 Approve; "
                        "rule c1 Buyers; issue access Access; ");
}

static void
test_texts (void)
{
  static const gint64 tickets[] = { 9, 1, 4, 99, 1 };
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *rule = catalog_add_rule (db, "", "word approver > i1 - - - -");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  catalog_refresh (db);
  set_one (db, 4, HC_LINK_ISSUE, "i4", HC_TRIAGE_CHOICE);
  texts = hc_triage_issue_texts (db, tickets, G_N_ELEMENTS (tickets), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, 5);
  g_assert_null (texts->pdata[0]);
  g_assert_cmpstr (texts->pdata[1], ==, "HC-001 No approver");
  g_assert_cmpstr (texts->pdata[2], ==, "Nameless");
  g_assert_null (texts->pdata[3]);
  g_assert_cmpstr (texts->pdata[4], ==, "HC-001 No approver");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/triage/set", test_set);
  g_test_add_func ("/triage/same-again", test_same_again);
  g_test_add_func ("/triage/refused", test_refused);
  g_test_add_func ("/triage/issues", test_issues);
  g_test_add_func ("/triage/note", test_note);
  g_test_add_func ("/triage/what-counts", test_what_counts);
  g_test_add_func ("/triage/gone", test_gone);
  g_test_add_func ("/triage/deleted-issue", test_deleted_issue);
  g_test_add_func ("/triage/texts", test_texts);
  return g_test_run ();
}
