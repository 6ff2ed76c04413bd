/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One metric of the Metrics page at large: chart or table, signals in words, definition line. The
 * actions it offers (“page.save-picture” …) are the page's. Signal “by-changed”: other groups are
 * asked for, or curves. */

#pragma once

#include <adwaita.h>

#include "hc-metrics-plot.h"
#include "hc-metrics-table.h"
#include "hc-plot-view.h"

G_BEGIN_DECLS

#define HC_TYPE_METRICS_DETAIL (hc_metrics_detail_get_type ())
G_DECLARE_FINAL_TYPE (HcMetricsDetail, hc_metrics_detail, HC, METRICS_DETAIL, AdwBin)

/* Shows the metric of the question; copies what it needs. @columns: what it can be grouped by. */
void hc_metrics_detail_show (HcMetricsDetail *self,
                             const HcMetricsFigures *figures,
                             HcCalendar *calendar,
                             const HcColumns *columns);
/* Where tickets have it. Tells by “by-changed”. */
void hc_metrics_detail_set_by (HcMetricsDetail *self, HcDimension by);
HcDimension hc_metrics_detail_by (HcMetricsDetail *self);
/* Would @id be drawn as survival curves? They must be asked for. */
gboolean hc_metrics_detail_needs_curves (HcMetricsDetail *self, HcMetricId id);
/* Draws so what can be drawn so. Tells by “by-changed”. */
void hc_metrics_detail_set_form (HcMetricsDetail *self, HcMetricsForm form);
/* What is drawn, with title and definition line; borrowed, NULL: not measurable. */
HcPlotBuild *hc_metrics_detail_build (HcMetricsDetail *self);
const HcMetricsTable *hc_metrics_detail_table (HcMetricsDetail *self); /* the same */
HcMetricId hc_metrics_detail_metric (HcMetricsDetail *self);
void hc_metrics_detail_copy_picture (HcMetricsDetail *self);

G_END_DECLS
