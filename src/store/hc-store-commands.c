/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judgement commands, undo and redo on the writer. */

#include "config.h"

#include "hc-store.h"

#include "hc-store-private.h"

/* What a judgement command, and so its undo, can touch. */
#define JUDGEMENT_TABLES                                                                          \
  (HC_TABLES_LAUNCH | HC_TABLES_PLAN | HC_TABLES_REGISTERS | HC_TABLES_IMPORT | HC_TABLES_TRIAGE  \
   | HC_TABLES_RULES | HC_TABLES_CATALOG | HC_TABLES_USAGE             \
   | HC_TABLES_WORKFLOWS | HC_TABLES_HISTORY)

static gpointer
run_command (HcStore *self, HcDb *db, HcStoreJob *job, GError **error)
{
  return GINT_TO_POINTER (hc_history_run (db, job->label, job->command, job->data, error));
}

void
hc_store_command_async (HcStore *self,
                        const char *label,
                        HcTables tables,
                        HcCommandFunc func,
                        gpointer data,
                        GDestroyNotify data_free,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  HcStoreJob job = { .run = run_command, .command = func, .data = data, .data_free = data_free,
                     .tables = tables | HC_TABLES_HISTORY };

  g_return_if_fail (HC_IS_STORE (self) && label != NULL && func != NULL);

  job.label = g_strdup (label);
  hc_store_push_job (self, hc_store_job_new (job), FALSE, hc_store_command_async, NULL, callback,
                     user_data);
}

gboolean
hc_store_command_finish (HcStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error));
}

static gpointer
run_undo (HcStore *self, HcDb *db, HcStoreJob *job, GError **error)
{
  char *label = NULL;

  return hc_history_undo (db, &label, error) ? label : NULL;
}

static gpointer
run_redo (HcStore *self, HcDb *db, HcStoreJob *job, GError **error)
{
  char *label = NULL;

  return hc_history_redo (db, &label, error) ? label : NULL;
}

static void
push_step (HcStore *self,
           gpointer (*run) (HcStore *self, HcDb *db, HcStoreJob *job, GError **error),
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  HcStoreJob job = { .run = run, .result_free = g_free, .tables = JUDGEMENT_TABLES };

  hc_store_push_job (self, hc_store_job_new (job), FALSE, hc_store_undo_async, NULL, callback,
                     user_data);
}

void
hc_store_undo_async (HcStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (HC_IS_STORE (self));

  push_step (self, run_undo, callback, user_data);
}

void
hc_store_redo_async (HcStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (HC_IS_STORE (self));

  push_step (self, run_redo, callback, user_data);
}

char *
hc_store_undo_finish (HcStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
