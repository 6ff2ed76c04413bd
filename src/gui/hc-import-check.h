/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Step 3 of the import dialog, and its result: what the import would do (or did), what looks wrong,
 * which rows are rejected (they can be saved). Emits “changed” when the as-of or the coverage was
 * changed, “failed” (sentence) when saving did not work. */

#pragma once

#include <adwaita.h>

#include "hc-day.h"
#include "hc-import.h"

G_BEGIN_DECLS

#define HC_TYPE_IMPORT_CHECK (hc_import_check_get_type ())
G_DECLARE_FINAL_TYPE (HcImportCheck, hc_import_check, HC, IMPORT_CHECK, AdwBin)

/* Before the check: what the file proposes; a typed as-of stays. @calendar is borrowed for the
 * widget's life. */
void hc_import_check_propose (HcImportCheck *self,
                              gint64 as_of,
                              HcCoverage covers,
                              HcCalendar *calendar);
/* Adds as-of and coverage to @options; @typed_only: no as-of that was only proposed. */
void hc_import_check_fill (HcImportCheck *self, HcImportOptions *options, gboolean typed_only);
/* @batch is borrowed for the call, @rejects (may be NULL) is referenced. @done: it is imported,
 * nothing can be chosen any more. @n_files: how many files follow the same way (1: only this
 * one). */
void hc_import_check_show (HcImportCheck *self,
                           const HcBatch *batch,
                           GPtrArray *rejects,
                           gboolean done,
                           guint n_files);

G_END_DECLS
