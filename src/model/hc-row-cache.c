/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row-cache.h"

typedef struct
{
  GList link; /* in pages; data is the page */
  GPtrArray *items;
} Page;

typedef struct
{
  HcTicketItem *item; /* borrowed from the page */
  Page *page;
} Cached;

struct _HcRowCache
{
  GHashTable *by_id; /* &HcTicketItem.id → Cached */
  GQueue pages;      /* most recently used first */
  guint max_pages;
};

HcRowCache *
hc_row_cache_new (guint max_pages)
{
  HcRowCache *self = g_new0 (HcRowCache, 1);

  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->max_pages = max_pages;
  return self;
}

static void
evict (HcRowCache *self, Page *page)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      HcTicketItem *item = g_ptr_array_index (page->items, i);
      Cached *cached = item != NULL ? g_hash_table_lookup (self->by_id, &item->id) : NULL;

      if (cached != NULL && cached->page == page)
        g_hash_table_remove (self->by_id, &item->id);
    }
  g_queue_unlink (&self->pages, &page->link);
  g_ptr_array_unref (page->items);
  g_free (page);
}

void
hc_row_cache_clear (HcRowCache *self)
{
  while (self->pages.length > 0)
    evict (self, self->pages.tail->data);
}

void
hc_row_cache_free (HcRowCache *self)
{
  hc_row_cache_clear (self);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

void
hc_row_cache_add (HcRowCache *self, GPtrArray *items)
{
  Page *page = g_new0 (Page, 1);

  page->link.data = page;
  page->items = g_ptr_array_ref (items);
  for (guint i = 0; i < items->len; i++)
    {
      HcTicketItem *item = g_ptr_array_index (items, i);
      Cached *cached;

      if (item == NULL)
        continue;
      cached = g_new (Cached, 1);
      *cached = (Cached) { item, page };
      g_hash_table_replace (self->by_id, &item->id, cached);
    }
  g_queue_push_head_link (&self->pages, &page->link);
  while (self->pages.length > self->max_pages)
    evict (self, self->pages.tail->data);
}

gboolean
hc_row_cache_contains (HcRowCache *self, gint64 id)
{
  return g_hash_table_contains (self->by_id, &id);
}

HcTicketItem *
hc_row_cache_use (HcRowCache *self, gint64 id)
{
  Cached *cached = g_hash_table_lookup (self->by_id, &id);

  if (cached == NULL)
    return NULL;
  if (self->pages.head != &cached->page->link)
    {
      g_queue_unlink (&self->pages, &cached->page->link);
      g_queue_push_head_link (&self->pages, &cached->page->link);
    }
  return cached->item;
}
