/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-changeset.h"
#include "hc-db-private.h"
#include "hc-test-history.h"

#define ADD_TEAM(id, name) "INSERT INTO team (id, name) VALUES ('" id "', '" name "')"

static HcDb *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open_memory (&error);

  g_assert_no_error (error);
  hc_history_set_author ("Tester");
  return db;
}

/* As if the last commands were given long ago: they do not join. */
static void
let_time_pass (HcDb *db)
{
  hc_test_exec (db, "UPDATE history SET at = at - 10");
}

static void
assert_undo (HcDb *db, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;

  hc_history_undo (db, &undone, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, label);
}

static void
assert_redo (HcDb *db, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *redone = NULL;

  hc_history_redo (db, &redone, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (redone, ==, label);
}

static void
assert_labels (HcDb *db, const char *undo_label, const char *redo_label)
{
  g_autofree char *undo = NULL, *redo = NULL;
  g_autoptr (GError) error = NULL;

  hc_history_peek (db, &undo, &redo, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undo, ==, undo_label);
  g_assert_cmpstr (redo, ==, redo_label);
}

static gint64
n_teams (HcDb *db)
{
  return hc_test_int (db, "SELECT count (*) FROM team");
}

/* ---------------------------------------------------------------- commands */

static void
test_steps (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (GError) error = NULL;

  assert_labels (db, NULL, NULL);
  g_assert_false (hc_history_undo (db, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hc_history_redo (db, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);

  hc_test_sql (db, "Add A", ADD_TEAM ("a", "A"));
  hc_test_sql (db, "Add B", ADD_TEAM ("b", "B"));
  assert_labels (db, "Add B", NULL);
  assert_undo (db, "Add B");
  assert_labels (db, "Add A", "Add B");
  assert_undo (db, "Add A");
  assert_labels (db, NULL, "Add A");
  g_assert_cmpint (n_teams (db), ==, 0);
  assert_redo (db, "Add A");
  assert_redo (db, "Add B");
  g_assert_cmpint (n_teams (db), ==, 2);
}

static gboolean
fail_halfway (HcDb *db, gpointer data, GError **error)
{
  if (hc_db_exec (db, ADD_TEAM ("x", "X"), error))
    g_set_error_literal (error, HC_ERROR, HC_ERROR_FAILED, "no");
  return FALSE;
}

static gboolean
break_reference (HcDb *db, gpointer data, GError **error)
{
  return hc_db_exec (db, "INSERT INTO group_team VALUES ('g', 'SAP', 'nobody')", error);
}

static gboolean
change_nothing (HcDb *db, gpointer data, GError **error)
{
  return hc_db_exec (db, ADD_TEAM ("y", "Y") "; DELETE FROM team WHERE id = 'y'", error);
}

static void
test_failures_leave_nothing (void)
{
  static const struct
  {
    HcCommandFunc func;
    int code;
  } cases[] = { { fail_halfway, HC_ERROR_FAILED }, { break_reference, HC_ERROR_CONSTRAINT } };
  g_autoptr (HcDb) db = open_memory ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = NULL;

      g_assert_false (hc_history_run (db, "Fail", cases[i].func, NULL, &error));
      g_assert_error (error, HC_ERROR, cases[i].code);
      g_assert_false (hc_db_in_transaction (db));
      dump = hc_test_dump (db);
      g_assert_cmpstr (dump, ==, "");
      assert_labels (db, NULL, NULL);
    }

  g_assert_true (hc_history_run (db, "Nothing", change_nothing, NULL, NULL));
  assert_labels (db, NULL, NULL);
}

static void
test_new_command_ends_redo (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (GPtrArray) list = NULL;
  const HcHistoryEntry *entry;

  hc_test_sql (db, "Add A", ADD_TEAM ("a", "A"));
  assert_undo (db, "Add A");
  hc_test_sql (db, "Add B", ADD_TEAM ("b", "B"));
  assert_labels (db, "Add B", NULL);

  /* The list still tells that it was done and undone. */
  list = hc_history_list (db, 10, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  entry = g_ptr_array_index (list, 0);
  g_assert_cmpstr (entry->label, ==, "Add B");
  g_assert_cmpstr (entry->author, ==, "Tester");
  g_assert_cmpstr (entry->kind, ==, "edit");
  g_assert_false (entry->undone);
  entry = g_ptr_array_index (list, 1);
  g_assert_cmpstr (entry->label, ==, "Add A");
  g_assert_true (entry->undone);
  for (guint i = 0; i < list->len; i++)
    hc_history_entry_free (g_ptr_array_index (list, i));
  g_ptr_array_set_free_func (list, NULL);
}

static void
test_note (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (GError) error = NULL;

  hc_test_sql (db, "Add A", ADD_TEAM ("a", "A"));
  hc_history_note (db, "import", "Import “incident.csv”", &error);
  g_assert_no_error (error);
  /* A note is no step. */
  assert_labels (db, "Add A", NULL);
  g_assert_false (hc_history_note (db, "party", "x", &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

/* References point both ways in time: a team and what belongs to it go and come together. */
static void
test_references (void)
{
  g_autoptr (HcDb) db = open_memory ();

  hc_test_sql (db, "Add", ADD_TEAM ("a", "A") ";" ADD_TEAM ("b", "B") ";"
               "INSERT INTO group_team VALUES ('g', 'SAP', 'a');"
               "INSERT INTO declared_hop VALUES ('h', 'a', 'b')");
  hc_test_sql (db, "Remove", "DELETE FROM declared_hop; DELETE FROM group_team; DELETE FROM team");
  assert_undo (db, "Remove");
  g_assert_cmpint (n_teams (db), ==, 2);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM group_team"), ==, 1);
  assert_undo (db, "Add");
  assert_redo (db, "Add");
  assert_redo (db, "Remove");
  g_assert_cmpint (n_teams (db), ==, 0);
}

/* ---------------------------------------------------------------- joining */

static void
test_joins (void)
{
  static const struct
  {
    const char *label1, *sql1, *label2, *sql2;
    gboolean joins;
  } cases[] = {
    { "Rename", "UPDATE team SET name = 'A1'", "Rename", "UPDATE team SET name = 'A2'", FALSE },
    { "Rename", "UPDATE team SET name = 'A1' WHERE id = 'a'", "Rename",
      "UPDATE team SET name = 'A2' WHERE id = 'a'", TRUE },
    { "Rename", "UPDATE team SET name = 'A1' WHERE id = 'a'", "Rename Team",
      "UPDATE team SET name = 'A2' WHERE id = 'a'", FALSE },
    { "Rename", "UPDATE team SET name = 'A1' WHERE id = 'a'", "Rename",
      "UPDATE team SET name = 'B2' WHERE id = 'b'", FALSE },
    { "Edit", "UPDATE team SET name = 'A1' WHERE id = 'a'", "Edit",
      "UPDATE team SET hours = '8–17' WHERE id = 'a'", FALSE },
    { "Edit", "UPDATE team SET name = 'A1', hours = '8–17' WHERE id = 'a'", "Edit",
      "UPDATE team SET name = 'A2', hours = '9–18' WHERE id = 'a'", FALSE },
    { "Edit", ADD_TEAM ("c", "C"), "Edit", "UPDATE team SET name = 'C2' WHERE id = 'c'", FALSE },
    { "Edit", "UPDATE team SET tier = 1 WHERE id = 'a'", "Edit",
      "UPDATE team SET tier = 2 WHERE id = 'a'", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = open_memory ();
      g_autofree char *before = NULL, *between = NULL, *after = NULL, *dump = NULL;

      hc_test_sql (db, "Add", ADD_TEAM ("a", "A") ";" ADD_TEAM ("b", "B"));
      before = hc_test_dump (db);
      hc_test_sql (db, cases[i].label1, cases[i].sql1);
      between = hc_test_dump (db);
      hc_test_sql (db, cases[i].label2, cases[i].sql2);
      after = hc_test_dump (db);

      hc_history_undo (db, NULL, NULL);
      dump = hc_test_dump (db);
      if (g_strcmp0 (dump, cases[i].joins ? before : between) != 0)
        g_error ("Case %u: undo gives\n%s", i, dump);
      if (!g_str_equal (before, after))
        {
          g_autofree char *redone = NULL;

          hc_history_redo (db, NULL, NULL);
          redone = hc_test_dump (db);
          g_assert_cmpstr (redone, ==, after);
        }
    }
}

static void
test_joins_only_at_once (void)
{
  g_autoptr (HcDb) db = open_memory ();
  const char *name = "SELECT name = 'A1' FROM team";

  hc_test_sql (db, "Add", ADD_TEAM ("a", "A"));
  hc_test_sql (db, "Rename", "UPDATE team SET name = 'A1'");
  let_time_pass (db);
  hc_test_sql (db, "Rename", "UPDATE team SET name = 'A2'");
  assert_undo (db, "Rename");
  g_assert_cmpint (hc_test_int (db, name), ==, 1);

  /* After an undo it is a new step, too. */
  hc_test_exec (db, "UPDATE history SET at = strftime ('%s')");
  hc_test_sql (db, "Rename", "UPDATE team SET name = 'A3'");
  assert_undo (db, "Rename");
  g_assert_cmpint (hc_test_int (db, name), ==, 1);
}

static void
test_back_to_the_old_value (void)
{
  g_autoptr (HcDb) db = open_memory ();

  hc_test_sql (db, "Add", ADD_TEAM ("a", "A"));
  hc_test_sql (db, "Rename", "UPDATE team SET name = 'A1'");
  hc_test_sql (db, "Rename", "UPDATE team SET name = 'A'");
  assert_labels (db, "Add", NULL);
}

/* ---------------------------------------------------------------- conflicts */

static void
test_conflicts (void)
{
  static const struct
  {
    const char *step;      /* a command */
    const char *meanwhile; /* somebody else, unrecorded */
    const char *message;   /* part of it; NULL: no conflict */
  } cases[] = {
    { "UPDATE team SET name = 'A1' WHERE id = 'a'", "UPDATE team SET name = 'Mine' WHERE id = 'a'",
      "team “Mine” was changed" },
    { "UPDATE team SET name = 'A1' WHERE id = 'a'", "UPDATE team SET tier = 3 WHERE id = 'a'",
      NULL },
    { "UPDATE team SET name = 'A1' WHERE id = 'a'", "DELETE FROM team WHERE id = 'a'",
      "team “A1” was removed" },
    { ADD_TEAM ("c", "C"), "DELETE FROM team WHERE id = 'c'", NULL },
    { ADD_TEAM ("c", "C"), "UPDATE team SET tier = 2 WHERE id = 'c'", "team “C” was changed" },
    { "DELETE FROM team WHERE id = 'b'", ADD_TEAM ("b", "Other"), "team “Other” was changed" },
    { ADD_TEAM ("c", "C"), "INSERT INTO group_team VALUES ('g', 'SAP', 'c')", "depends on it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = open_memory ();
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL;

      hc_test_sql (db, "Add", ADD_TEAM ("a", "A") ";" ADD_TEAM ("b", "B"));
      hc_test_sql (db, "Step", cases[i].step);
      hc_test_exec (db, cases[i].meanwhile);
      before = hc_test_dump (db);
      if (hc_history_undo (db, NULL, &error) != (cases[i].message == NULL))
        g_error ("Case %u: %s", i, error ? error->message : "no conflict");
      if (cases[i].message == NULL)
        continue;
      g_assert_error (error, HC_ERROR, HC_ERROR_CONFLICT);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("Case %u: %s", i, error->message);
      after = hc_test_dump (db);
      g_assert_cmpstr (after, ==, before);
      assert_labels (db, "Step", NULL);
    }
}

static void
test_source_in_use (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (GError) error = NULL;

  hc_test_sql (db, "Add Ticket System", "INSERT INTO source (id, name) VALUES ('s', 'ServiceNow')");
  hc_test_exec (db,
                "INSERT INTO term VALUES (1, 'source', 's'); INSERT INTO import_batch VALUES (1, 1, "
                "'incident.csv', '', 0, 0, '', 0, 'everything', '', ',', '', '', '', 'UTC', "
                "1, 1, 1, 0, 0, 0, 0, 0)");
  g_assert_false (hc_history_undo (db, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“incident.csv”"));
  hc_test_exec (db, "DELETE FROM import_batch");
  assert_undo (db, "Add Ticket System");
}

/* ---------------------------------------------------------------- a command inside an import */

static void
test_nested (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_db_begin (db, NULL));
  hc_test_exec (db, "INSERT INTO term VALUES (1, 'category', 'Access')");
  g_assert_false (hc_history_run (db, "Fail", fail_halfway, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_FAILED);
  g_assert_true (hc_db_in_transaction (db));
  hc_test_sql (db, "Add", ADD_TEAM ("a", "A"));
  g_assert_true (hc_db_commit (db, NULL));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM term"), ==, 1);
  assert_undo (db, "Add");
  g_assert_cmpint (n_teams (db), ==, 0);

  g_assert_true (hc_db_begin (db, NULL));
  hc_test_sql (db, "Gone", ADD_TEAM ("b", "B"));
  hc_db_rollback (db);
  assert_labels (db, NULL, "Add");
}

/* ---------------------------------------------------------------- over time */

static void
test_reopen (void)
{
  g_autofree char *folder = hc_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.hypercare", NULL);
  HcDb *db = hc_db_create (path, NULL);

  hc_test_sql (db, "Add A", ADD_TEAM ("a", "A"));
  hc_test_sql (db, "Add B", ADD_TEAM ("b", "B"));
  assert_undo (db, "Add B");
  hc_db_close (db);

  db = hc_db_open (path, HC_DB_READ_WRITE, NULL);
  assert_labels (db, "Add A", "Add B");
  assert_undo (db, "Add A");
  hc_db_close (db);

  db = hc_db_open (path, HC_DB_READ_WRITE, NULL);
  assert_redo (db, "Add A");
  assert_redo (db, "Add B");
  g_assert_cmpint (n_teams (db), ==, 2);
  hc_db_close (db);
  hc_test_folder_free (g_steal_pointer (&folder));
}

static void
test_cap (void)
{
  g_autoptr (HcDb) db = open_memory ();

  hc_test_exec (db,
                "WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 10100) "
                "INSERT INTO history (id, at, author, site, label, kind, changeset) "
                "SELECT x, 0, '', '', 'Old', 'edit', x'00' FROM n");
  for (guint i = 0; i < 64; i++)
    {
      g_autofree char *sql = g_strdup_printf (ADD_TEAM ("t%u", "x"), i);

      hc_test_sql (db, "Add", sql);
    }
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM history"), <=, 10064);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM history"), >=, 10000);
  assert_undo (db, "Add");

  hc_test_exec (db, "INSERT INTO history (seq, id, at, author, site, label, kind, changeset) "
                    "VALUES (1000063, 'big', 0, '', '', 'Big', 'edit', zeroblob (220000000))");
  hc_test_sql (db, "Small", ADD_TEAM ("s", "S"));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM history"), ==, 1);
  assert_undo (db, "Small");
}

/* ---------------------------------------------------------------- property */

/* Random commands, undos and redos against a plain model: the dumps of every state. */
static char *
random_sql (void)
{
  int id = g_test_rand_int_range (0, 6);

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      return g_strdup_printf ("INSERT OR REPLACE INTO team (id, name) VALUES ('t%d', 'n%d')", id,
                              g_test_rand_int_range (0, 100));
    case 1:
      return g_strdup_printf ("DELETE FROM group_team WHERE team_id = 't%d'; DELETE FROM declared_hop;"
                              "DELETE FROM team WHERE id = 't%d'", id, id);
    case 2:
      return g_strdup_printf ("UPDATE team SET tier = %d WHERE id = 't%d'",
                              g_test_rand_int_range (0, 4), id);
    case 3:
      return g_strdup_printf ("INSERT OR REPLACE INTO group_team SELECT 'g' || id, 'G%d', id "
                              "FROM team", id);
    case 4:
      return g_strdup_printf ("INSERT OR REPLACE INTO declared_hop SELECT 'h%d', a.id, b.id "
                              "FROM team a JOIN team b ON a.id < b.id LIMIT 1", id);
    default:
      return g_strdup_printf ("UPDATE team SET name = name || '.', hours = 'h%d'", id);
    }
}

static void
test_random_walk (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint at = 0;

  g_ptr_array_add (states, hc_test_dump (db));
  for (guint i = 0; i < 400; i++)
    {
      int what = g_test_rand_int_range (0, 5);
      g_autofree char *dump = NULL;

      if (what == 0 && at > 0)
        {
          assert_undo (db, "Random");
          at--;
        }
      else if (what == 1 && at + 1 < states->len)
        {
          assert_redo (db, "Random");
          at++;
        }
      else
        {
          g_autofree char *sql = random_sql ();

          let_time_pass (db);
          hc_test_sql (db, "Random", sql);
          dump = hc_test_dump (db);
          if (!g_str_equal (dump, g_ptr_array_index (states, at)))
            {
              g_ptr_array_set_size (states, (int)++at);
              g_ptr_array_add (states, g_strdup (dump));
            }
        }
      g_free (dump);
      dump = hc_test_dump (db);
      g_assert_cmpstr (dump, ==, g_ptr_array_index (states, at));
    }
  while (at-- > 0)
    assert_undo (db, "Random");
  assert_labels (db, NULL, "Random");
  g_assert_cmpint (n_teams (db), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/steps", test_steps);
  g_test_add_func ("/history/failures-leave-nothing", test_failures_leave_nothing);
  g_test_add_func ("/history/new-command-ends-redo", test_new_command_ends_redo);
  g_test_add_func ("/history/note", test_note);
  g_test_add_func ("/history/references", test_references);
  g_test_add_func ("/history/joins", test_joins);
  g_test_add_func ("/history/joins-only-at-once", test_joins_only_at_once);
  g_test_add_func ("/history/back-to-the-old-value", test_back_to_the_old_value);
  g_test_add_func ("/history/conflicts", test_conflicts);
  g_test_add_func ("/history/source-in-use", test_source_in_use);
  g_test_add_func ("/history/nested", test_nested);
  g_test_add_func ("/history/reopen", test_reopen);
  g_test_add_func ("/history/cap", test_cap);
  g_test_add_func ("/history/random-walk", test_random_walk);
  return g_test_run ();
}
