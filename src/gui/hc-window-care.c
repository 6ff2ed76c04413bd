/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens to an open launch by itself: the pages of a large one are checked when it has been
 * read, and a snapshot is taken of what half an hour has changed. */

#include "config.h"

#include "hc-window-private.h"

#include <glib/gi18n.h>

#include "hc-notify.h"
#include "hc-open-error.h"
#include "hc-snapshot.h"

/* The figures and the first page come first. */
#define CHECK_AFTER_S 10
#define SNAPSHOT_EVERY_S (30 * 60)

struct _HcWindowCare
{
  HcWindow *window; /* borrowed */
  HcStore *store;
  GCancellable *cancellable;
  guint check_source;
  guint snapshot_source;
  gboolean has_changed;
};

/* ---- check ---- */

static gpointer
check (HcDb *db, gpointer data, GError **error)
{
  hc_db_check_large (db, error);
  return NULL;
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  hc_store_job_finish (HC_STORE (object), result, &error);
  if (g_error_matches (error, HC_ERROR, HC_ERROR_DAMAGED) && hc_window_path (window) != NULL)
    hc_open_error_present (window, hc_store_path (HC_STORE (object)), error);
}

static gboolean
check_cb (gpointer user_data)
{
  HcWindowCare *self = user_data;

  self->check_source = 0;
  hc_store_read_async (self->store, check, NULL, NULL, NULL, self->cancellable, checked_cb,
                       g_object_ref (self->window));
  return G_SOURCE_REMOVE;
}

/* ---- snapshots ---- */

static gpointer
take_snapshot (HcDb *db, gpointer data, GError **error)
{
  hc_snapshot_take (db, "regular", error);
  return NULL;
}

static void
taken_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  hc_store_job_finish (HC_STORE (object), result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hc_notify_error (GTK_WIDGET (window->stack), _ ("No snapshot could be kept"), error);
}

gboolean
hc_window_care_snapshot (HcWindowCare *self)
{
  if (!self->has_changed)
    return FALSE;
  self->has_changed = FALSE;
  hc_store_read_async (self->store, take_snapshot, NULL, NULL, NULL, self->cancellable, taken_cb,
                       g_object_ref (self->window));
  return TRUE;
}

static gboolean
snapshot_cb (gpointer user_data)
{
  hc_window_care_snapshot (user_data);
  return G_SOURCE_CONTINUE;
}

/* Verdicts that are kept day by day follow from the rest. */
static void
changed_cb (HcStore *store, guint tables, HcWindowCare *self)
{
  self->has_changed |= (tables & ~(guint) HC_TABLES_HISTORY) != 0;
}

/* ---- life ---- */

HcWindowCare *
hc_window_care_new (HcWindow *window, HcStore *store)
{
  HcWindowCare *self = g_new0 (HcWindowCare, 1);

  self->window = window;
  self->store = g_object_ref (store);
  self->cancellable = g_cancellable_new ();
  self->check_source = g_timeout_add_seconds (CHECK_AFTER_S, check_cb, self);
  if (!hc_store_is_read_only (store))
    {
      g_signal_connect (store, "changed", G_CALLBACK (changed_cb), self);
      self->snapshot_source = g_timeout_add_seconds (SNAPSHOT_EVERY_S, snapshot_cb, self);
    }
  return self;
}

void
hc_window_care_free (HcWindowCare *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_handle_id (&self->check_source, g_source_remove);
  g_clear_handle_id (&self->snapshot_source, g_source_remove);
  g_object_unref (self->cancellable);
  g_object_unref (self->store);
  g_free (self);
}
