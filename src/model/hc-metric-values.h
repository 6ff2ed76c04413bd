/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was entered for metrics: targets and baselines. */

#pragma once

#include "hc-db.h"
#include "hc-metric.h"

G_BEGIN_DECLS

/* Of all records of @type (“metric_target”, “baseline”) the value of each metric, NAN: none. Of
 * several the first counts: the list is in the user's order. May run on any thread. */
gboolean hc_metric_values_load (HcDb *db,
                                const char *type,
                                double values[HC_N_METRICS],
                                GError **error);

G_END_DECLS
