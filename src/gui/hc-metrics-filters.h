/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The filters of the Metrics page: the period, drop-downs for the things tickets can be told apart by
 * (the rarer ones wait in a menu), and what to compare with. Signal “changed”. */

#pragma once

#include <adwaita.h>

#include "hc-metrics-model.h"

G_BEGIN_DECLS

#define HC_TYPE_METRICS_FILTERS (hc_metrics_filters_get_type ())
G_DECLARE_FINAL_TYPE (HcMetricsFilters, hc_metrics_filters, HC, METRICS_FILTERS, GtkWidget)

GtkWidget *hc_metrics_filters_new (void);
/* Offers what the tickets have. A filter whose value is gone is taken away; tells by “changed”. */
void hc_metrics_filters_set_launch (HcMetricsFilters *self, HcLaunch *launch);
/* Writes filters, period and comparison; the rest of @question stays. */
void hc_metrics_filters_apply (HcMetricsFilters *self, HcMetricsQuestion *question);
/* @from HC_DAY_NONE: the default window. Tells by “changed”. */
void hc_metrics_filters_set_period (HcMetricsFilters *self, HcDay from, HcDay to);
/* NULL @value: all. Tells by “changed”. */
void hc_metrics_filters_set_where (HcMetricsFilters *self, HcDimension by, const char *value);
/* 0: nothing; 1: all tickets; then the other values of the last filter. Tells by “changed”. */
void hc_metrics_filters_set_compare (HcMetricsFilters *self, guint line);
void hc_metrics_filters_reset (HcMetricsFilters *self);

/* “Hot Path”, “Cohort” … translated, static. */
const char *hc_metrics_dimension_label (HcDimension by);

G_END_DECLS
