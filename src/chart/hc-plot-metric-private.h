/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hc-plot-metric.h"

G_BEGIN_DECLS

char *hc_plot_metric_day_text (const HcPlotMetricOptions *options, HcDay day, gboolean is_long);
/* Title, unit and definition line of @series. */
void hc_plot_metric_set_titles (HcPlotBuild *build,
                                const HcMetricSeries *series,
                                const HcMetricSet *set,
                                const HcPlotMetricOptions *options);
/* What a point shows as a line or a bar: of backlog_age the median age in days, else its value. */
double hc_plot_metric_figure (HcMetricId id, const HcMetricPoint *point);
/* “2.1 d”, “34.5 %”; newly allocated. */
char *hc_plot_metric_figure_text (HcMetricId id, double value);
/* “248 tickets ÷ 1,846 users”; NULL: it is no quotient. Newly allocated. */
char *hc_plot_metric_quotient_text (HcMetricId id, const HcMetricPoint *point);
/* “UCL 15.9”; NULL without a value. */
const char *
hc_plot_metric_line_label (HcPlotBuild *build, const char *name, HcMetricId id, double value);
/* Target and baseline with their labels. */
void hc_plot_metric_set_cross_lines (HcPlotBuild *build,
                                     HcMetricId id,
                                     const HcPlotMetricOptions *options);

G_END_DECLS
