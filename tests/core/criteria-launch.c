/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "criteria-launch.h"

#include <stdarg.h>
#include <string.h>

gint64
instant (const char *text)
{
  g_autofree char *iso = g_strdup_printf ("%.10sT%s:00Z", text, text + 11);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

HcDay
day (const char *text)
{
  HcDay out = HC_DAY_NONE;

  g_assert_true (hc_day_parse (text, &out));
  return out;
}

static void
renew_calendar (HcCriteriaInputs *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->calendar, hc_calendar_free);
  self->calendar = hc_launch_settings_calendar (&self->settings, &error);
  g_assert_no_error (error);
}

HcCriteriaInputs *
plan_new (const char *go_live)
{
  HcCriteriaInputs *self = hc_criteria_inputs_new ();

  g_free (self->settings.zone);
  self->settings.zone = g_strdup ("UTC");
  self->settings.go_live_day = day (go_live);
  renew_calendar (self);
  self->settings.go_live_at = hc_calendar_day_start (self->calendar, self->settings.go_live_day);
  self->columns = hc_columns_new (200);
  self->columns->n = 0;
  self->columns->newest_as_of = HC_INSTANT_NONE;
  return self;
}

void
add_ticket (
  HcCriteriaInputs *self, const char *opened, const char *ended, HcStateClass state, int priority)
{
  HcColumns *columns = self->columns;
  guint row = columns->n++;

  g_assert_cmpuint (row, <, 200);
  columns->ticket[row] = row + 1;
  columns->opened[row] = (guint32) instant (opened);
  g_assert_true (row == 0 || columns->opened[row - 1] <= columns->opened[row]);
  columns->ended[row] = ended != NULL ? (guint32) instant (ended) : HC_SECONDS_NONE;
  columns->updated[row] = columns->due[row] = HC_SECONDS_NONE;
  columns->state[row] = (guint8) state;
  columns->priority[row] = (guint8) priority;
  columns->flags[row] = HC_TICKET_FLAG_ROUTING_KNOWN;
}

static void
add_cover (HcCriteriaInputs *self, const char *as_of, gboolean shows_past)
{
  HcImportCover cover = { instant (as_of), shows_past };

  g_array_append_val (self->imports, cover);
  self->columns->newest_as_of = MAX (self->columns->newest_as_of, cover.as_of);
  self->columns->inputs |= HC_INPUT_TICKETS | HC_INPUT_GROUP;
}

void
add_import (HcCriteriaInputs *self, const char *as_of)
{
  add_cover (self, as_of, TRUE);
}

void
add_day_file (HcCriteriaInputs *self, const char *as_of)
{
  add_cover (self, as_of, FALSE);
}

void
set_holidays (HcCriteriaInputs *self, const char *first, const char *second)
{
  self->settings.n_holidays = second != NULL ? 2 : 1;
  self->settings.holidays = g_new (HcDay, 2);
  self->settings.holidays[0] = day (first);
  if (second != NULL)
    self->settings.holidays[1] = day (second);
  renew_calendar (self);
}

void
set_threshold (HcCriteriaInputs *self, const char *name, double value)
{
  g_assert_nonnull (hc_criterion_threshold (name));
  g_hash_table_insert (self->thresholds, g_strdup (name), g_memdup2 (&value, sizeof value));
}

HcRecordData *
add_record (HcCriteriaInputs *self, const char *type, const char *id, ...)
{
  HcRecordData *record = hc_record_data_new (hc_record_type (type));
  const char *field;
  va_list fields;

  record->id = g_strdup (id);
  va_start (fields, id);
  while ((field = va_arg (fields, const char *)) != NULL)
    hc_record_data_set (record, field, va_arg (fields, const char *));
  va_end (fields);
  g_ptr_array_add (hc_criteria_inputs_register (self, type), record);
  return record;
}

/* ---- a whole plan ---- */

static void
add_duty (HcCriteriaInputs *self, const char *id, const char *area, const char *workflow_id)
{
  g_autofree char *a = g_strconcat (id, "-a", NULL);
  g_autofree char *r = g_strconcat (id, "-r", NULL);

  add_record (self, "duty", id, "name", id, "area", area, "workflow_id", workflow_id, NULL);
  add_record (self, "duty_role", a, "duty_id", id, "team_id", "t1", "letter", "A", "person_id",
              "p1", NULL);
  add_record (self, "duty_role", r, "duty_id", id, "team_id", "t2", "letter", "R", NULL);
}

static void
add_hot_path (HcCriteriaInputs *self, guint i)
{
  g_autofree char *id = g_strdup_printf ("w%u", i);
  g_autofree char *step = g_strdup_printf ("s%u", i);
  g_autofree char *failure = g_strdup_printf ("f%u", i);
  g_autofree char *link = g_strdup_printf ("c%u", i);
  g_autofree char *duty = g_strdup_printf ("d-%s", id);

  add_record (self, "workflow", id, "name", id, "owner_person_id", "p1", "impact", "3", "volume",
              "3", "likelihood", "3", "success_metric", "Completion", "baseline", "0.8", "target",
              "0.9", NULL);
  add_record (self, "workflow_cohort", link, "workflow_id", id, "cohort_id", "k1", NULL);
  add_record (self, "workflow_step", step, "workflow_id", id, "name", "Submit", NULL);
  add_record (self, "failure_point", failure, "step_id", step, "what_happens", "Stuck",
              "planned_action", "deflect", "prepared_asset", "Article 7", "asset_status",
              "approved", NULL);
  add_duty (self, duty, "workflow", id);
}

void
add_whole_plan (HcCriteriaInputs *self, guint n)
{
  static const char *const areas[] = { "classification", "access",  "defects", "guidance",
                                       "known_issues",   "content", "metrics" };
  static const char *const baselines[] = { "inflow",      "120",  "time_to_resolve", "9",
                                           "backlog_age", "0.05", "misrouting_rate", "0.1" };

  add_record (self, "team", "t1", "name", "Process", NULL);
  add_record (self, "team", "t2", "name", "Support", NULL);
  add_record (self, "person", "p1", "name", "Manager 1", "email", "manager1@example.org", NULL);
  add_record (self, "cohort", "k1", "name", "Buyers", NULL);
  for (guint i = 0; i < n; i++)
    add_hot_path (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    add_duty (self, areas[i], areas[i], NULL);
  add_record (self, "escalation_level", "e1", "level", "1", "person_id", "p1", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (baselines); i += 2)
    add_record (self, "baseline", baselines[i], "metric", baselines[i], "value", baselines[i + 1],
                NULL);
  add_record (self, "communication", "m1", "audience", "Buyers", "cohort_id", "k1", "channel",
              "Mail", "sender", "Manager 1", "planned_on", "2026-02-27", NULL);
}

/* ---- judging ---- */

static HcCriteriaResult *
evaluate (const HcCriteriaInputs *self, const HcCriteriaQuery *query)
{
  g_autoptr (GError) error = NULL;
  HcCriteriaResult *result = hc_criteria_evaluate (self, query, NULL, &error);

  g_assert_no_error (error);
  return result;
}

HcCriteriaResult *
judge (const HcCriteriaInputs *self, HcGateKind gate, const char *now)
{
  return evaluate (
    self, &(HcCriteriaQuery){ .gate = gate, .as_of = HC_INSTANT_NONE, .now = instant (now) });
}

HcCriteriaResult *
judge_past (const HcCriteriaInputs *self, HcGateKind gate, const char *as_of)
{
  return evaluate (
    self, &(HcCriteriaQuery){
            .gate = gate, .as_of = instant (as_of), .now = instant (as_of), .is_past = TRUE });
}

const HcCriterionResult *
criterion (const HcCriteriaResult *result, const char *code)
{
  const HcCriterionResult *found = hc_criteria_result_find (result, code);

  g_assert_nonnull (found);
  return found;
}

const HcPartResult *
part (const HcCriteriaResult *result, const char *code, const char *id)
{
  const HcPartResult *found = hc_criterion_result_part (criterion (result, code), id);

  g_assert_nonnull (found);
  return found;
}
