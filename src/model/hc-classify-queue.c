/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-classify-queue.h"

#include <glib/gi18n.h>

#define N_CHOICES 9
#define N_AHEAD 3        /* tickets read ahead */
#define LEARN_DELAY_MS 400 /* a person decides faster than that: learn when they pause */
#define N_RECENT 9

#define STALE_TABLES                                                                               \
  (HC_TABLES_TICKETS | HC_TABLES_TRIAGE | HC_TABLES_LINKS | HC_TABLES_CATALOG | HC_TABLES_LAUNCH)

struct _HcClassifyQueue
{
  GObject parent_instance;

  /* Owned */
  HcLaunch *launch;
  HcClassifyLoad *load; /* NULL until read */
  GHashTable *tickets;  /* id → HcClassifyTicket, read ahead */
  GHashTable *asked;    /* set of ids that are being read */
  GHashTable *decided;  /* set of ids that the load still has as unclassified */
  GHashTable *skipped;  /* set of ids */
  GPtrArray *order;     /* of HcQueueItem, borrowed from load: those to go, present one first */
  GArray *done;         /* of Decision, for undo */
  GPtrArray *recent;    /* of char *: issues, last chosen first */
  GCancellable *loading; /* NULL: no load runs */
  GCancellable *reading; /* of tickets */
  guint timer;

  gint64 wanted; /* the ticket to show after the next load; 0: the present one */
  guint serial;  /* of decisions */
  guint n_pending; /* decisions that are being written */
  guint loading_serial;
  gboolean loading_is_clean; /* nothing was being written when it began */
  gboolean is_loaded;
  gboolean is_stopped;
};

typedef struct
{
  gint64 ticket; /* 0: several */
} Decision;

G_DEFINE_FINAL_TYPE (HcClassifyQueue, hc_classify_queue, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];



static void
tell_changed (HcClassifyQueue *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tell_failed (HcClassifyQueue *self, const char *what, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !self->is_stopped)
    g_signal_emit (self, signals[FAILED], 0, what, error);
}

static void
add_id (GHashTable *set, gint64 id)
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
      tell_failed (self, _ ("The ticket could not be read"), error);
      return;
    }
  if (self->load == NULL || self->load->suggester != reading->suggester)
    return;
  g_hash_table_insert (self->tickets, g_memdup2 (&reading->ticket, sizeof reading->ticket),
                       g_steal_pointer (&ticket));
  current = hc_classify_queue_current (self);
  if (current != NULL && current->ticket == reading->ticket)
    tell_changed (self);
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
  add_id (self->asked, ticket);
  hc_classify_ticket_async (self->launch, self->load->suggester, self->load->columns, ticket,
                            self->reading, ticket_read_cb, reading);
}

static void
read_ahead (HcClassifyQueue *self)
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

static void
take_load (HcClassifyQueue *self, HcClassifyLoad *load)
{
  const HcQueueItem *current = hc_classify_queue_current (self);
  gint64 first = self->wanted != 0 ? self->wanted : current != NULL ? current->ticket : 0;

  self->wanted = 0;
  g_ptr_array_set_size (self->order, 0);
  g_clear_pointer (&self->load, hc_classify_load_free);
  self->load = load;
  if (self->loading_is_clean && self->loading_serial == self->serial)
    g_hash_table_remove_all (self->decided);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  g_hash_table_remove_all (self->tickets);
  g_hash_table_remove_all (self->asked);
  put_in_order (self, first);
  read_ahead (self);
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
    tell_failed (self, _ ("The unclassified tickets could not be read"), error);
  tell_changed (self);
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

static void
load_later (HcClassifyQueue *self, guint delay)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->is_stopped)
    self->timer = g_timeout_add (delay, load_cb, self);
}

static void
launch_changed_cb (HcClassifyQueue *self, guint tables)
{
  if ((tables & STALE_TABLES) != 0)
    load_later (self, self->wanted != 0 ? 0 : LEARN_DELAY_MS);
}

/* ---------------------------------------------------------------- deciding */

static void
remember (HcClassifyQueue *self, const char *issue_id)
{
  guint i;

  if (g_ptr_array_find_with_equal_func (self->recent, issue_id, g_str_equal, &i))
    g_ptr_array_remove_index (self->recent, i);
  g_ptr_array_insert (self->recent, 0, g_strdup (issue_id));
  if (self->recent->len > N_RECENT)
    g_ptr_array_set_size (self->recent, N_RECENT);
}

static void
write_begins (HcClassifyQueue *self)
{
  self->serial++;
  self->n_pending++;
}

/* Of one ticket: it may be gone from the queue, or a newer load did not know yet. */
typedef struct
{
  HcClassifyQueue *queue;
  GArray *tickets; /* of gint64 */
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->queue);
  g_array_unref (writing->tickets);
  g_free (writing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static Writing *
writing_new (HcClassifyQueue *self, const gint64 *tickets, guint n)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->queue = g_object_ref (self);
  writing->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (writing->tickets, tickets, n);
  return writing;
}

/* Not written: they are to be decided again. */
static void
take_back (HcClassifyQueue *self, GArray *tickets)
{
  for (guint i = 0; i < tickets->len; i++)
    g_hash_table_remove (self->decided, &g_array_index (tickets, gint64, i));
  self->wanted = g_array_index (tickets, gint64, 0);
  for (guint i = self->done->len; i-- > 0;)
    if (g_array_index (self->done, Decision, i).ticket == (tickets->len == 1 ? self->wanted : 0))
      {
        g_array_remove_index (self->done, i);
        break;
      }
  load_later (self, 0);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  HcClassifyQueue *self = writing->queue;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  self->n_pending--;
  if (hc_classify_finish (HC_LAUNCH (object), result, &id, &error))
    {
      if (id != NULL && writing->tickets->len == 1)
        remember (self, id);
      load_later (self, LEARN_DELAY_MS);
      return;
    }
  take_back (self, writing->tickets);
  tell_failed (self, _ ("The decision could not be saved"), error);
}

static gint64
leave (HcClassifyQueue *self)
{
  Decision decision = { hc_classify_queue_current (self)->ticket };

  add_id (self->decided, decision.ticket);
  g_array_append_val (self->done, decision);
  g_ptr_array_remove_index (self->order, 0);
  write_begins (self);
  read_ahead (self);
  return decision.ticket;
}

static void
decide (HcClassifyQueue *self, const char *issue_id, HcTriageHow how)
{
  g_autofree char *issue = g_strdup (issue_id);
  gint64 ticket = leave (self);

  remember (self, issue);
  hc_classify_set_issue_async (self->launch, &ticket, 1, issue, how, written_cb,
                               writing_new (self, &ticket, 1));
  tell_changed (self);
}

gboolean
hc_classify_queue_accept (HcClassifyQueue *self)
{
  const HcQueueItem *current;

  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), FALSE);

  current = hc_classify_queue_current (self);
  if (current == NULL || current->suggestion == NULL)
    return FALSE;
  decide (self, current->suggestion->issue_id, HC_TRIAGE_SUGGESTION);
  return TRUE;
}

void
hc_classify_queue_choose (HcClassifyQueue *self, const char *issue_id)
{
  g_return_if_fail (HC_IS_CLASSIFY_QUEUE (self) && issue_id != NULL);

  if (hc_classify_queue_current (self) != NULL)
    decide (self, issue_id, HC_TRIAGE_CHOICE);
}

void
hc_classify_queue_create (HcClassifyQueue *self, HcRecordData *issue)
{
  gint64 ticket;

  g_return_if_fail (HC_IS_CLASSIFY_QUEUE (self) && issue != NULL);

  if (hc_classify_queue_current (self) == NULL)
    {
      hc_record_data_free (issue);
      return;
    }
  ticket = leave (self);
  hc_classify_create_issue_async (self->launch, issue, &ticket, 1, HC_TRIAGE_CHOICE, NULL,
                                  written_cb, writing_new (self, &ticket, 1));
  tell_changed (self);
}

void
hc_classify_queue_skip (HcClassifyQueue *self)
{
  HcQueueItem *item;

  g_return_if_fail (HC_IS_CLASSIFY_QUEUE (self));

  if (self->order->len == 0)
    return;
  item = g_ptr_array_steal_index (self->order, 0);
  add_id (self->skipped, item->ticket);
  g_ptr_array_add (self->order, item);
  read_ahead (self);
  tell_changed (self);
}

static gboolean
is_sure (const HcQueueItem *item, double confidence)
{
  return item->suggestion != NULL && item->suggestion->confidence >= confidence;
}

void
hc_classify_queue_accept_all (HcClassifyQueue *self, double confidence)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) issues = g_ptr_array_new ();
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autofree char *text = NULL;
  Decision several = { 0 };

  g_return_if_fail (HC_IS_CLASSIFY_QUEUE (self));

  for (guint i = 0; i < self->order->len; i++)
    {
      HcQueueItem *item = g_ptr_array_index (self->order, i);

      if (!is_sure (item, confidence))
        {
          g_ptr_array_add (rest, item);
          continue;
        }
      g_array_append_val (tickets, item->ticket);
      g_ptr_array_add (issues, item->suggestion->issue_id);
      add_id (self->decided, item->ticket);
    }
  if (tickets->len == 0)
    return;
  g_array_append_val (self->done, several);
  write_begins (self);
  hc_classify_set_issues_async (self->launch, (const gint64 *) tickets->data,
                                (const char *const *) issues->pdata, tickets->len, written_cb,
                                writing_new (self, (const gint64 *) tickets->data, tickets->len));
  g_ptr_array_set_size (self->order, 0);
  g_ptr_array_extend_and_steal (self->order, g_steal_pointer (&rest));
  read_ahead (self);
  text = g_strdup_printf (ngettext ("%u suggestion accepted", "%u suggestions accepted",
                                    tickets->len),
                          tickets->len);
  g_signal_emit (self, signals[TOLD], 0, text);
  tell_changed (self);
}

/* ---------------------------------------------------------------- undo */

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcClassifyQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = hc_store_undo_finish (HC_STORE (object), result, &error);

  self->n_pending--;
  if (error != NULL)
    tell_failed (self, _ ("It could not be undone"), error);
  load_later (self, 0);
}

gboolean
hc_classify_queue_undo (HcClassifyQueue *self)
{
  Decision decision;

  g_return_val_if_fail (HC_IS_CLASSIFY_QUEUE (self), FALSE);

  if (self->done->len == 0)
    return FALSE;
  decision = g_array_index (self->done, Decision, self->done->len - 1);
  g_array_set_size (self->done, self->done->len - 1);
  if (decision.ticket != 0)
    {
      g_hash_table_remove (self->decided, &decision.ticket);
      g_hash_table_remove (self->skipped, &decision.ticket);
      self->wanted = decision.ticket;
    }
  else
    g_hash_table_remove_all (self->decided);
  write_begins (self); /* behind what is being written: one after another */
  hc_store_undo_async (hc_launch_store (self->launch), undone_cb, g_object_ref (self));
  return TRUE;
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
    n += is_sure (g_ptr_array_index (self->order, i), confidence);
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
