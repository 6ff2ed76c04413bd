/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row.h"

struct _HcRow
{
  GObject parent_instance;

  gint64 id;

  /* Owned */
  HcTicketItem *item;
};

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (HcRow, hc_row, G_TYPE_OBJECT)

static void
hc_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ITEM:
      g_value_set_pointer (value, HC_ROW (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hc_row_finalize (GObject *object)
{
  g_clear_pointer (&HC_ROW (object)->item, hc_ticket_item_unref);
  G_OBJECT_CLASS (hc_row_parent_class)->finalize (object);
}

static void
hc_row_class_init (HcRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hc_row_get_property;
  object_class->finalize = hc_row_finalize;
  props[PROP_ITEM] = g_param_spec_pointer ("item", NULL, NULL,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                             | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
hc_row_init (HcRow *self)
{
}

HcRow *
hc_row_new (gint64 id)
{
  HcRow *self = g_object_new (HC_TYPE_ROW, NULL);

  self->id = id;
  return self;
}

gint64
hc_row_id (HcRow *self)
{
  return self->id;
}

HcTicketItem *
hc_row_item (HcRow *self)
{
  return self->item;
}

void
hc_row_set_item (HcRow *self, HcTicketItem *item)
{
  g_return_if_fail (HC_IS_ROW (self));
  if (self->item == item)
    return;
  g_clear_pointer (&self->item, hc_ticket_item_unref);
  self->item = item != NULL ? hc_ticket_item_ref (item) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
}

void
hc_row_become (HcRow *self, gint64 id, HcTicketItem *item)
{
  g_return_if_fail (HC_IS_ROW (self));

  self->id = id;
  hc_row_set_item (self, item);
}
