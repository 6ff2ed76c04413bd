/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-drop-down.h"

#define LONG 16 /* characters: longer ones are said in full by a tooltip */
#define LONGEST_NAME 44

static void
set_up_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (width));
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > LONG ? text : NULL);
}

/* A list is as wide as its button, or as its longest name needs. */
static void
bind_line_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  bind_cb (factory, item);
  gtk_label_set_width_chars (GTK_LABEL (label),
                             (int) MIN (g_utf8_strlen (text, -1), LONGEST_NAME));
}

static GtkListItemFactory *
factory_new (guint width, gboolean is_list)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), GUINT_TO_POINTER (width));
  g_signal_connect (factory, "bind", G_CALLBACK (is_list ? bind_line_cb : bind_cb), NULL);
  return factory;
}

GtkWidget *
hc_metrics_drop_down_new (guint width_chars)
{
  GtkWidget *widget = gtk_drop_down_new (
    NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  g_autoptr (GtkListItemFactory) button = factory_new (width_chars, FALSE);
  g_autoptr (GtkListItemFactory) list = factory_new (LONGEST_NAME, TRUE);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (widget), button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (widget), list);
  return widget;
}

const char *
hc_metrics_drop_down_text (GtkDropDown *drop_down)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (drop_down);

  if (item == NULL || gtk_drop_down_get_selected (drop_down) == 0)
    return NULL;
  return gtk_string_object_get_string (item);
}

gboolean
hc_metrics_drop_down_select (GtkDropDown *drop_down, const char *value)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

  for (guint i = 1; value != NULL && i < n; i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), value))
        {
          gtk_drop_down_set_selected (drop_down, i);
          return TRUE;
        }
    }
  gtk_drop_down_set_selected (drop_down, 0);
  return value == NULL;
}
