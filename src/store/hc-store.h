/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An open launch file for the window: one writer thread, two reader threads, jobs, undo. Lives on
 * the main context; emits “changed” (HcTables) there after every write. The CLI and tests call the
 * same job functions on one HcDb without it. */

#pragma once

#include "hc-db.h"
#include "hc-history.h"

G_BEGIN_DECLS

#define HC_TYPE_STORE (hc_store_get_type ())
G_DECLARE_FINAL_TYPE (HcStore, hc_store, HC, STORE, GObject)

/* A job runs on a thread that owns @db. Returns a result or NULL; failure is told by @error. */
typedef gpointer (*HcJobFunc) (HcDb *db, gpointer data, GError **error);

/* Opens @path on the writer thread (all guards). */
void hc_store_open_async (const char *path,
                          HcDbMode mode,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
HcStore *hc_store_open_finish (GAsyncResult *result, GError **error);
/* Waits for running jobs off the main thread, then closes; the file is one file again after it. */
void hc_store_close_async (HcStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean hc_store_close_finish (HcStore *self, GAsyncResult *result, GError **error);

const char *hc_store_path (HcStore *self);
gboolean hc_store_is_read_only (HcStore *self);

/* @data is freed by @data_free when the job is done, on the main context; @result_free frees an
 * unclaimed result. */
void hc_store_read_async (HcStore *self,
                          HcJobFunc func,
                          gpointer data,
                          GDestroyNotify data_free,
                          GDestroyNotify result_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* On the writer, outside the history: imports and take-backs. @tables says what “changed” tells. */
void hc_store_write_async (HcStore *self,
                           HcTables tables,
                           HcJobFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* Finishes both. NULL is a valid result: look at @error. */
gpointer hc_store_job_finish (HcStore *self, GAsyncResult *result, GError **error);

/* A judgement command with undo; then “changed” and notify::undo-label. */
void hc_store_command_async (HcStore *self,
                             const char *label,
                             HcTables tables,
                             HcCommandFunc func,
                             gpointer data,
                             GDestroyNotify data_free,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean hc_store_command_finish (HcStore *self, GAsyncResult *result, GError **error);

void hc_store_undo_async (HcStore *self, GAsyncReadyCallback callback, gpointer user_data);
void hc_store_redo_async (HcStore *self, GAsyncReadyCallback callback, gpointer user_data);
/* Returns the label of what was undone or redone. */
char *hc_store_undo_finish (HcStore *self, GAsyncResult *result, GError **error);
/* Properties “undo-label”, “redo-label”: NULL when there is nothing. */
const char *hc_store_undo_label (HcStore *self);
const char *hc_store_redo_label (HcStore *self);

/* Call on window focus: emits “changed” when another process wrote. */
void hc_store_check_outside_writes (HcStore *self);

G_END_DECLS
