/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Registers whose columns people choose and sort by; rows pinned on top. */

#include "config.h"

#include "hc-register-view-private.h"

#include "hc-chart-theme.h"

/* ---------------------------------------------------------------- sorting */

static guint
rank_of_choice (const HcField *field, const char *word)
{
  for (guint i = 0; field->choices[i].word != NULL; i++)
    if (g_str_equal (field->choices[i].word, word))
      return i;
  return G_MAXUINT;
}

static int
compare_texts (HcRegisterView *self, const HcRecordData *a, const HcRecordData *b, int index)
{
  g_autofree char *x = hc_register_view_text (self, a, index);
  g_autofree char *y = hc_register_view_text (self, b, index);

  if ((*x == '\0') != (*y == '\0'))
    return *x == '\0' ? 2 : -2;
  return CLAMP (g_utf8_collate (x, y), -1, 1);
}

/* ±2: one of them has no value, which stands last in either direction. */
static int
compare_fields (HcRegisterView *self, const HcRecordData *a, const HcRecordData *b, int index)
{
  const HcField *field = &self->type->fields[index];
  const char *x = a->values[index], *y = b->values[index];
  double p, q;

  if (x == NULL || y == NULL)
    return x == y ? 0 : x == NULL ? 2 : -2;
  switch (field->type)
    {
    case HC_VALUE_INTEGER:
    case HC_VALUE_REAL:
    case HC_VALUE_INSTANT:
    case HC_VALUE_BOOLEAN:
      p = g_ascii_strtod (x, NULL);
      q = g_ascii_strtod (y, NULL);
      return (p > q) - (p < q);
    case HC_VALUE_CHOICE:
      p = rank_of_choice (field, x);
      q = rank_of_choice (field, y);
      return (p > q) - (p < q);
    case HC_VALUE_DAY:
      return g_strcmp0 (x, y);
    default:
      return compare_texts (self, a, b, index);
    }
}

static int
compare_by_column (HcRegisterView *self, const HcRecordData *a, const HcRecordData *b)
{
  int index = self->sort != NULL ? hc_register_view_index (self, self->sort) : -1;
  const HcRegisterColumn *extra = hc_register_view_extra (self, index);
  int order;

  if (index < 0)
    return 0;
  if (extra == NULL)
    order = compare_fields (self, a, b, index);
  else if (extra->compare != NULL)
    order = extra->compare (a, b, self->hooks_data);
  else
    order = compare_texts (self, a, b, index);
  return self->descending && ABS (order) != 2 ? -order : order;
}

static int
compare_pins (HcRegisterView *self, const HcRecordData *a, const HcRecordData *b)
{
  guint x = self->hooks->pin (a, self->hooks_data);
  guint y = self->hooks->pin (b, self->hooks_data);

  x = x == 0 ? G_MAXUINT : x;
  y = y == 0 ? G_MAXUINT : y;
  return (x > y) - (x < y);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  HcRegisterView *self = user_data;
  HcRecord *x = HC_RECORD ((gpointer) a), *y = HC_RECORD ((gpointer) b);
  int order = 0;

  if (self->pinned)
    order = compare_pins (self, hc_record_data (x), hc_record_data (y));
  if (order == 0)
    order = compare_by_column (self, hc_record_data (x), hc_record_data (y));
  if (order == 0)
    {
      guint p = hc_record_list_position (self->list, hc_record_id (x));
      guint q = hc_record_list_position (self->list, hc_record_id (y));

      order = (p > q) - (p < q);
    }
  return order;
}

void
hc_register_view_update_sorter (HcRegisterView *self)
{
  gboolean wanted = self->sort != NULL || (self->pinned && self->hooks->pin != NULL);
  g_autoptr (GtkSorter) sorter = NULL;

  if (self->sorted == NULL || (!wanted && gtk_sort_list_model_get_sorter (self->sorted) == NULL))
    return;
  /* A new one each time: the model sorts at once, and equal rows keep their order. */
  if (wanted)
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, self, NULL));
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}

static void
sort_again (HcRegisterView *self)
{
  hc_register_view_update_sorter (self);
  hc_register_view_refilter (self);
  g_signal_emit_by_name (self, "sort-changed");
}

static void
take_sort (HcRegisterView *self, const char *name, gboolean descending)
{
  if (g_strcmp0 (self->sort, name) == 0 && self->descending == descending)
    return;
  g_free (self->sort);
  self->sort = g_strdup (name);
  self->descending = descending;
  sort_again (self);
}

static void
sorter_changed_cb (HcRegisterView *self)
{
  gboolean descending = FALSE;
  const char *name;

  if (self->layout == NULL || self->sorting)
    return;
  name = hc_column_layout_sort (self->layout, &descending);
  take_sort (self, name, descending);
}

void
hc_register_view_set_sort (HcRegisterView *self, const char *name, gboolean descending)
{
  gboolean shown;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self) && self->layout != NULL);

  /* No header shows the order of a column that is not on screen. */
  shown = name != NULL && hc_column_layout_is_shown (self->layout, name);
  self->sorting = TRUE;
  hc_column_layout_set_sort (self->layout, shown ? name : NULL, descending);
  self->sorting = FALSE;
  take_sort (self, name, descending);
}

const char *
hc_register_view_sort (HcRegisterView *self, gboolean *descending)
{
  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self), NULL);

  if (descending != NULL)
    *descending = self->descending;
  return self->sort;
}

void
hc_register_view_set_pinned (HcRegisterView *self, gboolean pinned)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self) && (!pinned || self->hooks->pin != NULL));

  if (self->pinned == pinned)
    return;
  self->pinned = pinned;
  sort_again (self);
}

/* ---------------------------------------------------------------- columns */

static void
layout_changed_cb (HcRegisterView *self)
{
  g_autofree const char **shown = hc_column_layout_shown (self->layout);
  int focused = self->column < self->columns->len
                  ? g_array_index (self->columns, int, self->column)
                  : -1;

  g_array_set_size (self->columns, 0);
  for (guint i = 0; shown[i] != NULL; i++)
    {
      int index = hc_register_view_index (self, shown[i]);

      if (index == focused)
        self->column = i;
      g_array_append_val (self->columns, index);
    }
  if (self->columns->len > 0)
    self->column = MIN (self->column, self->columns->len - 1);
  hc_register_view_align_headers (self);
  hc_register_view_refresh_cells (self);
}

static gboolean
is_listed (const char *const *names, const char *name)
{
  return g_strv_contains (names, name);
}

static void
add_column (HcRegisterView *self, int index, const char *const *shown)
{
  const char *name = hc_register_view_name_of (self, index);
  g_autoptr (GtkColumnViewColumn) column = hc_register_view_new_column (self, index);

  hc_column_layout_add (self->layout, g_object_ref (column), name,
                        (int) (hc_register_view_column_width (self, index)
                               / hc_text_scale_for_widget (GTK_WIDGET (self))),
                        is_listed (shown, name));
}

static gboolean
can_be_shown (HcRegisterView *self, int index)
{
  return index >= (int) self->type->n_fields
         || (self->type->fields[index].flags & HC_FIELD_HIDDEN) == 0;
}

void
hc_register_view_set_layout (HcRegisterView *self, const char *state_key, const char *const *shown)
{
  GListModel *columns;
  int n;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self) && self->list != NULL && self->layout == NULL);

  columns = gtk_column_view_get_columns (self->view);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  gtk_column_view_set_reorderable (self->view, TRUE);
  self->layout = hc_column_layout_new (self->view, state_key);
  n = (int) (self->type->n_fields + (self->hooks != NULL ? self->hooks->n_columns : 0));
  for (guint i = 0; shown[i] != NULL; i++)
    add_column (self, hc_register_view_index (self, shown[i]), shown);
  for (int i = 0; i < n; i++)
    if (can_be_shown (self, i) && !is_listed (shown, hc_register_view_name_of (self, i)))
      add_column (self, i, shown);
  g_signal_connect_object (self->layout, "changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  hc_column_layout_restore (self->layout);
}

HcColumnLayout *
hc_register_view_layout (HcRegisterView *self)
{
  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self), NULL);
  return self->layout;
}

const char *
hc_register_view_column_label (HcRegisterView *self, const char *name)
{
  int index;

  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self) && self->type != NULL, NULL);
  index = hc_register_view_index (self, name);
  return index >= 0 ? hc_register_view_label_of (self, index) : NULL;
}

/* ---------------------------------------------------------------- hooks */

void
hc_register_view_set_hooks (HcRegisterView *self, const HcRegisterHooks *hooks, gpointer data)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self) && self->list != NULL);

  self->own_hooks = *hooks;
  self->hooks = &self->own_hooks;
  self->hooks_data = data;
  if (self->layout == NULL)
    hc_register_view_build_columns (self);
}

void
hc_register_view_refresh (HcRegisterView *self)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  hc_register_view_update_sorter (self);
  hc_register_view_refilter (self);
  hc_register_view_refresh_cells (self);
}

GtkWidget *
hc_register_view_anchor (HcRegisterView *self, const char *id, const char *column)
{
  int index = column != NULL ? hc_register_view_index (self, column) : -1;
  GtkWidget *cell = NULL;

  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self), NULL);

  for (guint i = 0; i < self->columns->len && cell == NULL; i++)
    if (index < 0 || g_array_index (self->columns, int, i) == index)
      cell = hc_register_view_cell (self, id, i);
  return cell != NULL ? cell : GTK_WIDGET (self->view);
}
