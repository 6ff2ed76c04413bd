/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Once more from the definitions of metrics.md §2, day by day over plain lists, compared with what
 * hc_metric_compute() gives for random tickets and usage. */

#include "config.h"

#include "hc-statistics.h"
#include "metric-launch.h"

#include <math.h>

#define N_COHORTS 6 /* three of each kind; ordinal i + 1 */
#define N_DAYS 24

static const char *const cohort_ids[N_COHORTS] = { "a", "b", "c", "d", "e", "f" };

typedef struct
{
  Launch *launch;
  const HcUsage *usage;
  gint64 as_of;
  HcDay last;            /* of the series */
  gboolean window[N_DAYS + 5];
  guint n_window;
} Naive;

static const char *
kind_of (guint cohort)
{
  return cohort < 3 ? "role" : "region";
}

/* ---- random launches ---- */

static gint64
maybe (GRand *random, gint32 top)
{
  return g_rand_int_range (random, 0, 7) == 0 ? -1 : g_rand_int_range (random, 0, top);
}

static HcUsage *
random_usage (const Launch *launch, GRand *random)
{
  HcUsage *usage = hc_usage_new ();
  gboolean no_confirmed = g_rand_boolean (random), no_sessions = g_rand_int_range (random, 0, 3) == 0;
  guint skip = (guint) g_rand_int_range (random, 0, 12);

  for (guint c = 0; c < N_COHORTS; c++)
    hc_usage_add_record (usage, HC_BY_COHORT, cohort_ids[c], cohort_ids[c])->kind =
      g_strdup (kind_of (c));
  for (HcDay d = -3; d < N_DAYS; d++)
    for (int c = -1; c < N_COHORTS; c++)
      {
        HcUsageDay *row;

        if (g_rand_int_range (random, 0, c < 0 ? 3 : 12) == 0 || (c < 0 && d % 2) ||
            (guint) c == skip)
          continue;
        row = hc_usage_add_day (usage, launch->settings.go_live_day + d,
                                c < 0 ? NULL : cohort_ids[c]);
        row->active_users = maybe (random, 40);
        row->help_users = MIN (row->active_users, maybe (random, 20));
        row->help_sessions = no_sessions ? -1 : maybe (random, 9);
        row->confirmed_deflections = no_confirmed ? -1 : maybe (random, 9);
      }
  return usage;
}

static int
compare_seconds (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
random_launch (Launch *launch, GRand *random, guint n)
{
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (HcRowCohort));
  HcColumns *c;

  launch_init (launch, g_rand_boolean (random) ? "Europe/Berlin" : "America/Sao_Paulo", "2018-10-22",
               n);
  c = launch->columns;
  for (guint i = 0; i < 4; i++)
    {
      g_ptr_array_add (c->names[HC_BY_ISSUE], g_strdup_printf ("issue %u", i));
      g_ptr_array_add (c->issue_actions, g_strdup (i < 2 ? "deflect" : i == 2 ? "fix" : NULL));
    }
  for (guint i = 0; i < N_COHORTS; i++)
    {
      g_ptr_array_add (c->names[HC_BY_COHORT], g_strdup (cohort_ids[i]));
      g_ptr_array_add (c->ids[HC_BY_COHORT], g_strdup (cohort_ids[i]));
      g_ptr_array_add (c->cohort_kinds, g_strdup (kind_of (i)));
      g_array_append_val (c->cohort_heads, (gint64){ 7 });
    }
  for (guint row = 0; row < n; row++)
    c->opened[row] = (guint32) launch->settings.go_live_at +
                     (guint32) g_rand_int_range (random, 0, (N_DAYS - 2) * 86400);
  qsort (c->opened, n, sizeof *c->opened, compare_seconds);
  for (guint row = 0; row < n; row++)
    {
      c->dim[HC_BY_ISSUE][row] = (guint32) g_rand_int_range (random, 0, 5);
      c->dim[HC_BY_COHORT][row] = (guint32) g_rand_int_range (random, 0, N_COHORTS + 1);
      if (g_rand_int_range (random, 0, 9) == 0)
        {
          c->state[row] = HC_STATE_CANCELLED;
          c->ended[row] = c->opened[row] + 60;
        }
      if (c->dim[HC_BY_COHORT][row] == 1 && g_rand_boolean (random))
        {
          HcRowCohort other = { row, 5 };

          g_array_append_val (more, other);
        }
    }
  c->n_more_cohorts = more->len;
  c->more_cohorts = g_memdup2 (more->data, more->len * sizeof (HcRowCohort));
  c->newest_as_of =
    launch->settings.go_live_at + (gint64) g_rand_int_range (random, 86400, N_DAYS * 86400);
}

/* ---- the definitions ---- */

static gboolean
is_of (const HcColumns *c, guint row, int cohort)
{
  if (cohort < 0 || c->dim[HC_BY_COHORT][row] == (guint) cohort + 1)
    return TRUE;
  for (guint i = 0; i < c->n_more_cohorts; i++)
    if (c->more_cohorts[i].row == row && c->more_cohorts[i].cohort == (guint) cohort + 1)
      return TRUE;
  return FALSE;
}

/* Tickets opened on @day; @cohort −1: all, −2: of none. */
static gint64
tickets (const Naive *self, HcDay day, int cohort, gboolean deflectable)
{
  const HcColumns *c = self->launch->columns;
  gint64 n = 0;

  for (guint row = 0; row < c->n; row++)
    {
      guint issue = c->dim[HC_BY_ISSUE][row];

      if ((gint64) c->opened[row] > self->as_of ||
          hc_calendar_day_of (self->launch->calendar, c->opened[row]) != day ||
          (c->state[row] == HC_STATE_CANCELLED && (gint64) c->ended[row] <= self->as_of))
        continue;
      if (deflectable && issue != 1 && issue != 2)
        continue;
      n += cohort == -2 ? c->dim[HC_BY_COHORT][row] == 0 : is_of (c, row, cohort);
    }
  return n;
}

static gint64
given (const Naive *self, HcDay day, const char *cohort, HcUsageField field)
{
  for (guint i = 0; i < self->usage->usage->len; i++)
    {
      const HcUsageDay *row = self->usage->usage->pdata[i];

      if (row->day == day && g_strcmp0 (row->cohort_id, cohort) == 0)
        return hc_usage_day_get (row, field);
    }
  return -1;
}

/* FALSE: some cohort of the kind that was known before, or none at all, has no figure. */
static gboolean
is_whole (const Naive *self, HcDay day, const char *kind, HcUsageField field, gint64 *sum)
{
  gboolean any = FALSE;

  *sum = 0;
  for (guint c = 0; c < N_COHORTS; c++)
    {
      gint64 now = given (self, day, cohort_ids[c], field);

      if (!g_str_equal (kind_of (c), kind))
        continue;
      any |= now >= 0;
      *sum += MAX (now, 0);
      for (HcDay d = self->launch->settings.go_live_day - 9; d < day && now < 0; d++)
        if (given (self, d, cohort_ids[c], field) >= 0)
          return FALSE;
    }
  return any;
}

/* @kind: NULL where no kind of cohorts was summed. */
static gint64
usage_of (const Naive *self, HcDay day, int cohort, HcUsageField field, const char **kind)
{
  gint64 everybody = given (self, day, NULL, field), best = -1, sum;

  *kind = NULL;
  if (cohort >= 0)
    return given (self, day, cohort_ids[cohort], field);
  if (everybody >= 0)
    return everybody;
  for (guint k = 0; k < 2; k++)
    if (is_whole (self, day, k ? "region" : "role", field, &sum) && sum > best)
      {
        best = sum;
        *kind = k ? "region" : "role";
      }
  return best;
}

static gint64
upper (const Naive *self, HcDay day, int cohort)
{
  const char *kind;
  gint64 sessions = usage_of (self, day, cohort, HC_USAGE_HELP_SESSIONS, &kind), sum = 0;

  if (sessions < 0 || kind == NULL)
    return sessions < 0 ? -1 : MAX (0, sessions - tickets (self, day, cohort, TRUE));
  for (guint c = 0; c < N_COHORTS; c++)
    if (g_str_equal (kind_of (c), kind))
      sum += MAX (0, MAX (0, given (self, day, cohort_ids[c], HC_USAGE_HELP_SESSIONS)) -
                       tickets (self, day, (int) c, TRUE));
  return MAX (0, sum - tickets (self, day, -2, TRUE));
}

static gint64
deflected (const Naive *self, HcDay day, int cohort, guint grade)
{
  const char *kind;

  return grade == 0   ? usage_of (self, day, cohort, HC_USAGE_CONFIRMED, &kind)
         : grade == 1 ? upper (self, day, cohort)
                      : usage_of (self, day, cohort, HC_USAGE_ACTIVE_USERS, &kind);
}

static double
reference (const Naive *self, int cohort)
{
  guint days = 0, known = 0;
  gint64 t = 0, users = 0;

  for (HcDay d = self->launch->settings.go_live_day; d <= self->last && days < 5; d++)
    {
      gint64 active = deflected (self, d, cohort, 2);

      if (!hc_calendar_is_working (self->launch->calendar, d) ||
          !hc_calendar_is_complete (self->launch->calendar, d, self->as_of))
        continue;
      days++;
      known += active >= 0;
      t += active >= 0 ? tickets (self, d, cohort, TRUE) : 0;
      users += MAX (active, 0);
    }
  return days == 5 && known >= 4 && users > 0 && t > 0 ? (double) t / (double) users : NAN;
}

/* 3: none. */
static guint
grade_of (const Naive *self)
{
  guint grade = 0;

  for (; grade < 3; grade++)
    {
      guint known = 0, days = 0;

      for (HcDay d = self->launch->settings.go_live_day; d <= self->last; d++)
        {
          HcDay i = d - self->launch->settings.go_live_day;

          if (self->n_window > 0 ? !self->window[i]
                                 : !hc_calendar_is_complete (self->launch->calendar, d, self->as_of))
            continue;
          days++;
          known += deflected (self, d, -1, grade) >= 0;
        }
      if (known > 0 && known * 5 >= days * 4 && (grade < 2 || !isnan (reference (self, -1))))
        break;
    }
  return grade;
}

/* ---- comparing ---- */

static void
want_share (HcMetricPoint *want, gint64 numerator, gint64 denominator)
{
  want->numerator = numerator;
  want->n = want->denominator = denominator;
  if (denominator == 0)
    return;
  want->value = (double) numerator / (double) denominator;
  hc_wilson (numerator, denominator, 1.6448536269514722, &want->low, &want->high);
}

static HcMetricPoint
nothing (void)
{
  HcMetricPoint point = { .value = NAN, .n = -1, .numerator = -1, .denominator = -1, .low = NAN,
                          .high = NAN, .median_days = NAN, .p90_days = NAN,
                          .share_over_limit = NAN, .waiting = -1 };

  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    point.buckets[i] = -1;
  return point;
}

/* What one day, or the sum of several, comes to. */
static HcMetricPoint
quotient (HcMetricId id, guint grade, gint64 a, gint64 b, double reference_rate)
{
  HcMetricPoint want = nothing ();

  if (b < 0)
    return want;
  if (id == HC_METRIC_TICKETS_PER_100_USERS)
    {
      want.numerator = want.n = a;
      want.denominator = b;
      want.value = b > 0 ? 100.0 * (double) a / (double) b : NAN;
    }
  else if (id == HC_METRIC_SELF_SERVICE_REACH && a <= b)
    want_share (&want, a, b);
  else if (id == HC_METRIC_SELF_SERVICE_REACH)
    {
      want.n = want.denominator = b; /* cohorts of two kinds: no share */
      want.value = b > 0 ? (double) a / (double) b : NAN;
    }
  else if (grade < 2)
    want_share (&want, b, a + b);
  else
    {
      want.n = a;
      want.value = b > 0 ? 1 - (double) a / (double) b / reference_rate : NAN;
    }
  return want;
}

/* Both parts of a day; @b −1: the day has none. */
static void
parts (const Naive *self, HcMetricId id, guint grade, HcDay day, int cohort, gint64 *a, gint64 *b)
{
  const char *kind;

  *a = tickets (self, day, cohort, id == HC_METRIC_DEFLECTION_RATE);
  *b = id == HC_METRIC_DEFLECTION_RATE
         ? deflected (self, day, cohort, grade)
         : usage_of (self, day, cohort, HC_USAGE_ACTIVE_USERS, &kind);
  if (id != HC_METRIC_SELF_SERVICE_REACH)
    return;
  *a = usage_of (self, day, cohort, HC_USAGE_HELP_USERS, &kind);
  if (*a < 0)
    *b = -1;
}

static void
compare (const Naive *self, const HcMetricSeries *series, guint grade)
{
  int cohort = series->by == HC_BY_NONE ? -1 : series->group_value[0] - 'a';
  double r = grade == 2 ? reference (self, cohort) : NAN;
  gint64 sum_a = 0, sum_b = -1, without = 0;
  HcMetricPoint want;

  for (guint i = 0; i < series->n_points; i++)
    {
      gint64 a, b;

      parts (self, series->id, grade, series->points[i].date, cohort, &a, &b);
      want = quotient (series->id, grade, a, b, r);
      same_point (&series->points[i], &want, series);
      if (!self->window[i])
        continue;
      without += b < 0;
      sum_a += b < 0 ? 0 : a;
      sum_b = b < 0 ? sum_b : MAX (sum_b, 0) + b;
    }
  want = quotient (series->id, grade, sum_a, sum_b, r);
  same_point (&series->window, &want, series);
  same_number ((double) excluded_count (series, "days_without_usage"), without ? (double) without : -1,
               series, HC_DAY_NONE, "days_without_usage");
}

static void
naive_init (Naive *self, Launch *launch, const HcUsage *usage)
{
  HcDay from, to;

  *self = (Naive){ .launch = launch, .usage = usage, .as_of = launch->columns->newest_as_of };
  self->last = hc_calendar_day_of (launch->calendar, self->as_of - 1);
  hc_calendar_window (launch->calendar, self->as_of, launch->settings.go_live_day,
                      launch->settings.window_length, &from, &to);
  for (HcDay d = from; from != HC_DAY_NONE && d <= to; d++)
    if (hc_calendar_is_working (launch->calendar, d))
      {
        self->window[d - launch->settings.go_live_day] = TRUE;
        self->n_window++;
      }
}

static void
compare_random (guint seed)
{
  static const char *const grades[] = { "confirmed", "upper_estimate", "proxy", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (HcMetricSet) set = NULL;
  HcMetricQuery query = query_all ();
  Naive naive;
  guint grade;

  seed_in_progress = seed;
  random_launch (&launch, random, 20 + seed % 100);
  query.usage = usage = random_usage (&launch, random);
  query.by = HC_BY_COHORT;
  query.metrics = 1u << HC_METRIC_TICKETS_PER_100_USERS | 1u << HC_METRIC_SELF_SERVICE_REACH |
                  1u << HC_METRIC_DEFLECTION_RATE;
  set = compute (&launch, &query);
  naive_init (&naive, &launch, usage);
  grade = grade_of (&naive);
  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = set->series->pdata[i];

      if (series->id == HC_METRIC_DEFLECTION_RATE)
        g_assert_cmpstr (series->grade, ==, grades[grade]);
      if (series->measurable && (series->by == HC_BY_NONE || series->group_value != NULL))
        compare (&naive, series, grade);
    }
}

static void
test_random (void)
{
  for (guint seed = 1; seed <= 120; seed++)
    compare_random (seed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metric-usage-random/cohorts", test_random);
  return g_test_run ();
}
