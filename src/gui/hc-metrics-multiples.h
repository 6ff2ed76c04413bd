/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The course of each group, small: one beside the other. */

#pragma once

#include <gtk/gtk.h>

#include "hc-metrics-model.h"

G_BEGIN_DECLS

/* Of HcPlotBuild, with one scale for all: they are there to be compared. NULL @figures: none. */
GPtrArray *hc_metrics_multiples_builds (const HcMetricsFigures *figures, HcCalendar *calendar);
/* Fills @box, which is hidden where there are no groups; NULL @figures: none. */
void hc_metrics_multiples_show (GtkFlowBox *box,
                                const HcMetricsFigures *figures,
                                HcCalendar *calendar);

G_END_DECLS
