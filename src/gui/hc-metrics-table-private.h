/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How tables are filled. */

#pragma once

#include "hc-metrics-table.h"

G_BEGIN_DECLS

/* One row is built cell by cell in both forms. */
typedef struct
{
  HcMetricsTable *table;
  GPtrArray *shown;
  GPtrArray *plain;
} HcMetricsRow;

HcMetricsTable *hc_metrics_table_new (void);
void hc_metrics_table_add_header (HcMetricsTable *self, const char *text);
void hc_metrics_row_begin (HcMetricsRow *row, HcMetricsTable *table);
/* There is a cell under each header. */
void hc_metrics_row_end (HcMetricsRow *row);
/* Takes both. */
void hc_metrics_row_add (HcMetricsRow *row, char *shown, char *plain);
/* For CSV; NAN: "". Newly allocated. */
char *hc_metrics_plain_number (double value);
/* NAN: an empty cell. */
void hc_metrics_row_add_value (HcMetricsRow *row, HcMetricId id, double value);
/* Negative: an empty cell. */
void hc_metrics_row_add_count (HcMetricsRow *row, gint64 count);
void hc_metrics_row_add_text (HcMetricsRow *row, const char *text);

G_END_DECLS
