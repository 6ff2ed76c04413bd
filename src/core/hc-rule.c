/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rule.h"

#include <glib/gi18n.h>

#include "hc-rule-text.h"

static const char *const operator_words[] = {
  [HC_RULE_IS] = "is",         [HC_RULE_CONTAINS] = "contains", [HC_RULE_WORD] = "word",
  [HC_RULE_STARTS] = "starts", [HC_RULE_MATCHES] = "matches",   [HC_RULE_IN] = "in",
};

static const char *const link_columns[HC_N_LINKS] = {
  [HC_LINK_ISSUE] = "issue_id",   [HC_LINK_WORKFLOW] = "workflow_id", [HC_LINK_STEP] = "step_id",
  [HC_LINK_COHORT] = "cohort_id", [HC_LINK_CAUSE] = "cause",
};

/* FALSE: @word is no operator; @out is left alone. */
gboolean
hc_rule_operator_from_word (const char *word, HcRuleOperator *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (operator_words); i++)
    if (g_strcmp0 (word, operator_words[i]) == 0)
      {
        *out = (HcRuleOperator) i;
        return TRUE;
      }
  return FALSE;
}

/* As the schema writes it. */
const char *
hc_rule_operator_word (HcRuleOperator op)
{
  g_return_val_if_fail ((guint) op < G_N_ELEMENTS (operator_words), NULL);

  return operator_words[op];
}

gboolean
hc_rule_field_is_allowed (HcTicketField field)
{
  return (guint) field < HC_TICKET_N_FIELDS && field != HC_TICKET_PARENT &&
         hc_ticket_fields[field].column != NULL &&
         (hc_ticket_fields[field].kind == HC_FIELD_TEXT ||
          hc_ticket_fields[field].kind == HC_FIELD_TERM);
}

const char *
hc_link_column (HcLinkKind kind)
{
  g_return_val_if_fail ((guint) kind < HC_N_LINKS, NULL);

  return link_columns[kind];
}

/* ---------------------------------------------------------------- a rule */

static void
condition_free (gpointer data)
{
  HcRuleCondition *condition = data;

  g_free (condition->value);
  g_free (condition);
}

/* Enabled, without conditions and targets. */
HcRule *
hc_rule_new (void)
{
  HcRule *self = g_new0 (HcRule, 1);

  self->name = g_strdup ("");
  self->is_enabled = TRUE;
  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  return self;
}

void
hc_rule_add_condition (HcRule *self, HcTicketField field, HcRuleOperator op, const char *value)
{
  HcRuleCondition *condition = g_new0 (HcRuleCondition, 1);

  condition->field = field;
  condition->op = op;
  condition->value = g_strdup (value);
  g_ptr_array_add (self->conditions, condition);
}

HcRule *
hc_rule_copy (const HcRule *self)
{
  HcRule *copy = hc_rule_new ();

  g_free (copy->name);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->number = self->number;
  copy->is_enabled = self->is_enabled;
  for (guint i = 0; i < HC_N_LINKS; i++)
    copy->target[i] = g_strdup (self->target[i]);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const HcRuleCondition *condition = g_ptr_array_index (self->conditions, i);

      hc_rule_add_condition (copy, condition->field, condition->op, condition->value);
    }
  return copy;
}

void
hc_rule_free (HcRule *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_ptr_array_unref (self->conditions);
  for (guint i = 0; i < HC_N_LINKS; i++)
    g_free (self->target[i]);
  g_free (self);
}

static gboolean
sets_something (const HcRule *self)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (self->target[i] != NULL)
      return TRUE;
  return FALSE;
}

gboolean
hc_rule_check (const HcRule *self, GError **error)
{
  if (self->conditions->len == 0)
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                           _ ("The rule has no condition and would fit every ticket. Add one."));
      return FALSE;
    }
  for (guint i = 0; i < self->conditions->len; i++)
    {
      g_autoptr (HcRuleTest) test =
        hc_rule_test_new (g_ptr_array_index (self->conditions, i), error);

      if (test == NULL)
        return FALSE;
    }
  if (sets_something (self))
    return TRUE;
  g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                       _ ("The rule sets nothing. Choose an issue, workflow, step, cohort or root "
                          "cause."));
  return FALSE;
}
