/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The conditions of the ticket table as chips “Field: value ×”, and the “+ Filter” menu that adds
 * them. Emits “changed” when a condition changed. The chips scroll, so that the bar never widens the
 * window. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"
#include "hc-ticket-list.h"

G_BEGIN_DECLS

#define HC_TYPE_FILTER_BAR (hc_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (HcFilterBar, hc_filter_bar, HC, FILTER_BAR, AdwBin)

void hc_filter_bar_set_launch (HcFilterBar *self, HcLaunch *launch);
/* Its conditions; order and search are the page's. Borrowed until “changed”. */
const HcTicketQuery *hc_filter_bar_query (HcFilterBar *self);
/* Takes the conditions of @query; emits “changed”. */
void hc_filter_bar_set_query (HcFilterBar *self, const HcTicketQuery *query);
void hc_filter_bar_clear (HcFilterBar *self);
/* What the link filters list and are named by; emits nothing. */
void hc_filter_bar_set_facets (HcFilterBar *self, HcTicketFacets *facets);

G_END_DECLS
