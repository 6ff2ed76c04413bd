/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-dialog.h"

#include "hc-format.h"
#include "hc-import-check.h"
#include "hc-import-columns.h"
#include "hc-import-job.h"
#include "hc-import-reading.h"
#include "hc-notify.h"

#include <glib/gi18n.h>

#define PROGRESS_INTERVAL_MS 100

struct _HcImportDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  GtkButton *cancel_button;
  GtkButton *back_button;
  GtkButton *next_button;
  GtkLabel *file_label;
  GtkLabel *file_details;
  GtkImage *file_icon;
  GtkWidget *change_button;
  GtkSpinner *spinner;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkStack *steps;
  HcImportReading *reading;
  HcImportColumns *columns;
  HcImportCheck *check;
  GtkLabel *progress_title;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;

  /* Owned */
  HcLaunch *launch;
  GPtrArray *files;           /* of GFile */
  HcInspection *inspection;   /* of the first file; NULL until looked at */
  GCancellable *cancellable;  /* of the running job */
  HcImportJob *job;           /* of the running check or import */
  GPtrArray *rejects;         /* of HcReject: of the check, then of all files */
  guint progress_source;

  guint file_index;           /* being imported */
  gboolean looked_once;
  gboolean done;
};

G_DEFINE_FINAL_TYPE (HcImportDialog, hc_import_dialog, ADW_TYPE_WINDOW)

static void inspect (HcImportDialog *self);

static const struct
{
  const char *step;
  const char *subtitle;
} step_titles[] = {
  { "file", N_ ("Step 1 of 3: File") },
  { "columns", N_ ("Step 2 of 3: Columns") },
  { "check", N_ ("Step 3 of 3: Check") },
  { "progress", N_ ("Importing") },
};

/* ---- state of the controls ---- */

static const char *
current_step (HcImportDialog *self)
{
  return gtk_stack_get_visible_child_name (self->steps);
}

static gboolean
at_step (HcImportDialog *self, const char *step)
{
  return g_str_equal (current_step (self), step);
}

static gboolean
is_busy (HcImportDialog *self)
{
  return self->cancellable != NULL;
}

static void
show_error (HcImportDialog *self, const char *text)
{
  if (text != NULL)
    gtk_label_set_text (self->error_label, text);
  gtk_revealer_set_reveal_child (self->error_revealer, text != NULL);
}

static void
update_next_label (HcImportDialog *self)
{
  g_autofree char *label = NULL;

  if (self->done)
    label = g_strdup (_ ("_Done"));
  else if (!at_step (self, "check"))
    label = g_strdup (_ ("_Next"));
  else if (self->files->len > 1)
    label = g_strdup_printf (ngettext ("_Import %u File", "_Import %u Files", self->files->len),
                             self->files->len);
  else
    label = g_strdup (_ ("_Import"));
  gtk_button_set_label (self->next_button, label);
}

/* Derives every enabled state from what is shown and running. */
static void
update_actions (HcImportDialog *self)
{
  g_autofree char *problem = NULL;
  gboolean next = self->done || (self->inspection != NULL && !is_busy (self));

  if (self->inspection != NULL && at_step (self, "columns"))
    {
      problem = hc_import_columns_problem (self->columns);
      show_error (self, problem);
      next &= problem == NULL;
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next", next);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.back",
                                 !self->done && !is_busy (self) && !at_step (self, "file"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.change-file",
                                 !self->done && !is_busy (self) && !at_step (self, "file"));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), !self->done);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), !self->done && !at_step (self, "progress"));
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !at_step (self, "progress"));
  /* Hiding a window's default widget makes it forget it. */
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->next_button));
  gtk_widget_set_visible (self->change_button, !self->done);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy (self) && !at_step (self, "progress"));
  gtk_spinner_set_spinning (self->spinner, is_busy (self));
  update_next_label (self);
  /* While it was insensitive the focus had nowhere to be. */
  if (next && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

static void
go_to (HcImportDialog *self, const char *step)
{
  gtk_stack_set_visible_child_name (self->steps, step);
  for (guint i = 0; i < G_N_ELEMENTS (step_titles); i++)
    if (g_strcmp0 (step_titles[i].step, step) == 0)
      adw_window_title_set_subtitle (self->title, _ (step_titles[i].subtitle));
  update_actions (self);
}

/* ---- choices ---- */

/* @to_inspect: to look at the file again, which may propose another as-of. */
static HcImportOptions *
dup_choices (HcImportDialog *self, guint file_index, gboolean to_inspect)
{
  HcImportOptions *options = g_new0 (HcImportOptions, 1);

  hc_import_options_init (options);
  options->now = g_get_real_time () / G_USEC_PER_SEC;
  if (!self->looked_once)
    return options;
  hc_import_reading_fill (self->reading, options);
  if (file_index > 0)
    g_clear_pointer (&options->sheet, g_free);
  hc_import_columns_fill (self->columns, options, !to_inspect && file_index == 0);
  hc_import_check_fill (self->check, options, to_inspect);
  if (self->files->len > 1)
    options->as_of = HC_INSTANT_NONE;
  return options;
}

/* ---- looking at the file ---- */

static void
fill_strip (HcImportDialog *self)
{
  const HcInspection *seen = self->inspection;
  g_autofree char *rows = hc_format_count ((gint64) seen->rows);
  g_autofree char *read = seen->sheets != NULL
                            ? g_strdup_printf (_ ("workbook, sheet “%s”"), seen->sheet)
                            : g_strdup_printf ("%s, %s", seen->encoding,
                                               hc_import_delimiter_name (seen->delimiter));
  g_autofree char *about = seen->rows_estimated
                             ? g_strdup_printf (_ ("about %s rows"), rows)
                             : g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) seen->rows),
                                                rows);
  g_autofree char *details = g_strdup_printf (_ ("Profile “%s” · %s · %s"), seen->profile_name, read,
                                              about);

  gtk_label_set_text (self->file_details, details);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_details), details);
  gtk_image_set_from_icon_name (self->file_icon, "emblem-ok-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->file_icon), "hc-good");
  gtk_widget_show (adw_bin_get_child (ADW_BIN (self->reading)));
}

/* There is nothing to choose while nothing could be read. */
static void
name_file (HcImportDialog *self)
{
  g_autofree char *base = g_file_get_basename (g_ptr_array_index (self->files, 0));
  g_autofree char *shown = g_filename_display_name (base);

  gtk_label_set_text (self->file_label, shown);
  gtk_widget_hide (adw_bin_get_child (ADW_BIN (self->reading)));
}

static gboolean
has_unknown (GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    if (((HcInspectValue *) g_ptr_array_index (values, i))->value < 0)
      return TRUE;
  return FALSE;
}

static void
inspected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  HcInspection *seen = hc_store_job_finish (HC_STORE (object), result, &error);
  gboolean first = !self->looked_once;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (seen == NULL)
    {
      show_error (self, error->message);
      if (first)
        go_to (self, "file");
      update_actions (self);
      return;
    }
  show_error (self, NULL);
  g_clear_pointer (&self->inspection, hc_inspection_free);
  self->inspection = seen;
  hc_import_reading_show (self->reading, seen);
  fill_strip (self);
  hc_import_columns_show (self->columns, seen, gtk_label_get_text (self->file_label));
  hc_import_check_propose (self->check, seen->as_of, seen->covers, hc_launch_calendar (self->launch));
  self->looked_once = TRUE;
  if (seen->already != NULL)
    show_error (self, seen->already);
  if (first)
    go_to (self, "columns");
  update_actions (self);
  /* Nothing to ask: straight to what would happen. */
  if (first && gtk_widget_get_visible (GTK_WIDGET (self)) && seen->already == NULL &&
      !g_str_equal (seen->profile, "generic") && !has_unknown (seen->states) &&
      !has_unknown (seen->priorities))
    gtk_widget_activate_action (GTK_WIDGET (self), "import.next", NULL);
}

static void
inspect (HcImportDialog *self)
{
  g_autofree char *path = g_file_get_path (g_ptr_array_index (self->files, 0));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hc_import_job_inspect_async (hc_launch_store (self->launch), path, dup_choices (self, 0, TRUE),
                               self->cancellable, inspected_cb, g_object_ref (self));
  update_actions (self);
}

/* ---- check and import ---- */

static gboolean
progress_cb (gpointer user_data)
{
  HcImportDialog *self = user_data;
  guint64 rows;
  double fraction;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  hc_import_job_progress (self->job, &rows, &fraction);
  count = hc_format_count ((gint64) rows);
  text = g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) rows), count);
  gtk_label_set_text (self->progress_label, text);
  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar,
                                   (self->file_index + fraction) / self->files->len);
  return G_SOURCE_CONTINUE;
}

static void
stop_job (HcImportDialog *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->job, hc_import_job_unref);
}

static void import_next_file (HcImportDialog *self);

static void
add_rejects (HcImportDialog *self, GPtrArray *more)
{
  if (self->rejects == NULL)
    self->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_reject_free);
  while (more != NULL && more->len > 0)
    g_ptr_array_add (self->rejects, g_ptr_array_steal_index (more, 0));
}

static void
import_failed (HcImportDialog *self, const GError *error)
{
  stop_job (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  go_to (self, self->inspection == NULL ? "file" : "columns");
  show_error (self, error->message);
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = hc_store_job_finish (HC_STORE (object), result, &error);

  if (batch == NULL)
    {
      import_failed (self, error);
      return;
    }
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
  add_rejects (self, hc_import_job_rejects (self->job));
  stop_job (self);
  show_error (self, NULL);
  hc_import_check_show (self->check, batch, self->rejects, FALSE, self->files->len);
  go_to (self, "check");
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = hc_store_job_finish (HC_STORE (object), result, &error);

  if (batch == NULL)
    {
      import_failed (self, error);
      return;
    }
  add_rejects (self, hc_import_job_rejects (self->job));
  stop_job (self);
  if (++self->file_index < self->files->len)
    {
      import_next_file (self);
      return;
    }
  self->done = TRUE;
  hc_import_check_show (self->check, batch, self->rejects, TRUE, self->files->len);
  go_to (self, "check");
  adw_window_title_set_subtitle (self->title, _ ("Imported"));
}

static void
start_job (HcImportDialog *self, gboolean dry_run, GAsyncReadyCallback callback)
{
  GFile *file = g_ptr_array_index (self->files, self->file_index);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *title = NULL;
  HcImportOptions *options = dup_choices (self, self->file_index, FALSE);

  options->dry_run = dry_run;
  self->cancellable = g_cancellable_new ();
  self->job = hc_import_job_new (path, options);
  title = dry_run ? g_strdup_printf (_ ("Checking %s"), base)
                  : g_strdup_printf (_ ("Importing %s"), base);
  gtk_label_set_text (self->progress_title, title);
  gtk_label_set_text (self->progress_label, "");
  self->progress_source = g_timeout_add (PROGRESS_INTERVAL_MS, progress_cb, self);
  go_to (self, "progress");
  hc_import_job_run_async (self->job, hc_launch_store (self->launch), self->cancellable, callback,
                           g_object_ref (self));
}

static void
import_next_file (HcImportDialog *self)
{
  start_job (self, FALSE, imported_cb);
}

/* ---- actions ---- */

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcImportDialog *self = HC_IMPORT_DIALOG (widget);

  if (self->done)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (at_step (self, "file"))
    go_to (self, "columns");
  else if (at_step (self, "columns"))
    start_job (self, TRUE, checked_cb);
  else if (at_step (self, "check"))
    {
      g_clear_pointer (&self->rejects, g_ptr_array_unref);
      self->file_index = 0;
      import_next_file (self);
    }
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcImportDialog *self = HC_IMPORT_DIALOG (widget);

  show_error (self, NULL);
  go_to (self, at_step (self, "check") ? "columns" : "file");
}

static void
change_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_error (HC_IMPORT_DIALOG (widget), NULL);
  go_to (HC_IMPORT_DIALOG (widget), "file");
}

/* While a job runs the window goes when the job has ended (nothing half done). */
static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcImportDialog *self = HC_IMPORT_DIALOG (widget);

  if (self->job != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
close_request_cb (HcImportDialog *self)
{
  cancel_action (GTK_WIDGET (self), NULL, NULL);
  return TRUE;
}

/* ---- class ---- */

static void
hc_import_dialog_dispose (GObject *object)
{
  HcImportDialog *self = HC_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  stop_job (self);
  g_clear_object (&self->launch);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->inspection, hc_inspection_free);
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HC_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (hc_import_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gssize offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (HcImportDialog, name) }
    CHILD (title),          CHILD (cancel_button), CHILD (back_button),   CHILD (next_button),
    CHILD (file_label),     CHILD (file_details),  CHILD (file_icon),     CHILD (change_button),
    CHILD (spinner),        CHILD (error_revealer), CHILD (error_label),  CHILD (steps),
    CHILD (reading),        CHILD (columns),       CHILD (check),         CHILD (progress_title),
    CHILD (progress_bar),   CHILD (progress_label),
#undef CHILD
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE,
                                               children[i].offset);
}

static void
hc_import_dialog_class_init (HcImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_import_dialog_dispose;
  g_type_ensure (HC_TYPE_IMPORT_READING);
  g_type_ensure (HC_TYPE_IMPORT_COLUMNS);
  g_type_ensure (HC_TYPE_IMPORT_CHECK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-import-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.change-file", NULL, change_file_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
}

static void
hc_import_dialog_init (HcImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  g_signal_connect_swapped (self->reading, "changed", G_CALLBACK (inspect), self);
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (inspect), self);
}

/* Other as-of, other coverage: what would happen is computed again. */
static void
check_changed_cb (HcImportDialog *self)
{
  if (at_step (self, "check") && !is_busy (self))
    start_job (self, TRUE, checked_cb);
}

static gint
compare_files (gconstpointer a, gconstpointer b)
{
  g_autofree char *x = g_file_get_basename (*(GFile *const *) a);
  g_autofree char *y = g_file_get_basename (*(GFile *const *) b);

  return g_strcmp0 (x, y);
}

static void
profiles_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) profiles = NULL;

  profiles = hc_store_job_finish (HC_STORE (object), result, &error);
  if (profiles == NULL)
    {
      show_error (self, error->message);
      return;
    }
  hc_import_reading_set_profiles (self->reading, (const char *const *) profiles);
  inspect (self);
}

void
hc_import_dialog_present (GtkWindow *parent, HcLaunch *launch, GListModel *files)
{
  HcImportDialog *self;

  g_return_if_fail (HC_IS_LAUNCH (launch));
  g_return_if_fail (files != NULL && g_list_model_get_n_items (files) > 0);

  self = g_object_new (HC_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  self->launch = g_object_ref (launch);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (self->files, g_list_model_get_item (files, i));
  g_ptr_array_sort (self->files, compare_files);
  g_signal_connect_swapped (self->check, "changed", G_CALLBACK (check_changed_cb), self);
  g_signal_connect_swapped (self->check, "failed", G_CALLBACK (show_error), self);
  name_file (self);
  go_to (self, "file");
  gtk_window_present (GTK_WINDOW (self));
  /* GTK chooses Cancel, the first there is; Enter is to go on. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  hc_import_job_profiles_async (hc_launch_store (launch), profiles_cb, g_object_ref (self));
}
