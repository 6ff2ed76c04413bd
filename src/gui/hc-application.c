/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-application.h"

#include <glib/gi18n.h>

#include "hc-debug.h"
#include "hc-gui-resource.h"
#include "hc-help-resource.h"
#include "hc-notify.h"

struct _HcApplication
{
  AdwApplication parent_instance;

  gint64 started;
  gboolean first_frame; /* is reported */
};

G_DEFINE_FINAL_TYPE (HcApplication, hc_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "win.new-launch", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.close", { "<Control>w" } },
  { "win.import", { "<Control>i" } },
  { "win.search", { "<Control>f" } },
  { "win.export-pack", { "<Control>e" } },
  { "win.launch-settings", { "<Control>comma" } },
  { "win.help", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.next-page", { "<Control>Page_Down" } },
  { "win.previous-page", { "<Control>Page_Up" } },
};

static HcWindow *
find_window (GtkApplication *application, const char *path)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (HC_IS_WINDOW (l->data) && g_strcmp0 (hc_window_path (l->data), path) == 0)
      return l->data;
  return NULL;
}

/* ---- how long the start took ---- */

static void
report (HcApplication *self, const char *what)
{
  hc_debug (HC_DEBUG_TIME, "time: %s %.1f ms", what,
            (double) (g_get_monotonic_time () - self->started) / 1000);
}

/* First the window, then what is in it. */
static void
after_paint_cb (GdkFrameClock *clock, HcWindow *window)
{
  HcApplication *self = HC_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  HcLaunch *launch = hc_window_launch (window);

  if (self == NULL)
    return;
  if (!self->first_frame)
    report (self, "first frame");
  self->first_frame = TRUE;
  if (launch == NULL || hc_launch_metrics (launch) == NULL)
    return;
  report (self, "figures");
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
}

static void
watch_start (HcWindow *window)
{
  if (hc_debug_on (HC_DEBUG_TIME))
    g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                             G_CALLBACK (after_paint_cb), window, 0);
}

/* ---- opening ---- */

static HcWindow *
open_path (HcApplication *self, HcWindow *window, const char *path)
{
  HcWindow *target = find_window (GTK_APPLICATION (self), path);

  if (target == NULL)
    {
      target = window != NULL && hc_window_path (window) == NULL
                 ? window
                 : find_window (GTK_APPLICATION (self), NULL);
      if (target == NULL)
        target = hc_window_new (ADW_APPLICATION (self));
      hc_window_open (target, path, HC_DB_READ_WRITE);
      gtk_window_present (GTK_WINDOW (target));
      watch_start (target);
      return target;
    }
  gtk_window_present (GTK_WINDOW (target));
  return target;
}

static HcWindow *
open_file (HcApplication *self, HcWindow *window, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;

  if (path != NULL)
    return open_path (self, window, path);
  if (window == NULL)
    window = hc_window_new (ADW_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (window));
  name = g_file_get_basename (file);
  heading = g_strdup_printf (_("Could Not Open “%s”"), name);
  hc_notify_dialog (GTK_WINDOW (window), heading,
                    _("It does not lie in a folder of this computer. Copy it to one, then open it "
                      "from there."));
  return window;
}

HcWindow *
hc_application_open_file (HcWindow *window, GFile *file)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  g_return_val_if_fail (HC_IS_APPLICATION (application) && G_IS_FILE (file), NULL);

  return open_file (HC_APPLICATION (application), window, file);
}

static void
hc_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (hc_window_new (ADW_APPLICATION (application)));
  gtk_window_present (window);
}

static void
hc_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (HC_APPLICATION (application), NULL, files[i]);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l != NULL; l = l->next)
    if (HC_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data), "application-name",
                         _("Hypercare"), "application-icon", HC_APP_ID, "version", HC_VERSION,
                         "developer-name", _("The Hypercare developers"), "comments",
                         _("From go-live to a calm handover: tickets, metrics and the handover "
                           "workbook of a launch, offline."),
                         "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_action },
  { .name = "about", .activate = about_action },
};

static void
hc_application_startup (GApplication *application)
{
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (hc_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (self, accels[i].action,
                                           (const char *const *) accels[i].keys);
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.go-page(%d)", i);
      g_autofree char *key = g_strdup_printf ("<Alt>%d", i + 1);
      const char *keys[] = { key, NULL };

      gtk_application_set_accels_for_action (self, action, keys);
    }
}

static void
hc_application_class_init (HcApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = hc_application_activate;
  application_class->open = hc_application_open;
  application_class->startup = hc_application_startup;
}

static void
hc_application_init (HcApplication *self)
{
  self->started = g_get_monotonic_time ();
}

HcApplication *
hc_application_new (void)
{
  /* A static library: nothing else would link the resources in. */
  g_resources_register (hc_gui_get_resource ());
  g_resources_register (hc_help_get_resource ());
  return g_object_new (HC_TYPE_APPLICATION, "application-id", HC_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/org/hypercare/Hypercare", NULL);
}
