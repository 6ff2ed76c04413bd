/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "page-fixture.h"

#include <glib/gstdio.h>

#include "gui-test.h"
#include "hc-import.h"
#include "hc-test-facts.h"

/* Ticket i was opened i × 20 minutes after go-live; each third is resolved 5 h later. */
static char *
export_text (guint n)
{
  static const char *const priorities[] = { "1 - Critical", "2 - High", "3 - Moderate", "4 - Low" };
  static const char *const groups[] = { "Service Desk", "Access", "=Finance" };
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 3, 2, 0, 0, 0);
  GString *out = g_string_new ("number,opened_at,short_description,state,priority,"
                               "assignment_group,resolved_at,sys_updated_on\n");

  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (GDateTime) opened = g_date_time_add_minutes (start, (int) i * 20);
      g_autoptr (GDateTime) resolved = g_date_time_add_hours (opened, 5);
      g_autofree char *opened_text = g_date_time_format (opened, "%Y-%m-%d %H:%M:%S");
      g_autofree char *resolved_text = g_date_time_format (resolved, "%Y-%m-%d %H:%M:%S");
      gboolean ended = i % 3 == 0;

      g_string_append_printf (out, "INC%05u,%s,Problem %u of users,%s,%s,%s,%s,%s\n", i,
                              opened_text, i * 7919 % 1000, ended ? "Resolved" : "New",
                              priorities[i % 4], groups[i % 3], ended ? resolved_text : "",
                              ended ? resolved_text : opened_text);
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  char *file;
  gint64 as_of;
} Import;

static void
import_free (Import *import)
{
  g_unlink (import->file);
  g_free (import->file);
  g_free (import);
}

static gpointer
import_job (HcDb *db, gpointer data, GError **error)
{
  Import *import = data;
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (HcBatch) batch = NULL;

  hc_import_options_init (&options);
  options.now = 1780000000;
  options.as_of = import->as_of;
  batch = hc_import_file (db, import->file, &options, NULL, NULL, NULL, error);
  return batch != NULL ? g_strdup ("done") : NULL;
}

static Import *
import_new (PageFixture *self, guint n, gint64 as_of)
{
  Import *import = g_new0 (Import, 1);
  g_autofree char *text = export_text (n);

  import->file = g_build_filename (self->folder, "incident.csv", NULL);
  import->as_of = as_of;
  g_assert_true (g_file_set_contents (import->file, text, -1, NULL));
  return import;
}

/* 2026-03-09 00:00 and 06:00 UTC: after the last ticket, all but the last day are complete. */
#define FIRST_AS_OF 1773014400
#define SECOND_AS_OF 1773036000

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(HcLaunch **) data = hc_launch_open_finish (result, &error);
  g_assert_no_error (error);
}

void
page_fixture_set_up (PageFixture *self, GType page, gboolean with_tickets)
{
  g_autoptr (GError) error = NULL;
  HcDb *db;

  self->folder = g_dir_make_tmp ("hc-page-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "test.hypercare", NULL);
  db = hc_test_launch_create (self->path, "2026-03-02", "UTC");
  if (with_tickets)
    {
      Import *import = import_new (self, FIXTURE_TICKETS, FIRST_AS_OF);
      g_autofree char *done = import_job (db, import, &error);

      g_assert_no_error (error);
      import_free (import);
    }
  hc_db_close (db);

  hc_launch_open_async (self->path, HC_DB_READ_WRITE, NULL, opened_cb, &self->launch);
  wait_until (self->launch != NULL);
  if (with_tickets)
    wait_until (hc_launch_metrics (self->launch) != NULL);

  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 1200, 700);
  self->page = g_object_new (page, NULL);
  gtk_window_set_child (self->window, GTK_WIDGET (self->page));
  hc_page_set_launch (self->page, self->launch);
  gtk_window_present (self->window);
  hc_page_show (self->page);
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = hc_store_job_finish (HC_STORE (object), result, &error);

  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

void
page_fixture_import_more (PageFixture *self, guint n_more)
{
  gboolean done = FALSE;

  hc_store_write_async (hc_launch_store (self->launch), HC_TABLES_TICKETS | HC_TABLES_IMPORT,
                        import_job, import_new (self, FIXTURE_TICKETS + n_more, SECOND_AS_OF),
                        (GDestroyNotify) import_free, g_free, NULL, imported_cb, &done);
  wait_until (done);
}

/* ---- undo ---- */

static void
taken_back_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PageFixture *self = data;
  g_autoptr (GError) error = NULL;

  self->taken_back = hc_store_undo_finish (HC_STORE (object), result, &error);
  g_assert_no_error (error);
}

const char *
page_fixture_undo (PageFixture *self)
{
  g_clear_pointer (&self->taken_back, g_free);
  hc_store_undo_async (hc_launch_store (self->launch), taken_back_cb, self);
  wait_until (self->taken_back != NULL);
  return self->taken_back;
}

void
page_fixture_redo (PageFixture *self)
{
  g_clear_pointer (&self->taken_back, g_free);
  hc_store_redo_async (hc_launch_store (self->launch), taken_back_cb, self);
  wait_until (self->taken_back != NULL);
}

void
page_fixture_activate (PageFixture *self, const char *action)
{
  g_action_group_activate_action (hc_page_actions (self->page), action, NULL);
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = hc_store_close_finish (HC_STORE (object), result, NULL);
}

static void
commanded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_store_command_finish (HC_STORE (object), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

void
page_fixture_command (PageFixture *self, HcCommandFunc func)
{
  gboolean done = FALSE;

  hc_store_command_async (hc_launch_store (self->launch), "Fill", HC_TABLES_ALL, func, NULL, NULL,
                          commanded_cb, &done);
  wait_until (done);
}

void
page_fixture_tear_down (PageFixture *self)
{
  gboolean closed = FALSE;
  g_autoptr (HcStore) store = g_object_ref (hc_launch_store (self->launch));

  hc_page_hide (self->page);
  gtk_window_destroy (self->window);
  g_clear_object (&self->launch);
  hc_store_close_async (store, closed_cb, &closed);
  wait_until (closed);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->taken_back);
}
