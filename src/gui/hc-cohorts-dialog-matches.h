/* SPDX-License-Identifier: GPL-3.0-or-later */

/* By which field = value the tickets of one cohort are found: the matches, how many tickets they hit,
 * and imported values to add. */

#pragma once

#include <adwaita.h>

#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_TYPE_COHORTS_DIALOG_MATCHES (hc_cohorts_dialog_matches_get_type ())
G_DECLARE_FINAL_TYPE (HcCohortsDialogMatches, hc_cohorts_dialog_matches, HC,
                      COHORTS_DIALOG_MATCHES, AdwBin)

/* Once. */
void hc_cohorts_dialog_matches_set_launch (HcCohortsDialogMatches *self, HcLaunch *launch);
/* NULL: none is selected. */
void hc_cohorts_dialog_matches_show (HcCohortsDialogMatches *self, HcRecord *cohort);

G_END_DECLS
