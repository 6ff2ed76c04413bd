/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-table.h"

#include <glib/gi18n.h>

/* A row is a GtkStringList; a column shows the text at its own place. */
static void
set_up_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkStringList *row = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_list_get_string (row, GPOINTER_TO_UINT (column)));
}

GtkWidget *
hc_metrics_table_view_new (void)
{
  GtkWidget *view = gtk_column_view_new (NULL);

  gtk_widget_add_css_class (view, "hc-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The table behind the chart"), -1);
  return view;
}

static void
set_columns (GtkColumnView *view, const HcMetricsTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
  for (guint i = 0; i < self->headers->len; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column
        = gtk_column_view_column_new (g_ptr_array_index (self->headers, i), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i + 1 == self->headers->len);
      gtk_column_view_append_column (view, column);
    }
}

void
hc_metrics_table_view_show (GtkWidget *view, const HcMetricsTable *self)
{
  GListStore *store = g_list_store_new (GTK_TYPE_STRING_LIST);
  g_autoptr (GtkNoSelection) selection = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (GtkStringList) row = gtk_string_list_new (g_ptr_array_index (self->rows, i));

      g_list_store_append (store, row);
    }
  selection = gtk_no_selection_new (G_LIST_MODEL (store));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), NULL);
  set_columns (GTK_COLUMN_VIEW (view), self);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), GTK_SELECTION_MODEL (selection));
}
