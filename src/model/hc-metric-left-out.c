/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a figure leaves out, in words. */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-metric-text.h"

/* “2 days without a head count”; NULL: the reason is not one of days. */
static const char *
day_reason (const char *reason, gulong n)
{
  if (g_strcmp0 (reason, "days_without_usage") == 0)
    return ngettext ("%s day without a number of users", "%s days without a number of users", n);
  if (g_strcmp0 (reason, "days_without_head_count") == 0)
    return ngettext ("%s day without a head count", "%s days without a head count", n);
  if (g_strcmp0 (reason, "too_recent_days") == 0)
    return ngettext ("%s day younger than the cycle time", "%s days younger than the cycle time",
                     n);
  if (g_strcmp0 (reason, "days_without_completions") == 0)
    return ngettext ("%s day without completion figures", "%s days without completion figures", n);
  if (g_strcmp0 (reason, "more_completed_than_started") == 0)
    return ngettext ("%s day with more completed than started",
                     "%s days with more completed than started", n);
  return NULL;
}

const char *
hc_metric_ticket_reason (const char *reason)
{
  static const struct
  {
    const char *reason;
    const char *text;
  } reasons[] = {
    { "cancelled", N_ ("cancelled") },
    { "negative", N_ ("resolved before they were opened") },
    { "children", N_ ("merged into another ticket") },
    { "no_routing", N_ ("without known routing") },
    { "no_sla", N_ ("without an SLA result") },
    { "unclassified", N_ ("not linked to an issue") },
    { "no_response_time", N_ ("ended without a recorded first response") },
    { "no_requester", N_ ("without a requester") },
    { "no_category", N_ ("without an issue or a category") },
    { "no_update_time", N_ ("without a time of the last update") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].reason, reason) == 0)
      return _(reasons[i].text);
  return day_reason (reason, 1) == NULL ? reason : NULL;
}

char *
hc_metric_left_out_text (const HcExcluded *excluded)
{
  g_autofree char *count = hc_format_count (excluded->count);
  const char *days = day_reason (excluded->reason, (gulong) excluded->count);

  if (days != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (days, "%s", 2);

      return g_strconcat (parts[0], count, parts[1], NULL);
    }
  return g_strdup_printf ("%s\u00a0%s", count, hc_metric_ticket_reason (excluded->reason));
}

char *
hc_metric_excluded_text (const HcMetricSeries *series)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < series->n_excluded; i++)
    {
      const HcExcluded *excluded = &series->excluded[i];
      g_autofree char *text = hc_metric_left_out_text (excluded);

      if (excluded->count > 0)
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", text);
    }
  /* Translators: “Left out: 14 cancelled, 8 without known routing.” */
  return out->len > 0 ? g_strdup_printf (_("Left out: %s."), out->str) : NULL;
}
