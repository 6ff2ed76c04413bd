/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the text of a single cell or row looks like: blanks around it, counts, ticket numbers,
 * footers. Pure. */

#pragma once

#include "hc-row-reader.h"

G_BEGIN_DECLS

/* Part of a text; not ended by NUL. */
typedef struct
{
  const char *text;
  gsize length;
} HcSpan;

/* Runs for every cell: in the header so that it is built into its users. NO-BREAK SPACE is a blank. */
static inline gsize
hc_blank_before (const char *text, gsize length)
{
  if (length > 0 && g_ascii_isspace (text[0]))
    return 1;
  return length > 1 && (guchar) text[0] == 0xc2 && (guchar) text[1] == 0xa0 ? 2 : 0;
}

static inline gsize
hc_blank_after (const char *text, gsize length)
{
  if (length > 0 && g_ascii_isspace (text[length - 1]))
    return 1;
  return length > 1 && (guchar) text[length - 2] == 0xc2 && (guchar) text[length - 1] == 0xa0 ? 2
                                                                                              : 0;
}

static inline HcSpan
hc_span_trim (const HcCell *cell)
{
  HcSpan span = { cell->text, cell->length };
  gsize n;

  while ((n = hc_blank_before (span.text, span.length)) > 0)
    {
      span.text += n;
      span.length -= n;
    }
  while ((n = hc_blank_after (span.text, span.length)) > 0)
    span.length -= n;
  return span;
}

/* “12”, “12.0”, “1 234”; HC_INSTANT_NONE when it is no count. */
gint64 hc_span_count (HcSpan span);
/* The first text of a row of few cells: “Total”, “Export stopped …”; the latter sets @stopped. */
gboolean hc_span_is_footer (HcSpan span, gboolean *stopped);

/* “2,02403E+15”: what a spreadsheet makes of a long number. */
gboolean hc_key_is_scientific (const char *key);
/* Some tools write thousands blanks into numbers: “28 316” becomes “28316”, in place; anything but
 * digits and blanks stays. */
void hc_key_close_up (char *key);

/* The row as a line of CSV, the first 4,096 bytes of it. */
char *hc_row_raw_text (const HcRow *row);
/* At most 40 characters of the cell, for messages. */
char *hc_cell_excerpt (const HcCell *cell);

G_END_DECLS
