/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sparkline on a card. Decoration for a screen reader: the card says what it shows. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HC_TYPE_SPARKLINE_VIEW (hc_sparkline_view_get_type ())
G_DECLARE_FINAL_TYPE (HcSparklineView, hc_sparkline_view, HC, SPARKLINE_VIEW, GtkWidget)

/* Copies @values (working days in order, NAN = gap). @target: NAN = none. */
void hc_sparkline_view_set_values (HcSparklineView *self,
                                   const double *values,
                                   guint n,
                                   gboolean last_incomplete,
                                   double target);

G_END_DECLS
