/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules and their conditions: load and save. */

#include "config.h"

#include "hc-rule-table.h"

#include <glib/gi18n.h>

#include "hc-db-private.h"
#include "hc-record-table.h"

/* ---------------------------------------------------------------- loading */

/* The order of hc_records_load(). A step stands for its workflow. */
#define SELECT_RULES                                                                               \
  "SELECT r.id, r.name, r.is_enabled, r.issue_id, coalesce (r.workflow_id, s.workflow_id), "       \
  "r.step_id, r.cohort_id, r.cause FROM rule AS r LEFT JOIN workflow_step AS s ON s.id = r.step_id " \
  "ORDER BY r.rank, r.name COLLATE NOCASE, r.id"
#define COLUMN_TARGETS 3

static HcRule *
read_rule (HcStmt *stmt, guint number)
{
  HcRule *rule = hc_rule_new ();

  g_free (rule->name);
  rule->id = hc_stmt_text (stmt, 0);
  rule->name = hc_stmt_text (stmt, 1);
  rule->is_enabled = hc_stmt_int64 (stmt, 2) != 0;
  rule->number = number;
  for (guint i = 0; i < HC_N_LINKS; i++)
    rule->target[i] = hc_stmt_text (stmt, COLUMN_TARGETS + (int) i);
  return rule;
}

/* A field or operator that this version does not know is kept as one that no rule can ask for. */
static void
read_condition (HcStmt *stmt, HcRule *rule)
{
  HcTicketField field = hc_ticket_field_from_name (hc_stmt_peek_text (stmt, 1));
  HcRuleOperator op = HC_RULE_IS;

  if (!hc_rule_operator_from_word (hc_stmt_peek_text (stmt, 2), &op))
    field = HC_TICKET_N_FIELDS;
  hc_rule_add_condition (rule, field, op, hc_stmt_peek_text (stmt, 3));
}

static gboolean
load_conditions (HcDb *db, GHashTable *by_id, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT rule_id, field, operator, value FROM rule_condition "
                   "ORDER BY rule_id, rank, field COLLATE NOCASE, id",
                   error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcRule *rule = g_hash_table_lookup (by_id, hc_stmt_peek_text (stmt, 0));

      if (rule != NULL)
        read_condition (stmt, rule);
    }
  return rc == SQLITE_DONE;
}

GPtrArray *
hc_rules_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_rule_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, SELECT_RULES, error);
  int rc;

  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcRule *rule = read_rule (stmt, rules->len + 1);

      g_ptr_array_add (rules, rule);
      g_hash_table_insert (by_id, rule->id, rule);
    }
  if (rc != SQLITE_DONE || !load_conditions (db, by_id, error))
    return NULL;
  return g_steal_pointer (&rules);
}

/* ---------------------------------------------------------------- saving */

static gboolean
set_step_workflow (HcDb *db, HcRecordData *record, const char *step, GError **error)
{
  const HcRecordType *type = hc_record_type ("workflow_step");
  g_autoptr (HcRecordData) found = hc_record_load (db, type, step, error);
  const char *workflow = hc_record_data_get (record, "workflow_id");

  if (found == NULL)
    return FALSE;
  if (workflow == NULL)
    hc_record_data_set (record, "workflow_id", hc_record_data_get (found, "workflow_id"));
  else if (g_strcmp0 (workflow, hc_record_data_get (found, "workflow_id")) != 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                   _ ("The step “%s” belongs to another workflow. Choose a step of the workflow "
                      "that the rule sets."),
                   hc_record_data_title (found));
      return FALSE;
    }
  return TRUE;
}

static HcRecordData *
record_of (HcDb *db, const HcRule *rule, GError **error)
{
  const HcRecordType *type = hc_record_type ("rule");
  g_autoptr (HcRecordData) record =
    rule->id != NULL ? hc_record_load (db, type, rule->id, error) : hc_record_data_new (type);

  if (record == NULL)
    return NULL;
  hc_record_data_set (record, "name", rule->name);
  hc_record_data_set (record, "is_enabled", rule->is_enabled ? "1" : "0");
  for (guint i = 0; i < HC_N_LINKS; i++)
    hc_record_data_set (record, hc_link_column ((HcLinkKind) i), rule->target[i]);
  if (rule->target[HC_LINK_STEP] != NULL &&
      !set_step_workflow (db, record, rule->target[HC_LINK_STEP], error))
    return NULL;
  return g_steal_pointer (&record);
}

static gboolean
save_condition (HcDb *db, HcRecordData *record, const HcRuleCondition *condition, GError **error)
{
  g_autoptr (HcRecordData) before = hc_record_data_copy (record);

  hc_record_data_set (record, "field", hc_ticket_fields[condition->field].name);
  hc_record_data_set (record, "operator", hc_rule_operator_word (condition->op));
  hc_record_data_set (record, "value", condition->value);
  return hc_record_data_equal (before, record) || hc_record_save (db, record, error);
}

/* In their order; those that are there already are changed, so that undo names them. */
static gboolean
save_conditions (HcDb *db, const HcRule *rule, const char *id, GError **error)
{
  const HcRecordType *type = hc_record_type ("rule_condition");
  g_autoptr (GPtrArray) old = hc_records_load (db, type, id, error);

  if (old == NULL)
    return FALSE;
  for (guint i = 0; i < rule->conditions->len; i++)
    {
      g_autoptr (HcRecordData) record =
        i < old->len ? hc_record_data_copy (g_ptr_array_index (old, i)) : hc_record_data_new (type);

      hc_record_data_set (record, "rule_id", id);
      if (!save_condition (db, record, g_ptr_array_index (rule->conditions, i), error))
        return FALSE;
    }
  for (guint i = rule->conditions->len; i < old->len; i++)
    if (!hc_record_delete (db, type, ((HcRecordData *) g_ptr_array_index (old, i))->id, error))
      return FALSE;
  return TRUE;
}

/* @number: 1-based; 0: where it is. */
static gboolean
move_to (HcDb *db, const char *id, guint number, GError **error)
{
  const HcRecordType *type = hc_record_type ("rule");
  g_autoptr (GPtrArray) all = number > 0 ? hc_records_load (db, type, NULL, error) : NULL;
  const char *after = NULL;
  guint place = 0;

  if (number == 0)
    return TRUE;
  if (all == NULL)
    return FALSE;
  for (guint i = 0, others = 0; i < all->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (all, i);

      if (g_str_equal (record->id, id))
        place = i + 1;
      else if (++others < number)
        after = record->id;
    }
  return place == MIN (number, all->len) || hc_record_move (db, type, id, after, error);
}

gboolean
hc_rule_save (HcDb *db, const HcRule *rule, char **id, GError **error)
{
  g_autoptr (HcRecordData) record = NULL;
  gboolean is_new = rule->id == NULL;

  g_return_val_if_fail (db != NULL && rule != NULL, FALSE);

  if (!hc_rule_check (rule, error) || !(record = record_of (db, rule, error)) ||
      !hc_record_save (db, record, error) || !save_conditions (db, rule, record->id, error) ||
      !move_to (db, record->id, rule->number, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (is_new ? record->id : rule->id);
  return TRUE;
}
