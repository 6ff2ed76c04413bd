/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-text.h"

#include <string.h>

/* Beyond this a text is too long however it is written (seven bytes make one unit at worst), so the
 * rest need not be kept. */
#define ENOUGH (16 * HC_XLSX_MAX_CELL_TEXT)

void
hc_xlsx_text_init (HcXlsxText *self)
{
  *self = (HcXlsxText) { .text = g_string_new (NULL) };
}

void
hc_xlsx_text_clear (HcXlsxText *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  self->text = NULL;
}

void
hc_xlsx_text_begin (HcXlsxText *self)
{
  g_string_truncate (self->text, 0);
  self->in_text = self->found = FALSE;
  self->phonetic = 0;
}

void
hc_xlsx_text_start (HcXlsxText *self, const char *name)
{
  if (strcmp (name, "rPh") == 0)
    self->phonetic++;
  else if (strcmp (name, "t") == 0 && self->phonetic == 0)
    self->in_text = self->found = TRUE;
}

void
hc_xlsx_text_end (HcXlsxText *self, const char *name)
{
  if (strcmp (name, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
  else if (strcmp (name, "t") == 0)
    self->in_text = FALSE;
}

void
hc_xlsx_text_append (HcXlsxText *self, const char *text, int length)
{
  if (self->in_text && self->text->len < ENOUGH)
    g_string_append_len (self->text, text, length);
}

/* The unit of “_xHHHH_” at @p; -1 when it is none. */
static int
escape_at (const char *p)
{
  int unit = 0;

  if (p[0] != '_' || p[1] != 'x')
    return -1;
  for (int i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return p[6] == '_' ? unit : -1;
}

void
hc_xlsx_decode_escapes (GString *text)
{
  const char *from = strstr (text->str, "_x");
  char *to = (char *) from;
  const char *end = text->str + text->len;

  if (from == NULL)
    return;
  while (from < end)
    {
      int unit = escape_at (from), low;
      gunichar character;

      if (unit < 0)
        {
          *to++ = *from++;
          continue;
        }
      from += 7;
      character = (gunichar) unit;
      if (unit >= 0xd800 && unit < 0xdc00 && (low = escape_at (from)) >= 0xdc00 && low < 0xe000)
        {
          character = 0x10000 + (((gunichar) unit - 0xd800) << 10) + ((gunichar) low - 0xdc00);
          from += 7;
        }
      else if (unit == 0 || (unit >= 0xd800 && unit < 0xe000))
        character = 0xfffd;
      to += g_unichar_to_utf8 (character, to); /* never longer than what it replaces */
    }
  g_string_truncate (text, (gsize) (to - text->str));
}

gboolean
hc_xlsx_text_is_too_long (const char *text, gsize length)
{
  gsize units = 0;

  if (length <= HC_XLSX_MAX_CELL_TEXT)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    units += ((guint8) text[i] & 0xc0) != 0x80 ? 1 + ((guint8) text[i] >= 0xf0) : 0;
  return units > HC_XLSX_MAX_CELL_TEXT;
}
