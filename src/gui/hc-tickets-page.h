/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of all tickets: columns, order, filters, search, selection, copy and export, and the
 * detail of the selected ticket. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_TICKETS_PAGE (hc_tickets_page_get_type ())
G_DECLARE_FINAL_TYPE (HcTicketsPage, hc_tickets_page, HC, TICKETS_PAGE, HcPage)

/* Filters by these conditions (hc_filter_describe()), and by nothing else. */
void hc_tickets_page_show (HcTicketsPage *self, const char *conditions);

G_END_DECLS
