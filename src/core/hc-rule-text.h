/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-rule*.c only: texts as rules compare them (case-folded, composed, trimmed), and what an
 * operator asks of them. */

#pragma once

#include "hc-rule.h"

G_BEGIN_DECLS

/* Replaces @out. A byte that is no UTF-8 becomes U+FFFD. */
void hc_rule_fold (const char *text, GString *out);

/* One condition, compiled. */
typedef struct HcRuleTest HcRuleTest;

/* NULL + HC_ERROR_CONSTRAINT, a whole sentence. */
HcRuleTest *hc_rule_test_new (const HcRuleCondition *condition, GError **error);
void hc_rule_test_free (HcRuleTest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRuleTest, hc_rule_test_free)
/* Expressions look at the text as it is, all others at the folded one. */
gboolean hc_rule_test_is_expression (const HcRuleTest *self);
gboolean hc_rule_test_holds (HcRuleTest *self, const char *text, const GString *folded);
/* Texts on which the expression took too long and was taken as not matching. */
guint64 hc_rule_test_overruns (const HcRuleTest *self);

G_END_DECLS
