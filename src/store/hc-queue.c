/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The queue of tickets without an issue. */

#include "config.h"

#include "hc-db-private.h"
#include "hc-suggest-table.h"
#include "hc-text-titles.h"

static void
queue_item_free (HcQueueItem *self)
{
  g_free (self->key);
  g_free (self->title);
  g_clear_pointer (&self->suggestion, hc_suggestion_free);
  g_free (self);
}

void
hc_queue_free (HcQueue *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  HcDb *db;
  const HcColumns *columns;
  const gint *cancelled;
  guint limit; /* 0: none */
  HcSuggester *suggester;
  HcStmt *tickets;
  HcStmt *term;
  GHashTable *terms; /* id → text: a few thousand, asked for again and again */
  HcQueue *queue;
} Loader;

static void
loader_clear (Loader *self)
{
  g_clear_pointer (&self->suggester, hc_suggester_unref);
  g_clear_pointer (&self->tickets, hc_stmt_free);
  g_clear_pointer (&self->term, hc_stmt_free);
  g_clear_pointer (&self->terms, g_hash_table_unref);
  g_clear_pointer (&self->queue, hc_queue_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

static const char *
term_text (Loader *self, int column)
{
  gint64 id = hc_stmt_int64 (self->tickets, column);
  gpointer text = NULL;

  if (id == 0 || g_hash_table_lookup_extended (self->terms, GSIZE_TO_POINTER (id), NULL, &text))
    return text;
  hc_stmt_bind_int64 (self->term, 1, id);
  /* A damaged file may lack it: “check” reports that. */
  if (sqlite3_step (self->term->stmt) == SQLITE_ROW)
    text = hc_stmt_text (self->term, 0);
  hc_stmt_reset (self->term);
  g_hash_table_insert (self->terms, GSIZE_TO_POINTER (id), text);
  return text;
}

static HcQueueItem *
make_item (Loader *self)
{
  HcSuggestTicket ticket = { hc_stmt_peek_text (self->tickets, 2), term_text (self, 3),
                             term_text (self, 4), term_text (self, 5), term_text (self, 6) };
  g_autoptr (GPtrArray) found = hc_suggester_suggest (self->suggester, &ticket, 1);
  HcQueueItem *item = g_new0 (HcQueueItem, 1);

  item->ticket = hc_stmt_int64 (self->tickets, 0);
  item->key = hc_stmt_text (self->tickets, 1);
  item->title = hc_stmt_text (self->tickets, 2);
  if (found->len > 0)
    item->suggestion = g_ptr_array_steal_index (found, 0);
  return item;
}

/* ---------------------------------------------------------------- order */

static double
confidence_of (const HcQueueItem *item)
{
  return item->suggestion != NULL ? item->suggestion->confidence : -1;
}

static guint
row_of (const Loader *self, const HcQueueItem *item)
{
  guint row = 0;

  hc_columns_find (self->columns, (guint32) item->ticket, &row);
  return row;
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const HcQueueItem *x = *(HcQueueItem *const *) a, *y = *(HcQueueItem *const *) b;
  guint row_x, row_y;

  if (confidence_of (x) != confidence_of (y))
    return confidence_of (x) > confidence_of (y) ? -1 : 1;
  row_x = row_of (data, x);
  row_y = row_of (data, y);
  return row_x > row_y ? -1 : row_x < row_y;
}

static void
sort_and_cut (Loader *self)
{
  GPtrArray *items = self->queue->items;

  g_ptr_array_sort_with_data (items, compare_items, self);
  if (self->limit > 0 && items->len > self->limit)
    g_ptr_array_remove_range (items, self->limit, items->len - self->limit);
}

/* ---------------------------------------------------------------- loading */

static gboolean
load_items (Loader *self, GError **error)
{
  guint full = self->limit > 0 ? MAX (2 * self->limit, 4096) : G_MAXUINT;
  int rc;

  for (guint i = 0; (rc = hc_stmt_step (self->tickets, error)) == SQLITE_ROW; i++)
    {
      gint64 id = hc_stmt_int64 (self->tickets, 0);
      guint row;

      if (hc_text_stop (self->cancelled, i, error))
        return FALSE;
      if (id > G_MAXUINT32 || !hc_columns_find (self->columns, (guint32) id, &row)
          || self->columns->dim[HC_BY_ISSUE][row] != 0
          || self->columns->state[row] == HC_STATE_CANCELLED)
        continue;
      g_ptr_array_add (self->queue->items, make_item (self));
      if (self->queue->items->len >= full)
        sort_and_cut (self);
    }
  sort_and_cut (self);
  return rc == SQLITE_DONE;
}

static gboolean
prepare (Loader *self, GError **error)
{
  return (self->suggester = hc_suggester_load (self->db, error))
         && (self->tickets = hc_db_prepare (
               self->db,
               "SELECT id, external_id, title, category_term, subcategory_term, group_term, "
               "requester_term FROM ticket NOT INDEXED",
               error))
         && (self->term = hc_db_prepare (self->db, "SELECT text FROM term WHERE id = ?1", error));
}

static HcQueue *
load (HcDb *db, HcColumns *columns, guint limit, const gint *cancelled, GError **error)
{
  g_auto (Loader) self = { .db = db, .columns = columns, .cancelled = cancelled, .limit = limit };

  self.terms = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self.queue = g_new0 (HcQueue, 1);
  self.queue->items = g_ptr_array_new_with_free_func ((GDestroyNotify) queue_item_free);
  for (guint i = 0; i < columns->n; i++)
    if (columns->state[i] != HC_STATE_CANCELLED)
      {
        self.queue->n_tickets++;
        self.queue->n_classified += columns->dim[HC_BY_ISSUE][i] != 0 ? 1 : 0;
      }
  if (!prepare (&self, error) || !load_items (&self, error))
    return NULL;
  self.queue->accuracy = hc_suggester_accuracy (self.suggester);
  return g_steal_pointer (&self.queue);
}

HcQueue *
hc_queue_load (HcDb *db, HcColumns *columns, guint limit, const gint *cancelled, GError **error)
{
  HcQueue *queue;

  g_return_val_if_fail (db != NULL && columns != NULL, NULL);

  if (!hc_db_begin_read (db, error))
    return NULL;
  queue = load (db, columns, limit, cancelled, error);
  hc_db_end_read (db);
  return queue;
}
