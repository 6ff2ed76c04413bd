/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* F_OFD_GETLK */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hc-db-private.h"
#include "hc-guard.h"
#include "hc-schema.h"
#include "hc-test-history.h"

static void
create_launch (HcTestPlace *place)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_create (place->path, &error);

  g_assert_no_error (error);
  hc_test_sql (db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  hc_db_close (db);
}

static void
assert_refused (HcTestPlace *place, HcError code, const char *word)
{
  static const HcDbMode modes[] = { HC_DB_READ_WRITE, HC_DB_READ_ONLY };
  g_autoptr (GBytes) before = NULL, after = NULL;
  g_autofree char *text = NULL, *list = NULL;
  gsize length = 0;

  g_file_get_contents (place->path, &text, &length, NULL);
  before = g_bytes_new_take (g_steal_pointer (&text), length);
  list = hc_test_folder_list (place->folder);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *list_after = NULL;

      g_assert_null (hc_db_open (place->path, modes[i], &error));
      g_assert_error (error, HC_ERROR, (int)code);
      g_assert_nonnull (strstr (error->message, "“launch.hypercare”"));
      if (strstr (error->message, word) == NULL)
        g_error ("“%s” is not in: %s", word, error->message);

      g_file_get_contents (place->path, &text, &length, NULL);
      g_clear_pointer (&after, g_bytes_unref);
      after = g_bytes_new_take (g_steal_pointer (&text), length);
      g_assert_true (g_bytes_equal (before, after));
      list_after = hc_test_folder_list (place->folder);
      g_assert_cmpstr (list_after, ==, list);
    }
}

/* ---------------------------------------------------------------- refused */

static void
test_missing (HcTestPlace *place, gconstpointer data)
{
  assert_refused (place, HC_ERROR_NOT_FOUND, "no file");
}

static void
test_empty (HcTestPlace *place, gconstpointer data)
{
  g_file_set_contents (place->path, "", 0, NULL);
  assert_refused (place, HC_ERROR_NOT_LAUNCH, "empty");
}

static void
test_text_file (HcTestPlace *place, gconstpointer data)
{
  g_file_set_contents (place->path, "number,opened\nINC1,2024-01-01\n", -1, NULL);
  assert_refused (place, HC_ERROR_NOT_LAUNCH, "not a launch file");
}

static void
test_folder (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (place->path, "x", NULL);

  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  assert_refused (place, HC_ERROR_NOT_LAUNCH, "folder");
}

static void
test_pipe (HcTestPlace *place, gconstpointer data)
{
  g_assert_cmpint (mkfifo (place->path, 0600), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hc_db_open (place->path, i ? HC_DB_READ_ONLY : HC_DB_READ_WRITE, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_NOT_LAUNCH);
    }
}

static void
test_no_permission (HcTestPlace *place, gconstpointer data)
{
  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }
  create_launch (place);
  g_chmod (place->path, 0);
  assert_refused (place, HC_ERROR_PERMISSION, "permissions");
}

static void
test_foreign (HcTestPlace *place, gconstpointer data)
{
  hc_test_tamper (place->path, "CREATE TABLE music (title TEXT); INSERT INTO music VALUES ('x')");
  assert_refused (place, HC_ERROR_NOT_LAUNCH, "another program");
}

static void
test_foreign_wal (HcTestPlace *place, gconstpointer data)
{
  hc_test_tamper (place->path, "PRAGMA journal_mode = WAL; CREATE TABLE music (title TEXT)");
  assert_refused (place, HC_ERROR_NOT_LAUNCH, "another program");
}

static void
test_newer (HcTestPlace *place, gconstpointer data)
{
  create_launch (place);
  hc_test_tamper (place->path, "PRAGMA user_version = 999; CREATE TABLE future (x)");
  assert_refused (place, HC_ERROR_TOO_NEW, "newer version");
}

static void
test_version_zero (HcTestPlace *place, gconstpointer data)
{
  create_launch (place);
  hc_test_tamper (place->path, "PRAGMA user_version = 0");
  assert_refused (place, HC_ERROR_NOT_LAUNCH, "not a launch file");
}

static void
test_truncated (HcTestPlace *place, gconstpointer data)
{
  GStatBuf info;

  create_launch (place);
  g_assert_cmpint (g_stat (place->path, &info), ==, 0);
  g_assert_cmpint (truncate (place->path, info.st_size / 2), ==, 0);
  assert_refused (place, HC_ERROR_DAMAGED, "damaged");
  g_assert_cmpint (truncate (place->path, 50), ==, 0);
  assert_refused (place, HC_ERROR_DAMAGED, "too early");
}

static void
test_damaged (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *text = NULL;
  gsize length;

  create_launch (place);
  g_file_get_contents (place->path, &text, &length, NULL);
  /* Every page but the schema's first one. */
  for (gsize page = length / 4096 / 2; page < length / 4096; page++)
    memset (text + page * 4096, 0xa5, 64);
  g_file_set_contents (place->path, text, (gssize)length, NULL);
  assert_refused (place, HC_ERROR_DAMAGED, "damaged");
}

static void
test_tampered (HcTestPlace *place, gconstpointer data)
{
  static const struct
  {
    const char *sql, *name;
  } cases[] = {
    { "CREATE TRIGGER evil AFTER UPDATE ON launch BEGIN DELETE FROM team; END", "trigger evil" },
    { "CREATE VIEW sight AS SELECT 1", "view sight" },
    { "CREATE TABLE extra (x)", "table extra" },
    { "CREATE INDEX slow ON ticket (title)", "index slow" },
    { "CREATE VIRTUAL TABLE search USING fts5 (x)", "table search" },
    { "DROP TABLE import_profile_value", "table import_profile_value is missing" },
    { "DROP VIEW open_spell; CREATE VIEW open_spell (ticket_id, start_at, end_at, end_inferred) AS "
      "SELECT id, 0, 0, 0 FROM ticket", "view open_spell was changed" },
    { "DROP INDEX ticket_key; CREATE INDEX ticket_key ON ticket (source_term, external_id)",
      "index ticket_key was changed" },
    { "ALTER TABLE team ADD COLUMN x TEXT", "table team was changed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      create_launch (place);
      hc_test_tamper (place->path, cases[i].sql);
      assert_refused (place, HC_ERROR_DAMAGED, cases[i].name);
      g_assert_cmpint (g_unlink (place->path), ==, 0);
    }
}

/* What SQLite and a first import do to the schema is no tampering. */
static void
test_untampered (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HcDb *db;

  create_launch (place);
  hc_test_tamper (place->path,
                  "ANALYZE; DROP INDEX ticket_key; "
                  "CREATE UNIQUE INDEX   ticket_key\n ON ticket (source_term, external_id)");
  db = hc_db_open (place->path, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  hc_db_close (db);
}

/* ---------------------------------------------------------------- owner file */

static char *
owner_file (HcTestPlace *place)
{
  return g_build_filename (place->folder, ".~lock.launch.hypercare#", NULL);
}

static void
write_owner (HcTestPlace *place, const char *host, gint64 pid, guint64 start)
{
  g_autofree char *path = owner_file (place);
  g_autofree char *text = g_strdup_printf (
    "anna,%s,%" G_GINT64_FORMAT ",%" G_GUINT64_FORMAT ",2024-03-09T17:30:00Z\n", host, pid, start);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_owner (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *path = owner_file (place);
  g_autofree char *text = NULL, *start = NULL;
  HcDb *db, *again;

  create_launch (place);
  db = hc_db_open (place->path, HC_DB_READ_WRITE, NULL);
  g_file_get_contents (path, &text, NULL, NULL);
  start = g_strdup_printf ("%s,%s,%d,", g_get_user_name (), g_get_host_name (), (int)getpid ());
  g_assert_true (g_str_has_prefix (text, start));

  /* This process may open it again; the first to close does not give the file away. */
  again = hc_db_open (place->path, HC_DB_READ_WRITE, NULL);
  g_assert_nonnull (again);
  hc_db_close (db);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  hc_db_close (again);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_stale_owner (HcTestPlace *place, gconstpointer data)
{
  static const char *const garbage[] = { "", "x", "a,b,c", "a,b,c,d,e" };
  g_autofree char *path = owner_file (place);
  g_autofree char *list = NULL;
  /* Its number is above what Linux gives out. */
  const gint64 dead = 4194305;
  HcDb *db;

  create_launch (place);
  write_owner (place, g_get_host_name (), dead, 5);
  db = hc_db_open (place->path, HC_DB_READ_WRITE, NULL);
  g_assert_nonnull (db);
  hc_db_close (db);

  /* Our number, given to another process since. */
  write_owner (place, g_get_host_name (), getpid (), 1);
  db = hc_db_open (place->path, HC_DB_READ_WRITE, NULL);
  g_assert_nonnull (db);
  hc_db_close (db);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (g_file_set_contents (path, garbage[i], -1, NULL));
      db = hc_db_open (place->path, HC_DB_READ_WRITE, NULL);
      g_assert_nonnull (db);
      hc_db_close (db);
    }
  list = hc_test_folder_list (place->folder);
  g_assert_cmpstr (list, ==, "launch.hypercare");
}

static void
assert_busy (HcTestPlace *place, const char *who)
{
  g_autofree char *path = owner_file (place);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  HcDb *db;

  g_file_get_contents (path, &before, NULL, NULL);
  g_assert_null (hc_db_open (place->path, HC_DB_READ_WRITE, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, who));
  g_clear_error (&error);

  db = hc_db_open (place->path, HC_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team"), ==, 1);
  hc_db_close (db);
  g_file_get_contents (path, &after, NULL, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_live_owner (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *who = g_strdup_printf ("anna on %s, since 2024-03-09 17:30",
                                          g_get_host_name ());
  g_autofree char *stat = NULL;
  g_auto (GStrv) words = NULL;

  create_launch (place);
  write_owner (place, "elsewhere", 1, 1);
  assert_busy (place, "anna on elsewhere, since 2024-03-09 17:30");

  /* Process 1 always lives. */
  g_file_get_contents ("/proc/1/stat", &stat, NULL, NULL);
  words = g_strsplit (strrchr (stat, ')') + 2, " ", -1);
  write_owner (place, g_get_host_name (), 1, g_ascii_strtoull (words[19], NULL, 10));
  assert_busy (place, who);
}

/* ---------------------------------------------------------------- places */

static void
test_after_crash (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (place->folder, "crashed.hypercare", NULL);
  g_autofree char *copy_log = g_strconcat (copy, "-wal", NULL);
  g_autofree char *log = g_strconcat (place->path, "-wal", NULL);
  g_autofree char *list = NULL;
  g_autoptr (GError) error = NULL;
  char *file_text, *log_text;
  gsize file_length, log_length;
  HcDb *db = hc_db_create (place->path, NULL);

  hc_test_sql (db, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  /* As a crash leaves it: the file and its log. (Reading the open file drops its locks: only here,
   * where nobody else wants them.) */
  g_assert_true (g_file_get_contents (place->path, &file_text, &file_length, NULL));
  g_assert_true (g_file_get_contents (log, &log_text, &log_length, NULL));
  g_assert_cmpuint (log_length, >, 0);
  g_assert_true (g_file_set_contents (copy, file_text, (gssize)file_length, NULL));
  g_assert_true (g_file_set_contents (copy_log, log_text, (gssize)log_length, NULL));
  hc_db_close (db);
  g_free (file_text);
  g_free (log_text);

  db = hc_db_open (copy, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team"), ==, 1);
  hc_db_close (db);
  list = hc_test_folder_list (place->folder);
  g_assert_cmpstr (list, ==, "crashed.hypercare launch.hypercare");
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
}

/* Killed while a rollback journal was needed: half of a transaction is in the file. Reading must
 * put it in order, not fail and not show the half. */
static void
test_hot_journal (HcTestPlace *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *journal = g_strconcat (place->path, "-journal", NULL);
  g_autofree char *victim = g_build_filename (place->folder, "victim.hypercare", NULL);
  g_autofree char *victim_journal = g_strconcat (victim, "-journal", NULL);
  g_autofree char *name = NULL;
  sqlite3 *handle;
  HcDb *db;

  create_launch (place);
  g_assert_cmpint (sqlite3_open (place->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN;"
                                 "UPDATE team SET name = 'Half';"
                                 "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                 "WHERE i < 2000) INSERT INTO term (kind, text) SELECT 'group', "
                                 "'a long text that fills pages ' || i FROM n",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  copy_file (place->path, victim);
  copy_file (journal, victim_journal);
  sqlite3_close (handle);

  db = hc_db_open (victim, HC_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  name = hc_db_query_text (db, "SELECT name FROM team", &error);
  g_assert_cmpstr (name, ==, "Desk");
  g_assert_false (g_file_test (victim_journal, G_FILE_TEST_EXISTS));
  hc_db_close (db);
}

/* A file in WAL mode in a place where nothing can be created; for root a folder in the
 * way of a side file stands for it. */
static void
test_read_only_place (HcTestPlace *place, gconstpointer data)
{
  g_autofree char *shm = g_strconcat (place->path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  HcDb *db;

  create_launch (place);
  hc_test_tamper (place->path, "PRAGMA journal_mode = WAL");
  g_assert_cmpint (g_mkdir (shm, 0700), ==, 0);
  db = hc_db_open (place->path, HC_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team"), ==, 1);
  hc_db_close (db);
}

static void
test_remote_types (void)
{
  static const struct
  {
    guint64 type;
    gboolean remote;
  } cases[] = {
    { 0x6969, TRUE },      /* NFS */
    { 0xff534d42, TRUE },  /* CIFS */
    { 0xfe534d42, TRUE },  /* SMB 2 */
    { 0x65735546, TRUE },  /* FUSE */
    { 0xef53, FALSE },     /* ext4 */
    { 0x9123683e, FALSE }, /* btrfs */
    { 0x58465342, FALSE }, /* XFS */
    { 0x01021994, FALSE }, /* tmpfs */
    { 0x794c7630, FALSE }, /* overlayfs */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (hc_guard_type_is_remote (cases[i].type) != cases[i].remote)
      g_error ("File system %" G_GINT64_MODIFIER "x", cases[i].type);
}

/* ---------------------------------------------------------------- schema */

/* Every table is of one kind; a new one must not be forgotten by the history. */
static void
test_judgement_tables (void)
{
  static const char *const others[] = {
    "term", "import_batch", "batch_column", "batch_warning", "import_reject", "ticket",
    "ticket_spell", "ticket_change", "ticket_before", "history", "derived_state",
    "verdict_day", "sign_off", "verdict_signed", "rule_result", "ticket_rule_link", NULL,
  };
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_autoptr (HcStmt) stmt
    = hc_db_prepare (db, "SELECT name FROM sqlite_schema WHERE type = 'table'", NULL);
  guint n = 0;

  while (hc_stmt_step (stmt, NULL) == SQLITE_ROW)
    {
      const char *name = hc_stmt_peek_text (stmt, 0);
      const HcJudgementTable *table = hc_judgement_table (name);

      if ((table != NULL) == g_strv_contains (others, name))
        g_error ("Is “%s” a judgement table?", name);
      if (table == NULL)
        continue;
      g_assert_cmpint (sqlite3_table_column_metadata (db->handle, NULL, name, NULL, NULL, NULL,
                                                      NULL, NULL, NULL),
                       ==, SQLITE_OK);
      n++;
    }
  g_assert_cmpuint (n, ==, hc_n_judgement_tables);
}

/* Whether anybody has a lock on that byte. */
static gboolean
is_locked (const char *path, off_t byte)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  g_assert_cmpint (fcntl (fd, F_OFD_GETLK, &lock), ==, 0);
  close (fd);
  return lock.l_type != F_UNLCK;
}

/* As a file chooser does, which looks into the files of the folder that it shows. */
static void
test_looked_into (HcTestPlace *place, gconstpointer data)
{
  enum { WRITING = 120, IN_USE = 128 }; /* sqlite.org/walformat.html §2.2 */
  g_autofree char *shared = g_strconcat (place->path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  HcDb *db;

  create_launch (place);
  db = hc_db_open (place->path, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  hc_db_exec (db, "BEGIN IMMEDIATE", &error);
  g_assert_no_error (error);
  close (g_open (shared, O_RDONLY | O_CLOEXEC, 0));
  g_assert_true (is_locked (shared, IN_USE));
  g_assert_true (is_locked (shared, WRITING));
  hc_db_rollback (db);
  g_assert_false (is_locked (shared, WRITING));
  hc_db_close (db);
  g_assert_false (g_file_test (shared, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add (path, HcTestPlace, NULL, hc_test_place_set_up, func, hc_test_place_tear_down)
  ADD ("/guard/missing", test_missing);
  ADD ("/guard/empty", test_empty);
  ADD ("/guard/text-file", test_text_file);
  ADD ("/guard/folder", test_folder);
  ADD ("/guard/pipe", test_pipe);
  ADD ("/guard/no-permission", test_no_permission);
  ADD ("/guard/foreign", test_foreign);
  ADD ("/guard/foreign-wal", test_foreign_wal);
  ADD ("/guard/newer", test_newer);
  ADD ("/guard/version-zero", test_version_zero);
  ADD ("/guard/truncated", test_truncated);
  ADD ("/guard/damaged", test_damaged);
  ADD ("/guard/tampered", test_tampered);
  ADD ("/guard/untampered", test_untampered);
  ADD ("/guard/owner", test_owner);
  ADD ("/guard/stale-owner", test_stale_owner);
  ADD ("/guard/live-owner", test_live_owner);
  ADD ("/guard/after-crash", test_after_crash);
  ADD ("/guard/read-only-place", test_read_only_place);
  ADD ("/guard/hot-journal", test_hot_journal);
  ADD ("/guard/looked-into", test_looked_into);
  g_test_add_func ("/guard/remote-types", test_remote_types);
  g_test_add_func ("/guard/judgement-tables", test_judgement_tables);
  return g_test_run ();
}
