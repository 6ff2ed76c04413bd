/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: what people, issues, rules and cohorts say about each ticket of the population.
 * Per link: a person's choice, else what the ticket's issue says (workflow, step, cause), else the
 * rules, else (cohorts) every one whose match fits. A step brings its workflow. */

#pragma once

#include "hc-columns.h"
#include "hc-db-private.h"

G_BEGIN_DECLS

typedef struct HcColumnsLinks HcColumnsLinks;

/* The catalog, the plan and the matches of cohorts. Borrows @db. */
HcColumnsLinks *hc_columns_links_new (HcDb *db, GError **error);
void hc_columns_links_free (HcColumnsLinks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcColumnsLinks, hc_columns_links_free)

/* Columns of the table ticket that matches ask for, each after a comma; "" when there are none. */
const char *hc_columns_links_ticket_columns (const HcColumnsLinks *self);
/* What is found of matches; free with g_array_unref(). */
GArray *hc_columns_matches_new (void);
/* Adds to @matches what the values of those columns mean for @ticket; tickets come in id order. Any
 * thread, @self is only read. */
void hc_columns_links_see (const HcColumnsLinks *self,
                           GArray *matches,
                           guint32 ticket,
                           sqlite3_value **values);
/* Fills dimensions, names, ids, kinds, head counts of @out, whose rows are placed. @matches: of all
 * tickets, in id order. */
gboolean hc_columns_links_place (HcColumnsLinks *self,
                                 const GArray *matches,
                                 HcColumns *out,
                                 GError **error);

G_END_DECLS
