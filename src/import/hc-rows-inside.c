/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rows-inside.h"

#include "hc-cell-text.h"

#include <string.h>

/* No date or key is longer. */
#define MAX_PIECE 80

static char
kind_of (char c)
{
  return g_ascii_isdigit (c) ? '0' : g_ascii_isalpha (c) || (guchar) c >= 0x80 ? 'a' : c;
}

/* Digits where the other has digits, letters where it has letters: “INC12” and “REQ7”. */
static gboolean
is_like (HcSpan a, HcSpan b)
{
  gsize i = 0, j = 0;

  if (a.length == 0 || b.length == 0)
    return FALSE;
  while (i < a.length && j < b.length)
    {
      char kind = kind_of (a.text[i]);

      if (kind != kind_of (b.text[j]))
        return FALSE;
      while (i < a.length && kind_of (a.text[i]) == kind)
        i++;
      while (j < b.length && kind_of (b.text[j]) == kind)
        j++;
    }
  return i == a.length && j == b.length;
}

/* The piece at @position of the line up to @end, without blanks and quotation marks around. */
static HcSpan
piece_at (const char *line, const char *end, char delimiter, guint position)
{
  HcCell cell;
  HcSpan span;

  for (; position > 0; position--)
    {
      const char *next = memchr (line, delimiter, (gsize) (end - line));

      if (next == NULL)
        return (HcSpan) { "", 0 };
      line = next + 1;
    }
  cell.text = line;
  line = memchr (line, delimiter, (gsize) (end - line));
  cell.length = (gsize) ((line != NULL ? line : end) - cell.text);
  span = hc_span_trim (&cell);
  if (span.length >= 2 && span.text[0] == '"' && span.text[span.length - 1] == '"')
    span = (HcSpan) { span.text + 1, span.length - 2 };
  return span;
}

static gboolean
is_date (HcSpan span, const HcRowShape *shape)
{
  char text[MAX_PIECE];
  HcCell cell = { .text = text, .length = span.length };
  gint64 instant;

  if (span.length == 0 || span.length >= sizeof text)
    return FALSE;
  memcpy (text, span.text, span.length);
  text[span.length] = '\0';
  return hc_date_pattern_parse (shape->pattern, &cell, shape->calendar, &instant, NULL);
}

static const char *
line_end (const char *p, const char *end)
{
  while (p < end && *p != '\n' && *p != '\r')
    p++;
  return p;
}

static guint
rows_in_cell (const HcCell *cell, HcSpan key, const HcRowShape *shape)
{
  const char *end = cell->text + cell->length;
  guint n = 0;

  for (const char *p = line_end (cell->text, end); p < end;)
    {
      const char *line = p + 1;

      p = line_end (line, end);
      n += is_like (piece_at (line, p, shape->delimiter, shape->key), key) &&
           is_date (piece_at (line, p, shape->delimiter, shape->opened), shape);
    }
  return n;
}

guint
hc_rows_inside (const HcRow *row, const HcRowShape *shape)
{
  const HcCell *cell;
  const char *end;
  HcSpan key;
  guint n = 0;

  if (shape->pattern == NULL || shape->key >= row->n_cells)
    return 0;
  /* The mark may have been opened in the key itself. */
  cell = &row->cells[shape->key];
  end = line_end (cell->text, cell->text + cell->length);
  key = piece_at (cell->text, end, shape->delimiter, 0);
  for (guint i = 0; i < row->n_cells; i++)
    n += rows_in_cell (&row->cells[i], key, shape);
  return n;
}
