/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-column-chooser.h"

#include <glib/gi18n.h>

#define MAX_HEIGHT 360

struct _HcColumnChooser
{
  GtkPopover parent_instance;

  /* Children */
  GtkBox *checks;

  /* Borrowed */
  HcColumnLayout *layout;
};

G_DEFINE_FINAL_TYPE (HcColumnChooser, hc_column_chooser, GTK_TYPE_POPOVER)

static void
reset_cb (HcColumnChooser *self)
{
  hc_column_layout_reset (self->layout);
}

static void
hc_column_chooser_class_init (HcColumnChooserClass *klass)
{
}

static void
hc_column_chooser_init (HcColumnChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *hint = gtk_label_new (_("Drag the headers to reorder columns."));
  GtkWidget *reset = gtk_button_new_with_mnemonic (_("_Reset Columns"));

  self->checks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->checks));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "hc-second");
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 26);
  gtk_widget_add_css_class (reset, "flat");
  g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

static void
toggled_cb (HcColumnChooser *self, GtkCheckButton *check)
{
  hc_column_layout_set_shown (self->layout, g_object_get_data (G_OBJECT (check), "hc-name"),
                              gtk_check_button_get_active (check));
}

static void
layout_changed_cb (HcColumnChooser *self)
{
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->checks)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    {
      const char *name = g_object_get_data (G_OBJECT (check), "hc-name");

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   hc_column_layout_is_shown (self->layout, name));
    }
}

HcColumnChooser *
hc_column_chooser_new (HcColumnLayout *layout)
{
  HcColumnChooser *self = g_object_new (HC_TYPE_COLUMN_CHOOSER, NULL);

  self->layout = layout;
  g_signal_connect_object (layout, "changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
hc_column_chooser_add (HcColumnChooser *self, const char *label, const char *name)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               hc_column_layout_is_shown (self->layout, name));
  g_object_set_data_full (G_OBJECT (check), "hc-name", g_strdup (name), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->checks, check);
}
