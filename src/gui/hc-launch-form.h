/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of a launch that “New Launch” and “Launch Settings” share. Holds a draft of the
 * settings. Emits “applied” (translated label, “Set Go-Live Date”) each time a person finished a
 * field and the draft is valid; an invalid field is marked, with words below. */

#pragma once

#include <adwaita.h>

#include "hc-holidays-row.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

#define HC_TYPE_LAUNCH_FORM (hc_launch_form_get_type ())
G_DECLARE_FINAL_TYPE (HcLaunchForm, hc_launch_form, HC, LAUNCH_FORM, AdwBin)

/* Shows @settings; what a person is typing in a field just now stays. Does not emit. */
void hc_launch_form_set (HcLaunchForm *self, const HcLaunchSettings *settings);
/* Borrowed; the thresholds and the like are those of the last set. */
const HcLaunchSettings *hc_launch_form_settings (HcLaunchForm *self);
/* Takes over every text that is still being typed; FALSE: a field is invalid, it has the focus. */
gboolean hc_launch_form_commit (HcLaunchForm *self);
void hc_launch_form_focus (HcLaunchForm *self);
/* Borrowed. Imported days are in the settings too, but only its own signals tell of them, as of
 * names: they are commands of their own. */
HcHolidaysRow *hc_launch_form_holidays (HcLaunchForm *self);

G_END_DECLS
