/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tickets in words: the cells of the table, the lines of a history, the filters. Pure. */

#pragma once

#include "hc-day.h"
#include "hc-ticket-list.h"

G_BEGIN_DECLS

const char *hc_state_label (HcStateClass state); /* “Open”, translated */
const char *hc_priority_label (int priority);    /* “Critical”; 0: “None” */
/* GNOME icon name and style class of visual.md §6; NULL for 0. */
const char *hc_priority_icon (int priority);
const char *hc_priority_class (int priority);

/* “Routing”; the word itself when it is unknown. */
const char *hc_cause_label (const char *word);

/* As on screen: by locale, one line, “–” for no value. Newly allocated. */
char *hc_ticket_cell_text (const HcTicketItem *item, HcTicketColumn column, HcCalendar *calendar);
/* For a spreadsheet: dates YYYY-MM-DD HH:MM in the launch's zone, ages in hours with a point; NULL
 * for no value. */
char *
hc_ticket_export_text (const HcTicketItem *item, HcTicketColumn column, HcCalendar *calendar);
/* Header of that column in files: “Age (hours)”. */
char *hc_ticket_export_label (HcTicketColumn column);

/* “11 Mar 11:52”, “~11 Mar 23:59” for a time that only an export tells. */
char *hc_ticket_event_time (const HcTicketEvent *event, HcCalendar *calendar);
/* “Group: Service Desk → Access” */
char *hc_ticket_event_text (const HcTicketEvent *event,
                            const HcTicketDetail *detail,
                            HcCalendar *calendar);

/* “Newest first”, “Ordered by Group, descending” */
char *hc_ticket_order_text (HcTicketColumn column, gboolean descending);

G_END_DECLS
