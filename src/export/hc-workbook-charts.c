/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Native charts over the cells of the Metrics sheet. */

#include "config.h"

#include "hc-workbook-metrics.h"

#define MAX_CHART_SERIES 5
#define MAX_LABELS 12 /* on the day axis */
#define CHART_WIDTH 620
#define CHART_HEIGHT 270
#define CHART_GAP 14
/* Pixels of a chart without scaling. */
#define NATURAL_WIDTH 480.0
#define NATURAL_HEIGHT 288.0

typedef struct
{
  HcMetricId metric;
  HcMetricPart part;
  guint32 colour;
  guint8 dash;
} ChartSeries;

typedef struct
{
  lxw_chart_type type;
  const char *title;
  const char *unit;
  const char *number;
  const char *alt;
  guint n_series;
  ChartSeries series[MAX_CHART_SERIES];
  double max; /* 0: by the values */
} ChartSpec;

#define AGE(n, colour) { HC_METRIC_BACKLOG_AGE, HC_PART_BUCKET_1 + (n), colour }

/* Series colours of visual.md §7; the ages are one blue from light to dark. */
static const ChartSpec specs[] = {
  { LXW_CHART_COLUMN, "Inflow and resolved per day", "Tickets", "#,##0",
    "Columns: tickets that came in and tickets that ended on each complete day", 2,
    { { HC_METRIC_INFLOW, HC_PART_VALUE, 0x1f74d6 },
      { HC_METRIC_RESOLVED, HC_PART_VALUE, 0xd57a06 } } },
  { LXW_CHART_LINE, "Open tickets at the end of the day", "Tickets", "#,##0",
    "Line: tickets open at the end of each complete day", 1,
    { { HC_METRIC_OPEN, HC_PART_VALUE, 0x1f74d6 } } },
  { LXW_CHART_COLUMN_STACKED, "Backlog by age", "Tickets", "#,##0",
    "Stacked columns: open tickets by age at the end of each complete day", HC_N_AGE_BUCKETS,
    { AGE (0, 0xdbe9f8), AGE (1, 0xa9cbf0), AGE (2, 0x5b9be0), AGE (3, 0x1f5fb0),
      AGE (4, 0x0b2f5e) } },
  { LXW_CHART_LINE, "Time to resolve", "Hours", "#,##0",
    "Line: Kaplan–Meier median hours to resolve, tickets opened in the five working days up to "
    "each day",
    1, { { HC_METRIC_TIME_TO_RESOLVE, HC_PART_VALUE, 0x1f74d6 } } },
  { LXW_CHART_LINE, "Shares per day", "Share of tickets", "0%",
    "Lines: misrouting rate, reopen rate and SLA attainment of each complete day", 3,
    { { HC_METRIC_MISROUTING_RATE, HC_PART_VALUE, 0x1f74d6 },
      { HC_METRIC_REOPEN_RATE, HC_PART_VALUE, 0xd57a06,
        LXW_CHART_LINE_DASH_DASH },
      { HC_METRIC_SLA_ATTAINMENT, HC_PART_VALUE, 0x006d4c,
        LXW_CHART_LINE_DASH_ROUND_DOT } },
    .max = 1 },
};

static const guint8 markers[] = { LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE,
                                  LXW_CHART_MARKER_TRIANGLE };

/* ---- looks ---- */

static void
style_axes (lxw_chart_axis *names, lxw_chart_axis *values, const char *unit, const char *number)
{
  lxw_chart_font font = { .size = 9, .color = HC_COLOUR_SECOND };
  lxw_chart_font name = { .size = 9, .bold = LXW_EXPLICIT_FALSE, .color = HC_COLOUR_SECOND };
  lxw_chart_line grid = { .color = 0xe6e9ee, .width = 0.75f };
  lxw_chart_line base = { .color = 0x9aa3b0, .width = 0.75f };
  lxw_chart_line none = { .none = 1 };

  chart_axis_set_num_font (names, &font);
  chart_axis_set_num_font (values, &font);
  chart_axis_set_name (values, unit);
  chart_axis_set_name_font (values, &name);
  chart_axis_set_num_format (values, number);
  chart_axis_set_line (names, &base);
  chart_axis_set_line (values, &none);
  chart_axis_major_gridlines_set_visible (values, LXW_TRUE);
  chart_axis_major_gridlines_set_line (values, &grid);
  chart_axis_major_gridlines_set_visible (names, LXW_FALSE);
  chart_axis_set_min (values, 0);
  chart_axis_set_major_tick_mark (values, LXW_CHART_AXIS_TICK_MARK_NONE);
}

static void
style_frame (lxw_chart *chart, const char *title, gboolean legend)
{
  lxw_chart_font title_font = { .size = 12, .bold = LXW_TRUE, .color = HC_COLOUR_INK };
  lxw_chart_font font = { .size = 9, .color = HC_COLOUR_SECOND };
  lxw_chart_line border = { .color = HC_COLOUR_LINE, .width = 0.75f };

  chart_title_set_name (chart, title);
  chart_title_set_name_font (chart, &title_font);
  chart_chartarea_set_line (chart, &border);
  chart_legend_set_position (chart, legend ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
  if (legend)
    chart_legend_set_font (chart, &font);
  chart_show_blanks_as (chart, LXW_CHART_BLANKS_AS_GAP);
}

/* The @index-th of the column of charts that begins beside the daily table. */
static void
insert (HcSheet *sheet, guint32 column, guint index, lxw_chart *chart, const char *alt)
{
  lxw_chart_options options = {
    .x_scale = CHART_WIDTH / NATURAL_WIDTH,
    .y_scale = CHART_HEIGHT / NATURAL_HEIGHT,
    .y_offset = (int) index * (CHART_HEIGHT + CHART_GAP),
    .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
    .description = (char *) alt,
  };

  hc_workbook_check (sheet->book, worksheet_insert_chart_opt (sheet->sheet, HC_SHEET_TOP,
                                                              (lxw_col_t) column, chart, &options));
}

/* ---- charts ---- */

static void
add_series (HcSheet *sheet, lxw_chart *chart, const HcMetricCells *cells, const ChartSpec *spec,
            guint index)
{
  const ChartSeries *wanted = &spec->series[index];
  lxw_col_t column = (lxw_col_t) hc_metric_column (wanted->metric, wanted->part);
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
  lxw_chart_line line = { .color = wanted->colour, .width = 2, .dash_type = wanted->dash };
  lxw_chart_fill fill = { .color = wanted->colour };
  lxw_chart_line no_line = { .none = 1 };

  chart_series_set_categories (series, HC_SHEET_METRICS, cells->first_row, 0, cells->last_row, 0);
  chart_series_set_values (series, HC_SHEET_METRICS, cells->first_row, column, cells->last_row,
                           column);
  chart_series_set_name_range (series, HC_SHEET_METRICS, HC_SHEET_TOP, column);
  if (spec->type == LXW_CHART_LINE)
    {
      chart_series_set_line (series, &line);
      chart_series_set_marker_type (series, markers[index % G_N_ELEMENTS (markers)]);
      chart_series_set_marker_size (series, 5);
      chart_series_set_marker_fill (series, &fill);
      chart_series_set_marker_line (series, &no_line);
    }
  else
    {
      chart_series_set_fill (series, &fill);
      chart_series_set_line (series, &no_line);
    }
}

/* FALSE: no metric of the chart is measurable. */
static gboolean
add_daily_chart (HcSheet *sheet, const HcMetricCells *cells, guint index, const ChartSpec *spec)
{
  const HcMetricSet *set = sheet->book->data->metrics;
  lxw_chart *chart = NULL;

  for (guint i = 0; i < spec->n_series; i++)
    {
      const HcMetricSeries *series = hc_metric_set_total (set, spec->series[i].metric);

      if (series == NULL || !series->measurable)
        continue;
      if (chart == NULL)
        chart = workbook_add_chart (sheet->book->book, spec->type);
      add_series (sheet, chart, cells, spec, i);
    }
  if (chart == NULL)
    return FALSE;
  style_axes (chart->x_axis, chart->y_axis, spec->unit, spec->number);
  style_frame (chart, spec->title, spec->n_series > 1);
  /* Without a format of its own the axis would show serial numbers. */
  chart_axis_set_num_format (chart->x_axis, "d mmm");
  chart_axis_set_interval_unit (chart->x_axis,
                                (guint16) (1 + (cells->last_row - cells->first_row) / MAX_LABELS));
  if (spec->max > 0)
    {
      chart_axis_set_max (chart->y_axis, spec->max);
      chart_axis_set_major_unit (chart->y_axis, spec->max / 5);
    }
  if (spec->type == LXW_CHART_COLUMN_STACKED)
    chart_set_series_overlap (chart, 100);
  chart_set_series_gap (chart, 40);
  insert (sheet, cells->chart_column, index, chart, spec->alt);
  return TRUE;
}

static void
add_group_chart (HcSheet *sheet, const HcMetricCells *cells, guint index)
{
  lxw_chart *chart = workbook_add_chart (sheet->book->book, LXW_CHART_BAR);
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
  lxw_chart_fill fill = { .color = 0x1f74d6 };
  lxw_chart_font font = { .size = 9, .color = HC_COLOUR_SECOND };

  chart_series_set_categories (series, HC_SHEET_METRICS, cells->group_first_row, HC_GROUP_NAME,
                               cells->group_last_row, HC_GROUP_NAME);
  chart_series_set_values (series, HC_SHEET_METRICS, cells->group_first_row, HC_GROUP_MEDIAN,
                           cells->group_last_row, HC_GROUP_MEDIAN);
  chart_series_set_name (series, "Median hours");
  chart_series_set_fill (series, &fill);
  chart_series_set_labels (series);
  chart_series_set_labels_num_format (series, "#,##0.0");
  chart_series_set_labels_font (series, &font);
  /* The library swaps the axes of bar charts. */
  style_axes (chart->y_axis, chart->x_axis, "Hours", "#,##0");
  style_frame (chart, "Time to resolve by category", FALSE);
  chart_axis_set_reverse (chart->y_axis);
  chart_axis_set_crossing_max (chart->y_axis);
  chart_set_series_gap (chart, 60);
  insert (sheet, cells->chart_column, index, chart,
          "Bars: Kaplan–Meier median hours to resolve for the largest categories");
}

void
hc_workbook_add_charts (HcSheet *sheet, const HcMetricCells *cells)
{
  guint n = 0;

  for (guint i = 0; cells->last_row >= cells->first_row && i < G_N_ELEMENTS (specs); i++)
    n += add_daily_chart (sheet, cells, n, &specs[i]);
  if (cells->group_last_row >= cells->group_first_row)
    add_group_chart (sheet, cells, n);
}
