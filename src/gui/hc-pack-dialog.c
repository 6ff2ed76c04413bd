/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-dialog.h"

#include <glib/gi18n.h>

#include "hc-file-name.h"
#include "hc-format.h"
#include "hc-notify.h"
#include "hc-pack.h"

struct _HcPackDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkButton *close_button;
  GtkWidget *export_button;
  GtkLabel *as_of_label;
  AdwEntryRow *prepared_row;
  GtkSwitch *anonymised_switch;
  GtkSpinner *spinner;
  AdwStatusPage *done_page;
  GtkWidget *open_button;

  /* Owned */
  HcLaunch *launch;
  GCancellable *cancellable; /* while the pack is being written */
  char *path;                /* of the pack written */
};

G_DEFINE_FINAL_TYPE (HcPackDialog, hc_pack_dialog, ADW_TYPE_WINDOW)

/* ---- the job ---- */

typedef struct
{
  char *path;
  char *prepared_by;
  HcPackOptions options;
} PackJob;

static void
pack_job_free (PackJob *job)
{
  g_free (job->path);
  g_free (job->prepared_by);
  g_free (job);
}

static void
report_free (HcPackReport *report)
{
  hc_pack_report_clear (report);
  g_free (report);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcPackReport, report_free)

static gpointer
write_job (HcDb *db, gpointer data, GError **error)
{
  PackJob *job = data;
  g_autoptr (HcPackReport) report = g_new0 (HcPackReport, 1);

  if (!hc_pack_write (db, job->path, &job->options, report, error))
    return NULL;
  return g_steal_pointer (&report);
}

static PackJob *
pack_job_new (HcPackDialog *self, const char *path)
{
  PackJob *job = g_new0 (PackJob, 1);

  job->path =
    g_str_has_suffix (path, ".xlsx") ? g_strdup (path) : g_strconcat (path, ".xlsx", NULL);
  job->prepared_by =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->prepared_row))));
  job->options.as_of = HC_INSTANT_NONE;
  job->options.now = g_get_real_time () / G_USEC_PER_SEC;
  job->options.anonymised = gtk_switch_get_active (self->anonymised_switch);
  job->options.force = TRUE; /* the file chooser has asked */
  job->options.prepared_by = job->prepared_by;
  return job;
}

/* ---- running ---- */

static void
update (HcPackDialog *self, const char *page)
{
  gboolean options = g_str_equal (page, "options");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->export_button, options);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "running"));
  gtk_button_set_label (self->close_button,
                        g_str_equal (page, "done") ? _("_Close") : _("_Cancel"));
}

static char *
done_text (const HcPackReport *report)
{
  g_autofree char *name = g_filename_display_basename (report->path);
  g_autofree char *rows = hc_format_count ((gint64) report->rows);
  g_autofree char *sheets =
    g_strdup_printf (ngettext ("%u sheet", "%u sheets", report->sheets), report->sheets);
  g_autofree char *appendix =
    report->appendix != NULL ? g_filename_display_basename (report->appendix) : NULL;

  if (appendix != NULL)
    return g_strdup_printf (_("“%s”: %s, %s rows. The open tickets are in “%s” beside it."), name,
                            sheets, rows, appendix);
  return g_strdup_printf (_("“%s”: %s, %s rows."), name, sheets, rows);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcPackDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcPackReport) report = hc_store_job_finish (HC_STORE (object), result, &error);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  g_clear_object (&self->cancellable);
  if (self->launch == NULL)
    return; /* closed meanwhile */
  if (report == NULL)
    {
      update (self, "options");
      hc_notify_error (GTK_WIDGET (self), _("The Handover Pack Could Not Be Written"), error);
      return;
    }
  self->path = g_strdup (report->path);
  text = done_text (report);
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->done_page, escaped);
  update (self, "done");
  gtk_widget_grab_focus (self->open_button);
}

static void
export_response_cb (GtkNativeDialog *dialog, int response, HcPackDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      self->cancellable = g_cancellable_new ();
      update (self, "running");
      hc_store_read_async (hc_launch_store (self->launch), write_job, pack_job_new (self, path),
                           (GDestroyNotify) pack_job_free, (GDestroyNotify) report_free,
                           self->cancellable, written_cb, g_object_ref (self));
    }
  else if (response == GTK_RESPONSE_ACCEPT)
    hc_notify_dialog (GTK_WINDOW (self), _("The Handover Pack Could Not Be Written"),
                      _("Choose a folder of this computer."));
  g_object_unref (dialog);
}

static char *
dup_proposal (HcPackDialog *self)
{
  const HcLaunchSettings *settings = hc_launch_settings (self->launch);
  gint64 as_of = hc_launch_as_of (self->launch);
  g_autofree char *day = NULL;
  g_autofree char *name = NULL;

  day = hc_day_format (as_of != HC_INSTANT_NONE
                         ? hc_calendar_day_of (hc_launch_calendar (self->launch), as_of)
                         : settings->go_live_day);
  /* TRANSLATORS: file name, “ERP Wave 1 handover 2026-03-11” */
  name = g_strdup_printf (_("%s handover %s"), settings->name, day);
  return hc_file_name_for (name, ".xlsx");
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcPackDialog *self = HC_PACK_DIALOG (widget);
  g_autofree char *proposal = dup_proposal (self);
  g_autofree char *folder = g_path_get_dirname (hc_store_path (hc_launch_store (self->launch)));
  g_autoptr (GFile) folder_file = g_file_new_for_path (folder);
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Export Handover Pack"), GTK_WINDOW (self),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), proposal);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder_file, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (export_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- afterwards ---- */

static void
launched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcPackDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error) && self->launch != NULL)
    hc_notify_error (GTK_WIDGET (self->stack), _("No program could open it"), error);
}

static void
launch_path (HcPackDialog *self, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                           g_object_ref (self));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  launch_path (HC_PACK_DIALOG (widget), HC_PACK_DIALOG (widget)->path);
}

/* Without a file manager on the bus the folder itself is opened. */
static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcPackDialog) self = user_data;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);
  g_autofree char *folder = self->path != NULL ? g_path_get_dirname (self->path) : NULL;

  if (reply == NULL && folder != NULL && self->launch != NULL)
    launch_path (self, folder);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcPackDialog *self = HC_PACK_DIALOG (widget);
  GApplication *application = g_application_get_default ();
  GDBusConnection *bus =
    application != NULL ? g_application_get_dbus_connection (application) : NULL;
  g_autofree char *uri = g_filename_to_uri (self->path, NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (self->path);
  const char *uris[] = { uri, NULL };

  if (bus == NULL)
    {
      launch_path (self, folder);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, shown_cb, g_object_ref (self));
}

/* ---- class ---- */

static void
hc_pack_dialog_dispose (GObject *object)
{
  HcPackDialog *self = HC_PACK_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_pack_dialog_parent_class)->dispose (object);
}

static void
hc_pack_dialog_finalize (GObject *object)
{
  HcPackDialog *self = HC_PACK_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (hc_pack_dialog_parent_class)->finalize (object);
}

static void
hc_pack_dialog_class_init (HcPackDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_pack_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_pack_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-pack-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, as_of_label);
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, prepared_row);
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, anonymised_switch);
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, HcPackDialog, open_button);
  gtk_widget_class_install_action (widget_class, "pack.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "pack.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "pack.show", NULL, show_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
hc_pack_dialog_init (HcPackDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self, "options");
}

void
hc_pack_dialog_present (HcWindow *window)
{
  HcPackDialog *self;
  g_autofree char *as_of = NULL;
  const char *author = g_get_real_name ();
  HcLaunch *launch;

  g_return_if_fail (HC_IS_WINDOW (window) && hc_window_launch (window) != NULL);

  launch = hc_window_launch (window);
  self = g_object_new (HC_TYPE_PACK_DIALOG, "transient-for", window, NULL);
  self->launch = g_object_ref (launch);
  if (hc_launch_as_of (launch) != HC_INSTANT_NONE)
    as_of = hc_format_instant_year (hc_launch_as_of (launch), hc_launch_calendar (launch));
  gtk_label_set_text (self->as_of_label, as_of != NULL ? as_of : _("No import yet"));
  /* GLib's word for an account without a name. */
  if (g_strcmp0 (author, "Unknown") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->prepared_row), author);
  gtk_window_set_focus (GTK_WINDOW (self), self->export_button);
  gtk_window_present (GTK_WINDOW (self));
}
