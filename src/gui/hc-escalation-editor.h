/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The escalation path of a row of the matrix (or of all rows) at a severity (or at any), as a
 * numbered rail, and the form of the selected level. A path that is taken over from further up says
 * so and can be made the row's own. */

#pragma once

#include <adwaita.h>

#include "hc-ownership-model.h"

G_BEGIN_DECLS

#define HC_TYPE_ESCALATION_EDITOR (hc_escalation_editor_get_type ())
G_DECLARE_FINAL_TYPE (HcEscalationEditor, hc_escalation_editor, HC, ESCALATION_EDITOR, AdwBin)

void hc_escalation_editor_set_model (HcEscalationEditor *self, HcOwnershipModel *model);
/* NULL: no row, only the path of all rows. */
void hc_escalation_editor_set_duty (HcEscalationEditor *self, const char *duty_id);
/* Shows the path that has this level, selects it and takes the focus there. */
void hc_escalation_editor_show_level (HcEscalationEditor *self, const char *level_id);
void hc_escalation_editor_focus (HcEscalationEditor *self);

G_END_DECLS
