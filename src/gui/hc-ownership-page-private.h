/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hc-ownership-page.c and -actions.c share. */

#pragma once

#include "hc-accountable-list.h"
#include "hc-escalation-editor.h"
#include "hc-ownership-page.h"
#include "hc-people-dialog.h"
#include "hc-raci-matrix.h"
#include "hc-routing-check-view.h"

G_BEGIN_DECLS

struct _HcOwnershipPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkWidget *set_up_button;
  AdwFlap *flap;
  GtkStack *views;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkLabel *count_label;
  GtkWidget *missing_box;
  GtkLabel *missing_label;
  GtkWidget *areas_button;
  GtkWidget *workflows_button;
  HcRaciMatrix *matrix;
  GtkWidget *reason_icon;
  GtkLabel *reason_label;
  GtkLabel *routing_label;
  GtkWidget *routing_button;
  HcRoutingCheckView *routing;
  GtkLabel *duty_label;
  HcEscalationEditor *escalation;
  HcAccountableList *accountable;
  GtkMenuButton *new_row_button;
  GtkEditable *new_row_entry;
  GMenuModel *page_menu;

  /* Owned */
  HcOwnershipModel *model;
  char *wanted_type; /* a record to go to once it is read */
  char *wanted_id;
  guint next; /* the finding that “next check” goes to */
};

/* hc-ownership-page-actions.c */
void hc_ownership_page_add_actions (HcOwnershipPage *self);
void hc_ownership_page_update_actions (HcOwnershipPage *self);
void hc_ownership_page_add_row (HcOwnershipPage *self, const char *name);
void hc_ownership_page_show_finding (HcOwnershipPage *self, const HcOwnershipFinding *finding);
void hc_ownership_page_show_routing (HcOwnershipPage *self, gboolean routing);
void hc_ownership_page_show_side (HcOwnershipPage *self);
/* Under the matrix; NULL: what is wrong with the selected row, else the legend. */
void hc_ownership_page_show_reason (HcOwnershipPage *self, const char *reason);

G_END_DECLS
