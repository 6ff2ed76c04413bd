/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One hot path in the list: name, risk, how much of it is defined; a handle to drag it by. Emits
 * “dropped” (id of the dragged one, gboolean: behind this row) when another row was dropped on it. */

#pragma once

#include <gtk/gtk.h>

#include "hc-hot-paths.h"

G_BEGIN_DECLS

#define HC_TYPE_HOT_PATHS_PAGE_ROW (hc_hot_paths_page_row_get_type ())
G_DECLARE_FINAL_TYPE (HcHotPathsPageRow, hc_hot_paths_page_row, HC, HOT_PATHS_PAGE_ROW,
                      GtkListBoxRow)

GtkWidget *hc_hot_paths_page_row_new (HcHotPaths *paths, HcRecord *workflow);
HcRecord *hc_hot_paths_page_row_record (HcHotPathsPageRow *self); /* borrowed */

/* “go-up-symbolic” … of a risk, and the colour it has. */
const char *hc_hot_path_risk_icon (HcRiskClass risk);
const char *hc_hot_path_risk_style (HcRiskClass risk);
/* “High risk”, “Not scored yet”: translated, static. */
const char *hc_hot_path_risk_text (HcRiskClass risk);

G_END_DECLS
