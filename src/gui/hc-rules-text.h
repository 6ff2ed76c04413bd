/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules in words, and the registers that name what they link to. */

#pragma once

#include "hc-record-list.h"
#include "hc-rule.h"

G_BEGIN_DECLS

/* The registers behind the links of a rule, shared; the cause has none. */
typedef struct
{
  HcRecordList *list[HC_N_LINKS]; /* references; [HC_LINK_CAUSE] is NULL */
} HcRulesNames;

void hc_rules_names_init (HcRulesNames *self, HcLaunch *launch);
void hc_rules_names_clear (HcRulesNames *self);
gboolean hc_rules_names_is_loaded (const HcRulesNames *self);
/* “HC-004 No approver”, “Payment Run”, “Confusion”; "" when @id is NULL or gone. Newly allocated. */
char *hc_rules_names_dup (const HcRulesNames *self, HcLinkKind kind, const char *id);
/* The same for an issue's record. */
char *hc_rules_issue_text (HcRecord *issue);

const char *hc_rules_link_label (HcLinkKind kind);       /* translated: “Issue” … */
const char *hc_rules_operator_label (HcRuleOperator op); /* translated: “contains” … */
/* “Title contains “approver”” */
char *hc_rules_condition_text (const HcRuleCondition *condition);
/* “Title contains “approver” → HC-004 No approver” */
char *hc_rules_sentence (const HcRule *rule, const HcRulesNames *names);
/* Its name, else the sentence. */
char *hc_rules_title (const HcRule *rule, const HcRulesNames *names);

G_END_DECLS
