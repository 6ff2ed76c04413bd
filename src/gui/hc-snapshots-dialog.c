/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-snapshots-dialog.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "hc-application.h"
#include "hc-background.h"
#include "hc-notify.h"
#include "hc-snapshot-restore.h"

struct _HcSnapshotsDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *busy_label;
  AdwPreferencesGroup *group;

  /* Owned */
  char *path;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HcSnapshotsDialog, hc_snapshots_dialog, ADW_TYPE_WINDOW)

/* ---- reading ---- */

/* A snapshot and what is in it. */
typedef struct
{
  HcSnapshot *snapshot;
  HcSnapshotCounts counts;
  GError *error; /* it cannot be read */
} Item;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_clear_pointer (&self->snapshot, hc_snapshot_free); /* a button may have taken it */
  g_clear_error (&self->error);
  g_free (self);
}

static void
read_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) list = hc_snapshot_list (path);
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);

  g_ptr_array_set_free_func (list, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      Item *item = g_new0 (Item, 1);

      item->snapshot = g_ptr_array_index (list, i);
      if (!g_cancellable_is_cancelled (cancellable))
        hc_snapshot_count (item->snapshot, &item->counts, &item->error);
      g_ptr_array_add (items, item);
    }
  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

static const char *
reason_text (const char *reason)
{
  static const struct
  {
    const char *word;
    const char *text;
  } reasons[] = {
    { "import", N_ ("Before an import") },
    { "take-back", N_ ("Before an import was taken back") },
    { "migration", N_ ("Before the file was updated for a new version") },
    { "regular", N_ ("While working") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].word, reason))
      return _ (reasons[i].text);
  return reason;
}

static char *
dup_time (const HcSnapshot *snapshot)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (snapshot->at);

  return g_date_time_format (at, _ ("%-d %B %Y, %H:%M"));
}

static char *
dup_contents (const Item *item)
{
  g_autofree char *tickets = NULL;
  g_autofree char *imports = NULL;
  g_autofree char *size = g_format_size (item->snapshot->size);
  const char *reason = reason_text (item->snapshot->reason);

  if (item->error != NULL)
    return g_strdup_printf ("%s · %s", reason, item->error->message);
  tickets = g_strdup_printf (ngettext ("%'" PRId64 " ticket", "%'" PRId64 " tickets",
                                       (gulong) item->counts.tickets),
                             item->counts.tickets);
  imports = g_strdup_printf (ngettext ("%'" PRId64 " import", "%'" PRId64 " imports",
                                       (gulong) item->counts.imports),
                             item->counts.imports);
  /* TRANSLATORS: “Before an import · 1,240 tickets, 310 open · 12 imports · 4.1 MB” */
  return g_strdup_printf (_ ("%s · %s, %'" PRId64 " open · %s · %s"), reason, tickets,
                          item->counts.open, imports, size);
}

/* ---- restoring ---- */

typedef struct
{
  char *snapshot;
  char *target;
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *self = data;

  g_free (self->snapshot);
  g_free (self->target);
  g_free (self);
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restoring *self = data;
  GError *error = NULL;

  if (hc_snapshot_restore (self->snapshot, self->target, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  HcSnapshotsDialog *self = HC_SNAPSHOTS_DIALOG (object);
  Restoring *restoring = g_task_get_task_data (G_TASK (result));
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (restoring->target);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (window != NULL)
        hc_application_open_file (HC_WINDOW (window), file);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_stack_set_visible_child_name (self->stack, "list");
  hc_notify_dialog (GTK_WINDOW (self), _ ("The Snapshot Could Not Be Restored"), error->message);
}

void
hc_snapshots_dialog_restore (HcSnapshotsDialog *self, const char *snapshot, const char *target)
{
  g_autoptr (GTask) task = NULL;
  Restoring *restoring = g_new0 (Restoring, 1);

  g_return_if_fail (HC_IS_SNAPSHOTS_DIALOG (self));

  restoring->snapshot = g_strdup (snapshot);
  restoring->target = g_strdup (target);
  gtk_label_set_label (self->busy_label, _ ("Restoring…"));
  gtk_stack_set_visible_child_name (self->stack, "busy");
  task = g_task_new (self, self->cancellable, restored_cb, NULL);
  g_task_set_source_tag (task, hc_snapshots_dialog_restore);
  g_task_set_task_data (task, restoring, restoring_free);
  hc_background_run (task, restore_thread);
}

static void
response_cb (GtkNativeDialog *dialog, int response, HcSnapshotsDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *target = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && target != NULL)
    hc_snapshots_dialog_restore (self, g_object_get_data (G_OBJECT (dialog), "snapshot"), target);
  else if (response == GTK_RESPONSE_ACCEPT)
    hc_notify_dialog (GTK_WINDOW (self), _ ("The Snapshot Could Not Be Restored"),
                      _ ("Choose a folder of this computer."));
  g_object_unref (dialog);
}

/* “Wave 1 2026-03-09 17.30.hypercare”, beside the launch. */
static void
suggest_name (HcSnapshotsDialog *self, GtkFileChooser *chooser, gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%d %H.%M");
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *parent = g_path_get_dirname (self->path);
  g_autoptr (GFile) folder = g_file_new_for_path (parent);
  g_autofree char *name = NULL;

  if (g_str_has_suffix (base, ".hypercare"))
    base[strlen (base) - strlen (".hypercare")] = '\0';
  name = g_strdup_printf ("%s %s.hypercare", base, stamp);
  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  gtk_file_chooser_set_current_name (chooser, name);
}

static void
restore_clicked_cb (GtkButton *button, HcSnapshotsDialog *self)
{
  const HcSnapshot *snapshot = g_object_get_data (G_OBJECT (button), "snapshot");
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_ ("Restore into a New File"), GTK_WINDOW (self),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Restore"), _ ("_Cancel"));

  suggest_name (self, GTK_FILE_CHOOSER (chooser), snapshot->at);
  g_object_set_data_full (G_OBJECT (chooser), "snapshot", g_strdup (snapshot->path), g_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- rows ---- */

static GtkWidget *
create_row (HcSnapshotsDialog *self, Item *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = dup_time (item->snapshot);
  g_autofree char *contents = dup_contents (item);
  GtkWidget *button;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), contents);
  if (item->error != NULL)
    return row;
  button = gtk_button_new_with_mnemonic (_ ("_Restore…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "snapshot", g_steal_pointer (&item->snapshot),
                          (GDestroyNotify) hc_snapshot_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  HcSnapshotsDialog *self = HC_SNAPSHOTS_DIALOG (object);
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), NULL);

  if (items == NULL)
    return; /* closed */
  for (guint i = 0; i < items->len; i++)
    adw_preferences_group_add (self->group, create_row (self, g_ptr_array_index (items, i)));
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
}

/* ---- class ---- */

static void
hc_snapshots_dialog_dispose (GObject *object)
{
  HcSnapshotsDialog *self = HC_SNAPSHOTS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (hc_snapshots_dialog_parent_class)->dispose (object);
}

static void
hc_snapshots_dialog_finalize (GObject *object)
{
  HcSnapshotsDialog *self = HC_SNAPSHOTS_DIALOG (object);

  g_object_unref (self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (hc_snapshots_dialog_parent_class)->finalize (object);
}

static void
hc_snapshots_dialog_class_init (HcSnapshotsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_snapshots_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_snapshots_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-snapshots-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HcSnapshotsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HcSnapshotsDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, HcSnapshotsDialog, group);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hc_snapshots_dialog_init (HcSnapshotsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hc_snapshots_dialog_present (HcWindow *window, const char *path)
{
  HcSnapshotsDialog *self;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HC_IS_WINDOW (window) && path != NULL);

  self = g_object_new (HC_TYPE_SNAPSHOTS_DIALOG, "transient-for", window, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_source_tag (task, hc_snapshots_dialog_present);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  hc_background_run (task, read_thread);
  hc_window_fit_dialog (window, GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
}
