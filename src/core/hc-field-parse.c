/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person typed or pasted → the stored text. */

#include "config.h"

#include "hc-field.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Blanks between groups of digits, as spreadsheets of many countries write them. */
static char *
without_blanks (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (out, c == 0x2212 ? '-' : c); /* minus sign */
    }
  return g_string_free (out, FALSE);
}

/* “1,234,567” and “12.345”: groups of three after the first. */
static gboolean
is_grouped (const char *text, char mark)
{
  const char *at = text + (*text == '-');
  gsize first = strspn (at, "0123456789");

  if (first < 1 || first > 3 || at[first] != mark)
    return FALSE;
  for (at += first; *at == mark; at += 4)
    if (strspn (at + 1, "0123456789") < 3)
      return FALSE;
  return *at == '\0' || strchr (",.", *at) != NULL;
}

static void
remove_char (char *text, char unwanted)
{
  char *to = text;

  for (; *text != '\0'; text++)
    if (*text != unwanted)
      *to++ = *text;
  *to = '\0';
}

/* Leaves “-1234.5”; what is no number stays none and is refused by the check. */
static char *
plain_number (const char *typed, gboolean whole)
{
  char *text = without_blanks (typed);
  char *comma = strrchr (text, ',');
  char *point = strrchr (text, '.');

  if (comma && point)
    {
      char group = comma > point ? '.' : ',';

      if (is_grouped (text, group))
        remove_char (text, group);
    }
  else if (comma || point)
    {
      char mark = comma ? ',' : '.';
      gboolean several = strchr (text, mark) != strrchr (text, mark);

      if ((whole || several) && is_grouped (text, mark))
        remove_char (text, mark);
    }
  if ((comma = strrchr (text, ',')) != NULL)
    *comma = '.';
  return text;
}

static char *
parse_number (const HcField *field, const char *typed)
{
  gboolean whole = field->type == HC_VALUE_INTEGER;
  g_autofree char *text = plain_number (typed, whole);
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  /* The check says what is wrong with it. */
  if (end == text || *end != '\0' || strspn (text, "0123456789.+-eE") != strlen (text))
    return g_strdup (typed);
  return hc_field_dup_number (number);
}

/* 4.3.2026 is written day first everywhere; 3/14/2026 has one reading; 3/4/2026 has two. */
static char *
parse_day (const char *typed)
{
  unsigned first, second, year;
  char mark, again;
  int used = 0;
  HcDay day = HC_DAY_NONE;

  if (hc_day_parse (typed, &day))
    return g_strdup (typed);
  if (sscanf (typed, "%2u%c%2u%c%4u%n", &first, &mark, &second, &again, &year, &used) != 5
      || typed[used] != '\0' || mark != again || year < 1000)
    return g_strdup (typed);
  if (mark == '.' || (mark == '/' && (first > 12 || first == second)))
    day = hc_day_from_ymd ((int)year, (int)second, (int)first);
  else if (mark == '/' && second > 12)
    day = hc_day_from_ymd ((int)year, (int)first, (int)second);
  return day == HC_DAY_NONE ? g_strdup (typed) : hc_day_format (day);
}

static gboolean
equals_folded (const char *a, const char *b)
{
  g_autofree char *left = g_utf8_casefold (a, -1);
  g_autofree char *right = g_utf8_casefold (b, -1);

  return g_str_equal (left, right);
}

static char *
parse_choice (const HcField *field, const char *typed)
{
  for (const HcChoice *choice = field->choices; choice->word != NULL; choice++)
    if (equals_folded (typed, choice->word) || equals_folded (typed, choice->label)
        || equals_folded (typed, _(choice->label)))
      return g_strdup (choice->word);
  return g_strdup (typed);
}

static char *
parse_boolean (const char *typed)
{
  const char *const yes[] = { "1", "yes", "y", "true", "x", "✓", _("Yes") };
  const char *const no[] = { "0", "no", "n", "false", "-", "–", _("No") };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    if (equals_folded (typed, yes[i]))
      return g_strdup ("1");
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    if (equals_folded (typed, no[i]))
      return g_strdup ("0");
  return g_strdup (typed);
}

static char *
parse_instant (const char *typed)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (typed, utc);

  if (time == NULL)
    return g_strdup (typed);
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (time));
}

static char *
parse_value (const HcField *field, char *typed)
{
  switch (field->type)
    {
    case HC_VALUE_TEXT:
      return g_strdelimit (g_strdup (typed), "\r\n\t", ' ');
    case HC_VALUE_CHOICE:
      return parse_choice (field, typed);
    case HC_VALUE_INTEGER:
    case HC_VALUE_REAL:
      return parse_number (field, typed);
    case HC_VALUE_DAY:
      return parse_day (typed);
    case HC_VALUE_BOOLEAN:
      return parse_boolean (typed);
    case HC_VALUE_INSTANT:
      return parse_instant (typed);
    default:
      return g_strdup (typed);
    }
}

gboolean
hc_field_parse (const HcField *field, const char *typed, char **out, GError **error)
{
  g_autofree char *text = g_utf8_make_valid (typed ? typed : "", -1);
  g_autofree char *value = NULL;

  g_return_val_if_fail (field != NULL && out != NULL, FALSE);

  g_strstrip (text);
  if (*text != '\0')
    value = parse_value (field, text);
  if (!hc_field_check (field, value, error))
    return FALSE;
  *out = g_steal_pointer (&value);
  return TRUE;
}
