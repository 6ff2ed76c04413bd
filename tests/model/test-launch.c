/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"


#include "hc-launch-table.h"
#include "hc-launch.h"
#include "launch-fixture.h"

/* ---- a launch file ---- */

static gboolean
save_settings (HcDb *db, gpointer data, GError **error)
{
  return hc_launch_save (db, data, error);
}

static void
set_up (LaunchFixture *fixture, gconstpointer data)
{
  launch_fixture_open (fixture, launch_fixture_create (fixture, "Europe/Berlin"), HC_DB_READ_WRITE);
}

static void
tear_down (LaunchFixture *fixture, gconstpointer data)
{
  launch_fixture_close (fixture);
  launch_fixture_tear_down (fixture);
}

/* ---- tests ---- */

static gboolean
is_idle (HcLaunch *launch)
{
  gboolean busy;

  g_object_get (launch, "busy", &busy, NULL);
  return !busy;
}

static void
test_open (LaunchFixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_object_get (fixture->launch, "name", &name, NULL);
  g_assert_cmpstr (name, ==, "ERP Wave 1");
  g_assert_cmpuint (hc_launch_batches (fixture->launch)->len, ==, 0);
  g_assert_cmpuint (hc_launch_ticket_count (fixture->launch), ==, 0);
  g_assert_cmpint (hc_launch_as_of (fixture->launch), ==, HC_INSTANT_NONE);
  g_assert_cmpstr (hc_calendar_zone (hc_launch_calendar (fixture->launch)), ==, "Europe/Berlin");
  text = hc_launch_dup_day_text (fixture->launch);
  g_assert_cmpstr (text, !=, "");
}

static void
test_metrics_come (LaunchFixture *fixture, gconstpointer data)
{
  const HcMetricSeries *open;

  wait_until (is_idle (fixture->launch));
  g_assert_nonnull (hc_launch_metrics (fixture->launch));
  g_assert_nonnull (hc_launch_columns (fixture->launch));
  g_assert_cmpuint (hc_launch_columns (fixture->launch)->n, ==, 0);
  open = hc_metric_set_total (hc_launch_metrics (fixture->launch), HC_METRIC_OPEN);
  g_assert_nonnull (open);
  g_assert_false (open->measurable); /* nothing was imported: no made-up zero */
  g_assert_cmpstr (open->missing, ==, "import");
}

static void
count_cb (HcLaunch *launch, GParamSpec *pspec, int *count)
{
  (*count)++;
}

static void
changed_cb (HcLaunch *launch, guint tables, int *count)
{
  (*count)++;
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_store_command_finish (HC_STORE (object), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
settings_free (gpointer data)
{
  hc_launch_settings_clear (data);
  g_free (data);
}

static void
rename_launch (HcLaunch *launch, const char *name)
{
  HcLaunchSettings *settings = g_new0 (HcLaunchSettings, 1);
  gboolean done = FALSE;

  hc_launch_settings_copy (hc_launch_settings (launch), settings);
  g_free (settings->name);
  settings->name = g_strdup (name);
  hc_store_command_async (hc_launch_store (launch), "Rename Launch", HC_TABLES_LAUNCH,
                          save_settings, settings, settings_free, saved_cb, &done);
  wait_until (done);
}

/* Columns are never called equal: whoever draws from them is told of each re-read. */
static void
test_columns_follow (LaunchFixture *fixture, gconstpointer data)
{
  int notified = 0;

  g_assert_null (hc_launch_columns (fixture->launch));
  wait_until (is_idle (fixture->launch));
  g_signal_connect (fixture->launch, "notify::columns", G_CALLBACK (count_cb), &notified);
  rename_launch (fixture->launch, "ERP Wave 2");
  wait_until (notified > 0 && is_idle (fixture->launch));
  g_assert_cmpint (notified, ==, 1);
}

static void
test_follows_changes (LaunchFixture *fixture, gconstpointer data)
{
  int settings_notified = 0, batches_notified = 0, changed = 0;

  wait_until (is_idle (fixture->launch));
  g_signal_connect (fixture->launch, "notify::settings", G_CALLBACK (count_cb),
                    &settings_notified);
  g_signal_connect (fixture->launch, "notify::batches", G_CALLBACK (count_cb), &batches_notified);
  g_signal_connect (fixture->launch, "changed", G_CALLBACK (changed_cb), &changed);
  rename_launch (fixture->launch, "ERP Wave 2");
  wait_until (settings_notified > 0 && is_idle (fixture->launch));
  g_assert_cmpstr (hc_launch_settings (fixture->launch)->name, ==, "ERP Wave 2");
  g_assert_cmpint (settings_notified, ==, 1);
  g_assert_cmpint (batches_notified, ==, 0); /* no import came or went */
  g_assert_cmpint (changed, >=, 1);
}

static void
test_undo (LaunchFixture *fixture, gconstpointer data)
{
  HcStore *store = hc_launch_store (fixture->launch);
  g_autofree char *label = NULL;

  g_assert_null (hc_store_undo_label (store)); /* its creation is no step to undo */
  rename_launch (fixture->launch, "ERP Wave 2");
  wait_until (g_strcmp0 (hc_launch_settings (fixture->launch)->name, "ERP Wave 2") == 0);
  g_assert_cmpstr (hc_store_undo_label (store), ==, "Rename Launch");
  label = launch_fixture_undo (fixture);
  g_assert_cmpstr (label, ==, "Rename Launch");
  wait_until (g_strcmp0 (hc_launch_settings (fixture->launch)->name, "ERP Wave 1") == 0);
  g_assert_cmpstr (hc_store_redo_label (store), ==, "Rename Launch");
}

static void
refused_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  g_assert_null (hc_launch_open_finish (result, error));
}

static void
test_open_missing (void)
{
  g_autoptr (GError) error = NULL;

  hc_launch_open_async ("/nowhere/missing.hypercare", HC_DB_READ_WRITE, NULL, refused_cb, &error);
  wait_until (error != NULL);
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/launch/open", LaunchFixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/launch/metrics-come", LaunchFixture, NULL, set_up, test_metrics_come, tear_down);
  g_test_add ("/launch/columns-follow", LaunchFixture, NULL, set_up, test_columns_follow,
              tear_down);
  g_test_add ("/launch/follows-changes", LaunchFixture, NULL, set_up, test_follows_changes,
              tear_down);
  g_test_add ("/launch/undo", LaunchFixture, NULL, set_up, test_undo, tear_down);
  g_test_add_func ("/launch/open-missing", test_open_missing);
  return g_test_run ();
}
