/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-workbook-metrics.c, -groups.c and -charts.c: where the cells of the Metrics sheet are. */

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
  HC_PART_TARGET,
} HcMetricPart;

typedef struct
{
  HcMetricId metric; /* HC_N_METRICS: of the day itself */
  HcMetricPart part;
  char *header;
  HcFormat format;
  double width;
} HcDailyColumn;

/* Rows of a known height (22 pixels) keep the charts beside them evenly spaced in every program. */
#define HC_METRICS_ROW_HEIGHT 16.5
#define HC_METRICS_HEADER_HEIGHT 56

/* A printed page in per cent, rows below the header, pixels: with room for programs that lack the
 * font, whose columns are a third wider. */
#define HC_METRICS_SCALE 56
#define HC_METRICS_PAGE_ROWS 40
#define HC_METRICS_PAGE_WIDTH 1300

/* A page of charts begins so many columns of the usual width, 64 pixels, after the one before. */
#define HC_CHARTS_PAGE_COLUMNS 20
#define HC_CHARTS_N_PAGES 2

/* Rows and columns that charts draw; @last_row < @first_row: nothing to draw. */
typedef struct
{
  GArray *columns;   /* of HcDailyColumn */
  guint32 first_row; /* of complete days */
  guint32 last_row;
  guint32 resolve_first_row; /* time to resolve by category */
  guint32 resolve_last_row;
  guint32 path_first_row; /* completion by hot path */
  guint32 path_last_row;
  guint32 group_column; /* the tables of groups; charts from chart_column on */
  guint32 chart_column;
} HcMetricCells;

enum
{
  HC_RESOLVE_NAME,
  HC_RESOLVE_N,
  HC_RESOLVE_MEDIAN,
  HC_RESOLVE_LOW,
  HC_RESOLVE_HIGH,
  HC_RESOLVE_ENDED,
  HC_RESOLVE_OPEN,
  HC_RESOLVE_ENDED_MEDIAN,
  HC_N_RESOLVE_COLUMNS,
};

enum
{
  HC_PATH_NAME,
  HC_PATH_STARTED,
  HC_PATH_COMPLETED,
  HC_PATH_RATE,
  HC_PATH_LOW,
  HC_PATH_HIGH,
  HC_PATH_RETRIED,
  HC_PATH_TARGET,
  HC_N_PATH_COLUMNS,
};

#define HC_GROUPS_N_COLUMNS 8
G_STATIC_ASSERT (HC_N_RESOLVE_COLUMNS == HC_GROUPS_N_COLUMNS);
G_STATIC_ASSERT (HC_N_PATH_COLUMNS == HC_GROUPS_N_COLUMNS);

/* The daily table's column for a part of a metric; −1: there is none. */
int hc_metric_cells_column (const HcMetricCells *self, HcMetricId id, HcMetricPart part);

/* The two tables of groups, a page of their own. Returns the row after them. */
guint32 hc_workbook_add_groups (HcSheet *sheet, HcMetricCells *cells);
void hc_workbook_add_charts (HcSheet *sheet, const HcMetricCells *cells);

G_END_DECLS
