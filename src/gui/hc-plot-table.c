/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table behind a chart: the very cells that copying hands over. */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-plot-view.h"

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_inscription_new (NULL);
  gboolean first = GPOINTER_TO_UINT (user_data) == 0;

  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), first ? 0 : 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), 6);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (label), 12);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *row = gtk_list_item_get_item (item);
  g_auto (GStrv) cells = g_strsplit (gtk_string_object_get_string (row), "\t", -1);
  guint column = GPOINTER_TO_UINT (user_data);
  const char *text = column < g_strv_length (cells) ? cells[column] : "";

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            *text != '\0' ? text : "–");
}

static void
add_columns (GtkColumnView *view, const char *header)
{
  g_auto (GStrv) titles = g_strsplit (header, "\t", -1);

  for (guint i = 0; titles[i] != NULL; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i == 0);
      gtk_column_view_append_column (view, column);
    }
}

GtkWidget *
hc_plot_table_new (HcPlotBuild *build)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkNoSelection *model = gtk_no_selection_new (G_LIST_MODEL (rows));
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (model));
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  gtk_widget_add_css_class (view, "hc-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The numbers of the chart"), -1);
  if (build == NULL)
    return view;
  table = hc_plot_dup_table (hc_plot_build_plot (build));
  lines = g_strsplit (g_strchomp (table), "\n", -1);
  add_columns (GTK_COLUMN_VIEW (view), lines[0]);
  for (guint i = 1; lines[i] != NULL; i++)
    gtk_string_list_append (rows, lines[i]);
  return view;
}
