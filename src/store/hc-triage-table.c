/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people say about tickets: writing it. */

#include "config.h"

#include "hc-triage-table.h"

#include <glib/gi18n.h>

#include "hc-db-private.h"
#include "hc-record-table.h"

static const char *const how_words[] = {
  [HC_TRIAGE_CHOICE] = "choice",
  [HC_TRIAGE_SUGGESTION] = "suggestion",
  [HC_TRIAGE_BULK] = "bulk",
  [HC_TRIAGE_GROUP] = "group",
};

#define BIT(kind) (1u << (kind))
#define SAYS_NOTHING                                                                               \
  "issue_id IS NULL AND workflow_id IS NULL AND step_id IS NULL AND cohort_id IS NULL AND "        \
  "cause IS NULL"
#define THIS_TICKET                                                                                \
  "(source_id, external_id) = (SELECT s.text, t.external_id FROM ticket AS t JOIN term AS s ON "   \
  "s.id = t.source_term WHERE t.id = ?1)"

/* ---------------------------------------------------------------- what is to be set */

typedef struct
{
  guint set;
  const char *value[HC_N_LINKS];
  char *workflow; /* owned: of the step */
  const char *how;
  gint64 now;
} Plan;

static void
plan_clear (Plan *self)
{
  g_free (self->workflow);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static gboolean
check_limit (guint n, GError **error)
{
  if (n <= HC_TRIAGE_BULK_LIMIT)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
               _ ("%u tickets are more than can be classified at once (%u). Make a rule for them: "
                  "it also finds those to come."),
               n, HC_TRIAGE_BULK_LIMIT);
  return FALSE;
}

/* What is chosen must still be there. @value NULL: nothing to check. */
static gboolean
check_there (HcDb *db, const char *table, const char *value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s WHERE id = ?1", table);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  if (value == NULL)
    return TRUE;
  if (!(stmt = hc_db_prepare (db, sql, error)))
    return FALSE;
  hc_stmt_bind_text (stmt, 1, value);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_DONE)
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _ ("What was chosen as “%s” was removed meanwhile. Choose another one."),
                 _ (hc_record_type (table)->one));
  return rc == SQLITE_ROW;
}

static gboolean
check_all_there (HcDb *db, const Plan *plan, GError **error)
{
  static const char *const tables[HC_N_LINKS] = { [HC_LINK_ISSUE] = "issue",
                                                  [HC_LINK_WORKFLOW] = "workflow",
                                                  [HC_LINK_STEP] = "workflow_step",
                                                  [HC_LINK_COHORT] = "cohort" };

  for (guint i = 0; i < HC_N_LINKS; i++)
    if (tables[i] != NULL && (plan->set & BIT (i)) != 0 &&
        !check_there (db, tables[i], plan->value[i], error))
      return FALSE;
  return TRUE;
}

/* A step implies its workflow. */
static gboolean
plan_step (HcDb *db, Plan *plan, GError **error)
{
  const char *step = plan->value[HC_LINK_STEP];
  g_autoptr (HcRecordData) record = NULL;
  const char *workflow = plan->value[HC_LINK_WORKFLOW];

  if ((plan->set & BIT (HC_LINK_STEP)) == 0 || step == NULL)
    return TRUE;
  if (!(record = hc_record_load (db, hc_record_type ("workflow_step"), step, error)))
    return FALSE;
  plan->workflow = g_strdup (hc_record_data_get (record, "workflow_id"));
  if ((plan->set & BIT (HC_LINK_WORKFLOW)) != 0 && workflow != NULL &&
      !g_str_equal (workflow, plan->workflow))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                   _ ("The step “%s” belongs to another workflow. Choose a step of the chosen "
                      "workflow."),
                   hc_record_data_title (record));
      return FALSE;
    }
  plan->set |= BIT (HC_LINK_WORKFLOW);
  plan->value[HC_LINK_WORKFLOW] = plan->workflow;
  return TRUE;
}

static gboolean
plan_init (Plan *plan, HcDb *db, const HcTriageChoice *choice, GError **error)
{
  plan->set = choice->set;
  plan->how = how_words[choice->how];
  plan->now = choice->now;
  for (guint i = 0; i < HC_N_LINKS; i++)
    plan->value[i] = (choice->set & BIT (i)) != 0 ? choice->value[i] : NULL;
  return check_all_there (db, plan, error) && plan_step (db, plan, error);
}

static gboolean
plan_only_clears (const Plan *plan)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (plan->value[i] != NULL)
      return FALSE;
  return TRUE;
}

/* ---------------------------------------------------------------- statements */

/* Another workflow has other steps. */
static void
append_step_of (GString *sql, const Plan *plan, const char *workflow)
{
  if ((plan->set & BIT (HC_LINK_WORKFLOW)) != 0 && (plan->set & BIT (HC_LINK_STEP)) == 0)
    g_string_append_printf (sql,
                            ", step_id = CASE WHEN (SELECT workflow_id FROM workflow_step WHERE id = "
                            "step_id) IS %s THEN step_id END",
                            workflow);
}

/* The decision that is dated is the one about the issue; without it, the last one. */
static void
append_decision (GString *sql, const Plan *plan)
{
  const char *const columns[] = { "how", "decided_at" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if ((plan->set & BIT (HC_LINK_ISSUE)) != 0)
      g_string_append_printf (sql, ", %s = excluded.%s", columns[i], columns[i]);
    else
      g_string_append_printf (sql, ", %s = CASE WHEN issue_id IS NULL THEN excluded.%s ELSE %s END",
                              columns[i], columns[i], columns[i]);
}

/* INSERT INTO ticket_triage (source_id, external_id, issue_id, …, how, decided_at)
 *   SELECT s.text, t.external_id, ?2, …, ?7, ?8 FROM ticket AS t … WHERE t.id = ?1
 *   ON CONFLICT (source_id, external_id) DO UPDATE SET issue_id = excluded.issue_id, how = …
 *   WHERE issue_id IS NOT excluded.issue_id */
static char *
set_sql (const Plan *plan)
{
  GString *sql = g_string_new (
    "INSERT INTO ticket_triage (source_id, external_id, issue_id, workflow_id, step_id, cohort_id, "
    "cause, how, decided_at) SELECT s.text, t.external_id, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM ticket "
    "AS t JOIN term AS s ON s.id = t.source_term WHERE t.id = ?1 ON CONFLICT (source_id, "
    "external_id) DO UPDATE SET ");
  const char *separator = "";

  for (guint i = 0; i < HC_N_LINKS; i++)
    if ((plan->set & BIT (i)) != 0)
      {
        const char *column = hc_link_column ((HcLinkKind) i);

        g_string_append_printf (sql, "%s%s = excluded.%s", separator, column, column);
        separator = ", ";
      }
  append_step_of (sql, plan, "excluded.workflow_id");
  append_decision (sql, plan);
  separator = " WHERE ";
  for (guint i = 0; i < HC_N_LINKS; i++)
    if ((plan->set & BIT (i)) != 0)
      {
        const char *column = hc_link_column ((HcLinkKind) i);

        g_string_append_printf (sql, "%s%s IS NOT excluded.%s", separator, column, column);
        separator = " OR ";
      }
  return g_string_free (sql, FALSE);
}

/* UPDATE ticket_triage SET issue_id = NULL WHERE (source_id, external_id) = (SELECT …) */
static char *
clear_sql (const Plan *plan)
{
  GString *sql = g_string_new ("UPDATE ticket_triage SET ");
  const char *separator = "";

  for (guint i = 0; i < HC_N_LINKS; i++)
    if ((plan->set & BIT (i)) != 0)
      {
        g_string_append_printf (sql, "%s%s = NULL", separator, hc_link_column ((HcLinkKind) i));
        separator = ", ";
      }
  append_step_of (sql, plan, "NULL");
  g_string_append (sql, " WHERE " THIS_TICKET);
  return g_string_free (sql, FALSE);
}

static gboolean
run_for_ticket (HcStmt *stmt, gint64 ticket, GError **error)
{
  hc_stmt_bind_int64 (stmt, 1, ticket);
  return hc_stmt_run (stmt, error);
}

/* ---------------------------------------------------------------- setting */

static gboolean
set_values (HcDb *db, const gint64 *tickets, guint n, const Plan *plan, GError **error)
{
  g_autofree char *sql = set_sql (plan);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < HC_N_LINKS; i++)
    hc_stmt_bind_text (stmt, 2 + (int) i, plan->value[i]);
  hc_stmt_bind_text (stmt, 7, plan->how);
  hc_stmt_bind_instant (stmt, 8, plan->now);
  for (guint i = 0; i < n; i++)
    if (!run_for_ticket (stmt, tickets[i], error))
      return FALSE;
  return TRUE;
}

/* A row that says nothing any more goes; one with a note alone has no decision. */
static gboolean
tidy (HcDb *db, const gint64 *tickets, guint n, GError **error)
{
  g_autoptr (HcStmt) remove =
    hc_db_prepare (db,
                   "DELETE FROM ticket_triage WHERE " THIS_TICKET " AND note = '' AND " SAYS_NOTHING,
                   error);
  g_autoptr (HcStmt) undecide = NULL;

  if (remove == NULL ||
      !(undecide = hc_db_prepare (db,
                                  "UPDATE ticket_triage SET how = 'choice', decided_at = NULL WHERE "
                                  THIS_TICKET " AND decided_at IS NOT NULL AND " SAYS_NOTHING,
                                  error)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!run_for_ticket (remove, tickets[i], error) ||
        !run_for_ticket (undecide, tickets[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
clear_values (HcDb *db, const gint64 *tickets, guint n, const Plan *plan, GError **error)
{
  g_autofree char *sql = clear_sql (plan);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!run_for_ticket (stmt, tickets[i], error))
      return FALSE;
  return tidy (db, tickets, n, error);
}

gboolean
hc_triage_set (
  HcDb *db, const gint64 *tickets, guint n, const HcTriageChoice *choice, GError **error)
{
  g_auto (Plan) plan = { 0 };

  g_return_val_if_fail (db != NULL && choice != NULL && (tickets != NULL || n == 0), FALSE);
  g_return_val_if_fail (choice->set != 0 && choice->set < BIT (HC_N_LINKS), FALSE);

  if (!check_limit (n, error) || !plan_init (&plan, db, choice, error))
    return FALSE;
  return plan_only_clears (&plan) ? clear_values (db, tickets, n, &plan, error)
                                  : set_values (db, tickets, n, &plan, error);
}

/* Each of the few issues is looked up once. */
static gboolean
check_issues (HcDb *db, const char *const *issues, guint n, GError **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    if (g_hash_table_add (there, (gpointer) issues[i]) &&
        !check_there (db, "issue", issues[i], error))
      return FALSE;
  return TRUE;
}

gboolean
hc_triage_set_issues (HcDb *db,
                      const gint64 *tickets,
                      const char *const *issues,
                      guint n,
                      HcTriageHow how,
                      gint64 now,
                      GError **error)
{
  Plan plan = { .set = BIT (HC_LINK_ISSUE) };
  g_autofree char *sql = set_sql (&plan);
  g_autoptr (HcStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && ((tickets != NULL && issues != NULL) || n == 0), FALSE);

  if (!check_limit (n, error) || !check_issues (db, issues, n, error) ||
      !(stmt = hc_db_prepare (db, sql, error)))
    return FALSE;
  for (guint i = 0; i < HC_N_LINKS; i++)
    hc_stmt_bind_text (stmt, 2 + (int) i, NULL);
  hc_stmt_bind_text (stmt, 7, how_words[how]);
  hc_stmt_bind_instant (stmt, 8, now);
  for (guint i = 0; i < n; i++)
    {
      hc_stmt_bind_text (stmt, 2, issues[i]);
      if (!run_for_ticket (stmt, tickets[i], error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_triage_set_note (HcDb *db, gint64 ticket, const char *note, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "INSERT INTO ticket_triage (source_id, external_id, note) SELECT s.text, "
                   "t.external_id, ?2 FROM ticket AS t JOIN term AS s ON s.id = t.source_term "
                   "WHERE t.id = ?1 ON CONFLICT (source_id, external_id) DO UPDATE SET "
                   "note = excluded.note WHERE note <> excluded.note",
                   error);

  g_return_val_if_fail (db != NULL, FALSE);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 2, note != NULL ? note : "");
  return run_for_ticket (stmt, ticket, error) && tidy (db, &ticket, 1, error);
}
