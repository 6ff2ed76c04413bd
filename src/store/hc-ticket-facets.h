/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the columns of a launch know about tickets beyond their own rows: links, wrong routing,
 * repeats. The ticket table filters and orders by it, and its menus count with it. Only tickets of the
 * launch's population have facets. Immutable, reference-counted, any thread. */

#pragma once

#include "hc-columns.h"
#include "hc-db.h"
#include "hc-rule.h"

G_BEGIN_DECLS

typedef enum
{
  HC_TICKET_MARK_UNCLASSIFIED, /* no issue */
  HC_TICKET_MARK_MISROUTED,    /* left a wrong group; by the exported count where history is not known */
  HC_TICKET_MARK_REPEAT,       /* its issue had a ticket within the look-back */
  HC_TICKET_MARK_SAME_USER,    /* its requester had such a ticket within the look-back */
  HC_N_TICKET_MARKS,
} HcTicketMark;

const char *hc_ticket_mark_word (HcTicketMark mark); /* “misrouted”: stable */

/* A record that tickets can be linked to. */
typedef struct
{
  char *id;    /* the cause's word; “”: without */
  char *label; /* “HC-004 No approver for cost centre”, “Invoice posting / Check tax code”; NULL: without */
  gint64 count;
} HcTicketFacet;

typedef struct _HcTicketFacets HcTicketFacets;

/* All records there are, with their tickets. @columns NULL: none are loaded yet, all counts are 0. */
HcTicketFacets *hc_ticket_facets_load (HcDb *db,
                                       HcColumns *columns,
                                       double look_back_days,
                                       GError **error);
HcTicketFacets *hc_ticket_facets_ref (HcTicketFacets *self);
void hc_ticket_facets_unref (HcTicketFacets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTicketFacets, hc_ticket_facets_unref)

/* Of HcTicketFacet in the order of their labels; the first one is “without”. Borrowed. */
GPtrArray *hc_ticket_facets_values (const HcTicketFacets *self, HcLinkKind kind);
/* Borrowed; NULL when there is no such record (any more). */
const char *hc_ticket_facets_label (const HcTicketFacets *self, HcLinkKind kind, const char *id);
gint64 hc_ticket_facets_marked (const HcTicketFacets *self, HcTicketMark mark);
/* Without cancelled tickets, which ask for no issue. */
gint64 hc_ticket_facets_population (const HcTicketFacets *self);
gboolean hc_ticket_facets_is_empty (const HcTicketFacets *self); /* loaded without columns */
/* @id is one that hc_ticket_facets_keep() kept. */
gint64 hc_ticket_facets_opened (const HcTicketFacets *self, gint64 id);

/* Keeps those of @ids (gint64) that have one of @links[kind] (of char *, empty or NULL: any) for every
 * kind, and all of @marks (1 << HcTicketMark). In place, linear. */
void hc_ticket_facets_keep (const HcTicketFacets *self,
                            GPtrArray *const links[HC_N_LINKS],
                            guint marks,
                            GArray *ids);
/* Orders @ids by the label of their link, those without one last; ties keep their order. Linear. */
void hc_ticket_facets_order (const HcTicketFacets *self,
                             HcLinkKind kind,
                             gboolean descending,
                             GArray *ids);

G_END_DECLS
