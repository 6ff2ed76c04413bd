/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How rules tell their parts, and how a part is judged day by day. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-statistics.h"

#define DAYS_A_WEEK 7

HcPart *
hc_part_add (HcCriterionResult *out, const char *id, const char *title, const char *unit)
{
  HcPart *self = g_new0 (HcPart, 1);

  self->result.id = id;
  self->result.title = _ (title);
  self->result.unit = unit;
  self->result.value = self->result.threshold = NAN;
  self->result.low = self->result.high = NAN;
  self->result.n = -1;
  self->result.verdict = HC_VERDICT_INSUFFICIENT_DATA;
  g_ptr_array_add (out->parts, self);
  return self;
}

void
hc_part_free (HcPart *self)
{
  g_free (self->result.reason);
  g_free (self->values);
  g_free (self->verdicts);
  g_free (self);
}

void
hc_part_tell (HcPart *self, char *reason)
{
  g_free (self->result.reason);
  self->result.reason = reason;
}

void
hc_part_settle (HcPart *self, HcVerdict verdict, char *reason)
{
  self->result.verdict = verdict;
  self->result.passes = verdict == HC_VERDICT_MET;
  if (self->result.is_register && !self->is_constant && isnan (self->result.threshold))
    self->result.threshold = 0;
  hc_part_tell (self, reason);
}

void
hc_part_settle_count (HcPart *self, guint n_wrong, char *reason)
{
  self->result.is_register = TRUE;
  self->result.value = n_wrong;
  self->result.threshold = 0;
  hc_part_settle (self, n_wrong == 0 ? HC_VERDICT_MET : HC_VERDICT_NOT_MET, reason);
}

void
hc_part_add_absent (
  HcCriterionResult *out, const char *id, const char *title, const char *unit, const char *reason)
{
  HcPart *self = hc_part_add (out, id, title, unit);

  self->result.is_register = TRUE;
  self->is_constant = TRUE;
  hc_part_settle (self, HC_VERDICT_NOT_MEASURABLE, g_strdup (_ (reason)));
}

void
hc_missing_add (
  HcCriterionResult *out, char *text, const char *page, const char *type, const char *id)
{
  HcMissing *missing = g_new0 (HcMissing, 1);

  missing->text = text;
  missing->page = page;
  missing->type = type;
  missing->id = g_strdup (id);
  g_ptr_array_add (out->missing, missing);
}

/* ---- days ---- */

gboolean
hc_part_needs_tickets (const HcCriteriaContext *context, HcPart *self)
{
  const char *reason;

  if (context->as_of == HC_INSTANT_NONE)
    reason = _ ("Nothing is imported yet.");
  else if (context->n_tickets == 0)
    reason = _ ("No ticket was opened since go-live.");
  else if (context->last_day < 0)
    reason = _ ("No day since go-live is complete yet.");
  else
    return TRUE;

  self->is_constant = TRUE;
  hc_part_settle (self, HC_VERDICT_INSUFFICIENT_DATA, g_strdup (reason));
  return FALSE;
}

/* The day whose value stands for the part at the end of @day: the latest that a hold can count,
 * else the day itself. −1: none. */
static int
judged_day (const HcCriteriaContext *context, const HcPart *self, int day)
{
  if (self->result.hold_of == 0)
    return context->days[day].covered ? day : -1;
  while (day >= 0 &&
         !(context->days[day].covered && context->days[day].complete && context->days[day].working))
    day--;
  return day;
}

static HcHold
hold_at (const HcCriteriaContext *context, const HcPart *self, int day)
{
  g_autofree HcHoldDay *days = g_memdup2 (context->days, context->n_days * sizeof (HcHoldDay));
  guint n = (guint) day + 1;

  for (guint i = 0; i < context->n_days; i++)
    days[i].passes = self->values[i].known && self->values[i].passes;
  /* What happened today is known, though today is not over. */
  if (self->rule == HC_HOLD_EVENT && day == context->last_day)
    n = context->n_days;
  return hc_hold_count (days, n, self->result.hold_of, self->rule);
}

static HcVerdict
verdict_at (const HcCriteriaContext *context, const HcPart *self, int day)
{
  int judged = judged_day (context, self, day);
  HcHold hold;

  if (judged < 0 || !self->values[judged].known)
    return HC_VERDICT_INSUFFICIENT_DATA;
  if (self->result.hold_of == 0)
    return self->values[judged].passes ? HC_VERDICT_MET : HC_VERDICT_NOT_MET;
  hold = hold_at (context, self, day);
  if (hold.done < self->result.hold_of)
    return hold.has_too_many_gaps ? HC_VERDICT_INSUFFICIENT_DATA : HC_VERDICT_NOT_MET;
  return hold.has_too_many_gaps ? HC_VERDICT_INSUFFICIENT_DATA : HC_VERDICT_MET;
}

static void
take_value (HcPart *self, const HcDayValue *value)
{
  self->result.value = value->value;
  self->result.low = value->low;
  self->result.high = value->high;
  self->result.n = value->n;
  self->result.passes = value->known && value->passes;
}

void
hc_part_judge_days (const HcCriteriaContext *context, HcPart *self, HcDayValue *values)
{
  int judged;

  g_assert (context->last_day >= 0);

  self->values = values;
  self->verdicts = g_new0 (HcVerdict, context->n_days);
  for (int i = 0; i <= context->last_day; i++)
    self->verdicts[i] = verdict_at (context, self, i);

  judged = judged_day (context, self, context->last_day);
  if (judged >= 0)
    take_value (self, &values[judged]);
  if (self->result.hold_of > 0)
    self->result.hold_done = hold_at (context, self, context->last_day).done;
  if (self->rule == HC_HOLD_EVENT && self->result.hold_done == 0)
    self->result.passes = FALSE;
  self->result.verdict = self->verdicts[context->last_day];
}

static void
append (HcPart *self, char *sentence)
{
  char *all = g_strjoin (" ", self->result.reason, sentence, NULL);

  g_free (sentence);
  hc_part_tell (self, all);
}

void
hc_part_append_hold (const HcCriteriaContext *context, HcPart *self)
{
  guint done = self->result.hold_done, of = self->result.hold_of;
  HcHold hold;

  if (of == 0 || self->values == NULL)
    return;
  hold = hold_at (context, self, context->last_day);
  append (self, g_strdup_printf (ngettext ("Held for %u of %u working day.",
                                           "Held for %u of %u working days.", of),
                                 done, of));
  if (hold.n_gaps > 0)
    append (self, g_strdup_printf (ngettext ("No file covers %u day in between.",
                                             "No file covers %u days in between.", hold.n_gaps),
                                   hold.n_gaps));
  if (self->rule == HC_HOLD_EVENT && done > 0)
    append (self, g_strdup_printf (ngettext ("%u clean day still allows %.1f a week.",
                                             "%u clean days still allow %.1f a week.", done),
                                   done, DAYS_A_WEEK * hc_rule_of_three (done)));
}
