/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-issue-table.h"

#include <glib/gi18n.h>

#include "hc-issue.h"
#include "hc-record-private.h"
#include "hc-triage-table.h"

static const HcRecordType *
issue_type (void)
{
  return hc_record_type ("issue");
}

static void
set_number (HcRecordData *record, const char *field, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  hc_record_data_set (record, field, text);
}

/* ---------------------------------------------------------------- new ones */

static gboolean
link_tickets (HcDb *db,
              const char *id,
              const gint64 *tickets,
              guint n,
              int how,
              gint64 now,
              GError **error)
{
  HcTriageChoice choice
    = { .set = 1u << HC_LINK_ISSUE, .how = (HcTriageHow) how, .now = now };

  choice.value[HC_LINK_ISSUE] = id;
  return n == 0 || hc_triage_set (db, tickets, n, &choice, error);
}

/* Saves @issue under the next code. */
static gboolean
save_new (HcDb *db, HcRecordData *issue, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) issues = hc_records_load (db, issue_type (), NULL, error);
  g_autofree char *code = issues != NULL ? hc_issue_next_code (issues) : NULL;

  if (code == NULL)
    return FALSE;
  hc_record_data_set (issue, "code", code);
  set_number (issue, "created_at", now);
  return hc_record_save (db, issue, error);
}

gboolean
hc_issue_create (HcDb *db,
                 HcRecordData *issue,
                 const gint64 *tickets,
                 guint n,
                 int how,
                 gint64 now,
                 char **id,
                 GError **error)
{
  g_return_val_if_fail (db != NULL && issue != NULL && issue->type == issue_type (), FALSE);
  g_return_val_if_fail (issue->id == NULL, FALSE);

  if (!save_new (db, issue, now, error) ||
      !link_tickets (db, issue->id, tickets, n, how, now, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (issue->id);
  return TRUE;
}

/* ---------------------------------------------------------------- merging */

static gboolean
run_with_ids (HcDb *db, const char *sql, const char *id, const char *other, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, other);
  return hc_stmt_run (stmt, error);
}

/* Every record that mentions @other mentions @id then; UPDATE "rule" SET "issue_id" = ?1 WHERE … */
static gboolean
move_references (HcDb *db, const char *id, const char *other, GError **error)
{
  for (guint i = 0; hc_record_types[i] != NULL; i++)
    for (guint field = 0; field < hc_record_types[i]->n_fields; field++)
      {
        const HcField *reference = &hc_record_types[i]->fields[field];
        g_autofree char *sql = NULL;

        if (g_strcmp0 (reference->reference, "issue") != 0)
          continue;
        sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?1 WHERE \"%s\" = ?2",
                               hc_record_types[i]->name, reference->name, reference->name);
        if (!run_with_ids (db, sql, id, other, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
move_all (HcDb *db, const char *id, const char *other, GError **error)
{
  return run_with_ids (db,
                       "DELETE FROM issue_cohort WHERE issue_id = ?2 AND cohort_id IN "
                       "(SELECT cohort_id FROM issue_cohort WHERE issue_id = ?1)",
                       id, other, error) &&
         run_with_ids (db, "UPDATE ticket_triage SET issue_id = ?1 WHERE issue_id = ?2", id, other,
                       error) &&
         move_references (db, id, other, error);
}

/* A step goes with its workflow. */
static gboolean
can_take_over (const HcRecordData *kept, const HcRecordData *gone, const char *field)
{
  if (!g_str_equal (field, "step_id"))
    return TRUE;
  return g_strcmp0 (hc_record_data_get (kept, "workflow_id"),
                    hc_record_data_get (gone, "workflow_id")) == 0;
}

/* What @kept does not say, @gone does. */
static void
take_over (HcRecordData *kept, const HcRecordData *gone)
{
  for (guint i = 0; i < kept->type->n_fields; i++)
    {
      const char *field = kept->type->fields[i].name;

      if (kept->values[i] == NULL && can_take_over (kept, gone, field))
        hc_record_data_set (kept, field, gone->values[i]);
    }
  if (hc_record_data_get_int (gone, "is_known_error", 0) == 1)
    hc_record_data_set (kept, "is_known_error", "1");
  set_number (kept, "created_at",
              MIN (hc_record_data_get_int (kept, "created_at", 0),
                   hc_record_data_get_int (gone, "created_at", 0)));
}

gboolean
hc_issue_merge (HcDb *db, const char *id, const char *other, GError **error)
{
  g_autoptr (HcRecordData) kept = NULL, gone = NULL;

  g_return_val_if_fail (db != NULL && id != NULL && other != NULL, FALSE);

  if (g_str_equal (id, other))
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                           _("An issue cannot be merged into itself. Choose another one."));
      return FALSE;
    }
  if (!(kept = hc_record_load (db, issue_type (), id, error)) ||
      !(gone = hc_record_load (db, issue_type (), other, error)))
    return FALSE;
  take_over (kept, gone);
  return move_all (db, id, other, error) && hc_record_delete (db, issue_type (), other, error) &&
         hc_record_save (db, kept, error);
}

/* ---------------------------------------------------------------- splitting */

static gboolean
copy_cohorts (HcDb *db, const char *id, const char *new_id, GError **error)
{
  const HcRecordType *type = hc_record_type ("issue_cohort");
  g_autoptr (GPtrArray) cohorts = hc_records_load (db, type, id, error);

  for (guint i = 0; cohorts != NULL && i < cohorts->len; i++)
    {
      g_autoptr (HcRecordData) copy = hc_record_data_copy (cohorts->pdata[i]);

      g_clear_pointer (&copy->id, g_free);
      hc_record_data_set (copy, "issue_id", new_id);
      if (!hc_record_save (db, copy, error))
        return FALSE;
    }
  return cohorts != NULL;
}

gboolean
hc_issue_split (HcDb *db,
                const char *id,
                const char *title,
                const gint64 *tickets,
                guint n,
                gint64 now,
                char **new_id,
                GError **error)
{
  g_autoptr (HcRecordData) copy = NULL;

  g_return_val_if_fail (db != NULL && id != NULL && title != NULL, FALSE);

  if (!(copy = hc_record_load (db, issue_type (), id, error)))
    return FALSE;
  g_clear_pointer (&copy->id, g_free);
  hc_record_data_set (copy, "title", title);
  hc_record_data_set (copy, "rank", NULL);
  if (!save_new (db, copy, now, error) ||
      !hc_record_move (db, issue_type (), copy->id, id, error) ||
      !copy_cohorts (db, id, copy->id, error) ||
      !link_tickets (db, copy->id, tickets, n,
                     n == 1 ? HC_TRIAGE_CHOICE : HC_TRIAGE_BULK, now, error))
    return FALSE;
  if (new_id != NULL)
    *new_id = g_strdup (copy->id);
  return TRUE;
}

/* ---------------------------------------------------------------- several at once */

/* The workflow of @step_id into @out; NULL: the step is gone. */
static gboolean
find_workflow (HcDb *db, const char *step_id, char **out, GError **error)
{
  g_autoptr (HcRecordData) step
    = hc_record_load (db, hc_record_type ("workflow_step"), step_id, error);

  if (step == NULL)
    return FALSE;
  *out = g_strdup (hc_record_data_get (step, "workflow_id"));
  return TRUE;
}

/* A step implies its workflow; another workflow takes the step away. */
static gboolean
keep_step_in_workflow (HcDb *db, HcRecordData *issue, const char *field, GError **error)
{
  const char *step = hc_record_data_get (issue, "step_id");
  g_autofree char *workflow = NULL;

  if (step == NULL || !find_workflow (db, step, &workflow, error))
    return step == NULL;
  if (g_str_equal (field, "step_id"))
    hc_record_data_set (issue, "workflow_id", workflow);
  else if (g_strcmp0 (hc_record_data_get (issue, "workflow_id"), workflow) != 0)
    hc_record_data_set (issue, "step_id", NULL);
  return TRUE;
}

static gboolean
set_one (HcDb *db, const char *id, const char *field, const char *value, GError **error)
{
  g_autoptr (HcRecordData) issue = hc_record_load (db, issue_type (), id, error);

  if (issue == NULL)
    return FALSE;
  hc_record_data_set (issue, field, value);
  if (g_str_equal (field, "step_id") || g_str_equal (field, "workflow_id"))
    if (!keep_step_in_workflow (db, issue, field, error))
      return FALSE;
  return hc_record_save (db, issue, error);
}

gboolean
hc_issue_set_all (HcDb *db,
                  const char *const *ids,
                  guint n,
                  const char *field,
                  const char *value,
                  GError **error)
{
  g_return_val_if_fail (db != NULL && (ids != NULL || n == 0) && field != NULL, FALSE);
  g_return_val_if_fail (hc_record_type_field (issue_type (), field) >= 0, FALSE);

  for (guint i = 0; i < n; i++)
    if (!set_one (db, ids[i], field, value, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_listed (const char *id, const char *const *ids, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (ids[i], id))
      return TRUE;
  return FALSE;
}

static gboolean
add_cohort (HcDb *db, const char *id, const char *cohort_id, GError **error)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type ("issue_cohort"));

  hc_record_data_set (record, "issue_id", id);
  hc_record_data_set (record, "cohort_id", cohort_id);
  return hc_record_save (db, record, error);
}

gboolean
hc_issue_set_cohorts (HcDb *db,
                      const char *id,
                      const char *const *cohort_ids,
                      guint n,
                      GError **error)
{
  const HcRecordType *type = hc_record_type ("issue_cohort");
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (db != NULL && id != NULL && (cohort_ids != NULL || n == 0), FALSE);

  if (!(records = hc_records_load (db, type, id, error)))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const HcRecordData *record = records->pdata[i];
      const char *cohort = hc_record_data_get (record, "cohort_id");

      if (is_listed (cohort, cohort_ids, n))
        g_hash_table_add (kept, g_strdup (cohort));
      else if (!hc_record_delete (db, type, record->id, error))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (g_hash_table_add (kept, g_strdup (cohort_ids[i])) &&
        !add_cohort (db, id, cohort_ids[i], error))
      return FALSE;
  return TRUE;
}
