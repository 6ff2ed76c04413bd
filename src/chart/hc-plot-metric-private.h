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

G_END_DECLS
