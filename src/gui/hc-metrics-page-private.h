/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the Metrics page share. */

#pragma once

#include "hc-metric-card.h"
#include "hc-metrics-detail.h"
#include "hc-metrics-filters.h"
#include "hc-metrics-page.h"

G_BEGIN_DECLS

struct _HcMetricsPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  HcMetricsFilters *filters;
  GtkFlowBox *cards;
  GtkFlowBox *extras;
  HcMetricsDetail *detail;

  /* Borrowed: children of cards and extras */
  HcMetricCard *card[HC_N_METRICS];
  GtkEventController *keys; /* of this visit; NULL: not shown */

  /* Owned */
  HcMetricsModel *model;
  GtkFileChooserNative *chooser; /* NULL: none is shown */

  gboolean choosing; /* the selection is set by code */
};

/* hc-metrics-page-actions.c */
void hc_metrics_page_install_actions (GtkWidgetClass *widget_class);
GMenuModel *hc_metrics_page_menu (void);
/* The page menu stands in the header, outside the page: this group forwards to the page. */
GSimpleActionGroup *hc_metrics_page_actions_new (HcMetricsPage *self);
GtkEventController *hc_metrics_page_keys_new (void);
void hc_metrics_page_update_actions (HcMetricsPage *self);

G_END_DECLS
