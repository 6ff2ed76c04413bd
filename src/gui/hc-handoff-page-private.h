/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-handoff-page*.c and its test only. */

#pragma once

#include "hc-form.h"
#include "hc-handoff-page.h"
#include "hc-handoff-registers.h"
#include "hc-register-view.h"

G_BEGIN_DECLS

/* Bits of the filter: the choices of the state field from 0 on, then these. */
#define HC_HANDOFF_OVERDUE (1u << 30)
#define HC_HANDOFF_UNOWNED (1u << 31)

struct _HcHandoffPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkListBox *nav;
  GtkWidget *main_box;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkBox *chips;
  GtkWidget *filter_bar;
  HcRegisterView *view;
  GtkWidget *pane_separator;
  GtkWidget *pane;
  GtkStack *pane_stack;
  AdwBin *form_bin;

  /* Borrowed */
  HcHandoffRegisters *registers;
  GtkWidget *add_label; /* of the header's button */

  guint index;  /* of the register on screen */
  guint filter; /* bits */
  gboolean narrow;
  gboolean wide_detail;
  gboolean narrow_detail;
};

/* hc-handoff-page-filter.c */
void hc_handoff_page_build_chips (HcHandoffPage *self);
void hc_handoff_page_set_filter (HcHandoffPage *self, guint bits);

/* hc-handoff-page-actions.c */
void hc_handoff_page_add_actions (HcHandoffPage *self);
void hc_handoff_page_update_actions (HcHandoffPage *self);
GMenuModel *hc_handoff_page_create_menu (void);

/* hc-handoff-page.c */
gboolean hc_handoff_page_detail (HcHandoffPage *self);
void hc_handoff_page_set_detail (HcHandoffPage *self, gboolean shown);

G_END_DECLS
