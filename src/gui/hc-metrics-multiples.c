/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-multiples.h"

#include "hc-metrics-plot.h"
#include "hc-plot-metric.h"
#include "hc-plot-view.h"

#define MULTIPLE_HEIGHT 150
#define MOST_MULTIPLES 12

static GtkWidget *
multiple_new (const HcMetricsFigures *figures, const HcMetricSeries *series, HcCalendar *calendar)
{
  g_autoptr (HcPlotBuild) build = hc_metrics_plot_group (figures, series, calendar);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *plot = hc_plot_view_new ();
  g_autofree char *value = hc_metric_value_text (series);
  g_autofree char *title = g_strdup_printf ("%s · %s", hc_plot_metric_group_name (series), value);
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

void
hc_metrics_multiples_show (GtkFlowBox *box, const HcMetricsFigures *figures, HcCalendar *calendar)
{
  gboolean grouped
    = figures != NULL && figures->groups != NULL && figures->question.by != HC_BY_NONE;
  GtkWidget *old;
  guint n = 0;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_flow_box_remove (box, old);
  for (guint i = 0; grouped && i < figures->groups->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (figures->groups->series, i);

      if (series->by != HC_BY_NONE && series->measurable && n++ < MOST_MULTIPLES)
        gtk_flow_box_insert (box, multiple_new (figures, series, calendar), -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (box), n > 0);
}
