/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a step of the history holds, and what it may do to a launch. */

#include "config.h"

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
  return db;
}

/* A changeset out of a hostile file: not one row of anything but judgement moves. */
static void
test_hostile_changeset (void)
{
  g_autoptr (HcDb) db = open_memory ();
  sqlite3_session *session;
  HcChangeset evil = { 0 };
  g_autoptr (HcStmt) stmt = NULL;
  g_autoptr (GError) error = NULL;

  hc_test_exec (db, "INSERT INTO term VALUES (1, 'category', 'Access')");
  g_assert_cmpint (sqlite3session_create (db->handle, "main", &session), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_attach (session, "term"), ==, SQLITE_OK);
  hc_test_exec (db, "UPDATE term SET text = 'Changed'");
  g_assert_true (hc_changeset_take (db, session, &evil, NULL));
  sqlite3session_delete (session);

  hc_test_sql (db, "Add", ADD_TEAM ("a", "A"));
  stmt = hc_db_prepare (db, "UPDATE history SET changeset = ?1", NULL);
  sqlite3_bind_blob (stmt->stmt, 1, evil.data, evil.size, SQLITE_TRANSIENT);
  g_assert_true (hc_stmt_run (stmt, NULL));
  g_assert_false (hc_history_undo (db, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DAMAGED);
  g_assert_cmpint (hc_test_int (db, "SELECT text = 'Changed' FROM term"), ==, 1);

  hc_changeset_clear (&evil);
}

static void
try_changeset (HcDb *db, const guint8 *data, int size)
{
  g_auto (HcChangeset) changes = { 0 };
  g_auto (HcChangeset) inverse = { 0 };
  g_autoptr (GError) error = NULL;

  hc_changeset_copy (&changes, data, size);
  g_assert_true (hc_db_begin (db, NULL));
  if (!hc_changeset_invert (db, &changes, &inverse, &error)
      || !hc_changeset_apply (db, &inverse, &error))
    g_assert_nonnull (error);
  hc_db_rollback (db);
}

/* Cut short at every byte and with every byte changed: an error or an effect, but it ends. SQLite
 * 3.40 loops for ever on some of them when it is asked directly. */
static void
test_damaged_changeset (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (HcStmt) stmt = NULL;
  g_autofree guint8 *data = NULL;
  g_autofree char *before = NULL, *after = NULL;
  int size;

  hc_test_sql (db, "Add", ADD_TEAM ("a", "A") ";" ADD_TEAM ("b", "B") ";"
               "INSERT INTO threshold VALUES ('x', 'age_limit_days', 2.5)");
  hc_test_sql (db, "Change", "UPDATE team SET name = 'A2', tier = 3 WHERE id = 'a';"
               "DELETE FROM team WHERE id = 'b'; DELETE FROM threshold");
  before = hc_test_dump (db);
  stmt = hc_db_prepare (db, "SELECT changeset FROM history ORDER BY seq DESC", NULL);
  g_assert_cmpint (hc_stmt_step (stmt, NULL), ==, SQLITE_ROW);
  size = sqlite3_column_bytes (stmt->stmt, 0);
  data = g_memdup2 (sqlite3_column_blob (stmt->stmt, 0), (gsize)size);
  hc_stmt_reset (stmt);

  for (int i = 0; i < size; i++)
    {
      static const guint8 values[] = { 0, 1, 2, 3, 9, 18, 23, 'T', 0x7f, 0x80, 0xff };
      guint8 kept = data[i];

      try_changeset (db, data, i);
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          data[i] = values[j];
          try_changeset (db, data, size);
        }
      data[i] = kept;
    }
  after = hc_test_dump (db);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (hc_history_undo (db, NULL, NULL));
}

static gboolean
add_plan_command (HcDb *db, gpointer data, GError **error)
{
  return hc_db_exec (db,
                     "INSERT INTO team (id, name) VALUES ('t', 'Desk');"
                     "INSERT INTO person (id, name, team_id) VALUES ('a', 'A', 't');"
                     "INSERT INTO person (id, name, team_id, deputy_id) VALUES ('b', 'B', 't', 'a');"
                     "INSERT INTO person (id, name, team_id, deputy_id) VALUES ('c', 'C', 't', 'b');"
                     "INSERT INTO person (id, name, team_id, deputy_id) VALUES ('d', 'D', 't', 'a');"
                     "UPDATE person SET deputy_id = 'd' WHERE id = 'a';"
                     "INSERT INTO workflow (id, name, owner_person_id, owner_team_id, "
                     "deputy_person_id) VALUES ('w', 'W', 'a', 't', 'b');"
                     "INSERT INTO duty (id, name, workflow_id) VALUES ('y', 'W', 'w');"
                     "INSERT INTO duty_role (id, duty_id, team_id, letter, person_id) "
                     "VALUES ('r', 'y', 't', 'A', 'c');"
                     "INSERT INTO escalation_level (id, duty_id, team_id, person_id) "
                     "VALUES ('e', 'y', 't', 'd');",
                     error);
}

static gboolean
delete_all_command (HcDb *db, gpointer data, GError **error)
{
  return hc_db_exec (db, "DELETE FROM workflow; DELETE FROM person; DELETE FROM team;", error);
}

/* A whole plan with people who stand in for each other, added and taken away in one step: foreign
 * keys act while the changeset is applied, and nobody else may be blamed for it. */
static void
test_references_in_circles (void)
{
  g_autoptr (HcDb) db = open_memory ();

  hc_test_command (db, "Add Plan", add_plan_command, NULL);
  hc_test_command (db, "Remove Plan", delete_all_command, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changeset/hostile", test_hostile_changeset);
  g_test_add_func ("/changeset/damaged", test_damaged_changeset);
  g_test_add_func ("/changeset/references-in-circles", test_references_in_circles);
  return g_test_run ();
}
