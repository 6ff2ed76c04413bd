/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: which hops between groups were wrong. A hop is wrong when it leaves a resolver
 * group: not one of a dispatcher team, and not a declared hop between two teams. A group that no
 * team was named for is a resolver group. */

#pragma once

#include "hc-db-private.h"
#include "hc-routing-pairs.h"

G_BEGIN_DECLS

typedef struct _HcRouting HcRouting;

HcRouting *hc_routing_load (HcDb *db, GError **error);
void hc_routing_free (HcRouting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRouting, hc_routing_free)

/* How a hop between two groups (as exported, neither empty) is judged. */
HcHopKind hc_routing_kind (HcRouting *self, const char *from, const char *to);
/* The same, wrong or not; NULL or "" from is no hop. */
gboolean hc_routing_is_wrong (HcRouting *self, const char *from, const char *to);

G_END_DECLS
