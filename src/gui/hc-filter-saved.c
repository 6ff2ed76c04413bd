/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-filter-saved.h"

#include <glib/gi18n.h>

#include "hc-notify.h"
#include "hc-record-list.h"

struct _HcFilterSaved
{
  AdwBin parent_instance;

  /* Children */
  GtkMenuButton *button;
  GtkListBox *list;
  GtkEntry *name;
  GtkWidget *save;

  /* Owned */
  HcRecordList *records; /* of all pages */
  GPtrArray *shown;      /* of HcRecord, of this page */
  char *page;
  char *text;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcFilterSaved, hc_filter_saved, ADW_TYPE_BIN)

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcFilterSaved) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (error != NULL)
    hc_notify_error (GTK_WIDGET (self), _("The filter could not be saved."), error);
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcFilterSaved) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (error != NULL)
    hc_notify_error (GTK_WIDGET (self), _("The filter could not be removed."), error);
  else
    hc_notify_toast (GTK_WIDGET (self), _("Filter removed"), _("Undo"), "win.undo");
}

/* ---------------------------------------------------------------- the list */

static void
remove_clicked_cb (HcFilterSaved *self, GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);

  hc_filter_saved_remove (self, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static void
row_activated_cb (HcFilterSaved *self, GtkListBoxRow *row)
{
  gtk_menu_button_popdown (self->button);
  hc_filter_saved_choose (self, (guint) gtk_list_box_row_get_index (row));
}

static GtkWidget *
row_new (HcFilterSaved *self, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *text = g_strdup_printf (_("Remove Filter “%s”"), name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static void
show_records (HcFilterSaved *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < hc_record_list_count (self->records); i++)
    {
      HcRecord *record = hc_record_list_at (self->records, i);

      if (g_strcmp0 (hc_record_get (record, "page"), self->page) != 0)
        continue;
      g_ptr_array_add (self->shown, g_object_ref (record));
      gtk_list_box_append (self->list, row_new (self, hc_record_title (record)));
    }
}

static void
update_save (HcFilterSaved *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  gtk_widget_set_sensitive (self->save, name[0] != '\0' && self->text[0] != '\0');
}

static void
save_clicked_cb (HcFilterSaved *self)
{
  if (!gtk_widget_get_sensitive (self->save))
    return;
  hc_filter_saved_save (self, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
}

/* ---------------------------------------------------------------- object */

static GtkWidget *
save_box_new (HcFilterSaved *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->name, _("Name for what is set now"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->name), 22);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the filter"), -1);
  self->save = gtk_button_new_with_mnemonic (_("_Save"));
  g_signal_connect_object (self->name, "changed", G_CALLBACK (update_save), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "activate", G_CALLBACK (save_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), self->save);
  return box;
}

static void
hc_filter_saved_dispose (GObject *object)
{
  HcFilterSaved *self = HC_FILTER_SAVED (object);

  g_clear_object (&self->records);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (hc_filter_saved_parent_class)->dispose (object);
}

static void
hc_filter_saved_class_init (HcFilterSavedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_filter_saved_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", HC_TYPE_FILTER_SAVED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
popover_new (HcFilterSaved *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_("No filters are saved yet."));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (empty, "hc-second");
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Saved Filters"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), save_box_new (self));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
hc_filter_saved_init (HcFilterSaved *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->text = g_strdup ("");
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "user-bookmarks-symbolic");
  gtk_menu_button_set_popover (self->button, popover_new (self));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Saved Filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Saved Filters"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  update_save (self);
}

void
hc_filter_saved_set_launch (HcFilterSaved *self, HcLaunch *launch, const char *page)
{
  g_return_if_fail (HC_IS_FILTER_SAVED (self) && self->records == NULL);
  self->page = g_strdup (page);
  self->records = hc_record_list_new (launch, "saved_filter", NULL);
  g_signal_connect_object (self->records, "read", G_CALLBACK (show_records), self,
                           G_CONNECT_SWAPPED);
  show_records (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name),
                            !hc_store_is_read_only (hc_launch_store (launch)));
}

void
hc_filter_saved_set_text (HcFilterSaved *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  update_save (self);
}

guint
hc_filter_saved_count (HcFilterSaved *self)
{
  return self->shown->len;
}

void
hc_filter_saved_save (HcFilterSaved *self, const char *name)
{
  HcRecordData *record = hc_record_data_new (hc_record_type ("saved_filter"));
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  hc_record_data_set (record, "page", self->page);
  hc_record_data_set (record, "name", trimmed);
  hc_record_data_set (record, "filter", self->text);
  hc_record_list_add_async (self->records, record, NULL, written_cb, g_object_ref (self));
}

void
hc_filter_saved_choose (HcFilterSaved *self, guint position)
{
  g_return_if_fail (position < self->shown->len);
  g_signal_emit (self, signals[CHOSEN], 0,
                 hc_record_get (g_ptr_array_index (self->shown, position), "filter"));
}

void
hc_filter_saved_remove (HcFilterSaved *self, guint position)
{
  g_return_if_fail (position < self->shown->len);
  hc_record_list_remove_async (self->records,
                               hc_record_id (g_ptr_array_index (self->shown, position)), removed_cb,
                               g_object_ref (self));
}
