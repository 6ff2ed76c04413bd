/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the import dialog lets the store's threads do: look at a file, check it, import it. */

#pragma once

#include "hc-import.h"
#include "hc-store.h"

G_BEGIN_DECLS

typedef struct _HcImportJob HcImportJob;

/* Takes @options (heap-allocated). */
HcImportJob *hc_import_job_new (const char *path, HcImportOptions *options);
void hc_import_job_unref (HcImportJob *self);
/* On the writer; hc_store_job_finish() gives a HcBatch. */
void hc_import_job_run_async (HcImportJob *self,
                              HcStore *store,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Any thread, any time. @fraction < 0: unknown. */
void hc_import_job_progress (HcImportJob *self, guint64 *rows, double *fraction);
/* After the job ended: its rejected rows (of HcReject), borrowed; NULL when it failed. */
GPtrArray *hc_import_job_rejects (HcImportJob *self);

/* On a reader; hc_store_job_finish() gives a HcInspection. Takes @options. */
void hc_import_job_inspect_async (HcStore *store,
                                  const char *path,
                                  HcImportOptions *options,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* On a reader; hc_store_job_finish() gives a GStrv of profile ids. */
void
hc_import_job_profiles_async (HcStore *store, GAsyncReadyCallback callback, gpointer user_data);

/* The rejected rows as CSV with header, UTF-8 with BOM so that Excel reads it. */
GBytes *hc_import_job_rejects_csv (GPtrArray *rejects);

G_END_DECLS
