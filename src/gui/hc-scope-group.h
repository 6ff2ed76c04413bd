/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which tickets belong to the launch: the scope rules, added and removed as undo steps. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_SCOPE_GROUP (hc_scope_group_get_type ())
G_DECLARE_FINAL_TYPE (HcScopeGroup, hc_scope_group, HC, SCOPE_GROUP, AdwPreferencesGroup)

/* Once. */
void hc_scope_group_set_launch (HcScopeGroup *self, HcLaunch *launch);

G_END_DECLS
