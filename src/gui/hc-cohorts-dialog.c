/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cohorts-dialog.h"

#include <glib/gi18n.h>

#include "hc-cohorts-dialog-matches.h"
#include "hc-register-view.h"

struct _HcCohortsDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwBin *register_bin;
  HcCohortsDialogMatches *matches;

  /* Borrowed */
  HcRegisterView *view;

  /* Owned */
  HcHotPaths *paths;
};

G_DEFINE_FINAL_TYPE (HcCohortsDialog, hc_cohorts_dialog, ADW_TYPE_WINDOW)

static void
selected_cb (HcCohortsDialog *self)
{
  hc_cohorts_dialog_matches_show (self->matches, hc_register_view_selected (self->view));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_register_view_add (HC_COHORTS_DIALOG (widget)->view);
}

/* Undo belongs to the window behind; its toast ends up here. */
static void
window_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), name, NULL);
}

static void
hc_cohorts_dialog_dispose (GObject *object)
{
  HcCohortsDialog *self = HC_COHORTS_DIALOG (object);

  g_clear_object (&self->paths);
  G_OBJECT_CLASS (hc_cohorts_dialog_parent_class)->dispose (object);
}

static void
hc_cohorts_dialog_class_init (HcCohortsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_cohorts_dialog_dispose;
  g_type_ensure (HC_TYPE_COHORTS_DIALOG_MATCHES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-cohorts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialog, register_bin);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialog, matches);
  gtk_widget_class_install_action (widget_class, "cohorts.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, window_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, window_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hc_cohorts_dialog_init (HcCohortsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
create_register (HcCohortsDialog *self)
{
  GtkWidget *view = hc_register_view_new ();

  self->view = HC_REGISTER_VIEW (view);
  hc_register_view_set_list (self->view, hc_hot_paths_list (self->paths, HC_HOT_COHORTS));
  hc_register_view_set_empty (self->view, "system-users-symbolic",
                              _("Cohorts are groups of people that a launch concerns in the same "
                                "way: a role, a site, a region. Tickets are told apart by them."));
  g_signal_connect_object (view, "notify::selected-id", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->register_bin, view);
}

void
hc_cohorts_dialog_present (GtkWindow *parent, HcHotPaths *paths)
{
  HcCohortsDialog *self = g_object_new (HC_TYPE_COHORTS_DIALOG, "transient-for", parent, NULL);
  HcRecordList *cohorts;
  int width, height;

  self->paths = g_object_ref (paths);
  if (parent != NULL && gtk_widget_get_height (GTK_WIDGET (parent)) > 0)
    {
      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      gtk_window_set_default_size (GTK_WINDOW (self),
                                   MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))),
                                   MIN (height, gtk_widget_get_height (GTK_WIDGET (parent))));
    }
  create_register (self);
  hc_cohorts_dialog_matches_set_launch (self->matches, hc_hot_paths_launch (paths));
  cohorts = hc_hot_paths_list (paths, HC_HOT_COHORTS);
  if (hc_record_list_count (cohorts) > 0)
    hc_register_view_select (self->view, hc_record_id (hc_record_list_at (cohorts, 0)));
  selected_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
