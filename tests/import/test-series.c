/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every daily series recomputed by SQL on the launch file: a made-up log, and the real one with its
 * daily snapshots; in total and by group, filtered by each group, at several times in zones that
 * change their clocks. */

#include "config.h"

#include "series-launch.h"

/* How many groups of a dimension are compared. */
#define N_GROUPS 10

static guint n_groups_seen;

/* The first groups, and the tickets without a value: each as a group, and as all that a filter
 * leaves. */
static void
check_groups (Launch *self, gint64 as_of, HcDimension by)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  launch_look (self, as_of, by, NULL);
  for (guint i = 0; i < self->set->series->len; i++)
    {
      const HcMetricSeries *series = self->set->series->pdata[i];

      if (series->id == HC_METRIC_INFLOW && series->by == by &&
          (values->len < N_GROUPS || series->group_value == NULL))
        g_ptr_array_add (values, g_strdup (series->group_value));
    }
  for (guint i = 0; i < values->len; i++)
    {
      launch_choose (self, by, values->pdata[i]);
      series_check_tickets (self);
    }
  n_groups_seen = MAX (n_groups_seen, values->len);
  for (guint i = 0; i < values->len; i += 4)
    {
      HcWhere where = { by, values->pdata[i] };

      launch_look (self, as_of, HC_BY_NONE, &where);
      if (hc_metric_set_total (self->set, HC_METRIC_MISROUTING_RATE)->measurable)
        series_check_tickets (self);
    }
}

static void
check_total (Launch *self, gint64 as_of)
{
  launch_look (self, as_of, HC_BY_NONE, NULL);
  series_check_tickets (self);
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

/* Real event log: 30 days and more, in zones whose clocks change inside, one of them by half an hour;
 * each at several times, groups at the latest. */
static void
test_log (void)
{
  static const struct
  {
    const char *zone;
    const char *as_of[3];
  } cases[] = {
    { "UTC", { "2016-03-20T23:50:00Z", "2016-04-15T11:07:00Z", NULL } },
    { "Europe/Berlin", { "2016-03-31T21:59:00Z", "2016-04-08T09:00:00Z", NULL } },
    { "America/New_York", { "2016-03-22T03:30:00Z", "2016-04-14T03:59:00Z", NULL } },
    { "Australia/Lord_Howe", { "2016-04-03T12:00:00Z", "2016-04-11T13:29:00Z", NULL } },
    { "America/Sao_Paulo", { "2016-03-18T14:00:00Z", NULL } },
  };
  static const HcDimension dimensions[] = { HC_BY_GROUP, HC_BY_CATEGORY, HC_BY_PRIORITY,
                                            HC_BY_WORKFLOW, HC_BY_COHORT };
  g_autofree char *log = shared_file ("incident_event_log.csv");
  const char *files[] = { log, NULL };

  if (log == NULL)
    {
      g_test_skip ("the real data are not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Launch launch;

      launch_open (&launch, files, cases[i].zone, NULL, "2016-02-29", NULL);
      for (guint j = 0; cases[i].as_of[j] != NULL; j++)
        {
          g_test_message ("%s %s", cases[i].zone, cases[i].as_of[j]);
          check_total (&launch, instant (cases[i].as_of[j]));
          if (i == 0 || cases[i].as_of[j + 1] == NULL)
            check_groups (&launch, instant (cases[i].as_of[j]), dimensions[(i + j) % 5]);
        }
      launch_close (&launch);
    }
  g_assert_cmpuint (n_groups_seen, >=, N_GROUPS);
}

/* Real daily snapshots, each compared with what was known. */
static void
test_snapshots (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  Launch launch;

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
  launch_open (&launch, (const char *const *) files->pdata, "UTC", NULL, "2016-02-29", NULL);
  check_total (&launch, HC_INSTANT_NONE);
  check_groups (&launch, HC_INSTANT_NONE, HC_BY_GROUP);
  launch_close (&launch);
}

/* A made-up list with reopenings, children, cancelled and negative rows: needs no shared data. */
static void
test_fixture (void)
{
  static const struct
  {
    const char *zone;
    const char *as_of; /* NULL: the newest import */
  } cases[] = { { "Europe/Berlin", NULL }, { "UTC", "2026-04-02T10:00:00Z" } };
  g_autofree char *log = g_test_build_filename (G_TEST_DIST, "fixtures", "csv", "series-log.csv", NULL);
  const char *files[] = { log, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 as_of = cases[i].as_of != NULL ? instant (cases[i].as_of) : HC_INSTANT_NONE;
      Launch launch;

      launch_open (&launch, files, cases[i].zone, NULL, "2026-03-23", NULL);
      check_total (&launch, as_of);
      for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
        check_groups (&launch, as_of, by);
      launch_close (&launch);
    }
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
