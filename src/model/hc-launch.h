/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An open launch as the window sees it: the store, the settings, the figures of now. Lives on the
 * main context. Re-reads on the store's “changed” with a 50 ms debounce, on a reader thread; old
 * figures stay until the new ones are there. Notifies a property only when it really changed. */

#pragma once

#include "hc-batch-table.h"
#include "hc-columns.h"
#include "hc-launch-settings.h"
#include "hc-metric.h"
#include "hc-store.h"

G_BEGIN_DECLS

#define HC_TYPE_LAUNCH (hc_launch_get_type ())
G_DECLARE_FINAL_TYPE (HcLaunch, hc_launch, HC, LAUNCH, GObject)

void hc_launch_open_async (const char *path,
                           HcDbMode mode,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
HcLaunch *hc_launch_open_finish (GAsyncResult *result, GError **error);
/* Stops re-reading, then closes the store (hc_store_close_async). Nothing may be asked after it. */
void hc_launch_close_async (HcLaunch *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean hc_launch_close_finish (HcLaunch *self, GAsyncResult *result, GError **error);

HcStore *hc_launch_store (HcLaunch *self); /* borrowed */
/* Borrowed, valid until the next notify::settings. */
const HcLaunchSettings *hc_launch_settings (HcLaunch *self);
HcCalendar *hc_launch_calendar (HcLaunch *self); /* main thread only */
/* All metrics, ungrouped, at the newest as-of; NULL until first computed. Borrowed until
 * notify::metrics. */
const HcMetricSet *hc_launch_metrics (HcLaunch *self);
/* The tickets behind them, with what people and rules say about each; NULL until first computed.
 * Borrowed until notify::columns; a job on another thread takes a reference of its own. */
HcColumns *hc_launch_columns (HcLaunch *self);
/* What the metrics rest on besides tickets, and when; as the above. */
HcUsage *hc_launch_usage (HcLaunch *self);
/* Imports, oldest first (of HcBatch). Borrowed until notify::batches. */
GPtrArray *hc_launch_batches (HcLaunch *self);
gint64 hc_launch_as_of (HcLaunch *self);       /* HC_INSTANT_NONE without an import */
guint64 hc_launch_ticket_count (HcLaunch *self); /* all tickets in the file */
/* “Day 6 of 14 · 11 Mar”, “Starts in 12 days”; translated, newly allocated. */
char *hc_launch_dup_day_text (HcLaunch *self);
/* For those whose figures stand as badges in the sidebar: they are different now. */
void hc_launch_tell_badges (HcLaunch *self);

/* Properties: “settings”, “columns”, “metrics”, “batches” (notify only), “name” (string), “busy”
 * (boolean: figures are being recomputed). Signal “changed” (HcTables) as the store's; “badges-changed” by
 * hc_launch_tell_badges(). */

G_END_DECLS
