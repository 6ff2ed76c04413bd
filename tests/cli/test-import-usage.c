/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “import-usage” as a user runs it, and its figures once more by SQL. */

#include "config.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "json-util.h"
#include "program-util.h"
#include "test-files.h"

/* ---- a launch with usage ---- */

/* A copy of the sample with its usage.csv and completions.csv beside it. */
static char *
copy_with_files (void)
{
  static const char *const names[] = { "usage.csv", "completions.csv" };
  char *dir = sample_copy ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from_path = g_build_filename (sample_dir (), names[i], NULL);
      g_autofree char *to_path = g_build_filename (dir, names[i], NULL);
      g_autofree char *text = test_read (from_path);

      g_assert_true (g_file_set_contents (to_path, text, -1, NULL));
    }
  return dir;
}

static void
import_both (const char *dir)
{
  g_auto (Run) run =
    run_program (dir, "import-usage", "sample.hypercare", "usage.csv", "completions.csv", NULL);

  run_assert (&run, 0);
}

static void
write_file (const char *dir, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static double
query (const char *dir, const char *sql)
{
  g_autofree char *path = g_build_filename (dir, "sample.hypercare", NULL);
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  double value;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = sqlite3_column_type (stmt, 0) == SQLITE_NULL ? NAN : sqlite3_column_double (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return value;
}

/* ---- by SQL ---- */

/* The five working days of the window; T is late on 12 March, in winter time of Berlin. */
#define WINDOW                                                                                     \
  "day IN ('2026-03-05', '2026-03-06', '2026-03-10', '2026-03-11', '2026-03-12')"
#define TICKETS                                                                                    \
  "t AS (SELECT id, date (opened_at + 3600, 'unixepoch') AS day FROM ticket "                      \
  "WHERE state_class <> 'cancelled'), "                                                            \
  "u AS (SELECT *, date AS day FROM usage_day) "
#define DEFLECTABLE                                                                                \
  "(SELECT count (*) FROM t JOIN ticket_rule_link l ON l.ticket_id = t.id "                        \
  "JOIN rule_result r ON r.id = l.result_id JOIN issue i ON i.id = r.issue_id "                    \
  "WHERE i.action = 'deflect' AND " WINDOW ")"

static const struct
{
  const char *metric;
  const char *sql;
} recomputed[] = {
  { "tickets_per_100_users",
    "WITH " TICKETS "SELECT 100.0 * (SELECT count (*) FROM t WHERE " WINDOW ") / "
    "(SELECT sum (active_users) FROM u WHERE " WINDOW ")" },
  { "self_service_reach",
    "WITH " TICKETS "SELECT 1.0 * sum (help_users) / sum (active_users) FROM u WHERE " WINDOW },
  { "deflection_rate",
    "WITH " TICKETS ", d AS (SELECT sum (confirmed_deflections) AS n FROM u WHERE " WINDOW ") "
    "SELECT 1.0 * n / (n + " DEFLECTABLE ") FROM d" },
  /* The worst hot path: from the start of its first to the completion of its last step. */
  { "completion_rate",
    "WITH c AS (SELECT c.*, s.rank AS place, c.date AS day, w.cycle_time_hours AS hours "
    "FROM completion_day c JOIN workflow_step s ON s.id = c.step_id "
    "JOIN workflow w ON w.id = c.workflow_id WHERE s.is_exception = 0), "
    "e AS (SELECT workflow_id, min (rank) AS first, max (rank) AS last FROM workflow_step "
    "WHERE is_exception = 0 GROUP BY workflow_id), "
    "m AS (SELECT c.* FROM c WHERE " WINDOW " AND "
    "(SELECT max (as_of) FROM import_batch) + 3600 >= "
    "unixepoch (day, '+1 day') - 3600 + coalesce (hours, 0) * 3600) "
    "SELECT min (done / begun) FROM (SELECT "
    "1.0 * sum (CASE WHEN place = last THEN completed END) AS done, "
    "sum (CASE WHEN place = first THEN started END) AS begun "
    "FROM m JOIN e ON e.workflow_id = m.workflow_id GROUP BY m.workflow_id)" },
};

static void
test_by_sql (void)
{
  g_autofree char *dir = copy_with_files ();
  const JsonNode *metrics;

  import_both (dir);
  /* The queries know rules only. */
  g_assert_cmpfloat (query (dir, "SELECT count (*) FROM ticket_triage WHERE issue_id IS NOT NULL"),
                     ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (recomputed); i++)
    {
      g_auto (Run) run = run_program (dir, "metrics", "sample.hypercare", "-f", "json", "--metric",
                                      recomputed[i].metric, NULL);
      g_autoptr (JsonNode) json = NULL;
      double want = query (dir, recomputed[i].sql);
      const JsonNode *window;

      run_assert (&run, 0);
      json = json_parse (run.out);
      g_assert_cmpstr (json_text (json_get (json, "window"), "from"), ==, "2026-03-05");
      metrics = json_get (json, "metrics");
      window = json_get (json_at (metrics, 0), "window_value");
      if (isnan (want) || fabs (json_double (window, "value") - want) > 1e-9)
        g_error ("%s: %.12g, by SQL %.12g", recomputed[i].metric, json_double (window, "value"),
                 want);
    }
  test_dir_remove (dir);
}

/* ---- telling and refusing ---- */

static void
test_again (void)
{
  g_autofree char *dir = copy_with_files ();
  g_auto (Run) dry =
    run_program (dir, "import-usage", "sample.hypercare", "usage.csv", "--dry-run", NULL);
  g_auto (Run) again = { 0 };
  g_autoptr (JsonNode) json = NULL;

  run_assert (&dry, 0);
  assert_contains (dry.out, "A dry run: nothing was changed.");
  g_assert_cmpfloat (query (dir, "SELECT count (*) FROM usage_day"), ==, 0);
  import_both (dir);
  g_assert_cmpfloat (query (dir, "SELECT count (*) FROM usage_day"), ==, 9 * 7);
  g_assert_cmpfloat (query (dir, "SELECT count (*) FROM history WHERE label LIKE 'Import %usage%'"),
                     ==, 1);
  again = run_program (dir, "import-usage", "sample.hypercare", "usage.csv", "completions.csv", "-f",
                       "json", NULL);
  run_assert (&again, 0);
  json = json_parse (again.out);
  g_assert_cmpstr (json_text (json_at (json, 0), "kind"), ==, "usage");
  g_assert_cmpstr (json_text (json_at (json, 1), "kind"), ==, "completions");
  g_assert_cmpfloat (json_double (json_at (json, 0), "unchanged"), ==, 9 * 7);
  g_assert_cmpfloat (json_double (json_at (json, 0), "added"), ==, 0);
  g_assert_cmpfloat (query (dir, "SELECT count (*) FROM history WHERE label LIKE 'Import %usage%'"),
                     ==, 1);
  test_dir_remove (dir);
}

#define DEFLECTION "SELECT count (*) FROM verdict_day WHERE code = 'deflection_holding' "

/* What usage makes of the criteria is kept at once, as after an import of tickets. */
static void
test_verdicts (void)
{
  g_autofree char *dir = copy_with_files ();
  g_auto (Run) dry = { 0 };
  double before = query (dir, DEFLECTION "AND verdict IN ('met', 'not_met')");

  g_assert_cmpfloat (query (dir, "SELECT count (*) FROM verdict_day"), >, 0);
  dry = run_program (dir, "import-usage", "sample.hypercare", "usage.csv", "--dry-run", NULL);
  run_assert (&dry, 0);
  g_assert_cmpfloat (query (dir, DEFLECTION "AND verdict IN ('met', 'not_met')"), ==, before);
  import_both (dir);
  g_assert_cmpfloat (query (dir, DEFLECTION "AND verdict IN ('met', 'not_met')"), >, before);
  test_dir_remove (dir);
}

static void
test_rejects (void)
{
  g_autofree char *dir = sample_copy ();
  g_autofree char *path = g_build_filename (dir, "out.csv", NULL);
  g_autofree char *rejects = NULL;
  g_auto (Run) run = { 0 };
  g_auto (Run) wrong = { 0 };
  g_auto (Run) over = { 0 };

  write_file (dir, "u.csv", "date,cohort,active_users\n2026-03-04,Buyers,5\n2026-03-04,Byers,6\n"
                            "2026-03-05,Buyers,many\n");
  run = run_program (dir, "import-usage", "sample.hypercare", "u.csv", "--rejects", "out.csv", NULL);
  run_assert (&run, 3);
  assert_contains (run.err, "2 rows were rejected");
  assert_contains (run.err, "“u.csv”, line 3, column “cohort”: There is no cohort “Byers”. Known: ");
  assert_contains (run.err, "“u.csv”, line 4, column “active_users”: ");
  rejects = test_read (path);
  assert_contains (rejects, "u.csv,3,cohort,unknown_name,");
  g_assert_cmpfloat (query (dir, "SELECT count (*) FROM usage_day"), ==, 1);

  write_file (dir, "t.csv", "number,state\nINC1,New\n");
  wrong = run_program (dir, "import-usage", "sample.hypercare", "u.csv", "t.csv", NULL);
  run_assert (&wrong, 1);
  assert_contains (wrong.err, "The header of “t.csv” is not known.");
  assert_contains (wrong.err, "Stopped at “t.csv”. Imported before it: “u.csv”.");
  over = run_program (dir, "import-usage", "sample.hypercare", "u.csv", "--rejects", "u.csv", NULL);
  run_assert (&over, 2);
  test_dir_remove (dir);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-usage/by-sql", test_by_sql);
  g_test_add_func ("/import-usage/again", test_again);
  g_test_add_func ("/import-usage/verdicts", test_verdicts);
  g_test_add_func ("/import-usage/rejects", test_rejects);
  result = g_test_run ();
  sample_forget ();
  return result;
}
