/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-date-patterns.h"

/* Two-digit years as POSIX reads them. */
#define CENTURY_PIVOT 69

struct _HcDatePattern
{
  HcDateFamily family;
  char *name;
};

static const char separators[] = { '/', '-', '.', ' ', 0 };

static guint
separator_index (char separator)
{
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i] == separator)
      return i;
  return 3;
}

static gboolean
has_short_year (const HcDateParts *parts)
{
  if (parts->form == HC_DATE_NAMED)
    return parts->digits[0] == 2;
  return parts->digits[0] != 4 && parts->digits[2] != 4;
}

guint
hc_date_style (const HcDateParts *parts)
{
  guint style = separator_index (parts->separator);

  style = style * 2 + has_short_year (parts);
  style = style * 3 + parts->time;
  style = style * 2 + parts->half_days;
  style = style * 2 + parts->letter_t;
  style = style * 2 + parts->has_offset;
  return style * 2 + parts->day_first;
}

/* The inverse of hc_date_style() as text: family MDY, “/”, minutes, half days → “m/d/yyyy h:MM
 * AM/PM”. */
static char *
describe (HcDateFamily family, guint style)
{
  gboolean day_first = style % 2, has_offset = style / 2 % 2, letter_t = style / 4 % 2;
  gboolean half_days = style / 8 % 2, short_year = style / 48 % 2;
  guint time = style / 16 % 3;
  char separator[2] = { separators[style / 96], '\0' };
  const char *year = short_year ? "yy" : "yyyy";
  g_autoptr (GString) name = g_string_new (NULL);

  switch (family)
    {
    case HC_DATE_YMD:
    case HC_DATE_YYMD:
      g_string_append_printf (name, "%s%smm%sdd", year, separator, separator);
      break;
    case HC_DATE_DMY:
      g_string_append_printf (name, "d%sm%s%s", separator, separator, year);
      break;
    case HC_DATE_MDY:
      g_string_append_printf (name, "m%sd%s%s", separator, separator, year);
      break;
    case HC_DATE_WORD:
      if (day_first)
        g_string_append_printf (name, "d%smonth%s%s", separator, separator, year);
      else
        g_string_append_printf (name, "month d, %s", year);
      break;
    case HC_DATE_SECONDS:
      return g_strdup ("epoch seconds");
    case HC_DATE_MILLISECONDS:
      return g_strdup ("epoch milliseconds");
    case HC_DATE_SERIAL:
      return g_strdup ("spreadsheet day number");
    case HC_DATE_EXCEL:
    case HC_N_DATE_FAMILIES:
      return g_strdup ("Excel date");
    }

  if (time != HC_TIME_NONE)
    g_string_append_printf (name, "%s%s:MM%s%s%s", letter_t ? "T" : " ", half_days ? "h" : "HH",
                            time == HC_TIME_SECONDS ? ":SS" : "", half_days ? " AM/PM" : "",
                            has_offset ? "±hh:mm" : "");
  return g_string_free (g_steal_pointer (&name), FALSE);
}

const HcDatePattern *
hc_date_pattern_get (HcDateFamily family, guint style)
{
  static HcDatePattern patterns[HC_N_DATE_FAMILIES][HC_N_DATE_STYLES];
  static GMutex mutex;
  HcDatePattern *pattern = &patterns[family][style];

  g_mutex_lock (&mutex);
  if (pattern->name == NULL)
    {
      pattern->family = family;
      pattern->name = describe (family, style);
    }
  g_mutex_unlock (&mutex);
  return pattern;
}

HcDateFamily
hc_date_pattern_family (const HcDatePattern *pattern)
{
  return pattern->family;
}

const char *
hc_date_pattern_name (const HcDatePattern *pattern)
{
  return pattern->name;
}

HcDateOrder
hc_date_pattern_order (const HcDatePattern *pattern)
{
  switch (pattern->family)
    {
    case HC_DATE_YMD:
    case HC_DATE_YYMD:
      return HC_DATE_ORDER_YMD;
    case HC_DATE_DMY:
      return HC_DATE_ORDER_DMY;
    case HC_DATE_MDY:
      return HC_DATE_ORDER_MDY;
    default:
      return HC_DATE_ORDER_AUTO;
    }
}

static int
whole_year (int year, guint8 digits)
{
  return digits > 2 ? year : year + (year < CENTURY_PIVOT ? 2000 : 1900);
}

gboolean
hc_date_family_reads (HcDateFamily family, const HcDateParts *parts, int ymd[3])
{
  static const guint8 positions[][3] = {
    [HC_DATE_YMD] = { 0, 1, 2 },  [HC_DATE_DMY] = { 2, 1, 0 },  [HC_DATE_MDY] = { 2, 0, 1 },
    [HC_DATE_YYMD] = { 0, 1, 2 }, [HC_DATE_WORD] = { 0, 1, 2 },
  };
  guint8 year_digits;

  if (family > HC_DATE_WORD || parts->form > HC_DATE_NAMED ||
      (parts->form == HC_DATE_NAMED) != (family == HC_DATE_WORD))
    return FALSE;
  year_digits = parts->digits[positions[family][0]];
  if (family != HC_DATE_WORD &&
      (family == HC_DATE_YMD    ? year_digits != 4
       : family == HC_DATE_YYMD ? year_digits != 2 || parts->digits[2] > 2
                                : parts->digits[0] > 2 || (year_digits != 2 && year_digits != 4)))
    return FALSE;
  for (int i = 0; i < 3; i++)
    ymd[i] = parts->part[positions[family][i]];
  ymd[0] = whole_year (ymd[0], year_digits);
  return hc_day_from_ymd (ymd[0], ymd[1], ymd[2]) != HC_DAY_NONE;
}
