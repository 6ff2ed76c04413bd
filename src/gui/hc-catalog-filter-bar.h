/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Above the table of issues: the separate paths with their counts (deflect, escalate, monitor, fix,
 * undecided), the filters as chips “Field: values ×”, and “+ Filter”. Signal “changed”. */

#pragma once

#include <adwaita.h>

#include "hc-catalog-filter.h"

G_BEGIN_DECLS

#define HC_TYPE_CATALOG_FILTER_BAR (hc_catalog_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (HcCatalogFilterBar, hc_catalog_filter_bar, HC, CATALOG_FILTER_BAR, AdwBin)

void hc_catalog_filter_bar_set_catalog (HcCatalogFilterBar *self, HcCatalog *catalog);
const HcCatalogFilter *hc_catalog_filter_bar_filter (HcCatalogFilterBar *self); /* borrowed */
/* As hc_catalog_filter_parse(); emits “changed”. */
void hc_catalog_filter_bar_set_text (HcCatalogFilterBar *self, const char *text);
/* Where there is little width, paths are icons with counts. */
void hc_catalog_filter_bar_set_narrow (HcCatalogFilterBar *self, gboolean narrow);
/* Sets or takes away one value; emits “changed”. */
void hc_catalog_filter_bar_set (HcCatalogFilterBar *self,
                                HcCatalogFacet facet,
                                const char *value,
                                gboolean on);

G_END_DECLS
