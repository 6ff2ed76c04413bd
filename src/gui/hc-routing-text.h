/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The routing check in words; newly allocated, translated. Pure, apart from looking up titles. */

#pragma once

#include "hc-ownership-model.h"
#include "hc-routing-check.h"

G_BEGIN_DECLS

/* “18.2 h (n = 757)”; “–” when there is none. */
char *hc_routing_median_text (const HcSurvival *survival);
/* “not wrong: from a dispatcher”, …; static. */
const char *hc_routing_kind_text (HcHopKind kind);
/* One line: what the check says, or why it cannot. */
char *hc_routing_summary (const HcRoutingCheck *check);
/* What the figures rest on and what they do not say. */
char *hc_routing_basis (const HcRoutingCheck *check);
/* What the pair went along with. */
char *hc_routing_pair_text (const HcRoutingCheck *check, const HcRoutingPair *pair);
/* Who should have had it, and why. @advice as of the pair. */
char *hc_routing_advice_text (HcOwnershipModel *model,
                              const HcRoutingCheck *check,
                              const HcRoutingPair *pair,
                              const HcRoutingAdvice *advice);
/* Titles of the teams with an R in the row, joined; "" when there is none. */
char *hc_routing_responsible (HcOwnershipModel *model, const char *duty_id);

const char *hc_routing_group (const HcRoutingCheck *check, guint32 ordinal);

G_END_DECLS
