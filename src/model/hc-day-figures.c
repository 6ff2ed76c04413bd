/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-day-figures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-error.h"

static HcDay
previous_day (const HcCriteriaInputs *inputs, gint64 as_of)
{
  HcDay today = hc_calendar_day_of (inputs->calendar, as_of - 1);
  HcDay best = HC_DAY_NONE;

  for (guint i = 0; i < inputs->imports->len; i++)
    {
      gint64 at = g_array_index (inputs->imports, HcImportCover, i).as_of;
      HcDay day = hc_calendar_day_of (inputs->calendar, at - 1);

      if (day < today && (best == HC_DAY_NONE || day > best))
        best = day;
    }
  return best;
}

static HcDriverSet *
top_drivers (const HcCriteriaInputs *inputs, gint64 as_of, gint64 now)
{
  HcDriverQuery query = { .as_of = as_of,
                          .top = HC_DAY_DRIVERS,
                          .today = hc_calendar_day_of (inputs->calendar, now - 1) };
  HcDriverGroups *groups = inputs->groups;

  return hc_drivers_compute (inputs->columns, &inputs->settings, inputs->calendar, &query,
                             groups != NULL ? groups->group_of : NULL,
                             groups != NULL ? groups->keys : NULL,
                             groups != NULL ? groups->titles : NULL,
                             hc_criteria_inputs_register (inputs, "issue"));
}

void
hc_metric_targets (GPtrArray *records, double targets[HC_N_METRICS])
{
  for (guint i = 0; i < HC_N_METRICS; i++)
    targets[i] = NAN;
  for (guint i = records->len; i > 0; i--) /* of several the first counts */
    {
      const HcRecordData *record = g_ptr_array_index (records, i - 1);
      HcMetricId id = hc_metric_from_id (hc_record_data_get (record, "metric"));

      if (id != HC_N_METRICS)
        targets[id] = hc_record_data_get_real (record, "value");
    }
}

HcDayFigures *
hc_day_figures_compute (const HcCriteriaInputs *inputs, gint64 as_of, gint64 now, GError **error)
{
  g_autoptr (HcDayFigures) self = g_new0 (HcDayFigures, 1);
  HcMetricQuery query = { .metrics = HC_METRICS_ALL, .as_of = as_of, .from = HC_DAY_NONE,
                          .to = HC_DAY_NONE, .usage = inputs->usage };
  gint64 then = as_of != HC_INSTANT_NONE ? as_of : now;
  HcCriteriaQuery gate = { .gate = HC_GATE_EXIT, .as_of = as_of, .now = then };

  self->is_past = gate.is_past = hc_calendar_day_of (inputs->calendar, then - 1) <
                                 hc_calendar_day_of (inputs->calendar, now - 1);
  self->set = hc_metric_compute (inputs->columns, &inputs->settings, inputs->calendar, &query, NULL,
                                 error);
  if (self->set == NULL || !(self->exit = hc_criteria_evaluate (inputs, &gate, NULL, error)))
    return NULL;
  if (self->set->as_of == HC_INSTANT_NONE)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                   _("Nothing is imported yet, so there is no day to sum up. Import a ticket "
                     "export first."));
      return NULL;
    }
  self->drivers = top_drivers (inputs, as_of, then);
  self->previous = previous_day (inputs, self->set->as_of);
  hc_metric_targets (hc_criteria_inputs_register (inputs, "metric_target"), self->targets);
  return g_steal_pointer (&self);
}

void
hc_day_figures_free (HcDayFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->set, hc_metric_set_free);
  g_clear_pointer (&self->exit, hc_criteria_result_free);
  g_clear_pointer (&self->drivers, hc_driver_set_free);
  g_free (self);
}

HcDaySummary
hc_day_figures_summary (const HcDayFigures *self, const HcCriteriaInputs *inputs)
{
  return (HcDaySummary) {
    .context = { self->set, &inputs->settings, inputs->calendar, self->targets, FALSE },
    .exit = self->exit,
    .drivers = self->drivers,
    .previous = self->previous,
  };
}
