/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Heat maps, curves and funnels: charts without days. */

#include "config.h"

#include "plot-util.h"

#include <math.h>
#include <string.h>

/* ---- heat map ---- */

static void
test_heat_levels (void)
{
  static const struct
  {
    double largest, value;
    guint level;
  } cases[] = {
    { 118, 0, 0 },  { 118, 1, 1 },  { 118, 3, 1 },  { 118, 4, 2 }, { 118, 14, 2 }, { 118, 15, 3 },
    { 118, 39, 3 }, { 118, 40, 4 }, { 118, 118, 4 }, { 3, 1, 1 },  { 3, 2, 2 },    { 3, 3, 3 },
    { 1, 1, 1 },    { 0, 0, 0 },    { 5, NAN, 0 },
  };
  HcPlot plot = { .kind = HC_PLOT_HEAT };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (hc_plot_heat_level (&plot, cases[i].largest, cases[i].value), ==,
                      cases[i].level);
  plot.per_cent = TRUE;
  g_assert_cmpuint (hc_plot_heat_level (&plot, 0.5, 0.5), ==, 4);
  g_assert_cmpuint (hc_plot_heat_level (&plot, 0.5, 0.05), ==, 0);
}

static void
test_heat (void)
{
  static const double rows[2][3] = { { 6, 0, 6 }, { NAN, 12, 12 } };
  g_autoptr (HcPlotBuild) build = hc_plot_build_new (HC_PLOT_HEAT);
  g_autoptr (HcPlotLayout) l = NULL;
  int item;

  hc_plot_build_add_slot (build, "Buyers");
  hc_plot_build_add_slot (build, "Managers");
  hc_plot_build_add_slot (build, "All")->is_total = TRUE;
  plot_add_values (build, "1  Open request form", rows[0]);
  plot_add_values (build, "2  Choose approver", rows[1]);
  l = hc_plot_layout (hc_plot_build_plot (build), 500, 120);
  plot_assert_sound (l, "heat");
  g_assert_cmpuint (l->n_items, ==, 5);
  g_assert_cmpstr (plot_find_text (l, "–")->text, ==, "–"); /* zero */
  g_assert_cmpuint (plot_find_text (l, "12")->level, ==, 4);
  item = hc_plot_item_at (l, l->slot_x[1], (l->top + l->bottom) / 2 + 8);
  g_assert_cmpuint (l->items[item].series, ==, 1);
  g_assert_cmpuint (l->items[item].slot, ==, 1);
  g_assert_cmpint (hc_plot_item_at (l, l->slot_x[0], l->bottom - 8), ==, -1); /* no figure */
}

/* ---- curves and funnels ---- */

static void
test_survival (void)
{
  enum { N = 50000 };
  g_autoptr (HcPlotBuild) build = hc_plot_build_new (HC_PLOT_SURVIVAL);
  g_autoptr (HcPlotLayout) l = NULL;
  HcPlot *plot;
  double *x;
  int item;

  hc_plot_build_add_series (build, "All", N);
  plot = hc_plot_build_plot (build);
  x = (double *) plot->series[0].x;
  for (guint i = 0; i < N; i++)
    {
      x[i] = i * 100.0 / N;
      hc_plot_build_set_value (build, 0, i, 1 - (double) i / N);
    }
  plot->target = 24;
  plot->target_label = "Target 24 h";
  plot->x_title = "since opened";
  l = hc_plot_layout (plot, 600, 240);
  plot_assert_sound (l, "survival");
  g_assert_cmpuint (l->n_items, ==, N);
  g_assert_cmpfloat (l->y_max, ==, 1);
  g_assert_cmpfloat (l->x_max, ==, 120);
  g_assert_cmpfloat (l->x_step, ==, 24);
  item = hc_plot_item_at (l, hc_plot_x (l, 50), hc_plot_y (l, 0.5));
  g_assert_cmpfloat_with_epsilon (x[l->items[item].slot], 50, 0.3);
  g_assert_nonnull (plot_find_text (l, "Target 24 h"));
  g_assert_nonnull (plot_find_text (l, "0 d"));
}

static void
test_funnel (void)
{
  HcPlot plot = { .kind = HC_PLOT_FUNNEL, .per_cent = TRUE, .funnel_centre = 0.1,
                  .funnel_sigma_z = 1 };
  double lower, upper;

  hc_plot_funnel_limits (&plot, 100, &lower, &upper);
  g_assert_cmpfloat_with_epsilon (lower, 0.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (upper, 0.19, 1e-12);
  plot.funnel_sigma_z = 2;
  hc_plot_funnel_limits (&plot, 100, &lower, &upper);
  g_assert_cmpfloat (lower, ==, 0);
  g_assert_cmpfloat_with_epsilon (upper, 0.28, 1e-12);
  hc_plot_funnel_limits (&plot, 0, &lower, &upper);
  g_assert_true (isnan (lower) && isnan (upper));
  plot.per_cent = FALSE;
  plot.funnel_centre = 4;
  plot.funnel_sigma_z = 1;
  hc_plot_funnel_limits (&plot, 36, &lower, &upper);
  g_assert_cmpfloat_with_epsilon (lower, 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (upper, 5, 1e-12);
}

static void
test_funnel_names (void)
{
  static const double x[] = { 320, 640, 85, 410, 120, 505, 30, 31, 32, 33 };
  g_autoptr (HcPlotBuild) build = hc_plot_build_new (HC_PLOT_FUNNEL);
  g_autoptr (HcPlotLayout) l = NULL;
  HcPlot *plot;

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    {
      HcPlotSeries *point = hc_plot_build_add_series (build, "Shared services", 1);

      ((double *) point->x)[0] = x[i];
      hc_plot_build_set_value (build, i, 0, 0.02 * i);
    }
  plot = hc_plot_build_plot (build);
  plot->per_cent = TRUE;
  plot->funnel_centre = 0.09;
  l = hc_plot_layout (plot, 600, 300);
  plot_assert_sound (l, "funnel");
  g_assert_cmpuint (l->n_items, ==, G_N_ELEMENTS (x));
  g_assert_nonnull (plot_find_text (l, "Mean"));
}

static void
test_table_heat (void)
{
  static const double rows[2][2] = { { 6, NAN }, { 0, 12.5 } };
  g_autoptr (HcPlotBuild) build = hc_plot_build_new (HC_PLOT_HEAT);
  g_autofree char *table = NULL;

  hc_plot_build_add_slot (build, "Tab\there");
  hc_plot_build_add_slot (build, "B");
  plot_add_values (build, "One", rows[0]);
  plot_add_values (build, "Two", rows[1]);
  table = hc_plot_dup_table (hc_plot_build_plot (build));
  g_assert_cmpstr (table, ==, "\tTab here\tB\nOne\t6\t\nTwo\t0\t12.5\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot-points/heat/levels", test_heat_levels);
  g_test_add_func ("/plot-points/heat/cells", test_heat);
  g_test_add_func ("/plot-points/survival", test_survival);
  g_test_add_func ("/plot-points/funnel/limits", test_funnel);
  g_test_add_func ("/plot-points/funnel/names", test_funnel_names);
  g_test_add_func ("/plot-points/table/heat", test_table_heat);
  return g_test_run ();
}
