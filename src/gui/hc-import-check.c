/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-check.h"

#include "hc-format.h"
#include "hc-import-job.h"
#include "hc-widgets.h"

#include <glib/gi18n.h>

#define MAX_REJECTS_SHOWN 50

struct _HcImportCheck
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *headline;
  GtkBox *facts;
  GtkWidget *choices;
  GtkEditable *as_of_row;
  AdwComboRow *covers_row;
  GtkWidget *warnings_box;
  GtkListBox *warnings;
  GtkWidget *rejects_box;
  GtkListBox *rejects;

  /* Borrowed */
  HcCalendar *calendar;

  /* Owned */
  GPtrArray *rejected; /* of HcReject: those shown */

  gint64 as_of;
  gboolean as_of_typed; /* not only proposed */
  HcCoverage covers;
  gboolean filling;
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcImportCheck, hc_import_check, ADW_TYPE_BIN)

/* As it can be typed again: YYYY-MM-DDTHH:MM in the launch's zone. */
static char *
as_of_text (HcImportCheck *self)
{
  g_autofree char *date = NULL;
  HcDay day;
  int hour, minute;

  hc_calendar_utc_to_local (self->calendar, self->as_of, &day, &hour, &minute, NULL);
  date = hc_day_format (day);
  return g_strdup_printf ("%s %02d:%02d", date, hour, minute);
}

/* Accepts a blank where the standard wants a T. */
static gboolean
parse_as_of (HcImportCheck *self, const char *typed, gint64 *out, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  char *blank = strchr (text, ' ');

  if (blank != NULL)
    *blank = 'T';
  return hc_calendar_parse_as_of (self->calendar, text, out, error);
}

static void
as_of_apply_cb (HcImportCheck *self)
{
  g_autoptr (GError) error = NULL;
  gint64 as_of;

  if (!parse_as_of (self, gtk_editable_get_text (self->as_of_row), &as_of, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->as_of_row), "error");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->as_of_row), error->message);
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->as_of_row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->as_of_row), NULL);
  if (as_of == self->as_of)
    return;
  self->as_of = as_of;
  self->as_of_typed = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
covers_selected_cb (HcImportCheck *self)
{
  if (self->filling)
    return;
  self->covers = (HcCoverage) adw_combo_row_get_selected (self->covers_row);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_fact (HcImportCheck *self, const char *title, gint64 count, const char *tooltip)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);
  g_autofree char *text = hc_format_count (count);
  GtkWidget *figure = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (figure), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "hc-second");
  gtk_widget_add_css_class (figure, "hc-value");
  gtk_widget_add_css_class (figure, "small");
  gtk_widget_set_tooltip_text (box, tooltip);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (self->facts, box);
}

static void
show_facts (HcImportCheck *self, const HcBatch *batch)
{
  hc_box_clear (self->facts);
  add_fact (self, _ ("Rows"), batch->rows, _ ("Rows of the file below its header"));
  add_fact (self, _ ("Tickets"), batch->tickets, _ ("Different keys in the file"));
  add_fact (self, _ ("New"), batch->new_count, _ ("Not known before"));
  add_fact (self, _ ("Changed"), batch->changed, _ ("Some field differs from what was known"));
  add_fact (self, _ ("Reopened"), batch->reopened, _ ("Ended before, open again"));
  add_fact (self, _ ("Unchanged"), batch->unchanged, _ ("Exactly as known"));
  add_fact (self, _ ("Missing"), batch->missing, _ ("Known, but not in this file"));
  add_fact (self, _ ("Rejected"), batch->rejected, _ ("Rows that cannot be imported, listed below"));
}

static GtkWidget *
list_row (const char *icon_name, const char *css_class, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (icon, css_class);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
show_warnings (HcImportCheck *self, const HcBatch *batch)
{
  clear_list (self->warnings);
  gtk_widget_set_visible (self->warnings_box, batch->warnings->len > 0);
  for (guint i = 0; i < batch->warnings->len; i++)
    {
      const HcBatchWarning *warning = g_ptr_array_index (batch->warnings, i);

      gtk_list_box_append (self->warnings,
                           list_row ("dialog-warning-symbolic", "hc-warn", warning->text, NULL));
    }
}

static void
show_rejects (HcImportCheck *self, GPtrArray *rejects)
{
  guint n = rejects == NULL ? 0 : rejects->len;

  clear_list (self->rejects);
  gtk_widget_set_visible (self->rejects_box, n > 0);
  for (guint i = 0; i < MIN (n, MAX_REJECTS_SHOWN); i++)
    {
      const HcReject *reject = g_ptr_array_index (rejects, i);
      g_autofree char *line = hc_format_count ((gint64) reject->line);
      g_autofree char *title = g_strdup_printf (_ ("Line %s: %s"), line, reject->message);

      gtk_list_box_append (self->rejects, list_row ("process-stop-symbolic", "hc-second", title,
                                                    reject->raw));
    }
  if (n > MAX_REJECTS_SHOWN)
    {
      g_autofree char *more =
        g_strdup_printf (ngettext ("%u more row; the CSV holds all.", "%u more rows; the CSV holds all.",
                                   n - MAX_REJECTS_SHOWN),
                         n - MAX_REJECTS_SHOWN);

      gtk_list_box_append (self->rejects,
                           list_row ("view-more-symbolic", "hc-second", more, NULL));
    }
}

static void
show_headline (HcImportCheck *self, const HcBatch *batch, gboolean done, guint n_files)
{
  g_autofree char *tickets = hc_format_count (batch->tickets);
  g_autofree char *text = NULL;

  if (done)
    text = g_strdup_printf (ngettext ("%s imported: %s ticket", "%s imported: %s tickets",
                                      (gulong) batch->tickets),
                            batch->file, tickets);
  else if (n_files > 1)
    text = g_strdup_printf (ngettext ("What the first of %u file would change",
                                      "What the first of %u files would change", n_files),
                            n_files);
  else
    text = g_strdup (_ ("What this file would change"));
  gtk_label_set_text (self->headline, text);
}

/* ---- saving the rejected rows ---- */

static void
rejects_saved_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcImportCheck) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
save_rejects_response_cb (GtkNativeDialog *chooser, int response, HcImportCheck *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autoptr (GBytes) csv = hc_import_job_rejects_csv (self->rejected);

      g_file_replace_contents_bytes_async (file, csv, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                           rejects_saved_cb, g_object_ref (self));
    }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
save_rejects_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Save Rejected Rows"), GTK_WINDOW (gtk_widget_get_root (widget)),
    GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("rejected-rows.csv"));
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_rejects_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
hc_import_check_dispose (GObject *object)
{
  g_clear_pointer (&HC_IMPORT_CHECK (object)->rejected, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), HC_TYPE_IMPORT_CHECK);
  G_OBJECT_CLASS (hc_import_check_parent_class)->dispose (object);
}

static void
hc_import_check_class_init (HcImportCheckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_import_check_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "check.save-rejects", NULL, save_rejects_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-import-check.ui");
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, headline);
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, facts);
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, choices);
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, as_of_row);
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, covers_row);
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, warnings_box);
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, warnings);
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, rejects_box);
  gtk_widget_class_bind_template_child (widget_class, HcImportCheck, rejects);
}

static void
hc_import_check_init (HcImportCheck *self)
{
  self->as_of = HC_INSTANT_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->as_of_row, "apply", G_CALLBACK (as_of_apply_cb), self);
  g_signal_connect_swapped (self->covers_row, "notify::selected", G_CALLBACK (covers_selected_cb),
                            self);
}

void
hc_import_check_propose (HcImportCheck *self, gint64 as_of, HcCoverage covers, HcCalendar *calendar)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HC_IS_IMPORT_CHECK (self));

  self->filling = TRUE;
  self->calendar = calendar;
  if (!self->as_of_typed)
    self->as_of = as_of;
  self->covers = covers;
  text = self->as_of == HC_INSTANT_NONE ? g_strdup ("") : as_of_text (self);
  gtk_editable_set_text (self->as_of_row, text);
  adw_combo_row_set_selected (self->covers_row, covers);
  self->filling = FALSE;
}

void
hc_import_check_fill (HcImportCheck *self, HcImportOptions *options, gboolean typed_only)
{
  g_return_if_fail (HC_IS_IMPORT_CHECK (self));

  options->as_of = typed_only && !self->as_of_typed ? HC_INSTANT_NONE : self->as_of;
  options->covers = self->covers;
}

void
hc_import_check_show (HcImportCheck *self,
                      const HcBatch *batch,
                      GPtrArray *rejects,
                      gboolean done,
                      guint n_files)
{
  g_return_if_fail (HC_IS_IMPORT_CHECK (self));

  show_headline (self, batch, done, n_files);
  show_facts (self, batch);
  show_warnings (self, batch);
  g_clear_pointer (&self->rejected, g_ptr_array_unref);
  self->rejected = rejects == NULL ? NULL : g_ptr_array_ref (rejects);
  show_rejects (self, rejects);
  gtk_widget_set_visible (self->choices, !done);
}
