/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: what the rows of the ticket table are linked to, in words. What counts is said in
 * hc-triage-table.h. */

#pragma once

#include "hc-ticket-list.h"

G_BEGIN_DECLS

/* @items: of HcTicketItem, NULL where a row is gone; nobody else knows them yet. */
gboolean hc_ticket_items_link (HcDb *db, GPtrArray *items, GError **error);

G_END_DECLS
