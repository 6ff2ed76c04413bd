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

  /* Owned */
  HcMetricsModel *model;
  GtkFileChooserNative *chooser; /* NULL: none is shown */

  gboolean choosing; /* the selection is set by code */
};

/* hc-metrics-page-actions.c */
void hc_metrics_page_add_actions (HcMetricsPage *self);
void hc_metrics_page_update_actions (HcMetricsPage *self);
/* The table or the picture that is shown; an existing file is replaced. */
gboolean hc_metrics_page_save (HcMetricsPage *self,
                               const char *path,
                               gboolean table,
                               GError **error);
GMenuModel *hc_metrics_page_menu (void);
GtkWidget *hc_metrics_page_header_end (HcPage *page);

G_END_DECLS
