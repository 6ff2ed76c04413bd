/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking a snapshot, beside whatever comes before the first change. */

#include "config.h"

#include "hc-snapshot-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "hc-db-private.h"

#define PAGES_A_STEP 4096

struct _HcSnapshotCopy
{
  HcDb *db;     /* borrowed: the launch */
  HcDb *source; /* the launch as it was, for the thread; NULL: there can be no second connection */
  char *path;   /* NULL: nothing to keep */
  char *part;   /* path while it is not finished */
  GThread *thread;
  GCancellable *stop;
  GCancellable *cancellable; /* of the launch; NULL: none */
  gulong stop_id;
  GMutex mutex;
  GCond changed;
  gboolean is_copied; /* guarded: the source is not read any more */
  GError *error;      /* written by the thread */
};

/* ---------------------------------------------------------------- copying */

static gboolean
copy_pages (HcSnapshotCopy *self, HcDb *from, HcDb *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int rc = SQLITE_OK;

  if (backup == NULL)
    {
      hc_db_set_error (to, error);
      return FALSE;
    }
  while (rc == SQLITE_OK)
    {
      if (g_cancellable_set_error_if_cancelled (self->stop, error))
        break;
      rc = sqlite3_backup_step (backup, PAGES_A_STEP);
    }
  sqlite3_backup_finish (backup);
  if (rc == SQLITE_DONE)
    return TRUE;
  if (rc != SQLITE_OK)
    hc_db_set_error (to, error);
  return FALSE;
}

static gboolean
verify_copy (HcDb *copy, GError **error)
{
  g_autofree char *result = NULL;

  /* The copy carries the journal mode of the open launch; it has to be one file. */
  if (!hc_db_exec (copy, "PRAGMA journal_mode = DELETE", error)
      || !(result = hc_db_query_text (copy, "PRAGMA quick_check (1)", error)))
    return FALSE;
  if (g_str_equal (result, "ok"))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
               _ ("The snapshot could not be verified (%s). Check the disk and try again."), result);
  return FALSE;
}

static void
tell_copied (HcSnapshotCopy *self)
{
  g_clear_pointer (&self->source, hc_db_close);
  g_mutex_lock (&self->mutex);
  self->is_copied = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static gpointer
write_copy (gpointer data)
{
  HcSnapshotCopy *self = data;
  HcDb copy = { 0 };
  gboolean ok;

  copy.path = self->part;
  copy.cache = g_hash_table_new (g_str_hash, g_str_equal);
  ok = sqlite3_open_v2 (self->part, &copy.handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)
       == SQLITE_OK;
  if (ok)
    hc_db_set_cancellable (&copy, self->stop);
  else
    hc_db_set_error (&copy, &self->error);
  ok = ok && copy_pages (self, self->source != NULL ? self->source : self->db, &copy, &self->error);
  tell_copied (self);
  if (ok)
    verify_copy (&copy, &self->error);
  hc_sql_clear_cache (&copy);
  sqlite3_close (copy.handle);
  g_hash_table_unref (copy.cache);
  return NULL;
}

/* ---------------------------------------------------------------- starting */

static gboolean
choose_path (HcSnapshotCopy *self, const char *reason, GError **error)
{
  g_autofree char *folder = NULL;
  gint64 something;

  if (self->db->path == NULL || g_getenv ("HYPERCARE_NO_SNAPSHOTS") != NULL)
    return TRUE;
  if (!hc_db_query_int64 (
        self->db, "SELECT EXISTS (SELECT 1 FROM history) OR EXISTS (SELECT 1 FROM import_batch)",
        &something, error))
    return FALSE;
  if (!something)
    return TRUE;
  folder = hc_snapshot_folder (self->db->path);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    {
      self->path = hc_snapshot_new_path (folder, reason);
      self->part = g_strconcat (self->path, ".part", NULL);
      return TRUE;
    }
  g_set_error (error, HC_ERROR, errno == ENOSPC ? HC_ERROR_DISK_FULL : HC_ERROR_PERMISSION,
               _ ("The folder “%s” for snapshots could not be created: %s."), folder,
               g_strerror (errno));
  return FALSE;
}

/* A read transaction keeps what it sees now. */
static HcDb *
open_source (HcDb *db)
{
  g_autoptr (HcDb) source = NULL;
  gint64 version;

  if (hc_db_is_exclusive (db)
      || !(source = hc_db_open_sibling (hc_db_path (db), HC_DB_READ_ONLY, NULL))
      || !hc_db_exec (source, "PRAGMA cache_size = -1024", NULL) /* each page is read once */
      || !hc_db_begin_read (source, NULL)
      || !hc_db_query_int64 (source, "PRAGMA schema_version", &version, NULL))
    return NULL;
  return g_steal_pointer (&source);
}

static void
stop_cb (GCancellable *cancellable, GCancellable *stop)
{
  g_cancellable_cancel (stop);
}

HcSnapshotCopy *
hc_snapshot_start (HcDb *db, const char *reason)
{
  HcSnapshotCopy *self = g_new0 (HcSnapshotCopy, 1);

  self->db = db;
  self->stop = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  if (db->cancellable != NULL)
    {
      self->cancellable = g_object_ref (db->cancellable);
      self->stop_id =
        g_cancellable_connect (self->cancellable, G_CALLBACK (stop_cb), self->stop, NULL);
    }
  if (!choose_path (self, reason, &self->error) || self->path == NULL)
    return self;
  if ((self->source = open_source (db)) != NULL)
    self->thread = g_thread_new ("hc-snapshot", write_copy, self);
  else
    write_copy (self);
  return self;
}

/* ---------------------------------------------------------------- ending */

void
hc_snapshot_wait_copied (HcSnapshotCopy *self)
{
  g_mutex_lock (&self->mutex);
  while (self->thread != NULL && !self->is_copied)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static void
wait_for_thread (HcSnapshotCopy *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

/* A damaged launch has no snapshot worth keeping. */
static gboolean
keep_copy (HcSnapshotCopy *self, GError **error)
{
  if (!hc_db_settle (self->db, error))
    return FALSE;
  if (g_rename (self->part, self->path) != 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _ ("The snapshot “%s” could not be kept: %s."), self->path, g_strerror (errno));
      return FALSE;
    }
  g_clear_pointer (&self->path, g_free);
  hc_snapshot_thin_folder (self->db->path);
  return TRUE;
}

static void
drop_copy (HcSnapshotCopy *self)
{
  if (self->path != NULL)
    g_unlink (self->part);
  g_clear_pointer (&self->path, g_free);
}

gboolean
hc_snapshot_finish (HcSnapshotCopy *self, GError **error)
{
  wait_for_thread (self);
  if (self->error == NULL && (self->path == NULL || keep_copy (self, &self->error)))
    return TRUE;
  drop_copy (self);
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

void
hc_snapshot_copy_free (HcSnapshotCopy *self)
{
  if (self == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_disconnect (self->cancellable, self->stop_id);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->stop);
  wait_for_thread (self);
  drop_copy (self);
  g_clear_error (&self->error);
  g_object_unref (self->stop);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->part);
  g_free (self);
}

gboolean
hc_snapshot_take (HcDb *db, const char *reason, GError **error)
{
  g_autoptr (HcSnapshotCopy) copy = hc_snapshot_start (db, reason);

  return hc_snapshot_finish (copy, error);
}
