/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The issue under the table: its words, its record, its tickets per day, what is linked to it; one line
 * when it is folded. Signal “edit” (char *field): a value was activated. */

#pragma once

#include <adwaita.h>

#include "hc-catalog.h"

G_BEGIN_DECLS

#define HC_TYPE_CATALOG_PANE (hc_catalog_pane_get_type ())
G_DECLARE_FINAL_TYPE (HcCatalogPane, hc_catalog_pane, HC, CATALOG_PANE, AdwBin)

void hc_catalog_pane_set_catalog (HcCatalogPane *self, HcCatalog *catalog, GMenuModel *menu);
/* NULL: none. */
void hc_catalog_pane_show (HcCatalogPane *self, HcRecord *issue);
void hc_catalog_pane_set_folded (HcCatalogPane *self, gboolean folded);
const char *hc_catalog_pane_warning (HcCatalogPane *self); /* NULL: none */

G_END_DECLS
