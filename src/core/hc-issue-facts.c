/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-issue-facts.h"

#include "hc-metric-private.h"
#include "hc-statistics.h"

#include <math.h>
#include <stdlib.h>

#define SECONDS_A_DAY 86400
#define URGENT_DAYS 5
#define BLOCKING_TICKETS 2

/* What is kept of an issue's tickets until all were seen. */
typedef struct
{
  GArray *requesters; /* guint32 */
  GArray *durations;  /* HcObservationTime */
} Tickets;

typedef struct
{
  const HcColumns *columns;
  const HcTimeline *time;
  HcIssueFactsSet *set;
  HcIssueFacts **facts; /* by ordinal; NULL: no ticket yet */
  Tickets *tickets;     /* by ordinal */
} Pass;

static void
facts_free (gpointer data)
{
  HcIssueFacts *self = data;

  g_free (self->issue_id);
  g_free (self->per_day);
  g_free (self);
}

void
hc_issue_facts_set_free (HcIssueFactsSet *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->issues);
  g_free (self->working);
  g_free (self->complete);
  g_free (self);
}

const HcIssueFacts *
hc_issue_facts_find (const HcIssueFactsSet *self, const char *issue_id)
{
  return issue_id != NULL ? g_hash_table_lookup (self->by_id, issue_id) : NULL;
}

static HcIssueFacts *
facts_of (Pass *pass, guint32 issue)
{
  HcIssueFacts *facts = pass->facts[issue];

  if (facts != NULL)
    return facts;
  facts = g_new0 (HcIssueFacts, 1);
  facts->issue_id = g_strdup (pass->columns->ids[HC_BY_ISSUE]->pdata[issue]);
  facts->per_day = g_new0 (guint32, pass->time->n_days);
  facts->first_seen = facts->last_seen = HC_INSTANT_NONE;
  facts->median_hours = NAN;
  pass->facts[issue] = facts;
  pass->tickets[issue] =
    (Tickets){ g_array_new (FALSE, FALSE, sizeof (guint32)),
               g_array_new (FALSE, FALSE, sizeof (HcObservationTime)) };
  g_ptr_array_add (pass->set->issues, facts);
  g_hash_table_insert (pass->set->by_id, facts->issue_id, facts);
  return facts;
}

static void
add_duration (Pass *pass, GArray *durations, guint32 row, guint32 end)
{
  gint64 opened = pass->columns->opened[row];
  HcObservationTime time = { 0, end != HC_SECONDS_NONE };

  if (pass->columns->flags[row] & HC_TICKET_FLAG_CHILD)
    return;
  time.time = (double) ((time.event ? (gint64) end : pass->time->as_of) - opened);
  if (time.time >= 0)
    g_array_append_val (durations, time);
}

static void
add_ticket (Pass *pass, guint32 row, guint day, guint32 end)
{
  const HcColumns *columns = pass->columns;
  guint32 issue = columns->dim[HC_BY_ISSUE][row];
  HcIssueFacts *facts = facts_of (pass, issue);
  gint64 age = pass->time->as_of - columns->opened[row];
  gboolean is_urgent = columns->priority[row] == 1 || columns->priority[row] == 2;
  gboolean in_window = pass->time->in_window[day];

  facts->tickets++;
  facts->open += end == HC_SECONDS_NONE;
  facts->last_7_days += age < 7 * SECONDS_A_DAY;
  facts->window += in_window;
  facts->urgent_5_days += is_urgent && age < URGENT_DAYS * SECONDS_A_DAY;
  facts->urgent_window += is_urgent && in_window;
  facts->per_day[day]++;
  if (facts->first_seen == HC_INSTANT_NONE)
    facts->first_seen = columns->opened[row];
  facts->last_seen = columns->opened[row];
  if (columns->requester[row] != 0)
    g_array_append_val (pass->tickets[issue].requesters, columns->requester[row]);
  add_duration (pass, pass->tickets[issue].durations, row, end);
}

static int
compare_numbers (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static gint64
count_distinct (GArray *numbers)
{
  gint64 n = 0;

  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    n += i == 0 || g_array_index (numbers, guint32, i) != g_array_index (numbers, guint32, i - 1);
  return n;
}

static void
finish (Pass *pass)
{
  gboolean has_requesters = (pass->columns->inputs & HC_INPUT_REQUESTER) != 0;

  for (guint i = 1; i < pass->columns->names[HC_BY_ISSUE]->len; i++)
    {
      HcIssueFacts *facts = pass->facts[i];
      Tickets *tickets = &pass->tickets[i];

      if (facts == NULL)
        continue;
      facts->users = has_requesters ? count_distinct (tickets->requesters) : -1;
      facts->blocks = facts->urgent_5_days >= BLOCKING_TICKETS;
      facts->median_hours = hc_survival ((HcObservationTime *) (gpointer) tickets->durations->data,
                                         tickets->durations->len, 0)
                              .median /
                            3600;
      g_array_unref (tickets->requesters);
      g_array_unref (tickets->durations);
    }
}

static void
add_tickets (Pass *pass)
{
  const HcColumns *columns = pass->columns;
  const HcTimeline *time = pass->time;

  for (guint32 row = 0; row < columns->n && time->n_days > 0; row++)
    {
      guint32 end;

      if (columns->opened[row] < time->starts[0])
        continue;
      if ((gint64) columns->opened[row] >= time->horizon)
        break;
      end = hc_columns_end (columns, row, time->horizon);
      if (columns->state[row] == HC_STATE_CANCELLED && end != HC_SECONDS_NONE)
        continue;
      pass->set->n_tickets++;
      if (columns->dim[HC_BY_ISSUE][row] == 0)
        continue;
      pass->set->n_classified++;
      add_ticket (pass, row, hc_timeline_day (time, columns->opened[row]), end);
    }
}

HcIssueFactsSet *
hc_issue_facts (const HcColumns *columns,
                const HcLaunchSettings *settings,
                HcCalendar *calendar,
                gint64 as_of)
{
  HcIssueFactsSet *self = g_new0 (HcIssueFactsSet, 1);
  g_auto (HcTimeline) time = { 0 };
  HcMetricQuery query = { .as_of = as_of, .from = HC_DAY_NONE, .to = HC_DAY_NONE };
  HcMetricSet window = { 0 };
  Pass pass = { columns, &time, self, NULL, NULL };
  guint n = columns->names[HC_BY_ISSUE]->len;

  self->issues = g_ptr_array_new_with_free_func (facts_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  /* Fails after the year 2105 only: then there are no facts. */
  if (!(columns->inputs & HC_INPUT_TICKETS) ||
      !hc_timeline_init (&time, columns, settings, calendar, &query, &window, NULL))
    return self;
  self->first_day = time.first;
  self->n_days = time.n_days;
  self->working = g_memdup2 (time.working, time.n_days);
  self->complete = g_memdup2 (time.complete, time.n_days);
  pass.facts = g_new0 (HcIssueFacts *, n);
  pass.tickets = g_new0 (Tickets, n);
  add_tickets (&pass);
  finish (&pass);
  g_free (pass.facts);
  g_free (pass.tickets);
  return self;
}
