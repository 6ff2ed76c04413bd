/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two acts on a gate that need a name: waiving a criterion, signing off. */

#pragma once

#include <adwaita.h>

#include "hc-gate.h"

G_BEGIN_DECLS

/* Asks who waives @code, why and until when. */
void hc_gate_waive_dialog (GtkWidget *near, HcGate *gate, const char *code);
/* Asks who signs for which party with which decision; the verdicts shown are frozen with it. */
void hc_gate_sign_dialog (GtkWidget *near, HcGate *gate);

G_END_DECLS
