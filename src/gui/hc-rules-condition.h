/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A condition of a rule in the editor: field, operator, value. Signals “changed”, “removed”. */

#pragma once

#include <gtk/gtk.h>

#include "hc-classify.h"

G_BEGIN_DECLS

#define HC_TYPE_RULES_CONDITION (hc_rules_condition_get_type ())
G_DECLARE_FINAL_TYPE (HcRulesCondition, hc_rules_condition, HC, RULES_CONDITION, GtkListBoxRow)

GtkWidget *hc_rules_condition_new (HcLaunch *launch, const HcRuleCondition *condition);
/* Adds what it says to @rule. */
void hc_rules_condition_add_to (HcRulesCondition *self, HcRule *rule);
void hc_rules_condition_focus (HcRulesCondition *self);

G_END_DECLS
