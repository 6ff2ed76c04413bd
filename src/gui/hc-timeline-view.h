/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Overview's timeline: opened and resolved per day. Pointer, arrow keys and screen reader read
 * the same words of a day. */

#pragma once

#include <gtk/gtk.h>

#include "hc-chart.h"

G_BEGIN_DECLS

#define HC_TYPE_TIMELINE_VIEW (hc_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (HcTimelineView, hc_timeline_view, HC, TIMELINE_VIEW, GtkWidget)

/* Copies @days. @today: HC_DAY_NONE without an import. */
void hc_timeline_view_set_days (HcTimelineView *self,
                                const HcTimelineDay *days,
                                guint n_days,
                                HcDay go_live,
                                HcDay planned_end,
                                HcDay today);
/* What is said of the day at @index, lines separated by "\n". Newly allocated. */
char *hc_timeline_view_reading (HcTimelineView *self, guint index);

G_END_DECLS
