/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-launch only: is what was read again really different? */

#pragma once

#include "hc-launch-settings.h"
#include "hc-metric.h"

G_BEGIN_DECLS

gboolean hc_launch_same_settings (const HcLaunchSettings *a, const HcLaunchSettings *b);
gboolean hc_launch_same_batches (GPtrArray *a, GPtrArray *b);
/* @a may be NULL. */
gboolean hc_launch_same_metrics (const HcMetricSet *a, const HcMetricSet *b);

G_END_DECLS
