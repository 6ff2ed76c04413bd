/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What rules say about tickets, brought up to date. */

#include "config.h"

#include "hc-rule-table.h"

#include <string.h>

#include "hc-rule-links.h"
#include "hc-rule-scan.h"
#include "hc-schema.h"

#define STATE_NAME "rule_link"

/* ---------------------------------------------------------------- what they were built from */

static guint64
hash_text (const char *text, guint64 seed)
{
  return text != NULL ? hc_hash64 (text, strlen (text) + 1, seed) : hc_hash64 ("", 0, seed + 1);
}

static guint64
hash_rule (const HcRule *rule, guint64 seed)
{
  seed = hash_text (rule->id, seed) + rule->is_enabled;
  for (guint i = 0; i < HC_N_LINKS; i++)
    seed = hash_text (rule->target[i], seed);
  for (guint i = 0; i < rule->conditions->len; i++)
    {
      const HcRuleCondition *condition = g_ptr_array_index (rule->conditions, i);
      const guint32 asked[] = { (guint32) condition->field, (guint32) condition->op };

      seed = hc_hash64 (asked, sizeof asked, seed);
      seed = hash_text (condition->value, seed);
    }
  return seed;
}

/* The name of a rule says nothing about tickets. */
static char *
fingerprint (GPtrArray *rules)
{
  guint64 hash = rules->len;

  for (guint i = 0; i < rules->len; i++)
    hash = hash_rule (g_ptr_array_index (rules, i), hash);
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", hash);
}

static gboolean
has_rule_that_can_fit (GPtrArray *rules)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const HcRule *rule = g_ptr_array_index (rules, i);

      if (rule->is_enabled && hc_rule_check (rule, NULL))
        return TRUE;
    }
  return FALSE;
}

/* Nothing stored is all there is to say without rules. */
static gboolean
is_nothing_stored (HcDb *db, gboolean *nothing, GError **error)
{
  gint64 stored = 0;

  if (!hc_db_query_int64 (db,
                          "SELECT EXISTS (SELECT 1 FROM ticket_rule_link) "
                          "OR EXISTS (SELECT 1 FROM rule_result)",
                          &stored, error))
    return FALSE;
  *nothing = stored == 0;
  return TRUE;
}

static gboolean
is_state_current (HcDb *db, GPtrArray *rules, gint64 before, gboolean *current, GError **error)
{
  g_autofree char *expected = fingerprint (rules);
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT fingerprint = ?1 AND schema_version = ?2 AND batch_id IS "
                   "(SELECT max (id) FROM import_batch WHERE ?3 = 0 OR id < ?3) "
                   "FROM derived_state WHERE name = '" STATE_NAME "'",
                   error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, expected);
  hc_stmt_bind_int64 (stmt, 2, hc_schema_version ());
  hc_stmt_bind_int64 (stmt, 3, before);
  rc = hc_stmt_step (stmt, error);
  *current = rc == SQLITE_ROW && hc_stmt_int64 (stmt, 0) != 0;
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

gboolean
hc_rule_links_are_current (
  HcDb *db, GPtrArray *rules, gint64 before, gboolean *current, GError **error)
{
  if (!has_rule_that_can_fit (rules))
    return is_nothing_stored (db, current, error);
  return is_state_current (db, rules, before, current, error);
}

static gboolean
write_state (HcDb *db, GPtrArray *rules, GError **error)
{
  g_autofree char *text = fingerprint (rules);
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "INSERT OR REPLACE INTO derived_state (name, schema_version, batch_id, "
                   "fingerprint) VALUES ('" STATE_NAME "', ?1, (SELECT max (id) FROM import_batch), "
                   "?2)",
                   error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, hc_schema_version ());
  hc_stmt_bind_text (stmt, 2, text);
  return hc_stmt_run (stmt, error);
}

/* ---------------------------------------------------------------- building */

typedef struct
{
  HcRuleSet *set;
  HcRuleResults *results;
  HcStmt *insert;
  HcStmt *remove; /* NULL: the table is empty */
} Builder;

static gboolean
link_ticket (const HcScanTicket *ticket, gpointer data, GError **error)
{
  Builder *self = data;
  int match[HC_N_LINKS];
  gint64 result;

  if (!hc_rule_set_match (self->set, ticket->text, ticket->term, match))
    {
      if (self->remove == NULL)
        return TRUE;
      hc_stmt_bind_int64 (self->remove, 1, ticket->id);
      return hc_stmt_run (self->remove, error);
    }
  if ((result = hc_rule_results_find (self->results, match, TRUE, error)) < 0)
    return FALSE;
  hc_stmt_bind_int64 (self->insert, 1, ticket->id);
  hc_stmt_bind_int64 (self->insert, 2, result);
  return hc_stmt_run (self->insert, error);
}

/* @scan: fields and function are filled in here. */
static gboolean
build (HcDb *db, GPtrArray *rules, HcScan *scan, GError **error)
{
  g_autoptr (HcRuleSet) set = hc_rule_set_new (rules);
  g_autoptr (HcRuleResults) results = hc_rule_results_load (db, rules, error);
  g_autoptr (HcStmt) insert = NULL;
  g_autoptr (HcStmt) remove = NULL;
  Builder builder;

  if (results == NULL ||
      !(insert = hc_db_prepare (db,
                                "INSERT OR REPLACE INTO ticket_rule_link (ticket_id, result_id) "
                                "VALUES (?1, ?2)",
                                error)) ||
      (scan->batch != 0 &&
       !(remove = hc_db_prepare (db, "DELETE FROM ticket_rule_link WHERE ticket_id = ?1", error))))
    return FALSE;
  builder = (Builder){ set, results, insert, remove };
  scan->fields = hc_rule_set_fields (set);
  scan->func = link_ticket;
  scan->data = &builder;
  return hc_rule_scan (db, scan, error);
}

static gboolean
rebuild (HcDb *db, GPtrArray *rules, HcRuleProgress progress, gpointer data, GError **error)
{
  HcScan scan = { .progress = progress, .progress_data = data };

  if (!hc_db_exec (db, "DELETE FROM ticket_rule_link", error) ||
      !hc_db_exec (db, "DELETE FROM rule_result", error))
    return FALSE;
  if (!has_rule_that_can_fit (rules))
    return hc_db_exec (db, "DELETE FROM derived_state WHERE name = '" STATE_NAME "'", error);
  return build (db, rules, &scan, error) && write_state (db, rules, error);
}

static gboolean
refresh (HcDb *db, HcRuleProgress progress, gpointer data, gboolean *changed, GError **error)
{
  g_autoptr (GPtrArray) rules = hc_rules_load (db, error);
  gboolean current = FALSE;

  if (rules == NULL || !hc_rule_links_are_current (db, rules, 0, &current, error))
    return FALSE;
  if (current)
    return TRUE;
  *changed = TRUE;
  return rebuild (db, rules, progress, data, error);
}

gboolean
hc_rules_are_current (HcDb *db, gboolean *current, GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;
  gboolean ok;

  if (!hc_db_begin_read (db, error))
    return FALSE;
  ok = (rules = hc_rules_load (db, error)) != NULL &&
       hc_rule_links_are_current (db, rules, 0, current, error);
  hc_db_end_read (db);
  return ok;
}

gboolean
hc_rules_refresh (HcDb *db,
                  HcRuleProgress progress,
                  gpointer data,
                  gboolean *changed,
                  GError **error)
{
  gboolean rebuilt = FALSE;
  gboolean current = FALSE;

  g_return_val_if_fail (db != NULL, FALSE);

  if (changed == NULL)
    changed = &rebuilt;
  *changed = FALSE;
  if (hc_db_in_transaction (db))
    return refresh (db, progress, data, changed, error);
  /* Looking alone takes no write lock. */
  if (!hc_rules_are_current (db, &current, error))
    return FALSE;
  if (current)
    return TRUE;
  if (!hc_db_begin (db, error))
    return FALSE;
  if (refresh (db, progress, data, changed, error))
    return hc_db_commit (db, error);
  hc_db_rollback (db);
  *changed = FALSE;
  return FALSE;
}

gboolean
hc_rules_rebuild (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) rules = hc_rules_load (db, error);

  return rules != NULL && rebuild (db, rules, NULL, NULL, error);
}

gboolean
hc_rules_refresh_batch (HcDb *db, gint64 batch, GError **error)
{
  g_autoptr (GPtrArray) rules = hc_rules_load (db, error);
  HcScan scan = { .batch = batch };
  gboolean current = FALSE;

  g_return_val_if_fail (db != NULL && batch > 0, FALSE);

  if (rules == NULL || !hc_rule_links_are_current (db, rules, batch, &current, error))
    return FALSE;
  if (!current)
    return rebuild (db, rules, NULL, NULL, error);
  if (!has_rule_that_can_fit (rules))
    return TRUE;
  return build (db, rules, &scan, error) && write_state (db, rules, error);
}

/* ---------------------------------------------------------------- verifying */

typedef struct
{
  HcRuleSet *set;
  HcRuleResults *results;
  gint64 wrong;
} Verifier;

static gboolean
verify_ticket (const HcScanTicket *ticket, gpointer data, GError **error)
{
  Verifier *self = data;
  int match[HC_N_LINKS];
  gint64 expected = 0;

  if (hc_rule_set_match (self->set, ticket->text, ticket->term, match))
    {
      expected = hc_rule_results_find (self->results, match, FALSE, error);
      if (expected == 0)
        expected = -1; /* not even its result is there */
    }
  self->wrong += expected != ticket->result;
  return TRUE;
}

gboolean
hc_rule_links_verify (HcDb *db, gint64 *wrong, gint64 *orphans, GError **error)
{
  g_autoptr (GPtrArray) rules = hc_rules_load (db, error);
  g_autoptr (HcRuleSet) set = NULL;
  g_autoptr (HcRuleResults) results = NULL;
  Verifier verifier = { 0 };
  HcScan scan = { .with_result = TRUE, .func = verify_ticket, .data = &verifier };
  gboolean current = FALSE;

  *wrong = *orphans = 0;
  if (rules == NULL || !hc_rule_links_are_current (db, rules, 0, &current, error) ||
      !hc_db_query_int64 (db,
                          "SELECT count (*) FROM ticket_rule_link WHERE ticket_id NOT IN "
                          "(SELECT id FROM ticket) OR result_id NOT IN (SELECT id FROM rule_result)",
                          orphans, error))
    return FALSE;
  if (!current || !has_rule_that_can_fit (rules))
    return TRUE;
  if (!(results = hc_rule_results_load (db, rules, error)))
    return FALSE;
  set = hc_rule_set_new (rules);
  verifier = (Verifier){ set, results, 0 };
  scan.fields = hc_rule_set_fields (set);
  if (!hc_rule_scan (db, &scan, error))
    return FALSE;
  *wrong = verifier.wrong;
  return TRUE;
}
