/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going back to a snapshot; finding out that a large launch is damaged. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-snapshot-restore.h"
#include "hc-test-history.h"

#define TICKETS                                                                                    \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "               \
  "INSERT INTO ticket (id, source_term, external_id, title, state_class, opened_at, ended_at, "    \
  "first_batch, last_batch, row_hash, content_hash) SELECT i + %d, 1, 'INC' || i, "                \
  "'Cannot post the invoice', 'open', i, CASE WHEN i > 10 THEN i + 1 END, 1, 1, i, i FROM n"

/* A launch with tickets whose ids begin after @from, and a team. */
static void
create_launch (HcTestPlace *place, int from)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf (TICKETS, from);
  g_autoptr (HcDb) db = hc_db_create (place->path, &error);

  g_assert_no_error (error);
  hc_test_exec (db, sql);
  hc_test_sql (db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  g_assert_true (hc_snapshot_take (db, "import", &error));
  hc_test_sql (db, "Add Team", "INSERT INTO team (id, name) VALUES ('u', 'Basis')");
}

/* The only snapshot. */
static HcSnapshot *
find_snapshot (HcTestPlace *place)
{
  g_autoptr (GPtrArray) list = hc_snapshot_list (place->path);

  g_assert_cmpuint (list->len, ==, 1);
  return g_ptr_array_steal_index (list, 0);
}

/* Pages in the middle, which opening does not look at. */
static void
damage (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize page = length / 4096 * 3 / 4; page < length / 4096 * 3 / 4 + 8; page++)
    memset (text + page * 4096, 0xa5, 64);
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
}

static gint64
n_teams (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = hc_db_open (path, HC_DB_READ_ONLY, &error);

  g_assert_no_error (error);
  return hc_test_int (db, "SELECT count (*) FROM team");
}

static void
test_restore (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *target = g_build_filename (place->folder, "back.hypercare", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;
  HcSnapshotCounts counts = { 0 };
  HcSnapshot *snapshot;

  create_launch (place, 0);
  snapshot = find_snapshot (place);
  g_assert_true (hc_snapshot_count (snapshot, &counts, &error));
  g_assert_cmpint (counts.tickets, ==, 3000);
  g_assert_cmpint (counts.open, ==, 10);
  g_assert_cmpint (counts.imports, ==, 0);

  g_assert_true (hc_snapshot_restore (snapshot->path, target, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_teams (target), ==, 1);
  g_assert_cmpint (n_teams (place->path), ==, 2);
  g_assert_true (g_file_test (snapshot->path, G_FILE_TEST_EXISTS));
  list = hc_test_folder_list (place->folder);
  g_assert_cmpstr (list, ==, "back.hypercare launch.hypercare");
  hc_snapshot_free (snapshot);
}

/* Nothing is overwritten, and nothing is left of what did not come to its end. */
static void
test_refused (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *target = g_build_filename (place->folder, "back.hypercare", NULL);
  g_autofree char *nowhere = g_build_filename (place->folder, "none", "back.hypercare", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;
  HcSnapshotCounts counts;
  HcSnapshot *snapshot;

  create_launch (place, 0);
  snapshot = find_snapshot (place);
  g_assert_false (hc_snapshot_restore (snapshot->path, place->path, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (n_teams (place->path), ==, 2);
  g_assert_false (hc_snapshot_restore (snapshot->path, nowhere, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (hc_snapshot_restore (snapshot->path, target, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  damage (snapshot->path);
  g_assert_false (hc_snapshot_restore (snapshot->path, target, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "Choose another one"));
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (snapshot->path), ==, 0);
  g_assert_false (hc_snapshot_restore (snapshot->path, target, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hc_snapshot_count (snapshot, &counts, &error));
  g_assert_nonnull (error);
  list = hc_test_folder_list (place->folder);
  g_assert_cmpstr (list, ==, "launch.hypercare");
  hc_snapshot_free (snapshot);
}

/* Opening leaves the pages of a large launch out; whoever asks later hears of them. */
static void
test_large (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) sound = NULL;
  g_autoptr (HcDb) db = NULL;

  create_launch (place, 200000);
  sound = hc_db_open (place->path, HC_DB_READ_ONLY, &error);
  g_assert_true (hc_db_check_large (sound, &error));
  g_clear_pointer (&sound, hc_db_close);
  damage (place->path);
  db = hc_db_open (place->path, HC_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_false (hc_db_check_large (db, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  hc_test_snapshots_init (&argc, &argv);
#define ADD(path, test)                                                                            \
  g_test_add (path, HcTestPlace, NULL, hc_test_place_set_up, test, hc_test_place_tear_down)
  ADD ("/snapshot-restore/restore", test_restore);
  ADD ("/snapshot-restore/refused", test_refused);
  ADD ("/snapshot-restore/large", test_large);
  return hc_test_snapshots_run ();
}
