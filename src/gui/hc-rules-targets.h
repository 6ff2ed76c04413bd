/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a rule links to: one drop-down a link, with search. The steps are those of the workflow; a step
 * without a workflow is not offered. Signal “changed”. */

#pragma once

#include <adwaita.h>

#include "hc-rules-text.h"

G_BEGIN_DECLS

#define HC_TYPE_RULES_TARGETS (hc_rules_targets_get_type ())
G_DECLARE_FINAL_TYPE (HcRulesTargets, hc_rules_targets, HC, RULES_TARGETS, AdwBin)

/* Borrows @names, which lives longer. */
void hc_rules_targets_set_names (HcRulesTargets *self, const HcRulesNames *names);
/* Shows the targets of @rule; the lists are filled anew. */
void hc_rules_targets_show (HcRulesTargets *self, const HcRule *rule);
void hc_rules_targets_store (HcRulesTargets *self, HcRule *rule);

G_END_DECLS
