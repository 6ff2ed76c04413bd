/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-date-parts.h"

#include <string.h>

#define EPOCH_MIN G_GINT64_CONSTANT (946684800)  /* 2000-01-01 */
#define EPOCH_MAX G_GINT64_CONSTANT (4102444800) /* 2100-01-01 */

static inline gboolean
is_digit (char c)
{
  return (guint8) (c - '0') <= 9;
}

/* Blanks, also U+00A0, the narrow U+202F that some writers put before AM, and U+2000…U+200A. */
static const char *
skip_blanks (const char *p)
{
  for (;;)
    {
      if (*p == ' ' || *p == '\t')
        p++;
      else if (p[0] == '\xc2' && p[1] == '\xa0')
        p += 2;
      else if (p[0] == '\xe2' && p[1] == '\x80' &&
               (p[2] == '\xaf' || ((guint8) p[2] >= 0x80 && (guint8) p[2] <= 0x8a)))
        p += 3;
      else
        return p;
    }
}

/* Reads all digits, at most 18 of which count. */
static inline const char *
read_number (const char *p, gint64 *value, guint *n_digits)
{
  const char *start = p;

  *value = 0;
  while (is_digit (*p))
    {
      if (p - start < 18)
        *value = *value * 10 + (*p - '0');
      p++;
    }
  *n_digits = (guint) (p - start);
  return p;
}

static const char *
read_part (const char *p, int *value, guint8 *digits)
{
  gint64 number;
  guint n;

  p = read_number (p, &number, &n);
  *digits = (guint8) n;
  *value = (int) number;
  return n == 1 || n == 2 || n == 4 ? p : NULL;
}

/* ---- time ---- */

static gboolean
settle_half_day (HcDateParts *out, gboolean afternoon)
{
  out->half_days = TRUE;
  if (!afternoon && out->hour > 12)
    return FALSE;
  if (out->hour == 12)
    out->hour = afternoon ? 12 : 0;
  else if (afternoon && out->hour < 12)
    out->hour += 12;
  return TRUE;
}

/* “AM”, “p.m.”, “a. m.” at @p; @p itself when there is none, NULL when the hour contradicts it. */
static const char *
read_half_day (const char *p, HcDateParts *out)
{
  const char *start = p;
  char letter = g_ascii_tolower (*p);

  if (letter != 'a' && letter != 'p')
    return start;
  p++;
  p += *p == '.';
  p = skip_blanks (p);
  if (g_ascii_tolower (*p) != 'm')
    return start;
  p++;
  p += *p == '.';
  return settle_half_day (out, letter == 'p') ? p : NULL;
}

/* “Z”, “UTC”, “GMT”, “-0400”, “+01:00”, “+2”, “UTC+1”. */
static const char *
read_offset (const char *p, HcDateParts *out)
{
  gint64 hours, minutes = 0;
  guint n;
  int sign;

  if ((*p == 'Z' || *p == 'z'))
    {
      out->has_offset = TRUE;
      return p + 1;
    }
  if (g_ascii_strncasecmp (p, "UTC", 3) == 0 || g_ascii_strncasecmp (p, "GMT", 3) == 0)
    {
      out->has_offset = TRUE;
      p += 3;
    }
  if (*p != '+' && *p != '-')
    return p;

  sign = *p == '-' ? -1 : 1;
  p = read_number (p + 1, &hours, &n);
  if (n == 4)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  else if (n != 1 && n != 2)
    return NULL;
  else if (*p == ':')
    {
      p = read_number (p + 1, &minutes, &n);
      if (n != 2)
        return NULL;
    }
  if (hours > 14 || minutes > 59)
    return NULL;
  out->has_offset = TRUE;
  out->offset = sign * (int) (hours * 3600 + minutes * 60);
  return p;
}

/* “0116”, “011642” behind a T. */
static gboolean
split_compact_time (gint64 number, guint n_digits, HcDateParts *out)
{
  if (n_digits == 4)
    number *= 100;
  else if (n_digits != 6)
    return FALSE;
  out->hour = (int) (number / 10000);
  out->minute = (int) (number / 100 % 100);
  out->second = (int) (number % 100);
  out->time = n_digits == 4 ? HC_TIME_MINUTES : HC_TIME_SECONDS;
  return TRUE;
}

static const char *
read_clock (const char *p, HcDateParts *out)
{
  gint64 number;
  guint n;

  p = read_number (p, &number, &n);
  if (*p != ':' && *p != 'h')
    return split_compact_time (number, n, out) ? p : NULL;
  if (n < 1 || n > 2)
    return NULL;
  out->hour = (int) number;
  p = read_number (p + 1, &number, &n);
  if (n != 2)
    return NULL;
  out->minute = (int) number;
  out->time = HC_TIME_MINUTES;
  if (*p == ':' && is_digit (p[1]))
    {
      p = read_number (p + 1, &number, &n);
      if (n != 2)
        return NULL;
      out->second = (int) number;
      out->time = HC_TIME_SECONDS;
      if ((*p == '.' || *p == ',') && is_digit (p[1]))
        p = read_number (p + 1, &number, &n); /* instants are whole seconds */
    }
  return p;
}

/* What may stand between date and time. */
static const char *
skip_joint (const char *p, HcDateParts *out)
{
  if ((*p == 'T' || *p == 't') && is_digit (p[1]))
    {
      out->letter_t = TRUE;
      return p + 1;
    }
  p = skip_blanks (p);
  if (*p == ',')
    p = skip_blanks (p + 1);
  if (*p == '-' && p[1] == ' ')
    p = skip_blanks (p + 1);
  if (strncmp (p, "at ", 3) == 0 || strncmp (p, "um ", 3) == 0)
    p = skip_blanks (p + 3);
  return p;
}

/* The rest of the text behind the date: nothing, or a time. */
static gboolean
parse_rest (const char *p, HcDateParts *out)
{
  p = skip_joint (p, out);
  if (is_digit (*p))
    {
      if ((p = read_clock (p, out)) == NULL || out->hour > 23 || out->minute > 59 ||
          out->second > 59)
        return FALSE;
      p = skip_blanks (p);
      if ((p = read_half_day (p, out)) == NULL)
        return FALSE;
      p = skip_blanks (p);
      if ((p = read_offset (p, out)) == NULL)
        return FALSE;
      p = skip_blanks (p);
    }
  return *p == '\0';
}

/* ---- date ---- */

/* 20160229…, 1456702560, 1456702560000; @p is behind the digits. */
static gboolean
parse_digits (gint64 number, guint n_digits, const char *p, HcDateParts *out)
{
  if (n_digits == 14)
    {
      split_compact_time (number % 1000000, 6, out);
      number /= 1000000;
    }
  if (n_digits == 8 || n_digits == 14)
    {
      out->form = HC_DATE_NUMERIC;
      out->part[0] = (int) (number / 10000);
      out->part[1] = (int) (number / 100 % 100);
      out->part[2] = (int) (number % 100);
      out->digits[0] = 4;
      out->digits[1] = out->digits[2] = 2;
      if (out->part[0] < 1900 || out->part[0] > 2100 || out->hour > 23 || out->minute > 59 ||
          out->second > 59)
        return FALSE;
      return n_digits == 8 ? parse_rest (p, out) : *skip_blanks (p) == '\0';
    }

  if (n_digits > 13)
    return FALSE;
  out->form = n_digits <= 10 ? HC_DATE_EPOCH : HC_DATE_EPOCH_MS;
  out->epoch = n_digits <= 10 ? number : number / 1000;
  if (*p == '.' && is_digit (p[1]))
    p = read_number (p + 1, &number, &n_digits);
  return out->epoch >= EPOCH_MIN && out->epoch < EPOCH_MAX && *skip_blanks (p) == '\0';
}

/* Between the parts of a date with a month's name: “/”, “. ”, “ de ”, “th of ” … */
static const char *
skip_filler (const char *p)
{
  static const char *const words[] = { "de ", "del ", "of ", "st ", "nd ", "rd ", "th ",
                                       "er ", "st,",  "nd,", "rd,", "th,", "º ",  "." };
  gboolean found;

  do
    {
      const char *start = p;

      p = skip_blanks (p);
      while (*p == '/' || *p == '-' || *p == ',')
        p++;
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_ascii_strncasecmp (p, words[i], strlen (words[i])) == 0)
          p += strlen (words[i]);
      found = p != start;
    }
  while (found);
  return p;
}

static gboolean
settle_named (int year, guint8 year_digits, int month, int day, HcDateParts *out)
{
  if (year_digits != 2 && year_digits != 4)
    return FALSE;
  out->form = HC_DATE_NAMED;
  out->part[0] = year;
  out->part[1] = month;
  out->part[2] = day;
  out->digits[0] = year_digits;
  return TRUE;
}

/* “3/Sep/26”, “3. März 2026”, “2026-Mar-03”: the number before the month is read already. */
static gboolean
parse_named_after (const char *p, int first, guint8 first_digits, HcDateParts *out)
{
  const char *word = skip_filler (p);
  int month, second;
  guint8 digits;

  out->separator = *p == '/' || *p == '-' || *p == '.' ? *p : ' ';
  if ((month = hc_month_from_word (&word)) == 0)
    return FALSE;
  p = read_part (skip_filler (word), &second, &digits);
  if (p == NULL)
    return FALSE;
  if (first_digits == 4)
    return digits <= 2 && settle_named (first, 4, month, second, out) && parse_rest (p, out);
  out->day_first = TRUE;
  return settle_named (second, digits, month, first, out) && parse_rest (p, out);
}

static gboolean parse_from (const char *p, HcDateParts *out, gboolean may_skip_word);

/* “Dec 17, 2024”, “Monday, 3 March 2026”. */
static gboolean
parse_word_first (const char *p, HcDateParts *out, gboolean may_skip_word)
{
  const char *start = p;
  int month = hc_month_from_word (&p), day, year;
  guint8 day_digits, year_digits;

  if (month != 0)
    {
      const char *at = read_part (skip_filler (p), &day, &day_digits);

      if (at != NULL && day_digits <= 2 &&
          (at = read_part (skip_filler (at), &year, &year_digits)) != NULL)
        {
          out->separator = ' ';
          return settle_named (year, year_digits, month, day, out) && parse_rest (at, out);
        }
    }

  /* Else the word may be a weekday. */
  for (p = start; g_ascii_isalpha (*p) || (*p & 0x80) != 0;)
    p++;
  p += *p == '.';
  p += *p == ',';
  return may_skip_word && p != start && *p == ' ' && parse_from (skip_blanks (p), out, FALSE) &&
         out->form == HC_DATE_NAMED;
}

static gboolean
parse_from (const char *p, HcDateParts *out, gboolean may_skip_word)
{
  gint64 number;
  guint n;

  *out = (HcDateParts) { 0 };
  if (!is_digit (*p))
    return parse_word_first (p, out, may_skip_word);

  p = read_number (p, &number, &n);
  if (n >= 8)
    return parse_digits (number, n, p, out);
  if (n == 3 || n > 4)
    return FALSE;
  out->part[0] = (int) number;
  out->digits[0] = (guint8) n;
  out->separator = *p;
  if (*p != '/' && *p != '-' && *p != '.' && *p != ' ')
    return parse_named_after (p, (int) number, (guint8) n, out);
  p = skip_blanks (p + 1);
  if (!is_digit (*p))
    return parse_named_after (p - 1, (int) number, (guint8) n, out);

  if ((p = read_part (p, &out->part[1], &out->digits[1])) == NULL || *p != out->separator)
    return FALSE;
  p = skip_blanks (p + 1);
  if ((p = read_part (p, &out->part[2], &out->digits[2])) == NULL)
    return FALSE;
  if (out->digits[1] > 2 || (out->digits[0] == 4 && out->digits[2] > 2))
    return FALSE;
  p += *p == '.' && out->separator == '.';
  return parse_rest (p, out);
}

/* Two digits at @p, or a negative number. */
static inline int
read_two (const char *p)
{
  return is_digit (p[0]) && is_digit (p[1]) ? (p[0] - '0') * 10 + (p[1] - '0') : -1;
}

/* “2026-03-04 09:30:00”, as nearly all exports write it: what parse_from() makes of it too, without
 * the detours. Every test keeps the ones after it inside the text. */
static gboolean
parse_usual (const char *p, HcDateParts *out)
{
  int century, year, month, day, hour, minute, second;

  if ((century = read_two (p)) < 0 || (year = read_two (p + 2)) < 0 || p[4] != '-' ||
      (month = read_two (p + 5)) < 0 || p[7] != '-' || (day = read_two (p + 8)) < 0 ||
      p[10] != ' ' || (hour = read_two (p + 11)) < 0 || p[13] != ':' ||
      (minute = read_two (p + 14)) < 0 || p[16] != ':' || (second = read_two (p + 17)) < 0 ||
      p[19] != '\0' || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *out = (HcDateParts) {
    .form = HC_DATE_NUMERIC,
    .part = { century * 100 + year, month, day },
    .digits = { 4, 2, 2 },
    .separator = '-',
    .time = HC_TIME_SECONDS,
    .hour = hour,
    .minute = minute,
    .second = second,
  };
  return TRUE;
}

gboolean
hc_date_parts_parse (const char *text, HcDateParts *out)
{
  return parse_usual (text, out) || parse_from (skip_blanks (text), out, TRUE);
}
