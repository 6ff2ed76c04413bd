/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-path-flow.h"

#include <math.h>

#define SECONDS_AN_HOUR 3600
#define SLACK_SECONDS 3600 /* of a complete day */

/* The days from go-live to T. */
typedef struct
{
  const HcUsage *usage;
  const char *workflow_id;
  HcDay first;
  guint n_days;
  gboolean *is_mature;
  HcCompletionCount *whole; /* of the hot path */
  HcCompletionCount *one;   /* of what is summed up now */
  gboolean knows_whole;     /* on some mature day */
} Days;

static gboolean
is_known (const HcCompletionCount *count)
{
  return count->started >= 0 && count->completed >= 0;
}

static gboolean
is_possible (const HcCompletionCount *count)
{
  return is_known (count) && count->completed <= count->started;
}

static void
find_mature (Days *self, HcCalendar *calendar, gint64 as_of)
{
  const double *hours = g_hash_table_lookup (self->usage->cycle_hours, self->workflow_id);
  double cycle = hours != NULL ? *hours * SECONDS_AN_HOUR : 0;

  for (guint i = 0; i < self->n_days; i++)
    self->is_mature[i] = (double) as_of + SLACK_SECONDS >=
                         (double) hc_calendar_day_end (calendar, self->first + (HcDay) i) + cycle;
}

/* The period that the figures cover. */
static void
note_day (HcPathFlow *flow, const Days *days, guint i)
{
  HcDay day = days->first + (HcDay) i;

  if (flow->first == HC_DAY_NONE || day < flow->first)
    flow->first = day;
  if (flow->last == HC_DAY_NONE || day > flow->last)
    flow->last = day;
}

static void
add_day (HcPathCount *sum, const HcCompletionCount *count, const HcCompletionCount *whole)
{
  sum->n_days++;
  sum->started = MAX (sum->started, 0) + count->started;
  sum->completed = MAX (sum->completed, 0) + count->completed;
  if (count->retried >= 0)
    {
      sum->retried = MAX (sum->retried, 0) + count->retried;
      sum->retried_of += count->started;
    }
  if (is_possible (whole))
    sum->of_starts = MAX (sum->of_starts, 0) + whole->started;
}

static HcPathCount
sum_up (HcPathFlow *flow, const Days *days, const HcUsageRecord *step)
{
  HcPathCount sum = {
    .step = step, .started = -1, .completed = -1, .retried = -1, .of_starts = -1
  };

  hc_usage_completions (days->usage, days->workflow_id, step != NULL ? step->id : NULL, NULL,
                        days->first, days->n_days, days->one);
  for (guint i = 0; i < days->n_days; i++)
    {
      if (!days->is_mature[i] || !is_known (&days->one[i]))
        continue;
      if (!is_possible (&days->one[i]))
        {
          sum.n_impossible++;
          continue;
        }
      if (days->knows_whole && !is_possible (&days->whole[i]))
        continue;
      add_day (&sum, &days->one[i], &days->whole[i]);
      note_day (flow, days, i);
    }
  return sum;
}

static void
read_whole (HcPathFlow *flow, Days *days)
{
  hc_usage_completions (days->usage, days->workflow_id, NULL, NULL, days->first, days->n_days,
                        days->whole);
  for (guint i = 0; i < days->n_days; i++)
    {
      days->knows_whole |= days->is_mature[i] && is_possible (&days->whole[i]);
      flow->n_days += days->is_mature[i];
      flow->n_too_recent += !days->is_mature[i] && is_known (&days->whole[i]);
    }
}

HcPathFlow *
hc_path_flow_new (const HcUsage *usage,
                  const char *workflow_id,
                  const HcLaunchSettings *settings,
                  HcCalendar *calendar,
                  gint64 as_of)
{
  HcPathFlow *self = g_new0 (HcPathFlow, 1);
  Days days = { .usage = usage, .workflow_id = workflow_id, .first = settings->go_live_day };
  HcDay last = as_of != HC_INSTANT_NONE && settings->go_live_day != HC_DAY_NONE
                 ? hc_calendar_day_of (calendar, as_of - 1) : HC_DAY_NONE;
  g_autofree gboolean *is_mature = NULL;
  g_autofree HcCompletionCount *counts = NULL;

  days.n_days = last != HC_DAY_NONE && last >= days.first ? (guint) (last - days.first + 1) : 0;
  days.is_mature = is_mature = g_new0 (gboolean, days.n_days + 1);
  days.whole = counts = g_new0 (HcCompletionCount, 2 * (days.n_days + 1));
  days.one = counts + days.n_days + 1;
  self->first = self->last = HC_DAY_NONE;
  self->steps = g_array_new (FALSE, FALSE, sizeof (HcPathCount));
  find_mature (&days, calendar, as_of);
  read_whole (self, &days);
  self->whole = sum_up (self, &days, NULL);
  for (guint i = 0; i < usage->records->len; i++)
    {
      const HcUsageRecord *record = usage->records->pdata[i];
      HcPathCount sum;

      if (record->by != HC_BY_STEP || g_strcmp0 (record->workflow_id, workflow_id) != 0)
        continue;
      sum = sum_up (self, &days, record);
      g_array_append_val (self->steps, sum);
    }
  return self;
}

void
hc_path_flow_free (HcPathFlow *self)
{
  g_array_unref (self->steps);
  g_free (self);
}

gboolean
hc_path_flow_is_known (const HcPathFlow *self)
{
  if (self->whole.n_days > 0)
    return TRUE;
  for (guint i = 0; i < self->steps->len; i++)
    if (g_array_index (self->steps, HcPathCount, i).n_days > 0)
      return TRUE;
  return FALSE;
}

static double
share (gint64 part, gint64 of)
{
  return part >= 0 && of > 0 ? (double) part / (double) of : NAN;
}

double
hc_path_count_through (const HcPathCount *self)
{
  return share (self->completed, self->started);
}

double
hc_path_count_of_all (const HcPathCount *self)
{
  return share (self->completed, self->of_starts);
}

double
hc_path_count_retries (const HcPathCount *self)
{
  return 100 * share (self->retried, self->retried_of);
}
