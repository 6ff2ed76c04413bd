/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-driver-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hc-issue.h"
#include "hc-statistics.h"

#define FEWEST_DAYS 3
#define LEVEL 0.10
#define SUM_DAYS 5

const char *
hc_driver_kind_word (HcDriverKind kind)
{
  static const char *const words[] = { "issue", "text_group", "category" };

  return words[kind];
}

void
hc_driver_free (HcDriver *self)
{
  g_free (self->key);
  g_free (self->code);
  g_free (self->title);
  g_free (self->workflow);
  g_free (self->step);
  g_free (self);
}

void
hc_driver_set_free (HcDriverSet *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->drivers);
  g_free (self);
}

/* ---- windows ---- */

/* Complete working days [previous, last) and [last, end) by their number. */
typedef struct
{
  const HcDriverCounts *counts;
  const HcDriverQuery *query;
  guint previous, last, end;
} Look;

typedef struct
{
  guint source;
  gint64 last, previous;
  const HcDriverSource *of;
  const char *name; /* an issue's code and title, or the key */
  const char *key;
} Candidate;

static const guint32 *
counts_of (const Look *look, guint source)
{
  return look->counts->counts + (gsize) source * look->counts->n_working;
}

static gint64
sum (const guint32 *counts, guint from, guint to)
{
  gint64 total = 0;

  for (guint i = from; i < to; i++)
    total += counts[i];
  return total;
}

/* Most tickets in both windows together; then in the last; then by kind and name. */
static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;
  gint64 m = x->last + x->previous, n = y->last + y->previous;

  if (m != n)
    return m < n ? 1 : -1;
  if (x->last != y->last)
    return x->last < y->last ? 1 : -1;
  if (x->of->kind != y->of->kind)
    return x->of->kind < y->of->kind ? -1 : 1;
  return strcmp (x->name, y->name) != 0 ? strcmp (x->name, y->name) : strcmp (x->key, y->key);
}

/* Ids are made by chance: two launches with the same tickets would have another order. */
static const char *
name_of (const HcDriverCounts *counts, const HcDriverSource *source)
{
  const GPtrArray *issues = counts->columns->names[HC_BY_ISSUE];

  return source->kind == HC_DRIVER_ISSUE && source->ordinal < issues->len
           ? issues->pdata[source->ordinal]
           : hc_driver_source_key (counts, source);
}

static GArray *
find_candidates (const Look *look)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < look->counts->sources->len; i++)
    {
      const HcDriverSource *source = &g_array_index (look->counts->sources, HcDriverSource, i);
      const guint32 *counts = counts_of (look, i);
      Candidate candidate = { i, sum (counts, look->last, look->end),
                              sum (counts, look->previous, look->last), source,
                              name_of (look->counts, source),
                              hc_driver_source_key (look->counts, source) };

      if (candidate.last + candidate.previous > 0)
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

/* ---- one driver ---- */

static const HcRecordData *
find_issue (const HcDriverCounts *counts, const char *id)
{
  for (guint i = 0; counts->issues != NULL && i < counts->issues->len; i++)
    {
      const HcRecordData *issue = counts->issues->pdata[i];

      if (g_strcmp0 (issue->id, id) == 0)
        return issue;
    }
  return NULL;
}

/* Two windows of whole days: every day counts as one. */
static HcRateTest
test_windows (const Look *look, const guint32 *counts)
{
  guint n = look->end - look->previous;
  g_autofree double *numbers = g_new (double, 2 * n + 1);
  double *exposures = numbers + n;
  guint n_previous = look->last - look->previous;

  for (guint i = 0; i < n; i++)
    {
      numbers[i] = counts[look->previous + i];
      exposures[i] = 1;
    }
  return hc_rate_test (numbers + n_previous, exposures, n - n_previous, numbers, exposures,
                       n_previous);
}

static void
judge_trend (const Look *look, const guint32 *counts, HcDriver *out)
{
  HcRateTest test;

  out->rate_ratio = out->low = out->high = NAN;
  out->p_falling = out->p_rising = out->phi = NAN;
  out->trend = HC_TREND_INSUFFICIENT;
  if (look->end - look->last < FEWEST_DAYS || look->last - look->previous < FEWEST_DAYS)
    return;
  test = test_windows (look, counts);
  out->rate_ratio = test.ratio;
  out->low = test.low;
  out->high = test.high;
  out->p_falling = test.p_falling;
  out->p_rising = test.p_rising;
  out->phi = test.phi;
  out->trend = test.p_falling <= LEVEL  ? HC_TREND_FALLING
               : test.p_rising <= LEVEL ? HC_TREND_RISING
                                        : HC_TREND_UNCLEAR;
}

/* The highest sum of as many neighbouring complete working days up to @end. */
static gint64
highest_sum (const guint32 *counts, guint end)
{
  gint64 running = 0, highest = 0;

  for (guint i = 0; i < end; i++)
    {
      running += counts[i];
      if (i >= SUM_DAYS)
        running -= counts[i - SUM_DAYS];
      highest = MAX (highest, running);
    }
  return highest;
}

static void
take_issue (const Look *look, const HcRecordData *issue, HcDriver *out)
{
  if (issue == NULL)
    return;
  g_free (out->title);
  out->title = g_strdup (hc_record_data_title (issue));
  out->code = g_strdup (hc_record_data_get (issue, "code"));
  out->bau_level = hc_record_data_get_real (issue, "bau_level");
  out->dispositioned = hc_issue_disposition (issue, look->query->today);
}

static const char *
title_of (const Look *look, const Candidate *candidate)
{
  const HcDriverCounts *counts = look->counts;

  switch (candidate->of->kind)
    {
    case HC_DRIVER_ISSUE:
      return counts->columns->names[HC_BY_ISSUE]->pdata[candidate->of->ordinal];
    case HC_DRIVER_TEXT_GROUP:
      return counts->group_titles->pdata[candidate->of->ordinal - 1];
    case HC_DRIVER_CATEGORY:
    default:
      return candidate->key;
    }
}

static HcDriver *
make_driver (const Look *look, const Candidate *candidate)
{
  HcDriver *out = g_new0 (HcDriver, 1);
  const guint32 *counts = counts_of (look, candidate->source);

  out->kind = candidate->of->kind;
  out->key = g_strdup (candidate->key);
  out->title = g_strdup (title_of (look, candidate));
  out->last = candidate->last;
  out->previous = candidate->previous;
  out->last_days = look->end - look->last;
  out->previous_days = look->last - look->previous;
  out->open = candidate->of->open;
  out->last_five = sum (counts, look->end > SUM_DAYS ? look->end - SUM_DAYS : 0, look->end);
  out->highest = highest_sum (counts, look->end);
  out->bau_level = NAN;
  judge_trend (look, counts, out);
  if (out->kind == HC_DRIVER_ISSUE)
    take_issue (look, find_issue (look->counts, out->key), out);
  return out;
}

/* ---- the step behind it ---- */

/* Tickets of the kept drivers in both windows by workflow and step. */
typedef struct
{
  const Look *look;
  guint32 *kept;      /* by source: place in the set + 1 */
  guint32 *workflows; /* by place, then workflow */
  guint32 *steps;     /* by place, then step */
  guint n_workflows, n_steps;
} Behind;

static void
count_behind (Behind *self)
{
  const HcDriverCounts *counts = self->look->counts;
  const HcColumns *columns = counts->columns;

  for (guint32 row = 0; row < columns->n; row++)
    {
      guint32 day = counts->working_of[row], place;

      if (day <= self->look->previous || day > self->look->end)
        continue;
      if ((place = self->kept[counts->source_of[row] - 1]) == 0)
        continue;
      self->workflows[(gsize) (place - 1) * self->n_workflows
                      + columns->dim[HC_BY_WORKFLOW][row]]++;
      self->steps[(gsize) (place - 1) * self->n_steps + columns->dim[HC_BY_STEP][row]]++;
    }
}

static guint
ordinal_of_id (GPtrArray *ids, const char *id)
{
  for (guint i = 1; id != NULL && i < ids->len; i++)
    if (g_strcmp0 (ids->pdata[i], id) == 0)
      return i;
  return 0;
}

/* The one with most tickets; of as many the first by name. 0: none. @prefix NULL: any name. */
static guint
most_frequent (const guint32 *counts, GPtrArray *names, const char *prefix)
{
  guint best = 0;

  for (guint i = 1; i < names->len; i++)
    {
      if (counts[i] == 0 || (prefix != NULL && !g_str_has_prefix (names->pdata[i], prefix)))
        continue;
      if (best == 0 || counts[i] > counts[best] ||
          (counts[i] == counts[best] && strcmp (names->pdata[i], names->pdata[best]) < 0))
        best = i;
    }
  return best;
}

static void
name_behind (const Behind *self, guint place, HcDriver *driver)
{
  const HcDriverCounts *counts = self->look->counts;
  const HcColumns *columns = counts->columns;
  const HcRecordData *issue
    = driver->kind == HC_DRIVER_ISSUE ? find_issue (counts, driver->key) : NULL;
  guint workflow = issue ? ordinal_of_id (columns->ids[HC_BY_WORKFLOW],
                                          hc_record_data_get (issue, "workflow_id"))
                         : 0;
  guint step
    = issue ? ordinal_of_id (columns->ids[HC_BY_STEP], hc_record_data_get (issue, "step_id")) : 0;
  g_autofree char *prefix = NULL;

  if (workflow == 0)
    workflow = most_frequent (self->workflows + (gsize) place * self->n_workflows,
                              columns->names[HC_BY_WORKFLOW], NULL);
  if (workflow == 0)
    return;
  driver->workflow = g_strdup (columns->names[HC_BY_WORKFLOW]->pdata[workflow]);
  prefix = g_strconcat (driver->workflow, " / ", NULL);
  if (step == 0 || !g_str_has_prefix (columns->names[HC_BY_STEP]->pdata[step], prefix))
    step = most_frequent (self->steps + (gsize) place * self->n_steps, columns->names[HC_BY_STEP],
                          prefix);
  if (step != 0)
    driver->step
      = g_strdup ((const char *) columns->names[HC_BY_STEP]->pdata[step] + strlen (prefix));
}

static void
find_behind (const Look *look, GArray *candidates, GPtrArray *drivers)
{
  const HcColumns *columns = look->counts->columns;
  g_autofree guint32 *kept = g_new0 (guint32, look->counts->sources->len + 1);
  guint n_workflows = columns->names[HC_BY_WORKFLOW]->len;
  guint n_steps = columns->names[HC_BY_STEP]->len;
  g_autofree guint32 *workflows = g_new0 (guint32, (gsize) drivers->len * n_workflows + 1);
  g_autofree guint32 *steps = g_new0 (guint32, (gsize) drivers->len * n_steps + 1);
  Behind behind = { look, kept, workflows, steps, n_workflows, n_steps };

  if (n_workflows <= 1 || drivers->len == 0)
    return;
  for (guint i = 0; i < drivers->len; i++)
    kept[g_array_index (candidates, Candidate, i).source] = i + 1;
  count_behind (&behind);
  for (guint i = 0; i < drivers->len; i++)
    name_behind (&behind, i, drivers->pdata[i]);
}

/* ---- the set ---- */

static void
set_windows (const Look *look, HcDriverSet *out)
{
  const HcDay *days = look->counts->working_days;

  out->last_from = out->last_to = out->previous_from = out->previous_to = HC_DAY_NONE;
  out->last_days = look->end - look->last;
  out->previous_days = look->last - look->previous;
  out->complete_working_days = look->end;
  if (out->last_days > 0)
    {
      out->last_from = days[look->last];
      out->last_to = days[look->end - 1];
    }
  if (out->previous_days > 0)
    {
      out->previous_from = days[look->previous];
      out->previous_to = days[look->last - 1];
    }
}

HcDriverSet *
hc_driver_counts_look (const HcDriverCounts *self, guint n_days, const HcDriverQuery *query)
{
  HcDriverSet *out = g_new0 (HcDriverSet, 1);
  guint length = query->days > 0 ? query->days : self->settings->window_length;
  Look look = { self, query };
  g_autoptr (GArray) candidates = NULL;

  look.end = MIN (n_days, self->n_working);
  look.last = look.end > length ? look.end - length : 0;
  look.previous = look.last > length ? look.last - length : 0;
  out->as_of = self->time.as_of;
  out->drivers = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_driver_free);
  set_windows (&look, out);

  candidates = find_candidates (&look);
  out->n_drivers = candidates->len;
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      out->tickets += candidate->last + candidate->previous;
      if (query->top > 0 && i >= query->top)
        continue;
      g_ptr_array_add (out->drivers, make_driver (&look, candidate));
      ((HcDriver *) out->drivers->pdata[i])->rank = i + 1;
    }
  if (!query->no_step)
    find_behind (&look, candidates, out->drivers);
  return out;
}

HcDriverSet *
hc_drivers_compute (const HcColumns *columns,
                    const HcLaunchSettings *settings,
                    HcCalendar *calendar,
                    const HcDriverQuery *query,
                    const guint32 *group_of,
                    GPtrArray *group_keys,
                    GPtrArray *group_titles,
                    GPtrArray *issues)
{
  g_autoptr (HcDriverCounts) counts = NULL;

  g_return_val_if_fail (columns != NULL && settings != NULL && calendar != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  counts = hc_driver_counts_new (columns, settings, calendar, query->as_of, group_of, group_keys,
                                 group_titles, issues);
  return hc_driver_counts_look (counts, G_MAXUINT, query);
}

/* ---- in words ---- */

char *
hc_driver_title_text (const HcDriver *driver)
{
  if (driver->code != NULL)
    return g_strdup_printf ("%s %s", driver->code, driver->title);
  return g_strdup (*driver->title != '\0' ? driver->title : _ ("No category"));
}

static char *
uneven_growth_text (const HcDriver *driver)
{
  double last = (double) driver->last / driver->last_days;
  double previous = (double) driver->previous / driver->previous_days;

  switch (driver->trend)
    {
    case HC_TREND_FALLING:
      return g_strdup_printf (_ ("Falling: %.1f against %.1f a day"), last, previous);
    case HC_TREND_RISING:
      return g_strdup_printf (_ ("Rising: %.1f against %.1f a day"), last, previous);
    case HC_TREND_UNCLEAR:
      return g_strdup_printf (_ ("Cannot tell yet: %.1f against %.1f a day"), last, previous);
    case HC_TREND_INSUFFICIENT:
      return g_strdup_printf (_ ("Too few working days yet: %.1f against %.1f a day"), last,
                              previous);
    }
  g_return_val_if_reached (NULL);
}

char *
hc_driver_growth_text (const HcDriver *driver)
{
  int last = (int) driver->last, previous = (int) driver->previous;

  if (driver->last_days != driver->previous_days && driver->previous_days > 0)
    return uneven_growth_text (driver);
  switch (driver->trend)
    {
    case HC_TREND_FALLING:
      return g_strdup_printf (_ ("Falling: %d against %d"), last, previous);
    case HC_TREND_RISING:
      return g_strdup_printf (_ ("Rising: %d against %d"), last, previous);
    case HC_TREND_UNCLEAR:
      return g_strdup_printf (_ ("Cannot tell yet: %d against %d"), last, previous);
    case HC_TREND_INSUFFICIENT:
      return g_strdup_printf (_ ("Too few working days yet: %d against %d"), last, previous);
    }
  g_return_val_if_reached (NULL);
}
