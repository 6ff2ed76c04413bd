/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-selection.h"

struct _HcSelection
{
  GObject parent_instance;

  /* Owned */
  HcRowList *rows;
  GtkBitset *selected; /* positions */
  GtkBitset *kept;     /* ids, while the list changes; NULL otherwise */
};

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
  HcSelection,
  hc_selection,
  G_TYPE_OBJECT,
  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
    G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_iface_init))

/* ---------------------------------------------------------------- interfaces */

static GType
get_item_type (GListModel *model)
{
  return HC_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (HC_SELECTION (model)->rows));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (HC_SELECTION (model)->rows), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (HC_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  g_autoptr (GtkBitset) range = gtk_bitset_new_range (position, n);

  gtk_bitset_intersect (range, HC_SELECTION (model)->selected);
  return g_steal_pointer (&range);
}

/* Takes @positions and tells the range that differs. */
static void
take_selected (HcSelection *self, GtkBitset *positions)
{
  g_autoptr (GtkBitset) changed = gtk_bitset_copy (self->selected);

  gtk_bitset_difference (changed, positions);
  gtk_bitset_unref (self->selected);
  self->selected = positions;
  if (!gtk_bitset_is_empty (changed))
    {
      guint first = gtk_bitset_get_minimum (changed), last = gtk_bitset_get_maximum (changed);

      gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
    }
}

/* Everything else GTK derives from it. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  HcSelection *self = HC_SELECTION (model);
  g_autoptr (GtkBitset) chosen = gtk_bitset_copy (selected);
  GtkBitset *positions = gtk_bitset_copy (self->selected);

  gtk_bitset_intersect (chosen, mask);
  gtk_bitset_subtract (positions, mask);
  gtk_bitset_union (positions, chosen);
  take_selected (self, positions);
  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* ---------------------------------------------------------------- the list changes */

static void
items_changed_cb (HcSelection *self, guint position, guint removed, guint added)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
ids_will_change_cb (HcSelection *self)
{
  GtkBitsetIter iter;
  guint position;

  g_assert (self->kept == NULL);
  if (gtk_bitset_is_empty (self->selected))
    return;
  self->kept = gtk_bitset_new_empty ();
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    gtk_bitset_add (self->kept, (guint) hc_row_list_id_at (self->rows, position));
}

static void
ids_changed_cb (HcSelection *self)
{
  g_autoptr (GtkBitset) kept = g_steal_pointer (&self->kept);
  GtkBitset *positions;
  GArray *ids = hc_row_list_ids (self->rows);

  if (kept == NULL)
    return;
  positions = gtk_bitset_new_empty ();
  for (guint i = 0; i < ids->len; i++)
    {
      guint start = i;

      while (i < ids->len && gtk_bitset_contains (kept, (guint) g_array_index (ids, gint64, i)))
        i++;
      if (i > start)
        gtk_bitset_add_range (positions, start, i - start);
    }
  take_selected (self, positions);
}

/* ---------------------------------------------------------------- object */

static void
hc_selection_finalize (GObject *object)
{
  HcSelection *self = HC_SELECTION (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  g_clear_pointer (&self->kept, gtk_bitset_unref);
  G_OBJECT_CLASS (hc_selection_parent_class)->finalize (object);
}

static void
hc_selection_class_init (HcSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hc_selection_finalize;
}

static void
hc_selection_init (HcSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

HcSelection *
hc_selection_new (HcRowList *rows)
{
  HcSelection *self = g_object_new (HC_TYPE_SELECTION, NULL);

  self->rows = g_object_ref (rows);
  g_signal_connect_object (rows, "ids-will-change", G_CALLBACK (ids_will_change_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "ids-changed", G_CALLBACK (ids_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

guint64
hc_selection_count (HcSelection *self)
{
  return gtk_bitset_get_size (self->selected);
}

guint
hc_selection_first (HcSelection *self)
{
  return gtk_bitset_is_empty (self->selected) ? G_MAXUINT
                                              : gtk_bitset_get_minimum (self->selected);
}

GArray *
hc_selection_ids (HcSelection *self)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64),
                                   (guint) gtk_bitset_get_size (self->selected));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = hc_row_list_id_at (self->rows, position);

      g_array_append_val (ids, id);
    }
  return ids;
}
