/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the tickets of the launch really went, read from the facts, judged by dispatchers and
 * declared hops of now. Any thread that owns @db. */

#pragma once

#include "hc-db.h"
#include "hc-routing-pairs.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 as_of; /* HC_INSTANT_NONE without an import */
  HcRoutingCoverage coverage;
  guint hops_allowed;    /* of the count method */
  GArray *pairs;         /* of HcRoutingPair; empty unless the method is history */
  GPtrArray *groups;     /* of char *, by ordinal; [0] is NULL */
  GPtrArray *categories; /* likewise */
} HcRoutingCheck;

HcRoutingCheck *hc_routing_check_load (HcDb *db, GError **error);
void hc_routing_check_free (HcRoutingCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRoutingCheck, hc_routing_check_free)

/* An assignment group as imported. */
typedef struct
{
  char *name;
  gint64 n_tickets; /* that lie there now; 0: it was only passed through */
} HcGroupCount;

void hc_group_count_free (HcGroupCount *self);
/* All groups of all imports by number of tickets, then name; of HcGroupCount. */
GPtrArray *hc_group_counts_load (HcDb *db, GError **error);

G_END_DECLS
