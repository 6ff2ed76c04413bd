/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The import dialog: file → columns → check → progress → result. Looking at a file runs on a reader
 * thread, check and import on the writer; nothing here waits. Cancelling leaves the launch as it
 * was. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_IMPORT_DIALOG (hc_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcImportDialog, hc_import_dialog, HC, IMPORT_DIALOG, AdwWindow)

/* Shows the dialog above @parent for @files (of GFile, at least one; sorted by name here). With
 * several files the first is looked at, the others follow with the same choices, each with its own
 * as-of. */
void hc_import_dialog_present (GtkWindow *parent, HcLaunch *launch, GListModel *files);
/* Asks for files first; nothing happens when none is chosen. */
void hc_import_dialog_choose (GtkWindow *parent, HcLaunch *launch);

G_END_DECLS
