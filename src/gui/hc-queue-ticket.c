/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-queue-ticket.h"

#include <glib/gi18n.h>

#include "hc-format.h"

struct _HcQueueTicket
{
  AdwBin parent_instance;

  /* Children */
  GtkLabel *key;
  GtkLabel *title;
  GtkGrid *facts;
  GtkLabel *description;
  GtkLabel *similar_label;
  GtkListBox *similar;
  GtkAdjustment *scroll;

  gint64 shown;
};

G_DEFINE_FINAL_TYPE (HcQueueTicket, hc_queue_ticket, ADW_TYPE_BIN)

/* ---------------------------------------------------------------- facts */

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_fact (HcQueueTicket *self, int *row, const char *name, const char *value)
{
  GtkWidget *caption;
  GtkWidget *text;

  if (value == NULL || *value == '\0')
    return;
  caption = create_label (name, "caption");
  gtk_widget_add_css_class (caption, "hc-second");
  gtk_widget_set_valign (caption, GTK_ALIGN_BASELINE);
  text = create_label (value, "numeric");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_grid_attach (self->facts, caption, 0, *row, 1, 1);
  gtk_grid_attach (self->facts, text, 1, *row, 1, 1);
  (*row)++;
}

static void
clear_facts (HcQueueTicket *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_grid_remove (self->facts, child);
}

static void
show_facts (HcQueueTicket *self, const HcTicketItem *item, HcCalendar *calendar)
{
  static const HcTicketField fields[] = { HC_TICKET_SUBCATEGORY, HC_TICKET_GROUP,
                                          HC_TICKET_REQUESTER, HC_TICKET_PRIORITY };
  g_autofree char *opened = hc_format_instant (item->number[HC_TICKET_OPENED], calendar);
  int row = 0;

  add_fact (self, &row, _(hc_ticket_fields[HC_TICKET_CATEGORY].label),
            item->text[HC_TICKET_CATEGORY]);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_fact (self, &row, _(hc_ticket_fields[fields[i]].label), item->text[fields[i]]);
  add_fact (self, &row, _(hc_ticket_fields[HC_TICKET_OPENED].label), opened);
}

/* ---------------------------------------------------------------- similar ones */

static void
append_similar (HcQueueTicket *self, const HcTicketItem *item, const char *issue)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (item->text[HC_TICKET_TITLE]);
  GtkWidget *note = gtk_label_new (issue != NULL ? issue : _("Not classified"));
  g_autofree char *spoken
    = g_strdup_printf ("%s, %s", item->text[HC_TICKET_TITLE] != NULL ? item->text[HC_TICKET_TITLE]
                                                                     : item->text[HC_TICKET_KEY],
                       issue != NULL ? issue : _("Not classified"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (title, item->text[HC_TICKET_TITLE]);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "hc-second");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), note);
  gtk_widget_add_css_class (box, "hc-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->similar, row);
}

static void
show_similar (HcQueueTicket *self, const HcClassifyTicket *ticket)
{
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->similar, 0)) != NULL)
    gtk_list_box_remove (self->similar, GTK_WIDGET (row));
  for (guint i = 0; ticket != NULL && i < ticket->similar->len; i++)
    if (g_ptr_array_index (ticket->similar, i) != NULL)
      {
        append_similar (self, g_ptr_array_index (ticket->similar, i),
                        g_ptr_array_index (ticket->similar_issues, i));
        n++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->similar), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->similar_label), n > 0);
}

void
hc_queue_ticket_show (HcQueueTicket *self,
                      const HcQueueItem *item,
                      const HcClassifyTicket *ticket,
                      HcCalendar *calendar)
{
  const char *description = ticket != NULL ? ticket->detail->description : NULL;

  g_return_if_fail (HC_IS_QUEUE_TICKET (self) && item != NULL);

  gtk_label_set_label (self->key, item->key);
  gtk_label_set_label (self->title, item->title != NULL && *item->title != '\0'
                                      ? item->title
                                      : _("Without a title"));
  clear_facts (self);
  if (ticket != NULL)
    show_facts (self, ticket->detail->item, calendar);
  gtk_label_set_label (self->description, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          description != NULL && *description != '\0');
  show_similar (self, ticket);
  if (self->shown != item->ticket)
    gtk_adjustment_set_value (self->scroll, 0);
  self->shown = item->ticket;
}

/* ---------------------------------------------------------------- class */

static void
hc_queue_ticket_class_init (HcQueueTicketClass *klass)
{
}

static GtkWidget *
create_body (HcQueueTicket *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->key = GTK_LABEL (create_label (NULL, "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->key), "hc-second");
  gtk_label_set_selectable (self->key, FALSE);
  self->title = GTK_LABEL (create_label (NULL, "title-3"));
  self->facts = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->facts, 12);
  gtk_grid_set_row_spacing (self->facts, 6);
  self->description = GTK_LABEL (create_label (NULL, "hc-quote"));
  self->similar_label = GTK_LABEL (create_label (_("Similar Tickets"), "heading"));
  self->similar = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->similar, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->similar), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->similar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Similar Tickets"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->key));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facts));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->description));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->similar_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->similar));
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  return box;
}

static void
hc_queue_ticket_init (HcQueueTicket *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), create_body (self));
  self->scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  adw_bin_set_child (ADW_BIN (self), scroller);
}
