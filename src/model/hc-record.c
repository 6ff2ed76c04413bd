/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-record.h"

struct _HcRecord
{
  GObject parent_instance;

  HcRecordData *data; /* owned */
  guint changed_count;
};

G_DEFINE_FINAL_TYPE (HcRecord, hc_record, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_CHANGED_COUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
hc_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HcRecord *self = HC_RECORD (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, hc_record_title (self));
      break;
    case PROP_CHANGED_COUNT:
      g_value_set_uint (value, self->changed_count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hc_record_finalize (GObject *object)
{
  hc_record_data_free (HC_RECORD (object)->data);
  G_OBJECT_CLASS (hc_record_parent_class)->finalize (object);
}

static void
hc_record_class_init (HcRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hc_record_get_property;
  object_class->finalize = hc_record_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_CHANGED_COUNT]
    = g_param_spec_uint ("changed-count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", HC_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
hc_record_init (HcRecord *self)
{
}

HcRecord *
hc_record_new (HcRecordData *data)
{
  HcRecord *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (HC_TYPE_RECORD, NULL);
  self->data = data;
  return self;
}

const HcRecordData *
hc_record_data (HcRecord *self)
{
  g_return_val_if_fail (HC_IS_RECORD (self), NULL);
  return self->data;
}

const HcRecordType *
hc_record_type_of (HcRecord *self)
{
  g_return_val_if_fail (HC_IS_RECORD (self), NULL);
  return self->data->type;
}

const char *
hc_record_id (HcRecord *self)
{
  g_return_val_if_fail (HC_IS_RECORD (self), NULL);
  return self->data->id;
}

const char *
hc_record_title (HcRecord *self)
{
  g_return_val_if_fail (HC_IS_RECORD (self), NULL);
  return hc_record_data_title (self->data);
}

const char *
hc_record_get (HcRecord *self, const char *field)
{
  g_return_val_if_fail (HC_IS_RECORD (self), NULL);
  return hc_record_data_get (self->data, field);
}

char *
hc_record_dup_text (HcRecord *self, const char *field)
{
  int i;

  g_return_val_if_fail (HC_IS_RECORD (self), NULL);

  i = hc_record_type_field (self->data->type, field);
  g_return_val_if_fail (i >= 0, NULL);
  return hc_field_format (&self->data->type->fields[i], self->data->values[i]);
}

void
hc_record_take_data (HcRecord *self, HcRecordData *data)
{
  g_autoptr (HcRecordData) old = NULL;

  g_return_if_fail (HC_IS_RECORD (self) && data != NULL);

  if (hc_record_data_equal (self->data, data))
    {
      hc_record_data_free (data);
      return;
    }
  old = self->data;
  self->data = data;
  /* The same text: lists know the record by this one. */
  g_free (data->id);
  data->id = g_steal_pointer (&old->id);
  self->changed_count++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED_COUNT]);
  if (g_strcmp0 (hc_record_data_title (old), hc_record_data_title (data)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_signal_emit (self, changed_signal, 0);
}
