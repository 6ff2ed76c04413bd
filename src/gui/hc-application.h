/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: single instance, one window per launch, a file argument opens that launch. */

#pragma once

#include "hc-window.h"

G_BEGIN_DECLS

#define HC_TYPE_APPLICATION (hc_application_get_type ())
G_DECLARE_FINAL_TYPE (HcApplication, hc_application, HC, APPLICATION, AdwApplication)

HcApplication *hc_application_new (void);

/* Presents the window that holds @file, or opens it: in @window when it still shows the welcome
 * screen, else in a new one. Returns that window, borrowed. */
HcWindow *hc_application_open_file (HcWindow *window, GFile *file);

G_END_DECLS
