/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-error.h"
#include "metric-reference.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

typedef struct
{
  HcLaunchSettings settings;
  HcCalendar *calendar;
  HcColumns *columns;
} Launch;

static void
launch_clear (Launch *self)
{
  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->calendar, hc_calendar_free);
  g_clear_pointer (&self->columns, hc_columns_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Launch, launch_clear)

static void
launch_init (Launch *self, const char *zone, const char *go_live, guint n)
{
  GError *error = NULL;

  hc_launch_settings_init (&self->settings);
  g_free (self->settings.zone);
  self->settings.zone = g_strdup (zone);
  g_assert_true (hc_day_parse (go_live, &self->settings.go_live_day));
  self->calendar = hc_launch_settings_calendar (&self->settings, &error);
  g_assert_no_error (error);
  self->settings.go_live_at = hc_calendar_day_start (self->calendar, self->settings.go_live_day);
  self->columns = hc_columns_new (n);
  self->columns->inputs = HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT | HC_INPUT_REOPEN_COUNT
                          | HC_INPUT_SLA | HC_INPUT_DUE | HC_INPUT_UPDATED | HC_INPUT_TICKETS
                          | HC_INPUT_REOPENINGS;
  for (guint row = 0; row < n; row++)
    {
      self->columns->ticket[row] = row + 1;
      self->columns->ended[row] = self->columns->updated[row] = self->columns->due[row]
          = HC_SECONDS_NONE;
    }
}

static HcMetricQuery
query_all (void)
{
  return (HcMetricQuery){ .metrics = HC_METRICS_ALL, .as_of = HC_INSTANT_NONE,
                          .from = HC_DAY_NONE, .to = HC_DAY_NONE };
}

static HcMetricSet *
compute (Launch *self, const HcMetricQuery *query)
{
  GError *error = NULL;
  HcMetricSet *set
      = hc_metric_compute (self->columns, &self->settings, self->calendar, query, NULL, &error);

  g_assert_no_error (error);
  return set;
}

/* ---------------------------------------------------------------- random launches */

static const struct
{
  const char *zone;
  const char *go_live; /* a change of the clocks follows within days */
} places[] = {
  { "UTC", "2016-02-29" },           { "Europe/Berlin", "2024-10-21" },
  { "Europe/Berlin", "2024-03-25" }, { "America/Sao_Paulo", "2018-10-30" },
  { "Asia/Beirut", "2022-03-22" },   { "Pacific/Apia", "2011-12-26" },
};

/* Often exactly at a day's start, or at T. */
static guint32
random_instant (Launch *self, GRand *random, guint n_days, gint64 as_of)
{
  HcDay day = self->settings.go_live_day + g_rand_int_range (random, 0, (gint32) n_days);
  gint64 start = hc_calendar_day_start (self->calendar, day);

  switch (g_rand_int_range (random, 0, 20))
    {
    case 0:
      return (guint32) start;
    case 1:
      return (guint32) MAX (as_of + g_rand_int_range (random, -1, 2), self->settings.go_live_at);
    default:
      return (guint32) (start + g_rand_int_range (random, 0, 90000));
    }
}

static int
compare_seconds (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
random_spells (Launch *self, GRand *random, guint row, GArray *spells)
{
  HcColumns *c = self->columns;
  guint n = (guint) g_rand_int_range (random, 2, 6);
  guint32 at = c->opened[row];

  c->flags[row] |= HC_TICKET_FLAG_SEVERAL_SPELLS;
  for (guint i = 0; i < n; i++)
    {
      gint32 step = g_rand_boolean (random) ? 90000 : 900000;
      HcRowSpell spell = { row, at, HC_SECONDS_NONE, g_rand_boolean (random) };

      at += (guint32) g_rand_int_range (random, 0, step);
      if (i + 1 < n || g_rand_boolean (random))
        spell.end = at;
      at += (guint32) g_rand_int_range (random, 0, step);
      g_array_append_val (spells, spell);
      c->ended[row] = spell.end;
    }
}

static void
random_ticket (Launch *self, GRand *random, guint row, guint n_days, gint64 as_of, GArray *spells)
{
  HcColumns *c = self->columns;

  c->flags[row] = (guint16) g_rand_int_range (random, 0, HC_TICKET_FLAG_SEVERAL_SPELLS);
  if (g_rand_int_range (random, 0, 5) > 0) /* most routing is known, and most are no children */
    c->flags[row] |= HC_TICKET_FLAG_ROUTING_KNOWN;
  if (g_rand_int_range (random, 0, 5) > 0)
    c->flags[row] &= (guint16) ~HC_TICKET_FLAG_CHILD;
  c->state[row] = (guint8) g_rand_int_range (random, 0, HC_N_STATE_CLASSES);
  if (g_rand_boolean (random))
    c->updated[row] = random_instant (self, random, n_days, as_of);
  if (g_rand_boolean (random))
    c->due[row] = random_instant (self, random, n_days, as_of);
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    c->dim[by][row] = (guint32) (g_rand_double (random) * g_rand_double (random)
                                 * c->names[by]->len);

  if (g_rand_int_range (random, 0, 6) == 0)
    random_spells (self, random, row, spells);
  else if (g_rand_int_range (random, 0, 3) > 0)
    c->ended[row] = g_rand_int_range (random, 0, 30) == 0
                        ? c->opened[row] - (guint32) g_rand_int_range (random, 1, 100000)
                        : c->opened[row] + (guint32) (g_rand_double (random) * g_rand_double (random)
                                                      * 12 * 86400);
}

static void
random_launch (Launch *self, GRand *random, guint n, guint n_days, gint64 *as_of)
{
  guint place = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (places));
  g_autoptr (GArray) spells = g_array_new (FALSE, FALSE, sizeof (HcRowSpell));
  HcColumns *c;

  launch_init (self, places[place].zone, places[place].go_live, n);
  if (g_rand_boolean (random))
    {
      self->settings.window_length = 3;
      self->settings.age_bounds[0] = 0.5;
      self->settings.age_bounds[1] = 1.1;
      self->settings.age_limit_days = 2.5;
      self->settings.resolve_target_hours = 10.25;
    }
  *as_of = hc_calendar_day_start (self->calendar, self->settings.go_live_day
                                                      + g_rand_int_range (random, 0, (gint32) n_days + 3));
  if (g_rand_boolean (random))
    *as_of += g_rand_int_range (random, -4000, 86400);

  c = self->columns;
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    for (guint i = 0; i < by * 3; i++)
      g_ptr_array_add (c->names[by], g_strdup_printf ("%s %u", hc_dimension_word (by), i));
  for (guint row = 0; row < n; row++)
    c->opened[row] = MAX (random_instant (self, random, n_days, *as_of),
                          (guint32) self->settings.go_live_at);
  if (n > 0)
    qsort (c->opened, n, sizeof (guint32), compare_seconds);
  for (guint row = 0; row < n; row++)
    random_ticket (self, random, row, n_days, *as_of, spells);
  c->n_spells = spells->len;
  c->spells = g_memdup2 (spells->data, spells->len * sizeof (HcRowSpell));
  c->newest_as_of = *as_of;
}

/* ---------------------------------------------------------------- comparing */

static guint seed_in_progress;

static void
same_number (double got, double want, const HcMetricSeries *series, HcDay day, const char *what)
{
  g_autofree char *date = hc_day_format (day);

  if (isnan (got) != isnan (want) || fabs (got - want) > 1e-9 * MAX (1, fabs (want)))
    g_error ("seed %u, %s by %d “%s”, %s, %s: %.17g, expected %.17g", seed_in_progress,
             hc_metrics[series->id].id, series->by, series->group_value, date ? date : "window",
             what, got, want);
}

static void
same_point (const HcMetricPoint *got, const HcMetricPoint *want, const HcMetricSeries *series)
{
  static const char *const names[] = { "bucket 0", "bucket 1", "bucket 2", "bucket 3", "bucket 4" };

  same_number (got->value, want->value, series, got->date, "value");
  same_number ((double) got->n, (double) want->n, series, got->date, "n");
  same_number ((double) got->numerator, (double) want->numerator, series, got->date, "numerator");
  same_number ((double) got->denominator, (double) want->denominator, series, got->date,
               "denominator");
  same_number (got->low, want->low, series, got->date, "low");
  same_number (got->high, want->high, series, got->date, "high");
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    same_number ((double) got->buckets[i], (double) want->buckets[i], series, got->date, names[i]);
  same_number (got->median_days, want->median_days, series, got->date, "median_days");
  same_number (got->p90_days, want->p90_days, series, got->date, "p90_days");
  same_number (got->share_over_limit, want->share_over_limit, series, got->date, "over limit");
  same_number ((double) got->waiting, (double) want->waiting, series, got->date, "waiting");
}

static gint64
excluded_count (const HcMetricSeries *series, const char *reason)
{
  for (guint i = 0; i < series->n_excluded; i++)
    if (g_str_equal (series->excluded[i].reason, reason))
      return series->excluded[i].count;
  return -1;
}

static void
same_window (const HcMetricSeries *got, const HcMetricSeries *want)
{
  const HcResolveExtra *a = &got->resolve, *b = &want->resolve;

  same_point (&got->window, &want->window, got);
  same_number (got->n_excluded, want->n_excluded, got, HC_DAY_NONE, "excluded");
  for (guint i = 0; i < want->n_excluded; i++)
    same_number ((double) excluded_count (got, want->excluded[i].reason),
                 (double) want->excluded[i].count, got, HC_DAY_NONE, want->excluded[i].reason);
  if (got->id != HC_METRIC_TIME_TO_RESOLVE)
    return;
  same_number (a->reached, b->reached, got, HC_DAY_NONE, "reached");
  same_number ((double) a->events, (double) b->events, got, HC_DAY_NONE, "events");
  same_number ((double) a->censored, (double) b->censored, got, HC_DAY_NONE, "censored");
  same_number ((double) a->inferred, (double) b->inferred, got, HC_DAY_NONE, "inferred");
  same_number ((double) a->resolved_n, (double) b->resolved_n, got, HC_DAY_NONE, "resolved_n");
  same_number (a->resolved_mean, b->resolved_mean, got, HC_DAY_NONE, "resolved_mean");
  same_number (a->resolved_median, b->resolved_median, got, HC_DAY_NONE, "resolved_median");
  same_number (a->resolved_p90, b->resolved_p90, got, HC_DAY_NONE, "resolved_p90");
  same_number (a->s_at_target, b->s_at_target, got, HC_DAY_NONE, "s_at_target");
  same_number (a->target_hours, b->target_hours, got, HC_DAY_NONE, "target_hours");
}

/* Filter and group of a series as a test of rows. */
typedef struct
{
  const HcColumns *columns;
  const HcMetricQuery *query;
  const HcMetricSeries *series;
  GHashTable *large; /* group values of time_to_resolve that were not merged; NULL key: “” */
} Filter;

static const char *
name_of (const HcColumns *columns, HcDimension by, guint row)
{
  return columns->names[by]->pdata[columns->dim[by][row]];
}

static gboolean
fits (guint row, gpointer data)
{
  const Filter *filter = data;

  for (guint i = 0; i < filter->query->n_where; i++)
    if (g_strcmp0 (name_of (filter->columns, filter->query->where[i].by, row),
                   filter->query->where[i].value) != 0)
      return FALSE;
  if (filter->series->by == HC_BY_NONE)
    return TRUE;
  if (filter->series->rest)
    {
      const char *name = name_of (filter->columns, filter->series->by, row);

      return !g_hash_table_contains (filter->large, name != NULL ? name : "");
    }
  return g_strcmp0 (name_of (filter->columns, filter->series->by, row),
                    filter->series->group_value) == 0;
}

static GHashTable *
large_groups (const HcMetricSet *set)
{
  GHashTable *large = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = set->series->pdata[i];

      if (series->id == HC_METRIC_TIME_TO_RESOLVE && series->by != HC_BY_NONE && !series->rest)
        {
          g_assert_cmpint (series->window.n, >=, 10);
          g_hash_table_add (large, series->group_value != NULL ? series->group_value
                                                               : (char *) "");
        }
    }
  return large;
}

static void
compare_series (Launch *self, const HcMetricQuery *query, const HcMetricSet *set,
                const HcMetricSeries *series, GHashTable *large)
{
  Filter filter = { self->columns, query, series, large };
  gboolean is_explicit = query->from != HC_DAY_NONE || query->to != HC_DAY_NONE;
  Reference reference = { self->columns, &self->settings, self->calendar, set->as_of,
                          is_explicit ? set->from : HC_DAY_NONE,
                          is_explicit ? set->to : HC_DAY_NONE, series->method, fits, &filter };
  HcMetricSeries want = { .id = series->id };

  g_assert_true (series->measurable || series->id == HC_METRIC_MISROUTING_RATE);
  if (!series->measurable)
    return;
  g_assert_cmpint (series->n_points, ==,
                   MAX (0, reference_last_day (&reference) - self->settings.go_live_day + 1));
  for (guint i = 0; i < series->n_points; i++)
    {
      HcMetricPoint point;

      g_assert_cmpint (series->points[i].date, ==, self->settings.go_live_day + (HcDay) i);
      g_assert_cmpint (series->points[i].working_day, ==,
                       hc_calendar_is_working (self->calendar, series->points[i].date));
      reference_day (&reference, series->id, series->points[i].date, &point);
      same_point (&series->points[i], &point, series);
    }
  reference_window (&reference, series->id, &want);
  same_window (series, &want);
}

/* open(d) = open(d−1) + inflow(d) + reopened(d) − resolved(d) */
static void
check_identity (const HcMetricSet *set)
{
  const HcMetricSeries *open = hc_metric_set_total (set, HC_METRIC_OPEN);
  const HcMetricSeries *inflow = hc_metric_set_total (set, HC_METRIC_INFLOW);
  const HcMetricSeries *reopened = hc_metric_set_total (set, HC_METRIC_REOPENED);
  const HcMetricSeries *resolved = hc_metric_set_total (set, HC_METRIC_RESOLVED);
  const HcMetricSeries *ages = hc_metric_set_total (set, HC_METRIC_BACKLOG_AGE);
  gint64 before = 0;

  for (guint i = 0; i < open->n_points; i++)
    {
      g_assert_cmpint (open->points[i].n, ==,
                       before + inflow->points[i].n + reopened->points[i].n
                           - resolved->points[i].n);
      g_assert_cmpint (open->points[i].n, ==, ages->points[i].n);
      before = open->points[i].n;
    }
}

static void
check_order (const HcMetricSet *set)
{
  for (guint i = 1; i < set->series->len; i++)
    {
      const HcMetricSeries *a = set->series->pdata[i - 1], *b = set->series->pdata[i];

      g_assert_cmpint (a->id, <=, b->id);
      if (a->id != b->id)
        g_assert_cmpint (b->by, ==, HC_BY_NONE);
      else if (a->by != HC_BY_NONE && !b->rest)
        g_assert_cmpint (a->window.n, >=, b->window.n);
    }
}

static void
compare_random (guint seed, guint n, guint n_days)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  g_autoptr (GHashTable) large = NULL;
  HcMetricQuery query = query_all ();
  HcWhere where = { 0 };
  gint64 as_of;

  seed_in_progress = seed;
  random_launch (&launch, random, n, n_days, &as_of);
  if (g_rand_boolean (random))
    query.by = (HcDimension) g_rand_int_range (random, 1, HC_N_DIMENSIONS);
  if (g_rand_int_range (random, 0, 3) == 0)
    {
      where.by = (HcDimension) g_rand_int_range (random, 1, HC_N_DIMENSIONS);
      where.value = launch.columns->names[where.by]->pdata[g_rand_int_range (random, 0, 4)];
      query.where = &where;
      query.n_where = 1;
    }
  if (g_rand_int_range (random, 0, 3) == 0)
    {
      query.from = launch.settings.go_live_day + g_rand_int_range (random, -3, 12);
      query.to = query.from + g_rand_int_range (random, 0, 15);
    }
  else if (g_rand_int_range (random, 0, 6) == 0)
    query.to = launch.settings.go_live_day + g_rand_int_range (random, -1, 15);

  set = compute (&launch, &query);
  g_assert_cmpint (set->as_of, ==, as_of);
  check_identity (set);
  check_order (set);
  large = large_groups (set);
  for (guint i = 0; i < set->series->len; i++)
    compare_series (&launch, &query, set, set->series->pdata[i], large);
}

static void
test_random (void)
{
  for (guint seed = 1; seed <= 400; seed++)
    compare_random (seed, seed % 60, 4 + seed % 20);
}

/* Enough tickets that medians skip bins and the open set has several blocks. */
static void
test_random_many (void)
{
  for (guint seed = 1001; seed <= 1003; seed++)
    compare_random (seed, 9000, 9);
}

/* ---------------------------------------------------------------- by hand */

#define HOUR 3600
#define DAY 86400

/* Go-live Monday 2016-02-29, T Friday 2016-03-11 23:30. Ten tickets, all sums by hand. */
static void
hand_made (Launch *self)
{
  static const struct
  {
    int opened_day, opened_hour;
    int ended_after; /* hours; -1: open */
    HcStateClass state;
    guint flags;
  } tickets[] = {
    { 0, 9, 2, HC_STATE_CLOSED, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_SLA_MET },
    { 0, 10, 30, HC_STATE_CLOSED,
      HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_MISROUTED | HC_TICKET_FLAG_SLA_BREACHED },
    { 1, 9, 5, HC_STATE_CANCELLED, 0 },
    { 1, 12, -1, HC_STATE_WAITING, 0 },
    { 5, 12, 4, HC_STATE_RESOLVED, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_SLA_MET },
    { 7, 8, -1, HC_STATE_OPEN, HC_TICKET_FLAG_SLA_BREACHED },
    { 8, 8, 10, HC_STATE_CLOSED, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_CHILD },
    { 9, 8, 1, HC_STATE_CLOSED, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_END_INFERRED },
    { 11, 8, 0, HC_STATE_CLOSED, HC_TICKET_FLAG_ROUTING_KNOWN },
    { 11, 20, -1, HC_STATE_OPEN, 0 },
  };
  HcColumns *c;

  launch_init (self, "UTC", "2016-02-29", G_N_ELEMENTS (tickets));
  c = self->columns;
  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      c->opened[i] = (guint32) (self->settings.go_live_at + tickets[i].opened_day * DAY
                                + tickets[i].opened_hour * HOUR);
      if (tickets[i].ended_after >= 0)
        c->ended[i] = c->opened[i] + (guint32) tickets[i].ended_after * HOUR;
      c->state[i] = (guint8) tickets[i].state;
      c->flags[i] = (guint16) tickets[i].flags;
      c->updated[i] = c->opened[i];
    }
  c->newest_as_of = self->settings.go_live_at + 11 * DAY + 23 * HOUR + HOUR / 2;
}

static void
test_by_hand (void)
{
  static const struct
  {
    HcMetricId id;
    double value;
    gint64 n, numerator, denominator;
  } windows[] = {
    /* Window Monday 7 to Friday 11 March: days 7 to 11; cancelled is out. */
    { HC_METRIC_INFLOW, 5, 5, 5, -1 },
    { HC_METRIC_RESOLVED, 3, 3, 3, -1 },
    { HC_METRIC_REOPENED, 0, 0, 0, -1 },
    { HC_METRIC_OPEN, 3, 3, 3, -1 },
    { HC_METRIC_NET_FLOW, 2, 8, -1, -1 },
    { HC_METRIC_BACKLOG_AGE, 3, 3, -1, -1 },
    { HC_METRIC_BACKLOG_DAYS, 5, 3, 3, 3 }, /* 3 ÷ (3 ÷ 5) */
    { HC_METRIC_MISROUTING_RATE, 0, 3, 0, 3 },
    { HC_METRIC_REOPEN_RATE, 0, 2, 0, 2 }, /* 29 February to 4 March */
    { HC_METRIC_SLA_ATTAINMENT, 0, 1, 0, 1 }, /* the late one, on Friday */
    { HC_METRIC_STALE_SHARE, 2 / 3.0, 3, 2, 3 },
    /* 0, 1, 2, 4, 30, and censored 3.5, 111.5, 251.5: S = 7/8, 6/8, 5/8, 5/8 × 3/4 at 4 h */
    { HC_METRIC_TIME_TO_RESOLVE, 4, 8, -1, -1 },
  };
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  const HcMetricSeries *series;
  HcMetricQuery query = query_all ();
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  hand_made (&launch);
  set = compute (&launch, &query);
  from = hc_day_format (set->from);
  to = hc_day_format (set->to);
  g_assert_cmpstr (from, ==, "2016-03-07");
  g_assert_cmpstr (to, ==, "2016-03-11");
  g_assert_cmpuint (set->working_days, ==, 5);
  g_assert_cmpstr (set->zone, ==, "UTC");
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      series = hc_metric_set_total (set, windows[i].id);
      same_number (series->window.value, windows[i].value, series, HC_DAY_NONE, "value");
      g_assert_cmpint (series->window.n, ==, windows[i].n);
      g_assert_cmpint (series->window.numerator, ==, windows[i].numerator);
      g_assert_cmpint (series->window.denominator, ==, windows[i].denominator);
    }

  series = hc_metric_set_total (set, HC_METRIC_TIME_TO_RESOLVE);
  g_assert_cmpint (series->resolve.inferred, ==, 1);
  g_assert_cmpint (excluded_count (series, "negative"), ==, 0);
  g_assert_cmpint (excluded_count (series, "children"), ==, 1);
  g_assert_cmpint (excluded_count (series, "cancelled"), ==, 1);
  same_number (series->resolve.resolved_mean, 7.4, series, HC_DAY_NONE, "mean");
  same_number (series->resolve.s_at_target, 5 / 8.0 * 3 / 4, series, HC_DAY_NONE, "S(24 h)");

  series = hc_metric_set_total (set, HC_METRIC_BACKLOG_AGE);
  {
    static const gint64 buckets[] = { 1, 0, 1, 1, 0 };

    for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
      g_assert_cmpint (series->window.buckets[i], ==, buckets[i]);
  }
  g_assert_cmpint (series->window.waiting, ==, 1);
  same_number (series->window.median_days, 112 / 24.0, series, HC_DAY_NONE, "median");
  same_number (series->window.share_over_limit, 1 / 3.0, series, HC_DAY_NONE, "over limit");
  g_assert_cmpstr (hc_metric_set_total (set, HC_METRIC_MISROUTING_RATE)->method, ==, "history");
}

/* As of a day is the same as that day seen later, and its end belongs to the next day. */
static void
test_end_of_day (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) then = NULL;
  g_autoptr (HcMetricSet) later = NULL;
  HcMetricQuery query = query_all ();
  const HcMetricSeries *a, *b;

  hand_made (&launch);
  launch.columns->opened[3] = (guint32) launch.settings.go_live_at + 2 * DAY;
  query.as_of = launch.settings.go_live_at + 2 * DAY; /* the end of 1 March */
  then = compute (&launch, &query);
  query.as_of = HC_INSTANT_NONE;
  query.from = query.to = launch.settings.go_live_day + 1;
  later = compute (&launch, &query);

  a = hc_metric_set_total (then, HC_METRIC_BACKLOG_AGE);
  b = hc_metric_set_total (later, HC_METRIC_BACKLOG_AGE);
  g_assert_cmpuint (a->n_points, ==, 2);
  same_point (&a->points[1], &b->points[1], a);
  same_point (&a->window, &b->window, a);
  g_assert_cmpint (hc_metric_set_total (then, HC_METRIC_OPEN)->window.n, ==, 0);
}

static void
test_not_measurable (void)
{
  static const struct { guint input; HcMetricId id; const char *missing; } cases[] = {
    { HC_INPUT_SLA, HC_METRIC_SLA_ATTAINMENT, "sla_met" },
    { HC_INPUT_UPDATED, HC_METRIC_STALE_SHARE, "updated" },
    { HC_INPUT_REOPENINGS, HC_METRIC_REOPENED, "reopenings" },
    { HC_INPUT_REOPENINGS | HC_INPUT_REOPEN_COUNT, HC_METRIC_REOPEN_RATE, "reopenings" },
    { HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT, HC_METRIC_MISROUTING_RATE, "group" },
    { HC_INPUT_GROUP, HC_METRIC_MISROUTING_RATE, "routing" }, /* no ticket has a count */
    { HC_INPUT_TICKETS, HC_METRIC_OPEN, "import" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Launch) launch = { 0 };
      g_autoptr (HcMetricSet) set = NULL;
      HcMetricQuery query = query_all ();
      const HcMetricSeries *series;

      hand_made (&launch);
      launch.columns->inputs &= ~cases[i].input;
      set = compute (&launch, &query);
      series = hc_metric_set_total (set, cases[i].id);
      g_assert_false (series->measurable);
      g_assert_cmpstr (series->missing, ==, cases[i].missing);
      g_assert_true (isnan (series->window.value));
      g_assert_cmpint (series->window.n, ==, -1);
      g_assert_nonnull (hc_metric_missing_remedy (series->missing));
    }
  g_assert_null (hc_metric_missing_remedy (NULL));
}

static void
test_methods (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  HcMetricQuery query = query_all ();
  const HcMetricSeries *series;

  hand_made (&launch);
  launch.columns->inputs &= ~(guint) HC_INPUT_REOPENINGS;
  for (guint i = 0; i < launch.columns->n; i++)
    {
      launch.columns->flags[i] &= (guint16) ~HC_TICKET_FLAG_ROUTING_KNOWN;
      launch.columns->flags[i] |= HC_TICKET_FLAG_COUNT_KNOWN | HC_TICKET_FLAG_REOPEN_COUNT
                                  | (i % 2 ? HC_TICKET_FLAG_COUNT_MISROUTED : 0);
    }
  set = compute (&launch, &query);
  series = hc_metric_set_total (set, HC_METRIC_MISROUTING_RATE);
  g_assert_cmpstr (series->method, ==, "count");
  g_assert_cmpint (series->window.numerator, ==, 1);
  g_assert_cmpint (series->window.denominator, ==, 3);
  series = hc_metric_set_total (set, HC_METRIC_REOPEN_RATE);
  g_assert_cmpstr (series->method, ==, "count");
  g_assert_cmpint (series->window.numerator, ==, 2);
}

static void
test_usage (void)
{
  static const struct { HcWhere where; HcDay from, to; gint64 as_of; } cases[] = {
    { { HC_BY_CATEGORY, "no such" }, HC_DAY_NONE, HC_DAY_NONE, HC_INSTANT_NONE },
    { { HC_BY_GROUP, NULL }, 16870, 16869, HC_INSTANT_NONE },
    { { HC_BY_GROUP, NULL }, HC_DAY_NONE, HC_DAY_NONE, G_MAXUINT32 },
  };
  g_auto (Launch) launch = { 0 };

  hand_made (&launch);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcMetricQuery query = query_all ();
      g_autoptr (GError) error = NULL;

      query.where = &cases[i].where;
      query.n_where = 1;
      query.from = cases[i].from;
      query.to = cases[i].to;
      query.as_of = cases[i].as_of;
      g_assert_null (hc_metric_compute (launch.columns, &launch.settings, launch.calendar, &query,
                                        NULL, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_USAGE);
    }
}

static void
test_cancelled (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (GError) error = NULL;
  HcMetricQuery query = query_all ();
  gint cancelled = 1;

  hand_made (&launch);
  query.by = HC_BY_CATEGORY;
  g_assert_null (hc_metric_compute (launch.columns, &launch.settings, launch.calendar, &query,
                                    &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing yet, T before go-live, no tickets: no value anywhere, and no crash. */
static void
test_empty (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_auto (Launch) launch = { 0 };
      g_autoptr (HcMetricSet) set = NULL;
      HcMetricQuery query = query_all ();

      launch_init (&launch, "UTC", "2016-02-29", 0);
      query.by = HC_BY_GROUP;
      if (i > 0)
        launch.columns->newest_as_of = launch.settings.go_live_at + (i == 1 ? 0 : i == 2 ? -9 : 1) * DAY;
      set = compute (&launch, &query);
      g_assert_cmpuint (set->series->len, ==, HC_N_METRICS);
      for (guint s = 0; s < set->series->len; s++)
        {
          const HcMetricSeries *series = set->series->pdata[s];

          g_assert_cmpint (series->measurable, ==, i > 0);
          g_assert_cmpuint (series->n_points, ==, i == 3 ? 1 : 0);
          if (i < 3)
            g_assert_true (isnan (series->window.value));
        }
    }
}

static void
test_table (void)
{
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      g_assert_cmpuint (hc_metric_from_id (hc_metrics[id].id), ==, id);
      g_assert_nonnull (hc_metrics[id].title);
      g_assert_nonnull (hc_metrics[id].formula);
      g_assert_cmpint (g_str_equal (hc_metrics[id].unit, "share"), ==, hc_metrics[id].is_share);
    }
  g_assert_cmpuint (hc_metric_from_id ("mood"), ==, HC_N_METRICS);
  g_assert_cmpuint (hc_metric_from_id (NULL), ==, HC_N_METRICS);
}

static void
test_trend (void)
{
  static const struct
  {
    gint64 counts[14]; /* from Monday; weekends are left out */
    guint n;
    guint length;
    HcTrendVerdict verdict;
    double last, previous;
  } cases[] = {
    { { 50, 48, 52, 50, 50, 1, 1, 20, 19, 21, 20, 20, 0, 0 }, 14, 5, HC_TREND_FALLING, 20, 50 },
    { { 20, 19, 21, 20, 20, 1, 1, 50, 48, 52, 50, 50, 0, 0 }, 14, 5, HC_TREND_RISING, 50, 20 },
    { { 20, 19, 21, 20, 20, 1, 1, 20, 22, 19, 20, 20, 0, 0 }, 14, 5, HC_TREND_UNCLEAR, 20.2, 20 },
    /* so scattered that 150 against 250 says nothing */
    { { 5, 120, 5, 115, 5, 1, 1, 70, 2, 73, 3, 2, 0, 0 }, 14, 5, HC_TREND_UNCLEAR, 30, 50 },
    { { 50, 48, 52, 50, 50, 1, 1, 20, 19 }, 9, 5, HC_TREND_INSUFFICIENT, 38.2, 49 },
    { { 50, 48, 52, 50, 20, 1, 1, 20 }, 8, 3, HC_TREND_FALLING, 30, 50 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcMetricPoint points[14] = { 0 };
      HcMetricSeries series = { .id = HC_METRIC_INFLOW, .points = points, .n_points = cases[i].n };
      HcTrend trend;

      for (guint day = 0; day < cases[i].n; day++)
        points[day] = (HcMetricPoint){ .numerator = cases[i].counts[day], .denominator = -1,
                                       .working_day = day % 7 < 5, .complete = TRUE };
      trend = hc_metric_trend (&series, cases[i].length);
      g_assert_cmpint (trend.verdict, ==, cases[i].verdict);
      same_number (trend.last, cases[i].last, &series, HC_DAY_NONE, "last");
      same_number (trend.previous, cases[i].previous, &series, HC_DAY_NONE, "previous");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metric/table", test_table);
  g_test_add_func ("/metric/by-hand", test_by_hand);
  g_test_add_func ("/metric/end-of-day", test_end_of_day);
  g_test_add_func ("/metric/not-measurable", test_not_measurable);
  g_test_add_func ("/metric/methods", test_methods);
  g_test_add_func ("/metric/usage", test_usage);
  g_test_add_func ("/metric/cancelled", test_cancelled);
  g_test_add_func ("/metric/empty", test_empty);
  g_test_add_func ("/metric/trend", test_trend);
  g_test_add_func ("/metric/random", test_random);
  g_test_add_func ("/metric/random-many", test_random_many);
  return g_test_run ();
}
