/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rule-links.h"

#include <string.h>

typedef struct
{
  int match[HC_N_LINKS];
  gint64 id;
} Result;

struct HcRuleResults
{
  HcDb *db;
  GPtrArray *rules;
  GHashTable *results; /* of Result, keyed by its match */
  gint64 last_id;
  HcStmt *insert; /* NULL until the first one */
};

#define RESULT_COLUMNS                                                                             \
  "issue_id, issue_rule_id, workflow_id, workflow_rule_id, step_id, step_rule_id, cohort_id, "     \
  "cohort_rule_id, cause, cause_rule_id"

static guint
match_hash (gconstpointer key)
{
  const int *match = key;
  guint hash = 0;

  for (guint i = 0; i < HC_N_LINKS; i++)
    hash = hash * 31 + (guint) match[i] + 1;
  return hash;
}

static gboolean
match_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (int) * HC_N_LINKS) == 0;
}

static void
remember (HcRuleResults *self, const int match[HC_N_LINKS], gint64 id)
{
  Result *result = g_new0 (Result, 1);

  memcpy (result->match, match, sizeof result->match);
  result->id = id;
  g_hash_table_add (self->results, result);
  self->last_id = MAX (self->last_id, id);
}

/* FALSE: some rule of it is gone or says something else now. */
static gboolean
read_match (HcRuleResults *self, HcStmt *stmt, GHashTable *by_id, int match[HC_N_LINKS])
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      const char *target = hc_stmt_peek_text (stmt, 1 + 2 * (int) i);
      const char *rule_id = hc_stmt_peek_text (stmt, 2 + 2 * (int) i);
      const HcRule *rule;

      match[i] = -1;
      if (target == NULL && rule_id == NULL)
        continue;
      if (rule_id == NULL || !(rule = g_hash_table_lookup (by_id, rule_id)) ||
          g_strcmp0 (rule->target[i], target) != 0)
        return FALSE;
      match[i] = (int) rule->number - 1;
    }
  return TRUE;
}

HcRuleResults *
hc_rule_results_load (HcDb *db, GPtrArray *rules, GError **error)
{
  g_autoptr (HcRuleResults) self = g_new0 (HcRuleResults, 1);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db, "SELECT id, " RESULT_COLUMNS " FROM rule_result ORDER BY id", error);
  int match[HC_N_LINKS];
  int rc;

  self->db = db;
  self->rules = rules;
  self->results = g_hash_table_new_full (match_hash, match_equal, g_free, NULL);
  if (stmt == NULL)
    return NULL;
  for (guint i = 0; i < rules->len; i++)
    g_hash_table_insert (by_id, ((HcRule *) g_ptr_array_index (rules, i))->id,
                         g_ptr_array_index (rules, i));
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      gint64 id = hc_stmt_int64 (stmt, 0);

      self->last_id = MAX (self->last_id, id);
      if (read_match (self, stmt, by_id, match) && !g_hash_table_contains (self->results, match))
        remember (self, match, id);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&self) : NULL;
}

void
hc_rule_results_free (HcRuleResults *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->insert, hc_stmt_free);
  g_clear_pointer (&self->results, g_hash_table_unref);
  g_free (self);
}

static gint64
insert (HcRuleResults *self, const int match[HC_N_LINKS], GError **error)
{
  gint64 id = self->last_id + 1;

  if (self->insert == NULL &&
      !(self->insert = hc_db_prepare (self->db,
                                      "INSERT INTO rule_result (id, " RESULT_COLUMNS ") VALUES "
                                      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                                      error)))
    return -1;
  hc_stmt_bind_int64 (self->insert, 1, id);
  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      const HcRule *rule = match[i] >= 0 ? g_ptr_array_index (self->rules, match[i]) : NULL;

      hc_stmt_bind_text (self->insert, 2 + 2 * (int) i, rule != NULL ? rule->target[i] : NULL);
      hc_stmt_bind_text (self->insert, 3 + 2 * (int) i, rule != NULL ? rule->id : NULL);
    }
  if (!hc_stmt_run (self->insert, error))
    return -1;
  remember (self, match, id);
  return id;
}

gint64
hc_rule_results_find (HcRuleResults *self,
                      const int match[HC_N_LINKS],
                      gboolean insert_it,
                      GError **error)
{
  const Result *result = g_hash_table_lookup (self->results, match);

  if (result != NULL)
    return result->id;
  return insert_it ? insert (self, match, error) : 0;
}
