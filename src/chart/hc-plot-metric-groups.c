/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Groups side by side: bars, or shares against their n. */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "hc-plot-metric-private.h"

const char *
hc_plot_metric_group_name (const HcMetricSeries *series)
{
  if (series->rest)
    return _ ("Other");
  return series->group_value != NULL ? series->group_value : _ ("Without");
}

/* The @most largest groups with a value, borrowed. */
static GPtrArray *
groups_of (const HcMetricSet *set, HcMetricId id, guint most)
{
  GPtrArray *groups = g_ptr_array_new ();

  for (guint i = 0; i < set->series->len && groups->len < most; i++)
    {
      HcMetricSeries *series = g_ptr_array_index (set->series, i);

      if (series->id == id && series->by != HC_BY_NONE &&
          isfinite (hc_plot_metric_figure (id, &series->window)))
        g_ptr_array_add (groups, series);
    }
  return groups;
}

static char *
group_reading (const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;
  const char *name = hc_plot_metric_group_name (series);
  g_autofree char *value
    = hc_plot_metric_figure_text (series->id, hc_plot_metric_figure (series->id, window));

  if (hc_metrics[series->id].is_share && window->numerator >= 0 && window->denominator >= 0)
    return g_strdup_printf (_ ("%s\n%s\n%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT), name, value,
                            window->numerator, window->denominator);
  return g_strdup_printf (_ ("%s\n%s\nn = %" G_GINT64_FORMAT), name, value, MAX (window->n, 0));
}

HcPlotBuild *
hc_plot_metric_groups (const HcMetricSet *set,
                       HcMetricId id,
                       guint most,
                       const HcPlotMetricOptions *options)
{
  g_autoptr (GPtrArray) groups = groups_of (set, id, most);
  HcPlotBuild *build = hc_plot_build_new (HC_PLOT_BARS);
  const HcMetricSeries *total = hc_metric_set_total (set, id);
  HcPlot *plot;

  for (guint i = 0; i < groups->len; i++)
    hc_plot_build_add_slot (build, hc_plot_metric_group_name (g_ptr_array_index (groups, i)));
  hc_plot_build_add_series (build, NULL, 0);
  for (guint i = 0; i < groups->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (groups, i);
      g_autofree char *reading = group_reading (series);

      hc_plot_build_set_value (build, 0, i, hc_plot_metric_figure (id, &series->window));
      if (isfinite (series->window.low) && isfinite (series->window.high))
        hc_plot_build_set_band (build, 0, i, series->window.low, series->window.high);
      hc_plot_build_set_reading (build, 0, i, reading);
    }
  if (total != NULL)
    hc_plot_metric_set_titles (build, total, set, options);
  hc_plot_metric_set_cross_lines (build, id, options);
  plot = hc_plot_build_plot (build);
  plot->horizontal = TRUE;
  if (plot->subtitle == NULL)
    plot->subtitle = plot->y_title;
  return build;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Between the nearest two of the sorted @values. */
static double
percentile (const double *values, guint n, double part)
{
  double at = part * (n - 1);
  guint below = (guint) floor (at);

  return values[below] + (at - below) * (values[MIN (below + 1, n - 1)] - values[below]);
}

/* Overdispersion as in Spiegelhalter (2005), “Funnel plots for comparing institutional
 * performance”, Statistics in Medicine 24, 1185–1202: φ = mean of the squared z-scores of the
 * groups, winsorised at 10 % so that one odd group does not hide itself; never under 1. */
static double
sigma_of (const GPtrArray *groups, double centre)
{
  g_autofree double *z = g_new (double, groups->len);
  double sum = 0, low, high;

  for (guint i = 0; i < groups->len; i++)
    {
      const HcMetricPoint *window = &((const HcMetricSeries *) groups->pdata[i])->window;

      z[i] = (window->value - centre)
             / sqrt (centre * (1 - centre) / (double) MAX (window->denominator, 1));
    }
  qsort (z, groups->len, sizeof *z, compare_numbers);
  low = percentile (z, groups->len, 0.1);
  high = percentile (z, groups->len, 0.9);
  for (guint i = 0; i < groups->len; i++)
    sum += CLAMP (z[i], low, high) * CLAMP (z[i], low, high);
  return sqrt (MAX (sum / groups->len, 1));
}

HcPlotBuild *
hc_plot_metric_funnel (const HcMetricSet *set, HcMetricId id, const HcPlotMetricOptions *options)
{
  g_autoptr (GPtrArray) groups = groups_of (set, id, G_MAXUINT);
  const HcMetricSeries *total = hc_metric_set_total (set, id);
  double centre = total != NULL ? total->window.value : NAN;
  HcPlotBuild *build;
  HcPlot *plot;

  if (!hc_metrics[id].is_share || groups->len < 2 || !(centre > 0 && centre < 1))
    return NULL;
  build = hc_plot_build_new (HC_PLOT_FUNNEL);
  for (guint i = 0; i < groups->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (groups, i);
      g_autofree char *reading = group_reading (series);
      HcPlotSeries *point
        = hc_plot_build_add_series (build, hc_plot_metric_group_name (series), 1);

      ((double *) point->x)[0] = (double) series->window.denominator;
      hc_plot_build_set_value (build, i, 0, series->window.value);
      hc_plot_build_set_reading (build, i, 0, reading);
    }
  hc_plot_metric_set_titles (build, total, set, options);
  plot = hc_plot_build_plot (build);
  plot->x_title = hc_plot_build_text (build, _ ("n of the group"));
  plot->funnel_centre = centre;
  plot->funnel_sigma_z = sigma_of (groups, centre);
  return build;
}
