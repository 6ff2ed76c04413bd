/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether what a person said about a file is kept for the next one with its columns, and under
 * which name. */

#pragma once

#include <adwaita.h>

#include "hc-import.h"

G_BEGIN_DECLS

#define HC_TYPE_IMPORT_REMEMBER (hc_import_remember_get_type ())
G_DECLARE_FINAL_TYPE (HcImportRemember, hc_import_remember, HC, IMPORT_REMEMBER, AdwBin)

/* @chosen: there is something to keep. Proposes the profile of @inspection when it is the launch's
 * own, else a name from @file_name. */
void hc_import_remember_show (HcImportRemember *self,
                              gboolean chosen,
                              const HcInspection *inspection,
                              const char *file_name);
/* The name to keep it under; NULL: do not. */
const char *hc_import_remember_name (HcImportRemember *self);

G_END_DECLS
