/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of up to millions of rows (GListModel of HcRow): a vector of ids and a cache of pages that
 * are fetched on the store's readers when somebody looks. Rows are wrappers held weakly: the same id
 * is the same object while anyone holds it, until a large change of the ids: then the first rows of
 * the change become others in place, without items-changed. Lives on the main context, never touches SQL there.
 *
 * Never put it into a sort or filter model: each asks for every row.
 *
 * Signals: “ids-will-change” before and “ids-changed” after hc_row_list_set_ids() (around its
 * items-changed), “fetch-failed” (GError). */

#pragma once

#include "hc-row.h"
#include "hc-store.h"

G_BEGIN_DECLS

#define HC_ROW_LIST_PAGE 128
#define HC_ROW_LIST_CACHED_PAGES 64

#define HC_TYPE_ROW_LIST (hc_row_list_get_type ())
G_DECLARE_FINAL_TYPE (HcRowList, hc_row_list, HC, ROW_LIST, GObject)

/* A page that is on its way. */
typedef struct _HcRowRequest HcRowRequest;

/* Starts to fetch the rows of @ids (valid until it is answered); later, on the main context, call
 * hc_row_list_answer() exactly once. */
typedef void (*HcRowFetch) (HcRowList *self,
                            HcRowRequest *request,
                            const gint64 *ids,
                            guint n,
                            gpointer data);

/* Tickets of @store. */
HcRowList *hc_row_list_new (HcStore *store);
/* Rows from anywhere, for tests. */
HcRowList *hc_row_list_new_with_fetch (HcRowFetch fetch, gpointer data);
/* @items: of HcTicketItem, NULL where a row is gone; NULL: failed because of @error. */
void hc_row_list_answer (HcRowList *self,
                         HcRowRequest *request,
                         GPtrArray *items,
                         const GError *error);

/* Takes the result of a new query (of gint64). Emits the smallest splice; a large change in
 * parts, never (p, n, n). @data_changed: the rows themselves may have changed; those on screen are fetched anew
 * and keep their old figures until then. */
void hc_row_list_set_ids (HcRowList *self, GArray *ids, gboolean data_changed);
/* Rows that came with the new query's ids: call just before set_ids, so that the first frame has
 * them. Of HcTicketItem; dropped by a set_ids that says @data_changed unless given with it. */
void hc_row_list_take_first_rows (HcRowList *self, GPtrArray *items);
GArray *hc_row_list_ids (HcRowList *self); /* borrowed until the next set_ids */
gint64 hc_row_list_id_at (HcRowList *self, guint position); /* 0: no such position */
/* G_MAXUINT when the list does not hold @id. Linear, about 1 ms for a million. */
guint hc_row_list_position_of (HcRowList *self, gint64 id);

/* The smallest change that turns @a into @b. */
typedef struct
{
  guint position, removed, added;
} HcSplice;

HcSplice hc_id_diff (const gint64 *a, guint n_a, const gint64 *b, guint n_b);

G_END_DECLS
