/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-day.h"

#include "hc-error.h"
#include "hc-types.h"

#include <glib/gi18n.h>

#define SECONDS_A_DAY 86400

/* Civil calendar arithmetic after Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”:
 * years start in March so that the leap day comes last, eras have 400 years. */
static gint64
days_from_civil (int year, int month, int day)
{
  gint64 y = (gint64) year - (month <= 2);
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && is_leap ? 29 : days[month - 1];
}

HcDay
hc_day_from_ymd (int year, int month, int day)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > days_in_month (year, month))
    return HC_DAY_NONE;
  return (HcDay) days_from_civil (year, month, day);
}

void
hc_day_to_ymd (HcDay day, int *year, int *month, int *day_of_month)
{
  gint64 z = (gint64) day + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  int day_of_era = (int) (z - era * 146097);
  int year_of_era =
    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int march_month = (5 * day_of_year + 2) / 153;
  int civil_month = march_month < 10 ? march_month + 3 : march_month - 9;

  if (year != NULL)
    *year = (int) (year_of_era + era * 400) + (civil_month <= 2);
  if (month != NULL)
    *month = civil_month;
  if (day_of_month != NULL)
    *day_of_month = day_of_year - (153 * march_month + 2) / 5 + 1;
}

int
hc_day_weekday (HcDay day)
{
  /* 1970-01-01 was a Thursday. */
  gint64 shifted = ((gint64) day + 3) % 7;

  return (int) (shifted < 0 ? shifted + 7 : shifted) + 1;
}

/* Exactly @n digits at @text; -1 otherwise. */
static int
read_digits (const char *text, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

/* YYYY-MM-DD at the beginning of @text. */
static HcDay
read_day (const char *text)
{
  int year, month, day;

  if ((year = read_digits (text, 4)) < 0 || text[4] != '-' ||
      (month = read_digits (text + 5, 2)) < 0 || text[7] != '-' ||
      (day = read_digits (text + 8, 2)) < 0)
    return HC_DAY_NONE;
  return hc_day_from_ymd (year, month, day);
}

gboolean
hc_day_parse (const char *text, HcDay *out)
{
  HcDay day;

  if (text == NULL || (day = read_day (text)) == HC_DAY_NONE || text[10] != '\0')
    return FALSE;
  *out = day;
  return TRUE;
}

char *
hc_day_format (HcDay day)
{
  int year, month, day_of_month;

  if (day == HC_DAY_NONE)
    return NULL;
  hc_day_to_ymd (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

char *
hc_instant_format (gint64 instant)
{
  gint64 day, second;
  int year, month, day_of_month;

  if (instant == HC_INSTANT_NONE)
    return NULL;
  day = instant / SECONDS_A_DAY;
  second = instant % SECONDS_A_DAY;
  if (second < 0)
    {
      second += SECONDS_A_DAY;
      day--;
    }
  hc_day_to_ymd ((HcDay) day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day_of_month,
                          (int) (second / 3600), (int) (second / 60 % 60), (int) (second % 60));
}

/* HH:MM[:SS] at @text; the rest after it, NULL when it is no time of day. */
static const char *
read_time (const char *text, int *seconds)
{
  int hour, minute, second = 0;

  if ((hour = read_digits (text, 2)) < 0 || text[2] != ':' ||
      (minute = read_digits (text + 3, 2)) < 0)
    return NULL;
  text += 5;
  if (*text == ':')
    {
      if ((second = read_digits (text + 1, 2)) < 0)
        return NULL;
      text += 3;
    }
  if (hour > 23 || minute > 59 || second > 59)
    return NULL;
  *seconds = hour * 3600 + minute * 60 + second;
  return text;
}

/* ±hh:mm and nothing after it. */
static gboolean
read_offset (const char *text, int *seconds)
{
  int hour, minute;

  if ((*text != '+' && *text != '-') || (hour = read_digits (text + 1, 2)) < 0 || text[3] != ':' ||
      (minute = read_digits (text + 4, 2)) < 0 || text[6] != '\0' || hour > 14 || minute > 59)
    return FALSE;
  *seconds = (hour * 3600 + minute * 60) * (*text == '-' ? -1 : 1);
  return TRUE;
}

static gboolean
read_as_of (HcCalendar *calendar, const char *text, gint64 *out)
{
  HcDay day = read_day (text);
  int seconds, offset;
  const char *rest;

  if (day == HC_DAY_NONE)
    return FALSE;
  if (text[10] == '\0')
    {
      *out = hc_calendar_day_end (calendar, day);
      return TRUE;
    }
  if (text[10] != 'T' || (rest = read_time (text + 11, &seconds)) == NULL)
    return FALSE;

  if (*rest == '\0')
    {
      int year, month, day_of_month;

      hc_day_to_ymd (day, &year, &month, &day_of_month);
      *out = hc_calendar_local_to_utc (calendar, year, month, day_of_month, seconds / 3600,
                                       seconds / 60 % 60, seconds % 60, NULL);
      return TRUE;
    }
  if (g_str_equal (rest, "Z"))
    offset = 0;
  else if (!read_offset (rest, &offset))
    return FALSE;
  *out = (gint64) day * SECONDS_A_DAY + seconds - offset;
  return TRUE;
}

gboolean
hc_calendar_parse_as_of (HcCalendar *self, const char *text, gint64 *out, GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL && out != NULL, FALSE);

  if (read_as_of (self, text, out))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _ ("“%s” is no date or time. Write YYYY-MM-DD for the end of that day, or "
                  "YYYY-MM-DDTHH:MM[:SS] with Z or an offset such as +02:00 if it is not in the "
                  "launch’s time zone."),
               text);
  return FALSE;
}
