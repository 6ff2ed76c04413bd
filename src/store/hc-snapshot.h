/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of a launch from before something big happens, kept in the user's data directory and
 * thinned: the last 10, then one a day for 7 days, then one a week for 4 weeks, 2 GiB in all. */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

/* A copy under way, on a thread of its own. */
typedef struct _HcSnapshotCopy HcSnapshotCopy;

/* Begins to copy the launch as it is now. @reason is a lower-case word (“import”, “take-back”,
 * “migration”) that becomes part of its name. Nothing is copied of a launch in memory or an empty one,
 * or when HYPERCARE_NO_SNAPSHOTS is set. Not inside a transaction. @db must outlive the copy, which
 * stops when its cancellable says so. Never NULL. */
HcSnapshotCopy *hc_snapshot_start (HcDb *db, const char *reason);
/* Waits until the launch itself is not read any more; the copy may still be checked. */
void hc_snapshot_wait_copied (HcSnapshotCopy *self);
/* Waits until the copy is checked and keeps it; nothing more to do the second time. To be called on
 * the thread of the launch. Errors, told once: DISK_FULL, PERMISSION, DAMAGED, G_IO_ERROR_CANCELLED. */
gboolean hc_snapshot_finish (HcSnapshotCopy *self, GError **error);
/* Stops and drops a copy that is not finished. NULL is allowed. */
void hc_snapshot_copy_free (HcSnapshotCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcSnapshotCopy, hc_snapshot_copy_free)

/* All of it at once. */
gboolean hc_snapshot_take (HcDb *db, const char *reason, GError **error);

/* The folder of the snapshots of the launch at @path; newly allocated. */
char *hc_snapshot_folder (const char *path);

typedef struct
{
  char *path;
  char *reason;
  gint64 at;
  guint number; /* within the second, from 1 */
  guint64 size;
} HcSnapshot;

void hc_snapshot_free (HcSnapshot *self);
/* Newest first; element type HcSnapshot. */
GPtrArray *hc_snapshot_list (const char *path);

/* Which of @snapshots (newest first) thinning keeps at @now. */
void hc_snapshot_thin (GPtrArray *snapshots, gint64 now, gboolean *keep);

G_END_DECLS
