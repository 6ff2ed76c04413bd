/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-plot-metric.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

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

/* ---- values in words ---- */

static gboolean
is_per_100 (HcMetricId id)
{
  return strstr (hc_metrics[id].unit, "100") != NULL;
}

char *
hc_plot_metric_value_text (HcMetricId id, double value)
{
  const char *unit = hc_metrics[id].unit, *sign = value < 0 ? "−" : "";

  if (!isfinite (value))
    return g_strdup ("–");
  value = fabs (value);
  if (hc_metrics[id].is_share)
    /* TRANSLATORS: sign and number, per cent */
    return g_strdup_printf (_ ("%s%.1f %%"), sign, 100 * value);
  if (strcmp (unit, "hours") == 0)
    return g_strdup_printf (_ ("%s%.1f h"), sign, value);
  if (strcmp (unit, "days") == 0)
    return g_strdup_printf (_ ("%s%.1f d"), sign, value);
  if (is_per_100 (id))
    return g_strdup_printf (_ ("%s%.1f per 100 users"), sign, value);
  return g_strdup_printf (ngettext ("%s%'.0f ticket", "%s%'.0f tickets", (gulong) value), sign,
                          value);
}

char *
hc_plot_age_text (const HcLaunchSettings *settings, guint bucket)
{
  const double *bounds = settings->age_bounds;

  if (bucket == 0)
    return g_strdup_printf (_ ("under %g d"), bounds[0]);
  if (bucket == HC_N_AGE_BUCKETS - 1)
    return g_strdup_printf (_ ("%g d and more"), bounds[bucket - 1]);
  return g_strdup_printf (_ ("%g–%g d"), bounds[bucket - 1], bounds[bucket]);
}

/* “248 tickets ÷ 1,846 active users”; NULL: the value is no quotient. */
static char *
quotient_text (HcMetricId id, const HcMetricPoint *point)
{
  if (point->numerator < 0 || point->denominator < 0)
    return NULL;
  if (is_per_100 (id))
    return g_strdup_printf (_ ("%" G_GINT64_FORMAT " tickets ÷ %" G_GINT64_FORMAT " users"),
                            point->numerator, point->denominator);
  if (hc_metrics[id].is_share)
    /* TRANSLATORS: numerator and denominator of a share */
    return g_strdup_printf (_ ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT), point->numerator,
                            point->denominator);
  return NULL;
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
  HcDay today = set->as_of != HC_INSTANT_NONE ? hc_calendar_day_of (calendar, set->as_of)
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

static const HcControlPoint *
control_point (const HcControlStrata *strata, guint index, guint *stratum)
{
  for (guint i = 0; strata != NULL && i < 2; i++)
    for (guint k = 0; k < strata->stratum[i].n_points; k++)
      if (strata->stratum[i].points[k].index == index)
        {
          *stratum = i;
          return &strata->stratum[i].points[k];
        }
  return NULL;
}

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
  g_autofree char *value = hc_plot_metric_value_text (series->id, point->value);
  g_autofree char *quotient = quotient_text (series->id, point);

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

/* Bands are left out where there are limits: two kinds of grey would say nothing. */
static void
fill_line (HcPlotBuild *build,
           guint series_index,
           const HcMetricSeries *series,
           const HcControlStrata *strata,
           gboolean with_band)
{
  for (guint i = 0; i < series->n_points; i++)
    {
      const HcMetricPoint *point = &series->points[i];
      int slot = hc_plot_metric_slot (build, point->date);
      guint stratum = 0, target = series_index;
      const HcControlPoint *control = control_point (strata, i, &stratum);

      if (slot < 0 || !isfinite (point->value))
        continue;
      if (strata != NULL)
        target += point->working_day ? 0 : 1;
      hc_plot_build_set_value (build, target, (guint) slot, point->value);
      if (with_band && isfinite (point->low) && isfinite (point->high))
        hc_plot_build_set_band (build, target, (guint) slot, point->low, point->high);
      set_day_reading (build, target, (guint) slot, series, point, control);
      if (control != NULL && control->signals != 0)
        hc_plot_build_add_signal (build, target, (guint) slot);
    }
}

static const char *
limit_label (HcPlotBuild *build, const char *format, HcMetricId id, double value)
{
  g_autofree char *number = hc_metrics[id].is_share ? g_strdup_printf ("%.1f %%", 100 * value)
                            : strcmp (hc_metrics[id].unit, "tickets") == 0
                              ? g_strdup_printf ("%'.0f", value)
                              : g_strdup_printf ("%.1f", value);
  g_autofree char *text = NULL;

  if (!isfinite (value))
    return NULL;
  text = g_strconcat (format, " ", number, NULL);
  return hc_plot_build_text (build, text);
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
  limits->upper_label = limit_label (build, _ ("UCL"), series->id, newest->upper);
  limits->centre_label = limit_label (build, _ ("Mean"), series->id, stratum->centre);
  limits->lower_label = limit_label (build, _ ("LCL"), series->id, newest->lower);
}

static void
add_lines (HcPlotBuild *build, const HcMetricSeries *series, const HcPlotMetricOptions *options)
{
  gboolean compares = options->compared != NULL;
  HcPlotSeries *line;

  line = hc_plot_build_add_series (build,
                                   options->strata != NULL && !compares ? _ ("Working days")
                                   : compares || options->name != NULL  ? options->name
                                                                        : NULL,
                                   0);
  line->grade = grade_of (series);
  if (options->strata != NULL)
    {
      line = hc_plot_build_add_series (build, _ ("Non-working days"), 0);
      line->other_days = TRUE;
      line->grade = grade_of (series);
    }
  fill_line (build, 0, series, options->strata, options->strata == NULL && !compares);
  for (guint i = 0; options->strata != NULL && i < 2; i++)
    add_limits (build, series, &options->strata->stratum[i]);
  if (!compares)
    return;
  line = hc_plot_build_add_series (build, options->compared_name, 0);
  line->grade = HC_PLOT_BEFORE;
  fill_line (build, options->strata != NULL ? 2 : 1, options->compared, NULL, FALSE);
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

/* ---- titles ---- */

/* What an axis without a sign of its own counts; NULL: per cent say it themselves. */
static const char *
unit_title (HcMetricId id)
{
  const char *unit = hc_metrics[id].unit;

  if (hc_metrics[id].is_share)
    return NULL;
  if (strcmp (unit, "hours") == 0)
    return _ ("hours");
  if (strcmp (unit, "days") == 0)
    return _ ("days");
  return is_per_100 (id) ? _ ("per 100 users") : _ ("tickets");
}

static gboolean
is_duration (HcMetricId id)
{
  return id == HC_METRIC_TIME_TO_RESOLVE || id == HC_METRIC_FIRST_RESPONSE_TIME;
}

/* What the figure of the definition line is of; metrics.md §2. */
static char *
period_text (const HcMetricSeries *series,
             const HcMetricSet *set,
             const HcPlotMetricOptions *options)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (hc_metrics[series->id].is_stock)
    return g_strdup (_ ("at the time of the figures"));
  if (is_duration (series->id) && !options->has_window)
    return g_strdup (_ ("tickets opened since go-live"));
  if (series->id == HC_METRIC_REOPEN_RATE && !options->has_window)
    return g_strdup (_ ("the last complete working days at least 7 days ago"));
  if (set->from == HC_DAY_NONE || set->to == HC_DAY_NONE)
    return g_strdup (_ ("no complete working day so far"));
  from = hc_plot_metric_day_text (options, set->from, FALSE);
  to = hc_plot_metric_day_text (options, set->to, FALSE);
  if (is_duration (series->id))
    return g_strdup_printf (_ ("tickets opened from %s to %s"), from, to);
  if (options->has_window)
    return g_strdup_printf (_ ("complete days from %s to %s"), from, to);
  return g_strdup_printf (ngettext ("%u working day, %s to %s", "%u working days, %s to %s",
                                    set->working_days),
                          set->working_days, from, to);
}

void
hc_plot_metric_set_titles (HcPlotBuild *build,
                           const HcMetricSeries *series,
                           const HcMetricSet *set,
                           const HcPlotMetricOptions *options)
{
  const HcMetricInfo *info = &hc_metrics[series->id];
  HcPlot *plot = hc_plot_build_plot (build);
  g_autoptr (GString) foot = g_string_new (NULL);
  g_autofree char *value = hc_plot_metric_value_text (series->id, series->window.value);
  g_autofree char *period = period_text (series, set, options);

  plot->title = hc_plot_build_text (build, _ (info->title));
  plot->per_cent = info->is_share;
  plot->y_title = unit_title (series->id);
  if (series->measurable)
    g_string_append_printf (foot, "%s · %s · n = %" G_GINT64_FORMAT " · ", value, period,
                            MAX (series->window.n, 0));
  else
    plot->subtitle = hc_plot_build_text (build, hc_metric_missing_remedy (series->missing));
  g_string_append_printf (foot, "%s\n%s", info->id, _ (info->formula));
  if (options->strata != NULL)
    g_string_append_printf (foot, " %s",
                            info->is_share
                              ? _ ("Limits: Laney p′, working and other days apart.")
                              : _ ("Limits: Laney u′, working and other days apart."));
  plot->footnote = hc_plot_build_text (build, foot->str);
}

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

static void
set_cross_lines (HcPlotBuild *build, HcMetricId id, const HcPlotMetricOptions *options)
{
  HcPlot *plot = hc_plot_build_plot (build);
  g_autofree char *target = hc_plot_metric_value_text (id, options->target);
  g_autofree char *baseline = hc_plot_metric_value_text (id, options->baseline);
  g_autofree char *target_label = g_strdup_printf (_ ("Target %s"), target);
  g_autofree char *baseline_label = g_strdup_printf (_ ("Baseline %s"), baseline);

  if (plot->kind != HC_PLOT_LINE && plot->kind != HC_PLOT_BARS)
    return;
  plot->target = options->target;
  plot->baseline = options->baseline;
  plot->target_label = hc_plot_build_text (
    build, options->target_label != NULL ? options->target_label : target_label);
  plot->baseline_label = hc_plot_build_text (build, baseline_label);
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
  set_cross_lines (build, series->id, options);
  hc_plot_metric_set_titles (build, series, set, options);
  return build;
}
