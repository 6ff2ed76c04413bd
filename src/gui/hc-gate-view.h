/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One gate: readiness, one row a criterion, the selected one explained with what is missing as
 * links, its thresholds, waiver and the tick “none, on purpose”. The widget of both gates. */

#pragma once

#include <adwaita.h>

#include "hc-gate.h"

G_BEGIN_DECLS

#define HC_TYPE_GATE_VIEW (hc_gate_view_get_type ())
G_DECLARE_FINAL_TYPE (HcGateView, hc_gate_view, HC, GATE_VIEW, AdwBin)

/* The gate is shown from its next result on; once. */
void hc_gate_view_set_gate (HcGateView *self, HcGate *gate);

G_END_DECLS
