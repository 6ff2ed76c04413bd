/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Metrics: the days at the left, groups and native charts over these cells at the right. What
 * stands beside each other is printed page by page, so every page of days begins with their
 * dates. */

#include "config.h"

#include "hc-workbook-metrics.h"

#include <math.h>

#define DATE_WIDTH 13
#define VALUE_WIDTH 10.5
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

static const HcDailyColumn *
column_at (GArray *columns, guint i)
{
  return &g_array_index (columns, HcDailyColumn, i);
}

/* A page for demand, one for backlog and flow, one for the rest. */
static gboolean
begins_page (HcMetricId metric, HcMetricPart part)
{
  return (metric == HC_METRIC_BACKLOG_AGE && part == HC_PART_BUCKET_1) ||
         (metric == HC_METRIC_REOPEN_RATE && part == HC_PART_VALUE);
}

static guint
pixels (double width)
{
  return (guint) (width * 7) + 5;
}

/* Of the last page. */
static guint
used_width (GArray *columns)
{
  guint used = 0;

  for (guint i = columns->len; i > 0; i--)
    {
      used += pixels (column_at (columns, i - 1)->width);
      if (column_at (columns, i - 1)->part == HC_PART_DATE)
        break;
    }
  return used;
}

static void
add_date (GArray *columns)
{
  HcDailyColumn column = { HC_N_METRICS, HC_PART_DATE, g_strdup ("Date"), HC_FORMAT_CELL_DATE,
                           DATE_WIDTH };

  g_array_append_val (columns, column);
}

/* Takes @header. */
static void
add_column (GArray *columns,
            HcMetricId metric,
            HcMetricPart part,
            char *header,
            HcFormat format,
            double width)
{
  HcDailyColumn column = { metric, part, header, format, width };

  if (begins_page (metric, part) ||
      used_width (columns) + pixels (width) > HC_METRICS_PAGE_WIDTH)
    add_date (columns);
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
  add_date (columns);
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
                  id == HC_METRIC_BACKLOG_AGE ? HC_FORMAT_CELL_DECIMAL : format_of (id),
                  VALUE_WIDTH);
  return columns;
}

int
hc_metric_cells_column (const HcMetricCells *self, HcMetricId id, HcMetricPart part)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (column_at (self->columns, i)->metric == id && column_at (self->columns, i)->part == part)
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
      const HcDailyColumn *column = column_at (cells->columns, i);

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
      const HcDailyColumn *column = column_at (cells->columns, i);

      if (column->metric != HC_N_METRICS && column->part <= HC_PART_BUCKET_1)
        hc_sheet_text (sheet, HC_SHEET_TOP - 1, i, hc_metrics[column->metric].id, HC_FORMAT_ID);
    }
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, HC_SHEET_TOP - 1, IDS_HEIGHT, NULL);
}

/* A table a page, each from its dates on. Returns the row after them. */
static guint32
add_tables (HcSheet *sheet, const HcMetricCells *cells, const HcColumn *columns, guint32 n_rows)
{
  guint32 next = HC_SHEET_TOP;
  guint n_tables = 0;

  for (guint first = 0, last; first < cells->columns->len; first = last)
    {
      g_autofree char *name = n_tables == 0
                                ? g_strdup ("tbl_metrics_daily")
                                : g_strdup_printf ("tbl_metrics_daily_%u", n_tables + 1);

      for (last = first + 1; last < cells->columns->len; last++)
        if (column_at (cells->columns, last)->part == HC_PART_DATE)
          break;
      if (n_tables++ > 0)
        hc_sheet_text (sheet, 0, first, "Metrics, continued", HC_FORMAT_OVERLINE);
      next = hc_sheet_table (sheet, HC_SHEET_TOP, first, n_rows, columns + first, last - first,
                             name);
    }
  return next;
}

static guint32
write_daily (HcSheet *sheet, const HcMetricSeries *days, HcMetricCells *cells)
{
  guint n_columns = cells->columns->len;
  g_autofree HcColumn *columns = g_new (HcColumn, n_columns);
  guint32 n_rows = days != NULL ? days->n_points : 0, next;

  for (guint32 i = 0; i < n_columns; i++)
    {
      const HcDailyColumn *column = column_at (cells->columns, i);

      columns[i] = (HcColumn){ column->header, column->width, column->format };
    }
  hc_sheet_widths (sheet, columns, n_columns);
  write_ids (sheet, cells);
  next = add_tables (sheet, cells, columns, n_rows);
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

/* Each table of days, the groups, the pages of charts. */
static void
break_columns (HcSheet *sheet, const HcMetricCells *cells)
{
  lxw_col_t breaks[32] = { 0 };
  guint n = 0;

  for (guint i = 1; i < cells->columns->len && n < G_N_ELEMENTS (breaks) - 2 - HC_CHARTS_N_PAGES;
       i++)
    if (column_at (cells->columns, i)->part == HC_PART_DATE)
      breaks[n++] = (lxw_col_t) i;
  breaks[n++] = (lxw_col_t) cells->group_column;
  for (guint i = 0; i < HC_CHARTS_N_PAGES; i++)
    breaks[n++] = (lxw_col_t) (cells->chart_column + i * HC_CHARTS_PAGE_COLUMNS);
  hc_workbook_check (sheet->book, worksheet_set_v_pagebreaks (sheet->sheet, breaks));
}

static void
break_rows (HcSheet *sheet, guint32 last_row)
{
  g_autoptr (GArray) breaks = g_array_new (TRUE, TRUE, sizeof (lxw_row_t));

  for (lxw_row_t row = HC_SHEET_TOP + 1 + HC_METRICS_PAGE_ROWS;
       row <= last_row && breaks->len < 1000;
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
  return g_strdup_printf ("One row a day from go-live to %s (%s). An empty cell means that there "
                          "is no value, not zero. Groups and charts stand at the right; charts "
                          "show complete days.",
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
  HcMetricCells cells = { .columns = columns, .group_column = columns->len + 1,
                          .chart_column = columns->len + HC_GROUPS_N_COLUMNS + 2 };
  g_autofree char *line = subtitle (data);
  guint32 last, last_group;

  hc_sheet_title (&sheet, HC_SHEET_METRICS, line);
  last = write_daily (&sheet, days, &cells);
  if (sheet.sheet != NULL && days != NULL)
    fix_heights (&sheet, last + HC_METRICS_PAGE_ROWS);
  last_group = hc_workbook_add_groups (&sheet, &cells);
  if (sheet.sheet != NULL && days != NULL)
    hc_workbook_add_charts (&sheet, &cells);
  hc_sheet_finish (&sheet, HC_SHEET_TOP);
  if (sheet.sheet != NULL)
    {
      worksheet_set_row (sheet.sheet, HC_SHEET_TOP, HC_METRICS_HEADER_HEIGHT, NULL);
      set_pages (&sheet, &cells, MAX (last, last_group));
    }
}
