/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-csv-writer.h"

#include <string.h>

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;
  return text;
}

/* -12, +3.5, -1e6: what a spreadsheet reads as a value, never as a formula. */
static gboolean
is_number (const char *text)
{
  const char *p = text, *digits;

  if (*p == '+' || *p == '-')
    p++;
  digits = p;
  p = skip_digits (p);
  if (p == digits)
    return FALSE;
  if ((*p == '.' || *p == ',') && g_ascii_isdigit (p[1]))
    p = skip_digits (p + 1);
  if (*p == 'e' || *p == 'E')
    {
      p++;
      if (*p == '+' || *p == '-')
        p++;
      digits = p;
      p = skip_digits (p);
      if (p == digits)
        return FALSE;
    }
  return *p == '\0';
}

static gboolean
looks_like_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL && !is_number (text);
}

static void
append_blanked (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    if (text[0] == '\r' && text[1] == '\n')
      continue;
    else
      g_string_append_c (out, strchr ("\t\r\n", *text) != NULL ? ' ' : *text);
}

void
hc_csv_append_cell (GString *out, const char *text, char separator)
{
  const char special[] = { separator, '"', '\r', '\n', '\0' };
  gboolean guard;

  g_return_if_fail (out != NULL);
  g_return_if_fail (separator == ',' || separator == ';' || separator == '\t');

  if (text == NULL)
    return;
  guard = looks_like_formula (text);
  if (separator == '\t')
    {
      if (guard)
        g_string_append_c (out, '\'');
      append_blanked (out, text);
      return;
    }
  if (!guard && strpbrk (text, special) == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append (out, guard ? "\"'" : "\"");
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

void
hc_csv_append_row (GString *out, const char *const *cells, guint n_cells, char separator)
{
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (out, separator);
      hc_csv_append_cell (out, cells[i], separator);
    }
  g_string_append (out, "\r\n");
}
