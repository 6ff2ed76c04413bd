/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-escalations-*.c and their test only. */

#pragma once

#include "hc-catalog.h"
#include "hc-cell-editor.h"
#include "hc-escalations-page.h"
#include "hc-register-view.h"

G_BEGIN_DECLS

#define HC_N_ESCALATION_STATES 4

struct _HcEscalationsPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkBox *chips;
  GtkWidget *past_box;
  GtkLabel *past_label;
  HcRegisterView *view;

  /* Borrowed */
  HcCatalog *catalog;

  /* Owned */
  HcCellEditor *editor; /* a popover of the page */
  char *asked_id;
  guint states; /* bits of HcEscalationState that are shown; 0: all */
};

/* hc-escalations-columns.c: with the catalog as data; names end with NULL. */
extern const HcRegisterHooks hc_escalation_hooks;
extern const char *const hc_escalation_columns[];

G_END_DECLS
