/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-columns.h"

static const char *const dimension_words[HC_N_DIMENSIONS] = { NULL, "category", "subcategory",
                                                              "priority", "group" };

const char *
hc_dimension_word (HcDimension by)
{
  return (guint) by < HC_N_DIMENSIONS ? dimension_words[by] : NULL;
}

HcDimension
hc_dimension_from_word (const char *word)
{
  for (guint by = HC_BY_NONE + 1; word != NULL && by < HC_N_DIMENSIONS; by++)
    if (g_str_equal (dimension_words[by], word))
      return (HcDimension) by;
  return HC_BY_NONE;
}

HcColumns *
hc_columns_new (guint n)
{
  HcColumns *self = g_new0 (HcColumns, 1);

  self->n = n;
  self->ticket = g_new0 (guint32, n);
  self->opened = g_new0 (guint32, n);
  self->ended = g_new0 (guint32, n);
  self->updated = g_new0 (guint32, n);
  self->due = g_new0 (guint32, n);
  self->state = g_new0 (guint8, n);
  self->priority = g_new0 (guint8, n);
  self->flags = g_new0 (guint16, n);
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    {
      self->dim[by] = g_new0 (guint32, n);
      self->names[by] = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->names[by], NULL);
    }
  self->newest_as_of = HC_INSTANT_NONE;
  return self;
}

void
hc_columns_free (HcColumns *self)
{
  if (self == NULL)
    return;
  g_free (self->ticket);
  g_free (self->opened);
  g_free (self->ended);
  g_free (self->updated);
  g_free (self->due);
  g_free (self->state);
  g_free (self->priority);
  g_free (self->flags);
  for (guint by = 0; by < HC_N_DIMENSIONS; by++)
    {
      g_free (self->dim[by]);
      g_clear_pointer (&self->names[by], g_ptr_array_unref);
    }
  g_free (self->spells);
  g_free (self);
}
