/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that released versions wrote stay readable: one kept file per schema version. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-check.h"
#include "hc-columns-table.h"
#include "hc-db-private.h"
#include "hc-launch-table.h"
#include "hc-metric.h"
#include "hc-rule-table.h"
#include "hc-schema.h"
#include "hc-snapshot.h"
#include "hc-test-history.h"
#include "hc-usage-table.h"

typedef struct
{
  char *folder;
  char *path;
} Place;

static char *
fixture_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "schema", name, NULL);
}

/* A copy of the kept file @data. */
static void
set_up (Place *place, gconstpointer data)
{
  g_autofree char *fixture = fixture_path (data);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  place->folder = hc_test_folder_new ();
  place->path = g_build_filename (place->folder, "launch.hypercare", NULL);
  g_file_get_contents (fixture, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (place->path, content, (gssize)length, &error);
  g_assert_no_error (error);
}

static void
tear_down (Place *place, gconstpointer data)
{
  hc_test_folder_free (place->folder);
  g_free (place->path);
}

static HcDb *
open_place (Place *place)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open (place->path, HC_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  return db;
}

/* Every row of every table of version 1, without looking through our own eyes. */
static char *
dump_raw (const char *path)
{
  static const char *const tables[]
    = { "launch", "holiday", "scope_rule", "threshold", "team", "group_team", "declared_hop",
        "cohort", "cohort_match", "source", "ticket_triage", "import_profile",
        "import_profile_column", "import_profile_value", "term", "import_batch", "batch_column",
        "ticket", "ticket_spell", "ticket_change", "ticket_before" };
  GString *out = g_string_new (NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", tables[i]);
      sqlite3_stmt *stmt = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          g_string_append (out, tables[i]);
          for (int c = 0; c < sqlite3_column_count (stmt); c++)
            g_string_append_printf (out, "|%.*s", sqlite3_column_bytes (stmt, c),
                                    sqlite3_column_blob (stmt, c)
                                      ? (const char *)sqlite3_column_blob (stmt, c)
                                      : "");
          g_string_append_c (out, '\n');
        }
      sqlite3_finalize (stmt);
    }
  sqlite3_close (handle);
  return g_string_free (out, FALSE);
}

static HcMetricSet *
compute (HcDb *db)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcCalendar) calendar = NULL;
  g_autoptr (GError) error = NULL;
  HcMetricQuery query = { .metrics = HC_METRICS_ALL,
                          .as_of = HC_INSTANT_NONE,
                          .from = HC_DAY_NONE,
                          .to = HC_DAY_NONE };
  HcMetricSet *set;

  g_assert_true (hc_launch_load (db, &settings, &error));
  columns = hc_columns_load (db, &settings, &error);
  g_assert_no_error (error);
  calendar = hc_launch_settings_calendar (&settings, &error);
  g_assert_no_error (error);
  set = hc_metric_compute (columns, &settings, calendar, &query, NULL, &error);
  g_assert_no_error (error);
  return set;
}

/* The figures that the version which wrote the file showed: “metrics --format json” of then. Values
 * are compared as they were written, cut to the digits of then. */
static void
assert_figures (HcDb *db, const char *json)
{
  g_autoptr (HcMetricSet) set = compute (db);
  guint n = 0;

  for (guint s = 0; s < set->series->len; s++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, s);
      g_autofree char *start = g_strdup_printf ("\"id\": \"%s\"", hc_metrics[series->id].id);
      const char *at = strstr (json, start);
      const char *end;

      if (at == NULL)
        continue; /* a metric that came later */
      end = strstr (at + 1, "\"id\": ");
      for (guint p = 0; p < series->n_points; p++)
        {
          g_autofree char *day = hc_day_format (series->points[p].date);
          g_autofree char *key = g_strdup_printf ("{\"date\": \"%s\", \"value\": ", day);
          const char *point = strstr (at, key);
          double then;

          g_assert_nonnull (point);
          g_assert_true (end == NULL || point < end);
          point += strlen (key);
          if (g_str_has_prefix (point, "null"))
            {
              g_assert_true (series->points[p].value != series->points[p].value);
              continue;
            }
          then = g_ascii_strtod (point, NULL);
          g_assert_cmpfloat_with_epsilon (series->points[p].value, then, 1e-6);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 20);
}

static void
test_v1 (Place *place, gconstpointer data)
{
  g_autofree char *json_path = fixture_path ("launch-v1.json");
  g_autofree char *before = dump_raw (place->path);
  g_autofree char *json = NULL, *after = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  HcDb *db = open_place (place);

  g_assert_true (g_file_get_contents (json_path, &json, NULL, NULL));
  g_assert_cmpint (hc_test_int (db, "PRAGMA user_version"), ==, hc_schema_version ());
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM workflow"), ==, 0);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM history WHERE kind = 'migration'"), ==, 1);
  assert_figures (db, json);
  findings = hc_check (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  hc_db_close (db);
  after = dump_raw (place->path);
  g_assert_cmpstr (after, ==, before);
}

/* What was done under the old version can be undone under the new one. */
static void
test_v1_undo (Place *place, gconstpointer data)
{
  g_autofree char *label = NULL, *name = NULL;
  g_autoptr (GError) error = NULL;
  HcDb *db = open_place (place);

  g_assert_true (hc_history_undo (db, &label, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Rename Launch");
  name = hc_db_query_text (db, "SELECT name FROM launch", NULL);
  g_assert_cmpstr (name, ==, "ERP Wave 1");
  hc_db_close (db);
}

/* The file as it was is kept. */
static void
test_v1_snapshot (Place *place, gconstpointer data)
{
  g_autofree char *before = dump_raw (place->path);
  g_autofree char *kept = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const HcSnapshot *snapshot;
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;

  hc_db_close (open_place (place));
  list = hc_snapshot_list (place->path);
  g_assert_cmpuint (list->len, ==, 1);
  snapshot = g_ptr_array_index (list, 0);
  g_assert_cmpstr (snapshot->reason, ==, "migration");
  kept = dump_raw (snapshot->path);
  g_assert_cmpstr (kept, ==, before);
  g_assert_cmpint (sqlite3_open_v2 (snapshot->path, &handle, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  sqlite3_prepare_v2 (handle, "PRAGMA user_version", -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 1);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);

  /* The second opening has nothing to do. */
  hc_db_close (open_place (place));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = hc_snapshot_list (place->path);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_v1_read_only (Place *place, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length_before, length_after;

  g_assert_true (g_file_get_contents (place->path, &before, &length_before, NULL));
  g_assert_null (hc_db_open (place->path, HC_DB_READ_ONLY, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_PERMISSION);
  g_assert_nonnull (strstr (error->message, "older version"));
  g_assert_true (g_file_get_contents (place->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

/* A table that is not ours stands where a new one belongs: refused before anything is written. */
static void
test_v1_in_the_way (Place *place, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (place->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE risk (x)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  before = dump_raw (place->path);
  g_assert_null (hc_db_open (place->path, HC_DB_READ_WRITE, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DAMAGED);
  after = dump_raw (place->path);
  g_assert_cmpstr (after, ==, before);
}

/* A plan, and nothing of the catalog yet. */
static void
test_v2 (Place *place, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL, list = NULL;
  g_autoptr (GError) error = NULL;
  gboolean current = FALSE;
  HcDb *db = open_place (place);

  g_assert_cmpint (hc_test_int (db, "PRAGMA user_version"), ==, hc_schema_version ());
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM workflow"), ==, 7);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM workflow_step"), ==, 32);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM ticket"), ==, 60);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM issue"), ==, 0);
  g_assert_true (hc_rules_are_current (db, &current, &error));
  g_assert_true (current);
  findings = hc_check (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  hc_db_close (db);
}

/* Issues, a rule and choices; its last step can be undone. What rules say is built anew when the
 * schema is another one, and is the same then. */
static void
test_v3 (Place *place, gconstpointer data)
{
  g_autofree char *before = dump_raw (place->path);
  g_autofree char *after = NULL, *label = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  HcDb *db = open_place (place);

  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM issue"), ==, 2);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM rule_condition"), ==, 2);
  g_assert_true (hc_rules_refresh (db, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM ticket_rule_link"), ==, 14);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM ticket_triage"), ==, 3);
  findings = hc_check (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  hc_db_close (db);
  after = dump_raw (place->path);
  g_assert_cmpstr (after, ==, before);

  db = open_place (place);
  g_assert_true (hc_history_undo (db, &label, &error));
  g_assert_cmpstr (label, ==, "Classify");
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM ticket_triage"), ==, 0);
  hc_db_close (db);
}

/* The kept file of the present version opens without a change; its last step can be undone. */
static void
test_v4 (Place *place, gconstpointer data)
{
  g_autofree char *before = dump_raw (place->path);
  g_autofree char *after = NULL, *label = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (GError) error = NULL;
  HcDb *db = open_place (place);

  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM activity"), ==, 1);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM metric_target"), ==, 1);
  usage = hc_usage_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (usage->usage->len, ==, 5);
  g_assert_cmpuint (usage->completions->len, ==, 3);
  findings = hc_check (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  hc_db_close (db);
  after = dump_raw (place->path);
  g_assert_cmpstr (after, ==, before);

  db = open_place (place);
  g_assert_true (hc_history_undo (db, &label, &error));
  g_assert_cmpstr (label, ==, "Import Completions from “completions.csv”");
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM completion_day"), ==, 0);
  hc_db_close (db);
}

int
main (int argc, char **argv)
{
  hc_test_snapshots_init (&argc, &argv);

#define ADD(path, file, function) g_test_add (path, Place, file, set_up, function, tear_down)

  ADD ("/migration/v1", "launch-v1.hypercare", test_v1);
  ADD ("/migration/v1-undo", "launch-v1.hypercare", test_v1_undo);
  ADD ("/migration/v1-snapshot", "launch-v1.hypercare", test_v1_snapshot);
  ADD ("/migration/v1-read-only", "launch-v1.hypercare", test_v1_read_only);
  ADD ("/migration/v1-in-the-way", "launch-v1.hypercare", test_v1_in_the_way);
  ADD ("/migration/v2", "launch-v2.hypercare", test_v2);
  ADD ("/migration/v3", "launch-v3.hypercare", test_v3);
  ADD ("/migration/v4", "launch-v4.hypercare", test_v4);

  return hc_test_snapshots_run ();
}
