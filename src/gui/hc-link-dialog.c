/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-link-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "hc-format.h"
#include "hc-link-command.h"
#include "hc-notify.h"
#include "hc-ticket-list.h"
#include "hc-triage-table.h"

#define HC_TYPE_LINK_DIALOG (hc_link_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcLinkDialog, hc_link_dialog, HC, LINK_DIALOG, AdwWindow)

struct _HcLinkDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkStack *stack;
  GtkWidget *kinds;
  GtkWidget *kind[HC_N_LINKS]; /* toggle buttons */
  GtkSearchEntry *search;
  GtkListBox *values;
  GtkWidget *new_button;
  GtkLabel *too_many;
  GtkEditable *issue_title;
  GtkDropDown *issue_workflow;
  GtkDropDown *issue_step;
  GtkDropDown *issue_kind;
  GtkWidget *create_button;
  GtkLabel *working;

  /* Borrowed */
  GtkWidget *near; /* weak */

  /* Owned */
  HcLaunch *launch;
  HcTicketFacets *facets;
  GArray *tickets;
  GPtrArray *steps; /* ids behind issue_step, borrowed from the facets; [0] is NULL */

  HcLinkKind shown;
};

G_DEFINE_FINAL_TYPE (HcLinkDialog, hc_link_dialog, ADW_TYPE_WINDOW)

static void show_values (HcLinkDialog *self);

/* ---------------------------------------------------------------- doing it */

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcLinkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *toast = NULL;

  if (!hc_store_command_finish (HC_STORE (object), result, &error))
    {
      gtk_stack_set_visible_child_name (self->stack, "choose");
      hc_notify_dialog (GTK_WINDOW (self), _("The tickets could not be classified."),
                        error->message);
      return;
    }
  toast = hc_link_command_toast (self->tickets->len);
  if (self->near != NULL)
    hc_notify_toast (self->near, toast, _("Undo"), "win.undo");
  gtk_window_close (GTK_WINDOW (self));
}

static void
start (HcLinkDialog *self, HcLinkCommand *command)
{
  g_autofree char *count = hc_format_count (self->tickets->len);
  g_autofree char *text
    = g_strdup_printf (ngettext ("Classifying %s ticket…", "Classifying %s tickets…",
                                 self->tickets->len),
                       count);

  gtk_label_set_label (self->working, text);
  gtk_stack_set_visible_child_name (self->stack, "working");
  hc_link_command_run (command, hc_launch_store (self->launch), done_cb, g_object_ref (self));
}

static void
value_activated_cb (HcLinkDialog *self, GtkListBoxRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "hc-value");

  start (self, hc_link_command_new (self->tickets, self->shown, id[0] != '\0' ? id : NULL));
}

/* ---------------------------------------------------------------- the list */

static void
add_value (HcLinkDialog *self, const HcTicketFacet *facet)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *label = facet->label;
  g_autofree char *count = hc_format_count (facet->count);
  GtkWidget *name;

  if (label == NULL) /* “without” */
    label = _("Leave It to Issue and Rules");
  name = gtk_label_new (label);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, label);
  gtk_box_append (GTK_BOX (box), name);
  if (facet->label != NULL)
    {
      GtkWidget *number = gtk_label_new (count);

      gtk_widget_add_css_class (number, "hc-second");
      gtk_widget_add_css_class (number, "numeric");
      gtk_box_append (GTK_BOX (box), number);
    }
  else
    gtk_widget_add_css_class (name, "hc-second");
  g_object_set_data_full (G_OBJECT (box), "hc-value", g_strdup (facet->id), g_free);
  g_object_set_data_full (G_OBJECT (box), "hc-folded", g_utf8_casefold (label, -1), g_free);
  gtk_list_box_append (self->values, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
clear_values (HcLinkDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->values, 0)) != NULL)
    gtk_list_box_remove (self->values, GTK_WIDGET (row));
}

static gboolean
row_matches (GtkListBoxRow *row, gpointer user_data)
{
  HcLinkDialog *self = user_data;
  const char *folded = g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "hc-folded");
  g_autofree char *needle
    = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  return strstr (folded, needle) != NULL;
}

/* The first row that is on screen: what Enter takes. */
static void
select_first (HcLinkDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->values, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)) && row_matches (row, self))
      break;
  gtk_list_box_select_row (self->values, row);
}

static void
search_changed_cb (HcLinkDialog *self)
{
  gtk_list_box_invalidate_filter (self->values);
  select_first (self);
}

static void
search_activate_cb (HcLinkDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->values);

  if (row != NULL)
    value_activated_cb (self, row);
}

/* Down leaves the entry for the list. */
static gboolean
search_key_cb (HcLinkDialog *self, guint keyval)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->values);

  if (keyval != GDK_KEY_Down || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
show_values (HcLinkDialog *self)
{
  GPtrArray *facets = hc_ticket_facets_values (self->facets, self->shown);

  clear_values (self);
  for (guint i = 1; i < facets->len; i++)
    add_value (self, g_ptr_array_index (facets, i));
  add_value (self, g_ptr_array_index (facets, 0)); /* at the end: rarely wanted */
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (self->new_button, self->shown == HC_LINK_ISSUE);
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
kind_toggled_cb (HcLinkDialog *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    if (self->kind[kind] == GTK_WIDGET (button))
      self->shown = kind;
  show_values (self);
}

/* ---------------------------------------------------------------- a new issue */

static void
fill_dropdown (GtkDropDown *dropdown, GPtrArray *labels)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < labels->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (labels, i));
  gtk_drop_down_set_model (dropdown, G_LIST_MODEL (list));
}

/* The facets name a step “Workflow / Step”. */
static void
workflow_chosen_cb (HcLinkDialog *self)
{
  GPtrArray *workflows = hc_ticket_facets_values (self->facets, HC_LINK_WORKFLOW);
  GPtrArray *steps = hc_ticket_facets_values (self->facets, HC_LINK_STEP);
  guint chosen = gtk_drop_down_get_selected (self->issue_workflow);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *prefix = NULL;

  g_ptr_array_set_size (self->steps, 0);
  g_ptr_array_add (self->steps, NULL);
  g_ptr_array_add (labels, _("None"));
  if (chosen > 0 && chosen < workflows->len)
    prefix = g_strconcat (((HcTicketFacet *) g_ptr_array_index (workflows, chosen))->label, " / ",
                          NULL);
  for (guint i = 1; prefix != NULL && i < steps->len; i++)
    {
      const HcTicketFacet *step = g_ptr_array_index (steps, i);

      if (!g_str_has_prefix (step->label, prefix))
        continue;
      g_ptr_array_add (self->steps, step->id);
      g_ptr_array_add (labels, step->label + strlen (prefix));
    }
  fill_dropdown (self->issue_step, labels);
  gtk_widget_set_sensitive (GTK_WIDGET (self->issue_step), self->steps->len > 1);
}

static void
fill_new_issue (HcLinkDialog *self)
{
  GPtrArray *workflows = hc_ticket_facets_values (self->facets, HC_LINK_WORKFLOW);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();
  const HcChoice *choices = hc_link_command_issue_kinds ();

  g_ptr_array_add (labels, _("None"));
  for (guint i = 1; i < workflows->len; i++)
    g_ptr_array_add (labels, ((HcTicketFacet *) g_ptr_array_index (workflows, i))->label);
  fill_dropdown (self->issue_workflow, labels);
  g_ptr_array_add (kinds, _("None"));
  for (guint i = 0; choices[i].word != NULL; i++)
    g_ptr_array_add (kinds, (char *) _(choices[i].label));
  fill_dropdown (self->issue_kind, kinds);
  workflow_chosen_cb (self);
}

static void
new_issue_cb (HcLinkDialog *self)
{
  fill_new_issue (self);
  gtk_editable_set_text (self->issue_title, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_stack_set_visible_child_name (self->stack, "issue");
  gtk_widget_grab_focus (GTK_WIDGET (self->issue_title));
}

static void
back_cb (HcLinkDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "choose");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
issue_title_changed_cb (HcLinkDialog *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->issue_title)));

  gtk_widget_set_sensitive (self->create_button, title[0] != '\0');
}

static void
create_cb (HcLinkDialog *self)
{
  GPtrArray *workflows = hc_ticket_facets_values (self->facets, HC_LINK_WORKFLOW);
  guint workflow = gtk_drop_down_get_selected (self->issue_workflow);
  guint step = gtk_drop_down_get_selected (self->issue_step);
  guint kind = gtk_drop_down_get_selected (self->issue_kind);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->issue_title)));

  if (title[0] == '\0')
    return;
  start (self, hc_link_command_new_issue (
                 self->tickets, title,
                 workflow > 0 && workflow < workflows->len
                   ? ((HcTicketFacet *) g_ptr_array_index (workflows, workflow))->id
                   : NULL,
                 step < self->steps->len ? g_ptr_array_index (self->steps, step) : NULL,
                 kind > 0 && kind != GTK_INVALID_LIST_POSITION
                   ? hc_link_command_issue_kinds ()[kind - 1].word
                   : NULL));
}

/* ---------------------------------------------------------------- too many */

static void
edit_rules_cb (HcLinkDialog *self)
{
  GtkWidget *near = self->near;

  gtk_window_close (GTK_WINDOW (self));
  if (near != NULL)
    gtk_widget_activate_action (near, "win.edit-rules", "s", "");
}

static void
show_too_many (HcLinkDialog *self)
{
  g_autofree char *limit = hc_format_count (HC_TRIAGE_BULK_LIMIT);
  g_autofree char *count = hc_format_count (self->tickets->len);
  g_autofree char *text = g_strdup_printf (
    _("Up to %s tickets can be classified by hand at once; %s are selected. A rule classifies any "
      "number of them, and those of the next import too."),
    limit, count);

  gtk_label_set_label (self->too_many, text);
  gtk_stack_set_visible_child_name (self->stack, "too-many");
}

/* ---------------------------------------------------------------- object */

static void
hc_link_dialog_dispose (GObject *object)
{
  HcLinkDialog *self = HC_LINK_DIALOG (object);

  g_clear_weak_pointer (&self->near);
  g_clear_object (&self->launch);
  g_clear_pointer (&self->facets, hc_ticket_facets_unref);
  g_clear_pointer (&self->tickets, g_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_link_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, search);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, values);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, new_button);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, too_many);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, issue_title);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, issue_workflow);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, issue_step);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, issue_kind);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, HcLinkDialog, working);
}

static void
hc_link_dialog_class_init (HcLinkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_link_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-link-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, value_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, new_issue_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, workflow_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, issue_title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_rules_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hc_link_dialog_init (HcLinkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->steps = g_ptr_array_new ();
  gtk_list_box_set_filter_func (self->values, row_matches, self, NULL);
  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    {
      const char *label = kind == HC_LINK_COHORT ? _("Cohort")
                                                 : hc_ticket_column_label (HC_TICKET_LINK (kind));

      self->kind[kind] = gtk_toggle_button_new_with_label (label);
      if (kind > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->kind[kind]),
                                     GTK_TOGGLE_BUTTON (self->kind[0]));
      g_signal_connect_object (self->kind[kind], "toggled", G_CALLBACK (kind_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->kinds), self->kind[kind]);
    }
}

GtkWindow *
hc_link_dialog_present (GtkWidget *near,
                        HcLaunch *launch,
                        HcTicketFacets *facets,
                        GArray *tickets,
                        HcLinkKind kind)
{
  HcLinkDialog *self;
  g_autofree char *count = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (tickets->len > 0 && facets != NULL, NULL);
  self = g_object_new (HC_TYPE_LINK_DIALOG, "transient-for", gtk_widget_get_root (near), NULL);
  g_set_weak_pointer (&self->near, near);
  self->launch = g_object_ref (launch);
  self->facets = hc_ticket_facets_ref (facets);
  self->tickets = g_array_ref (tickets);
  count = hc_format_count (tickets->len);
  title = g_strdup_printf (ngettext ("Classify %s Ticket", "Classify %s Tickets", tickets->len),
                           count);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  if (tickets->len > HC_TRIAGE_BULK_LIMIT)
    show_too_many (self);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->kind[kind]), TRUE);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
