/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the Metrics page says of the metric of the question. */

#pragma once

#include "hc-metrics-plot.h"

G_BEGIN_DECLS

/* Signals and target, or what the groups or curves tell: one or two sentences. @build: what is
 * drawn, NULL: nothing. Newly allocated, never NULL. */
char *hc_metrics_summary_text (const HcMetricsFigures *figures,
                               const HcControlStrata *strata,
                               HcPlotBuild *build,
                               const HcMetricContext *context);
/* The definition, what is left out, and how the limits come about. Newly allocated. */
char *hc_metrics_formula_text (const HcMetricsFigures *figures,
                               const HcControlStrata *strata,
                               HcPlotBuild *build);

G_END_DECLS
