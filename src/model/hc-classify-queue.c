/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-classify-queue-private.h"

#include <glib/gi18n.h>

#define N_CHOICES 9
#define N_AHEAD 3 /* tickets read ahead */

#define STALE_TABLES                                                                               \
  (HC_TABLES_TICKETS | HC_TABLES_TRIAGE | HC_TABLES_LINKS | HC_TABLES_CATALOG | HC_TABLES_LAUNCH)

G_DEFINE_FINAL_TYPE (HcClassifyQueue, hc_classify_queue, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
hc_classify_queue_tell (HcClassifyQueue *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hc_classify_queue_fail (HcClassifyQueue *self, const char *what, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !self->is_stopped)
    g_signal_emit (self, signals[FAILED], 0, what, error);
}

void
hc_classify_queue_tell_done (HcClassifyQueue *self, const char *text)
{
  g_signal_emit (self, signals[TOLD], 0, text);
}

gboolean
hc_classify_queue_is_sure (const HcQueueItem *item, double confidence)
{
  return item->suggestion != NULL && item->suggestion->confidence >= confidence;
}

void
hc_classify_queue_add_id (GHashTable *set, gint64 id)
{
  g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

/* ---------------------------------------------------------------- reading ahead */

typedef struct
{
  HcClassifyQueue *queue;
  HcSuggester *suggester; /* whose suggestions they are */
  gint64 ticket;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->queue);
  hc_suggester_unref (reading->suggester);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
ticket_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  HcClassifyQueue *self = reading->queue;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcClassifyTicket) ticket = hc_store_job_finish (HC_STORE (object), result, &error);
  const HcQueueItem *current;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* by a newer load, which asks anew */
  g_hash_table_remove (self->asked, &reading->ticket);
  if (ticket == NULL)
    {
      hc_classify_queue_fail (self, _ ("The ticket could not be read"), error);
      return;
    }
  if (self->load == NULL || self->load->suggester != reading->suggester)
    return;
  g_hash_table_insert (self->tickets, g_memdup2 (&reading->ticket, sizeof reading->ticket),
                       g_steal_pointer (&ticket));
  current = hc_classify_queue_current (self);
  if (current != NULL && current->ticket == reading->ticket)
    hc_classify_queue_tell (self);
}

static void
read_ticket (HcClassifyQueue *self, gint64 ticket)
{
  Reading *reading;

  if (g_hash_table_contains (self->tickets, &ticket) ||
      g_hash_table_contains (self->asked, &ticket))
    return;
  reading = g_new0 (Reading, 1);
  reading->queue = g_object_ref (self);
  reading->suggester = hc_suggester_ref (self->load->suggester);
  reading->ticket = ticket;
  hc_classify_queue_add_id (self->asked, ticket);
  hc_classify_ticket_async (self->launch, self->load->suggester, self->load->columns, ticket,
                            self->reading, ticket_read_cb, reading);
}

void
hc_classify_queue_read_ahead (HcClassifyQueue *self)
{
  for (guint i = 0; !self->is_stopped && i < MIN (N_AHEAD, self->order->len); i++)
    read_ticket (self, ((HcQueueItem *) g_ptr_array_index (self->order, i))->ticket);
}

/* ---------------------------------------------------------------- the load */

/* Skipped ones last; then the wanted ticket first. */
static void
put_in_order (HcClassifyQueue *self, gint64 first)
{
  GPtrArray *items = self->load->queue->items;

  g_ptr_array_set_size (self->order, 0);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < items->len; i++)
      {
        HcQueueItem *item = g_ptr_array_index (items, i);

        if (g_hash_table_contains (self->decided, &item->ticket) ||
            g_hash_table_contains (self->skipped, &item->ticket) != (pass == 1))
          continue;
        if (item->ticket == first)
          g_ptr_array_insert (self->order, 0, item);
        else
          g_ptr_array_add (self->order, item);
      }
}

/* A load from before the undo does not have it yet: wait for the next. */
static void
show_wanted (HcClassifyQueue *self, gboolean is_up_to_date)
{
  for (guint i = 0; self->wanted != 0 && i < self->order->len; i++)
    {
      HcQueueItem *item = g_ptr_array_index (self->order, i);

      if (item->ticket != self->wanted)
        continue;
      g_ptr_array_remove_index (self->order, i);
      g_ptr_array_insert (self->order, 0, item);
      self->wanted = 0;
    }
  if (is_up_to_date)
    self->wanted = 0;
}

static void
take_load (HcClassifyQueue *self, HcClassifyLoad *load)
{
  const HcQueueItem *current = hc_classify_queue_current (self);
  gint64 first = current != NULL ? current->ticket : 0;
  gboolean is_up_to_date = self->loading_is_clean && self->loading_serial == self->serial;

  g_ptr_array_set_size (self->order, 0);
  g_clear_pointer (&self->load, hc_classify_load_free);
  self->load = load;
  if (is_up_to_date)
    g_hash_table_remove_all (self->decided);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  g_hash_table_remove_all (self->tickets);
  g_hash_table_remove_all (self->asked);
  put_in_order (self, first);
  show_wanted (self, is_up_to_date);
  hc_classify_queue_read_ahead (self);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcClassifyQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  HcClassifyLoad *load = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->is_stopped)
    {
      g_clear_pointer (&load, hc_classify_load_free);
      return;
    }
  g_clear_object (&self->loading);
  self->is_loaded = TRUE;
  if (load != NULL)
    take_load (self, load);
  else
    hc_classify_queue_fail (self, _ ("The unclassified tickets could not be read"), error);
  hc_classify_queue_tell (self);
}

static gboolean
load_cb (gpointer user_data)
{
  HcClassifyQueue *self = user_data;

  self->timer = 0;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  self->loading_serial = self->serial;
  self->loading_is_clean = self->n_pending == 0;
  hc_classify_load_async (self->launch, self->loading, loaded_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
hc_classify_queue_load_later (HcClassifyQueue *self, guint delay)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->is_stopped)
    self->timer = g_timeout_add (delay, load_cb, self);
}

static void
launch_changed_cb (HcClassifyQueue *self, guint tables)
{
  if ((tables & STALE_TABLES) != 0)
    hc_classify_queue_load_later (self, self->wanted != 0 ? 0 : HC_QUEUE_LEARN_DELAY_MS);
}

/* ---------------------------------------------------------------- what it says */

HcLaunch *
hc_classify_queue_launch (HcClassifyQueue *self)
{
  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), NULL);
  return self->launch;
}

gboolean
hc_classify_queue_is_loaded (HcClassifyQueue *self)
{
  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), FALSE);
  return self->is_loaded;
}

gint64
hc_classify_queue_n_tickets (HcClassifyQueue *self)
{
  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), 0);
  return self->load != NULL ? self->load->queue->n_tickets : 0;
}

gint64
hc_classify_queue_n_classified (HcClassifyQueue *self)
{
  gint64 n;

  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), 0);

  if (self->load == NULL)
    return 0;
  n = self->load->queue->n_classified;
  for (guint i = 0; i < self->load->queue->items->len; i++)
    {
      const HcQueueItem *item = g_ptr_array_index (self->load->queue->items, i);

      n += g_hash_table_contains (self->decided, &item->ticket);
    }
  return n;
}

HcSuggestAccuracy
hc_classify_queue_accuracy (HcClassifyQueue *self)
{
  HcSuggestAccuracy none = { 0 };

  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), none);
  return self->load != NULL ? self->load->queue->accuracy : none;
}

const HcQueueItem *
hc_classify_queue_current (HcClassifyQueue *self)
{
  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), NULL);
  return self->order->len > 0 ? g_ptr_array_index (self->order, 0) : NULL;
}

const HcClassifyTicket *
hc_classify_queue_ticket (HcClassifyQueue *self)
{
  const HcQueueItem *current = hc_classify_queue_current (self);

  return current != NULL ? g_hash_table_lookup (self->tickets, &current->ticket) : NULL;
}

guint
hc_classify_queue_n_left (HcClassifyQueue *self)
{
  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), 0);
  return self->order->len;
}

static void
add_choice (GPtrArray *choices, const char *id, const char *first)
{
  if (choices->len < N_CHOICES && g_strcmp0 (id, first) != 0 &&
      !g_ptr_array_find_with_equal_func (choices, id, g_str_equal, NULL))
    g_ptr_array_add (choices, g_strdup (id));
}

GPtrArray *
hc_classify_queue_choices (HcClassifyQueue *self)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);
  const HcQueueItem *current = hc_classify_queue_current (self);
  const HcClassifyTicket *ticket = hc_classify_queue_ticket (self);
  const char *first;

  if (current == NULL)
    return choices;
  first = current->suggestion != NULL ? current->suggestion->issue_id : NULL;
  for (guint i = 0; ticket != NULL && i < ticket->suggestions->len; i++)
    add_choice (choices, ((HcSuggestion *) g_ptr_array_index (ticket->suggestions, i))->issue_id,
                first);
  for (guint i = 0; i < self->recent->len; i++)
    add_choice (choices, g_ptr_array_index (self->recent, i), first);
  return choices;
}

guint
hc_classify_queue_n_sure (HcClassifyQueue *self, double confidence)
{
  guint n = 0;

  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), 0);

  for (guint i = 0; i < self->order->len; i++)
    n += hc_classify_queue_is_sure (g_ptr_array_index (self->order, i), confidence);
  return n;
}

/* ---------------------------------------------------------------- class */

void
hc_classify_queue_stop (HcClassifyQueue *self)
{
  g_return_if_fail (HC_IS_CLASSIFY_QUEUE (self));

  self->is_stopped = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_cancellable_cancel (self->reading);
}

static void
hc_classify_queue_dispose (GObject *object)
{
  hc_classify_queue_stop (HC_CLASSIFY_QUEUE (object));
  G_OBJECT_CLASS (hc_classify_queue_parent_class)->dispose (object);
}

static void
hc_classify_queue_finalize (GObject *object)
{
  HcClassifyQueue *self = HC_CLASSIFY_QUEUE (object);

  g_clear_object (&self->launch);
  g_clear_object (&self->loading);
  g_clear_object (&self->reading);
  g_ptr_array_unref (self->order);
  g_clear_pointer (&self->load, hc_classify_load_free);
  g_hash_table_unref (self->tickets);
  g_hash_table_unref (self->asked);
  g_hash_table_unref (self->decided);
  g_hash_table_unref (self->skipped);
  g_array_unref (self->done);
  g_ptr_array_unref (self->recent);
  G_OBJECT_CLASS (hc_classify_queue_parent_class)->finalize (object);
}

static void
hc_classify_queue_class_init (HcClassifyQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = hc_classify_queue_dispose;
  object_class->finalize = hc_classify_queue_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
  signals[TOLD] = g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
}

static GHashTable *
id_set (GDestroyNotify value_free)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, value_free);
}

static void
hc_classify_queue_init (HcClassifyQueue *self)
{
  self->tickets = id_set ((GDestroyNotify) hc_classify_ticket_free);
  self->asked = id_set (NULL);
  self->decided = id_set (NULL);
  self->skipped = id_set (NULL);
  self->order = g_ptr_array_new ();
  self->done = g_array_new (FALSE, FALSE, sizeof (Decision));
  self->recent = g_ptr_array_new_with_free_func (g_free);
  self->reading = g_cancellable_new ();
}

HcClassifyQueue *
hc_classify_queue_new (HcLaunch *launch)
{
  HcClassifyQueue *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  self = g_object_new (HC_TYPE_CLASSIFY_QUEUE, NULL);
  self->launch = g_object_ref (launch);
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load_cb (self);
  return self;
}
