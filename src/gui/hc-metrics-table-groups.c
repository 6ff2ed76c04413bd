/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables behind bars, funnels and survival curves. */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-metric-text.h"
#include "hc-metrics-table-private.h"
#include "hc-plot-metric.h"

/* Hours at which a curve is read: those that people promise. */
static const double reading_hours[]
  = { 1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 240, 336, 504, 672, 1008 };

HcMetricsTable *
hc_metrics_table_of_groups (const HcMetricSet *set, HcMetricId id)
{
  static const char *const headers[]
    = { N_("Group"), N_("Value"), N_("n"), N_("Numerator"), N_("Denominator"), N_("Low"),
        N_("High") };
  HcMetricsTable *self = hc_metrics_table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    hc_metrics_table_add_header (self, _(headers[i]));
  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);
      HcMetricsRow row;

      if (series->id != id || !series->measurable)
        continue;
      hc_metrics_row_begin (&row, self);
      hc_metrics_row_add_text (&row, series->by == HC_BY_NONE
                                       ? _("All")
                                       : hc_plot_metric_group_name (series));
      hc_metrics_row_add_value (&row, id, hc_metric_point_value (id, &series->window));
      hc_metrics_row_add_count (&row, series->window.n);
      hc_metrics_row_add_count (&row, series->window.numerator);
      hc_metrics_row_add_count (&row, series->window.denominator);
      hc_metrics_row_add_value (&row, id, series->window.low);
      hc_metrics_row_add_value (&row, id, series->window.high);
      hc_metrics_row_end (&row);
    }
  return self;
}

static void
add_share (HcMetricsRow *row, const HcPlot *plot, double value)
{
  hc_metrics_row_add (row, isnan (value) ? g_strdup ("") : hc_plot_dup_value (plot, value),
                      hc_metrics_plain_number (value));
}

/* ---------------------------------------------------------------- funnel */

static const char *
funnel_remark (double value, double lower, double upper)
{
  if (value > upper)
    return _("above the upper limit");
  return value < lower ? _("below the lower limit") : "";
}

HcMetricsTable *
hc_metrics_table_of_funnel (const HcPlot *plot)
{
  static const char *const headers[] = { N_("Group"),       N_("Value"),       N_("n"),
                                         N_("Lower Limit"), N_("Upper Limit"), N_("Remarks") };
  HcMetricsTable *self = hc_metrics_table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    hc_metrics_table_add_header (self, _(headers[i]));
  for (guint i = 0; i < plot->n_series; i++)
    {
      double value = plot->series[i].values[0], n = plot->series[i].x[0], lower, upper;
      HcMetricsRow row;

      hc_plot_funnel_limits (plot, n, &lower, &upper);
      hc_metrics_row_begin (&row, self);
      hc_metrics_row_add_text (&row, plot->series[i].name);
      add_share (&row, plot, value);
      hc_metrics_row_add_count (&row, (gint64) n);
      add_share (&row, plot, lower);
      add_share (&row, plot, upper);
      hc_metrics_row_add_text (&row, funnel_remark (value, lower, upper));
      hc_metrics_row_end (&row);
    }
  return self;
}

/* ---------------------------------------------------------------- curves */

/* The step that holds after @hours; −1: nothing was observed for so long. */
static int
step_at (const HcPlotSeries *curve, double hours)
{
  int found = -1;

  for (guint i = 0; i < curve->n && curve->x[i] <= hours; i++)
    found = (int) i;
  if (found == (int) curve->n - 1 && curve->x[found] < hours && curve->values[found] > 0)
    return -1;
  return found;
}

static void
add_hours (HcMetricsTable *self, const HcPlot *plot, double hours)
{
  g_autofree char *text = hc_metrics_plain_number (hours);
  HcMetricsRow row;

  hc_metrics_row_begin (&row, self);
  hc_metrics_row_add_text (&row, text);
  for (guint i = 0; i < plot->n_series; i++)
    {
      const HcPlotSeries *curve = &plot->series[i];
      int step = step_at (curve, hours);

      add_share (&row, plot, step >= 0 ? curve->values[step] : NAN);
      if (curve->low == NULL || curve->high == NULL)
        continue;
      add_share (&row, plot, step >= 0 ? curve->low[step] : NAN);
      add_share (&row, plot, step >= 0 ? curve->high[step] : NAN);
    }
  hc_metrics_row_end (&row);
}

static double
longest (const HcPlot *plot)
{
  double most = 0;

  for (guint i = 0; i < plot->n_series; i++)
    most = MAX (most, plot->series[i].x[plot->series[i].n - 1]);
  return most;
}

HcMetricsTable *
hc_metrics_table_of_curves (const HcPlot *plot)
{
  HcMetricsTable *self = hc_metrics_table_new ();
  double target = isfinite (plot->target) ? plot->target : 0, before = 0;

  hc_metrics_table_add_header (self, _("Hours Since Opened"));
  for (guint i = 0; i < plot->n_series; i++)
    {
      const HcPlotSeries *curve = &plot->series[i];

      hc_metrics_table_add_header (self, curve->name != NULL ? curve->name : _("Still Open"));
      if (curve->low == NULL || curve->high == NULL)
        continue;
      hc_metrics_table_add_header (self, _("Low"));
      hc_metrics_table_add_header (self, _("High"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (reading_hours); i++)
    {
      if (target > before && target < reading_hours[i])
        add_hours (self, plot, target);
      before = reading_hours[i];
      if (before <= longest (plot) || before == target)
        add_hours (self, plot, before);
    }
  return self;
}
