/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-day-summary.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-day-text.h"
#include "hc-format.h"

#define TOP_DRIVERS 3

static HcDay
day_of (const HcDaySummary *self)
{
  return hc_calendar_day_of (self->context.calendar, self->context.set->as_of - 1);
}

static void
append_head (GString *out, const HcDaySummary *self)
{
  const HcMetricContext *context = &self->context;
  gint64 as_of = context->set->as_of;
  g_autofree char *day = hc_day_text (context->settings, context->calendar, as_of, as_of, FALSE);
  g_autofree char *date = hc_format_day_year (day_of (self));
  g_autofree char *instant = hc_format_as_of (as_of, context->calendar);

  g_string_append_printf (out, "%s · %s · %s\n%s\n", context->settings->name, date, day, instant);
}

static void
append_status (GString *out, const HcCriteriaResult *exit)
{
  g_string_append_printf (out, _("\nStatus: %s\n"), hc_rag_label (exit->rag));
  g_string_append_printf (out, "%s\n", exit->rag_reason);
  g_string_append_printf (out, _("\nExit criteria: %u of %u met\n"), exit->done, exit->of);
  for (guint i = 0; i < exit->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (exit->criteria, i);
      g_autofree char *verdict = hc_criterion_result_verdict_text (criterion);

      g_string_append_printf (out, "- %s: %s\n", criterion->title, verdict);
    }
}

/* ---------------------------------------------------------------- metrics */

static void
append_metric (GString *out, const HcMetricSeries *series, const HcMetricContext *context)
{
  g_autofree char *value = hc_metric_value_text (series);
  g_autofree char *target = hc_metric_target_text (series->id, context);
  g_autofree char *side = NULL;
  g_autofree char *trend = NULL;
  g_autofree char *n = NULL;

  g_string_append_printf (out, "- %s: %s", _(hc_metrics[series->id].title), value);
  if (series->measurable)
    {
      side = hc_metric_side_text (series, context);
      trend = hc_metric_trend_text (series, context);
      n = hc_metric_n_text (series, context);
    }
  if (side != NULL)
    g_string_append_printf (out, " (%s)", side);
  if (target != NULL && !series->measurable)
    g_string_append_printf (out, _("; target %s"), target);
  else if (target != NULL)
    g_string_append_printf (out, hc_metric_meets_target (series, context)
                                   ? _("; target %s: reached")
                                   : _("; target %s: not reached"),
                            target);
  if (trend != NULL)
    g_string_append_printf (out, "; %s", trend);
  if (n != NULL)
    g_string_append_printf (out, "; %s", n);
  g_string_append_c (out, '\n');
}

static void
append_metrics (GString *out, const HcMetricContext *context)
{
  guint days = context->set->working_days;
  const HcMetricSeries *open = hc_metric_set_total (context->set, HC_METRIC_OPEN);
  g_autofree char *window = hc_metric_window_text (context->set->from, context->set->to);
  g_autofree char *count = NULL;

  if (days == 0)
    g_string_append (out, _("\nMetrics, no complete working day yet\n"));
  else
    g_string_append_printf (out, ngettext ("\nMetrics, last %u working day, %s\n",
                                           "\nMetrics, last %u working days, %s\n", days),
                            days, window);
  for (guint i = 0; i < HC_N_METHOD_METRICS; i++)
    {
      const HcMetricSeries *series = hc_metric_set_total (context->set, hc_method_metrics[i]);

      if (series != NULL)
        append_metric (out, series, context);
    }
  if (open == NULL || !open->measurable || open->n_points == 0)
    return;
  count = hc_format_count ((gint64) open->points[open->n_points - 1].value);
  g_string_append_printf (out, _("- Open now: %s\n"), count);
}

/* ---------------------------------------------------------------- drivers */

const char *
hc_day_summary_held_text (const HcDriver *driver)
{
  if (g_strcmp0 (driver->dispositioned, "resolved") == 0)
    return _("resolved");
  if (g_strcmp0 (driver->dispositioned, "escalated") == 0)
    return _("with an owner and a date");
  if (g_strcmp0 (driver->dispositioned, "deflected") == 0)
    return _("deflected");
  return _("no decision yet");
}

static void
append_drivers (GString *out, const HcDriverSet *set)
{
  guint n = set != NULL ? MIN (set->drivers->len, TOP_DRIVERS) : 0, held = 0;

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    held += ((const HcDriver *) set->drivers->pdata[i])->dispositioned != NULL;
  g_string_append_printf (out, _("\nTop drivers, %u of %u dispositioned\n"), held, n);
  for (guint i = 0; i < n; i++)
    {
      const HcDriver *driver = set->drivers->pdata[i];
      g_autofree char *title = hc_driver_title_text (driver);
      g_autofree char *growth = hc_driver_growth_text (driver);

      g_string_append_printf (out, "%u. %s: %s; %s\n", driver->rank, title, growth,
                              hc_day_summary_held_text (driver));
    }
}

/* ---------------------------------------------------------------- changes */

static const HcMetricPoint *
point_on (const HcMetricSeries *series, HcDay day)
{
  for (guint i = 0; series != NULL && series->measurable && i < series->n_points; i++)
    if (series->points[i].date == day && !isnan (series->points[i].value))
      return &series->points[i];
  return NULL;
}

/* Of the days after @after up to T. */
static char *
sum_since (const HcMetricSet *set, HcMetricId id, HcDay after)
{
  const HcMetricSeries *series = hc_metric_set_total (set, id);
  gint64 sum = 0;

  if (series == NULL || !series->measurable)
    return g_strdup (HC_FORMAT_MISSING);
  for (guint i = 0; i < series->n_points; i++)
    if (series->points[i].date > after && !isnan (series->points[i].value))
      sum += (gint64) series->points[i].value;
  return hc_format_count (sum);
}

static void
append_flow (GString *out, const HcDaySummary *self)
{
  const HcMetricSet *set = self->context.set;
  const HcMetricSeries *open = hc_metric_set_total (set, HC_METRIC_OPEN);
  const HcMetricPoint *before = point_on (open, self->previous);
  g_autofree char *was = NULL, *is = NULL, *opened = NULL, *reopened = NULL, *resolved = NULL;

  if (before == NULL)
    return;
  was = hc_format_count ((gint64) before->value);
  is = hc_format_count ((gint64) open->points[open->n_points - 1].value);
  opened = sum_since (set, HC_METRIC_INFLOW, self->previous);
  reopened = sum_since (set, HC_METRIC_REOPENED, self->previous);
  resolved = sum_since (set, HC_METRIC_RESOLVED, self->previous);
  /* Translators: the first two are tickets open then and now */
  g_string_append_printf (out, _("- Open %s → %s: %s opened, %s reopened, %s resolved\n"), was, is,
                          opened, reopened, resolved);
}

static void
append_turns (GString *out, const HcDaySummary *self)
{
  for (guint i = 0; i < self->exit->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (self->exit->criteria, i);

      for (guint k = 0; k < criterion->history->len; k++)
        {
          const HcVerdictDay *day = &g_array_index (criterion->history, HcVerdictDay, k);

          if (day->day == self->previous && day->kind == HC_DAY_JUDGED &&
              day->verdict != criterion->own_verdict)
            g_string_append_printf (out, "- %s: %s → %s\n", criterion->title,
                                    hc_verdict_label (day->verdict),
                                    hc_verdict_label (criterion->own_verdict));
        }
    }
}

char *
hc_day_summary_changes (const HcDaySummary *self)
{
  GString *out = g_string_new (NULL);

  if (self->previous != HC_DAY_NONE)
    {
      append_flow (out, self);
      append_turns (out, self);
    }
  return g_string_free (out, FALSE);
}

static void
append_changes (GString *out, const HcDaySummary *self)
{
  g_autofree char *date = NULL;
  g_autofree char *changes = hc_day_summary_changes (self);

  if (self->previous == HC_DAY_NONE)
    return;
  date = hc_format_weekday_day (self->previous);
  g_string_append_printf (out, _("\nSince the end of %s\n"), date);
  g_string_append (out, *changes != '\0' ? changes : _("- Nothing changed\n"));
}

char *
hc_day_summary_text (const HcDaySummary *self)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (self->context.set != NULL && self->exit != NULL, NULL);

  append_head (out, self);
  append_status (out, self->exit);
  append_metrics (out, &self->context);
  append_drivers (out, self->drivers);
  append_changes (out, self);
  g_string_replace (out, "\u2060", "", 0); /* mail programs show word joiners as boxes */
  return g_string_free (out, FALSE);
}
