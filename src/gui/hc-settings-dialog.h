/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of the open launch. Each field applies at once as one undo step; Ctrl+Z works here as
 * in the window. */

#pragma once

#include "hc-window.h"

G_BEGIN_DECLS

#define HC_TYPE_SETTINGS_DIALOG (hc_settings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcSettingsDialog, hc_settings_dialog, HC, SETTINGS_DIALOG, AdwWindow)

void hc_settings_dialog_present (HcWindow *window);

G_END_DECLS
