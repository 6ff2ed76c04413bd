/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the sample launch in the user's data folder: writes it, imports its exports in order, then
 * its usage figures. It comes into being whole or not at all; when it is there already, it is taken
 * as it is. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* On the main context: @done of @total exports are imported. */
typedef void (*HcSampleProgress) (guint done, guint total, gpointer data);

void hc_sample_job_async (const char *folder,
                          HcSampleProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* The launch file; NULL + error: nothing is left behind. */
char *hc_sample_job_finish (GAsyncResult *result, GError **error);

/* The folder used by the welcome screen; newly allocated. */
char *hc_sample_job_folder (void);

G_END_DECLS
