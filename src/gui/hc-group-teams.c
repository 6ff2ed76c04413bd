/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-group-teams.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-notify.h"
#include "hc-ownership-model.h"
#include "hc-routing-check.h"
#include "hc-team-popover.h"

struct _HcGroupTeams
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *count_label;

  /* Owned */
  HcLaunch *launch;
  HcOwnershipModel *model;
  GPtrArray *groups; /* of HcGroupCount */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HcGroupTeams, hc_group_teams, ADW_TYPE_BIN)

/* ---------------------------------------------------------------- rows */

/* Of an imported group, or of one that is mapped before its first ticket came. */
static GtkWidget *
group_row (HcGroupTeams *self, const char *group, gint64 n_tickets)
{
  const char *team_id = hc_ownership_model_team_of_group (self->model, group);
  const char *team = hc_ownership_model_title (self->model, "team", team_id);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *n = hc_format_count (n_tickets);
  g_autofree char *tickets =
    g_strdup_printf (ngettext ("%s ticket", "%s tickets", (gulong) n_tickets), n);
  g_autofree char *spoken = g_strdup_printf (_("Team of “%s”"), group);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), group);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               n_tickets > 0 ? tickets : _("No ticket lies there now"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), *team != '\0' ? team : _("No Team"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), hc_team_popover_new (self->model, group));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button,
                            !hc_store_is_read_only (hc_launch_store (self->launch)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static gboolean
is_imported (HcGroupTeams *self, const char *group)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (g_strcmp0 (((HcGroupCount *) g_ptr_array_index (self->groups, i))->name, group) == 0)
      return TRUE;
  return FALSE;
}

static void
append_rows (HcGroupTeams *self)
{
  HcRecordList *mapped = hc_ownership_model_list (self->model, "group_team");

  for (guint i = 0; i < self->groups->len; i++)
    {
      const HcGroupCount *group = g_ptr_array_index (self->groups, i);

      gtk_list_box_append (self->list, group_row (self, group->name, group->n_tickets));
    }
  for (guint i = 0; i < hc_record_list_count (mapped); i++)
    {
      const char *name = hc_record_get (hc_record_list_at (mapped, i), "group_name");

      if (!is_imported (self, name))
        gtk_list_box_append (self->list, group_row (self, name, 0));
    }
}

static void
show_count (HcGroupTeams *self)
{
  guint n_mapped = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    n_mapped += hc_ownership_model_team_of_group (
                  self->model,
                  ((HcGroupCount *) g_ptr_array_index (self->groups, i))->name) != NULL
                  ? 1
                  : 0;
  /* TRANSLATORS: “3 of 9 groups belong to a team” */
  text = g_strdup_printf (ngettext ("%u of %u group belongs to a team",
                                    "%u of %u groups belong to a team", self->groups->len),
                          n_mapped, self->groups->len);
  gtk_label_set_text (self->count_label, text);
}

/* The row with the focus keeps it. */
static void
show_rows (HcGroupTeams *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int at = GTK_IS_LIST_BOX_ROW (focus) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
  GtkListBoxRow *row;

  if (self->groups == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  append_rows (self);
  show_count (self);
  row = gtk_list_box_get_row_at_index (self->list, MAX (at, 0));
  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "list" : "empty");
  if (at >= 0 && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* ---------------------------------------------------------------- reading */

static gpointer
load_job (HcDb *db, gpointer data, GError **error)
{
  return hc_group_counts_load (db, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcGroupTeams) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *groups = hc_store_job_finish (HC_STORE (object), result, &error);

  if (groups == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        hc_notify_error (GTK_WIDGET (self), _("The groups could not be read"), error);
      return;
    }
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = groups;
  show_rows (self);
}

/* ---------------------------------------------------------------- class */

static void
hc_group_teams_dispose (GObject *object)
{
  HcGroupTeams *self = HC_GROUP_TEAMS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  g_clear_object (&self->launch);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_group_teams_parent_class)->dispose (object);
}

static void
hc_group_teams_class_init (HcGroupTeamsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_group_teams_dispose;
}

static GtkWidget *
make_list (HcGroupTeams *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->count_label = GTK_LABEL (gtk_label_new (NULL));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_xalign (self->count_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "hc-second");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Assignment groups"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static void
hc_group_teams_init (HcGroupTeams *self)
{
  GtkWidget *empty = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "system-users-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("No Assignment Groups Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   _("They come with the tickets: import an export that has the "
                                     "assignment group."));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "loading");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

void
hc_group_teams_set_launch (HcGroupTeams *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_GROUP_TEAMS (self) && self->launch == NULL);

  self->launch = g_object_ref (launch);
  self->model = g_object_ref (hc_ownership_model_of (launch));
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->model, "changed", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
  hc_store_read_async (hc_launch_store (launch), load_job, NULL, NULL,
                       (GDestroyNotify) g_ptr_array_unref, self->cancellable, loaded_cb,
                       g_object_ref (self));
}
