/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The issue catalog, the known errors in it, and what owners are to fix. */

#include "config.h"

#include "hc-pack-register-private.h"

#include "hc-issue.h"

#define CATALOG "tbl_issue_catalog"
#define KNOWN_ERRORS "tbl_known_errors"
#define TICKETS "tbl_open_tickets"
#define FIXES "tbl_owner_led_fixes"

/* ---- texts ---- */

static char *
count_text (gint64 count)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, count);
}

/* The local day of an instant; NULL: none. */
static char *
day_text (const HcPackRegisters *self, gint64 at)
{
  return at == HC_INSTANT_NONE ? NULL : hc_day_format (hc_calendar_day_of (self->calendar, at));
}

static char *
title_of (const HcPackRegisters *self, const char *type, const char *id)
{
  const HcRecordData *record = hc_pack_find (self, type, id);

  return record == NULL ? NULL : g_strdup (hc_record_data_title (record));
}

/* “Submit › Approve” */
static char *
where_text (const HcPackRegisters *self, const HcRecordData *issue)
{
  g_autofree char *workflow
    = title_of (self, "workflow", hc_record_data_get (issue, "workflow_id"));
  g_autofree char *step = title_of (self, "workflow_step", hc_record_data_get (issue, "step_id"));

  if (workflow != NULL && step != NULL)
    return g_strdup_printf ("%s › %s", workflow, step);
  return workflow != NULL ? g_steal_pointer (&workflow) : g_steal_pointer (&step);
}

static char *
cohorts_text (const HcPackRegisters *self, const HcRecordData *issue)
{
  GPtrArray *links = hc_pack_records (self, "issue_cohort");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++)
    {
      const HcRecordData *link = g_ptr_array_index (links, i);
      g_autofree char *name = NULL;

      if (g_strcmp0 (hc_record_data_get (link, "issue_id"), issue->id) != 0)
        continue;
      name = title_of (self, "cohort", hc_record_data_get (link, "cohort_id"));
      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }
  return g_string_free (text, FALSE);
}

/* What a person wrote about others' words: not in an anonymised pack. */
static char *
private_text (const HcPackRegisters *self, const HcRecordData *issue, const char *field)
{
  return self->codes != NULL ? NULL : g_strdup (hc_record_data_get (issue, field));
}

static char *
tickets_text (const HcPackRegisters *self, const HcRecordData *issue)
{
  const HcIssueFacts *facts = hc_issue_facts_find (self->facts, issue->id);

  return count_text (facts != NULL ? facts->tickets : 0);
}

/* ---- tables ---- */

/* A linked column, or one that BAU works on. */
static HcPackColumn *
last_column (HcPackRegister *out)
{
  return &g_array_index (out->columns, HcPackColumn, out->columns->len - 1);
}

static void
add_link_column (
  HcPackRegister *out, const char *header, double width, HcPackKind kind, const char *table)
{
  hc_pack_add_column (out, header, width, kind);
  last_column (out)->link = table;
}

static void
add_choice_column (HcPackRegister *out, const char *header, double width, const char *field)
{
  const HcRecordType *type = hc_record_type ("issue");

  hc_pack_add_column (out, header, width, HC_PACK_TEXT);
  last_column (out)->choices = type->fields[hc_record_type_field (type, field)].choices;
}

static char **
add_issue_row (HcPackRegister *out, const HcRecordData *issue)
{
  char **row = hc_pack_add_row (out);

  g_ptr_array_add (out->ids, g_strdup (issue->id));
  return row;
}

static HcPackRegister *
add_catalog_table (HcPackRegisters *self)
{
  HcPackRegister *out = hc_pack_add_register (
    self, "Issue Catalog", "Every issue behind the tickets: where it breaks, for whom, who owns it",
    "The issue catalog is empty.", CATALOG);

  add_link_column (out, "Code", 9, HC_PACK_STRONG, KNOWN_ERRORS);
  hc_pack_add_column (out, "Title", 30, HC_PACK_TEXT);
  hc_pack_add_column (out, "Workflow", 16, HC_PACK_TEXT);
  hc_pack_add_column (out, "Step", 16, HC_PACK_TEXT);
  hc_pack_add_column (out, "Cohort", 16, HC_PACK_TEXT);
  hc_pack_add_column (out, "Root cause", 11, HC_PACK_TEXT);
  add_link_column (out, "Action", 10, HC_PACK_TEXT, FIXES);
  hc_pack_add_column (out, "Owner", 12, HC_PACK_TEXT);
  hc_pack_add_column (out, "Person", 16, HC_PACK_TEXT);
  hc_pack_add_column (out, "Metric", 12, HC_PACK_TEXT);
  hc_pack_add_column (out, "Severity", 10, HC_PACK_COUNT);
  last_column (out)->flag = HC_PACK_FLAG_ONE;
  add_choice_column (out, "State", 12, "state");
  hc_pack_add_column (out, "Due", 12, HC_PACK_DAY);
  add_choice_column (out, "Decision", 11, "decision");
  add_link_column (out, "Tickets", 9, HC_PACK_COUNT, TICKETS);
  hc_pack_add_column (out, "Last 7 days", 9, HC_PACK_COUNT);
  hc_pack_add_column (out, "First seen", 12, HC_PACK_DAY);
  hc_pack_add_column (out, "Last seen", 12, HC_PACK_DAY);
  return out;
}

void
hc_pack_add_catalog (HcPackRegisters *self)
{
  HcPackRegister *out = add_catalog_table (self);
  GPtrArray *issues = hc_pack_records (self, "issue");

  for (guint i = 0; i < issues->len; i++)
    {
      const HcRecordData *issue = g_ptr_array_index (issues, i);
      const HcIssueFacts *facts = hc_issue_facts_find (self->facts, issue->id);
      char **row = add_issue_row (out, issue);
      guint j = 0;

      row[j++] = g_strdup (hc_record_data_get (issue, "code"));
      row[j++] = g_strdup (hc_record_data_title (issue));
      row[j++] = title_of (self, "workflow", hc_record_data_get (issue, "workflow_id"));
      row[j++] = title_of (self, "workflow_step", hc_record_data_get (issue, "step_id"));
      row[j++] = cohorts_text (self, issue);
      row[j++] = hc_pack_choice_text (issue, "cause");
      row[j++] = hc_pack_choice_text (issue, "action");
      row[j++] = hc_pack_choice_text (issue, "owner");
      row[j++] = hc_pack_person_of (self, issue, "person_id");
      row[j++] = hc_pack_choice_text (issue, "metric");
      row[j++] = g_strdup (hc_record_data_get (issue, "severity"));
      row[j++] = hc_pack_choice_text (issue, "state");
      row[j++] = g_strdup (hc_record_data_get (issue, "due"));
      row[j++] = hc_pack_choice_text (issue, "decision");
      row[j++] = count_text (facts != NULL ? facts->tickets : 0);
      row[j++] = count_text (facts != NULL ? facts->last_7_days : 0);
      row[j++] = facts != NULL ? day_text (self, facts->first_seen) : NULL;
      row[j++] = facts != NULL ? day_text (self, facts->last_seen) : NULL;
      g_assert (j == out->columns->len);
    }
  hc_pack_fill_blanks (out);
}

/* ---- Known Errors ---- */

static gboolean
has_ended (const HcRecordData *issue)
{
  const char *state = hc_record_data_get (issue, "state");

  return g_strcmp0 (state, "resolved") == 0 || g_strcmp0 (state, "closed") == 0;
}

static HcPackRegister *
add_known_table (HcPackRegisters *self)
{
  HcPackRegister *out = hc_pack_add_register (
    self, "Known Errors",
    "How to recognise each known error, how to work around it, how to undo it",
    "No open issue is marked as a known error.", KNOWN_ERRORS);

  add_link_column (out, "Code", 9, HC_PACK_STRONG, CATALOG);
  hc_pack_add_column (out, "Title", 24, HC_PACK_TEXT);
  hc_pack_add_column (out, "Symptom", 28, HC_PACK_TEXT);
  hc_pack_add_column (out, "Error text", 20, HC_PACK_TEXT);
  hc_pack_add_column (out, "Workflow and step", 18, HC_PACK_TEXT);
  hc_pack_add_column (out, "Cohort", 14, HC_PACK_TEXT);
  hc_pack_add_column (out, "Cause", 10, HC_PACK_TEXT);
  hc_pack_add_column (out, "Workaround", 30, HC_PACK_TEXT);
  hc_pack_add_column (out, "Preconditions", 18, HC_PACK_TEXT);
  hc_pack_add_column (out, "How to undo", 18, HC_PACK_TEXT);
  hc_pack_add_column (out, "Owner", 14, HC_PACK_TEXT);
  hc_pack_add_column (out, "Permanent fix", 18, HC_PACK_TEXT);
  hc_pack_add_column (out, "Target", 12, HC_PACK_DAY);
  hc_pack_add_column (out, "Valid until", 12, HC_PACK_DAY);
  add_link_column (out, "Tickets", 9, HC_PACK_COUNT, TICKETS);
  return out;
}

/* The person, else the area that owns it. */
static char *
owner_text (HcPackRegisters *self, const HcRecordData *issue)
{
  char *person = hc_pack_person_of (self, issue, "person_id");

  return person != NULL ? person : hc_pack_choice_text (issue, "owner");
}

void
hc_pack_add_known_errors (HcPackRegisters *self)
{
  HcPackRegister *out = add_known_table (self);
  GPtrArray *issues = hc_pack_records (self, "issue");

  for (guint i = 0; i < issues->len; i++)
    {
      const HcRecordData *issue = g_ptr_array_index (issues, i);
      char **row;
      guint j = 0;

      if (hc_record_data_get_int (issue, "is_known_error", 0) != 1 || has_ended (issue))
        continue;
      row = add_issue_row (out, issue);
      row[j++] = g_strdup (hc_record_data_get (issue, "code"));
      row[j++] = g_strdup (hc_record_data_title (issue));
      row[j++] = private_text (self, issue, "symptom");
      row[j++] = private_text (self, issue, "error_text");
      row[j++] = where_text (self, issue);
      row[j++] = cohorts_text (self, issue);
      row[j++] = hc_pack_choice_text (issue, "cause");
      row[j++] = g_strdup (hc_record_data_get (issue, "workaround"));
      row[j++] = g_strdup (hc_record_data_get (issue, "preconditions"));
      row[j++] = g_strdup (hc_record_data_get (issue, "how_to_undo"));
      row[j++] = owner_text (self, issue);
      row[j++] = g_strdup (hc_record_data_get (issue, "permanent_fix"));
      row[j++] = g_strdup (hc_record_data_get (issue, "target"));
      row[j++] = g_strdup (hc_record_data_get (issue, "valid_until"));
      row[j++] = tickets_text (self, issue);
      g_assert (j == out->columns->len);
    }
  hc_pack_fill_blanks (out);
}

/* ---- Owner-Led Fixes ---- */

static gboolean
is_owner_led (const HcRecordData *issue)
{
  const char *action = hc_record_data_get (issue, "action");

  return !has_ended (issue) &&
         (g_strcmp0 (action, "escalate") == 0 || g_strcmp0 (action, "fix") == 0);
}

/* NULL: not due yet. */
static char *
overdue_text (const HcPackRegisters *self, const HcRecordData *issue)
{
  HcDay due = hc_record_data_get_day (issue, "due");

  if (due == HC_DAY_NONE || self->today == HC_DAY_NONE || due >= self->today)
    return NULL;
  return count_text (self->today - due);
}

void
hc_pack_add_fixes (HcPackRegisters *self)
{
  HcPackRegister *out = hc_pack_add_register (
    self, "Owner-Led Fixes", "What is escalated or to be fixed, by whom and until when",
    "No open issue is to be escalated or fixed.", FIXES);
  GPtrArray *issues = hc_pack_records (self, "issue");

  add_link_column (out, "Issue", 44, HC_PACK_STRONG, CATALOG);
  hc_pack_add_column (out, "Owner", 22, HC_PACK_TEXT);
  hc_pack_add_column (out, "Team", 22, HC_PACK_TEXT);
  hc_pack_add_column (out, "Due", 13, HC_PACK_DAY);
  add_choice_column (out, "State", 18, "state");
  hc_pack_add_column (out, "Dependency", 34, HC_PACK_TEXT);
  hc_pack_add_column (out, "Overdue days", 11, HC_PACK_COUNT);
  last_column (out)->flag = HC_PACK_FLAG_POSITIVE;
  for (guint i = 0; i < issues->len; i++)
    {
      const HcRecordData *issue = g_ptr_array_index (issues, i);
      const HcRecordData *person
        = hc_pack_find (self, "person", hc_record_data_get (issue, "person_id"));
      const char *code = hc_record_data_get (issue, "code");
      char **row;

      if (!is_owner_led (issue))
        continue;
      row = add_issue_row (out, issue);
      row[0] = g_strjoin (" ", code != NULL ? code : "–", hc_record_data_title (issue), NULL);
      row[1] = owner_text (self, issue);
      row[2] = person != NULL ? hc_pack_team_of (self, person, "team_id") : NULL;
      row[3] = g_strdup (hc_record_data_get (issue, "due"));
      row[4] = hc_pack_choice_text (issue, "state");
      row[5] = g_strdup (hc_record_data_get (issue, "dependency"));
      row[6] = overdue_text (self, issue);
    }
  hc_pack_fill_blanks (out);
}
