/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All metrics recomputed by SQL for a launch made of numbers that look like chance but never change:
 * forty days, three zones whose clocks change inside, every dimension, several times, with usage of
 * each grade; routing by the reassignment count and by the ownership matrix. */

#include "config.h"

#include "series-launch.h"

#include <glib/gstdio.h>

#define N_TICKETS 1500
#define N_DAYS 40
#define GO_LIVE "2025-03-03" /* a Monday */
#define START G_GINT64_CONSTANT (1740960000) /* its start in UTC */
#define DAY 86400

/* ---------------------------------------------------------------- the files */

/* Knuth's MMIX generator: the same on every machine. */
static guint
chance (guint64 *seed, guint n)
{
  *seed = *seed * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint) ((*seed >> 33) % n);
}

static char *
moment (gint64 instant)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (instant);

  return g_date_time_format (at, "%Y-%m-%d %H:%M:%S");
}

typedef struct
{
  gint64 opened, responded, resolved, reopened, again; /* 0: never */
  guint category, subcategory, priority, group, requester, place, hops, parent;
  gboolean cancelled, waits, met;
} Ticket;

static Ticket
make_ticket (guint64 *seed, guint i)
{
  Ticket t = { 0 };
  guint day = i * N_DAYS / N_TICKETS;

  t.opened = START + day * DAY + chance (seed, DAY);
  if (chance (seed, 10) > 0)
    t.responded = t.opened + chance (seed, 20000);
  if (chance (seed, 12) > 0)
    t.resolved = t.opened + 600 + chance (seed, 1 + chance (seed, 12) * DAY);
  if (t.resolved > 0 && chance (seed, 9) == 0)
    {
      t.reopened = t.resolved + 3600 + chance (seed, 5 * DAY);
      t.again = chance (seed, 2) ? t.reopened + chance (seed, 3 * DAY) : 0;
    }
  t.category = chance (seed, 12);
  t.subcategory = chance (seed, 4);
  t.priority = 1 + chance (seed, 4);
  t.group = chance (seed, 40) == 0 ? 10 : chance (seed, 10);
  t.requester = chance (seed, 180);
  t.place = chance (seed, 13);
  t.hops = chance (seed, 5) == 0 ? 1 + chance (seed, 3) : 0;
  t.parent = i > 20 && chance (seed, 25) == 0 ? 1 + chance (seed, i - 1) : 0;
  t.cancelled = chance (seed, 30) == 0;
  t.waits = chance (seed, 4) == 0;
  t.met = chance (seed, 5) > 0;
  return t;
}

static const char *const priorities[] = { "Critical", "High", "Moderate", "Low" };

/* What an export at @seen shows of it. */
static void
append_ticket (GString *csv, const Ticket *t, guint i, gint64 seen, gboolean with_hops)
{
  gint64 end = t->reopened > 0 && t->reopened <= seen ? t->again : t->resolved;
  gboolean is_done = end > 0 && end <= seen;
  gint64 touched = MAX (MAX (t->opened, t->responded <= seen ? t->responded : 0),
                        MAX (is_done ? end : 0, t->reopened <= seen ? t->reopened : 0));
  g_autofree char *opened = moment (t->opened);
  g_autofree char *updated = moment (touched);
  g_autofree char *resolved = is_done ? moment (end) : g_strdup ("");
  g_autofree char *responded =
    t->responded > 0 && t->responded <= seen ? moment (t->responded) : g_strdup ("");
  g_autofree char *due = moment (t->opened + 4 * DAY);

  g_string_append_printf (csv, "INC%05u,%s,%s,%s,%s,%s,%s,C%u,S%u-%u,%s,Group %u,U%u,Place %u,%s",
                          i + 1, opened,
                          is_done      ? (t->cancelled ? "Cancelled" : "Resolved")
                          : t->waits ? "On Hold"
                                     : "In Progress",
                          resolved, updated, responded, due, t->category, t->category,
                          t->subcategory, priorities[t->priority - 1], t->group, t->requester,
                          t->place, is_done ? (t->met ? "true" : "false") : "");
  if (with_hops)
    g_string_append_printf (csv, ",%u", t->hops);
  if (t->parent > 0)
    g_string_append_printf (csv, ",INC%05u\n", t->parent);
  else
    g_string_append (csv, ",\n");
}

static char *
write_export (const char *dir, const char *name, gint64 seen, gboolean with_hops)
{
  g_autoptr (GString) csv = g_string_new ("number,opened_at,state,resolved_at,sys_updated_on,"
                                          "u_first_response,sla_due,category,subcategory,priority,"
                                          "assignment_group,caller_id,location,made_sla");
  char *path = g_build_filename (dir, name, NULL);
  guint64 seed = 20250303;

  g_string_append (csv, with_hops ? ",reassignment_count,parent\n" : ",parent\n");
  for (guint i = 0; i < N_TICKETS; i++)
    {
      Ticket t = make_ticket (&seed, i);

      if (t.opened <= seen)
        append_ticket (csv, &t, i, seen, with_hops);
    }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

/* ---------------------------------------------------------------- what people entered */

/* Five teams, the last one dispatches; each has two groups, “Group 10” has none.
 * Path 5 has nobody responsible, so has the area of defects. */
#define PLAN                                                                                       \
  "WITH RECURSIVE i (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM i WHERE n < 4) "                \
  "INSERT INTO team (id, name, is_dispatcher) SELECT 't' || n, 'Team ' || n, n = 4 FROM i;"        \
  "WITH RECURSIVE i (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM i WHERE n < 9) "                \
  "INSERT INTO group_team (id, group_name, team_id) SELECT 'g' || n, 'Group ' || n, "              \
  "'t' || (n % 5) FROM i;"                                                                         \
  "INSERT INTO declared_hop (id, from_team_id, to_team_id) VALUES ('h', 't0', 't3');"              \
  "INSERT INTO duty (id, name, area, workflow_id) SELECT 'd' || id, name, 'workflow', id "         \
  "FROM workflow;"                                                                                 \
  "INSERT INTO duty (id, name, area) VALUES ('da', 'Access', 'access'), ('dd', 'Defects', "        \
  "'defects'), ('dg', 'Guidance', 'guidance');"                                                    \
  "INSERT INTO duty_role (id, duty_id, team_id, letter) SELECT 'r' || id, 'd' || id, "             \
  "'t' || (substr (id, 2) % 4), iif (id = 'w5', 'A', 'R') FROM workflow;"                          \
  "INSERT INTO duty_role (id, duty_id, team_id, letter) VALUES ('ra', 'da', 't1', 'R'), "          \
  "('rb', 'da', 't2', 'R'), ('rc', 'dd', 't1', 'A'), ('rd', 'dg', 't0', 'R');"

/* Per day and cohort; on some days nothing, on others no confirmed deflections. */
#define USAGE(sessions, confirmed)                                                                 \
  "WITH RECURSIVE i (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM i WHERE n < 39), "              \
  "who (id, k) AS (SELECT NULL, 400 UNION ALL SELECT id, head_count FROM cohort WHERE id <> 'all'), " \
  "u AS (SELECT date ('" GO_LIVE "', n || ' days') AS date, n, id, k + (n * 37 + k) % 11 AS a, "   \
  "k / 4 + (n * 5) % 7 AS h FROM i, who WHERE n % 11 <> 5) "                                       \
  "INSERT INTO usage_day (id, date, cohort_id, active_users, help_users, help_sessions, "          \
  "confirmed_deflections) SELECT 'u' || n || coalesce (id, ''), date, id, a, min (h, a), "         \
  sessions ", " confirmed " FROM u;"
#define RUNS                                                                                       \
  "WITH RECURSIVE i (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM i WHERE n < 39), "              \
  "c AS (SELECT n, w.id AS w, s.id AS s, 60 + (n * 7 + s.o) % 20 AS b FROM i, workflow w "      \
  "LEFT JOIN (SELECT 's' || substr (id, 2) AS id, id AS w, substr (id, 2)+ 0 AS o "           \
  "FROM workflow UNION ALL SELECT NULL, id, substr (id, 2) + 5 FROM workflow) s ON s.w = w.id "    \
  "WHERE (n + substr (w.id, 2)) % 9 <> 2) "                                                        \
  "INSERT INTO completion_day (id, date, workflow_id, step_id, started, completed, retried) "      \
  "SELECT 'c' || n || w || coalesce (s, ''), date ('" GO_LIVE "', n || ' days'), w, s, b, "        \
  "b - (n * 3 + substr (w, 2) * 2) % 25 + iif (n % 17 = 3, 30, 0), 3 FROM c;"

/* ---------------------------------------------------------------- the tests */

static gint64
instant (const char *iso)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (iso, NULL);

  return g_date_time_to_unix (at);
}

static void
check (Launch *self)
{
  series_check_tickets (self);
  series_check_usage (self);
}

/* All values of the dimension, each as a group; every third as a filter. */
static guint
check_groups (Launch *self, gint64 as_of, HcDimension by)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *method;

  launch_look (self, as_of, by, NULL);
  method = hc_metric_set_total (self->set, HC_METRIC_MISROUTING_RATE)->method;
  for (guint i = 0; i < self->set->series->len && values->len < 12; i++)
    {
      const HcMetricSeries *series = self->set->series->pdata[i];

      if (series->id == HC_METRIC_INFLOW && series->by == by)
        g_ptr_array_add (values, g_strdup (series->group_value));
    }
  for (guint i = 0; i < values->len; i++)
    {
      launch_choose (self, by, values->pdata[i]);
      check (self);
    }
  for (guint i = 0; i < values->len; i += 3)
    {
      HcWhere where = { by, values->pdata[i] };
      const HcMetricSeries *routing;

      launch_look (self, as_of, HC_BY_NONE, &where);
      routing = hc_metric_set_total (self->set, HC_METRIC_MISROUTING_RATE);
      if (g_strcmp0 (routing->method, method) == 0 && where.value != NULL)
        check (self);
    }
  return values->len;
}

static void
check_launch (gboolean with_hops, const char *zone, const char *usage, const char *grade,
              const char *const *as_of, const HcDimension *dimensions)
{
  g_autofree char *dir = g_dir_make_tmp ("hypercare-made-XXXXXX", NULL);
  g_autofree char *first = write_export (dir, "a.csv", START + 24 * DAY, with_hops);
  g_autofree char *last = write_export (dir, "b.csv", START + (N_DAYS - 1) * DAY + 82000, with_hops);
  const char *files[] = { first, last, NULL };
  g_autofree char *more = g_strconcat (PLAN RUNS, usage, NULL);
  Launch launch;

  launch_open (&launch, files, zone, "UTC", GO_LIVE, more);
  for (guint i = 0; as_of[i] != NULL; i++)
    {
      gint64 t = instant (as_of[i]);
      const HcMetricSeries *routing;

      g_test_message ("%s %s", zone, as_of[i]);
      launch_look (&launch, t, HC_BY_NONE, NULL);
      routing = hc_metric_set_total (launch.set, HC_METRIC_MISROUTING_RATE);
      g_assert_cmpstr (routing->method, ==, with_hops ? "count" : "matrix");
      g_assert_cmpint (routing->window.numerator, >, 0);
      g_assert_cmpint (routing->window.numerator, <, routing->window.denominator);
      g_assert_cmpstr (hc_metric_set_total (launch.set, HC_METRIC_DEFLECTION_RATE)->grade, ==,
                       grade);
      for (guint id = 0; id < HC_N_METRICS; id++)
        if (!hc_metric_set_total (launch.set, id)->measurable &&
            (id != HC_METRIC_FIRST_GROUP_RESOLUTION_RATE || with_hops))
          g_error ("%s is not measurable: %s", hc_metrics[id].id,
                   hc_metric_set_total (launch.set, id)->missing);
      check (&launch);
      for (guint d = 0; dimensions[d] != HC_BY_NONE; d++)
        {
          guint n = check_groups (&launch, t, dimensions[d]);

          g_assert_cmpuint (n, >=, dimensions[d] == HC_BY_PRIORITY || dimensions[d] == HC_BY_CAUSE
                                     ? 4 : 10);
        }
    }
  launch_close (&launch);
  g_unlink (first);
  g_unlink (last);
  g_rmdir (dir);
}

/* The clocks go forward on 30 March. */
static void
test_count (void)
{
  static const char *const as_of[] = { "2025-04-11T21:30:00Z", "2025-04-04T21:10:00Z", NULL };
  static const HcDimension dimensions[] = { HC_BY_GROUP, HC_BY_COHORT, HC_BY_STEP, HC_BY_NONE };

  check_launch (TRUE, "Europe/Berlin",
                USAGE ("h + 20", "iif (n % 13 = 1, NULL, (n * 5 + h) % 17)"), "confirmed", as_of,
                dimensions);
}

/* They do on 9 March. */
static void
test_matrix (void)
{
  static const char *const as_of[] = { "2025-04-11T21:30:00Z", "2025-04-02T16:00:00Z", NULL };
  static const HcDimension dimensions[] = { HC_BY_WORKFLOW, HC_BY_CATEGORY, HC_BY_PRIORITY,
                                            HC_BY_COHORT, HC_BY_NONE };

  /* Every fifth day there are fewer sessions than tickets that help could answer. */
  check_launch (FALSE, "America/New_York",
                USAGE ("CASE WHEN n % 13 = 1 THEN NULL WHEN n % 5 = 2 THEN 3 ELSE h + 20 END",
                       "NULL"),
                "upper_estimate", as_of, dimensions);
}

/* They go back by half an hour on 6 April. */
static void
test_proxy (void)
{
  static const char *const as_of[] = { "2025-04-11T12:59:00Z", "2025-04-05T15:30:00Z", NULL };
  static const HcDimension dimensions[] = { HC_BY_SUBCATEGORY, HC_BY_ISSUE, HC_BY_CAUSE,
                                            HC_BY_COHORT, HC_BY_NONE };

  check_launch (FALSE, "Australia/Lord_Howe", USAGE ("NULL", "NULL"), "proxy", as_of, dimensions);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series-made/count", test_count);
  g_test_add_func ("/series-made/matrix", test_matrix);
  g_test_add_func ("/series-made/proxy", test_proxy);
  return g_test_run ();
}
