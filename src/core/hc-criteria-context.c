/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one evaluation looks at: the figures of tickets come from the metrics' own passes, so that a
 * verdict never differs from what “metrics” shows. */

#include "config.h"

#include "hc-criteria-private.h"

#include <math.h>
#include <string.h>

#include "hc-metric-private.h"
#include "hc-ownership.h"

#define PRIORITY_CRITICAL 1

/* ---- settings ---- */

double
hc_criteria_threshold (const HcCriteriaContext *self, const char *name)
{
  const double *set = g_hash_table_lookup (self->inputs->thresholds, name);
  const HcCriterionThreshold *threshold = hc_criterion_threshold (name);

  g_assert (threshold != NULL);
  return set != NULL ? *set : threshold->usual;
}

double
hc_criteria_target (const HcCriteriaContext *self, const char *metric)
{
  GPtrArray *targets = hc_criteria_register (self, "metric_target");

  for (guint i = 0; i < targets->len; i++)
    if (g_strcmp0 (hc_record_data_get (targets->pdata[i], "metric"), metric) == 0)
      return hc_record_data_get_real (targets->pdata[i], "value");
  return NAN;
}

double
hc_criteria_baseline_share (const HcCriteriaContext *self, const char *metric)
{
  GPtrArray *baselines = hc_criteria_register (self, "baseline");

  for (guint i = 0; i < baselines->len; i++)
    {
      const HcRecordData *baseline = g_ptr_array_index (baselines, i);
      double value = hc_record_data_get_real (baseline, "value");

      if (g_strcmp0 (hc_record_data_get (baseline, "metric"), metric) == 0 && value >= 0 &&
          value <= 1)
        return value;
    }
  return NAN;
}

guint
hc_criteria_window_start (const HcCriteriaContext *self, guint day)
{
  guint n_working = 0, start = day;

  for (int i = (int) day; i >= 0 && n_working < self->inputs->settings.window_length; i--)
    if (self->days[i].complete && self->days[i].working)
      {
        n_working++;
        start = (guint) i;
      }
  return start;
}

/* ---- which days files show ---- */

/* A file that shows the past covers all days before it. One that does not covers the last complete
 * day at its as-of; taken after days off, also these and the working day before them, since
 * nobody worked in between. */
static void
mark_covered (HcCriteriaContext *self, HcCalendar *calendar, const HcImportCover *import)
{
  HcDay last = hc_calendar_last_complete_day (calendar, import->as_of);
  int day = (int) (last - self->first_day);

  if (import->shows_past)
    {
      for (int i = MIN (day, (int) self->n_days - 1); i >= 0; i--)
        self->days[i].covered = TRUE;
      return;
    }
  if (day >= (int) self->n_days)
    return;
  for (; day >= 0; day--)
    {
      self->days[day].covered = TRUE;
      if (self->days[day].working)
        return;
    }
}

static void
lay_out_days (HcCriteriaContext *self, const HcTimeline *time)
{
  HcCalendar *calendar = self->inputs->calendar;

  self->first_day = time->first;
  self->n_days = time->n_days;
  self->days = g_new0 (HcHoldDay, self->n_days + 1);
  self->last_day = -1;
  for (guint i = 0; i < self->n_days; i++)
    {
      self->days[i].complete = time->complete[i];
      self->days[i].working = time->working[i];
      if (time->complete[i])
        self->last_day = (int) i;
    }
  for (guint i = 0; i < self->inputs->imports->len; i++)
    mark_covered (self, calendar, &g_array_index (self->inputs->imports, HcImportCover, i));
}

/* ---- tickets ---- */

static void
select_row (const HcColumns *columns, guint32 row, GArray *not_waiting, GArray *critical)
{
  if (columns->state[row] != HC_STATE_WAITING)
    g_array_append_val (not_waiting, row);
  if (columns->priority[row] == PRIORITY_CRITICAL)
    g_array_append_val (critical, row);
}

static void
count_critical (HcCriteriaContext *self, const HcMetricContext *metric, const GArray *rows)
{
  g_auto (HcPopulation) population = { 0 };
  gint64 open = 0;

  hc_population_init (&population, metric, (const guint32 *) (gpointer) rows->data, rows->len);
  self->p1_opened = g_new0 (gint64, self->n_days + 1);
  self->p1_open = g_new0 (gint64, self->n_days + 1);
  for (guint i = 0; i < self->n_days; i++)
    {
      const HcDayCounts *day = &population.days[i];

      open += (gint64) day->inflow + day->reopened - day->resolved;
      self->p1_opened[i] = day->inflow;
      self->p1_open[i] = open;
    }
}

static void
look_at_ends (HcCriteriaContext *self, const HcColumns *columns, const HcTimeline *time)
{
  guint64 ended = 0, inferred = 0;

  for (guint i = 0; i < columns->n; i++)
    {
      if ((gint64) columns->ended[i] >= time->horizon)
        continue;
      ended++;
      inferred += (columns->flags[i] & HC_TICKET_FLAG_END_INFERRED) != 0;
    }
  self->ends_are_inferred = (double) inferred > (1 - HC_COVERAGE) * (double) ended;
}

static void
read_tickets (HcCriteriaContext *self, const HcMetricContext *metric)
{
  const HcColumns *columns = metric->columns;
  g_autoptr (GArray) not_waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) critical = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (HcPopulation) population = { 0 };

  for (guint32 row = 0; row < columns->n; row++)
    {
      self->has_priorities |= columns->priority[row] != 0;
      if ((gint64) columns->opened[row] < metric->time.horizon)
        self->n_tickets++;
      select_row (columns, row, not_waiting, critical);
    }
  hc_population_init (&population, metric, (const guint32 *) (gpointer) not_waiting->data,
                      not_waiting->len);
  self->not_waiting = hc_metric_series_new (metric, HC_METRIC_BACKLOG_AGE);
  hc_metric_fill (self->not_waiting, metric, &population);
  count_critical (self, metric, critical);
  look_at_ends (self, columns, &metric->time);
}

#define BIT(metric) (1u << HC_METRIC_##metric)

static HcMetricSet *
compute (HcCriteriaContext *self, HcMetricQuery query, const gint *cancelled, GError **error)
{
  const HcCriteriaInputs *inputs = self->inputs;

  query.as_of = self->as_of;
  query.from = query.to = HC_DAY_NONE;
  query.usage = inputs->usage;
  return hc_metric_compute (inputs->columns, &inputs->settings, inputs->calendar, &query, cancelled,
                            error);
}

/* What the charts show. */
static gboolean
measure_metrics (HcCriteriaContext *self, const gint *cancelled, GError **error)
{
  HcMetricQuery metrics = { .metrics = BIT (MISROUTING_RATE) | BIT (BACKLOG_DAYS) |
                                       BIT (DEFLECTION_RATE) };
  HcMetricQuery completions = { .metrics = BIT (COMPLETION_RATE), .by = HC_BY_WORKFLOW,
                                .no_series = TRUE };

  if (!(self->metrics = compute (self, metrics, cancelled, error)))
    return FALSE;
  if (self->query->gate != HC_GATE_EXIT || self->inputs->usage == NULL ||
      self->inputs->usage->completions->len == 0)
    return TRUE;
  return (self->completions = compute (self, completions, cancelled, error)) != NULL;
}

static gboolean
measure (HcCriteriaContext *self, const gint *cancelled, GError **error)
{
  const HcCriteriaInputs *inputs = self->inputs;
  g_autoptr (HcMetricSet) set = g_new0 (HcMetricSet, 1);
  HcMetricQuery query = { .as_of = self->as_of, .from = HC_DAY_NONE, .to = HC_DAY_NONE };
  HcMetricContext metric = { .columns = inputs->columns,
                             .settings = &inputs->settings,
                             .query = &query };
  gboolean ok;

  set->series = g_ptr_array_new ();
  if (!measure_metrics (self, cancelled, error))
    return FALSE;
  ok = hc_timeline_init (&metric.time, inputs->columns, &inputs->settings, inputs->calendar, &query,
                         set, error);
  if (ok)
    {
      lay_out_days (self, &metric.time);
      read_tickets (self, &metric);
    }
  hc_timeline_clear (&metric.time);
  return ok;
}

/* ---- context ---- */

static void
check_ownership (HcCriteriaContext *self)
{
  HcOwnershipPlan plan = { .duties = hc_criteria_register (self, "duty"),
                           .roles = hc_criteria_register (self, "duty_role"),
                           .levels = hc_criteria_register (self, "escalation_level"),
                           .people = hc_criteria_register (self, "person"),
                           .teams = hc_criteria_register (self, "team") };

  self->findings = hc_ownership_check (&plan);
}

char *
hc_stored_key (HcDay day, const char *code, const char *part)
{
  return g_strdup_printf ("%d|%s|%s", day, code, part);
}

static void
index_stored (HcCriteriaContext *self)
{
  GPtrArray *stored = self->inputs->stored;

  self->stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < stored->len; i++)
    {
      HcStoredVerdict *row = g_ptr_array_index (stored, i);

      if (row->gate == self->query->gate && row->is_register)
        g_hash_table_insert (self->stored, hc_stored_key (row->day, row->code, row->part), row);
    }
}

gboolean
hc_criteria_context_init (HcCriteriaContext *self,
                          const HcCriteriaInputs *inputs,
                          const HcCriteriaQuery *query,
                          const gint *cancelled,
                          GError **error)
{
  *self = (HcCriteriaContext){ .inputs = inputs, .query = query };
  self->today = hc_calendar_day_of (inputs->calendar, query->now - 1);
  self->as_of = query->as_of != HC_INSTANT_NONE ? query->as_of : inputs->columns->newest_as_of;
  self->as_of_day = HC_DAY_NONE;
  self->first_day = inputs->settings.go_live_day;
  self->last_day = -1;
  if ((inputs->columns->inputs & HC_INPUT_TICKETS) == 0)
    self->as_of = HC_INSTANT_NONE;
  check_ownership (self);
  index_stored (self);
  if (self->as_of == HC_INSTANT_NONE)
    return TRUE;
  self->as_of_day = hc_calendar_day_of (inputs->calendar, self->as_of - 1);
  return measure (self, cancelled, error);
}

void
hc_criteria_context_clear (HcCriteriaContext *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->stored, g_hash_table_unref);
  g_clear_pointer (&self->days, g_free);
  g_clear_pointer (&self->metrics, hc_metric_set_free);
  g_clear_pointer (&self->completions, hc_metric_set_free);
  g_clear_pointer (&self->not_waiting, hc_metric_series_free);
  g_clear_pointer (&self->p1_opened, g_free);
  g_clear_pointer (&self->p1_open, g_free);
}
