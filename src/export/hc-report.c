/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-report-private.h"

#include <glib/gi18n.h>

#include "hc-batch-table.h"
#include "hc-criteria-table.h"
#include "hc-data-notes.h"
#include "hc-day-figures.h"
#include "hc-day-text.h"
#include "hc-escalation.h"
#include "hc-format.h"
#include "hc-issue.h"
#include "hc-plot-metric.h"
#include "hc-record-table.h"

/* So that words fit on one page and charts on another. */
#define MOST_DUE 5
#define MOST_NOTES 5
#define CHART_TEXT_SCALE 1.1 /* 10 points on paper */

/* What the blocks are made from; all borrowed. */
typedef struct
{
  HcReport *report;
  const HcCriteriaInputs *inputs;
  const HcDayFigures *figures;
  HcDaySummary summary;
  GPtrArray *checklist;
  GPtrArray *batches;
  gint64 now;
} Maker;

/* ---------------------------------------------------------------- blocks */

static void
chart_clear (HcReportChart *chart)
{
  g_clear_pointer (&chart->title, g_free);
  g_clear_pointer (&chart->figure, g_free);
  g_clear_pointer (&chart->note, g_free);
  g_clear_pointer (&chart->plot, hc_plot_build_unref);
}

static void
block_free (gpointer data)
{
  HcReportBlock *block = data;

  chart_clear (&block->charts[0]);
  chart_clear (&block->charts[1]);
  g_free (block->text);
  g_free (block->value);
  g_free (block->note);
  g_free (block);
}

HcReportBlock *
hc_report_add (
  HcReport *self, HcReportKind kind, const char *text, const char *value, const char *note)
{
  HcReportBlock *block = g_new0 (HcReportBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  block->value = g_strdup (value);
  block->note = g_strdup (note);
  g_ptr_array_add (self->blocks, block);
  return block;
}

/* ---------------------------------------------------------------- status and changes */

static void
add_status (Maker *self)
{
  const HcMetricContext *context = &self->summary.context;
  const HcCriteriaResult *exit = self->figures->exit;
  const HcMetricSeries *open = hc_metric_set_total (context->set, HC_METRIC_OPEN);
  gint64 as_of = context->set->as_of;
  g_autofree char *day = hc_day_text (context->settings, context->calendar, as_of, as_of, FALSE);
  g_autofree char *instant = hc_format_as_of (as_of, context->calendar);
  g_autoptr (GString) lead = g_string_new (day);
  g_autofree char *status = g_strdup_printf (_("Status: %s"), hc_rag_label (exit->rag));
  g_autofree char *count = NULL;

  g_string_append_printf (lead, " · %s", instant);
  if (open != NULL && open->measurable && open->n_points > 0)
    {
      count = hc_format_count ((gint64) open->points[open->n_points - 1].value);
      g_string_append_printf (lead, _(" · %s tickets open"), count);
    }
  hc_report_add (self->report, HC_REPORT_TITLE, self->report->title, NULL, lead->str);
  hc_report_add (self->report, HC_REPORT_STATUS, status, NULL, exit->rag_reason);
  hc_report_add (self->report, HC_REPORT_NOTE, exit->rag_rule, NULL, NULL);
}

static void
add_changes (Maker *self)
{
  g_autofree char *date = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *changes = hc_day_summary_changes (&self->summary);
  g_auto (GStrv) lines = g_strsplit (changes, "\n", -1);

  if (self->figures->previous == HC_DAY_NONE)
    return;
  date = hc_format_weekday_day (self->figures->previous);
  heading = g_strdup_printf (_("Since the End of %s"), date);
  hc_report_add (self->report, HC_REPORT_HEADING, heading, NULL, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      hc_report_add (self->report, HC_REPORT_TEXT, g_str_has_prefix (lines[i], "- ") ? lines[i] + 2
                                                                                    : lines[i],
                     NULL, NULL);
  if (*changes == '\0')
    hc_report_add (self->report, HC_REPORT_TEXT, _("Nothing changed."), NULL, NULL);
}

/* ---------------------------------------------------------------- drivers and criteria */

static void
add_driver (Maker *self, const HcDriver *driver)
{
  g_autofree char *title = hc_driver_title_text (driver);
  g_autofree char *text = g_strdup_printf ("%u. %s", driver->rank, title);
  g_autofree char *growth = hc_driver_growth_text (driver);
  g_autofree char *count = hc_format_count (driver->last);
  g_autofree char *days
    = g_strdup_printf (ngettext ("%s in %u day", "%s in %u days", driver->last_days), count,
                       driver->last_days);
  g_autoptr (GString) note = g_string_new (driver->workflow);

  if (driver->workflow != NULL && driver->step != NULL)
    g_string_append_printf (note, " › %s", driver->step);
  if (note->len > 0)
    g_string_append (note, " · ");
  g_string_append_printf (note, "%s · %s", growth, hc_day_summary_held_text (driver));
  hc_report_add (self->report, HC_REPORT_ROW, text, days, note->str);
}

static void
add_drivers (Maker *self)
{
  GPtrArray *drivers = self->figures->drivers->drivers;
  g_autofree char *heading = NULL;
  guint held = 0;

  if (drivers->len == 0)
    return;
  for (guint i = 0; i < drivers->len; i++)
    held += ((const HcDriver *) g_ptr_array_index (drivers, i))->dispositioned != NULL;
  heading = g_strdup_printf (_("Top Drivers, %u of %u Dispositioned"), held, drivers->len);
  hc_report_add (self->report, HC_REPORT_HEADING, heading, NULL, NULL);
  for (guint i = 0; i < drivers->len; i++)
    add_driver (self, g_ptr_array_index (drivers, i));
}

static void
add_criteria (Maker *self)
{
  const HcCriteriaResult *exit = self->figures->exit;
  GPtrArray *criteria = exit->criteria;
  g_autofree char *heading
    = g_strdup_printf (_("Exit Criteria, %u of %u Met"), exit->done, exit->of);

  hc_report_add (self->report, HC_REPORT_HEADING, heading, NULL, NULL);
  for (guint i = 0; i < criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (criteria, i);
      g_autofree char *verdict = hc_criterion_result_verdict_text (criterion);

      hc_report_add (self->report, HC_REPORT_ROW, criterion->title, verdict,
                     criterion->verdict != HC_VERDICT_MET ? criterion->reason : NULL);
    }
}

/* ---------------------------------------------------------------- what is due */

typedef struct
{
  char *text, *value;
  gint64 order; /* the longest waiting first */
} Due;

static void
due_clear (gpointer data)
{
  Due *due = data;

  g_free (due->text);
  g_free (due->value);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const Due *one = a, *other = b;

  return one->order != other->order ? (one->order < other->order ? -1 : 1)
                                    : g_strcmp0 (one->text, other->text);
}

static void
add_due (GArray *out, const char *text, HcDay day, HcDay today)
{
  g_autofree char *date = hc_format_day (day);
  int late = (int) (today - day);
  Due due = { g_strdup (text), NULL, day };

  if (day == HC_DAY_NONE || day > today)
    {
      g_free (due.text);
      return;
    }
  due.value = late == 0 ? g_strdup (_("today"))
                        : g_strdup_printf (ngettext ("%s, %d day late", "%s, %d days late", late),
                                           date, late);
  g_array_append_val (out, due);
}

static void
list_issues (Maker *self, GArray *out, HcDay today)
{
  GPtrArray *issues = hc_criteria_inputs_register (self->inputs, "issue");

  for (guint i = 0; i < issues->len; i++)
    {
      const HcRecordData *issue = g_ptr_array_index (issues, i);
      const char *code = hc_record_data_get (issue, "code");
      g_autofree char *text
        = g_strjoin (" ", code != NULL ? code : hc_record_data_title (issue),
                     code != NULL ? hc_record_data_title (issue) : NULL, NULL);

      if (hc_issue_is_open (issue))
        add_due (out, text, hc_record_data_get_day (issue, "due"), today);
    }
}

static void
list_checklist (Maker *self, GArray *out, HcDay today)
{
  for (guint i = 0; i < self->checklist->len; i++)
    {
      const HcRecordData *item = g_ptr_array_index (self->checklist, i);
      const char *status = hc_record_data_get (item, "status");

      if (g_strcmp0 (status, "done") != 0 && g_strcmp0 (status, "not_applicable") != 0)
        add_due (out, hc_record_data_title (item), hc_record_data_get_day (item, "due"), today);
    }
}

static void
list_escalations (Maker *self, GArray *out)
{
  GPtrArray *escalations = hc_criteria_inputs_register (self->inputs, "escalation");

  for (guint i = 0; i < escalations->len; i++)
    {
      const HcRecordData *escalation = g_ptr_array_index (escalations, i);
      Due due = { .order = G_MININT64 };

      if (hc_escalation_state (escalation, self->now) != HC_ESCALATION_PAST_LIMIT)
        continue;
      due.text = g_strdup (hc_record_data_title (escalation));
      due.value = g_strdup (_("escalated, not acknowledged"));
      g_array_append_val (out, due);
    }
}

/* Behind the heading: “Due Today or Late, 5 of 14 Shown”. */
static void
add_list_heading (Maker *self, const char *title, guint n, guint most)
{
  g_autofree char *text = NULL;

  if (n > most)
    /* Translators: a heading, then how much of the list is shown */
    text = g_strdup_printf (_("%s, %u of %u Shown"), title, most, n);
  hc_report_add (self->report, HC_REPORT_HEADING, text != NULL ? text : title, NULL, NULL);
}

static void
add_due_items (Maker *self)
{
  HcDay today = hc_calendar_day_of (self->inputs->calendar, self->now);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Due));

  g_array_set_clear_func (list, due_clear);
  if (self->figures->is_past)
    {
      add_list_heading (self, _("Due Today or Late"), 0, MOST_DUE);
      hc_report_add (self->report, HC_REPORT_TEXT,
                     _("What was due on a day that is past is not recorded."), NULL, NULL);
      return;
    }
  list_escalations (self, list);
  list_issues (self, list, today);
  list_checklist (self, list, today);
  g_array_sort (list, compare_due);
  add_list_heading (self, _("Due Today or Late"), list->len, MOST_DUE);
  for (guint i = 0; i < MIN (list->len, MOST_DUE); i++)
    hc_report_add (self->report, HC_REPORT_ROW, g_array_index (list, Due, i).text,
                   g_array_index (list, Due, i).value, NULL);
  if (list->len == 0)
    hc_report_add (self->report, HC_REPORT_TEXT, _("Nothing is due."), NULL, NULL);
}

static void
add_notes (Maker *self)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new (); /* at T */
  g_autoptr (GPtrArray) notes = NULL;

  for (guint i = 0; i < self->batches->len; i++)
    {
      HcBatch *batch = g_ptr_array_index (self->batches, i);

      if (batch->as_of <= self->figures->set->as_of)
        g_ptr_array_add (known, batch);
    }
  notes = hc_data_notes (known, &self->summary.context);
  if (notes->len == 0)
    return;
  add_list_heading (self, _("What the Data Cannot Say"), notes->len, MOST_NOTES);
  for (guint i = 0; i < MIN (notes->len, MOST_NOTES); i++)
    hc_report_add (self->report, HC_REPORT_NOTE, g_ptr_array_index (notes, i), NULL, NULL);
}

/* ---------------------------------------------------------------- charts */

static HcPlotBuild *
make_plot (Maker *self, const HcMetricSeries *series)
{
  const HcMetricContext *context = &self->summary.context;
  HcPlotMetricOptions options;
  HcPlotBuild *build;
  HcPlot *plot;

  hc_plot_metric_options_init (&options);
  options.splits = TRUE; /* limits and their labels would fill a small chart */
  options.target = context->targets[series->id];
  options.target_label = _("Target"); /* the figure above says which */
  options.format_day = hc_format_day;
  options.format_day_long = hc_format_day_long;
  build = hc_plot_metric (series, context->set, context->settings, context->calendar, &options);
  plot = hc_plot_build_plot (build);
  plot->title = plot->subtitle = plot->footnote = NULL; /* the cell says them */
  plot->text_scale = CHART_TEXT_SCALE;
  return build;
}

static void
fill_chart (Maker *self, HcMetricId id, HcReportChart *out)
{
  const HcMetricContext *context = &self->summary.context;
  const HcMetricSeries *series = hc_metric_set_total (context->set, id);
  g_autofree char *value = hc_metric_value_text (series);
  g_autofree char *target = hc_metric_target_text (id, context);
  g_autofree char *trend = NULL;
  g_autofree char *side = NULL;

  out->title = g_strdup (_(hc_metrics[id].title));
  if (!series->measurable)
    {
      out->figure = g_strdup (value);
      out->note = g_strdup (hc_metric_missing_remedy (series->missing));
      return;
    }
  trend = hc_metric_trend_text (series, context);
  side = target != NULL ? g_strdup_printf (hc_metric_meets_target (series, context)
                                             ? _("target %s: reached")
                                             : _("target %s: not reached"),
                                           target)
                        : hc_metric_side_text (series, context);
  out->figure = side != NULL ? g_strdup_printf ("%s · %s", value, side) : g_strdup (value);
  if (trend != NULL)
    {
      g_autofree char *n = hc_metric_n_text (series, context);

      out->note = n != NULL ? g_strdup_printf ("%s · %s", trend, n) : g_strdup (trend);
    }
  else
    out->note = hc_metric_n_text (series, context);
  out->plot = make_plot (self, series);
}

static void
add_charts (Maker *self)
{
  const HcMetricSet *set = self->figures->set;
  g_autofree char *window = hc_metric_window_text (set->from, set->to);
  g_autofree char *heading
    = set->working_days == 0
        ? g_strdup (_("Stabilisation Metrics, No Complete Working Day Yet"))
        : g_strdup_printf (ngettext ("Stabilisation Metrics, Last %u Working Day, %s",
                                     "Stabilisation Metrics, Last %u Working Days, %s",
                                     set->working_days),
                           set->working_days, window);

  hc_report_add (self->report, HC_REPORT_HEADING, heading, NULL, NULL)->new_page = TRUE;
  hc_report_add (self->report, HC_REPORT_NOTE,
                 _("A point is a working day, a hollow square another day, a gap a day without a "
                   "figure; the light zone is the interval."),
                 NULL, NULL);
  for (guint i = 0; i < HC_N_METHOD_METRICS; i += 2)
    {
      HcReportBlock *block = hc_report_add (self->report, HC_REPORT_CHARTS, NULL, NULL, NULL);

      fill_chart (self, hc_method_metrics[i], &block->charts[0]);
      fill_chart (self, hc_method_metrics[i + 1], &block->charts[1]);
    }
}

/* ---------------------------------------------------------------- from a launch */

static HcReport *
make_report (Maker *self)
{
  const HcMetricContext *context = &self->summary.context;
  g_autofree char *date
    = hc_format_day_year (hc_calendar_day_of (context->calendar, context->set->as_of - 1));

  self->report = g_new0 (HcReport, 1);
  self->report->blocks = g_ptr_array_new_with_free_func (block_free);
  /* Translators: name of the launch, date */
  self->report->title = g_strdup_printf (_("%s: Day Report, %s"), context->settings->name, date);
  self->report->text = hc_day_summary_text (&self->summary);
  add_status (self);
  add_changes (self);
  add_drivers (self);
  add_criteria (self);
  add_due_items (self);
  add_notes (self);
  add_charts (self);
  return self->report;
}

HcReport *
hc_report_load (HcDb *db, gint64 as_of, gint64 now, GError **error)
{
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_load (db, TRUE, NULL, error);
  g_autoptr (HcDayFigures) figures = NULL;
  g_autoptr (GPtrArray) checklist = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  Maker maker = { .now = as_of != HC_INSTANT_NONE ? as_of : now };

  if (inputs == NULL || !(figures = hc_day_figures_compute (inputs, as_of, now, error)) ||
      !(checklist = hc_records_load (db, hc_record_type ("checklist_item"), NULL, error)) ||
      !(batches = hc_batches_load (db, error)))
    return NULL;
  maker.inputs = inputs;
  maker.figures = figures;
  maker.summary = hc_day_figures_summary (figures, inputs);
  maker.checklist = checklist;
  maker.batches = batches;
  return make_report (&maker);
}

void
hc_report_free (HcReport *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->text);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

const char *
hc_report_title (const HcReport *self)
{
  return self->title;
}

const char *
hc_report_text (const HcReport *self)
{
  return self->text;
}
