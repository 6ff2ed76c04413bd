/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the tickets of each ITSM system can be opened: one address pattern per source. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_SOURCE_GROUP (hc_source_group_get_type ())
G_DECLARE_FINAL_TYPE (HcSourceGroup, hc_source_group, HC, SOURCE_GROUP, AdwPreferencesGroup)

/* Once. Hidden while there is no source. */
void hc_source_group_set_launch (HcSourceGroup *self, HcLaunch *launch);
/* Applies what is still being typed. */
void hc_source_group_commit (HcSourceGroup *self);

G_END_DECLS
