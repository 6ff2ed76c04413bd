/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “metrics” where an export tells neither the way of tickets nor how often they were handed on: the
 * sample's last export alone, without its reassignment count. */

#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "json-util.h"
#include "program-util.h"
#include "test-files.h"

/* The column is there under a name that nobody knows. */
static char *
launch_new (void)
{
  char *dir = test_dir_new ();
  g_auto (Run) sample = run_program (dir, "sample", ".", "--days", "9", NULL);
  g_auto (Run) imported = { 0 };
  g_autofree char *from =
    g_build_filename (dir, "exports", "incident_2026-03-12.csv", NULL);
  g_autofree char *to = g_build_filename (dir, "last.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *without = NULL;

  run_assert (&sample, 0);
  text = test_read (from);
  parts = g_strsplit (text, "\"reassignment_count\"", 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  without = g_strjoinv ("\"x1\"", parts);
  g_assert_true (g_file_set_contents (to, without, -1, NULL));
  imported = run_program (dir, "import", "sample.hypercare", "last.csv", NULL);
  run_assert (&imported, 0);
  return dir;
}

static gint64
run_sql (const char *dir, const char *text)
{
  g_autofree char *path = g_build_filename (dir, "sample.hypercare", NULL);
  sqlite3 *sql = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 value = -1;

  g_assert_cmpint (sqlite3_open_v2 (path, &sql, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (sql, text, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (sql));
  if (sqlite3_step (stmt) == SQLITE_ROW)
    value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (sql);
  return value;
}

static JsonNode *
metrics (const char *dir, const char *metric, const char *where, const char *by)
{
  const char *arguments[] = { "metrics", "sample.hypercare", "-f", "json", "--metric", metric,
                              where != NULL ? "--where" : NULL, where, "--by", by, NULL };
  g_auto (Run) run = { 0 };
  JsonNode *json;

  if (by == NULL)
    arguments[8] = NULL;
  run = run_program_v (dir, arguments);
  run_assert (&run, 0);
  json = json_parse (run.out);
  g_assert_nonnull (json);
  return json;
}

/* Of all tickets too few are linked to say whose they are. */
static void
test_not_measurable (void)
{
  static const struct
  {
    const char *metric, *missing;
  } cases[] = { { "misrouting_rate", "routing" }, { "first_group_resolution_rate", "hand_overs" } };
  g_autofree char *dir = launch_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) json = metrics (dir, cases[i].metric, NULL, NULL);
      const JsonNode *total = json_at (json_get (json, "metrics"), 0);

      g_assert_false (json_true (total, "measurable"));
      g_assert_cmpstr (json_text (total, "missing"), ==, cases[i].missing);
      g_assert_null (json_text (total, "method"));
    }
  test_dir_remove (dir);
}

/* Tickets of one hot path that ended on the days of the window, 5 to 12 March without the holiday and
 * the weekend, by winter time of Berlin. */
#define ENDED                                                                                      \
  "SELECT count (*) FROM ticket JOIN ticket_rule_link l ON l.ticket_id = ticket.id "               \
  "JOIN rule_result r ON r.id = l.result_id JOIN issue ON issue.id = r.issue_id "                  \
  "JOIN workflow w ON w.id = issue.workflow_id WHERE w.name = 'Goods receipt' "                    \
  "AND state_class <> 'cancelled' AND date (ended_at + 3600, 'unixepoch') IN "                     \
  "('2026-03-05', '2026-03-06', '2026-03-10', '2026-03-11', '2026-03-12')"

static void
test_matrix (void)
{
  g_autofree char *dir = launch_new ();
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  const JsonNode *items;
  gint64 misrouted = 0, known = 0, moved;

  before = metrics (dir, "misrouting_rate", "workflow=Goods receipt", NULL);
  items = json_get (before, "metrics");
  g_assert_cmpstr (json_text (json_at (items, 0), "method"), ==, "matrix");
  g_assert_cmpint (json_int (json_get (json_at (items, 0), "window_value"), "numerator"), ==, 0);

  /* The logistics group is another team's now, which has nothing to do with the hot path. */
  run_sql (dir, "UPDATE group_team SET team_id = (SELECT id FROM team WHERE name = 'Compliance') "
                "WHERE group_name = 'ERP Logistics Support'");
  after = metrics (dir, "misrouting_rate", "workflow=Goods receipt", "step");
  items = json_get (after, "metrics");
  g_assert_cmpuint (items->items->len, >, 2);
  for (guint i = 1; i < items->items->len; i++)
    {
      const JsonNode *window = json_get (json_at (items, i), "window_value");

      g_assert_cmpstr (json_text (json_at (items, i), "method"), ==, "matrix");
      misrouted += json_int (window, "numerator");
      known += json_int (window, "denominator");
    }
  g_assert_cmpint (json_int (json_get (json_at (items, 0), "window_value"), "numerator"), ==,
                   misrouted);
  g_assert_cmpint (json_int (json_get (json_at (items, 0), "window_value"), "denominator"), ==,
                   known);
  moved = run_sql (dir, ENDED " AND group_term = (SELECT id FROM term WHERE kind = 'group' AND "
                              "text = 'ERP Logistics Support')");
  g_assert_cmpint (moved, >, 0);
  g_assert_cmpint (misrouted, ==, moved);
  g_assert_cmpint (known, ==, run_sql (dir, ENDED));
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics-routing/not-measurable", test_not_measurable);
  g_test_add_func ("/metrics-routing/matrix", test_matrix);
  return g_test_run ();
}
