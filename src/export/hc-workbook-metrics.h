/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-workbook-metrics.c and hc-workbook-charts.c: where the cells of the Metrics sheet are. */

#pragma once

#include "hc-workbook-private.h"

G_BEGIN_DECLS

/* What of a metric's point a column shows. */
typedef enum
{
  HC_PART_DATE,
  HC_PART_WORKING,
  HC_PART_COMPLETE,
  HC_PART_VALUE,
  HC_PART_BUCKET_1,
  HC_PART_BUCKET_LAST = HC_PART_BUCKET_1 + HC_N_AGE_BUCKETS - 1,
  HC_PART_MEDIAN,
  HC_PART_P90,
  HC_PART_OVER_LIMIT,
  HC_PART_WAITING,
} HcMetricPart;

/* The sheet's row height in points (22 pixels), and the last row that charts may reach. */
#define HC_METRICS_ROW_HEIGHT 16.5
#define HC_CHARTS_LAST_ROW 90

/* Rows and columns that charts draw; @last_row < @first_row: nothing to draw. */
typedef struct
{
  guint32 first_row; /* of complete days */
  guint32 last_row;
  guint32 group_first_row; /* time to resolve by category */
  guint32 group_last_row;
  guint32 chart_column;
} HcMetricCells;

enum
{
  HC_GROUP_NAME,
  HC_GROUP_N,
  HC_GROUP_MEDIAN,
  HC_GROUP_LOW,
  HC_GROUP_HIGH,
  HC_GROUP_ENDED,
  HC_GROUP_OPEN,
  HC_GROUP_RESOLVED_MEDIAN,
  HC_N_GROUP_COLUMNS,
};

/* The daily table's column for a part of a metric. */
guint32 hc_metric_column (HcMetricId id, HcMetricPart part);

void hc_workbook_add_charts (HcSheet *sheet, const HcMetricCells *cells);

G_END_DECLS
