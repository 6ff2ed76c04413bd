/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-page-private.h"

#include <glib/gi18n.h>

#include "hc-catalog-form.h"
#include "hc-filter-text.h"

static const char *
selected (HcCatalogPage *self)
{
  return hc_register_view_selected_id (self->view);
}

/* ---------------------------------------------------------------- rows */

/* What the table does itself. */
static void
on_view_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const own[][2] = {
    { "new-issue", "register.add" },         { "paste-rows", "register.paste" },
    { "copy-table", "register.copy-table" }, { "duplicate", "register.duplicate" },
    { "delete", "register.delete" },
  };
  HcCatalogPage *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (own[i][0], g_action_get_name (G_ACTION (action))))
      gtk_widget_activate_action (GTK_WIDGET (self->view), own[i][1], NULL);
}

static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_catalog_page_merge (user_data);
}

static void
split_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_catalog_page_split (user_data);
}

static void
edit_fields_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcCatalogPage *self = user_data;
  HcRecord *issue = hc_register_view_selected (self->view);

  if (issue != NULL)
    hc_catalog_form_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             hc_catalog_list (self->catalog, HC_CATALOG_ISSUES), issue);
}

/* ---------------------------------------------------------------- to other places */

static void
edit_rules_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcCatalogPage *self = user_data;

  if (selected (self) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-rules", "s", selected (self));
}

static void
show_tickets_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcCatalogPage *self = user_data;
  g_autofree char *conditions = NULL;

  if (selected (self) == NULL)
    return;
  conditions = hc_filter_describe_value (HC_FILTER_ISSUE, selected (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-tickets", "s", conditions);
}

static void
escalated_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCatalogPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_catalog_finish (HC_CATALOG (object), result, &error);

  if (id == NULL)
    hc_page_report (HC_PAGE (self), _("The issue could not be escalated"), error);
  else
    hc_page_toast (HC_PAGE (self), _("Issue escalated"), _("_Undo"), "win.undo");
}

static void
escalate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcCatalogPage *self = user_data;

  if (selected (self) != NULL)
    hc_catalog_escalate_async (self->catalog, selected (self), escalated_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- looks */

static void
show_detail_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcCatalogPage *self = user_data;

  hc_catalog_page_set_detail (self, !hc_catalog_page_detail (self));
}

static void
pin_drivers_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcCatalogPage *self = user_data;

  hc_catalog_page_set_pinned (self, !self->pinned);
}

static void
clear_filters_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcCatalogPage *self = user_data;

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  hc_catalog_filter_bar_set_text (self->filter_bar, "");
}

static void
reset_columns_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_column_layout_reset (hc_register_view_layout (HC_CATALOG_PAGE (user_data)->view));
}

/* “window descending”, "" for the order of the register. */
static void
sort_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcCatalogPage *self = user_data;
  g_auto (GStrv) words = g_strsplit (g_variant_get_string (parameter, NULL), " ", 2);

  if (words[0] == NULL)
    hc_register_view_set_sort (self->view, NULL, FALSE);
  else
    hc_register_view_set_sort (self->view, words[0], g_strcmp0 (words[1], "descending") == 0);
}

GMenuModel *
hc_catalog_page_sort_menu (HcCatalogPage *self)
{
  static const struct
  {
    const char *name;
    const char *direction;
  } orders[] = {
    { "window", "descending" },      { "last_7_days", "descending" }, { "tickets", "descending" },
    { "severity", "ascending" },     { "due", "ascending" },          { "state", "ascending" },
    { "workflow_id", "ascending" },  { "owner", "ascending" },        { "code", "ascending" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *target = g_strconcat (orders[i].name, " ", orders[i].direction, NULL);
      g_autofree char *action = g_strconcat ("page.sort::", target, NULL);

      g_menu_append (menu, hc_register_view_column_label (self->view, orders[i].name), action);
    }
  g_menu_append (menu, _("_Own Order"), "page.sort::");
  return G_MENU_MODEL (menu);
}

/* ---------------------------------------------------------------- set-up */

void
hc_catalog_page_update_actions (HcCatalogPage *self)
{
  static const char *const of_one[]
    = { "duplicate", "delete", "merge", "split", "edit-fields", "edit-rules", "escalate" };
  HcPage *page = HC_PAGE (self);
  gboolean ready = hc_page_launch (page) != NULL;
  gboolean writable = hc_page_is_writable (page);
  gboolean one = ready && selected (self) != NULL;
  gboolean descending = FALSE;
  const char *sort = ready ? hc_register_view_sort (self->view, &descending) : NULL;
  g_autofree char *order
    = sort != NULL ? g_strconcat (sort, descending ? " descending" : " ascending", NULL)
                   : g_strdup ("");

  hc_page_set_enabled (page, "new-issue", writable);
  hc_page_set_enabled (page, "paste-rows", writable);
  for (guint i = 0; i < G_N_ELEMENTS (of_one); i++)
    hc_page_set_enabled (page, of_one[i], writable && one);
  hc_page_set_enabled (page, "show-tickets", one);
  hc_page_set_enabled (page, "clear-filters",
                       !hc_catalog_filter_is_empty (hc_catalog_filter_bar_filter (self->filter_bar))
                         || gtk_search_bar_get_search_mode (self->search_bar));
  hc_page_set_state (page, "show-detail", g_variant_new_boolean (hc_catalog_page_detail (self)));
  hc_page_set_state (page, "pin-drivers", g_variant_new_boolean (self->pinned));
  hc_page_set_state (page, "sort", g_variant_new_string (order));
}

void
hc_catalog_page_add_actions (HcCatalogPage *self)
{
  static const GActionEntry entries[] = {
    { "new-issue", on_view_cb },
    { "paste-rows", on_view_cb },
    { "copy-table", on_view_cb },
    { "duplicate", on_view_cb },
    { "delete", on_view_cb },
    { "merge", merge_cb },
    { "split", split_cb },
    { "edit-fields", edit_fields_cb },
    { "edit-rules", edit_rules_cb },
    { "show-tickets", show_tickets_cb },
    { "escalate", escalate_cb },
    { "show-detail", show_detail_cb, NULL, "true" },
    { "pin-drivers", pin_drivers_cb, NULL, "false" },
    { "clear-filters", clear_filters_cb },
    { "reset-columns", reset_columns_cb },
    { "sort", sort_cb, "s", "''" },
  };
  static const HcPageKey keys[] = {
    { "F9", "page.show-detail" },
    { "<Control><Shift>n", "page.new-issue" },
    { "<Control>Return", "page.edit-fields" },
    { "<Control><Shift>e", "page.escalate" },
    { "<Control>m", "page.merge" },
    { "<Control><Shift>p", "page.pin-drivers" },
  };

  hc_page_add_actions (HC_PAGE (self), entries, G_N_ELEMENTS (entries));
  hc_page_set_keys (HC_PAGE (self), keys, G_N_ELEMENTS (keys));
}

GMenuModel *
hc_catalog_page_issue_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) act = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();

  g_menu_append (act, _("_Known Error and Decision…"), "page.edit-fields");
  g_menu_append (act, _("_Escalate"), "page.escalate");
  g_menu_append (act, _("_Show Tickets"), "page.show-tickets");
  g_menu_append (change, _("_Merge…"), "page.merge");
  g_menu_append (change, _("S_plit…"), "page.split");
  g_menu_append (change, _("_Duplicate"), "page.duplicate");
  g_menu_append (change, _("De_lete"), "page.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (act));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  return G_MENU_MODEL (menu);
}

GMenuModel *
hc_catalog_page_create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) classify = g_menu_new ();
  g_autoptr (GMenu) rows = g_menu_new ();
  g_autoptr (GMenu) look = g_menu_new ();

  g_menu_append (classify, _("_Text Groups"), "win.text-groups");
  g_menu_append (classify, _("_Unclassified Queue"), "win.classify-queue");
  g_menu_append (classify, _("_Rules"), "win.edit-rules::");
  g_menu_append (rows, _("_Paste Rows…"), "page.paste-rows");
  g_menu_append (rows, _("_Copy Table"), "page.copy-table");
  g_menu_append (look, _("_Detail Pane"), "page.show-detail");
  g_menu_append (look, _("_Top Three Drivers First"), "page.pin-drivers");
  g_menu_append (look, _("Reset C_olumns"), "page.reset-columns");
  g_menu_append (look, _("C_lear Filters"), "page.clear-filters");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (classify));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rows));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  return G_MENU_MODEL (menu);
}
