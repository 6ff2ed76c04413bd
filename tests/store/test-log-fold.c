/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A long log is folded in beside whoever writes. */

#include "config.h"

#include <glib/gstdio.h>

#include "hc-log-fold.h"
#include "hc-test-history.h"

#define ROWS 6000 /* of 1 kB: more than a long log */

static HcDb *
create (HcTestPlace *place)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_create (place->path, &error);

  g_assert_no_error (error);
  return db;
}

static void
write_much (HcDb *db)
{
  hc_test_exec (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                    "  WHERE i < " G_STRINGIFY (ROWS) ") "
                    "INSERT INTO team (id, name) SELECT hex (randomblob (16)), "
                    "hex (randomblob (500)) FROM n");
}

static void
wait_for_fold (HcDb *db)
{
  hc_log_fold_free (db->fold);
  db->fold = hc_log_fold_new (db);
}

static gint64
file_size (HcTestPlace *place, const char *tail)
{
  g_autofree char *path = g_strconcat (place->path, tail, NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

/* Each commit begins the log again: it stays as long as one of them. */
static void
test_stays_short (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *list = NULL;
  HcDb *db = create (place);
  gint64 length;

  write_much (db);
  wait_for_fold (db);
  length = file_size (place, "-wal");
  g_assert_cmpint (length, >, ROWS * 1000);
  g_assert_cmpint (file_size (place, ""), >, ROWS * 1000);
  for (guint i = 0; i < 3; i++)
    {
      write_much (db);
      wait_for_fold (db);
    }
  g_assert_cmpint (file_size (place, "-wal"), <, 2 * length);
  hc_db_close (db);
  list = hc_test_folder_list (place->folder);
  g_assert_cmpstr (list, ==, "launch.hypercare");
}

/* What a reader still sees stays; the next long commit folds in both. */
static void
test_beside_reader (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = create (place);
  HcDb *reader = hc_db_open_sibling (place->path, HC_DB_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (hc_db_begin_read (reader, &error));
  g_assert_cmpint (hc_test_int (reader, "SELECT count (*) FROM team"), ==, 0);
  write_much (db);
  wait_for_fold (db);
  g_assert_cmpint (hc_test_int (reader, "SELECT count (*) FROM team"), ==, 0);
  g_assert_cmpint (file_size (place, ""), <, ROWS * 1000);
  hc_db_end_read (reader);
  g_assert_cmpint (hc_test_int (reader, "SELECT count (*) FROM team"), ==, ROWS);
  write_much (db);
  wait_for_fold (db);
  g_assert_cmpint (file_size (place, ""), >, 2 * ROWS * 1000);
  hc_db_close (reader);
  hc_db_close (db);
}

/* Nobody waits before closing, and nothing is missing after it. */
static void
test_close_at_once (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;
  HcDb *db = create (place);

  write_much (db);
  write_much (db);
  hc_db_close (db);
  list = hc_test_folder_list (place->folder);
  g_assert_cmpstr (list, ==, "launch.hypercare");
  db = hc_db_open (place->path, HC_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team"), ==, 2 * ROWS);
  hc_db_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, HcTestPlace, NULL, hc_test_place_set_up, test, hc_test_place_tear_down)
  ADD ("/log-fold/stays-short", test_stays_short);
  ADD ("/log-fold/beside-reader", test_beside_reader);
  ADD ("/log-fold/close-at-once", test_close_at_once);
  return g_test_run ();
}
