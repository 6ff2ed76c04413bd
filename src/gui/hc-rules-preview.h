/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a rule would do, counted on a reader 300 ms after the last change: hits, what it decides, with
 * which rules it overlaps, what would change, titles it finds. Old figures stay until the new ones are
 * there. What is wrong with the rule is said in words instead. Of a rule that links to nothing yet only
 * the hits are told. Signal “told” (char *): the hits, or the problem, in a sentence. */

#pragma once

#include <adwaita.h>

#include "hc-classify.h"

G_BEGIN_DECLS

#define HC_TYPE_RULES_PREVIEW (hc_rules_preview_get_type ())
G_DECLARE_FINAL_TYPE (HcRulesPreview, hc_rules_preview, HC, RULES_PREVIEW, AdwBin)

void hc_rules_preview_set_launch (HcRulesPreview *self, HcLaunch *launch);
/* Counts @rule (copied) soon; NULL: none. */
void hc_rules_preview_show (HcRulesPreview *self, const HcRule *rule);
/* Borrowed; NULL while it is counted or wrong. */
const HcClassifyPreview *hc_rules_preview_result (HcRulesPreview *self);
/* “143 of 1,204 tickets match”; newly allocated. */
char *hc_rules_preview_hits_text (const HcRuleEffect *effect);

G_END_DECLS
