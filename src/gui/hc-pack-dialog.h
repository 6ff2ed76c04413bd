/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the handover pack: options, then the file, then where it is. */

#pragma once

#include "hc-window.h"

G_BEGIN_DECLS

#define HC_TYPE_PACK_DIALOG (hc_pack_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcPackDialog, hc_pack_dialog, HC, PACK_DIALOG, AdwWindow)

void hc_pack_dialog_present (HcWindow *window);

G_END_DECLS
