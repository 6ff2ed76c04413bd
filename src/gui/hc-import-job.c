/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-job.h"

#include "hc-csv-writer.h"

struct _HcImportJob
{
  gint ref_count;
  char *path;
  HcImportOptions *options;
  GPtrArray *rejects;

  /* Written by the job's thread, read by the main thread. */
  gint thousands; /* of rows */
  gint rest;
  gint permille;  /* -1 unknown */
};

static void
options_free (HcImportOptions *options)
{
  hc_import_options_clear (options);
  g_free (options);
}

HcImportJob *
hc_import_job_new (const char *path, HcImportOptions *options)
{
  HcImportJob *self = g_new0 (HcImportJob, 1);

  self->ref_count = 1;
  self->path = g_strdup (path);
  self->options = options;
  self->permille = -1;
  return self;
}

static HcImportJob *
hc_import_job_ref (HcImportJob *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
hc_import_job_unref (HcImportJob *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  options_free (self->options);
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

static void
tell_progress (guint64 rows, double fraction, gpointer data)
{
  HcImportJob *self = data;

  g_atomic_int_set (&self->thousands, (gint) (rows / 1000));
  g_atomic_int_set (&self->rest, (gint) (rows % 1000));
  g_atomic_int_set (&self->permille, fraction < 0 ? -1 : (gint) (fraction * 1000));
}

void
hc_import_job_progress (HcImportJob *self, guint64 *rows, double *fraction)
{
  *rows = (guint64) g_atomic_int_get (&self->thousands) * 1000 +
          (guint64) g_atomic_int_get (&self->rest);
  *fraction = g_atomic_int_get (&self->permille) / 1000.0;
}

static gpointer
run (HcDb *db, gpointer data, GError **error)
{
  HcImportJob *self = data;
  g_autoptr (HcSnapshotCopy) snapshot = NULL;
  HcImportOptions options = *self->options;

  if (!options.dry_run)
    options.snapshot = snapshot = hc_snapshot_start (db, "import");
  return hc_import_file (db, self->path, &options, tell_progress, self, &self->rejects, error);
}

void
hc_import_job_run_async (HcImportJob *self,
                         HcStore *store,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  HcTables tables = self->options->dry_run
                      ? 0
                      : HC_TABLES_TICKETS | HC_TABLES_IMPORT | HC_TABLES_HISTORY;

  hc_store_write_async (store, tables, run, hc_import_job_ref (self),
                        (GDestroyNotify) hc_import_job_unref, (GDestroyNotify) hc_batch_free,
                        cancellable, callback, user_data);
}

GPtrArray *
hc_import_job_rejects (HcImportJob *self)
{
  return self->rejects;
}

static gpointer
inspect (HcDb *db, gpointer data, GError **error)
{
  HcImportJob *self = data;

  return hc_import_inspect (db, self->path, self->options, error);
}

void
hc_import_job_inspect_async (HcStore *store,
                             const char *path,
                             HcImportOptions *options,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  hc_store_read_async (store, inspect, hc_import_job_new (path, options),
                       (GDestroyNotify) hc_import_job_unref, (GDestroyNotify) hc_inspection_free,
                       cancellable, callback, user_data);
}

static gpointer
list_profiles (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) names = hc_import_profiles (db, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (names == NULL)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (names, i));
  return g_strv_builder_end (builder);
}

void
hc_import_job_profiles_async (HcStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  hc_store_read_async (store, list_profiles, NULL, NULL, (GDestroyNotify) g_strfreev, NULL, callback,
                       user_data);
}

GBytes *
hc_import_job_rejects_csv (GPtrArray *rejects)
{
  const char *const header[] = { "line", "column", "code", "message", "row" };
  GString *out = g_string_new ("\xef\xbb\xbf");

  hc_csv_append_row (out, header, G_N_ELEMENTS (header), ',');
  for (guint i = 0; i < rejects->len; i++)
    {
      const HcReject *reject = g_ptr_array_index (rejects, i);
      g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, reject->line);
      const char *const cells[] = { line, reject->column, reject->code, reject->message, reject->raw };

      hc_csv_append_row (out, cells, G_N_ELEMENTS (cells), ',');
    }
  return g_string_free_to_bytes (out);
}
