/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "hc-db-private.h"
#include "hc-snapshot.h"
#include "hc-test-history.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  char *folder;
  char *path;
  HcDb *db;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = hc_test_folder_new ();
  place->path = g_build_filename (place->folder, "launch.hypercare", NULL);
  place->db = hc_db_create (place->path, NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  hc_db_close (place->db);
  hc_test_folder_free (place->folder);
  g_free (place->path);
}

static guint
n_snapshots (Place *place)
{
  g_autoptr (GPtrArray) list = hc_snapshot_list (place->path);

  return list->len;
}

static void
test_take (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const HcSnapshot *snapshot;
  HcDb *copy;

  /* Nothing in it: nothing to keep. */
  g_assert_true (hc_snapshot_take (place->db, "import", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_snapshots (place), ==, 0);

  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (hc_snapshot_take (place->db, "take-back", &error));
      g_assert_no_error (error);
    }
  list = hc_snapshot_list (place->path);
  g_assert_cmpuint (list->len, ==, 2);
  snapshot = g_ptr_array_index (list, 0);
  g_assert_cmpstr (snapshot->reason, ==, "take-back");
  g_assert_cmpstr (((HcSnapshot *)g_ptr_array_index (list, 1))->reason, ==, "take-back");
  g_assert_cmpuint (snapshot->size, >, 4096);

  /* It is a launch of its own, whole, in one file, as the launch was. */
  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('u', 'Basis')");
  copy = hc_db_open (snapshot->path, HC_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hc_test_int (copy, "SELECT count (*) FROM team"), ==, 1);
  hc_db_close (copy);
  /* And the launch goes on. */
  g_assert_cmpint (hc_test_int (place->db, "SELECT count (*) FROM team"), ==, 2);
}

static void
test_switched_off (Place *place, gconstpointer data)
{
  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  g_setenv ("HYPERCARE_NO_SNAPSHOTS", "1", TRUE);
  g_assert_true (hc_snapshot_take (place->db, "import", NULL));
  g_unsetenv ("HYPERCARE_NO_SNAPSHOTS");
  g_assert_cmpuint (n_snapshots (place), ==, 0);
}

static void
test_cancelled (Place *place, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  g_cancellable_cancel (cancellable);
  hc_db_set_cancellable (place->db, cancellable);
  g_assert_false (hc_snapshot_take (place->db, "import", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  hc_db_set_cancellable (place->db, NULL);
  g_assert_cmpuint (n_snapshots (place), ==, 0);
}

static void
test_no_place (Place *place, gconstpointer data)
{
  g_autofree char *folder = hc_snapshot_folder (place->path);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autoptr (GError) error = NULL;

  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_false (hc_snapshot_take (place->db, "import", &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_PERMISSION);
  g_unlink (folder);
}

/* ---------------------------------------------------------------- beside */

static gint64
teams_of_newest (Place *place)
{
  g_autoptr (GPtrArray) list = hc_snapshot_list (place->path);
  g_autoptr (GError) error = NULL;
  HcDb *copy = hc_db_open (((HcSnapshot *)list->pdata[0])->path, HC_DB_READ_ONLY, &error);
  gint64 n;

  g_assert_no_error (error);
  n = hc_test_int (copy, "SELECT count (*) FROM team");
  hc_db_close (copy);
  return n;
}

/* What is written after the start is not in the copy, with a second connection and without one. */
static void
test_beside (Place *place, gconstpointer data)
{
  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  for (guint exclusive = 0; exclusive < 2; exclusive++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HcSnapshotCopy) copy = NULL;

      place->db->is_exclusive = exclusive != 0;
      copy = hc_snapshot_start (place->db, "import");
      g_assert_cmpuint (n_snapshots (place), ==, exclusive);
      hc_test_exec (place->db, "INSERT INTO team (id, name) VALUES (hex (randomblob (8)), 'Basis')");
      hc_snapshot_wait_copied (copy);
      g_assert_true (hc_snapshot_finish (copy, &error));
      g_assert_no_error (error);
      g_assert_true (hc_snapshot_finish (copy, &error));
      g_assert_cmpuint (n_snapshots (place), ==, exclusive + 1);
      g_assert_cmpint (teams_of_newest (place), ==, exclusive + 1);
    }
  place->db->is_exclusive = FALSE;
}

/* Nobody needed it: nothing is left of it, and the launch can be closed. */
static void
test_dropped (Place *place, gconstpointer data)
{
  g_autofree char *folder = hc_snapshot_folder (place->path);
  g_autofree char *list = NULL;

  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  hc_snapshot_copy_free (hc_snapshot_start (place->db, "import"));
  list = hc_test_folder_list (folder);
  g_assert_cmpstr (list, ==, "");
}

/* An error is told once, and leaves nothing behind. */
static void
test_fails_once (Place *place, gconstpointer data)
{
  g_autofree char *folder = hc_snapshot_folder (place->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HcSnapshotCopy) copy = NULL;
  g_autofree char *list = NULL;

  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  copy = hc_snapshot_start (place->db, "import");
  hc_snapshot_wait_copied (copy);
  hc_db_settle (place->db, NULL);
  place->db->damage = g_error_new_literal (HC_ERROR, HC_ERROR_DAMAGED, "found meanwhile");
  g_assert_false (hc_snapshot_finish (copy, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (hc_snapshot_finish (copy, &error));
  g_assert_no_error (error);
  list = hc_test_folder_list (folder);
  g_assert_cmpstr (list, ==, "");
}

/* A killed program leaves a part; the next snapshot after a day takes it away. */
static void
test_abandoned (Place *place, gconstpointer data)
{
  g_autofree char *folder = hc_snapshot_folder (place->path);
  g_autofree char *old = g_build_filename (folder, "20260304T080000Z-import.hypercare.part", NULL);
  g_autofree char *young = g_build_filename (folder, "20260305T080000Z-import.hypercare.part", NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct utimbuf times = { now - DAY - 60, now - DAY - 60 };

  hc_test_sql (place->db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (old, "half", -1, NULL));
  g_assert_true (g_file_set_contents (young, "half", -1, NULL));
  g_assert_cmpint (g_utime (old, &times), ==, 0);
  g_assert_true (hc_snapshot_take (place->db, "import", NULL));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (n_snapshots (place), ==, 1);
}

/* ---------------------------------------------------------------- thinning */

static void
test_thin (void)
{
  static const struct
  {
    const char *name;
    guint n;
    gint64 apart; /* seconds */
    guint64 size;
    guint kept;
  } cases[] = {
    { "few", 5, 60, 1, 5 },
    { "many at once", 100, 60, 1, 10 },
    { "two a day", 60, DAY / 2, 1, 15 },  /* the last 10 are 5 days; 2 more days, 3 more weeks */
    { "one a day", 60, DAY, 1, 12 },      /* the last 10 reach into the week before last; 2 more weeks */
    { "one a month", 20, 30 * DAY, 1, 10 },
    { "large", 10, 60, G_GUINT64_CONSTANT (1) << 30, 2 },
    { "huge", 10, 60, G_GUINT64_CONSTANT (3) << 30, 2 },
  };
  const gint64 now = 1700000000 - 1700000000 % DAY + DAY / 2;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list
        = g_ptr_array_new_with_free_func ((GDestroyNotify)hc_snapshot_free);
      g_autofree gboolean *keep = g_new0 (gboolean, cases[i].n);
      guint kept = 0;

      for (guint j = 0; j < cases[i].n; j++)
        {
          HcSnapshot *snapshot = g_new0 (HcSnapshot, 1);

          snapshot->at = now - j * cases[i].apart;
          snapshot->size = cases[i].size;
          g_ptr_array_add (list, snapshot);
        }
      hc_snapshot_thin (list, now, keep);
      for (guint j = 0; j < cases[i].n; j++)
        kept += keep[j] != 0;
      if (kept != cases[i].kept)
        g_error ("%s: %u kept", cases[i].name, kept);
      g_assert_true (keep[0] && keep[1]);
    }
}

int
main (int argc, char **argv)
{
  hc_test_snapshots_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Place, NULL, set_up, func, tear_down)
  ADD ("/snapshot/take", test_take);
  ADD ("/snapshot/switched-off", test_switched_off);
  ADD ("/snapshot/cancelled", test_cancelled);
  ADD ("/snapshot/no-place", test_no_place);
  ADD ("/snapshot/beside", test_beside);
  ADD ("/snapshot/dropped", test_dropped);
  ADD ("/snapshot/fails-once", test_fails_once);
  ADD ("/snapshot/abandoned", test_abandoned);
  g_test_add_func ("/snapshot/thin", test_thin);
  return hc_test_snapshots_run ();
}
