/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where an escalation stands (record type “escalation”). Pure; @now is UTC seconds. */

#pragma once

#include "hc-field.h"

G_BEGIN_DECLS

typedef enum
{
  HC_ESCALATION_WAITING,      /* not acknowledged, inside its limit (or without one) */
  HC_ESCALATION_PAST_LIMIT,   /* not acknowledged, past its limit */
  HC_ESCALATION_ACKNOWLEDGED,
  HC_ESCALATION_RESOLVED,
} HcEscalationState;

HcEscalationState hc_escalation_state (const HcRecordData *escalation, gint64 now);
const char *hc_escalation_state_label (HcEscalationState state); /* translated */

G_END_DECLS
