/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every daily series recomputed by SQL on the launch file: an independent reading of metrics.md that
 * shares no code with core/ (days come from GDateTime, ages from SQL, percentiles from here). */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "hc-columns-table.h"
#include "hc-history.h"
#include "hc-import.h"
#include "hc-launch-table.h"
#include "hc-metric.h"
#include "hc-rule-table.h"

typedef struct
{
  char *dir;
  char *path;
  HcLaunchSettings settings;
  HcMetricSet *set;
  sqlite3 *sql;
  gint64 as_of;
  gboolean is_past; /* the newest import is later than as_of */
} Launch;

static gboolean
save_settings (HcDb *db, gpointer data, GError **error)
{
  return hc_launch_save (db, data, error);
}

static void
run_sql (sqlite3 *sql, const char *text)
{
  char *message = NULL;

  if (sqlite3_exec (sql, text, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", message, text);
}

/* TEMP TABLE day: start s, end e (cut after T), instant a of ages (the end of a complete day). */
static void
make_days (Launch *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (self->settings.zone);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (0);
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->settings.go_live_at);

  g_clear_pointer (&at, g_date_time_unref);
  at = g_date_time_to_timezone (utc, zone);
  first = g_date_time_new (zone, g_date_time_get_year (at), g_date_time_get_month (at),
                           g_date_time_get_day_of_month (at), 0, 0, 0);
  run_sql (self->sql, "CREATE TEMP TABLE day (n INTEGER PRIMARY KEY, s, e, a, working, complete, "
                      "k, back, last, back_any)");
  for (int n = 0;; n++)
    {
      g_autoptr (GDateTime) start = g_date_time_add_days (first, n);
      g_autoptr (GDateTime) end = g_date_time_add_days (first, n + 1);
      gint64 s = g_date_time_to_unix (start), e = g_date_time_to_unix (end);
      g_autofree char *text = NULL;

      if (s > self->as_of)
        break;
      text = g_strdup_printf ("INSERT INTO day VALUES (%d, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                              ", %" G_GINT64_FORMAT ", %d, %d, 0, NULL, NULL, NULL)",
                              n, s, MIN (e, self->as_of + 1), self->as_of >= e - 3600 ? e : self->as_of,
                              g_date_time_get_day_of_week (start) <= 5, self->as_of >= e - 3600);
      run_sql (self->sql, text);
    }
  /* k: complete working days up to five; they begin at back and end at last. back_any: the same
   * start with the incomplete ones. */
  run_sql (self->sql, "CREATE TEMP TABLE w AS SELECT n, s, e, row_number () OVER (ORDER BY n) AS r "
                      "FROM day WHERE working AND complete; "
                      "CREATE TEMP TABLE v AS SELECT n, s, e, row_number () OVER (ORDER BY n) AS r "
                      "FROM day WHERE working; "
                      "UPDATE day SET k = coalesce ((SELECT max (r) FROM w WHERE w.n <= day.n), 0); "
                      "UPDATE day SET back = (SELECT s FROM w WHERE r = max (1, k - 4) AND k > 0), "
                      "last = (SELECT e FROM w WHERE r = k), back_any = (SELECT s FROM v WHERE r = max "
                      "(1, (SELECT max (r) FROM v WHERE v.n <= day.n) - 4)); "
                      "UPDATE day SET k = min (k, 5)");
}

static void
make_population (Launch *self)
{
  g_autofree char *text = g_strdup_printf (
    "CREATE TEMP TABLE os AS SELECT * FROM open_spell; CREATE INDEX temp.os_ticket ON os (ticket_id);"
    "CREATE TEMP TABLE pop AS SELECT *, (SELECT CASE WHEN o.end_at <= %1$" G_GINT64_FORMAT
    " THEN o.end_at END FROM os o WHERE o.ticket_id = ticket.id AND o.start_at <= %1$" G_GINT64_FORMAT
    " ORDER BY o.start_at DESC LIMIT 1) AS ended FROM ticket "
    "WHERE opened_at BETWEEN %2$" G_GINT64_FORMAT " AND %1$" G_GINT64_FORMAT
    " AND NOT (state_class = 'cancelled' AND ended_at IS NOT NULL AND ended_at <= %1$" G_GINT64_FORMAT
    ");"
    "CREATE TEMP TABLE sp AS SELECT s.ticket_id, s.start_at, s.end_inferred, "
    "CASE WHEN s.end_at <= %1$" G_GINT64_FORMAT " THEN s.end_at END AS end_at, p.opened_at, "
    "p.state_class FROM open_spell s JOIN pop p ON p.id = s.ticket_id "
    "WHERE s.start_at <= %1$" G_GINT64_FORMAT ";"
    "CREATE TEMP TABLE hop AS SELECT ticket_id, seen_at, new_value, coalesce (old_value, "
    "(SELECT p.old_value FROM ticket_change p WHERE p.ticket_id = c.ticket_id AND p.field = 'group' "
    "AND p.id < c.id AND p.old_value IS NOT NULL ORDER BY p.id DESC LIMIT 1)) AS old_value "
    "FROM ticket_change c WHERE field = 'group' AND new_value IS NOT NULL; "
    "CREATE INDEX temp.hop_ticket ON hop (ticket_id);"
    "CREATE INDEX temp.sp_end ON sp (end_at); CREATE INDEX temp.sp_start ON sp (start_at);"
    "CREATE INDEX temp.sp_ticket ON sp (ticket_id, start_at);"
    "CREATE INDEX temp.pop_ended ON pop (ended); CREATE INDEX temp.pop_opened ON pop (opened_at)",
    self->as_of, self->settings.go_live_at);

  run_sql (self->sql, text);
}

/* An issue, and a rule that links to it, for each subcategory of a category; every seventh
 * subcategory has none. A thousand users. */
#define CATALOG                                                                                       \
  "INSERT INTO cohort (id, name, head_count) VALUES ('c', 'Users', 1000);"                            \
  "CREATE TEMP TABLE pair AS SELECT DISTINCT 'p' || category_term || '-' || subcategory_term AS id, " \
  "c.text AS category, s.text AS subcategory FROM ticket JOIN term c ON c.id = category_term "        \
  "JOIN term s ON s.id = subcategory_term WHERE subcategory_term % 7 <> 0;"                           \
  "INSERT INTO issue (id, code, title) SELECT id, id, category || subcategory FROM pair;"             \
  "INSERT INTO rule (id, issue_id, rank) SELECT id, id, id FROM pair;"                                \
  "INSERT INTO rule_condition (id, rule_id, field, operator, value) "                                 \
  "SELECT id || 'c', id, 'category', 'is', category FROM pair UNION ALL "                             \
  "SELECT id || 's', id, 'subcategory', 'is', subcategory FROM pair;"                                 \
  "DROP TABLE pair"

static HcDb *
add_catalog (Launch *self, HcDb *db)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *sql = NULL;

  hc_db_close (db);
  g_assert_cmpint (sqlite3_open_v2 (self->path, &sql, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  run_sql (sql, CATALOG);
  sqlite3_close (sql);
  db = hc_db_open (self->path, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  hc_rules_refresh (db, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return db;
}

/* Imports @files (NULL-terminated) one after another and computes every series at @as_of. */
static void
launch_open (Launch *self, const char *const *files, const char *zone, const char *go_live, gint64 as_of)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = NULL;
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcCalendar) calendar = NULL;
  HcMetricQuery query = { .metrics = HC_METRICS_ALL, .as_of = as_of, .from = HC_DAY_NONE,
                          .to = HC_DAY_NONE };

  *self = (Launch) { .dir = g_dir_make_tmp ("hypercare-series-XXXXXX", NULL) };
  self->path = g_build_filename (self->dir, "t.hypercare", NULL);
  db = hc_db_create (self->path, &error);
  g_assert_no_error (error);
  hc_launch_settings_init (&self->settings);
  g_free (self->settings.name);
  self->settings.name = g_strdup ("Series");
  g_free (self->settings.zone);
  self->settings.zone = g_strdup (zone);
  g_assert_true (hc_day_parse (go_live, &self->settings.go_live_day));
  self->settings.length_days = 21;
  calendar = hc_launch_settings_calendar (&self->settings, &error);
  g_assert_no_error (error);
  self->settings.go_live_at = hc_calendar_day_start (calendar, self->settings.go_live_day);
  hc_history_run (db, "New Launch", save_settings, &self->settings, &error);
  g_assert_no_error (error);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_auto (HcImportOptions) options = { 0 };
      g_autoptr (HcBatch) batch = NULL;

      hc_import_options_init (&options);
      options.now = g_get_real_time () / G_USEC_PER_SEC;
      batch = hc_import_file (db, files[i], &options, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  db = add_catalog (self, g_steal_pointer (&db));
  columns = hc_columns_load (db, &self->settings, &error);
  g_assert_no_error (error);
  self->as_of = as_of == HC_INSTANT_NONE ? columns->newest_as_of : as_of;
  self->is_past = self->as_of < columns->newest_as_of;
  self->set = hc_metric_compute (columns, &self->settings, calendar, &query, NULL, &error);
  g_assert_no_error (error);
  hc_db_close (g_steal_pointer (&db));
  g_assert_cmpint (sqlite3_open_v2 (self->path, &self->sql, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  make_days (self);
  make_population (self);
}

static void
launch_close (Launch *self)
{
  sqlite3_close (self->sql);
  hc_metric_set_free (self->set);
  hc_launch_settings_clear (&self->settings);
  g_unlink (self->path);
  g_rmdir (self->dir);
  g_free (self->path);
  g_free (self->dir);
}

static sqlite3_stmt *
prepare (Launch *self, const char *text)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (self->sql, text, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (self->sql), text);
  return stmt;
}

static double
column_or_nan (sqlite3_stmt *stmt, int column)
{
  return sqlite3_column_type (stmt, column) == SQLITE_NULL ? NAN : sqlite3_column_double (stmt, column);
}

static void
assert_same (double got, double expected, HcMetricId id, const char *what, guint day)
{
  if (isnan (got) && isnan (expected))
    return;
  if (!(fabs (got - expected) <= 1e-9 * MAX (1.0, fabs (expected))))
    g_error ("%s %s of day %u: %.12g, by SQL %.12g", hc_metrics[id].id, what, day + 1, got, expected);
}

/* @text returns n (day), value, and optionally numerator and denominator, for each day in order. */
static void
check_series (Launch *self, HcMetricId id, const char *text)
{
  const HcMetricSeries *series = hc_metric_set_total (self->set, id);
  sqlite3_stmt *stmt = prepare (self, text);
  guint day = 0;

  g_assert_nonnull (series);
  for (; sqlite3_step (stmt) == SQLITE_ROW; day++)
    {
      g_assert_cmpuint (day, <, series->n_points);
      g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, day);
      assert_same (series->points[day].value, column_or_nan (stmt, 1), id, "value", day);
      if (sqlite3_column_count (stmt) > 2)
        {
          assert_same (series->points[day].numerator, column_or_nan (stmt, 2), id, "numerator", day);
          assert_same (series->points[day].denominator, column_or_nan (stmt, 3), id, "denominator", day);
        }
    }
  g_assert_cmpuint (day, ==, series->n_points);
  g_assert_cmpuint (day, >, 0);
  sqlite3_finalize (stmt);
}

#define OPEN_AT "FROM sp WHERE start_at < day.e AND (end_at IS NULL OR end_at >= day.e)"
#define OPENED "(SELECT count(*) FROM pop WHERE opened_at >= day.s AND opened_at < day.e)"
#define ENDED "(SELECT count(*) FROM sp WHERE end_at >= day.s AND end_at < day.e)"
#define REOPENED                                                                                      \
  "(SELECT count(*) FROM sp WHERE start_at >= day.s AND start_at < day.e AND start_at <> opened_at)"

static void
check_flow (Launch *self)
{
  check_series (self, HC_METRIC_INFLOW, "SELECT n, " OPENED " FROM day ORDER BY n");
  check_series (self, HC_METRIC_RESOLVED, "SELECT n, " ENDED " FROM day ORDER BY n");
  check_series (self, HC_METRIC_REOPENED, "SELECT n, " REOPENED " FROM day ORDER BY n");
  check_series (self, HC_METRIC_OPEN, "SELECT n, (SELECT count(*) " OPEN_AT ") FROM day ORDER BY n");
  check_series (self, HC_METRIC_NET_FLOW,
                "SELECT n, " OPENED " + " REOPENED " - " ENDED " FROM day ORDER BY n");
}

/* Type 7 by hand. */
static double
percentile (const double *sorted, guint n, double p)
{
  double at = p * (n - 1);
  guint low = (guint) floor (at);

  return n == 0 ? NAN : sorted[low] + (at - low) * (sorted[MIN (low + 1, n - 1)] - sorted[low]);
}

static void
check_backlog_age (Launch *self)
{
  const HcMetricSeries *series = hc_metric_set_total (self->set, HC_METRIC_BACKLOG_AGE);
  sqlite3_stmt *stmt = prepare (self, "SELECT (day.a - opened_at) / 86400.0, state_class = 'waiting' "
                                      "FROM day CROSS JOIN sp WHERE day.n = ?1 AND start_at < day.e "
                                      "AND (end_at IS NULL OR end_at >= day.e) ORDER BY 1");

  for (guint day = 0; day < series->n_points; day++)
    {
      const HcMetricPoint *point = &series->points[day];
      g_autoptr (GArray) ages = g_array_new (FALSE, FALSE, sizeof (double));
      gint64 buckets[HC_N_AGE_BUCKETS] = { 0 }, waiting = 0, over = 0;
      static const double bounds[] = { 1, 3, 7, 14 };

      sqlite3_bind_int (stmt, 1, (int) day);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          double age = sqlite3_column_double (stmt, 0);
          guint bucket = 0;

          while (bucket < 4 && age >= bounds[bucket])
            bucket++;
          buckets[bucket]++;
          over += age > 10;
          waiting += sqlite3_column_int (stmt, 1);
          g_array_append_val (ages, age);
        }
      sqlite3_reset (stmt);
      for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
        g_assert_cmpint (point->buckets[i], ==, buckets[i]);
      g_assert_cmpint (point->waiting, ==, waiting);
      assert_same (point->median_days, percentile ((double *) (void *) ages->data, ages->len, 0.5),
                   series->id, "median", day);
      assert_same (point->p90_days, percentile ((double *) (void *) ages->data, ages->len, 0.9),
                   series->id, "p90", day);
      assert_same (point->share_over_limit, ages->len == 0 ? NAN : (double) over / ages->len,
                   series->id, "share over the limit", day);
    }
  sqlite3_finalize (stmt);
}

#define MISROUTED(wrong, known)                                                                       \
  "SELECT n, w * 1.0 / nullif (k, 0), w, k FROM (SELECT n, (SELECT count(*) FROM pop "               \
  "WHERE ended >= day.s AND ended < day.e AND " known " AND " wrong ") AS w, "                       \
  "(SELECT count(*) FROM pop WHERE ended >= day.s AND ended < day.e AND " known ") AS k FROM day) "  \
  "ORDER BY n"
/* hop: changes of group between groups, those to and from “none” closed up. */
#define LEFT_A_GROUP                                                                                  \
  "EXISTS (SELECT 1 FROM hop h WHERE h.ticket_id = pop.id AND h.old_value <> h.new_value "            \
  "AND h.seen_at <= coalesce (pop.ended_at, h.seen_at))"

static void
check_rates (Launch *self)
{
  check_series (self, HC_METRIC_BACKLOG_DAYS,
                "SELECT n, o * 1.0 * k / nullif (x, 0) FROM (SELECT n, k, (SELECT count(*) " OPEN_AT
                ") AS o, (SELECT count(*) FROM sp WHERE end_at >= back AND end_at < last) AS x "
                "FROM day) ORDER BY n");
  check_series (self, HC_METRIC_MISROUTING_RATE,
                g_strcmp0 (hc_metric_set_total (self->set, HC_METRIC_MISROUTING_RATE)->method, "count") == 0
                  ? MISROUTED ("reassignment_count > 0", "reassignment_count IS NOT NULL")
                  : MISROUTED (LEFT_A_GROUP, "routing_known"));
  check_series (self, HC_METRIC_SLA_ATTAINMENT,
                "SELECT n, m * 1.0 / nullif (k, 0), m, k FROM (SELECT n, (SELECT count(*) FROM pop "
                "WHERE ended >= day.s AND ended < day.e AND sla_met = 1) AS m, "
                "(SELECT count(*) FROM pop WHERE ended >= day.s AND ended < day.e AND sla_met "
                "IS NOT NULL) + (CASE WHEN day.n = (SELECT max (n) FROM day) THEN (SELECT count(*) "
                "FROM pop WHERE ended IS NULL AND coalesce (sla_met = 0, due_at < day.e - 1)) ELSE 0 END) AS k "
                "FROM day) ORDER BY n");
}

static void
check_reopen_rate (Launch *self)
{
  g_autofree char *text = g_strdup_printf (
    "SELECT n, CASE WHEN mature THEN r * 1.0 / nullif (k, 0) END, CASE WHEN mature THEN r ELSE -1 END, "
    "CASE WHEN mature THEN k ELSE -1 END FROM (SELECT n, day.e <= %" G_GINT64_FORMAT
    " - 7 * 86400 + 3600 AS mature, " ENDED " AS k, (SELECT count(*) FROM sp WHERE end_at >= day.s "
    "AND end_at < day.e AND EXISTS (SELECT 1 FROM sp x WHERE x.ticket_id = sp.ticket_id "
    "AND x.start_at >= sp.end_at AND x.start_at > sp.start_at AND x.start_at <= sp.end_at + 604800)) "
    "AS r FROM day) ORDER BY n",
    self->as_of);

  check_series (self, HC_METRIC_REOPEN_RATE, text);
}

/* Tickets of the population: linked, with a key, repeats of an earlier one within 3 × 24 h. */
#define REPEATS                                                                                       \
  "WITH linked AS (SELECT *, category_term IS NOT NULL AND subcategory_term IS NOT NULL AND "         \
  "subcategory_term % 7 <> 0 AS has_issue FROM pop), "                                                \
  "seen AS (SELECT opened_at, has_issue, requester_term IS NOT NULL AND (category_term IS NOT NULL "  \
  "OR subcategory_term IS NOT NULL) AS has_key, count(*) OVER (PARTITION BY category_term, "          \
  "subcategory_term ORDER BY opened_at RANGE BETWEEN 259200 PRECEDING AND 1 PRECEDING) > 0 AS again, " \
  "count(*) OVER (PARTITION BY requester_term, category_term, subcategory_term ORDER BY opened_at "   \
  "RANGE BETWEEN 259200 PRECEDING AND 1 PRECEDING) > 0 AS same_user FROM linked), "                   \
  "by_day AS (SELECT n, total (has_issue) AS issues, total (has_issue AND again) AS repeats, "        \
  "total (has_key) AS keys, total (has_key AND same_user) AS same_users FROM day "                    \
  "LEFT JOIN seen ON opened_at >= day.s AND opened_at < day.e GROUP BY n) "

static void
check_repeats (Launch *self)
{
  check_series (self, HC_METRIC_PATTERN_REPEAT_RATE,
                REPEATS "SELECT n, repeats / nullif (issues, 0), repeats, issues FROM by_day "
                        "ORDER BY n");
  check_series (self, HC_METRIC_REPEAT_TICKETS_PER_100_USERS,
                REPEATS "SELECT n, 100 * repeats / 1000, repeats, 1000 FROM by_day ORDER BY n");
  check_series (self, HC_METRIC_SAME_USER_REPEAT_RATE,
                REPEATS "SELECT n, same_users / nullif (keys, 0), same_users, keys FROM by_day "
                        "ORDER BY n");
}

/* The window: its complete working days that look back to days after go-live only. */
static void
check_repeat_window (Launch *self)
{
  const HcMetricSeries *series = hc_metric_set_total (self->set, HC_METRIC_PATTERN_REPEAT_RATE);
  sqlite3_stmt *stmt = prepare (self, REPEATS "SELECT total (repeats), total (issues), count(*) "
                                              "FROM by_day WHERE n >= 3 AND n IN (SELECT n FROM w "
                                              "ORDER BY n DESC LIMIT 5)");

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 2), >, 0);
  g_assert_cmpint (series->window.numerator, ==, sqlite3_column_int64 (stmt, 0));
  g_assert_cmpint (series->window.denominator, ==, sqlite3_column_int64 (stmt, 1));
  g_assert_cmpint (series->window.numerator, >, 0);
  g_assert_cmpint (series->window.denominator, >=, series->window.numerator);
  sqlite3_finalize (stmt);
}

typedef struct
{
  double hours;
  gboolean event;
} Lifetime;

static int
compare_lifetimes (const void *a, const void *b)
{
  const Lifetime *x = a, *y = b;

  if (x->hours != y->hours)
    return x->hours < y->hours ? -1 : 1;
  return y->event - x->event;
}

/* Kaplan–Meier by its definition, one factor a distinct time. */
static double
median_lifetime (Lifetime *lives, guint n)
{
  double s = 1;

  qsort (lives, n, sizeof *lives, compare_lifetimes);
  for (guint i = 0; i < n;)
    {
      guint at_risk = n - i, events = 0, j = i;

      for (; j < n && lives[j].hours == lives[i].hours; j++)
        events += lives[j].event;
      s *= 1 - (double) events / at_risk;
      if (s <= 0.5 + 1e-12)
        return lives[i].hours;
      i = j;
    }
  return NAN;
}

static double
km_between (sqlite3_stmt *stmt, gint64 from, gint64 to)
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
  return median_lifetime ((Lifetime *) (void *) lives->data, lives->len);
}

/* Children are left out of durations; a child names a parent that is in the launch. The daily series
 * takes the tickets opened on the working days themselves, the window value all. */
#define LIVES                                                                                         \
  "SELECT (coalesce (ended, %" G_GINT64_FORMAT ") - opened_at) / 3600.0, ended IS NOT NULL FROM pop " \
  "WHERE opened_at >= ?1 AND opened_at < ?2 AND coalesce (ended, opened_at) >= opened_at AND NOT "    \
  "(parent IS NOT NULL AND EXISTS (SELECT 1 FROM ticket x WHERE x.source_term = pop.source_term "     \
  "AND x.external_id = pop.parent AND x.id <> pop.id))"

static void
check_time_to_resolve (Launch *self)
{
  const HcMetricSeries *series = hc_metric_set_total (self->set, HC_METRIC_TIME_TO_RESOLVE);
  g_autofree char *text = g_strdup_printf (LIVES, self->as_of);
  g_autofree char *working = g_strconcat (text, " AND EXISTS (SELECT 1 FROM v WHERE opened_at >= v.s "
                                                "AND opened_at < v.e)", NULL);
  sqlite3_stmt *lives = prepare (self, text);
  sqlite3_stmt *working_lives = prepare (self, working);
  sqlite3_stmt *days = prepare (self, "SELECT n, back_any, e FROM day ORDER BY n");

  assert_same (series->window.value, km_between (lives, self->settings.go_live_at, self->as_of + 1),
               series->id, "window", 0);
  for (guint day = 0; sqlite3_step (days) == SQLITE_ROW; day++)
    {
      gint64 from = sqlite3_column_type (days, 1) == SQLITE_NULL ? self->settings.go_live_at
                                                                  : sqlite3_column_int64 (days, 1);

      assert_same (series->points[day].value, km_between (working_lives, from, sqlite3_column_int64 (days, 2)),
                   series->id, "value", day);
    }
  sqlite3_finalize (days);
  sqlite3_finalize (lives);
  sqlite3_finalize (working_lives);
}

/* Two whole working days lie between the last update and T. */
static void
check_stale_share (Launch *self)
{
  const HcMetricSeries *series = hc_metric_set_total (self->set, HC_METRIC_STALE_SHARE);
  g_autofree char *text = g_strdup_printf (
    "SELECT sum ((SELECT count(*) FROM day w WHERE w.working AND w.s >= updated_at "
    "AND w.e <= %1$" G_GINT64_FORMAT ") >= 2), count(*) FROM pop WHERE ended IS NULL "
    "AND updated_at <= %1$" G_GINT64_FORMAT,
    self->as_of);
  sqlite3_stmt *stmt = prepare (self, text);

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  /* Later updates hide what T would have seen: then there is no value, rather than a wrong one. */
  if (self->is_past && isnan (series->window.value))
    {
      sqlite3_finalize (stmt);
      return;
    }
  g_assert_cmpint (series->window.numerator, ==, sqlite3_column_int64 (stmt, 0));
  g_assert_cmpint (series->window.denominator, ==, sqlite3_column_int64 (stmt, 1));
  sqlite3_finalize (stmt);
}

static void
check_all (const char *const *files, const char *zone, const char *go_live, gint64 as_of)
{
  Launch launch;

  launch_open (&launch, files, zone, go_live, as_of);
  check_flow (&launch);
  check_backlog_age (&launch);
  check_rates (&launch);
  check_reopen_rate (&launch);
  check_time_to_resolve (&launch);
  check_stale_share (&launch);
  check_repeats (&launch);
  check_repeat_window (&launch);
  launch_close (&launch);
}

static char *
shared_file (const char *name)
{
  const char *root = g_getenv ("HC_SHARED_DATA");
  char *path = g_build_filename (root == NULL ? "" : root, "uci-incidents", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_free (path);
  return NULL;
}

static gint64
instant (const char *iso)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (iso, NULL);

  return g_date_time_to_unix (at);
}

/* Real event log: several as-of times, three zones of which two change to summer time inside. */
static void
test_log (void)
{
  static const struct
  {
    const char *zone;
    const char *as_of;
  } cases[] = {
    { "UTC", "2016-03-20T23:50:00Z" },
    { "UTC", "2016-04-15T11:07:00Z" },
    { "Europe/Berlin", "2016-03-31T21:59:00Z" },
    { "America/Sao_Paulo", "2016-03-18T14:00:00Z" },
    { "America/New_York", "2016-03-22T03:30:00Z" },
  };
  g_autofree char *log = shared_file ("incident_event_log.csv");
  const char *files[] = { log, NULL };

  if (log == NULL)
    {
      g_test_skip ("the real data are not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].zone, cases[i].as_of);
      check_all (files, cases[i].zone, "2016-02-29", instant (cases[i].as_of));
    }
}

/* Real daily snapshots, each compared with what was known. */
static void
test_snapshots (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 21; i++)
    {
      HcDay day = hc_day_from_ymd (2016, 2, 29) + (int) i;
      g_autofree char *date = hc_day_format (day);
      g_autofree char *name = g_strdup_printf ("snapshots/incident_%s.csv", date);
      char *path = shared_file (name);

      if (path == NULL)
        {
          g_test_skip ("the real data are not here");
          return;
        }
      g_ptr_array_add (files, path);
    }
  g_ptr_array_add (files, NULL);
  check_all ((const char *const *) files->pdata, "UTC", "2016-02-29", HC_INSTANT_NONE);
}

/* A made-up list with reopenings, children, cancelled and negative rows: needs no shared data. */
static void
test_fixture (void)
{
  g_autofree char *log = g_test_build_filename (G_TEST_DIST, "fixtures", "csv", "series-log.csv", NULL);
  const char *files[] = { log, NULL };

  check_all (files, "Europe/Berlin", "2026-03-23", HC_INSTANT_NONE);
  check_all (files, "UTC", "2026-03-23", instant ("2026-04-02T10:00:00Z"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/fixture", test_fixture);
  g_test_add_func ("/series/uci-log", test_log);
  g_test_add_func ("/series/uci-snapshots", test_snapshots);
  return g_test_run ();
}
