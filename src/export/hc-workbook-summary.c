/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Summary: sentences first, then verdicts, the eight metrics, drivers, further figures, and the
 * open tickets at a glance. Every figure is one that hc_metric_compute() returned. */

#include "config.h"

#include "hc-workbook-private.h"

#include <math.h>

typedef enum
{
  SHOW_VALUE,
  SHOW_MEDIAN_AGE,
  SHOW_P90_AGE,
  SHOW_OVER_LIMIT,
  SHOW_WAITING,
  SHOW_RESOLVED_MEDIAN,
} SummaryPart;

typedef struct
{
  HcMetricId metric;
  SummaryPart part;
  const char *title; /* NULL: the metric's own, as its unit */
  const char *unit;
  const char *name; /* suffix of the defined names; NULL: the metric's id */
} SummaryRow;

/* The eight of the method; a rate beside the figure that its trend rests on. */
static const SummaryRow eight_rows[] = {
  { HC_METRIC_TICKETS_PER_100_USERS, SHOW_VALUE },
  { HC_METRIC_PATTERN_REPEAT_RATE, SHOW_VALUE },
  { HC_METRIC_DEFLECTION_RATE, SHOW_VALUE },
  { HC_METRIC_BACKLOG_AGE, SHOW_MEDIAN_AGE, "Backlog Age, Median", "days", "backlog_age_median" },
  { HC_METRIC_TIME_TO_RESOLVE, SHOW_VALUE },
  { HC_METRIC_MISROUTING_RATE, SHOW_VALUE },
  { HC_METRIC_SELF_SERVICE_REACH, SHOW_VALUE },
  { HC_METRIC_COMPLETION_RATE, SHOW_VALUE },
};

static const SummaryRow further_rows[] = {
  { HC_METRIC_INFLOW, SHOW_VALUE },
  { HC_METRIC_RESOLVED, SHOW_VALUE },
  { HC_METRIC_REOPENED, SHOW_VALUE },
  { HC_METRIC_OPEN, SHOW_VALUE },
  { HC_METRIC_NET_FLOW, SHOW_VALUE },
  { HC_METRIC_REPEAT_TICKETS_PER_100_USERS, SHOW_VALUE },
  { HC_METRIC_SAME_USER_REPEAT_RATE, SHOW_VALUE },
  { HC_METRIC_BACKLOG_AGE, SHOW_P90_AGE, "Backlog Age, 90th Percentile", "days",
    "backlog_age_p90" },
  { HC_METRIC_BACKLOG_AGE, SHOW_OVER_LIMIT, "Open over the Ageing Limit", "share",
    "backlog_age_over_limit" },
  { HC_METRIC_BACKLOG_AGE, SHOW_WAITING, "Open, Waiting for User or Vendor", "tickets",
    "backlog_age_waiting" },
  { HC_METRIC_BACKLOG_DAYS, SHOW_VALUE },
  { HC_METRIC_TIME_TO_RESOLVE, SHOW_RESOLVED_MEDIAN, "Time to Resolve, Ended Only", "hours",
    "time_to_resolve_ended" },
  { HC_METRIC_REOPEN_RATE, SHOW_VALUE },
  { HC_METRIC_SLA_ATTAINMENT, SHOW_VALUE },
  { HC_METRIC_FIRST_RESPONSE_TIME, SHOW_VALUE },
  { HC_METRIC_FIRST_GROUP_RESOLUTION_RATE, SHOW_VALUE },
  { HC_METRIC_STALE_SHARE, SHOW_VALUE },
};

enum
{
  COLUMN_TITLE,
  COLUMN_UNIT,
  COLUMN_FIRST,
  COLUMN_LAST,
  COLUMN_TARGET,
  COLUMN_N,
  COLUMN_TREND,
  COLUMN_BASIS,
  N_SUMMARY_COLUMNS,
};

static const HcColumn summary_columns[N_SUMMARY_COLUMNS] = {
  [COLUMN_TITLE] = { "Metric", 34, HC_FORMAT_CELL_STRONG },
  [COLUMN_UNIT] = { "Unit", 14, HC_FORMAT_CELL },
  [COLUMN_FIRST] = { "First week", 13, HC_FORMAT_CELL_COUNT },
  [COLUMN_LAST] = { "Last window", 13, HC_FORMAT_CELL_COUNT },
  [COLUMN_TARGET] = { "Target", 13, HC_FORMAT_CELL_COUNT },
  [COLUMN_N] = { "n", 11, HC_FORMAT_CELL_COUNT },
  [COLUMN_TREND] = { "Trend", 46, HC_FORMAT_CELL_WRAP },
  [COLUMN_BASIS] = { "What it covers", 46, HC_FORMAT_CELL_WRAP },
};

/* Characters in one line over all columns. */
#define LINE_WIDTH 190

static double
row_value (const HcMetricSeries *series, SummaryPart part)
{
  if (series == NULL || !series->measurable)
    return NAN;
  switch (part)
    {
    case SHOW_VALUE:           return series->window.value;
    case SHOW_MEDIAN_AGE:      return series->window.median_days;
    case SHOW_P90_AGE:         return series->window.p90_days;
    case SHOW_OVER_LIMIT:      return series->window.share_over_limit;
    case SHOW_WAITING:         return series->window.waiting < 0 ? NAN : series->window.waiting;
    case SHOW_RESOLVED_MEDIAN: return series->resolve.resolved_median;
    default:                   return NAN;
    }
}

static gint64
row_n (const HcMetricSeries *series, SummaryPart part)
{
  if (series == NULL || !series->measurable)
    return -1;
  return part == SHOW_RESOLVED_MEDIAN ? series->resolve.resolved_n : series->window.n;
}

static const char *
unit_of (const SummaryRow *row)
{
  return row->unit != NULL ? row->unit : hc_metrics[row->metric].unit;
}

static HcFormat
format_of (const SummaryRow *row)
{
  const char *unit = unit_of (row);

  if (g_str_equal (unit, "share"))
    return HC_FORMAT_CELL_PERCENT;
  return g_str_equal (unit, "tickets") ? HC_FORMAT_CELL_COUNT : HC_FORMAT_CELL_DECIMAL;
}

/* Of backlog_age it is for the median. */
static double
row_target (const HcPackData *data, const SummaryRow *row)
{
  gboolean is_metric = row->part == SHOW_VALUE || row->part == SHOW_MEDIAN_AGE;

  return is_metric ? data->targets[row->metric] : NAN;
}

/* ---- words ---- */

static char *
words_of (const char *id)
{
  return g_strdelimit (g_strdup (id != NULL ? id : "–"), "_", ' ');
}

/* What the figures of usage rest on. */
static char *
usage_basis (const HcMetricSeries *series)
{
  g_autofree char *known = words_of (series->grade != NULL ? series->grade : series->method);

  switch (series->id)
    {
    case HC_METRIC_DEFLECTION_RATE:
      return g_strdup_printf ("Over the window, by the issues that help can answer; grade: %s",
                              known);
    case HC_METRIC_COMPLETION_RATE:
      return g_strdup_printf ("The worst hot path of the window: %s",
                              series->subject != NULL ? series->subject : "–");
    case HC_METRIC_SELF_SERVICE_REACH:
      return g_strdup_printf ("User-days with help ÷ user-days, by: %s", known);
    default:
      return g_strdup_printf ("Over all days of the window together; users by: %s", known);
    }
}

static char *
band_text (const HcMetricSeries *series, const char *what)
{
  g_autofree char *from = hc_pack_text_decimal (series->window.low, 1);
  g_autofree char *to = hc_pack_text_decimal (series->window.high, 1);

  return g_strdup_printf ("%s; 95 %% band %s to %s", what, from, to);
}

static char *
basis_text (const HcPackData *data, const HcMetricSeries *series, SummaryPart part)
{
  const HcMetricInfo *info = &hc_metrics[series->id];

  if (!series->measurable)
    return g_strdup (hc_metric_missing_remedy (series->missing));
  switch (series->id)
    {
    case HC_METRIC_TIME_TO_RESOLVE:
      if (part == SHOW_RESOLVED_MEDIAN)
        return g_strdup ("Median of the tickets that ended; too short while others are open");
      return band_text (series, "Tickets opened since go-live, open ones counted as still running");
    case HC_METRIC_FIRST_RESPONSE_TIME:
      return band_text (series, "Tickets opened since go-live, those without a response counted as "
                                "still waiting");
    case HC_METRIC_TICKETS_PER_100_USERS:
    case HC_METRIC_REPEAT_TICKETS_PER_100_USERS:
    case HC_METRIC_DEFLECTION_RATE:
    case HC_METRIC_SELF_SERVICE_REACH:
    case HC_METRIC_COMPLETION_RATE:
      return usage_basis (series);
    case HC_METRIC_MISROUTING_RATE:
      return g_strdup_printf ("Tickets that ended in the window, method: %s",
                              series->method != NULL ? series->method : "–");
    case HC_METRIC_REOPEN_RATE:
      return g_strdup_printf ("Ends at least 7 days before the as-of time, method: %s",
                              series->method != NULL ? series->method : "history");
    case HC_METRIC_BACKLOG_DAYS:
      return g_strdup ("Open ÷ mean ends per day of the last 5 complete working days");
    case HC_METRIC_BACKLOG_AGE:
      if (part == SHOW_OVER_LIMIT)
        return g_strdup_printf ("Older than %g days, of all open tickets",
                                data->settings.age_limit_days);
      return g_strdup ("Open tickets at the as-of time");
    default:
      if (info->is_stock)
        return g_strdup ("At the as-of time");
      return g_strdup (info->is_share ? "Share over all days of the window together"
                                      : "Sum over the days of the window");
    }
}

/* NULL where there is none: reopen_rate always looks at its own days. */
static const HcMetricSeries *
first_week (const HcPackData *data, HcMetricId id)
{
  if (data->first_week == NULL || id == HC_METRIC_REOPEN_RATE)
    return NULL;
  return hc_metric_set_total (data->first_week, id);
}

/* Without a test: the first week against the last window, in plain figures. */
static char *
change_text (const HcPackData *data, const HcMetricSeries *series, SummaryPart part)
{
  double first = row_value (first_week (data, series->id), part);
  double last = row_value (series, part);

  if (isnan (first) || isnan (last) || series->id == HC_METRIC_NET_FLOW)
    return g_strdup ("–");
  return g_strdup (last < first   ? "Lower than in the first week"
                   : last > first ? "Higher than in the first week"
                                  : "As in the first week");
}

/* The rate saturates in high volume, so its trend is that of the repeats per user. */
static char *
repeat_trend (const HcPackData *data)
{
  const HcMetricSeries *repeats =
    hc_metric_set_total (data->metrics, HC_METRIC_REPEAT_TICKETS_PER_100_USERS);
  g_autofree char *words = NULL;

  if (!repeats->measurable)
    return g_strdup ("–");
  words = hc_pack_trend_words (repeats, data->settings.window_length);
  return g_strdup_printf ("Repeats per 100 users: %s", words);
}

static char *
trend_text (const HcPackData *data, const HcMetricSeries *series, SummaryPart part)
{
  if (!series->measurable)
    return g_strdup ("Not measurable");
  if (part != SHOW_VALUE || hc_metrics[series->id].is_stock ||
      series->id == HC_METRIC_TIME_TO_RESOLVE || series->id == HC_METRIC_NET_FLOW ||
      series->id == HC_METRIC_FIRST_RESPONSE_TIME)
    return change_text (data, series, part);
  if (series->id == HC_METRIC_PATTERN_REPEAT_RATE)
    return repeat_trend (data);
  return hc_pack_trend_words (series, data->settings.window_length);
}

/* ---- blocks ---- */

static guint32
write_facts (HcSheet *sheet, guint32 row)
{
  GPtrArray *facts = sheet->book->data->facts;

  hc_sheet_heading (sheet, row++, N_SUMMARY_COLUMNS - 1, "What BAU must know");
  for (guint i = 0; i < facts->len; i++)
    {
      g_autofree char *line
          = g_strdup_printf ("%u.  %s", i + 1, (char *) g_ptr_array_index (facts, i));

      hc_sheet_paragraph (sheet, row++, 0, N_SUMMARY_COLUMNS - 1, LINE_WIDTH, line);
    }
  return row;
}

static void
write_metric (HcSheet *sheet, guint32 row, const SummaryRow *metric)
{
  const HcPackData *data = sheet->book->data;
  const HcMetricSeries *last = hc_metric_set_total (data->metrics, metric->metric);
  const HcMetricSeries *first = first_week (data, metric->metric);
  const HcMetricInfo *info = &hc_metrics[metric->metric];
  const char *suffix = metric->name != NULL ? metric->name : info->id;
  g_autofree char *trend = trend_text (data, last, metric->part);
  g_autofree char *basis = basis_text (data, last, metric->part);
  g_autofree char *name = g_strconcat ("hc_", suffix, NULL);
  g_autofree char *name_first = g_strconcat ("hc_first_week_", suffix, NULL);
  double lines;

  hc_sheet_text (sheet, row, COLUMN_TITLE, metric->title != NULL ? metric->title : info->title,
                 HC_FORMAT_CELL_STRONG);
  hc_sheet_text (sheet, row, COLUMN_UNIT, unit_of (metric), HC_FORMAT_CELL);
  hc_sheet_number (sheet, row, COLUMN_FIRST, row_value (first, metric->part), format_of (metric));
  hc_sheet_number (sheet, row, COLUMN_LAST, row_value (last, metric->part), format_of (metric));
  hc_sheet_number (sheet, row, COLUMN_TARGET, row_target (data, metric), format_of (metric));
  hc_sheet_count (sheet, row, COLUMN_N, row_n (last, metric->part), HC_FORMAT_CELL_COUNT);
  hc_sheet_text (sheet, row, COLUMN_TREND, trend, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_BASIS, basis, HC_FORMAT_CELL_WRAP);
  if (first != NULL)
    hc_sheet_define (sheet, name_first, row, COLUMN_FIRST);
  hc_sheet_define (sheet, name, row, COLUMN_LAST);
  lines = MAX (hc_sheet_lines_height (trend, 50), hc_sheet_lines_height (basis, 50));
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, row, lines, NULL);
}

static guint32
write_metrics (HcSheet *sheet,
               guint32 row,
               const char *heading,
               const char *table,
               const SummaryRow *rows,
               guint n_rows)
{
  guint32 next;

  hc_sheet_heading (sheet, row, N_SUMMARY_COLUMNS - 1, heading);
  next = hc_sheet_table (sheet, row + 1, 0, n_rows, summary_columns, N_SUMMARY_COLUMNS, table);
  for (guint i = 0; i < n_rows; i++)
    write_metric (sheet, row + 2 + i, &rows[i]);
  return next;
}

static const HcColumn open_columns[] = {
  { "Priority", 0, HC_FORMAT_CELL },
  { "Open", 0, HC_FORMAT_CELL_COUNT },
  { "Share", 0, HC_FORMAT_CELL_PERCENT },
};

static const HcColumn age_columns[] = {
  { "Age", 0, HC_FORMAT_CELL },
  { "Open", 0, HC_FORMAT_CELL_COUNT },
  { "Share", 0, HC_FORMAT_CELL_PERCENT },
};

static void
write_open_row (HcSheet *sheet, guint32 row, const char *what, gint64 count, gint64 total)
{
  hc_sheet_text (sheet, row, 0, what, HC_FORMAT_CELL);
  hc_sheet_count (sheet, row, 1, count, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, 2, total > 0 && count >= 0 ? (double) count / (double) total : NAN,
                   HC_FORMAT_CELL_PERCENT);
}

static guint32
write_by_priority (HcSheet *sheet, guint32 row, gint64 total)
{
  const HcMetricSet *set = sheet->book->data->by_priority;
  guint32 n = 0, next;

  for (guint i = 0; set != NULL && i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);

      n += series->by != HC_BY_NONE && series->window.value > 0;
    }
  next = hc_sheet_table (sheet, row++, 0, n, open_columns, G_N_ELEMENTS (open_columns),
                         "tbl_open_by_priority");
  /* 1 to 5, then tickets without a priority. */
  for (int priority = 1; set != NULL && priority <= HC_N_PRIORITIES + 1; priority++)
    for (guint i = 0; i < set->series->len; i++)
      {
        const HcMetricSeries *series = g_ptr_array_index (set->series, i);
        int rank = hc_priority_from_word (series->group_value);
        g_autofree char *name = hc_pack_text_priority (rank, "No priority");

        if (series->by != HC_BY_NONE && series->window.value > 0 &&
            (rank == 0 ? HC_N_PRIORITIES + 1 : rank) == priority)
          write_open_row (sheet, row++, name, (gint64) series->window.value, total);
      }
  return next;
}

static guint32
write_by_age (HcSheet *sheet, guint32 row, const HcMetricSeries *ages)
{
  guint32 n = ages != NULL ? HC_N_AGE_BUCKETS : 0, next;

  next = hc_sheet_table (sheet, row++, 0, n, age_columns, G_N_ELEMENTS (age_columns),
                         "tbl_open_by_age");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *bucket = hc_pack_text_bucket (&sheet->book->data->settings, i);

      write_open_row (sheet, row++, bucket, ages->window.buckets[i], ages->window.n);
    }
  return next;
}

static char *
subtitle (const HcPackData *data)
{
  const HcMetricSet *set = data->metrics;
  g_autofree char *at = hc_pack_text_instant (data->calendar, data->as_of);
  g_autofree char *window = NULL, *first = NULL, *days = NULL;

  if (data->as_of == HC_INSTANT_NONE)
    return g_strdup ("No ticket export was imported yet: nothing can be measured.");
  if (set->working_days == 0)
    return g_strdup_printf ("As of %s (%s). No working day is complete yet.", at,
                            data->settings.zone);
  window = hc_pack_text_period (set->from, set->to);
  days = hc_pack_text_plural (set->working_days, "complete working day", "complete working days");
  if (data->first_week == NULL)
    return g_strdup_printf ("As of %s (%s). Last window: %s, %s.", at, data->settings.zone, window,
                            days);
  first = hc_pack_text_period (data->first_week->from, data->first_week->to);
  return g_strdup_printf ("As of %s (%s). Last window: %s, %s. First week: %s.", at,
                          data->settings.zone, window, days, first);
}

void
hc_workbook_add_summary (HcWorkbook *self)
{
  const HcPackData *data = self->data;
  HcSheet sheet = hc_sheet_new (self, HC_SHEET_SUMMARY);
  const HcMetricSeries *ages = hc_pack_measured (data->metrics, HC_METRIC_BACKLOG_AGE);
  g_autofree char *line = subtitle (data);
  guint32 row;

  hc_sheet_widths (&sheet, summary_columns, N_SUMMARY_COLUMNS);
  hc_sheet_title (&sheet, HC_SHEET_SUMMARY, line);
  row = write_facts (&sheet, HC_SHEET_TOP);
  row = hc_sheet_add_verdicts (&sheet, row + 1, N_SUMMARY_COLUMNS - 1);
  row = write_metrics (&sheet, row + 1, "The eight metrics", "tbl_summary", eight_rows,
                       G_N_ELEMENTS (eight_rows));
  row = hc_sheet_add_drivers (&sheet, row + 1, N_SUMMARY_COLUMNS - 1);
  row = write_metrics (&sheet, row + 1, "Further figures", "tbl_further_figures", further_rows,
                       G_N_ELEMENTS (further_rows));
  hc_sheet_heading (&sheet, row + 1, N_SUMMARY_COLUMNS - 1, "Open tickets at a glance");
  row = write_by_priority (&sheet, row + 2, ages != NULL ? ages->window.n : 0);
  write_by_age (&sheet, row + 1, ages);
  hc_sheet_finish (&sheet, -1);
}
