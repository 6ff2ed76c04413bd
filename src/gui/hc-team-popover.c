/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-team-popover.h"

#include <glib/gi18n.h>

#include "hc-ownership-table.h"

#define MAX_HEIGHT 300

typedef struct
{
  HcOwnershipModel *model;
  char *group;
  GtkWidget *popover; /* borrowed */
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *self = data;

  g_object_unref (self->model);
  g_free (self->group);
  g_free (self);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, Choice *self)
{
  HcGroupMove *move = g_new0 (HcGroupMove, 1);
  g_autofree char *label = g_strdup_printf (_("Map Group “%s”"), self->group);

  move->group = g_strdup (self->group);
  move->team_id = g_strdup (g_object_get_data (G_OBJECT (row), "team"));
  if (g_object_get_data (G_OBJECT (row), "new") != NULL)
    move->team_name = g_strdup (self->group);
  hc_ownership_model_run (self->model, label, _("The group could not be mapped"),
                          hc_ownership_map_group, move, (GDestroyNotify) hc_group_move_free);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
append (GtkWidget *list, const char *text, gboolean is_chosen)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (icon, is_chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
fill (GtkWidget *list, HcOwnershipModel *model, const char *group)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (model);
  const char *present = hc_ownership_model_team_of_group (model, group);
  g_autofree char *new_text = g_strdup_printf (_("New Team “%s”"), group);
  gboolean is_team = FALSE;
  GtkWidget *row;

  for (guint i = 0; i < plan->teams->len; i++)
    {
      const HcRecordData *team = g_ptr_array_index (plan->teams, i);

      row = append (list, hc_record_data_title (team), g_strcmp0 (team->id, present) == 0);
      g_object_set_data_full (G_OBJECT (row), "team", g_strdup (team->id), g_free);
      is_team |= g_strcmp0 (hc_record_data_title (team), group) == 0;
    }
  if (!is_team)
    g_object_set_data (G_OBJECT (append (list, new_text, FALSE)), "new", GINT_TO_POINTER (TRUE));
  if (present != NULL)
    append (list, _("No Team"), FALSE);
}

GtkWidget *
hc_team_popover_new (HcOwnershipModel *model, const char *group)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  Choice *choice = g_new0 (Choice, 1);

  choice->model = g_object_ref (model);
  choice->group = g_strdup (group);
  choice->popover = popover;
  fill (list, model, group);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_widget_add_css_class (list, "hc-pick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Teams"),
                                  -1);
  g_signal_connect_data (list, "row-activated", G_CALLBACK (activated_cb), choice, choice_free, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  return popover;
}
