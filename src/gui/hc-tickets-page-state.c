/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-tickets-page-private.h"

#include <string.h>

#include "hc-filter-text.h"
#include "hc-ui-state.h"

static void
restore_sort (HcTicketsPage *self)
{
  g_autofree char *state = hc_ui_state_string ("ticket-sort");
  g_auto (GStrv) words = g_strsplit (state, " ", 2);
  HcTicketColumn column = hc_ticket_column_from_name (words[0]);

  if (column == HC_N_TICKET_COLUMNS)
    return;
  self->sort = column;
  self->descending = g_strcmp0 (words[1], "descending") == 0;
}

/* Groups of one launch mean nothing in another: the first line says whose filters they are. */
static void
restore_filters (HcTicketsPage *self)
{
  g_autofree char *state = hc_ui_state_string ("ticket-filters");
  const char *path = hc_store_path (hc_launch_store (hc_page_launch (HC_PAGE (self))));
  g_auto (GStrv) parts = g_strsplit (state, "\n", 2);
  g_auto (HcTicketQuery) query = { 0 };

  if (parts[0] == NULL || parts[1] == NULL || g_strcmp0 (parts[0], path) != 0)
    return;
  hc_ticket_query_init (&query);
  hc_filter_parse (parts[1], &query);
  hc_filter_bar_set_query (self->filter_bar, &query);
}

void
hc_tickets_page_restore (HcTicketsPage *self)
{
  restore_sort (self);
  restore_filters (self);
  self->wide_detail = hc_ui_state_bool ("ticket-detail", TRUE);
}

void
hc_tickets_page_save (HcTicketsPage *self)
{
  const char *path = hc_store_path (hc_launch_store (hc_page_launch (HC_PAGE (self))));
  g_autofree char *filters = hc_filter_describe (hc_filter_bar_query (self->filter_bar));
  g_autofree char *state = g_strconcat (path, "\n", filters, NULL);
  g_autofree char *sort = g_strconcat (hc_ticket_column_name (self->sort),
                                       self->descending ? " descending" : " ascending", NULL);

  hc_ui_state_set_string ("ticket-filters", state);
  hc_ui_state_set_string ("ticket-sort", sort);
  hc_ui_state_set_bool ("ticket-detail", self->wide_detail);
}
