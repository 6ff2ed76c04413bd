/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Is a launch's setting allowed? One check for form, command line and store. Pure. */

#pragma once

#include "hc-launch-settings.h"

G_BEGIN_DECLS

/* FALSE + HC_ERROR_CONSTRAINT says what and which values are allowed; @field (optional) gets the
 * member's name as in HcLaunchSettings (static), so that a form can mark it. */
gboolean
hc_launch_settings_check (const HcLaunchSettings *self, const char **field, GError **error);

G_END_DECLS
