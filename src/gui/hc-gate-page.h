/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The go-live gate: its criteria, the two registers that exist for it (communications, baselines)
 * and the sign-offs. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_GATE_PAGE (hc_gate_page_get_type ())
G_DECLARE_FINAL_TYPE (HcGatePage, hc_gate_page, HC, GATE_PAGE, HcPage)

G_END_DECLS
