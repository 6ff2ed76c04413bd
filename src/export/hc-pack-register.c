/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-register-private.h"

#include "hc-pack-text.h"
#include "hc-record-table.h"
#include "hc-workflow-score.h"

/* ---- what was loaded ---- */

static const char *const needed[] = {
  "workflow",
  "workflow_cohort",
  "workflow_step",
  "failure_point",
  "rehearsal",
  "cohort",
  "person",
  "team",
  "duty",
  "duty_role",
  "escalation_level",
  "risk",
  "knowledge_transfer",
  "improvement",
  "lesson",
  "feedback",
  "checklist_item",
  "issue",
  "issue_cohort",
};

GPtrArray *
hc_pack_records (const HcPackRegisters *self, const char *type)
{
  return g_hash_table_lookup (self->records, type);
}

const HcRecordData *
hc_pack_find (const HcPackRegisters *self, const char *type, const char *id)
{
  GPtrArray *all = hc_pack_records (self, type);

  for (guint i = 0; id != NULL && i < all->len; i++)
    if (g_str_equal (((HcRecordData *) g_ptr_array_index (all, i))->id, id))
      return g_ptr_array_index (all, i);
  return NULL;
}

/* A person's name, or the stable code that stands for it. */
char *
hc_pack_person_text (HcPackRegisters *self, const char *name)
{
  const char *code;

  if (name == NULL || *name == '\0')
    return NULL;
  if (self->codes == NULL)
    return g_strdup (name);
  code = g_hash_table_lookup (self->codes, name);
  if (code == NULL)
    {
      g_hash_table_insert (self->codes, g_strdup (name),
                           g_strdup_printf ("Person %u", g_hash_table_size (self->codes) + 1));
      code = g_hash_table_lookup (self->codes, name);
    }
  return g_strdup (code);
}

char *
hc_pack_person_of (HcPackRegisters *self, const HcRecordData *record, const char *field)
{
  const HcRecordData *person = hc_pack_find (self, "person", hc_record_data_get (record, field));

  return person == NULL ? NULL : hc_pack_person_text (self, hc_record_data_title (person));
}

char *
hc_pack_team_of (const HcPackRegisters *self, const HcRecordData *record, const char *field)
{
  const HcRecordData *team = hc_pack_find (self, "team", hc_record_data_get (record, field));

  return team == NULL ? NULL : g_strdup (hc_record_data_title (team));
}

/* The English label of a choice: the workbook is the same in every language. */
char *
hc_pack_choice_text (const HcRecordData *record, const char *field)
{
  int index = hc_record_type_field (record->type, field);
  const char *word = hc_record_data_get (record, field);
  const HcChoice *choices = record->type->fields[index].choices;

  for (guint i = 0; word != NULL && choices[i].word != NULL; i++)
    if (g_str_equal (choices[i].word, word))
      return g_strdup (choices[i].label);
  return NULL;
}

/* ---- tables ---- */

void
hc_pack_register_free (HcPackRegister *self)
{
  g_array_unref (self->columns);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
clear_column (gpointer data)
{
  g_free (((HcPackColumn *) data)->header);
}

HcPackRegister *
hc_pack_add_register (HcPackRegisters *self,
                      const char *sheet,
                      const char *contents,
                      const char *empty,
                      const char *table)
{
  HcPackRegister *out = g_new0 (HcPackRegister, 1);

  out->sheet = sheet;
  out->contents = contents;
  out->empty = empty;
  out->table = table;
  out->columns = g_array_new (FALSE, TRUE, sizeof (HcPackColumn));
  g_array_set_clear_func (out->columns, clear_column);
  out->ids = g_ptr_array_new_with_free_func (g_free);
  out->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (self->out, out);
  return out;
}

int
hc_pack_register_find (const HcPackRegister *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), id))
      return (int) i;
  return -1;
}

void
hc_pack_add_column (HcPackRegister *self, const char *header, double width, HcPackKind kind)
{
  HcPackColumn column = { g_strdup (header), width, kind, NULL, NULL, HC_PACK_FLAG_NONE };

  g_array_append_val (self->columns, column);
}

/* Cells stay NULL only until hc_pack_fill_blanks(). */
char **
hc_pack_add_row (HcPackRegister *self)
{
  char **row = g_new0 (char *, self->columns->len + 1);

  g_ptr_array_add (self->rows, row);
  return row;
}

void
hc_pack_fill_blanks (HcPackRegister *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      char **row = g_ptr_array_index (self->rows, i);

      for (guint j = 0; j < self->columns->len; j++)
        if (row[j] == NULL)
          row[j] = g_strdup ("");
    }
}

/* ---- registers that are lists of one record type ---- */

typedef struct
{
  const char *header;
  const char *field;
  double width;
  gboolean is_person;  /* a name typed by a person */
  gboolean is_private; /* left out of an anonymised pack */
} Plain;

static HcPackKind
kind_of (const HcField *field)
{
  switch (field->type)
    {
    case HC_VALUE_DAY:
      return HC_PACK_DAY;
    case HC_VALUE_INTEGER:
      return HC_PACK_COUNT;
    case HC_VALUE_REAL:
      return HC_PACK_DECIMAL;
    default:
      return field->flags & HC_FIELD_TITLE ? HC_PACK_STRONG : HC_PACK_TEXT;
    }
}

static char *
plain_text (HcPackRegisters *self, const HcRecordData *record, const Plain *plain)
{
  const HcField *field = &record->type->fields[hc_record_type_field (record->type, plain->field)];
  const HcRecordData *referenced;

  if (plain->is_person)
    return hc_pack_person_text (self, hc_record_data_get (record, plain->field));
  if (plain->is_private && self->codes != NULL)
    return NULL;
  if (field->type == HC_VALUE_CHOICE)
    return hc_pack_choice_text (record, plain->field);
  if (field->type != HC_VALUE_REFERENCE)
    return g_strdup (hc_record_data_get (record, plain->field));
  referenced = hc_pack_find (self, field->reference, hc_record_data_get (record, plain->field));
  return referenced == NULL ? NULL : g_strdup (hc_record_data_title (referenced));
}

static HcPackRegister *
add_plain (
  HcPackRegisters *self, HcPackRegister *out, const char *type_name, const Plain *plain, guint n)
{
  const HcRecordType *type = hc_record_type (type_name);
  GPtrArray *all = hc_pack_records (self, type_name);

  for (guint i = 0; i < n; i++)
    {
      const HcField *field = &type->fields[hc_record_type_field (type, plain[i].field)];

      hc_pack_add_column (out, plain[i].header, plain[i].width, kind_of (field));
      g_array_index (out->columns, HcPackColumn, i).choices = field->choices;
    }
  for (guint i = 0; i < all->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (all, i);
      char **row;

      if (g_str_equal (type_name, "risk") &&
          g_strcmp0 (hc_record_data_get (record, "status"), "open") != 0)
        continue;
      row = hc_pack_add_row (out);
      for (guint j = 0; j < n; j++)
        row[j] = plain_text (self, record, &plain[j]);
    }
  hc_pack_fill_blanks (out);
  return out;
}

static void
add_risks (HcPackRegisters *self)
{
  static const Plain plain[] = {
    { "Risk", "risk", 40 },
    { "Probability", "probability", 13 },
    { "Impact", "impact", 11 },
    { "Response", "response", 40 },
    { "Owner", "owner", 22, TRUE },
    { "Trigger", "trigger", 30 },
    { "Review date", "review_on", 14 },
  };

  add_plain (self,
             hc_pack_add_register (self, "Open Risks",
                                   "Risks that BAU takes over, each with an owner",
                                   "No open risk is recorded.", "tbl_open_risks"),
             "risk", plain, G_N_ELEMENTS (plain));
}

static void
add_transfers (HcPackRegisters *self)
{
  static const Plain plain[] = {
    { "Topic", "topic", 40 },
    { "From", "from_name", 22, TRUE },
    { "To", "to_name", 22, TRUE },
    { "Format", "format", 20 },
    { "Date", "date", 14 },
    { "Status", "status", 14 },
    { "Competency 1–4", "competency", 12 },
  };

  add_plain (self,
             hc_pack_add_register (self, "Knowledge Transfer",
                                   "Who learned what from whom, and how well",
                                   "No knowledge transfer is recorded.", "tbl_knowledge_transfer"),
             "knowledge_transfer", plain, G_N_ELEMENTS (plain));
}

static void
add_improvements (HcPackRegisters *self)
{
  static const Plain plain[] = {
    { "Title", "title", 44 },
    { "Benefit", "benefit", 44 },
    { "Effort", "effort", 12 },
    { "Source issue", "source_issue", 20 },
    { "BAU owner", "bau_owner", 22, TRUE },
    { "Target", "target", 14 },
  };

  add_plain (self,
             hc_pack_add_register (self, "Improvement Backlog",
                                   "What remains to be improved, and by whom",
                                   "No improvement is recorded.", "tbl_improvement_backlog"),
             "improvement", plain, G_N_ELEMENTS (plain));
}

static void
add_lessons (HcPackRegisters *self)
{
  static const Plain lessons[] = {
    { "What happened", "what_happened", 50 },
    { "Why", "why", 44 },
    { "Recommendation", "recommendation", 50 },
  };
  static const Plain feedback[] = {
    { "Feedback", "text", 50, .is_private = TRUE },
    { "Channel", "channel", 44 },
    { "Cohort", "cohort_id", 50 },
    { "Sentiment", "sentiment", 14 },
    { "Date", "date", 14 },
  };

  add_plain (self,
             hc_pack_add_register (self, "Lessons Learned",
                                   "What to do differently, and what users said",
                                   "No lesson is recorded.", "tbl_lessons_learned"),
             "lesson", lessons, G_N_ELEMENTS (lessons));
  add_plain (self,
             hc_pack_add_register (self, "Lessons Learned", NULL, "No user feedback is recorded.",
                                   "tbl_user_feedback"),
             "feedback", feedback, G_N_ELEMENTS (feedback))
    ->follows = TRUE;
}

static void
add_checklist (HcPackRegisters *self)
{
  static const Plain plain[] = {
    { "Item", "item", 56 },
    { "Responsible", "responsible", 22, TRUE },
    { "Reviewer", "reviewer", 22, TRUE },
    { "Due", "due", 14 },
    { "Status", "status", 16 },
    { "Evidence", "evidence", 44, .is_private = TRUE },
  };

  add_plain (self,
             hc_pack_add_register (self, "Handoff Checklist",
                                   "What must be done before BAU takes over",
                                   "The checklist is empty.", "tbl_handoff_checklist"),
             "checklist_item", plain, G_N_ELEMENTS (plain));
}

/* ---- Stabilised Workflows ---- */

static char *
cohorts_of (const HcPackRegisters *self, const char *workflow)
{
  GPtrArray *links = hc_pack_records (self, "workflow_cohort");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++)
    {
      const HcRecordData *link = g_ptr_array_index (links, i);
      const HcRecordData *cohort =
        hc_pack_find (self, "cohort", hc_record_data_get (link, "cohort_id"));

      if (cohort != NULL && g_strcmp0 (hc_record_data_get (link, "workflow_id"), workflow) == 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                hc_record_data_title (cohort));
    }
  return g_string_free (text, FALSE);
}

/* The newest rehearsal or live check with an outcome: “Passed on 11 Mar 2026 (Live Check)”. */
static char *
last_check (const HcPackRegisters *self, const char *workflow)
{
  GPtrArray *all = hc_pack_records (self, "rehearsal");
  const HcRecordData *last = NULL;
  HcDay last_day = HC_DAY_NONE;
  g_autofree char *outcome = NULL, *kind = NULL, *date = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const HcRecordData *check = g_ptr_array_index (all, i);
      HcDay day = hc_record_data_get_day (check, "date");

      if (g_strcmp0 (hc_record_data_get (check, "workflow_id"), workflow) == 0 &&
          hc_record_data_is_set (check, "outcome") && day != HC_DAY_NONE &&
          (last == NULL || day >= last_day))
        {
          last = check;
          last_day = day;
        }
    }
  if (last == NULL)
    return NULL;
  outcome = hc_pack_choice_text (last, "outcome");
  kind = hc_pack_choice_text (last, "kind");
  date = hc_pack_text_date (last_day);
  return g_strdup_printf ("%s on %s (%s)", outcome, date, kind);
}

static char *
target_text (const HcRecordData *workflow)
{
  const char *target = hc_record_data_get (workflow, "target");
  const char *unit = hc_record_data_get (workflow, "success_unit");
  gboolean at_most = g_strcmp0 (hc_record_data_get (workflow, "target_direction"), "at_most") == 0;

  if (target == NULL)
    return NULL;
  return g_strstrip (g_strdup_printf ("%s %s %s", at_most ? "≤" : "≥", target, unit ? unit : ""));
}

static char *
owner_text (HcPackRegisters *self, const HcRecordData *workflow)
{
  char *person = hc_pack_person_of (self, workflow, "owner_person_id");

  return person != NULL ? person : hc_pack_team_of (self, workflow, "owner_team_id");
}

static void
add_workflows (HcPackRegisters *self)
{
  HcPackRegister *out = hc_pack_add_register (
    self, "Stabilised Workflows", "The hot paths: owner, cohorts, target, last check",
    "No hot path is defined.", "tbl_stabilised_workflows");
  GPtrArray *all = hc_pack_records (self, "workflow");

  hc_pack_add_column (out, "Hot path", 34, HC_PACK_STRONG);
  hc_pack_add_column (out, "Owner", 22, HC_PACK_TEXT);
  hc_pack_add_column (out, "Deputy", 22, HC_PACK_TEXT);
  hc_pack_add_column (out, "Cohorts", 34, HC_PACK_TEXT);
  hc_pack_add_column (out, "Support risk", 14, HC_PACK_TEXT);
  hc_pack_add_column (out, "Success metric", 24, HC_PACK_TEXT);
  hc_pack_add_column (out, "Baseline", 12, HC_PACK_DECIMAL);
  hc_pack_add_column (out, "Target", 14, HC_PACK_TEXT);
  hc_pack_add_column (out, "Defined", 11, HC_PACK_CENTRE);
  hc_pack_add_column (out, "Last check", 30, HC_PACK_TEXT);
  for (guint i = 0; i < all->len; i++)
    {
      const HcRecordData *workflow = g_ptr_array_index (all, i);
      HcWorkflowDefined defined = hc_workflow_defined_in (
        workflow, hc_pack_records (self, "workflow_cohort"),
        hc_pack_records (self, "workflow_step"), hc_pack_records (self, "failure_point"));
      HcRiskClass risk;
      guint score = hc_workflow_record_risk (workflow, &risk);
      char **row = hc_pack_add_row (out);

      row[0] = g_strdup (hc_record_data_title (workflow));
      row[1] = owner_text (self, workflow);
      row[2] = hc_pack_person_of (self, workflow, "deputy_person_id");
      row[3] = cohorts_of (self, workflow->id);
      row[4] = risk == HC_RISK_UNKNOWN
                 ? NULL
                 : g_strdup_printf ("%s (%u)", hc_risk_class_word (risk), score);
      row[5] = g_strdup (hc_record_data_get (workflow, "success_metric"));
      row[6] = g_strdup (hc_record_data_get (workflow, "baseline"));
      row[7] = target_text (workflow);
      row[8] = g_strdup_printf ("%u of %d", defined.count, HC_N_WORKFLOW_PARTS);
      row[9] = last_check (self, workflow->id);
    }
  hc_pack_fill_blanks (out);
}

/* ---- all ---- */

static gboolean
load (HcPackRegisters *self, HcDb *db, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      GPtrArray *all = hc_records_load (db, hc_record_type (needed[i]), NULL, error);

      if (all == NULL)
        return FALSE;
      g_hash_table_insert (self->records, (gpointer) needed[i], all);
    }
  return TRUE;
}

GPtrArray *
hc_pack_registers_collect (HcDb *db, const HcPackBasis *basis, GError **error)
{
  g_autoptr (GHashTable) all =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) codes =
    basis->anonymised ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) : NULL;
  g_autoptr (GPtrArray) out =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hc_pack_register_free);
  HcPackRegisters self = { all, codes, out, basis->facts, basis->calendar, basis->today };
  guint n_before, n_early;

  if (!load (&self, db, error))
    return NULL;
  add_workflows (&self);
  hc_pack_add_catalog (&self);
  hc_pack_add_known_errors (&self);
  n_before = out->len;
  hc_pack_add_fixes (&self);
  add_risks (&self);
  hc_pack_add_ownership (&self);
  hc_pack_add_escalation (&self);
  n_early = out->len;
  add_transfers (&self);
  add_improvements (&self);
  add_lessons (&self);
  add_checklist (&self);
  for (guint i = n_before; i < out->len; i++)
    ((HcPackRegister *) g_ptr_array_index (out, i))->place =
      i < n_early ? HC_PACK_AFTER_TICKETS : HC_PACK_AFTER_METRICS;
  return g_steal_pointer (&out);
}
