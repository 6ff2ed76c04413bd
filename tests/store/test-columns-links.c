/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people, issues, rules and cohorts say about tickets: columns against SQL that asks the same
 * in another way. */

#include "config.h"

#include <string.h>

#include "hc-columns-table.h"
#include "hc-db-private.h"
#include "hc-path-tickets.h"
#include "hc-test-history.h"

#define N_TICKETS 2000

/* Two workflows of two steps; issues that say nothing, a step without its workflow, or all; cohorts
 * of two kinds that overlap. The source of the tickets is 'src'. */
#define CATALOG                                                                                   \
  "INSERT INTO workflow (id, name) VALUES ('w1', 'Pay'), ('w2', 'Order');"                        \
  "INSERT INTO workflow_step (id, workflow_id, name) VALUES ('s1', 'w1', 'Enter'), "              \
  "('s2', 'w1', 'Approve'), ('s3', 'w2', 'Enter');"                                               \
  "INSERT INTO issue (id, code, title, workflow_id, step_id, cause) VALUES "                      \
  "('i1', 'HC-001', 'No approver', 'w1', 's2', 'routing'), ('i2', '', 'Slow', NULL, NULL, NULL), " \
  "('i3', 'HC-003', 'Field hidden', NULL, 's3', 'confusion');"                                    \
  "INSERT INTO cohort (id, name, kind, head_count, rank) VALUES ('c1', 'Clerks', 'role', 30, 'b'), " \
  "('c2', 'Hamburg', 'location', 100, 'a'), ('c3', 'Lyon', 'location', 20, 'c'), "                \
  "('c4', 'Buyers', 'role', NULL, 'd');"                                                          \
  "INSERT INTO cohort_match VALUES ('m1', 'c1', 'role', 'Clerk'), ('m2', 'c2', 'location', 'HH'), " \
  "('m3', 'c2', 'location', 'Hamburg'), ('m4', 'c3', 'location', 'Lyon'), "                       \
  "('m5', 'c4', 'role', 'Nobody has it'), ('m6', 'c1', 'department', 'Pay Desk'), "               \
  "('m7', 'c1', 'mood', 'HH')"

#define TERMS                                                                                     \
  "INSERT INTO term VALUES (1, 'source', 'src'), (2, 'source', 'other'), (3, 'role', 'Clerk'), "  \
  "(4, 'location', 'HH'), (5, 'location', 'Hamburg'), (6, 'location', 'Lyon'), "                  \
  "(7, 'department', 'Pay Desk'), (8, 'location', 'Oslo'), (9, 'requester', 'R-1')"

/* 'gone' was deleted after the rules ran. */
#define RESULTS                                                                                   \
  "INSERT INTO rule_result (id, issue_id, workflow_id, step_id, cohort_id, cause) VALUES "        \
  "(1, 'i1', NULL, NULL, NULL, NULL), (2, 'i2', 'w2', 's3', 'c4', 'defect'), "                    \
  "(3, NULL, NULL, 's1', NULL, 'access'), (4, 'gone', 'w1', NULL, 'c1', NULL), "                  \
  "(5, 'i3', 'w1', NULL, NULL, NULL)"

static HcDb *
open_catalog (void)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open_memory (&error);

  g_assert_no_error (error);
  hc_test_exec (db, TERMS);
  hc_test_sql (db, "Catalog", "INSERT INTO source (id, name) VALUES ('src', 'ITSM'), ('other', 'B');"
                              CATALOG);
  hc_test_exec (db, RESULTS);
  return db;
}

static void
add_tickets (HcDb *db)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "INSERT INTO ticket (id, source_term, external_id, state_class, role_term, location_term, "
    "department_term, opened_at, first_batch, last_batch, row_hash, content_hash) VALUES "
    "(?1, 1 + ?1 % 2, 'INC' || (?1 / 2), 'open', nullif (?2, 0), nullif (?3, 0), nullif (?4, 0), "
    "?5, 1, 1, 0, 0)",
    NULL);
  g_autoptr (HcStmt) link =
    hc_db_prepare (db, "INSERT INTO ticket_rule_link VALUES (?1, ?2)", NULL);

  for (gint64 i = 1; i <= N_TICKETS; i++)
    {
      static const int locations[] = { 0, 4, 5, 6, 8 };

      hc_stmt_bind_int64 (stmt, 1, i);
      hc_stmt_bind_int64 (stmt, 2, g_test_rand_bit () ? 3 : 0);
      hc_stmt_bind_int64 (stmt, 3, locations[g_test_rand_int_range (0, 5)]);
      hc_stmt_bind_int64 (stmt, 4, g_test_rand_bit () ? 7 : 0);
      hc_stmt_bind_int64 (stmt, 5, g_test_rand_int_range (900, 2000));
      g_assert_true (hc_stmt_run (stmt, NULL));
      if (g_test_rand_int_range (0, 3) == 0)
        continue;
      hc_stmt_bind_int64 (link, 1, i);
      hc_stmt_bind_int64 (link, 2, g_test_rand_int_range (1, 7)); /* 6 is not there */
      g_assert_true (hc_stmt_run (link, NULL));
    }
}

static const char *
any_of (const char *const *words, guint n)
{
  return words[g_test_rand_int_range (0, (int)n)];
}

static char *
choice (const char *source, int key)
{
  static const char *const issues[] = { "NULL", "'i1'", "'i2'", "'i3'" };
  static const char *const workflows[] = { "NULL", "NULL", "'w1'", "'w2'" };
  static const char *const steps[] = { "NULL", "NULL", "'s1'", "'s3'" };
  static const char *const cohorts[] = { "NULL", "NULL", "'c3'", "'c4'" };
  static const char *const causes[] = { "NULL", "NULL", "'policy'", "'access'" };

  return g_strdup_printf ("INSERT INTO ticket_triage (source_id, external_id, note, issue_id, "
                          "workflow_id, step_id, cohort_id, cause) VALUES ('%s', 'INC%d', 'n', "
                          "%s, %s, %s, %s, %s);",
                          source, key, any_of (issues, 4), any_of (workflows, 4),
                          any_of (steps, 4), any_of (cohorts, 4), any_of (causes, 4));
}

/* Of tickets of both sources, and of some that are not there. */
static char *
random_choices (void)
{
  GString *sql = g_string_new (NULL);

  for (int key = 0; key < N_TICKETS / 2 + 50; key++)
    if (g_test_rand_int_range (0, 3) == 0)
      {
        g_autofree char *insert = choice (key % 5 ? "src" : "other", key);

        g_string_append (sql, insert);
      }
  return g_string_free (sql, FALSE);
}

static HcColumns *
load (HcDb *db)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;
  HcColumns *columns;

  hc_launch_settings_init (&settings);
  settings.go_live_at = 1000;
  columns = hc_columns_load (db, &settings, &error);
  g_assert_no_error (error);
  return columns;
}

/* ---------------------------------------------------------------- the reference */

/* One CASE a link, in the words of the rule. Cohorts as “a|b|”, by name. */
#define REFERENCE                                                                                 \
  "WITH said AS (SELECT t.id, t.opened_at, p.issue_id AS pi, p.workflow_id AS pw, "               \
  "p.step_id AS ps, p.cohort_id AS pc, p.cause AS pe, r.issue_id AS ri, r.workflow_id AS rw, "    \
  "r.step_id AS rs, r.cohort_id AS rc, r.cause AS re, role_term, location_term, department_term " \
  "FROM ticket t LEFT JOIN ticket_rule_link l ON l.ticket_id = t.id "                             \
  "LEFT JOIN rule_result r ON r.id = l.result_id LEFT JOIN ticket_triage p "                      \
  "ON p.external_id = t.external_id AND p.source_id = iif (t.source_term = 1, 'src', 'other') "   \
  "WHERE t.opened_at >= 1000), "                                                                  \
  "linked AS (SELECT said.*, i.id AS issue, iif (i.code = '', i.title, i.code || ' ' || i.title) " \
  "AS issue_name, CASE WHEN i.workflow_id IS NOT NULL THEN i.workflow_id ELSE "                   \
  "(SELECT workflow_id FROM workflow_step o WHERE o.id = i.step_id) END AS iw, "                  \
  "i.step_id AS \"is\", i.cause AS ie FROM said "                                                 \
  "LEFT JOIN issue i ON i.id = CASE WHEN pi IS NOT NULL THEN pi ELSE ri END), "                   \
  "stepped AS (SELECT linked.*, CASE WHEN ps IS NOT NULL THEN ps WHEN \"is\" IS NOT NULL "        \
  "THEN \"is\" ELSE rs END AS step FROM linked) "                                                 \
  "SELECT s.id, issue, issue_name, w.id, w.name, st.id, "                                         \
  "(SELECT name FROM workflow WHERE id = st.workflow_id) || ' / ' || st.name, "                   \
  "CASE WHEN pe IS NOT NULL THEN pe WHEN ie IS NOT NULL THEN ie ELSE re END, "                    \
  "(SELECT group_concat (name, '|') FROM (SELECT name FROM cohort c WHERE CASE "                  \
  "WHEN pc IS NOT NULL THEN c.id = pc WHEN rc IS NOT NULL THEN c.id = rc "                        \
  "ELSE (c.id = 'c1' AND (role_term = 3 OR department_term = 7)) "                                \
  "OR (c.id = 'c2' AND location_term IN (4, 5)) OR (c.id = 'c3' AND location_term = 6) END "      \
  "ORDER BY name)) "                                                                              \
  "FROM stepped s LEFT JOIN workflow_step st ON st.id = step "                                    \
  "LEFT JOIN workflow w ON w.id = CASE WHEN pw IS NOT NULL THEN pw "                              \
  "WHEN ps IS NOT NULL THEN (SELECT workflow_id FROM workflow_step WHERE id = ps) "               \
  "WHEN iw IS NOT NULL THEN iw WHEN rw IS NOT NULL THEN rw ELSE st.workflow_id END "              \
  "ORDER BY opened_at, s.id"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The cohorts of a ticket come as their list has them: by rank. */
static void
assert_order (GPtrArray *names)
{
  static const char *const by_rank[] = { "Hamburg", "Clerks", "Lyon", "Buyers" };
  guint last = 0;

  for (guint i = 0; i < names->len; i++)
    {
      guint at = 0;

      while (!g_str_equal (by_rank[at], names->pdata[i]))
        at++;
      g_assert_true (i == 0 || at > last);
      last = at;
    }
}

static char *
cohorts_at (const HcColumns *columns, guint row)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint32 first = columns->dim[HC_BY_COHORT][row];

  if (first == 0)
    return NULL;
  g_ptr_array_add (names, columns->names[HC_BY_COHORT]->pdata[first]);
  for (guint i = 0; i < columns->n_more_cohorts; i++)
    {
      if (i > 0)
        g_assert_cmpuint (columns->more_cohorts[i - 1].row, <=, columns->more_cohorts[i].row);
      if (columns->more_cohorts[i].row == row)
        g_ptr_array_add (names, columns->names[HC_BY_COHORT]->pdata[columns->more_cohorts[i].cohort]);
    }
  assert_order (names);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("|", (char **)names->pdata);
}

static void
assert_link (const HcColumns *columns, HcDimension by, guint row, const char *id, const char *name)
{
  guint32 ordinal = columns->dim[by][row];

  if (g_strcmp0 (columns->names[by]->pdata[ordinal], name) != 0
      || (id != NULL && g_strcmp0 (columns->ids[by]->pdata[ordinal], id) != 0))
    g_error ("Ticket %u, %s: “%s”, not “%s”", columns->ticket[row], hc_dimension_word (by),
             (char *)columns->names[by]->pdata[ordinal], name);
}

static void
assert_reference (HcDb *db)
{
  g_autoptr (HcColumns) columns = load (db);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, REFERENCE, NULL);
  guint row = 0;

  g_assert_nonnull (stmt);
  for (; hc_stmt_step (stmt, NULL) == SQLITE_ROW; row++)
    {
      g_autofree char *cohorts = cohorts_at (columns, row);

      g_assert_cmpint (columns->ticket[row], ==, hc_stmt_int64 (stmt, 0));
      assert_link (columns, HC_BY_ISSUE, row, hc_stmt_peek_text (stmt, 1),
                   hc_stmt_peek_text (stmt, 2));
      assert_link (columns, HC_BY_WORKFLOW, row, hc_stmt_peek_text (stmt, 3),
                   hc_stmt_peek_text (stmt, 4));
      assert_link (columns, HC_BY_STEP, row, hc_stmt_peek_text (stmt, 5),
                   hc_stmt_peek_text (stmt, 6));
      assert_link (columns, HC_BY_CAUSE, row, NULL, hc_stmt_peek_text (stmt, 7));
      if (g_strcmp0 (cohorts, hc_stmt_peek_text (stmt, 8)) != 0)
        g_error ("Ticket %u: “%s”, not “%s”", columns->ticket[row], cohorts,
                 hc_stmt_peek_text (stmt, 8));
    }
  g_assert_cmpuint (columns->n, ==, row);
  g_assert_cmpuint (row, >, N_TICKETS / 2);
}

/* ---------------------------------------------------------------- tests */

static void
test_against_sql (void)
{
  g_autoptr (HcDb) db = open_catalog ();
  g_autofree char *choices = random_choices ();
  g_autoptr (GError) error = NULL;

  add_tickets (db);
  assert_reference (db);
  hc_test_sql (db, "Classify", choices);
  assert_reference (db);
  g_assert_true (hc_history_undo (db, NULL, &error));
  assert_reference (db);
  g_assert_true (hc_history_redo (db, NULL, &error));
  assert_reference (db);
  hc_test_sql (db, "Change", "UPDATE issue SET step_id = 's1', workflow_id = 'w1' WHERE id = 'i2';"
                             "DELETE FROM issue WHERE id = 'i1'");
  assert_reference (db);
}

static void
test_cohorts (void)
{
  g_autoptr (HcDb) db = open_catalog ();
  g_autoptr (HcColumns) columns = NULL;

  add_tickets (db);
  columns = load (db);
  g_assert_cmpint (columns->users_in_scope, ==, 120); /* two locations; 30 known clerks */
  g_assert_cmpuint (columns->cohort_kinds->len, ==, columns->names[HC_BY_COHORT]->len);
  g_assert_cmpuint (columns->cohort_heads->len, ==, columns->names[HC_BY_COHORT]->len);
  for (guint i = 1; i < columns->cohort_kinds->len; i++)
    {
      const char *id = columns->ids[HC_BY_COHORT]->pdata[i];
      gboolean is_place = g_str_equal (id, "c2") || g_str_equal (id, "c3");
      gint64 heads = g_array_index (columns->cohort_heads, gint64, i);

      g_assert_cmpstr (columns->cohort_kinds->pdata[i], ==, is_place ? "location" : "role");
      g_assert_cmpint (heads, ==, g_str_equal (id, "c1")   ? 30
                                  : g_str_equal (id, "c2") ? 100
                                  : g_str_equal (id, "c3") ? 20
                                                           : -1);
    }
}

/* Scope rules and matches both add columns to the one statement. */
static void
test_with_scope (void)
{
  g_autoptr (HcDb) db = open_catalog ();
  g_autoptr (HcColumns) columns = NULL;

  add_tickets (db);
  hc_test_exec (db, "UPDATE ticket SET title = iif (id % 3, 'Printer', 'Login'), requester_term = 9 "
                    "WHERE id > 100");
  hc_test_sql (db, "Scope", "INSERT INTO scope_rule VALUES ('r', 'include', 'title_word', 'login')");
  hc_test_exec (db, "DELETE FROM ticket_rule_link");
  columns = load (db);
  g_assert_cmpuint (columns->n, >, 100);
  for (guint row = 0; row < columns->n; row++)
    {
      g_autofree char *cohorts = cohorts_at (columns, row);
      g_autofree char *sql = g_strdup_printf (
        "SELECT (role_term IS 3 OR department_term IS 7) + 2 * (location_term IS 4 OR "
        "location_term IS 5) + 4 * (location_term IS 6) FROM ticket WHERE id = %u",
        columns->ticket[row]);
      static const char *const expected[] = { NULL,     "Clerks",      "Hamburg", "Clerks|Hamburg",
                                              "Lyon",   "Clerks|Lyon" };

      g_assert_cmpuint (columns->ticket[row] % 3, ==, 0);
      g_assert_cmpuint (columns->requester[row], ==, 9);
      g_assert_cmpstr (cohorts, ==, expected[hc_test_int (db, sql)]);
    }
}

static void
test_nothing (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_autoptr (HcColumns) columns = NULL;

  hc_test_exec (db, TERMS);
  add_tickets (db);
  columns = load (db);
  g_assert_cmpuint (columns->n_more_cohorts, ==, 0);
  g_assert_cmpint (columns->users_in_scope, ==, -1);
  for (guint by = HC_BY_WORKFLOW; by <= HC_BY_CAUSE; by++)
    g_assert_cmpuint (columns->names[by]->len, ==, 1);
}

/* “w1 s2 Clerks” → how many, from the rows of the reference; “w1 s2 all”, “w1 s2 -” (no cohort). */
static GHashTable *
count_reference (HcDb *db)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, REFERENCE, NULL);

  g_assert_nonnull (stmt);
  while (hc_stmt_step (stmt, NULL) == SQLITE_ROW)
    {
      const char *workflow = hc_stmt_peek_text (stmt, 3), *step = hc_stmt_peek_text (stmt, 5);
      const char *cohorts = hc_stmt_peek_text (stmt, 8);
      g_autofree char *list = g_strdup_printf ("all|%s", cohorts != NULL ? cohorts : "-");
      g_auto (GStrv) names = g_strsplit (list, "|", -1);

      for (guint i = 0; workflow != NULL && names[i] != NULL; i++)
        {
          char *key = g_strdup_printf ("%s %s %s", workflow, step != NULL ? step : "-", names[i]);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

          g_hash_table_replace (counts, key, GUINT_TO_POINTER (n + 1));
        }
    }
  return counts;
}

static void
assert_cell (GHashTable *counts, const char *key, gint64 got)
{
  guint want = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  if (got != (gint64) want)
    g_error ("%s: %d, SQL says %u", key, (int) got, want);
}

/* The map of each hot path, cell by cell. */
static void
test_path_tickets (void)
{
  static const char *const workflows[] = { "w1", "w2" };
  static const char *const steps[] = { "s1", "s2", "s3" };
  static const char *const ids[] = { "c1", "c2", "c3", "c4" };
  static const char *const columns_of[]
    = { "Clerks", "Hamburg", "Lyon", "Buyers", NULL, "-", "all" };
  g_autoptr (HcDb) db = open_catalog ();
  g_autofree char *choices = random_choices ();
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GPtrArray) step_ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) cohort_ids = g_ptr_array_new ();
  g_autoptr (HcPathTickets) tickets = NULL;
  g_autoptr (HcCalendar) calendar = NULL;
  g_auto (HcLaunchSettings) settings = { 0 };

  add_tickets (db);
  hc_test_sql (db, "Classify", choices);
  columns = load (db);
  counts = count_reference (db);
  hc_launch_settings_init (&settings);
  settings.go_live_day = 0;
  calendar = hc_calendar_new ("UTC", settings.working_mask, NULL, 0, NULL);
  tickets = hc_path_tickets_new (columns, &settings, calendar, 5000);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (cohort_ids, (char *) ids[i]);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_ptr_array_add (step_ids, (char *) steps[i]);
  for (guint w = 0; w < G_N_ELEMENTS (workflows); w++)
    {
      g_autoptr (HcPathGrid) grid =
        hc_path_tickets_grid (tickets, workflows[w], step_ids, cohort_ids);

      g_assert_cmpint (grid->total, >, 100);
      for (guint row = 0; row <= grid->n_steps; row++)
        for (guint i = 0; i < G_N_ELEMENTS (columns_of); i++)
          {
            g_autofree char *key =
              g_strdup_printf ("%s %s %s", workflows[w], row < grid->n_steps ? steps[row] : "-",
                               columns_of[i]);

            if (columns_of[i] == NULL)
              g_assert_cmpint (hc_path_grid_at (grid, row, i), ==, 0); /* none is left over */
            else
              assert_cell (counts, key, hc_path_grid_at (grid, row, i));
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/columns-links/against-sql", test_against_sql);
  g_test_add_func ("/columns-links/cohorts", test_cohorts);
  g_test_add_func ("/columns-links/with-scope", test_with_scope);
  g_test_add_func ("/columns-links/nothing", test_nothing);
  g_test_add_func ("/columns-links/path-tickets", test_path_tickets);
  return g_test_run ();
}
