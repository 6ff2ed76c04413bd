/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of choices in the cell editor. */

#include "config.h"

#include "hc-cell-editor-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Shorter lists are not filtered while typing: the rest stays in sight. */
#define FILTER_FROM 12

gboolean
hc_cell_editor_is_pick (const HcField *field)
{
  return field->type == HC_VALUE_CHOICE || field->type == HC_VALUE_REFERENCE
         || field->type == HC_VALUE_BOOLEAN;
}

const char *
hc_cell_editor_choice_label (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "hc-label");
}

/* @value NULL: the row that stands for no value. */
static void
add_choice (HcCellEditor *self, const char *value, const char *label, gboolean present)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 32);
  gtk_widget_set_tooltip_text (text, label);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  if (present)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "hc-label", g_strdup (value != NULL ? label : ""),
                          g_free);
  g_object_set_data_full (G_OBJECT (row), "hc-value", g_strdup (value), g_free);
  gtk_list_box_append (self->choices, row);
  if (present)
    gtk_list_box_select_row (self->choices, GTK_LIST_BOX_ROW (row));
}

void
hc_cell_editor_fill_choices (HcCellEditor *self, const char *value)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->choices, 0)) != NULL)
    gtk_list_box_remove (self->choices, GTK_WIDGET (row));
  if (!hc_cell_editor_is_pick (self->field))
    return;
  if ((self->field->flags & HC_FIELD_REQUIRED) == 0)
    add_choice (self, NULL, _("None"), value == NULL);
  if (self->field->type == HC_VALUE_BOOLEAN)
    {
      add_choice (self, "1", _("Yes"), g_strcmp0 (value, "1") == 0);
      add_choice (self, "0", _("No"), g_strcmp0 (value, "0") == 0);
    }
  for (const HcChoice *choice = self->field->choices; choice != NULL && choice->word != NULL;
       choice++)
    add_choice (self, choice->word, _(choice->label), g_strcmp0 (choice->word, value) == 0);
  for (guint i = 0; self->references != NULL && i < hc_record_list_count (self->references); i++)
    {
      HcRecord *record = hc_record_list_at (self->references, i);
      g_autofree char *label = self->offer != NULL
                                 ? self->offer (hc_record_data (record), self->offer_data)
                                 : g_strdup (hc_record_title (record));

      if (label != NULL)
        add_choice (self, hc_record_id (record), label,
                    g_strcmp0 (hc_record_id (record), value) == 0);
    }
}

static guint
n_choices (HcCellEditor *self)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->choices, (int) n) != NULL)
    n++;
  return n;
}

/* 2: begins with what is typed, 1: has it somewhere. */
static int
match_rank (GtkListBoxRow *row, const char *typed)
{
  g_autofree char *label = g_utf8_casefold (hc_cell_editor_choice_label (row), -1);
  g_autofree char *wanted = g_utf8_casefold (typed, -1);

  if (*wanted == '\0')
    return *label == '\0' ? 2 : 0;
  if (g_str_has_prefix (label, wanted))
    return 2;
  return strstr (label, wanted) != NULL ? 1 : 0;
}

static void
scroll_to_row (HcCellEditor *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->choices_box));
  graphene_rect_t bounds;

  if (row != NULL
      && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->choices), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

void
hc_cell_editor_select_match (HcCellEditor *self, const char *typed)
{
  gboolean filter = n_choices (self) >= FILTER_FROM && *typed != '\0';
  GtkListBoxRow *best = NULL;
  GtkListBoxRow *row;
  int best_rank = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->choices, i)) != NULL; i++)
    {
      int rank = match_rank (row, typed);

      gtk_widget_set_visible (GTK_WIDGET (row), !filter || rank > 0);
      if (rank > best_rank)
        {
          best = row;
          best_rank = rank;
        }
    }
  gtk_list_box_select_row (self->choices, best);
  scroll_to_row (self, best);
}

const char *
hc_cell_editor_step_choice (HcCellEditor *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->choices);
  int at = row != NULL ? gtk_list_box_row_get_index (row)
                       : (step > 0 ? -1 : (int) n_choices (self));

  do
    row = gtk_list_box_get_row_at_index (self->choices, at += step);
  while (at >= 0 && row != NULL && !gtk_widget_get_visible (GTK_WIDGET (row)));
  if (row == NULL || at < 0)
    return NULL;
  gtk_list_box_select_row (self->choices, row);
  scroll_to_row (self, row);
  return hc_cell_editor_choice_label (row);
}
