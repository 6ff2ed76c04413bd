/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A large chart. Pointer, arrow keys, Home and End read the same words, which are also its
 * accessible value: Left and Right walk through the items, Up and Down through those of one day,
 * Escape lets go, Ctrl+C copies the numbers. Enter and a double click on an item emit
 * “item-activated” (series, slot). Actions on it and below: “plot.copy-picture”,
 * “plot.copy-table”, “plot.walk” (i: items; G_MININT32 the first, G_MAXINT32 the last),
 * “plot.climb” (i: 1 down), “plot.activate”. */

#pragma once

#include <gtk/gtk.h>

#include "hc-plot-build.h"

G_BEGIN_DECLS

#define HC_TYPE_PLOT_VIEW (hc_plot_view_get_type ())
G_DECLARE_FINAL_TYPE (HcPlotView, hc_plot_view, HC, PLOT_VIEW, GtkWidget)

GtkWidget *hc_plot_view_new (void);
/* Takes a reference; NULL: nothing. Its title and footnote are not drawn, the page says them. The
 * selection stays when the same item is still there. */
void hc_plot_view_set_build (HcPlotView *self, HcPlotBuild *build);
HcPlotBuild *hc_plot_view_get_build (HcPlotView *self); /* borrowed */
/* How high it asks to be, in pixels at normal text size; default 260. */
void hc_plot_view_set_natural_height (HcPlotView *self, int height);

/* −1: nothing selected. */
int hc_plot_view_get_selected (HcPlotView *self);
/* What is read of the selected item; NULL: nothing. Newly allocated. */
char *hc_plot_view_dup_reading (HcPlotView *self);

/* To the clipboard: with title and footnote on paper, twice as fine; as tab-separated text. */
void hc_plot_view_copy_picture (HcPlotView *self);
void hc_plot_view_copy_table (HcPlotView *self);

/* The numbers of @build as a table to read. Floating; NULL @build: an empty one. */
GtkWidget *hc_plot_table_new (HcPlotBuild *build);

G_END_DECLS
