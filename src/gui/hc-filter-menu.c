/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-filter-menu.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-format.h"

#define SEARCH_FROM 9 /* values: shorter lists need no search */

struct _HcFilterMenu
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkListBox *fields;
  GtkListBox *values;
  GtkLabel *title;
  GtkLabel *placeholder;
  GtkSearchEntry *search;
  GtkWidget *back;

  /* Borrowed */
  HcTicketQuery *query;

  /* Owned */
  HcLaunch *launch;
  GCancellable *cancellable; /* of the values being read */
  HcFilter filter;           /* whose values are shown */
};

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcFilterMenu, hc_filter_menu, GTK_TYPE_POPOVER)

static void
emit_changed (HcFilterMenu *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---------------------------------------------------------------- values */

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
check_toggled_cb (HcFilterMenu *self, GtkCheckButton *check)
{
  const char *value = g_object_get_data (G_OBJECT (check), "hc-value");

  hc_filter_set_value (self->filter, self->query, value, gtk_check_button_get_active (check));
  emit_changed (self);
}

static void
add_value (HcFilterMenu *self, const char *value, gint64 tickets)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *name = gtk_label_new (NULL);
  g_autofree char *label = hc_filter_value_label (self->filter, self->query, value);
  g_autofree char *count = hc_format_count (tickets);
  GtkWidget *count_label = gtk_label_new (count);

  gtk_label_set_label (GTK_LABEL (name), label);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 32);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count_label, "hc-second");
  gtk_widget_add_css_class (count_label, "numeric");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               hc_filter_has_value (self->filter, self->query, value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (check), "hc-value", g_strdup (value), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_focusable (check, FALSE); /* the row takes the keys */
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count_label);
  g_object_set_data_full (G_OBJECT (box), "hc-folded", g_utf8_casefold (label, -1), g_free);
  gtk_list_box_append (self->values, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
begin_choosing (HcFilterMenu *self, guint n_values)
{
  gtk_widget_set_visible (GTK_WIDGET (self->search), n_values >= SEARCH_FROM);
  if (n_values >= SEARCH_FROM)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->values), GTK_DIR_TAB_FORWARD);
}

/* All records, also those without tickets. */
static void
add_links (HcFilterMenu *self)
{
  GPtrArray *facets;

  gtk_label_set_label (self->placeholder, self->query->facets != NULL ? _("No such value")
                                                                      : _("Reading values…"));
  if (self->query->facets == NULL)
    return;
  facets = hc_ticket_facets_values (self->query->facets, hc_filter_link (self->filter));
  for (guint i = 0; i < facets->len; i++)
    {
      const HcTicketFacet *facet = g_ptr_array_index (facets, i);

      add_value (self, facet->id, facet->count);
    }
  begin_choosing (self, facets->len);
}

static void
values_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcFilterMenu) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_label (self->placeholder,
                       error != NULL ? error->message : _("No such value"));
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const HcTicketValue *value = g_ptr_array_index (values, i);

      add_value (self, value->text, value->count);
    }
  begin_choosing (self, values != NULL ? values->len : 0);
}

static gpointer
values_job (HcDb *db, gpointer data, GError **error)
{
  return hc_ticket_list_values (db, GPOINTER_TO_UINT (data), error);
}

static void
stop_reading (HcFilterMenu *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_values (HcFilterMenu *self)
{
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->placeholder, _("Reading values…"));
  hc_store_read_async (hc_launch_store (self->launch), values_job,
                       GUINT_TO_POINTER (hc_filter_field (self->filter)), NULL,
                       (GDestroyNotify) g_ptr_array_unref, self->cancellable, values_read_cb,
                       g_object_ref (self));
}

static void
add_choices (HcFilterMenu *self)
{
  for (guint i = 0; i < hc_filter_n_choices (self->filter); i++)
    {
      g_autofree char *text
        = hc_filter_choice_label (self->filter, i, hc_launch_settings (self->launch));
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->values, label);
    }
  gtk_widget_child_focus (GTK_WIDGET (self->values), GTK_DIR_TAB_FORWARD);
}

static void
value_activated_cb (HcFilterMenu *self, GtkListBoxRow *row)
{
  GtkWidget *child = gtk_list_box_row_get_child (row);

  if (hc_filter_field (self->filter) != HC_TICKET_N_FIELDS
      || hc_filter_link (self->filter) != HC_N_LINKS)
    {
      GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_widget_get_first_child (child));

      gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
      return;
    }
  hc_filter_choose (self->filter, self->query, (guint) gtk_list_box_row_get_index (row),
                    hc_launch_settings (self->launch));
  gtk_popover_popdown (GTK_POPOVER (self));
  emit_changed (self);
}

static gboolean
row_matches (GtkListBoxRow *row, gpointer user_data)
{
  HcFilterMenu *self = user_data;
  const char *folded = g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "hc-folded");
  g_autofree char *needle
    = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  return folded == NULL || strstr (folded, needle) != NULL;
}

static void
search_changed_cb (HcFilterMenu *self)
{
  gtk_list_box_invalidate_filter (self->values);
}

/* ---------------------------------------------------------------- fields */

static void
field_activated_cb (HcFilterMenu *self, GtkListBoxRow *row)
{
  self->filter = (HcFilter) gtk_list_box_row_get_index (row);
  if (hc_filter_is_switch (self->filter))
    {
      hc_filter_switch_on (self->filter, self->query);
      gtk_popover_popdown (GTK_POPOVER (self));
      emit_changed (self);
      return;
    }
  clear_list (self->values);
  gtk_widget_set_visible (GTK_WIDGET (self->search), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_label_set_label (self->title, hc_filter_label (self->filter));
  gtk_stack_set_visible_child_name (self->stack, "values");
  if (hc_filter_field (self->filter) != HC_TICKET_N_FIELDS)
    read_values (self);
  else if (hc_filter_link (self->filter) != HC_N_LINKS)
    add_links (self);
  else
    add_choices (self);
}

static void
back_cb (HcFilterMenu *self)
{
  stop_reading (self);
  gtk_stack_set_visible_child_name (self->stack, "fields");
}

static void
add_field (HcFilterMenu *self, HcFilter filter)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (hc_filter_label (filter));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (hc_filter_is_switch (filter))
    {
      GtkWidget *count = gtk_label_new (NULL);

      gtk_widget_add_css_class (count, "hc-second");
      gtk_widget_add_css_class (count, "numeric");
      gtk_box_append (GTK_BOX (box), count);
    }
  else
    {
      GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_box_append (GTK_BOX (box), arrow);
    }
  gtk_list_box_append (self->fields, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, hc_filter_label (filter), -1);
}

/* How many tickets each mark would leave. */
static void
show_mark_counts (HcFilterMenu *self)
{
  for (guint i = 0; i < HC_N_FILTERS; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->fields, (int) i);
      GtkWidget *count = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
      HcTicketMark mark = hc_filter_mark ((HcFilter) i);
      g_autofree char *text = NULL;

      if (mark == HC_N_TICKET_MARKS)
        continue;
      if (self->query->facets != NULL)
        text = hc_format_count (hc_ticket_facets_marked (self->query->facets, mark));
      gtk_label_set_label (GTK_LABEL (count), text != NULL ? text : "");
    }
}

/* ---------------------------------------------------------------- object */

static void
hc_filter_menu_closed (GtkPopover *popover)
{
  back_cb (HC_FILTER_MENU (popover));
}

static void
hc_filter_menu_dispose (GObject *object)
{
  HcFilterMenu *self = HC_FILTER_MENU (object);

  stop_reading (self);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_filter_menu_parent_class)->dispose (object);
}

static void
hc_filter_menu_class_init (HcFilterMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_filter_menu_dispose;
  GTK_POPOVER_CLASS (klass)->closed = hc_filter_menu_closed;
  signals[CHANGED] = g_signal_new ("changed", HC_TYPE_FILTER_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-filter-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, HcFilterMenu, stack);
  gtk_widget_class_bind_template_child (widget_class, HcFilterMenu, fields);
  gtk_widget_class_bind_template_child (widget_class, HcFilterMenu, values);
  gtk_widget_class_bind_template_child (widget_class, HcFilterMenu, title);
  gtk_widget_class_bind_template_child (widget_class, HcFilterMenu, placeholder);
  gtk_widget_class_bind_template_child (widget_class, HcFilterMenu, search);
  gtk_widget_class_bind_template_child (widget_class, HcFilterMenu, back);
  gtk_widget_class_bind_template_callback (widget_class, field_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
hc_filter_menu_init (HcFilterMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->values, row_matches, self, NULL);
  for (guint i = 0; i < HC_N_FILTERS; i++)
    add_field (self, (HcFilter) i);
  g_signal_connect (self, "show", G_CALLBACK (show_mark_counts), NULL);
}

HcFilterMenu *
hc_filter_menu_new (HcTicketQuery *query)
{
  HcFilterMenu *self = g_object_new (HC_TYPE_FILTER_MENU, NULL);

  self->query = query;
  return self;
}

void
hc_filter_menu_set_launch (HcFilterMenu *self, HcLaunch *launch)
{
  g_set_object (&self->launch, launch);
}
