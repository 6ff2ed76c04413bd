/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The selected criterion of a gate in full. */

#pragma once

#include <adwaita.h>

#include "hc-gate.h"

G_BEGIN_DECLS

#define HC_TYPE_GATE_DETAIL (hc_gate_detail_get_type ())
G_DECLARE_FINAL_TYPE (HcGateDetail, hc_gate_detail, HC, GATE_DETAIL, AdwBin)

/* Shows the criterion @code of the gate's present result; NULL: nothing. */
void hc_gate_detail_show (HcGateDetail *self, HcGate *gate, const char *code);

G_END_DECLS
