/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-escalation-editor.h"

#include <glib/gi18n.h>

#include "hc-escalation-row.h"
#include "hc-form.h"
#include "hc-notify.h"
#include "hc-ownership-table.h"

#define MAX_LEVELS 9

struct _HcEscalationEditor
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkDropDown *scope_drop;
  GtkDropDown *severity_drop;
  GtkLabel *source_label;
  GtkListBox *rail;
  GtkWidget *add_button;
  GtkWidget *own_button;
  GtkWidget *up_button;
  GtkWidget *down_button;
  GtkWidget *remove_button;
  AdwBin *form_bin;

  /* Borrowed */
  HcForm *form;

  /* Owned */
  HcOwnershipModel *model;
  char *duty_id;
  char *selected; /* level */

  gboolean is_own; /* the shown levels are of exactly this place */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HcEscalationEditor, hc_escalation_editor, ADW_TYPE_BIN)

static const char *const severities[] = { "critical", "high", "medium", "low", NULL };

/* ---------------------------------------------------------------- the place */

static HcRecordList *
levels (HcEscalationEditor *self)
{
  return hc_ownership_model_list (self->model, "escalation_level");
}

static const char *
duty (HcEscalationEditor *self)
{
  return gtk_drop_down_get_selected (self->scope_drop) == 0 ? self->duty_id : NULL;
}

static const char *
severity (HcEscalationEditor *self)
{
  return severities[MIN (gtk_drop_down_get_selected (self->severity_drop),
                         G_N_ELEMENTS (severities) - 1)];
}

static gboolean
is_own_path (HcEscalationEditor *self, HcPathSource source)
{
  switch (source)
    {
    case HC_PATH_DUTY_SEVERITY:
      return TRUE;
    case HC_PATH_DUTY:
      return severity (self) == NULL;
    case HC_PATH_SEVERITY:
      return duty (self) == NULL;
    case HC_PATH_GENERAL:
      return duty (self) == NULL && severity (self) == NULL;
    case HC_PATH_NONE:
    default:
      return TRUE;
    }
}

static const char *
source_text (HcEscalationEditor *self, HcPathSource source)
{
  if (source == HC_PATH_NONE)
    return _("No path yet. Add the first level: who is called, and within how many minutes.");
  if (self->is_own)
    return duty (self) != NULL ? _("Own path of this row.")
                               : _("Path of all rows without their own.");
  switch (source)
    {
    case HC_PATH_DUTY:
      return _("Taken from the path of this row for any severity.");
    case HC_PATH_SEVERITY:
      return _("Taken from the path of all rows at this severity.");
    default:
      return _("Taken from the path of all rows for any severity.");
    }
}

/* ---------------------------------------------------------------- showing */

static const char *
row_id (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "id") : NULL;
}

static void
update_actions (HcEscalationEditor *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rail);
  int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  gboolean editable = self->is_own && at >= 0;
  gboolean is_last = gtk_list_box_get_row_at_index (self->rail, at + 1) == NULL;
  gboolean had_focus = gtk_widget_is_focus (self->own_button);

  gtk_widget_set_visible (self->add_button, self->is_own);
  gtk_widget_set_sensitive (
    self->add_button, gtk_list_box_get_row_at_index (self->rail, MAX_LEVELS - 1) == NULL);
  gtk_widget_set_visible (self->own_button, !self->is_own);
  if (had_focus && self->is_own)
    gtk_widget_grab_focus (self->add_button);
  gtk_widget_set_visible (self->up_button, editable);
  gtk_widget_set_visible (self->down_button, editable);
  gtk_widget_set_visible (self->remove_button, editable);
  gtk_widget_set_sensitive (self->up_button, at > 0);
  gtk_widget_set_sensitive (self->down_button, !is_last);
  gtk_widget_set_visible (GTK_WIDGET (self->form_bin), editable);
  hc_form_set_record (self->form,
                      editable ? hc_record_list_find (levels (self), self->selected) : NULL);
}

static void
level_selected_cb (HcEscalationEditor *self, GtkListBoxRow *row)
{
  if (self->filling)
    return;
  g_free (self->selected);
  self->selected = g_strdup (row_id (row));
  update_actions (self);
}

static void
level_activated_cb (HcEscalationEditor *self, GtkListBoxRow *row)
{
  if (self->is_own)
    hc_form_focus (self->form, "team_id");
}

static void
clear_rail (HcEscalationEditor *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rail, 0)) != NULL)
    gtk_list_box_remove (self->rail, GTK_WIDGET (row));
}

static void
fill_rail (HcEscalationEditor *self, GPtrArray *path)
{
  GtkListBoxRow *selected = NULL;

  clear_rail (self);
  for (guint i = 0; i < path->len; i++)
    {
      const HcRecordData *level = g_ptr_array_index (path, i);
      GtkWidget *row = hc_escalation_row_new (self->model, level);

      g_object_set_data_full (G_OBJECT (row), "id", g_strdup (level->id), g_free);
      gtk_list_box_append (self->rail, row);
      if (i == 0 || g_strcmp0 (level->id, self->selected) == 0)
        selected = GTK_LIST_BOX_ROW (row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rail), path->len > 0);
  gtk_list_box_select_row (self->rail, selected);
  g_free (self->selected);
  self->selected = g_strdup (row_id (selected));
}

static void
update (HcEscalationEditor *self)
{
  g_autoptr (GPtrArray) path = NULL;
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->rail));
  HcPathSource source;

  if (self->model == NULL || !hc_ownership_model_is_loaded (self->model))
    return;
  path = hc_ownership_path (hc_ownership_model_plan (self->model), duty (self), severity (self),
                            &source);
  self->is_own = is_own_path (self, source);
  self->filling = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->scope_drop), self->duty_id != NULL);
  gtk_label_set_text (self->source_label, source_text (self, source));
  fill_rail (self, path);
  self->filling = FALSE;
  update_actions (self);
  if (focus != NULL && gtk_list_box_get_selected_row (self->rail) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->rail)));
}

static void
place_changed_cb (HcEscalationEditor *self)
{
  if (!self->filling)
    update (self);
}

/* ---------------------------------------------------------------- commands */

static void
added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcEscalationEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The level could not be added"), error);
      return;
    }
  g_free (self->selected);
  self->selected = g_steal_pointer (&id);
  update (self);
  hc_form_focus (self->form, "team_id");
}

static void
add_cb (HcEscalationEditor *self)
{
  HcRecordData *level = hc_record_data_new (hc_record_type ("escalation_level"));
  g_autofree char *number = NULL;
  int n = 0;

  while (gtk_list_box_get_row_at_index (self->rail, n) != NULL)
    n++;
  number = g_strdup_printf ("%d", n + 1);
  hc_record_data_set (level, "duty_id", duty (self));
  hc_record_data_set (level, "severity", severity (self));
  hc_record_data_set (level, "level", number);
  hc_record_list_add_async (levels (self), level, NULL, added_cb, g_object_ref (self));
}

static void
own_cb (HcEscalationEditor *self)
{
  HcPathCopy *copy = g_new0 (HcPathCopy, 1);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rail, i)) != NULL; i++)
    g_strv_builder_add (ids, row_id (row));
  copy->duty_id = g_strdup (duty (self));
  copy->severity = g_strdup (severity (self));
  copy->levels = g_strv_builder_end (ids);
  hc_ownership_model_run (self->model, _("Make Own Escalation Path"),
                          _("The path could not be copied"), hc_ownership_copy_path, copy,
                          (GDestroyNotify) hc_path_copy_free);
}

static void
swap (HcEscalationEditor *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rail);
  GtkListBoxRow *other =
    row != NULL ? gtk_list_box_get_row_at_index (self->rail, gtk_list_box_row_get_index (row) + by)
                : NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (other == NULL)
    return;
  hc_form_commit (self->form);
  g_strv_builder_add (ids, row_id (row));
  g_strv_builder_add (ids, row_id (other));
  hc_ownership_model_run (self->model, _("Move Escalation Level"),
                          _("The level could not be moved"), hc_ownership_swap_levels,
                          g_strv_builder_end (ids), (GDestroyNotify) g_strfreev);
  /* What was selected says the other number now. */
  gtk_list_box_select_row (self->rail, other);
}

static void
up_cb (HcEscalationEditor *self)
{
  swap (self, -1);
}

static void
down_cb (HcEscalationEditor *self)
{
  swap (self, 1);
}

static void
remove_cb (HcEscalationEditor *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (self->selected == NULL)
    return;
  g_strv_builder_add (ids, self->selected);
  hc_ownership_model_run (self->model, _("Remove Escalation Level"),
                          _("The level could not be removed"), hc_ownership_drop_level,
                          g_strv_builder_end (ids), (GDestroyNotify) g_strfreev);
  hc_notify_toast (GTK_WIDGET (self), _("Escalation level removed"), _("Undo"), "win.undo");
  gtk_widget_grab_focus (self->add_button);
}

/* ---------------------------------------------------------------- class */

static void
hc_escalation_editor_dispose (GObject *object)
{
  HcEscalationEditor *self = HC_ESCALATION_EDITOR (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->duty_id, g_free);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (hc_escalation_editor_parent_class)->dispose (object);
}

static void
hc_escalation_editor_class_init (HcEscalationEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_escalation_editor_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-escalation-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, scope_drop);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, severity_drop);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, source_label);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, rail);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, add_button);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, own_button);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, up_button);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, down_button);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, remove_button);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationEditor, form_bin);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
hc_escalation_editor_init (HcEscalationEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hc_escalation_editor_set_model (HcEscalationEditor *self, HcOwnershipModel *model)
{
  g_return_if_fail (HC_IS_ESCALATION_EDITOR (self) && self->model == NULL);

  self->model = g_object_ref (model);
  self->form = HC_FORM (hc_form_new (levels (self)));
  hc_form_add_group (self->form, NULL, NULL, "team_id", "person_id", "limit_minutes", "channel",
                     "hours", NULL);
  adw_bin_set_child (self->form_bin, GTK_WIDGET (self->form));
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
hc_escalation_editor_set_duty (HcEscalationEditor *self, const char *duty_id)
{
  g_return_if_fail (HC_IS_ESCALATION_EDITOR (self));

  if (g_strcmp0 (self->duty_id, duty_id) == 0)
    return;
  g_free (self->duty_id);
  self->duty_id = g_strdup (duty_id);
  update (self);
}

void
hc_escalation_editor_show_level (HcEscalationEditor *self, const char *level_id)
{
  HcRecord *level = hc_record_list_find (levels (self), level_id);
  const char *word = level != NULL ? hc_record_get (level, "severity") : NULL;
  guint at = G_N_ELEMENTS (severities) - 1;

  if (level == NULL)
    return;
  for (guint i = 0; severities[i] != NULL; i++)
    if (g_strcmp0 (severities[i], word) == 0)
      at = i;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->scope_drop, hc_record_get (level, "duty_id") != NULL ? 0 : 1);
  gtk_drop_down_set_selected (self->severity_drop, at);
  self->filling = FALSE;
  g_free (self->selected);
  self->selected = g_strdup (level_id);
  update (self);
  hc_form_focus (self->form, "person_id");
}

void
hc_escalation_editor_focus (HcEscalationEditor *self)
{
  g_return_if_fail (HC_IS_ESCALATION_EDITOR (self));

  if (self->is_own && gtk_widget_get_visible (self->add_button))
    gtk_widget_grab_focus (self->add_button);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->severity_drop));
}
