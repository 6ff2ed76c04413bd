/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-widgets.h"

#include <glib/gi18n.h>

#define PICK_HEIGHT 280

void
hc_box_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

void
hc_grid_clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

GtkWidget *
hc_cut_label_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* GTK 4.8 aligns every header at the start; the box inside the title can be moved. */
void
hc_column_view_align_headers (GtkColumnView *view,
                              gboolean (*is_figure) (gpointer data, guint column),
                              gpointer data)
{
  guint n = g_list_model_get_n_items (gtk_column_view_get_columns (view));
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = gtk_widget_get_first_child (header);

  for (guint i = 0; i < n && title != NULL; i++)
    {
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (box != NULL && is_figure (data, i))
        gtk_widget_set_halign (box, GTK_ALIGN_END);
      title = gtk_widget_get_next_sibling (title);
    }
}

GtkWidget *
hc_pick_list_new (const char *name, GtkListBox **list)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  *list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (*list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (*list), "hc-pick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), PICK_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (*list));
  return scroller;
}

GtkWidget *
hc_date_button_new (GtkCalendar **calendar, GtkWidget **popover)
{
  GtkWidget *button = gtk_menu_button_new ();

  *calendar = GTK_CALENDAR (gtk_calendar_new ());
  *popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (*popover), GTK_WIDGET (*calendar));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), *popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Pick a Date"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pick a Date"), -1);
  return button;
}

void
hc_window_fit_into (GtkWindow *self, GtkWindow *parent)
{
  int width, height;

  if (parent == NULL || gtk_widget_get_height (GTK_WIDGET (parent)) <= 0)
    return;
  gtk_window_get_default_size (self, &width, &height);
  gtk_window_set_default_size (self, MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))),
                               MIN (height, gtk_widget_get_height (GTK_WIDGET (parent))));
}

static void
forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, parameter);
}

void
hc_dialog_class_install_undo (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, forward_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, forward_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "window.close", NULL);
}
