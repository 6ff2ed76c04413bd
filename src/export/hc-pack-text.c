/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-text.h"

#include <math.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"
#define CUT_MARK " […]"
#define CUT_MARK_UNITS 4

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* _x0041_: the escape that readers of Office files decode. */
static gboolean
is_escape (const char *p)
{
  return p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) &&
         g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]) && p[6] == '_';
}

static gboolean
is_allowed (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0) &&
                                    c != 0xfffe && c != 0xffff);
}

/* Valid UTF-8 without forbidden characters, LF line breaks. */
static GString *
repaired (const char *text, gboolean *changed)
{
  GString *out = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append (out, REPLACEMENT);
          *changed = TRUE;
          text++;
          continue;
        }
      if (c == '\r')
        {
          if (text[1] != '\n')
            g_string_append_c (out, '\n');
        }
      else if (is_allowed (c))
        g_string_append_unichar (out, c);
      else
        {
          g_string_append (out, REPLACEMENT);
          *changed = TRUE;
        }
      text = g_utf8_next_char (text);
    }
  return out;
}

/* Ends @text at the last character that leaves room for the mark. */
static gboolean
cut (GString *text)
{
  const char *p = text->str, *end = NULL;
  gsize units = 0;

  if (text->len <= HC_PACK_MAX_UNITS && strstr (text->str, "_x") == NULL)
    return FALSE;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      units += g_utf8_get_char (p) > 0xffff ? 2 : 1;
      if (is_escape (p))
        units += 6;
      if (end == NULL && units > HC_PACK_MAX_UNITS - CUT_MARK_UNITS)
        end = p;
      if (units > HC_PACK_MAX_UNITS)
        break;
    }
  if (units <= HC_PACK_MAX_UNITS)
    return FALSE;
  g_string_truncate (text, (gsize) (end - text->str));
  g_string_append (text, CUT_MARK);
  return TRUE;
}

static char *
escaped (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 8);

  for (; *text != '\0'; text++)
    if (is_escape (text))
      g_string_append (out, "_x005F_");
    else
      g_string_append_c (out, *text);
  return g_string_free (out, FALSE);
}

char *
hc_pack_text_clean (const char *text, HcTextRepairs *repairs, char **shown)
{
  gboolean changed = FALSE, was_cut;
  GString *clean;
  char *result;

  g_return_val_if_fail (text != NULL, NULL);

  clean = repaired (text, &changed);
  was_cut = cut (clean);
  if (repairs != NULL)
    {
      repairs->repaired += changed;
      repairs->cut += was_cut;
    }
  result = escaped (clean->str);
  if (shown != NULL)
    *shown = g_string_free (clean, FALSE);
  else
    g_string_free (clean, TRUE);
  return result;
}

char *
hc_pack_text_date (HcDay day)
{
  int y, m, d;

  if (day == HC_DAY_NONE)
    return g_strdup ("–");
  hc_day_to_ymd (day, &y, &m, &d);
  return g_strdup_printf ("%d %s %d", d, months[m - 1], y);
}

char *
hc_pack_text_period (HcDay from, HcDay to)
{
  int y1, m1, d1, y2, m2, d2;
  g_autofree char *end = hc_pack_text_date (to);

  if (from == HC_DAY_NONE || to == HC_DAY_NONE || from == to)
    return g_steal_pointer (&end);
  hc_day_to_ymd (from, &y1, &m1, &d1);
  hc_day_to_ymd (to, &y2, &m2, &d2);
  if (y1 != y2)
    return g_strdup_printf ("%d %s %d – %s", d1, months[m1 - 1], y1, end);
  if (m1 != m2)
    return g_strdup_printf ("%d %s – %s", d1, months[m1 - 1], end);
  return g_strdup_printf ("%d–%s", d1, end);
}

char *
hc_pack_text_instant (HcCalendar *calendar, gint64 at)
{
  g_autofree char *date = NULL;
  HcDay day;
  int hour, minute;

  if (at == HC_INSTANT_NONE)
    return g_strdup ("–");
  hc_calendar_utc_to_local (calendar, at, &day, &hour, &minute, NULL);
  date = hc_pack_text_date (day);
  return g_strdup_printf ("%s %02d:%02d", date, hour, minute);
}

/* @digits: “-1234” or “1234.5” → “1,234.5” */
static char *
grouped (const char *digits)
{
  const char *start = *digits == '-' ? digits + 1 : digits;
  gsize whole = strcspn (start, ".");
  GString *out = g_string_new (*digits == '-' ? "−" : "");

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, start[i]);
    }
  g_string_append (out, start + whole);
  return g_string_free (out, FALSE);
}

char *
hc_pack_text_count (gint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  return grouped (digits);
}

/* As spreadsheets show it: fifteen digits, halves away from zero. printf would turn 71.55 into 71.5
 * beside a cell that says 71.6. */
static double
rounded (double value, double scale)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", value * scale);
  return round (g_ascii_strtod (buffer, NULL)) / scale + 0.0; /* no −0 */
}

char *
hc_pack_text_decimal (double value, guint digits)
{
  char buffer[64], format[8];

  g_return_val_if_fail (digits <= 9, NULL);

  if (!isfinite (value) || fabs (value) > 1e15)
    return g_strdup ("–");
  g_snprintf (format, sizeof format, "%%.%uf", digits);
  g_ascii_formatd (buffer, sizeof buffer, format, rounded (value, pow (10, digits)));
  return grouped (buffer);
}

char *
hc_pack_text_percent (double share)
{
  g_autofree char *figure = hc_pack_text_decimal (share * 100, 1);

  return g_strconcat (figure, " %", NULL);
}

char *
hc_pack_text_plural (gint64 count, const char *one, const char *many)
{
  g_autofree char *figure = hc_pack_text_count (count);

  return g_strdup_printf ("%s %s", figure, count == 1 ? one : many);
}

char *
hc_pack_text_priority (int priority, const char *source_text)
{
  static const char *const names[] = { "Critical", "High", "Moderate", "Low", "Planning" };

  if (priority >= 1 && priority <= HC_N_PRIORITIES)
    return g_strdup_printf ("%d – %s", priority, names[priority - 1]);
  return g_strdup (source_text);
}

char *
hc_pack_text_bucket (const HcLaunchSettings *settings, guint bucket)
{
  char low[32], high[32];

  g_return_val_if_fail (bucket < HC_N_AGE_BUCKETS, NULL);

  if (bucket > 0)
    g_ascii_formatd (low, sizeof low, "%g", settings->age_bounds[bucket - 1]);
  if (bucket < HC_N_AGE_BUCKETS - 1)
    g_ascii_formatd (high, sizeof high, "%g", settings->age_bounds[bucket]);
  if (bucket == 0)
    return g_strdup_printf ("<%s d", high);
  if (bucket == HC_N_AGE_BUCKETS - 1)
    return g_strdup_printf ("≥%s d", low);
  return g_strdup_printf ("%s–%s d", low, high);
}

char *
hc_pack_text_working_week (guint mask)
{
  static const char *const names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  GString *out;

  if (mask == HC_WORKING_MONDAY_TO_FRIDAY)
    return g_strdup ("Monday to Friday");
  out = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (mask & (1u << i))
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", names[i]);
  return g_string_free (out, FALSE);
}
