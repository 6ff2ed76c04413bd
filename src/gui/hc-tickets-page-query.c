/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-tickets-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-ticket-text.h"

#define FIRST_ROWS 256 /* GTK realises about 205 */

/* ---------------------------------------------------------------- status line */

void
hc_tickets_page_show_counts (HcTicketsPage *self)
{
  guint shown = hc_row_list_ids (self->rows)->len;
  guint64 all = hc_launch_ticket_count (hc_page_launch (HC_PAGE (self)));
  guint64 selected = hc_selection_count (self->selection);
  g_autofree char *n_shown = hc_format_count (shown);
  g_autofree char *n_all = hc_format_count ((gint64) all);
  g_autofree char *n_selected = hc_format_count ((gint64) selected);
  g_autofree char *tickets = NULL;
  g_autofree char *text = NULL;

  if (shown == all)
    tickets = g_strdup_printf (ngettext ("%s ticket", "%s tickets", (gulong) all), n_all);
  else
    tickets = g_strdup_printf (ngettext ("%s of %s ticket", "%s of %s tickets", (gulong) all),
                               n_shown, n_all);
  if (selected > 0)
    /* Translators: “132 of 1,204 tickets · 1 selected” */
    text = g_strdup_printf (_("%s · %s selected"), tickets, n_selected);
  gtk_label_set_label (self->count_label, text != NULL ? text : tickets);
}

static void
show_order (HcTicketsPage *self)
{
  g_autofree char *order = hc_ticket_order_text (self->sort, self->descending);
  g_autofree char *age = NULL;
  g_autofree char *text = NULL;

  if (!isnan (self->median_age))
    {
      age = hc_format_age ((gint64) self->median_age);
      text = g_strdup_printf (_("%s · median age of open ones %s"), order, age);
    }
  gtk_label_set_label (self->order_label, text != NULL ? text : order);
}

void
hc_tickets_page_show_state (HcTicketsPage *self)
{
  const char *name = "table";

  if (self->counted && hc_row_list_ids (self->rows)->len == 0)
    name = hc_launch_ticket_count (hc_page_launch (HC_PAGE (self))) == 0 ? "no-import" : "no-match";
  gtk_stack_set_visible_child_name (self->stack, name);
  hc_tickets_page_show_counts (self);
  show_order (self);
  hc_tickets_page_update_actions (self);
}

/* ---------------------------------------------------------------- query */

typedef struct
{
  GArray *ids;
  GPtrArray *first; /* rows of the first ids */
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->ids, g_array_unref);
  g_clear_pointer (&answer->first, g_ptr_array_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* The rows that GTK asks for at once come along: no second round before the first frame. */
static gpointer
ids_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  if (!(answer->ids = hc_ticket_list_ids (db, data, error))
      || !(answer->first = hc_ticket_list_rows (db, (const gint64 *) answer->ids->data,
                                                MIN (answer->ids->len, FIRST_ROWS), error)))
    return NULL;
  return g_steal_pointer (&answer);
}

static gpointer
summary_job (HcDb *db, gpointer data, GError **error)
{
  g_autofree HcTicketSummary *summary = g_new (HcTicketSummary, 1);

  return hc_ticket_list_summary (db, data, summary, error) ? g_steal_pointer (&summary) : NULL;
}

static void
summary_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree HcTicketSummary *summary = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->summarising = FALSE;
  self->median_age = summary != NULL ? summary->median_age : NAN;
  show_order (self);
}

/* What is searched for; "" while the search bar is hidden. */
char *
hc_tickets_page_search_text (HcTicketsPage *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return g_strdup ("");
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
}

/* The conditions with order and search. Free with hc_ticket_query_free(). */
static HcTicketQuery *
whole_query (HcTicketsPage *self)
{
  HcTicketQuery *query = hc_ticket_query_dup (hc_filter_bar_query (self->filter_bar));

  g_free (query->search);
  query->search = hc_tickets_page_search_text (self);
  query->sort = self->sort;
  query->descending = self->descending;
  hc_ticket_query_set_facets (query, self->facets);
  return query;
}

static void
ids_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = hc_store_job_finish (HC_STORE (object), result, &error);
  gboolean stale = self->stale;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      hc_page_report (HC_PAGE (self), _("The tickets could not be read."), error);
      return;
    }
  self->stale = FALSE;
  self->counted = TRUE;
  hc_row_list_take_first_rows (self->rows, answer->first);
  hc_row_list_set_ids (self->rows, answer->ids, stale);
  hc_tickets_page_show_state (self);
  if (stale)
    hc_ticket_pane_refresh (self->pane);
  self->summarising = TRUE;
  hc_store_read_async (HC_STORE (object), summary_job, whole_query (self),
                       (GDestroyNotify) hc_ticket_query_free, g_free, self->query_cancellable,
                       summary_read_cb, g_object_ref (self));
}

void
hc_tickets_page_query (HcTicketsPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));

  g_clear_handle_id (&self->requery_source, g_source_remove);
  if (self->query_cancellable != NULL)
    g_cancellable_cancel (self->query_cancellable);
  g_clear_object (&self->query_cancellable);
  if (hc_tickets_page_waits_for_facets (self))
    return;
  self->query_cancellable = g_cancellable_new ();
  hc_store_read_async (hc_launch_store (launch), ids_job, whole_query (self),
                       (GDestroyNotify) hc_ticket_query_free, (GDestroyNotify) answer_free,
                       self->query_cancellable, ids_read_cb, g_object_ref (self));
}
