/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which starter a new launch begins with: one row each, with what it would bring. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HC_TYPE_STARTER_GROUP (hc_starter_group_get_type ())
G_DECLARE_FINAL_TYPE (HcStarterGroup, hc_starter_group, HC, STARTER_GROUP, AdwPreferencesGroup)

/* A name of hc_starter_names(). */
const char *hc_starter_group_selected (HcStarterGroup *self);
void hc_starter_group_select (HcStarterGroup *self, const char *name);

G_END_DECLS
