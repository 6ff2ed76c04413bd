/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sparkline-view.h"

#include <math.h>

#include "hc-chart-theme.h"

#define HEIGHT 28
#define MIN_WIDTH 60

struct _HcSparklineView
{
  GtkWidget parent_instance;

  /* Owned */
  double *values;
  guint n;
  gboolean last_incomplete;
  double target;
};

G_DEFINE_FINAL_TYPE (HcSparklineView, hc_sparkline_view, GTK_TYPE_WIDGET)

static void
hc_sparkline_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : MIN_WIDTH;
}

static void
hc_sparkline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HcSparklineView *self = HC_SPARKLINE_VIEW (widget);
  HcSparkline line = { self->values, self->n, self->last_incomplete, self->target };
  HcChartStyle style = hc_chart_style_for_widget (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  HcSparklinePlot plot = hc_sparkline_layout (&line, width, height);
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  hc_sparkline_draw (cr, &line, &plot, &style);
  cairo_destroy (cr);
  hc_sparkline_plot_clear (&plot);
}

static void
hc_sparkline_view_finalize (GObject *object)
{
  g_free (HC_SPARKLINE_VIEW (object)->values);
  G_OBJECT_CLASS (hc_sparkline_view_parent_class)->finalize (object);
}

static void
hc_sparkline_view_class_init (HcSparklineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_sparkline_view_finalize;
  widget_class->measure = hc_sparkline_view_measure;
  widget_class->snapshot = hc_sparkline_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hc_sparkline_view_init (HcSparklineView *self)
{
  self->target = NAN;
}

void
hc_sparkline_view_set_values (HcSparklineView *self,
                              const double *values,
                              guint n,
                              gboolean last_incomplete,
                              double target)
{
  g_return_if_fail (HC_IS_SPARKLINE_VIEW (self));

  g_free (self->values);
  self->values = g_memdup2 (values, n * sizeof *values);
  self->n = n;
  self->last_incomplete = last_incomplete;
  self->target = target;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
