/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "hc-metric-output.h"
#include "hc-text-table.h"

#define CANCELLED "cancelled" /* told once for all metrics */
#define FEW 5                 /* under this n a share is told as counts, not as a percentage */

/* ---- one value ---- */

/* “720”, “3.4 h”, “19 %”; NULL: no value. */
static char *
format_value (const HcMetricInfo *info, double value)
{
  if (!isfinite (value))
    return NULL;
  if (info->is_share)
    return g_strdup_printf (_ ("%.1f %%"), value * 100);
  if (strcmp (info->unit, "hours") == 0)
    return g_strdup_printf (_ ("%.1f h"), value);
  if (strcmp (info->unit, "days") == 0)
    return g_strdup_printf (_ ("%.1f d"), value);
  if (strcmp (info->unit, "per 100 users") == 0)
    return g_strdup_printf ("%.1f", value);
  return hc_text_count ((gint64) value);
}

static char *
format_point (const HcMetricSeries *series, const HcMetricPoint *point)
{
  const HcMetricInfo *info = &hc_metrics[series->id];

  if (info->is_share && isfinite (point->value) && point->n < FEW)
    return g_strdup_printf (_ ("%" PRId64 " of %" PRId64), point->numerator, point->denominator);
  return format_value (info, point->value);
}

static char *
format_range (const HcMetricSeries *series)
{
  const HcMetricInfo *info = &hc_metrics[series->id];
  g_autofree char *low = format_value (info, series->window.low);
  g_autofree char *high = format_value (info, series->window.high);

  if (low == NULL && high == NULL)
    return NULL;
  return g_strdup_printf ("%s – %s", low != NULL ? low : "…", high != NULL ? high : "…");
}

/* ---- what else is to be said ---- */

static char *
format_trend (const HcMetricSeries *series, guint window_length)
{
  HcTrend trend;

  if (series->id > HC_METRIC_REOPENED && !hc_metrics[series->id].is_share &&
      series->id != HC_METRIC_TICKETS_PER_100_USERS &&
      series->id != HC_METRIC_REPEAT_TICKETS_PER_100_USERS)
    return NULL;
  if (series->id == HC_METRIC_STALE_SHARE)
    return NULL;
  trend = hc_metric_trend (series, window_length);
  switch (trend.verdict)
    {
    case HC_TREND_FALLING:
      return g_strdup_printf (_ ("falling, × %.2f"), trend.ratio);
    case HC_TREND_RISING:
      return g_strdup_printf (_ ("rising, × %.2f"), trend.ratio);
    case HC_TREND_UNCLEAR:
      return g_strdup (_ ("no clear change"));
    default:
      return g_strdup (_ ("too few days to say"));
    }
}

static void
append_note (GString *notes, const char *text)
{
  g_string_append_printf (notes, "%s%s", notes->len > 0 ? "; " : "", text);
}

static void
append_resolve_notes (GString *notes, const HcResolveExtra *extra)
{
  g_autofree char *text = NULL;

  text =
    g_strdup_printf (_ ("%" PRId64 " ended, %" PRId64 " still open, %" PRId64 " ends inferred"),
                     extra->events, extra->censored, extra->inferred);
  append_note (notes, text);
  if (isfinite (extra->resolved_median))
    {
      g_autofree char *ended = g_strdup_printf (_ ("ended only: median %.1f h, mean %.1f h"),
                                                extra->resolved_median, extra->resolved_mean);
      append_note (notes, ended);
    }
}

static void
append_age_notes (GString *notes, const HcMetricPoint *point, const HcLaunchSettings *settings)
{
  g_autofree char *text = NULL;

  if (!isfinite (point->median_days))
    return;
  text = g_strdup_printf (
    _ ("median %.1f d, 90th percentile %.1f d, over %g d %.1f %%, %" PRId64 " waiting"),
    point->median_days, point->p90_days, settings->age_limit_days, point->share_over_limit * 100,
    point->waiting);
  append_note (notes, text);
}

static char *
format_notes (const HcMetricSeries *series, const HcLaunchSettings *settings)
{
  GString *notes = g_string_new (NULL);

  if (!series->measurable)
    return g_string_free (notes, FALSE);
  if (series->id == HC_METRIC_BACKLOG_AGE)
    append_age_notes (notes, &series->window, settings);
  if (series->id == HC_METRIC_TIME_TO_RESOLVE)
    append_resolve_notes (notes, &series->resolve);
  if (series->subject != NULL)
    {
      g_autofree char *worst = g_strdup_printf (_ ("worst: %s"), series->subject);
      append_note (notes, worst);
    }
  if (series->window.retried >= 0)
    {
      g_autofree char *retried = g_strdup_printf (_ ("%" PRId64 " retries"), series->window.retried);
      append_note (notes, retried);
    }
  if (series->grade != NULL)
    {
      g_autofree char *grade = g_strdup_printf (_ ("grade: %s"), series->grade);
      append_note (notes, grade);
    }
  if (series->method != NULL)
    {
      g_autofree char *method = g_strdup_printf (_ ("method: %s"), series->method);
      append_note (notes, method);
    }
  for (guint i = 0; i < series->n_excluded; i++)
    if (series->excluded[i].count > 0 && strcmp (series->excluded[i].reason, CANCELLED) != 0)
      {
        g_autofree char *left_out = g_strdup_printf (
          _ ("left out: %" PRId64 " %s"), series->excluded[i].count, series->excluded[i].reason);
        append_note (notes, left_out);
      }
  return g_string_free (notes, FALSE);
}

/* ---- tables ---- */

static void
append_head (GString *out,
             const HcMetricSet *set,
             const HcLaunchSettings *settings,
             HcCalendar *calendar)
{
  g_autofree char *as_of = hc_text_instant (calendar, set->as_of);
  g_autofree char *from = hc_text_short_day (set->from);
  g_autofree char *to = hc_text_short_day (set->to);

  g_string_append_printf (out, "%s\n", settings->name);
  if (as_of == NULL)
    {
      g_string_append (out, _ ("Nothing was imported yet.\n"));
      return;
    }
  g_string_append_printf (
    out, _ ("Day %d of %u, as of %s (%s)\n"),
    hc_launch_settings_day_number (settings, hc_calendar_day_of (calendar, set->as_of - 1)),
    settings->length_days, as_of, set->zone);
  if (from != NULL && to != NULL)
    g_string_append_printf (out,
                            ngettext ("Window: %s – %s, %u complete working day\n",
                                      "Window: %s – %s, %u complete working days\n",
                                      set->working_days),
                            from, to, set->working_days);
}

/* The most that any total leaves out: each counts within its own window. */
static void
append_footnotes (GString *out, const HcMetricSet *set)
{
  gint64 most = 0;

  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);

      for (guint j = 0; series->by == HC_BY_NONE && j < series->n_excluded; j++)
        if (strcmp (series->excluded[j].reason, CANCELLED) == 0)
          most = MAX (most, series->excluded[j].count);
    }
  g_string_append (out, _ ("Range: 95 % for medians of times, 90 % for shares.\n"));
  if (most > 0)
    g_string_append_printf (out,
                            ngettext ("%" PRId64 " cancelled ticket is left out.\n",
                                      "%" PRId64 " cancelled tickets are left out.\n",
                                      (gulong) most),
                            most);
}

static void
append_totals (GString *out, const HcMetricSet *set, const HcLaunchSettings *settings)
{
  g_autoptr (HcTextTable) table = hc_text_table_new (_ ("METRIC"), _ (">WINDOW"), _ (">RANGE"),
                                                     _ (">N"), _ ("TREND"), _ ("NOTES"), NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);

      if (series->by != HC_BY_NONE || !series->measurable)
        continue;
      any = TRUE;
      hc_text_table_add (table, _ (hc_metrics[series->id].title));
      hc_text_table_take (table, format_point (series, &series->window));
      hc_text_table_take (table, format_range (series));
      hc_text_table_add_count (table, series->window.n);
      hc_text_table_take (table, format_trend (series, settings->window_length));
      hc_text_table_take (table, format_notes (series, settings));
    }
  if (!any)
    return;
  g_string_append_c (out, '\n');
  hc_text_table_append_to (table, out);
  append_footnotes (out, set);
}

static void
append_groups (GString *out, const HcMetricSet *set, HcMetricId id, HcDimension by)
{
  g_autofree char *heading = g_utf8_strup (hc_dimension_word (by), -1);
  g_autoptr (HcTextTable) table =
    hc_text_table_new (heading, _ (">WINDOW"), _ (">RANGE"), _ (">N"), NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);

      if (series->id != id || series->by != by)
        continue;
      any = TRUE;
      hc_text_table_add (table, series->group_value != NULL ? series->group_value
                                : series->rest              ? _ ("(rest)")
                                                            : _ ("(none)"));
      hc_text_table_take (table, format_point (series, &series->window));
      hc_text_table_take (table, format_range (series));
      hc_text_table_add_count (table, series->window.n);
    }
  if (!any)
    return;
  g_string_append_printf (out, "\n%s\n", _ (hc_metrics[id].title));
  hc_text_table_append_to (table, out);
}

static void
append_buckets (GString *out, const HcMetricSet *set, const HcLaunchSettings *settings)
{
  const HcMetricSeries *series = hc_metric_set_total (set, HC_METRIC_BACKLOG_AGE);
  g_autoptr (HcTextTable) table = hc_text_table_new (_ ("AGE"), _ (">OPEN"), NULL);

  if (series == NULL || !series->measurable)
    return;
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    {
      hc_text_table_take (table, hc_age_bucket_label (settings, i));
      hc_text_table_add_count (table, series->window.buckets[i]);
    }
  g_string_append_printf (out, "\n%s\n", _ ("Open tickets by age"));
  hc_text_table_append_to (table, out);
}

/* One line a day, one column a metric. */
static void
append_days (GString *out, const HcMetricSet *set)
{
  static const HcMetricId shown[] = { HC_METRIC_INFLOW,          HC_METRIC_RESOLVED,
                                      HC_METRIC_REOPENED,        HC_METRIC_OPEN,
                                      HC_METRIC_BACKLOG_DAYS,    HC_METRIC_TIME_TO_RESOLVE,
                                      HC_METRIC_MISROUTING_RATE, HC_METRIC_SLA_ATTAINMENT };
  const HcMetricSeries *inflow = hc_metric_set_total (set, HC_METRIC_INFLOW);
  g_autoptr (HcTextTable) table = NULL;

  if (inflow == NULL || inflow->n_points == 0 || hc_metric_set_total (set, HC_METRIC_OPEN) == NULL)
    return;

  table = hc_text_table_new (_ ("DAY"), _ (">INFLOW"), _ (">RESOLVED"), _ (">REOPENED"),
                             _ (">OPEN"), _ (">BACKLOG"), _ (">RESOLVE IN"), _ (">MISROUTED"),
                             _ (">SLA MET"), "", NULL);
  for (guint day = 0; day < inflow->n_points; day++)
    {
      const HcMetricPoint *point = &inflow->points[day];

      hc_text_table_take (table, hc_text_short_day (point->date));
      for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
        {
          const HcMetricSeries *series = hc_metric_set_total (set, shown[i]);
          gboolean has = series != NULL && day < series->n_points;

          hc_text_table_take (table, has ? format_point (series, &series->points[day]) : NULL);
        }
      hc_text_table_add (table, !point->complete     ? _ ("not complete")
                                : point->working_day ? ""
                                                     : _ ("day off"));
    }
  g_string_append_printf (out, "\n%s\n", _ ("Day by day"));
  hc_text_table_append_to (table, out);
}

static void
append_missing (GString *out, const HcMetricSet *set)
{
  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);

      if (series->by != HC_BY_NONE || series->measurable)
        continue;
      g_string_append_printf (out, _ ("\n%s is not measurable: “%s” is missing. %s"),
                              _ (hc_metrics[series->id].title), series->missing,
                              hc_metric_missing_remedy (series->missing));
    }
  if (out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

char *
hc_metric_set_to_text (const HcMetricSet *set,
                       const HcLaunchSettings *settings,
                       HcCalendar *calendar,
                       const HcMetricControl *control)
{
  GString *out = g_string_new (NULL);

  append_head (out, set, settings, calendar);
  append_totals (out, set, settings);
  for (guint id = 0; id < HC_N_METRICS; id++)
    for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
      append_groups (out, set, id, by);
  append_buckets (out, set, settings);
  append_days (out, set);
  if (control->wanted)
    hc_metric_control_append_text (out, set, control->from, control->to);
  append_missing (out, set);
  return g_string_free (out, FALSE);
}
