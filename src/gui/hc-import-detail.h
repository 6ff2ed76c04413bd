/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One import in full: what was read, what warns, what was rejected; takes it back. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_IMPORT_DETAIL (hc_import_detail_get_type ())
G_DECLARE_FINAL_TYPE (HcImportDetail, hc_import_detail, HC, IMPORT_DETAIL, AdwBin)

/* @batches: the launch's, kept; @index: the one to show. */
void hc_import_detail_show (HcImportDetail *self, HcLaunch *launch, GPtrArray *batches, guint index);

/* The newest import of its source, the only one that can be taken back. Pure. */
gboolean hc_import_is_newest (GPtrArray *batches, guint index);

G_END_DECLS
