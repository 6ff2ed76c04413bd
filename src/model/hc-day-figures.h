/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a day is summed up from: metrics, targets, exit gate, drivers. Pure; for the day summary and
 * the day report. */

#pragma once

#include "hc-criteria.h"
#include "hc-day-summary.h"
#include "hc-driver.h"

G_BEGIN_DECLS

#define HC_DAY_DRIVERS 3

typedef struct
{
  HcMetricSet *set;
  HcCriteriaResult *exit;
  HcDriverSet *drivers;
  HcDay previous; /* the newest day of an import before the day of T; HC_DAY_NONE: none */
  gboolean is_past; /* registers are those that were stored on the day of T */
  double targets[HC_N_METRICS]; /* NAN: none */
} HcDayFigures;

/* Everything from @inputs (with driver groups). @as_of: HC_INSTANT_NONE = newest import, with
 * registers of @now; otherwise both clocks. NULL + HC_ERROR_NOT_FOUND without an import up to
 * then. */
HcDayFigures *hc_day_figures_compute (const HcCriteriaInputs *inputs,
                                      gint64 as_of,
                                      gint64 now,
                                      GError **error);
void hc_day_figures_free (HcDayFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcDayFigures, hc_day_figures_free)
/* Borrows both. */
HcDaySummary hc_day_figures_summary (const HcDayFigures *self, const HcCriteriaInputs *inputs);
/* @records: of HcRecordData (type “metric_target”). */
void hc_metric_targets (GPtrArray *records, double targets[HC_N_METRICS]);

G_END_DECLS
