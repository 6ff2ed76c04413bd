/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-store*.c only: how a job gets to a thread and back. */

#pragma once

#include "hc-store.h"

G_BEGIN_DECLS

typedef struct _HcStoreJob HcStoreJob;

struct _HcStoreJob
{
  /* Runs on a pool thread. */
  gpointer (*run) (HcStore *self, HcDb *db, HcStoreJob *job, GError **error);

  HcJobFunc func;        /* of read and write jobs */
  HcCommandFunc command; /* of commands */
  char *label;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  HcTables tables; /* 0: nothing is announced */
};

/* A copy of @job on the heap. */
HcStoreJob *hc_store_job_new (HcStoreJob job);

/* Takes @job. Its answer comes through a GTask whose result is a pointer. */
void hc_store_push_job (HcStore *self,
                        HcStoreJob *job,
                        gboolean is_read,
                        gpointer source_tag,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);

G_END_DECLS
