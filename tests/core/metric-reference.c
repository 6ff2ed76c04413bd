/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "metric-reference-private.h"

#include "hc-repeat.h"
#include "hc-statistics.h"

#include <math.h>
#include <string.h>

static gboolean
looks_back (HcMetricId id)
{
  return id == HC_METRIC_PATTERN_REPEAT_RATE || id == HC_METRIC_REPEAT_TICKETS_PER_100_USERS ||
         id == HC_METRIC_SAME_USER_REPEAT_RATE;
}

static gboolean
is_per_users (HcMetricId id)
{
  return id == HC_METRIC_TICKETS_PER_100_USERS || id == HC_METRIC_REPEAT_TICKETS_PER_100_USERS;
}

/* What one ticket adds to numerator and denominator of one day; @outside: left out there. */
static void
parts (const Reference *self,
       HcMetricId id,
       const ReferenceTicket *t,
       HcDay day,
       gint64 *numerator,
       gint64 *denominator,
       gint64 *outside)
{
  gboolean ended = reference_on_day (self, reference_last_end (t), day);
  guint flags = t->flags;

  if (id == HC_METRIC_INFLOW || id == HC_METRIC_TICKETS_PER_100_USERS)
    *numerator += reference_on_day (self, t->opened, day);
  for (guint i = 0; i < t->n; i++)
    {
      gboolean ends = reference_on_day (self, t->spells[i].end, day);

      if (id == HC_METRIC_RESOLVED)
        *numerator += ends;
      if (id == HC_METRIC_REOPENED && i > 0)
        *numerator += reference_on_day (self, t->spells[i].start, day);
      if (id == HC_METRIC_REOPEN_RATE && ends)
        {
          *denominator += 1;
          *numerator +=
            i + 1 < t->n && t->spells[i + 1].start - t->spells[i].recorded_end <= 7 * 86400;
        }
    }
  if (looks_back (id) && reference_on_day (self, t->opened, day))
    {
      gboolean by_user = id == HC_METRIC_SAME_USER_REPEAT_RATE;
      guint8 repeats = self->repeats[t->row];

      *numerator += (repeats & (by_user ? HC_REPEAT_SAME_USER : HC_REPEAT_PATTERN)) != 0;
      *denominator += (repeats & (by_user ? HC_REPEAT_KEYED : HC_REPEAT_CLASSIFIED)) != 0;
      *outside += by_user ? self->columns->requester[t->row] == 0
                          : !(repeats & HC_REPEAT_CLASSIFIED);
    }
  if ((id == HC_METRIC_MISROUTING_RATE || id == HC_METRIC_FIRST_GROUP_RESOLUTION_RATE) && ended)
    {
      gboolean by_count = g_strcmp0 (self->routing_method, "count") == 0;
      guint known = by_count ? HC_TICKET_FLAG_COUNT_KNOWN : HC_TICKET_FLAG_ROUTING_KNOWN;
      guint wrong = by_count ? HC_TICKET_FLAG_COUNT_MISROUTED : HC_TICKET_FLAG_MISROUTED;
      guint moved = by_count ? HC_TICKET_FLAG_COUNT_HANDED_OVER : HC_TICKET_FLAG_HANDED_OVER;

      if (g_strcmp0 (self->routing_method, "matrix") == 0)
        {
          known = HC_TICKET_FLAG_MATRIX_KNOWN;
          wrong = HC_TICKET_FLAG_MATRIX_MISROUTED;
        }
      *outside += !(flags & known);
      *denominator += (flags & known) != 0;
      if (id == HC_METRIC_MISROUTING_RATE)
        *numerator += (flags & known) && (flags & wrong);
      else
        *numerator += (flags & known) && !(flags & moved);
    }
  if (id == HC_METRIC_SLA_ATTAINMENT)
    {
      gboolean breached = (flags & HC_TICKET_FLAG_SLA_BREACHED) != 0;
      gboolean met = !breached && (flags & HC_TICKET_FLAG_SLA_MET);
      gint64 due = self->columns->due[t->row];

      if (ended)
        {
          *denominator += met || breached;
          *numerator += met;
          *outside += !met && !breached;
        }
      else if (reference_last_end (t) == HC_INSTANT_NONE && day == reference_last_day (self))
        *denominator += breached || (!met && due != HC_SECONDS_NONE && due < self->as_of);
    }
}

static void
set_quotient (HcMetricId id, HcMetricPoint *out, gint64 numerator, gint64 denominator)
{
  out->numerator = numerator;
  if (!hc_metrics[id].is_share)
    {
      out->value = (double) numerator;
      out->n = numerator;
      return;
    }
  out->n = out->denominator = denominator;
  if (denominator > 0)
    {
      out->value = (double) numerator / (double) denominator;
      hc_wilson (numerator, denominator, 1.6448536269514722, &out->low, &out->high);
    }
}

static void
reset (HcMetricPoint *out)
{
  *out = (HcMetricPoint){ .value = NAN,
                          .n = -1,
                          .numerator = -1,
                          .denominator = -1,
                          .low = NAN,
                          .high = NAN,
                          .median_days = NAN,
                          .p90_days = NAN,
                          .share_over_limit = NAN,
                          .waiting = -1 };
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    out->buckets[i] = -1;
}

static void
ages_of_day (const Reference *self, HcDay day, HcMetricPoint *out)
{
  gint64 end = hc_calendar_day_end (self->calendar, day);
  gint64 now = self->as_of >= end - 3600 ? end : self->as_of;
  g_autofree double *ages = g_new (double, self->columns->n + 1);
  gsize n = 0;
  gint64 over = 0;

  out->waiting = 0;
  memset (out->buckets, 0, sizeof out->buckets);
  for (guint row = 0; row < self->columns->n; row++)
    {
      ReferenceTicket t;
      guint bucket = 0;

      if (!reference_take_ticket (self, row, &t) || t.cancelled || !reference_is_open (self, &t, day))
        continue;
      ages[n] = (double) (now - t.opened) / 86400;
      while (bucket < HC_N_AGE_BUCKETS - 1 && ages[n] >= self->settings->age_bounds[bucket])
        bucket++;
      out->buckets[bucket]++;
      out->waiting += self->columns->state[row] == HC_STATE_WAITING;
      over += ages[n] > self->settings->age_limit_days;
      n++;
    }
  out->n = (gint64) n;
  out->value = (double) n;
  out->median_days = hc_percentile (ages, n, 0.5);
  out->p90_days = hc_percentile (ages, n, 0.9);
  out->share_over_limit = n > 0 ? (double) over / (double) n : NAN;
}

static gint64
count_open (const Reference *self, HcDay day)
{
  gint64 n = 0;

  for (guint row = 0; row < self->columns->n; row++)
    {
      ReferenceTicket t;

      n += reference_take_ticket (self, row, &t) && !t.cancelled && reference_is_open (self, &t, day);
    }
  return n;
}

static void
sum_days (const Reference *self,
          HcMetricId id,
          HcDay from,
          HcDay to,
          gboolean working_only,
          gint64 *numerator,
          gint64 *denominator,
          gint64 *outside,
          gint64 *cancelled)
{
  HcDay last = MIN (to, reference_last_day (self));

  for (HcDay day = MAX (from, self->settings->go_live_day); day <= last; day++)
    {
      if (working_only && !hc_calendar_is_working (self->calendar, day))
        continue;
      for (guint row = 0; row < self->columns->n; row++)
        {
          ReferenceTicket t;

          if (!reference_take_ticket (self, row, &t))
            continue;
          if (!t.cancelled)
            parts (self, id, &t, day, numerator, denominator, outside);
          else if (id == HC_METRIC_INFLOW || id == HC_METRIC_NET_FLOW || looks_back (id) ||
                   is_per_users (id))
            *cancelled += reference_on_day (self, t.opened, day);
          else
            *cancelled += reference_on_day (self, reference_last_end (&t), day);
        }
    }
}

static void
backlog_days_of_day (const Reference *self, HcDay day, HcMetricPoint *out)
{
  HcDay from = HC_DAY_NONE, to = HC_DAY_NONE;
  guint n = 0;
  gint64 unused = 0;

  for (HcDay d = day; d >= self->settings->go_live_day && n < self->settings->window_length; d--)
    if (hc_calendar_is_working (self->calendar, d) &&
        hc_calendar_is_complete (self->calendar, d, self->as_of))
      {
        to = n++ == 0 ? d : to;
        from = d;
      }
  out->numerator = count_open (self, day);
  out->denominator = 0;
  if (n > 0)
    sum_days (self, HC_METRIC_RESOLVED, from, to, FALSE, &out->denominator, &unused, &unused,
              &unused);
  out->n = out->denominator;
  if (out->denominator > 0)
    out->value = (double) out->numerator / ((double) out->denominator / n);
}

static void
stale (const Reference *self, HcMetricPoint *out, gint64 *unknown)
{
  HcDay day = hc_calendar_last_complete_day (self->calendar, self->as_of);
  gint64 numerator = 0, denominator = 0;
  guint n = 0;

  for (; n < 2; day--)
    n += hc_calendar_is_working (self->calendar, day);
  for (guint row = 0; row < self->columns->n; row++)
    {
      gint64 updated = self->columns->updated[row];
      ReferenceTicket t;

      if (!reference_take_ticket (self, row, &t) || t.cancelled || reference_last_end (&t) != HC_INSTANT_NONE)
        continue;
      if (updated == HC_SECONDS_NONE || !reference_seen (self, updated))
        {
          *unknown += 1;
          continue;
        }
      denominator++;
      numerator += updated < hc_calendar_day_start (self->calendar, day + 1);
    }
  if (5 * denominator >= 4 * (denominator + *unknown))
    set_quotient (HC_METRIC_STALE_SHARE, out, numerator, denominator);
}

static void
set_per_users (HcMetricPoint *out, gint64 users)
{
  if (users < 0)
    {
      reset (out);
      return;
    }
  out->denominator = users;
  out->value = users > 0 ? (double) out->numerator / (double) users * 100 : NAN;
}

void
reference_day (const Reference *self, HcMetricId id, HcDay day, HcMetricPoint *out)
{
  gint64 numerator = 0, denominator = 0, unused = 0;

  reset (out);
  switch (id)
    {
    case HC_METRIC_OPEN:
      set_quotient (id, out, count_open (self, day), 0);
      return;
    case HC_METRIC_NET_FLOW:
      for (HcMetricId i = HC_METRIC_INFLOW; i <= HC_METRIC_REOPENED; i++)
        {
          gint64 count = 0;

          sum_days (self, i, day, day, FALSE, &count, &unused, &unused, &unused);
          numerator += i == HC_METRIC_RESOLVED ? -count : count;
          denominator += count;
        }
      out->value = (double) numerator;
      out->n = denominator;
      return;
    case HC_METRIC_BACKLOG_AGE:
      ages_of_day (self, day, out);
      return;
    case HC_METRIC_BACKLOG_DAYS:
      backlog_days_of_day (self, day, out);
      return;
    case HC_METRIC_STALE_SHARE:
      if (day == reference_last_day (self))
        stale (self, out, &unused);
      return;
    case HC_METRIC_TIME_TO_RESOLVE:
    case HC_METRIC_FIRST_RESPONSE_TIME:
      {
        ReferenceDays in = { self->settings->go_live_day - 1, HC_DAY_NONE, TRUE };
        guint n = 0;

        for (HcDay d = day; d >= self->settings->go_live_day && n < self->settings->window_length;
             d--)
          if (hc_calendar_is_working (self->calendar, d))
            {
              in.to = n++ == 0 ? d : in.to;
              in.from = d;
            }
        reference_set_survival (out, id == HC_METRIC_TIME_TO_RESOLVE ? reference_survival (self, in, NULL)
                                                           : reference_response (self, in, NULL));
        return;
      }
    case HC_METRIC_REOPEN_RATE:
      if (!hc_calendar_is_complete (self->calendar, day, self->as_of - 7 * 86400))
        return;
      break;
    default:
      break;
    }
  sum_days (self, id, day, day, FALSE, &numerator, &denominator, &unused, &unused);
  set_quotient (id, out, numerator, denominator);
  if (is_per_users (id))
    set_per_users (out, self->users);
}

static const char *
outside_reason (HcMetricId id)
{
  return id == HC_METRIC_SLA_ATTAINMENT          ? "no_sla"
         : id == HC_METRIC_SAME_USER_REPEAT_RATE ? "no_requester"
         : looks_back (id)                       ? "unclassified"
                                                 : "no_routing";
}

static gint64
n_working (const Reference *self, HcDay from, HcDay to)
{
  gint64 n = 0;

  for (HcDay day = from; day <= to; day++)
    n += hc_calendar_is_working (self->calendar, day);
  return n;
}

static void
summed_window (const Reference *self, HcMetricId id, HcMetricSeries *out)
{
  gboolean is_reopen = id == HC_METRIC_REOPEN_RATE;
  gboolean is_default = is_reopen || (self->from == HC_DAY_NONE && self->to == HC_DAY_NONE);
  gint64 as_of = self->as_of - (is_reopen ? 7 * 86400 : 0);
  /* A day that a zone left out may be complete without having been. */
  HcDay last =
    MIN (hc_calendar_last_complete_day (self->calendar, as_of), reference_last_day (self));
  HcDay from = self->from, to = self->to;
  gint64 numerator = 0, denominator = 0, outside = 0, cancelled = 0, unkeyed = 0;

  if (is_default)
    {
      guint n = 0;

      from = to = HC_DAY_NONE;
      for (HcDay d = last; d >= self->settings->go_live_day && n < self->settings->window_length;
           d--)
        if (hc_calendar_is_working (self->calendar, d))
          {
            to = n++ == 0 ? d : to;
            from = d;
          }
      if (n == 0)
        return;
    }
  if (looks_back (id))
    from = MAX (from, self->settings->go_live_day + (HcDay) ceil (self->settings->look_back_days));
  if (MIN (to, last) < MAX (from, self->settings->go_live_day))
    return;
  if (looks_back (id) && is_default && n_working (self, from, MIN (to, last)) == 0)
    return;
  if (id == HC_METRIC_FIRST_RESPONSE_TIME)
    {
      ReferenceDays in = { MAX (from, self->settings->go_live_day), MIN (to, last), is_default };

      reference_set_survival (&out->window, reference_response (self, in, out));
      return;
    }
  sum_days (self, id, from, MIN (to, last), is_default, &numerator, &denominator, &outside,
            &cancelled);
  if (id == HC_METRIC_NET_FLOW)
    {
      gint64 net = 0, n = 0, unused = 0;

      for (HcMetricId i = HC_METRIC_INFLOW; i <= HC_METRIC_REOPENED; i++)
        {
          gint64 count = 0;

          sum_days (self, i, from, MIN (to, last), is_default, &count, &unused, &unused, &unused);
          net += i == HC_METRIC_RESOLVED ? -count : count;
          n += count;
        }
      out->window.value = (double) net;
      out->window.n = n;
    }
  else
    set_quotient (id, &out->window, numerator, denominator);
  if (is_per_users (id))
    {
      gint64 days = is_default ? n_working (self, from, MIN (to, last))
                               : MIN (to, last) - MAX (from, self->settings->go_live_day) + 1;

      set_per_users (&out->window, self->users < 0 ? -1 : self->users * days);
      if (self->users < 0)
        {
          outside = 0;
          reference_exclude (out, "days_without_head_count", days);
        }
    }
  reference_exclude (out, "cancelled", cancelled);
  reference_exclude (out, outside_reason (id), outside);
  if (id == HC_METRIC_SAME_USER_REPEAT_RATE)
    {
      gint64 inflow = 0, unused = 0;

      sum_days (self, HC_METRIC_INFLOW, from, MIN (to, last), is_default, &inflow, &unused,
                &unused, &unused);
      unkeyed = inflow - denominator - outside;
    }
  reference_exclude (out, "no_category", unkeyed);
}

void
reference_window (const Reference *self, HcMetricId id, HcMetricSeries *out)
{
  HcDay last = reference_last_day (self);
  HcDay stock = self->to != HC_DAY_NONE ? MIN (self->to, last) : last;
  gint64 cancelled = 0, unknown = 0;

  reset (&out->window);
  out->n_excluded = 0;
  if (id == HC_METRIC_TIME_TO_RESOLVE)
    {
      ReferenceDays in = { self->from != HC_DAY_NONE ? self->from : self->settings->go_live_day, stock,
                      FALSE };

      reference_set_survival (&out->window, reference_survival (self, in, out));
      return;
    }
  if (!hc_metrics[id].is_stock)
    {
      summed_window (self, id, out);
      return;
    }
  if (stock < self->settings->go_live_day)
    return;
  if (id != HC_METRIC_STALE_SHARE)
    reference_day (self, id, stock, &out->window);
  else if (stock == last)
    stale (self, &out->window, &unknown);
  reference_exclude (out, "no_update_time", unknown);
  for (guint row = 0; row < self->columns->n; row++)
    {
      ReferenceTicket t;

      cancelled += reference_take_ticket (self, row, &t) && t.cancelled &&
                   t.opened < hc_calendar_day_end (self->calendar, stock);
    }
  reference_exclude (out, "cancelled", cancelled);
}
