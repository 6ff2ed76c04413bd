/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which issues the catalog shows: facets, each with the values that pass (none set: all do). Kept as
 * one line of text, “state=open action=fix,escalate flag=overdue”. Display-free. */

#pragma once

#include "hc-catalog.h"

G_BEGIN_DECLS

typedef enum
{
  HC_CATALOG_BY_STATE, /* “open” stands for all open ones */
  HC_CATALOG_BY_ACTION,
  HC_CATALOG_BY_OWNER,
  HC_CATALOG_BY_WORKFLOW, /* ids */
  HC_CATALOG_BY_CAUSE,
  HC_CATALOG_BY_SEVERITY,
  HC_CATALOG_BY_DECISION,
  HC_CATALOG_BY_FLAG, /* all of them must hold: blocker, driver, unowned, overdue, incomplete, quiet */
  HC_N_CATALOG_FACETS,
} HcCatalogFacet;

/* The value for issues without one. */
#define HC_CATALOG_NONE "-"

typedef struct
{
  GHashTable *values[HC_N_CATALOG_FACETS]; /* set of char * */
} HcCatalogFilter;

void hc_catalog_filter_init (HcCatalogFilter *self);
void hc_catalog_filter_clear (HcCatalogFilter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcCatalogFilter, hc_catalog_filter_clear)
void hc_catalog_filter_empty (HcCatalogFilter *self);
gboolean hc_catalog_filter_is_empty (const HcCatalogFilter *self);
gboolean hc_catalog_filter_has (const HcCatalogFilter *self, HcCatalogFacet facet, const char *value);
void hc_catalog_filter_set (HcCatalogFilter *self,
                            HcCatalogFacet facet,
                            const char *value,
                            gboolean on);
gboolean hc_catalog_filter_matches (const HcCatalogFilter *self,
                                    HcCatalog *catalog,
                                    const HcRecordData *issue);

char *hc_catalog_filter_format (const HcCatalogFilter *self);
/* What is not understood is left out. */
void hc_catalog_filter_parse (HcCatalogFilter *self, const char *text);

const char *hc_catalog_facet_label (HcCatalogFacet facet); /* translated */
/* The values that a facet offers, in order (of char *); workflows of the launch by their ids. */
GPtrArray *hc_catalog_facet_values (HcCatalogFacet facet, HcRecordList *workflows);
/* For people; newly allocated. */
char *hc_catalog_facet_value_label (HcCatalogFacet facet,
                                    const char *value,
                                    HcRecordList *workflows);
/* “Owner: Access, none”; NULL: not set. Newly allocated. */
char *hc_catalog_filter_chip (const HcCatalogFilter *self,
                              HcCatalogFacet facet,
                              HcRecordList *workflows);

G_END_DECLS
