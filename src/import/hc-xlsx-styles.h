/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The styles part: which cell styles show a number as a date. */

#pragma once

#include "hc-xlsx-format.h"
#include "hc-xlsx-package.h"

G_BEGIN_DECLS

/* Element type HcXlsxFormat, by a cell's style. NULL + error. */
GArray *hc_xlsx_styles_load (HcXlsxPackage *package, const char *part, GError **error);

G_END_DECLS
