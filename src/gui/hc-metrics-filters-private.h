/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the filters share. */

#pragma once

#include "hc-metrics-filters.h"

G_BEGIN_DECLS

#define HC_METRICS_FILTERS_N 7

struct _HcMetricsFilters
{
  GtkWidget parent_instance;

  /* Borrowed: children */
  GtkDropDown *values[HC_METRICS_FILTERS_N];
  GtkDropDown *period;
  GtkDropDown *compare;
  GtkWidget *more; /* menu of the filters that do not stand in the row */
  GtkWidget *reset;

  /* Owned */
  HcLaunch *launch;
  HcColumns *columns;

  HcDimension compare_by; /* what the values of @compare belong to; HC_BY_NONE: only all tickets */
  HcDay from, to;         /* of the chosen period */
  guint last_period;
  gboolean added[HC_METRICS_FILTERS_N]; /* chosen in the menu */
  gboolean filling;
};

/* Something was chosen: fills what depends on it and emits “changed”. */
void hc_metrics_filters_tell (HcMetricsFilters *self);

/* ---- hc-metrics-filters-period.c ---- */
void hc_metrics_filters_fill_period (HcMetricsFilters *self);
void hc_metrics_filters_period_cb (HcMetricsFilters *self);
void hc_metrics_filters_apply_period (HcMetricsFilters *self, HcMetricsQuestion *question);

G_END_DECLS
