/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"

#include "hc-error.h"

#include <glib/gi18n.h>
#include <math.h>

static guint32
seconds_32 (gint64 instant)
{
  return (guint32) CLAMP (instant, 0, (gint64) G_MAXUINT32);
}

static void
lay_out_days (HcTimeline *self, HcCalendar *calendar)
{
  guint n = self->n_days;

  self->starts = g_new (guint32, n + 1);
  self->ends = g_new (guint32, n);
  self->age_at = g_new (guint32, n);
  self->working = g_new (guint8, n);
  self->complete = g_new (guint8, n);
  self->mature = g_new (guint8, n);
  self->in_window = g_new0 (guint8, n);
  self->reopen_window = g_new0 (guint8, n);
  self->repeat_complete = g_new0 (guint8, n);
  self->repeat_window = g_new0 (guint8, n);
  self->starts[0] = n > 0 ? seconds_32 (hc_calendar_day_start (calendar, self->first)) : 0;
  for (guint i = 0; i < n; i++)
    {
      HcDay day = self->first + (HcDay) i;
      gint64 end = hc_calendar_day_end (calendar, day);

      self->starts[i + 1] = seconds_32 (end);
      self->ends[i] = seconds_32 (MIN (end, self->horizon));
      self->working[i] = hc_calendar_is_working (calendar, day);
      self->complete[i] = hc_calendar_is_complete (calendar, day, self->as_of);
      self->age_at[i] = seconds_32 (self->complete[i] ? end : MIN (end, self->as_of));
      self->mature[i] = hc_calendar_is_complete (calendar, day, self->as_of - HC_FOLLOW_UP_SECONDS);
    }
}

/* The default window sums its complete working days; days that a person asked for are summed all,
 * as far as they are complete. */
static void
choose_window (HcTimeline *self,
               const HcLaunchSettings *settings,
               HcCalendar *calendar,
               const HcMetricQuery *query,
               HcMetricSet *set)
{
  gboolean is_default = query->from == HC_DAY_NONE && query->to == HC_DAY_NONE;
  HcDay last = self->first + (HcDay) self->n_days - 1;
  HcDay from, to;

  if (is_default)
    hc_calendar_window (calendar, self->as_of, self->first, settings->window_length, &from, &to);
  else
    {
      from = query->from != HC_DAY_NONE ? query->from : self->first;
      to = query->to != HC_DAY_NONE ? query->to : MAX (last, from);
    }
  set->from = from;
  set->to = to;

  for (guint i = 0; i < self->n_days && from != HC_DAY_NONE; i++)
    {
      HcDay day = self->first + (HcDay) i;

      if (day < from || day > to || !self->complete[i])
        continue;
      set->working_days += self->working[i];
      self->in_window[i] = self->working[i] || !is_default;
      self->has_window |= self->in_window[i];
    }

  self->stock_day = (int) self->n_days - 1;
  self->opened_from = 0;
  self->opened_to = self->n_days;
  if (!is_default)
    {
      self->stock_day = CLAMP (to - self->first, -1, self->stock_day);
      self->opened_to = (guint) (self->stock_day + 1);
      self->opened_from = (guint) CLAMP (from - self->first, 0, (int) self->opened_to);
    }
}

static void
choose_other_windows (HcTimeline *self, const HcLaunchSettings *settings, HcCalendar *calendar)
{
  HcDay from, to;

  hc_calendar_window (calendar, self->as_of - HC_FOLLOW_UP_SECONDS, self->first,
                      settings->window_length, &from, &to);
  for (guint i = 0; i < self->n_days && from != HC_DAY_NONE; i++)
    {
      HcDay day = self->first + (HcDay) i;

      self->reopen_window[i] = day >= from && day <= to && self->working[i];
      self->has_reopen_window |= self->reopen_window[i];
    }

  /* The first days look back to before there was anything to repeat. */
  for (guint i = (guint) ceil (settings->look_back_days - 1e-9); i < self->n_days; i++)
    {
      self->repeat_complete[i] = self->complete[i];
      self->repeat_window[i] = self->in_window[i];
      self->has_repeat_window |= self->in_window[i];
    }

  /* Two whole working days; looking a year back is enough for any run of holidays. */
  self->stale_before = HC_INSTANT_NONE;
  if (hc_calendar_window (calendar, self->as_of, self->first - 366, 2, &from, &to) == 2)
    self->stale_before = hc_calendar_day_start (calendar, from);
}

gboolean
hc_timeline_init (HcTimeline *self,
                  const HcColumns *columns,
                  const HcLaunchSettings *settings,
                  HcCalendar *calendar,
                  const HcMetricQuery *query,
                  HcMetricSet *set,
                  GError **error)
{
  HcDay last;

  *self =
    (HcTimeline){ .as_of = query->as_of != HC_INSTANT_NONE ? query->as_of : columns->newest_as_of,
                  .first = settings->go_live_day };
  set->from = set->to = HC_DAY_NONE;
  set->as_of = self->as_of;

  if (query->from != HC_DAY_NONE && query->to != HC_DAY_NONE && query->to < query->from)
    {
      g_autofree char *from = hc_day_format (query->from);
      g_autofree char *to = hc_day_format (query->to);

      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("The period from %s to %s ends before it begins."), from, to);
      return FALSE;
    }
  if (self->as_of >= (gint64) G_MAXUINT32)
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_USAGE,
                           _ ("Figures can be computed for times before the year 2106 only."));
      return FALSE;
    }

  if (self->as_of != HC_INSTANT_NONE && self->first != HC_DAY_NONE)
    {
      last = hc_calendar_day_of (calendar, self->as_of - 1);
      self->horizon = MIN (self->as_of + 1, hc_calendar_day_end (calendar, last));
      self->n_days = last >= self->first ? (guint) (last - self->first + 1) : 0;
    }
  lay_out_days (self, calendar);
  if (self->as_of == HC_INSTANT_NONE || self->first == HC_DAY_NONE)
    {
      self->stock_day = -1;
      return TRUE;
    }
  choose_window (self, settings, calendar, query, set);
  choose_other_windows (self, settings, calendar);
  return TRUE;
}

void
hc_timeline_clear (HcTimeline *self)
{
  g_free (self->starts);
  g_free (self->ends);
  g_free (self->age_at);
  g_free (self->working);
  g_free (self->complete);
  g_free (self->mature);
  g_free (self->in_window);
  g_free (self->reopen_window);
  g_free (self->repeat_complete);
  g_free (self->repeat_window);
}
