/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Page “Issue Catalog”: every issue with the method's columns, its tickets, and what is done about it. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_CATALOG_PAGE (hc_catalog_page_get_type ())
G_DECLARE_FINAL_TYPE (HcCatalogPage, hc_catalog_page, HC, CATALOG_PAGE, HcPage)

/* Selects the issue, whatever the filters say. */
void hc_catalog_page_show_issue (HcCatalogPage *self, const char *id);

G_END_DECLS
