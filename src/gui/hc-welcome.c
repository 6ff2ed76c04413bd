/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-welcome.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-application.h"
#include "hc-day-text.h"
#include "hc-format.h"
#include "hc-notify.h"
#include "hc-recent.h"
#include "hc-sample-job.h"

struct _HcWelcome
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *recent_box;
  GtkListBox *recent_list;
  GtkStack *sample_stack;
  GtkLabel *sample_label;
  GtkProgressBar *sample_bar;

  /* Owned */
  GPtrArray *recent;         /* of HcRecent, as listed */
  GCancellable *cancellable; /* of the sample job; NULL: none runs */
};

G_DEFINE_FINAL_TYPE (HcWelcome, hc_welcome, ADW_TYPE_BIN)

/* ---- recent launches ---- */

static GtkWidget *
two_lines (const char *first, const char *second, float xalign)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *upper = gtk_label_new (first);
  GtkWidget *lower = gtk_label_new (second);

  gtk_label_set_xalign (GTK_LABEL (upper), xalign);
  gtk_label_set_xalign (GTK_LABEL (lower), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (upper), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (lower), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (lower, "caption");
  gtk_widget_add_css_class (lower, "hc-second");
  gtk_box_append (GTK_BOX (box), upper);
  gtk_box_append (GTK_BOX (box), lower);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static char *
state_text (const HcRecent *recent, gint64 now)
{
  g_autoptr (HcCalendar) calendar = hc_launch_settings_calendar (&recent->settings, NULL);

  if (calendar == NULL) /* a zone this computer does not know */
    return g_strdup ("");
  return hc_day_text (&recent->settings, calendar, recent->as_of, now, FALSE);
}

static char *
folder_text (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_to_utf8 (folder, -1, NULL, NULL, NULL);
  const char *home = g_get_home_dir ();

  if (shown == NULL)
    return g_filename_display_basename (path);
  if (g_str_has_prefix (shown, home) && shown[strlen (home)] == G_DIR_SEPARATOR)
    return g_strconcat ("~", shown + strlen (home), NULL);
  return g_steal_pointer (&shown);
}

static GtkWidget *
create_recent_row (const HcRecent *recent)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean found = g_file_test (recent->path, G_FILE_TEST_EXISTS);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *folder = folder_text (recent->path);
  g_autofree char *when = hc_format_recent (recent->opened_at / G_USEC_PER_SEC, now);
  g_autofree char *opened = g_strdup_printf (_("Opened %s"), when);
  g_autofree char *state = found ? state_text (recent, now) : g_strdup (_("File not found"));
  g_autofree char *name = g_strdup_printf (_("%s, %s, %s"), recent->settings.name, state, opened);
  GtkWidget *start, *end, *arrow, *warning;

  start = two_lines (recent->settings.name,
                     found ? folder : _("Moved, renamed or on a disconnected drive"), 0);
  gtk_widget_set_hexpand (start, TRUE);
  end = two_lines (state, opened, 1);
  arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_box_append (GTK_BOX (box), start);
  if (!found)
    {
      warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (warning, "hc-warn");
      gtk_box_append (GTK_BOX (box), warning);
    }
  gtk_box_append (GTK_BOX (box), end);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_widget_add_css_class (box, "hc-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, recent->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

void
hc_welcome_refresh (HcWelcome *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (HC_IS_WELCOME (self));

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));
  g_clear_pointer (&self->recent, g_ptr_array_unref);
  self->recent = hc_recent_load ();
  for (guint i = 0; i < self->recent->len; i++)
    gtk_list_box_append (self->recent_list,
                         create_recent_row (g_ptr_array_index (self->recent, i)));
  gtk_widget_set_visible (self->recent_box, self->recent->len > 0);
}

static void
open_path (HcWelcome *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  hc_application_open_file (HC_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), file);
}

static void
row_activated_cb (HcWelcome *self, GtkListBoxRow *row)
{
  const HcRecent *recent =
    g_ptr_array_index (self->recent, (guint) gtk_list_box_row_get_index (row));
  g_autofree char *path = g_strdup (recent->path);

  open_path (self, path);
}

/* ---- the sample ---- */

static void
update_sample (HcWelcome *self)
{
  gboolean running = self->cancellable != NULL;

  gtk_stack_set_visible_child_name (self->sample_stack, running ? "progress" : "button");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.explore-sample", !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.cancel-sample", running);
}

static void
sample_progress_cb (guint done, guint total, gpointer data)
{
  HcWelcome *self = data;
  g_autofree char *text = g_strdup_printf (_("Importing the sample’s exports: %u of %u"),
                                           MIN (done + 1, total), total);

  gtk_label_set_text (self->sample_label, text);
  gtk_progress_bar_set_fraction (self->sample_bar, total > 0 ? (double) done / total : 0);
}

static void
sample_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWelcome) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = hc_sample_job_finish (result, &error);

  g_clear_object (&self->cancellable);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return; /* the window is gone */
  update_sample (self);
  if (path != NULL)
    open_path (self, path);
  else
    hc_notify_error (GTK_WIDGET (self), _("The Sample Launch Could Not Be Made"), error);
}

static void
explore_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWelcome *self = HC_WELCOME (widget);
  g_autofree char *folder = hc_sample_job_folder ();

  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->sample_label, _("Writing the sample launch…"));
  gtk_progress_bar_set_fraction (self->sample_bar, 0);
  update_sample (self);
  hc_sample_job_async (folder, sample_progress_cb, self, self->cancellable, sample_done_cb,
                       g_object_ref (self));
}

static void
cancel_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWelcome *self = HC_WELCOME (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* ---- class ---- */

static void
hc_welcome_dispose (GObject *object)
{
  HcWelcome *self = HC_WELCOME (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->recent, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_welcome_parent_class)->dispose (object);
}

static void
hc_welcome_class_init (HcWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_welcome_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, HcWelcome, recent_box);
  gtk_widget_class_bind_template_child (widget_class, HcWelcome, recent_list);
  gtk_widget_class_bind_template_child (widget_class, HcWelcome, sample_stack);
  gtk_widget_class_bind_template_child (widget_class, HcWelcome, sample_label);
  gtk_widget_class_bind_template_child (widget_class, HcWelcome, sample_bar);
  gtk_widget_class_install_action (widget_class, "welcome.explore-sample", NULL,
                                   explore_sample_action);
  gtk_widget_class_install_action (widget_class, "welcome.cancel-sample", NULL,
                                   cancel_sample_action);
}

static void
hc_welcome_init (HcWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->recent_list, "row-activated", G_CALLBACK (row_activated_cb),
                            self);
  update_sample (self);
  hc_welcome_refresh (self);
}
