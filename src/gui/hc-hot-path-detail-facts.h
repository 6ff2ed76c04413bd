/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card that says the most important of one hot path: owner, support risk with its reckoning,
 * cohorts and their head counts, the success metric. */

#pragma once

#include <adwaita.h>

#include "hc-hot-paths.h"

G_BEGIN_DECLS

#define HC_TYPE_HOT_PATH_DETAIL_FACTS (hc_hot_path_detail_facts_get_type ())
G_DECLARE_FINAL_TYPE (HcHotPathDetailFacts, hc_hot_path_detail_facts, HC, HOT_PATH_DETAIL_FACTS,
                      AdwBin)

void hc_hot_path_detail_facts_show (HcHotPathDetailFacts *self,
                                    HcHotPaths *paths,
                                    HcRecord *workflow);

G_END_DECLS
