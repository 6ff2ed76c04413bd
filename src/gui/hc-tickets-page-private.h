/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page in its parts. */

#pragma once

#include "hc-column-layout.h"
#include "hc-filter-bar.h"
#include "hc-filter-saved.h"
#include "hc-row-list.h"
#include "hc-selection.h"
#include "hc-ticket-pane.h"
#include "hc-tickets-page.h"

G_BEGIN_DECLS

struct _HcTicketsPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkWidget *list_box;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  HcFilterBar *filter_bar;
  HcFilterSaved *saved;
  GtkMenuButton *sort_button;
  GtkMenuButton *columns_button;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkColumnView *view;
  GtkLabel *count_label;
  GtkLabel *coverage_label;
  GtkLabel *order_label;
  GtkWidget *pane_separator;
  HcTicketPane *pane;

  /* Borrowed */
  GtkWidget *row_menu; /* a child of scrolled */

  /* Owned */
  HcRowList *rows;       /* NULL before launch_set */
  HcSelection *selection;
  HcColumnLayout *layout;
  GCancellable *query_cancellable;
  GCancellable *facets_cancellable;
  HcTicketFacets *facets; /* NULL: not read yet */
  guint requery_source;
  char *searched;

  HcTicketColumn sort;
  gboolean descending;
  double median_age; /* seconds; NAN: not known yet, or none open */
  gboolean ready;    /* the launch is set and the state restored */
  gboolean summarising; /* the figures of the status line are being read */
  gboolean counted;  /* the first query came back */
  gboolean stale;    /* facts changed since the last query */
  gboolean facets_stale;
  gboolean narrow;   /* no room for the detail beside the table */
  gboolean narrow_detail;
  gboolean wide_detail; /* the choice where there is room */
  gboolean sorting;  /* we set the header's sort ourselves */
  gint64 wanted_id;  /* to be selected when the list is there; 0: none */
  gint64 top_id;     /* first row on screen while the list changes; 0: stay at the top */
};

/* hc-tickets-page-query.c: what is asked for, and the status line about it */
void hc_tickets_page_query (HcTicketsPage *self);
char *hc_tickets_page_search_text (HcTicketsPage *self);
void hc_tickets_page_show_counts (HcTicketsPage *self);
void hc_tickets_page_show_state (HcTicketsPage *self);

/* hc-tickets-page-facets.c */
void hc_tickets_page_read_facets (HcTicketsPage *self);
void hc_tickets_page_show_coverage (HcTicketsPage *self);
gboolean hc_tickets_page_asks_facets (HcTicketsPage *self);
gboolean hc_tickets_page_waits_for_facets (HcTicketsPage *self);

/* hc-tickets-page-classify.c */
void hc_tickets_page_add_classify_actions (HcTicketsPage *self);
void hc_tickets_page_update_classify_actions (HcTicketsPage *self);
void hc_tickets_page_classify (HcTicketsPage *self, HcLinkKind kind);

/* hc-tickets-page-menu.c */
GMenuModel *hc_tickets_page_page_menu (void);
void hc_tickets_page_add_menus (HcTicketsPage *self);

/* hc-tickets-page.c */
void hc_tickets_page_update_layout (HcTicketsPage *self);
/* The row at @y of scrolled; G_MAXUINT: none. */
guint hc_tickets_page_position_at (HcTicketsPage *self, double y);
/* Alone, and in sight. */
void hc_tickets_page_select (HcTicketsPage *self, guint position);

/* hc-tickets-page-state.c: what comes back on restart */
void hc_tickets_page_restore (HcTicketsPage *self);
void hc_tickets_page_save (HcTicketsPage *self);

/* hc-tickets-page-actions.c */
void hc_tickets_page_add_actions (HcTicketsPage *self);
void hc_tickets_page_update_actions (HcTicketsPage *self);
GMenuModel *hc_tickets_page_sort_menu (HcTicketsPage *self);
void hc_tickets_page_set_detail (HcTicketsPage *self, gboolean shown);
gboolean hc_tickets_page_detail (HcTicketsPage *self);

G_END_DECLS
