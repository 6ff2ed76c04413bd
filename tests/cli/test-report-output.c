/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “hypercare summary” and “hypercare report” on the sample launch: the text word for word, files
 * that are whole, refusals that say what to do. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "program-util.h"

static char *
read_file (const char *dir, const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

/* After a change that is meant: hypercare summary sample.hypercare --as-of 2026-03-12; no two
 * drivers may be equally large on that day, as their order would then be chance. */
static void
test_golden (void)
{
  g_autofree char *expected
    = read_file (g_test_get_dir (G_TEST_DIST), "cli" G_DIR_SEPARATOR_S "summary.golden.txt");
  g_auto (Run) run
    = run_program (sample_dir (), "summary", "sample.hypercare", "--as-of", "2026-03-12", NULL);

  run_assert (&run, 0);
  g_assert_cmpstr (run.out, ==, expected);
}

/* The text report of a day is the summary of that day. */
static void
test_text (void)
{
  g_autofree char *dir = sample_copy ();
  g_auto (Run) run
    = run_program (dir, "report", "sample.hypercare", "--day", "2026-03-11", "-o", "r.txt", NULL);
  g_auto (Run) summary
    = run_program (dir, "summary", "sample.hypercare", "--as-of", "2026-03-11", NULL);
  g_autofree char *text = NULL;

  run_assert (&run, 0);
  assert_contains (run.out, "r.txt");
  text = read_file (dir, "r.txt");
  g_assert_cmpstr (text, ==, summary.out);
}

static void
test_refusals (void)
{
  static const struct { const char *arguments; int status; const char *says; } cases[] = {
    { "report sample.hypercare", 2, "-o REPORT.pdf" },
    { "report sample.hypercare -o r.doc", 2, "must end in" },
    { "report sample.hypercare -o r.pdf --day yesterday", 2, "is no date" },
    { "report sample.hypercare -o r.pdf --day 2026-03-03", 2, "go-live is on 2026-03-04" },
    { "report sample.hypercare -o r.pdf --day 2027-01-01", 2, "the newest import is of" },
    { "report sample.hypercare -o no/r.pdf", 1, "does not exist" },
    { "report sample.hypercare -o sample.hypercare.txt --day 2026-03-05", 0, "" },
    { "report sample.hypercare -o sample.hypercare.txt", 1, "exists already" },
    { "report sample.hypercare -o sample.hypercare.txt --force", 0, "" },
  };
  g_autofree char *dir = sample_copy ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) arguments = g_strsplit (cases[i].arguments, " ", -1);
      g_auto (Run) run = run_program_v (dir, (const char *const *) arguments);
      g_autofree char *path = g_build_filename (dir, "r.pdf", NULL);

      g_test_message ("%s", cases[i].arguments);
      run_assert (&run, cases[i].status);
      assert_contains (run.err, cases[i].says);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_pictures (void)
{
  static const struct { const char *name, *magic; } cases[]
    = { { "r.pdf", "%PDF" }, { "r.png", "\x89PNG" }, { "r.svg", "<?xml" } };
  g_autofree char *dir = sample_copy ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run = run_program (dir, "report", "sample.hypercare", "-o", cases[i].name, NULL);
      g_autofree char *contents = NULL;

      run_assert (&run, 0);
      contents = read_file (dir, cases[i].name);
      g_assert_cmpint (memcmp (contents, cases[i].magic, 4), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-output/golden", test_golden);
  g_test_add_func ("/report-output/text", test_text);
  g_test_add_func ("/report-output/refusals", test_refusals);
  g_test_add_func ("/report-output/pictures", test_pictures);
  status = g_test_run ();
  sample_forget ();
  return status;
}
