/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of snapshots, going back to one, and those that are taken by themselves. */

#include "config.h"

#include <glib/gstdio.h>

#include "gui-test.h"
#include "hc-launch-table.h"
#include "hc-snapshot.h"
#include "hc-snapshots-dialog.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "hc-window-private.h"

static HcApplication *application;

typedef struct
{
  HcTestPlace place;
  HcWindow *window;
} Fixture;

static HcWindow *
open_window (const char *path)
{
  HcWindow *window = hc_window_new (ADW_APPLICATION (application));

  hc_window_open (window, path, HC_DB_READ_WRITE);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (hc_window_launch (window) != NULL);
  return window;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  hc_test_place_set_up (&fixture->place, NULL);
  hc_db_close (hc_test_launch_create (fixture->place.path, "2026-03-04", "Europe/Berlin"));
  fixture->window = open_window (fixture->place.path);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
}

static void
close_window (HcWindow **window)
{
  gtk_window_close (GTK_WINDOW (*window));
  wait_until (*window == NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_window (&fixture->window);
  hc_test_place_tear_down (&fixture->place, NULL);
}

static guint
n_snapshots (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = hc_snapshot_list (fixture->place.path);

  return list->len;
}

static gboolean
add_team (HcDb *db, gpointer name, GError **error)
{
  hc_test_exec (db, "INSERT INTO team (id, name) VALUES (hex (randomblob (8)), hex (randomblob (4)))");
  return TRUE;
}

static void
told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *told = user_data;

  *told = hc_store_command_finish (HC_STORE (object), result, NULL);
}

static void
change (Fixture *fixture)
{
  gboolean told = FALSE;

  hc_store_command_async (hc_launch_store (hc_window_launch (fixture->window)), "Add Team",
                          HC_TABLES_ALL, add_team, NULL, NULL, told_cb, &told);
  wait_until (told);
}

/* One for a half hour in which something changed, none for a quiet one. */
static void
test_regular (Fixture *fixture, gconstpointer data)
{
  g_assert_false (hc_window_care_snapshot (fixture->window->care));
  change (fixture);
  g_assert_true (hc_window_care_snapshot (fixture->window->care));
  wait_until (n_snapshots (fixture) == 1);
  g_assert_false (hc_window_care_snapshot (fixture->window->care));
}

static HcSnapshotsDialog *
open_dialog (Fixture *fixture)
{
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.snapshots", NULL));
  return HC_SNAPSHOTS_DIALOG (find_window (HC_TYPE_SNAPSHOTS_DIALOG));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  HcSnapshotsDialog *dialog = open_dialog (fixture);

  wait_until (says (GTK_WIDGET (dialog), "No Snapshots Yet"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static guint
n_rows (HcSnapshotsDialog *dialog)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  find_all (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, rows);
  return rows->len;
}

/* What is restored opens in a window of its own and is as it was. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->place.folder, "back.hypercare", NULL);
  g_autoptr (GPtrArray) list = NULL;
  HcSnapshotsDialog *dialog;
  HcWindow *restored = NULL;
  GtkWidget *row;

  change (fixture);
  hc_window_care_snapshot (fixture->window->care);
  wait_until (n_snapshots (fixture) == 1);
  change (fixture);
  dialog = open_dialog (fixture);
  wait_until (n_rows (dialog) == 1);
  row = find_child (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, NULL);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)),
                            "While working · 0 tickets, 0 open · 0 imports"));

  list = hc_snapshot_list (fixture->place.path);
  hc_snapshots_dialog_restore (dialog, ((HcSnapshot *) list->pdata[0])->path, target);
  wait_until (g_file_test (target, G_FILE_TEST_EXISTS) &&
              find_window (HC_TYPE_SNAPSHOTS_DIALOG) == NULL);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    if (HC_IS_WINDOW (l->data) && g_strcmp0 (hc_window_path (l->data), target) == 0)
      restored = l->data;
  g_assert_nonnull (restored);
  g_object_add_weak_pointer (G_OBJECT (restored), (gpointer *) &restored);
  wait_until (hc_window_launch (restored) != NULL);
  close_window (&restored);
  {
    g_autoptr (HcDb) db = hc_db_open (target, HC_DB_READ_ONLY, NULL);

    g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team"), ==, 1);
  }
}

int
main (int argc, char **argv)
{
  application = gui_test_init (&argc, &argv);
  if (application == NULL)
    return 0;
  g_unsetenv ("HYPERCARE_NO_SNAPSHOTS");
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/snapshots/regular", test_regular);
  ADD ("/snapshots/empty", test_empty);
  ADD ("/snapshots/restore", test_restore);
  return gui_test_run ();
}
