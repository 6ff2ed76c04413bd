/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cohorts of a launch: a table of them, and for the selected one by which field = value its
 * tickets are found, offered from imported values, with how many tickets match. Applied at once. */

#pragma once

#include <adwaita.h>

#include "hc-hot-paths.h"

G_BEGIN_DECLS

#define HC_TYPE_COHORTS_DIALOG (hc_cohorts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcCohortsDialog, hc_cohorts_dialog, HC, COHORTS_DIALOG, AdwWindow)

/* @parent may be NULL. */
void hc_cohorts_dialog_present (GtkWindow *parent, HcHotPaths *paths);

G_END_DECLS
