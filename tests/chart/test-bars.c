/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "hc-chart.h"

static HcBarsPlot
layout (const double *values, guint n)
{
  HcBarsDay days[8];
  const char *labels[8];
  HcBars bars = { days, n, labels, 1 };

  g_assert_cmpuint (n, <=, 8);
  for (guint i = 0; i < n; i++)
    {
      days[i] = (HcBarsDay) { values[i], TRUE, TRUE };
      labels[i] = "1";
    }
  return hc_bars_layout (&bars, 226, 117);
}

/* The axis has whole steps and at most two of them above zero. */
static void
test_axis (void)
{
  static const struct
  {
    double largest, step, y_max;
  } cases[] = {
    { 0, 1, 1 }, { 1, 1, 1 }, { 2, 1, 2 }, { 3, 2, 4 }, { 9, 5, 10 }, { 11, 10, 20 },
    { 19, 10, 20 }, { 21, 20, 40 }, { 4001, 5000, 5000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcBarsPlot plot = layout (&cases[i].largest, 1);

      g_assert_cmpfloat (plot.step, ==, cases[i].step);
      g_assert_cmpfloat (plot.y_max, ==, cases[i].y_max);
      hc_bars_plot_clear (&plot);
    }
}

static void
test_bars (void)
{
  const double values[] = { 10, 5, 0, NAN };
  HcBarsPlot plot = layout (values, G_N_ELEMENTS (values));

  g_assert_cmpfloat (plot.slots[0].h, ==, 2 * plot.slots[1].h);
  g_assert_cmpfloat_with_epsilon (plot.slots[0].y, plot.top_y, 1e-9);
  g_assert_cmpfloat (plot.slots[2].h, ==, 0);
  g_assert_true (isnan (plot.slots[3].h));
  g_assert_true (plot.slots[3].label_shown);
  g_assert_cmpint (hc_bars_slot_at (&plot, plot.slots[1].x + 1), ==, 1);
  g_assert_cmpint (hc_bars_slot_at (&plot, 1), ==, -1); /* the axis */
  hc_bars_plot_clear (&plot);
}

/* Narrow slots: labels give way, the one of the last day stays. */
static void
test_labels (void)
{
  HcBarsDay days[60] = { { 0, FALSE, FALSE } };
  const char *labels[60] = { NULL };
  HcBars bars = { days, G_N_ELEMENTS (days), labels, 1 };
  HcBarsPlot plot = hc_bars_layout (&bars, 226, 100);
  guint shown = 0;

  for (guint i = 0; i < plot.n_slots; i++)
    shown += plot.slots[i].label_shown;
  g_assert_true (plot.slots[59].label_shown);
  g_assert_cmpuint (shown, >, 1);
  g_assert_cmpuint (shown, <=, 10);
  hc_bars_plot_clear (&plot);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bars/axis", test_axis);
  g_test_add_func ("/bars/bars", test_bars);
  g_test_add_func ("/bars/labels", test_labels);
  return g_test_run ();
}
