/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Metrics page: the eight of the method as cards, one at large, the others below. All of it under
 * the same filters. */

#pragma once

#include "hc-metric.h"
#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_METRICS_PAGE (hc_metrics_page_get_type ())
G_DECLARE_FINAL_TYPE (HcMetricsPage, hc_metrics_page, HC, METRICS_PAGE, HcPage)

/* Shows this metric at large. */
void hc_metrics_page_choose (HcMetricsPage *self, HcMetricId id);

G_END_DECLS
