/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of the ticket table: header, cell factory, sorter. */

#pragma once

#include <gtk/gtk.h>

#include "hc-launch.h"
#include "hc-ticket-list.h"

G_BEGIN_DECLS

/* @launch must outlive the column (the page holds it). */
GtkColumnViewColumn *hc_ticket_column_new (HcTicketColumn column, HcLaunch *launch);
/* Pixels at the default text size. */
int hc_ticket_column_default_width (HcTicketColumn column);
gboolean hc_ticket_column_is_default (HcTicketColumn column);
/* In the order of the default layout; @n: how many. */
const HcTicketColumn *hc_ticket_column_default_order (guint *n);
/* Figures and ages. */
gboolean hc_ticket_column_is_figure (HcTicketColumn column);

G_END_DECLS
