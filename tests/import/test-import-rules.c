/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links and choices while files come and go: what an import links is what a fresh run of the rules
 * would link, and what people chose stays. */

#include "config.h"

#include "hc-db-private.h"
#include "hc-history.h"
#include "hc-import.h"
#include "hc-rule-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "hc-triage-table.h"

#define LINKS                                                                                      \
  "SELECT t.external_id, r.issue_id, r.cause FROM ticket AS t JOIN ticket_rule_link AS l ON "      \
  "l.ticket_id = t.id JOIN rule_result AS r ON r.id = l.result_id ORDER BY t.external_id"
#define TRIAGE "SELECT external_id, issue_id, how, note FROM ticket_triage ORDER BY external_id"

static gboolean
add_rule (HcDb *db, gpointer data, GError **error)
{
  const char *const *words = data; /* field, operator, value, issue, cause */
  g_autoptr (HcRule) rule = hc_rule_new ();
  HcRuleOperator op = HC_RULE_IS;

  g_assert_true (hc_rule_operator_from_word (words[1], &op));
  hc_rule_add_condition (rule, hc_ticket_field_from_name (words[0]), op, words[2]);
  rule->target[HC_LINK_ISSUE] = g_strdup (words[3]);
  rule->target[HC_LINK_CAUSE] = g_strdup (words[4]);
  return hc_rule_save (db, rule, NULL, error);
}

static HcDb *
launch_new (gboolean with_rules)
{
  static const char *const rules[][5] = {
    { "group", "is", "order support", "i1", NULL },
    { "title", "contains", "PRÜFUNG", "i2", "validation" },
    { "category", "is", "Orders", NULL, "access" },
    { "assignee", "matches", "^agent 1$", "i2", NULL },
  };
  HcDb *db = hc_test_launch_new ("2024-03-04", "UTC");

  hc_test_sql (db, "Issues", "INSERT INTO issue (id, code, title) VALUES ('i1', 'HC-001', 'Orders'), "
                             "('i2', 'HC-002', 'Check')");
  for (guint i = 0; with_rules && i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;

      hc_history_run (db, "Add Rule", add_rule, (gpointer) rules[i], &error);
      g_assert_no_error (error);
    }
  return db;
}

static void
import (HcDb *db, const char *name, gboolean dry_run)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "csv", name, NULL);
  g_auto (HcImportOptions) options;
  g_autoptr (HcBatch) batch = NULL;
  g_autoptr (GError) error = NULL;

  hc_import_options_init (&options);
  options.now = 1800000000;
  options.dry_run = dry_run;
  batch = hc_import_file (db, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The state says so, and a fresh run agrees. */
static void
assert_fresh (HcDb *db)
{
  g_autofree char *links = hc_test_rows (db, LINKS);
  g_autoptr (GError) error = NULL;
  gboolean current = FALSE;

  g_assert_true (hc_rules_are_current (db, &current, &error));
  g_assert_true (current);
  g_assert_true (hc_db_begin (db, &error));
  g_assert_true (hc_rules_rebuild (db, &error));
  hc_test_assert_rows (db, LINKS, links);
  hc_db_rollback (db);
}

static const struct
{
  const char *file;
  const char *links;
} story[] = {
  { "story-1.csv", "INC1|i1|access\nINC2|i2|\n" },
  { "story-2.csv", "INC1|i1|access\nINC2|i2|\nINC4||access\n" },
  { "story-3.csv", "INC1|i1|access\nINC2|i2|\nINC4||access\nINC5|i1|validation\n" },
};

static void
test_import (void)
{
  g_autoptr (HcDb) db = launch_new (TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (story); i++)
    {
      g_autofree char *before = hc_test_rows (db, LINKS);

      import (db, story[i].file, TRUE);
      hc_test_assert_rows (db, LINKS, before); /* a dry run links nothing */
      import (db, story[i].file, FALSE);
      hc_test_assert_rows (db, LINKS, story[i].links);
      assert_fresh (db);
    }
  for (guint i = G_N_ELEMENTS (story); i-- > 0;)
    {
      g_autoptr (GError) error = NULL;

      hc_batch_take_back (db, 0, NULL, &error);
      g_assert_no_error (error);
      hc_test_assert_rows (db, LINKS, i > 0 ? story[i - 1].links : "");
      assert_fresh (db);
    }
}

static void
test_log (void)
{
  g_autoptr (HcDb) db = launch_new (TRUE);

  import (db, "story-log.csv", FALSE);
  hc_test_assert_rows (db, LINKS, story[2].links);
  assert_fresh (db);
}

/* Rules that come between two imports. */
static void
test_rule_between (void)
{
  static const char *const rule[] = { "title", "word", "label", "i2", NULL };
  g_autoptr (HcDb) db = launch_new (FALSE);

  import (db, "story-1.csv", FALSE);
  hc_test_assert_rows (db, LINKS, "");
  hc_history_run (db, "Add Rule", add_rule, (gpointer) rule, NULL);
  import (db, "story-2.csv", FALSE);
  hc_test_assert_rows (db, LINKS, "INC3|i2|\n");
  assert_fresh (db);
}

static gboolean
choose (HcDb *db, gpointer data, GError **error)
{
  static const gint64 tickets[] = { 2, 3 };
  HcTriageChoice choice = { 1u << HC_LINK_ISSUE, { "i1" }, HC_TRIAGE_BULK, 1710000000 };

  return hc_triage_set (db, tickets, 2, &choice, error) &&
         hc_triage_set_note (db, 3, "Asked twice", error);
}

static void
test_choices_stay (void)
{
  static const char *const files[] = { "story-2.csv", "story-3.csv", "story-log.csv" };
  const char *chosen = "INC2|i1|bulk|\nINC3|i1|bulk|Asked twice\n";
  g_autoptr (HcDb) db = launch_new (TRUE);
  g_autoptr (GError) error = NULL;

  import (db, "story-1.csv", FALSE);
  hc_test_command (db, "Classify", choose, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (HcTicketLinks) links = NULL;

      import (db, files[i], FALSE);
      hc_test_assert_rows (db, TRIAGE, chosen);
      links = hc_ticket_links_load (db, 2, &error);
      g_assert_no_error (error);
      g_assert_cmpint (links->link[HC_LINK_ISSUE].source, ==, HC_LINK_FROM_PERSON);
      g_assert_cmpstr (links->link[HC_LINK_ISSUE].id, ==, "i1");
    }
  /* Even with all imports gone: the next one brings the tickets back. */
  while (hc_test_int (db, "SELECT count (*) FROM import_batch") > 0)
    g_assert_true (hc_batch_take_back (db, 0, NULL, NULL));
  hc_test_assert_rows (db, TRIAGE, chosen);
  import (db, "story-1.csv", FALSE);
  hc_test_assert_rows (db, TRIAGE, chosen);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM ticket_triage AS p JOIN ticket AS t ON "
                                    "t.external_id = p.external_id"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-rules/import", test_import);
  g_test_add_func ("/import-rules/log", test_log);
  g_test_add_func ("/import-rules/rule-between", test_rule_between);
  g_test_add_func ("/import-rules/choices-stay", test_choices_stay);
  return g_test_run ();
}
