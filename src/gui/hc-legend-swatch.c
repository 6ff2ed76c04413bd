/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-legend-swatch.h"

#include "hc-chart-theme.h"

#define SIDE 11

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer kind)
{
  const double dash[] = { 2, 1.5 };
  HcChartStyle style = hc_chart_style_for_widget (GTK_WIDGET (area));
  double colour[4];

  if (GPOINTER_TO_UINT (kind) == HC_SWATCH_COMPARISON)
    hc_chart_comparison_colour (&style, colour);
  else
    hc_chart_series_colour (&style, 0, colour);
  cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], colour[3]);
  if (GPOINTER_TO_UINT (kind) != HC_SWATCH_INCOMPLETE)
    {
      cairo_paint (cr);
      return;
    }
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  cairo_stroke (cr);
}

GtkWidget *
hc_legend_swatch_new (HcSwatch kind)
{
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SIDE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SIDE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, GUINT_TO_POINTER (kind), NULL);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  return area;
}
