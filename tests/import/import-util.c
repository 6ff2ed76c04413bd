/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import-util.h"

#include "hc-db-private.h"
#include "hc-test-history.h"

#define NOW 1800000000

HcBatch *
import_util_run (HcDb *db, const char *path, const HcImportOptions *given, GError **error)
{
  g_auto (HcImportOptions) plain;

  hc_import_options_init (&plain);
  plain.now = NOW;
  return hc_import_file (db, path, given != NULL ? given : &plain, NULL, NULL, NULL, error);
}

HcBatch *
import_util_ok (HcDb *db, const char *path, const HcImportOptions *given)
{
  g_autoptr (GError) error = NULL;
  HcBatch *batch = import_util_run (db, path, given, &error);

  g_assert_no_error (error);
  g_assert_nonnull (batch);
  hc_test_facts_sound (db);
  return batch;
}

gboolean
import_util_warns (const HcBatch *batch, const char *code)
{
  for (guint i = 0; i < batch->warnings->len; i++)
    if (g_str_equal (((HcBatchWarning *) g_ptr_array_index (batch->warnings, i))->code, code))
      return TRUE;
  return FALSE;
}

void
import_fixture_set_up (ImportFixture *f, gconstpointer data)
{
  f->db = hc_test_launch_new ("2024-03-04", "UTC");
  f->folder = hc_test_folder_new ();
}

void
import_fixture_tear_down (ImportFixture *f, gconstpointer data)
{
  hc_db_close (f->db);
  hc_test_folder_free (f->folder);
}

char *
import_fixture_write (ImportFixture *f, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return path;
}
