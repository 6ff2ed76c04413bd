/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `classify` on a kept launch: 60 tickets, one of them cancelled, one rule, three choices of a person. */

#include "config.h"

#include <string.h>

#include "json-util.h"
#include "program-util.h"
#include "test-files.h"

/* A folder with a copy as “w.hypercare”. */
static char *
launch_dir (const char *fixture)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "fixtures", "schema", fixture, NULL);
  g_autofree char *content = NULL;
  g_autofree char *to = NULL;
  char *dir = test_dir_new ();
  gsize length;

  to = g_build_filename (dir, "w.hypercare", NULL);
  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
  return dir;
}

static void
test_rules (void)
{
  g_autofree char *dir = launch_dir ("launch-v3.hypercare");
  g_auto (Run) text = run_program (dir, "classify", "w.hypercare", NULL);
  g_auto (Run) json = run_program (dir, "classify", "w.hypercare", "--format", "json", NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *keys = NULL;
  g_autofree char *rule_keys = NULL;
  const JsonNode *rule;

  run_assert (&text, 0);
  assert_contains (text.out, "Classified 16 of 59 (27 %)");
  assert_contains (text.out, "3 by people, 13 by rules");
  assert_contains (text.out, "HC-001 Role is missing after go-live");
  run_assert (&json, 0);
  root = json_parse (json.out);
  keys = json_keys (root);
  g_assert_cmpstr (keys, ==, "tickets,classified,by_person,by_rule,rules");
  g_assert_cmpint (json_int (root, "tickets"), ==, 59);
  g_assert_cmpint (json_int (root, "classified"), ==, 16);
  g_assert_cmpint (json_int (root, "by_person"), ==, 3);
  g_assert_cmpint (json_int (root, "by_rule"), ==, 13);
  rule = json_at (json_get (root, "rules"), 0);
  rule_keys = json_keys (rule);
  g_assert_cmpstr (rule_keys, ==, "number,name,enabled,issue,issue_title,decides");
  g_assert_cmpstr (json_text (rule, "issue"), ==, "HC-001");
  g_assert_true (json_true (rule, "enabled"));
  /* Of one ticket that a person linked the rule still decides the cause. */
  g_assert_cmpint (json_int (rule, "decides"), ==, 14);
  test_dir_remove (dir);
}

static void
test_suggest (void)
{
  g_autofree char *dir = launch_dir ("launch-v3.hypercare");
  g_auto (Run) json =
    run_program (dir, "classify", "w.hypercare", "--suggest", "--format", "json", NULL);
  g_auto (Run) text = run_program (dir, "classify", "w.hypercare", "--suggest", NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *keys = NULL;
  const JsonNode *suggestions;

  run_assert (&text, 0);
  assert_contains (text.out, "Classified 16 of 59");
  run_assert (&json, 0);
  root = json_parse (json.out);
  keys = json_keys (root);
  g_assert_cmpstr (keys, ==, "tickets,classified,accuracy,suggestions");
  g_assert_cmpint (json_int (root, "classified"), ==, 16);
  suggestions = json_get (root, "suggestions");
  g_assert_cmpuint (suggestions->items->len, <=, 59 - 16);
  for (guint i = 0; i < suggestions->items->len; i++)
    {
      const JsonNode *item = json_at (suggestions, i);
      g_autofree char *item_keys = json_keys (item);

      g_assert_cmpstr (item_keys, ==,
                       "ticket,title,issue,issue_title,confidence,calibrated,reason");
      g_assert_cmpfloat (json_double (item, "confidence"), >=, 0);
      g_assert_cmpfloat (json_double (item, "confidence"), <=, 1);
      g_assert_nonnull (json_text (item, "reason"));
    }
  test_dir_remove (dir);
}

/* A launch of before the catalog has no rules: that is no failure. */
static void
test_without_rules (void)
{
  g_autofree char *dir = launch_dir ("launch-v2.hypercare");
  g_auto (Run) text = run_program (dir, "classify", "w.hypercare", NULL);
  g_auto (Run) suggest = run_program (dir, "classify", "w.hypercare", "--suggest", NULL);
  g_auto (Run) bad = run_program (dir, "classify", "w.hypercare", "--format", "csv", NULL);

  run_assert (&text, 0);
  assert_contains (text.out, "Classified 0 of 59 (0 %)");
  assert_contains (text.out, "There are no rules.");
  run_assert (&suggest, 0);
  assert_contains (suggest.out, "There is nothing to suggest");
  run_assert (&bad, 2);
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classify-output/rules", test_rules);
  g_test_add_func ("/classify-output/suggest", test_suggest);
  g_test_add_func ("/classify-output/without-rules", test_without_rules);
  return g_test_run ();
}
