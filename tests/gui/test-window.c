/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In-process: builds the window on a fixture launch and fires its actions. Skipped without a
 * display. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gui-test.h"
#include "hc-date-row.h"
#include "hc-file-name.h"
#include "hc-history.h"
#include "hc-import-detail.h"
#include "hc-import.h"
#include "hc-launch-form.h"
#include "hc-launch-table.h"
#include "hc-metrics-page-private.h"
#include "hc-notify.h"
#include "hc-open-error.h"
#include "hc-pages.h"
#include "hc-recent.h"
#include "hc-sample-job.h"
#include "hc-sidebar.h"
#include "hc-test-facts.h"
#include "hc-tickets-page.h"
#include "hc-zones.h"

/* ---- help ---- */

static HcApplication *application;

typedef struct
{
  char *folder;
  char *path;
  HcWindow *window;
} Fixture;

static const char export_text[] =
  "number,opened_at,short_description,state,priority,assignment_group,resolved_at,closed_at,"
  "sys_updated_on\n"
  "INC1,2026-03-04 10:00:00,No approver,New,1 - Critical,Service Desk,,,2026-03-04 10:00:00\n"
  "INC2,2026-03-04 11:00:00,No tile,Resolved,3 - Moderate,Service Desk,2026-03-04 15:00:00,,"
  "2026-03-04 15:00:00\n";

static void
import_export (HcDb *db, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (folder, "incident.csv", NULL);
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (HcBatch) batch = NULL;

  g_assert_true (g_file_set_contents (file, export_text, -1, &error));
  hc_import_options_init (&options);
  options.now = 1773235200;
  batch = hc_import_file (db, file, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (batch->new_count, ==, 2);
  g_unlink (file);
}

/* @data: not NULL: with an import in it. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HcDb *db;

  fixture->folder = g_dir_make_tmp ("hc-window-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.hypercare", NULL);
  db = hc_test_launch_create (fixture->path, "2026-03-04", "Europe/Berlin");
  g_assert_true (hc_history_seal (db, &error));
  if (data != NULL)
    import_export (db, fixture->folder);
  hc_db_close (db);

  fixture->window = hc_window_new (ADW_APPLICATION (application));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  hc_window_open (fixture->window, fixture->path, HC_DB_READ_WRITE);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (hc_window_launch (fixture->window) != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != fixture->window)
      gtk_window_destroy (l->data);
  if (fixture->window != NULL)
    gtk_window_close (GTK_WINDOW (fixture->window));
  wait_until (fixture->window == NULL);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* one file again */
  g_free (fixture->path);
  g_free (fixture->folder);
}

static const char *
launch_name (Fixture *fixture)
{
  return hc_launch_settings (hc_window_launch (fixture->window))->name;
}

/* ---- the window ---- */

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_cmpuint (hc_n_pages, >, 0);
  for (guint i = 0; i < hc_n_pages; i++)
    {
      GtkWidget *page;

      g_assert_true (gtk_widget_activate_action (window, "win.show-page", "s", hc_pages[i].name));
      page = find_child (window, hc_pages[i].type ());
      g_assert_nonnull (page);
      g_assert_true (gtk_widget_get_child_visible (page));
    }
  g_assert_true (gtk_widget_activate_action (window, "win.next-page", NULL));
  g_assert_true (gtk_widget_activate_action (window, "win.previous-page", NULL));
  g_assert_true (gtk_widget_activate_action (window, "win.go-page", "i", 0));
}

/* A card of the Overview leads to its own metric. */
static void
test_card (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  HcMetricsPage *page;

  wait_until (find_child (window, HC_TYPE_METRIC_CARD) != NULL);
  find_all (window, HC_TYPE_METRIC_CARD, cards);
  g_assert_true (gtk_widget_activate (g_ptr_array_index (cards, 3)));
  page = HC_METRICS_PAGE (find_child (window, HC_TYPE_METRICS_PAGE));
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (page)));
  g_assert_cmpint (hc_metrics_model_question (page->model)->metric, ==,
                   hc_metric_card_id (g_ptr_array_index (cards, 3)));
}

/* Other pages show tickets by their conditions, and those alone. */
static void
test_show_tickets (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *page;

  g_assert_true (gtk_widget_activate_action (window, "win.show-tickets", "s", "priority 1\n"));
  page = find_child (window, HC_TYPE_TICKETS_PAGE);
  wait_until (says (page, "1 of 2 tickets"));
  g_assert_true (says (page, "Priority: Critical"));
  g_assert_true (gtk_widget_activate_action (window, "win.show-tickets", "s", "group Else\n"));
  wait_until (says (page, "No Matching Tickets"));
  g_assert_false (says (page, "Priority: Critical"));
}

/* Arrow keys move the mark in the sidebar: the page follows. */
static void
test_sidebar_selection (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkListBox *list =
    GTK_LIST_BOX (find_child (find_child (window, HC_TYPE_SIDEBAR), GTK_TYPE_LIST_BOX));

  for (guint i = hc_n_pages; i-- > 0;)
    {
      gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, (int) i));
      g_assert_true (gtk_widget_get_child_visible (find_child (window, hc_pages[i].type ())));
    }
}

static void
test_settings_undo (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *dialog, *form, *row;

  g_assert_true (gtk_widget_activate_action (window, "win.launch-settings", NULL));
  dialog = find_window_named ("HcSettingsDialog");
  g_assert_nonnull (dialog);
  form = find_child (dialog, HC_TYPE_LAUNCH_FORM);
  row = find_child (form, ADW_TYPE_ENTRY_ROW); /* the name is the first field */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "ERP Wave 1");

  gtk_editable_set_text (GTK_EDITABLE (row), "ERP Wave 2");
  g_signal_emit_by_name (row, "entry-activated");
  wait_until (g_strcmp0 (launch_name (fixture), "ERP Wave 2") == 0);
  g_assert_cmpstr (hc_store_undo_label (hc_launch_store (hc_window_launch (fixture->window))), ==,
                   "Rename Launch");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "ERP Wave 2");

  g_assert_true (gtk_widget_activate_action (window, "win.undo", NULL));
  wait_until (g_strcmp0 (launch_name (fixture), "ERP Wave 1") == 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "ERP Wave 1");
  g_assert_true (gtk_widget_activate_action (window, "win.redo", NULL));
  wait_until (g_strcmp0 (launch_name (fixture), "ERP Wave 2") == 0);
}

static void
test_settings_invalid (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *dialog, *row;

  g_assert_true (gtk_widget_activate_action (window, "win.launch-settings", NULL));
  dialog = find_window_named ("HcSettingsDialog");
  row = find_child (find_child (dialog, HC_TYPE_LAUNCH_FORM), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_signal_emit_by_name (row, "entry-activated");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (launch_name (fixture), ==, "ERP Wave 1");
  g_assert_null (hc_store_undo_label (hc_launch_store (hc_window_launch (fixture->window))));
}

static void
test_take_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  HcLaunch *launch = hc_window_launch (fixture->window);
  GtkWidget *detail, *dialog;

  g_assert_cmpuint (hc_launch_batches (launch)->len, ==, 1);
  g_assert_cmpuint (hc_launch_ticket_count (launch), ==, 2);
  g_assert_true (gtk_widget_activate_action (window, "win.show-page", "s", "imports"));
  detail = find_child (window, HC_TYPE_IMPORT_DETAIL);
  g_assert_true (gtk_widget_activate_action (detail, "detail.take-back", NULL));
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "take-back");
  wait_until (hc_launch_batches (launch)->len == 0);
  g_assert_cmpuint (hc_launch_ticket_count (launch), ==, 0);
}

static void
test_dialogs (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_true (gtk_widget_activate_action (window, "win.export-pack", NULL));
  g_assert_nonnull (find_window_named ("HcPackDialog"));
  g_assert_true (gtk_widget_activate_action (window, "win.new-launch", NULL));
  g_assert_nonnull (find_window_named ("HcNewLaunchDialog"));
  g_assert_true (gtk_widget_activate_action (window, "win.help", NULL));
  g_assert_nonnull (find_window_named ("HcHelpWindow"));
}

static const char *
first_group (GtkWidget *section)
{
  const char *title = NULL;
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  find_all (section, GTK_TYPE_SHORTCUTS_GROUP, groups);
  for (guint i = 0; i < groups->len && title == NULL; i++)
    if (gtk_widget_get_mapped (groups->pdata[i]))
      {
        g_autofree char *text = NULL;

        g_object_get (groups->pdata[i], "title", &text, NULL);
        title = g_intern_string (text);
      }
  return title;
}

/* Drawn without a warning, what one needs first on its first page. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *keys;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-help-overlay", NULL);
  wait_until ((keys = find_window_named ("GtkShortcutsWindow")) != NULL);
  wait_until (first_group (keys) != NULL);
  g_assert_cmpstr (first_group (keys), ==, "General");
}

static void
test_recent_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) recent = hc_recent_load ();
  const HcRecent *first;

  g_assert_cmpuint (recent->len, >, 0);
  first = g_ptr_array_index (recent, 0);
  g_assert_cmpstr (first->path, ==, fixture->path);
  g_assert_cmpstr (first->settings.name, ==, "ERP Wave 1");
  g_assert_cmpuint (first->settings.length_days, ==, 14);
  hc_recent_remove (fixture->path);
  g_assert_false (hc_recent_contains (fixture->path));
}

static void
test_refused (void)
{
  HcWindow *window = hc_window_new (ADW_APPLICATION (application));
  GtkWidget *dialog;
  g_autofree char *heading = NULL;

  gtk_window_present (GTK_WINDOW (window));
  hc_window_open (window, "/nowhere/missing.hypercare", HC_DB_READ_WRITE);
  wait_until ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_object_get (dialog, "heading", &heading, NULL);
  g_assert_cmpstr (heading, ==, "“missing.hypercare” Was Not Found");
  g_assert_null (hc_window_launch (window));
  g_assert_null (hc_window_path (window)); /* back at the welcome screen */
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The sample has its usage figures too, and nothing of it is to be undone. */
static void
sample_done_cb (GObject *source, GAsyncResult *result, gpointer path)
{
  g_autoptr (GError) error = NULL;

  *(char **) path = hc_sample_job_finish (result, &error);
  g_assert_no_error (error);
}

static void
progress_cb (guint done, guint total, gpointer most)
{
  *(guint *) most = MAX (*(guint *) most, done);
}

static void
test_sample (void)
{
  g_autofree char *folder = hc_sample_job_folder ();
  g_autofree char *path = NULL;
  guint most = 0;
  HcWindow *window = hc_window_new (ADW_APPLICATION (application));
  HcLaunch *launch;

  hc_sample_job_async (folder, progress_cb, &most, NULL, sample_done_cb, &path);
  wait_until (path != NULL);
  g_assert_cmpuint (most, ==, 13);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  hc_window_open (window, path, HC_DB_READ_WRITE);
  wait_until ((launch = hc_window_launch (window)) != NULL);
  wait_until (hc_launch_metrics (launch) != NULL);
  for (guint i = 0; i < HC_N_METHOD_METRICS; i++)
    g_assert_true (
      hc_metric_set_total (hc_launch_metrics (launch), hc_method_metrics[i])->measurable);
  g_assert_null (hc_store_undo_label (hc_launch_store (launch)));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

static void
test_new_launch_needs_name (void)
{
  HcWindow *window = hc_window_new (ADW_APPLICATION (application));
  GtkWidget *dialog, *row;

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.new-launch", NULL));
  dialog = find_window_named ("HcNewLaunchDialog");
  g_assert_nonnull (dialog);
  row = find_child (find_child (dialog, HC_TYPE_LAUNCH_FORM), ADW_TYPE_ENTRY_ROW);
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.create", NULL));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- small parts ---- */

static void
test_notify_kinds (void)
{
  static const struct
  {
    int code;
    HcNotifyKind kind;
  } cases[] = {
    { HC_ERROR_BUSY, HC_NOTIFY_TOAST },       { HC_ERROR_CONFLICT, HC_NOTIFY_TOAST },
    { HC_ERROR_CONSTRAINT, HC_NOTIFY_TOAST }, { HC_ERROR_DISK_FULL, HC_NOTIFY_DIALOG },
    { HC_ERROR_DAMAGED, HC_NOTIFY_DIALOG },   { HC_ERROR_FORMAT, HC_NOTIFY_DIALOG },
  };
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_cmpint (hc_notify_kind (cancelled), ==, HC_NOTIFY_NOTHING);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (HC_ERROR, cases[i].code, "x");

      g_assert_cmpint (hc_notify_kind (error), ==, cases[i].kind);
    }
}

static void
test_open_read_only (void)
{
  static const struct
  {
    int code;
    gboolean offers;
  } cases[] = {
    { HC_ERROR_BUSY, TRUE },     { HC_ERROR_DAMAGED, TRUE },     { HC_ERROR_PERMISSION, TRUE },
    { HC_ERROR_TOO_NEW, FALSE }, { HC_ERROR_NOT_LAUNCH, FALSE }, { HC_ERROR_NOT_FOUND, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (HC_ERROR, cases[i].code, "x");

      g_assert_cmpint (hc_open_error_offers_read_only (error), ==, cases[i].offers);
    }
}

static void
test_date_text (void)
{
  static const struct
  {
    const char *text;
    gboolean ok;
  } cases[] = {
    { "2026-03-04", TRUE },   { "4 March 2026", TRUE }, { " 4 Mar 2026 ", TRUE },
    { "March 4, 2026", TRUE }, { "soon", FALSE },        { "5", FALSE },
    { "2026-02-30", FALSE },  { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcDay day = HC_DAY_NONE;
      gboolean ok = hc_date_text_parse (cases[i].text, &day);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (ok, ==, cases[i].ok);
      if (ok)
        g_assert_cmpint (day, ==, hc_day_from_ymd (2026, 3, 4));
    }
}

static void
test_file_names (void)
{
  static const struct
  {
    const char *name;
    const char *file;
  } cases[] = {
    { "ERP Wave 1", "ERP Wave 1.hypercare" },
    { " a/b:c ", "a-b-c.hypercare" },
    { ".hidden", "-hidden.hypercare" },
    { "two\nlines", "two lines.hypercare" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = hc_file_name_for (cases[i].name, ".hypercare");

      g_assert_cmpstr (file, ==, cases[i].file);
    }
}

static void
test_zones (void)
{
  g_autofree char *berlin = hc_zone_text ("Europe/Berlin");
  g_autofree char *deep = hc_zone_text ("America/Argentina/Buenos_Aires");
  g_auto (GStrv) zones = hc_zones_list ("Mars/Olympus");

  g_assert_cmpstr (berlin, ==, "Berlin, Europe");
  g_assert_cmpstr (deep, ==, "Buenos Aires, America/Argentina");
  g_assert_true (g_strv_contains ((const char *const *) zones, "UTC"));
  g_assert_true (g_strv_contains ((const char *const *) zones, "Mars/Olympus"));
}

static void
test_newest_of_source (void)
{
  g_autoptr (GPtrArray) batches =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hc_batch_free);
  static const char *const sources[] = { "a", "b", "a" };
  static const gboolean newest[] = { FALSE, TRUE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      HcBatch *batch = hc_batch_new ();

      batch->source_id = g_strdup (sources[i]);
      g_ptr_array_add (batches, batch);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_assert_cmpint (hc_import_is_newest (batches, i), ==, newest[i]);
}

/* ---- main ---- */

static void
add_tests (void)
{
  g_test_add ("/window/pages", Fixture, "import", set_up, test_pages, tear_down);
  g_test_add ("/window/card", Fixture, "import", set_up, test_card, tear_down);
  g_test_add ("/window/show-tickets", Fixture, "import", set_up, test_show_tickets, tear_down);
  g_test_add ("/window/sidebar-selection", Fixture, "import", set_up, test_sidebar_selection,
              tear_down);
  g_test_add ("/window/settings-undo", Fixture, NULL, set_up, test_settings_undo, tear_down);
  g_test_add ("/window/settings-invalid", Fixture, NULL, set_up, test_settings_invalid, tear_down);
  g_test_add ("/window/take-back", Fixture, "import", set_up, test_take_back, tear_down);
  g_test_add ("/window/dialogs", Fixture, NULL, set_up, test_dialogs, tear_down);
  g_test_add ("/window/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/window/recent-follows", Fixture, NULL, set_up, test_recent_follows, tear_down);
  g_test_add_func ("/window/refused", test_refused);
  g_test_add_func ("/window/sample", test_sample);
  g_test_add_func ("/window/new-launch-needs-name", test_new_launch_needs_name);
  g_test_add_func ("/notify/kinds", test_notify_kinds);
  g_test_add_func ("/open/read-only", test_open_read_only);
  g_test_add_func ("/parts/date-text", test_date_text);
  g_test_add_func ("/parts/file-names", test_file_names);
  g_test_add_func ("/parts/zones", test_zones);
  g_test_add_func ("/parts/newest-of-source", test_newest_of_source);
}

int
main (int argc, char **argv)
{
  if ((application = gui_test_init (&argc, &argv)) == NULL)
    return 0;
  add_tests ();
  return gui_test_run ();
}
