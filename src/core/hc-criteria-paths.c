/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exit: is each hot path proven to work? By enough completions over the window, or by live checks
 * that a person noted. */

#include "config.h"

#include "hc-criteria-private.h"
#include "hc-workflow-score.h"

#include <glib/gi18n.h>
#include <math.h>

/* ---- live checks ---- */

/* The first of the last @length working days up to today. */
static HcDay
check_from (const HcCriteriaContext *context, guint length)
{
  HcCalendar *calendar = context->inputs->calendar;
  HcDay day = context->today;
  guint n = hc_calendar_is_working (calendar, day) ? 1 : 0;

  /* A year is enough for any run of days off. */
  for (guint i = 0; n < length && i < 366; i++)
    n += hc_calendar_is_working (calendar, --day) ? 1 : 0;
  return day;
}

/* Successful live checks since @from, after the last one that did not pass. */
static guint
count_checks (const HcCriteriaContext *context, const char *workflow_id, HcDay from)
{
  GPtrArray *checks = hc_criteria_register (context, "rehearsal");
  HcDay last_failure = HC_DAY_NONE;
  guint n = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < checks->len; i++)
      {
        const HcRecordData *check = g_ptr_array_index (checks, i);
        HcDay day = hc_record_data_get_day (check, "date");
        gboolean passed = g_strcmp0 (hc_record_data_get (check, "outcome"), "passed") == 0;

        if (g_strcmp0 (hc_record_data_get (check, "workflow_id"), workflow_id) != 0 ||
            g_strcmp0 (hc_record_data_get (check, "kind"), "live_check") != 0 ||
            !hc_record_data_is_set (check, "outcome") || day == HC_DAY_NONE || day < from ||
            day > context->today)
          continue;
        if (pass == 0 && !passed)
          last_failure = MAX (last_failure, day);
        else if (pass == 1 && passed && day > last_failure)
          n++;
      }
  return n;
}

/* ---- completions ---- */

/* What is known of one hot path. */
typedef struct
{
  const HcRecordData *workflow;
  const HcMetricPoint *completion; /* over its window; NULL: no figures */
  double target;                   /* its own, else that of all; NAN: nobody said */
  guint checks;
  gboolean completes;
} Path;

/* What every hot path is held against. */
typedef struct
{
  double target; /* where a hot path has none of its own; NAN: nobody said */
  gint64 starts;
  guint checks;
  guint check_days;
  HcDay check_from;
} Demand;

static const HcMetricPoint *
find_completion (const HcCriteriaContext *context, const char *workflow_id)
{
  for (guint i = 0; context->completions != NULL && i < context->completions->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (context->completions->series, i);

      if (series->by == HC_BY_WORKFLOW && series->measurable && series->window.denominator > 0 &&
          g_strcmp0 (series->group_id, workflow_id) == 0)
        return &series->window;
    }
  return NULL;
}

static Path
look_at (const HcCriteriaContext *context, const HcRecordData *workflow, const Demand *demand)
{
  Path self = { .workflow = workflow,
                .completion = find_completion (context, workflow->id),
                .target = hc_workflow_completion_target (workflow, demand->target),
                .checks = count_checks (context, workflow->id, demand->check_from) };

  self.completes = self.completion != NULL && !isnan (self.target) &&
                   self.completion->denominator >= demand->starts &&
                   self.completion->value >= self.target;
  return self;
}

/* What is wanting, and what else would do. */
static char *
missing_text (const Path *path, const Demand *demand)
{
  const char *name = hc_record_data_title (path->workflow);
  g_autofree char *value = NULL, *target = hc_criteria_value_text (path->target, "share");

  if (path->completion == NULL)
    return g_strdup_printf (_ ("“%s”: Check it live and note the outcome (%u of %u)."), name,
                            path->checks, demand->checks);
  value = hc_criteria_value_text (path->completion->value, "share");
  if (isnan (path->target))
    return g_strdup_printf (_ ("“%s”: %s are completed, but no target says whether that is enough. "
                               "Set one for the completion rate, or check it live (%u of %u)."),
                            name, value, path->checks, demand->checks);
  if (path->completion->denominator < demand->starts)
    return g_strdup_printf (_ ("“%s”: %d starts in the window are fewer than %d. Check it live and "
                               "note the outcome (%u of %u)."),
                            name, (int) path->completion->denominator, (int) demand->starts,
                            path->checks, demand->checks);
  return g_strdup_printf (_ ("“%s”: %s are completed, the target is %s. Mend it, or check it live "
                             "and note the outcome (%u of %u)."),
                          name, value, target, path->checks, demand->checks);
}

static char *
paths_reason (guint n_missing, guint n_paths, guint n_complete, const Demand *demand)
{
  if (n_missing == 0)
    return g_strdup (n_complete == n_paths
                       ? _ ("Every hot path is completed as often as its target asks.")
                     : n_complete == 0
                       ? _ ("Every hot path passed its live checks.")
                       : _ ("Every hot path is completed as often as its target asks, or passed its "
                            "live checks."));
  return g_strdup_printf (ngettext ("%u of %u hot path neither reaches its completion target nor "
                                    "has %u successful live checks in the last %u working days.",
                                    "%u of %u hot paths neither reach their completion target nor "
                                    "have %u successful live checks in the last %u working days.",
                                    n_paths),
                          n_missing, n_paths, demand->checks, demand->check_days);
}

static Demand
demand_of (const HcCriteriaContext *context)
{
  Demand self = {
    .target = hc_criteria_target (context, "completion_rate"),
    .starts = (gint64) hc_criteria_threshold (context, "hot_paths_stable.starts"),
    .checks = (guint) hc_criteria_threshold (context, "hot_paths_stable.checks"),
    .check_days = (guint) hc_criteria_threshold (context, "hot_paths_stable.check_days"),
  };

  self.check_from = check_from (context, self.check_days);
  return self;
}

void
hc_judge_proven_paths (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part = hc_part_add (out, "unproven", N_ ("Hot paths not proven to work"), "hot_paths");
  GPtrArray *workflows = hc_criteria_register (context, "workflow");
  Demand demand = demand_of (context);
  guint n_missing = 0, n_complete = 0;

  part->result.is_register = TRUE;
  if (workflows->len == 0)
    {
      hc_part_settle (part, HC_VERDICT_NOT_MET, g_strdup (_ ("No hot path is defined yet.")));
      return;
    }
  for (guint i = 0; i < workflows->len; i++)
    {
      Path path = look_at (context, g_ptr_array_index (workflows, i), &demand);

      n_complete += path.completes;
      if (path.completes || path.checks >= demand.checks)
        continue;
      n_missing++;
      hc_missing_add (out, missing_text (&path, &demand), "hot-paths", "workflow",
                      path.workflow->id);
    }
  hc_part_settle_count (part, n_missing,
                        paths_reason (n_missing, workflows->len, n_complete, &demand));
}
