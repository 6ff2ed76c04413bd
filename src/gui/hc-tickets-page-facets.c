/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the table filters and orders by beyond the tickets' own fields; the coverage in the status line. */

#include "config.h"

#include "hc-tickets-page-private.h"

#include <glib/gi18n.h>

#include "hc-format.h"

typedef struct
{
  HcColumns *columns; /* NULL: not loaded yet */
  double look_back_days;
} Question;

static void
question_free (Question *self)
{
  g_clear_pointer (&self->columns, hc_columns_unref);
  g_free (self);
}

static gpointer
facets_job (HcDb *db, gpointer data, GError **error)
{
  const Question *question = data;

  return hc_ticket_facets_load (db, question->columns, question->look_back_days, error);
}

void
hc_tickets_page_show_coverage (HcTicketsPage *self)
{
  gint64 all = self->facets != NULL ? hc_ticket_facets_population (self->facets) : 0;
  gint64 classified;
  g_autofree char *n_all = NULL;
  g_autofree char *n_classified = NULL;
  g_autofree char *share = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->coverage_label), all > 0);
  if (all == 0)
    return;
  classified = all - hc_ticket_facets_marked (self->facets, HC_TICKET_MARK_UNCLASSIFIED);
  n_all = hc_format_count (all);
  n_classified = hc_format_count (classified);
  share = hc_format_percent ((double) classified / (double) all, 0);
  /* Translators: “Classified 812 of 1,204 (67 %)” */
  text = g_strdup_printf (_("Classified %s of %s (%s)"), n_classified, n_all, share);
  gtk_label_set_label (self->coverage_label, text);
}

static void
facets_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcTicketFacets) facets = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facets == NULL)
    {
      hc_page_report (HC_PAGE (self), _("The links of the tickets could not be read."), error);
      return;
    }
  g_clear_pointer (&self->facets, hc_ticket_facets_unref);
  self->facets = g_steal_pointer (&facets);
  self->facets_stale = FALSE;
  hc_filter_bar_set_facets (self->filter_bar, self->facets);
  hc_tickets_page_show_coverage (self);
  if (hc_tickets_page_asks_facets (self))
    hc_tickets_page_query (self);
}

void
hc_tickets_page_read_facets (HcTicketsPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  HcColumns *columns = hc_launch_columns (launch);
  Question *question;

  self->facets_stale = TRUE;
  if (hc_page_cancellable (HC_PAGE (self)) == NULL) /* read when the page is shown */
    return;
  if (self->facets_cancellable != NULL)
    g_cancellable_cancel (self->facets_cancellable);
  g_clear_object (&self->facets_cancellable);
  self->facets_cancellable = g_cancellable_new ();
  question = g_new (Question, 1);
  *question = (Question) { columns != NULL ? hc_columns_ref (columns) : NULL,
                           hc_launch_settings (launch)->look_back_days };
  hc_store_read_async (hc_launch_store (launch), facets_job, question,
                       (GDestroyNotify) question_free, (GDestroyNotify) hc_ticket_facets_unref,
                       self->facets_cancellable, facets_read_cb, g_object_ref (self));
}

gboolean
hc_tickets_page_asks_facets (HcTicketsPage *self)
{
  return hc_ticket_query_asks_facets (hc_filter_bar_query (self->filter_bar))
         || HC_TICKET_COLUMN_IS_LINK (self->sort);
}

/* The first answer waits for them rather than show nothing. */
gboolean
hc_tickets_page_waits_for_facets (HcTicketsPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));

  return hc_tickets_page_asks_facets (self) && hc_launch_ticket_count (launch) > 0
         && (self->facets == NULL || hc_ticket_facets_is_empty (self->facets));
}
