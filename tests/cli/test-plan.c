/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program on plans: starters, and launches of older versions. */

#include "config.h"

#include <string.h>

#include "json-util.h"
#include "program-util.h"
#include "test-files.h"

static void
test_starter (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *nothing = g_build_filename (dir, "n.hypercare", NULL);
  g_auto (Run) erp = run_program (dir, "new", "e.hypercare", "--name", "Wave 1", "--go-live",
                                  "2026-03-04", "--starter", "erp", NULL);
  g_auto (Run) unknown = run_program (dir, "new", "n.hypercare", "--name", "Wave 1", "--go-live",
                                      "2026-03-04", "--starter", "sample", NULL);
  g_auto (Run) check = run_program (dir, "check", "e.hypercare", NULL);

  run_assert (&erp, 0);
  assert_contains (erp.out, "Finance, procurement and logistics");
  run_assert (&check, 0);
  run_assert (&unknown, 2);
  assert_contains (unknown.err, "erp, crm, hcm, itsm, blank");
  g_assert_false (g_file_test (nothing, G_FILE_TEST_EXISTS));
  test_dir_remove (dir);
}

static char *
fixture_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "schema", name, NULL);
}

/* The next export after the update: one time was changed in it, so one ticket changes. Which rows say
 * nothing new is known from the old version's hashes. */
static void
test_import_after_update (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *launch = fixture_path ("launch-v1.hypercare");
  g_autofree char *next = fixture_path ("launch-v1-next.csv");
  g_autofree char *copy = g_build_filename (dir, "w.hypercare", NULL);
  g_autofree char *content = NULL;
  g_auto (Run) import = { 0 };
  g_auto (Run) check = { 0 };
  g_autoptr (JsonNode) json = NULL;
  const JsonNode *batch;
  gsize length;

  g_assert_true (g_file_get_contents (launch, &content, &length, NULL));
  g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));
  import = run_program (dir, "import", "w.hypercare", next, "--as-of", "2026-03-08T23:00", "-f",
                        "json", NULL);
  run_assert (&import, 0);
  json = json_parse (import.out);
  batch = json_at (json, 0);
  g_assert_cmpint (json_int (batch, "tickets"), ==, 60);
  g_assert_cmpint (json_int (batch, "new"), ==, 0);
  g_assert_cmpint (json_int (batch, "changed"), ==, 1);
  g_assert_cmpint (json_int (batch, "unchanged"), ==, 59);
  check = run_program (dir, "check", "w.hypercare", NULL);
  run_assert (&check, 0);
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/starter", test_starter);
  g_test_add_func ("/plan/import-after-update", test_import_after_update);
  return g_test_run ();
}
