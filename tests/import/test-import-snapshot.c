/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The copy of the launch that is made beside an import. */

#include "config.h"

#include <glib/gstdio.h>

#include "hc-import.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define DAY_1                                                                                      \
  "number,short_description,state,opened_at,sys_updated_on\n"                                      \
  "INC1,Cannot post,New,2026-03-04 08:00:00,2026-03-04 08:00:00\n"                                 \
  "INC2,Cannot print,New,2026-03-04 09:00:00,2026-03-04 09:00:00\n"
#define DAY_2 DAY_1 "INC3,Cannot save,New,2026-03-05 08:00:00,2026-03-05 08:00:00\n"
#define NO_ROWS "number,short_description,state,opened_at,sys_updated_on\n"

/* NULL: the error is expected to be @code. */
static HcBatch *
import (HcTestPlace *place, HcDb *db, const char *text, HcSnapshotCopy *snapshot, int code)
{
  g_autofree char *path = g_build_filename (place->folder, "day.csv", NULL);
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  HcBatch *batch;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  hc_import_options_init (&options);
  options.snapshot = snapshot;
  options.now = 1772800000;
  batch = hc_import_file (db, path, &options, NULL, NULL, NULL, &error);
  if (batch == NULL)
    g_assert_error (error, HC_ERROR, code);
  else
    g_assert_no_error (error);
  return batch;
}

static gboolean
warns (const HcBatch *batch)
{
  for (guint i = 0; i < batch->warnings->len; i++)
    if (g_str_equal (((HcBatchWarning *) batch->warnings->pdata[i])->code, "no_snapshot"))
      return TRUE;
  return FALSE;
}

static gint64
tickets_of_newest (HcTestPlace *place)
{
  g_autoptr (GPtrArray) list = hc_snapshot_list (place->path);
  g_autoptr (HcDb) copy = NULL;

  g_assert_cmpuint (list->len, >, 0);
  copy = hc_db_open (((HcSnapshot *) list->pdata[0])->path, HC_DB_READ_ONLY, NULL);
  return hc_test_int (copy, "SELECT count (*) FROM ticket");
}

/* One copy of the launch before all files of a command. */
static void
test_before_all (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (HcDb) db = hc_test_launch_create (place->path, "2026-03-04", "UTC");
  g_autoptr (HcSnapshotCopy) snapshot = hc_snapshot_start (db, "import");
  g_autoptr (HcBatch) first = import (place, db, DAY_1, snapshot, -1);
  g_autoptr (HcBatch) second = import (place, db, DAY_2, snapshot, -1);
  g_autoptr (GPtrArray) list = hc_snapshot_list (place->path);

  g_assert_cmpint (second->new_count, ==, 1);
  g_assert_false (warns (first) || warns (second));
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (tickets_of_newest (place), ==, 0);
}

/* A file that is refused changed nothing: there is nothing to go back to. */
static void
test_refused (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (HcDb) db = hc_test_launch_create (place->path, "2026-03-04", "UTC");
  HcSnapshotCopy *snapshot = hc_snapshot_start (db, "import");
  g_autofree char *folder = hc_snapshot_folder (place->path);
  g_autofree char *list = NULL;

  g_assert_null (import (place, db, NO_ROWS, snapshot, HC_ERROR_FORMAT));
  hc_snapshot_copy_free (snapshot);
  list = hc_test_folder_list (folder);
  g_assert_cmpstr (list, ==, "");
}

/* Without a copy the import can still be taken back: it goes on and says so, once. */
static void
test_no_place (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (HcDb) db = hc_test_launch_create (place->path, "2026-03-04", "UTC");
  g_autofree char *folder = hc_snapshot_folder (place->path);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autoptr (HcSnapshotCopy) snapshot = NULL;
  g_autoptr (HcBatch) first = NULL;
  g_autoptr (HcBatch) second = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  snapshot = hc_snapshot_start (db, "import");
  first = import (place, db, DAY_1, snapshot, -1);
  second = import (place, db, DAY_2, snapshot, -1);
  g_assert_cmpint (first->new_count, ==, 2);
  g_assert_true (warns (first));
  g_assert_false (warns (second));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM batch_warning "
                                    "WHERE code = 'no_snapshot'"), ==, 1);
  g_unlink (folder);
}

int
main (int argc, char **argv)
{
  hc_test_snapshots_init (&argc, &argv);
#define ADD(path, test)                                                                            \
  g_test_add (path, HcTestPlace, NULL, hc_test_place_set_up, test, hc_test_place_tear_down)
  ADD ("/import-snapshot/before-all", test_before_all);
  ADD ("/import-snapshot/refused", test_refused);
  ADD ("/import-snapshot/no-place", test_no_place);
  return hc_test_snapshots_run ();
}
