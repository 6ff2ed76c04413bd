/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: which link counts, for many tickets: the person's, else the effective issue's
 * (workflow, step, cause), else the first rule's. What cohorts match by themselves is not here. */

#pragma once

#include "hc-db-private.h"
#include "hc-triage-table.h"

G_BEGIN_DECLS

typedef struct HcLinkResolver HcLinkResolver;

/* Holds all choices of people. */
HcLinkResolver *hc_link_resolver_load (HcDb *db, GError **error);
void hc_link_resolver_free (HcLinkResolver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcLinkResolver, hc_link_resolver_free)

typedef struct
{
  const char *value[HC_N_LINKS]; /* NULL: none */
  HcLinkSource source[HC_N_LINKS];
} HcResolvedLinks;

/* @rule: by kind what rules say, NULL = nothing. The texts live as long as the resolver and @rule. */
void hc_link_resolve (const HcLinkResolver *self,
                      gint64 ticket,
                      const char *const rule[HC_N_LINKS],
                      HcResolvedLinks *out);
/* 1 << HcLinkKind of what a person chose. */
guint hc_link_resolver_chosen (const HcLinkResolver *self, gint64 ticket);

G_END_DECLS
