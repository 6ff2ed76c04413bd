/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-new-launch-dialog.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "hc-application.h"
#include "hc-background.h"
#include "hc-file-name.h"
#include "hc-history.h"
#include "hc-launch-form.h"
#include "hc-launch-table.h"
#include "hc-notify.h"
#include "hc-starter-group.h"
#include "hc-starter.h"
#include "hc-zones.h"

#define SUFFIX ".hypercare"

struct _HcNewLaunchDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  HcLaunchForm *form;
  HcStarterGroup *starter_group;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (HcNewLaunchDialog, hc_new_launch_dialog, ADW_TYPE_WINDOW)

/* ---- the file ---- */

typedef struct
{
  char *path;
  HcLaunchSettings settings;
  GPtrArray *holidays; /* of HcHoliday: settings know no names */
  const char *starter;
} CreateJob;

static void
create_job_free (CreateJob *job)
{
  g_free (job->path);
  hc_launch_settings_clear (&job->settings);
  g_ptr_array_unref (job->holidays);
  g_free (job);
}

static gboolean
save_settings (HcDb *db, gpointer data, GError **error)
{
  CreateJob *job = data;

  return hc_launch_save (db, &job->settings, error) &&
         hc_holidays_save (db, job->holidays, error);
}

static gboolean
apply_starter (HcDb *db, gpointer starter, GError **error)
{
  return hc_starter_apply (db, starter, error);
}

/* The launch itself cannot be undone, its starter can: a step of its own. */
static gboolean
fill_file (HcDb *db, CreateJob *job, GError **error)
{
  g_autofree char *label = hc_starter_label (job->starter);

  return hc_history_run (db, _("Create Launch"), save_settings, job, error) &&
         hc_history_seal (db, error) &&
         hc_history_run (db, label, apply_starter, (gpointer) job->starter, error);
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CreateJob *job = task_data;
  GError *error = NULL;
  HcDb *db = hc_db_create (job->path, &error);
  gboolean ok;

  if (db == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ok = fill_file (db, job, &error);
  hc_db_close (db);
  if (ok)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_unlink (job->path);
  g_task_return_error (task, error);
}

/* ---- the dialog ---- */

static void
set_running (HcNewLaunchDialog *self, gboolean running)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->starter_group), !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create", !running);
  gtk_spinner_set_spinning (self->spinner, running);
}

/* What a starter suggests wants to be looked through. */
static const char *
first_page (const char *starter)
{
  return g_str_equal (starter, "blank") ? "overview" : "hot-paths";
}

static GPtrArray *
dup_holidays (HcNewLaunchDialog *self)
{
  GPtrArray *holidays = hc_holidays_row_holidays (hc_launch_form_holidays (self->form));
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_holiday_free);

  for (guint i = 0; i < holidays->len; i++)
    {
      const HcHoliday *holiday = holidays->pdata[i];

      g_ptr_array_add (copy, hc_holiday_new (holiday->day, holiday->name));
    }
  return copy;
}

static void
created_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  HcNewLaunchDialog *self = HC_NEW_LAUNCH_DIALOG (object);
  CreateJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (job->path);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  set_running (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      hc_notify_error (GTK_WIDGET (self), _("The Launch Could Not Be Created"), error);
      return;
    }
  if (parent != NULL)
    hc_window_set_first_page (hc_application_open_file (HC_WINDOW (parent), file),
                              first_page (job->starter));
  gtk_window_destroy (GTK_WINDOW (self));
}

void
hc_new_launch_dialog_create (HcNewLaunchDialog *self, const char *path)
{
  g_autoptr (GTask) task = NULL;
  CreateJob *job;

  g_return_if_fail (HC_IS_NEW_LAUNCH_DIALOG (self) && path != NULL);

  task = g_task_new (self, NULL, created_cb, NULL);
  job = g_new0 (CreateJob, 1);
  job->path = g_str_has_suffix (path, SUFFIX) ? g_strdup (path) : g_strconcat (path, SUFFIX, NULL);
  hc_launch_settings_copy (hc_launch_form_settings (self->form), &job->settings);
  job->holidays = dup_holidays (self);
  job->starter = hc_starter_group_selected (self->starter_group);
  g_task_set_task_data (task, job, (GDestroyNotify) create_job_free);
  set_running (self, TRUE);
  hc_background_run (task, create_thread);
}

static void
response_cb (GtkNativeDialog *dialog, int response, HcNewLaunchDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    hc_new_launch_dialog_create (self, path);
  else if (response == GTK_RESPONSE_ACCEPT)
    hc_notify_dialog (GTK_WINDOW (self), _("The Launch Could Not Be Created"),
                      _("Choose a folder of this computer."));
  g_object_unref (dialog);
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcNewLaunchDialog *self = HC_NEW_LAUNCH_DIALOG (widget);
  g_autofree char *proposal = NULL;
  g_autoptr (GFile) documents = NULL;
  GtkFileChooserNative *chooser;
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (!hc_launch_form_commit (self->form))
    return;
  proposal = hc_file_name_for (hc_launch_form_settings (self->form)->name, SUFFIX);
  chooser = gtk_file_chooser_native_new (_("Create Launch"), GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("C_reate"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), proposal);
  documents = g_file_new_for_path (folder != NULL ? folder : g_get_home_dir ());
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), documents, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
hc_new_launch_dialog_class_init (HcNewLaunchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HC_TYPE_LAUNCH_FORM);
  g_type_ensure (HC_TYPE_STARTER_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-new-launch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HcNewLaunchDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HcNewLaunchDialog, starter_group);
  gtk_widget_class_bind_template_child (widget_class, HcNewLaunchDialog, spinner);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
hc_new_launch_dialog_init (HcNewLaunchDialog *self)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();

  gtk_widget_init_template (GTK_WIDGET (self));
  hc_launch_settings_init (&settings);
  g_free (settings.zone);
  settings.zone = hc_zone_local ();
  settings.go_live_day =
    hc_day_from_ymd (g_date_time_get_year (today), g_date_time_get_month (today),
                     g_date_time_get_day_of_month (today));
  hc_launch_form_set (self->form, &settings);
  hc_launch_form_focus (self->form);
}

void
hc_new_launch_dialog_present (HcWindow *window)
{
  GtkWindow *dialog;

  g_return_if_fail (HC_IS_WINDOW (window));

  dialog = g_object_new (HC_TYPE_NEW_LAUNCH_DIALOG, "transient-for", window, NULL);
  hc_window_fit_dialog (window, dialog);
  gtk_window_present (dialog);
}
