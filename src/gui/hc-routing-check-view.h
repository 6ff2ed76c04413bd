/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tickets really went against the matrix: a table of pairs, and for the selected one what it
 * means, who should have had it, and what can be done about it in one step each.
 *
 * Property “summary” (string): one line for elsewhere; NULL: not read yet.
 * Signals “back”; “show-row” (char *duty_id). */

#pragma once

#include <adwaita.h>

#include "hc-ownership-model.h"

G_BEGIN_DECLS

#define HC_TYPE_ROUTING_CHECK_VIEW (hc_routing_check_view_get_type ())
G_DECLARE_FINAL_TYPE (
  HcRoutingCheckView, hc_routing_check_view, HC, ROUTING_CHECK_VIEW, AdwBin)

void hc_routing_check_view_set_launch (HcRoutingCheckView *self, HcLaunch *launch);
/* Reads again when something changed since; call when shown. */
void hc_routing_check_view_refresh (HcRoutingCheckView *self);
const char *hc_routing_check_view_summary (HcRoutingCheckView *self);
gboolean hc_routing_check_view_has_pairs (HcRoutingCheckView *self);
void hc_routing_check_view_focus (HcRoutingCheckView *self);

G_END_DECLS
