/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One screen for a steering meeting: where the launch stands, day by day, the metrics, and what the
 * data cannot say. Shows exactly what HcLaunch computed; old figures stay while new ones come. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_OVERVIEW_PAGE (hc_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (HcOverviewPage, hc_overview_page, HC, OVERVIEW_PAGE, HcPage)

G_END_DECLS
