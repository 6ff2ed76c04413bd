/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-catalog-page*.c and its test only. */

#pragma once

#include "hc-cohort-popover.h"
#include "hc-catalog-columns.h"
#include "hc-catalog-filter-bar.h"
#include "hc-catalog-notes.h"
#include "hc-catalog-page.h"
#include "hc-catalog-pane.h"
#include "hc-cell-editor.h"
#include "hc-filter-saved.h"
#include "hc-register-view.h"

G_BEGIN_DECLS

/* What the page's own editor asks for. */
typedef enum
{
  HC_CATALOG_ASKS_NOTHING,
  HC_CATALOG_ASKS_MERGE,       /* which issue goes into the selected one */
  HC_CATALOG_ASKS_SPLIT_TITLE, /* of the new issue */
  HC_CATALOG_ASKS_SPLIT_WORDS, /* of the tickets that go with it */
} HcCatalogAsks;

struct _HcCatalogPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkWidget *tools;
  HcCatalogFilterBar *filter_bar;
  GtkWidget *pin_label;
  HcFilterSaved *saved;
  GtkMenuButton *sort_button;
  GtkMenuButton *columns_button;
  HcCatalogNotes *notes;
  HcRegisterView *view;
  HcCatalogPane *pane;

  /* Borrowed */
  HcCatalog *catalog;

  /* Owned */
  HcRegisterHooks hooks;
  HcCohortPopover *cohorts; /* popovers of the page */
  HcCellEditor *editor;
  GStrv cohort_ids; /* of the issues whose cohorts are chosen */
  HcCatalogAsks asks;
  char *asked_id;
  char *split_title;
  gboolean ready; /* the state was restored: changes are kept */
  gboolean pinned;
  gboolean low;
  gboolean narrow;
  gboolean wide;
  gboolean high_detail; /* shown where there is height */
  gboolean low_detail;
};

/* hc-catalog-page.c */
gboolean hc_catalog_page_detail (HcCatalogPage *self);
void hc_catalog_page_set_detail (HcCatalogPage *self, gboolean shown);
void hc_catalog_page_set_pinned (HcCatalogPage *self, gboolean pinned);
void hc_catalog_page_save (HcCatalogPage *self);

/* hc-catalog-page-actions.c */
void hc_catalog_page_add_actions (HcCatalogPage *self);
void hc_catalog_page_update_actions (HcCatalogPage *self);
GMenuModel *hc_catalog_page_create_menu (void);
GMenuModel *hc_catalog_page_issue_menu (void);
/* Menu of the sort button. */
GMenuModel *hc_catalog_page_sort_menu (HcCatalogPage *self);

/* hc-catalog-page-ask.c */
void hc_catalog_page_init_asking (HcCatalogPage *self);
void hc_catalog_page_edit_cohorts (HcCatalogPage *self, const char *const *ids, GtkWidget *cell);
void hc_catalog_page_merge (HcCatalogPage *self);
void hc_catalog_page_split (HcCatalogPage *self);

G_END_DECLS
