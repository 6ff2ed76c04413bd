/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A rule in the list: its number, what it says, how many tickets it decides, on or off. It can be
 * dragged onto another. Signals “toggled” (gboolean on), “dropped” (char *id, gboolean behind): the
 * rule with that id was dropped here. */

#pragma once

#include <gtk/gtk.h>

#include "hc-rules-text.h"

G_BEGIN_DECLS

#define HC_TYPE_RULES_ROW (hc_rules_row_get_type ())
G_DECLARE_FINAL_TYPE (HcRulesRow, hc_rules_row, HC, RULES_ROW, GtkListBoxRow)

GtkWidget *hc_rules_row_new (void);
/* @count: of tickets; −1: not known yet. */
void hc_rules_row_show (HcRulesRow *self,
                        const HcRule *rule,
                        const HcRulesNames *names,
                        gint64 count,
                        gboolean is_changed);
const char *hc_rules_row_id (HcRulesRow *self); /* NULL: a draft that is not saved */

G_END_DECLS
