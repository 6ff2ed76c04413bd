/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table behind a chart of the Metrics page: of days (or groups) with value, n, quotient, limits
 * and what is special. The same rows on screen, in the clipboard and in CSV. */

#pragma once

#include <gtk/gtk.h>

#include "hc-control-chart.h"
#include "hc-metrics-model.h"
#include "hc-plot.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *headers; /* of char *, translated */
  GPtrArray *rows;    /* of GStrv as a person reads them */
  GPtrArray *plain;   /* of GStrv: numbers with a point, days YYYY-MM-DD */
} HcMetricsTable;

/* A day a row from @from to @to (HC_DAY_NONE: all). @strata, @compared optional. */
HcMetricsTable *hc_metrics_table_of_days (const HcMetricSeries *series,
                                          const HcMetricSeries *compared,
                                          const HcControlStrata *strata,
                                          const HcLaunchSettings *settings,
                                          HcDay from,
                                          HcDay to);
/* A group a row; @set holds the series of one metric. */
HcMetricsTable *hc_metrics_table_of_groups (const HcMetricSet *set, HcMetricId id);
/* A group a row with the limits for its n. */
HcMetricsTable *hc_metrics_table_of_funnel (const HcPlot *plot);
/* The shares still open after hours that people promise, and at the target. */
HcMetricsTable *hc_metrics_table_of_curves (const HcPlot *plot);
void hc_metrics_table_free (HcMetricsTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcMetricsTable, hc_metrics_table_free)

/* '\t' for the clipboard, ',' for a file. Newly allocated. */
char *hc_metrics_table_dup_text (const HcMetricsTable *self, char separator);
/* Fills a GtkColumnView made for it; keeps nothing of @self. */
GtkWidget *hc_metrics_table_view_new (void);
void hc_metrics_table_view_show (GtkWidget *view, const HcMetricsTable *self);

G_END_DECLS
