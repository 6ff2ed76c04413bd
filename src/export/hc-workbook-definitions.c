/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Metric Definitions: what each number means, what it rests on, and why one is missing. */

#include "config.h"

#include "hc-workbook-private.h"

enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_UNIT,
  COLUMN_FORMULA,
  COLUMN_WINDOW,
  COLUMN_N,
  COLUMN_EXCLUDED,
  COLUMN_METHOD,
  COLUMN_INPUTS,
  COLUMN_MEASURABLE,
  N_DEFINITION_COLUMNS,
};

static const HcColumn definition_columns[N_DEFINITION_COLUMNS] = {
  [COLUMN_ID] = { "Id", 29, HC_FORMAT_CELL_CODE },
  [COLUMN_NAME] = { "Name", 18, HC_FORMAT_CELL_STRONG },
  [COLUMN_UNIT] = { "Unit", 13, HC_FORMAT_CELL },
  [COLUMN_FORMULA] = { "Formula", 58, HC_FORMAT_CELL_WRAP },
  [COLUMN_WINDOW] = { "Window", 26, HC_FORMAT_CELL_WRAP },
  [COLUMN_N] = { "n", 9, HC_FORMAT_CELL_COUNT },
  [COLUMN_EXCLUDED] = { "Excluded", 18, HC_FORMAT_CELL_WRAP },
  [COLUMN_METHOD] = { "Grade or method", 14, HC_FORMAT_CELL_WRAP },
  [COLUMN_INPUTS] = { "Inputs", 28, HC_FORMAT_CELL_WRAP },
  [COLUMN_MEASURABLE] = { "Measurable", 28, HC_FORMAT_CELL_WRAP },
};

/* What a metric is computed from, in the words of the import columns. */
static const char *const inputs[HC_N_METRICS] = {
  [HC_METRIC_INFLOW] = "opened",
  [HC_METRIC_RESOLVED] = "state, resolved, updated, closed",
  [HC_METRIC_REOPENED] = "state in an event log or in several files",
  [HC_METRIC_OPEN] = "opened, state, resolved, updated, closed",
  [HC_METRIC_NET_FLOW] = "opened, state, resolved, updated, closed",
  [HC_METRIC_TICKETS_PER_100_USERS] = "opened, active users a day, or head counts of cohorts",
  [HC_METRIC_PATTERN_REPEAT_RATE] = "opened, links to issues",
  [HC_METRIC_REPEAT_TICKETS_PER_100_USERS]
  = "opened, links to issues, active users a day, or head counts of cohorts",
  [HC_METRIC_SAME_USER_REPEAT_RATE] = "opened, requester, links to issues, category, subcategory",
  [HC_METRIC_DEFLECTION_RATE]
  = "links to issues, their action; confirmed deflections, help sessions or active users a day",
  [HC_METRIC_BACKLOG_AGE] = "opened, state, resolved, updated, closed",
  [HC_METRIC_BACKLOG_DAYS] = "opened, state, resolved, updated, closed",
  [HC_METRIC_TIME_TO_RESOLVE] = "opened, state, resolved, updated, closed",
  [HC_METRIC_MISROUTING_RATE] = "group in a log or in several files, or a reassignment count",
  [HC_METRIC_SELF_SERVICE_REACH] = "help users (or sessions) and active users a day",
  [HC_METRIC_COMPLETION_RATE] = "started and completed a day, by hot path or step",
  [HC_METRIC_REOPEN_RATE] = "state in a log or in several files, or a reopen count",
  [HC_METRIC_SLA_ATTAINMENT] = "SLA met, or due",
  [HC_METRIC_FIRST_RESPONSE_TIME] = "opened, first response",
  [HC_METRIC_FIRST_GROUP_RESOLUTION_RATE]
  = "group in a log or in several files, or a reassignment count",
  [HC_METRIC_STALE_SHARE] = "updated",
};

static char *
window_text (const HcPackData *data, HcMetricId id)
{
  g_autofree char *at = hc_pack_text_instant (data->calendar, data->as_of);
  g_autofree char *period = NULL, *days = NULL;
  const char *but = "";

  if (data->as_of == HC_INSTANT_NONE)
    return NULL;
  if (hc_metrics[id].is_stock)
    return g_strdup_printf ("At %s", at);
  if (id == HC_METRIC_TIME_TO_RESOLVE || id == HC_METRIC_FIRST_RESPONSE_TIME)
    return g_strdup_printf ("Opened from go-live to %s", at);
  if (id == HC_METRIC_REOPEN_RATE)
    return g_strdup_printf ("Last %u complete working days that ended 7 days before the as-of time",
                            data->settings.window_length);
  if (data->metrics->working_days == 0)
    return g_strdup ("No complete working day yet");
  if (id == HC_METRIC_PATTERN_REPEAT_RATE || id == HC_METRIC_REPEAT_TICKETS_PER_100_USERS ||
      id == HC_METRIC_SAME_USER_REPEAT_RATE)
    but = ", those before go-live + look-back left out";
  else if (id == HC_METRIC_COMPLETION_RATE)
    but = ", those within the cycle time left out";
  period = hc_pack_text_period (data->metrics->from, data->metrics->to);
  days = hc_pack_text_plural (data->metrics->working_days, "complete working day",
                              "complete working days");
  return g_strdup_printf ("%s, %s%s", period, days, but);
}

/* “upper_estimate” → “upper estimate”; NULL: none. */
static char *
words_of (const char *id)
{
  return id == NULL ? NULL : g_strdelimit (g_strdup (id), "_", ' ');
}

static char *
excluded_text (const HcMetricSeries *series)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < series->n_excluded; i++)
    {
      g_autofree char *count = hc_pack_text_count (series->excluded[i].count);
      g_autofree char *reason = words_of (series->excluded[i].reason);

      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", reason, count);
    }
  return g_string_free (text, FALSE);
}

static void
write_definition (HcSheet *sheet, guint32 row, const HcMetricSeries *series)
{
  const HcPackData *data = sheet->book->data;
  const HcMetricInfo *info = &hc_metrics[series->id];
  g_autofree char *window = window_text (data, series->id);
  g_autofree char *excluded = excluded_text (series);
  g_autofree char *method = words_of (series->grade != NULL ? series->grade : series->method);
  const char *measurable
      = series->measurable ? "yes" : hc_metric_missing_remedy (series->missing);
  double height = MAX (hc_sheet_lines_height (info->formula, 60),
                       MAX (hc_sheet_lines_height (measurable, 28),
                            hc_sheet_lines_height (window, 26)));

  hc_sheet_text (sheet, row, COLUMN_ID, info->id, HC_FORMAT_CELL_CODE);
  hc_sheet_text (sheet, row, COLUMN_NAME, info->title, HC_FORMAT_CELL_STRONG);
  hc_sheet_text (sheet, row, COLUMN_UNIT, info->unit, HC_FORMAT_CELL);
  hc_sheet_text (sheet, row, COLUMN_FORMULA, info->formula, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_WINDOW, window, HC_FORMAT_CELL_WRAP);
  hc_sheet_count (sheet, row, COLUMN_N, series->measurable ? series->window.n : -1,
                  HC_FORMAT_CELL_COUNT);
  hc_sheet_text (sheet, row, COLUMN_EXCLUDED, excluded, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_METHOD, method, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_INPUTS, inputs[series->id], HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_MEASURABLE, measurable, HC_FORMAT_CELL_WRAP);
  height = MAX (height, hc_sheet_lines_height (inputs[series->id], 28));
  height = MAX (height, hc_sheet_lines_height (excluded, 18));
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, row, height, NULL);
}

void
hc_workbook_add_definitions (HcWorkbook *self)
{
  HcSheet sheet = hc_sheet_new (self, HC_SHEET_DEFINITIONS);
  guint32 row = HC_SHEET_TOP + 1;

  hc_sheet_widths (&sheet, definition_columns, N_DEFINITION_COLUMNS);
  hc_sheet_title (&sheet, HC_SHEET_DEFINITIONS,
                  "One definition per metric, used in this workbook, in the app and on the command "
                  "line. A metric without its input says what to do.");
  hc_sheet_table (&sheet, HC_SHEET_TOP, 0, HC_N_METRICS, definition_columns, N_DEFINITION_COLUMNS,
                  "tbl_metric_definitions");
  if (sheet.sheet != NULL)
    worksheet_set_row (sheet.sheet, HC_SHEET_TOP, 30, NULL);
  for (guint i = 0; i < HC_N_METRICS; i++)
    write_definition (&sheet, row + i, hc_metric_set_total (self->data->metrics, i));
  hc_sheet_finish (&sheet, HC_SHEET_TOP);
}
