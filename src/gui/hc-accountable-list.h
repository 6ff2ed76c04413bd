/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is accountable: the person of the selected row (to choose), then everyone with the number of
 * rows and the deputy, or what is missing. */

#pragma once

#include <adwaita.h>

#include "hc-ownership-model.h"

G_BEGIN_DECLS

#define HC_TYPE_ACCOUNTABLE_LIST (hc_accountable_list_get_type ())
G_DECLARE_FINAL_TYPE (HcAccountableList, hc_accountable_list, HC, ACCOUNTABLE_LIST, AdwBin)

void hc_accountable_list_set_model (HcAccountableList *self, HcOwnershipModel *model);
void hc_accountable_list_set_duty (HcAccountableList *self, const char *duty_id);
void hc_accountable_list_focus (HcAccountableList *self);

G_END_DECLS
