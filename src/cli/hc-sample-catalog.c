/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-catalog.h"

#include <string.h>

#include "hc-issue-table.h"
#include "hc-record-table.h"
#include "hc-rule-table.h"

#define HOUR (60 * 60)
#define MAX_FIELDS 14

typedef struct
{
  const char *name;
  const char *value;
} Value;

typedef struct
{
  HcTicketField field;
  HcRuleOperator op;
  const char *value;
} Condition;

typedef struct
{
  const char *title;
  const char *workflow, *step;
  const char *person, *deputy;
  const char *cohorts[3];
  int created; /* hours after the launch's go-live, 00:00 */
  int due;     /* days after go-live; 0: none */
  Value values[MAX_FIELDS];
  const char *rule; /* its name; NULL: no rule */
  Condition conditions[3];
} Issue;

/* P01, P04, P07, P03, P13 and P11 of hc-sample-problems.c; the scanner issue is the known error. */
static const Issue issues[] = {
  { "No approver for cost centre", "Purchase requisition", "Submit for approval",
    "Process Owner Procurement 1", "Procurement Analyst 1", { "Buyers", "Requesters" }, 30, 14,
    { { "kind", "missing_approval_routing" }, { "cause", "routing" }, { "action", "escalate" },
      { "owner", "process" }, { "metric", "pattern_repeat_rate" }, { "severity", "2" },
      { "state", "in_progress" }, { "decision", "fix" },
      { "symptom", "“I pick the cost centre and then the approver list is empty.”" },
      { "workaround", "The buyer enters the approver of the parent cost centre by hand." } },
    "Approver is missing",
    { { HC_TICKET_SUBCATEGORY, HC_RULE_IS, "Requisition" },
      { HC_TICKET_TITLE, HC_RULE_MATCHES, "approver|Genehmiger" } } },

  { "Unit conversion rejects goods receipt", "Goods receipt", "Enter quantity",
    "Logistics Analyst 1", "Logistics Analyst 2", { "Warehouse Operators" }, 34, 12,
    { { "kind", "configuration_defect" }, { "cause", "defect" }, { "action", "fix" },
      { "owner", "application" }, { "metric", "completion_rate" }, { "severity", "2" },
      { "state", "retest" }, { "decision", "fix" },
      { "symptom", "“I enter two pallets, the system says the unit cannot be converted.”" },
      { "error_text", "ME083: quantity cannot be converted" },
      { "workaround", "Enter the quantity in pieces; the table of units hangs at each gate." } },
    "Units of a goods receipt",
    { { HC_TICKET_SUBCATEGORY, HC_RULE_IS, "Goods receipt" },
      { HC_TICKET_TITLE, HC_RULE_MATCHES, "\\bunit|boxes|pallet|quantity|Mengeneinheit" } } },

  { "Scanner app does not sync after offline work", "Goods receipt", "Scan delivery",
    "Integration Engineer 1", "Logistics Analyst 1", { "Warehouse Operators", "Mannheim" }, 10, 16,
    { { "kind", "broken_integration" }, { "cause", "defect" }, { "action", "escalate" },
      { "owner", "itsm" }, { "metric", "backlog_age" }, { "severity", "2" },
      { "state", "waiting_vendor" }, { "is_known_error", "1" },
      { "error_text", "Scanner shows “sending” and does not come back" },
      { "preconditions", "Scans made where there is no network, then more than five minutes "
                         "until the network is back." },
      { "workaround", "Wait at the desk until the counter of scans is the same on both sides; use "
                      "the paper form when it stands still. Never restart the app before." },
      { "how_to_undo", "Cancel the second of two receipts of the same delivery." },
      { "permanent_fix", "Version 4.2 of the scanner app" },
      { "external_reference", "VENDOR-7731" } },
    "Scanner app",
    { { HC_TICKET_SUBCATEGORY, HC_RULE_IS, "Scanner" } } },

  { "How to choose the right catalogue item", "Purchase requisition", "Pick catalogue item",
    "Service Desk Lead 2", "Procurement Analyst 2", { "Requesters", "Buyers" }, 27, 13,
    { { "kind", "how_do_i" }, { "cause", "confusion" }, { "action", "deflect" },
      { "owner", "support" }, { "metric", "deflection_rate" }, { "severity", "4" },
      { "state", "in_progress" },
      { "symptom", "“In the old system I typed the material number.”" },
      { "workaround", "Search by category first, or describe the item in free text." } },
    "Catalogue items",
    { { HC_TICKET_SUBCATEGORY, HC_RULE_IS, "Requisition" },
      { HC_TICKET_TITLE, HC_RULE_MATCHES, "catalog|catálogo|\\bfind|how (to|do i)|where do i" } } },

  { "Credit memos stopped by the duplicate check", "Invoice posting", "Capture invoice",
    "Finance Analyst 1", "Finance Analyst 2", { "AP Clerks" }, 154, 0,
    { { "kind", "configuration_defect" }, { "cause", "defect" }, { "action", "fix" },
      { "owner", "application" }, { "metric", "backlog_age" }, { "severity", "2" },
      { "symptom", "“The credit memo has the number of its invoice, that is normal.”" } },
    "Credit memos",
    { { HC_TICKET_SUBCATEGORY, HC_RULE_IS, "Invoice" },
      { HC_TICKET_TITLE, HC_RULE_MATCHES, "credit|gutschrift|nota kredytowa" } } },

  { "Approval rule above 10,000 is unclear", "Purchase requisition", "Approve",
    "Process Owner Finance 1", NULL, { "Line Managers", "Buyers" }, 106, 15,
    { { "kind", "policy_decision" }, { "cause", "policy" }, { "action", "escalate" },
      { "owner", "process" }, { "metric", "pattern_repeat_rate" }, { "severity", "3" },
      { "state", "waiting_business" } },
    NULL, { { 0 } } },
};

#define ESCALATED 2 /* the scanner issue, on the ninth day */
#define ESCALATED_AT (8 * 24 * HOUR + 9 * HOUR + 20 * 60)
#define ACKNOWLEDGED_AFTER (25 * 60)

/* ---------------------------------------------------------------- names of the plan */

/* The id of the record that is titled so, of @parent (optional). NULL + error: the plan has none. */
static char *
find_id (HcDb *db, const char *type, const char *parent, const char *title, GError **error)
{
  g_autoptr (GPtrArray) records = hc_records_load (db, hc_record_type (type), parent, error);

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (records, i);

      if (strcmp (hc_record_data_title (record), title) == 0)
        return g_strdup (record->id);
    }
  g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND, "The sample has no %s “%s”", type, title);
  return NULL;
}

static gboolean
set_reference (HcDb *db,
               HcRecordData *issue,
               const char *field,
               const char *type,
               const char *parent,
               const char *title,
               GError **error)
{
  g_autofree char *id = NULL;

  if (title == NULL)
    return TRUE;
  if (!(id = find_id (db, type, parent, title, error)))
    return FALSE;
  hc_record_data_set (issue, field, id);
  return TRUE;
}

/* ---------------------------------------------------------------- adding */

static gboolean
add_cohorts (HcDb *db, const Issue *issue, const char *id, GError **error)
{
  g_autoptr (GPtrArray) cohorts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (issue->cohorts) && issue->cohorts[i] != NULL; i++)
    {
      char *cohort = find_id (db, "cohort", NULL, issue->cohorts[i], error);

      if (cohort == NULL)
        return FALSE;
      g_ptr_array_add (cohorts, cohort);
    }
  return hc_issue_set_cohorts (db, id, (const char *const *) cohorts->pdata, cohorts->len, error);
}

static gboolean
add_rule (HcDb *db, const Issue *issue, const char *id, GError **error)
{
  g_autoptr (HcRule) rule = NULL;

  if (issue->rule == NULL)
    return TRUE;
  rule = hc_rule_new ();
  g_free (rule->name);
  rule->name = g_strdup (issue->rule);
  rule->is_enabled = TRUE;
  rule->target[HC_LINK_ISSUE] = g_strdup (id);
  for (guint i = 0; i < G_N_ELEMENTS (issue->conditions) && issue->conditions[i].value != NULL; i++)
    hc_rule_add_condition (rule, issue->conditions[i].field, issue->conditions[i].op,
                           issue->conditions[i].value);
  return hc_rule_save (db, rule, NULL, error);
}

static gboolean
add_issue (
  HcDb *db, const Issue *issue, const HcLaunchSettings *settings, char **id, GError **error)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type ("issue"));

  hc_record_data_set (record, "title", issue->title);
  for (guint i = 0; i < G_N_ELEMENTS (issue->values) && issue->values[i].name != NULL; i++)
    hc_record_data_set (record, issue->values[i].name, issue->values[i].value);
  if (issue->due > 0)
    {
      g_autofree char *due = hc_day_format (settings->go_live_day + issue->due);

      hc_record_data_set (record, "due", due);
    }
  return set_reference (db, record, "workflow_id", "workflow", NULL, issue->workflow, error)
         && set_reference (db, record, "step_id", "workflow_step",
                           hc_record_data_get (record, "workflow_id"), issue->step, error)
         && set_reference (db, record, "person_id", "person", NULL, issue->person, error)
         && set_reference (db, record, "deputy_id", "person", NULL, issue->deputy, error)
         && hc_issue_create (db, record, NULL, 0, 0, settings->go_live_at + issue->created * HOUR,
                             id, error)
         && add_cohorts (db, issue, *id, error) && add_rule (db, issue, *id, error);
}

static gboolean
escalate (HcDb *db, const char *issue_id, const HcLaunchSettings *settings, GError **error)
{
  gint64 raised = settings->go_live_at + ESCALATED_AT;
  g_autofree char *acknowledged
    = g_strdup_printf ("%" G_GINT64_FORMAT, raised + ACKNOWLEDGED_AFTER);
  g_autoptr (HcRecordData) record = NULL;
  g_autofree char *id = NULL;

  if (!hc_issue_escalate (db, issue_id, raised, &id, error)
      || !(record = hc_record_load (db, hc_record_type ("escalation"), id, error)))
    return FALSE;
  hc_record_data_set (record, "raised_by", "Hypercare Manager 1");
  hc_record_data_set (record, "acknowledged_at", acknowledged);
  hc_record_data_set (record, "acknowledged_by", "Integration Engineer 1");
  return hc_record_save (db, record, error);
}

gboolean
hc_sample_catalog_add (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (issues); i++)
    {
      g_autofree char *id = NULL;

      if (!add_issue (db, &issues[i], settings, &id, error)
          || (i == ESCALATED && !escalate (db, id, settings, error)))
        return FALSE;
    }
  return TRUE;
}
