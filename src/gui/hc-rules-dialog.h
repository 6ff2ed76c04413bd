/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules that link tickets to the catalog, in their order, and the one that is edited. */

#pragma once

#include <adwaita.h>

#include "hc-classify.h"

G_BEGIN_DECLS

#define HC_TYPE_RULES_DIALOG (hc_rules_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcRulesDialog, hc_rules_dialog, HC, RULES_DIALOG, AdwWindow)

/* @issue_id: the first rule of that issue is shown, else a new one for it; NULL or "": the first. */
HcRulesDialog *
hc_rules_dialog_present (GtkWindow *parent, HcLaunch *launch, const char *issue_id);
/* With a new rule that is not saved yet; takes @draft. */
HcRulesDialog *
hc_rules_dialog_present_draft (GtkWindow *parent, HcLaunch *launch, HcRule *draft);

G_END_DECLS
