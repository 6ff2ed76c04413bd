/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-holidays-dialog.h"

#include <glib/gi18n.h>

#include "hc-background.h"
#include "hc-format.h"
#include "hc-notify.h"

struct _HcHolidaysDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkLabel *summary_label;
  GtkWidget *all_check;
  GtkListBox *list;
  GtkButton *import_button;

  /* Borrowed */
  GPtrArray *checks; /* of GtkCheckButton, as file->days; the array is owned */

  /* Owned */
  GHashTable *known; /* day → name */
  HcHolidaysFile *file;

  HcDay from, to;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (HcHolidaysDialog, hc_holidays_dialog, ADW_TYPE_WINDOW)

static guint chosen_signal;

/* ---- what is chosen ---- */

static GPtrArray *
list_chosen (HcHolidaysDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (chosen, self->file->days->pdata[i]);
  return chosen;
}

/* Another day, or a name for one that had none. */
static gboolean
is_new (HcHolidaysDialog *self, const HcHoliday *holiday)
{
  const char *name = g_hash_table_lookup (self->known, GINT_TO_POINTER (holiday->day));

  return name == NULL || (*name == '\0' && *holiday->name != '\0');
}

static guint
count_new (HcHolidaysDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->file->days->len; i++)
    n += is_new (self, self->file->days->pdata[i]);
  return n;
}

static void
update (HcHolidaysDialog *self)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self);
  guint n = chosen->len;
  g_autofree char *label
    = n > 0 ? g_strdup_printf (ngettext ("_Import %u Holiday", "_Import %u Holidays", n), n)
            : g_strdup (_("_Import"));

  gtk_button_set_label (self->import_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "holidays.import", n > 0);
  self->setting = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->all_check), n > 0 && n == count_new (self));
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (self->all_check),
                                     n > 0 && n < count_new (self));
  self->setting = FALSE;
}

static void
toggled_cb (HcHolidaysDialog *self)
{
  if (!self->setting)
    update (self);
}

static void
all_toggled_cb (HcHolidaysDialog *self)
{
  gboolean all = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->all_check));

  if (self->setting)
    return;
  self->setting = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i],
                                 all && is_new (self, self->file->days->pdata[i]));
  self->setting = FALSE;
  update (self);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcHolidaysDialog *self = HC_HOLIDAYS_DIALOG (widget);
  g_autoptr (GPtrArray) chosen = list_chosen (self);

  g_signal_emit (self, chosen_signal, 0, chosen);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* ---- the list ---- */

static const char *
state_text (HcHolidaysDialog *self, const HcHoliday *holiday)
{
  if (!g_hash_table_contains (self->known, GINT_TO_POINTER (holiday->day)))
    return NULL;
  return is_new (self, holiday) ? _("Already a holiday; gets this name") : _("Already a holiday");
}

static void
add_day (HcHolidaysDialog *self, const HcHoliday *holiday)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *weekday = hc_format_weekday_day (holiday->day);
  const char *name = *holiday->name != '\0' ? holiday->name : _("Without a name");
  const char *state = state_text (self, holiday);
  g_autofree char *text = NULL;
  int year;

  hc_day_to_ymd (holiday->day, &year, NULL, NULL);
  text = state != NULL ? g_strdup_printf ("%s %d · %s", weekday, year, state)
                       : g_strdup_printf ("%s %d", weekday, year);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_new (self, holiday));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_sensitive (row, is_new (self, holiday));
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->checks, check);
}

static char *
dup_summary (HcHolidaysDialog *self, const char *file)
{
  g_autofree char *from = hc_format_day_year (self->from);
  g_autofree char *to = hc_format_day_year (self->to);
  guint n = self->file->days->len, timed = self->file->n_timed;
  GString *out = g_string_new (NULL);

  /* TRANSLATORS: “12 holidays from 4 Mar 2025 to 18 Mar 2027 in “germany.ics”.” */
  g_string_append_printf (out,
                          ngettext ("%u holiday from %s to %s in “%s”.",
                                    "%u holidays from %s to %s in “%s”.", n),
                          n, from, to, file);
  if (timed > 0)
    g_string_append_printf (out,
                            ngettext (" %u event has a time of day and is left out.",
                                      " %u events have a time of day and are left out.", timed),
                            timed);
  return g_string_free (out, FALSE);
}

static void
show (HcHolidaysDialog *self, const char *file)
{
  g_autofree char *summary = dup_summary (self, file);

  gtk_label_set_text (self->summary_label, summary);
  for (guint i = 0; i < self->file->days->len; i++)
    add_day (self, self->file->days->pdata[i]);
  gtk_widget_set_sensitive (self->all_check, count_new (self) > 0);
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self), count_new (self) > 0
                                             ? GTK_WIDGET (self->import_button)
                                             : NULL);
  gtk_window_present (GTK_WINDOW (self));
}

/* ---- reading ---- */

typedef struct
{
  char *path;
  HcDay from, to;
} ReadJob;

static void
read_job_free (ReadJob *job)
{
  g_free (job->path);
  g_free (job);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const ReadJob *job = data;
  GError *error = NULL;
  HcHolidaysFile *file = hc_holidays_read (job->path, job->from, job->to, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) hc_holidays_file_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  HcHolidaysDialog *self = HC_HOLIDAYS_DIALOG (object);
  const ReadJob *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_filename_display_basename (job->path);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GError) error = NULL;

  self->file = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->file != NULL && self->file->days->len > 0)
    {
      show (self, name);
      return;
    }
  if (self->file != NULL)
    {
      g_autofree char *summary = dup_summary (self, name);

      hc_notify_dialog (parent, _("No Holidays in the Time of the Launch"), summary);
    }
  else
    hc_notify_dialog (parent, _("The Calendar Could Not Be Read"), error->message);
  gtk_window_destroy (GTK_WINDOW (self));
}

void
hc_holidays_dialog_read (HcHolidaysDialog *self, GtkWindow *parent, const char *path)
{
  g_autoptr (GTask) task = NULL;
  ReadJob *job;

  g_return_if_fail (HC_IS_HOLIDAYS_DIALOG (self) && GTK_IS_WINDOW (parent) && path != NULL);

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  job = g_new (ReadJob, 1);
  *job = (ReadJob) { g_strdup (path), self->from, self->to };
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) read_job_free);
  hc_background_run (task, read_thread);
}

/* ---- the file ---- */

static void
response_cb (GtkNativeDialog *chooser, int response, HcHolidaysDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    hc_holidays_dialog_read (self, parent, path);
  else
    {
      if (response == GTK_RESPONSE_ACCEPT)
        hc_notify_dialog (parent, _("The Calendar Could Not Be Read"),
                          _("Choose a file in a folder of this computer."));
      gtk_window_destroy (GTK_WINDOW (self));
    }
  g_object_unref (chooser);
}

void
hc_holidays_dialog_choose (HcHolidaysDialog *self, GtkWindow *parent)
{
  GtkFileChooserNative *chooser;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  g_return_if_fail (HC_IS_HOLIDAYS_DIALOG (self) && GTK_IS_WINDOW (parent));

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  chooser = gtk_file_chooser_native_new (_("Import Holidays"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                         _("_Open"), NULL);
  gtk_file_filter_set_name (filter, _("Calendars (.ics)"));
  gtk_file_filter_add_suffix (filter, "ics");
  gtk_file_filter_add_suffix (filter, "ical");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- class ---- */

static void
hc_holidays_dialog_finalize (GObject *object)
{
  HcHolidaysDialog *self = HC_HOLIDAYS_DIALOG (object);

  g_ptr_array_unref (self->checks);
  g_hash_table_unref (self->known);
  g_clear_pointer (&self->file, hc_holidays_file_free);
  G_OBJECT_CLASS (hc_holidays_dialog_parent_class)->finalize (object);
}

static void
hc_holidays_dialog_class_init (HcHolidaysDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_holidays_dialog_finalize;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-holidays-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HcHolidaysDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, HcHolidaysDialog, all_check);
  gtk_widget_class_bind_template_child (widget_class, HcHolidaysDialog, list);
  gtk_widget_class_bind_template_child (widget_class, HcHolidaysDialog, import_button);
  gtk_widget_class_install_action (widget_class, "holidays.import", NULL, import_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
hc_holidays_dialog_init (HcHolidaysDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->all_check, "toggled", G_CALLBACK (all_toggled_cb), self);
}

HcHolidaysDialog *
hc_holidays_dialog_new (GPtrArray *known, HcDay from, HcDay to)
{
  HcHolidaysDialog *self = g_object_new (HC_TYPE_HOLIDAYS_DIALOG, NULL);

  self->from = from;
  self->to = to;
  for (guint i = 0; i < known->len; i++)
    {
      const HcHoliday *holiday = known->pdata[i];

      g_hash_table_insert (self->known, GINT_TO_POINTER (holiday->day), g_strdup (holiday->name));
    }
  return self;
}
