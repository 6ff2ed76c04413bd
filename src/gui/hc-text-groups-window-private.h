/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hc-text-groups-window.c and -actions.c share; tests look in. */

#pragma once

#include "hc-classify.h"
#include "hc-record-list.h"
#include "hc-text-groups-detail.h"
#include "hc-text-groups-window.h"

G_BEGIN_DECLS

typedef enum
{
  HC_SHOW_UNCLASSIFIED,
  HC_SHOW_ALL,
  HC_SHOW_IGNORED,
} HcTextGroupsFilter;

struct _HcTextGroupsWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkMenuButton *words_button;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkDropDown *filter;
  GtkListView *list;
  GtkLabel *status;
  HcTextGroupsDetail *detail;

  /* Owned */
  HcLaunch *launch;
  HcLaunchTextGroups *groups; /* NULL until found */
  GListStore *items;          /* of HcTextGroupsItem: those shown */
  GtkMultiSelection *selection;
  HcRecordList *choices;      /* text_group_choice */
  HcRecordList *issues;
  GCancellable *cancellable;
  guint timer;

  gboolean filling;
};

/* hc-text-groups-window.c */
/* Of HcTextGroupsItem, in order. Newly allocated. */
GPtrArray *hc_text_groups_window_selected (HcTextGroupsWindow *self);

/* hc-text-groups-window-actions.c */
void hc_text_groups_window_class_install_actions (GtkWidgetClass *klass);
void hc_text_groups_window_update_actions (HcTextGroupsWindow *self);
void hc_text_groups_window_add_to (HcTextGroupsWindow *self, const char *issue_id);
void hc_text_groups_window_split (HcTextGroupsWindow *self, const char *title);

G_END_DECLS
