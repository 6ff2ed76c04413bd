/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A rank is a fraction written with the digits 0 … 9, a … z, compared as text. None ends in 0: there
 * is always room below it. */

#include "config.h"

#include "hc-field.h"

#include <string.h>

#define BASE 36
static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static int
digit_value (char c)
{
  const char *at = c != '\0' ? strchr (digits, c) : NULL;

  return at ? (int)(at - digits) : 0;
}

/* The next one at the end: one digit more every 35 records, not one each. */
static void
append_above (GString *out, const char *before)
{
  while (*before == digits[BASE - 1])
    g_string_append_c (out, *before++);
  g_string_append_c (out, digits[digit_value (*before) + 1]);
}

static void
append_below (GString *out, const char *after)
{
  while (*after == '0')
    g_string_append_c (out, *after++);
  if (digit_value (*after) > 1)
    g_string_append_c (out, digits[digit_value (*after) - 1]);
  else
    {
      g_string_append_c (out, '0');
      g_string_append_c (out, digits[BASE - 1]);
    }
}

static void
append_between (GString *out, const char *before, const char *after)
{
  int low, high;

  while (*after != '\0' && (*before != '\0' ? *before : '0') == *after)
    {
      g_string_append_c (out, *after++);
      before += *before != '\0';
    }
  low = digit_value (*before);
  high = digit_value (*after);
  if (high - low > 1)
    g_string_append_c (out, digits[(low + high) / 2]);
  else if (after[0] != '\0' && after[1] != '\0')
    g_string_append_c (out, *after);
  else
    {
      g_string_append_c (out, digits[low]);
      append_above (out, *before != '\0' ? before + 1 : before);
    }
}

char *
hc_rank_between (const char *before, const char *after)
{
  GString *out = g_string_new (NULL);

  if (before == NULL)
    before = "";
  /* Ranks that two copies of a file gave alike, or wrong ones: behind the first of them. */
  if (after == NULL || strcmp (before, after) >= 0)
    after = "";

  if (*before == '\0' && *after == '\0')
    g_string_append_c (out, digits[BASE / 2]);
  else if (*after == '\0')
    append_above (out, before);
  else if (*before == '\0')
    append_below (out, after);
  else
    append_between (out, before, after);
  return g_string_free (out, FALSE);
}
