/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What only a person can say about the dates of a file: which order, and whether plain numbers are
 * dates at all. Emits “changed” when it was said. */

#pragma once

#include <adwaita.h>

#include "hc-import.h"

G_BEGIN_DECLS

#define HC_TYPE_IMPORT_DATES (hc_import_dates_get_type ())
G_DECLARE_FINAL_TYPE (HcImportDates, hc_import_dates, HC, IMPORT_DATES, AdwBin)

/* Asks what @inspection (borrowed for the call) leaves open. */
void hc_import_dates_show (HcImportDates *self, const HcInspection *inspection);
/* AUTO until a person chose. */
HcDateOrder hc_import_dates_order (HcImportDates *self);
/* What is still to be said, as a whole sentence; NULL: nothing. */
const char *hc_import_dates_problem (HcImportDates *self);

G_END_DECLS
