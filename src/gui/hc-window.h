/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window: the welcome screen, or one open launch with its pages. Owns the launch and closes it. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_WINDOW (hc_window_get_type ())
G_DECLARE_FINAL_TYPE (HcWindow, hc_window, HC, WINDOW, AdwApplicationWindow)

HcWindow *hc_window_new (AdwApplication *application);

/* Opens the launch file @path here (the window must not hold one yet); a failure ends in a dialog
 * and the welcome screen. */
void hc_window_open (HcWindow *self, const char *path, HcDbMode mode);
/* Which page the launch that is being opened shows first; without it the one shown last time. */
void hc_window_set_first_page (HcWindow *self, const char *name);
/* Shows an open launch. */
void hc_window_take_launch (HcWindow *self, HcLaunch *launch);
HcLaunch *hc_window_launch (HcWindow *self); /* borrowed; NULL: welcome */
/* The file being opened or open; NULL: welcome. */
const char *hc_window_path (HcWindow *self);

/* Makes @dialog no higher than the window, before it is shown. */
void hc_window_fit_dialog (HcWindow *self, GtkWindow *dialog);
/* Reads the list of recent launches again. */
void hc_window_refresh_welcome (HcWindow *self);

/* Shows the page @name of hc-pages; ignored when there is none. */
void hc_window_show_page (HcWindow *self, const char *name);
/* Starts an import of @files (of GFile; NULL: ask for them). */
void hc_window_import (HcWindow *self, GListModel *files);
/* FALSE without a launch and in a read-only one. */
gboolean hc_window_can_import (HcWindow *self);

G_END_DECLS
