/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cohort-values.h"

#include "hc-test-facts.h"
#include "hc-test-history.h"

#define N_TICKETS 60

/* Ticket i of 1…60: location by i % 3 (none, Hamburg, Graz), department by i % 4 (none, Sales,
 * Plant, Hamburg). “Hamburg” is one text in two fields. */
static HcDb *
open_fixture (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "Europe/Berlin");

  hc_test_exec (db, "INSERT INTO source VALUES ('s1', 'Desk', '');"
                    "INSERT INTO term VALUES (1, 'source', 's1'), (2, 'location', 'Hamburg'),"
                    " (3, 'location', 'Graz'), (4, 'department', 'Sales'),"
                    " (5, 'department', 'Plant'), (6, 'department', 'Hamburg'),"
                    " (7, 'region', 'North');");
  hc_test_exec (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) "
                    "INSERT INTO ticket (id, source_term, external_id, state_class, location_term,"
                    " department_term, opened_at, first_batch, last_batch, row_hash, content_hash)"
                    " SELECT i, 1, 'T' || i, 'open',"
                    " CASE i % 3 WHEN 1 THEN 2 WHEN 2 THEN 3 END,"
                    " CASE i % 4 WHEN 1 THEN 4 WHEN 2 THEN 5 WHEN 3 THEN 6 END,"
                    " 1000 + i, 1, 1, 0, 0 FROM n");
  hc_test_sql (db, "Add Cohorts",
               "INSERT INTO cohort VALUES ('c1', 'Hamburg', 'location', 100, 'a'),"
               " ('c2', 'Sales or Graz', 'role', NULL, 'b'), ('c3', 'Nobody', 'role', NULL, 'c'),"
               " ('c4', 'Without a match', 'role', NULL, 'd'), ('c5', 'Twice', 'role', 1, 'e');"
               "INSERT INTO cohort_match VALUES ('m1', 'c1', 'location', 'Hamburg'),"
               " ('m2', 'c2', 'department', 'Sales'), ('m3', 'c2', 'location', 'Graz'),"
               " ('m4', 'c3', 'region', 'South'), ('m5', 'c5', 'location', 'Hamburg'),"
               " ('m6', 'c5', 'department', 'Hamburg'), ('m7', 'c3', 'region', 'North'),"
               " ('m8', 'c3', 'title', 'no such field')");
  return db;
}

static void
test_values (void)
{
  static const struct
  {
    const char *field;
    const char *expected; /* NULL: refused */
  } cases[] = {
    { "location", "Graz 20;Hamburg 20;" },
    { "department", "Hamburg 15;Plant 15;Sales 15;" },
    { "region", "" },
    { "title", NULL },
    { "nonsense", NULL },
  };
  g_autoptr (HcDb) db = open_fixture ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) values = hc_cohort_values (db, cases[i].field, &error);
      g_autoptr (GString) text = g_string_new (NULL);

      if (cases[i].expected == NULL)
        {
          g_assert_error (error, HC_ERROR, HC_ERROR_USAGE);
          continue;
        }
      g_assert_no_error (error);
      for (guint j = 0; j < values->len; j++)
        {
          HcTicketValue *value = g_ptr_array_index (values, j);

          g_string_append_printf (text, "%s %d;", value->text, (int) value->count);
        }
      g_assert_cmpstr (text->str, ==, cases[i].expected);
    }
}

/* What the rule says, ticket by ticket. */
static gint64
expected_count (const char *cohort)
{
  gint64 n = 0;

  for (int i = 1; i <= N_TICKETS; i++)
    if (g_str_equal (cohort, "c1"))
      n += i % 3 == 1;
    else if (g_str_equal (cohort, "c2"))
      n += i % 4 == 1 || i % 3 == 2;
    else if (g_str_equal (cohort, "c5"))
      n += i % 3 == 1 || i % 4 == 3;
  return n;
}

static void
test_counts (void)
{
  static const char *const with_match[] = { "c1", "c2", "c3", "c5" };
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HcCohortCounts) counts = hc_cohort_counts (db, &error);

  g_assert_no_error (error);
  g_assert_cmpint (counts->all, ==, N_TICKETS);
  for (guint i = 0; i < G_N_ELEMENTS (with_match); i++)
    g_assert_cmpint (hc_cohort_counts_of (counts, with_match[i]), ==,
                     expected_count (with_match[i]));
  g_assert_cmpint (hc_cohort_counts_of (counts, "c2"), >, 20);
  g_assert_cmpint (hc_cohort_counts_of (counts, "c4"), ==, -1);
}

static void
test_empty (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-04", "UTC");
  g_autoptr (GError) error = NULL;
  g_autoptr (HcCohortCounts) counts = hc_cohort_counts (db, &error);

  g_assert_no_error (error);
  g_assert_cmpint (counts->all, ==, 0);
  g_assert_cmpint (hc_cohort_counts_of (counts, "c1"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cohort-values/values", test_values);
  g_test_add_func ("/cohort-values/counts", test_counts);
  g_test_add_func ("/cohort-values/empty", test_empty);
  return g_test_run ();
}
