/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who owns what: the matrix with its checks, the escalation path and the accountable people at the
 * side, the routing check behind it, and the directory and the routing guide as windows. */

#pragma once

#include "hc-pages.h"

G_BEGIN_DECLS

#define HC_TYPE_OWNERSHIP_PAGE (hc_ownership_page_get_type ())
G_DECLARE_FINAL_TYPE (HcOwnershipPage, hc_ownership_page, HC, OWNERSHIP_PAGE, HcPage)

/* “2 checks”; nothing while the plan is empty or not read yet. */
void hc_ownership_page_badge (HcLaunch *launch, HcBadge *out);
/* Goes to a record of “duty”, “escalation_level”, “person” or “team” once it is read. */
void hc_ownership_page_show_record (HcOwnershipPage *self, const char *type, const char *id);

G_END_DECLS
