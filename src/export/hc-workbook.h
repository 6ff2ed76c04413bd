/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes HcPackData as .xlsx. Every cell passes one gate that cleans texts, refuses numbers that
 * are none and keeps count, so that the finished file can be read back and compared. */

#pragma once

#include "hc-pack-data.h"

G_BEGIN_DECLS

/* What was put into one sheet: independent of the order of writing. */
typedef struct
{
  char *name;
  guint64 cells; /* with content */
  guint64 rows;  /* with content */
  guint64 hash;
} HcSheetDigest;

void hc_sheet_digest_free (HcSheetDigest *self);

/* A digest while it is made, from either side: all cells of one row, then the next. */
void hc_sheet_digest_add_text (HcSheetDigest *self, guint32 row, guint32 column, const char *text);
void hc_sheet_digest_add_number (HcSheetDigest *self, guint32 row, guint32 column, double number);
/* Whole seconds since 1970 of the wall clock. */
void hc_sheet_digest_add_date (HcSheetDigest *self, guint32 row, guint32 column, gint64 seconds);

typedef struct
{
  GPtrArray *sheets; /* of HcSheetDigest, in order */
  guint64 rows;      /* of data, over all sheets */
  guint64 cut;
  guint64 repaired;
} HcWorkbookReceipt;

void hc_workbook_receipt_init (HcWorkbookReceipt *self);
void hc_workbook_receipt_clear (HcWorkbookReceipt *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcWorkbookReceipt, hc_workbook_receipt_clear)

/* Temporary files go to the folder of @path. FALSE + error: @path may hold a partial file. */
gboolean hc_workbook_write (const HcPackData *data,
                            const char *path,
                            const HcWorkbookReceipt *appendix, /* what was cut there; NULL */
                            HcWorkbookReceipt *receipt,
                            GError **error);

/* Open tickets in a workbook of their own, in constant memory, any number of them. */
typedef struct _HcAppendix HcAppendix;

HcAppendix *hc_appendix_new (const HcPackData *data, const char *path, GError **error);
void hc_appendix_add (HcAppendix *self, const HcPackTicket *ticket);
/* Frees @self in any case. NULL @receipt: it is given up, a partial file stays. */
gboolean hc_appendix_close (HcAppendix *self, HcWorkbookReceipt *receipt, GError **error);

G_END_DECLS
