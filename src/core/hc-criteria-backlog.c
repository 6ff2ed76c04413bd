/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exit: is the backlog young and small? Both parts hold for some working days. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-statistics.h"

/* An empty backlog is no lack of data: nothing is old in it. */
static HcDayValue *
age_days (const HcCriteriaContext *context, double limit)
{
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint i = 0; i < context->n_days; i++)
    {
      const HcMetricPoint *point = &context->not_waiting->points[i];
      gint64 old;

      values[i] = (HcDayValue){ .known = TRUE,
                                .passes = TRUE,
                                .value = point->share_over_limit,
                                .low = NAN,
                                .high = NAN,
                                .n = point->n };
      if (isnan (point->share_over_limit))
        continue;
      old = (gint64) llround (point->share_over_limit * (double) point->n);
      values[i].passes = point->share_over_limit <= limit;
      hc_wilson (old, point->n, HC_Z_90_TWO_SIDED, &values[i].low, &values[i].high);
    }
  return values;
}

static char *
age_reason (const HcCriteriaContext *context, const HcPart *part, gboolean is_baseline)
{
  g_autofree char *value = hc_criteria_value_text (part->result.value, "share");
  g_autofree char *limit = hc_criteria_value_text (part->result.threshold, "share");
  double days = context->inputs->settings.age_limit_days;

  if (value == NULL)
    return g_strdup (_ ("Nobody works on an open ticket: none is open, or all of them wait."));
  if (is_baseline)
    return g_strdup_printf (
      _ ("%s of the open tickets that do not wait are older than %g days; the "
         "baseline is %s."),
      value, days, limit);
  return g_strdup_printf (
    _ ("%s of the open tickets that do not wait are older than %g days; the limit is %s."), value,
    days, limit);
}

static void
judge_age (const HcCriteriaContext *context, HcCriterionResult *out, guint hold)
{
  HcPart *part =
    hc_part_add (out, "over_limit", N_ ("Open tickets over the ageing limit"), "share");
  double baseline = hc_criteria_baseline_share (context, "backlog_age");
  double limit = hc_criteria_threshold (context, "backlog_within_limit.over_limit");

  part->result.threshold = isnan (baseline) ? limit : MAX (limit, baseline);
  part->result.hold_of = hold;
  if (!hc_part_needs_tickets (context, part))
    return;
  part->rests_on_inferred = context->ends_are_inferred;
  hc_part_judge_days (context, part, age_days (context, part->result.threshold));
  hc_part_tell (part, age_reason (context, part, baseline == part->result.threshold));
  hc_part_append_hold (context, part);
  if (!part->result.passes)
    hc_missing_add (out, g_strdup (_ ("See the oldest open tickets.")), "tickets", NULL, NULL);
}

/* The number that a person set for the rule, else the launch's target of the metric. */
static double
length_limit (const HcCriteriaContext *context)
{
  const char *name = "backlog_within_limit.backlog_days";
  double target = hc_criteria_target (context, "backlog_days");

  return isnan (target) || g_hash_table_contains (context->inputs->thresholds, name)
           ? hc_criteria_threshold (context, name)
           : target;
}

static HcDayValue *
length_days (const HcCriteriaContext *context, const HcMetricSeries *series, double limit)
{
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint i = 0; i < context->n_days; i++)
    {
      const HcMetricPoint *point = &series->points[i];

      values[i] = (HcDayValue){ .known = !isnan (point->value) || point->numerator == 0,
                                .passes = point->numerator == 0 || point->value <= limit,
                                .value = point->value,
                                .low = NAN,
                                .high = NAN,
                                .n = MAX (point->denominator, 0) };
    }
  return values;
}

static char *
length_reason (const HcCriteriaContext *context, const HcPart *part)
{
  g_autofree char *value = hc_criteria_value_text (part->result.value, "days");
  g_autofree char *limit = hc_criteria_value_text (part->result.threshold, "days");

  if (value != NULL)
    return g_strdup_printf (
      _ ("At the pace of the last working days the open tickets are %s of work; the limit is %s."),
      value, limit);
  return g_strdup (part->result.passes ? _ ("No ticket is open.")
                                       : _ ("No ticket ended in the last working days, so nobody "
                                            "knows how long the backlog lasts."));
}

static void
judge_length (const HcCriteriaContext *context, HcCriterionResult *out, guint hold)
{
  HcPart *part = hc_part_add (out, "backlog_days", N_ ("Backlog in days of work"), "days");
  const HcMetricSeries *series;

  part->result.threshold = length_limit (context);
  part->result.hold_of = hold;
  if (!hc_part_needs_tickets (context, part))
    return;
  series = hc_metric_set_total (context->metrics, HC_METRIC_BACKLOG_DAYS);
  part->rests_on_inferred = context->ends_are_inferred;
  hc_part_judge_days (context, part, length_days (context, series, part->result.threshold));
  hc_part_tell (part, length_reason (context, part));
  hc_part_append_hold (context, part);
}

void
hc_judge_backlog_within_limit (const HcCriteriaContext *context, HcCriterionResult *out)
{
  guint hold = (guint) hc_criteria_threshold (context, "backlog_within_limit.hold");

  judge_age (context, out, hold);
  judge_length (context, out, hold);
}
