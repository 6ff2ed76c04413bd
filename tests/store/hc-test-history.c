/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-test-history.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-schema.h"

static void
dump_table (HcDb *db, const char *table, GString *out)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", table);
  g_autoptr (GError) error = NULL;
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  while (hc_stmt_step (stmt, &error) == SQLITE_ROW)
    {
      g_string_append (out, table);
      for (int i = 0; i < sqlite3_column_count (stmt->stmt); i++)
        g_string_append_printf (out, " | %d:%s", sqlite3_column_type (stmt->stmt, i),
                                hc_stmt_peek_text (stmt, i) ? hc_stmt_peek_text (stmt, i) : "");
      g_string_append_c (out, '\n');
    }
  g_assert_no_error (error);
}

char *
hc_test_dump (HcDb *db)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hc_n_judgement_tables; i++)
    dump_table (db, hc_judgement_tables[i].name, out);
  return g_string_free (out, FALSE);
}

void
hc_test_command (HcDb *db, const char *label, HcCommandFunc func, gpointer data)
{
  g_autofree char *before = hc_test_dump (db);
  g_autofree char *after = NULL, *undone = NULL, *redone = NULL;
  g_autofree char *undo_label = NULL, *redo_label = NULL;
  g_autoptr (GError) error = NULL;

  hc_history_run (db, label, func, data, &error);
  g_assert_no_error (error);
  after = hc_test_dump (db);
  g_assert_cmpstr (after, !=, before);

  hc_history_undo (db, &undo_label, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undo_label, ==, label);
  undone = hc_test_dump (db);
  g_assert_cmpstr (undone, ==, before);

  hc_history_redo (db, &redo_label, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (redo_label, ==, label);
  redone = hc_test_dump (db);
  g_assert_cmpstr (redone, ==, after);
}

static gboolean
run_sql (HcDb *db, gpointer sql, GError **error)
{
  return hc_db_exec (db, sql, error);
}

void
hc_test_sql (HcDb *db, const char *label, const char *sql)
{
  g_autoptr (GError) error = NULL;

  hc_history_run (db, label, run_sql, (gpointer)sql, &error);
  g_assert_no_error (error);
}

void
hc_test_exec (HcDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  hc_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

gint64
hc_test_int (HcDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  hc_db_query_int64 (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

char *
hc_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("hypercare-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
hc_test_folder_free (char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        hc_test_folder_free (g_steal_pointer (&path));
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

char *
hc_test_folder_list (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **)names->pdata);
}

void
hc_test_place_set_up (HcTestPlace *self, gconstpointer data)
{
  self->folder = hc_test_folder_new ();
  self->path = g_build_filename (self->folder, "launch.hypercare", NULL);
}

void
hc_test_place_tear_down (HcTestPlace *self, gconstpointer data)
{
  hc_test_folder_free (self->folder);
  g_free (self->path);
}

void
hc_test_tamper (const char *path, const char *sql)
{
  sqlite3 *handle;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static char *data_home;

/* GLib leaks when it isolates directories. */
void
hc_test_snapshots_init (int *argc, char ***argv)
{
  data_home = hc_test_folder_new ();
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  g_unsetenv ("HYPERCARE_NO_SNAPSHOTS");
  g_test_init (argc, argv, NULL);
}

int
hc_test_snapshots_run (void)
{
  int status = g_test_run ();

  g_clear_pointer (&data_home, hc_test_folder_free);
  return status;
}
