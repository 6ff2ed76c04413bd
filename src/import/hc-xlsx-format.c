/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-format.h"

#include "hc-day.h"

#include <math.h>
#include <string.h>

#define SECONDS_A_DAY 86400
#define DAYS_1900 25569 /* from 1899-12-30 to 1970-01-01 */
#define DAYS_1904 24107
#define LAST_DAY 2932897 /* 10000-01-01 since 1970 */

HcXlsxFormat
hc_xlsx_format_builtin (guint id)
{
  if (id == 46)
    return HC_XLSX_ELAPSED;
  /* 27–36 and 50–58 are the dates of East Asian Excels. */
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 ||
             (id >= 50 && id <= 58)
           ? HC_XLSX_DATE
           : HC_XLSX_PLAIN;
}

/* “[h]”, “[mm]”: counts beyond a day. Other brackets are colours, conditions, locales. */
static gboolean
is_elapsed (const char *bracket, const char *closing)
{
  char letter = g_ascii_tolower (bracket[1]);

  if (closing == bracket + 1 || strchr ("hms", letter) == NULL)
    return FALSE;
  for (const char *p = bracket + 1; p < closing; p++)
    if (g_ascii_tolower (*p) != letter)
      return FALSE;
  return TRUE;
}

HcXlsxFormat
hc_xlsx_format_of (const char *code)
{
  const char *closing;

  /* The first section, which is that of positive numbers. */
  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    switch (*p)
      {
      case '\\': /* the next letter as it is, as wide as it is, or repeated */
      case '_':
      case '*':
        if (p[1] == '\0')
          return HC_XLSX_PLAIN;
        p++;
        break;
      case '"':
        if ((p = strchr (p + 1, '"')) == NULL)
          return HC_XLSX_PLAIN;
        break;
      case '[':
        if ((closing = strchr (p, ']')) == NULL)
          return HC_XLSX_PLAIN;
        if (is_elapsed (p, closing))
          return HC_XLSX_ELAPSED;
        p = closing;
        break;
      case 'G':
      case 'g':
        if (g_ascii_strncasecmp (p, "General", 7) == 0)
          p += 6;
        break;
      case 'y':
      case 'Y':
      case 'm':
      case 'M':
      case 'd':
      case 'D':
      case 'h':
      case 'H':
      case 's':
      case 'S':
        return HC_XLSX_DATE;
      default:
        break;
      }
  return HC_XLSX_PLAIN;
}

gboolean
hc_xlsx_serial_to_seconds (double serial, gboolean base_1904, double *seconds)
{
  double days = serial - (base_1904 ? DAYS_1904 : DAYS_1900);

  if (!isfinite (serial) || serial < 0 || days >= LAST_DAY)
    return FALSE;
  if (!base_1904 && serial < 60)
    days += 1; /* before the phantom day; the phantom itself becomes the 28th */
  *seconds = round (days * SECONDS_A_DAY);
  return TRUE;
}

/* Exactly @n digits. */
static gboolean
read_digits (const char **p, int n, int *value)
{
  *value = 0;
  for (int i = 0; i < n; i++, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *value = *value * 10 + (**p - '0');
    }
  return TRUE;
}

gboolean
hc_xlsx_iso_to_seconds (const char *text, double *seconds)
{
  const char *p = text;
  int year, month, day_of_month, hour = 0, minute = 0;
  double second = 0;
  HcDay day;

  if (!read_digits (&p, 4, &year) || *p++ != '-' || !read_digits (&p, 2, &month) || *p++ != '-' ||
      !read_digits (&p, 2, &day_of_month))
    return FALSE;
  if (*p == 'T' || *p == ' ')
    {
      p++;
      if (!read_digits (&p, 2, &hour) || *p++ != ':' || !read_digits (&p, 2, &minute))
        return FALSE;
      if (*p == ':' && g_ascii_isdigit (p[1]))
        second = g_ascii_strtod (p + 1, (char **) &p);
    }
  p += *p == 'Z';
  day = hc_day_from_ymd (year, month, day_of_month);
  if (*p != '\0' || day == HC_DAY_NONE || hour > 24 || minute > 59 || !(second < 60))
    return FALSE;
  *seconds = round ((double) day * SECONDS_A_DAY + hour * 3600 + minute * 60 + second);
  return TRUE;
}

static char *
write_two (char *out, int value)
{
  out[0] = (char) ('0' + value / 10);
  out[1] = (char) ('0' + value % 10);
  return out + 2;
}

static char *
write_clock (char *out, int seconds)
{
  out = write_two (out, seconds / 3600);
  *out++ = ':';
  out = write_two (out, seconds / 60 % 60);
  *out++ = ':';
  return write_two (out, seconds % 60);
}

gsize
hc_xlsx_write_moment (double seconds, char out[HC_XLSX_MOMENT_SIZE])
{
  HcDay day = (HcDay) floor (seconds / SECONDS_A_DAY);
  int clock = (int) (seconds - (double) day * SECONDS_A_DAY);
  int year, month, day_of_month;
  char *p = out;

  hc_day_to_ymd (day, &year, &month, &day_of_month);
  p = write_two (p, year / 100);
  p = write_two (p, year % 100);
  *p++ = '-';
  p = write_two (p, month);
  *p++ = '-';
  p = write_two (p, day_of_month);
  if (clock != 0)
    {
      *p++ = ' ';
      p = write_clock (p, clock);
    }
  *p = '\0';
  return (gsize) (p - out);
}

gsize
hc_xlsx_write_elapsed (double days, char out[HC_XLSX_MOMENT_SIZE])
{
  gint64 seconds = llround (fabs (days) * SECONDS_A_DAY);

  return (gsize) g_snprintf (out, HC_XLSX_MOMENT_SIZE, "%s%" G_GINT64_FORMAT ":%02d:%02d",
                             days < 0 && seconds > 0 ? "-" : "", seconds / 3600,
                             (int) (seconds / 60 % 60), (int) (seconds % 60));
}
