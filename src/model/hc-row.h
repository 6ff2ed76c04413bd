/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of HcRowList on screen: an id, and what is known of it so far. Main context. Notifies
 * “item” when the row arrives or changes. */

#pragma once

#include <gio/gio.h>

#include "hc-ticket-list.h"

G_BEGIN_DECLS

#define HC_TYPE_ROW (hc_row_get_type ())
G_DECLARE_FINAL_TYPE (HcRow, hc_row, HC, ROW, GObject)

HcRow *hc_row_new (gint64 id);
gint64 hc_row_id (HcRow *self);
/* Borrowed until notify::item; NULL while it is being fetched. */
HcTicketItem *hc_row_item (HcRow *self);
void hc_row_set_item (HcRow *self, HcTicketItem *item);
/* The row is another one from now on. @item (copied by reference) is NULL while it is fetched. */
void hc_row_become (HcRow *self, gint64 id, HcTicketItem *item);

G_END_DECLS
