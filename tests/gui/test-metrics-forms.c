/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ways to draw a metric at large: course, curve, bars, funnel, small multiples. Skipped without
 * a display. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-metrics-multiples.h"
#include "metrics-fixture.h"

static char *
table_of (PageFixture *fixture)
{
  return hc_metrics_table_dup_text (hc_metrics_detail_table (metrics_page (fixture)->detail), ',');
}

/* The curve of the page is that of the core, and its table reads it. */
static void
test_curve (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = metrics_page (fixture);
  const HcMetricSeries *series;
  const HcPlot *plot;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  metrics_choose (fixture, HC_METRIC_TIME_TO_RESOLVE);
  g_assert_cmpint (metrics_plot (fixture)->kind, ==, HC_PLOT_LINE);
  hc_metrics_detail_set_form (self->detail, HC_METRICS_CURVES);
  wait_until (metrics_plot (fixture)->kind == HC_PLOT_SURVIVAL);
  plot = metrics_plot (fixture);
  g_assert_cmpuint (plot->n_series, ==, 1);
  g_assert_cmpfloat (plot->target, ==,
                     hc_launch_settings (fixture->launch)->resolve_target_hours);
  series = hc_metric_set_total (metrics_figures (fixture)->groups, HC_METRIC_TIME_TO_RESOLVE);
  g_assert_cmpuint (plot->series[0].n, ==, series->n_curve);
  g_assert_true (says (GTK_WIDGET (self), "still open"));
  text = table_of (fixture);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpstr (lines[0], ==, "Hours Since Opened,Still Open,Low,High");
  for (guint i = 1; lines[i][0] != '\0'; i++)
    {
      double hours = g_ascii_strtod (lines[i], NULL), share = 1;
      const char *cell = strchr (lines[i], ',') + 1;

      for (guint k = 0; k < series->n_curve && series->curve[k].time <= hours; k++)
        share = series->curve[k].s;
      if (*cell != ',')
        g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell, NULL), share, 1e-9);
    }

  /* other metrics have no curve; coming back finds it again */
  metrics_choose (fixture, HC_METRIC_INFLOW);
  g_assert_cmpint (metrics_plot (fixture)->kind, ==, HC_PLOT_LINE);
  metrics_choose (fixture, HC_METRIC_TIME_TO_RESOLVE);
  wait_until (metrics_plot (fixture)->kind == HC_PLOT_SURVIVAL);
  hc_metrics_detail_set_form (self->detail, HC_METRICS_USUAL);
  wait_until (metrics_plot (fixture)->kind == HC_PLOT_LINE);
}

/* With groups: bars, then a funnel with the limits of each n. */
static void
test_funnel (PageFixture *fixture, gconstpointer data)
{
  g_autoptr (HcMetricsTable) table = NULL;
  g_autoptr (HcPlotBuild) build = hc_plot_build_new (HC_PLOT_FUNNEL);
  static const double n[] = { 100, 100, 400 }, value[] = { 0.1, 0.6, 0.3 };
  static const char *const remarks[]
    = { "below the lower limit", "above the upper limit", "" };
  HcPlot *plot;

  for (guint i = 0; i < G_N_ELEMENTS (n); i++)
    {
      ((double *) hc_plot_build_add_series (build, "Group", 1)->x)[0] = n[i];
      hc_plot_build_set_value (build, i, 0, value[i]);
    }
  plot = hc_plot_build_plot (build);
  plot->per_cent = TRUE;
  plot->funnel_centre = 0.3;
  plot->funnel_sigma_z = 1;
  table = hc_metrics_table_of_funnel (plot);
  g_assert_cmpuint (table->plain->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (n); i++)
    {
      char **row = g_ptr_array_index (table->plain, i);
      double spread = 3 * sqrt (0.3 * 0.7 / n[i]);

      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[3], NULL), 0.3 - spread, 1e-9);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[4], NULL), 0.3 + spread, 1e-9);
      g_assert_cmpstr (row[5], ==, remarks[i]);
    }
}

/* The other form of figures that are there already. */
static void
test_funnel_form (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = metrics_page (fixture);
  guint n_bars;

  metrics_choose (fixture, HC_METRIC_STALE_SHARE);
  hc_metrics_detail_set_by (self->detail, HC_BY_PRIORITY);
  wait_until (metrics_plot (fixture)->kind == HC_PLOT_BARS);
  n_bars = metrics_plot (fixture)->n_slots;
  hc_metrics_detail_set_form (self->detail, HC_METRICS_FUNNEL);
  g_assert_cmpint (metrics_plot (fixture)->kind, ==, HC_PLOT_FUNNEL);
  g_assert_cmpuint (metrics_plot (fixture)->n_series, ==, n_bars);
  g_assert_cmpuint (hc_metrics_detail_table (self->detail)->rows->len, ==, n_bars);
  g_assert_true (says (GTK_WIDGET (self), "outside the limits"));
  hc_metrics_detail_set_form (self->detail, HC_METRICS_USUAL);
  g_assert_cmpint (metrics_plot (fixture)->kind, ==, HC_PLOT_BARS);
}

/* Small charts of groups have one scale. */
static void
test_multiples (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = metrics_page (fixture);
  g_autoptr (GPtrArray) builds = NULL;
  double one = 0;

  metrics_choose (fixture, HC_METRIC_OPEN);
  hc_metrics_detail_set_by (self->detail, HC_BY_GROUP);
  wait_until (metrics_plot (fixture)->kind == HC_PLOT_BARS);
  builds = hc_metrics_multiples_builds (metrics_figures (fixture),
                                        hc_launch_calendar (fixture->launch));
  g_assert_cmpuint (builds->len, ==, 3);
  for (guint i = 0; i < builds->len; i++)
    {
      g_autoptr (HcPlotLayout) layout
        = hc_plot_layout (hc_plot_build_plot (g_ptr_array_index (builds, i)), 300, 150);

      g_assert_cmpfloat (layout->y_max, >=, 100); /* of Access, none of whose is resolved */
      g_assert_cmpfloat (layout->y_max, <, 200);
      one = i == 0 ? layout->y_max : one;
      g_assert_cmpfloat (layout->y_max, ==, one);
    }
}

static void
test_groups (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = metrics_page (fixture);

  metrics_choose (fixture, HC_METRIC_BACKLOG_AGE);
  hc_metrics_detail_set_by (self->detail, HC_BY_PRIORITY);
  wait_until (metrics_plot (fixture)->kind == HC_PLOT_BARS);
  /* bars and table say the same: median ages, not tickets */
  for (guint i = 0; i < metrics_plot (fixture)->n_slots; i++)
    {
      const HcMetricsTable *table = hc_metrics_detail_table (self->detail);
      char **row = g_ptr_array_index (table->plain, i + 1); /* after the total */

      g_assert_cmpstr (row[0], ==, metrics_plot (fixture)->slots[i].label);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[1], NULL),
                                      metrics_plot (fixture)->series[0].values[i], 1e-6);
    }
  hc_metrics_detail_set_by (self->detail, HC_BY_NONE);
  wait_until (metrics_plot (fixture)->kind == HC_PLOT_AREA);
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, func)                                                                            \
  g_test_add (path, PageFixture, "tickets", metrics_set_up, func, metrics_tear_down)
  ADD ("/metrics-forms/curve", test_curve);
  ADD ("/metrics-forms/funnel", test_funnel);
  ADD ("/metrics-forms/funnel-form", test_funnel_form);
  ADD ("/metrics-forms/multiples", test_multiples);
  ADD ("/metrics-forms/groups", test_groups);
  return gui_test_run ();
}
