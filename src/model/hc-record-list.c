/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-record-list.h"

#include "hc-record-list-private.h"
#include "hc-record-table.h"

/* A command that ends when the list shows it. */
typedef struct
{
  GTask *task; /* owned */
  HcRecordResult result;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_object_unref (waiting->task);
  g_free (waiting);
}

struct _HcRecordList
{
  GObject parent_instance;

  const HcRecordType *type;
  HcLaunch *launch; /* weak: the list may be kept a little longer by a command */

  /* Owned */
  HcStore *store;
  char *parent;
  GPtrArray *records;  /* of HcRecord */
  GHashTable *by_id;   /* borrowed id → borrowed HcRecord */
  GPtrArray *waiting;  /* of Waiting: commands done since the running read began */
  GPtrArray *answered; /* of Waiting: the running read shows what they did; NULL: none runs */

  gboolean again; /* something changed while a read runs */
  gboolean loaded;
};

static void hc_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HcRecordList,
                               hc_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, hc_record_list_model_init))

enum
{
  PROP_0,
  PROP_LOADED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint load_failed_signal, read_signal;

static void start_reading (HcRecordList *self);

/* ---------------------------------------------------------------- GListModel */

static GType
list_get_item_type (GListModel *model)
{
  return HC_TYPE_RECORD;
}

static guint
list_get_n_items (GListModel *model)
{
  return HC_RECORD_LIST (model)->records->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  HcRecordList *self = HC_RECORD_LIST (model);

  return position < self->records->len ? g_object_ref (self->records->pdata[position]) : NULL;
}

static void
hc_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* ---------------------------------------------------------------- smallest splices */

static void
remove_run (HcRecordList *self, guint position, guint n)
{
  for (guint i = position; i < position + n; i++)
    g_hash_table_remove (self->by_id, hc_record_id (self->records->pdata[i]));
  g_ptr_array_remove_range (self->records, position, n);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n, 0);
}

static gboolean
is_shown (HcRecordList *self, HcRecord *record)
{
  return g_hash_table_contains (self->by_id, hc_record_id (record));
}

/* @target[@position …] up to the first that is shown already. */
static guint
insert_run (HcRecordList *self, GPtrArray *target, guint position)
{
  guint n = 0;

  while (position + n < target->len && !is_shown (self, target->pdata[position + n]))
    {
      HcRecord *record = target->pdata[position + n];

      g_ptr_array_insert (self->records, (int) (position + n), g_object_ref (record));
      g_hash_table_insert (self->by_id, (char *) hc_record_id (record), record);
      n++;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
  return n;
}

static void
remove_gone (HcRecordList *self, GPtrArray *target)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  guint end = self->records->len;

  for (guint i = 0; i < target->len; i++)
    g_hash_table_add (kept, target->pdata[i]);
  while (end > 0)
    {
      guint start = end;

      while (start > 0 && !g_hash_table_contains (kept, self->records->pdata[start - 1]))
        start--;
      if (start < end)
        remove_run (self, start, end - start);
      end = start > 0 ? start - 1 : 0;
    }
}

/* Takes out what stands in the way of @wanted: itself, when it moves up, else the one above it. */
static void
make_way (HcRecordList *self, guint position, HcRecord *wanted)
{
  guint at;

  if (!is_shown (self, wanted))
    return;
  at = hc_record_list_position (self, hc_record_id (wanted));
  remove_run (self, at == position + 1 ? position : at, 1);
}

static void
splice_to (HcRecordList *self, GPtrArray *target)
{
  guint i = 0;

  remove_gone (self, target);
  while (i < target->len)
    {
      HcRecord *wanted = target->pdata[i];

      if (i < self->records->len && self->records->pdata[i] == wanted)
        {
          i++;
          continue;
        }
      make_way (self, i, wanted);
      if (!is_shown (self, wanted))
        i += insert_run (self, target, i);
    }
}

/* A record that stays keeps its object. */
static void
take_records (HcRecordList *self, GPtrArray *datas)
{
  g_autoptr (GPtrArray) target = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);

  for (guint i = 0; i < datas->len; i++)
    {
      HcRecordData *data = datas->pdata[i];
      HcRecord *record = hc_record_list_find (self, data->id);

      g_ptr_array_add (target, record ? g_object_ref (record)
                                      : hc_record_new (hc_record_data_copy (data)));
      g_ptr_array_add (news, hc_record_data_copy (data));
    }
  splice_to (self, target);
  for (guint i = 0; i < target->len; i++)
    hc_record_take_data (target->pdata[i], g_steal_pointer (&news->pdata[i]));
}

/* ---------------------------------------------------------------- reading */

typedef struct
{
  const HcRecordType *type;
  char *parent;
} Query;

static void
query_free (Query *query)
{
  g_free (query->parent);
  g_free (query);
}

static gpointer
read_job (HcDb *db, gpointer data, GError **error)
{
  Query *query = data;

  return hc_records_load (db, query->type, query->parent, error);
}

static void
answer_commands (HcRecordList *self)
{
  g_autoptr (GPtrArray) answered = g_steal_pointer (&self->answered);

  for (guint i = 0; i < answered->len; i++)
    {
      Waiting *waiting = answered->pdata[i];

      g_task_return_pointer (waiting->task, waiting->result (waiting->task), g_free);
    }
}

static void
set_loaded (HcRecordList *self)
{
  if (self->loaded)
    return;
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRecordList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) datas = hc_store_job_finish (HC_STORE (object), result, &error);

  if (datas != NULL)
    {
      take_records (self, datas);
      set_loaded (self);
      g_signal_emit (self, read_signal, 0);
    }
  else
    g_signal_emit (self, load_failed_signal, 0, error);

  /* What they wrote is written, shown or not. */
  answer_commands (self);
  if (self->again)
    start_reading (self);
}

static void
start_reading (HcRecordList *self)
{
  Query *query = g_new0 (Query, 1);

  self->again = FALSE;
  self->answered = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  query->type = self->type;
  query->parent = g_strdup (self->parent);
  hc_store_read_async (self->store, read_job, query, (GDestroyNotify) query_free,
                       (GDestroyNotify) g_ptr_array_unref, NULL, read_cb,
                       g_object_ref (self));
}

static void
reload (HcRecordList *self)
{
  if (self->answered != NULL)
    self->again = TRUE;
  else
    start_reading (self);
}

void
hc_record_list_wait (HcRecordList *self, GTask *task, HcRecordResult result)
{
  Waiting *waiting = g_new (Waiting, 1);

  *waiting = (Waiting) { task, result };
  g_ptr_array_add (self->waiting, waiting);
  reload (self);
}

static void
launch_changed_cb (HcLaunch *launch, guint tables, HcRecordList *self)
{
  if ((tables & hc_record_tables (self->type)) != 0)
    reload (self);
}

/* ---------------------------------------------------------------- class */

static void
hc_record_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HcRecordList *self = HC_RECORD_LIST (object);

  switch (id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hc_record_list_finalize (GObject *object)
{
  HcRecordList *self = HC_RECORD_LIST (object);

  g_clear_weak_pointer (&self->launch);
  g_clear_object (&self->store);
  g_free (self->parent);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (hc_record_list_parent_class)->finalize (object);
}

static void
hc_record_list_class_init (HcRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hc_record_list_get_property;
  object_class->finalize = hc_record_list_finalize;

  properties[PROP_LOADED] = g_param_spec_boolean (
    "loaded", NULL, NULL, FALSE,
    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  load_failed_signal = g_signal_new ("load-failed", HC_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  read_signal = g_signal_new ("read", HC_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
}

static void
hc_record_list_init (HcRecordList *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
}

HcRecordList *
hc_record_list_new (HcLaunch *launch, const char *type_name, const char *parent_id)
{
  const HcRecordType *type = hc_record_type (type_name);
  HcRecordList *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch) && type != NULL, NULL);

  self = g_object_new (HC_TYPE_RECORD_LIST, NULL);
  self->type = type;
  self->parent = g_strdup (parent_id);
  g_set_weak_pointer (&self->launch, launch);
  self->store = g_object_ref (hc_launch_store (launch));
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self, 0);
  start_reading (self);
  return self;
}

/* ---------------------------------------------------------------- looking */

HcStore *
hc_record_list_store (HcRecordList *self)
{
  return self->store;
}

HcLaunch *
hc_record_list_launch (HcRecordList *self)
{
  g_return_val_if_fail (HC_IS_RECORD_LIST (self), NULL);
  return self->launch;
}

const HcRecordType *
hc_record_list_type (HcRecordList *self)
{
  g_return_val_if_fail (HC_IS_RECORD_LIST (self), NULL);
  return self->type;
}

const char *
hc_record_list_parent (HcRecordList *self)
{
  g_return_val_if_fail (HC_IS_RECORD_LIST (self), NULL);
  return self->parent;
}

gboolean
hc_record_list_is_loaded (HcRecordList *self)
{
  g_return_val_if_fail (HC_IS_RECORD_LIST (self), FALSE);
  return self->loaded;
}

guint
hc_record_list_count (HcRecordList *self)
{
  g_return_val_if_fail (HC_IS_RECORD_LIST (self), 0);
  return self->records->len;
}

HcRecord *
hc_record_list_at (HcRecordList *self, guint position)
{
  g_return_val_if_fail (HC_IS_RECORD_LIST (self), NULL);
  return position < self->records->len ? self->records->pdata[position] : NULL;
}

HcRecord *
hc_record_list_find (HcRecordList *self, const char *id)
{
  g_return_val_if_fail (HC_IS_RECORD_LIST (self), NULL);
  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

guint
hc_record_list_position (HcRecordList *self, const char *id)
{
  HcRecord *record = hc_record_list_find (self, id);
  guint position;

  if (record != NULL && g_ptr_array_find (self->records, record, &position))
    return position;
  return G_MAXUINT;
}
