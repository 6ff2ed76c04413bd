/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Step 1 of the import dialog: how the file is read, detected and overridable. Emits “changed” when a
 * person changed something. */

#pragma once

#include <adwaita.h>

#include "hc-import.h"

G_BEGIN_DECLS

#define HC_TYPE_IMPORT_READING (hc_import_reading_get_type ())
G_DECLARE_FINAL_TYPE (HcImportReading, hc_import_reading, HC, IMPORT_READING, AdwBin)

/* The ids to choose from; copied. Before the first show. */
void hc_import_reading_set_profiles (HcImportReading *self, const char *const *profiles);
/* Shows what was found; @seen is borrowed for the call. */
void hc_import_reading_show (HcImportReading *self, const HcInspection *seen);
/* Adds what a person chose to @options. After the first show. */
void hc_import_reading_fill (HcImportReading *self, HcImportOptions *options);

/* “Comma” …; translated, static. */
const char *hc_import_delimiter_name (char delimiter);

G_END_DECLS
