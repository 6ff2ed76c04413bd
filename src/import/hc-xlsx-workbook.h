/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a workbook says about itself: its sheets, the base of its dates, its cell formats. */

#pragma once

#include "hc-xlsx-format.h"
#include "hc-xlsx-package.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *part; /* NULL: the workbook names a part that it does not say where to find */
  gboolean hidden;
} HcXlsxSheetEntry;

typedef struct
{
  GPtrArray *sheets; /* of HcXlsxSheetEntry; worksheets only, hidden ones last */
  gboolean base_1904;
  char *strings_part; /* NULL: none */
  GArray *formats;    /* of HcXlsxFormat, by a cell's style */
} HcXlsxWorkbook;

/* Errors: FORMAT when it is no workbook or a damaged one, LIMIT. */
HcXlsxWorkbook *hc_xlsx_workbook_load (HcXlsxPackage *package, GError **error);
void hc_xlsx_workbook_free (HcXlsxWorkbook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcXlsxWorkbook, hc_xlsx_workbook_free)

G_END_DECLS
