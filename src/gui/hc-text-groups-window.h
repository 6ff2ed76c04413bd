/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Repeated problems found in titles, and what a person makes of them: an issue, a part of one, no
 * problem at all. Nothing is accepted by itself. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_TEXT_GROUPS_WINDOW (hc_text_groups_window_get_type ())
G_DECLARE_FINAL_TYPE (HcTextGroupsWindow,
                      hc_text_groups_window,
                      HC,
                      TEXT_GROUPS_WINDOW,
                      AdwWindow)

HcTextGroupsWindow *hc_text_groups_window_present (GtkWindow *parent, HcLaunch *launch);

G_END_DECLS
