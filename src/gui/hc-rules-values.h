/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A popover with the imported values of a ticket field and their tickets, to choose one for a
 * condition. Signal “chosen” (char *). */

#pragma once

#include <gtk/gtk.h>

#include "hc-classify.h"

G_BEGIN_DECLS

#define HC_TYPE_RULES_VALUES (hc_rules_values_get_type ())
G_DECLARE_FINAL_TYPE (HcRulesValues, hc_rules_values, HC, RULES_VALUES, GtkPopover)

GtkWidget *hc_rules_values_new (HcLaunch *launch);
/* A TERM field; values are read when the popover opens. */
void hc_rules_values_set_field (HcRulesValues *self, HcTicketField field);

G_END_DECLS
