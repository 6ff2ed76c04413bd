/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The snapshots of a launch, to go back to one: it becomes a new file, the launch stays as it is. */

#pragma once

#include "hc-window.h"

G_BEGIN_DECLS

#define HC_TYPE_SNAPSHOTS_DIALOG (hc_snapshots_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcSnapshotsDialog, hc_snapshots_dialog, HC, SNAPSHOTS_DIALOG, AdwWindow)

/* @path: the launch, which may be damaged or gone. */
void hc_snapshots_dialog_present (HcWindow *window, const char *path);

/* Writes @snapshot to the new file @target and opens it in a window. */
void hc_snapshots_dialog_restore (HcSnapshotsDialog *self, const char *snapshot, const char *target);

G_END_DECLS
