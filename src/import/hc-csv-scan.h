/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One CSV record in memory to cells that point into it: RFC 4180 with any line end, lenient where
 * writers are careless. The sniffer and the reader share it. */

#pragma once

#include "hc-row-reader.h"

G_BEGIN_DECLS

typedef struct
{
  char delimiter;
  gboolean backslash; /* \" is a quotation mark inside quotes */
} HcCsvDialect;

typedef enum
{
  HC_CSV_ROW,
  HC_CSV_CUT,      /* the record goes on beyond the end */
  HC_CSV_UNCLOSED, /* as CUT, but there is no more: a quotation mark is never closed */
  HC_CSV_TOO_WIDE,
} HcCsvResult;

#define HC_CSV_MAX_COLUMNS 16384

typedef struct
{
  HcCsvDialect dialect;

  /* Of the record scanned last. */
  HcCell *cells;
  guint n_cells;
  char *next;         /* where the following record begins */
  guint64 lines;      /* line ends in it */
  guint64 quote_line; /* lines before the quotation mark that is open; in CUT: if in_quotes */
  gboolean in_quotes;
  gboolean odd; /* something between a closing quotation mark and the delimiter */

  /* Private. */
  guint n_allocated;
  GArray *escaped; /* of guint: cells with quotation marks to take out */
  const char *next_lf;
  const char *next_cr;
} HcCsvScan;

void hc_csv_scan_init (HcCsvScan *self, HcCsvDialect dialect);
void hc_csv_scan_clear (HcCsvScan *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcCsvScan, hc_csv_scan_clear)

/* To be called whenever the memory or its end changed. */
void hc_csv_scan_moved (HcCsvScan *self);
/* Changes nothing at @start…@end; *@end must be writable for hc_csv_scan_finish(). @final: nothing
 * follows @end. Needs @start < @end. */
HcCsvResult hc_csv_scan_record (HcCsvScan *self, char *start, char *end, gboolean final);
/* Takes out quotation marks and ends every cell with NUL, in place. */
void hc_csv_scan_finish (HcCsvScan *self);

G_END_DECLS
