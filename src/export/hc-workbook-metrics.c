/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Metrics: the daily table at the left, groups below it, native charts over these cells at the
 * right. */

#include "config.h"

#include "hc-workbook-metrics.h"

#include <math.h>

#define NAME_WIDTH 20 /* of the first column: days, then the names of groups */
#define VALUE_WIDTH 10.5
#define HEADER_HEIGHT 56
#define IDS_HEIGHT 32

/* ---- columns ---- */

static HcFormat
format_of (HcMetricId id)
{
  if (hc_metrics[id].is_share)
    return HC_FORMAT_CELL_PERCENT;
  return g_str_equal (hc_metrics[id].unit, "tickets") ? HC_FORMAT_CELL_COUNT
                                                      : HC_FORMAT_CELL_DECIMAL;
}

/* “Time to Resolve (h)” */
static char *
header_of (HcMetricId id)
{
  const char *unit = hc_metrics[id].unit;
  const char *shown = g_str_equal (unit, "hours") ? " (h)" : "";

  return g_strconcat (hc_metrics[id].title, shown, NULL);
}

/* Takes @header. */
static void
add_column (
  GArray *columns, HcMetricId metric, HcMetricPart part, char *header, HcFormat format, double width)
{
  HcDailyColumn column = { metric, part, header, format, width };

  g_array_append_val (columns, column);
}

static void
add_ages (GArray *columns, const HcLaunchSettings *settings)
{
  const HcMetricId id = HC_METRIC_BACKLOG_AGE;

  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    {
      g_autofree char *bounds = hc_pack_text_bucket (settings, i);

      add_column (columns, id, HC_PART_BUCKET_1 + i, g_strconcat ("Open ", bounds, NULL),
                  HC_FORMAT_CELL_COUNT, 9.5);
    }
  add_column (columns, id, HC_PART_MEDIAN, g_strdup ("Median age (d)"), HC_FORMAT_CELL_DECIMAL, 10);
  add_column (columns, id, HC_PART_P90, g_strdup ("90th pct. age (d)"), HC_FORMAT_CELL_DECIMAL, 10);
  add_column (columns, id, HC_PART_OVER_LIMIT, g_strdup ("Over age limit"), HC_FORMAT_CELL_PERCENT,
              10);
  add_column (columns, id, HC_PART_WAITING, g_strdup ("Waiting"), HC_FORMAT_CELL_COUNT, 10);
}

static void
clear_column (gpointer data)
{
  g_free (((HcDailyColumn *) data)->header);
}

/* In the order of metrics.md; the targets that somebody set last. */
static GArray *
make_columns (const HcPackData *data)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (HcDailyColumn));

  g_array_set_clear_func (columns, clear_column);
  add_column (columns, HC_N_METRICS, HC_PART_DATE, g_strdup ("Date"), HC_FORMAT_CELL_DATE,
              NAME_WIDTH);
  add_column (columns, HC_N_METRICS, HC_PART_WORKING, g_strdup ("Working day"),
              HC_FORMAT_CELL_CENTRE, 9);
  add_column (columns, HC_N_METRICS, HC_PART_COMPLETE, g_strdup ("Complete"), HC_FORMAT_CELL_CENTRE,
              10);
  for (guint id = 0; id < HC_N_METRICS; id++)
    if (id == HC_METRIC_BACKLOG_AGE)
      add_ages (columns, &data->settings);
    else
      add_column (columns, id, HC_PART_VALUE, header_of (id), format_of (id), VALUE_WIDTH);
  for (guint id = 0; id < HC_N_METRICS; id++)
    if (!isnan (data->targets[id]))
      add_column (columns, id, HC_PART_TARGET,
                  g_strconcat ("Target: ", hc_metrics[id].title, NULL),
                  id == HC_METRIC_BACKLOG_AGE ? HC_FORMAT_CELL_DECIMAL : format_of (id), VALUE_WIDTH);
  return columns;
}

static const HcDailyColumn *
column_at (const HcMetricCells *cells, guint i)
{
  return &g_array_index (cells->columns, HcDailyColumn, i);
}

int
hc_metric_cells_column (const HcMetricCells *self, HcMetricId id, HcMetricPart part)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (column_at (self, i)->metric == id && column_at (self, i)->part == part)
      return (int) i;
  return -1;
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

static double
cell_value (const HcPackData *data, const HcDailyColumn *column, guint index)
{
  const HcMetricSeries *series = daily_series (data, column->metric);

  if (column->part == HC_PART_TARGET)
    return data->targets[column->metric];
  return series != NULL && index < series->n_points
           ? part_value (&series->points[index], column->part)
           : NAN;
}

/* A day without a value is an empty cell, never 0. */
static void
write_day (HcSheet *sheet, guint32 row, guint index, const HcMetricPoint *day,
           const HcMetricCells *cells)
{
  for (guint32 i = 0; i < cells->columns->len; i++)
    {
      const HcDailyColumn *column = column_at (cells, i);

      if (column->part == HC_PART_DATE)
        hc_sheet_day (sheet, row, i, day->date, column->format);
      else if (column->part == HC_PART_WORKING)
        hc_sheet_text (sheet, row, i, day->working_day ? "yes" : "no", column->format);
      else if (column->part == HC_PART_COMPLETE)
        hc_sheet_text (sheet, row, i, day->complete ? "yes" : "no", column->format);
      else
        hc_sheet_number (sheet, row, i, cell_value (sheet->book->data, column, index),
                         column->format);
    }
}

static void
write_ids (HcSheet *sheet, const HcMetricCells *cells)
{
  for (guint32 i = 0; i < cells->columns->len; i++)
    {
      const HcDailyColumn *column = column_at (cells, i);

      if (column->metric != HC_N_METRICS && column->part <= HC_PART_BUCKET_1)
        hc_sheet_text (sheet, HC_SHEET_TOP - 1, i, hc_metrics[column->metric].id, HC_FORMAT_ID);
    }
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, HC_SHEET_TOP - 1, IDS_HEIGHT, NULL);
}

static guint32
write_daily (HcSheet *sheet, const HcMetricSeries *days, HcMetricCells *cells)
{
  guint n_columns = cells->columns->len;
  g_autofree HcColumn *columns = g_new (HcColumn, n_columns);
  guint32 n_rows = days != NULL ? days->n_points : 0, next;

  for (guint32 i = 0; i < n_columns; i++)
    columns[i] = (HcColumn){ column_at (cells, i)->header, column_at (cells, i)->width,
                             column_at (cells, i)->format };
  hc_sheet_widths (sheet, columns, n_columns);
  write_ids (sheet, cells);
  next = hc_sheet_table (sheet, HC_SHEET_TOP, 0, n_rows, columns, n_columns, "tbl_metrics_daily");
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, HC_SHEET_TOP, HEADER_HEIGHT, NULL);
  cells->first_row = HC_SHEET_TOP + 1;
  cells->last_row = HC_SHEET_TOP;
  for (guint32 i = 0; i < n_rows; i++)
    {
      write_day (sheet, HC_SHEET_TOP + 1 + i, i, &days->points[i], cells);
      if (days->points[i].complete)
        cells->last_row = HC_SHEET_TOP + 1 + i;
    }
  return next;
}

/* ---- printing ---- */

static guint
pixels (const HcDailyColumn *column)
{
  return (guint) (column->width * 7) + 5;
}

/* A page for demand, one for backlog and quality, one for the rest. */
static gboolean
begins_page (const HcDailyColumn *column)
{
  return (column->metric == HC_METRIC_BACKLOG_AGE && column->part == HC_PART_BUCKET_1) ||
         (column->metric == HC_METRIC_REOPEN_RATE && column->part == HC_PART_VALUE);
}

/* As many columns a page as fit beside the days; then the charts. */
static void
break_columns (HcSheet *sheet, const HcMetricCells *cells)
{
  lxw_col_t breaks[32] = { 0 };
  guint n = 0, used = 0;

  for (guint i = 1; i < cells->columns->len && n < G_N_ELEMENTS (breaks) - 1 - HC_CHARTS_N_PAGES;
       i++)
    {
      guint width = pixels (column_at (cells, i));

      if (used + width > HC_METRICS_PAGE_WIDTH || begins_page (column_at (cells, i)))
        {
          breaks[n++] = (lxw_col_t) i;
          used = 0;
        }
      used += width;
    }
  for (guint i = 0; i < HC_CHARTS_N_PAGES; i++)
    breaks[n++] = (lxw_col_t) (cells->chart_column + i * HC_CHARTS_PAGE_COLUMNS);
  hc_workbook_check (sheet->book, worksheet_set_v_pagebreaks (sheet->sheet, breaks));
}

static void
break_rows (HcSheet *sheet, guint32 last_row)
{
  g_autoptr (GArray) breaks = g_array_new (TRUE, TRUE, sizeof (lxw_row_t));

  for (lxw_row_t row = HC_SHEET_TOP + 1 + HC_METRICS_PAGE_ROWS; row <= last_row && breaks->len < 1000;
       row += HC_METRICS_PAGE_ROWS)
    g_array_append_val (breaks, row);
  if (breaks->len > 0)
    hc_workbook_check (sheet->book,
                       worksheet_set_h_pagebreaks (sheet->sheet,
                                                   (lxw_row_t *) (gpointer) breaks->data));
}

/* One page wide would be too small to read. */
static void
set_pages (HcSheet *sheet, const HcMetricCells *cells, guint32 last_row)
{
  worksheet_set_print_scale (sheet->sheet, HC_METRICS_SCALE);
  worksheet_repeat_columns (sheet->sheet, 0, 0);
  break_columns (sheet, cells);
  break_rows (sheet, last_row);
}

/* ---- the sheet ---- */

static char *
subtitle (const HcPackData *data)
{
  g_autofree char *at = hc_pack_text_instant (data->calendar, data->as_of);

  if (data->as_of == HC_INSTANT_NONE)
    return g_strdup ("No ticket export was imported yet.");
  return g_strdup_printf ("One row a day from go-live to %s (%s). An empty cell means that there is "
                          "no value, not zero. Charts show complete days.",
                          at, data->settings.zone);
}

static void
fix_heights (HcSheet *sheet, guint32 last_row)
{
  for (guint32 row = HC_SHEET_TOP + 1; row <= last_row; row++)
    worksheet_set_row (sheet->sheet, row, HC_METRICS_ROW_HEIGHT, NULL);
}

void
hc_workbook_add_metrics (HcWorkbook *self)
{
  const HcPackData *data = self->data;
  HcSheet sheet = hc_sheet_new (self, HC_SHEET_METRICS);
  const HcMetricSeries *days = daily_series (data, HC_METRIC_INFLOW);
  g_autoptr (GArray) columns = make_columns (data);
  HcMetricCells cells = { .columns = columns, .chart_column = columns->len + 1 };
  g_autofree char *line = subtitle (data);
  guint32 last;

  hc_sheet_title (&sheet, HC_SHEET_METRICS, line);
  hc_sheet_link (&sheet, 0, columns->len - 1, HC_SHEET_COVER, "Back to Cover", HC_FORMAT_LINK);
  last = write_daily (&sheet, days, &cells);
  if (sheet.sheet != NULL && days != NULL)
    fix_heights (&sheet, last + HC_METRICS_PAGE_ROWS);
  last = hc_workbook_add_groups (&sheet, last + 1, &cells);
  if (sheet.sheet != NULL && days != NULL)
    hc_workbook_add_charts (&sheet, &cells);
  hc_sheet_finish (&sheet, HC_SHEET_TOP);
  if (sheet.sheet != NULL)
    set_pages (&sheet, &cells, last);
}
