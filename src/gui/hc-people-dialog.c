/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-people-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hc-group-teams.h"
#include "hc-ownership-model.h"
#include "hc-people-import-dialog.h"
#include "hc-register-view.h"
#include "hc-widgets.h"

#define HC_TYPE_PEOPLE_DIALOG (hc_people_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcPeopleDialog, hc_people_dialog, HC, PEOPLE_DIALOG, AdwWindow)

struct _HcPeopleDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkWidget *import_button;
  HcRegisterView *people;
  HcRegisterView *teams;
  HcGroupTeams *groups;
  HcRegisterView *hops;

  /* Owned */
  HcLaunch *launch;
};

G_DEFINE_FINAL_TYPE (HcPeopleDialog, hc_people_dialog, ADW_TYPE_WINDOW)

static const char *const pages[] = { "people", "teams", "groups", "hops" };

static void
import_cb (HcPeopleDialog *self)
{
  hc_people_import_dialog_choose (GTK_WIDGET (self->stack), self->launch);
}

static void
page_changed_cb (HcPeopleDialog *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  gtk_widget_set_visible (self->import_button, g_strcmp0 (name, "people") == 0);
}

static void
hc_people_dialog_dispose (GObject *object)
{
  g_clear_object (&HC_PEOPLE_DIALOG (object)->launch);
  G_OBJECT_CLASS (hc_people_dialog_parent_class)->dispose (object);
}

static void
hc_people_dialog_class_init (HcPeopleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_people_dialog_dispose;
  g_type_ensure (HC_TYPE_REGISTER_VIEW);
  g_type_ensure (HC_TYPE_GROUP_TEAMS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-people-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HcPeopleDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HcPeopleDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, HcPeopleDialog, people);
  gtk_widget_class_bind_template_child (widget_class, HcPeopleDialog, teams);
  gtk_widget_class_bind_template_child (widget_class, HcPeopleDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, HcPeopleDialog, hops);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  hc_dialog_class_install_undo (widget_class);
}

static void
hc_people_dialog_init (HcPeopleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (HcPeopleDialog *self)
{
  HcOwnershipModel *model = hc_ownership_model_of (self->launch);

  hc_register_view_set_list (self->people, hc_ownership_model_list (model, "person"));
  hc_register_view_set_empty (self->people, "system-users-symbolic",
                              _("Who can be called, and who stands in. Type them in, or import "
                                "them from a table or from vCards."));
  hc_register_view_set_list (self->teams, hc_ownership_model_list (model, "team"));
  hc_register_view_set_empty (self->teams, "system-users-symbolic",
                              _("The columns of the ownership matrix: support, application, "
                                "process, access and so on."));
  hc_register_view_set_list (self->hops, hc_ownership_model_list (model, "declared_hop"));
  hc_register_view_set_empty (self->hops, "system-users-symbolic",
                              _("Handing a ticket from the one team to the other is no "
                                "misrouting."));
  hc_group_teams_set_launch (self->groups, self->launch);
}

void
hc_people_dialog_present (GtkWindow *parent,
                          HcLaunch *launch,
                          HcDirectoryPage page,
                          const char *id)
{
  HcPeopleDialog *self =
    g_object_new (HC_TYPE_PEOPLE_DIALOG, "transient-for", parent, NULL);

  self->launch = g_object_ref (launch);
  fill (self);
  gtk_stack_set_visible_child_name (self->stack, pages[page]);
  if (id != NULL && page == HC_DIRECTORY_PEOPLE)
    hc_register_view_select (self->people, id);
  else if (id != NULL && page == HC_DIRECTORY_TEAMS)
    hc_register_view_select (self->teams, id);
  gtk_window_present (GTK_WINDOW (self));
}
