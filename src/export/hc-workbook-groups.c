/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Metrics: the groups of two metrics, below the daily table. */

#include "config.h"

#include "hc-workbook-metrics.h"
#include "hc-workflow-score.h"

#include <math.h>

#define HEADER_HEIGHT 42

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
write_resolve (HcSheet *sheet, guint32 row, const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;
  const char *name = series->group_value;

  if (series->rest)
    name = "Small groups";
  else if (name == NULL)
    name = "No category";
  hc_sheet_text (sheet, row, HC_RESOLVE_NAME, name, HC_FORMAT_CELL_WRAP);
  hc_sheet_count (sheet, row, HC_RESOLVE_N, window->n, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, HC_RESOLVE_MEDIAN, window->value, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_number (sheet, row, HC_RESOLVE_LOW, window->low, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_number (sheet, row, HC_RESOLVE_HIGH, window->high, HC_FORMAT_CELL_DECIMAL);
  hc_sheet_count (sheet, row, HC_RESOLVE_ENDED, series->resolve.events, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, HC_RESOLVE_OPEN, series->resolve.censored, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, HC_RESOLVE_ENDED_MEDIAN, series->resolve.resolved_median,
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
write_path (HcSheet *sheet, guint32 row, const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;

  hc_sheet_text (sheet, row, HC_PATH_NAME, series->group_value, HC_FORMAT_CELL_WRAP);
  hc_sheet_count (sheet, row, HC_PATH_STARTED, window->denominator, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, HC_PATH_COMPLETED, window->numerator, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, HC_PATH_RATE, window->value, HC_FORMAT_CELL_PERCENT);
  hc_sheet_number (sheet, row, HC_PATH_LOW, window->low, HC_FORMAT_CELL_PERCENT);
  hc_sheet_number (sheet, row, HC_PATH_HIGH, window->high, HC_FORMAT_CELL_PERCENT);
  hc_sheet_count (sheet, row, HC_PATH_RETRIED, window->retried, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, HC_PATH_TARGET,
                   target_of_path (sheet->book->data, series->group_id), HC_FORMAT_CELL_PERCENT);
}

typedef struct
{
  const char *heading;
  const char *note;
  const char *name;
  const HcColumn *columns;
  guint n_columns;
  void (*write) (HcSheet *sheet, guint32 row, const HcMetricSeries *series);
} GroupTable;

static guint32
write_groups (HcSheet *sheet,
              guint32 top,
              const GroupTable *table,
              GPtrArray *groups,
              guint32 *first_row,
              guint32 *last_row)
{
  guint32 header = top + 2, next;

  hc_sheet_heading (sheet, top, table->n_columns - 1, table->heading);
  hc_sheet_text (sheet, top + 1, 0, table->note, HC_FORMAT_NOTE);
  next = hc_sheet_table (sheet, header, 0, groups->len, table->columns, table->n_columns,
                         table->name);
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, header, HEADER_HEIGHT, NULL);
  for (guint i = 0; i < groups->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (groups, i);

      table->write (sheet, header + 1 + i, series);
      if (sheet->sheet != NULL)
        worksheet_set_row (sheet->sheet, header + 1 + i,
                           MAX (HC_METRICS_ROW_HEIGHT,
                                hc_sheet_lines_height (series->group_value, 24)),
                           NULL);
    }
  *first_row = header + 1;
  *last_row = header + groups->len;
  return next;
}

guint32
hc_workbook_add_groups (HcSheet *sheet, guint32 top, HcMetricCells *cells)
{
  static const GroupTable resolve = {
    "Time to resolve by category",
    "Kaplan–Meier median in hours: tickets opened since go-live, open ones counted as still "
    "running. No median: fewer than half have ended.",
    "tbl_time_to_resolve", resolve_columns, HC_N_RESOLVE_COLUMNS, write_resolve,
  };
  static const GroupTable paths = {
    "Completion by hot path",
    "Completed ÷ started over the last window, by the day of the start; days count once the cycle "
    "time of the hot path has passed.",
    "tbl_completion", path_columns, HC_N_PATH_COLUMNS, write_path,
  };
  const HcPackData *data = sheet->book->data;
  g_autoptr (GPtrArray) categories = groups_of (data->resolve_by_category);
  g_autoptr (GPtrArray) workflows = groups_of (data->completion_by_path);

  top = write_groups (sheet, top, &resolve, categories, &cells->resolve_first_row,
                      &cells->resolve_last_row);
  return write_groups (sheet, top + 1, &paths, workflows, &cells->path_first_row,
                       &cells->path_last_row);
}
