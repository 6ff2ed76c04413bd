/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of rows that HcRowList keeps: found by id, the least recently used page goes first. */

#pragma once

#include "hc-ticket-list.h"

G_BEGIN_DECLS

typedef struct _HcRowCache HcRowCache;

HcRowCache *hc_row_cache_new (guint max_pages);
void hc_row_cache_free (HcRowCache *self);
void hc_row_cache_clear (HcRowCache *self);
/* @items: of HcTicketItem, NULL where a row is gone; referenced. */
void hc_row_cache_add (HcRowCache *self, GPtrArray *items);
gboolean hc_row_cache_contains (HcRowCache *self, gint64 id);
/* Borrowed; NULL when it is not there. */
HcTicketItem *hc_row_cache_use (HcRowCache *self, gint64 id);

G_END_DECLS
