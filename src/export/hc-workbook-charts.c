/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Native charts over the cells of the Metrics sheet: the eight metrics on the first page of charts,
 * what helps to read them on the second. Lines differ by dash and marker, ages by lightness, so
 * that all of it reads in greyscale. */

#include "config.h"

#include "hc-workbook-metrics.h"

#include <math.h>
#include <string.h>

#define MAX_CHART_SERIES 5
#define MAX_LABELS 12 /* on the day axis */
#define CHART_WIDTH 600
#define CHART_HEIGHT 210
#define CHART_GAP 14
#define CHART_ROWS 10 /* rows of the sheet, of 22 pixels, a chart and its gap cover */
#define CHART_PITCH (CHART_ROWS * 22)
#define CHARTS_A_ROW 2
#define CHARTS_A_PAGE 8
#define COLUMNS_A_CHART 10
/* Pixels of a chart without scaling. */
#define NATURAL_WIDTH 480.0
#define NATURAL_HEIGHT 288.0
#define LINE_CHARACTERS 80

#define BLUE 0x1f74d6
#define ORANGE 0xd57a06
#define GREEN 0x006d4c

typedef struct
{
  HcMetricId metric;
  HcMetricPart part;
  guint32 colour;
  guint8 dash;
  const char *name; /* NULL: the header of its column */
} ChartSeries;

typedef struct
{
  lxw_chart_type type;
  const char *title;
  const char *unit;
  const char *alt;
  guint n_series;
  ChartSeries series[MAX_CHART_SERIES];
} ChartSpec;

#define LINE(metric, name) \
  { HC_METRIC_##metric, HC_PART_VALUE, BLUE, LXW_CHART_LINE_DASH_SOLID, name }
#define SECOND(metric, name) \
  { HC_METRIC_##metric, HC_PART_VALUE, ORANGE, LXW_CHART_LINE_DASH_DASH, name }
#define THIRD(metric, name) \
  { HC_METRIC_##metric, HC_PART_VALUE, GREEN, LXW_CHART_LINE_DASH_ROUND_DOT, name }
#define AGE(n, colour) { HC_METRIC_BACKLOG_AGE, HC_PART_BUCKET_1 + (n), colour, 0, NULL }

/* Bars over a table of groups. */
#define BARS(metric) { { HC_METRIC_##metric, HC_PART_VALUE, BLUE, 0, NULL } }

/* The eight in the order of metrics.md, then what helps to read them. */
static const ChartSpec specs[] = {
  { LXW_CHART_LINE, "Tickets per 100 users", "Per 100 users",
    "Lines: tickets, and repeat tickets, per 100 users on each complete day", 2,
    { LINE (TICKETS_PER_100_USERS, "All"), SECOND (REPEAT_TICKETS_PER_100_USERS, "Repeats") } },
  { LXW_CHART_LINE, "Repeat ticket rate", "Share of tickets",
    "Lines: pattern repeat rate and same-user repeat rate of each complete day", 2,
    { LINE (PATTERN_REPEAT_RATE, "Pattern"), SECOND (SAME_USER_REPEAT_RATE, "Same user") } },
  { LXW_CHART_LINE, "Deflection rate", "Share of questions",
    "Line: deflection rate of each complete day", 1, { LINE (DEFLECTION_RATE, "Deflection") } },
  { LXW_CHART_COLUMN_STACKED, "Backlog by age", "Tickets",
    "Stacked columns: open tickets by age at the end of each complete day", HC_N_AGE_BUCKETS,
    { AGE (0, 0xdbe9f8), AGE (1, 0xa9cbf0), AGE (2, 0x5b9be0), AGE (3, 0x1f5fb0),
      AGE (4, 0x0b2f5e) } },
  { LXW_CHART_BAR, "Time to resolve by category", "Hours",
    "Bars: Kaplan–Meier median hours to resolve for the largest categories", 1,
    BARS (TIME_TO_RESOLVE) },
  { LXW_CHART_LINE, "Misrouting rate", "Share of tickets",
    "Line: misrouting rate of the tickets that ended on each complete day", 1,
    { LINE (MISROUTING_RATE, "Misrouting") } },
  { LXW_CHART_LINE, "Self-service reach", "Share of users",
    "Line: share of active users who used help on each complete day", 1,
    { LINE (SELF_SERVICE_REACH, "Reach") } },
  { LXW_CHART_BAR, "Completion by hot path", "Share of starts",
    "Bars: completed of started runs over the last window by hot path", 1,
    BARS (COMPLETION_RATE) },
  { LXW_CHART_COLUMN, "Inflow and resolved per day", "Tickets",
    "Columns: tickets that came in and tickets that ended on each complete day", 2,
    { LINE (INFLOW, "Inflow"), SECOND (RESOLVED, "Resolved") } },
  { LXW_CHART_LINE, "Open tickets at the end of the day", "Tickets",
    "Line: tickets open at the end of each complete day", 1, { LINE (OPEN, "Open") } },
  { LXW_CHART_LINE, "Time to resolve and to first response", "Hours",
    "Lines: Kaplan–Meier median hours to resolve and to respond, tickets opened in the five "
    "working days up to each day", 2,
    { LINE (TIME_TO_RESOLVE, "Resolve"), SECOND (FIRST_RESPONSE_TIME, "Respond") } },
  { LXW_CHART_LINE, "Reopened, SLA, resolved by the first group", "Share of tickets",
    "Lines: reopen rate, SLA attainment and first-group resolution rate of each complete day", 3,
    { LINE (REOPEN_RATE, "Reopened"), SECOND (SLA_ATTAINMENT, "SLA met"),
      THIRD (FIRST_GROUP_RESOLUTION_RATE, "First group") } },
};

static const guint8 markers[] = { LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE,
                                  LXW_CHART_MARKER_TRIANGLE };

/* ---- looks ---- */

static void
style_axes (lxw_chart_axis *names, lxw_chart_axis *values, const char *unit)
{
  lxw_chart_font font = { .size = 12, .color = HC_COLOUR_SECOND };
  lxw_chart_font name = { .size = 12, .bold = LXW_EXPLICIT_FALSE, .color = HC_COLOUR_SECOND };
  lxw_chart_line grid = { .color = 0xe6e9ee, .width = 0.75f };
  lxw_chart_line base = { .color = 0x9aa3b0, .width = 0.75f };
  lxw_chart_line none = { .none = 1 };

  chart_axis_set_num_font (names, &font);
  chart_axis_set_num_font (values, &font);
  chart_axis_set_name (values, unit);
  chart_axis_set_name_font (values, &name);
  chart_axis_set_line (names, &base);
  chart_axis_set_line (values, &none);
  chart_axis_major_gridlines_set_visible (values, LXW_TRUE);
  chart_axis_major_gridlines_set_line (values, &grid);
  chart_axis_major_gridlines_set_visible (names, LXW_FALSE);
  chart_axis_set_major_tick_mark (values, LXW_CHART_AXIS_TICK_MARK_NONE);
  /* Below zero, names would stand in the middle of the chart. */
  chart_axis_set_label_position (names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
}

static void
style_frame (lxw_chart *chart, const char *title, gboolean legend)
{
  lxw_chart_font title_font = { .size = 14, .bold = LXW_TRUE, .color = HC_COLOUR_INK };
  lxw_chart_font font = { .size = 12, .color = HC_COLOUR_SECOND };
  lxw_chart_line border = { .color = HC_COLOUR_LINE, .width = 0.75f };

  chart_title_set_name (chart, title);
  chart_title_set_name_font (chart, &title_font);
  chart_chartarea_set_line (chart, &border);
  chart_legend_set_position (chart, legend ? LXW_CHART_LEGEND_RIGHT : LXW_CHART_LEGEND_NONE);
  if (legend)
    chart_legend_set_font (chart, &font);
  chart_show_blanks_as (chart, LXW_CHART_BLANKS_AS_GAP);
}

/* ---- places: the eight on the first page, two beside each other ---- */

static guint32
slot_row (guint slot)
{
  return HC_SHEET_TOP + 1 + slot % CHARTS_A_PAGE / CHARTS_A_ROW * CHART_ROWS;
}

static guint32
slot_column (const HcMetricCells *cells, guint slot)
{
  return cells->chart_column + slot / CHARTS_A_PAGE * HC_CHARTS_PAGE_COLUMNS;
}

/* In pixels below the header: rows beside a table of groups differ in height. */
static void
insert (HcSheet *sheet, const HcMetricCells *cells, guint slot, lxw_chart *chart, const char *alt)
{
  lxw_chart_options options = {
    .x_scale = CHART_WIDTH / NATURAL_WIDTH,
    .y_scale = CHART_HEIGHT / NATURAL_HEIGHT,
    /* Not on the line between two pages. */
    .x_offset = CHART_GAP / 2 + (int) (slot % CHARTS_A_ROW) * (CHART_WIDTH + CHART_GAP),
    .y_offset = (int) (slot % CHARTS_A_PAGE / CHARTS_A_ROW) * CHART_PITCH,
    .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
    .description = (char *) alt,
  };

  hc_workbook_check (sheet->book,
                     worksheet_insert_chart_opt (sheet->sheet, HC_SHEET_TOP + 1,
                                                 (lxw_col_t) slot_column (cells, slot), chart,
                                                 &options));
}

/* Where a chart would be: its title, and what to do to get it. */
static void
explain (HcSheet *sheet, const HcMetricCells *cells, guint slot, const ChartSpec *spec,
         const char *why)
{
  guint32 column = slot_column (cells, slot) + (slot % CHARTS_A_ROW) * COLUMNS_A_CHART;
  guint32 row = slot_row (slot);
  g_autoptr (GString) line = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (why, " ", -1);

  hc_sheet_text (sheet, row++, column, spec->title, HC_FORMAT_NAME);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (line->len > 0 && line->len + strlen (words[i]) > LINE_CHARACTERS)
        {
          hc_sheet_text (sheet, row++, column, line->str, HC_FORMAT_NOTE);
          g_string_truncate (line, 0);
        }
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
    }
  hc_sheet_text (sheet, row, column, line->str, HC_FORMAT_NOTE);
}

/* ---- what is there ---- */

static const HcMetricSeries *
series_of (const HcSheet *sheet, HcMetricId id)
{
  return hc_metric_set_total (sheet->book->data->metrics, id);
}

/* The least and the greatest value of complete days; NAN: none. */
static void
find_range (const HcMetricSeries *series, double *low, double *high)
{
  *low = *high = NAN;
  for (guint i = 0; i < series->n_points; i++)
    if (series->points[i].complete && isfinite (series->points[i].value))
      {
        *low = fmin (*low, series->points[i].value);
        *high = fmax (*high, series->points[i].value);
      }
}

static gboolean
has_days (const HcSheet *sheet, HcMetricId id)
{
  const HcMetricSeries *series = series_of (sheet, id);
  double low, high;

  if (series == NULL || !series->measurable)
    return FALSE;
  find_range (series, &low, &high);
  return !isnan (low);
}

static const char *
why_not (const HcSheet *sheet, HcMetricId id)
{
  const HcMetricSeries *series = series_of (sheet, id);

  if (series != NULL && !series->measurable)
    return hc_metric_missing_remedy (series->missing);
  return "No complete day has a value yet.";
}

/* ---- lines and columns by day ---- */

/* How well a figure is known shows in its line (visual.md §7). */
static guint8
dash_of (const HcSheet *sheet, const ChartSeries *wanted)
{
  const char *grade = series_of (sheet, wanted->metric)->grade;

  if (g_strcmp0 (grade, "upper_estimate") == 0)
    return LXW_CHART_LINE_DASH_LONG_DASH;
  if (g_strcmp0 (grade, "proxy") == 0)
    return LXW_CHART_LINE_DASH_ROUND_DOT;
  return wanted->dash;
}

static lxw_chart_series *
add_range (lxw_chart *chart, const HcMetricCells *cells, int column, const char *name)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);

  chart_series_set_categories (series, HC_SHEET_METRICS, cells->first_row, 0, cells->last_row, 0);
  chart_series_set_values (series, HC_SHEET_METRICS, cells->first_row, (lxw_col_t) column,
                           cells->last_row, (lxw_col_t) column);
  if (name != NULL)
    chart_series_set_name (series, name);
  else
    chart_series_set_name_range (series, HC_SHEET_METRICS, HC_SHEET_TOP, (lxw_col_t) column);
  return series;
}

static void
add_series (HcSheet *sheet, lxw_chart *chart, const HcMetricCells *cells, const ChartSpec *spec,
            guint index)
{
  const ChartSeries *wanted = &spec->series[index];
  int column = hc_metric_cells_column (cells, wanted->metric, wanted->part);
  lxw_chart_series *series = add_range (chart, cells, column, wanted->name);
  lxw_chart_line line = { .color = wanted->colour, .width = 2 };
  lxw_chart_fill fill = { .color = wanted->colour };
  lxw_chart_line no_line = { .none = 1 };

  if (spec->type != LXW_CHART_LINE)
    {
      chart_series_set_fill (series, &fill);
      chart_series_set_line (series, &no_line);
      return;
    }
  line.dash_type = dash_of (sheet, wanted);
  chart_series_set_line (series, &line);
  chart_series_set_marker_type (series, markers[index % G_N_ELEMENTS (markers)]);
  chart_series_set_marker_size (series, 5);
  chart_series_set_marker_fill (series, &fill);
  chart_series_set_marker_line (series, &no_line);
}

/* A thin dark line without markers. */
static void
add_target (lxw_chart *chart, const HcMetricCells *cells, HcMetricId id)
{
  int column = hc_metric_cells_column (cells, id, HC_PART_TARGET);
  lxw_chart_line line = { .color = HC_COLOUR_INK, .width = 1.25f,
                          .dash_type = LXW_CHART_LINE_DASH_SQUARE_DOT };
  lxw_chart_series *series = add_range (chart, cells, column, "Target");

  chart_series_set_line (series, &line);
  chart_series_set_marker_type (series, LXW_CHART_MARKER_NONE);
}

/* Zero is the bottom, unless something lies below it; small shares need a decimal. */
static void
style_values (const HcSheet *sheet, lxw_chart *chart, const ChartSpec *spec)
{
  double lowest = 0, highest = 0, low, high;

  for (guint i = 0; i < spec->n_series; i++)
    if (has_days (sheet, spec->series[i].metric))
      {
        find_range (series_of (sheet, spec->series[i].metric), &low, &high);
        lowest = fmin (lowest, low);
        highest = fmax (highest, fmax (high, sheet->book->data->targets[spec->series[i].metric]));
      }
  if (lowest >= 0)
    chart_axis_set_min (chart->y_axis, 0);
  if (!hc_metrics[spec->series[0].metric].is_share)
    chart_axis_set_num_format (chart->y_axis, highest < 5 ? "#,##0.0" : "#,##0");
  else
    chart_axis_set_num_format (chart->y_axis, highest < 0.05 ? "0.0%" : "0%");
  /* Nobody reaches 120 %. */
  if (hc_metrics[spec->series[0].metric].is_share && highest > 0.8 && highest <= 1)
    chart_axis_set_max (chart->y_axis, 1);
}

/* Of several lines the first one's target is drawn; NAN: none. */
static double
target_of (const HcSheet *sheet, const ChartSpec *spec)
{
  HcMetricId id = spec->series[0].metric;

  return spec->type == LXW_CHART_LINE && has_days (sheet, id) ? sheet->book->data->targets[id]
                                                              : NAN;
}

/* “Misrouting rate (target 15.0 %)”, “Deflection rate (upper estimate, target 30.0 %)”,
 * “Reopened, SLA, … (Reopened: target 5.0 %)”. Bars have a target each, in their table. */
static char *
title_of (const HcSheet *sheet, const ChartSpec *spec)
{
  HcMetricId id = spec->series[0].metric;
  const HcMetricSeries *series = series_of (sheet, id);
  double target = target_of (sheet, spec);
  g_autoptr (GString) notes = g_string_new (series->grade);

  if (series->grade == NULL && id == HC_METRIC_SELF_SERVICE_REACH && series->method != NULL)
    g_string_append (notes, series->method);
  g_string_replace (notes, "_", " ", 0);
  if (!isnan (target))
    {
      g_autofree char *text = hc_metrics[id].is_share ? hc_pack_text_percent (target)
                                                      : hc_pack_text_decimal (target, 1);

      g_string_append_printf (notes, "%s%s%starget %s", notes->len > 0 ? ", " : "",
                              spec->n_series > 1 ? spec->series[0].name : "",
                              spec->n_series > 1 ? ": " : "", text);
    }
  return notes->len == 0 ? g_strdup (spec->title)
                         : g_strdup_printf ("%s (%s)", spec->title, notes->str);
}

/* FALSE: nothing of the chart has a value. */
static gboolean
add_daily_chart (HcSheet *sheet, const HcMetricCells *cells, guint slot, const ChartSpec *spec)
{
  g_autofree char *title = NULL;
  lxw_chart *chart = NULL;

  for (guint i = 0; i < spec->n_series; i++)
    {
      if (!has_days (sheet, spec->series[i].metric) && spec->series[i].part == HC_PART_VALUE)
        continue;
      if (chart == NULL)
        chart = workbook_add_chart (sheet->book->book, spec->type);
      add_series (sheet, chart, cells, spec, i);
    }
  if (chart == NULL)
    return FALSE;
  if (!isnan (target_of (sheet, spec)))
    add_target (chart, cells, spec->series[0].metric);
  title = title_of (sheet, spec);
  style_axes (chart->x_axis, chart->y_axis, spec->unit);
  style_values (sheet, chart, spec);
  style_frame (chart, title, spec->n_series > 1);
  /* Without a format of its own the axis would show serial numbers. */
  chart_axis_set_num_format (chart->x_axis, "d mmm");
  chart_axis_set_interval_unit (chart->x_axis,
                                (guint16) (1 + (cells->last_row - cells->first_row) / MAX_LABELS));
  if (spec->type == LXW_CHART_COLUMN_STACKED)
    chart_set_series_overlap (chart, 100);
  chart_set_series_gap (chart, 40);
  insert (sheet, cells, slot, chart, spec->alt);
  return TRUE;
}

/* ---- bars by group ---- */

typedef struct
{
  guint32 first_row;
  guint32 last_row;
  guint32 value;
  const char *number;
} Bars;

static Bars
bars_of (const HcMetricCells *cells, HcMetricId id)
{
  if (id == HC_METRIC_TIME_TO_RESOLVE)
    return (Bars){ cells->resolve_first_row, cells->resolve_last_row, HC_RESOLVE_MEDIAN,
                   "#,##0.0" };
  return (Bars){ cells->path_first_row, cells->path_last_row, HC_PATH_RATE, "0.0%" };
}

/* FALSE: there are no groups. */
static gboolean
add_bars (HcSheet *sheet, const HcMetricCells *cells, guint slot, const ChartSpec *spec)
{
  Bars bars = bars_of (cells, spec->series[0].metric);
  lxw_chart_fill fill = { .color = spec->series[0].colour };
  lxw_chart_font font = { .size = 9, .color = HC_COLOUR_SECOND };
  lxw_col_t names = (lxw_col_t) cells->group_column, values = (lxw_col_t) (names + bars.value);
  lxw_chart_series *series;
  lxw_chart *chart;

  if (bars.last_row < bars.first_row)
    return FALSE;
  chart = workbook_add_chart (sheet->book->book, LXW_CHART_BAR);
  series = chart_add_series (chart, NULL, NULL);
  chart_series_set_categories (series, HC_SHEET_METRICS, bars.first_row, names, bars.last_row,
                               names);
  chart_series_set_values (series, HC_SHEET_METRICS, bars.first_row, values, bars.last_row, values);
  chart_series_set_name (series, spec->unit);
  chart_series_set_fill (series, &fill);
  chart_series_set_labels (series);
  chart_series_set_labels_num_format (series, bars.number);
  chart_series_set_labels_font (series, &font);
  /* The library swaps the axes of bar charts. */
  style_axes (chart->y_axis, chart->x_axis, spec->unit);
  chart_axis_set_num_font (chart->y_axis, &font);
  chart_axis_set_min (chart->x_axis, 0);
  if (hc_metrics[spec->series[0].metric].is_share)
    chart_axis_set_max (chart->x_axis, 1.1);
  /* Each bar has its figure beside it, which needs room at 100 %; the rest is for the names. */
  chart_axis_set_label_position (chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
  chart_axis_major_gridlines_set_visible (chart->x_axis, LXW_FALSE);
  style_frame (chart, spec->title, FALSE);
  chart_axis_set_interval_unit (chart->y_axis, 1); /* every name, however close */
  chart_axis_set_reverse (chart->y_axis);
  chart_axis_set_crossing_max (chart->y_axis);
  chart_set_series_gap (chart, 60);
  insert (sheet, cells, slot, chart, spec->alt);
  return TRUE;
}

void
hc_workbook_add_charts (HcSheet *sheet, const HcMetricCells *cells)
{
  gboolean any_day = cells->last_row >= cells->first_row;

  for (guint page = 0; page < HC_CHARTS_N_PAGES; page++)
    hc_sheet_text (sheet, 0, slot_column (cells, page * CHARTS_A_PAGE),
                   page == 0 ? "Charts" : "Charts, continued", HC_FORMAT_OVERLINE);
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    if (specs[i].type == LXW_CHART_BAR ? !add_bars (sheet, cells, i, &specs[i])
                                       : !any_day || !add_daily_chart (sheet, cells, i, &specs[i]))
      explain (sheet, cells, i, &specs[i], why_not (sheet, specs[i].series[0].metric));
}
