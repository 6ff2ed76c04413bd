/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules in a launch: saving, links that are derived from them, what a rule would do. */

#include "config.h"

#include <string.h>

#include "catalog-fixture.h"
#include "hc-check.h"
#include "hc-history.h"
#include "hc-record-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define RULES                                                                                      \
  "SELECT r.name, r.issue_id, r.workflow_id, r.step_id, (SELECT group_concat (field || ' ' || "    \
  "operator || ' ' || replace (value, char (10), '/'), '; ') FROM (SELECT * FROM rule_condition "  \
  "WHERE rule_id = r.id ORDER BY rank, field)) FROM rule AS r ORDER BY rank, name, id"

/* ---------------------------------------------------------------- saving */

static gboolean
run_save (HcDb *db, gpointer data, GError **error)
{
  return hc_rule_save (db, data, NULL, error);
}

static HcRule *
rule_of (HcDb *db, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = hc_rules_load (db, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rules->len, >=, number);
  return hc_rule_copy (g_ptr_array_index (rules, number - 1));
}

static void
test_save (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autoptr (HcRule) rule = catalog_rule ("word approver > i1 - s12 - -");
  g_autoptr (HcRule) stored = NULL;
  g_autoptr (HcRule) first = NULL;

  g_free (rule->name);
  rule->name = g_strdup ("Approver");
  hc_rule_add_condition (rule, HC_TICKET_GROUP, HC_RULE_IN, "Desk\nBasis");
  hc_test_command (db, "Add Rule", run_save, rule);
  hc_test_assert_rows (db, RULES, "Approver|i1|w1|s12|title word approver; group in Desk/Basis\n");

  /* Loaded and saved again is the same; a condition less is one less. */
  stored = rule_of (db, 1);
  g_assert_cmpstr (stored->name, ==, "Approver");
  g_assert_cmpuint (stored->number, ==, 1);
  g_assert_cmpstr (stored->target[HC_LINK_WORKFLOW], ==, "w1");
  g_assert_cmpint (((HcRuleCondition *) stored->conditions->pdata[1])->op, ==, HC_RULE_IN);
  g_ptr_array_remove_index (stored->conditions, 0);
  g_free (stored->target[HC_LINK_ISSUE]);
  stored->target[HC_LINK_ISSUE] = NULL;
  hc_test_command (db, "Edit Rule", run_save, stored);
  hc_test_assert_rows (db, RULES, "Approver||w1|s12|group in Desk/Basis\n");

  /* A new one at its place; another one moved. */
  first = catalog_rule ("is x > i2 - - - -");
  first->number = 1;
  hc_test_command (db, "Add Rule", run_save, first);
  hc_test_assert_rows (db, RULES, "|i2|||title is x\nApprover||w1|s12|group in Desk/Basis\n");
  hc_rule_free (g_steal_pointer (&stored));
  stored = rule_of (db, 1);
  stored->number = 2;
  hc_test_command (db, "Move Rule", run_save, stored);
  hc_test_assert_rows (db, RULES, "Approver||w1|s12|group in Desk/Basis\n|i2|||title is x\n");
}

static void
test_places (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  static const struct
  {
    guint from, to;
    const char *order;
  } cases[] = {
    { 1, 3, "bcad" }, { 1, 2, "cbad" }, { 4, 1, "dcba" }, { 2, 9, "dbac" }, { 2, 1, "bdac" },
  };

  for (const char *name = "abcd"; *name != '\0'; name++)
    {
      char text[] = { *name, '\0' };

      g_free (catalog_add_rule (db, text, "is x > i1 - - - -"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcRule) rule = rule_of (db, cases[i].from);
      g_autofree char *expected = g_strconcat (cases[i].order, "\n", NULL);

      rule->number = cases[i].to;
      hc_test_command (db, "Move Rule", run_save, rule);
      hc_test_assert_rows (db,
                           "SELECT group_concat (name, '') FROM (SELECT name FROM rule ORDER BY "
                           "rank, name, id)",
                           expected);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *rule;
    const char *says;
  } cases[] = {
    { "matches a(b > i1 - - - -", "cannot be read" },
    { "word x > - - - - -", "sets nothing" },
    { "word x > gone - - - -", "“Issue” was removed" },
    { "word x > - w2 s11 - -", "“Approve” belongs to another workflow" },
    { "word   > i1 - - - -", "has no value" },
  };
  g_autoptr (HcDb) db = catalog_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcRule) rule = catalog_rule (cases[i].rule);
      g_autoptr (GError) error = NULL;

      g_assert_false (hc_history_run (db, "Add Rule", run_save, rule, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      hc_test_assert_rows (db, RULES, "");
    }
}

/* ---------------------------------------------------------------- links */

static void
test_links (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  g_assert_false (catalog_refresh (db)); /* no rules, nothing to say */
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM derived_state"), ==, 0);
  a = catalog_add_rule (db, "A", "contains approver > i1 - - - -");
  g_assert_true (catalog_refresh (db));
  catalog_assert_links (db, "1:i1:A 2:i1:A 7:i1:A 10:i1:A\n");
  g_assert_false (catalog_refresh (db));

  b = catalog_add_rule (db, "B", "contains login > i3 - - - access");
  g_assert_true (catalog_refresh (db));
  catalog_assert_links (db, "1:i1:A 2:i1:A 4:i3:B 7:i1:A 10:i1:A\n");
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM rule_result"), ==, 3);

  /* Undo makes them stale, redo as well. */
  hc_history_undo (db, NULL, NULL);
  g_assert_true (catalog_refresh (db));
  catalog_assert_links (db, "1:i1:A 2:i1:A 7:i1:A 10:i1:A\n");
  hc_history_undo (db, NULL, NULL);
  g_assert_true (catalog_refresh (db));
  catalog_assert_links (db, "\n");
  hc_test_assert_rows (db, "SELECT * FROM derived_state", "");
  g_assert_false (catalog_refresh (db));
  hc_history_redo (db, NULL, NULL);
  hc_history_redo (db, NULL, NULL);
  g_assert_true (catalog_refresh (db));
  catalog_assert_links (db, "1:i1:A 2:i1:A 4:i3:B 7:i1:A 10:i1:A\n");

  /* Another name changes nothing that is derived; off, another order, a deleted issue do. */
  hc_test_sql (db, "Name", "UPDATE rule SET name = 'C' WHERE name = 'A'");
  g_assert_false (catalog_refresh (db));
  hc_test_sql (db, "Off", "UPDATE rule SET is_enabled = 0 WHERE name = 'C'");
  g_assert_true (catalog_refresh (db));
  catalog_assert_links (db, "4:i3:B 7:i3:B\n");
  hc_test_sql (db, "On", "UPDATE rule SET is_enabled = 1");
  hc_test_sql (db, "Order", "UPDATE rule SET rank = '' WHERE name = 'B'");
  g_assert_true (catalog_refresh (db));
  catalog_assert_links (db, "1:i1:C 2:i1:C 4:i3:B 7:i3:B 10:i1:C\n");
  hc_test_sql (db, "Delete", "DELETE FROM issue WHERE id = 'i3'");
  g_assert_true (catalog_refresh (db));
  catalog_assert_links (db, "1:i1:C 2:i1:C 7:i1:C 10:i1:C\n");
}

/* Fields and operators of a later version: the rule fits nothing instead of everything. */
static void
test_unknown_field (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *a = catalog_add_rule (db, "A", "contains approver > i1 - - - -");

  hc_test_sql (db, "Field", "UPDATE rule_condition SET field = 'mood'");
  catalog_refresh (db);
  catalog_assert_links (db, "\n");
}

static void
test_cancelled (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *a = catalog_add_rule (db, "A", "contains approver > i1 - - - -");
  g_autofree char *b = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gboolean changed = TRUE;

  catalog_refresh (db);
  b = catalog_add_rule (db, "B", "contains login > i3 - - - -");
  hc_test_exec (db, "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < "
                    "20000) INSERT INTO ticket (id, source_term, external_id, title, state_class, "
                    "opened_at, first_batch, last_batch, row_hash, content_hash) SELECT i, 1, 'X' "
                    "|| i, 'login', 'open', 0, 1, 1, 0, 0 FROM n");
  g_cancellable_cancel (cancellable);
  hc_db_set_cancellable (db, cancellable);
  g_assert_false (hc_rules_refresh (db, NULL, NULL, &changed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (changed);
  hc_db_set_cancellable (db, NULL);
  catalog_assert_links (db, "1:i1:A 2:i1:A 7:i1:A 10:i1:A\n");
  g_assert_true (catalog_refresh (db));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM ticket_rule_link"), ==, 4 + 1 + 19901);
}

static void
note_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_progress (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *a = catalog_add_rule (db, "A", "contains approver > i1 - - - -");
  g_autoptr (GError) error = NULL;
  double last = 0;

  hc_test_exec (db, "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < "
                    "40000) INSERT INTO ticket (id, source_term, external_id, state_class, "
                    "opened_at, first_batch, last_batch, row_hash, content_hash) SELECT i, 1, 'X' "
                    "|| i, 'open', 0, 1, 1, 0, 0 FROM n");
  hc_rules_refresh (db, note_progress, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (last, >, 0.5);
}

/* ---------------------------------------------------------------- after an import */

static void
refresh_batch (HcDb *db, gint64 batch)
{
  g_autoptr (GError) error = NULL;

  hc_rules_refresh_batch (db, batch, &error);
  g_assert_no_error (error);
}

/* Import 2 changes ticket 4 and 7 and adds 11 and 12. */
static void
second_import (HcDb *db)
{
  hc_test_exec (db, "INSERT INTO import_batch SELECT 2, source_term, 'b.csv', '', 0, as_of + 1, '', "
                    "0, 'everything', '', ',', '', '', '', 'UTC', 4, 4, 2, 2, 0, 0, 0, 0 "
                    "FROM import_batch WHERE id = 1");
  hc_test_exec (db, "UPDATE ticket SET title = 'No approver any more', last_batch = 2 WHERE id = 4");
  hc_test_exec (db, "UPDATE ticket SET title = 'Fine now', last_batch = 2 WHERE id = 7");
  hc_test_exec (db, "INSERT INTO ticket_before VALUES (2, 4, x''), (2, 7, x'')");
  hc_test_exec (db, "INSERT INTO ticket (id, source_term, external_id, title, state_class, "
                    "opened_at, first_batch, last_batch, row_hash, content_hash) VALUES "
                    "(11, 1, 'INC11', 'Approver gone', 'open', 1772600000, 2, 2, 0, 0), "
                    "(12, 1, 'INC12', 'Other', 'open', 1772600000, 2, 2, 0, 0)");
}

static void
test_batch (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *a = catalog_add_rule (db, "A", "contains approver > i1 - - - -");

  refresh_batch (db, 1); /* never built before: all */
  catalog_assert_links (db, "1:i1:A 2:i1:A 7:i1:A 10:i1:A\n");
  g_assert_false (catalog_refresh (db));
  /* A title that no import changed is not looked at again: only the import's tickets are. */
  hc_test_exec (db, "UPDATE ticket SET title = 'x' WHERE id = 1");
  second_import (db);
  refresh_batch (db, 2);
  catalog_assert_links (db, "1:i1:A 2:i1:A 4:i1:A 10:i1:A 11:i1:A\n");
  g_assert_false (catalog_refresh (db));
}

/* Links that were stale before the import are all built anew. */
static void
test_batch_stale (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *a = catalog_add_rule (db, "A", "contains approver > i1 - - - -");
  g_autofree char *b = NULL;

  refresh_batch (db, 1);
  b = catalog_add_rule (db, "B", "contains print > i2 - - - -");
  second_import (db);
  refresh_batch (db, 2);
  catalog_assert_links (db, "1:i1:A 2:i1:A 3:i2:B 4:i1:A 8:i2:B 10:i1:A 11:i1:A\n");
  g_assert_false (catalog_refresh (db));
}

static void
test_batch_without_rules (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();

  refresh_batch (db, 1);
  second_import (db);
  refresh_batch (db, 2);
  hc_test_assert_rows (db, "SELECT * FROM derived_state", "");
}

/* ---------------------------------------------------------------- what a rule would do */

/* “tickets hits decides overlaps by_person changes | sample | others” */
static char *
effect (HcDb *db, const HcRule *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRuleEffect) got = hc_rule_preview (db, rule, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  g_string_printf (out, "%d %d %d %d %d %d |", (int) got->tickets, (int) got->hits,
                   (int) got->decides, (int) got->overlaps, (int) got->by_person,
                   (int) got->changes);
  for (guint i = 0; i < got->sample->len; i++)
    g_string_append_printf (out, " %d", (int) g_array_index (got->sample, gint64, i));
  g_string_append (out, " |");
  for (guint i = 0; i < got->other_rules->len; i++)
    g_string_append_printf (out, " %s", (char *) got->other_rules->pdata[i]);
  return g_string_free (out, FALSE);
}

static void
assert_effect (HcDb *db, const char *text, guint number, const char *expected)
{
  g_autoptr (HcRule) rule = catalog_rule (text);
  g_autofree char *got = NULL;

  rule->number = number;
  got = effect (db, rule);
  g_assert_cmpstr (got, ==, expected);
}

static gboolean
run_choose (HcDb *db, gpointer data, GError **error)
{
  static const gint64 tickets[] = { 2, 9 };
  HcTriageChoice choice = { 1u << HC_LINK_ISSUE, { "i4" }, HC_TRIAGE_BULK, 100 };

  return hc_triage_set (db, tickets, 2, &choice, error);
}

static void
test_preview (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *a = catalog_add_rule (db, "A", "contains login > i3 - - - -");
  g_autoptr (HcRule) rule = NULL;

  hc_test_command (db, "Choose", run_choose, NULL);
  before = hc_test_dump (db);
  /* Ticket 10 is from before go-live; 2 was chosen by a person; 7 belongs to rule A. */
  assert_effect (db, "contains approver > i1 - - - -", 0, "9 3 1 1 1 1 | 7 2 1 | Rule 1 “A”");
  assert_effect (db, "contains approver > i1 - - - -", 1, "9 3 2 0 1 2 | 7 2 1 |");
  /* Nobody else decides a cause, of 2 and 7 neither. */
  assert_effect (db, "contains approver > i1 - - - access", 2, "9 3 3 1 1 3 | 7 2 1 | Rule 1 “A”");
  assert_effect (db, "contains approver > - - - - access", 2, "9 3 3 0 0 3 | 7 2 1 |");
  assert_effect (db, "contains nothing > i1 - - - -", 0, "9 0 0 0 0 0 | |");
  after = hc_test_dump (db);
  g_assert_cmpstr (after, ==, before);

  /* An edit of the rule itself takes its place. */
  rule = rule_of (db, 1);
  edited = effect (db, rule);
  g_assert_cmpstr (edited, ==, "9 2 2 0 0 0 | 7 4 |");
  g_free (rule->target[HC_LINK_ISSUE]);
  rule->target[HC_LINK_ISSUE] = g_strdup ("i2");
  g_free (edited);
  edited = effect (db, rule);
  g_assert_cmpstr (edited, ==, "9 2 2 0 0 2 | 7 4 |");
}

static void
test_preview_scope (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();

  hc_test_sql (db, "Scope", "INSERT INTO scope_rule (id, kind, field, value) VALUES ('x', 'exclude', "
                            "'group', 'basis'), ('y', 'exclude', 'title_word', 'berlin')");
  assert_effect (db, "contains approver > i1 - - - -", 0, "4 1 1 0 0 1 | 1 |");
}

static void
test_preview_refused (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autoptr (HcRule) rule = catalog_rule ("matches ( > i1 - - - -");
  g_autoptr (GError) error = NULL;

  g_assert_null (hc_rule_preview (db, rule, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

static void
test_counts (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *a = catalog_add_rule (db, "A", "contains approver > i1 - - - access");
  g_autofree char *b = catalog_add_rule (db, "B", "contains login > i3 - - c1 -");
  g_autofree char *c = catalog_add_rule (db, "C", "contains nothing > i3 - - - -");
  g_autoptr (HcRuleCoverage) coverage = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GError) error = NULL;

  hc_test_command (db, "Choose", run_choose, NULL);
  catalog_refresh (db);
  coverage = hc_rule_coverage (db, &error);
  g_assert_no_error (error);
  /* Rules: 1, 4, 7; people: 2 and 9. */
  g_assert_cmpint (coverage->tickets, ==, 9);
  g_assert_cmpint (coverage->classified, ==, 5);
  g_assert_cmpint (coverage->by_person, ==, 2);
  /* Of ticket 2 rule A still decides the cause; each ticket counts once. */
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (coverage->decides, a), ==, 3);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (coverage->decides, b), ==, 2);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (coverage->decides, c), ==, 0);
  counts = hc_rule_counts (db, &error);
  g_assert_no_error (error);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (counts, b), ==, 2);
}

/* ---------------------------------------------------------------- a check of the file */

static void
assert_findings (HcDb *db, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = hc_check (db, &error);
  g_autoptr (GString) texts = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const HcFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->code, "link"))
        g_string_append_printf (texts, "%s ", finding->text);
    }
  g_assert_cmpstr (texts->str, ==, expected);
}

static void
test_check (void)
{
  g_autoptr (HcDb) db = catalog_fixture_new ();
  g_autofree char *a = catalog_add_rule (db, "A", "contains approver > i1 - - - access");

  assert_findings (db, ""); /* not built yet: to be done, not wrong */
  catalog_refresh (db);
  assert_findings (db, "");
  hc_test_exec (db, "DELETE FROM ticket_rule_link WHERE ticket_id = 1");
  assert_findings (db, "The link of 1 ticket is not what the rules say. ");
  hc_test_exec (db, "INSERT INTO ticket_rule_link VALUES (1, 1), (99, 1), (3, 1)");
  assert_findings (db, "1 link made by rules refers to nothing. "
                       "The link of 1 ticket is not what the rules say. ");
  hc_test_exec (db, "UPDATE rule_result SET issue_id = 'i2'");
  assert_findings (db, "1 link made by rules refers to nothing. "
                       "The links of 5 tickets are not what the rules say. ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-table/save", test_save);
  g_test_add_func ("/rule-table/places", test_places);
  g_test_add_func ("/rule-table/refused", test_refused);
  g_test_add_func ("/rule-table/links", test_links);
  g_test_add_func ("/rule-table/unknown-field", test_unknown_field);
  g_test_add_func ("/rule-table/cancelled", test_cancelled);
  g_test_add_func ("/rule-table/progress", test_progress);
  g_test_add_func ("/rule-table/batch", test_batch);
  g_test_add_func ("/rule-table/batch-stale", test_batch_stale);
  g_test_add_func ("/rule-table/batch-without-rules", test_batch_without_rules);
  g_test_add_func ("/rule-table/preview", test_preview);
  g_test_add_func ("/rule-table/preview-scope", test_preview_scope);
  g_test_add_func ("/rule-table/preview-refused", test_preview_refused);
  g_test_add_func ("/rule-table/counts", test_counts);
  g_test_add_func ("/rule-table/check", test_check);
  return g_test_run ();
}
