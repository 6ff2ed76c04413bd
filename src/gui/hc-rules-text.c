/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rules-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-cell-editor.h"

static const char *const operators[] = {
  [HC_RULE_IS] = N_("is"),
  [HC_RULE_CONTAINS] = N_("contains"),
  [HC_RULE_WORD] = N_("has the word"),
  [HC_RULE_STARTS] = N_("starts with"),
  [HC_RULE_MATCHES] = N_("matches"),
  [HC_RULE_IN] = N_("is one of"),
};

static const struct
{
  const char *label;
  const char *type;
} links[HC_N_LINKS] = {
  [HC_LINK_ISSUE] = { N_("Issue"), "issue" },
  [HC_LINK_WORKFLOW] = { N_("Workflow"), "workflow" },
  [HC_LINK_STEP] = { N_("Step"), "workflow_step" },
  [HC_LINK_COHORT] = { N_("Cohort"), "cohort" },
  [HC_LINK_CAUSE] = { N_("Root Cause"), NULL },
};

/* ---------------------------------------------------------------- names */

void
hc_rules_names_init (HcRulesNames *self, HcLaunch *launch)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    self->list[i] = links[i].type != NULL ? hc_cell_references (launch, links[i].type) : NULL;
}

void
hc_rules_names_clear (HcRulesNames *self)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    g_clear_object (&self->list[i]);
}

gboolean
hc_rules_names_is_loaded (const HcRulesNames *self)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (self->list[i] != NULL && !hc_record_list_is_loaded (self->list[i]))
      return FALSE;
  return TRUE;
}

char *
hc_rules_issue_text (HcRecord *issue)
{
  const char *code = hc_record_get (issue, "code");

  return code != NULL && *code != '\0'
           ? g_strdup_printf ("%s %s", code, hc_record_title (issue))
           : g_strdup (hc_record_title (issue));
}

static char *
dup_cause (const char *word)
{
  const HcRecordType *type = hc_record_type ("issue");

  return hc_field_format (&type->fields[hc_record_type_field (type, "cause")], word);
}

char *
hc_rules_names_dup (const HcRulesNames *self, HcLinkKind kind, const char *id)
{
  HcRecord *record;

  if (id == NULL)
    return g_strdup ("");
  if (kind == HC_LINK_CAUSE)
    return dup_cause (id);
  record = hc_record_list_find (self->list[kind], id);
  if (record == NULL)
    return g_strdup ("");
  return kind == HC_LINK_ISSUE ? hc_rules_issue_text (record)
                               : g_strdup (hc_record_title (record));
}

/* ---------------------------------------------------------------- words */

const char *
hc_rules_link_label (HcLinkKind kind)
{
  return _(links[kind].label);
}

const char *
hc_rules_operator_label (HcRuleOperator op)
{
  return _(operators[op]);
}

/* The lines of “in” as “A”, “B”. */
static char *
dup_value (const HcRuleCondition *condition)
{
  g_auto (GStrv) lines = NULL;

  if (condition->op != HC_RULE_IN)
    return g_strdup (condition->value);
  lines = g_strsplit (condition->value, "\n", -1);
  /* TRANSLATORS: between the values of “is one of “A”, “B””; the outer quotes are there already */
  return g_strjoinv (_("”, “"), lines);
}

char *
hc_rules_condition_text (const HcRuleCondition *condition)
{
  const char *field = _(hc_ticket_fields[condition->field].label);
  g_autofree char *value = dup_value (condition);

  switch (condition->op)
    {
    case HC_RULE_IS:
      return g_strdup_printf (_("%s is “%s”"), field, value);
    case HC_RULE_CONTAINS:
      return g_strdup_printf (_("%s contains “%s”"), field, value);
    case HC_RULE_WORD:
      return g_strdup_printf (_("%s has the word “%s”"), field, value);
    case HC_RULE_STARTS:
      return g_strdup_printf (_("%s starts with “%s”"), field, value);
    case HC_RULE_MATCHES:
      return g_strdup_printf (_("%s matches “%s”"), field, value);
    case HC_RULE_IN:
      return g_strdup_printf (_("%s is one of “%s”"), field, value);
    }
  g_assert_not_reached ();
}

static char *
dup_conditions (const HcRule *rule)
{
  g_autofree char *text = g_strdup (_("No condition yet"));

  for (guint i = 0; i < rule->conditions->len; i++)
    {
      g_autofree char *one = hc_rules_condition_text (g_ptr_array_index (rule->conditions, i));
      g_autofree char *before = g_steal_pointer (&text);

      /* TRANSLATORS: two conditions of a rule */
      text = i == 0 ? g_strdup (one) : g_strdup_printf (_("%s and %s"), before, one);
    }
  return g_steal_pointer (&text);
}

char *
hc_rules_sentence (const HcRule *rule, const HcRulesNames *names)
{
  g_autofree char *conditions = dup_conditions (rule);
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      g_autofree char *name = hc_rules_names_dup (names, i, rule->target[i]);

      if (*name != '\0')
        g_ptr_array_add (targets, g_steal_pointer (&name));
    }
  if (targets->len == 0)
    return g_strdup_printf (_("%s → nothing yet"), conditions);
  g_ptr_array_add (targets, NULL);
  list = g_strjoinv (" · ", (char **) targets->pdata);
  /* TRANSLATORS: a rule: “Title contains “approver” → HC-004 No approver” */
  return g_strdup_printf (_("%s → %s"), conditions, list);
}

char *
hc_rules_title (const HcRule *rule, const HcRulesNames *names)
{
  return rule->name != NULL && *rule->name != '\0' ? g_strdup (rule->name)
                                                   : hc_rules_sentence (rule, names);
}
