/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules that link tickets to the catalog: all conditions of a rule must hold; of the enabled rules the
 * first in order that fits decides each thing it sets (issue, workflow, step, cohort, cause). Pure.
 * Texts are compared case-folded and without blanks around them; “word” wants whole words; “matches” is
 * a Perl-like regular expression, without regard to case; “in” has one value a line. “is”, “in” and
 * “starts” are content with one tag of a list of tags. A later rule's step does not join the workflow
 * that an earlier rule decided otherwise. */

#pragma once

#include "hc-error.h"
#include "hc-ticket.h"

G_BEGIN_DECLS

typedef enum
{
  HC_RULE_IS,
  HC_RULE_CONTAINS,
  HC_RULE_WORD,
  HC_RULE_STARTS,
  HC_RULE_MATCHES,
  HC_RULE_IN,
} HcRuleOperator;

gboolean hc_rule_operator_from_word (const char *word, HcRuleOperator *out);
const char *hc_rule_operator_word (HcRuleOperator op); /* “is” … “in”, as the schema writes it */
/* Can conditions ask for it? TEXT and TERM fields, not PARENT. */
gboolean hc_rule_field_is_allowed (HcTicketField field);

typedef struct
{
  HcTicketField field;
  HcRuleOperator op;
  char *value;
} HcRuleCondition;

typedef enum
{
  HC_LINK_ISSUE,
  HC_LINK_WORKFLOW,
  HC_LINK_STEP,
  HC_LINK_COHORT,
  HC_LINK_CAUSE,
  HC_N_LINKS,
} HcLinkKind;

const char *hc_link_column (HcLinkKind kind); /* “issue_id” … “cause” */

typedef struct
{
  char *id; /* NULL: a draft */
  char *name;
  guint number; /* 1-based place in the order of all rules */
  gboolean is_enabled;
  GPtrArray *conditions;     /* of HcRuleCondition */
  char *target[HC_N_LINKS]; /* ids, and the cause's word; NULL: not set by it */
} HcRule;

HcRule *hc_rule_new (void);
void hc_rule_add_condition (HcRule *self, HcTicketField field, HcRuleOperator op, const char *value);
HcRule *hc_rule_copy (const HcRule *self);
void hc_rule_free (HcRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRule, hc_rule_free)
/* HC_ERROR_CONSTRAINT, a whole sentence: no condition, nothing set, an expression that cannot be
 * read, a field that cannot be asked for. */
gboolean hc_rule_check (const HcRule *self, GError **error);

/* Compiled, for one thread. Rules that hc_rule_check() refuses and disabled ones never fit. */
typedef struct HcRuleSet HcRuleSet;

HcRuleSet *hc_rule_set_new (GPtrArray *rules /* of HcRule, in order, borrowed */);
void hc_rule_set_free (HcRuleSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRuleSet, hc_rule_set_free)
/* HC_TICKET_BIT of every field some rule asks for. */
guint64 hc_rule_set_fields (const HcRuleSet *self);
/* So many texts were too long a way for an expression of rule @index (it goes back and forth without
 * end): it was taken as not matching them. */
guint64 hc_rule_set_overruns (const HcRuleSet *self, guint index);

/* Which rule decides each link of a ticket: index into the rules, or -1. @text: by field, NULL = no
 * value; @term: id of the text in TERM fields (0 = none), so that each text is looked at once.
 * FALSE: no rule fits. */
gboolean hc_rule_set_match (HcRuleSet *self,
                            const char *const *text,
                            const gint64 *term,
                            int out[HC_N_LINKS]);
/* Does rule @index alone fit? */
gboolean hc_rule_set_fits (HcRuleSet *self,
                           guint index,
                           const char *const *text,
                           const gint64 *term);

G_END_DECLS
