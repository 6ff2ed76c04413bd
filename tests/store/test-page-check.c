/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch opened for an import: its pages are checked beside, and nothing is written before. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-batch-table.h"
#include "hc-db-private.h"
#include "hc-merge.h"
#include "hc-snapshot.h"
#include "hc-test-history.h"

#define TICKETS                                                                                   \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "              \
  "INSERT INTO ticket (id, source_term, external_id, title, state_class, opened_at, first_batch, " \
  "last_batch, row_hash, content_hash) "                                                          \
  "SELECT i, 1, 'INC' || i, 'Cannot post the invoice', 'open', i, 1, 1, i, i FROM n"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HcDb *db;

  place->folder = hc_test_folder_new ();
  place->path = g_build_filename (place->folder, "launch.hypercare", NULL);
  db = hc_db_create (place->path, &error);
  g_assert_no_error (error);
  g_assert_true (hc_db_exec (db, TICKETS, &error));
  hc_test_sql (db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  hc_db_close (db);
}

static void
tear_down (Place *place, gconstpointer data)
{
  hc_test_folder_free (place->folder);
  g_free (place->path);
}

static GBytes *
read_file (Place *place)
{
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (place->path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

/* Rows of tickets in the middle of the table, which opening does not look at. */
static void
damage (Place *place)
{
  g_autoptr (GBytes) bytes = read_file (place);
  gsize length = g_bytes_get_size (bytes);
  g_autofree char *text = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

  for (gsize page = length / 4096 * 3 / 4; page < length / 4096 * 3 / 4 + 8; page++)
    memset (text + page * 4096, 0xa5, 64);
  g_assert_true (g_file_set_contents (place->path, text, (gssize) length, NULL));
}

static HcDb *
open_checking (Place *place)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open_checking (place->path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (db);
  return db;
}

static char *
journal_mode (HcDb *db)
{
  return hc_db_query_text (db, "PRAGMA journal_mode", NULL);
}

/* Only read until the first transaction that writes, then a writer as every other. */
static void
test_sound (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = open_checking (place);
  g_autofree char *before = journal_mode (db);
  g_autofree char *after = NULL;
  g_autofree char *list = NULL;
  gint64 teams = 0;

  g_assert_cmpstr (before, ==, "delete");
  hc_db_begin (db, &error);
  g_assert_no_error (error);
  after = journal_mode (db);
  g_assert_cmpstr (after, ==, "wal");
  g_assert_true (hc_db_exec (db, "INSERT INTO team (id, name) VALUES ('u', 'ERP')", &error));
  g_assert_true (hc_db_commit (db, &error));
  hc_db_close (db);

  list = hc_test_folder_list (place->folder);
  g_assert_null (strstr (list, "-wal"));
  db = hc_db_open (place->path, HC_DB_READ_ONLY, &error);
  g_assert_true (hc_db_query_int64 (db, "SELECT count (*) FROM team", &teams, &error));
  g_assert_cmpint (teams, ==, 2);
  hc_db_close (db);
}

static void
assert_damaged (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, HC_ERROR, HC_ERROR_DAMAGED);
  g_assert_nonnull (strstr ((*error)->message, "“launch.hypercare” is damaged"));
  g_assert_null (strstr ((*error)->message, "***"));
  g_clear_error (error);
}

/* Refused as often as somebody wants to write; the file stays as it was. */
static void
test_damaged (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autofree char *list_before = NULL;
  g_autofree char *list_after = NULL;
  g_autoptr (HcBatch) batch = hc_batch_new ();
  HcDb *db;

  damage (place);
  before = read_file (place);
  list_before = hc_test_folder_list (place->folder);
  db = open_checking (place);
  batch->file = g_strdup ("export.csv");
  batch->source_name = g_strdup ("Export");
  assert_damaged (hc_merge_begin (db, batch, "", TRUE, &error) != NULL, &error);
  assert_damaged (hc_db_begin (db, &error), &error);
  assert_damaged (hc_db_begin (db, &error), &error);
  hc_db_close (db);

  after = read_file (place);
  list_after = hc_test_folder_list (place->folder);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpstr (list_before, ==, list_after);
}

/* A copy of a damaged launch must not become the newest snapshot. */
static void
test_no_snapshot (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  HcDb *db;

  damage (place);
  db = open_checking (place);
  g_assert_false (hc_snapshot_take (db, "import", &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DAMAGED);
  snapshots = hc_snapshot_list (place->path);
  g_assert_cmpuint (snapshots->len, ==, 0);
  hc_db_close (db);
}

/* Closed before the check has ended, as after an error or Ctrl+C. */
static void
test_closed_early (Place *place, gconstpointer data)
{
  g_autoptr (GBytes) before = read_file (place);
  g_autoptr (GBytes) after = NULL;

  for (guint i = 0; i < 20; i++)
    hc_db_close (open_checking (place));
  after = read_file (place);
  g_assert_true (g_bytes_equal (before, after));
}

int
main (int argc, char **argv)
{
  hc_test_snapshots_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Place, NULL, set_up, func, tear_down)
  ADD ("/page-check/sound", test_sound);
  ADD ("/page-check/damaged", test_damaged);
  ADD ("/page-check/no-snapshot", test_no_snapshot);
  ADD ("/page-check/closed-early", test_closed_early);
  return hc_test_snapshots_run ();
}
