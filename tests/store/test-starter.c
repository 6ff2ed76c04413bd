/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-db-private.h"
#include "hc-launch-table.h"
#include "hc-record-table.h"
#include "hc-starter-contents.h"
#include "hc-starter.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

static gboolean
apply (HcDb *db, gpointer name, GError **error)
{
  return hc_starter_apply (db, name, error);
}

static void
assert_none (HcDb *db, const char *what, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = hc_db_query_text (db, sql, &error);

  g_assert_no_error (error);
  if (*found != '\0')
    g_error ("%s: %s", what, found);
}

#define LIST(column, rest) "SELECT coalesce (group_concat (" column ", '; '), '') FROM " rest

/* What a manager would have to mend before believing it. */
static void
check_plan (HcDb *db)
{
  assert_none (db, "Owners are left open",
               LIST ("name", "workflow WHERE owner_person_id IS NOT NULL"));
  assert_none (db, "Scores, metric, target",
               LIST ("name", "workflow WHERE impact IS NULL OR volume IS NULL OR likelihood IS NULL "
                             "OR success_metric = '' OR target IS NULL OR description = '' OR "
                             "cycle_time_hours IS NULL"));
  assert_none (db, "Baselines are not invented", LIST ("name", "workflow WHERE baseline NOTNULL"));
  assert_none (db, "Three to seven steps",
               LIST ("name", "workflow AS w WHERE (SELECT count (*) FROM workflow_step WHERE "
                             "workflow_id = w.id) NOT BETWEEN 3 AND 7"));
  assert_none (db, "Changed or new steps",
               LIST ("name", "workflow AS w WHERE NOT EXISTS (SELECT 1 FROM workflow_step WHERE "
                             "workflow_id = w.id AND changed <> 'same')"));
  assert_none (db, "Two failure points",
               LIST ("name", "workflow AS w WHERE (SELECT count (*) FROM failure_point AS f JOIN "
                             "workflow_step AS s ON s.id = f.step_id WHERE workflow_id = w.id) < 2"));
  assert_none (db, "Cause, action, asset",
               LIST ("what_happens", "failure_point WHERE likely_cause IS NULL OR planned_action IS "
                                     "NULL OR prepared_asset = '' OR asset_status <> 'none'"));
  assert_none (db, "Cohorts", LIST ("name", "workflow AS w WHERE NOT EXISTS (SELECT 1 FROM "
                                            "workflow_cohort WHERE workflow_id = w.id)"));
  assert_none (db, "Cohorts are used", LIST ("name", "cohort WHERE id NOT IN (SELECT cohort_id FROM "
                                                     "workflow_cohort)"));
  assert_none (db, "Exactly one accountable",
               LIST ("name", "duty AS d WHERE (SELECT count (*) FROM duty_role WHERE duty_id = d.id "
                             "AND letter = 'A') <> 1"));
  assert_none (db, "Somebody responsible",
               LIST ("name", "duty AS d WHERE NOT EXISTS (SELECT 1 FROM duty_role WHERE duty_id = "
                             "d.id AND letter = 'R')"));
  assert_none (db, "An escalation path of two levels",
               LIST ("name", "duty AS d WHERE (SELECT count (*) FROM escalation_level WHERE duty_id = "
                             "d.id) < 2"));
  assert_none (db, "Limits rise",
               LIST ("a.id", "escalation_level AS a JOIN escalation_level AS b ON a.duty_id IS "
                             "b.duty_id AND a.severity IS b.severity AND b.level = a.level + 1 "
                             "WHERE b.limit_minutes <= a.limit_minutes"));
  assert_none (db, "Levels complete", LIST ("id", "escalation_level WHERE team_id IS NULL OR "
                                                  "limit_minutes IS NULL OR channel = ''"));
  assert_none (db, "A row for each hot path",
               LIST ("name", "workflow WHERE id NOT IN (SELECT workflow_id FROM duty WHERE "
                             "workflow_id NOT NULL)"));
  assert_none (db, "Checklist", LIST ("item", "checklist_item WHERE responsible = '' OR reviewer = '' "
                                              "OR due IS NULL OR status <> 'open'"));
  assert_none (db, "Messages", LIST ("audience", "communication WHERE channel = '' OR sender = '' OR "
                                                 "text = '' OR planned_on IS NULL"));
  assert_none (db, "Teams", LIST ("name", "team WHERE hours = '' OR tier IS NULL"));
}

static void
test_starter (gconstpointer name)
{
  g_autoptr (HcDb) db = hc_test_launch_create (NULL, "2026-03-04", "UTC");
  g_autofree char *label = hc_starter_label (name);
  g_autofree char *first = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n;

  hc_test_command (db, label, apply, (gpointer)name);
  first = hc_test_dump (db);
  check_plan (db);
  n = hc_test_int (db, "SELECT count (*) FROM workflow");
  g_assert_cmpint (n, >=, 6);
  g_assert_cmpint (n, <=, 8);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM duty WHERE area NOT IN ('workflow', "
                                    "'other')"), ==, 7);
  g_assert_cmpint (hc_test_int (db, "SELECT count (DISTINCT severity) FROM escalation_level"), ==, 4);
  g_assert_cmpint (hc_test_int (db, "SELECT limit_minutes FROM escalation_level WHERE severity = "
                                    "'critical' AND level = 1"), ==, 15);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team WHERE is_dispatcher AND name = "
                                    "'Service Desk'"), ==, 1);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM checklist_item"), ==, 16);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM communication"), ==, 7);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM communication WHERE planned_on = "
                                    "'2026-02-27'"), ==, 1);
  assert_none (db, "Working days only",
               LIST ("due", "(SELECT due FROM checklist_item UNION ALL SELECT planned_on FROM "
                            "communication) WHERE strftime ('%w', due) IN ('0', '6')"));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM baseline"), ==, 0);

  /* A second time nothing is new: no step, no change. */
  g_assert_true (hc_history_run (db, label, apply, (gpointer)name, &error));
  g_assert_no_error (error);
  again = hc_test_dump (db);
  g_assert_cmpstr (again, ==, first);
}

static void
test_blank (void)
{
  g_autoptr (HcDb) db = hc_test_launch_create (NULL, "2026-03-04", "UTC");

  hc_test_command (db, "Apply Blank Starter", apply, (gpointer)"blank");
  g_assert_cmpint (hc_test_int (db, "SELECT count (DISTINCT area) FROM duty"), ==, 7);
  g_assert_cmpint (hc_test_int (db, "SELECT (SELECT count (*) FROM team) + "
                                    "(SELECT count (*) FROM duty_role) + "
                                    "(SELECT count (*) FROM escalation_level) + "
                                    "(SELECT count (*) FROM workflow)"), ==, 0);
}

/* What is there already is kept as it is, and used. */
static void
test_existing (void)
{
  g_autoptr (HcDb) db = hc_test_launch_create (NULL, "2026-03-04", "UTC");

  hc_test_sql (db, "Add",
               "INSERT INTO team (id, name, kind, tier) VALUES ('t', 'service DESK', 'other', 9);"
               "INSERT INTO duty (id, name, area) VALUES ('d', 'Who sorts', 'classification');"
               "INSERT INTO workflow (id, name) VALUES ('w', 'Goods Receipt');");
  hc_test_command (db, "Apply ERP Starter", apply, (gpointer)"erp");
  g_assert_cmpint (hc_test_int (db, "SELECT tier FROM team WHERE name = 'service DESK'"), ==, 9);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team WHERE name LIKE 'service desk'"), ==,
                   1);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM duty_role WHERE team_id = 't'"), >, 5);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM duty WHERE area = 'classification'"), ==,
                   1);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM duty_role WHERE duty_id = 'd'"), ==, 0);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM workflow_step WHERE workflow_id = 'w'"),
                   ==, 0);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM workflow"), ==, 7);
}

static void
test_unknown (void)
{
  g_autoptr (HcDb) db = hc_test_launch_create (NULL, "2026-03-04", "UTC");
  g_autoptr (GError) error = NULL;

  g_assert_false (hc_history_run (db, "Apply", apply, (gpointer)"sap", &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "erp, crm, hcm, itsm, blank"));
  g_assert_null (hc_starter_title ("sap"));
}

/* Without a launch there is no day to count from: dates stay open. */
static void
test_without_launch (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);

  hc_test_command (db, "Apply CRM Starter", apply, (gpointer)"crm");
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM communication WHERE planned_on IS NULL"),
                   ==, 7);
}

/* The plan of the sample: complete, but for one gap. */
static void
test_sample (void)
{
  g_autoptr (HcDb) db = hc_test_launch_create (NULL, "2026-03-04", "UTC");

  hc_test_command (db, "Apply sample Starter", apply, (gpointer)"sample");
  assert_none (db, "Six of six",
               LIST ("name", "workflow WHERE owner_person_id IS NULL OR deputy_person_id IS NULL OR "
                             "impact IS NULL OR success_metric = '' OR target IS NULL OR baseline "
                             "IS NULL"));
  assert_none (db, "Nobody but the content lacks an accountable",
               LIST ("area", "duty AS d WHERE area <> 'content' AND (SELECT count (*) FROM duty_role "
                             "WHERE duty_id = d.id AND letter = 'A') <> 1"));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM duty_role WHERE letter = 'A' AND duty_id IN "
                                    "(SELECT id FROM duty WHERE area = 'content')"), ==, 0);
  assert_none (db, "Every path has contacts",
               LIST ("id", "escalation_level WHERE team_id IS NULL OR person_id IS NULL OR channel = "
                           "'' OR hours = '' OR limit_minutes IS NULL"));
  assert_none (db, "Rehearsed", LIST ("name", "workflow WHERE id NOT IN (SELECT workflow_id FROM "
                                              "rehearsal WHERE kind = 'rehearsal' AND outcome = "
                                              "'passed')"));
  assert_none (db, "People can be reached",
               LIST ("name", "person WHERE email = '' OR phone = '' OR team_id IS NULL"));
  assert_none (db, "Working days only",
               LIST ("date", "rehearsal WHERE strftime ('%w', date) IN ('0', '6')"));
}

/* Counted here by SQL in a launch that got the starter. */
static void
test_contents (void)
{
  static const char *const names[] = { "erp", "crm", "hcm", "itsm", "blank" };
  g_autoptr (GError) unknown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = hc_starter_dup_contents (names[i], &error);
      g_autofree char *expected = NULL;
      HcDb *db = hc_test_launch_create (NULL, "2026-03-04", "UTC");

      g_assert_no_error (error);
      g_assert_true (hc_history_run (db, "Apply", apply, (gpointer) names[i], &error));
      expected = hc_db_query_text (
        db,
        "SELECT group_concat (n || ' ' || what, ', ') FROM ("
        "SELECT count (*) AS n, 'hot paths' AS what FROM workflow UNION ALL "
        "SELECT count (*), 'steps' FROM workflow_step UNION ALL "
        "SELECT count (*), 'failure points' FROM failure_point UNION ALL "
        "SELECT count (*), 'cohorts' FROM cohort UNION ALL "
        "SELECT count (*), 'teams' FROM team UNION ALL "
        "SELECT count (*), 'duties' FROM duty UNION ALL "
        "SELECT count (*), 'escalation levels' FROM escalation_level UNION ALL "
        "SELECT count (*), 'checklist items' FROM checklist_item) WHERE n > 0",
        &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, expected);
      g_test_message ("%s: %s", names[i], text);
      hc_db_close (db);
    }
  g_assert_null (hc_starter_dup_contents ("sap", &unknown));
  g_assert_error (unknown, HC_ERROR, HC_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  static const char *const full[] = { "erp", "crm", "hcm", "itsm" };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (full); i++)
    {
      g_autofree char *path = g_strconcat ("/starter/", full[i], NULL);

      g_test_add_data_func (path, full[i], test_starter);
    }
  g_test_add_func ("/starter/blank", test_blank);
  g_test_add_func ("/starter/existing", test_existing);
  g_test_add_func ("/starter/contents", test_contents);
  g_test_add_func ("/starter/unknown", test_unknown);
  g_test_add_func ("/starter/without-launch", test_without_launch);
  g_test_add_func ("/starter/sample", test_sample);

  return g_test_run ();
}
