/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of a launch from before something big happens, kept in the user's data directory and
 * thinned: the last 10, then one a day for 7 days, then one a week for 4 weeks, 2 GiB in all. */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

/* Copies the launch as it is now and checks the copy. @reason is a lower-case word (“import”,
 * “take-back”, “migration”) that becomes part of its name. Does nothing (TRUE) for a launch in memory, an empty
 * one, or when HYPERCARE_NO_SNAPSHOTS is set. Not inside a transaction.
 * Errors: DISK_FULL, PERMISSION, DAMAGED, G_IO_ERROR_CANCELLED. */
gboolean hc_snapshot_take (HcDb *db, const char *reason, GError **error);

/* The folder of the snapshots of the launch at @path; newly allocated. */
char *hc_snapshot_folder (const char *path);

typedef struct
{
  char *path;
  char *reason;
  gint64 at;
  guint64 size;
} HcSnapshot;

void hc_snapshot_free (HcSnapshot *self);
/* Newest first; element type HcSnapshot. */
GPtrArray *hc_snapshot_list (const char *path);

/* Which of @snapshots (newest first) thinning keeps at @now. */
void hc_snapshot_thin (GPtrArray *snapshots, gint64 now, gboolean *keep);

G_END_DECLS
