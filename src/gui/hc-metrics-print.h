/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The eight charts of the method on one page. */

#pragma once

#include <gtk/gtk.h>

#include "hc-metrics-model.h"

G_BEGIN_DECLS

/* Takes @builds (of HcPlotBuild; of those not measurable NULL) and @titles (of char *). Shows them as
 * they will be printed, with “Print…” and “Save as PDF…”. */
void hc_metrics_print_present (GtkWidget *near,
                               const char *title,
                               const char *subtitle,
                               GPtrArray *builds,
                               GPtrArray *texts);

/* @width × @height in points. Pure. */
void hc_metrics_print_draw (cairo_t *cr,
                            double width,
                            double height,
                            const char *title,
                            const char *subtitle,
                            GPtrArray *builds,
                            GPtrArray *texts);

G_END_DECLS
