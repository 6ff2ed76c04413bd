/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-hot-paths-page*.c only. */

#pragma once

#include "hc-hot-path-detail.h"
#include "hc-hot-paths-page-row.h"
#include "hc-hot-paths-page.h"

G_BEGIN_DECLS

struct _HcHotPathsPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkWidget *list_box; /* all of the start side */
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkLabel *count_label;
  GtkWidget *tickets_label; /* over the counts of the rows */
  GtkStack *list_stack;
  GtkListBox *list;
  GtkWidget *guidance_box;
  GtkLabel *guidance;
  GtkWidget *up_button;
  GtkWidget *down_button;
  HcHotPathDetail *detail;

  /* Owned */
  HcHotPaths *paths;
  GtkCustomFilter *filter;
  char *search; /* case-folded; NULL: all */
  char *shown_id;
  guint shown_position; /* where it stood, for what comes after it */
  gboolean selecting;
};

/* hc-hot-paths-page.c */
GtkListBoxRow *hc_hot_paths_page_find_row (HcHotPathsPage *self, const char *id);
/* Shows the hot path; @focus: its row gets the focus. NULL: none. */
void hc_hot_paths_page_select (HcHotPathsPage *self, const char *id, gboolean focus);

/* hc-hot-paths-page-actions.c */
void hc_hot_paths_page_add_actions (HcHotPathsPage *self);
void hc_hot_paths_page_update_actions (HcHotPathsPage *self);
/* Behind @after_id (NULL: first). */
void hc_hot_paths_page_move (HcHotPathsPage *self, const char *id, const char *after_id);

/* hc-hot-paths-page-starter.c */
void hc_hot_paths_page_choose_starter (HcHotPathsPage *self);
void hc_hot_paths_page_use_starter (HcHotPathsPage *self, const char *name);

G_END_DECLS
