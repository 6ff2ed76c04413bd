/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-people-import-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hc-notify.h"
#include "hc-people-import.h"
#include "hc-record-table.h"

/* More rows are only counted: the file has them all. */
#define MAX_SHOWN 200

typedef struct
{
  GtkWidget *near;
  HcLaunch *launch;
  char *path;
  HcPeopleFile *file; /* NULL: handed over to the command */
  GtkWidget *window;
} Import;

static void
import_free (Import *self)
{
  g_clear_object (&self->near);
  g_clear_object (&self->launch);
  g_free (self->path);
  g_clear_pointer (&self->file, hc_people_file_free);
  g_free (self);
}

/* ---------------------------------------------------------------- applying */

static GtkWindow *
window_of (GtkWidget *near)
{
  GtkRoot *root = gtk_widget_get_root (near);

  return root != NULL ? GTK_WINDOW (root) : NULL;
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) near = user_data;
  g_autoptr (GError) error = NULL;

  if (hc_store_command_finish (HC_STORE (object), result, &error))
    hc_notify_toast (near, _("People imported"), _("Undo"), "win.undo");
  else
    hc_notify_dialog (window_of (near), _("The People Could Not Be Imported"), error->message);
}

static void
apply_cb (GtkWidget *button, Import *self)
{
  hc_store_command_async (hc_launch_store (self->launch), _("Import People"),
                          HC_TABLES_REGISTERS | HC_TABLES_PLAN, hc_people_apply,
                          g_steal_pointer (&self->file), (GDestroyNotify) hc_people_file_free,
                          applied_cb, g_object_ref (self->near));
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* ---------------------------------------------------------------- preview */

static const char *
status_text (HcPersonStatus status)
{
  switch (status)
    {
    case HC_PERSON_NEW:
      return _("New");
    case HC_PERSON_CHANGED:
      return _("Changed");
    case HC_PERSON_TWICE:
      return _("Left Out");
    case HC_PERSON_SAME:
    default:
      return _("Unchanged");
    }
}

static char *
facts_of (const HcPersonRow *person)
{
  const char *const texts[] = { person->role, person->team, person->email, person->phone };
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      g_ptr_array_add (parts, (gpointer) texts[i]);
  if (person->note != NULL)
    g_ptr_array_add (parts, person->note);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkWidget *
person_row (const HcPersonRow *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *status = gtk_label_new (status_text (person->status));
  g_autofree char *facts =
    person->status == HC_PERSON_CHANGED ? g_strdup (person->note) : facts_of (person);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), facts);
  gtk_widget_add_css_class (status, "hc-second");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), status);
  return row;
}

static GtkWidget *
make_list (const HcPeopleFile *file)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("People in the file"), -1);
  for (guint i = 0; i < MIN (file->rows->len, MAX_SHOWN); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), person_row (g_ptr_array_index (file->rows, i)));
  return list;
}

static GtkWidget *
wrapped_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static void
append_problems (GtkBox *box, const HcPeopleFile *file)
{
  for (guint i = 0; i < MIN (file->problems->len, MAX_SHOWN); i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "hc-warn");
      gtk_box_append (GTK_BOX (line), icon);
      gtk_box_append (GTK_BOX (line), wrapped_label (g_ptr_array_index (file->problems, i)));
      gtk_box_append (box, line);
    }
}

static char *
count_text (const HcPeopleFile *file)
{
  /* TRANSLATORS: numbers of people: in the file, new, changed, unchanged, named twice */
  return g_strdup_printf (_("%u people in the file: %u new, %u changed, %u unchanged, %u named "
                            "twice"),
                          file->rows->len, hc_people_count (file, HC_PERSON_NEW),
                          hc_people_count (file, HC_PERSON_CHANGED),
                          hc_people_count (file, HC_PERSON_SAME),
                          hc_people_count (file, HC_PERSON_TWICE));
}

static GtkWidget *
make_content (Import *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *count = count_text (self->file);

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), wrapped_label (count));
  append_problems (GTK_BOX (box), self->file);
  gtk_box_append (GTK_BOX (box), make_list (self->file));
  if (self->file->rows->len > MAX_SHOWN)
    {
      g_autofree char *more =
        g_strdup_printf (_("The first %d are shown; all are imported."), MAX_SHOWN);

      gtk_box_append (GTK_BOX (box), wrapped_label (more));
    }
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
make_header (Import *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *apply = gtk_button_new_with_mnemonic (_("_Import"));
  guint n = hc_people_count (self->file, HC_PERSON_NEW) +
            hc_people_count (self->file, HC_PERSON_CHANGED);

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_widget_add_css_class (apply, "suggested-action");
  gtk_widget_set_sensitive (apply, n > 0);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), self->window);
  g_signal_connect (apply, "clicked", G_CALLBACK (apply_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), apply);
  gtk_window_set_default_widget (GTK_WINDOW (self->window), apply);
  return header;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

/* Takes @self. */
static void
show_preview (Import *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = g_object_new (ADW_TYPE_WINDOW, "transient-for", window_of (self->near), "modal",
                               TRUE, "default-width", 640, "default-height", 520, "title",
                               _("Import People"), NULL);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_content (self));
  adw_window_set_content (ADW_WINDOW (self->window), box);
  add_escape (self->window);
  g_object_set_data_full (G_OBJECT (self->window), "import", self, (GDestroyNotify) import_free);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* ---------------------------------------------------------------- reading */

/* @data: the path. */
static gpointer
read_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcPeopleFile) file = hc_people_read (data, error);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) teams = NULL;

  if (file == NULL ||
      (people = hc_records_load (db, hc_record_type ("person"), NULL, error)) == NULL ||
      (teams = hc_records_load (db, hc_record_type ("team"), NULL, error)) == NULL)
    return NULL;
  hc_people_compare (file, people, teams);
  return g_steal_pointer (&file);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Import *self = user_data;
  g_autoptr (GError) error = NULL;

  self->file = hc_store_job_finish (HC_STORE (object), result, &error);
  if (self->file != NULL)
    {
      show_preview (self);
      return;
    }
  hc_notify_dialog (window_of (self->near), _("The People Could Not Be Read"), error->message);
  import_free (self);
}

void
hc_people_import_dialog_present (GtkWidget *near, HcLaunch *launch, const char *path)
{
  Import *self = g_new0 (Import, 1);

  self->near = g_object_ref (near);
  self->launch = g_object_ref (launch);
  self->path = g_strdup (path);
  hc_store_read_async (hc_launch_store (launch), read_job, self->path, NULL,
                       (GDestroyNotify) hc_people_file_free, NULL, read_cb, self);
}

typedef struct
{
  GtkWidget *near;
  HcLaunch *launch;
} Choosing;

static void
response_cb (GtkNativeDialog *chooser, int response, Choosing *choosing)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        hc_people_import_dialog_present (choosing->near, choosing->launch, path);
    }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  g_object_unref (choosing->near);
  g_object_unref (choosing->launch);
  g_free (choosing);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const suffixes[] = { "csv", "tsv", "txt", "xlsx", "xlsm", "vcf", "vcard" };
  g_autoptr (GtkFileFilter) people = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (people, _("People (CSV, Excel, vCard)"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (people, suffixes[i]);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, people);
  gtk_file_chooser_add_filter (chooser, all);
}

void
hc_people_import_dialog_choose (GtkWidget *near, HcLaunch *launch)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Import People"), window_of (near), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->near = g_object_ref (near);
  choosing->launch = g_object_ref (launch);
  add_filters (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
