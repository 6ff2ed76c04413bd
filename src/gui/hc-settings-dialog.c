/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-settings-dialog.h"

#include <glib/gi18n.h>

#include "hc-date-row.h"
#include "hc-launch-check.h"
#include "hc-launch-form.h"
#include "hc-launch-table.h"
#include "hc-notify.h"
#include "hc-record-list.h"
#include "hc-record-table.h"
#include "hc-scope-group.h"
#include "hc-source-group.h"

struct _HcSettingsDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  HcLaunchForm *form;
  HcDateRow *exit_row;
  AdwComboRow *window_row;
  GtkSpinButton *age_spin;
  GtkSpinButton *resolve_spin;
  GtkWidget *problem_box;
  GtkLabel *problem_label;
  HcScopeGroup *scope_group;
  HcSourceGroup *source_group;

  /* Owned */
  HcLaunch *launch;
  HcRecordList *holidays;

  guint pending;      /* commands on their way: the fields are newer than the launch */
  gboolean outdated;  /* something changed while a command was on its way */
  gboolean setting;   /* fill() is at work */
  gboolean refused;   /* closing was refused once because of an invalid field */
};

G_DEFINE_FINAL_TYPE (HcSettingsDialog, hc_settings_dialog, ADW_TYPE_WINDOW)

static const guint window_lengths[] = { 5, 3 };

/* ---- filling ---- */

static void
fill (HcSettingsDialog *self)
{
  const HcLaunchSettings *settings = hc_launch_settings (self->launch);

  if (self->pending > 0)
    {
      self->outdated = TRUE;
      return;
    }
  self->setting = TRUE;
  hc_launch_form_set (self->form, settings);
  hc_date_row_set_day (self->exit_row, settings->target_exit);
  adw_combo_row_set_selected (self->window_row, settings->window_length == 3 ? 1 : 0);
  gtk_spin_button_set_value (self->age_spin, settings->age_limit_days);
  gtk_spin_button_set_value (self->resolve_spin, settings->resolve_target_hours);
  gtk_widget_set_visible (self->problem_box, FALSE);
  self->setting = FALSE;
}

/* The settings know the days; their names are in the register. */
static void
fill_names (HcSettingsDialog *self)
{
  g_autoptr (GPtrArray) names
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_holiday_free);

  if (self->pending > 0)
    {
      self->outdated = TRUE;
      return;
    }
  for (guint i = 0; i < hc_record_list_count (self->holidays); i++)
    {
      const HcRecordData *record = hc_record_data (hc_record_list_at (self->holidays, i));

      g_ptr_array_add (names, hc_holiday_new (hc_record_data_get_day (record, "date"),
                                              hc_record_data_get (record, "name")));
    }
  hc_holidays_row_set_names (hc_launch_form_holidays (self->form), names);
}

/* What changed meanwhile is shown; after a failure, what is stored. */
static void
finish_command (HcSettingsDialog *self, gboolean failed)
{
  self->pending--;
  if (self->launch == NULL || self->pending > 0 || (!failed && !self->outdated))
    return;
  self->outdated = FALSE;
  fill (self);
  fill_names (self);
}

/* ---- applying ---- */

static void
settings_free (gpointer data)
{
  hc_launch_settings_clear (data);
  g_free (data);
}

static gboolean
save_command (HcDb *db, gpointer data, GError **error)
{
  return hc_launch_save (db, data, error);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_store_command_finish (HC_STORE (object), result, &error))
    hc_notify_error (GTK_WIDGET (self->form), _("The setting could not be saved"), error);
  finish_command (self, error != NULL);
}

/* The form's fields and those of this dialog. */
static HcLaunchSettings *
dup_draft (HcSettingsDialog *self)
{
  HcLaunchSettings *draft = g_new0 (HcLaunchSettings, 1);

  hc_launch_settings_copy (hc_launch_form_settings (self->form), draft);
  draft->target_exit = hc_date_row_day (self->exit_row);
  draft->window_length = window_lengths[adw_combo_row_get_selected (self->window_row)];
  draft->age_limit_days = gtk_spin_button_get_value (self->age_spin);
  draft->resolve_target_hours = gtk_spin_button_get_value (self->resolve_spin);
  return draft;
}

static void
show_problem (HcSettingsDialog *self, const char *field, const char *message)
{
  if (g_strcmp0 (field, "target_exit") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->exit_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->exit_row), "error");
  gtk_label_set_text (self->problem_label, message != NULL ? message : "");
  gtk_widget_set_visible (self->problem_box, message != NULL);
}

static void
apply (HcSettingsDialog *self, const char *label)
{
  HcLaunchSettings *draft;
  g_autoptr (GError) error = NULL;
  const char *field = NULL;

  if (self->setting)
    return;
  draft = dup_draft (self);
  if (!hc_launch_settings_check (draft, &field, &error))
    {
      show_problem (self, field, error->message);
      settings_free (draft);
      return;
    }
  show_problem (self, NULL, NULL);
  self->pending++;
  hc_store_command_async (hc_launch_store (self->launch), label, HC_TABLES_LAUNCH, save_command,
                          draft, settings_free, saved_cb, g_object_ref (self));
}

static void
form_applied_cb (HcSettingsDialog *self, const char *label)
{
  apply (self, label);
}

static void
exit_applied_cb (HcSettingsDialog *self)
{
  apply (self, _("Set Target Exit Date"));
}

static void
window_selected_cb (HcSettingsDialog *self)
{
  apply (self, _("Set Window"));
}

static void
age_changed_cb (HcSettingsDialog *self)
{
  apply (self, _("Set Ageing Limit"));
}

static void
resolve_changed_cb (HcSettingsDialog *self)
{
  apply (self, _("Set Target Time to Resolve"));
}

/* ---- holidays ---- */

static gboolean
import_command (HcDb *db, gpointer data, GError **error)
{
  return hc_holidays_save (db, data, error);
}

static void
holidays_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_store_command_finish (HC_STORE (object), result, &error))
    hc_notify_error (GTK_WIDGET (self->form), _("The holidays could not be saved"), error);
  finish_command (self, error != NULL);
}

static void
run_holidays (HcSettingsDialog *self, const char *label, HcCommandFunc func, gpointer data,
              GDestroyNotify data_free)
{
  self->pending++;
  hc_store_command_async (hc_launch_store (self->launch), label,
                          HC_TABLES_LAUNCH | HC_TABLES_REGISTERS, func, data, data_free,
                          holidays_saved_cb, g_object_ref (self));
}

static void
holidays_imported_cb (HcSettingsDialog *self, GPtrArray *days)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_holiday_free);

  for (guint i = 0; i < days->len; i++)
    {
      const HcHoliday *holiday = days->pdata[i];

      g_ptr_array_add (copy, hc_holiday_new (holiday->day, holiday->name));
    }
  run_holidays (self, _("Import Holidays"), import_command, copy,
                (GDestroyNotify) g_ptr_array_unref);
}

typedef struct
{
  HcDay day;
  char *name;
  char *old;
} Renaming;

static void
renaming_free (gpointer data)
{
  Renaming *renaming = data;

  g_free (renaming->name);
  g_free (renaming->old);
  g_free (renaming);
}

static gboolean
rename_command (HcDb *db, gpointer data, GError **error)
{
  const Renaming *renaming = data;
  const HcRecordType *type = hc_record_type ("holiday");
  g_autoptr (GPtrArray) records = hc_records_load (db, type, NULL, error);
  const char *expected = *renaming->old != '\0' ? renaming->old : NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const HcRecordData *record = records->pdata[i];

      if (hc_record_data_get_day (record, "date") == renaming->day)
        return hc_record_set (db, type, record->id, "name",
                              *renaming->name != '\0' ? renaming->name : NULL, &expected, error);
    }
  if (records != NULL)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                         _("The holiday is not there any more; it was removed meanwhile."));
  return FALSE;
}

static void
holiday_renamed_cb (HcSettingsDialog *self, int day, const char *old)
{
  GPtrArray *holidays = hc_holidays_row_holidays (hc_launch_form_holidays (self->form));

  for (guint i = 0; i < holidays->len; i++)
    {
      const HcHoliday *holiday = holidays->pdata[i];
      Renaming *renaming;

      if (holiday->day != day)
        continue;
      renaming = g_new (Renaming, 1);
      *renaming = (Renaming) { day, g_strdup (holiday->name), g_strdup (old) };
      run_holidays (self, _("Rename Holiday"), rename_command, renaming, renaming_free);
    }
}

static void
watch_holidays (HcSettingsDialog *self)
{
  g_autoptr (HcRecordList) list = hc_record_list_new (self->launch, "holiday", NULL);

  /* Each read, even one without a change: a typed name may be undone before the register saw it. */
  self->holidays = g_object_ref (list);
  g_signal_connect_object (list, "read", G_CALLBACK (fill_names), self, G_CONNECT_SWAPPED);
  fill_names (self);
}

/* ---- the window ---- */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent),
                                g_str_equal (name, "settings.undo") ? "win.undo" : "win.redo",
                                NULL);
}

/* Nothing typed is lost by closing; an invalid field is shown once, the second time it closes. */
static gboolean
hc_settings_dialog_close_request (GtkWindow *window)
{
  HcSettingsDialog *self = HC_SETTINGS_DIALOG (window);
  gboolean ok = hc_launch_form_commit (self->form) && hc_date_row_commit (self->exit_row);

  gtk_spin_button_update (self->age_spin);
  gtk_spin_button_update (self->resolve_spin);
  hc_source_group_commit (self->source_group);
  if (!ok && !self->refused)
    {
      self->refused = TRUE;
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (hc_settings_dialog_parent_class)->close_request (window);
}

static void
hc_settings_dialog_dispose (GObject *object)
{
  HcSettingsDialog *self = HC_SETTINGS_DIALOG (object);

  g_clear_object (&self->holidays);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_settings_dialog_parent_class)->dispose (object);
}

static void
hc_settings_dialog_class_init (HcSettingsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_settings_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hc_settings_dialog_close_request;
  g_type_ensure (HC_TYPE_DATE_ROW);
  g_type_ensure (HC_TYPE_LAUNCH_FORM);
  g_type_ensure (HC_TYPE_SCOPE_GROUP);
  g_type_ensure (HC_TYPE_SOURCE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-settings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, exit_row);
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, window_row);
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, age_spin);
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, resolve_spin);
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, problem_box);
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, scope_group);
  gtk_widget_class_bind_template_child (widget_class, HcSettingsDialog, source_group);
  gtk_widget_class_install_action (widget_class, "settings.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "settings.redo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "settings.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "settings.redo", NULL);
}

static void
hc_settings_dialog_init (HcSettingsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hc_date_row_set_optional (self->exit_row, TRUE);
  g_signal_connect_swapped (self->form, "applied", G_CALLBACK (form_applied_cb), self);
  g_signal_connect_swapped (hc_launch_form_holidays (self->form), "imported",
                            G_CALLBACK (holidays_imported_cb), self);
  g_signal_connect_swapped (hc_launch_form_holidays (self->form), "renamed",
                            G_CALLBACK (holiday_renamed_cb), self);
  g_signal_connect_swapped (self->exit_row, "applied", G_CALLBACK (exit_applied_cb), self);
  g_signal_connect_swapped (self->window_row, "notify::selected", G_CALLBACK (window_selected_cb),
                            self);
  g_signal_connect_swapped (self->age_spin, "value-changed", G_CALLBACK (age_changed_cb), self);
  g_signal_connect_swapped (self->resolve_spin, "value-changed", G_CALLBACK (resolve_changed_cb),
                            self);
}

void
hc_settings_dialog_present (HcWindow *window)
{
  HcSettingsDialog *self;

  g_return_if_fail (HC_IS_WINDOW (window) && hc_window_launch (window) != NULL);

  self = g_object_new (HC_TYPE_SETTINGS_DIALOG, "transient-for", window, NULL);
  self->launch = g_object_ref (hc_window_launch (window));
  fill (self);
  watch_holidays (self);
  hc_scope_group_set_launch (self->scope_group, self->launch);
  hc_source_group_set_launch (self->source_group, self->launch);
  g_signal_connect_object (self->launch, "notify::settings", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  hc_window_fit_dialog (window, GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
}
