/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row-list-private.h"

#define MAX_IN_FLIGHT 2 /* the store has two readers */

struct _HcRowRequest
{
  guint generation;
  gint64 page;    /* of the order it was asked in; −1: asked by ids */
  gboolean ahead; /* nobody looks at it yet */
  GArray *ids;    /* of a page: NULL until it is sent */
};

enum
{
  IDS_WILL_CHANGE,
  IDS_CHANGED,
  FETCH_FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HcRowList,
                               hc_row_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* ---------------------------------------------------------------- requests */

static HcRowRequest *
request_new (HcRowList *self, gint64 page, gboolean ahead)
{
  HcRowRequest *request = g_new0 (HcRowRequest, 1);

  request->generation = self->generation;
  request->page = page;
  request->ahead = ahead;
  return request;
}

static void
request_free (HcRowRequest *request)
{
  g_clear_pointer (&request->ids, g_array_unref);
  g_free (request);
}

static gboolean
holds_page (GQueue *requests, gint64 page)
{
  for (GList *l = requests->head; l != NULL; l = l->next)
    if (((HcRowRequest *) l->data)->page == page)
      return TRUE;
  return FALSE;
}

static gboolean
wants_page (HcRowList *self, gint64 page)
{
  return holds_page (&self->wanted, page) || holds_page (&self->sent, page);
}

/* What of the page is not in the cache; nothing when no row on screen waits for it any more. */
static GArray *
missing_ids (HcRowList *self, const HcRowRequest *request)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint start = (guint) request->page * HC_ROW_LIST_PAGE;
  guint end = MIN (start + HC_ROW_LIST_PAGE, self->ids->len);
  gboolean awaited = request->ahead;

  for (guint i = start; i < end; i++)
    {
      gint64 id = g_array_index (self->ids, gint64, i);
      HcRow *row;

      if (hc_row_cache_contains (self->cache, id))
        continue;
      g_array_append_val (ids, id);
      row = g_hash_table_lookup (self->rows, &id);
      awaited |= row != NULL && hc_row_item (row) == NULL;
    }
  if (!awaited)
    g_array_set_size (ids, 0);
  return g_steal_pointer (&ids);
}

static gboolean
send_cb (gpointer user_data)
{
  HcRowList *self = user_data;

  self->send_source = 0;
  while (self->sent.length < MAX_IN_FLIGHT && self->wanted.length > 0)
    {
      HcRowRequest *request = g_queue_pop_head (&self->wanted);

      if (request->ids == NULL)
        request->ids = missing_ids (self, request);
      if (request->ids->len == 0)
        {
          request_free (request);
          continue;
        }
      g_queue_push_tail (&self->sent, request);
      self->fetch (self, request, (const gint64 *) request->ids->data, request->ids->len,
                   self->fetch_data);
    }
  return G_SOURCE_REMOVE;
}

/* In an idle, so that the 200 rows GTK asks for at once become two pages. */
static void
send_soon (HcRowList *self)
{
  if (self->send_source == 0 && self->wanted.length > 0)
    self->send_source = g_idle_add_full (G_PRIORITY_DEFAULT, send_cb, self, NULL);
}

void
hc_row_list_want_page (HcRowList *self, guint position)
{
  gint64 page = position / HC_ROW_LIST_PAGE;

  if (!wants_page (self, page))
    g_queue_push_head (&self->wanted, request_new (self, page, FALSE));
  send_soon (self);
}

static void
want_neighbours (HcRowList *self, gint64 page)
{
  const gint64 neighbours[] = { page + 1, page - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
    if (neighbours[i] >= 0 && neighbours[i] * HC_ROW_LIST_PAGE < self->ids->len
        && !wants_page (self, neighbours[i]))
      g_queue_push_tail (&self->wanted, request_new (self, neighbours[i], TRUE));
}

/* Page numbers are those of the present order. */
static void
drop_requests (HcRowList *self)
{
  g_queue_clear_full (&self->wanted, (GDestroyNotify) request_free);
  for (GList *l = self->sent.head; l != NULL; l = l->next)
    ((HcRowRequest *) l->data)->page = -1;
}

/* ---------------------------------------------------------------- rows */

static void
row_gone_cb (gpointer user_data, GObject *gone)
{
  HcRowList *self = user_data;
  gint64 id = hc_row_id ((HcRow *) gone);

  g_hash_table_remove (self->rows, &id);
}

void
hc_row_list_add_row (HcRowList *self, HcRow *row, gint64 id)
{
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
}

HcRow *
hc_row_list_steal_row (HcRowList *self, gint64 id)
{
  HcRow *row = g_hash_table_lookup (self->rows, &id);

  if (row == NULL)
    return NULL;
  g_hash_table_remove (self->rows, &id);
  g_object_weak_unref (G_OBJECT (row), row_gone_cb, self);
  return row;
}

static HcRow *
row_for (HcRowList *self, gint64 id)
{
  HcRow *row = g_hash_table_lookup (self->rows, &id);

  if (row != NULL)
    return g_object_ref (row);
  row = hc_row_new (id);
  hc_row_list_add_row (self, row, id);
  return row;
}

static void
refresh_living_rows (HcRowList *self)
{
  HcRowRequest *request = NULL;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      gint64 id = hc_row_id (row);

      if (request == NULL || request->ids->len == HC_ROW_LIST_PAGE)
        {
          request = request_new (self, -1, FALSE);
          request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_queue_push_tail (&self->wanted, request);
        }
      g_array_append_val (request->ids, id);
    }
}

static gboolean
has_waiting_rows (HcRowList *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (hc_row_item (row) == NULL)
      return TRUE;
  return FALSE;
}

static void
show_rows (HcRowList *self, GPtrArray *items)
{
  hc_row_cache_add (self->cache, items);
  for (guint i = 0; i < items->len; i++)
    {
      HcTicketItem *item = g_ptr_array_index (items, i);
      HcRow *row = item != NULL ? g_hash_table_lookup (self->rows, &item->id) : NULL;

      if (row != NULL)
        hc_row_set_item (row, item);
    }
}

void
hc_row_list_answer (HcRowList *self,
                    HcRowRequest *request,
                    GPtrArray *items,
                    const GError *error)
{
  g_return_if_fail (HC_IS_ROW_LIST (self));

  g_queue_remove (&self->sent, request);
  if (items != NULL && request->generation == self->generation)
    {
      show_rows (self, items);
      if (request->page >= 0 && !request->ahead)
        want_neighbours (self, request->page);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FETCH_FAILED], 0, error);
  request_free (request);
  send_soon (self);
}

/* ---------------------------------------------------------------- from a store */

typedef struct
{
  HcRowList *list; /* owned */
  HcRowRequest *request;
} StoreAnswer;

static gpointer
rows_job (HcDb *db, gpointer data, GError **error)
{
  GArray *ids = data;

  return hc_ticket_list_rows (db, (const gint64 *) ids->data, ids->len, error);
}

static void
rows_fetched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  StoreAnswer *answer = user_data;
  g_autoptr (HcRowList) list = answer->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = hc_store_job_finish (HC_STORE (object), result, &error);

  hc_row_list_answer (list, answer->request, items, error);
  g_free (answer);
}

static void
fetch_from_store (
  HcRowList *self, HcRowRequest *request, const gint64 *ids, guint n, gpointer data)
{
  StoreAnswer *answer = g_new (StoreAnswer, 1);

  *answer = (StoreAnswer) { g_object_ref (self), request };
  hc_store_read_async (self->store, rows_job, g_array_ref (request->ids),
                       (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                       self->cancellable, rows_fetched_cb, answer);
}

/* ---------------------------------------------------------------- list model */

static GType
get_item_type (GListModel *model)
{
  return HC_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return HC_ROW_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HcRowList *self = HC_ROW_LIST (model);
  HcTicketItem *item;
  gint64 id;
  HcRow *row;

  if (position >= self->ids->len)
    return NULL;
  id = g_array_index (self->ids, gint64, position);
  row = row_for (self, id);
  if (hc_row_item (row) != NULL)
    return row;
  if ((item = hc_row_cache_use (self->cache, id)) != NULL)
    hc_row_set_item (row, item);
  else
    hc_row_list_want_page (self, position);
  return row;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---------------------------------------------------------------- object */

static void
hc_row_list_dispose (GObject *object)
{
  HcRowList *self = HC_ROW_LIST (object);
  GHashTableIter iter;
  gpointer row;

  g_clear_handle_id (&self->send_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_requests (self);
  g_queue_clear (&self->sent);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      g_object_weak_unref (row, row_gone_cb, self);
      g_hash_table_iter_remove (&iter);
    }
  hc_row_cache_clear (self->cache);
  g_clear_pointer (&self->first_rows, g_ptr_array_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hc_row_list_parent_class)->dispose (object);
}

static void
hc_row_list_finalize (GObject *object)
{
  HcRowList *self = HC_ROW_LIST (object);

  g_array_unref (self->ids);
  g_hash_table_unref (self->rows);
  hc_row_cache_free (self->cache);
  G_OBJECT_CLASS (hc_row_list_parent_class)->finalize (object);
}

static void
hc_row_list_class_init (HcRowListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hc_row_list_dispose;
  object_class->finalize = hc_row_list_finalize;
  signals[IDS_WILL_CHANGE] = g_signal_new ("ids-will-change", HC_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[IDS_CHANGED] = g_signal_new ("ids-changed", HC_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[FETCH_FAILED] = g_signal_new ("fetch-failed", HC_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hc_row_list_init (HcRowList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cache = hc_row_cache_new (HC_ROW_LIST_CACHED_PAGES);
  self->cancellable = g_cancellable_new ();
}

HcRowList *
hc_row_list_new (HcStore *store)
{
  HcRowList *self = hc_row_list_new_with_fetch (fetch_from_store, NULL);

  self->store = g_object_ref (store);
  return self;
}

HcRowList *
hc_row_list_new_with_fetch (HcRowFetch fetch, gpointer data)
{
  HcRowList *self = g_object_new (HC_TYPE_ROW_LIST, NULL);

  self->fetch = fetch;
  self->fetch_data = data;
  return self;
}

/* ---------------------------------------------------------------- ids */

void
hc_row_list_take_first_rows (HcRowList *self, GPtrArray *items)
{
  g_return_if_fail (HC_IS_ROW_LIST (self) && items != NULL);
  g_clear_pointer (&self->first_rows, g_ptr_array_unref);
  self->first_rows = g_ptr_array_ref (items);
}

static void
show_first_rows (HcRowList *self)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->first_rows);

  if (items != NULL)
    show_rows (self, items);
}

void
hc_row_list_set_ids (HcRowList *self, GArray *ids, gboolean data_changed)
{
  g_return_if_fail (HC_IS_ROW_LIST (self));
  g_return_if_fail (ids != NULL && g_array_get_element_size (ids) == sizeof (gint64));

  g_signal_emit (self, signals[IDS_WILL_CHANGE], 0);
  drop_requests (self);
  if (data_changed)
    {
      self->generation++;
      hc_row_cache_clear (self->cache);
    }
  show_first_rows (self);
  hc_row_list_splice (self, ids);
  if (data_changed || has_waiting_rows (self))
    refresh_living_rows (self);
  send_soon (self);
  g_signal_emit (self, signals[IDS_CHANGED], 0);
}

GArray *
hc_row_list_ids (HcRowList *self)
{
  return self->ids;
}

gint64
hc_row_list_id_at (HcRowList *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

guint
hc_row_list_position_of (HcRowList *self, gint64 id)
{
  const gint64 *ids = (const gint64 *) self->ids->data;

  for (guint i = 0; i < self->ids->len; i++)
    if (ids[i] == id)
      return i;
  return G_MAXUINT;
}
