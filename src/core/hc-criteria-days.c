/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Past days: what tickets say is reckoned again, what registers said was stored. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Days before today that a strip of registers goes back. */
#define MAX_REGISTER_DAYS 366

HcVerdict
hc_verdict_combine (const HcVerdict *verdicts, guint n)
{
  static const HcVerdict order[] = { HC_VERDICT_NOT_MET, HC_VERDICT_NOT_MEASURABLE,
                                     HC_VERDICT_INSUFFICIENT_DATA };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < n; j++)
      if (verdicts[j] == order[i])
        return order[i];
  return n > 0 ? HC_VERDICT_MET : HC_VERDICT_INSUFFICIENT_DATA;
}

const HcWaiver *
hc_criteria_waiver_on (const HcCriteriaInputs *inputs, HcGateKind gate, const char *code, HcDay day)
{
  const HcWaiver *found = NULL;

  for (guint i = 0; i < inputs->waivers->len; i++)
    {
      const HcWaiver *waiver = g_ptr_array_index (inputs->waivers, i);

      if (waiver->gate == gate && g_strcmp0 (waiver->code, code) == 0 &&
          hc_calendar_day_of (inputs->calendar, waiver->given_at) <= day &&
          (waiver->until == HC_DAY_NONE || waiver->until >= day))
        found = waiver;
    }
  return found;
}

/* ---- stored days ---- */

static const HcStoredVerdict *
find_stored (const HcCriteriaContext *context, const char *code, const char *part, HcDay day)
{
  g_autofree char *key = hc_stored_key (day, code, part);

  return g_hash_table_lookup (context->stored, key);
}

/* The rule was another one then. */
static gboolean
same_threshold (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

void
hc_criterion_replay (const HcCriteriaContext *context, HcCriterionResult *self)
{
  gboolean replayed = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      HcPart *part = g_ptr_array_index (self->parts, i);
      const HcStoredVerdict *stored;

      if (!part->result.is_register || part->is_constant)
        continue;
      replayed = TRUE;
      stored = find_stored (context, self->code, part->result.id, context->today);
      part->result.value = stored != NULL ? stored->value : NAN;
      part->result.threshold = stored != NULL ? stored->threshold : part->result.threshold;
      hc_part_settle (part, stored != NULL ? stored->verdict : HC_VERDICT_NOT_MEASURABLE,
                      g_strdup (stored != NULL ? _ ("As it was recorded on that day.")
                                               : _ ("Not recorded on that day.")));
    }
  /* What is missing today says nothing about then. */
  if (replayed)
    g_ptr_array_set_size (self->missing, 0);
}

/* ---- history ---- */

typedef struct
{
  const HcCriteriaContext *context;
  const HcCriterionResult *criterion;
  gboolean has_tickets; /* some part is judged day by day */
} LookBack;

/* FALSE: nobody knows. @index: of the day since go-live, or −1. */
static gboolean
part_on_day (const LookBack *self,
             const HcPart *part,
             HcDay day,
             int index,
             HcVerdict *verdict,
             gboolean *passes)
{
  const HcStoredVerdict *stored;

  *verdict = part->result.verdict;
  *passes = part->result.passes;
  if (part->is_constant)
    return TRUE;
  if (!part->result.is_register)
    {
      if (part->verdicts == NULL || index < 0 || index > self->context->last_day)
        return FALSE;
      *verdict = part->verdicts[index];
      *passes = part->values[index].known && part->values[index].passes;
      return TRUE;
    }
  stored = find_stored (self->context, self->criterion->code, part->result.id, day);
  if (stored == NULL || !same_threshold (stored->threshold, part->result.threshold))
    {
      *verdict = HC_VERDICT_NOT_MEASURABLE;
      return FALSE;
    }
  *verdict = stored->verdict;
  *passes = stored->passes;
  return TRUE;
}

static HcVerdictDay
judge_day (const LookBack *self, HcDay day)
{
  const HcCriteriaContext *context = self->context;
  GPtrArray *parts = self->criterion->parts;
  g_autofree HcVerdict *verdicts = g_new0 (HcVerdict, parts->len);
  int index = day >= context->first_day ? (int) (day - context->first_day) : -1;
  HcVerdictDay out = { .day = day,
                       .passes = TRUE,
                       .working_day = hc_calendar_is_working (context->inputs->calendar, day) };
  gboolean all_known = TRUE;

  for (guint i = 0; i < parts->len; i++)
    {
      gboolean passes;

      all_known &=
        part_on_day (self, g_ptr_array_index (parts, i), day, index, &verdicts[i], &passes);
      out.passes &= passes;
    }
  out.verdict = hc_verdict_combine (verdicts, parts->len);
  if (self->has_tickets && index >= 0 && !context->days[index].covered)
    out.kind = HC_DAY_NO_FILE;
  else if (!all_known && out.verdict != HC_VERDICT_NOT_MET)
    out.kind = HC_DAY_NOT_RECORDED;
  if (out.verdict != HC_VERDICT_MET &&
      hc_criteria_waiver_on (context->inputs, context->query->gate, self->criterion->code, day))
    out.verdict = HC_VERDICT_WAIVED;
  return out;
}

static HcDay
first_stored_day (const LookBack *self)
{
  const HcCriteriaContext *context = self->context;
  GPtrArray *stored = context->inputs->stored;

  for (guint i = 0; i < stored->len; i++)
    {
      const HcStoredVerdict *verdict = g_ptr_array_index (stored, i);

      if (verdict->gate == context->query->gate && verdict->is_register &&
          g_strcmp0 (verdict->code, self->criterion->code) == 0)
        return MAX (verdict->day, context->today - MAX_REGISTER_DAYS);
    }
  return HC_DAY_NONE;
}

/* Judged days, oldest first. */
static void
fill_history (LookBack *self, GArray *history)
{
  const HcCriteriaContext *context = self->context;
  HcCalendar *calendar = context->inputs->calendar;
  HcDay first, last;

  if (self->has_tickets)
    {
      first = context->first_day;
      last = context->first_day + context->last_day;
    }
  else
    {
      first = first_stored_day (self);
      last = hc_calendar_last_complete_day (calendar, context->query->now);
      if (first == HC_DAY_NONE)
        return;
    }
  for (HcDay day = first; day <= last; day++)
    {
      HcVerdictDay judged = judge_day (self, day);

      g_array_append_val (history, judged);
    }
}

/* The first day of the run of the present verdict; gaps do not break it. */
static HcDay
find_since (const HcCriterionResult *self, HcDay today)
{
  HcDay since = today;

  for (guint i = self->history->len; i > 0; i--)
    {
      const HcVerdictDay *day = &g_array_index (self->history, HcVerdictDay, i - 1);

      if (day->kind != HC_DAY_JUDGED)
        continue;
      if (day->verdict != self->verdict)
        break;
      since = day->day;
    }
  return since;
}

void
hc_criterion_look_back (const HcCriteriaContext *context, HcCriterionResult *self)
{
  LookBack back = { context, self, FALSE };
  gboolean any_register = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const HcPart *part = g_ptr_array_index (self->parts, i);

      back.has_tickets |= part->verdicts != NULL;
      any_register |= part->result.is_register && !part->is_constant;
    }
  if (!back.has_tickets && !any_register)
    return;
  fill_history (&back, self->history);
  self->since = find_since (self, back.has_tickets ? context->as_of_day : context->today);
}

/* ---- what to store ---- */

void
hc_stored_verdict_free (HcStoredVerdict *self)
{
  g_free (self->code);
  g_free (self->part);
  g_free (self);
}

typedef struct
{
  GPtrArray *out;
  const HcCriteriaResult *result;
  HcDay today;
} Storing;

static void
store (const Storing *self, HcDay day, const char *code, const HcPart *part, guint index)
{
  HcStoredVerdict *row = g_new0 (HcStoredVerdict, 1);
  const HcDayValue *value = part->values != NULL ? &part->values[index] : NULL;

  row->day = day;
  row->gate = self->result->gate;
  row->code = g_strdup (code);
  row->part = g_strdup (part->result.id);
  row->is_register = part->result.is_register;
  row->verdict = value != NULL ? part->verdicts[index] : part->result.verdict;
  row->passes = value != NULL ? value->known && value->passes : part->result.passes;
  row->value = value != NULL ? value->value : part->result.value;
  row->threshold = part->result.threshold;
  g_ptr_array_add (self->out, row);
}

static void
store_whole (const Storing *self, const HcCriterionResult *criterion)
{
  for (guint i = 0; i < criterion->history->len; i++)
    {
      const HcVerdictDay *day = &g_array_index (criterion->history, HcVerdictDay, i);
      HcStoredVerdict *row;

      if (day->kind != HC_DAY_JUDGED)
        continue;
      row = g_new0 (HcStoredVerdict, 1);
      *row = (HcStoredVerdict){ .day = day->day,
                                .gate = self->result->gate,
                                .code = g_strdup (criterion->code),
                                .part = g_strdup (""),
                                .verdict = day->verdict,
                                .passes = day->passes,
                                .value = NAN,
                                .threshold = NAN };
      g_ptr_array_add (self->out, row);
    }
}

static void
store_criterion (const Storing *self, const HcCriteriaInputs *inputs, HcCriterionResult *criterion)
{
  for (guint i = 0; i < criterion->parts->len; i++)
    {
      const HcPart *part = g_ptr_array_index (criterion->parts, i);

      if (part->result.is_register && !part->is_constant)
        store (self, self->today, criterion->code, part, 0);
      for (guint j = 0; part->verdicts != NULL && j < criterion->history->len; j++)
        store (self, inputs->settings.go_live_day + (HcDay) j, criterion->code, part, j);
    }
  store_whole (self, criterion);
}

/* ---- drivers that were not looked at ---- */

#define DRIVERS "drivers_declining"

static gboolean
is_of_drivers (const HcCriteriaResult *result, guint criterion)
{
  const HcCriterionResult *self = g_ptr_array_index (result->criteria, criterion);

  return g_str_equal (self->code, DRIVERS);
}

/* What was said about them stays. */
static void
keep_drivers (const HcCriteriaInputs *inputs, HcGateKind gate, GPtrArray *out)
{
  for (guint i = 0; i < inputs->stored->len; i++)
    {
      const HcStoredVerdict *row = g_ptr_array_index (inputs->stored, i);
      HcStoredVerdict *copy;

      if (row->gate != gate || g_strcmp0 (row->code, DRIVERS) != 0)
        continue;
      copy = g_memdup2 (row, sizeof *row);
      copy->code = g_strdup (row->code);
      copy->part = g_strdup (row->part);
      g_ptr_array_add (out, copy);
    }
}

GPtrArray *
hc_criteria_days_to_store (const HcCriteriaInputs *inputs, const HcCriteriaResult *result)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_stored_verdict_free);
  Storing storing = { out, result, hc_calendar_day_of (inputs->calendar, result->now - 1) };

  if (result->is_past)
    return out;
  if (inputs->groups == NULL)
    keep_drivers (inputs, result->gate, out);
  for (guint i = 0; i < result->criteria->len; i++)
    if (inputs->groups != NULL || !is_of_drivers (result, i))
      store_criterion (&storing, inputs, g_ptr_array_index (result->criteria, i));
  return out;
}
