/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-day-text.h"

#include <glib/gi18n.h>

#include "hc-format.h"

char *
hc_day_text (const HcLaunchSettings *settings,
             HcCalendar *calendar,
             gint64 as_of,
             gint64 now,
             gboolean with_date)
{
  HcDay day = hc_calendar_day_of (calendar, as_of != HC_INSTANT_NONE ? as_of - 1 : now);
  int number = hc_launch_settings_day_number (settings, day);
  g_autofree char *date = NULL;

  if (number < 1)
    {
      int days = 1 - number;

      return g_strdup_printf (ngettext ("Starts in %d day", "Starts in %d days", days), days);
    }
  if (number > (int) settings->length_days)
    {
      int days = number - (int) settings->length_days;

      return g_strdup_printf (
        ngettext ("%d day after the planned end", "%d days after the planned end", days), days);
    }
  if (!with_date)
    /* TRANSLATORS: “Day 6 of 14” of the hypercare period */
    return g_strdup_printf (_("Day %d of %u"), number, settings->length_days);
  date = hc_format_day (day);
  /* TRANSLATORS: “Day 6 of 14 · 11 Mar” */
  return g_strdup_printf (_("Day %d of %u · %s"), number, settings->length_days, date);
}
