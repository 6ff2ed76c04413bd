/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tickets per day of one thing as bars. Pointer, arrow keys and screen reader read the same words. */

#pragma once

#include <gtk/gtk.h>

#include "hc-day.h"

G_BEGIN_DECLS

#define HC_TYPE_BARS_VIEW (hc_bars_view_get_type ())
G_DECLARE_FINAL_TYPE (HcBarsView, hc_bars_view, HC, BARS_VIEW, GtkWidget)

/* Copies; @n 0: nothing to show. */
void hc_bars_view_set_days (HcBarsView *self,
                            HcDay first,
                            const guint32 *counts,
                            const guint8 *working,
                            const guint8 *complete,
                            guint n);
/* “Wednesday 11 March: 8 tickets so far”. Newly allocated. */
char *hc_bars_view_reading (HcBarsView *self, guint index);

G_END_DECLS
