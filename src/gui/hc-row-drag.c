/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row-drag.h"

typedef const char *(*IdFunc) (gpointer row);

static const char *
id_of (GtkWidget *row)
{
  return ((IdFunc) g_object_get_data (G_OBJECT (row), "hc-row-drag")) (row);
}

static GdkContentProvider *
prepare_cb (GtkWidget *row)
{
  return id_of (row) != NULL ? gdk_content_provider_new_typed (G_OBJECT_TYPE (row), row) : NULL;
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 12, gtk_widget_get_height (row) / 2);
}

static gboolean
is_behind (GtkWidget *row, double y)
{
  return y > gtk_widget_get_height (row) / 2.0;
}

static void
unmark (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "hc-drop-above");
  gtk_widget_remove_css_class (row, "hc-drop-below");
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, GtkWidget *row)
{
  unmark (row);
  gtk_widget_add_css_class (row, is_behind (row, y) ? "hc-drop-below" : "hc-drop-above");
  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *row)
{
  GtkWidget *dragged = g_value_get_object (value);

  unmark (row);
  if (dragged == row || id_of (row) == NULL || id_of (dragged) == NULL)
    return FALSE;
  g_signal_emit_by_name (row, "dropped", id_of (dragged), is_behind (row, y));
  return TRUE;
}

void
hc_row_drag_class_install (GtkListBoxRowClass *klass)
{
  g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

void
hc_row_drag_add (GtkListBoxRow *row, IdFunc id)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_OBJECT_TYPE (row), GDK_ACTION_MOVE);

  g_object_set_data (G_OBJECT (row), "hc-row-drag", id);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), row);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (unmark), row);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));
}
