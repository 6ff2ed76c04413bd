/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chart style that fits a widget's theme, now. */

#pragma once

#include <gtk/gtk.h>

#include "hc-chart.h"

G_BEGIN_DECLS

/* Its font is borrowed from the widget: use it at once. */
HcChartStyle hc_chart_style_for_widget (GtkWidget *widget);
/* 1 at the default font size (11 pt); 2 with text at 200 %. */
double hc_text_scale_for_widget (GtkWidget *widget);

G_END_DECLS
