/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Charts of metrics: what is drawn of figures, strata, comparison and targets. */

#include "config.h"

#include "hc-plot-metric.h"
#include "plot-util.h"

#include <math.h>
#include <string.h>

#define DAYS 14

typedef struct
{
  HcLaunchSettings settings;
  HcCalendar *calendar;
  HcMetricSet *set;
  HcMetricSeries *series, *compared;
  HcMetricPoint points[2][DAYS];
} Fixture;

/* Two weeks from a Monday; every day has a value, the weekends a large one. */
static void
fill_points (Fixture *self, HcMetricSeries *series, HcMetricPoint *points, HcMetricId id)
{
  series->id = id;
  series->measurable = TRUE;
  series->points = points;
  series->n_points = DAYS;
  for (guint i = 0; i < DAYS; i++)
    {
      HcDay day = self->settings.go_live_day + (HcDay) i;
      gboolean working = hc_calendar_is_working (self->calendar, day);
      gint64 n = working ? 1000 : 10, off = i % 7 == 5 ? 5 : 1;

      points[i] = (HcMetricPoint) { .date = day,
                                    .numerator = working ? 100 + (i * 7) % 13 : off,
                                    .denominator = n, .n = n, .low = NAN, .high = NAN,
                                    .working_day = working, .complete = TRUE };
      points[i].value = 100.0 * (double) points[i].numerator / (double) n;
      points[i].median_days = i / 10.0;
    }
  series->window = points[0];
}

static void
set_up (Fixture *self, gconstpointer id)
{
  HcMetricId metric = (HcMetricId) GPOINTER_TO_UINT (id);

  hc_launch_settings_init (&self->settings);
  g_free (self->settings.zone);
  self->settings.zone = g_strdup ("UTC");
  self->settings.go_live_day = hc_day_from_ymd (2026, 3, 2);
  self->settings.length_days = DAYS;
  self->calendar = hc_launch_settings_calendar (&self->settings, NULL);
  g_assert_nonnull (self->calendar);
  self->set = g_new0 (HcMetricSet, 1);
  self->set->as_of = hc_calendar_day_start (self->calendar, hc_day_from_ymd (2026, 3, 16));
  self->set->from = self->settings.go_live_day;
  self->set->to = self->settings.go_live_day + 4;
  self->series = g_new0 (HcMetricSeries, 1);
  self->compared = g_new0 (HcMetricSeries, 1);
  fill_points (self, self->series, self->points[0], metric);
  fill_points (self, self->compared, self->points[1], metric);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->series);
  g_free (self->compared);
  g_free (self->set);
  hc_calendar_free (self->calendar);
  hc_launch_settings_clear (&self->settings);
}

static HcPlotBuild *
build_of (Fixture *self, HcPlotMetricOptions *options, HcControlStrata **strata)
{
  *strata = hc_control_strata (self->series, HC_DAY_NONE, HC_DAY_NONE, HC_NELSON_1);
  options->strata = *strata;
  return hc_plot_metric (self->series, self->set, &self->settings, self->calendar, options);
}

/* ---- tests ---- */

/* What is compared has its days off apart too, else its line would go over them. */
static void
test_compared_is_split (Fixture *self, gconstpointer data)
{
  g_autoptr (HcControlStrata) strata = NULL;
  g_autoptr (HcPlotBuild) build = NULL;
  HcPlotMetricOptions options;
  const HcPlot *plot;

  hc_plot_metric_options_init (&options);
  options.compared = self->compared;
  options.name = "Berlin";
  options.compared_name = "All tickets";
  self->points[1][2].value = NAN; /* a gap */
  build = build_of (self, &options, &strata);
  plot = hc_plot_build_plot (build);
  g_assert_nonnull (strata);
  g_assert_cmpuint (plot->n_series, ==, 4);
  g_assert_cmpstr (plot->series[2].name, ==, "All tickets");
  g_assert_cmpstr (plot->series[3].name, ==, "All tickets, non-working days");
  for (guint i = 0; i < plot->n_series; i++)
    {
      gboolean other = i % 2 == 1;

      g_assert_cmpint (plot->series[i].grade, ==, i < 2 ? HC_PLOT_SOLID : HC_PLOT_BEFORE);
      g_assert_true (plot->series[i].other_days == other);
      for (guint slot = 0; slot < plot->n_slots; slot++)
        g_assert_true (isfinite (plot->series[i].values[slot])
                       == (plot->slots[slot].working != other && !(i == 2 && slot == 2)));
    }
}

/* Points and limits of days with ten tickets are far above: they leave the axis to the days with a
 * thousand, and their value stands at the edge. */
static void
test_other_days_do_not_press (Fixture *self, gconstpointer data)
{
  g_autoptr (HcControlStrata) strata = NULL;
  g_autoptr (HcPlotBuild) build = NULL;
  g_autoptr (HcPlotLayout) l = NULL;
  HcPlotMetricOptions options;
  const HcPlot *plot;
  double highest[2] = { 0, 0 }, highest_limit = 0;
  guint n_beyond = 0;

  hc_plot_metric_options_init (&options);
  build = build_of (self, &options, &strata);
  plot = hc_plot_build_plot (build);
  l = hc_plot_layout (plot, 900, 280);
  g_assert_cmpuint (plot->n_limits, ==, 2);
  for (guint slot = 0; slot < plot->n_slots; slot++)
    {
      for (guint i = 0; i < plot->n_series; i++)
        if (isfinite (plot->series[i].values[slot]))
          highest[i] = MAX (highest[i], plot->series[i].values[slot]);
      for (guint i = 0; i < plot->n_limits; i++)
        if (plot->limits[i].other_days && isfinite (plot->limits[i].upper[slot]))
          highest_limit = MAX (highest_limit, plot->limits[i].upper[slot]);
    }
  g_assert_cmpfloat (highest[1], ==, 50);
  g_assert_cmpfloat (highest_limit, >, 80);
  g_assert_cmpfloat (l->y_max, >=, highest[0]);
  g_assert_cmpfloat (l->y_max, <=, 3 * highest[0]);
  for (guint i = 0; i < l->n_items; i++)
    {
      const HcPlotItem *item = &l->items[i];

      if (plot->series[item->series].values[item->slot] <= l->y_max)
        continue;
      g_assert_true (plot->series[item->series].other_days);
      g_assert_cmpfloat (item->y, ==, l->top);
      n_beyond++;
    }
  g_assert_cmpuint (n_beyond, ==, 2);
  g_assert_nonnull (plot_find_text (l, "50"));
}

/* A little more than the working days: on the axis like any other. */
static void
test_other_days_nearby (Fixture *self, gconstpointer data)
{
  g_autoptr (HcControlStrata) strata = NULL;
  g_autoptr (HcPlotBuild) build = NULL;
  g_autoptr (HcPlotLayout) l = NULL;
  HcPlotMetricOptions options;

  for (guint i = 0; i < DAYS; i++)
    if (!self->points[0][i].working_day)
      self->points[0][i].value = 15;
  hc_plot_metric_options_init (&options);
  build = build_of (self, &options, &strata);
  l = hc_plot_layout (hc_plot_build_plot (build), 900, 280);
  g_assert_cmpfloat (l->y_max, >=, 15);
}

/* Wherever the target lies, its line is on the axis and its label in the picture. */
static void
test_target_is_named (Fixture *self, gconstpointer data)
{
  static const double targets[] = { 0, 0.5, 10, 49, 50, 59, 60, 99.9, 100, 1000 };
  static const double sizes[][2] = { { 1000, 280 }, { 600, 280 }, { 340, 150 }, { 320, 130 } };

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
      {
        g_autoptr (HcControlStrata) strata = NULL;
        g_autoptr (HcPlotBuild) build = NULL;
        g_autoptr (HcPlotLayout) l = NULL;
        HcPlotMetricOptions options;
        const HcPlotText *label;

        hc_plot_metric_options_init (&options);
        options.target = targets[i];
        options.baseline = targets[i];
        options.target_label = "Target ≤ 5.0";
        build = build_of (self, &options, &strata);
        l = hc_plot_layout (hc_plot_build_plot (build), sizes[k][0], sizes[k][1]);
        g_test_message ("%g × %g, target %g", sizes[k][0], sizes[k][1], targets[i]);
        g_assert_cmpfloat (l->y_max, >=, targets[i]);
        label = plot_find_text (l, "Target ≤ 5.0");
        g_assert_nonnull (label);
        g_assert_cmpfloat (label->x, >=, l->right);
        g_assert_cmpfloat (fabs (label->y + label->h / 2 - hc_plot_y (l, targets[i])), <,
                           3 * HC_PLOT_ROW);
        g_assert_cmpfloat (l->right - l->left, >, sizes[k][0] / 2);
      }
}

/* The unit stands at the axis: in the labels it would take the room of the days. */
static void
test_baseline_label (Fixture *self, gconstpointer data)
{
  g_autoptr (HcControlStrata) strata = NULL;
  g_autoptr (HcPlotBuild) build = NULL;
  HcPlotMetricOptions options;

  hc_plot_metric_options_init (&options);
  options.baseline = 3.24;
  build = build_of (self, &options, &strata);
  g_assert_cmpstr (hc_plot_build_plot (build)->baseline_label, ==, "Baseline 3.2");
  g_assert_null (hc_plot_build_plot (build)->target_label);
}

/* Compared, the age of the backlog is its median: a target in days cannot stand among tickets. */
static void
test_backlog_age_compared (Fixture *self, gconstpointer data)
{
  g_autoptr (HcControlStrata) strata = NULL;
  g_autoptr (HcPlotBuild) build = NULL;
  HcPlotMetricOptions options;
  const HcPlot *plot;

  hc_plot_metric_options_init (&options);
  options.target = 2;
  options.compared = self->compared;
  options.compared_name = "All tickets";
  build = build_of (self, &options, &strata);
  plot = hc_plot_build_plot (build);
  g_assert_cmpint (plot->kind, ==, HC_PLOT_LINE);
  g_assert_cmpstr (plot->y_title, ==, "days");
  g_assert_cmpfloat (plot->series[0].values[3], ==, 0.3);
  g_assert_cmpfloat (plot->target, ==, 2);
}

static void
test_survival (void)
{
  HcSurvivalStep steps[] = { { 0, 1, NAN, NAN }, { 4, 0.5, 0.2, 0.7 }, { 30, 0.25, 0.1, 0.5 } };
  HcMetricSeries *series = g_new0 (HcMetricSeries, 1);
  HcMetricSeries *compared = g_new0 (HcMetricSeries, 1);
  g_autofree HcMetricSet *set = g_new0 (HcMetricSet, 1);
  g_autoptr (HcPlotBuild) build = NULL;
  HcPlotMetricOptions options;
  const HcPlot *plot;

  set->series = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (set->series, series);
  series->id = compared->id = HC_METRIC_TIME_TO_RESOLVE;
  series->measurable = TRUE;
  series->window.value = 4;
  compared->window.value = NAN;
  hc_plot_metric_options_init (&options);
  g_assert_null (hc_plot_metric_survival (set, 4, &options)); /* without a ticket */
  series->curve = compared->curve = steps;
  series->n_curve = compared->n_curve = G_N_ELEMENTS (steps);
  options.name = "Berlin";
  options.compared = compared;
  options.compared_name = "All tickets";
  options.target = 24;
  build = hc_plot_metric_survival (set, 4, &options);
  plot = hc_plot_build_plot (build);
  g_assert_cmpuint (plot->n_series, ==, 2);
  g_assert_cmpstr (plot->series[0].name, ==, "Berlin, median 4.0 h");
  g_assert_cmpstr (plot->series[1].name, ==, "All tickets, median not reached");
  g_assert_cmpint (plot->series[1].grade, ==, HC_PLOT_BEFORE);
  g_assert_cmpfloat (plot->series[0].low[1], ==, 0.2);
  g_assert_null (plot->series[1].low);
  g_assert_cmpstr (plot->target_label, ==, "Target 24.0");
  g_ptr_array_unref (set->series);
  g_free (compared);
}

/* Limits against an independent computation: z-scores winsorised at 10 %, φ their mean square. */
static void
test_funnel (void)
{
  static const gint64 numerators[] = { 10, 22, 30, 16, 41, 19 };
  static const gint64 denominators[] = { 100, 100, 150, 80, 60, 100 };
  g_autofree HcMetricSet *set = g_new0 (HcMetricSet, 1);
  g_autoptr (HcPlotBuild) build = NULL;
  HcPlotMetricOptions options;
  const HcPlot *plot;

  set->series = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i <= G_N_ELEMENTS (numerators); i++)
    {
      HcMetricSeries *series = g_new0 (HcMetricSeries, 1);

      series->id = HC_METRIC_MISROUTING_RATE;
      series->measurable = TRUE;
      series->by = i == 0 ? HC_BY_NONE : HC_BY_GROUP;
      series->window.numerator = i == 0 ? 138 : numerators[i - 1];
      series->window.denominator = i == 0 ? 590 : denominators[i - 1];
      series->window.value
        = (double) series->window.numerator / (double) series->window.denominator;
      g_ptr_array_add (set->series, series);
    }
  hc_plot_metric_options_init (&options);
  build = hc_plot_metric_funnel (set, HC_METRIC_MISROUTING_RATE, &options);
  plot = hc_plot_build_plot (build);
  g_assert_cmpuint (plot->n_series, ==, G_N_ELEMENTS (numerators));
  g_assert_cmpfloat_with_epsilon (plot->funnel_centre, 138 / 590.0, 1e-12);
  /* numpy: sqrt(mean(clip(z, *percentile(z, [10, 90]))**2)) */
  g_assert_cmpfloat_with_epsilon (plot->funnel_sigma_z, 1.9431129111083287, 1e-9);
  g_ptr_array_unref (set->series);
}

int
main (int argc, char **argv)
{
  gconstpointer rate = GUINT_TO_POINTER (HC_METRIC_TICKETS_PER_100_USERS);
  gconstpointer age = GUINT_TO_POINTER (HC_METRIC_BACKLOG_AGE);

  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/plot-metric/compared-is-split", rate, test_compared_is_split);
  ADD ("/plot-metric/other-days-do-not-press", rate, test_other_days_do_not_press);
  ADD ("/plot-metric/other-days-nearby", rate, test_other_days_nearby);
  ADD ("/plot-metric/target-is-named", rate, test_target_is_named);
  ADD ("/plot-metric/baseline-label", rate, test_baseline_label);
  ADD ("/plot-metric/backlog-age-compared", age, test_backlog_age_compared);
  g_test_add_func ("/plot-metric/survival", test_survival);
  g_test_add_func ("/plot-metric/funnel", test_funnel);
  return g_test_run ();
}
