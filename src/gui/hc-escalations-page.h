/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Page “Escalations”: what was raised to whom, until when it must be heard, and how it ended. What is
 * past its limit stands first. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_ESCALATIONS_PAGE (hc_escalations_page_get_type ())
G_DECLARE_FINAL_TYPE (HcEscalationsPage, hc_escalations_page, HC, ESCALATIONS_PAGE, HcPage)

G_END_DECLS
