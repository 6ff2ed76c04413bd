/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rules-values.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-format.h"
#include "hc-notify.h"
#include "hc-widgets.h"

#define MAX_OFFERS 200

struct _HcRulesValues
{
  GtkPopover parent_instance;

  /* Children */
  GtkEditable *search;
  GtkListBox *list;
  GtkLabel *empty;

  /* Owned */
  HcLaunch *launch;
  GPtrArray *values; /* of HcTicketValue; NULL: not read */
  GCancellable *cancellable;

  HcTicketField field;
};

G_DEFINE_FINAL_TYPE (HcRulesValues, hc_rules_values, GTK_TYPE_POPOVER)

static guint chosen_signal;

static gboolean
fits (const char *value, const char *typed)
{
  g_autofree char *a = g_utf8_casefold (value, -1);
  g_autofree char *b = g_utf8_casefold (typed, -1);

  return strstr (a, b) != NULL;
}

static void
append (HcRulesValues *self, const HcTicketValue *value)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (value->text);
  g_autofree char *count = hc_format_count (value->count);
  GtkWidget *number = gtk_label_new (count);
  g_autofree char *spoken = g_strdup_printf (
    ngettext ("%s, %s ticket", "%s, %s tickets", (gulong) value->count), value->text, count);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "hc-second");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "hc-value", g_strdup (value->text), g_free);
  gtk_list_box_append (self->list, row);
}

static void
show (HcRulesValues *self)
{
  const char *typed = gtk_editable_get_text (self->search);
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; self->values != NULL && i < self->values->len && n < MAX_OFFERS; i++)
    {
      const HcTicketValue *value = g_ptr_array_index (self->values, i);

      if (!fits (value->text, typed))
        continue;
      append (self, value);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->empty), self->values != NULL && n == 0);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRulesValues) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *values = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (values == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The imported values could not be read"), error);
      return;
    }
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->values = values;
  show (self);
}

static void
stop_reading (HcRulesValues *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
show_cb (HcRulesValues *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  if (self->values != NULL)
    {
      show (self);
      return;
    }
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  hc_classify_values_async (self->launch, self->field, self->cancellable, read_cb,
                            g_object_ref (self));
}

void
hc_rules_values_set_field (HcRulesValues *self, HcTicketField field)
{
  g_return_if_fail (HC_IS_RULES_VALUES (self));

  stop_reading (self);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->field = field;
}

static void
choose (HcRulesValues *self, GtkListBoxRow *row)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (row), "hc-value"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, value);
}

/* Enter in the search takes the first one. */
static void
activate_cb (HcRulesValues *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    choose (self, row);
}

static void
hc_rules_values_dispose (GObject *object)
{
  HcRulesValues *self = HC_RULES_VALUES (object);

  stop_reading (self);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_rules_values_parent_class)->dispose (object);
}

static void
hc_rules_values_class_init (HcRulesValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_rules_values_dispose;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_list (HcRulesValues *self)
{
  GtkWidget *scroller = hc_pick_list_new (_("Imported values"), &self->list);

  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose), self);
  return scroller;
}

static void
hc_rules_values_init (HcRulesValues *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->search = GTK_EDITABLE (gtk_search_entry_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the imported values"), -1);
  self->empty = GTK_LABEL (gtk_label_new (_("No imported ticket has such a value.")));
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "hc-second");
  gtk_widget_set_visible (GTK_WIDGET (self->empty), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty));
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_widget_set_size_request (box, 260, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self, "show", G_CALLBACK (show_cb), NULL);
}

GtkWidget *
hc_rules_values_new (HcLaunch *launch)
{
  HcRulesValues *self = g_object_new (HC_TYPE_RULES_VALUES, NULL);

  self->launch = g_object_ref (launch);
  return GTK_WIDGET (self);
}
