/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person decides, and takes back: counts at once, is written behind it. */

#include "config.h"

#include "hc-classify-queue-private.h"

#include <glib/gi18n.h>

#define N_RECENT 9

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
  hc_classify_queue_load_later (self, 0);
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
      hc_classify_queue_load_later (self, HC_QUEUE_LEARN_DELAY_MS);
      return;
    }
  take_back (self, writing->tickets);
  hc_classify_queue_fail (self, _ ("The decision could not be saved"), error);
}

static gint64
leave (HcClassifyQueue *self)
{
  Decision decision = { hc_classify_queue_current (self)->ticket };

  hc_classify_queue_add_id (self->decided, decision.ticket);
  g_array_append_val (self->done, decision);
  g_ptr_array_remove_index (self->order, 0);
  write_begins (self);
  hc_classify_queue_read_ahead (self);
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
  hc_classify_queue_tell (self);
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
  hc_classify_queue_tell (self);
}

void
hc_classify_queue_skip (HcClassifyQueue *self)
{
  HcQueueItem *item;

  g_return_if_fail (HC_IS_CLASSIFY_QUEUE (self));

  if (self->order->len == 0)
    return;
  item = g_ptr_array_steal_index (self->order, 0);
  hc_classify_queue_add_id (self->skipped, item->ticket);
  g_ptr_array_add (self->order, item);
  hc_classify_queue_read_ahead (self);
  hc_classify_queue_tell (self);
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

      if (!hc_classify_queue_is_sure (item, confidence))
        {
          g_ptr_array_add (rest, item);
          continue;
        }
      g_array_append_val (tickets, item->ticket);
      g_ptr_array_add (issues, item->suggestion->issue_id);
      hc_classify_queue_add_id (self->decided, item->ticket);
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
  hc_classify_queue_read_ahead (self);
  text = g_strdup_printf (ngettext ("%u suggestion accepted", "%u suggestions accepted",
                                    tickets->len),
                          tickets->len);
  hc_classify_queue_tell_done (self, text);
  hc_classify_queue_tell (self);
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
    hc_classify_queue_fail (self, _ ("It could not be undone"), error);
  hc_classify_queue_load_later (self, 0);
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
