/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window without a launch shows: new, open, recent launches, the sample. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HC_TYPE_WELCOME (hc_welcome_get_type ())
G_DECLARE_FINAL_TYPE (HcWelcome, hc_welcome, HC, WELCOME, AdwBin)

/* Reads the list of recent launches again. */
void hc_welcome_refresh (HcWelcome *self);

G_END_DECLS
