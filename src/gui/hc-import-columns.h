/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Step 2 of the import dialog: which column is which field, which text is which class, and the
 * questions that only a person can answer. Emits “changed” when a person changed something; the
 * dialog then looks at the file again with the new choices. */

#pragma once

#include <adwaita.h>

#include "hc-import.h"

G_BEGIN_DECLS

#define HC_TYPE_IMPORT_COLUMNS (hc_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (HcImportColumns, hc_import_columns, HC, IMPORT_COLUMNS, AdwBin)

/* Shows @inspection (borrowed for the call) of @file_name. */
void hc_import_columns_show (HcImportColumns *self,
                             const HcInspection *inspection,
                             const char *file_name);
/* Adds what a person chose here to @options: columns, values, date order; @to_save: and the name to
 * keep it under for the next file. */
void hc_import_columns_fill (HcImportColumns *self, HcImportOptions *options, gboolean to_save);
/* What keeps the step from being finished, as a whole sentence; NULL: nothing. Newly allocated. */
char *hc_import_columns_problem (HcImportColumns *self);

G_END_DECLS
