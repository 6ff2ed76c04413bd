/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-tickets-page-private.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-ticket-copy.h"

/* ---------------------------------------------------------------- copy and export */

static GArray *
shown_columns (HcTicketsPage *self)
{
  g_autofree const char **names = hc_column_layout_shown (self->layout);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (HcTicketColumn));
  const HcTicketColumn issue = HC_TICKET_LINK (HC_LINK_ISSUE);
  gboolean has_issue = FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      HcTicketColumn column = hc_ticket_column_from_name (names[i]);

      g_array_append_val (columns, column);
      has_issue |= column == issue;
    }
  if (!has_issue) /* nobody should have to look it up again */
    g_array_append_val (columns, issue);
  return columns;
}

static void
start_copy (HcTicketsPage *self, GArray *ids, GFile *file, GAsyncReadyCallback callback)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  g_autoptr (GArray) columns = shown_columns (self);

  hc_store_read_async (hc_launch_store (launch), hc_ticket_copy_job,
                       hc_ticket_copy_new (ids, columns, hc_launch_calendar (launch), file),
                       (GDestroyNotify) hc_ticket_copy_free,
                       (GDestroyNotify) hc_ticket_copy_result_free, NULL, callback,
                       g_object_ref (self));
}

static void
copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcTicketCopyResult) copy = hc_store_job_finish (HC_STORE (object), result, &error);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (copy == NULL)
    {
      hc_page_report (HC_PAGE (self), _("The tickets could not be copied."), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), copy->text);
  count = hc_format_count (copy->rows);
  text = g_strdup_printf (
    ngettext ("%s ticket copied", "%s tickets copied", (gulong) copy->rows), count);
  hc_page_toast (HC_PAGE (self), text, NULL, NULL);
}

static void
copy_rows_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;
  g_autoptr (GArray) ids = NULL;

  if (hc_selection_count (self->selection) > HC_TICKET_COPY_MAX)
    {
      g_autofree char *limit = hc_format_count (HC_TICKET_COPY_MAX);
      g_autofree char *text
        = g_strdup_printf (_("Up to %s tickets can be copied at once"), limit);

      hc_page_toast (HC_PAGE (self), text, _("Export as CSV"), "page.export-csv");
      return;
    }
  ids = hc_selection_ids (self->selection);
  start_copy (self, ids, NULL, copied_cb);
}

static void
exported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcTicketCopyResult) copy = hc_store_job_finish (HC_STORE (object), result, &error);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (copy == NULL)
    {
      hc_page_report (HC_PAGE (self), _("The tickets could not be exported."), error);
      return;
    }
  count = hc_format_count (copy->rows);
  if (copy->prefixed)
    text = g_strdup_printf (ngettext ("%s ticket exported; texts that look like formulas start "
                                      "with an apostrophe",
                                      "%s tickets exported; texts that look like formulas start "
                                      "with an apostrophe",
                                      (gulong) copy->rows),
                            count);
  else
    text = g_strdup_printf (
      ngettext ("%s ticket exported", "%s tickets exported", (gulong) copy->rows), count);
  hc_page_toast (HC_PAGE (self), text, NULL, NULL);
}

static void
export_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (HcTicketsPage) self = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      start_copy (self, hc_row_list_ids (self->rows), file, exported_cb);
    }
  g_object_unref (dialog);
}

/* The view as it is: all rows that fit the filters, in their order, the columns on screen. */
static void
export_csv_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _("Export Tickets"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
    GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("tickets.csv"));
  g_signal_connect (dialog, "response", G_CALLBACK (export_chosen_cb), g_object_ref (self));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---------------------------------------------------------------- detail */

gboolean
hc_tickets_page_detail (HcTicketsPage *self)
{
  return self->narrow ? self->narrow_detail : self->wide_detail;
}

void
hc_tickets_page_set_detail (HcTicketsPage *self, gboolean shown)
{
  if (self->narrow)
    self->narrow_detail = shown;
  else
    self->wide_detail = shown;
  hc_tickets_page_save (self);
  hc_tickets_page_update_layout (self);
  hc_tickets_page_update_actions (self);
  if (!shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_detail_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;

  hc_tickets_page_set_detail (self, !hc_tickets_page_detail (self));
}

static void
close_detail_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_tickets_page_set_detail (user_data, FALSE);
}

static void
copy_key_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;
  const char *key = hc_ticket_pane_key (self->pane);
  g_autofree char *text = NULL;

  if (key == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), key);
  text = g_strdup_printf (_("“%s” copied"), key);
  hc_page_toast (HC_PAGE (self), text, NULL, NULL);
}

static void
open_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;
  const char *url = hc_ticket_pane_url (self->pane);

  if (url != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), url, GDK_CURRENT_TIME);
}

/* ---------------------------------------------------------------- view */

static void
sort_to (HcTicketsPage *self, HcTicketColumn column, gboolean descending)
{
  self->sort = column;
  self->descending = descending;
  self->sorting = TRUE;
  hc_column_layout_set_sort (self->layout, hc_ticket_column_name (column), descending);
  self->sorting = FALSE;
  hc_tickets_page_save (self);
  hc_tickets_page_update_actions (self);
  hc_tickets_page_query (self);
}

static void
sort_by_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;
  HcTicketColumn column = hc_ticket_column_from_name (g_variant_get_string (parameter, NULL));

  if (column != HC_N_TICKET_COLUMNS)
    sort_to (self, column, self->descending);
}

static void
sort_direction_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;

  sort_to (self, self->sort,
           g_strcmp0 (g_variant_get_string (parameter, NULL), "descending") == 0);
}

static void
clear_filters_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  hc_filter_bar_clear (self->filter_bar);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (HC_TICKETS_PAGE (user_data)->selection));
}

static void
reset_columns_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_column_layout_reset (HC_TICKETS_PAGE (user_data)->layout);
}

GMenuModel *
hc_tickets_page_sort_menu (HcTicketsPage *self)
{
  g_autofree const char **names = hc_column_layout_shown (self->layout);
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) directions = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      HcTicketColumn column = hc_ticket_column_from_name (names[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (hc_ticket_column_label (column), NULL);

      g_menu_item_set_action_and_target (item, "page.sort-by", "s", names[i]);
      g_menu_append_item (columns, item);
    }
  g_menu_append (directions, _("Ascending"), "page.sort-direction::ascending");
  g_menu_append (directions, _("Descending"), "page.sort-direction::descending");
  g_menu_append_section (menu, _("Sort By"), G_MENU_MODEL (columns));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (directions));
  return G_MENU_MODEL (menu);
}

/* ---------------------------------------------------------------- states */

void
hc_tickets_page_update_actions (HcTicketsPage *self)
{
  HcPage *page = HC_PAGE (self);
  gboolean any = self->rows != NULL && hc_row_list_ids (self->rows)->len > 0;

  hc_page_set_enabled (page, "copy-rows", any && hc_selection_count (self->selection) > 0);
  hc_page_set_enabled (page, "export-csv", any);
  hc_page_set_enabled (page, "select-all", any);
  hc_tickets_page_update_classify_actions (self);
  hc_page_set_state (page, "show-detail", g_variant_new_boolean (hc_tickets_page_detail (self)));
  hc_page_set_state (page, "sort-by", g_variant_new_string (hc_ticket_column_name (self->sort)));
  hc_page_set_state (page, "sort-direction",
                     g_variant_new_string (self->descending ? "descending" : "ascending"));
}

void
hc_tickets_page_add_actions (HcTicketsPage *self)
{
  static const GActionEntry entries[] = {
    { "copy-rows", copy_rows_cb },
    { "export-csv", export_csv_cb },
    { "select-all", select_all_cb },
    { "show-detail", show_detail_cb, NULL, "false" },
    { "close-detail", close_detail_cb },
    { "copy-key", copy_key_cb },
    { "open-ticket", open_ticket_cb },
    { "sort-by", sort_by_cb, "s", "'age'" },
    { "sort-direction", sort_direction_cb, "s", "'ascending'" },
    { "clear-filters", clear_filters_cb },
    { "reset-columns", reset_columns_cb },
  };
  static const HcPageKey keys[] = { { "F9", "page.show-detail" } };

  hc_page_add_actions (HC_PAGE (self), entries, G_N_ELEMENTS (entries));
  hc_page_set_keys (HC_PAGE (self), keys, G_N_ELEMENTS (keys));
  hc_tickets_page_add_classify_actions (self);
}
