/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "metric-launch.h"
#include "metric-reference.h"

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
      return (guint32) (as_of + g_rand_int_range (random, -1, 2));
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
  if (g_rand_boolean (random))
    c->flags[row] |= HC_TICKET_FLAG_HANDED_OVER;
  if (g_rand_boolean (random))
    c->flags[row] |= HC_TICKET_FLAG_COUNT_HANDED_OVER;
  if (g_rand_int_range (random, 0, 8) > 0)
    c->flags[row] |= HC_TICKET_FLAG_MATRIX_KNOWN;
  if (g_rand_boolean (random))
    c->flags[row] |= HC_TICKET_FLAG_MATRIX_MISROUTED;
  if (g_rand_int_range (random, 0, 3) > 0)
    c->responded[row] = c->opened[row] + (guint32) g_rand_int_range (random, -3000, 90000);
  if (g_rand_int_range (random, 0, 5) > 0) /* most routing is known, and most are no children */
    c->flags[row] |= HC_TICKET_FLAG_ROUTING_KNOWN;
  if (g_rand_int_range (random, 0, 5) > 0)
    c->flags[row] &= (guint16) ~HC_TICKET_FLAG_CHILD;
  c->state[row] = (guint8) g_rand_int_range (random, 0, HC_N_STATE_CLASSES);
  if (g_rand_int_range (random, 0, 12) > 0)
    c->updated[row] = random_instant (self, random, n_days, as_of);
  if (g_rand_int_range (random, 0, 12) > 0)
    c->updated[row] = MIN (c->updated[row], (guint32) as_of);
  if (g_rand_boolean (random))
    c->due[row] = random_instant (self, random, n_days, as_of);
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    c->dim[by][row] =
      (guint32) (g_rand_double (random) * g_rand_double (random) * c->names[by]->len);

  if (c->dim[HC_BY_SUBCATEGORY][row] != 0) /* of one category each */
    c->dim[HC_BY_CATEGORY][row] =
      c->dim[HC_BY_SUBCATEGORY][row] % c->names[HC_BY_CATEGORY]->len;
  c->requester[row] = (guint32) g_rand_int_range (random, 0, 2 + (gint32) c->n / 10);

  if (g_rand_int_range (random, 0, 6) == 0)
    random_spells (self, random, row, spells);
  else if (g_rand_int_range (random, 0, 3) > 0)
    c->ended[row] =
      g_rand_int_range (random, 0, 30) == 0
        ? c->opened[row] - (guint32) g_rand_int_range (random, 1, 100000)
        : c->opened[row] + (guint32) (g_rand_double (random) * g_rand_double (random) * 12 * 86400);
}

/* Some tickets are of several; most cohorts say how many they are. */
static void
random_cohorts (HcColumns *c, GRand *random)
{
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (HcRowCohort));
  guint n = c->names[HC_BY_COHORT]->len;

  c->users_in_scope = g_rand_int_range (random, 0, 300);
  for (guint i = 1; i < n; i++)
    {
      gint64 heads = g_rand_int_range (random, -1, 60);

      g_array_append_val (c->cohort_heads, heads);
      g_ptr_array_add (c->cohort_kinds, g_strdup (i % 2 ? "role" : "region"));
    }
  for (guint row = 0; row < c->n; row++)
    for (guint i = 1; i < n && c->dim[HC_BY_COHORT][row] != 0; i++)
      {
        HcRowCohort other = { row, i };

        if (i != c->dim[HC_BY_COHORT][row] && g_rand_int_range (random, 0, 40) == 0)
          g_array_append_val (more, other);
      }
  c->n_more_cohorts = more->len;
  c->more_cohorts = g_memdup2 (more->data, more->len * sizeof (HcRowCohort));
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
      self->settings.look_back_days = 1.5;
    }
  *as_of = hc_calendar_day_start (
    self->calendar, self->settings.go_live_day + g_rand_int_range (random, 0, (gint32) n_days + 3));
  if (g_rand_boolean (random))
    *as_of += g_rand_int_range (random, -4000, 86400);

  c = self->columns;
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    for (guint i = 0; i < by * 3; i++)
      g_ptr_array_add (c->names[by], g_strdup_printf ("%s %u", hc_dimension_word (by), i));
  for (guint row = 0; row < n; row++)
    {
      c->opened[row] = random_instant (self, random, n_days, *as_of);
      c->opened[row] = MAX (c->opened[row], (guint32) self->settings.go_live_at);
    }
  if (n > 0)
    qsort (c->opened, n, sizeof (guint32), compare_seconds);
  for (guint row = 0; row < n; row++)
    random_ticket (self, random, row, n_days, *as_of, spells);
  random_cohorts (c, random);
  c->n_spells = spells->len;
  c->spells = g_memdup2 (spells->data, spells->len * sizeof (HcRowSpell));
  c->newest_as_of = *as_of;
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

/* @value: NULL = no value. */
static gboolean
has_value (const HcColumns *c, HcDimension by, guint row, const char *value)
{
  if (g_strcmp0 (name_of (c, by, row), value) == 0)
    return TRUE;
  for (guint i = 0; by == HC_BY_COHORT && i < c->n_more_cohorts; i++)
    if (c->more_cohorts[i].row == row &&
        g_strcmp0 (c->names[by]->pdata[c->more_cohorts[i].cohort], value) == 0)
      return TRUE;
  return FALSE;
}

/* Some group of the row was merged: a ticket of two cohorts can be in one and in the rest. */
static gboolean
is_in_rest (const Filter *filter, guint row)
{
  const GPtrArray *names = filter->columns->names[filter->series->by];

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];

      if (!g_hash_table_contains (filter->large, name != NULL ? name : "") &&
          has_value (filter->columns, filter->series->by, row, name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
fits (guint row, gpointer data)
{
  const Filter *filter = data;

  for (guint i = 0; i < filter->query->n_where; i++)
    if (!has_value (filter->columns, filter->query->where[i].by, row,
                    filter->query->where[i].value))
      return FALSE;
  if (filter->series->by == HC_BY_NONE)
    return TRUE;
  if (filter->series->rest)
    return is_in_rest (filter, row);
  return has_value (filter->columns, filter->series->by, row, filter->series->group_value);
}

static gint64
heads_of (const HcColumns *c, const char *cohort)
{
  for (guint i = 1; cohort != NULL && i < c->names[HC_BY_COHORT]->len; i++)
    if (g_str_equal (c->names[HC_BY_COHORT]->pdata[i], cohort))
      return g_array_index (c->cohort_heads, gint64, i);
  return -1;
}

static gint64
users_of (const HcColumns *c, const HcMetricQuery *query, const HcMetricSeries *series)
{
  if (series->by == HC_BY_COHORT)
    return heads_of (c, series->group_value);
  for (guint i = 0; i < query->n_where; i++)
    if (query->where[i].by == HC_BY_COHORT)
      return heads_of (c, query->where[i].value);
  return c->users_in_scope;
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
          g_hash_table_add (large, series->group_value != NULL ? series->group_value : (char *) "");
        }
    }
  return large;
}

/* They have a test of their own. */
static gboolean
is_of_usage (HcMetricId id)
{
  return id == HC_METRIC_DEFLECTION_RATE || id == HC_METRIC_SELF_SERVICE_REACH ||
         id == HC_METRIC_COMPLETION_RATE;
}

static guint n_by_matrix;

static void
compare_series (Launch *self,
                const HcMetricQuery *query,
                const HcMetricSet *set,
                const HcMetricSeries *series,
                const guint8 *repeats,
                GHashTable *large)
{
  Filter filter = { self->columns, query, series, large };
  gboolean is_explicit = query->from != HC_DAY_NONE || query->to != HC_DAY_NONE;
  Reference reference = { self->columns,
                          &self->settings,
                          self->calendar,
                          set->as_of,
                          is_explicit ? set->from : HC_DAY_NONE,
                          is_explicit ? set->to : HC_DAY_NONE,
                          series->method,
                          repeats,
                          users_of (self->columns, query, series),
                          fits,
                          &filter };
  HcMetricSeries want = { .id = series->id };

  if (series->measurable && g_strcmp0 (series->method, "matrix") == 0)
    n_by_matrix++;
  g_assert_true (series->measurable || series->id == HC_METRIC_MISROUTING_RATE ||
                 series->id == HC_METRIC_FIRST_GROUP_RESOLUTION_RATE || is_of_usage (series->id));
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
                       before + inflow->points[i].n + reopened->points[i].n -
                         resolved->points[i].n);
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

/* Every third launch has files that tell little of the way of a ticket. */
static void
forget_ways (HcColumns *c)
{
  for (guint row = 0; row < c->n; row++)
    c->flags[row] &= (guint16) ~(HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_COUNT_KNOWN);
}

static void
compare_random (guint seed, guint n, guint n_days)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  g_autoptr (GHashTable) large = NULL;
  g_autofree guint8 *repeats = NULL;
  Reference everything;
  HcMetricQuery query = query_all ();
  HcWhere where = { 0 };
  gint64 as_of;

  seed_in_progress = seed;
  random_launch (&launch, random, n, n_days, &as_of);
  if (seed % 3 == 0)
    forget_ways (launch.columns);
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

  everything = (Reference){ launch.columns, &launch.settings, launch.calendar, as_of,
                            .from = HC_DAY_NONE, .to = HC_DAY_NONE };
  set = compute (&launch, &query);
  g_assert_cmpint (set->as_of, ==, as_of);
  check_identity (set);
  check_order (set);
  large = large_groups (set);
  repeats = reference_repeats (&everything);
  for (guint i = 0; i < set->series->len; i++)
    compare_series (&launch, &query, set, set->series->pdata[i], repeats, large);
}

static void
test_random (void)
{
  for (guint seed = 1; seed <= 400; seed++)
    compare_random (seed, seed % 60, 4 + seed % 20);
  g_assert_cmpuint (n_by_matrix, >, 100);
}

/* Enough tickets that medians skip bins and the open set has several blocks. */
static void
test_random_many (void)
{
  for (guint seed = 1001; seed <= 1003; seed++)
    compare_random (seed, 9000, 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metric-random/few", test_random);
  g_test_add_func ("/metric-random/many", test_random_many);
  return g_test_run ();
}
