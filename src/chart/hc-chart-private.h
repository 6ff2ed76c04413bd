/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ink shared by the charts. */

#pragma once

#include <pango/pangocairo.h>

#include "hc-chart.h"

G_BEGIN_DECLS

/* The text colour at @alpha; stronger in high contrast. */
void hc_chart_set_text_colour (cairo_t *cr, const HcChartStyle *style, double alpha);
void hc_chart_set_series_colour (cairo_t *cr, const HcChartStyle *style, guint series, double alpha);
double hc_chart_line_width (const HcChartStyle *style, double width);

typedef enum
{
  HC_CHART_TEXT_START,
  HC_CHART_TEXT_CENTRE,
  HC_CHART_TEXT_END,
} HcChartAlign;

/* 9 pt × @scale with tabular figures, @y is the top of the line. Uses the source colour of @cr. */
void hc_chart_text (cairo_t *cr,
                    const HcChartStyle *style,
                    const char *text,
                    double x,
                    double y,
                    HcChartAlign align,
                    double scale,
                    gboolean bold);

G_END_DECLS
