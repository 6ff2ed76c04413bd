/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going back: what a snapshot holds, and a new launch file from it. Any thread. */

#pragma once

#include "hc-snapshot.h"

G_BEGIN_DECLS

/* What a person tells snapshots apart by. */
typedef struct
{
  gint64 tickets;
  gint64 open;
  gint64 imports;
} HcSnapshotCounts;

/* FALSE + error when it cannot be read: HC_ERROR_DAMAGED, NOT_FOUND, PERMISSION, NOT_LAUNCH. */
gboolean
hc_snapshot_count (const HcSnapshot *snapshot, HcSnapshotCounts *out, GError **error);

/* Writes the snapshot to the new file @target and checks it; the snapshot stays. FALSE + error, and
 * no file: EXISTS (the launch itself is never overwritten), DISK_FULL, PERMISSION, NOT_FOUND, DAMAGED,
 * G_IO_ERROR_CANCELLED. */
gboolean hc_snapshot_restore (const char *snapshot,
                              const char *target,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
