/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-filter-bar.h"

#include <glib/gi18n.h>

#include "hc-filter-menu.h"
#include "hc-wrap-layout.h"

#define CHIP_SPACING 6
#define CHIP_CHARS 48

struct _HcFilterBar
{
  AdwBin parent_instance;

  /* Children */
  GtkBox *chips;
  GtkMenuButton *add;

  /* Owned */
  HcTicketQuery query;
};

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcFilterBar, hc_filter_bar, ADW_TYPE_BIN)

static void show_chips (HcFilterBar *self);

static void
conditions_changed (HcFilterBar *self)
{
  show_chips (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chip_clicked_cb (HcFilterBar *self, GtkButton *chip)
{
  HcFilter filter = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "hc-filter"));

  hc_filter_unset (filter, &self->query);
  gtk_widget_grab_focus (GTK_WIDGET (self->add)); /* the chip goes: do not lose the focus */
  conditions_changed (self);
}

static GtkWidget *
chip_new (HcFilterBar *self, HcFilter filter, const char *text)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *icon = gtk_image_new_from_icon_name ("window-close-symbolic");
  g_autofree char *remove = g_strdup_printf (_("Remove filter “%s”"), text);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END); /* the tooltip has it all */
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHIP_CHARS);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "hc-chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (chip, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  g_object_set_data (G_OBJECT (chip), "hc-filter", GUINT_TO_POINTER (filter));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  return chip;
}

static void
show_chips (HcFilterBar *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (child != NULL && child != GTK_WIDGET (self->add))
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (self->chips, child);
      child = next;
    }
  for (guint i = HC_N_FILTERS; i-- > 0;)
    {
      g_autofree char *text = hc_filter_chip_text ((HcFilter) i, &self->query);

      if (text != NULL)
        gtk_box_prepend (self->chips, chip_new (self, (HcFilter) i, text));
    }
}

static void
hc_filter_bar_finalize (GObject *object)
{
  hc_ticket_query_clear (&HC_FILTER_BAR (object)->query);
  G_OBJECT_CLASS (hc_filter_bar_parent_class)->finalize (object);
}

static void
hc_filter_bar_class_init (HcFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hc_filter_bar_finalize;
  signals[CHANGED] = g_signal_new ("changed", HC_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button_child (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Filter")));
  return box;
}

static void
hc_filter_bar_init (HcFilterBar *self)
{
  HcFilterMenu *menu;

  hc_ticket_query_init (&self->query);
  menu = hc_filter_menu_new (&self->query);
  g_signal_connect_object (menu, "changed", G_CALLBACK (conditions_changed), self,
                           G_CONNECT_SWAPPED);
  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->add = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->add, add_button_child ());
  gtk_menu_button_set_popover (self->add, GTK_WIDGET (menu));
  gtk_widget_set_valign (GTK_WIDGET (self->add), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "hc-add-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Add Filter"), -1);
  gtk_box_append (self->chips, GTK_WIDGET (self->add));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->chips), hc_wrap_layout_new (CHIP_SPACING));
  gtk_widget_set_valign (GTK_WIDGET (self->chips), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (GTK_WIDGET (self->chips), CHIP_SPACING);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->chips), CHIP_SPACING);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->chips));
}

void
hc_filter_bar_set_launch (HcFilterBar *self, HcLaunch *launch)
{
  hc_filter_menu_set_launch (HC_FILTER_MENU (gtk_menu_button_get_popover (self->add)), launch);
}

const HcTicketQuery *
hc_filter_bar_query (HcFilterBar *self)
{
  return &self->query;
}

void
hc_filter_bar_set_query (HcFilterBar *self, const HcTicketQuery *query)
{
  g_autoptr (HcTicketFacets) facets = g_steal_pointer (&self->query.facets);

  hc_ticket_query_clear (&self->query);
  hc_ticket_query_copy (query, &self->query);
  hc_ticket_query_set_facets (&self->query, facets);
  conditions_changed (self);
}

void
hc_filter_bar_clear (HcFilterBar *self)
{
  g_auto (HcTicketQuery) query = { 0 };

  hc_ticket_query_init (&query);
  hc_filter_bar_set_query (self, &query);
}

void
hc_filter_bar_set_facets (HcFilterBar *self, HcTicketFacets *facets)
{
  hc_ticket_query_set_facets (&self->query, facets);
  show_chips (self);
}
