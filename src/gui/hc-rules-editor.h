/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One rule as a form: a draft until it is saved. Signals “changed”: the draft is different; “save”,
 * “discard”, “delete”: the buttons. */

#pragma once

#include <adwaita.h>

#include "hc-rules-text.h"

G_BEGIN_DECLS

#define HC_TYPE_RULES_EDITOR (hc_rules_editor_get_type ())
G_DECLARE_FINAL_TYPE (HcRulesEditor, hc_rules_editor, HC, RULES_EDITOR, AdwBin)

/* Borrows @names, which lives longer. */
void hc_rules_editor_set_launch (HcRulesEditor *self, HcLaunch *launch, const HcRulesNames *names);
/* Shows a copy of @rule; NULL: nothing to edit. */
void hc_rules_editor_show (HcRulesEditor *self, const HcRule *rule);
/* As it stands in the form; newly allocated, NULL: nothing is edited. */
HcRule *hc_rules_editor_dup_draft (HcRulesEditor *self);
gboolean hc_rules_editor_is_changed (HcRulesEditor *self);
gboolean hc_rules_editor_can_save (HcRulesEditor *self);
/* @stored says something else than when it was shown, whether it is switched on or not. */
gboolean hc_rules_editor_is_outdated (HcRulesEditor *self, const HcRule *stored);
/* Puts name, conditions and targets of @rule into the form, as a person would type them. */
void hc_rules_editor_type (HcRulesEditor *self, const HcRule *rule);
/* Counts again what the draft would do: something else changed. */
void hc_rules_editor_refresh (HcRulesEditor *self);
void hc_rules_editor_focus (HcRulesEditor *self);

G_END_DECLS
