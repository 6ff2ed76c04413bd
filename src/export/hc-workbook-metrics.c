/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Metrics: the daily table at the left, time to resolve by category below it, native charts over
 * these cells at the right. */

#include "config.h"

#include "hc-workbook-metrics.h"

#include <math.h>

typedef struct
{
  HcMetricId metric;
  HcMetricPart part;
  const char *header; /* of a bucket: NULL, its bounds come from the launch */
  HcFormat format;
  double width;
} DailyColumn;

#define BUCKET(n) { HC_METRIC_BACKLOG_AGE, HC_PART_BUCKET_1 + (n), NULL, \
                    HC_FORMAT_CELL_COUNT, 9.5 }

/* In the order of metrics.md. */
static const DailyColumn daily_columns[] = {
  { HC_N_METRICS, HC_PART_DATE, "Date", HC_FORMAT_CELL_DATE, 17 },
  { HC_N_METRICS, HC_PART_WORKING, "Working day", HC_FORMAT_CELL_CENTRE, 9 },
  { HC_N_METRICS, HC_PART_COMPLETE, "Complete", HC_FORMAT_CELL_CENTRE, 10 },
  { HC_METRIC_INFLOW, HC_PART_VALUE, "Inflow", HC_FORMAT_CELL_COUNT, 8 },
  { HC_METRIC_RESOLVED, HC_PART_VALUE, "Resolved", HC_FORMAT_CELL_COUNT, 10 },
  { HC_METRIC_REOPENED, HC_PART_VALUE, "Reopened", HC_FORMAT_CELL_COUNT, 10.5 },
  { HC_METRIC_OPEN, HC_PART_VALUE, "Open", HC_FORMAT_CELL_COUNT, 8 },
  { HC_METRIC_NET_FLOW, HC_PART_VALUE, "Net flow", HC_FORMAT_CELL_COUNT, 10 },
  BUCKET (0),
  BUCKET (1),
  BUCKET (2),
  BUCKET (3),
  BUCKET (4),
  { HC_METRIC_BACKLOG_AGE, HC_PART_MEDIAN, "Median age (d)", HC_FORMAT_CELL_DECIMAL, 10 },
  { HC_METRIC_BACKLOG_AGE, HC_PART_P90, "90th pct. age (d)", HC_FORMAT_CELL_DECIMAL, 10 },
  { HC_METRIC_BACKLOG_AGE, HC_PART_OVER_LIMIT, "Over age limit", HC_FORMAT_CELL_PERCENT, 10 },
  { HC_METRIC_BACKLOG_AGE, HC_PART_WAITING, "Waiting", HC_FORMAT_CELL_COUNT, 10 },
  { HC_METRIC_BACKLOG_DAYS, HC_PART_VALUE, "Backlog days", HC_FORMAT_CELL_DECIMAL, 12 },
  { HC_METRIC_TIME_TO_RESOLVE, HC_PART_VALUE, "Time to resolve (h)", HC_FORMAT_CELL_DECIMAL, 13 },
  { HC_METRIC_MISROUTING_RATE, HC_PART_VALUE, "Misrouting rate", HC_FORMAT_CELL_PERCENT, 13 },
  { HC_METRIC_REOPEN_RATE, HC_PART_VALUE, "Reopen rate", HC_FORMAT_CELL_PERCENT, 11.5 },
  { HC_METRIC_SLA_ATTAINMENT, HC_PART_VALUE, "SLA attainment", HC_FORMAT_CELL_PERCENT, 12.5 },
  { HC_METRIC_STALE_SHARE, HC_PART_VALUE, "Stale share", HC_FORMAT_CELL_PERCENT, 11 },
};

#define N_DAILY G_N_ELEMENTS (daily_columns)

static const HcColumn group_columns[HC_N_GROUP_COLUMNS] = {
  [HC_GROUP_NAME] = { "Category", 0, HC_FORMAT_CELL_WRAP },
  [HC_GROUP_N] = { "Tickets", 0, HC_FORMAT_CELL_COUNT },
  [HC_GROUP_MEDIAN] = { "Median (h)", 0, HC_FORMAT_CELL_DECIMAL },
  [HC_GROUP_LOW] = { "95 % low", 0, HC_FORMAT_CELL_DECIMAL },
  [HC_GROUP_HIGH] = { "95 % high", 0, HC_FORMAT_CELL_DECIMAL },
  [HC_GROUP_ENDED] = { "Ended", 0, HC_FORMAT_CELL_COUNT },
  [HC_GROUP_OPEN] = { "Still open", 0, HC_FORMAT_CELL_COUNT },
  [HC_GROUP_RESOLVED_MEDIAN] = { "Median of ended (h)", 0, HC_FORMAT_CELL_DECIMAL },
};

guint32
hc_metric_column (HcMetricId id, HcMetricPart part)
{
  for (guint32 i = 0; i < N_DAILY; i++)
    if (daily_columns[i].metric == id && daily_columns[i].part == part)
      return i;
  g_return_val_if_reached (0);
}

/* ---- the daily table ---- */

static const HcMetricSeries *
daily_series (const HcPackData *data, HcMetricId id)
{
  const HcMetricSeries *series = data->metrics != NULL ? hc_metric_set_total (data->metrics, id)
                                                       : NULL;

  return series != NULL && series->measurable ? series : NULL;
}

static double
part_value (const HcMetricPoint *point, HcMetricPart part)
{
  switch (part)
    {
    case HC_PART_VALUE:      return point->value;
    case HC_PART_MEDIAN:     return point->median_days;
    case HC_PART_P90:        return point->p90_days;
    case HC_PART_OVER_LIMIT: return point->share_over_limit;
    case HC_PART_WAITING:    return point->waiting < 0 ? NAN : (double) point->waiting;
    default:                 break;
    }
  if (part >= HC_PART_BUCKET_1 && part <= HC_PART_BUCKET_LAST)
    {
      gint64 count = point->buckets[part - HC_PART_BUCKET_1];

      return count < 0 ? NAN : (double) count;
    }
  return NAN;
}

/* A day without a value is an empty cell, never 0. */
static void
write_day (HcSheet *sheet, guint32 row, guint index, const HcMetricPoint *day)
{
  for (guint32 i = 0; i < N_DAILY; i++)
    {
      const DailyColumn *column = &daily_columns[i];
      const HcMetricSeries *series;

      if (column->part == HC_PART_DATE)
        hc_sheet_day (sheet, row, i, day->date, column->format);
      else if (column->part == HC_PART_WORKING)
        hc_sheet_text (sheet, row, i, day->working_day ? "yes" : "no", column->format);
      else if (column->part == HC_PART_COMPLETE)
        hc_sheet_text (sheet, row, i, day->complete ? "yes" : "no", column->format);
      else
        {
          series = daily_series (sheet->book->data, column->metric);
          hc_sheet_number (sheet, row, i,
                           series != NULL && index < series->n_points
                               ? part_value (&series->points[index], column->part)
                               : NAN,
                           column->format);
        }
    }
}

static guint32
write_daily (HcSheet *sheet, const HcMetricSeries *days, HcMetricCells *cells)
{
  const HcLaunchSettings *settings = &sheet->book->data->settings;
  HcColumn columns[N_DAILY];
  g_autoptr (GPtrArray) headers = g_ptr_array_new_with_free_func (g_free);
  guint32 n_rows = days != NULL ? days->n_points : 0, next;

  for (guint32 i = 0; i < N_DAILY; i++)
    {
      const DailyColumn *column = &daily_columns[i];
      gboolean is_bucket = column->part >= HC_PART_BUCKET_1 && column->part <= HC_PART_BUCKET_LAST;
      g_autofree char *bounds = is_bucket ? hc_pack_text_bucket (settings,
                                                                 column->part - HC_PART_BUCKET_1)
                                          : NULL;

      g_ptr_array_add (headers, is_bucket ? g_strconcat ("Open ", bounds, NULL)
                                          : g_strdup (column->header));
      columns[i] = (HcColumn) { g_ptr_array_index (headers, i), column->width, column->format };
      if (column->metric != HC_N_METRICS && column->part <= HC_PART_BUCKET_1)
        hc_sheet_text (sheet, HC_SHEET_TOP - 1, i, hc_metrics[column->metric].id, HC_FORMAT_ID);
    }
  hc_sheet_widths (sheet, columns, N_DAILY);
  next = hc_sheet_table (sheet, HC_SHEET_TOP, 0, n_rows, columns, N_DAILY, "tbl_metrics_daily");
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, HC_SHEET_TOP, 42, NULL);
  cells->first_row = HC_SHEET_TOP + 1;
  cells->last_row = HC_SHEET_TOP;
  for (guint32 i = 0; i < n_rows; i++)
    {
      write_day (sheet, HC_SHEET_TOP + 1 + i, i, &days->points[i]);
      if (days->points[i].complete)
        cells->last_row = HC_SHEET_TOP + 1 + i;
    }
  return next;
}

/* ---- time to resolve by category ---- */

static void
write_group (HcSheet *sheet, guint32 row, const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;
  const char *name = series->group_value;

  if (series->rest)
    name = "Small categories together";
  else if (name == NULL)
    name = "No category";
  hc_sheet_text (sheet, row, HC_GROUP_NAME, name, HC_FORMAT_CELL_WRAP);
  hc_sheet_count (sheet, row, HC_GROUP_N, window->n, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, HC_GROUP_MEDIAN, window->value, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_number (sheet, row, HC_GROUP_LOW, window->low, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_number (sheet, row, HC_GROUP_HIGH, window->high, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_count (sheet, row, HC_GROUP_ENDED, series->resolve.events, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, HC_GROUP_OPEN, series->resolve.censored, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, HC_GROUP_RESOLVED_MEDIAN, series->resolve.resolved_median,
                   HC_FORMAT_CELL_DECIMAL);
}

static guint32
write_groups (HcSheet *sheet, guint32 top, HcMetricCells *cells)
{
  const HcMetricSet *set = sheet->book->data->resolve_by_category;
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  guint32 header = top + 2, next;

  for (guint i = 0; set != NULL && i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);

      if (series->by != HC_BY_NONE && series->measurable && series->window.n > 0)
        g_ptr_array_add (groups, (gpointer) series);
    }
  hc_sheet_heading (sheet, top, HC_N_GROUP_COLUMNS - 1, "Time to resolve by category");
  hc_sheet_text (sheet, top + 1, 0,
                 "Kaplan–Meier median in hours: tickets opened since go-live, open ones counted as "
                 "still running. No median: fewer than half have ended.",
                 HC_FORMAT_NOTE);
  next = hc_sheet_table (sheet, header, 0, groups->len, group_columns, HC_N_GROUP_COLUMNS,
                         "tbl_time_to_resolve");
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, header, 42, NULL);
  for (guint i = 0; i < groups->len; i++)
    write_group (sheet, header + 1 + i, g_ptr_array_index (groups, i));
  cells->group_first_row = header + 1;
  cells->group_last_row = header + groups->len;
  return next;
}

/* Rows of a known height keep the charts beside them evenly spaced in every program. */
static void
fix_heights (HcSheet *sheet, const HcMetricCells *cells)
{
  for (guint32 row = HC_SHEET_TOP + 1; row <= MAX (cells->group_last_row, HC_CHARTS_LAST_ROW); row++)
    if (row < cells->last_row + 2 || row >= cells->group_first_row)
      worksheet_set_row (sheet->sheet, row, HC_METRICS_ROW_HEIGHT, NULL);
}

void
hc_workbook_add_metrics (HcWorkbook *self)
{
  const HcPackData *data = self->data;
  HcSheet sheet = hc_sheet_new (self, HC_SHEET_METRICS);
  const HcMetricSeries *days = daily_series (data, HC_METRIC_INFLOW);
  HcMetricCells cells = { .chart_column = N_DAILY + 1 };
  g_autofree char *at = hc_pack_text_instant (data->calendar, data->as_of);
  g_autofree char *subtitle
      = data->as_of == HC_INSTANT_NONE
            ? g_strdup ("No ticket export was imported yet.")
            : g_strdup_printf ("One row a day from go-live to %s (%s). An empty cell means that "
                               "there is no value, not zero. Charts show complete days.",
                               at, data->settings.zone);
  guint32 next;

  hc_sheet_title (&sheet, HC_SHEET_METRICS, subtitle);
  hc_sheet_link (&sheet, 0, N_DAILY - 2, HC_SHEET_COVER, "Back to Cover", HC_FORMAT_LINK);
  next = write_daily (&sheet, days, &cells);
  write_groups (&sheet, next + 1, &cells);
  if (sheet.sheet != NULL && days != NULL)
    {
      fix_heights (&sheet, &cells);
      hc_workbook_add_charts (&sheet, &cells);
    }
  hc_sheet_finish (&sheet, HC_SHEET_TOP);
}
