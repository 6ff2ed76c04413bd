/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small workbooks from the XML of their parts. */

#pragma once

#include "reader-util.h"

G_BEGIN_DECLS

typedef struct
{
  const char *rows;       /* inside <sheetData> */
  const char *sheet;      /* the whole sheet, instead of @rows */
  const char *strings;    /* inside <sst> */
  const char *styles;     /* inside <styleSheet> */
  const char *properties; /* of <workbookPr> */
  const char *summary;    /* inside <sheetData> of a sheet “Summary” that comes first; NULL: none */
  gboolean stored;
} Workbook;

/* A file's path. */
char *workbook_util_write (const Workbook *workbook);
char *workbook_util_dump (const Workbook *workbook, GError **error);

G_END_DECLS
