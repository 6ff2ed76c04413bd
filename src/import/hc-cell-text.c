/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cell-text.h"

#include <string.h>

#include "hc-types.h"

#define MAX_RAW 4096 /* bytes of a rejected row that are kept */

gint64
hc_span_count (HcSpan span)
{
  gint64 value = 0;
  gsize i = 0;

  for (; i < span.length && i < 18; i++)
    if (g_ascii_isdigit (span.text[i]))
      value = value * 10 + (span.text[i] - '0');
    else if (span.text[i] != ' ' || i == 0)
      break;
  if (i == 0)
    return HC_INSTANT_NONE;
  if (i < span.length && (span.text[i] == '.' || span.text[i] == ','))
    for (i++; i < span.length && span.text[i] == '0'; i++)
      ;
  return i == span.length ? value : HC_INSTANT_NONE;
}

gboolean
hc_span_is_footer (HcSpan span, gboolean *stopped)
{
  static const char *const words[] = { "total",   "grand total", "sum",     "summe",  "gesamt",
                                       "rows",    "records",     "count",   "anzahl", "somme",
                                       "suma",    "soma",        "end of",  "generated",
                                       "exported", "report generated" };

  if (span.length >= 14 && g_ascii_strncasecmp (span.text, "export stopped", 14) == 0)
    {
      *stopped = TRUE;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (span.length >= strlen (words[i]) &&
        g_ascii_strncasecmp (span.text, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

gboolean
hc_key_is_scientific (const char *key)
{
  const char *p = key;

  while (g_ascii_isdigit (*p) || *p == '.' || *p == ',')
    p++;
  if (p == key || (*p != 'E' && *p != 'e') || (p[1] != '+' && p[1] != '-'))
    return FALSE;
  p += 2;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;
  return *p == '\0';
}

void
hc_key_close_up (char *key)
{
  char *to = key;

  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && *p != ' ' && (guchar) *p != 0xc2 && (guchar) *p != 0xa0 &&
        (guchar) *p != 0xe2 && (guchar) *p != 0x80 && (guchar) *p != 0xaf)
      return;
  for (const char *p = key; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      *to++ = *p;
  *to = '\0';
}

char *
hc_row_raw_text (const HcRow *row)
{
  GString *raw = g_string_new (NULL);

  for (guint i = 0; i < row->n_cells && raw->len < MAX_RAW; i++)
    {
      const char *text = row->cells[i].text;
      gboolean quote = strpbrk (text, ",\"\r\n") != NULL;

      if (i > 0)
        g_string_append_c (raw, ',');
      if (quote)
        g_string_append_c (raw, '"');
      for (const char *p = text; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (raw, '"');
          g_string_append_c (raw, *p);
        }
      if (quote)
        g_string_append_c (raw, '"');
    }
  if (raw->len > MAX_RAW)
    {
      const char *end = g_utf8_find_prev_char (raw->str, raw->str + MAX_RAW + 1);

      g_string_truncate (raw, end != NULL ? (gsize) (end - raw->str) : MAX_RAW);
      g_string_append (raw, "…");
    }
  return g_string_free (raw, FALSE);
}

char *
hc_cell_excerpt (const HcCell *cell)
{
  return g_utf8_strlen (cell->text, -1) <= 40 ? g_strdup (cell->text)
                                              : g_utf8_substring (cell->text, 0, 40);
}
