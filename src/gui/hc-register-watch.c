/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-register-watch.h"

struct _HcRegisterWatch
{
  GObject parent_instance;

  /* Owned */
  HcRecordList *list;
  GPtrArray *records; /* that are listened to */
  guint source;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcRegisterWatch, hc_register_watch, G_TYPE_OBJECT)

static gboolean
tell_cb (gpointer user_data)
{
  HcRegisterWatch *self = user_data;

  self->source = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_soon (HcRegisterWatch *self)
{
  /* Before anything is drawn. */
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

static void
forget_record (HcRegisterWatch *self, HcRecord *record)
{
  g_signal_handlers_disconnect_by_func (record, tell_soon, self);
}

static void
items_changed_cb (HcRegisterWatch *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    forget_record (self, g_ptr_array_index (self->records, position + i));
  if (removed > 0)
    g_ptr_array_remove_range (self->records, position, removed);
  for (guint i = 0; i < added; i++)
    {
      HcRecord *record = hc_record_list_at (self->list, position + i);

      g_signal_connect_swapped (record, "changed", G_CALLBACK (tell_soon), self);
      g_ptr_array_insert (self->records, (int) (position + i), g_object_ref (record));
    }
  tell_soon (self);
}

static void
hc_register_watch_dispose (GObject *object)
{
  HcRegisterWatch *self = HC_REGISTER_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->records != NULL)
    for (guint i = 0; i < self->records->len; i++)
      forget_record (self, g_ptr_array_index (self->records, i));
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (hc_register_watch_parent_class)->dispose (object);
}

static void
hc_register_watch_class_init (HcRegisterWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_register_watch_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hc_register_watch_init (HcRegisterWatch *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

HcRegisterWatch *
hc_register_watch_new (HcRecordList *list)
{
  HcRegisterWatch *self = g_object_new (HC_TYPE_REGISTER_WATCH, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::loaded", G_CALLBACK (tell_soon), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, hc_record_list_count (list));
  return self;
}

HcRecordList *
hc_register_watch_list (HcRegisterWatch *self)
{
  return self->list;
}
