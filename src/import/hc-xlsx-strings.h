/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shared strings of a workbook, packed one behind the other. */

#pragma once

#include "hc-xlsx-package.h"

G_BEGIN_DECLS

typedef struct _HcXlsxStrings HcXlsxStrings;

HcXlsxStrings *hc_xlsx_strings_load (HcXlsxPackage *package, const char *part, GError **error);
void hc_xlsx_strings_free (HcXlsxStrings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcXlsxStrings, hc_xlsx_strings_free)

/* NULL when there is no such string; valid as long as @self (which may be NULL). */
const char *hc_xlsx_strings_get (HcXlsxStrings *self, guint64 index);

G_END_DECLS
