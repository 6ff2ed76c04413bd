/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exit: is deflection holding? The figures are those of the metric, pooled over the window of each
 * day; how well they are known must be accepted by a person. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-control-chart.h"
#include "hc-statistics.h"

/* By the number of “deflection_holding.grade”. */
static const char *const grades[] = { NULL, "confirmed", "upper_estimate", "proxy" };
#define PROXY 3

/* What the window of a day adds up to. */
typedef struct
{
  const HcMetricSeries *series;
  guint grade;
  double reference; /* of the proxy: tickets per active user at the start; NAN: not seen yet */
} Deflection;

static guint
grade_of (const HcMetricSeries *series)
{
  for (guint i = 1; i < G_N_ELEMENTS (grades); i++)
    if (g_strcmp0 (series->grade, grades[i]) == 0)
      return i;
  return 0;
}

static double
active_users (const HcCriteriaContext *context, guint day)
{
  return (double) hc_usage_on (context->inputs->usage, context->first_day + (HcDay) day, NULL,
                               HC_USAGE_ACTIVE_USERS);
}

/* The proxy is 1 − (n ÷ active) ÷ reference on any day that has tickets. */
static double
find_reference (const HcCriteriaContext *context, const HcMetricSeries *series)
{
  for (guint i = 0; i < context->n_days; i++)
    {
      const HcMetricPoint *point = &series->points[i];

      if (point->n > 0 && !isnan (point->value))
        return (double) point->n / active_users (context, i) / (1 - point->value);
    }
  return NAN;
}

/* ---- the rate ---- */

static HcDayValue
pool_shares (const HcCriteriaContext *context, const Deflection *self, guint day)
{
  gint64 numerator = 0, denominator = 0;
  HcDayValue value = { .value = NAN, .low = NAN, .high = NAN };

  for (guint i = hc_criteria_window_start (context, day); i <= day; i++)
    if (context->days[i].complete && context->days[i].working)
      {
        numerator += MAX (self->series->points[i].numerator, 0);
        denominator += MAX (self->series->points[i].denominator, 0);
      }
  value.n = denominator;
  value.known = denominator > 0;
  if (!value.known)
    return value;
  value.value = (double) numerator / (double) denominator;
  hc_wilson (numerator, denominator, HC_Z_90_TWO_SIDED, &value.low, &value.high);
  return value;
}

static HcDayValue
pool_proxy (const HcCriteriaContext *context, const Deflection *self, guint day)
{
  double active = 0;
  HcDayValue value = { .value = NAN, .low = NAN, .high = NAN };

  for (guint i = hc_criteria_window_start (context, day); i <= day; i++)
    if (context->days[i].complete && context->days[i].working &&
        !isnan (self->series->points[i].value))
      {
        value.n += self->series->points[i].n;
        active += active_users (context, i);
      }
  value.known = active > 0 && !isnan (self->reference);
  if (value.known)
    value.value = 1 - (double) value.n / active / self->reference;
  return value;
}

static HcDayValue *
rate_days (const HcCriteriaContext *context, const Deflection *self, double target, double margin)
{
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint i = 0; i < context->n_days; i++)
    {
      values[i] = self->grade == PROXY ? pool_proxy (context, self, i)
                                       : pool_shares (context, self, i);
      values[i].passes = values[i].known && values[i].value >= target &&
                         (isnan (values[i].low) || values[i].low >= target - margin);
    }
  return values;
}

static char *
rate_reason (const HcCriteriaContext *context, const HcPart *part, double margin)
{
  g_autofree char *value = hc_criteria_value_text (part->result.value, "share");
  g_autofree char *target = hc_criteria_value_text (part->result.threshold, "share");
  g_autofree char *low = hc_criteria_value_text (part->result.low, "share");
  g_autofree char *lowest = hc_criteria_value_text (part->result.threshold - margin, "share");

  if (!context->days[context->last_day].covered)
    return g_strdup (_ ("No file covers the last complete day."));
  if (value == NULL)
    return g_strdup (_ ("No question was answered by help or became a ticket in the window."));
  if (low == NULL)
    return g_strdup_printf (_ ("Deflection over the window is %s by proxy, which has no interval; "
                               "the target is %s."),
                            value, target);
  return g_strdup_printf (_ ("Deflection over the window is %s, the lower end of its interval %s; "
                             "the target is %s, and the interval may reach down to %s."),
                          value, low, target, lowest);
}

static void
judge_rate (const HcCriteriaContext *context, HcCriterionResult *out, const Deflection *self)
{
  HcPart *part = hc_part_add (out, "deflection", N_ ("Deflection rate"), "share");
  double margin = hc_criteria_threshold (context, "deflection_holding.margin");
  double target = hc_criteria_target (context, "deflection_rate");

  part->result.at_least = TRUE;
  part->result.threshold = target;
  if (isnan (target))
    {
      part->is_constant = TRUE;
      part->result.value = self->series->window.value;
      part->result.n = self->series->window.n;
      hc_part_settle (part, HC_VERDICT_INSUFFICIENT_DATA,
                      g_strdup (_ ("Nobody said yet which deflection rate is the target.")));
      hc_missing_add (out, g_strdup (_ ("Set a target for the deflection rate.")), "metrics", NULL,
                      NULL);
      return;
    }
  part->rests_on_inferred = self->grade == PROXY;
  hc_part_judge_days (context, part, rate_days (context, self, target, margin));
  hc_part_tell (part, rate_reason (context, part, margin));
}

/* ---- days that fall out ---- */

/* How many working days of the window that ends with @day are below the lower limit of the days up to
 * it; −1: too few days for limits. */
static int
count_low (const HcCriteriaContext *context, const HcMetricSeries *series, guint day)
{
  HcDay last = context->first_day + (HcDay) day;
  HcDay from = context->first_day + (HcDay) hc_criteria_window_start (context, day);
  g_autoptr (HcControlStrata) strata =
    hc_control_strata (series, context->first_day, last, HC_NELSON_1);
  const HcControlStratum *working = strata != NULL ? &strata->stratum[0] : NULL;
  int n = 0;

  if (working == NULL || working->n_points < HC_CONTROL_FEWEST_POINTS)
    return -1;
  for (guint i = 0; i < working->n_points; i++)
    n += g_array_index (strata->dates[0], HcDay, i) >= from &&
         working->points[i].value < working->points[i].lower;
  return n;
}

static HcDayValue *
low_days (const HcCriteriaContext *context, const HcMetricSeries *series)
{
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint i = 0; i < context->n_days; i++)
    {
      int n = count_low (context, series, i);

      values[i] = (HcDayValue){ .known = n >= 0,
                                .passes = n == 0,
                                .value = n >= 0 ? n : NAN,
                                .low = NAN,
                                .high = NAN,
                                .n = -1 };
    }
  return values;
}

/* A proxy is no share of anything, so it has no limits. */
static void
judge_days (const HcCriteriaContext *context, HcCriterionResult *out, const Deflection *self)
{
  HcPart *part;

  if (self->grade == PROXY)
    return;
  part = hc_part_add (out, "low_days", N_ ("Days below the control limit"), "days");
  part->result.threshold = 0;
  hc_part_judge_days (context, part, low_days (context, self->series));
  if (!context->days[context->last_day].covered)
    hc_part_tell (part, g_strdup (_ ("No file covers the last complete day.")));
  else if (isnan (part->result.value))
    hc_part_tell (part, g_strdup_printf (_ ("Control limits need %d complete working days with "
                                            "figures."),
                                         HC_CONTROL_FEWEST_POINTS));
  else if (part->result.passes)
    hc_part_tell (part, g_strdup (_ ("No working day of the window is below the control limit.")));
  else
    hc_part_tell (part,
                  g_strdup_printf (ngettext ("%.0f working day of the window is below the control "
                                             "limit.",
                                             "%.0f working days of the window are below the control "
                                             "limit.",
                                             (gulong) part->result.value),
                                   part->result.value));
}

/* ---- how well it is known ---- */

static void
judge_grade (const HcCriteriaContext *context, HcCriterionResult *out, const Deflection *self)
{
  HcPart *part = hc_part_add (out, "grade", N_ ("How well deflection is known"), "grade");
  double accepted = hc_criteria_threshold (context, "deflection_holding.grade");
  g_autofree char *is = hc_criteria_value_text (self->grade, "grade");
  g_autofree char *limit = hc_criteria_value_text (accepted, "grade");

  part->result.is_register = TRUE;
  part->result.value = self->grade;
  part->result.threshold = accepted;
  if (accepted == 0)
    {
      hc_part_settle (part, HC_VERDICT_NOT_MET,
                      g_strdup_printf (_ ("Nobody said yet whether the grade “%s” is good enough."),
                                       is));
      hc_missing_add (out, g_strdup (_ ("Choose which grade of deflection you accept.")), "exit",
                      NULL, NULL);
    }
  else if (self->grade <= accepted)
    hc_part_settle (part, HC_VERDICT_MET, g_strdup_printf (_ ("The grade “%s” is accepted."), is));
  else
    {
      hc_part_settle (part, HC_VERDICT_NOT_MET,
                      g_strdup_printf (_ ("The grade is “%s”; accepted is “%s” or better."), is,
                                       limit));
      hc_missing_add (out, g_strdup (_ ("Enter or import better figures of help, or accept this "
                                        "grade.")),
                      "metrics", NULL, NULL);
    }
}

/* ---- the criterion ---- */

/* FALSE: there is nothing to judge, and a part says so. */
static gboolean
is_measurable (const HcCriteriaContext *context, HcCriterionResult *out)
{
  g_autofree HcPart *probe = g_new0 (HcPart, 1);
  const HcMetricSeries *series = NULL;
  HcPart *part;

  if (hc_part_needs_tickets (context, probe))
    series = hc_metric_set_total (context->metrics, HC_METRIC_DEFLECTION_RATE);
  g_free (probe->result.reason);
  if (series != NULL && series->measurable)
    return TRUE;
  part = hc_part_add (out, "deflection", N_ ("Deflection rate"), "share");
  part->result.at_least = TRUE;
  part->result.threshold = hc_criteria_target (context, "deflection_rate");
  if (series == NULL)
    {
      hc_part_needs_tickets (context, part);
      return FALSE;
    }
  part->is_constant = TRUE;
  hc_part_settle (part, HC_VERDICT_NOT_MEASURABLE,
                  g_strdup (hc_metric_missing_remedy (series->missing)));
  hc_missing_add (out, g_strdup (hc_metric_missing_remedy (series->missing)), "metrics", NULL, NULL);
  return FALSE;
}

void
hc_judge_deflection_holding (const HcCriteriaContext *context, HcCriterionResult *out)
{
  Deflection self;

  if (!is_measurable (context, out))
    return;
  self.series = hc_metric_set_total (context->metrics, HC_METRIC_DEFLECTION_RATE);
  self.grade = grade_of (self.series);
  self.reference = self.grade == PROXY ? find_reference (context, self.series) : NAN;
  judge_rate (context, out, &self);
  judge_days (context, out, &self);
  judge_grade (context, out, &self);
}
