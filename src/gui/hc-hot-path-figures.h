/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What tickets and completions say about one hot path: tickets by step and cohort, its completion
 * rate by day, drop-off by step. Follows the figures of the launch while it is on screen.
 *
 * Actions: “figures.copy-picture”, “figures.copy-table” (s: “tickets”, “completion”, “flow”),
 * “figures.enter-completions”. */

#pragma once

#include <adwaita.h>

#include "hc-hot-paths.h"
#include "hc-plot-view.h"

G_BEGIN_DECLS

#define HC_TYPE_HOT_PATH_FIGURES (hc_hot_path_figures_get_type ())
G_DECLARE_FINAL_TYPE (HcHotPathFigures, hc_hot_path_figures, HC, HOT_PATH_FIGURES, AdwBin)

/* Again after each change of @paths. NULL @workflow: none. */
void hc_hot_path_figures_show (HcHotPathFigures *self, HcHotPaths *paths, HcRecord *workflow);

G_END_DECLS
