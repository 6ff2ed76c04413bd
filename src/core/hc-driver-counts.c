/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One pass over the tickets: to which driver each belongs, and how many came a day. */

#include "config.h"

#include "hc-driver-private.h"

/* Ordinals of every kind → index into sources + 1. */
typedef struct
{
  HcDriverCounts *counts;
  const guint32 *group_of;
  guint32 *of_issue;
  guint32 *of_group;
  guint32 *of_subcategory;
  guint32 *of_category; /* [0]: without one */
  guint next_spell;
} Pass;

/* ---- which driver ---- */

static guint32
source_for (Pass *pass, guint32 *slot, HcDriverKind kind, HcDimension by, guint32 ordinal)
{
  GArray *sources = pass->counts->sources;

  if (*slot == 0)
    {
      HcDriverSource source = { kind, by, ordinal, 0 };

      g_array_append_val (sources, source);
      *slot = sources->len;
    }
  return *slot;
}

static guint32
source_of_row (Pass *pass, guint32 row)
{
  const HcColumns *columns = pass->counts->columns;
  guint32 issue = columns->dim[HC_BY_ISSUE][row];
  guint32 group = pass->group_of != NULL ? pass->group_of[row] : 0;
  guint32 subcategory = columns->dim[HC_BY_SUBCATEGORY][row];
  guint32 category = columns->dim[HC_BY_CATEGORY][row];

  if (issue != 0)
    return source_for (pass, &pass->of_issue[issue], HC_DRIVER_ISSUE, HC_BY_ISSUE, issue);
  if (group != 0)
    return source_for (pass, &pass->of_group[group], HC_DRIVER_TEXT_GROUP, HC_BY_NONE, group);
  if (subcategory != 0)
    return source_for (pass, &pass->of_subcategory[subcategory], HC_DRIVER_CATEGORY,
                       HC_BY_SUBCATEGORY, subcategory);
  return source_for (pass, &pass->of_category[category], HC_DRIVER_CATEGORY,
                     category != 0 ? HC_BY_CATEGORY : HC_BY_NONE, category);
}

/* ---- which tickets ---- */

/* The end of the last spell that began by T; HC_SECONDS_NONE: open at T. Rows come in order. */
static guint32
end_at_t (Pass *pass, guint32 row)
{
  const HcColumns *columns = pass->counts->columns;
  gint64 horizon = pass->counts->time.horizon;
  guint32 end = columns->ended[row];
  guint i = pass->next_spell;

  while (i < columns->n_spells && columns->spells[i].row < row)
    i++;
  if ((columns->flags[row] & HC_TICKET_FLAG_SEVERAL_SPELLS) != 0)
    for (guint first = i; i < columns->n_spells && columns->spells[i].row == row; i++)
      {
        if (i > first && (gint64) columns->spells[i].start >= horizon)
          break;
        end = columns->spells[i].end;
        if (end == HC_SECONDS_NONE)
          break;
      }
  pass->next_spell = i;
  return (gint64) end < horizon ? end : HC_SECONDS_NONE;
}

/* The complete working day of each day of the timeline + 1; 0: another day. */
static guint32 *
lay_out_working (HcDriverCounts *self)
{
  guint32 *working = g_new0 (guint32, self->time.n_days + 1);

  self->working_days = g_new (HcDay, self->time.n_days + 1);
  for (guint i = 0; i < self->time.n_days; i++)
    if (self->time.working[i] && self->time.complete[i])
      {
        self->working_days[self->n_working++] = self->time.first + (HcDay) i;
        working[i] = self->n_working;
      }
  return working;
}

static void
assign (Pass *pass, const guint32 *working)
{
  HcDriverCounts *self = pass->counts;
  const HcColumns *columns = self->columns;
  guint day = 0;

  for (guint32 row = 0; self->time.n_days > 0 && row < columns->n; row++)
    {
      guint32 end, source;

      if (columns->opened[row] < self->time.starts[0])
        continue;
      if ((gint64) columns->opened[row] >= self->time.horizon)
        break;
      while (day + 1 < self->time.n_days && columns->opened[row] >= self->time.starts[day + 1])
        day++;
      end = end_at_t (pass, row);
      if (columns->state[row] == HC_STATE_CANCELLED && end != HC_SECONDS_NONE)
        continue;
      source = source_of_row (pass, row);
      self->source_of[row] = source;
      self->working_of[row] = working[day];
      g_array_index (self->sources, HcDriverSource, source - 1).open += end == HC_SECONDS_NONE;
    }
}

static void
count (HcDriverCounts *self)
{
  self->counts = g_new0 (guint32, (gsize) self->sources->len * self->n_working + 1);
  for (guint32 row = 0; row < self->columns->n; row++)
    if (self->working_of[row] != 0)
      self->counts[(gsize) (self->source_of[row] - 1) * self->n_working + self->working_of[row]
                   - 1]++;
}

static void
run (HcDriverCounts *self, const guint32 *group_of)
{
  const HcColumns *columns = self->columns;
  g_autofree guint32 *working = lay_out_working (self);
  g_autofree guint32 *of_issue = g_new0 (guint32, columns->names[HC_BY_ISSUE]->len);
  g_autofree guint32 *of_group
    = g_new0 (guint32, self->group_keys != NULL ? self->group_keys->len + 1 : 1);
  g_autofree guint32 *of_subcategory = g_new0 (guint32, columns->names[HC_BY_SUBCATEGORY]->len);
  g_autofree guint32 *of_category = g_new0 (guint32, columns->names[HC_BY_CATEGORY]->len);
  Pass pass = { self, group_of, of_issue, of_group, of_subcategory, of_category, 0 };

  assign (&pass, working);
  count (self);
}

/* ---- public ---- */

HcDriverGroups *
hc_driver_groups_new (guint n)
{
  HcDriverGroups *self = g_new (HcDriverGroups, 1);

  self->group_of = g_new0 (guint32, n + 1);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
hc_driver_groups_free (HcDriverGroups *self)
{
  if (self == NULL)
    return;
  g_free (self->group_of);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->titles);
  g_free (self);
}

HcDriverCounts *
hc_driver_counts_new (const HcColumns *columns,
                      const HcLaunchSettings *settings,
                      HcCalendar *calendar,
                      gint64 as_of,
                      const guint32 *group_of,
                      GPtrArray *group_keys,
                      GPtrArray *group_titles,
                      GPtrArray *issues)
{
  HcDriverCounts *self = g_new0 (HcDriverCounts, 1);
  g_autoptr (HcMetricSet) set = g_new0 (HcMetricSet, 1);
  HcMetricQuery query = { .as_of = as_of, .from = HC_DAY_NONE, .to = HC_DAY_NONE };

  set->series = g_ptr_array_new ();
  self->columns = columns;
  self->settings = settings;
  self->group_keys = group_keys;
  self->group_titles = group_titles;
  self->issues = issues;
  self->sources = g_array_new (FALSE, FALSE, sizeof (HcDriverSource));
  self->source_of = g_new0 (guint32, columns->n + 1);
  self->working_of = g_new0 (guint32, columns->n + 1);
  /* what it refuses (a T after 2105) leaves no day */
  if (!hc_timeline_init (&self->time, columns, settings, calendar, &query, set, NULL))
    self->time.n_days = 0;
  run (self, group_of);
  return self;
}

void
hc_driver_counts_free (HcDriverCounts *self)
{
  if (self == NULL)
    return;
  hc_timeline_clear (&self->time);
  g_array_unref (self->sources);
  g_free (self->working_days);
  g_free (self->counts);
  g_free (self->source_of);
  g_free (self->working_of);
  g_free (self);
}

guint
hc_driver_counts_working_days (const HcDriverCounts *self, HcDay day)
{
  guint n = 0;

  while (n < self->n_working && self->working_days[n] <= day)
    n++;
  return n;
}

const char *
hc_driver_source_key (const HcDriverCounts *self, const HcDriverSource *source)
{
  switch (source->kind)
    {
    case HC_DRIVER_ISSUE:
      return self->columns->ids[HC_BY_ISSUE]->pdata[source->ordinal];
    case HC_DRIVER_TEXT_GROUP:
      return self->group_keys->pdata[source->ordinal - 1];
    case HC_DRIVER_CATEGORY:
    default:
      if (source->by == HC_BY_NONE)
        return "";
      return self->columns->names[source->by]->pdata[source->ordinal];
    }
}
