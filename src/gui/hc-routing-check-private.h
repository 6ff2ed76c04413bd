/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hc-routing-check-view.c and -actions.c share. */

#pragma once

#include "hc-routing-check-view.h"
#include "hc-routing-check.h"

G_BEGIN_DECLS

struct _HcRoutingCheckView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwStatusPage *status_page;
  GtkLabel *summary_label;
  GtkLabel *basis_label;
  GtkColumnView *view;
  GtkWidget *back_button;
  GtkLabel *pair_label;
  GtkLabel *advice_label;
  GtkMenuButton *map_from_button;
  GtkMenuButton *map_to_button;
  GtkWidget *hop_button;
  GtkWidget *dispatcher_button;
  GtkWidget *fix_button;
  GtkWidget *show_button;

  /* Owned */
  HcLaunch *launch;
  HcOwnershipModel *model;
  HcRoutingCheck *check;
  GListStore *items;
  GtkSingleSelection *selection;
  GCancellable *cancellable;
  char *summary;

  gboolean is_stale;
  gboolean is_shown; /* asked to be fresh */
};

/* The selected pair; NULL: none. */
const HcRoutingPair *hc_routing_check_view_pair (HcRoutingCheckView *self);

/* hc-routing-check-actions.c */
void hc_routing_check_view_update_actions (HcRoutingCheckView *self);
/* To the first thing that can be done. */
void hc_routing_check_view_focus_action (HcRoutingCheckView *self);
void hc_routing_check_view_declare_cb (HcRoutingCheckView *self);
void hc_routing_check_view_dispatch_cb (HcRoutingCheckView *self);
void hc_routing_check_view_fix_cb (HcRoutingCheckView *self);
HcRoutingAdvice
hc_routing_check_view_advise (HcRoutingCheckView *self, const HcRoutingPair *pair);

G_END_DECLS
