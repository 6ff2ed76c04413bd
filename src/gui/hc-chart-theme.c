/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-chart-theme.h"

#include <adwaita.h>

#define DEFAULT_POINTS 11.0
#define DEFAULT_DPI 96.0

HcChartStyle
hc_chart_style_for_widget (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  PangoContext *pango = gtk_widget_get_pango_context (widget);
  HcChartStyle style = { 0 };
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  style.dark = adw_style_manager_get_dark (manager);
  style.high_contrast = adw_style_manager_get_high_contrast (manager);
  style.text_rgba[0] = colour.red;
  style.text_rgba[1] = colour.green;
  style.text_rgba[2] = colour.blue;
  style.text_rgba[3] = colour.alpha;
  style.font = pango_font_description_get_family (pango_context_get_font_description (pango));
  return style;
}

double
hc_text_scale_for_widget (GtkWidget *widget)
{
  PangoContext *pango = gtk_widget_get_pango_context (widget);
  PangoFontDescription *font = pango_context_get_font_description (pango);
  double points = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (pango);

  if (dpi <= 0)
    dpi = DEFAULT_DPI;
  if (pango_font_description_get_size_is_absolute (font))
    points = points * 72 / dpi;
  if (points <= 0)
    return 1;
  return points / DEFAULT_POINTS * dpi / DEFAULT_DPI;
}
