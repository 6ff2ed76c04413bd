/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exit: what the issue catalog and the escalations say. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-escalation.h"
#include "hc-issue.h"

#define PAGE "catalog"

/* TRUE: there is no issue, and the part says so: met only when that is on purpose. */
static gboolean
settle_without_issues (const HcCriteriaContext *context, HcCriterionResult *out, HcPart *part)
{
  if (hc_criteria_register (context, "issue")->len > 0)
    return FALSE;
  part->result.is_register = TRUE;
  out->register_name = "issue";
  out->none_on_purpose = g_hash_table_contains (context->inputs->none_on_purpose, "issue");
  if (context->as_of == HC_INSTANT_NONE)
    hc_part_settle (part, HC_VERDICT_INSUFFICIENT_DATA, g_strdup (_ ("Nothing is imported yet.")));
  else if (out->none_on_purpose)
    hc_part_settle_count (part, 0, g_strdup (_ ("There is no issue, on purpose.")));
  else
    hc_part_settle (part, HC_VERDICT_INSUFFICIENT_DATA,
                    g_strdup (_ ("The issue catalog is empty. Enter issues, or say that there are "
                                 "none on purpose.")));
  if (part->result.verdict != HC_VERDICT_MET && out->missing->len == 0)
    hc_missing_add (out, g_strdup (_ ("Enter the issues behind the tickets.")), PAGE, "issue", NULL);
  return TRUE;
}

/* “HC-004 No approver” */
static char *
name_of (const HcRecordData *issue)
{
  if (!hc_record_data_is_set (issue, "code"))
    return g_strdup (hc_record_data_title (issue));
  return g_strdup_printf ("%s %s", hc_record_data_get (issue, "code"),
                          hc_record_data_title (issue));
}

/* Takes @what. */
static void
add_missing (HcCriterionResult *out, const HcRecordData *issue, char *what)
{
  g_autofree char *name = name_of (issue);

  hc_missing_add (out, g_strdup_printf (_ ("“%s”: %s"), name, what), PAGE, "issue", issue->id);
  g_free (what);
}

/* ---- blockers_owned ---- */

static gboolean
is_blocker (const HcRecordData *issue)
{
  const char *action = hc_record_data_get (issue, "action");

  return hc_issue_is_open (issue) &&
         (g_strcmp0 (action, "escalate") == 0 || g_strcmp0 (action, "fix") == 0);
}

static gboolean
is_owned (HcCriterionResult *out, const HcRecordData *issue)
{
  gboolean has_person = hc_record_data_is_set (issue, "person_id");
  gboolean has_due = hc_record_data_is_set (issue, "due");

  if (has_person && has_due)
    return TRUE;
  add_missing (out, issue,
               g_strdup (has_due      ? _ ("Name the person who owns it.")
                         : has_person ? _ ("Give it a due date.")
                                      : _ ("Name the person who owns it, and a due date.")));
  return FALSE;
}

static gboolean
is_in_time (const HcCriteriaContext *context, HcCriterionResult *out, const HcRecordData *issue)
{
  HcDay due = hc_record_data_get_day (issue, "due");
  g_autofree char *day = hc_day_format (due);

  if (due == HC_DAY_NONE || due >= context->today)
    return TRUE;
  add_missing (out, issue,
               g_strdup_printf (_ ("It was due on %s. Resolve it, or agree on another day."), day));
  return FALSE;
}

void
hc_judge_blockers_owned (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *issues = hc_criteria_register (context, "issue");
  HcPart *owned = hc_part_add (out, "blockers", N_ ("Blockers without owner or due date"), "issues");
  HcPart *due = hc_part_add (out, "overdue", N_ ("Blockers past their due date"), "issues");
  guint n = 0, n_unowned = 0, n_overdue = 0;

  if (settle_without_issues (context, out, owned) && settle_without_issues (context, out, due))
    return;
  for (guint i = 0; i < issues->len; i++)
    if (is_blocker (issues->pdata[i]))
      {
        n++;
        n_unowned += !is_owned (out, issues->pdata[i]);
        n_overdue += !is_in_time (context, out, issues->pdata[i]);
      }
  hc_part_settle_count (
    owned, n_unowned,
    n == 0 ? g_strdup (_ ("No open issue is to be escalated or fixed."))
    : n_unowned == 0
      ? g_strdup (_ ("Every open blocker has a person and a due date."))
      : g_strdup_printf (ngettext ("%u of %u open blocker lacks a person or a due date.",
                                   "%u of %u open blockers lack a person or a due date.", n),
                         n_unowned, n));
  hc_part_settle_count (due, n_overdue,
                        n_overdue == 0
                          ? g_strdup (_ ("No open blocker is past its due date."))
                          : g_strdup_printf (ngettext ("%u open blocker is past its due date.",
                                                       "%u open blockers are past their due date.",
                                                       n_overdue),
                                             n_overdue));
}

/* ---- backlog_captured ---- */

/* What BAU takes over: also what is deferred. */
static gboolean
is_remaining (const HcRecordData *issue)
{
  const char *state = hc_record_data_get (issue, "state");

  return g_strcmp0 (state, "resolved") != 0 && g_strcmp0 (state, "closed") != 0;
}

/* The first thing that is missing; NULL: decided. */
static const char *
undecided_part (const HcRecordData *issue)
{
  const char *decision = hc_record_data_get (issue, "decision");

  if (decision == NULL)
    return _ ("Decide whether to fix, accept or defer it.");
  if (g_str_equal (decision, "accept") && !hc_record_data_is_set (issue, "accepted_by"))
    return _ ("Name who in the business accepts it.");
  if (!hc_record_data_is_set (issue, "target"))
    return _ ("Give its decision a target date.");
  if (!hc_record_data_is_set (issue, "bau_owner"))
    return _ ("Name who owns it in BAU.");
  return NULL;
}

void
hc_judge_backlog_captured (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *issues = hc_criteria_register (context, "issue");
  HcPart *part = hc_part_add (out, "issues", N_ ("Open issues without a decision"), "issues");
  guint n = 0, n_undecided = 0;

  if (settle_without_issues (context, out, part))
    return;
  for (guint i = 0; i < issues->len; i++)
    {
      const HcRecordData *issue = issues->pdata[i];
      const char *undecided = is_remaining (issue) ? undecided_part (issue) : NULL;

      n += is_remaining (issue);
      if (undecided == NULL)
        continue;
      n_undecided++;
      add_missing (out, issue, g_strdup (undecided));
    }
  hc_part_settle_count (
    part, n_undecided,
    n == 0 ? g_strdup (_ ("No issue remains."))
    : n_undecided == 0
      ? g_strdup (_ ("Every remaining issue is decided, with a target and a BAU owner."))
      : g_strdup_printf (ngettext ("%u of %u remaining issue is not decided with a target and a "
                                   "BAU owner.",
                                   "%u of %u remaining issues are not decided with a target and a "
                                   "BAU owner.",
                                   n),
                         n_undecided, n));
}

/* ---- parts of other criteria ---- */

void
hc_judge_severe_issues (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *issues = hc_criteria_register (context, "issue");
  HcPart *part = hc_part_add (out, "severe_issues", N_ ("Open issues of severity 1"), "issues");
  guint n = 0;

  if (settle_without_issues (context, out, part))
    return;
  for (guint i = 0; i < issues->len; i++)
    if (hc_issue_is_open (issues->pdata[i]) &&
        hc_record_data_get_int (issues->pdata[i], "severity", 0) == 1)
      {
        n++;
        add_missing (out, issues->pdata[i], g_strdup (_ ("Resolve it: its severity is 1.")));
      }
  hc_part_settle_count (
    part, n,
    n == 0 ? g_strdup (_ ("No issue of severity 1 is open."))
           : g_strdup_printf (ngettext ("%u issue of severity 1 is open.",
                                        "%u issues of severity 1 are open.", n),
                              n));
}

guint
hc_criteria_late_escalations (const HcCriteriaContext *context)
{
  GPtrArray *escalations = hc_criteria_register (context, "escalation");
  guint n = 0;

  for (guint i = 0; i < escalations->len; i++)
    n += hc_escalation_state (escalations->pdata[i], context->query->now) ==
         HC_ESCALATION_PAST_LIMIT;
  return n;
}

void
hc_judge_escalations (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *escalations = hc_criteria_register (context, "escalation");
  HcPart *part = hc_part_add (out, "escalations", N_ ("Escalations past their limit"),
                              "escalations");
  guint n = hc_criteria_late_escalations (context);

  for (guint i = 0; i < escalations->len; i++)
    {
      const HcRecordData *escalation = escalations->pdata[i];

      if (hc_escalation_state (escalation, context->query->now) == HC_ESCALATION_PAST_LIMIT)
        hc_missing_add (out,
                        g_strdup_printf (_ ("“%s”: nobody acknowledged it in time. Reach them, or "
                                            "hand it up."),
                                         hc_record_data_title (escalation)),
                        "escalations", "escalation", escalation->id);
    }
  hc_part_settle_count (
    part, n,
    escalations->len == 0 ? g_strdup (_ ("No escalation was raised."))
    : n == 0
      ? g_strdup (_ ("No escalation is unacknowledged past its limit."))
      : g_strdup_printf (ngettext ("%u escalation is unacknowledged past its limit.",
                                   "%u escalations are unacknowledged past their limit.", n),
                         n));
}

/* ---- issues that bring urgent tickets again ---- */

#define PRIORITY_HIGH 2

/* Urgent tickets by issue and day. */
typedef struct
{
  guint n_issues;
  guint n_days;
  guint32 *counts; /* by issue, then day */
  gboolean any_linked;
} Urgent;

static void
count_urgent (const HcCriteriaContext *context, Urgent *self)
{
  const HcColumns *columns = context->inputs->columns;
  HcCalendar *calendar = context->inputs->calendar;
  gint64 end = hc_calendar_day_end (calendar, context->first_day);
  guint day = 0;

  for (guint32 row = 0; row < columns->n; row++)
    {
      guint32 issue = columns->dim[HC_BY_ISSUE][row];

      if ((gint64) columns->opened[row] > context->as_of)
        break;
      self->any_linked |= issue != 0;
      if (issue == 0 || columns->priority[row] == 0 || columns->priority[row] > PRIORITY_HIGH ||
          (columns->state[row] == HC_STATE_CANCELLED &&
           (gint64) columns->ended[row] <= context->as_of))
        continue;
      while (day + 1 < self->n_days && (gint64) columns->opened[row] >= end)
        end = hc_calendar_day_end (calendar, context->first_day + (HcDay) ++day);
      self->counts[(gsize) issue * self->n_days + day]++;
    }
}

/* Of one issue on the complete working days of the window that ends with @day. */
static guint
sum_window (const HcCriteriaContext *context, const Urgent *self, guint issue, guint day)
{
  guint n_working = 0, sum = 0;

  for (int i = (int) day; i >= 0 && n_working < context->inputs->settings.window_length; i--)
    {
      if (!context->days[i].complete || !context->days[i].working)
        continue;
      n_working++;
      sum += self->counts[(gsize) issue * self->n_days + (guint) i];
    }
  return sum;
}

static HcDayValue *
repeat_days (const HcCriteriaContext *context, const Urgent *urgent, guint fewest)
{
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint day = 0; day < context->n_days; day++)
    {
      guint n_repeating = 0, n = 0;

      for (guint issue = 1; issue < urgent->n_issues; issue++)
        {
          guint sum = sum_window (context, urgent, issue, day);

          n += sum;
          n_repeating += sum >= fewest;
        }
      values[day] = (HcDayValue){ .known = TRUE,
                                  .passes = n_repeating == 0,
                                  .value = n_repeating,
                                  .low = NAN,
                                  .high = NAN,
                                  .n = n };
    }
  return values;
}

static void
list_repeating (const HcCriteriaContext *context,
                const Urgent *urgent,
                guint fewest,
                HcCriterionResult *out)
{
  const HcColumns *columns = context->inputs->columns;

  for (guint issue = 1; issue < urgent->n_issues; issue++)
    {
      guint n = sum_window (context, urgent, issue, (guint) context->last_day);

      if (n >= fewest)
        hc_missing_add (
          out,
          g_strdup_printf (ngettext ("“%s” brought %u critical or high ticket in the window.",
                                     "“%s” brought %u critical or high tickets in the window.", n),
                           (char *) columns->names[HC_BY_ISSUE]->pdata[issue], n),
          PAGE, "issue", columns->ids[HC_BY_ISSUE]->pdata[issue]);
    }
}

static void
judge_urgent (const HcCriteriaContext *context, HcPart *part, HcCriterionResult *out, Urgent *urgent)
{
  guint fewest = (guint) hc_criteria_threshold (context, "hot_paths_stable.urgent");

  count_urgent (context, urgent);
  if (!urgent->any_linked)
    {
      part->is_constant = TRUE;
      hc_part_settle (part, HC_VERDICT_NOT_MEASURABLE,
                      g_strdup (_ ("No ticket is linked to an issue yet. Classify tickets, by rules "
                                   "or one by one.")));
      return;
    }
  hc_part_judge_days (context, part, repeat_days (context, urgent, fewest));
  hc_part_tell (part, !context->days[context->last_day].covered
                        ? g_strdup (_ ("No file covers the last complete day."))
                      : part->result.passes
                        ? g_strdup (_ ("No issue brings critical or high tickets again."))
                        : g_strdup_printf (
                            ngettext ("%u issue brought %u or more critical or high tickets.",
                                      "%u issues brought %u or more critical or high tickets each.",
                                      (gulong) part->result.value),
                            (guint) part->result.value, fewest));
  if (part->result.verdict == HC_VERDICT_NOT_MET)
    list_repeating (context, urgent, fewest, out);
}

void
hc_judge_repeat_issues (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part = hc_part_add (out, "repeat_issues",
                              N_ ("Issues that bring critical or high tickets again"), "issues");
  Urgent urgent = { .n_days = context->n_days };

  part->result.threshold = 0;
  if (!hc_part_needs_tickets (context, part))
    return;
  if (!context->has_priorities)
    {
      part->is_constant = TRUE;
      hc_part_settle (part, HC_VERDICT_NOT_MEASURABLE,
                      g_strdup (_ ("No import has a priority. Map the column of priorities in the "
                                   "next import.")));
      return;
    }
  urgent.n_issues = context->inputs->columns->names[HC_BY_ISSUE]->len;
  urgent.counts = g_new0 (guint32, (gsize) urgent.n_issues * urgent.n_days + 1);
  judge_urgent (context, part, out, &urgent);
  g_free (urgent.counts);
}
