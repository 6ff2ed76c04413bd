/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-groups-item.h"

#include <glib/gi18n.h>

#include "hc-format.h"

struct _HcTextGroupsItem
{
  GObject parent_instance;

  /* Borrowed */
  const HcTextGroup *group;

  gint64 n_unclassified;
  gboolean is_ignored;
};

G_DEFINE_FINAL_TYPE (HcTextGroupsItem, hc_text_groups_item, G_TYPE_OBJECT)

static void
hc_text_groups_item_class_init (HcTextGroupsItemClass *klass)
{
}

static void
hc_text_groups_item_init (HcTextGroupsItem *self)
{
}

HcTextGroupsItem *
hc_text_groups_item_new (const HcTextGroup *group, gint64 n_unclassified, gboolean is_ignored)
{
  HcTextGroupsItem *self = g_object_new (HC_TYPE_TEXT_GROUPS_ITEM, NULL);

  self->group = group;
  self->n_unclassified = n_unclassified;
  self->is_ignored = is_ignored;
  return self;
}

const HcTextGroup *
hc_text_groups_item_group (HcTextGroupsItem *self)
{
  g_return_val_if_fail (HC_IS_TEXT_GROUPS_ITEM (self), NULL);
  return self->group;
}

gint64
hc_text_groups_item_n_unclassified (HcTextGroupsItem *self)
{
  g_return_val_if_fail (HC_IS_TEXT_GROUPS_ITEM (self), 0);
  return self->n_unclassified;
}

gboolean
hc_text_groups_item_is_ignored (HcTextGroupsItem *self)
{
  g_return_val_if_fail (HC_IS_TEXT_GROUPS_ITEM (self), FALSE);
  return self->is_ignored;
}

char *
hc_text_groups_item_dup_size (HcTextGroupsItem *self)
{
  g_autofree char *all = hc_format_count (self->group->n);
  g_autofree char *rest = hc_format_count (self->n_unclassified);

  if (self->is_ignored)
    return g_strdup_printf (ngettext ("%s ticket · ignored", "%s tickets · ignored", self->group->n),
                            all);
  if (self->n_unclassified == 0)
    return g_strdup_printf (ngettext ("%s ticket, all classified", "%s tickets, all classified",
                                      self->group->n),
                            all);
  return g_strdup_printf (ngettext ("%s ticket · %s unclassified", "%s tickets · %s unclassified",
                                    self->group->n),
                          all, rest);
}

/* ---------------------------------------------------------------- rows */

static GtkWidget *
append_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = append_label (box);
  GtkWidget *size = append_label (box);

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (title), 2);
  gtk_widget_add_css_class (size, "caption");
  gtk_widget_add_css_class (size, "numeric");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  HcTextGroupsItem *self = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *size = hc_text_groups_item_dup_size (self);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", self->group->title, size);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), self->group->title);
  gtk_widget_set_tooltip_text (box, self->group->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

GtkListItemFactory *
hc_text_groups_item_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
