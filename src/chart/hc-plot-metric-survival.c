/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long tickets stay open, as curves. */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-plot-metric-private.h"

/* The @most largest groups with a curve, or the total; borrowed. */
static GPtrArray *
curves_of (const HcMetricSet *set, guint most)
{
  GPtrArray *found = g_ptr_array_new ();
  const HcMetricSeries *total = hc_metric_set_total (set, HC_METRIC_TIME_TO_RESOLVE);

  for (guint i = 0; i < set->series->len && found->len < MIN (most, 8); i++)
    {
      HcMetricSeries *series = g_ptr_array_index (set->series, i);

      if (series->id == HC_METRIC_TIME_TO_RESOLVE && series->by != HC_BY_NONE &&
          series->n_curve > 0)
        g_ptr_array_add (found, series);
    }
  if (found->len == 0 && total != NULL && total->n_curve > 0)
    g_ptr_array_add (found, (gpointer) total);
  return found;
}

/* “Category 42, median 21.4 h”; NULL: it needs no name. */
static char *
curve_name (const HcMetricSeries *series, const char *name)
{
  g_autofree char *median
    = hc_plot_metric_value_text (HC_METRIC_TIME_TO_RESOLVE, series->window.value);

  if (name == NULL)
    return NULL;
  if (!isfinite (series->window.value)) /* more than half are still open */
    return g_strdup_printf (_ ("%s, median not reached"), name);
  return g_strdup_printf (_ ("%s, median %s"), name, median);
}

/* Bands of several curves would hide each other. */
static void
add_curve (HcPlotBuild *build,
           const HcMetricSeries *series,
           const char *name,
           HcPlotGrade grade,
           gboolean with_band)
{
  guint index = hc_plot_build_plot (build)->n_series;
  g_autofree char *full_name = curve_name (series, name);
  HcPlotSeries *line = hc_plot_build_add_series (build, full_name, series->n_curve);
  double *x = (double *) line->x;

  line->grade = grade;
  for (guint i = 0; i < series->n_curve; i++)
    {
      const HcSurvivalStep *step = &series->curve[i];

      x[i] = step->time;
      hc_plot_build_set_value (build, index, i, step->s);
      if (with_band && isfinite (step->low))
        hc_plot_build_set_band (build, index, i, step->low, step->high);
    }
}

HcPlotBuild *
hc_plot_metric_survival (const HcMetricSet *set, guint most, const HcPlotMetricOptions *options)
{
  g_autoptr (GPtrArray) curves = curves_of (set, most);
  const HcMetricSeries *compared = options->compared;
  HcPlotBuild *build;
  HcPlot *plot;

  if (curves->len == 0)
    return NULL;
  if (compared != NULL && compared->n_curve == 0)
    compared = NULL;
  build = hc_plot_build_new (HC_PLOT_SURVIVAL);
  for (guint i = 0; i < curves->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (curves, i);

      add_curve (build, series,
                 series->by == HC_BY_NONE ? options->name : hc_plot_metric_group_name (series),
                 HC_PLOT_SOLID, curves->len == 1);
    }
  if (compared != NULL)
    add_curve (build, compared, options->compared_name, HC_PLOT_BEFORE, FALSE);
  hc_plot_metric_set_titles (build, hc_metric_set_total (set, HC_METRIC_TIME_TO_RESOLVE), set,
                             options);
  plot = hc_plot_build_plot (build);
  plot->y_title = _ ("still open");
  plot->x_title = _ ("since they were opened");
  hc_plot_metric_set_cross_lines (build, HC_METRIC_TIME_TO_RESOLVE, options);
  plot->baseline = NAN; /* of days, not of shares */
  return build;
}
