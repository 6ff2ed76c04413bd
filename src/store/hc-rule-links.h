/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: what rules say, kept in the few combinations there are (table rule_result). */

#pragma once

#include "hc-db-private.h"
#include "hc-rule-table.h"

G_BEGIN_DECLS

typedef struct HcRuleResults HcRuleResults;

/* @rules: as hc_rules_load() gives them, borrowed. Knows the results that are stored and fit them. */
HcRuleResults *hc_rule_results_load (HcDb *db, GPtrArray *rules, GError **error);
void hc_rule_results_free (HcRuleResults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRuleResults, hc_rule_results_free)
/* The id of what hc_rule_set_match() found: 0 when it is not stored, < 0 + error. With @insert it is
 * stored then. */
gint64 hc_rule_results_find (HcRuleResults *self,
                             const int match[HC_N_LINKS],
                             gboolean insert,
                             GError **error);

/* Do the stored links rest on these rules and on all imports? @before: all imports before that one;
 * 0: all. */
gboolean hc_rule_links_are_current (
  HcDb *db, GPtrArray *rules, gint64 before, gboolean *current, GError **error);

/* For hc-check: tickets whose link is not what the rules say, and links to nothing. Nothing is wrong
 * with links that are to be rebuilt anyway. */
gboolean hc_rule_links_verify (HcDb *db, gint64 *wrong, gint64 *orphans, GError **error);

G_END_DECLS
