/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-handoff-page-private.h"

#include <glib/gi18n.h>

#include "hc-record-table.h"
#include "hc-starter.h"

static void
on_view (HcHandoffPage *self, const char *action)
{
  if (self->narrow)
    hc_handoff_page_set_detail (self, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), action, NULL);
}

static void
add_row_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  on_view (user_data, "register.add");
}

static void
paste_rows_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  on_view (user_data, "register.paste");
}

static void
copy_table_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  on_view (user_data, "register.copy-table");
}

static void
show_detail_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcHandoffPage *self = user_data;

  hc_handoff_page_set_detail (self, !hc_handoff_page_detail (self));
}

static void
close_detail_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_handoff_page_set_detail (user_data, FALSE);
}

static void
clear_filters_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcHandoffPage *self = user_data;

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  hc_handoff_page_set_filter (self, 0);
}

/* ---------------------------------------------------------------- the usual items */

static gboolean
apply_checklist (HcDb *db, gpointer data, GError **error)
{
  return hc_starter_apply_checklist (db, error);
}

static void
items_added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcHandoffPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hc_store_command_finish (HC_STORE (object), result, &error))
    hc_page_toast (HC_PAGE (self), _("Usual items added"), _("_Undo"), "win.undo");
  else
    hc_page_report (HC_PAGE (self), _("The usual items could not be added"), error);
}

static void
add_usual_items_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcHandoffPage *self = user_data;

  hc_store_command_async (hc_launch_store (hc_page_launch (HC_PAGE (self))),
                          _("Add the Usual Items"),
                          hc_record_tables (hc_record_type ("checklist_item")), apply_checklist,
                          NULL, NULL, items_added_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- set-up */

void
hc_handoff_page_update_actions (HcHandoffPage *self)
{
  HcPage *page = HC_PAGE (self);
  gboolean writable = hc_page_is_writable (page);

  hc_page_set_enabled (page, "add-row", writable);
  hc_page_set_enabled (page, "paste-rows", writable);
  hc_page_set_enabled (page, "add-usual-items", writable);
  hc_page_set_enabled (page, "clear-filters",
                       self->filter != 0 || gtk_search_bar_get_search_mode (self->search_bar));
  hc_page_set_state (page, "show-detail", g_variant_new_boolean (hc_handoff_page_detail (self)));
}

void
hc_handoff_page_add_actions (HcHandoffPage *self)
{
  static const GActionEntry entries[] = {
    { "add-row", add_row_cb },
    { "add-usual-items", add_usual_items_cb },
    { "paste-rows", paste_rows_cb },
    { "copy-table", copy_table_cb },
    { "clear-filters", clear_filters_cb },
    { "show-detail", show_detail_cb, NULL, "false" },
    { "close-detail", close_detail_cb },
  };
  static const HcPageKey keys[] = {
    { "F9", "page.show-detail" },
    { "<Control><Shift>n", "page.add-row" },
  };

  hc_page_add_actions (HC_PAGE (self), entries, G_N_ELEMENTS (entries));
  hc_page_set_keys (HC_PAGE (self), keys, G_N_ELEMENTS (keys));
}

GMenuModel *
hc_handoff_page_create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) rows = g_menu_new ();
  g_autoptr (GMenu) look = g_menu_new ();

  g_menu_append (rows, _("Add the _Usual Items"), "page.add-usual-items");
  g_menu_append (rows, _("_Paste Rows…"), "page.paste-rows");
  g_menu_append (rows, _("_Copy Table"), "page.copy-table");
  g_menu_append (look, _("_Detail Pane"), "page.show-detail");
  g_menu_append (look, _("C_lear Filters"), "page.clear-filters");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rows));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  return G_MENU_MODEL (menu);
}
