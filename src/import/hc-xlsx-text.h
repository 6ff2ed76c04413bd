/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The texts of a workbook: runs put together, phonetic guides left out, _xHHHH_ decoded. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HC_XLSX_MAX_CELL_TEXT 32767 /* UTF-16 units */

/* Collects <si> and <is>: feed it their events. */
typedef struct
{
  GString *text;
  gboolean in_text;
  gboolean found; /* there was a <t> */
  guint phonetic; /* depth inside <rPh> */
} HcXlsxText;

void hc_xlsx_text_init (HcXlsxText *self);
void hc_xlsx_text_clear (HcXlsxText *self);
void hc_xlsx_text_begin (HcXlsxText *self);
void hc_xlsx_text_start (HcXlsxText *self, const char *name);
void hc_xlsx_text_end (HcXlsxText *self, const char *name);
void hc_xlsx_text_append (HcXlsxText *self, const char *text, int length);

/* In place. Surrogate pairs become one character; NUL and lone surrogates U+FFFD. */
void hc_xlsx_decode_escapes (GString *text);
/* Whether @text is longer than a cell can be. */
gboolean hc_xlsx_text_is_too_long (const char *text, gsize length);

G_END_DECLS
