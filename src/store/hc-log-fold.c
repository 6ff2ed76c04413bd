/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-log-fold.h"

/* As SQLite itself would: 4 MB. */
#define LONG_LOG 1000

struct _HcLogFold
{
  HcDb *db;
  GThread *thread;
  gint is_busy; /* atomic */
};

/* A reader may still need a part of the log: the next long commit, or the closing, folds the rest in.
 * Nothing is lost, so nothing is reported. */
static gpointer
fold (gpointer data)
{
  HcLogFold *self = data;
  g_autoptr (HcDb) beside = hc_db_open_sibling (hc_db_path (self->db), HC_DB_READ_WRITE, NULL);

  if (beside != NULL)
    sqlite3_wal_checkpoint_v2 (beside->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  g_atomic_int_set (&self->is_busy, 0);
  return NULL;
}

static void
wait_for_thread (HcLogFold *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

static int
committed_cb (void *data, sqlite3 *handle, const char *name, int pages)
{
  HcLogFold *self = data;

  if (pages < LONG_LOG || !g_atomic_int_compare_and_exchange (&self->is_busy, 0, 1))
    return SQLITE_OK;
  wait_for_thread (self); /* it is through */
  self->thread = g_thread_new ("hc-log-fold", fold, self);
  return SQLITE_OK;
}

HcLogFold *
hc_log_fold_new (HcDb *db)
{
  HcLogFold *self = g_new0 (HcLogFold, 1);

  self->db = db;
  sqlite3_wal_hook (db->handle, committed_cb, self);
  return self;
}

void
hc_log_fold_free (HcLogFold *self)
{
  if (self == NULL)
    return;
  sqlite3_wal_hook (self->db->handle, NULL, NULL);
  wait_for_thread (self);
  g_free (self);
}
