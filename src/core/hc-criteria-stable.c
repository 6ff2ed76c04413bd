/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exit: do the hot paths work? Critical tickets; hc-criteria-paths.c asks each hot path. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* ---- critical tickets ---- */

static gboolean
needs_priorities (const HcCriteriaContext *context, HcPart *part)
{
  if (!hc_part_needs_tickets (context, part))
    return FALSE;
  if (context->has_priorities)
    return TRUE;
  part->is_constant = TRUE;
  hc_part_settle (part, HC_VERDICT_NOT_MEASURABLE,
                  g_strdup (_ ("No import has a priority. Map the column of priorities in the next "
                               "import.")));
  return FALSE;
}

static HcDayValue *
open_days (const HcCriteriaContext *context, double limit)
{
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint i = 0; i < context->n_days; i++)
    values[i] = (HcDayValue){ .known = TRUE,
                              .passes = (double) context->p1_open[i] <= limit,
                              .value = (double) context->p1_open[i],
                              .low = NAN,
                              .high = NAN,
                              .n = context->p1_open[i] };
  return values;
}

/* Days are judged at their end; what is open now counts at once. */
static void
judge_open (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part = hc_part_add (out, "open_p1", N_ ("Open critical tickets"), "tickets");
  gint64 open;

  part->result.threshold = hc_criteria_threshold (context, "hot_paths_stable.open_p1");
  if (!needs_priorities (context, part))
    return;
  hc_part_judge_days (context, part, open_days (context, part->result.threshold));
  open = context->p1_open[context->n_days - 1];
  part->result.value = (double) open;
  part->result.n = open;
  hc_part_settle (
    part, (double) open <= part->result.threshold ? HC_VERDICT_MET : HC_VERDICT_NOT_MET,
    open == 0 ? g_strdup (_ ("No critical ticket is open."))
              : g_strdup_printf (ngettext ("%d critical ticket is open.",
                                           "%d critical tickets are open.", (gulong) open),
                                 (int) open));
  if (part->result.verdict == HC_VERDICT_NOT_MET)
    hc_missing_add (out, g_strdup (_ ("See the open critical tickets.")), "tickets", NULL, NULL);
}

static HcDayValue *
new_days (const HcCriteriaContext *context)
{
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint i = 0; i < context->n_days; i++)
    values[i] = (HcDayValue){ .known = TRUE,
                              .passes = context->p1_opened[i] == 0,
                              .value = (double) context->p1_opened[i],
                              .low = NAN,
                              .high = NAN,
                              .n = context->p1_opened[i] };
  return values;
}

/* How many were opened on the latest @length working days, the days between them, and since. */
static gint64
count_new (const HcCriteriaContext *context, guint length)
{
  guint n_working = 0;
  gint64 n = 0;

  for (int i = (int) context->n_days - 1; i >= 0 && n_working < length; i--)
    {
      n += context->p1_opened[i];
      n_working += context->days[i].complete && context->days[i].working;
    }
  return n;
}

static void
judge_new (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part = hc_part_add (out, "new_p1", N_ ("New critical tickets"), "tickets");
  gint64 n;

  part->result.threshold = 0;
  part->result.hold_of = (guint) hc_criteria_threshold (context, "hot_paths_stable.hold");
  part->rule = HC_HOLD_EVENT;
  if (!needs_priorities (context, part))
    return;
  hc_part_judge_days (context, part, new_days (context));
  n = count_new (context, part->result.hold_of);
  part->result.value = (double) n;
  part->result.n = context->n_tickets;
  hc_part_tell (
    part,
    n == 0
      ? g_strdup_printf (ngettext ("No critical ticket was opened in the last %u working day.",
                                   "No critical ticket was opened in the last %u working days.",
                                   part->result.hold_of),
                         part->result.hold_of)
      : g_strdup_printf (ngettext ("%d critical ticket was opened in the last %u working days, "
                                   "days off between them included.",
                                   "%d critical tickets were opened in the last %u working days, "
                                   "days off between them included.",
                                   (gulong) n),
                         (int) n, part->result.hold_of));
  hc_part_append_hold (context, part);
}

void
hc_judge_hot_paths_stable (const HcCriteriaContext *context, HcCriterionResult *out)
{
  judge_open (context, out);
  judge_new (context, out);
  hc_judge_proven_paths (context, out);
  hc_judge_severe_issues (context, out);
  hc_judge_repeat_issues (context, out);
}
