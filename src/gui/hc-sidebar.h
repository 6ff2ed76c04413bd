/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of pages with their live badges. Emits “activated” (guint) when a person chooses a page. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_SIDEBAR (hc_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (HcSidebar, hc_sidebar, HC, SIDEBAR, AdwBin)

/* Badges follow @launch from now on. */
void hc_sidebar_set_launch (HcSidebar *self, HcLaunch *launch);
/* Marks the page without emitting. */
void hc_sidebar_select (HcSidebar *self, guint page);

G_END_DECLS
