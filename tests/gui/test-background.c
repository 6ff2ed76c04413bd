/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of the process waits for work in the background; display-free. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "hc-background.h"

static GMutex mutex;
static GCond changed;
static gboolean is_ending;

static void
say_ending (void)
{
  g_mutex_lock (&mutex);
  is_ending = TRUE;
  g_cond_signal (&changed);
  g_mutex_unlock (&mutex);
}

static void
work (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_mutex_lock (&mutex);
  while (!is_ending)
    g_cond_wait (&changed, &mutex);
  g_mutex_unlock (&mutex);
  g_file_set_contents (path, "done", -1, NULL);
  g_task_return_boolean (task, TRUE);
}

/* The process that ends while its work runs. */
static int
end_early (const char *path)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, (gpointer) path, NULL);
  hc_background_run (task, work);
  return atexit (say_ending); /* the last handler is called first */
}

static void
test_end_waits (gconstpointer program)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hc-background-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "done", NULL);
  char *command[] = { (char *) program, (char *) "--end-early", path, NULL };
  int status = -1;

  g_assert_no_error (error);
  g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--end-early") == 0)
    return end_early (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/background/end-waits", argv[0], test_end_waits);
  return g_test_run ();
}
