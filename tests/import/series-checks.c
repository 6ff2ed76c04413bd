/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "series-launch.h"

#include <math.h>
#include <stdlib.h>

#define OPEN_AT "FROM sp WHERE start_at < day.e AND (end_at IS NULL OR end_at >= day.e)"
#define OPENED "(SELECT count(*) FROM pop WHERE opened_at >= day.s AND opened_at < day.e)"
#define ENDED "(SELECT count(*) FROM sp WHERE end_at >= day.s AND end_at < day.e)"
#define REOPENED                                                                                   \
  "(SELECT count(*) FROM sp WHERE start_at >= day.s AND start_at < day.e AND start_at <> opened_at)"

static void
check_flow (Launch *self)
{
  series_check (self, HC_METRIC_INFLOW, "SELECT n, " OPENED " FROM day ORDER BY n");
  series_check (self, HC_METRIC_RESOLVED, "SELECT n, " ENDED " FROM day ORDER BY n");
  series_check (self, HC_METRIC_OPEN, "SELECT n, (SELECT count(*) " OPEN_AT ") FROM day ORDER BY n");
  series_check (self, HC_METRIC_NET_FLOW,
                "SELECT n, " OPENED " + " REOPENED " - " ENDED " FROM day ORDER BY n");
  if (hc_metric_set_total (self->set, HC_METRIC_REOPENED)->measurable)
    series_check (self, HC_METRIC_REOPENED, "SELECT n, " REOPENED " FROM day ORDER BY n");
}

/* ---------------------------------------------------------------- ages */

/* Type 7 by hand. */
static double
percentile (const double *sorted, guint n, double p)
{
  double at = p * (n - 1);
  guint low = (guint) floor (at);

  return n == 0 ? NAN : sorted[low] + (at - low) * (sorted[MIN (low + 1, n - 1)] - sorted[low]);
}

static void
check_ages_of_day (Launch *self, const HcMetricPoint *point, guint day, sqlite3_stmt *stmt)
{
  static const double bounds[] = { 1, 3, 7, 14 };
  g_autoptr (GArray) ages = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 buckets[HC_N_AGE_BUCKETS] = { 0 }, waiting = 0, over = 0;
  const double *sorted;
  HcMetricId id = HC_METRIC_BACKLOG_AGE;

  sqlite3_bind_int (stmt, 1, (int) day);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      double age = sqlite3_column_double (stmt, 0);
      guint bucket = 0;

      while (bucket < G_N_ELEMENTS (bounds) && age >= bounds[bucket])
        bucket++;
      buckets[bucket]++;
      over += age > 10;
      waiting += sqlite3_column_int (stmt, 1);
      g_array_append_val (ages, age);
    }
  sqlite3_reset (stmt);
  sorted = (double *) (void *) ages->data;
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    series_same (self, (double) point->buckets[i], (double) buckets[i], id, "bucket", day);
  series_same (self, (double) point->waiting, (double) waiting, id, "waiting", day);
  series_same (self, point->median_days, percentile (sorted, ages->len, 0.5), id, "median", day);
  series_same (self, point->p90_days, percentile (sorted, ages->len, 0.9), id, "p90", day);
  series_same (self, point->share_over_limit,
               ages->len == 0 ? NAN : (double) over / (double) ages->len, id, "share over limit",
               day);
}

static void
check_backlog_age (Launch *self)
{
  const HcMetricSeries *series = launch_series (self, HC_METRIC_BACKLOG_AGE);
  sqlite3_stmt *stmt =
    launch_prepare (self, "SELECT (day.a - opened_at) / 86400.0, state_class = 'waiting' "
                          "FROM day CROSS JOIN sp WHERE day.n = ?1 AND start_at < day.e "
                          "AND (end_at IS NULL OR end_at >= day.e) ORDER BY 1");

  for (guint day = 0; day < series->n_points; day++)
    check_ages_of_day (self, &series->points[day], day, stmt);
  sqlite3_finalize (stmt);
}

/* ---------------------------------------------------------------- rates */

#define OF_ENDED(good, known)                                                                      \
  "SELECT n, w * 1.0 / nullif (k, 0), w, k FROM (SELECT n, (SELECT count(*) FROM pop "             \
  "WHERE ended >= day.s AND ended < day.e AND " known " AND " good ") AS w, "                      \
  "(SELECT count(*) FROM pop WHERE ended >= day.s AND ended < day.e AND " known ") AS k FROM day) " \
  "ORDER BY n"
/* Without dispatchers and declared hops every hop is a wrong one. */
#define LEFT_A_GROUP                                                                               \
  "EXISTS (SELECT 1 FROM hop h WHERE h.ticket_id = pop.id AND h.old_value <> h.new_value "         \
  "AND h.seen_at <= coalesce (pop.ended_at, h.seen_at))"
/* The team of its group; the rows of the matrix that speak of it: of its hot path, of its issue's
 * kind; who is responsible in one of them. */
#define TEAM "(SELECT g.team_id FROM group_team g JOIN term t ON t.text = g.group_name "           \
  "AND t.id = pop.group_term)"
#define OWNERS                                                                                     \
  "FROM duty_role r JOIN duty d ON d.id = r.duty_id WHERE r.letter = 'R' AND "                     \
  "(d.workflow_id = 'w' || pop.path OR d.area = (SELECT CASE WHEN kind IN ('access_failure') "     \
  "THEN 'access' WHEN kind IN ('system_error') THEN 'defects' WHEN kind IS NOT NULL "              \
  "THEN 'guidance' END FROM issue WHERE issue.id = pop.issue))"
#define HAS_OWNER "(" TEAM " IS NOT NULL AND EXISTS (SELECT 1 " OWNERS "))"
#define IS_ELSEWHERE                                                                               \
  "NOT EXISTS (SELECT 1 " OWNERS " AND (r.team_id = " TEAM " OR EXISTS (SELECT 1 FROM "            \
  "declared_hop h WHERE h.from_team_id = r.team_id AND h.to_team_id = " TEAM "))) AND NOT "        \
  "(SELECT is_dispatcher FROM team WHERE id = " TEAM ")"

static void
check_routing (Launch *self)
{
  const HcMetricSeries *total = hc_metric_set_total (self->set, HC_METRIC_MISROUTING_RATE);
  gboolean by_matrix = g_strcmp0 (total->method, "matrix") == 0;
  gboolean by_count = g_strcmp0 (total->method, "count") == 0;

  g_assert_true (total->measurable);
  series_check (self, HC_METRIC_MISROUTING_RATE,
                by_matrix  ? OF_ENDED (IS_ELSEWHERE, HAS_OWNER)
                : by_count ? OF_ENDED ("reassignment_count > 0", "reassignment_count IS NOT NULL")
                           : OF_ENDED (LEFT_A_GROUP, "routing_known"));
  total = hc_metric_set_total (self->set, HC_METRIC_FIRST_GROUP_RESOLUTION_RATE);
  g_assert_cmpint (total->measurable, ==, !by_matrix);
  if (!by_matrix)
    series_check (self, HC_METRIC_FIRST_GROUP_RESOLUTION_RATE,
                  by_count
                    ? OF_ENDED ("reassignment_count = 0", "reassignment_count IS NOT NULL")
                    : OF_ENDED ("NOT " LEFT_A_GROUP, "routing_known"));
}

static void
check_rates (Launch *self)
{
  series_check (self, HC_METRIC_BACKLOG_DAYS,
                "SELECT n, o * 1.0 * k / nullif (x, 0) FROM (SELECT n, k, (SELECT count(*) " OPEN_AT
                ") AS o, (SELECT count(*) FROM sp WHERE end_at >= back AND end_at < last) AS x "
                "FROM day) ORDER BY n");
  if (hc_metric_set_total (self->set, HC_METRIC_SLA_ATTAINMENT)->measurable)
    series_check (
      self, HC_METRIC_SLA_ATTAINMENT,
      "SELECT n, m * 1.0 / nullif (k, 0), m, k FROM (SELECT n, (SELECT count(*) FROM pop "
      "WHERE ended >= day.s AND ended < day.e AND sla_met = 1) AS m, "
      "(SELECT count(*) FROM pop WHERE ended >= day.s AND ended < day.e AND sla_met "
      "IS NOT NULL) + (CASE WHEN day.n = (SELECT max (n) FROM day) THEN (SELECT count(*) "
      "FROM pop WHERE ended IS NULL AND coalesce (sla_met = 0, due_at < day.e - 1)) ELSE 0 END) "
      "AS k FROM day) ORDER BY n");
}

static void
check_reopen_rate (Launch *self)
{
  g_autofree char *text = g_strdup_printf (
    "SELECT n, CASE WHEN mature THEN r * 1.0 / nullif (k, 0) END, CASE WHEN mature THEN r ELSE -1 "
    "END, CASE WHEN mature THEN k ELSE -1 END FROM (SELECT n, day.e <= %" G_GINT64_FORMAT
    " - 7 * 86400 + 3600 AS mature, " ENDED " AS k, (SELECT count(*) FROM sp WHERE end_at >= day.s "
    "AND end_at < day.e AND EXISTS (SELECT 1 FROM sp x WHERE x.ticket_id = sp.ticket_id "
    "AND x.start_at >= sp.end_at AND x.start_at > sp.start_at AND x.start_at <= sp.end_at + 604800)) "
    "AS r FROM day) ORDER BY n",
    self->as_of);

  if (hc_metric_set_total (self->set, HC_METRIC_REOPEN_RATE)->measurable)
    series_check (self, HC_METRIC_REOPEN_RATE, text);
}

/* ---------------------------------------------------------------- repeats */

/* Repeats of an earlier ticket within 3 × 24 h: of everybody's, whoever is looked at. */
#define REPEATS                                                                                    \
  "WITH seen AS (SELECT id, opened_at, issue IS NOT NULL AS has_issue, requester_term IS NOT NULL " \
  "AND (category_term IS NOT NULL OR subcategory_term IS NOT NULL) AS has_key, "                   \
  "count(*) OVER (PARTITION BY category_term, subcategory_term ORDER BY opened_at RANGE BETWEEN "  \
  "259200 PRECEDING AND 1 PRECEDING) > 0 AS again, "                                               \
  "count(*) OVER (PARTITION BY requester_term, category_term, subcategory_term ORDER BY opened_at " \
  "RANGE BETWEEN 259200 PRECEDING AND 1 PRECEDING) > 0 AS same_user FROM everybody), "             \
  "by_day AS (SELECT n, total (has_issue) AS issues, total (has_issue AND again) AS repeats, "     \
  "total (has_key) AS keys, total (has_key AND same_user) AS same_users FROM day "                 \
  "LEFT JOIN (SELECT * FROM seen WHERE id IN (SELECT id FROM pop)) "                               \
  "ON opened_at >= day.s AND opened_at < day.e GROUP BY n) "

/* The window: its complete working days that look back to days after go-live only. */
static void
check_repeat_window (Launch *self)
{
  const HcMetricSeries *series = launch_series (self, HC_METRIC_PATTERN_REPEAT_RATE);
  sqlite3_stmt *stmt = launch_prepare (self, REPEATS "SELECT total (repeats), total (issues), "
                                                     "count(*) FROM by_day WHERE n >= 3 AND n IN "
                                                     "(SELECT n FROM win)");

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 2), >, 0);
  g_assert_cmpint (series->window.numerator, ==, sqlite3_column_int64 (stmt, 0));
  g_assert_cmpint (series->window.denominator, ==, sqlite3_column_int64 (stmt, 1));
  if (self->by == HC_BY_NONE)
    g_assert_cmpint (series->window.denominator, >, 0);
  sqlite3_finalize (stmt);
}

static void
check_repeats (Launch *self)
{
  series_check (self, HC_METRIC_PATTERN_REPEAT_RATE,
                REPEATS "SELECT n, repeats / nullif (issues, 0), repeats, issues FROM by_day "
                        "ORDER BY n");
  series_check (self, HC_METRIC_SAME_USER_REPEAT_RATE,
                REPEATS "SELECT n, same_users / nullif (keys, 0), same_users, keys FROM by_day "
                        "ORDER BY n");
  check_repeat_window (self);
}

/* Users by head counts: everybody's, or those of a cohort. */
static void
check_per_head (Launch *self)
{
  const HcMetricSeries *total = hc_metric_set_total (self->set, HC_METRIC_TICKETS_PER_100_USERS);
  g_autofree char *text = NULL;
  g_autofree char *repeats = NULL;

  if (g_strcmp0 (total->method, "head_count") != 0 || self->heads < 0)
    return;
  text = g_strdup_printf ("SELECT n, 100.0 * i / %1$" G_GINT64_FORMAT ", i, %1$" G_GINT64_FORMAT
                          " FROM (SELECT n, " OPENED " AS i FROM day) ORDER BY n",
                          self->heads);
  repeats = g_strdup_printf (REPEATS "SELECT n, 100 * repeats / %1$" G_GINT64_FORMAT
                                     ", repeats, %1$" G_GINT64_FORMAT " FROM by_day ORDER BY n",
                             self->heads);
  series_check (self, HC_METRIC_TICKETS_PER_100_USERS, text);
  series_check (self, HC_METRIC_REPEAT_TICKETS_PER_100_USERS, repeats);
}

/* ---------------------------------------------------------------- survival */

typedef struct
{
  double hours;
  gboolean event;
} Lifetime;

typedef struct
{
  guint n;
  double median;
  double low;
  double high;
} Survival;

static int
compare_lifetimes (const void *a, const void *b)
{
  const Lifetime *x = a, *y = b;

  if (x->hours != y->hours)
    return x->hours < y->hours ? -1 : 1;
  return y->event - x->event;
}

/* Kaplan–Meier by its definition, one factor a distinct time, and the log-log band of Greenwood's
 * variance: the first times at which S, its lower and its upper curve are at most one half. */
static Survival
survive (Lifetime *lives, guint n)
{
  Survival out = { n, NAN, NAN, NAN };
  double s = 1, variance = 0;

  if (n > 0)
    qsort (lives, n, sizeof *lives, compare_lifetimes);
  for (guint i = 0, j; i < n; i = j)
    {
      guint at_risk = n - i, events = 0;
      double spread, lower, upper;

      for (j = i; j < n && lives[j].hours == lives[i].hours; j++)
        events += lives[j].event;
      if (events == 0)
        continue;
      s *= 1 - (double) events / at_risk;
      variance += (double) events / ((double) at_risk * (at_risk - events));
      spread = 1.959963984540054 * sqrt (variance) / fabs (log (s));
      /* At S = 0 there is no band: the variance has no end. */
      lower = s > 0 ? pow (s, exp (spread)) : 1;
      upper = s > 0 ? pow (s, exp (-spread)) : 1;
      if (isnan (out.median) && s <= 0.5 + 1e-12)
        out.median = lives[i].hours;
      if (isnan (out.low) && lower <= 0.5)
        out.low = lives[i].hours;
      if (isnan (out.high) && upper <= 0.5)
        out.high = lives[i].hours;
    }
  return out;
}

static Survival
survive_between (sqlite3_stmt *stmt, gint64 from, gint64 to)
{
  g_autoptr (GArray) lives = g_array_new (FALSE, FALSE, sizeof (Lifetime));

  sqlite3_bind_int64 (stmt, 1, from);
  sqlite3_bind_int64 (stmt, 2, to);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      Lifetime life = { sqlite3_column_double (stmt, 0), sqlite3_column_int (stmt, 1) };

      g_array_append_val (lives, life);
    }
  sqlite3_reset (stmt);
  return survive ((Lifetime *) (void *) lives->data, lives->len);
}

/* Children are left out of durations; a child names a parent that is in the launch. The daily series
 * takes the tickets opened on the working days themselves. */
#define NO_CHILD                                                                                   \
  "NOT (parent IS NOT NULL AND EXISTS (SELECT 1 FROM ticket x WHERE x.source_term = "              \
  "pop.source_term AND x.external_id = pop.parent AND x.id <> pop.id))"
#define LIVES                                                                                      \
  "SELECT (coalesce (ended, %" G_GINT64_FORMAT ") - opened_at) / 3600.0, ended IS NOT NULL FROM pop " \
  "WHERE opened_at >= ?1 AND opened_at < ?2 AND coalesce (ended, opened_at) >= opened_at AND "     \
  NO_CHILD
/* Those without a response wait, unless they ended without a recorded one. */
#define RESPONSES                                                                                  \
  "SELECT (coalesce (answered, %1$" G_GINT64_FORMAT ") - opened_at) / 3600.0, answered IS NOT NULL " \
  "FROM (SELECT *, iif (first_response_at <= %1$" G_GINT64_FORMAT ", first_response_at, NULL) AS "  \
  "answered FROM pop) AS pop WHERE opened_at >= ?1 AND opened_at < ?2 AND coalesce (answered, "    \
  "opened_at) >= opened_at AND (answered IS NOT NULL OR ended IS NULL) AND " NO_CHILD

static void
same_survival (Launch *self, const HcMetricPoint *point, Survival want, HcMetricId id, guint day)
{
  series_same (self, (double) MAX (point->n, 0), want.n, id, "n", day);
  series_same (self, point->value, want.median, id, "value", day);
  series_same (self, point->low, want.low, id, "low", day);
  series_same (self, point->high, want.high, id, "high", day);
}

static void
check_survival (Launch *self, HcMetricId id, const char *text)
{
  const HcMetricSeries *series = launch_series (self, id);
  g_autofree char *on_working_days = g_strconcat (
    text, " AND EXISTS (SELECT 1 FROM v WHERE opened_at >= v.s AND opened_at < v.e)", NULL);
  sqlite3_stmt *lives = launch_prepare (self, on_working_days);
  sqlite3_stmt *days = launch_prepare (self, "SELECT n, back_any, e FROM day ORDER BY n");

  for (guint day = 0; sqlite3_step (days) == SQLITE_ROW; day++)
    {
      gint64 from = sqlite3_column_type (days, 1) == SQLITE_NULL ? self->settings.go_live_at
                                                                  : sqlite3_column_int64 (days, 1);

      same_survival (self, &series->points[day],
                     survive_between (lives, from, sqlite3_column_int64 (days, 2)), id, day);
    }
  sqlite3_finalize (days);
  sqlite3_finalize (lives);
}

static void
check_time_to_resolve (Launch *self)
{
  const HcMetricSeries *series = launch_series (self, HC_METRIC_TIME_TO_RESOLVE);
  g_autofree char *text = g_strdup_printf (LIVES, self->as_of);
  sqlite3_stmt *lives;

  if (series == NULL) /* a small group, merged with others */
    return;
  lives = launch_prepare (self, text);
  same_survival (self, &series->window,
                 survive_between (lives, self->settings.go_live_at, self->as_of + 1), series->id, 0);
  sqlite3_finalize (lives);
  check_survival (self, HC_METRIC_TIME_TO_RESOLVE, text);
}

static void
check_first_response (Launch *self)
{
  g_autofree char *text = g_strdup_printf (RESPONSES, self->as_of);

  if (hc_metric_set_total (self->set, HC_METRIC_FIRST_RESPONSE_TIME)->measurable)
    check_survival (self, HC_METRIC_FIRST_RESPONSE_TIME, text);
}

/* ---------------------------------------------------------------- the moment of T */

/* Two whole (complete) working days lie between the last update and T. */
static void
check_stale_share (Launch *self)
{
  const HcMetricSeries *series = launch_series (self, HC_METRIC_STALE_SHARE);
  g_autofree char *text = g_strdup_printf (
    "SELECT coalesce (sum ((SELECT count(*) FROM day w WHERE w.working AND w.complete "
    "AND w.s >= updated_at) >= 2), 0), count(*) FROM pop WHERE ended IS NULL "
    "AND updated_at <= %" G_GINT64_FORMAT,
    self->as_of);
  sqlite3_stmt *stmt;

  if (!hc_metric_set_total (self->set, HC_METRIC_STALE_SHARE)->measurable)
    return;
  stmt = launch_prepare (self, text);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  /* Later updates hide what T would have seen: then there is no value, rather than a wrong one. */
  if (!self->is_past || !isnan (series->window.value))
    {
      g_assert_cmpint (MAX (series->window.numerator, 0), ==, sqlite3_column_int64 (stmt, 0));
      g_assert_cmpint (MAX (series->window.denominator, 0), ==, sqlite3_column_int64 (stmt, 1));
    }
  sqlite3_finalize (stmt);
}

void
series_check_tickets (Launch *self)
{
  check_flow (self);
  check_backlog_age (self);
  check_routing (self);
  check_rates (self);
  check_reopen_rate (self);
  check_time_to_resolve (self);
  check_first_response (self);
  check_stale_share (self);
  check_repeats (self);
  check_per_head (self);
}
