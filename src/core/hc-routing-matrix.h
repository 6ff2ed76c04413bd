/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Did a ticket end up where the ownership matrix says? For misrouting_rate by method “matrix”
 * (metrics.md §2), where neither the way nor the number of hand-overs is known. Pure. */

#pragma once

#include "hc-columns.h"
#include "hc-ownership.h"

G_BEGIN_DECLS

/* Lists of HcRecordData, borrowed. */
typedef struct
{
  GPtrArray *duties;
  GPtrArray *roles; /* duty_role */
  GPtrArray *teams;
  GPtrArray *group_teams;   /* group_team */
  GPtrArray *declared_hops; /* declared_hop */
  GPtrArray *issues;
} HcRoutingMatrix;

/* Sets HC_TICKET_FLAG_MATRIX_KNOWN and HC_TICKET_FLAG_MATRIX_MISROUTED.
 *
 * Two rows of the matrix speak of a ticket: that of its hot path, and the standard one for the kind
 * of its issue (hc_ownership_area_of_kind()). Its owners are the teams with an R in either. Known:
 * there is an owner, and a team was named for the ticket's group. Misrouted: that team is no owner,
 * no dispatcher, and no owner hands over to it by a declared hop. */
void hc_routing_matrix_mark (HcColumns *columns, const HcRoutingMatrix *matrix);

G_END_DECLS
