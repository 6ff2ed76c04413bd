/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tickets really went: hops between assignment groups as pairs with what they go along with
 * (metrics.md §3), and the row of the ownership matrix that speaks about a pair. Pure. */

#pragma once

#include "hc-columns.h"
#include "hc-ownership.h"
#include "hc-statistics.h"

G_BEGIN_DECLS

typedef enum
{
  HC_HOP_WRONG,      /* left a resolver group */
  HC_HOP_DISPATCHED, /* from a group of a dispatcher team */
  HC_HOP_DECLARED,   /* between two teams for which a person declared it */
} HcHopKind;

/* One ticket went from one group to another; groups are ordinals of a list of names that begins
 * with columns->names[HC_BY_GROUP]. */
typedef struct
{
  guint32 row;
  guint32 from;
  guint32 to;
  HcHopKind kind;
} HcHop;

/* The medians are in seconds, Kaplan–Meier, over tickets whose final group is `to`: those that made
 * this hop, and direct ones (known routing, no wrong hop). Association, not what the hop cost:
 * neither is subtracted from the other. */
typedef struct
{
  guint32 from;
  guint32 to;
  HcHopKind kind;
  gint64 n; /* tickets that made the hop at least once */
  HcSurvival misrouted;
  HcSurvival direct;
  guint32 category; /* of most of them, ordinal of HC_BY_CATEGORY; 0: none */
  gint64 n_category;
} HcRoutingPair;

typedef enum
{
  HC_ROUTING_NONE,    /* not measurable */
  HC_ROUTING_HISTORY, /* groups were seen in a log or in files */
  HC_ROUTING_COUNT,   /* only how often a ticket was handed on: it names no groups */
  HC_ROUTING_MATRIX,  /* only whether the last group is of an owner by the ownership matrix */
} HcRoutingMethod;

typedef struct
{
  HcRoutingMethod method;
  gboolean has_input; /* groups or counts were exported at all */
  gint64 n;         /* ended tickets, the base of the two shares */
  gint64 known;     /* of them with known groups */
  gint64 misrouted; /* of known */
  gint64 count_known;
  gint64 count_misrouted; /* handed on more often than the launch declares */
  gint64 matrix_known;    /* their owner is known from the ownership matrix */
  gint64 matrix_misrouted;
} HcRoutingCoverage;

/* As metrics.md: the best method that knows 80 % of the ended tickets. */
HcRoutingCoverage hc_routing_coverage (const HcColumns *columns);

/* Every pair of @hops, wrong ones first, then by n descending, then by groups. @as_of: open tickets
 * are censored there. Cancelled tickets are left out; children count but have no duration. Of
 * HcRoutingPair. */
GArray *
hc_routing_pairs (const HcColumns *columns, const HcHop *hops, guint n_hops, gint64 as_of);

/* ---- what would have prevented a pair ---- */

typedef enum
{
  HC_ADVICE_MAP_GROUP,       /* `to` belongs to no team yet */
  HC_ADVICE_ROW_SAYS_SO,     /* the row names the team as responsible: tell the dispatchers */
  HC_ADVICE_SET_RESPONSIBLE, /* the row is there, the team has no R in it */
  HC_ADVICE_ADD_ROW,         /* no row speaks of the team's work */
} HcRoutingAdviceKind;

typedef struct
{
  HcRoutingAdviceKind kind;
  const HcRecordData *duty; /* borrowed; NULL: MAP_GROUP, ADD_ROW */
  const char *area;         /* of the row to add; static */
} HcRoutingAdvice;

/* @to_team (id, NULL: none): the team of the group where tickets ended up; @category (optional):
 * what most of them are about. Of the rows in which the team is responsible the one that shares a
 * word with the category, else the one of the team's own kind, else the first. */
HcRoutingAdvice
hc_routing_advise (const HcOwnershipPlan *plan, const char *to_team, const char *category);

G_END_DECLS
