/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “hypercare chart”: pictures that are whole, and refusals that say what to do. */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "program-util.h"

static gboolean
exists (const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
assert_begins (const char *dir, const char *name, const char *magic)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 2000);
  g_assert_cmpint (memcmp (contents, magic, strlen (magic)), ==, 0);
  g_unlink (path);
}

static guint32
png_side (const char *dir, const char *name, gsize at)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *contents = NULL;
  guint32 side;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  memcpy (&side, contents + at, sizeof side);
  return GUINT32_FROM_BE (side);
}

static void
test_formats (void)
{
  static const struct
  {
    const char *name, *magic;
  } cases[] = { { "a.png", "\x89PNG" }, { "a.svg", "<?xml" }, { "a.pdf", "%PDF" } };
  g_autofree char *dir = sample_copy ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run
        = run_program (dir, "chart", "sample.hypercare", "inflow", "-o", cases[i].name, NULL);

      run_assert (&run, 0);
      assert_contains (run.out, cases[i].name);
      assert_begins (dir, cases[i].name, cases[i].magic);
    }
}

static void
test_size (void)
{
  static const struct
  {
    const char *size;
    guint32 width, height;
  } cases[] = { { NULL, 1200, 600 }, { "640x320", 640, 320 }, { "2400x900", 2400, 900 } };
  g_autofree char *dir = sample_copy ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run = run_program (dir, "chart", "sample.hypercare", "open", "--force", "-o",
                                      "a.png", cases[i].size != NULL ? "--size" : NULL,
                                      cases[i].size, NULL);

      run_assert (&run, 0);
      g_assert_cmpuint (png_side (dir, "a.png", 16), ==, cases[i].width);
      g_assert_cmpuint (png_side (dir, "a.png", 20), ==, cases[i].height);
    }
}

/* Every metric that can be measured has a chart; the others say what they miss. */
static void
test_every_metric (void)
{
  static const struct
  {
    const char *metric;
    int status;
  } cases[] = {
    { "inflow", 0 },          { "resolved", 0 },         { "reopened", 0 },
    { "open", 0 },            { "net_flow", 0 },         { "backlog_age", 0 },
    { "backlog_days", 0 },    { "time_to_resolve", 0 },  { "misrouting_rate", 0 },
    { "reopen_rate", 0 },     { "deflection_rate", 1 },  { "self_service_reach", 1 },
  };
  g_autofree char *dir = sample_copy ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run
        = run_program (dir, "chart", "sample.hypercare", cases[i].metric, "-o", "m.png", NULL);
      g_autofree char *path = g_build_filename (dir, "m.png", NULL);

      g_test_message ("%s", cases[i].metric);
      run_assert (&run, cases[i].status);
      g_assert_true (exists (dir, "m.png") == (cases[i].status == 0));
      if (cases[i].status != 0)
        assert_contains (run.err, "not measurable");
      g_unlink (path);
    }
}

static void
test_groups (void)
{
  g_autofree char *dir = sample_copy ();
  g_auto (Run) bars = run_program (dir, "chart", "sample.hypercare", "time_to_resolve", "--by",
                                   "category", "-o", "bars.svg", NULL);
  g_auto (Run) funnel = run_program (dir, "chart", "sample.hypercare", "misrouting_rate", "--by",
                                     "category", "--funnel", "-o", "funnel.svg", NULL);

  g_auto (Run) curve = run_program (dir, "chart", "sample.hypercare", "time_to_resolve", "--curve",
                                    "-o", "curve.svg", NULL);
  g_auto (Run) curves = run_program (dir, "chart", "sample.hypercare", "time_to_resolve", "--curve",
                                     "--by", "category", "-o", "curves.svg", NULL);

  run_assert (&curve, 0);
  run_assert (&curves, 0);
  assert_begins (dir, "curve.svg", "<?xml");
  assert_begins (dir, "curves.svg", "<?xml");
  run_assert (&bars, 0);
  run_assert (&funnel, 0);
  assert_begins (dir, "bars.svg", "<?xml");
  assert_begins (dir, "funnel.svg", "<?xml");
}

static char *
draw (const char *dir, const char *const *more)
{
  const char *arguments[16]
    = { "chart", "sample.hypercare", "time_to_resolve", "--force", "-o", "d.svg" };
  g_autofree char *path = g_build_filename (dir, "d.svg", NULL);
  char *contents = NULL;

  for (guint i = 0; more[i] != NULL; i++)
    arguments[i + 6] = more[i];
  {
    g_auto (Run) run = run_program_v (dir, arguments);

    run_assert (&run, 0);
  }
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

/* Green is only for targets. */
#define TARGET_COLOUR "rgb(10.588235%"

/* Each option changes the picture, and a filter that keeps everything would not. */
static void
test_filters (void)
{
  static const char *const none[] = { NULL };
  static const char *const where[] = { "--where", "category=Access", NULL };
  static const char *const both[] = { "--where", "category=Access", "--compare", "all", NULL };
  static const char *const other[]
    = { "--where", "category=Access", "--compare", "category=Finance", NULL };
  static const char *const curves[]
    = { "--curve", "--where", "category=Access", "--compare", "all", NULL };
  static const char *const *const cases[] = { none, where, both, other, curves };
  g_autofree char *dir = sample_copy ();
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_ptr_array_add (pictures, draw (dir, cases[i]));
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (g_ptr_array_index (pictures, k), !=, g_ptr_array_index (pictures, i));
    }
}

/* What was entered for the page is drawn here too. */
static void
test_target (void)
{
  static const char *const none[] = { NULL };
  g_autofree char *dir = sample_copy ();
  g_autofree char *path = g_build_filename (dir, "sample.hypercare", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DELETE FROM metric_target;", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  before = draw (dir, none);
  g_assert_null (strstr (before, TARGET_COLOUR));
  g_assert_cmpint (
    sqlite3_exec (db, "INSERT INTO metric_target VALUES ('t', 'time_to_resolve', 24);", NULL, NULL,
                  NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  after = draw (dir, none);
  g_assert_nonnull (strstr (after, TARGET_COLOUR));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *arguments[8];
    int status;
    const char *says;
  } cases[] = {
    { { "inflow" }, 2, "-o CHART.png" },
    { { "inflow", "-o", "a.jpg" }, 2, "must end in" },
    { { "inflov", "-o", "a.png" }, 2, "“inflow”" },
    { { "inflow", "-o", "a.png", "--by", "categry" }, 2, "“category”" },
    { { "inflow", "-o", "a.png", "--size", "big" }, 2, "1200x600" },
    { { "inflow", "-o", "a.png", "--size", "1x1" }, 2, "100" },
    { { "inflow", "-o", "a.png", "--from", "yesterday" }, 2, "YYYY-MM-DD" },
    { { "inflow", "-o", "a.png", "--funnel" }, 2, "--by" },
    { { "inflow", "-o", "a.png", "--curve" }, 2, "time_to_resolve" },
    { { "inflow", "-o", "a.png", "--where", "category" }, 2, "FIELD=VALUE" },
    { { "inflow", "-o", "a.png", "--where", "category=Nowhere" }, 2, "No ticket" },
    { { "inflow", "-o", "a.png", "--compare", "categry=Access" }, 2, "“category”" },
    { { "inflow", "-o", "a.png", "--compare", "category=Nowhere" }, 2, "No ticket" },
    { { "inflow", "-o", "a.png", "--compare", "all", "--by", "group" }, 2, "one of them" },
    { { "inflow", "-o", "a.png", "--as-of", "soon" }, 2, "YYYY-MM-DD" },
    { { "inflow", "-o", "nowhere/a.png" }, 1, "does not exist" },
    { { "inflow", "-o", "taken.png" }, 1, "exists already" },
  };
  g_autofree char *dir = sample_copy ();
  g_autofree char *taken = g_build_filename (dir, "taken.png", NULL);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (taken, "mine", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *arguments[12] = { "chart", "sample.hypercare" };

      for (guint k = 0; k < 8 && cases[i].arguments[k] != NULL; k++)
        arguments[k + 2] = cases[i].arguments[k];
      {
        g_auto (Run) run = run_program_v (dir, arguments);

        g_test_message ("%s", cases[i].says);
        run_assert (&run, cases[i].status);
        assert_contains (run.err, cases[i].says);
      }
      g_assert_false (exists (dir, "a.png"));
      g_assert_false (exists (dir, "a.png.part"));
    }
  g_assert_true (g_file_get_contents (taken, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "mine");
}

/* The same launch and moment give the same picture, byte for byte. */
static void
test_same_twice (void)
{
  g_autofree char *dir = sample_copy ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *path = g_build_filename (dir, "a.svg", NULL);
  gsize n_first, n_second;

  for (guint i = 0; i < 2; i++)
    {
      g_auto (Run) run
        = run_program (dir, "chart", "sample.hypercare", "misrouting_rate", "--as-of",
                       "2026-03-12", "--force", "-o", "a.svg", NULL);

      run_assert (&run, 0);
      g_assert_true (g_file_get_contents (path, i == 0 ? &first : &second,
                                          i == 0 ? &n_first : &n_second, NULL));
    }
  g_assert_cmpmem (first, n_first, second, n_second);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-output/formats", test_formats);
  g_test_add_func ("/chart-output/size", test_size);
  g_test_add_func ("/chart-output/every-metric", test_every_metric);
  g_test_add_func ("/chart-output/groups", test_groups);
  g_test_add_func ("/chart-output/filters", test_filters);
  g_test_add_func ("/chart-output/target", test_target);
  g_test_add_func ("/chart-output/refusals", test_refusals);
  g_test_add_func ("/chart-output/same-twice", test_same_twice);
  status = g_test_run ();
  sample_forget ();
  return status;
}
