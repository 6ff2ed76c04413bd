/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-escalation.h"

#include <glib/gi18n.h>

HcEscalationState
hc_escalation_state (const HcRecordData *escalation, gint64 now)
{
  if (hc_record_data_is_set (escalation, "resolved_at"))
    return HC_ESCALATION_RESOLVED;
  if (hc_record_data_is_set (escalation, "acknowledged_at"))
    return HC_ESCALATION_ACKNOWLEDGED;
  if (hc_record_data_get_int (escalation, "due_at", G_MAXINT64) < now)
    return HC_ESCALATION_PAST_LIMIT;
  return HC_ESCALATION_WAITING;
}

const char *
hc_escalation_state_label (HcEscalationState state)
{
  switch (state)
    {
    case HC_ESCALATION_WAITING:
      return _("Waiting");
    case HC_ESCALATION_PAST_LIMIT:
      return _("Past Its Limit");
    case HC_ESCALATION_ACKNOWLEDGED:
      return _("Acknowledged");
    case HC_ESCALATION_RESOLVED:
      return _("Resolved");
    }
  g_return_val_if_reached ("");
}
