/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-store.h"

#include <glib/gi18n.h>

#include "hc-db-private.h"
#include "hc-store-private.h"

#define N_READERS 2

struct _HcStore
{
  GObject parent_instance;

  /* Main thread */
  char *path;
  HcDbMode mode;
  char *undo_label;
  char *redo_label;
  gboolean is_closing; /* no job is taken any more */
  GMainContext *context;

  /* Pool threads; set before the store is handed out */
  GThreadPool *write_pool; /* one thread */
  GThreadPool *read_pool;  /* NULL: reads go to the writer, no second connection works */
  HcDb *writer;
  HcDb *readers[N_READERS];
  GAsyncQueue *idle_readers; /* of HcDb, borrowed from readers[] */
  gint64 data_version;
};

enum
{
  PROP_UNDO_LABEL = 1,
  PROP_REDO_LABEL,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (HcStore, hc_store, G_TYPE_OBJECT)

HcStoreJob *
hc_store_job_new (HcStoreJob job)
{
  return g_memdup2 (&job, sizeof job);
}

static void
job_free (gpointer data)
{
  HcStoreJob *job = data;

  if (job->data_free != NULL)
    job->data_free (job->data);
  g_free (job->label);
  g_free (job);
}

/* ---------------------------------------------------------------- telling the main context */

typedef struct
{
  HcStore *store;
  HcTables tables;
  char *undo_label;
  char *redo_label;
} Announcement;

static void
announcement_free (gpointer data)
{
  Announcement *self = data;

  g_object_unref (self->store);
  g_free (self->undo_label);
  g_free (self->redo_label);
  g_free (self);
}

static void
take_label (HcStore *self, char **label, char *text, guint prop)
{
  g_autofree char *old = *label;

  *label = text;
  if (g_strcmp0 (old, text) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static gboolean
announce_cb (gpointer data)
{
  Announcement *self = data;

  take_label (self->store, &self->store->undo_label, g_steal_pointer (&self->undo_label),
              PROP_UNDO_LABEL);
  take_label (self->store, &self->store->redo_label, g_steal_pointer (&self->redo_label),
              PROP_REDO_LABEL);
  g_signal_emit (self->store, changed_signal, 0, (guint)self->tables);
  return G_SOURCE_REMOVE;
}

static void
peek_labels (HcDb *db, char **undo_label, char **redo_label)
{
  g_autoptr (GError) error = NULL;

  *undo_label = *redo_label = NULL;
  if (!hc_history_peek (db, undo_label, redo_label, &error))
    g_warning ("The history cannot be read: %s", error->message);
}

/* Comes before the job's own callback: sources of one priority keep their order. */
static void
announce (HcStore *self, HcDb *db, HcTables tables)
{
  Announcement *announcement = g_new0 (Announcement, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  announcement->store = g_object_ref (self);
  announcement->tables = tables;
  peek_labels (db, &announcement->undo_label, &announcement->redo_label);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, announce_cb, announcement, announcement_free);
  g_source_attach (source, self->context);
}

/* ---------------------------------------------------------------- running jobs */

static void
run_job (HcStore *self, HcDb *db, GTask *task)
{
  HcStoreJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (task))
    return;

  hc_db_set_cancellable (db, g_task_get_cancellable (task));
  result = job->run (self, db, job, &error);
  hc_db_set_cancellable (db, NULL);

  if (hc_db_in_transaction (db))
    {
      g_warning ("A job left a transaction open");
      hc_db_rollback (db);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (job->tables != 0)
    announce (self, db, job->tables);
  g_task_return_pointer (task, result, job->result_free);
}

static gboolean
do_nothing_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* The last reference goes where the task came from: what a job carries may be bound to that thread,
 * and so is the store itself. */
static void
release_task (HcStore *self, GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, do_nothing_cb, task, g_object_unref);
  g_source_attach (source, self->context);
}

static void
write_thread (gpointer item, gpointer user_data)
{
  HcStore *self = user_data;

  run_job (self, self->writer, item);
  release_task (self, item);
}

static void
read_thread (gpointer item, gpointer user_data)
{
  HcStore *self = user_data;
  HcDb *db = g_async_queue_pop (self->idle_readers);

  run_job (self, db, item);
  g_async_queue_push (self->idle_readers, db);
  release_task (self, item);
}

void
hc_store_push_job (HcStore *self,
                   HcStoreJob *job,
                   gboolean is_read,
                   gpointer source_tag,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, job_free);
  /* What was committed is not cancelled any more, however late the word came; what was read for a
   * question that is no longer asked must not stand over the answer to the next one. */
  g_task_set_check_cancellable (task, is_read);
  if (self->is_closing)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Closed");
      g_object_unref (task);
    }
  else if (!is_read && self->mode == HC_DB_READ_ONLY)
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      g_task_return_new_error (task, HC_ERROR, HC_ERROR_PERMISSION,
                               _("“%s” is open read-only. Open it for writing, or save a copy."),
                               name);
      g_object_unref (task);
    }
  else
    g_thread_pool_push (is_read && self->read_pool ? self->read_pool : self->write_pool, task, NULL);
}

/* ---------------------------------------------------------------- opening */

static gboolean
open_readers (HcStore *self, GError **error)
{
  if (hc_db_is_exclusive (self->writer))
    return TRUE;
  for (guint i = 0; i < N_READERS; i++)
    {
      self->readers[i] = hc_db_open_sibling (self->path, HC_DB_READ_ONLY, error);
      if (self->readers[i] == NULL)
        return FALSE;
      g_async_queue_push (self->idle_readers, self->readers[i]);
    }
  self->read_pool = g_thread_pool_new (read_thread, self, N_READERS, FALSE, error);
  return self->read_pool != NULL;
}

/* The readers first: only the last connection can fold the log in. */
static void
close_connections (HcStore *self)
{
  if (self->read_pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->read_pool), FALSE, TRUE);
  for (guint i = 0; i < N_READERS; i++)
    g_clear_pointer (&self->readers[i], hc_db_close);
  g_clear_pointer (&self->writer, hc_db_close);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  HcStore *self = task_data;
  GError *error = NULL;

  if (!(self->writer = hc_db_open (self->path, self->mode, &error)) || !open_readers (self, &error)
      || !(self->write_pool = g_thread_pool_new (write_thread, self, 1, FALSE, &error)))
    {
      close_connections (self);
      g_task_return_error (task, error);
      return;
    }
  self->data_version = hc_db_data_version (self->writer);
  peek_labels (self->writer, &self->undo_label, &self->redo_label);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

void
hc_store_open_async (const char *path,
                     HcDbMode mode,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  HcStore *self;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  self = g_object_new (HC_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->mode = mode;
  self->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, hc_store_open_async);
  g_task_set_task_data (task, self, g_object_unref);
  g_task_run_in_thread (task, open_in_thread);
}

HcStore *
hc_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---------------------------------------------------------------- closing */

static void
close_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  HcStore *self = source;

  if (self->write_pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->write_pool), FALSE, TRUE);
  close_connections (self);
  g_task_return_boolean (task, TRUE);
}

void
hc_store_close_async (HcStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HC_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, hc_store_close_async);
  if (self->is_closing)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->is_closing = TRUE;
  g_task_run_in_thread (task, close_in_thread);
}

gboolean
hc_store_close_finish (HcStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---------------------------------------------------------------- read and write */

static gpointer
run_func (HcStore *self, HcDb *db, HcStoreJob *job, GError **error)
{
  return job->func (db, job->data, error);
}

void
hc_store_read_async (HcStore *self,
                     HcJobFunc func,
                     gpointer data,
                     GDestroyNotify data_free,
                     GDestroyNotify result_free,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  HcStoreJob job = { .run = run_func, .func = func, .data = data, .data_free = data_free,
                     .result_free = result_free };

  g_return_if_fail (HC_IS_STORE (self) && func != NULL);

  hc_store_push_job (self, hc_store_job_new (job), TRUE, hc_store_read_async, cancellable, callback,
                     user_data);
}

void
hc_store_write_async (HcStore *self,
                      HcTables tables,
                      HcJobFunc func,
                      gpointer data,
                      GDestroyNotify data_free,
                      GDestroyNotify result_free,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  HcStoreJob job = { .run = run_func, .func = func, .data = data, .data_free = data_free,
                     .result_free = result_free, .tables = tables | HC_TABLES_HISTORY };

  g_return_if_fail (HC_IS_STORE (self) && func != NULL);

  hc_store_push_job (self, hc_store_job_new (job), FALSE, hc_store_write_async, cancellable,
                     callback, user_data);
}

gpointer
hc_store_job_finish (HcStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---------------------------------------------------------------- outside writes */

static gpointer
run_outside_check (HcStore *self, HcDb *db, HcStoreJob *job, GError **error)
{
  gint64 version = hc_db_data_version (db);

  if (version != self->data_version)
    announce (self, db, HC_TABLES_ALL);
  self->data_version = version;
  return NULL;
}

void
hc_store_check_outside_writes (HcStore *self)
{
  GTask *task;

  g_return_if_fail (HC_IS_STORE (self));

  if (self->is_closing)
    return;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, hc_store_check_outside_writes);
  g_task_set_task_data (task, hc_store_job_new ((HcStoreJob){ .run = run_outside_check }),
                        job_free);
  /* On the writer's connection, whose own writes do not count. */
  g_thread_pool_push (self->write_pool, task, NULL);
}

/* ---------------------------------------------------------------- object */

const char *
hc_store_path (HcStore *self)
{
  g_return_val_if_fail (HC_IS_STORE (self), NULL);

  return self->path;
}

gboolean
hc_store_is_read_only (HcStore *self)
{
  g_return_val_if_fail (HC_IS_STORE (self), TRUE);

  return self->mode == HC_DB_READ_ONLY;
}

const char *
hc_store_undo_label (HcStore *self)
{
  g_return_val_if_fail (HC_IS_STORE (self), NULL);

  return self->undo_label;
}

const char *
hc_store_redo_label (HcStore *self)
{
  g_return_val_if_fail (HC_IS_STORE (self), NULL);

  return self->redo_label;
}

static void
hc_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HcStore *self = HC_STORE (object);

  switch (id)
    {
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static gpointer
close_abandoned (gpointer data)
{
  HcDb **dbs = data;

  for (guint i = 0; i <= N_READERS; i++)
    hc_db_close (dbs[i]);
  g_free (dbs);
  return NULL;
}

/* Jobs hold a reference, so none is left here. Dropped without hc_store_close_async(): the file is
 * still closed, on a thread of its own. */
static void
hc_store_finalize (GObject *object)
{
  HcStore *self = HC_STORE (object);

  if (self->write_pool != NULL)
    g_thread_pool_free (self->write_pool, FALSE, FALSE);
  if (self->read_pool != NULL)
    g_thread_pool_free (self->read_pool, FALSE, FALSE);
  if (self->writer != NULL)
    {
      HcDb **dbs = g_new0 (HcDb *, N_READERS + 1);

      for (guint i = 0; i < N_READERS; i++)
        dbs[i] = self->readers[i];
      dbs[N_READERS] = self->writer;
      g_thread_unref (g_thread_new ("hc-close", close_abandoned, dbs));
    }
  g_async_queue_unref (self->idle_readers);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->path);
  g_free (self->undo_label);
  g_free (self->redo_label);

  G_OBJECT_CLASS (hc_store_parent_class)->finalize (object);
}

static void
hc_store_class_init (HcStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hc_store_get_property;
  object_class->finalize = hc_store_finalize;

  props[PROP_UNDO_LABEL] = g_param_spec_string (
    "undo-label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_REDO_LABEL] = g_param_spec_string (
    "redo-label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* HcTables */
  changed_signal = g_signal_new ("changed", HC_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
hc_store_init (HcStore *self)
{
  self->idle_readers = g_async_queue_new ();
}
