/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People from a file: choose, look at what would change, apply as one undo step. */

#pragma once

#include <gtk/gtk.h>

#include "hc-launch.h"

G_BEGIN_DECLS

/* Asks for the file first. @near: any widget of the window. */
void hc_people_import_dialog_choose (GtkWidget *near, HcLaunch *launch);
void hc_people_import_dialog_present (GtkWidget *near, HcLaunch *launch, const char *path);

G_END_DECLS
