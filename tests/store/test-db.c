/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-test-history.h"

static void
assert_text (HcDb *db, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = hc_db_query_text (db, sql, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_create (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;
  HcDb *db = hc_db_create (place->path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hc_db_path (db), ==, place->path);
  g_assert_cmpint (hc_test_int (db, "PRAGMA application_id"), ==, 0x48594331);
  g_assert_cmpint (hc_test_int (db, "PRAGMA user_version"), ==, 4);
  assert_text (db, "PRAGMA journal_mode", "wal");
  g_assert_cmpint (hc_test_int (db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (hc_test_int (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (hc_test_int (db, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (hc_test_int (db, "PRAGMA cell_size_check"), ==, 1);
  hc_test_exec (db, "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  hc_db_close (db);

  list = hc_test_folder_list (place->folder);
  g_assert_cmpstr (list, ==, "launch.hypercare");

  db = hc_db_open (place->path, HC_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_text (db, "SELECT name FROM team", "Desk");
  assert_text (db, "PRAGMA journal_mode", "delete");
  hc_db_close (db);
}

static void
test_create_refused (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (place->folder, "none", "x.hypercare", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_set_contents (place->path, "mine", -1, NULL);
  g_assert_null (hc_db_create (place->path, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "“launch.hypercare”"));
  g_file_get_contents (place->path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "mine");

  g_clear_error (&error);
  g_assert_null (hc_db_create (nowhere, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

/* A file says what it wants; the connection does not believe it. */
static void
test_hardened (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  static const char *const refused[] = {
    "UPDATE sqlite_schema SET sql = ''",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''",
    "SELECT load_extension ('x')",
    "SELECT \"no such column\"",
    "INSERT INTO group_team VALUES ('g', 'SAP', 'no such team')",
    "INSERT INTO team (id, name) VALUES ('t', x'00')",
    "INSERT INTO launch (id, name, go_live_at, zone) VALUES ('l', '', 0, 'UTC')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      if (hc_db_exec (db, refused[i], &error))
        g_error ("Not refused: %s", refused[i]);
      g_assert_nonnull (error);
    }
}

static void
test_cache (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  sqlite3_stmt *first = NULL;
  HcStmt *outer;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *sql = g_strdup ("SELECT ?1 + 1"); /* the text is freed, the cache is not */
      g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, NULL);

      if (i == 0)
        first = stmt->stmt;
      g_assert_true (stmt->stmt == first);
      g_assert_cmpint (hc_stmt_step (stmt, NULL), ==, SQLITE_ROW);
      g_assert_cmpint (hc_stmt_instant (stmt, 0), ==, HC_INSTANT_NONE); /* bindings are forgotten */
      hc_stmt_reset (stmt);
      hc_stmt_bind_int64 (stmt, 1, i);
      g_assert_cmpint (hc_stmt_step (stmt, NULL), ==, SQLITE_ROW);
      g_assert_cmpint (hc_stmt_int64 (stmt, 0), ==, i + 1);
    }

  /* Used twice at the same time: two statements. */
  outer = hc_db_prepare (db, "SELECT ?1 + 1", NULL);
  {
    g_autoptr (HcStmt) inner = hc_db_prepare (db, "SELECT ?1 + 1", NULL);

    g_assert_true (inner->stmt != outer->stmt);
  }
  hc_stmt_free (outer);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i);

      g_assert_cmpint (hc_test_int (db, sql), ==, i);
    }
  g_assert_cmpuint (g_hash_table_size (db->cache), <=, 128);
}

/* ---------------------------------------------------------------- errors */

static void
test_constraint (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (hc_db_exec (db, "INSERT INTO launch (id, name, go_live_at, zone, length_days) "
                                  "VALUES ('l', 'n', 0, 'UTC', 0)",
                              &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

static void
test_full (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (HcDb) db = hc_db_create (place->path, NULL);
  g_autoptr (GError) error = NULL;

  hc_test_exec (db, "PRAGMA max_page_count = 70");
  g_assert_true (hc_db_begin (db, NULL));
  g_assert_false (hc_db_exec (db, "INSERT INTO team (id, name) VALUES ('t', hex (zeroblob (500000)))",
                              &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DISK_FULL);
  g_assert_nonnull (strstr (error->message, "“launch.hypercare”"));
  hc_db_rollback (db);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team"), ==, 0);
}

static void
test_read_only (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (HcDb) db = NULL;
  g_autoptr (GError) error = NULL;

  hc_db_close (hc_db_create (place->path, NULL));
  db = hc_db_open (place->path, HC_DB_READ_ONLY, NULL);
  g_assert_cmpint (hc_db_mode (db), ==, HC_DB_READ_ONLY);
  g_assert_false (hc_db_exec (db, "INSERT INTO team (id, name) VALUES ('t', 'x')", &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_PERMISSION);
}

static void
test_busy (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (HcDb) db = hc_db_create (place->path, NULL);
  g_autoptr (HcDb) other = hc_db_open (place->path, HC_DB_READ_WRITE, NULL);
  g_autoptr (GError) error = NULL;

  sqlite3_busy_timeout (other->handle, 0);
  g_assert_true (hc_db_begin (db, NULL));
  g_assert_false (hc_db_begin (other, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_BUSY);
  hc_db_rollback (db);
  g_clear_error (&error);
  g_assert_true (hc_db_begin (other, &error));
  g_assert_no_error (error);
  hc_db_rollback (other);
  g_clear_pointer (&other, hc_db_close);
}

static void
test_commit_takes_back (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_db_begin (db, NULL));
  hc_test_exec (db, "INSERT INTO group_team VALUES ('g', 'SAP', 'no such team')");
  g_assert_false (hc_db_commit (db, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  g_assert_false (hc_db_in_transaction (db));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM group_team"), ==, 0);
}

/* ---------------------------------------------------------------- cancelling */

#define ENDLESS_FROM(first)                                                                        \
  "WITH RECURSIVE n (x) AS (VALUES (" first ") UNION ALL SELECT x + 1 FROM n) SELECT max (x) FROM n"

static void
test_cancelled (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_true (hc_db_begin (db, NULL));
  hc_test_exec (db, "INSERT INTO team (id, name) VALUES ('t', 'x')");
  g_cancellable_cancel (cancellable);
  hc_db_set_cancellable (db, cancellable);
  g_assert_false (hc_db_query_int64 (db, ENDLESS_FROM ("1"), &value, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Rolling back works all the same, and the connection is as good as new. */
  hc_db_rollback (db);
  g_assert_false (hc_db_in_transaction (db));
  hc_db_set_cancellable (db, NULL);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team"), ==, 0);
}

typedef struct
{
  GMutex mutex;
  GCond told;
  gboolean running; /* the query */
  GCancellable *cancellable;
} Meanwhile;

/* SQL: tell() says that the query runs. */
static void
tell (sqlite3_context *context, int n, sqlite3_value **values)
{
  Meanwhile *meanwhile = sqlite3_user_data (context);

  g_mutex_lock (&meanwhile->mutex);
  meanwhile->running = TRUE;
  g_cond_signal (&meanwhile->told);
  g_mutex_unlock (&meanwhile->mutex);
  sqlite3_result_int (context, 1);
}

static gpointer
cancel_when_told (gpointer data)
{
  Meanwhile *meanwhile = data;

  g_mutex_lock (&meanwhile->mutex);
  while (!meanwhile->running)
    g_cond_wait (&meanwhile->told, &meanwhile->mutex);
  g_mutex_unlock (&meanwhile->mutex);
  g_cancellable_cancel (meanwhile->cancellable);
  return NULL;
}

static void
test_cancelled_meanwhile (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Meanwhile meanwhile = { .cancellable = cancellable };
  GThread *thread;
  gint64 value;

  g_mutex_init (&meanwhile.mutex);
  g_cond_init (&meanwhile.told);
  g_assert_cmpint (sqlite3_create_function (db->handle, "tell", 0, SQLITE_UTF8, &meanwhile, tell,
                                            NULL, NULL),
                   ==, SQLITE_OK);
  hc_db_set_cancellable (db, cancellable);
  thread = g_thread_new ("cancel", cancel_when_told, &meanwhile);
  g_assert_false (hc_db_query_int64 (db, ENDLESS_FROM ("tell ()"), &value, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_cond_clear (&meanwhile.told);
  g_mutex_clear (&meanwhile.mutex);
}

/* ---------------------------------------------------------------- reading */

static void
test_read_transaction (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (HcDb) db = hc_db_create (place->path, NULL);
  g_autoptr (HcDb) reader = hc_db_open_sibling (place->path, HC_DB_READ_ONLY, NULL);
  const char *count = "SELECT count (*) FROM team";

  g_assert_true (hc_db_begin_read (reader, NULL));
  g_assert_true (hc_db_begin_read (reader, NULL));
  g_assert_cmpint (hc_test_int (reader, count), ==, 0);
  hc_test_exec (db, "INSERT INTO team (id, name) VALUES ('t', 'x')");
  hc_db_end_read (reader);
  g_assert_cmpint (hc_test_int (reader, count), ==, 0); /* still the same moment */
  hc_db_end_read (reader);
  g_assert_cmpint (hc_test_int (reader, count), ==, 1);

  /* Inside a write it reads what was written and leaves the transaction alone. */
  g_assert_true (hc_db_begin (db, NULL));
  g_assert_true (hc_db_begin_read (db, NULL));
  hc_db_end_read (db);
  g_assert_true (hc_db_in_transaction (db));
  hc_db_rollback (db);
  g_clear_pointer (&reader, hc_db_close);
}

static void
test_data_version (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (HcDb) db = hc_db_create (place->path, NULL);
  g_autoptr (HcDb) other = hc_db_open (place->path, HC_DB_READ_WRITE, NULL);
  gint64 version = hc_db_data_version (db);

  hc_test_exec (db, "INSERT INTO team (id, name) VALUES ('a', 'x')");
  g_assert_cmpint (hc_db_data_version (db), ==, version);
  hc_test_exec (other, "INSERT INTO team (id, name) VALUES ('b', 'x')");
  g_assert_cmpint (hc_db_data_version (db), !=, version);
  g_clear_pointer (&other, hc_db_close);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add (path, HcTestPlace, NULL, hc_test_place_set_up, func, hc_test_place_tear_down)
  ADD ("/db/create", test_create);
  ADD ("/db/create-refused", test_create_refused);
  g_test_add_func ("/db/hardened", test_hardened);
  g_test_add_func ("/db/cache", test_cache);
  g_test_add_func ("/db/error/constraint", test_constraint);
  ADD ("/db/error/full", test_full);
  ADD ("/db/error/read-only", test_read_only);
  ADD ("/db/error/busy", test_busy);
  g_test_add_func ("/db/commit-takes-back", test_commit_takes_back);
  g_test_add_func ("/db/cancelled", test_cancelled);
  g_test_add_func ("/db/cancelled-meanwhile", test_cancelled_meanwhile);
  ADD ("/db/read-transaction", test_read_transaction);
  ADD ("/db/data-version", test_data_version);
  return g_test_run ();
}
