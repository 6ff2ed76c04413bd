/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-page-check.h"

#include "hc-error.h"
#include "hc-guard.h"

struct _HcPageCheck
{
  char *path;
  GThread *thread;
  GCancellable *stop;
  gboolean is_sound; /* written by the thread */
  GError *error;     /* written by the thread */
};

static gpointer
look (gpointer data)
{
  HcPageCheck *self = data;
  g_autoptr (HcDb) db = hc_db_open_sibling (self->path, HC_DB_READ_ONLY, &self->error);

  if (db == NULL)
    return NULL;
  hc_db_set_cancellable (db, self->stop);
  self->is_sound = hc_guard_check_soon (db, &self->error);
  return NULL;
}

HcPageCheck *
hc_page_check_start (const char *path)
{
  HcPageCheck *self = g_new0 (HcPageCheck, 1);

  self->path = g_strdup (path);
  self->stop = g_cancellable_new ();
  self->thread = g_thread_new ("hc-page-check", look, self);
  return self;
}

gboolean
hc_page_check_finish (HcPageCheck *self, HcDb *db, GError **error)
{
  gboolean is_sound;

  g_thread_join (g_steal_pointer (&self->thread));
  is_sound = self->is_sound;
  if (!is_sound && g_error_matches (self->error, HC_ERROR, HC_ERROR_DAMAGED))
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (!is_sound)
    is_sound = hc_guard_check_soon (db, error);
  hc_page_check_free (self);
  return is_sound;
}

void
hc_page_check_free (HcPageCheck *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->stop);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_object_unref (self->stop);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self);
}
