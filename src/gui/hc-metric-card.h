/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One metric on the Overview and on the Metrics page: figure, what stands beside it, sparkline, trend in words, n; the rest
 * in the tooltip. A screen reader gets all of it as one name and description. */

#pragma once

#include <adwaita.h>

#include "hc-metric-text.h"

G_BEGIN_DECLS

#define HC_TYPE_METRIC_CARD (hc_metric_card_get_type ())
G_DECLARE_FINAL_TYPE (HcMetricCard, hc_metric_card, HC, METRIC_CARD, GtkFlowBoxChild)

HcMetricCard *hc_metric_card_new (HcMetricId id);
/* For the Metrics page: trend and n on one line, so that two rows of cards and a chart fit. */
void hc_metric_card_set_compact (HcMetricCard *self);
HcMetricId hc_metric_card_id (HcMetricCard *self);
/* Copies what it needs. A target in @context stands beside the figure and in the sparkline. */
void hc_metric_card_show (HcMetricCard *self,
                          const HcMetricSeries *series,
                          const HcMetricContext *context);

G_END_DECLS
