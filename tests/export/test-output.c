/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-output.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  char *part;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hc-output-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "pack.xlsx", NULL);
  self->part = g_strconcat (self->path, ".part", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_assert_false (g_file_test (self->part, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_rmdir (self->folder));
  g_free (self->folder);
  g_free (self->path);
  g_free (self->part);
}

static void
assert_content (const char *path, const char *wanted)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, wanted);
}

static void
test_commit (Fixture *self, gconstpointer data)
{
  g_auto (HcOutput) output;
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_output_begin (&output, self->path, FALSE, &error));
  g_assert_true (g_file_test (self->part, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (self->part, "new", -1, NULL));
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_assert_true (hc_output_commit (&output, &error));
  assert_content (self->path, "new");
}

static void
test_given_up (Fixture *self, gconstpointer data)
{
  HcOutput output;

  g_assert_true (hc_output_begin (&output, self->path, FALSE, NULL));
  hc_output_clear (&output);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_exists (Fixture *self, gconstpointer data)
{
  g_auto (HcOutput) refused, forced;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, "old", -1, NULL));
  g_assert_false (hc_output_begin (&refused, self->path, FALSE, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  assert_content (self->path, "old");

  g_assert_true (hc_output_begin (&forced, self->path, TRUE, NULL));
  g_assert_true (g_file_set_contents (self->part, "new", -1, NULL));
  assert_content (self->path, "old");
  g_assert_true (hc_output_commit (&forced, NULL));
  assert_content (self->path, "new");
}

/* Somebody writes the same name while the pack is being made. */
static void
test_appears_meanwhile (Fixture *self, gconstpointer data)
{
  g_auto (HcOutput) output;
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_output_begin (&output, self->path, FALSE, NULL));
  g_assert_true (g_file_set_contents (self->path, "theirs", -1, NULL));
  g_assert_false (hc_output_commit (&output, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  assert_content (self->path, "theirs");
}

static void
test_folder (Fixture *self, gconstpointer data)
{
  g_auto (HcOutput) output;
  g_autoptr (GError) error = NULL;

  g_assert_false (hc_output_begin (&output, self->folder, TRUE, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, self->folder));
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "none", "pack.xlsx", NULL);
  g_auto (HcOutput) output;
  g_autoptr (GError) error = NULL;

  g_assert_false (hc_output_begin (&output, path, FALSE, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

static void
test_no_permission (Fixture *self, gconstpointer data)
{
  g_auto (HcOutput) output = { 0 };
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  g_assert_no_errno (g_chmod (self->folder, 0500));
  g_assert_false (hc_output_begin (&output, self->path, FALSE, &error));
  g_assert_no_errno (g_chmod (self->folder, 0700));
  g_assert_error (error, HC_ERROR, HC_ERROR_PERMISSION);
}

static void
test_no_room (Fixture *self, gconstpointer data)
{
  g_auto (HcOutput) output;
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_output_begin (&output, self->path, FALSE, NULL));
  g_assert_true (hc_output_need (&output, 1, NULL));
  g_assert_false (hc_output_need (&output, G_MAXUINT64 / 2, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DISK_FULL);
}

/* A link in place of the part file must not be written through. */
static void
test_planted_link (Fixture *self, gconstpointer data)
{
  g_autofree char *victim = g_build_filename (self->folder, "victim", NULL);
  g_auto (HcOutput) output;

  g_assert_true (g_file_set_contents (victim, "precious", -1, NULL));
  g_assert_no_errno (symlink (victim, self->part));
  g_assert_true (hc_output_begin (&output, self->path, FALSE, NULL));
  g_assert_true (g_file_test (self->part, G_FILE_TEST_IS_REGULAR));
  g_assert_false (g_file_test (self->part, G_FILE_TEST_IS_SYMLINK));
  assert_content (victim, "precious");
  g_assert_no_errno (g_unlink (victim));
}

#define ADD(name, func) g_test_add ("/export/output/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("commit", test_commit);
  ADD ("given-up", test_given_up);
  ADD ("exists", test_exists);
  ADD ("appears-meanwhile", test_appears_meanwhile);
  ADD ("folder", test_folder);
  ADD ("no-folder", test_no_folder);
  ADD ("no-permission", test_no_permission);
  ADD ("no-room", test_no_room);
  ADD ("planted-link", test_planted_link);
  return g_test_run ();
}
