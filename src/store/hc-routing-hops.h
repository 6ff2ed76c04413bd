/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: the hops of tickets between groups, as ticket_change tells them, one by one in
 * the order in which they were recorded. The one reading of “hop” for metrics and the routing
 * check. */

#pragma once

#include "hc-db-private.h"

G_BEGIN_DECLS

/* Only tickets it says TRUE of are looked at. */
typedef gboolean (*HcHopFilter) (gint64 ticket, gpointer data);

typedef struct
{
  HcStmt *stmt;
  GHashTable *parked; /* ticket → the group it was taken from */
  HcHopFilter filter;
  gpointer data;
  gint64 state_ticket;
  gint64 state_batch;

  /* The present hop. */
  gint64 ticket;
  char *from;
  const char *to;    /* until the next step */
  gboolean with_end; /* told only by a file that showed another state too: it came before that */
} HcRoutingHops;

gboolean hc_routing_hops_init (
  HcRoutingHops *self, HcDb *db, HcHopFilter filter, gpointer data, GError **error);
void hc_routing_hops_clear (HcRoutingHops *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcRoutingHops, hc_routing_hops_clear)

/* TRUE: there is a hop; FALSE without @error: the end. */
gboolean hc_routing_hops_next (HcRoutingHops *self, GError **error);
/* Did it happen before the ticket's end (seconds; HC_SECONDS_NONE: open)? */
gboolean hc_routing_hops_before (const HcRoutingHops *self, guint32 ended);

G_END_DECLS
