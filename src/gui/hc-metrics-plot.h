/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The charts of the Metrics page out of its figures. */

#pragma once

#include "hc-control-chart.h"
#include "hc-metric-text.h"
#include "hc-metrics-model.h"
#include "hc-metrics-table.h"
#include "hc-plot-build.h"

G_BEGIN_DECLS

/* How the metric of the question is drawn. */
typedef enum
{
  HC_METRICS_USUAL, /* its course, or its groups as bars */
  HC_METRICS_CURVES, /* time_to_resolve: survival curves */
  HC_METRICS_FUNNEL, /* shares of groups against their n */
} HcMetricsForm;

/* @wanted where the figures have it, else HC_METRICS_USUAL. */
HcMetricsForm hc_metrics_form_of (const HcMetricsFigures *figures, HcMetricsForm wanted);
HcPlotBuild *hc_metrics_plot (const HcMetricsFigures *figures,
                              HcMetricsForm form,
                              const HcControlStrata *strata,
                              HcCalendar *calendar);
/* The numbers of @build, which hc_metrics_plot() returned for the same. */
HcMetricsTable *hc_metrics_plot_table (const HcMetricsFigures *figures,
                                       HcMetricsForm form,
                                       const HcControlStrata *strata,
                                       HcPlotBuild *build);
/* The course of the metric of the question, with what it is compared with. Title and definition line
 * are set for pictures. @strata optional. */
HcPlotBuild *hc_metrics_plot_days (const HcMetricsFigures *figures,
                                   HcMetricId id,
                                   const HcControlStrata *strata,
                                   HcCalendar *calendar);
/* The course of one group, small. */
HcPlotBuild *hc_metrics_plot_group (const HcMetricsFigures *figures,
                                    const HcMetricSeries *series,
                                    HcCalendar *calendar);
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
