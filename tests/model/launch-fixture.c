/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "launch-fixture.h"

#include <glib/gstdio.h>

#include "hc-history.h"
#include "hc-test-facts.h"

HcDb *
launch_fixture_create (LaunchFixture *self, const char *zone)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("hc-launch-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "test.hypercare", NULL);
  return hc_test_launch_create (self->path, "2026-03-04", zone);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  LaunchFixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->launch = hc_launch_open_finish (result, &error);
  g_assert_no_error (error);
}

void
launch_fixture_open (LaunchFixture *self, HcDb *db, HcDbMode mode)
{
  g_autoptr (GError) error = NULL;

  hc_history_seal (db, &error);
  g_assert_no_error (error);
  hc_db_close (db);
  hc_launch_open_async (self->path, mode, NULL, opened_cb, self);
  wait_until (self->launch != NULL);
}

void
launch_fixture_set_up (LaunchFixture *self)
{
  launch_fixture_open (self, launch_fixture_create (self, "UTC"), HC_DB_READ_WRITE);
}

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer label)
{
  g_autoptr (GError) error = NULL;

  *(char **) label = hc_store_undo_finish (HC_STORE (object), result, &error);
  g_assert_no_error (error);
}

char *
launch_fixture_undo (LaunchFixture *self)
{
  char *label = NULL;

  hc_store_undo_async (hc_launch_store (self->launch), undone_cb, &label);
  wait_until (label != NULL);
  return label;
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  hc_launch_close_finish (HC_LAUNCH (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
launch_fixture_close (LaunchFixture *self)
{
  gboolean closed = FALSE;

  hc_launch_close_async (self->launch, closed_cb, &closed);
  wait_until (closed);
}

void
launch_fixture_tear_down (LaunchFixture *self)
{
  /* Answers of jobs that were cancelled may still be on their way. */
  g_object_add_weak_pointer (G_OBJECT (self->launch), (gpointer *) &self->launch);
  g_object_unref (self->launch);
  wait_until (self->launch == NULL);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}
