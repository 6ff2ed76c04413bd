/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cells of one worksheet, row by row. Rows without a value are left out, as the format itself
 * leaves out untouched rows; HcRow.line is the row's number in the sheet. */

#pragma once

#include "hc-row-reader.h"
#include "hc-xlsx-strings.h"
#include "hc-xlsx-workbook.h"

G_BEGIN_DECLS

#define HC_XLSX_MAX_ROWS 1048576
#define HC_XLSX_MAX_COLUMNS 16384

typedef struct _HcXlsxSheet HcXlsxSheet;

/* Everything is borrowed and outlives the sheet. @strings may be NULL. */
HcXlsxSheet *hc_xlsx_sheet_open (HcXlsxPackage *package,
                                 HcXlsxWorkbook *workbook,
                                 HcXlsxStrings *strings,
                                 const HcXlsxSheetEntry *entry,
                                 GError **error);
void hc_xlsx_sheet_free (HcXlsxSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcXlsxSheet, hc_xlsx_sheet_free)

gboolean hc_xlsx_sheet_next (HcXlsxSheet *self, HcRow *row, GError **error);
double hc_xlsx_sheet_fraction (HcXlsxSheet *self);

G_END_DECLS
