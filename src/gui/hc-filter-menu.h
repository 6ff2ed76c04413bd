/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The popover of “+ Filter”: first the fields, then the values of one. Changes a query it is lent
 * and emits “changed”. */

#pragma once

#include <gtk/gtk.h>

#include "hc-filter-text.h"
#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_FILTER_MENU (hc_filter_menu_get_type ())
G_DECLARE_FINAL_TYPE (HcFilterMenu, hc_filter_menu, HC, FILTER_MENU, GtkPopover)

/* @query is lent for the menu's life. */
HcFilterMenu *hc_filter_menu_new (HcTicketQuery *query);
void hc_filter_menu_set_launch (HcFilterMenu *self, HcLaunch *launch);

G_END_DECLS
