/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page menu, the menu of the rows, and the keys of the table. */

#include "config.h"

#include "hc-tickets-page-private.h"

#include <glib/gi18n.h>

GMenuModel *
hc_tickets_page_page_menu (void)
{
  static GMenu *menu;

  if (menu == NULL)
    {
      g_autoptr (GMenu) classify = g_menu_new ();
      g_autoptr (GMenu) rows = g_menu_new ();
      g_autoptr (GMenu) look = g_menu_new ();

      menu = g_menu_new ();
      g_menu_append (classify, _("_Classify…"), "page.classify");
      g_menu_append (classify, _("_Unclassified Queue"), "win.classify-queue");
      g_menu_append (classify, _("_Text Groups"), "win.text-groups");
      g_menu_append (classify, _("_Rules"), "win.edit-rules::");
      g_menu_append (rows, _("_Export as CSV…"), "page.export-csv");
      g_menu_append (rows, _("Copy _Selected Rows"), "page.copy-rows");
      g_menu_append (rows, _("Select _All"), "page.select-all");
      g_menu_append (look, _("_Detail Pane"), "page.show-detail");
      g_menu_append (look, _("Reset C_olumns"), "page.reset-columns");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (classify));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (rows));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
row_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) links = g_menu_new ();
  g_autoptr (GMenu) rows = g_menu_new ();

  g_menu_append (menu, _("_Classify…"), "page.classify");
  for (guint kind = HC_LINK_WORKFLOW; kind < HC_N_LINKS; kind++)
    {
      HcTicketColumn column = HC_TICKET_LINK (kind);
      g_autofree char *label = g_strdup_printf (_("%s…"), hc_ticket_column_label (column));
      g_autofree char *action
        = g_strdup_printf ("page.choose-link::%s", hc_ticket_column_name (column));

      g_menu_append (links, label, action);
    }
  g_menu_append_submenu (menu, _("Classify _By"), G_MENU_MODEL (links));
  g_menu_append (rows, _("Copy _Selected Rows"), "page.copy-rows");
  g_menu_append (rows, _("_Detail Pane"), "page.show-detail");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rows));
  return G_MENU_MODEL (menu);
}

static void
pop_up (HcTicketsPage *self, double x, double y)
{
  if (hc_selection_count (self->selection) == 0)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->row_menu),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->row_menu));
}

/* A click beside the selection selects the row under it first. */
static void
pressed_cb (HcTicketsPage *self, int n, double x, double y)
{
  guint position = hc_tickets_page_position_at (self, y);

  if (position == G_MAXUINT)
    return;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  pop_up (self, x, y);
}

static gboolean
menu_key_cb (GtkWidget *view, GVariant *args, gpointer user_data)
{
  pop_up (user_data, gtk_widget_get_width (view) / 3.0, 60);
  return TRUE;
}

static void
add_key (HcTicketsPage *self,
         GtkEventController *controller,
         const char *keys,
         GtkShortcutAction *action)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys), action));
}

void
hc_tickets_page_add_menus (HcTicketsPage *self)
{
  g_autoptr (GMenuModel) menu = row_menu ();
  GtkGesture *gesture = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->row_menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->row_menu), FALSE);
  gtk_widget_set_halign (self->row_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->row_menu, GTK_WIDGET (self->scrolled));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled), GTK_EVENT_CONTROLLER (gesture));
  add_key (self, keys, "c", gtk_named_action_new ("page.classify"));
  add_key (self, keys, "Menu|<Shift>F10", gtk_callback_action_new (menu_key_cb, self, NULL));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}
