/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every command on issues: done, undone, redone, and what it leaves. */

#include "config.h"

#include "hc-issue-table.h"

#include "hc-record-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "hc-triage-table.h"

#define NOW 1772600000

/* Tickets 1, 2, 3; two issues with a rule, cohorts and an escalation. */
static HcDb *
launch_new (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "UTC");

  hc_test_sql (db, "Plan",
               "INSERT INTO source (id, name) VALUES ('src', 'Desk');"
               "INSERT INTO team (id, name, kind) VALUES ('t', 'Desk', 'support');"
               "INSERT INTO person (id, name) VALUES ('ann', 'Ann'), ('bob', 'Bob');"
               "INSERT INTO cohort (id, name, kind) VALUES ('k1', 'Buyers', 'role'), "
               "('k2', 'Berlin', 'location');"
               "INSERT INTO workflow (id, name) VALUES ('buy', 'Buy'), ('pay', 'Pay');"
               "INSERT INTO workflow_step (id, workflow_id, name) VALUES ('approve', 'buy', "
               "'Approve'), ('run', 'pay', 'Run');"
               "INSERT INTO issue (id, code, title, workflow_id, symptom, created_at, rank) VALUES "
               "('a', 'HC-001', 'No approver', 'buy', '', 200, 'b');"
               "INSERT INTO issue (id, code, title, workflow_id, step_id, symptom, person_id, "
               "is_known_error, created_at, rank) VALUES ('b', 'HC-007', 'Stuck', 'buy', 'approve', "
               "'It hangs', 'ann', 1, 100, 'c');"
               "INSERT INTO issue_cohort (id, issue_id, cohort_id) VALUES ('1', 'a', 'k1'), "
               "('2', 'b', 'k1'), ('3', 'b', 'k2');"
               "INSERT INTO rule (id, name, issue_id) VALUES ('r', 'Rule', 'b');"
               "INSERT INTO escalation (id, issue_id, title, raised_at) VALUES ('e', 'b', 'Stuck', "
               "1);"
               "INSERT INTO ticket_triage (source_id, external_id, issue_id) VALUES "
               "('src', 'INC-9', 'b')");
  return db;
}

typedef struct
{
  const char *id, *other, *title;
  char *created;
} Change;

/* ---- new ---- */

static gboolean
create (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcRecordData) issue = hc_record_data_new (hc_record_type ("issue"));

  hc_record_data_set (issue, "title", "New one");
  return hc_issue_create (db, issue, NULL, 0, HC_TRIAGE_CHOICE, NOW, NULL, error);
}

static void
test_create (void)
{
  g_autoptr (HcDb) db = launch_new ();

  hc_test_command (db, "New Issue", create, NULL);
  hc_test_assert_rows (db, "SELECT code, title, state, created_at FROM issue ORDER BY code DESC "
                           "LIMIT 1",
                       "HC-008|New one|new|1772600000\n");
}

/* Tickets 1 to 3 (INC-1 …) beside those that only choices name. */
static void
add_tickets (HcDb *db)
{
  hc_test_exec (db, "INSERT INTO term (id, kind, text) VALUES (1, 'source', 'src');"
                    "INSERT INTO ticket (id, source_term, external_id, title, state_class, "
                    "opened_at, first_batch, last_batch, row_hash, content_hash) VALUES "
                    "(1, 1, 'INC-1', 'Stuck on mobile', 'open', 1, 1, 1, 0, 0), "
                    "(2, 1, 'INC-2', 'Stuck', 'open', 2, 1, 1, 0, 0), "
                    "(3, 1, 'INC-3', 'Mobile hangs', 'open', 3, 1, 1, 0, 0)");
}

#define LINKS                                                                                      \
  "SELECT external_id, code FROM ticket_triage JOIN issue ON issue.id = issue_id "                 \
  "ORDER BY external_id"

static gboolean
create_linked (HcDb *db, gpointer data, GError **error)
{
  static const gint64 tickets[] = { 1, 3 };
  g_autoptr (HcRecordData) issue = hc_record_data_new (hc_record_type ("issue"));

  hc_record_data_set (issue, "title", "On mobile");
  return hc_issue_create (db, issue, tickets, G_N_ELEMENTS (tickets), HC_TRIAGE_CHOICE, NOW, NULL,
                          error);
}

/* The issue and its tickets are one step, also where a ticket was of another issue before. */
static void
test_create_linked (void)
{
  g_autoptr (HcDb) db = launch_new ();

  add_tickets (db);
  hc_test_sql (db, "Choose", "INSERT INTO ticket_triage (source_id, external_id, issue_id) VALUES "
                             "('src', 'INC-3', 'a')");
  hc_test_command (db, "New Issue", create_linked, NULL);
  hc_test_assert_rows (db, LINKS, "INC-1|HC-008\nINC-3|HC-008\nINC-9|HC-007\n");
  hc_history_undo (db, NULL, NULL);
  hc_test_assert_rows (db, LINKS, "INC-3|HC-001\nINC-9|HC-007\n");
  hc_test_assert_rows (db, "SELECT count (*) FROM issue WHERE code = 'HC-008'", "0\n");
}

/* ---- merge ---- */

static gboolean
merge (HcDb *db, gpointer data, GError **error)
{
  const Change *change = data;

  return hc_issue_merge (db, change->id, change->other, error);
}

static void
test_merge (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (GError) error = NULL;
  Change change = { "a", "b" }, self = { "a", "a" }, gone = { "a", "gone" };

  hc_test_command (db, "Merge", merge, &change);
  hc_test_assert_rows (db,
                       "SELECT code, title, step_id, symptom, person_id, is_known_error, created_at "
                       "FROM issue",
                       "HC-001|No approver|approve|It hangs|ann|1|100\n");
  hc_test_assert_rows (db, "SELECT issue_id, cohort_id FROM issue_cohort ORDER BY cohort_id",
                       "a|k1\na|k2\n");
  hc_test_assert_rows (db, "SELECT issue_id FROM rule", "a\n");
  hc_test_assert_rows (db, "SELECT issue_id FROM escalation", "a\n");
  hc_test_assert_rows (db, "SELECT issue_id FROM ticket_triage", "a\n");

  g_assert_false (hc_history_run (db, "Merge", merge, &self, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (hc_history_run (db, "Merge", merge, &gone, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

/* A step of another workflow is not taken over. */
static void
test_merge_step (void)
{
  g_autoptr (HcDb) db = launch_new ();
  Change change = { "a", "b" };

  hc_test_sql (db, "Other", "UPDATE issue SET workflow_id = 'pay' WHERE id = 'a'");
  hc_test_command (db, "Merge", merge, &change);
  hc_test_assert_rows (db, "SELECT workflow_id, step_id FROM issue", "pay|\n");
}

/* ---- split ---- */

static gboolean
split (HcDb *db, gpointer data, GError **error)
{
  const Change *change = data;

  return hc_issue_split (db, change->id, change->title, NULL, 0, NOW, NULL, error);
}

static void
test_split (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (GError) error = NULL;
  Change change = { "b", NULL, "Stuck on mobile" }, blank = { "b", NULL, "" };

  hc_test_sql (db, "Third", "INSERT INTO issue (id, code, title, rank) VALUES ('c', 'HC-002', 'C', "
                            "'d')");
  hc_test_command (db, "Split", split, &change);
  hc_test_assert_rows (db, "SELECT code, title, step_id, created_at FROM issue ORDER BY rank",
                       "HC-001|No approver||200\nHC-007|Stuck|approve|100\n"
                       "HC-008|Stuck on mobile|approve|1772600000\nHC-002|C||0\n");
  hc_test_assert_rows (db,
                       "SELECT cohort_id FROM issue_cohort JOIN issue ON issue.id = issue_id WHERE "
                       "code = 'HC-008' ORDER BY 1",
                       "k1\nk2\n");
  hc_test_assert_rows (db, "SELECT count (*) FROM rule", "1\n");
  hc_test_assert_rows (db, "SELECT issue_id FROM ticket_triage", "b\n");
  g_assert_false (hc_history_run (db, "Split", split, &blank, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

static gboolean
split_linked (HcDb *db, gpointer data, GError **error)
{
  static const gint64 tickets[] = { 1, 3 };

  return hc_issue_split (db, "b", "Stuck on mobile", tickets, G_N_ELEMENTS (tickets), NOW, NULL,
                         error);
}

/* Tickets move to the copy with it, those that stay are as they were. */
static void
test_split_linked (void)
{
  g_autoptr (HcDb) db = launch_new ();

  add_tickets (db);
  hc_test_sql (db, "Choose", "INSERT INTO ticket_triage (source_id, external_id, issue_id) VALUES "
                             "('src', 'INC-1', 'b'), ('src', 'INC-2', 'b')");
  hc_test_command (db, "Split", split_linked, NULL);
  hc_test_assert_rows (db, LINKS,
                       "INC-1|HC-008\nINC-2|HC-007\nINC-3|HC-008\nINC-9|HC-007\n");
  hc_history_undo (db, NULL, NULL);
  hc_test_assert_rows (db, LINKS, "INC-1|HC-007\nINC-2|HC-007\nINC-9|HC-007\n");
}

/* ---- several at once ---- */

typedef struct
{
  const char *field, *value, *expected;
} Setting;

static gboolean
set_all (HcDb *db, gpointer data, GError **error)
{
  static const char *const ids[] = { "a", "b" };
  const Setting *setting = data;

  return hc_issue_set_all (db, ids, 2, setting->field, setting->value, error);
}

static void
test_set_all (void)
{
  static const Setting cases[] = {
    { "state", "retest", "buy||retest\nbuy|approve|retest\n" },
    { "workflow_id", "pay", "pay||new\npay||new\n" }, /* takes the step away */
    { "step_id", "run", "pay|run|new\npay|run|new\n" }, /* brings its workflow */
    { "workflow_id", NULL, "||new\n||new\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = launch_new ();
      g_autoptr (GError) error = NULL;
      Setting bad = { "severity", "7" };

      hc_test_command (db, "Set", set_all, (gpointer) &cases[i]);
      hc_test_assert_rows (db, "SELECT workflow_id, step_id, state FROM issue ORDER BY id",
                           cases[i].expected);
      g_assert_false (hc_history_run (db, "Set", set_all, &bad, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
    }
}

static gboolean
set_cohorts (HcDb *db, gpointer data, GError **error)
{
  return hc_issue_set_cohorts (db, "b", data, g_strv_length (data), error);
}

static void
test_cohorts (void)
{
  static const char *const one[] = { "k2", "k2", NULL }, *const none[] = { NULL };
  g_autoptr (HcDb) db = launch_new ();

  hc_test_command (db, "Cohorts", set_cohorts, (gpointer) one);
  hc_test_assert_rows (db, "SELECT id, cohort_id FROM issue_cohort WHERE issue_id = 'b'",
                       "3|k2\n"); /* the one that was there */
  hc_test_command (db, "Cohorts", set_cohorts, (gpointer) none);
  hc_test_assert_rows (db, "SELECT count (*) FROM issue_cohort WHERE issue_id = 'b'", "0\n");
}

/* ---- escalate ---- */

static gboolean
escalate (HcDb *db, gpointer data, GError **error)
{
  const Change *change = data;

  return hc_issue_escalate (db, change->id, NOW, NULL, error);
}

#define ESCALATION                                                                                  \
  "SELECT level, person_id, due_at - raised_at, resolved_at, outcome FROM escalation "              \
  "WHERE issue_id = 'a' ORDER BY level"

static void
test_escalate (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (GError) error = NULL;
  Change change = { "a" };

  hc_test_sql (db, "Path",
               "INSERT INTO escalation_level (id, level, person_id, limit_minutes) VALUES "
               "('l1', 1, 'ann', 15), ('l2', 2, 'bob', NULL)");
  hc_test_command (db, "Escalate", escalate, &change);
  hc_test_assert_rows (db, ESCALATION, "1|ann|900||\n");
  hc_test_command (db, "Escalate", escalate, &change);
  hc_test_assert_rows (db, ESCALATION,
                       "1|ann|900|1772600000|Handed up to level 2.\n2|bob|||\n");
  g_assert_false (hc_history_run (db, "Escalate", escalate, &change, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

/* The path of its hot path, else of its area, else of its severity, else the general one; without
 * any it goes to the person of the issue. */
static void
test_escalation_paths (void)
{
  static const struct
  {
    const char *levels, *issue, *expected;
  } cases[] = {
    { "", "person_id = 'bob'", "|bob|||\n" },
    { "(NULL, NULL, 'ann')", "severity = 1", "1|ann|||\n" },
    { "(NULL, NULL, 'ann'), (NULL, 'critical', 'bob')", "severity = 1", "1|bob|||\n" },
    { "(NULL, 'critical', 'bob'), ('access', NULL, 'ann')",
      "severity = 1, kind = 'access_failure'", "1|ann|||\n" },
    { "('access', NULL, 'ann'), ('buy', NULL, 'bob')", "kind = 'access_failure'", "1|bob|||\n" },
    { "('buy', NULL, 'ann'), ('buy', 'high', 'bob')", "severity = 2", "1|bob|||\n" },
    { "('access', NULL, 'ann'), (NULL, NULL, 'bob')", "kind = 'policy_decision'", "1|bob|||\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = launch_new ();
      g_autofree char *sql = g_strdup_printf ("UPDATE issue SET %s WHERE id = 'a'", cases[i].issue);
      Change change = { "a" };

      hc_test_sql (db, "Duties",
                   "INSERT INTO duty (id, name, area, workflow_id) VALUES ('access', 'Access', "
                   "'access', NULL), ('buy', 'Buy', 'workflow', 'buy')");
      if (*cases[i].levels != '\0')
        {
          g_autofree char *levels = g_strdup_printf (
            "INSERT INTO escalation_level (id, level, duty_id, severity, person_id) "
            "SELECT hex (randomblob (8)), 1, column1, column2, column3 FROM (VALUES %s)",
            cases[i].levels);

          hc_test_sql (db, "Levels", levels);
        }
      hc_test_sql (db, "Issue", sql);
      g_test_message ("row %u", i);
      hc_test_command (db, "Escalate", escalate, &change);
      hc_test_assert_rows (db, ESCALATION, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue-table/create", test_create);
  g_test_add_func ("/issue-table/create-linked", test_create_linked);
  g_test_add_func ("/issue-table/merge", test_merge);
  g_test_add_func ("/issue-table/merge-step", test_merge_step);
  g_test_add_func ("/issue-table/split", test_split);
  g_test_add_func ("/issue-table/split-linked", test_split_linked);
  g_test_add_func ("/issue-table/set-all", test_set_all);
  g_test_add_func ("/issue-table/cohorts", test_cohorts);
  g_test_add_func ("/issue-table/escalate", test_escalate);
  g_test_add_func ("/issue-table/escalation-paths", test_escalation_paths);
  return g_test_run ();
}
