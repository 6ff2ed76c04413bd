/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cohorts that a hot path concerns, as chips with their head counts: a chip takes its cohort
 * away, “Add Cohort” offers the others or makes a new one. */

#pragma once

#include <adwaita.h>

#include "hc-hot-paths.h"

G_BEGIN_DECLS

#define HC_TYPE_HOT_PATH_DETAIL_COHORTS (hc_hot_path_detail_cohorts_get_type ())
G_DECLARE_FINAL_TYPE (HcHotPathDetailCohorts, hc_hot_path_detail_cohorts, HC,
                      HOT_PATH_DETAIL_COHORTS, AdwBin)

/* Again after each change of @paths. @writable: chips and button work. */
void hc_hot_path_detail_cohorts_show (HcHotPathDetailCohorts *self,
                                      HcHotPaths *paths,
                                      HcRecord *workflow,
                                      gboolean writable);
/* The focus goes to the button that adds one. */
void hc_hot_path_detail_cohorts_focus (HcHotPathDetailCohorts *self);
/* Adds the cohort of that name, which is made when there is none: one undo step. */
void hc_hot_path_detail_cohorts_add (HcHotPathDetailCohorts *self, const char *name);

G_END_DECLS
