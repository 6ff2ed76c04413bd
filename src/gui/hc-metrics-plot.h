/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The charts of the Metrics page out of its figures. */

#pragma once

#include "hc-control-chart.h"
#include "hc-metric-text.h"
#include "hc-metrics-model.h"
#include "hc-plot-build.h"

G_BEGIN_DECLS

/* The course of the metric of the question, with what it is compared with. Title and definition line
 * are set for pictures. @strata optional. */
HcPlotBuild *hc_metrics_plot_days (const HcMetricsFigures *figures,
                                   HcMetricId id,
                                   const HcControlStrata *strata,
                                   HcCalendar *calendar);
/* The figure of each group as bars; NULL: there are no groups. */
HcPlotBuild *hc_metrics_plot_groups (const HcMetricsFigures *figures, HcCalendar *calendar);
/* The course of one group, small. */
HcPlotBuild *hc_metrics_plot_group (const HcMetricsFigures *figures,
                                    const HcMetricSeries *series,
                                    HcCalendar *calendar);
/* “Confusing approvals”, “Other”, “Without”; translated. */
const char *hc_metrics_group_name (const HcMetricSeries *series);
/* “Hot Path: Procure to Pay, Cohort: Finance”; NULL: all tickets. */
char *hc_metrics_filter_text (const HcMetricsQuestion *question);
/* What the comparison is: “All Tickets”, “Cohort: Sales”. */
char *hc_metrics_compared_text (const HcMetricsQuestion *question);
HcMetricContext hc_metrics_context (const HcMetricsFigures *figures, HcCalendar *calendar);
/* “11.3 per 100 users · 5 working days, 5–11 Mar · n = 1,021 tickets ÷ 9,049 user-days” */
char *hc_metrics_definition_text (const HcMetricSeries *series, const HcMetricContext *context);
/* “1,021 of 9,049” as n; “n = 57”. */
char *hc_metrics_n_text (const HcMetricSeries *series);

G_END_DECLS
