/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of a launch as plain text, ready for a mail: status, exit criteria, metrics with their
 * targets, drivers, and what changed since the import day before. Pure: everything it says is given
 * to it. */

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
/* What changed since the import day before, a line each: “- Open 41 → 43: …”; "": nothing is known.
 * Newly allocated. */
char *hc_day_summary_changes (const HcDaySummary *self);
/* How a top driver is held: “resolved”, “no decision yet”; translated, static. */
const char *hc_day_summary_held_text (const HcDriver *driver);

G_END_DECLS
