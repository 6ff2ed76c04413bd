/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "series-launch.h"

#include <math.h>

/* By day: the tickets opened, those that help could answer, repeats, and what was entered for the
 * cohort (SQL text, NULL: everybody). */
#define BY_DAY                                                                                     \
  "WITH seen AS (SELECT id, opened_at, issue IS NOT NULL AND count(*) OVER (PARTITION BY issue "    \
  "ORDER BY opened_at RANGE BETWEEN 259200 PRECEDING AND 1 PRECEDING) > 0 AS again, EXISTS ("       \
  "SELECT 1 FROM issue i WHERE i.id = everybody.issue AND i.action = 'deflect') AS answerable "     \
  "FROM everybody), "                                                                              \
  "d AS (SELECT day.n, day.working, day.complete, count(p.id) AS i, total (p.answerable) AS t, "   \
  "total (p.again) AS r, active_users AS a, help_users AS h, help_sessions AS s, "                 \
  "confirmed_deflections AS c FROM day LEFT JOIN (SELECT * FROM seen WHERE id IN "                 \
  "(SELECT id FROM pop)) AS p ON p.opened_at >= day.s AND p.opened_at < day.e LEFT JOIN "          \
  "usage_day u ON u.date = day.date AND u.cohort_id IS (SELECT id FROM cohort WHERE name = %1$Q) " \
  "GROUP BY day.n) "

/* @text with the cohort in question for each “%1$Q”, by SQLite's own quoting. */
static char *
for_cohort (Launch *self, const char *text)
{
  const char *cohort = self->cohort != NULL ? self->cohort : "(everybody)";
  char *quoted = sqlite3_mprintf ("%Q", cohort);
  g_auto (GStrv) parts = g_strsplit (text, "%1$Q", -1);
  char *whole = g_strjoinv (quoted, parts);

  sqlite3_free (quoted);
  return whole;
}

static void
check_days (Launch *self, HcMetricId id, const char *text)
{
  g_autofree char *whole = for_cohort (self, text);

  series_check (self, id, whole);
}

/* @text gives the value of the window. */
static void
check_window (Launch *self, HcMetricId id, const char *text)
{
  g_autofree char *whole = for_cohort (self, text);
  sqlite3_stmt *stmt = launch_prepare (self, whole);

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  series_same (self, launch_series (self, id)->window.value, series_column (stmt, 0), id, "window",
               0);
  sqlite3_finalize (stmt);
}

#define QUOTIENT(value, numerator, denominator, known)                                             \
  BY_DAY "SELECT n, iif (" known ", " value ", NULL), iif (" known ", " numerator ", -1), "        \
         "iif (" known ", " denominator ", -1) FROM d ORDER BY n"

static void
check_per_user (Launch *self)
{
  g_assert_cmpstr (hc_metric_set_total (self->set, HC_METRIC_TICKETS_PER_100_USERS)->method, ==,
                   "active_users");
  check_days (self, HC_METRIC_TICKETS_PER_100_USERS,
              QUOTIENT ("100.0 * i / a", "i", "a", "a IS NOT NULL"));
  check_days (self, HC_METRIC_REPEAT_TICKETS_PER_100_USERS,
              QUOTIENT ("100.0 * r / a", "r", "a", "a IS NOT NULL"));
  check_window (self, HC_METRIC_TICKETS_PER_100_USERS,
                BY_DAY "SELECT 100.0 * sum (i) / sum (a) FROM d WHERE a IS NOT NULL AND n IN win");
}

static void
check_reach (Launch *self)
{
  check_days (self, HC_METRIC_SELF_SERVICE_REACH,
              QUOTIENT ("1.0 * h / a", "h", "a", "h IS NOT NULL AND a IS NOT NULL"));
  check_window (self, HC_METRIC_SELF_SERVICE_REACH,
                BY_DAY "SELECT 1.0 * sum (h) / sum (a) FROM d WHERE h IS NOT NULL AND a IS NOT NULL "
                       "AND n IN win");
}

/* ---------------------------------------------------------------- deflection */

#define CONFIRMED "c"
#define ESTIMATE "max (0, s - t)"
/* Against the first five complete working days. */
#define REFERENCE                                                                                  \
  ", f AS (SELECT * FROM d WHERE working AND complete ORDER BY n LIMIT 5), "                       \
  "r AS (SELECT sum (t) / sum (a) AS rate FROM f WHERE a IS NOT NULL) "

static void
check_deflection (Launch *self)
{
  const char *grade = hc_metric_set_total (self->set, HC_METRIC_DEFLECTION_RATE)->grade;

  if (g_strcmp0 (grade, "proxy") == 0)
    {
      check_days (self, HC_METRIC_DEFLECTION_RATE,
                  BY_DAY REFERENCE "SELECT n, 1 - t / a / rate FROM d, r ORDER BY n");
      check_window (self, HC_METRIC_DEFLECTION_RATE,
                    BY_DAY REFERENCE "SELECT 1 - sum (t) / sum (a) / rate FROM d, r WHERE a IS NOT "
                                     "NULL AND n IN win");
    }
  else if (g_strcmp0 (grade, "confirmed") == 0)
    {
      check_days (self, HC_METRIC_DEFLECTION_RATE,
                  QUOTIENT (CONFIRMED " / nullif (" CONFIRMED " + t, 0)", CONFIRMED,
                            CONFIRMED " + t", "c IS NOT NULL"));
      check_window (self, HC_METRIC_DEFLECTION_RATE,
                    BY_DAY "SELECT sum (c) / nullif (sum (c) + sum (t), 0) FROM d WHERE c IS NOT "
                           "NULL AND n IN win");
    }
  else
    {
      g_assert_cmpstr (grade, ==, "upper_estimate");
      check_days (self, HC_METRIC_DEFLECTION_RATE,
                  QUOTIENT (ESTIMATE " / nullif (" ESTIMATE " + t, 0)", ESTIMATE, ESTIMATE " + t",
                            "s IS NOT NULL"));
      check_window (self, HC_METRIC_DEFLECTION_RATE,
                    BY_DAY "SELECT sum (" ESTIMATE ") / nullif (sum (" ESTIMATE ") + sum (t), 0) "
                           "FROM d WHERE s IS NOT NULL AND n IN win");
    }
}

/* ---------------------------------------------------------------- completion */

/* Of a hot path (or its step): days whose cycle time has passed, less those with more completed than
 * started. */
#define RUNS                                                                                       \
  "WITH runs AS (SELECT day.n, w.name AS path, w.name || ' / ' || (SELECT name FROM workflow_step " \
  "WHERE id = c.step_id) AS step, c.step_id IS NOT NULL AS is_step, started AS begun, completed "  \
  "AS done, %" G_GINT64_FORMAT " + 3600 >= day.whole + 3600 * coalesce (cycle_time_hours, 0) "     \
  "AND completed <= started AS good FROM completion_day c JOIN workflow w ON w.id = workflow_id "  \
  "JOIN day ON day.date = c.date) "

static void
check_runs (Launch *self, gboolean is_step)
{
  g_autofree char *runs = g_strdup_printf (RUNS, self->as_of);
  char *days = sqlite3_mprintf (
    "SELECT day.n, iif (good, done * 1.0 / nullif (begun, 0), NULL), iif (good, done, -1), "
    "iif (good, begun, -1) FROM day LEFT JOIN runs ON runs.n = day.n AND is_step = %d "
    "AND iif (is_step, step, path) = %Q ORDER BY day.n",
    is_step, self->group);
  g_autofree char *text = g_strconcat (runs, days, NULL);

  series_check (self, HC_METRIC_COMPLETION_RATE, text);
  sqlite3_free (days);
}

/* The total is that of the worst hot path. */
static void
check_worst (Launch *self)
{
  g_autofree char *runs = g_strdup_printf (RUNS, self->as_of);
  g_autofree char *text = g_strconcat (
    runs, "SELECT min (rate) FROM (SELECT sum (done) * 1.0 / sum (begun) AS rate FROM runs "
          "WHERE good AND NOT is_step AND n IN win GROUP BY path)", NULL);

  check_window (self, HC_METRIC_COMPLETION_RATE, text);
}

static void
check_completion (Launch *self)
{
  if (self->by == HC_BY_WORKFLOW || self->by == HC_BY_STEP)
    {
      if (self->group != NULL)
        check_runs (self, self->by == HC_BY_STEP);
    }
  else if (self->by == HC_BY_NONE && self->cohort == NULL && !self->is_filtered)
    check_worst (self);
}

void
series_check_usage (Launch *self)
{
  gboolean is_of_cohort = self->by == HC_BY_COHORT || self->cohort != NULL;

  if (self->by == HC_BY_COHORT && self->cohort == NULL) /* tickets of none: nobody's usage */
    return;
  check_per_user (self);
  if (is_of_cohort || (self->by == HC_BY_NONE && !self->is_filtered))
    {
      check_reach (self);
      check_deflection (self);
    }
  else if (self->is_filtered)
    g_assert_cmpstr (hc_metric_set_total (self->set, HC_METRIC_SELF_SERVICE_REACH)->missing, ==,
                     "filter");
  check_completion (self);
}
