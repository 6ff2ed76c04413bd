/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exit: are the top three drivers under control? Counts of tickets are known for every past day;
 * what was decided about an issue is not. A day that hinges on it keeps what was said on it. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-driver.h"

#define CODE "drivers_declining"
#define PART "drivers"
#define TOP 3
#define FEWEST_WORKING_DAYS 10
#define FEWEST_TICKETS 10

typedef enum
{
  DRIVER_PASSES,
  DRIVER_FAILS,
  DRIVER_TOO_SMALL, /* too few tickets to tell */
  DRIVER_HINGES,    /* passes when it is resolved or escalated */
} Standing;

static gboolean
is_small_again (const HcDriver *driver, double share)
{
  return (double) driver->last_five < share * (double) driver->highest ||
         (double) driver->last_five < driver->bau_level;
}

static Standing
standing_of (const HcDriver *driver, double share)
{
  if (is_small_again (driver, share))
    return DRIVER_PASSES;
  if (driver->last + driver->previous < FEWEST_TICKETS)
    return DRIVER_TOO_SMALL;
  if (driver->trend == HC_TREND_FALLING)
    return DRIVER_PASSES;
  return driver->trend == HC_TREND_RISING ? DRIVER_FAILS : DRIVER_HINGES;
}

/* Of the present: what is decided now counts. */
static Standing
standing_now (const HcDriver *driver, double share)
{
  Standing standing = standing_of (driver, share);

  if (standing != DRIVER_HINGES)
    return standing;
  return driver->dispositioned != NULL ? DRIVER_PASSES : DRIVER_FAILS;
}

/* ---- days ---- */

typedef struct
{
  const HcCriteriaContext *context;
  HcDriverCounts *counts;
  double share;
} Judging;

static HcDriverSet *
look (const Judging *self, HcDay day)
{
  HcDriverQuery query = { .top = TOP, .today = self->context->today, .no_step = TRUE };

  return hc_driver_counts_look (self->counts, hc_driver_counts_working_days (self->counts, day),
                                &query);
}

static const HcStoredVerdict *
find_stored (const HcCriteriaContext *context, HcDay day)
{
  GPtrArray *stored = context->inputs->stored;

  for (guint i = 0; i < stored->len; i++)
    {
      const HcStoredVerdict *row = g_ptr_array_index (stored, i);

      if (row->day == day && row->gate == context->query->gate &&
          g_strcmp0 (row->code, CODE) == 0 && g_strcmp0 (row->part, PART) == 0)
        return row;
    }
  return NULL;
}

static void
take_stored (HcDayValue *value, const HcStoredVerdict *stored)
{
  value->known = stored != NULL && (stored->verdict == HC_VERDICT_MET ||
                                    stored->verdict == HC_VERDICT_NOT_MET);
  value->passes = value->known && stored->passes;
  value->value = value->known ? stored->value : NAN;
}

static HcDayValue
judge_set (const Judging *self, const HcDriverSet *set, HcDay day, gboolean is_now)
{
  HcDayValue value = { .known = TRUE, .passes = TRUE, .low = NAN, .high = NAN };
  guint n_failing = 0;
  gboolean hinges = FALSE;

  value.known = set->complete_working_days >= FEWEST_WORKING_DAYS && set->drivers->len > 0;
  for (guint i = 0; i < set->drivers->len; i++)
    {
      const HcDriver *driver = set->drivers->pdata[i];
      Standing standing
        = is_now ? standing_now (driver, self->share) : standing_of (driver, self->share);

      value.n += driver->last + driver->previous;
      n_failing += standing == DRIVER_FAILS;
      value.known &= standing != DRIVER_TOO_SMALL;
      hinges |= standing == DRIVER_HINGES;
    }
  value.value = n_failing;
  value.passes = n_failing == 0;
  if (n_failing > 0)
    value.known = set->complete_working_days >= FEWEST_WORKING_DAYS;
  else if (hinges && value.known)
    take_stored (&value, find_stored (self->context, day));
  if (!value.known)
    value.value = NAN;
  return value;
}

static HcDayValue *
driver_days (const Judging *self)
{
  const HcCriteriaContext *context = self->context;
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint i = 0; i < context->n_days; i++)
    {
      HcDay day = context->first_day + (HcDay) i;
      g_autoptr (HcDriverSet) set = look (self, day);
      gboolean is_now = (int) i >= context->last_day && !context->query->is_past;

      values[i] = judge_set (self, set, day, is_now);
    }
  return values;
}

/* ---- in words ---- */

static char *
driver_sentence (const HcDriver *driver, Standing standing)
{
  g_autofree char *title = hc_driver_title_text (driver);
  g_autofree char *growth = hc_driver_growth_text (driver);

  if (standing == DRIVER_TOO_SMALL)
    return g_strdup_printf (_ ("“%s”: %d tickets in both windows are too few to tell. Enter the level "
                               "that BAU can carry."),
                            title, (int) (driver->last + driver->previous));
  if (driver->kind != HC_DRIVER_ISSUE)
    return g_strdup_printf (_ ("“%s”: %s. Make it an issue of the catalog, to hold it."), title,
                            growth);
  if (standing == DRIVER_FAILS && driver->trend == HC_TREND_RISING)
    return g_strdup_printf (_ ("“%s”: %s."), title, growth);
  return g_strdup_printf (_ ("“%s”: %s. Resolve it, or escalate it with a person and a due date."),
                          title, growth);
}

static void
list_missing (const Judging *self, const HcDriverSet *set, HcCriterionResult *out)
{
  for (guint i = 0; i < set->drivers->len; i++)
    {
      const HcDriver *driver = set->drivers->pdata[i];
      Standing standing = standing_now (driver, self->share);
      gboolean is_issue = driver->kind == HC_DRIVER_ISSUE;

      if (standing != DRIVER_PASSES)
        hc_missing_add (out, driver_sentence (driver, standing), "catalog",
                        is_issue ? "issue" : NULL, is_issue ? driver->key : NULL);
    }
}

static char *
reason (const HcCriteriaContext *context, const HcPart *part, const HcDriverSet *set)
{
  guint n = set->drivers->len;

  if (!context->days[context->last_day].covered)
    return g_strdup (_ ("No file covers the last complete day."));
  if (set->complete_working_days < FEWEST_WORKING_DAYS)
    return g_strdup_printf (
      ngettext ("There is %u complete working day so far; at least %u are needed to tell.",
                "There are %u complete working days so far; at least %u are needed to tell.",
                set->complete_working_days),
      set->complete_working_days, FEWEST_WORKING_DAYS);
  if (part->result.verdict == HC_VERDICT_MET)
    return g_strdup_printf (ngettext ("The top driver is falling, small again, or held.",
                                      "Each of the top %u drivers is falling, small again, or held.",
                                      n),
                            n);
  if (part->result.verdict == HC_VERDICT_NOT_MET)
    return g_strdup_printf (ngettext ("The top driver is neither falling nor small again nor held.",
                                      "%u of the top %u drivers are neither falling nor small "
                                      "again nor held.",
                                      n),
                            (guint) part->result.value, n);
  if (context->query->is_past)
    return g_strdup (_ ("It hinges on what was decided about the top drivers, which was not recorded "
                        "on that day."));
  return g_strdup (_ ("The top drivers have too few tickets in both windows to tell."));
}

void
hc_judge_drivers_declining (const HcCriteriaContext *context, HcCriterionResult *out)
{
  const HcCriteriaInputs *inputs = context->inputs;
  HcPart *part = hc_part_add (out, PART, N_ ("Top three drivers not under control"), "drivers");
  g_autoptr (HcDriverCounts) counts = NULL;
  g_autoptr (HcDriverSet) now = NULL;
  Judging judging;

  part->result.threshold = 0;
  if (!hc_part_needs_tickets (context, part))
    return;
  if (inputs->groups == NULL)
    {
      part->is_constant = TRUE;
      hc_part_settle (part, HC_VERDICT_INSUFFICIENT_DATA,
                      g_strdup (_ ("The drivers were not looked at.")));
      return;
    }
  counts = hc_driver_counts_new (inputs->columns, &inputs->settings, inputs->calendar,
                                 context->as_of, inputs->groups->group_of, inputs->groups->keys,
                                 inputs->groups->titles, hc_criteria_register (context, "issue"));
  judging = (Judging){ context, counts, hc_criteria_threshold (context, CODE ".small") };
  hc_part_judge_days (context, part, driver_days (&judging));
  now = look (&judging, context->first_day + context->last_day);
  hc_part_tell (part, reason (context, part, now));
  if (part->result.verdict != HC_VERDICT_MET && !context->query->is_past &&
      now->complete_working_days >= FEWEST_WORKING_DAYS)
    list_missing (&judging, now, out);
}
