/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-job.h"

#include <glib/gstdio.h>

#include "hc-background.h"
#include "hc-history.h"
#include "hc-import.h"
#include "hc-launch-table.h"
#include "hc-sample.h"
#include "hc-usage-import.h"

typedef struct
{
  char *folder;
  HcSampleProgress progress;
  gpointer progress_data;
} Job;

typedef struct
{
  GTask *task;
  guint done;
  guint total;
} Step;

static void
job_free (Job *job)
{
  g_free (job->folder);
  g_free (job);
}

static gboolean
tell_cb (gpointer user_data)
{
  Step *step = user_data;
  Job *job = g_task_get_task_data (step->task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (step->task)))
    job->progress (step->done, step->total, job->progress_data);
  return G_SOURCE_REMOVE;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step);
}

static void
tell (GTask *task, guint done, guint total)
{
  Step *step = g_new0 (Step, 1);

  step->task = g_object_ref (task);
  step->done = done;
  step->total = total;
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, tell_cb, step,
                              step_free);
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

static gboolean
import_exports (GTask *task, HcDb *db, GPtrArray *exports, GError **error)
{
  for (guint i = 0; i < exports->len; i++)
    {
      g_auto (HcImportOptions) options = { 0 };
      g_autoptr (HcBatch) batch = NULL;

      tell (task, i, exports->len);
      hc_import_options_init (&options);
      options.now = g_get_real_time () / G_USEC_PER_SEC;
      batch =
        hc_import_file (db, g_ptr_array_index (exports, i), &options, NULL, NULL, NULL, error);
      if (batch == NULL ||
          g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error))
        return FALSE;
    }
  tell (task, exports->len, exports->len);
  return TRUE;
}

static gboolean
import_table (HcDb *db, const char *path, GError **error)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (HcCalendar) calendar = NULL;
  g_autoptr (HcUsageFile) file = NULL;
  g_autofree char *label = NULL;
  HcUsageFileOptions options = { .today = HC_DAY_NONE };

  if (!hc_launch_load (db, &settings, error) ||
      !(options.calendar = calendar = hc_launch_settings_calendar (&settings, error)) ||
      !(file = hc_usage_file_read (db, path, &options, error)))
    return FALSE;
  label = hc_usage_file_label (file);
  return hc_history_run (db, label, hc_usage_file_save, file, error);
}

/* What a launch begins with is nothing to undo. */
static gboolean
import_all (GTask *task, const char *folder, GPtrArray *exports, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "sample.hypercare", NULL);
  g_autofree char *usage = g_build_filename (folder, "usage.csv", NULL);
  g_autofree char *completions = g_build_filename (folder, "completions.csv", NULL);
  g_autoptr (HcDb) db = hc_db_open (path, HC_DB_READ_WRITE, error);

  if (db == NULL)
    return FALSE;
  hc_db_set_cancellable (db, g_task_get_cancellable (task));
  return import_exports (task, db, exports, error) && import_table (db, usage, error) &&
         import_table (db, completions, error) && hc_history_seal (db, error);
}

static gboolean
make_sample (GTask *task, const char *part, GError **error)
{
  HcSampleOptions options = { .tickets = HC_SAMPLE_TICKETS, .days = HC_SAMPLE_DAYS, .seed = 1 };
  g_autoptr (GPtrArray) exports = NULL;

  remove_tree (part); /* of a run that did not end */
  return hc_sample_write (part, &options, &exports, g_task_get_cancellable (task), error) &&
         import_all (task, part, exports, error);
}

static void
sample_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autofree char *path = g_build_filename (job->folder, "sample.hypercare", NULL);
  g_autofree char *part = g_strconcat (job->folder, ".part", NULL);
  g_autofree char *parent = g_path_get_dirname (job->folder);
  GError *error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_task_return_pointer (task, g_steal_pointer (&path), g_free);
      return;
    }
  g_mkdir_with_parents (parent, 0700);
  if (make_sample (task, part, &error) && g_rename (part, job->folder) != 0)
    g_set_error_literal (&error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  if (error == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&path), g_free);
      return;
    }
  remove_tree (part);
  g_task_return_error (task, error);
}

void
hc_sample_job_async (const char *folder,
                     HcSampleProgress progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->folder = g_strdup (folder);
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, hc_sample_job_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  hc_background_run (task, sample_thread);
}

char *
hc_sample_job_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
hc_sample_job_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "hypercare", "sample", NULL);
}
