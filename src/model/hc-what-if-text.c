/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-what-if.h"

const char *
hc_what_if_metric_text (HcMetricId id)
{
  switch (id)
    {
    case HC_METRIC_TICKETS_PER_100_USERS:
      return _("Fewer tickets, the same users.");
    case HC_METRIC_PATTERN_REPEAT_RATE:
    case HC_METRIC_SAME_USER_REPEAT_RATE:
      return _("Of the tickets that remain: solved patterns no longer repeat.");
    case HC_METRIC_REPEAT_TICKETS_PER_100_USERS:
      return _("Solved patterns no longer repeat; the users stay the same.");
    case HC_METRIC_DEFLECTION_RATE:
      return _("What was deflected stays as it is; solved issues no longer bring tickets beside "
               "it.");
    case HC_METRIC_BACKLOG_AGE:
    case HC_METRIC_STALE_SHARE:
    case HC_METRIC_OPEN:
      return _("Open tickets of what is solved are gone.");
    case HC_METRIC_BACKLOG_DAYS:
      return _("Fewer open tickets, but also fewer that were resolved each day.");
    case HC_METRIC_TIME_TO_RESOLVE:
    case HC_METRIC_FIRST_RESPONSE_TIME:
      return _("Of the tickets that remain; their own times do not change.");
    case HC_METRIC_MISROUTING_RATE:
    case HC_METRIC_FIRST_GROUP_RESOLUTION_RATE:
      return _("Of the tickets that remain; their own ways do not change.");
    case HC_METRIC_REOPEN_RATE:
    case HC_METRIC_SLA_ATTAINMENT:
      return _("Of the tickets that remain.");
    case HC_METRIC_SELF_SERVICE_REACH:
    case HC_METRIC_COMPLETION_RATE:
      return _("Rests on usage figures, not on tickets: it stays as it is.");
    case HC_METRIC_INFLOW:
    case HC_METRIC_RESOLVED:
    case HC_METRIC_REOPENED:
    case HC_METRIC_NET_FLOW:
      return _("Counts the tickets that remain.");
    case HC_N_METRICS:
      break;
    }
  g_return_val_if_reached ("");
}
