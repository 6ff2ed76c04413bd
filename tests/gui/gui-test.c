/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gui-test.h"

#include <glib/gstdio.h>
#include <string.h>

static HcApplication *application;
static char *home;

/* ---- environment ---- */

static void
prepare_environment (void)
{
  static const char *const variables[][2] = {
    { "GSK_RENDERER", "cairo" },
    { "GDK_DEBUG", "gl-disable" },
    { "GTK_A11Y", "none" },
    { "DBUS_SESSION_BUS_ADDRESS", "disabled:" },
    { "GSETTINGS_BACKEND", "memory" },
    { "GIO_USE_VFS", "local" },
    { "GTK_USE_PORTAL", "0" },
    { "ADW_DISABLE_PORTAL", "1" },
  };

  home = g_dir_make_tmp ("hc-home-XXXXXX", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i][0], variables[i][1], TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
remove_home (void)
{
  remove_tree (home);
  g_clear_pointer (&home, g_free);
}

HcApplication *
gui_test_init (int *argc, char ***argv)
{
  prepare_environment ();
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      remove_home ();
      return NULL;
    }
  /* A blinking cursor warns when its window lost the focus to another one; warnings are fatal. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  application = hc_application_new (); /* registers the resources */
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  return application;
}

int
gui_test_run (void)
{
  int status = g_test_run ();

  g_clear_object (&application);
  remove_home ();
  return status;
}

/* ---- looking around ---- */

void
find_all (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_all (child, type, found);
}

GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_all (widget, type, found);
  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

gboolean
says (GtkWidget *widget, const char *text)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  find_all (widget, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (labels, i);

      if (gtk_widget_get_mapped (label)
          && strstr (gtk_label_get_label (GTK_LABEL (label)), text) != NULL)
        return TRUE;
    }
  return FALSE;
}

GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

GtkWidget *
find_window_named (const char *type)
{
  return find_window (g_type_from_name (type));
}

static void
read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

char *
clipboard_text (GtkWidget *widget)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autoptr (GAsyncResult) result = NULL;
  char *text;

  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &result);
  wait_until (result != NULL);
  text = gdk_clipboard_read_text_finish (clipboard, result, NULL);
  return text != NULL ? text : g_strdup ("");
}

GdkTexture *
clipboard_texture (GtkWidget *widget)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autoptr (GAsyncResult) result = NULL;

  gdk_clipboard_read_texture_async (clipboard, NULL, read_cb, &result);
  wait_until (result != NULL);
  return gdk_clipboard_read_texture_finish (clipboard, result, NULL);
}
