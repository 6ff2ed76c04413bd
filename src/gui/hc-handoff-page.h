/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The handoff: its registers with what is open and overdue, one of them as a table, the selected row
 * as a form. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_HANDOFF_PAGE (hc_handoff_page_get_type ())
G_DECLARE_FINAL_TYPE (HcHandoffPage, hc_handoff_page, HC, HANDOFF_PAGE, HcPage)

/* Shows a register by its record type, e.g. “risk”. */
void hc_handoff_page_show_register (HcHandoffPage *self, const char *type);

G_END_DECLS
