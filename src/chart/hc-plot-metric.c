/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-plot-metric.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-plot-metric-private.h"

#define MONTHS_FROM 70 /* slots: weeks would be too many to name */

void
hc_plot_metric_options_init (HcPlotMetricOptions *self)
{
  *self = (HcPlotMetricOptions) { .target = NAN, .baseline = NAN, .from = HC_DAY_NONE,
                                  .to = HC_DAY_NONE };
}

char *
hc_plot_metric_day_text (const HcPlotMetricOptions *options, HcDay day, gboolean is_long)
{
  if (is_long && options->format_day_long != NULL)
    return options->format_day_long (day);
  return options->format_day != NULL ? options->format_day (day) : hc_day_format (day);
}

/* ---- slots ---- */

static void
name_slot (HcPlotBuild *build, HcPlotSlot *slot, HcDay day, gboolean by_month)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *group = NULL;

  hc_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  group = by_month ? g_date_time_format (date, "%b")
                   : g_strdup_printf (_ ("Week %d"), g_date_time_get_week_of_year (date));
  slot->group = hc_plot_build_text (build, group);
}

static void
add_slots (HcPlotBuild *build,
           const HcMetricSet *set,
           const HcLaunchSettings *settings,
           HcCalendar *calendar,
           const HcPlotMetricOptions *options,
           HcDay from,
           HcDay to)
{
  /* midnight belongs to the day that ends */
  HcDay today = set->as_of != HC_INSTANT_NONE ? hc_calendar_day_of (calendar, set->as_of - 1)
                                              : HC_DAY_NONE;

  for (HcDay day = from; day <= to; day++)
    {
      g_autofree char *key = hc_day_format (day);
      g_autofree char *date = hc_plot_metric_day_text (options, day, TRUE);
      g_autofree char *reading = NULL;
      char label[16];
      int day_of_month, number = hc_launch_settings_day_number (settings, day);
      HcPlotSlot *slot;

      hc_day_to_ymd (day, NULL, NULL, &day_of_month);
      g_snprintf (label, sizeof label, "%d", day_of_month);
      slot = hc_plot_build_add_slot (build, label);
      /* TRANSLATORS: a date and the day of hypercare */
      reading = number > 0 ? g_strdup_printf (_ ("%s, day %d"), date, number) : g_strdup (date);
      slot->key = hc_plot_build_text (build, key);
      slot->reading = hc_plot_build_text (build, reading);
      slot->working = hc_calendar_is_working (calendar, day);
      slot->complete
        = set->as_of != HC_INSTANT_NONE && hc_calendar_is_complete (calendar, day, set->as_of);
      slot->is_today = day == today;
      name_slot (build, slot, day, to - from >= MONTHS_FROM);
    }
}

int
hc_plot_metric_slot (HcPlotBuild *self, HcDay day)
{
  const HcPlot *plot = hc_plot_build_plot (self);
  HcDay first;

  if (plot->n_slots == 0 || plot->slots[0].key == NULL ||
      !hc_day_parse (plot->slots[0].key, &first) || day < first ||
      day >= first + (HcDay) plot->n_slots)
    return -1;
  return day - first;
}

/* ---- lines ---- */

static void
append_signal (GString *text, HcMetricId id, const HcControlPoint *point)
{
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;

  if (point == NULL || point->signals == 0)
    return;
  lower = hc_plot_metric_value_text (id, point->lower);
  upper = hc_plot_metric_value_text (id, point->upper);
  g_string_append_c (text, '\n');
  if (!(point->signals & HC_NELSON_1))
    g_string_append (text, _ ("A signal: a run that is no chance"));
  else if (point->value > point->upper)
    g_string_append_printf (text, _ ("Above the upper limit of %s"), upper);
  else
    g_string_append_printf (text, _ ("Below the lower limit of %s"), lower);
}

static void
set_day_reading (HcPlotBuild *build,
                 guint series_index,
                 guint slot,
                 const HcMetricSeries *series,
                 const HcMetricPoint *point,
                 const HcControlPoint *control)
{
  const HcPlot *plot = hc_plot_build_plot (build);
  g_autoptr (GString) text = g_string_new (plot->slots[slot].reading);
  g_autofree char *value
    = hc_plot_metric_figure_text (series->id, hc_plot_metric_figure (series->id, point));
  g_autofree char *quotient = hc_plot_metric_quotient_text (series->id, point);

  g_string_append_printf (text, "\n%s", value);
  if (!point->complete)
    g_string_append (text, _ (", so far"));
  if (quotient != NULL)
    g_string_append_printf (text, "\n%s", quotient);
  if (isfinite (point->low) && isfinite (point->high))
    {
      g_autofree char *low = hc_plot_metric_value_text (series->id, point->low);
      g_autofree char *high = hc_plot_metric_value_text (series->id, point->high);

      /* TRANSLATORS: the ends of an interval */
      g_string_append_printf (text, _ ("\nbetween %s and %s"), low, high);
    }
  append_signal (text, series->id, control);
  hc_plot_build_set_reading (build, series_index, slot, text->str);
}

static HcPlotGrade
grade_of (const HcMetricSeries *series)
{
  if (g_strcmp0 (series->grade, "upper_estimate") == 0)
    return HC_PLOT_UPPER;
  return g_strcmp0 (series->grade, "proxy") == 0 ? HC_PLOT_PROXY : HC_PLOT_SOLID;
}

/* Bands are left out where there are limits: two kinds of grey would say nothing. @splits: days off
 * belong to the series after it. */
static void
fill_line (HcPlotBuild *build,
           guint series_index,
           const HcMetricSeries *series,
           const HcControlStrata *strata,
           gboolean splits,
           gboolean with_band)
{
  for (guint i = 0; i < series->n_points; i++)
    {
      const HcMetricPoint *point = &series->points[i];
      double value = hc_plot_metric_figure (series->id, point);
      int slot = hc_plot_metric_slot (build, point->date);
      guint stratum = 0, target = series_index + (splits && !point->working_day ? 1 : 0);
      const HcControlPoint *control = hc_control_strata_find (strata, i, &stratum);

      if (slot < 0 || !isfinite (value))
        continue;
      hc_plot_build_set_value (build, target, (guint) slot, value);
      if (with_band && isfinite (point->low) && isfinite (point->high))
        hc_plot_build_set_band (build, target, (guint) slot, point->low, point->high);
      set_day_reading (build, target, (guint) slot, series, point, control);
      if (control != NULL && control->signals != 0)
        hc_plot_build_add_signal (build, target, (guint) slot);
    }
}

static void
add_limits (HcPlotBuild *build, const HcMetricSeries *series, const HcControlStratum *stratum)
{
  int first = -1, last = -1;
  HcPlotLimits *limits;
  const HcControlPoint *newest = NULL;

  for (guint k = 0; k < stratum->n_points; k++)
    {
      int slot = hc_plot_metric_slot (build, series->points[stratum->points[k].index].date);

      first = first < 0 ? slot : first;
      last = slot >= 0 ? slot : last;
    }
  if (first < 0 || stratum->n_points < 2 || !isfinite (stratum->sigma_z))
    return;
  limits = hc_plot_build_add_limits (build, (guint) first, (guint) last);
  limits->centre = stratum->centre;
  limits->other_days = !stratum->working;
  for (guint k = 0; k < stratum->n_points; k++)
    {
      const HcControlPoint *point = &stratum->points[k];
      int slot = hc_plot_metric_slot (build, series->points[point->index].date);

      if (slot < 0)
        continue;
      ((double *) limits->lower)[slot] = point->lower;
      ((double *) limits->upper)[slot] = point->upper;
      newest = point;
    }
  if (!stratum->working || newest == NULL)
    return;
  /* TRANSLATORS: upper and lower control limit */
  limits->upper_label
    = hc_plot_metric_line_label (build, _ ("UCL"), series->id, newest->upper);
  limits->centre_label
    = hc_plot_metric_line_label (build, _ ("Mean"), series->id, stratum->centre);
  limits->lower_label
    = hc_plot_metric_line_label (build, _ ("LCL"), series->id, newest->lower);
}

/* One line, or with strata two: working days, and the others in open squares. */
static guint
add_line (HcPlotBuild *build,
          const HcMetricSeries *series,
          const char *name,
          const char *other_name,
          gboolean splits,
          HcPlotGrade grade)
{
  guint index = hc_plot_build_plot (build)->n_series;

  hc_plot_build_add_series (build, name, 0)->grade = grade;
  if (splits)
    {
      HcPlotSeries *other = hc_plot_build_add_series (build, other_name, 0);

      other->grade = grade;
      other->other_days = TRUE;
    }
  return index;
}

static void
add_compared (HcPlotBuild *build, const HcPlotMetricOptions *options)
{
  const char *name = options->compared_name;
  /* TRANSLATORS: what is compared with, on days that are no working days */
  g_autofree char *other = name != NULL ? g_strdup_printf (_ ("%s, non-working days"), name) : NULL;
  gboolean splits = options->strata != NULL || options->splits;
  guint index = add_line (build, options->compared, name, other, splits, HC_PLOT_BEFORE);

  fill_line (build, index, options->compared, NULL, splits, FALSE);
}

static void
add_lines (HcPlotBuild *build, const HcMetricSeries *series, const HcPlotMetricOptions *options)
{
  gboolean limits = options->strata != NULL, compares = options->compared != NULL;
  gboolean splits = limits || options->splits;
  const char *name = splits && !compares ? _ ("Working days") : options->name;
  guint index = add_line (build, series, name, _ ("Non-working days"), splits, grade_of (series));

  fill_line (build, index, series, options->strata, splits, !limits && !compares);
  for (guint i = 0; limits && i < 2; i++)
    add_limits (build, series, &options->strata->stratum[i]);
  if (compares)
    add_compared (build, options);
}

/* ---- stacked ages ---- */

static void
add_ages (HcPlotBuild *build, const HcMetricSeries *series, const HcLaunchSettings *settings)
{
  for (guint bucket = 0; bucket < HC_N_AGE_BUCKETS; bucket++)
    {
      g_autofree char *name = hc_plot_age_text (settings, bucket);

      hc_plot_build_add_series (build, name, 0);
      for (guint i = 0; i < series->n_points; i++)
        {
          const HcMetricPoint *point = &series->points[i];
          int slot = hc_plot_metric_slot (build, point->date);
          g_autofree char *reading = NULL;

          if (slot < 0 || point->buckets[bucket] < 0)
            continue;
          hc_plot_build_set_value (build, bucket, (guint) slot, (double) point->buckets[bucket]);
          reading = g_strdup_printf (
            _ ("%s\n%s: %" G_GINT64_FORMAT " tickets\nof %" G_GINT64_FORMAT
               " open; median age %.1f d"),
            hc_plot_build_plot (build)->slots[slot].reading, name, point->buckets[bucket], point->n,
            point->median_days);
          hc_plot_build_set_reading (build, bucket, (guint) slot, reading);
        }
    }
}

/* ---- marks and lines across ---- */

static void
add_events (HcPlotBuild *build, const HcLaunchSettings *settings)
{
  HcDay end = settings->go_live_day + (HcDay) settings->length_days - 1;
  int slot = hc_plot_metric_slot (build, settings->go_live_day);

  if (slot >= 0)
    hc_plot_build_add_mark (build, HC_PLOT_MARK_EVENT, (guint) slot, _ ("Go-live"));
  slot = hc_plot_metric_slot (build, end);
  if (slot >= 0)
    hc_plot_build_add_mark (build, HC_PLOT_MARK_EVENT, (guint) slot + 1, _ ("Planned end"));
}

HcPlotBuild *
hc_plot_metric (const HcMetricSeries *series,
                const HcMetricSet *set,
                const HcLaunchSettings *settings,
                HcCalendar *calendar,
                const HcPlotMetricOptions *options)
{
  gboolean ages = series->id == HC_METRIC_BACKLOG_AGE && options->compared == NULL;
  HcPlotBuild *build = hc_plot_build_new (ages ? HC_PLOT_AREA : HC_PLOT_LINE);
  HcDay from = options->from, to = options->to;

  if (from == HC_DAY_NONE)
    from = series->n_points > 0 ? series->points[0].date : settings->go_live_day;
  if (to == HC_DAY_NONE)
    {
      to = settings->go_live_day + (HcDay) settings->length_days - 1;
      if (series->n_points > 0)
        to = MAX (to, series->points[series->n_points - 1].date);
    }
  add_slots (build, set, settings, calendar, options, from, to);
  if (ages)
    add_ages (build, series, settings);
  else
    add_lines (build, series, options);
  hc_plot_build_plot (build)->from_zero = TRUE;
  add_events (build, settings);
  if (!ages)
    hc_plot_metric_set_cross_lines (build, series->id, options);
  hc_plot_metric_set_titles (build, series, set, options);
  return build;
}
