/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The detail of one ticket beside the table: description, facts, classification, history. Reads it on a reader
 * thread; keeps the old one on screen until the new one is there. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_TICKET_PANE (hc_ticket_pane_get_type ())
G_DECLARE_FINAL_TYPE (HcTicketPane, hc_ticket_pane, HC, TICKET_PANE, AdwBin)

void hc_ticket_pane_set_launch (HcTicketPane *self, HcLaunch *launch);
/* @count tickets are selected, @id is the first of them. */
void hc_ticket_pane_show (HcTicketPane *self, gint64 id, guint64 count);
/* Reads the shown ticket again. */
void hc_ticket_pane_refresh (HcTicketPane *self);
const char *hc_ticket_pane_key (HcTicketPane *self); /* borrowed; NULL: none shown */
const char *hc_ticket_pane_url (HcTicketPane *self); /* borrowed; NULL: none */
gint64 hc_ticket_pane_ticket (HcTicketPane *self);   /* 0: none shown */
/* The issue that is offered for it; borrowed, NULL: none. */
const char *hc_ticket_pane_suggested_issue (HcTicketPane *self);

G_END_DECLS
