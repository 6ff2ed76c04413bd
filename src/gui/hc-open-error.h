/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a launch could not be opened, with what can be done about it. */

#pragma once

#include "hc-window.h"

G_BEGIN_DECLS

/* Opening read-only helps: another one holds the file, or it is damaged. Pure. */
gboolean hc_open_error_offers_read_only (const GError *error);
void hc_open_error_present (HcWindow *window, const char *path, const GError *error);

G_END_DECLS
