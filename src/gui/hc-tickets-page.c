/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-tickets-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-chart-theme.h"
#include "hc-column-chooser.h"
#include "hc-filter-text.h"
#include "hc-ticket-cells.h"

#define REQUERY_DELAY_MS 50
#define DETAIL_WIDTH 304 /* at normal text size */
#define DETAIL_MIN_WIDTH 1000

G_DEFINE_FINAL_TYPE (HcTicketsPage, hc_tickets_page, HC_TYPE_PAGE)

/* ---------------------------------------------------------------- the launch changes */

static gboolean
requery_cb (gpointer user_data)
{
  HcTicketsPage *self = user_data;

  self->requery_source = 0;
  hc_tickets_page_query (self);
  return G_SOURCE_REMOVE;
}

static void
launch_changed_cb (HcTicketsPage *self, guint tables)
{
  const guint links = HC_TABLES_LINKS | HC_TABLES_TRIAGE | HC_TABLES_CATALOG | HC_TABLES_PLAN
                      | HC_TABLES_REGISTERS;

  if ((tables & links) != 0)
    hc_tickets_page_read_facets (self);
  if ((tables & (HC_TABLES_TICKETS | HC_TABLES_IMPORT | HC_TABLES_LAUNCH | links)) == 0)
    return;
  self->stale = TRUE;
  if (hc_page_cancellable (HC_PAGE (self)) != NULL && self->requery_source == 0)
    self->requery_source = g_timeout_add (REQUERY_DELAY_MS, requery_cb, self);
}

static void
fetch_failed_cb (HcTicketsPage *self, GError *error)
{
  hc_page_report (HC_PAGE (self), _("Some tickets could not be read."), error);
}

/* ---------------------------------------------------------------- scroll by id */

/* The list view inside the column view; its own actions are not the column view's. */
static GtkWidget *
inner_list (HcTicketsPage *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Rows are all of one height. */
static guint
top_position (HcTicketsPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  guint n = hc_row_list_ids (self->rows)->len;
  double height = n > 0 ? gtk_adjustment_get_upper (adjustment) / n : 0;

  return height > 0 ? (guint) ceil (gtk_adjustment_get_value (adjustment) / height) : 0;
}

guint
hc_tickets_page_position_at (HcTicketsPage *self, double y)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  GtkWidget *list = inner_list (self);
  guint n = hc_row_list_ids (self->rows)->len;
  double height = n > 0 ? gtk_adjustment_get_upper (adjustment) / n : 0;
  double inside;

  if (height <= 0 || list == NULL
      || !gtk_widget_translate_coordinates (GTK_WIDGET (self->scrolled), list, 0, y, NULL, &inside)
      || inside < 0)
    return G_MAXUINT;
  inside = (gtk_adjustment_get_value (adjustment) + inside) / height;
  return inside < n ? (guint) inside : G_MAXUINT;
}

static void
ids_will_change_cb (HcTicketsPage *self)
{
  guint top = top_position (self);

  self->top_id = 0;
  if (hc_selection_count (self->selection) > 0)
    self->top_id = hc_row_list_id_at (self->rows, hc_selection_first (self->selection));
  else if (self->stale && top > 0)
    self->top_id = hc_row_list_id_at (self->rows, top);
}

static void
ids_changed_cb (HcTicketsPage *self)
{
  guint position = self->top_id != 0 ? hc_row_list_position_of (self->rows, self->top_id) : 0;
  guint wanted = self->wanted_id != 0 ? hc_row_list_position_of (self->rows, self->wanted_id)
                                      : G_MAXUINT;
  GtkWidget *list = inner_list (self);

  self->wanted_id = 0;
  if (wanted != G_MAXUINT)
    {
      hc_tickets_page_select (self, wanted);
      return;
    }

  if (list != NULL && hc_row_list_ids (self->rows)->len > 0)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u",
                                position == G_MAXUINT ? 0 : position);
}

void
hc_tickets_page_select (HcTicketsPage *self, guint position)
{
  GtkWidget *list = inner_list (self);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  if (list != NULL)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

/* ---------------------------------------------------------------- callbacks */

/* What would be saved now. */
static void
show_saved_text (HcTicketsPage *self)
{
  g_autofree char *text = hc_filter_describe (hc_filter_bar_query (self->filter_bar));

  hc_filter_saved_set_text (self->saved, text);
}

static void
conditions_changed_cb (HcTicketsPage *self)
{
  if (self->rows == NULL || !self->ready) /* still being set up */
    return;
  hc_tickets_page_save (self);
  show_saved_text (self);
  hc_tickets_page_query (self);
}

static void
set_conditions (HcTicketsPage *self, const char *text)
{
  g_auto (HcTicketQuery) query = { 0 };

  hc_ticket_query_init (&query);
  hc_filter_parse (text, &query);
  hc_filter_bar_set_query (self->filter_bar, &query);
}

static void
saved_chosen_cb (HcTicketsPage *self, const char *text)
{
  set_conditions (self, text);
}

static void
search_changed_cb (HcTicketsPage *self)
{
  g_autofree char *text = hc_tickets_page_search_text (self);

  if (g_strcmp0 (text, self->searched) == 0)
    return;
  g_free (self->searched);
  self->searched = g_steal_pointer (&text);
  conditions_changed_cb (self);
}

static void
selection_changed_cb (HcTicketsPage *self)
{
  guint first = hc_selection_first (self->selection);
  gint64 id = first == G_MAXUINT ? 0 : hc_row_list_id_at (self->rows, first);

  hc_ticket_pane_show (self->pane, id, hc_selection_count (self->selection));
  hc_tickets_page_show_counts (self);
  hc_tickets_page_update_actions (self);
}

static void
row_activated_cb (HcTicketsPage *self, guint position)
{
  hc_tickets_page_set_detail (self, TRUE);
}

static void
sorter_changed_cb (HcTicketsPage *self)
{
  gboolean descending = FALSE;
  const char *name;

  if (self->layout == NULL) /* the view takes its columns apart after dispose */
    return;
  name = hc_column_layout_sort (self->layout, &descending);
  if (self->sorting || name == NULL)
    return;
  self->sort = hc_ticket_column_from_name (name);
  self->descending = descending;
  hc_tickets_page_save (self);
  hc_tickets_page_update_actions (self);
  hc_tickets_page_query (self);
}

static void
align_figures (HcTicketsPage *self)
{
  for (HcTicketColumn i = 0; i < HC_N_TICKET_COLUMNS; i++)
    if (hc_ticket_column_is_shown (i) && hc_ticket_column_is_figure (i))
      hc_column_layout_align_end (self->layout, hc_ticket_column_name (i));
}

static void
layout_changed_cb (HcTicketsPage *self)
{
  g_autoptr (GMenuModel) menu = hc_tickets_page_sort_menu (self);

  gtk_menu_button_set_menu_model (self->sort_button, menu);
  align_figures (self);
}

/* ---------------------------------------------------------------- layout */

void
hc_tickets_page_update_layout (HcTicketsPage *self)
{
  gboolean detail = hc_tickets_page_detail (self);

  gtk_widget_set_visible (GTK_WIDGET (self->pane), detail);
  gtk_widget_set_visible (self->pane_separator, detail && !self->narrow);
  gtk_widget_set_visible (self->list_box, !(detail && self->narrow));
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane), self->narrow);
  gtk_widget_set_size_request (
    GTK_WIDGET (self->pane),
    self->narrow ? DETAIL_WIDTH
                 : (int) (DETAIL_WIDTH * hc_text_scale_for_widget (GTK_WIDGET (self))),
    -1);
}

static void
hc_tickets_page_resized (HcPage *page, int width, int height)
{
  HcTicketsPage *self = HC_TICKETS_PAGE (page);
  gboolean narrow = width < DETAIL_MIN_WIDTH * hc_text_scale_for_widget (GTK_WIDGET (self));

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  self->narrow_detail = FALSE;
  hc_tickets_page_update_layout (self);
  hc_tickets_page_update_actions (self);
}

/* ---------------------------------------------------------------- page */

static void
add_columns (HcTicketsPage *self, HcLaunch *launch)
{
  HcColumnChooser *chooser = hc_column_chooser_new (self->layout);
  const HcTicketColumn *order;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (HcTicketColumn));
  guint n;

  order = hc_ticket_column_default_order (&n);
  g_array_append_vals (columns, order, n);
  for (HcTicketColumn i = 0; i < HC_N_TICKET_COLUMNS; i++)
    if (hc_ticket_column_is_shown (i) && !hc_ticket_column_is_default (i))
      g_array_append_val (columns, i);

  for (guint i = 0; i < columns->len; i++)
    {
      HcTicketColumn id = g_array_index (columns, HcTicketColumn, i);
      GtkColumnViewColumn *column = hc_ticket_column_new (id, launch);

      hc_column_layout_add (self->layout, column, hc_ticket_column_name (id),
                            hc_ticket_column_default_width (id), i < n);
      if (id != HC_TICKET_KEY) /* a ticket without its key is nobody's */
        hc_column_chooser_add (chooser, hc_ticket_column_label (id), hc_ticket_column_name (id));
    }
  gtk_menu_button_set_popover (self->columns_button, GTK_WIDGET (chooser));
}

static void
hc_tickets_page_launch_set (HcPage *page)
{
  HcTicketsPage *self = HC_TICKETS_PAGE (page);
  HcLaunch *launch = hc_page_launch (page);

  self->rows = hc_row_list_new (hc_launch_store (launch));
  self->selection = hc_selection_new (self->rows);
  self->layout = hc_column_layout_new (self->view, "ticket-columns");
  g_signal_connect_object (self->rows, "ids-will-change", G_CALLBACK (ids_will_change_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "ids-changed", G_CALLBACK (ids_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "fetch-failed", G_CALLBACK (fetch_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layout, "changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "notify::batches", G_CALLBACK (hc_tickets_page_show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "notify::columns", G_CALLBACK (hc_tickets_page_read_facets),
                           self, G_CONNECT_SWAPPED);

  hc_tickets_page_restore (self);
  add_columns (self, launch);
  hc_column_layout_restore (self->layout);
  hc_filter_bar_set_launch (self->filter_bar, launch);
  hc_filter_saved_set_launch (self->saved, launch, "tickets");
  show_saved_text (self);
  hc_ticket_pane_set_launch (self->pane, launch);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  self->sorting = TRUE;
  hc_column_layout_set_sort (self->layout, hc_ticket_column_name (self->sort), self->descending);
  self->sorting = FALSE;
  self->ready = TRUE;
  hc_tickets_page_update_layout (self);
}

static void
hc_tickets_page_shown (HcPage *page)
{
  HcTicketsPage *self = HC_TICKETS_PAGE (page);

  if (self->facets == NULL || self->facets_stale)
    hc_tickets_page_read_facets (self);
  if (!self->counted || self->stale)
    hc_tickets_page_query (self);
}

void
hc_tickets_page_show (HcTicketsPage *self, const char *conditions)
{
  g_return_if_fail (HC_IS_TICKETS_PAGE (self));

  if (self->narrow)
    hc_tickets_page_set_detail (self, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  set_conditions (self, conditions);
}

static void
hc_tickets_page_hidden (HcPage *page)
{
  HcTicketsPage *self = HC_TICKETS_PAGE (page);

  g_clear_handle_id (&self->requery_source, g_source_remove);
}

static void
hc_tickets_page_begin_search (HcPage *page)
{
  HcTicketsPage *self = HC_TICKETS_PAGE (page);

  if (self->narrow)
    hc_tickets_page_set_detail (self, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static GMenuModel *
hc_tickets_page_menu (HcPage *page)
{
  return hc_tickets_page_page_menu ();
}

/* ---------------------------------------------------------------- object */

static void
hc_tickets_page_dispose (GObject *object)
{
  HcTicketsPage *self = HC_TICKETS_PAGE (object);

  g_clear_handle_id (&self->requery_source, g_source_remove);
  if (self->query_cancellable != NULL)
    g_cancellable_cancel (self->query_cancellable);
  g_clear_object (&self->query_cancellable);
  if (self->facets_cancellable != NULL)
    g_cancellable_cancel (self->facets_cancellable);
  g_clear_object (&self->facets_cancellable);
  g_clear_pointer (&self->facets, hc_ticket_facets_unref);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  g_clear_pointer (&self->row_menu, gtk_widget_unparent);
  g_clear_object (&self->layout);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->searched, g_free);
  G_OBJECT_CLASS (hc_tickets_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, saved);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, view);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, coverage_label);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, order_label);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, pane_separator);
  gtk_widget_class_bind_template_child (widget_class, HcTicketsPage, pane);
}

static void
hc_tickets_page_class_init (HcTicketsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HcPageClass *page_class = HC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_tickets_page_dispose;
  page_class->launch_set = hc_tickets_page_launch_set;
  page_class->shown = hc_tickets_page_shown;
  page_class->hidden = hc_tickets_page_hidden;
  page_class->begin_search = hc_tickets_page_begin_search;
  page_class->menu = hc_tickets_page_menu;
  page_class->resized = hc_tickets_page_resized;

  g_type_ensure (HC_TYPE_FILTER_BAR);
  g_type_ensure (HC_TYPE_FILTER_SAVED);
  g_type_ensure (HC_TYPE_TICKET_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-tickets-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, conditions_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "page.copy-rows",
                                       NULL);
}

static void
hc_tickets_page_init (HcTicketsPage *self)
{
  self->sort = HC_TICKET_AGE;
  self->median_age = NAN;
  self->searched = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled",
                           G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "map", G_CALLBACK (align_figures), self, G_CONNECT_SWAPPED);
  hc_tickets_page_add_actions (self);
  hc_tickets_page_add_menus (self);
}
