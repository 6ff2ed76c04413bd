/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks for what a new launch needs, then where its file goes; creates and opens it. */

#pragma once

#include "hc-window.h"

G_BEGIN_DECLS

#define HC_TYPE_NEW_LAUNCH_DIALOG (hc_new_launch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcNewLaunchDialog, hc_new_launch_dialog, HC, NEW_LAUNCH_DIALOG, AdwWindow)

void hc_new_launch_dialog_present (HcWindow *window);
/* Creates the launch at @path, as if a person had chosen it, and opens it. */
void hc_new_launch_dialog_create (HcNewLaunchDialog *self, const char *path);

G_END_DECLS
