/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sidebar.h"

#include <glib/gi18n.h>

#include "hc-pages.h"

struct _HcSidebar
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkListBox *list;
  GPtrArray *badges; /* of GtkLabel, one per page; the array is owned */

  /* Owned */
  HcLaunch *launch;
};

G_DEFINE_FINAL_TYPE (HcSidebar, hc_sidebar, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_row_name (GtkWidget *row, const HcPageInfo *info, const HcBadge *badge)
{
  g_autofree char *name = NULL;

  if (badge->text == NULL)
    name = g_strdup (_(info->title));
  else
    /* TRANSLATORS: read aloud: page, then what its badge says (“Tickets, 1,204 tickets”) */
    name = g_strdup_printf (_("%s, %s"), _(info->title),
                            badge->accessible != NULL ? badge->accessible : badge->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_badges (HcSidebar *self)
{
  for (guint i = 0; i < hc_n_pages; i++)
    {
      g_auto (HcBadge) badge = { 0 };
      GtkWidget *label = g_ptr_array_index (self->badges, i);

      if (self->launch != NULL && hc_pages[i].badge != NULL)
        hc_pages[i].badge (self->launch, &badge);
      gtk_label_set_text (GTK_LABEL (label), badge.text != NULL ? badge.text : "");
      gtk_widget_set_visible (label, badge.text != NULL);
      if (badge.attention)
        gtk_widget_add_css_class (label, "attention");
      else
        gtk_widget_remove_css_class (label, "attention");
      set_row_name (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)), &hc_pages[i],
                    &badge);
    }
}

static GtkWidget *
create_row (HcSidebar *self, const HcPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (_(info->title));
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (badge, "hc-badge");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_ptr_array_add (self->badges, badge);
  return row;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *section = hc_pages[gtk_list_box_row_get_index (row)].section;
  const char *previous =
    before != NULL ? hc_pages[gtk_list_box_row_get_index (before)].section : NULL;
  GtkWidget *label;

  if (section == NULL || g_strcmp0 (section, previous) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (_(section));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "hc-second");
  gtk_widget_add_css_class (label, "hc-section");
  gtk_list_box_row_set_header (row, label);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, HcSidebar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, (guint) gtk_list_box_row_get_index (row));
}

/* Arrow keys move the mark alone, which then names another page than the one shown. */
static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, HcSidebar *self)
{
  if (row != NULL)
    row_activated_cb (list, row, self);
}

static void
hc_sidebar_dispose (GObject *object)
{
  HcSidebar *self = HC_SIDEBAR (object);

  g_clear_object (&self->launch);
  g_clear_pointer (&self->badges, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_sidebar_parent_class)->dispose (object);
}

static void
hc_sidebar_class_init (HcSidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_sidebar_dispose;
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
hc_sidebar_init (HcSidebar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  self->badges = g_ptr_array_new ();
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"),
                                  -1);
  for (guint i = 0; i < hc_n_pages; i++)
    gtk_list_box_append (self->list, create_row (self, &hc_pages[i]));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (list, "row-selected", G_CALLBACK (row_selected_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

void
hc_sidebar_set_launch (HcSidebar *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_SIDEBAR (self) && HC_IS_LAUNCH (launch));

  g_set_object (&self->launch, launch);
  g_signal_connect_object (launch, "notify::batches", G_CALLBACK (update_badges), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "notify::metrics", G_CALLBACK (update_badges), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "badges-changed", G_CALLBACK (update_badges), self,
                           G_CONNECT_SWAPPED);
  update_badges (self);
}

void
hc_sidebar_select (HcSidebar *self, guint page)
{
  g_return_if_fail (HC_IS_SIDEBAR (self));

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) page));
}
