/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One level of an escalation path as a row of a rail: number, team, person or what is missing,
 * limit, channel and hours. */

#pragma once

#include <gtk/gtk.h>

#include "hc-ownership-model.h"

G_BEGIN_DECLS

/* “15 min”, “4 h”; translated, newly allocated. NULL when there is no limit. */
char *hc_escalation_limit_text (const HcRecordData *level);
GtkWidget *hc_escalation_row_new (HcOwnershipModel *model, const HcRecordData *level);

G_END_DECLS
