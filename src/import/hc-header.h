/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns → fields: which row is the header, and which column holds which field. Columns are
 * positions, never names: names repeat. */

#pragma once

#include "hc-profile.h"
#include "hc-row-reader.h"

G_BEGIN_DECLS

#define HC_HEADER_SEARCH_ROWS 20

/* Trimmed, case folded, without “*” “+” “:” tails, “Custom field (…)” and “[list]”; “_” and “.” are
 * blanks, blanks are collapsed. */
char *hc_header_normalise (const char *header);
/* Of all headers in order; tells when a file has changed. */
char *hc_header_hash (char **headers, guint n);

typedef struct
{
  guint row;         /* 1-based number of the row; 0: none found */
  char **headers;    /* as written, trimmed */
  guint n_columns;
  char delimiter;    /* 0 for a workbook */
  HcTicketField *fields; /* per column; HC_TICKET_N_FIELDS: not imported */
  guint64 mapped;    /* bit per field */
  HcProfile *profile; /* the one used */
} HcHeader;

void hc_header_clear (HcHeader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcHeader, hc_header_clear)

/* Reads the first rows of @reader and settles row, profile and fields as @options ask, else by the
 * best score; leaves the reader anywhere. FORMAT when the file has no rows, AMBIGUOUS when key or
 * opening time cannot be told: the message names the columns there are. With @lenient the header
 * comes back without them. */
gboolean hc_header_find (HcRowReader *reader,
                         HcDb *db,
                         const HcImportOptions *options,
                         gboolean lenient,
                         HcHeader *out,
                         GError **error);

G_END_DECLS
