/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One metric on the Overview: figure, what stands beside it, sparkline, trend in words, n; the rest
 * in the tooltip. A screen reader gets all of it as one name and description. */

#pragma once

#include <adwaita.h>

#include "hc-metric-text.h"

G_BEGIN_DECLS

#define HC_TYPE_METRIC_CARD (hc_metric_card_get_type ())
G_DECLARE_FINAL_TYPE (HcMetricCard, hc_metric_card, HC, METRIC_CARD, GtkFlowBoxChild)

HcMetricCard *hc_metric_card_new (HcMetricId id);
/* Copies what it needs. */
void hc_metric_card_show (HcMetricCard *self,
                          const HcMetricSeries *series,
                          const HcMetricContext *context);

G_END_DECLS
