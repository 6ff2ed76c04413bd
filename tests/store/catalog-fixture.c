/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "catalog-fixture.h"

#include <string.h>

#include "hc-db-private.h"
#include "hc-history.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define PLAN                                                                                       \
  "INSERT INTO source (id, name) VALUES ('s', 'Tickets');"                                         \
  "INSERT INTO workflow (id, name) VALUES ('w1', 'Purchase'), ('w2', 'Output');"                   \
  "INSERT INTO workflow_step (id, workflow_id, name) VALUES ('s11', 'w1', 'Approve'), "            \
  "('s12', 'w1', 'Post'), ('s21', 'w2', 'Print');"                                                 \
  "INSERT INTO cohort (id, name, rank) VALUES ('c1', 'Buyers', 'a'), ('c2', 'Berlin', 'b');"       \
  "INSERT INTO cohort_match (id, cohort_id, field, value) VALUES ('m', 'c2', 'location', "         \
  "'Berlin');"                                                                                     \
  "INSERT INTO issue (id, code, title, workflow_id, step_id, cause) VALUES "                       \
  "('i1', 'HC-001', 'No approver', 'w1', 's11', 'access'), "                                       \
  "('i2', 'HC-002', 'Print', 'w2', NULL, NULL), ('i3', 'HC-003', 'Login', NULL, NULL, NULL), "     \
  "('i4', '', 'Nameless', NULL, NULL, NULL)"
#define TERMS                                                                                      \
  "INSERT INTO term (id, kind, text) VALUES (1, 'source', 's'), (2, 'group', 'Desk'), "            \
  "(3, 'group', 'Basis'), (4, 'location', 'Berlin'), (5, 'location', 'Łódź')"
#define BATCH                                                                                      \
  "INSERT INTO import_batch VALUES (1, 1, 'a.csv', '', 0, 1774000000, '', 0, 'everything', '', "   \
  "',', '', '', '', 'UTC', 10, 10, 10, 0, 0, 0, 0, 0)"

static const char *const titles[] = {
  "No approver for 4711", "no APPROVER in Berlin", "Printer jam", "Login fails", "Straße fehlt",
  NULL, "No approver, login fails", "Print preview", "Hang up", "No approver",
};

static void
add_ticket (HcDb *db, guint id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "INSERT INTO ticket (id, source_term, external_id, title, state_class, group_term, "
    "location_term, opened_at, first_batch, last_batch, row_hash, content_hash) "
    "VALUES (?1, 1, 'INC' || ?1, ?2, 'open', ?3, ?4, ?5, 1, 1, 0, 0)",
    &error);

  g_assert_no_error (error);
  hc_stmt_bind_int64 (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, titles[id - 1]);
  hc_stmt_bind_int64 (stmt, 3, id < 6 ? 2 : 3);
  hc_stmt_bind_int64 (stmt, 4, id % 2 == 0 ? 4 : 5);
  hc_stmt_bind_int64 (stmt, 5, id == 10 ? DAY_1 - 60 : DAY_1 + (gint64) id * 3600);
  g_assert_true (hc_stmt_run (stmt, &error));
}

HcDb *
catalog_fixture_new (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "UTC");

  hc_test_sql (db, "Plan", PLAN);
  hc_test_exec (db, TERMS);
  hc_test_exec (db, BATCH);
  for (guint i = 1; i <= G_N_ELEMENTS (titles); i++)
    add_ticket (db, i);
  return db;
}

HcRule *
catalog_rule (const char *text)
{
  HcRule *rule = hc_rule_new ();
  const char *arrow = g_strrstr (text, " > ");
  g_auto (GStrv) targets = g_strsplit (arrow + 3, " ", -1);
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  g_autofree char *value = g_strndup (words[1], strlen (words[1]) - strlen (arrow));
  HcRuleOperator op = HC_RULE_IS;

  g_assert_true (hc_rule_operator_from_word (words[0], &op));
  hc_rule_add_condition (rule, HC_TICKET_TITLE, op, value);
  for (guint i = 0; i < HC_N_LINKS; i++)
    rule->target[i] = g_str_equal (targets[i], "-") ? NULL : g_strdup (targets[i]);
  return rule;
}

static gboolean
save_rule (HcDb *db, gpointer data, GError **error)
{
  HcRule *rule = data;

  return hc_rule_save (db, rule, &rule->id, error);
}

char *
catalog_add_rule (HcDb *db, const char *name, const char *text)
{
  g_autoptr (HcRule) rule = catalog_rule (text);
  g_autoptr (GError) error = NULL;

  g_free (rule->name);
  rule->name = g_strdup (name);
  hc_history_run (db, "Add Rule", save_rule, rule, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&rule->id);
}

char *
catalog_links (HcDb *db)
{
  return hc_test_rows (
    db, "SELECT coalesce (group_concat (l.ticket_id || ':' || coalesce (r.issue_id, '-') || ':' || "
        "coalesce (q.name, '-'), ' '), '') FROM (SELECT * FROM ticket_rule_link ORDER BY ticket_id) "
        "AS l JOIN rule_result AS r ON r.id = l.result_id "
        "LEFT JOIN rule AS q ON q.id = r.issue_rule_id");
}

gboolean
catalog_refresh (HcDb *db)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  hc_rules_refresh (db, NULL, NULL, &changed, &error);
  g_assert_no_error (error);
  return changed;
}
