/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Of one ticket: what it is linked to and why, the suggested issue, a note, tickets with titles like
 * it. Reads on reader threads; keeps the old on screen until the new is there. Its buttons fire the
 * page's actions. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_TICKET_PANE_LINKS (hc_ticket_pane_links_get_type ())
G_DECLARE_FINAL_TYPE (HcTicketPaneLinks, hc_ticket_pane_links, HC, TICKET_PANE_LINKS, AdwBin)

void hc_ticket_pane_links_set_launch (HcTicketPaneLinks *self, HcLaunch *launch);
/* Reads ticket @id (again); 0: none. */
void hc_ticket_pane_links_show (HcTicketPaneLinks *self, gint64 id);
const char *hc_ticket_pane_links_suggested (HcTicketPaneLinks *self); /* borrowed issue id; NULL: none */

G_END_DECLS
