/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Delimiter and quoting of a CSV text, by how evenly its first 50 records split. Pure. */

#pragma once

#include "hc-csv-scan.h"

G_BEGIN_DECLS

/* @text is changed in no way. @complete: it is the whole file. @delimiter other than 0 is obeyed.
 */
HcCsvDialect hc_csv_sniff (char *text, gsize length, gboolean complete, char delimiter);
/* The delimiter that a first line like “sep=;” names; 0 when there is none. */
char hc_csv_sep_line (const char *text, gsize length);

G_END_DECLS
