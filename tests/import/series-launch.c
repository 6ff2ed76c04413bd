/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "series-launch.h"

#include <glib/gstdio.h>
#include <math.h>

#include "hc-columns-table.h"
#include "hc-history.h"
#include "hc-import.h"
#include "hc-launch-table.h"
#include "hc-rule-table.h"
#include "hc-usage-table.h"

void
series_run_sql (sqlite3 *sql, const char *text)
{
  char *message = NULL;

  if (sqlite3_exec (sql, text, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", message, text);
}

/* ---------------------------------------------------------------- the file */

/* An issue, and a rule that links to it, for each subcategory of a category; every seventh
 * subcategory has none. Its hot path and step go by the subcategory. A thousand users, and ten
 * cohorts by the places with the most tickets. */
#define CATALOG                                                                                    \
  "INSERT INTO cohort (id, name, kind, head_count) VALUES ('all', 'Users', 'role', 1000);"         \
  "INSERT INTO cohort (id, name, kind, head_count) SELECT 'k' || t.id, t.text, 'location', "       \
  "20 + t.id % 30 FROM ticket JOIN term t ON t.id = location_term GROUP BY t.id "                  \
  "ORDER BY count(*) DESC, t.id LIMIT 10;"                                                         \
  "INSERT INTO cohort_match (id, cohort_id, field, value) "                                        \
  "SELECT id, id, 'location', name FROM cohort WHERE id <> 'all';"                                 \
  "WITH RECURSIVE i (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM i WHERE n < 9) "                \
  "INSERT INTO workflow (id, name, cycle_time_hours) SELECT 'w' || n, 'Path ' || n, "              \
  "iif (n % 3, 6 * n, NULL) FROM i;"                                                               \
  "INSERT INTO workflow_step (id, workflow_id, name, rank) SELECT 's' || substr (id, 2), id, "     \
  "'Step ' || substr (id, 2), 'a' FROM workflow;"                                                  \
  "CREATE TEMP TABLE pair AS SELECT DISTINCT 'p' || category_term || '-' || subcategory_term "     \
  "AS id, subcategory_term AS s, c.text AS category, s.text AS subcategory FROM ticket "           \
  "JOIN term c ON c.id = category_term JOIN term s ON s.id = subcategory_term "                    \
  "WHERE subcategory_term % 7 <> 0;"                                                               \
  "INSERT INTO issue (id, code, title, workflow_id, step_id, action, kind, cause) "                \
  "SELECT id, id, category || subcategory, 'w' || (s % 10), 's' || (s % 10), "                         \
  "CASE s % 3 WHEN 0 THEN 'deflect' WHEN 1 THEN 'fix' END, "                                       \
  "CASE s % 5 WHEN 0 THEN 'access_failure' WHEN 1 THEN 'system_error' WHEN 2 THEN 'how_do_i' END, " \
  "CASE s % 4 WHEN 0 THEN 'access' WHEN 1 THEN 'defect' WHEN 2 THEN 'confusion' END FROM pair;"    \
  "INSERT INTO rule (id, issue_id, rank) SELECT id, id, id FROM pair;"                             \
  "INSERT INTO rule_condition (id, rule_id, field, operator, value) "                              \
  "SELECT id || 'c', id, 'category', 'is', category FROM pair UNION ALL "                          \
  "SELECT id || 's', id, 'subcategory', 'is', subcategory FROM pair;"                              \
  "DROP TABLE pair"

static gboolean
save_settings (HcDb *db, gpointer data, GError **error)
{
  return hc_launch_save (db, data, error);
}

static HcDb *
create (Launch *self, const char *zone, const char *go_live)
{
  g_autoptr (GError) error = NULL;
  HcDb *db;

  self->dir = g_dir_make_tmp ("hypercare-series-XXXXXX", NULL);
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
  self->calendar = hc_launch_settings_calendar (&self->settings, &error);
  g_assert_no_error (error);
  self->settings.go_live_at = hc_calendar_day_start (self->calendar, self->settings.go_live_day);
  hc_history_run (db, "New Launch", save_settings, &self->settings, &error);
  g_assert_no_error (error);
  return db;
}

static void
import (HcDb *db, const char *file, const char *file_zone)
{
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = NULL;

  hc_import_options_init (&options);
  options.now = g_get_real_time () / G_USEC_PER_SEC;
  options.zone = g_strdup (file_zone);
  batch = hc_import_file (db, file, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static HcDb *
add_catalog (Launch *self, HcDb *db, const char *more)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *sql = NULL;

  hc_db_close (db);
  g_assert_cmpint (sqlite3_open_v2 (self->path, &sql, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  series_run_sql (sql, CATALOG);
  if (more != NULL)
    series_run_sql (sql, more);
  sqlite3_close (sql);
  db = hc_db_open (self->path, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  hc_rules_refresh (db, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return db;
}

void
launch_open (Launch *self,
             const char *const *files,
             const char *zone,
             const char *file_zone,
             const char *go_live,
             const char *more)
{
  g_autoptr (GError) error = NULL;
  HcDb *db;

  *self = (Launch){ 0 };
  db = create (self, zone, go_live);
  for (guint i = 0; files[i] != NULL; i++)
    import (db, files[i], file_zone);
  db = add_catalog (self, db, more);
  self->columns = hc_columns_load (db, &self->settings, &error);
  g_assert_no_error (error);
  self->usage = hc_usage_load (db, &error);
  g_assert_no_error (error);
  hc_db_close (db);
}

static void
end_look (Launch *self)
{
  g_clear_pointer (&self->set, hc_metric_set_free);
  g_clear_pointer (&self->sql, sqlite3_close);
}

void
launch_close (Launch *self)
{
  end_look (self);
  hc_usage_unref (self->usage);
  hc_columns_unref (self->columns);
  hc_calendar_free (self->calendar);
  hc_launch_settings_clear (&self->settings);
  g_unlink (self->path);
  g_rmdir (self->dir);
  g_free (self->path);
  g_free (self->dir);
}

/* ---------------------------------------------------------------- the look */

/* TEMP TABLE day: its date, start s, end e (cut after T), instant a of ages (the end of a complete
 * day), its own end whole. */
static void
make_days (Launch *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (self->settings.zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->settings.go_live_at);
  g_autoptr (GDateTime) at = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) first =
    g_date_time_new (zone, g_date_time_get_year (at), g_date_time_get_month (at),
                     g_date_time_get_day_of_month (at), 0, 0, 0);

  series_run_sql (self->sql, "CREATE TEMP TABLE day (n INTEGER PRIMARY KEY, s, e, a, working, "
                             "complete, k, back, last, back_any, date, whole)");
  for (int n = 0;; n++)
    {
      g_autoptr (GDateTime) start = g_date_time_add_days (first, n);
      g_autoptr (GDateTime) end = g_date_time_add_days (first, n + 1);
      g_autofree char *date = g_date_time_format (start, "%Y-%m-%d");
      gint64 s = g_date_time_to_unix (start), e = g_date_time_to_unix (end);
      g_autofree char *text = NULL;

      if (s > self->as_of)
        break;
      text = g_strdup_printf (
        "INSERT INTO day VALUES (%d, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
        ", %d, %d, 0, NULL, NULL, NULL, '%s', %" G_GINT64_FORMAT ")",
        n, s, MIN (e, self->as_of + 1), self->as_of >= e - 3600 ? e : self->as_of,
        g_date_time_get_day_of_week (start) <= 5, self->as_of >= e - 3600, date, e);
      series_run_sql (self->sql, text);
    }
  /* k: complete working days up to five; they begin at back and end at last. back_any: the same
   * start with the incomplete ones. */
  series_run_sql (
    self->sql,
    "CREATE TEMP TABLE w AS SELECT n, s, e, row_number () OVER (ORDER BY n) AS r "
    "FROM day WHERE working AND complete; "
    "CREATE TEMP TABLE v AS SELECT n, s, e, row_number () OVER (ORDER BY n) AS r "
    "FROM day WHERE working; "
    "UPDATE day SET k = coalesce ((SELECT max (r) FROM w WHERE w.n <= day.n), 0); "
    "UPDATE day SET back = (SELECT s FROM w WHERE r = max (1, k - 4) AND k > 0), "
    "last = (SELECT e FROM w WHERE r = k), back_any = (SELECT s FROM v WHERE r = max "
    "(1, (SELECT max (r) FROM v WHERE v.n <= day.n) - 4)); "
    "UPDATE day SET k = min (k, 5); "
    "CREATE TEMP TABLE win AS SELECT n FROM w ORDER BY n DESC LIMIT 5");
}

/* everybody: the tickets of the launch at T, with the end, issue and hot path they have there. hop:
 * changes of group between groups, those to and from “none” closed up. */
static void
make_everybody (Launch *self)
{
  g_autofree char *text = g_strdup_printf (
    "CREATE TEMP TABLE os AS SELECT * FROM open_spell; "
    "CREATE INDEX temp.os_ticket ON os (ticket_id);"
    "CREATE TEMP TABLE everybody AS SELECT *, (SELECT CASE WHEN o.end_at <= %1$" G_GINT64_FORMAT
    " THEN o.end_at END FROM os o WHERE o.ticket_id = ticket.id AND o.start_at <= "
    "%1$" G_GINT64_FORMAT " ORDER BY o.start_at DESC LIMIT 1) AS ended, "
    "CASE WHEN category_term IS NOT NULL AND subcategory_term %% 7 <> 0 "
    "THEN 'p' || category_term || '-' || subcategory_term END AS issue, "
    "CASE WHEN category_term IS NOT NULL AND subcategory_term %% 7 <> 0 "
    "THEN subcategory_term %% 10 END AS path FROM ticket "
    "WHERE opened_at BETWEEN %2$" G_GINT64_FORMAT " AND %1$" G_GINT64_FORMAT
    " AND NOT (state_class = 'cancelled' AND ended_at IS NOT NULL AND ended_at <= "
    "%1$" G_GINT64_FORMAT ");"
    "CREATE TEMP TABLE hop AS SELECT ticket_id, seen_at, new_value, coalesce (old_value, "
    "(SELECT p.old_value FROM ticket_change p WHERE p.ticket_id = c.ticket_id AND p.field = 'group' "
    "AND p.id < c.id AND p.old_value IS NOT NULL ORDER BY p.id DESC LIMIT 1)) AS old_value, inferred "
    "FROM ticket_change c WHERE field = 'group' AND new_value IS NOT NULL; "
    "CREATE INDEX temp.hop_ticket ON hop (ticket_id)",
    self->as_of, self->settings.go_live_at);

  series_run_sql (self->sql, text);
}

/* pop: those of everybody that @filter (SQL) leaves; sp: their spells. */
static void
make_population (Launch *self, const char *filter)
{
  g_autofree char *text = g_strdup_printf (
    "DROP TABLE IF EXISTS temp.pop; DROP TABLE IF EXISTS temp.sp;"
    "CREATE TEMP TABLE pop AS SELECT * FROM everybody WHERE %2$s;"
    "CREATE TEMP TABLE sp AS SELECT s.ticket_id, s.start_at, s.end_inferred, "
    "CASE WHEN s.end_at <= %1$" G_GINT64_FORMAT " THEN s.end_at END AS end_at, p.opened_at, "
    "p.state_class FROM os s JOIN pop p ON p.id = s.ticket_id "
    "WHERE s.start_at <= %1$" G_GINT64_FORMAT ";"
    "CREATE INDEX temp.sp_end ON sp (end_at); CREATE INDEX temp.sp_start ON sp (start_at);"
    "CREATE INDEX temp.sp_ticket ON sp (ticket_id, start_at);"
    "CREATE INDEX temp.pop_id ON pop (id);"
    "CREATE INDEX temp.pop_ended ON pop (ended); CREATE INDEX temp.pop_opened ON pop (opened_at)",
    self->as_of, filter);

  series_run_sql (self->sql, text);
}

/* What a ticket's value of the dimension is, in SQL over everybody. */
static const char *
value_sql (HcDimension by)
{
  switch (by)
    {
    case HC_BY_CATEGORY:
      return "(SELECT text FROM term WHERE id = category_term)";
    case HC_BY_SUBCATEGORY:
      return "(SELECT coalesce ((SELECT text FROM term WHERE id = category_term) || ' / ', '') || "
             "text FROM term WHERE id = subcategory_term)";
    case HC_BY_PRIORITY:
      return "CASE priority WHEN 1 THEN 'critical' WHEN 2 THEN 'high' WHEN 3 THEN 'moderate' "
             "WHEN 4 THEN 'low' WHEN 5 THEN 'planning' END";
    case HC_BY_GROUP:
      return "(SELECT text FROM term WHERE id = group_term)";
    case HC_BY_WORKFLOW:
      return "'Path ' || path";
    case HC_BY_STEP:
      return "'Path ' || path || ' / Step ' || path";
    case HC_BY_COHORT:
      return "(SELECT name FROM cohort JOIN term ON text = name AND term.kind = 'location' "
             "WHERE term.id = location_term)";
    case HC_BY_ISSUE:
      return "(SELECT code || ' ' || title FROM issue WHERE issue.id = everybody.issue)";
    case HC_BY_CAUSE:
      return "(SELECT cause FROM issue WHERE issue.id = everybody.issue)";
    default:
      g_assert_not_reached ();
    }
}

static void
choose_heads (Launch *self, HcDimension by, const char *value)
{
  sqlite3_stmt *stmt;

  self->heads = by == HC_BY_COHORT ? -1 : 1000;
  if (by != HC_BY_COHORT || value == NULL)
    return;
  stmt = launch_prepare (self, "SELECT head_count FROM cohort WHERE name = ?1");
  sqlite3_bind_text (stmt, 1, value, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  self->heads = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
}

static void
choose_tickets (Launch *self, HcDimension by, const char *value)
{
  char *filter = by == HC_BY_NONE ? sqlite3_mprintf ("1")
                                  : sqlite3_mprintf ("%s IS %Q", value_sql (by), value);

  make_population (self, filter);
  choose_heads (self, by, value);
  self->cohort = by == HC_BY_COHORT ? value : NULL;
  sqlite3_free (filter);
}

void
launch_choose (Launch *self, HcDimension by, const char *value)
{
  self->by = by;
  self->group = value;
  choose_tickets (self, by, value);
}

void
launch_look (Launch *self, gint64 as_of, HcDimension by, const HcWhere *where)
{
  g_autoptr (GError) error = NULL;
  HcMetricQuery query = { .metrics = HC_METRICS_ALL, .as_of = as_of, .from = HC_DAY_NONE,
                          .to = HC_DAY_NONE, .by = by, .where = where,
                          .n_where = where != NULL, .usage = self->usage };

  end_look (self);
  self->as_of = as_of == HC_INSTANT_NONE ? self->columns->newest_as_of : as_of;
  self->is_past = self->as_of < self->columns->newest_as_of;
  self->set =
    hc_metric_compute (self->columns, &self->settings, self->calendar, &query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open_v2 (self->path, &self->sql, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  make_days (self);
  make_everybody (self);
  launch_choose (self, HC_BY_NONE, NULL);
  self->is_filtered = where != NULL;
  if (where != NULL)
    choose_tickets (self, where->by, where->value);
}

const HcMetricSeries *
launch_series (Launch *self, HcMetricId id)
{
  if (self->by == HC_BY_NONE)
    return hc_metric_set_total (self->set, id);
  for (guint i = 0; i < self->set->series->len; i++)
    {
      const HcMetricSeries *series = self->set->series->pdata[i];

      if (series->id == id && series->by == self->by && !series->rest &&
          g_strcmp0 (series->group_value, self->group) == 0)
        return series;
    }
  return NULL;
}

/* ---------------------------------------------------------------- comparing */

sqlite3_stmt *
launch_prepare (Launch *self, const char *text)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (self->sql, text, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (self->sql), text);
  return stmt;
}

double
series_column (sqlite3_stmt *stmt, int column)
{
  return sqlite3_column_type (stmt, column) == SQLITE_NULL ? NAN
                                                           : sqlite3_column_double (stmt, column);
}

void
series_same (Launch *self, double got, double expected, HcMetricId id, const char *what, guint day)
{
  if (isnan (got) && isnan (expected))
    return;
  if (!(fabs (got - expected) <= 1e-9 * MAX (1.0, fabs (expected))))
    g_error ("%s %s of day %u, %s “%s”: %.12g, by SQL %.12g", hc_metrics[id].id, what, day + 1,
             self->by != HC_BY_NONE ? hc_dimension_word (self->by) : "total",
             self->group != NULL ? self->group : "", got, expected);
}

/* 90 % Wilson, two-sided, from the textbook: the roots of (p − x)² = z² x (1 − x) ÷ n. */
static void
check_interval (Launch *self, const HcMetricPoint *point, HcMetricId id, guint day)
{
  double n = (double) point->denominator, p, z2 = 1.6448536269514722 * 1.6448536269514722, root;

  if (point->denominator <= 0 || isnan (point->value))
    return;
  p = (double) point->numerator / n;
  root = sqrt (z2 * z2 + 4 * n * z2 * p * (1 - p));
  series_same (self, point->low, MAX (0, (2 * n * p + z2 - root) / (2 * (n + z2))), id, "low", day);
  series_same (self, point->high, MIN (1, (2 * n * p + z2 + root) / (2 * (n + z2))), id, "high",
               day);
}

void
series_check (Launch *self, HcMetricId id, const char *text)
{
  const HcMetricSeries *series = launch_series (self, id);
  sqlite3_stmt *stmt = launch_prepare (self, text);
  gboolean is_quotient = sqlite3_column_count (stmt) > 2;
  guint day = 0;

  g_assert_nonnull (series);
  g_assert_true (series->measurable);
  for (; sqlite3_step (stmt) == SQLITE_ROW; day++)
    {
      const HcMetricPoint *point = &series->points[day];

      g_assert_cmpuint (day, <, series->n_points);
      g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, day);
      series_same (self, point->value, series_column (stmt, 1), id, "value", day);
      if (!is_quotient)
        continue;
      series_same (self, (double) point->numerator, series_column (stmt, 2), id, "numerator", day);
      series_same (self, (double) point->denominator, series_column (stmt, 3), id, "denominator",
                   day);
      if (hc_metrics[id].is_share)
        check_interval (self, point, id, day);
    }
  g_assert_cmpuint (day, ==, series->n_points);
  g_assert_cmpuint (day, >, 0);
  sqlite3_finalize (stmt);
}
