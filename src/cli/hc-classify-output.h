/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What `classify` prints. */

#pragma once

#include "hc-rule-table.h"
#include "hc-suggest-table.h"

G_BEGIN_DECLS

/* @rules: of HcRule, in order. @issues: id → HcRecordData. */
char *hc_classify_to_text (const HcRuleCoverage *coverage, GPtrArray *rules, GHashTable *issues);
char *hc_classify_to_json (const HcRuleCoverage *coverage, GPtrArray *rules, GHashTable *issues);

char *hc_suggestions_to_text (const HcQueue *queue, GHashTable *issues);
char *hc_suggestions_to_json (const HcQueue *queue, GHashTable *issues);

G_END_DECLS
