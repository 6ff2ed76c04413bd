/* SPDX-License-Identifier: GPL-3.0-or-later */

/* RFC 4180 CSV and TSV with the one rule against formulas: a cell that a spreadsheet would take for
 * one (= + - @ tab CR at the start, and no number) gets a leading apostrophe. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text as one cell. @separator ',' or ';': quoted where needed; '\t': tabs and line breaks
 * become blanks. */
void hc_csv_append_cell (GString *out, const char *text, char separator);
/* Appends a whole line, ends it with "\r\n". NULL cells are empty. */
void hc_csv_append_row (GString *out, const char *const *cells, guint n_cells, char separator);

G_END_DECLS
