/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-multiples.h"

#include "hc-metrics-plot.h"
#include "hc-plot-metric.h"
#include "hc-plot-view.h"

#define MULTIPLE_WIDTH 300
#define MULTIPLE_HEIGHT 150
#define MOST_MULTIPLES 12

static GtkWidget *
multiple_new (HcPlotBuild *build, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *plot = hc_plot_view_new ();
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_tooltip_text (label, title);
  gtk_widget_add_css_class (label, "caption-heading");
  hc_plot_view_set_natural_height (HC_PLOT_VIEW (plot), MULTIPLE_HEIGHT);
  gtk_widget_set_size_request (plot, 200, MULTIPLE_HEIGHT);
  hc_plot_view_set_build (HC_PLOT_VIEW (plot), build);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), plot);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_focusable (child, FALSE); /* the chart inside takes the keys */
  return child;
}

static HcPlotBuild *
build_of (const HcMetricsFigures *figures, const HcMetricSeries *series, HcCalendar *calendar)
{
  HcPlotBuild *build = hc_metrics_plot_group (figures, series, calendar);
  g_autofree char *value = hc_metric_value_text (series);
  g_autofree char *title = g_strdup_printf ("%s · %s", hc_plot_metric_group_name (series), value);

  hc_plot_build_plot (build)->title = hc_plot_build_text (build, title);
  return build;
}

GPtrArray *
hc_metrics_multiples_builds (const HcMetricsFigures *figures, HcCalendar *calendar)
{
  GPtrArray *builds = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_plot_build_unref);
  gboolean grouped
    = figures != NULL && figures->groups != NULL && figures->question.by != HC_BY_NONE;
  double most = 0;

  for (guint i = 0; grouped && i < figures->groups->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (figures->groups->series, i);

      if (series->by != HC_BY_NONE && series->measurable && builds->len < MOST_MULTIPLES)
        g_ptr_array_add (builds, build_of (figures, series, calendar));
    }
  for (guint i = 0; i < builds->len; i++)
    {
      g_autoptr (HcPlotLayout) layout = hc_plot_layout (
        hc_plot_build_plot (g_ptr_array_index (builds, i)), MULTIPLE_WIDTH, MULTIPLE_HEIGHT);

      most = MAX (most, layout->y_max);
    }
  for (guint i = 0; i < builds->len; i++)
    hc_plot_build_plot (g_ptr_array_index (builds, i))->y_least = most;
  return builds;
}

void
hc_metrics_multiples_show (GtkFlowBox *box, const HcMetricsFigures *figures, HcCalendar *calendar)
{
  g_autoptr (GPtrArray) builds = hc_metrics_multiples_builds (figures, calendar);
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_flow_box_remove (box, old);
  for (guint i = 0; i < builds->len; i++)
    {
      HcPlotBuild *build = g_ptr_array_index (builds, i);

      gtk_flow_box_insert (box, multiple_new (build, hc_plot_build_plot (build)->title), -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (box), builds->len > 0);
}
