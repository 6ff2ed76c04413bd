/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “hypercare drivers”: its text, JSON and CSV for a launch small enough to count by hand. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "json-util.h"
#include "program-util.h"
#include "test-files.h"

/* Two windows of five working days, 2 to 6 and 9 to 13 March 2026. How many tickets on each day of
 * March; no two titles have a word in common, so that there is no text group. */
static const struct
{
  const char *category, *subcategory;
  guint days[14]; /* by day of March */
} demand[] = {
  { "Access", "Login", { [2] = 2, 2, 2, 2, 2, 0, 3, 1, 0, 1 } }, /* three on Sunday: no window */
  { "Finance", "Invoice", { [4] = 1, [9] = 2, 2, 2, 2, 1 } },
  { "Logistics", "", { [2] = 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1 } },
};

static char *
launch_new (void)
{
  g_autoptr (GString) csv =
    g_string_new ("Number,Opened,State,Category,Subcategory,Short description\n");
  char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "t.csv", NULL);
  g_auto (Run) made = { 0 };
  g_auto (Run) imported = { 0 };
  guint n = 0;

  for (guint day = 1; day < 14; day++)
    for (guint i = 0; i < G_N_ELEMENTS (demand); i++)
      for (guint j = 0; j < demand[i].days[day]; j++, n++)
        g_string_append_printf (csv, "INC%03u,2026-03-%02u %02u:00:00,New,%s,%s,w%c%c%cx\n", n, day,
                                8 + j, demand[i].category, demand[i].subcategory, 'a' + n / 5,
                                'b' + n / 2, 'c' + n % 19);
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  made = run_program (dir, "new", "d.hypercare", "--name", "D", "--go-live", "2026-03-02", "--zone",
                      "UTC", NULL);
  run_assert (&made, 0);
  imported =
    run_program (dir, "import", "d.hypercare", "t.csv", "--as-of", "2026-03-13T23:30", NULL);
  run_assert (&imported, 0);
  return dir;
}

static void
assert_keys (const JsonNode *object, const char *expected)
{
  g_autofree char *keys = json_keys (object);

  g_assert_cmpstr (keys, ==, expected);
}

/* P (X ≤ a) of n fair tosses. */
static double
at_most (guint a, guint n)
{
  double sum = 0, choose = 1;

  for (guint k = 0; k <= a; k++)
    {
      sum += choose;
      choose = choose * (n - k) / (k + 1);
    }
  return sum / pow (2, n);
}

/* The ends of the 90 % interval of a ÷ b: 5 % on each side (Clopper–Pearson), found by halving. */
static double
ratio_end (guint a, guint b, gboolean low)
{
  double from = 0, to = 1;

  for (guint step = 0; step < 100; step++)
    {
      double p = (from + to) / 2, tail = 0, choose = 1;
      guint n = a + b;

      for (guint k = 0; k <= n; k++)
        {
          if (low ? k >= a : k <= a)
            tail += choose * pow (p, k) * pow (1 - p, n - k);
          choose = choose * (n - k) / (k + 1);
        }
      if ((tail < 0.05) == low)
        from = p;
      else
        to = p;
    }
  return from / (1 - from);
}

static const struct
{
  const char *key;
  guint last, previous;
} expected[] = { { "Access / Login", 2, 10 }, { "Finance / Invoice", 9, 1 }, { "Logistics", 5, 5 } };

static void
test_json (void)
{
  g_autofree char *dir = launch_new ();
  g_auto (Run) run = run_program (dir, "drivers", "d.hypercare", "-f", "json", NULL);
  g_autoptr (JsonNode) json = NULL;
  const JsonNode *drivers, *windows;

  run_assert (&run, 0);
  g_assert_nonnull (json = json_parse (run.out));
  assert_keys (json, "as_of,windows,drivers");
  g_assert_cmpstr (json_text (json, "as_of"), ==, "2026-03-13T23:30:00Z");
  windows = json_get (json, "windows");
  assert_keys (windows, "last,previous");
  assert_keys (json_get (windows, "last"), "from,to,working_days");
  g_assert_cmpstr (json_text (json_get (windows, "last"), "from"), ==, "2026-03-09");
  g_assert_cmpstr (json_text (json_get (windows, "last"), "to"), ==, "2026-03-13");
  g_assert_cmpstr (json_text (json_get (windows, "previous"), "from"), ==, "2026-03-02");
  g_assert_cmpint (json_int (json_get (windows, "previous"), "working_days"), ==, 5);
  drivers = json_get (json, "drivers");
  g_assert_cmpuint (drivers->items->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const JsonNode *driver = json_at (drivers, i);
      guint a = expected[i].last, b = expected[i].previous;

      assert_keys (driver, "rank,kind,key,title,workflow,step,last,previous,rate_ratio,low,high,"
                           "p_falling,p_rising,phi,dispositioned");
      g_assert_cmpint (json_int (driver, "rank"), ==, i + 1);
      g_assert_cmpstr (json_text (driver, "kind"), ==, "category");
      g_assert_cmpstr (json_text (driver, "key"), ==, expected[i].key);
      g_assert_cmpstr (json_text (driver, "title"), ==, expected[i].key);
      g_assert_null (json_text (driver, "workflow"));
      g_assert_null (json_text (driver, "step"));
      g_assert_null (json_text (driver, "dispositioned"));
      g_assert_cmpint (json_int (driver, "last"), ==, a);
      g_assert_cmpint (json_int (driver, "previous"), ==, b);
      g_assert_cmpfloat_with_epsilon (json_double (driver, "rate_ratio"), (double) a / b, 1e-9);
      g_assert_cmpfloat_with_epsilon (json_double (driver, "p_falling"), at_most (a, a + b), 1e-9);
      g_assert_cmpfloat_with_epsilon (json_double (driver, "p_rising"), at_most (b, a + b), 1e-9);
      g_assert_cmpfloat_with_epsilon (json_double (driver, "low"), ratio_end (a, b, TRUE), 1e-6);
      g_assert_cmpfloat_with_epsilon (json_double (driver, "high"), ratio_end (a, b, FALSE), 1e-6);
      g_assert_cmpfloat (json_double (driver, "phi"), ==, 1);
    }
  test_dir_remove (dir);
}

/* Every cell as JSON writes it; null is an empty cell. */
static void
test_csv (void)
{
  g_autofree char *dir = launch_new ();
  g_auto (Run) run = run_program (dir, "drivers", "d.hypercare", "-f", "csv", NULL);
  g_auto (Run) same = run_program (dir, "drivers", "d.hypercare", "-f", "json", NULL);
  g_autoptr (JsonNode) json = NULL;
  g_auto (GStrv) lines = NULL;

  run_assert (&run, 0);
  g_assert_nonnull (json = json_parse (same.out));
  lines = g_strsplit (run.out, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (expected) + 2);
  g_assert_cmpstr (lines[0], ==,
                   "as_of,rank,kind,key,title,workflow,step,last,previous,rate_ratio,low,high,"
                   "p_falling,p_rising,phi,dispositioned");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const JsonNode *driver = json_at (json_get (json, "drivers"), i);
      g_autoptr (GString) line = g_string_new (json_text (json, "as_of"));

      for (guint k = 0; k < driver->items->len; k++)
        {
          const JsonNode *item = driver->items->pdata[k];
          const char *text = item->kind == JSON_NULL ? "" : item->text;

          g_string_append_printf (line, ",%s", text);
        }
      g_assert_cmpstr (lines[i + 1], ==, line->str);
    }
  test_dir_remove (dir);
}

#define HEAD                                                                                       \
  "As of Fri 13 Mar 2026, 23:30\n"                                                                 \
  "Last: Mon 9 Mar to Fri 13 Mar, 5 working days\n"                                                \
  "Previous: Mon 2 Mar to Fri 6 Mar, 5 working days\n\n"

static void
test_text (void)
{
  g_autofree char *dir = launch_new ();
  g_auto (Run) run = run_program (dir, "drivers", "d.hypercare", NULL);
  g_auto (Run) top = run_program (dir, "drivers", "d.hypercare", "--top", "1", NULL);

  run_assert (&run, 0);
  g_assert_cmpstr (
    run.out, ==,
    HEAD
    "RANK  DRIVER             KIND      STEP BEHIND IT  LAST  PREVIOUS  OPEN  GROWTH                "
    "        HELD BY\n"
    "   1  Access / Login     Category  –                  2        10    15  Falling: 2 against 10 "
    "        –\n"
    "   2  Finance / Invoice  Category  –                  9         1    10  Rising: 9 against 1   "
    "        –\n"
    "   3  Logistics          Category  –                  5         5    10  Cannot tell yet: 5 "
    "against 5  –\n"
    "\nResolved, or escalated with a person and a due date: 0 of the top 3\n");
  run_assert (&top, 0);
  g_assert_cmpstr (
    top.out, ==,
    HEAD
    "RANK  DRIVER          KIND      STEP BEHIND IT  LAST  PREVIOUS  OPEN  GROWTH                 "
    "HELD BY\n"
    "   1  Access / Login  Category  –                  2        10    15  Falling: 2 against 10  "
    "–\n"
    "\nResolved, or escalated with a person and a due date: 0 of the top 1\n"
    "1 of 3 drivers shown\n");
  test_dir_remove (dir);
}

/* Another window at an earlier T, and what is refused. */
static void
test_options (void)
{
  g_autofree char *dir = launch_new ();
  g_auto (Run) past = run_program (dir, "drivers", "d.hypercare", "--as-of", "2026-03-06", "--days",
                                   "3", "-f", "csv", NULL);
  g_auto (Run) zero = run_program (dir, "drivers", "d.hypercare", "--days", "0", NULL);
  g_auto (Run) format = run_program (dir, "drivers", "d.hypercare", "-f", "xml", NULL);
  g_auto (Run) missing = run_program (dir, "drivers", "none.hypercare", NULL);

  /* 4 to 6 March against 2 and 3 March */
  run_assert (&past, 0);
  assert_contains (past.out, "\r\n2026-03-07T00:00:00Z,1,category,Access / Login,Access / Login,,,"
                             "6,4,");
  assert_contains (past.out, ",2,category,Logistics,Logistics,,,3,2,");
  assert_contains (past.out, ",3,category,Finance / Invoice,Finance / Invoice,,,1,0,");
  run_assert (&zero, 2);
  run_assert (&format, 2);
  run_assert (&missing, 1);
  assert_contains (missing.err, "none.hypercare");
  test_dir_remove (dir);
}

/* The sample's rules: issues with hot path and step. */
static void
test_issues (void)
{
  g_auto (Run) run = run_program (sample_dir (), "drivers", "sample.hypercare", "-f", "json",
                                  "--top", "1", NULL);
  g_autoptr (JsonNode) json = NULL;
  const JsonNode *driver;

  run_assert (&run, 0);
  g_assert_nonnull (json = json_parse (run.out));
  g_assert_cmpuint (json_get (json, "drivers")->items->len, ==, 1);
  driver = json_at (json_get (json, "drivers"), 0);
  g_assert_cmpstr (json_text (driver, "kind"), ==, "issue");
  g_assert_true (g_uuid_string_is_valid (json_text (driver, "key")));
  g_assert_nonnull (json_text (driver, "workflow"));
  g_assert_nonnull (json_text (driver, "step"));
}

static void
test_empty (void)
{
  g_autofree char *dir = test_dir_new ();
  g_auto (Run) made = run_program (dir, "new", "e.hypercare", "--name", "E", "--go-live",
                                   "2026-03-02", "--zone", "UTC", NULL);
  g_auto (Run) text = run_program (dir, "drivers", "e.hypercare", NULL);
  g_auto (Run) run = run_program (dir, "drivers", "e.hypercare", "-f", "json", NULL);
  g_autoptr (JsonNode) json = NULL;

  run_assert (&made, 0);
  run_assert (&text, 0);
  g_assert_cmpstr (text.out, ==, "Nothing is imported yet.\n");
  g_assert_nonnull (json = json_parse (run.out));
  g_assert_null (json_text (json, "as_of"));
  g_assert_null (json_text (json_get (json_get (json, "windows"), "last"), "from"));
  g_assert_cmpuint (json_get (json, "drivers")->items->len, ==, 0);
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers-output/json", test_json);
  g_test_add_func ("/drivers-output/csv", test_csv);
  g_test_add_func ("/drivers-output/text", test_text);
  g_test_add_func ("/drivers-output/options", test_options);
  g_test_add_func ("/drivers-output/issues", test_issues);
  g_test_add_func ("/drivers-output/empty", test_empty);
  status = g_test_run ();
  sample_forget ();
  return status;
}
