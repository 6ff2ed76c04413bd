/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text group in the list. Lives as long as the load it was made from. */

#pragma once

#include <gtk/gtk.h>

#include "hc-text-group-table.h"

G_BEGIN_DECLS

#define HC_TYPE_TEXT_GROUPS_ITEM (hc_text_groups_item_get_type ())
G_DECLARE_FINAL_TYPE (HcTextGroupsItem, hc_text_groups_item, HC, TEXT_GROUPS_ITEM, GObject)

HcTextGroupsItem *
hc_text_groups_item_new (const HcTextGroup *group, gint64 n_unclassified, gboolean is_ignored);
const HcTextGroup *hc_text_groups_item_group (HcTextGroupsItem *self); /* borrowed */
gint64 hc_text_groups_item_n_unclassified (HcTextGroupsItem *self);
gboolean hc_text_groups_item_is_ignored (HcTextGroupsItem *self);
/* “143 tickets · 98 unclassified”; newly allocated. */
char *hc_text_groups_item_dup_size (HcTextGroupsItem *self);
/* Rows for a list of them. */
GtkListItemFactory *hc_text_groups_item_factory (void);

G_END_DECLS
