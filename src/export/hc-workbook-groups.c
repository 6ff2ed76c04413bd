/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Metrics: the groups of two metrics, on a page between the days and the charts. */

#include "config.h"

#include "hc-workbook-metrics.h"
#include "hc-workflow-score.h"

#include <math.h>

#define NAME_WIDTH 46
#define VALUE_WIDTH 17 /* every header of the second table in one line: days stand beside it */

static const HcColumn resolve_columns[HC_N_RESOLVE_COLUMNS] = {
  [HC_RESOLVE_NAME] = { "Category", 0, HC_FORMAT_CELL_WRAP },
  [HC_RESOLVE_N] = { "Tickets", 0, HC_FORMAT_CELL_COUNT },
  [HC_RESOLVE_MEDIAN] = { "Median (h)", 0, HC_FORMAT_CELL_DECIMAL },
  [HC_RESOLVE_LOW] = { "95 % low", 0, HC_FORMAT_CELL_DECIMAL },
  [HC_RESOLVE_HIGH] = { "95 % high", 0, HC_FORMAT_CELL_DECIMAL },
  [HC_RESOLVE_ENDED] = { "Ended", 0, HC_FORMAT_CELL_COUNT },
  [HC_RESOLVE_OPEN] = { "Still open", 0, HC_FORMAT_CELL_COUNT },
  [HC_RESOLVE_ENDED_MEDIAN] = { "Median of ended (h)", 0, HC_FORMAT_CELL_DECIMAL },
};

static const HcColumn path_columns[HC_N_PATH_COLUMNS] = {
  [HC_PATH_NAME] = { "Hot path", 0, HC_FORMAT_CELL_WRAP },
  [HC_PATH_STARTED] = { "Started", 0, HC_FORMAT_CELL_COUNT },
  [HC_PATH_COMPLETED] = { "Completed", 0, HC_FORMAT_CELL_COUNT },
  [HC_PATH_RATE] = { "Completion rate", 0, HC_FORMAT_CELL_PERCENT },
  [HC_PATH_LOW] = { "90 % low", 0, HC_FORMAT_CELL_PERCENT },
  [HC_PATH_HIGH] = { "90 % high", 0, HC_FORMAT_CELL_PERCENT },
  [HC_PATH_RETRIED] = { "Retried", 0, HC_FORMAT_CELL_COUNT },
  [HC_PATH_TARGET] = { "Target", 0, HC_FORMAT_CELL_PERCENT },
};

/* The groups of @set that have anything; of HcMetricSeries, borrowed. */
static GPtrArray *
groups_of (const HcMetricSet *set)
{
  GPtrArray *groups = g_ptr_array_new ();

  for (guint i = 0; set != NULL && i < set->series->len; i++)
    {
      HcMetricSeries *series = g_ptr_array_index (set->series, i);

      if (series->by != HC_BY_NONE && series->measurable && series->window.n > 0)
        g_ptr_array_add (groups, series);
    }
  return groups;
}

static void
write_resolve (HcSheet *sheet, guint32 row, guint32 first, const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;
  const char *name = series->group_value;

  if (series->rest)
    name = "Small groups";
  else if (name == NULL)
    name = "No category";
  hc_sheet_text (sheet, row, first + HC_RESOLVE_NAME, name, HC_FORMAT_CELL_WRAP);
  hc_sheet_count (sheet, row, first + HC_RESOLVE_N, window->n, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, first + HC_RESOLVE_MEDIAN, window->value, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_number (sheet, row, first + HC_RESOLVE_LOW, window->low, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_number (sheet, row, first + HC_RESOLVE_HIGH, window->high, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_count (sheet, row, first + HC_RESOLVE_ENDED, series->resolve.events,
                  HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, first + HC_RESOLVE_OPEN, series->resolve.censored,
                  HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, first + HC_RESOLVE_ENDED_MEDIAN, series->resolve.resolved_median,
                   HC_FORMAT_CELL_DECIMAL);
}

/* Its own, else that of all. */
static double
target_of_path (const HcPackData *data, const char *workflow_id)
{
  double of_all = data->targets[HC_METRIC_COMPLETION_RATE];

  for (guint i = 0; i < data->workflows->len; i++)
    {
      const HcRecordData *workflow = data->workflows->pdata[i];

      if (g_strcmp0 (workflow->id, workflow_id) == 0)
        return hc_workflow_completion_target (workflow, of_all);
    }
  return of_all;
}

static void
write_path (HcSheet *sheet, guint32 row, guint32 first, const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;

  hc_sheet_text (sheet, row, first + HC_PATH_NAME, series->group_value, HC_FORMAT_CELL_WRAP);
  hc_sheet_count (sheet, row, first + HC_PATH_STARTED, window->denominator, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, first + HC_PATH_COMPLETED, window->numerator, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, first + HC_PATH_RATE, window->value, HC_FORMAT_CELL_PERCENT);
  hc_sheet_number (sheet, row, first + HC_PATH_LOW, window->low, HC_FORMAT_CELL_PERCENT);
  hc_sheet_number (sheet, row, first + HC_PATH_HIGH, window->high, HC_FORMAT_CELL_PERCENT);
  hc_sheet_count (sheet, row, first + HC_PATH_RETRIED, window->retried, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, first + HC_PATH_TARGET,
                   target_of_path (sheet->book->data, series->group_id), HC_FORMAT_CELL_PERCENT);
}

typedef struct
{
  const char *heading;
  const char *note;
  const char *name;
  const HcColumn *columns;
  void (*write) (HcSheet *sheet, guint32 row, guint32 first, const HcMetricSeries *series);
} GroupTable;

static void
write_heading (HcSheet *sheet, guint32 row, guint32 first, const GroupTable *table)
{
  for (guint32 i = 0; i < HC_GROUPS_N_COLUMNS; i++)
    hc_sheet_text (sheet, row, first + i, i == 0 ? table->heading : NULL, HC_FORMAT_HEADING);
  hc_sheet_text (sheet, row + 1, first, table->note, HC_FORMAT_NOTE);
}

/* Returns the row after the table. */
static guint32
write_groups (HcSheet *sheet,
              guint32 header,
              guint32 first,
              const GroupTable *table,
              GPtrArray *groups,
              guint32 *first_row,
              guint32 *last_row)
{
  guint32 next = hc_sheet_table (sheet, header, first, groups->len, table->columns,
                                 HC_GROUPS_N_COLUMNS, table->name);

  for (guint i = 0; i < groups->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (groups, i);

      table->write (sheet, header + 1 + i, first, series);
      if (sheet->sheet != NULL)
        worksheet_set_row (sheet->sheet, header + 1 + i,
                           MAX (HC_METRICS_ROW_HEIGHT,
                                hc_sheet_lines_height (series->group_value, NAME_WIDTH - 2)),
                           NULL);
    }
  *first_row = header + 1;
  *last_row = header + groups->len;
  return next;
}

static void
set_widths (HcSheet *sheet, guint32 first)
{
  lxw_format *format = sheet->book->formats[HC_FORMAT_NONE];
  lxw_col_t name = (lxw_col_t) first, last = (lxw_col_t) (first + HC_GROUPS_N_COLUMNS - 1);

  worksheet_set_column (sheet->sheet, name, name, NAME_WIDTH, format);
  worksheet_set_column (sheet->sheet, name + 1, last, VALUE_WIDTH, format);
}

guint32
hc_workbook_add_groups (HcSheet *sheet, HcMetricCells *cells)
{
  static const GroupTable resolve = {
    "Time to resolve by category",
    "Kaplan–Meier median in hours: tickets opened since go-live, open ones counted as still "
    "running. No median: fewer than half have ended.",
    "tbl_time_to_resolve", resolve_columns, write_resolve,
  };
  static const GroupTable paths = {
    "Completion by hot path",
    "Completed ÷ started over the last window, by the day of the start; days count once the cycle "
    "time of the hot path has passed.",
    "tbl_completion", path_columns, write_path,
  };
  const HcPackData *data = sheet->book->data;
  g_autoptr (GPtrArray) categories = groups_of (data->resolve_by_category);
  g_autoptr (GPtrArray) workflows = groups_of (data->completion_by_path);
  guint32 first = cells->group_column, header, next;

  write_heading (sheet, 0, first, &resolve);
  next = write_groups (sheet, HC_SHEET_TOP, first, &resolve, categories, &cells->resolve_first_row,
                       &cells->resolve_last_row);
  write_heading (sheet, next + 1, first, &paths);
  header = next + 3;
  next = write_groups (sheet, header, first, &paths, workflows, &cells->path_first_row,
                       &cells->path_last_row);
  if (sheet->sheet != NULL)
    {
      set_widths (sheet, first);
      worksheet_set_row (sheet->sheet, header, HC_METRICS_ROW_HEIGHT, NULL);
    }
  return next;
}
