/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-detail.h"

#include <glib/gi18n.h>

#include "hc-csv-writer.h"
#include "hc-format.h"
#include "hc-notify.h"
#include "hc-widgets.h"

/* More are in the saved file; a list to read, not to scroll for ever. */
#define MAX_REJECTS_SHOWN 100

struct _HcImportDetail
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *title;
  GtkSpinner *spinner;
  GtkWidget *order_label;
  GtkGrid *facts;
  GtkWidget *warnings_heading;
  GtkBox *warnings;
  GtkWidget *rejects_box;
  GtkGrid *rejects;

  /* Owned */
  HcLaunch *launch;
  GPtrArray *batches;
  const HcBatch *batch; /* inside batches */
  GCancellable *cancellable; /* of reading the rejects */

  gboolean newest;
  gboolean running; /* a take-back or a save */
};

G_DEFINE_FINAL_TYPE (HcImportDetail, hc_import_detail, ADW_TYPE_BIN)

gboolean
hc_import_is_newest (GPtrArray *batches, guint index)
{
  const HcBatch *batch = g_ptr_array_index (batches, index);

  for (guint i = index + 1; i < batches->len; i++)
    {
      const HcBatch *later = g_ptr_array_index (batches, i);

      if (g_strcmp0 (later->source_id, batch->source_id) == 0)
        return FALSE;
    }
  return TRUE;
}

static void
update_actions (HcImportDetail *self)
{
  gboolean writable =
    self->launch != NULL && !hc_store_is_read_only (hc_launch_store (self->launch));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "detail.take-back",
                                 writable && self->newest && !self->running);
  gtk_widget_set_visible (self->order_label, writable && !self->newest);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "detail.save-rejects",
                                 self->batch != NULL && self->batch->rejected > 0 &&
                                   !self->running);
  gtk_spinner_set_spinning (self->spinner, self->running);
}

/* ---- facts ---- */

static GtkWidget *
small_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* Two facts beside each other, so that all are seen in a low window. */
static void
add_fact (HcImportDetail *self, int position, const char *name, const char *value)
{
  int row = position / 2;
  int column = position % 2 * 2;
  GtkWidget *key = small_label (name);
  GtkWidget *text = small_label (value != NULL && *value != '\0' ? value : HC_FORMAT_MISSING);

  gtk_widget_add_css_class (key, "hc-second");
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 24);
  gtk_widget_set_tooltip_text (text, value);
  gtk_grid_attach (self->facts, key, column, row, 1, 1);
  gtk_grid_attach (self->facts, text, column + 1, row, 1, 1);
}

static const char *
covers_text (HcCoverage covers)
{
  switch (covers)
    {
    case HC_COVERS_EVERYTHING:
      return _("Everything");
    case HC_COVERS_OPEN:
      return _("Open tickets only");
    case HC_COVERS_PART:
      return _("A part");
    }
  return NULL;
}

static const char *
separator_text (const char *delimiter)
{
  if (g_strcmp0 (delimiter, ",") == 0)
    return _("comma");
  if (g_strcmp0 (delimiter, ";") == 0)
    return _("semicolon");
  if (g_strcmp0 (delimiter, "\t") == 0)
    return _("tab");
  return delimiter;
}

static char *
format_text (const HcBatch *batch)
{
  if (batch->sheet != NULL && *batch->sheet != '\0')
    return g_strdup_printf (_("Workbook, sheet “%s”"), batch->sheet);
  /* TRANSLATORS: encoding and separator of a text file: “UTF-8, comma” */
  return g_strdup_printf (_("%s, %s"), batch->encoding, separator_text (batch->delimiter));
}

static void
fill_facts (HcImportDetail *self)
{
  const HcBatch *batch = self->batch;
  HcCalendar *calendar = hc_launch_calendar (self->launch);
  g_autofree char *imported = hc_format_instant_year (batch->imported_at, calendar);
  g_autofree char *as_of = hc_format_instant_year (batch->as_of, calendar);
  g_autofree char *format = format_text (batch);
  g_autofree char *tickets = hc_format_count (batch->tickets);

  hc_grid_clear (self->facts);
  add_fact (self, 0, _("Source"), batch->source_name);
  add_fact (self, 1, _("As of"), as_of);
  add_fact (self, 2, _("Profile"), batch->profile);
  add_fact (self, 3, _("Imported"), imported);
  add_fact (self, 4, _("Covers"), batch->is_log ? _("An event log") : covers_text (batch->covers));
  add_fact (self, 5, _("Format"), format);
  add_fact (self, 6, _("Tickets"), tickets);
  add_fact (self, 7, _("Time zone"), batch->zone);
}

/* ---- warnings and rejects ---- */

static GtkWidget *
create_warning (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, "hc-warn");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
fill_warnings (HcImportDetail *self)
{
  guint n = self->batch->warnings != NULL ? self->batch->warnings->len : 0;

  hc_box_clear (self->warnings);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->warnings,
                    create_warning (
                      ((HcBatchWarning *) g_ptr_array_index (self->batch->warnings, i))->text));
  gtk_widget_set_visible (self->warnings_heading, n > 0);
}

static void
add_reject (HcImportDetail *self, int row, const HcReject *reject)
{
  g_autofree char *number = hc_format_count ((gint64) reject->line);
  g_autofree char *line = g_strdup_printf (_("Line %s"), number);
  GtkWidget *position = small_label (line);
  GtkWidget *column = small_label (reject->column);
  GtkWidget *message = small_label (reject->message);

  gtk_widget_add_css_class (position, "hc-second");
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_widget_set_hexpand (message, TRUE);
  gtk_widget_set_tooltip_text (message, reject->raw);
  gtk_grid_attach (self->rejects, position, 0, row, 1, 1);
  gtk_grid_attach (self->rejects, column, 1, row, 1, 1);
  gtk_grid_attach (self->rejects, message, 2, row, 1, 1);
}

static gpointer
load_rejects_job (HcDb *db, gpointer data, GError **error)
{
  return hc_rejects_load (db, *(gint64 *) data, error);
}

static void
rejects_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcImportDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rejects = hc_store_job_finish (HC_STORE (object), result, &error);
  g_autofree char *more = NULL;

  if (rejects == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The rejected rows could not be read"), error);
      return;
    }
  hc_grid_clear (self->rejects);
  for (guint i = 0; i < MIN (rejects->len, MAX_REJECTS_SHOWN); i++)
    add_reject (self, (int) i, g_ptr_array_index (rejects, i));
  if (rejects->len <= MAX_REJECTS_SHOWN)
    return;
  more = g_strdup_printf (ngettext ("and %u more row, in the saved file",
                                    "and %u more rows, in the saved file",
                                    rejects->len - MAX_REJECTS_SHOWN),
                          rejects->len - MAX_REJECTS_SHOWN);
  gtk_grid_attach (self->rejects, small_label (more), 0, MAX_REJECTS_SHOWN, 3, 1);
}

static void
fill_rejects (HcImportDetail *self)
{
  hc_grid_clear (self->rejects);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->rejects_box, self->batch->rejected > 0);
  if (self->batch->rejected == 0)
    return;
  self->cancellable = g_cancellable_new ();
  hc_store_read_async (hc_launch_store (self->launch), load_rejects_job,
                       g_memdup2 (&self->batch->id, sizeof self->batch->id), g_free,
                       (GDestroyNotify) g_ptr_array_unref, self->cancellable, rejects_loaded_cb,
                       g_object_ref (self));
}

/* ---- saving the rejects ---- */

typedef struct
{
  gint64 batch;
  char *path;
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  g_free (job->path);
  g_free (job);
}

static gpointer
save_rejects_job (HcDb *db, gpointer data, GError **error)
{
  SaveJob *job = data;
  g_autoptr (GPtrArray) rejects = hc_rejects_load (db, job->batch, error);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *titles[] = { "line", "column", "code", "message", "row" };

  if (rejects == NULL)
    return NULL;
  hc_csv_append_row (text, titles, G_N_ELEMENTS (titles), ',');
  for (guint i = 0; i < rejects->len; i++)
    {
      const HcReject *reject = g_ptr_array_index (rejects, i);
      g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, reject->line);
      const char *cells[] = { line, reject->column, reject->code, reject->message, reject->raw };

      hc_csv_append_row (text, cells, G_N_ELEMENTS (cells), ',');
    }
  g_file_set_contents (job->path, text->str, (gssize) text->len, error);
  return NULL;
}

static void
set_running (HcImportDetail *self, gboolean running)
{
  self->running = running;
  update_actions (self);
}

static void
rejects_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcImportDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  hc_store_job_finish (HC_STORE (object), result, &error);
  set_running (self, FALSE);
  if (error != NULL)
    hc_notify_error (GTK_WIDGET (self), _("The rejected rows could not be saved"), error);
  else
    hc_notify_toast (GTK_WIDGET (self), _("Rejected rows saved"), NULL, NULL);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, HcImportDetail *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  SaveJob *job;

  if (response == GTK_RESPONSE_ACCEPT && self->batch != NULL && path != NULL)
    {
      job = g_new0 (SaveJob, 1);
      job->batch = self->batch->id;
      job->path = g_steal_pointer (&path);
      set_running (self, TRUE);
      hc_store_read_async (hc_launch_store (self->launch), save_rejects_job, job,
                           (GDestroyNotify) save_job_free, NULL, NULL, rejects_saved_cb,
                           g_object_ref (self));
    }
  g_object_unref (dialog);
}

static void
save_rejects_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcImportDetail *self = HC_IMPORT_DETAIL (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autofree char *proposal = g_strdup_printf (_("%s rejected rows.csv"), self->batch->file);
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Save Rejected Rows"), window, GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), proposal);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- taking back ---- */

static gpointer
take_back_job (HcDb *db, gpointer data, GError **error)
{
  HcBatch *batch = NULL;

  return hc_batch_take_back (db, *(gint64 *) data, &batch, error) ? batch : NULL;
}

static void
taken_back_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcImportDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = hc_store_job_finish (HC_STORE (object), result, &error);
  g_autofree char *text = NULL;

  set_running (self, FALSE);
  if (batch == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The import could not be taken back"), error);
      return;
    }
  text = g_strdup_printf (_("“%s” was taken back"), batch->file);
  hc_notify_toast (GTK_WIDGET (self), text, NULL, NULL);
}

static void
take_back_response_cb (AdwMessageDialog *dialog, const char *response, HcImportDetail *self)
{
  if (!g_str_equal (response, "take-back") || self->batch == NULL)
    return;
  set_running (self, TRUE);
  hc_store_write_async (hc_launch_store (self->launch),
                        HC_TABLES_TICKETS | HC_TABLES_IMPORT | HC_TABLES_HISTORY, take_back_job,
                        g_memdup2 (&self->batch->id, sizeof self->batch->id), g_free,
                        (GDestroyNotify) hc_batch_free, NULL, taken_back_cb, g_object_ref (self));
}

static void
take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcImportDetail *self = HC_IMPORT_DETAIL (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autofree char *heading = g_strdup_printf (_("Take Back “%s”?"), self->batch->file);
  GtkWidget *dialog = adw_message_dialog_new (
    window, heading,
    _("The tickets go back to what they were before this import. The file itself is not touched "
      "and can be imported again."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "take-back", _("_Take Back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "take-back",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (take_back_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- class ---- */

static void
hc_import_detail_dispose (GObject *object)
{
  HcImportDetail *self = HC_IMPORT_DETAIL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->launch);
  self->batch = NULL;
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_import_detail_parent_class)->dispose (object);
}

static void
hc_import_detail_class_init (HcImportDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_import_detail_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-import-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, HcImportDetail, title);
  gtk_widget_class_bind_template_child (widget_class, HcImportDetail, spinner);
  gtk_widget_class_bind_template_child (widget_class, HcImportDetail, order_label);
  gtk_widget_class_bind_template_child (widget_class, HcImportDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, HcImportDetail, warnings_heading);
  gtk_widget_class_bind_template_child (widget_class, HcImportDetail, warnings);
  gtk_widget_class_bind_template_child (widget_class, HcImportDetail, rejects_box);
  gtk_widget_class_bind_template_child (widget_class, HcImportDetail, rejects);
  gtk_widget_class_install_action (widget_class, "detail.save-rejects", NULL,
                                   save_rejects_action);
  gtk_widget_class_install_action (widget_class, "detail.take-back", NULL, take_back_action);
}

static void
hc_import_detail_init (HcImportDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

void
hc_import_detail_show (HcImportDetail *self, HcLaunch *launch, GPtrArray *batches, guint index)
{
  g_return_if_fail (HC_IS_IMPORT_DETAIL (self) && index < batches->len);

  g_set_object (&self->launch, launch);
  g_ptr_array_ref (batches);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  self->batches = batches;
  self->batch = g_ptr_array_index (batches, index);
  self->newest = hc_import_is_newest (batches, index);
  gtk_label_set_text (self->title, self->batch->file);
  fill_facts (self);
  fill_warnings (self);
  fill_rejects (self);
  update_actions (self);
}
