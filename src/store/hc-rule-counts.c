/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What rules and people decide now, over the launch's population. */

#include "config.h"

#include "hc-link-resolver.h"
#include "hc-rule-scan.h"
#include "hc-rule-table.h"

/* A row of rule_result. */
typedef struct
{
  char *target[HC_N_LINKS];
  gint64 *count[HC_N_LINKS]; /* of the rule that says it; NULL: it is gone */
} Result;

typedef struct
{
  HcRuleCoverage *out;
  HcLinkResolver *resolver;
  GHashTable *results; /* id → Result */
} Counter;

static void
result_free (gpointer data)
{
  Result *self = data;

  for (guint i = 0; i < HC_N_LINKS; i++)
    g_free (self->target[i]);
  g_free (self);
}

void
hc_rule_coverage_free (HcRuleCoverage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->decides, g_hash_table_unref);
  g_free (self);
}

static gboolean
load_results (HcDb *db, Counter *self, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT r.id, i.id, r.issue_rule_id, w.id, r.workflow_rule_id, s.id, "
                   "r.step_rule_id, c.id, r.cohort_rule_id, r.cause, r.cause_rule_id "
                   "FROM rule_result AS r LEFT JOIN issue AS i ON i.id = r.issue_id "
                   "LEFT JOIN workflow AS w ON w.id = r.workflow_id "
                   "LEFT JOIN workflow_step AS s ON s.id = r.step_id "
                   "LEFT JOIN cohort AS c ON c.id = r.cohort_id",
                   error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      Result *result = g_new0 (Result, 1);

      for (guint i = 0; i < HC_N_LINKS; i++)
        {
          const char *rule = hc_stmt_peek_text (stmt, 2 + 2 * (int) i);

          result->target[i] = hc_stmt_text (stmt, 1 + 2 * (int) i);
          result->count[i] =
            rule != NULL ? g_hash_table_lookup (self->out->decides, rule) : NULL;
        }
      g_hash_table_insert (self->results, GSIZE_TO_POINTER (hc_stmt_int64 (stmt, 0)), result);
    }
  return rc == SQLITE_DONE;
}

static gboolean
is_counted (const Result *result, const HcResolvedLinks *links, guint kind)
{
  for (guint i = 0; i < kind; i++)
    if (result->count[i] == result->count[kind] && links->source[i] == HC_LINK_FROM_RULE)
      return TRUE;
  return FALSE;
}

static gboolean
count_ticket (const HcScanTicket *ticket, gpointer data, GError **error)
{
  static const char *const nothing[HC_N_LINKS] = { NULL };
  Counter *self = data;
  const Result *result =
    ticket->result != 0 ? g_hash_table_lookup (self->results, GSIZE_TO_POINTER (ticket->result))
                        : NULL;
  HcResolvedLinks links;

  hc_link_resolve (self->resolver, ticket->id,
                   result != NULL ? (const char *const *) result->target : nothing, &links);
  self->out->tickets++;
  self->out->classified += links.value[HC_LINK_ISSUE] != NULL;
  self->out->by_person += links.source[HC_LINK_ISSUE] == HC_LINK_FROM_PERSON;
  for (guint i = 0; result != NULL && i < HC_N_LINKS; i++)
    if (links.source[i] == HC_LINK_FROM_RULE && result->count[i] != NULL &&
        !is_counted (result, &links, i))
      (*result->count[i])++;
  return TRUE;
}

static gboolean
count (HcDb *db, HcRuleCoverage *out, GError **error)
{
  g_autoptr (GPtrArray) rules = hc_rules_load (db, error);
  g_autoptr (GHashTable) results = g_hash_table_new_full (NULL, NULL, NULL, result_free);
  g_autoptr (HcLinkResolver) resolver = NULL;
  Counter counter = { out, NULL, results };
  HcScan scan = { .with_result = TRUE, .population_only = TRUE, .func = count_ticket,
                  .data = &counter };

  if (rules == NULL)
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    g_hash_table_insert (out->decides, g_strdup (((HcRule *) g_ptr_array_index (rules, i))->id),
                         g_new0 (gint64, 1));
  if (!load_results (db, &counter, error) || !(resolver = hc_link_resolver_load (db, error)))
    return FALSE;
  counter.resolver = resolver;
  return hc_rule_scan (db, &scan, error);
}

HcRuleCoverage *
hc_rule_coverage (HcDb *db, GError **error)
{
  g_autoptr (HcRuleCoverage) out = g_new0 (HcRuleCoverage, 1);
  gboolean ok;

  g_return_val_if_fail (db != NULL, NULL);

  out->decides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!hc_db_begin_read (db, error))
    return NULL;
  ok = count (db, out, error);
  hc_db_end_read (db);
  return ok ? g_steal_pointer (&out) : NULL;
}

GHashTable *
hc_rule_counts (HcDb *db, GError **error)
{
  g_autoptr (HcRuleCoverage) coverage = hc_rule_coverage (db, error);

  return coverage != NULL ? g_hash_table_ref (coverage->decides) : NULL;
}
