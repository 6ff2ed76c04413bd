/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of a launch as plain text, ready for a mail: status, exit criteria, metrics, drivers, and
 * what changed since the import day before. Pure: everything it says is given to it. */

#pragma once

#include "hc-criteria.h"
#include "hc-driver.h"
#include "hc-metric-text.h"

G_BEGIN_DECLS

typedef struct
{
  HcMetricContext context; /* the set holds every metric; never NULL, and there is an import */
  const HcCriteriaResult *exit;
  const HcDriverSet *drivers; /* the top three; NULL: not known yet */
  HcDay previous; /* the newest day of an import before the day of T; HC_DAY_NONE: none */
} HcDaySummary;

/* Translated, newly allocated, ends with a line break. */
char *hc_day_summary_text (const HcDaySummary *self);
/* Computes everything from @inputs (with driver groups). @as_of: HC_INSTANT_NONE = newest import, with
 * registers of @now; otherwise both clocks. NULL + HC_ERROR_NOT_FOUND without an import up to then. */
char *hc_day_summary_compute (const HcCriteriaInputs *inputs,
                              gint64 as_of,
                              gint64 now,
                              GError **error);

G_END_DECLS
