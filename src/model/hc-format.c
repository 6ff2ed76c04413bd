/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-format.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* The C locale has no thousands mark; the texts it shows are English ones. */
static const char *
thousands_mark (void)
{
  const char *name = setlocale (LC_NUMERIC, NULL);

  if (name == NULL || g_str_has_prefix (name, "C") || g_str_equal (name, "POSIX"))
    return ",";
  return localeconv ()->thousands_sep;
}

char *
hc_format_count (gint64 count)
{
  g_autofree char *digits = NULL;
  GString *out;
  gsize length;

  if (count < 0)
    return g_strdup (HC_FORMAT_MISSING);
  digits = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  length = strlen (digits);
  out = g_string_sized_new (length + 8);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (out, thousands_mark ());
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}

char *
hc_format_number (double value, guint digits)
{
  double scale = pow (10, digits);

  if (isnan (value))
    return g_strdup (HC_FORMAT_MISSING);
  if (fabs (value) * scale < 0.5)
    value = 0; /* no “−0.0” */
  if (value < 0)
    return g_strdup_printf ("−%.*f", (int) digits, -value);
  return g_strdup_printf ("%.*f", (int) digits, value);
}

char *
hc_format_percent (double share, guint digits)
{
  g_autofree char *number = NULL;

  if (isnan (share))
    return g_strdup (HC_FORMAT_MISSING);
  number = hc_format_number (share * 100, digits);
  /* TRANSLATORS: a share in per cent; the blank is a no-break space */
  return g_strdup_printf (_("%s %%"), number);
}

char *
hc_format_hours (double hours)
{
  g_autofree char *number = NULL;

  if (isnan (hours))
    return g_strdup (HC_FORMAT_MISSING);
  if (hours < 0.1)
    {
      number = hc_format_number (MAX (hours, 0) * 60, 0);
      /* TRANSLATORS: minutes, short */
      return g_strdup_printf (_("%s min"), number);
    }
  if (hours < 48)
    {
      number = hc_format_number (hours, 1);
      /* TRANSLATORS: hours, short */
      return g_strdup_printf (_("%s h"), number);
    }
  number = hc_format_number (hours / 24, 1);
  /* TRANSLATORS: days, short */
  return g_strdup_printf (_("%s d"), number);
}

char *
hc_format_age (gint64 seconds)
{
  return hc_format_hours (seconds < 0 ? NAN : seconds / 3600.0);
}

static char *
format_date_time (HcDay day, int hour, int minute, const char *format)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day_of_month;

  if (day == HC_DAY_NONE)
    return g_strdup (HC_FORMAT_MISSING);
  hc_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, hour, minute, 0);
  if (date == NULL)
    return g_strdup (HC_FORMAT_MISSING);
  return g_date_time_format (date, format);
}

char *
hc_format_day (HcDay day)
{
  /* TRANSLATORS: a short date such as “11 Mar”, see g_date_time_format() */
  return format_date_time (day, 0, 0, _("%-d %b"));
}

char *
hc_format_day_year (HcDay day)
{
  /* TRANSLATORS: a date with its year such as “11 Mar 2026” */
  return format_date_time (day, 0, 0, _("%-d %b %Y"));
}

char *
hc_format_day_long (HcDay day)
{
  /* TRANSLATORS: a long date such as “Wednesday 11 March” */
  return format_date_time (day, 0, 0, _("%A %-d %B"));
}

char *
hc_format_weekday_day (HcDay day)
{
  /* TRANSLATORS: a short date such as “Wed 11 Mar” */
  return format_date_time (day, 0, 0, _("%a %-d %b"));
}

static char *
format_instant (gint64 instant, HcCalendar *calendar, const char *format)
{
  HcDay day;
  int hour, minute;

  if (instant == HC_INSTANT_NONE)
    return g_strdup (HC_FORMAT_MISSING);
  hc_calendar_utc_to_local (calendar, instant, &day, &hour, &minute, NULL);
  return format_date_time (day, hour, minute, format);
}

char *
hc_format_instant (gint64 instant, HcCalendar *calendar)
{
  /* TRANSLATORS: a short date and time such as “11 Mar 13:58” */
  return format_instant (instant, calendar, _("%-d %b %H:%M"));
}

char *
hc_format_instant_year (gint64 instant, HcCalendar *calendar)
{
  /* TRANSLATORS: a date and time with the year such as “11 Mar 2026 13:58” */
  return format_instant (instant, calendar, _("%-d %b %Y %H:%M"));
}

char *
hc_format_as_of (gint64 instant, HcCalendar *calendar)
{
  /* TRANSLATORS: such as “As of Wednesday 11 March, 14:20” */
  return format_instant (instant, calendar, _("As of %A %-d %B, %H:%M"));
}

char *
hc_format_recent (gint64 instant, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (instant);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (today, -1);
  int year = g_date_time_get_year (then);
  int day = g_date_time_get_day_of_year (then);

  if (year == g_date_time_get_year (today) && day == g_date_time_get_day_of_year (today))
    return g_date_time_format (then, "%H:%M");
  if (year == g_date_time_get_year (yesterday) && day == g_date_time_get_day_of_year (yesterday))
    return g_strdup (_("Yesterday"));
  return g_date_time_format (then, year == g_date_time_get_year (today) ? _("%-d %b")
                                                                        : _("%-d %b %Y"));
}
