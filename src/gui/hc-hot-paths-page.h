/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The workflows that must work: their list in order, and all of one at its end. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_HOT_PATHS_PAGE (hc_hot_paths_page_get_type ())
G_DECLARE_FINAL_TYPE (HcHotPathsPage, hc_hot_paths_page, HC, HOT_PATHS_PAGE, HcPage)

/* The id of the hot path that is shown; NULL: none. Borrowed. */
const char *hc_hot_paths_page_shown_id (HcHotPathsPage *self);

G_END_DECLS
