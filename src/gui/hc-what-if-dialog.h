/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “What If”: drivers ticked as solved, and what every metric and exit criterion would say without
 * their tickets, beside what they say now. Nothing is written. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_WHAT_IF_DIALOG (hc_what_if_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcWhatIfDialog, hc_what_if_dialog, HC, WHAT_IF_DIALOG, AdwWindow)

/* Over the window of @widget. */
void hc_what_if_dialog_present (GtkWidget *widget, HcLaunch *launch);

G_END_DECLS
