/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "test-files.h"

#include <glib/gstdio.h>

char *
test_dir_new (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("hypercare-test-XXXXXX", &error);

  g_assert_no_error (error);
  return dir;
}

void
test_dir_remove (const char *dir)
{
  g_autoptr (GDir) listing = g_dir_open (dir, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        test_dir_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (dir);
}

char *
test_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}
