/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules, compiled. What is cheap is asked first, and nothing twice for one ticket or one text. */

#include "config.h"

#include "hc-rule.h"

#include <string.h>

#include "hc-rule-text.h"

/* Answers by term id are kept up to this id; beyond it each is asked anew. */
#define MAX_KEPT_TERM (16 * 1024 * 1024)

typedef enum
{
  ANSWER_UNKNOWN,
  ANSWER_NO,
  ANSWER_YES,
} Answer;

typedef struct
{
  HcTicketField field;
  HcRuleTest *test;
  GByteArray *answers; /* Answer by term id; NULL where the field is no TERM */
} Condition;

typedef struct
{
  GArray *conditions; /* of Condition, cheap ones first; NULL: never fits */
  guint sets;         /* 1 << HcLinkKind */
  guint64 fields;
  int workflow;       /* the first rule with the same workflow; -1: none */
} Rule;

struct HcRuleSet
{
  GArray *rules; /* of Rule */
  guint64 fields;
  guint sets; /* of all rules */

  /* Of the ticket at hand */
  GString *folded[HC_TICKET_N_FIELDS];
  guint64 is_folded; /* HC_TICKET_BIT */
};

/* ---------------------------------------------------------------- compiling */

static void
condition_clear (gpointer data)
{
  Condition *condition = data;

  hc_rule_test_free (condition->test);
  g_clear_pointer (&condition->answers, g_byte_array_unref);
}

static void
rule_clear (gpointer data)
{
  g_clear_pointer (&((Rule *) data)->conditions, g_array_unref);
}

static guint
cost (const Condition *condition)
{
  if (condition->answers != NULL)
    return 0;
  return (hc_rule_test_is_expression (condition->test) ? 2 : 1) +
         (condition->field == HC_TICKET_DESCRIPTION ? 2 : 0);
}

static int
compare_cost (gconstpointer a, gconstpointer b)
{
  return (int) cost (a) - (int) cost (b);
}

static int
first_with_workflow (GPtrArray *rules, const char *workflow)
{
  for (guint i = 0; workflow != NULL && i < rules->len; i++)
    if (g_strcmp0 (((HcRule *) g_ptr_array_index (rules, i))->target[HC_LINK_WORKFLOW],
                   workflow) == 0)
      return (int) i;
  return -1;
}

static Rule
compile (const HcRule *from, GPtrArray *rules)
{
  Rule rule = { .workflow = first_with_workflow (rules, from->target[HC_LINK_WORKFLOW]) };

  for (guint i = 0; i < HC_N_LINKS; i++)
    rule.sets |= from->target[i] != NULL ? 1u << i : 0;
  if (!from->is_enabled || !hc_rule_check (from, NULL))
    return rule;
  rule.conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (rule.conditions, condition_clear);
  for (guint i = 0; i < from->conditions->len; i++)
    {
      const HcRuleCondition *asked = g_ptr_array_index (from->conditions, i);
      Condition condition = { asked->field, hc_rule_test_new (asked, NULL), NULL };

      if (hc_ticket_fields[asked->field].kind == HC_FIELD_TERM)
        condition.answers = g_byte_array_new ();
      rule.fields |= HC_TICKET_BIT (asked->field);
      g_array_append_val (rule.conditions, condition);
    }
  g_array_sort (rule.conditions, compare_cost);
  return rule;
}

HcRuleSet *
hc_rule_set_new (GPtrArray *rules)
{
  HcRuleSet *self = g_new0 (HcRuleSet, 1);

  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_array_set_clear_func (self->rules, rule_clear);
  for (guint i = 0; i < rules->len; i++)
    {
      Rule rule = compile (g_ptr_array_index (rules, i), rules);

      g_array_append_val (self->rules, rule);
      self->fields |= rule.fields;
      self->sets |= rule.conditions != NULL ? rule.sets : 0;
    }
  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    if ((self->fields & HC_TICKET_BIT (i)) != 0)
      self->folded[i] = g_string_sized_new (256);
  return self;
}

void
hc_rule_set_free (HcRuleSet *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rules);
  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    if (self->folded[i] != NULL)
      g_string_free (self->folded[i], TRUE);
  g_free (self);
}

guint64
hc_rule_set_fields (const HcRuleSet *self)
{
  return self->fields;
}

guint64
hc_rule_set_overruns (const HcRuleSet *self, guint index)
{
  const Rule *rule = &g_array_index (self->rules, Rule, index);
  guint64 n = 0;

  for (guint i = 0; rule->conditions != NULL && i < rule->conditions->len; i++)
    n += hc_rule_test_overruns (g_array_index (rule->conditions, Condition, i).test);
  return n;
}

/* ---------------------------------------------------------------- asking */

static gboolean
ask (HcRuleSet *self, Condition *condition, const char *text)
{
  GString *folded = self->folded[condition->field];

  if (text == NULL)
    return FALSE;
  if (!hc_rule_test_is_expression (condition->test) &&
      (self->is_folded & HC_TICKET_BIT (condition->field)) == 0)
    {
      hc_rule_fold (text, folded);
      self->is_folded |= HC_TICKET_BIT (condition->field);
    }
  return hc_rule_test_holds (condition->test, text, folded);
}

static guint8 *
answer_of (Condition *condition, gint64 term)
{
  guint old;

  if (condition->answers == NULL || term <= 0 || term >= MAX_KEPT_TERM)
    return NULL;
  old = condition->answers->len;
  if (term >= old)
    {
      g_byte_array_set_size (condition->answers, MAX (256, (guint) term * 2));
      memset (condition->answers->data + old, ANSWER_UNKNOWN, condition->answers->len - old);
    }
  return &condition->answers->data[term];
}

static gboolean
holds (HcRuleSet *self, Condition *condition, const char *const *text, const gint64 *term)
{
  guint8 *answer = answer_of (condition, term[condition->field]);

  if (answer == NULL)
    return ask (self, condition, text[condition->field]);
  if (*answer == ANSWER_UNKNOWN)
    *answer = ask (self, condition, text[condition->field]) ? ANSWER_YES : ANSWER_NO;
  return *answer == ANSWER_YES;
}

static gboolean
fits (HcRuleSet *self, const Rule *rule, const char *const *text, const gint64 *term)
{
  if (rule->conditions == NULL)
    return FALSE;
  for (guint i = 0; i < rule->conditions->len; i++)
    if (!holds (self, &g_array_index (rule->conditions, Condition, i), text, term))
      return FALSE;
  return TRUE;
}

gboolean
hc_rule_set_fits (HcRuleSet *self, guint index, const char *const *text, const gint64 *term)
{
  g_return_val_if_fail (index < self->rules->len, FALSE);

  self->is_folded = 0;
  return fits (self, &g_array_index (self->rules, Rule, index), text, term);
}

/* A step says nothing without its workflow: where an earlier rule decided another workflow, the
 * later rule's step is none of it. */
static gboolean
step_belongs (HcRuleSet *self, const Rule *rule, const int *out)
{
  int decider = out[HC_LINK_WORKFLOW];

  return decider < 0 ||
         g_array_index (self->rules, Rule, decider).workflow == rule->workflow;
}

static guint
take (HcRuleSet *self, guint index, guint open, int out[HC_N_LINKS])
{
  const Rule *rule = &g_array_index (self->rules, Rule, index);
  guint taken = rule->sets & open;

  if (!step_belongs (self, rule, out))
    taken &= ~(1u << HC_LINK_STEP);
  for (guint i = 0; i < HC_N_LINKS; i++)
    if ((taken & (1u << i)) != 0)
      out[i] = (int) index;
  return open & ~taken;
}

gboolean
hc_rule_set_match (HcRuleSet *self,
                   const char *const *text,
                   const gint64 *term,
                   int out[HC_N_LINKS])
{
  guint open = self->sets;

  self->is_folded = 0;
  for (guint i = 0; i < HC_N_LINKS; i++)
    out[i] = -1;
  for (guint i = 0; open != 0 && i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);

      if ((rule->sets & open) != 0 && fits (self, rule, text, term))
        open = take (self, i, open, out);
    }
  return open != self->sets;
}
