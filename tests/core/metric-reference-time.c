/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it took, ticket by ticket. */

#include "config.h"

#include "metric-reference-private.h"

#include <math.h>

void
reference_exclude (HcMetricSeries *out, const char *reason, gint64 count)
{
  if (count > 0)
    out->excluded[out->n_excluded++] = (HcExcluded){ reason, count };
}

HcSurvival
reference_survival (const Reference *self, ReferenceDays in, HcMetricSeries *series)
{
  gsize n = 0, n_resolved = 0;
  g_autofree HcObservationTime *observations = g_new (HcObservationTime, self->columns->n + 1);
  g_autofree double *resolved = g_new (double, self->columns->n + 1);
  gint64 negative = 0, children = 0, cancelled = 0, inferred = 0;
  double sum = 0;
  HcSurvival result;

  for (guint row = 0; row < self->columns->n; row++)
    {
      ReferenceTicket t;
      HcDay day;
      gint64 end;

      if (!reference_take_ticket (self, row, &t))
        continue;
      day = hc_calendar_day_of (self->calendar, t.opened);
      if (day < in.from || day > in.to ||
          (in.working_only && !hc_calendar_is_working (self->calendar, day)))
        continue;
      end = reference_last_end (&t) != HC_INSTANT_NONE ? t.spells[t.n - 1].recorded_end : self->as_of;
      if (t.cancelled)
        cancelled++;
      else if (t.flags & HC_TICKET_FLAG_CHILD)
        children++;
      else if (end < t.opened)
        negative++;
      else
        {
          observations[n++] =
            (HcObservationTime){ (double) (end - t.opened), reference_last_end (&t) != HC_INSTANT_NONE };
          if (reference_last_end (&t) != HC_INSTANT_NONE)
            {
              sum += (double) (end - t.opened);
              resolved[n_resolved++] = (double) (end - t.opened);
              inferred += t.spells[t.n - 1].inferred;
            }
        }
    }
  result = hc_survival (observations, n, self->settings->resolve_target_hours * 3600);
  if (series == NULL)
    return result;
  series->resolve = (HcResolveExtra){
    .reached = result.reached,
    .events = (gint64) result.events,
    .censored = (gint64) result.censored,
    .inferred = inferred,
    .resolved_n = (gint64) n_resolved,
    .resolved_mean = n_resolved > 0 ? sum / 3600 / (double) n_resolved : NAN,
    .resolved_median = hc_percentile (resolved, n_resolved, 0.5) / 3600,
    .resolved_p90 = hc_percentile (resolved, n_resolved, 0.9) / 3600,
    .target_hours = self->settings->resolve_target_hours,
    .s_at_target = result.s_at,
  };
  series->excluded[series->n_excluded++] = (HcExcluded){ "negative", negative };
  if (children > 0)
    series->excluded[series->n_excluded++] = (HcExcluded){ "children", children };
  if (cancelled > 0)
    series->excluded[series->n_excluded++] = (HcExcluded){ "cancelled", cancelled };
  return result;
}

/* first_response_time of the tickets that @in accepts. */
HcSurvival
reference_response (const Reference *self, ReferenceDays in, HcMetricSeries *series)
{
  gsize n = 0;
  g_autofree HcObservationTime *observations = g_new (HcObservationTime, self->columns->n + 1);
  gint64 negative = 0, children = 0, cancelled = 0, unrecorded = 0;

  for (guint row = 0; row < self->columns->n; row++)
    {
      gint64 at = self->columns->responded[row];
      gboolean answered = at != HC_SECONDS_NONE && reference_seen (self, at);
      ReferenceTicket t;
      HcDay day;

      if (!reference_take_ticket (self, row, &t))
        continue;
      day = hc_calendar_day_of (self->calendar, t.opened);
      if (day < in.from || day > in.to ||
          (in.working_only && !hc_calendar_is_working (self->calendar, day)))
        continue;
      if (t.cancelled)
        cancelled++;
      else if (t.flags & HC_TICKET_FLAG_CHILD)
        children++;
      else if (answered && at < t.opened)
        negative++;
      else if (!answered && reference_last_end (&t) != HC_INSTANT_NONE)
        unrecorded++;
      else
        observations[n++] = (HcObservationTime){
          (double) ((answered ? at : self->as_of) - t.opened), answered
        };
    }
  if (series != NULL)
    {
      reference_exclude (series, "negative", negative);
      reference_exclude (series, "children", children);
      reference_exclude (series, "cancelled", cancelled);
      reference_exclude (series, "no_response_time", unrecorded);
    }
  return hc_survival (observations, n, NAN);
}

void
reference_set_survival (HcMetricPoint *out, HcSurvival s)
{
  out->value = s.median / 3600;
  out->low = s.low / 3600;
  out->high = s.high / 3600;
  out->n = (gint64) s.n;
}
