/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The user guide, offline: the Markdown pages of data/help in a window of its own. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HC_TYPE_HELP_WINDOW (hc_help_window_get_type ())
G_DECLARE_FINAL_TYPE (HcHelpWindow, hc_help_window, HC, HELP_WINDOW, AdwWindow)

/* A new window above @parent (may be NULL). */
GtkWidget *hc_help_window_new (GtkWindow *parent);

G_END_DECLS
