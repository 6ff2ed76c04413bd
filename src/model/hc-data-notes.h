/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “What the Data Cannot Say”: sentences computed from the imports and the metrics, gravest first. */

#pragma once

#include "hc-batch-table.h"
#include "hc-metric-text.h"

G_BEGIN_DECLS

/* @batches: of HcBatch, oldest first. Element type char *. */
GPtrArray *hc_data_notes (GPtrArray *batches, const HcMetricContext *context);

G_END_DECLS
