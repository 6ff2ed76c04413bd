/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page lets people say about tickets: the selected ones at once, the shown one in detail. */

#include "config.h"

#include "hc-tickets-page-private.h"

#include <glib/gi18n.h>

#include "hc-link-command.h"
#include "hc-link-dialog.h"

void
hc_tickets_page_classify (HcTicketsPage *self, HcLinkKind kind)
{
  g_autoptr (GArray) ids = hc_selection_ids (self->selection);

  if (ids->len > 0 && self->facets != NULL)
    hc_link_dialog_present (GTK_WIDGET (self), hc_page_launch (HC_PAGE (self)), self->facets, ids,
                            kind);
}

static void
classify_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_tickets_page_classify (user_data, HC_LINK_ISSUE);
}

/* “issue” … “cause”: as the columns are named. */
static void
choose_link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketColumn column = hc_ticket_column_from_name (g_variant_get_string (parameter, NULL));

  g_return_if_fail (HC_TICKET_COLUMN_IS_LINK (column));
  hc_tickets_page_classify (user_data, HC_TICKET_COLUMN_LINK (column));
}

/* ---------------------------------------------------------------- of the shown ticket */

static void
accepted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *toast = hc_link_command_toast (1);

  if (hc_store_command_finish (HC_STORE (object), result, &error))
    hc_page_toast (HC_PAGE (self), toast, _("Undo"), "win.undo");
  else
    hc_page_report (HC_PAGE (self), _("The suggestion could not be accepted."), error);
}

static void
accept_suggestion_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;
  const char *issue = hc_ticket_pane_suggested_issue (self->pane);

  if (issue != NULL)
    hc_link_command_run (hc_link_command_new_suggestion (hc_ticket_pane_ticket (self->pane), issue),
                         hc_launch_store (hc_page_launch (HC_PAGE (self))), accepted_cb,
                         g_object_ref (self));
}

/* A ticket that the filters leave out is shown without them. */
static void
show_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcTicketsPage *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);
  guint position = hc_row_list_position_of (self->rows, id);

  if (position != G_MAXUINT)
    {
      hc_tickets_page_select (self, position);
      return;
    }
  self->wanted_id = id;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  hc_filter_bar_clear (self->filter_bar);
}

/* ---------------------------------------------------------------- actions */

void
hc_tickets_page_update_classify_actions (HcTicketsPage *self)
{
  static const char *const names[] = { "classify", "choose-link" };
  gboolean writable = hc_page_is_writable (HC_PAGE (self));
  gboolean any = self->selection != NULL && hc_selection_count (self->selection) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    hc_page_set_enabled (HC_PAGE (self), names[i], any && writable);
}

void
hc_tickets_page_add_classify_actions (HcTicketsPage *self)
{
  static const GActionEntry entries[] = {
    { "classify", classify_cb },
    { "choose-link", choose_link_cb, "s" },
    { "accept-suggestion", accept_suggestion_cb },
    { "show-ticket", show_ticket_cb, "x" },
  };

  hc_page_add_actions (HC_PAGE (self), entries, G_N_ELEMENTS (entries));
}
