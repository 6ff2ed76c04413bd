/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"

#include "hc-repeat.h"

/* The one pass over the columns: cuts every ticket at T, sorts out the cancelled and counts per
 * day. A spell that ends before it starts (a wrong clock) ends as it starts, so that open tickets
 * never go below zero; time_to_resolve still sees the recorded end. */

typedef struct
{
  HcPopulation *population;
  const HcColumns *columns;
  const HcTimeline *time;
  const guint8 *repeats;
  const guint8 *deflects;
} Pass;

static inline guint32
cut (const Pass *pass, guint32 end)
{
  return (gint64) end < pass->time->horizon ? end : HC_SECONDS_NONE;
}

static inline void
count_last_end (HcDayCounts *day, guint16 flags)
{
  guint known = (flags & HC_TICKET_FLAG_ROUTING_KNOWN) != 0;
  guint count_known = (flags & HC_TICKET_FLAG_COUNT_KNOWN) != 0;
  guint matrix_known = (flags & HC_TICKET_FLAG_MATRIX_KNOWN) != 0;

  day->resolved++;
  day->ended++;
  day->known += known;
  day->misrouted += known & ((flags & HC_TICKET_FLAG_MISROUTED) != 0);
  day->count_known += count_known;
  day->count_misrouted += count_known & ((flags & HC_TICKET_FLAG_COUNT_MISROUTED) != 0);
  day->matrix_known += matrix_known;
  day->matrix_misrouted += matrix_known & ((flags & HC_TICKET_FLAG_MATRIX_MISROUTED) != 0);
  day->handed_over += known & ((flags & HC_TICKET_FLAG_HANDED_OVER) != 0);
  day->count_handed_over += count_known & ((flags & HC_TICKET_FLAG_COUNT_HANDED_OVER) != 0);
  day->reopen_count += (flags & HC_TICKET_FLAG_REOPEN_COUNT) != 0;
  day->sla_breached += (flags & HC_TICKET_FLAG_SLA_BREACHED) != 0;
  day->sla_met +=
    (flags & (HC_TICKET_FLAG_SLA_MET | HC_TICKET_FLAG_SLA_BREACHED)) == HC_TICKET_FLAG_SLA_MET;
}

/* The day of the last end, which may lie before @start by mistake. */
static inline guint
end_day (const Pass *pass, guint32 start, guint32 end)
{
  return hc_timeline_day (pass->time, MAX (start, end));
}

static inline gboolean
is_late (const Pass *pass, guint32 row, guint16 flags)
{
  if ((flags & (HC_TICKET_FLAG_SLA_MET | HC_TICKET_FLAG_SLA_BREACHED)) != 0)
    return (flags & HC_TICKET_FLAG_SLA_BREACHED) != 0;
  return pass->columns->due[row] != HC_SECONDS_NONE &&
         (gint64) pass->columns->due[row] < pass->time->as_of;
}

static inline void
count_repeat (HcDayCounts *day, guint8 flags, gboolean has_requester)
{
  day->classified += (flags & HC_REPEAT_CLASSIFIED) != 0;
  day->repeats += (flags & HC_REPEAT_PATTERN) != 0;
  day->no_requester += !has_requester;
  day->keyed += (flags & HC_REPEAT_KEYED) != 0;
  day->same_user += (flags & HC_REPEAT_SAME_USER) != 0;
}

static void
add_ticket (
  const Pass *pass, guint32 row, guint opened_day, guint32 start, guint32 end, guint16 flags)
{
  HcPopulation *p = pass->population;
  gboolean is_waiting = pass->columns->state[row] == HC_STATE_WAITING;
  guint i = p->n++;

  p->opened[i] = pass->columns->opened[row];
  p->ended[i] = end;
  p->flags[i] = flags;
  p->responded[i] = cut (pass, pass->columns->responded[row]);
  p->days[opened_day].inflow++;
  p->days[opened_day].waiting += is_waiting;
  if (pass->repeats != NULL)
    count_repeat (&p->days[opened_day], pass->repeats[row], pass->columns->requester[row] != 0);
  if (pass->deflects != NULL)
    {
      guint32 issue = pass->columns->dim[HC_BY_ISSUE][row];

      p->days[opened_day].linked += issue != 0;
      p->days[opened_day].deflectable += pass->deflects[issue];
    }
  if (end != HC_SECONDS_NONE)
    {
      guint day = end_day (pass, start, end);

      p->end_day[i] = day;
      p->days[day].waiting -= is_waiting;
      count_last_end (&p->days[day], flags);
      return;
    }
  p->end_day[i] = pass->time->n_days;
  p->days[pass->time->n_days - 1].late += is_late (pass, row, flags);
  g_array_append_val (p->open_rows, row);
}

static void
add_cancelled (const Pass *pass, guint opened_day, guint32 start, guint32 end)
{
  pass->population->days[opened_day].cancelled_opened++;
  pass->population->days[end_day (pass, start, end)].cancelled_ended++;
}

/* An end that is not the last, and the start after it. */
static void
add_turn (const Pass *pass, guint32 row, guint32 end, guint32 recorded_end, guint32 start)
{
  HcPopulation *p = pass->population;
  gint32 waiting = pass->columns->state[row] == HC_STATE_WAITING;
  HcTurn leaves = { hc_timeline_day (pass->time, end), p->n, FALSE };
  HcTurn enters = { hc_timeline_day (pass->time, start), p->n, TRUE };

  p->days[leaves.day].resolved++;
  p->days[leaves.day].waiting -= waiting;
  p->days[leaves.day].followed += (gint64) start - recorded_end <= HC_FOLLOW_UP_SECONDS;
  p->days[enters.day].reopened++;
  p->days[enters.day].waiting += waiting;
  g_array_append_val (p->turns, leaves);
  g_array_append_val (p->turns, enters);
}

static void
add_several (const Pass *pass, guint32 row, guint opened_day, guint first, guint n)
{
  const HcRowSpell *spells = pass->columns->spells + first;
  guint32 last_end = cut (pass, spells[n - 1].end);
  guint16 flags = pass->columns->flags[row];
  guint32 start = pass->columns->opened[row];

  flags &= (guint16) ~HC_TICKET_FLAG_END_INFERRED;
  if (spells[n - 1].inferred)
    flags |= HC_TICKET_FLAG_END_INFERRED;

  if (pass->columns->state[row] == HC_STATE_CANCELLED && last_end != HC_SECONDS_NONE)
    {
      add_cancelled (pass, opened_day, start, last_end);
      return;
    }
  for (guint i = 0; i + 1 < n; i++)
    {
      guint32 end = MAX (start, spells[i].end);

      start = MAX (end, spells[i + 1].start);
      add_turn (pass, row, end, spells[i].end, start);
    }
  add_ticket (pass, row, opened_day, start, last_end, flags);
}

static void
add_row (const Pass *pass, guint32 row, guint opened_day)
{
  const HcColumns *columns = pass->columns;
  guint32 opened = columns->opened[row];
  guint32 end = cut (pass, columns->ended[row]);
  guint16 flags = columns->flags[row];

  if (flags & HC_TICKET_FLAG_SEVERAL_SPELLS)
    {
      guint first = hc_columns_first_spell (columns, row);
      guint n = hc_columns_count_spells (columns, first, row, pass->time->horizon);

      if (n > 0)
        {
          add_several (pass, row, opened_day, first, n);
          return;
        }
    }
  if (columns->state[row] == HC_STATE_CANCELLED && end != HC_SECONDS_NONE)
    add_cancelled (pass, opened_day, opened, end);
  else
    add_ticket (pass, row, opened_day, opened, end, flags);
}

static int
compare_turns (const void *a, const void *b)
{
  guint x = ((const HcTurn *) a)->day, y = ((const HcTurn *) b)->day;

  return (x > y) - (x < y);
}

void
hc_population_init (HcPopulation *self,
                    const HcMetricContext *context,
                    const guint32 *rows,
                    guint n_rows)
{
  const HcTimeline *time = &context->time;
  Pass pass = { self, context->columns, time, context->repeats, context->deflects };
  guint day = 0;

  *self = (HcPopulation){
    .opened = g_new (guint32, n_rows),
    .ended = g_new (guint32, n_rows),
    .end_day = g_new (guint32, n_rows),
    .responded = g_new (guint32, n_rows),
    .flags = g_new (guint16, n_rows),
    .day_begin = g_new0 (guint, time->n_days + 1),
    .days = g_new0 (HcDayCounts, time->n_days + 1),
    .turns = g_array_new (FALSE, FALSE, sizeof (HcTurn)),
    .open_rows = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .users = -1,
  };
  if (time->n_days == 0)
    return;

  for (guint i = 0; i < n_rows; i++)
    {
      guint32 row = rows != NULL ? rows[i] : i;
      guint32 opened = context->columns->opened[row];

      if (opened < time->starts[0])
        continue;
      if ((gint64) opened >= time->horizon)
        break;
      while (opened >= time->starts[day + 1])
        self->day_begin[++day] = self->n;
      add_row (&pass, row, day);
    }
  while (day < time->n_days)
    self->day_begin[++day] = self->n;
  /* Stable: the turns of one ticket stay in their order. */
  g_array_sort (self->turns, compare_turns);
}

void
hc_population_clear (HcPopulation *self)
{
  g_clear_pointer (&self->opened, g_free);
  g_clear_pointer (&self->ended, g_free);
  g_clear_pointer (&self->end_day, g_free);
  g_clear_pointer (&self->responded, g_free);
  g_clear_pointer (&self->flags, g_free);
  g_clear_pointer (&self->day_begin, g_free);
  g_clear_pointer (&self->days, g_free);
  g_clear_pointer (&self->turns, g_array_unref);
  g_clear_pointer (&self->open_rows, g_array_unref);
  g_clear_pointer (&self->cohorts, g_ptr_array_unref);
}
