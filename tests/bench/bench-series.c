/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All daily series: hc_metric_compute() against good SQL on the same launch file, round-robin.
 * usage: bench-series FILE ROUNDS — prints one JSON object with medians. */

#include "config.h"

#include <glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "hc-columns-table.h"
#include "hc-launch-table.h"
#include "hc-metric.h"
#include "hc-usage-table.h"

/* The series as a careful person would ask SQL for them: pairs of days pre-aggregated, so that no
 * statement joins days with tickets. ?1 go-live, ?2 T. */
static const char *const sql_series[] = {
  "SELECT (opened_at - ?1) / 86400, count(*) FROM ticket WHERE opened_at BETWEEN ?1 AND ?2 "
  "GROUP BY 1",
  "SELECT (end_at - ?1) / 86400, count(*) FROM open_spell WHERE start_at >= ?1 AND end_at <= ?2 "
  "GROUP BY 1",
  "SELECT (start_at - ?1) / 86400, count(*) FROM ticket_spell WHERE start_at BETWEEN ?1 AND ?2 "
  "GROUP BY 1",
  /* backlog by age: (opened day, ended day) pairs, then days over pairs */
  "WITH RECURSIVE day (d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM day "
  "  WHERE d < (?2 - ?1) / 86400), "
  "pair AS MATERIALIZED (SELECT (start_at - ?1) / 86400 AS o, "
  "  coalesce ((end_at - ?1) / 86400, 100000) AS e, count(*) AS n "
  "  FROM open_spell WHERE start_at BETWEEN ?1 AND ?2 GROUP BY 1, 2) "
  "SELECT d, sum (n * (d - o < 1)), sum (n * (d - o BETWEEN 1 AND 2)), "
  "  sum (n * (d - o BETWEEN 3 AND 6)), sum (n * (d - o BETWEEN 7 AND 13)), sum (n * (d - o >= 14)) "
  "FROM day JOIN pair ON o <= d AND e > d GROUP BY d",
  /* median and p90 of the time to resolve by day of opening */
  "WITH t AS (SELECT (opened_at - ?1) / 86400 AS d, ended_at - opened_at AS s FROM ticket "
  "  WHERE ended_at IS NOT NULL AND opened_at BETWEEN ?1 AND ?2), "
  "r AS (SELECT d, s, row_number () OVER (PARTITION BY d ORDER BY s) AS i, "
  "  count(*) OVER (PARTITION BY d) AS n FROM t) "
  "SELECT d, min (CASE WHEN i >= 0.5 * n THEN s END), min (CASE WHEN i >= 0.9 * n THEN s END) "
  "FROM r GROUP BY d",
  "SELECT (ended_at - ?1) / 86400, sum (reassignment_count > 0), count (reassignment_count), "
  "  sum (sla_met = 1), count (sla_met) FROM ticket WHERE ended_at BETWEEN ?1 AND ?2 GROUP BY 1",
  "SELECT (s.end_at - ?1) / 86400, count(*), sum (EXISTS (SELECT 1 FROM ticket_spell n "
  "  WHERE n.ticket_id = s.ticket_id AND n.start_at > s.start_at "
  "  AND n.start_at <= s.end_at + 604800)) FROM open_spell s WHERE s.end_at <= ?2 - 604800 "
  "  GROUP BY 1",
  /* repeats of the same user within three days */
  "WITH seen AS (SELECT opened_at, opened_at - lag (opened_at) OVER (PARTITION BY requester_term, "
  "  category_term, subcategory_term ORDER BY opened_at) <= 259200 AS again FROM ticket "
  "  WHERE requester_term IS NOT NULL AND opened_at BETWEEN ?1 AND ?2) "
  "SELECT (opened_at - ?1) / 86400, count(*), total (again) FROM seen GROUP BY 1",
};

static double
run_sql (sqlite3 *db, gint64 go_live, gint64 as_of)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (sql_series); i++)
    {
      sqlite3_stmt *stmt = NULL;

      if (sqlite3_prepare_v2 (db, sql_series[i], -1, &stmt, NULL) != SQLITE_OK)
        g_error ("%s", sqlite3_errmsg (db));
      sqlite3_bind_int64 (stmt, 1, go_live);
      if (sqlite3_bind_parameter_count (stmt) > 1)
        sqlite3_bind_int64 (stmt, 2, as_of);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        ;
      sqlite3_finalize (stmt);
    }
  return (g_get_monotonic_time () - start) / 1000.0;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = NULL;
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (HcCalendar) calendar = NULL;
  g_auto (HcLaunchSettings) settings = { 0 };
  HcMetricQuery query = { .metrics = HC_METRICS_ALL, .as_of = HC_INSTANT_NONE,
                          .from = HC_DAY_NONE, .to = HC_DAY_NONE };
  guint rounds = argc > 2 ? (guint) atoi (argv[2]) : 5;
  g_autofree double *ours = g_new (double, rounds);
  g_autofree double *theirs = g_new (double, rounds);
  sqlite3 *plain = NULL;
  gint64 start;
  double load_ms;

  if (argc < 2)
    return 2;
  db = hc_db_open (argv[1], HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (hc_launch_load (db, &settings, &error));
  start = g_get_monotonic_time ();
  columns = hc_columns_load (db, &settings, &error);
  g_assert_no_error (error);
  query.usage = usage = hc_usage_load (db, &error);
  g_assert_no_error (error);
  load_ms = (g_get_monotonic_time () - start) / 1000.0;
  calendar = hc_launch_settings_calendar (&settings, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open_v2 (argv[1], &plain, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (HcMetricSet) set = NULL;

      start = g_get_monotonic_time ();
      set = hc_metric_compute (columns, &settings, calendar, &query, NULL, &error);
      g_assert_no_error (error);
      ours[i] = (g_get_monotonic_time () - start) / 1000.0;
      theirs[i] = run_sql (plain, settings.go_live_at, columns->newest_as_of);
    }
  sqlite3_close (plain);
  printf ("{\"tickets\": %u, \"ours_ms\": %.3f, \"sql_ms\": %.3f, \"load_ms\": %.3f}\n", columns->n,
          median (ours, rounds), median (theirs, rounds), load_ms);
  return 0;
}
