/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many of those who start a hot path or a step complete it. */

#include "config.h"

#include "hc-usage.h"

/* What the rows of one day say about one cohort (or everybody). */
typedef struct
{
  const char *cohort_id;
  const char *kind;
  HcCompletionCount own; /* of the whole hot path, or of the step that was asked for */
  HcCompletionCount steps; /* started: of the first step, completed: of the last one */
} Part;

typedef struct
{
  const HcUsage *usage;
  const char *workflow_id;
  const char *step_id;
  const char *cohort_id;
  const char *first_step; /* of the whole hot path */
  const char *last_step;
  GArray *parts; /* of Part */
} Pass;

static const HcCompletionCount nothing = { -1, -1, -1 };

static void
find_ends (Pass *self)
{
  for (guint i = 0; self->step_id == NULL && i < self->usage->records->len; i++)
    {
      const HcUsageRecord *record = self->usage->records->pdata[i];

      if (record->by != HC_BY_STEP || record->is_exception ||
          g_strcmp0 (record->workflow_id, self->workflow_id) != 0)
        continue;
      if (self->first_step == NULL)
        self->first_step = record->id;
      self->last_step = record->id;
    }
}

static Part *
part_of (Pass *self, const char *cohort_id)
{
  Part part = { cohort_id, NULL, nothing, nothing };

  for (guint i = 0; i < self->parts->len; i++)
    if (g_strcmp0 (g_array_index (self->parts, Part, i).cohort_id, cohort_id) == 0)
      return &g_array_index (self->parts, Part, i);
  part.kind = cohort_id != NULL ? hc_usage_kind_of (self->usage, cohort_id) : NULL;
  g_array_append_val (self->parts, part);
  return &g_array_index (self->parts, Part, self->parts->len - 1);
}

static void
see_row (Pass *self, const HcCompletionDay *row)
{
  Part *part;

  if (!g_str_equal (row->workflow_id, self->workflow_id) ||
      (self->cohort_id != NULL && g_strcmp0 (row->cohort_id, self->cohort_id) != 0))
    return;
  part = part_of (self, row->cohort_id);
  if (g_strcmp0 (row->step_id, self->step_id) == 0)
    {
      part->own = (HcCompletionCount){ row->started, row->completed, row->retried };
      return;
    }
  if (self->step_id != NULL)
    return;
  if (row->retried >= 0)
    part->steps.retried = MAX (part->steps.retried, 0) + row->retried;
  if (g_strcmp0 (row->step_id, self->first_step) == 0)
    part->steps.started = row->started;
  if (g_strcmp0 (row->step_id, self->last_step) == 0)
    part->steps.completed = row->completed;
}

static gboolean
is_whole (const HcCompletionCount *count)
{
  return count->started >= 0 && count->completed >= 0;
}

static HcCompletionCount
count_of (const Part *part)
{
  HcCompletionCount count = is_whole (&part->own) ? part->own : part->steps;

  if (!is_whole (&count))
    return nothing;
  if (count.retried < 0)
    count.retried = part->steps.retried;
  return count;
}

static void
add (HcCompletionCount *sum, const HcCompletionCount *count)
{
  sum->started = MAX (sum->started, 0) + count->started;
  sum->completed = MAX (sum->completed, 0) + count->completed;
  if (count->retried >= 0)
    sum->retried = MAX (sum->retried, 0) + count->retried;
}

/* The cohorts of the kind of @part, each kind counting the same starts once more. */
static HcCompletionCount
sum_of_kind (const Pass *self, const char *kind)
{
  HcCompletionCount sum = nothing;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      HcCompletionCount count = count_of (part);

      if (g_strcmp0 (part->kind, kind) == 0 && is_whole (&count))
        add (&sum, &count);
    }
  return sum;
}

static HcCompletionCount
sum_day (const Pass *self)
{
  HcCompletionCount best = nothing;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      HcCompletionCount count = count_of (part);

      if ((part->cohort_id == NULL || self->cohort_id != NULL) && is_whole (&count))
        return count;
      if (part->cohort_id == NULL)
        continue;
      count = sum_of_kind (self, part->kind);
      if (count.started > best.started)
        best = count;
    }
  return best;
}

void
hc_usage_completions (const HcUsage *self,
                      const char *workflow_id,
                      const char *step_id,
                      const char *cohort_id,
                      HcDay first,
                      guint n_days,
                      HcCompletionCount *out)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  Pass pass = { self, workflow_id, step_id, cohort_id, NULL, NULL, parts };
  GPtrArray *rows;

  g_return_if_fail (self != NULL && workflow_id != NULL);

  find_ends (&pass);
  for (guint i = 0; i < n_days; i++)
    out[i] = nothing;
  rows = self->completions;
  for (guint i = 0; i < rows->len; i++)
    {
      const HcCompletionDay *row = rows->pdata[i];
      HcDay day = row->day;

      if (day < first || day - first >= (HcDay) n_days)
        continue;
      see_row (&pass, row);
      if (i + 1 < rows->len && ((const HcCompletionDay *) rows->pdata[i + 1])->day == day)
        continue;
      out[day - first] = sum_day (&pass);
      g_array_set_size (parts, 0);
    }
}
