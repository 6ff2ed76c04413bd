/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between filters and table: the top three drivers with their growth and how they are held, issues that
 * block whatever the averages say, and what the first catalog still lacks. Lines without content are
 * not there. Signal “issue-activated” (char *id): jump to it. */

#pragma once

#include <adwaita.h>

#include "hc-catalog.h"

G_BEGIN_DECLS

#define HC_TYPE_CATALOG_NOTES (hc_catalog_notes_get_type ())
G_DECLARE_FINAL_TYPE (HcCatalogNotes, hc_catalog_notes, HC, CATALOG_NOTES, AdwBin)

void hc_catalog_notes_set_catalog (HcCatalogNotes *self, HcCatalog *catalog);
/* Drivers only while they are pinned; where there is little height, one line for all. */
void hc_catalog_notes_set_drivers (HcCatalogNotes *self, gboolean shown);
void hc_catalog_notes_set_low (HcCatalogNotes *self, gboolean low);

G_END_DECLS
