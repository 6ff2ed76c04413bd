/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-row-list*.c only. */

#pragma once

#include "hc-row-cache.h"
#include "hc-row-list.h"

G_BEGIN_DECLS

struct _HcRowList
{
  GObject parent_instance;

  /* Owned */
  GArray *ids;
  GHashTable *rows;  /* &HcRow.id → HcRow, weak */
  HcRowCache *cache;
  GQueue wanted;     /* of HcRowRequest, next first */
  GQueue sent;       /* of HcRowRequest, not answered yet */
  HcStore *store;    /* NULL in tests */
  GCancellable *cancellable;
  GPtrArray *first_rows; /* for the next set_ids; NULL: none */

  HcRowFetch fetch;
  gpointer fetch_data;
  guint generation;
  guint send_source;
};

/* hc-row-list.c */
void hc_row_list_add_row (HcRowList *self, HcRow *row, gint64 id);
/* Drops the row of @id from the living ones; NULL: it was none. */
HcRow *hc_row_list_steal_row (HcRowList *self, gint64 id);
/* Somebody looks at @position. */
void hc_row_list_want_page (HcRowList *self, guint position);

/* hc-row-list-splice.c: takes the ids over, with items-changed. */
void hc_row_list_splice (HcRowList *self, GArray *ids);

G_END_DECLS
