/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-history.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "hc-changeset.h"
#include "hc-db-private.h"
#include "hc-debug.h"
#include "hc-schema.h"

#define MAX_STEPS 10000
#define MAX_BYTES (200 * 1024 * 1024)
/* How often the cap is looked at: every so many entries. */
#define CAP_INTERVAL 64
/* Edits of one field join while the last one is younger than this. */
#define JOIN_SECONDS 2

#define UNDO_ROW                                                                                  \
  " FROM history WHERE undone = 0 AND changeset IS NOT NULL ORDER BY seq DESC LIMIT 1"
#define REDO_ROW                                                                                  \
  " FROM history WHERE undone = 1 AND changeset IS NOT NULL ORDER BY seq LIMIT 1"

/* ---------------------------------------------------------------- author and site */

static GMutex author_lock;
static char *author_name;

void
hc_history_set_author (const char *author)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&author_lock);

  g_free (author_name);
  author_name = g_strdup (author);
}

char *
hc_history_dup_author (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&author_lock);
  const char *real_name = g_get_real_name ();

  if (author_name != NULL && *author_name != '\0')
    return g_strdup (author_name);
  /* GLib's word for an account without a name. */
  return g_strdup (g_str_equal (real_name, "Unknown") ? g_get_user_name () : real_name);
}

char *
hc_history_dup_site (void)
{
  g_autofree char *machine = NULL;
  g_autofree char *text = NULL;
  char *site;

  if (!g_file_get_contents ("/etc/machine-id", &machine, NULL, NULL))
    machine = g_strdup (g_get_host_name ());
  text = g_strdup_printf ("hypercare %s %u", g_strstrip (machine), (guint)getuid ());
  site = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  site[16] = '\0';
  return site;
}

static gint64
current_time (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* ---------------------------------------------------------------- writing entries */

static gboolean
insert_entry (HcDb *db, const char *kind, const char *label, HcChangeset *changes, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *author = hc_history_dup_author ();
  g_autofree char *site = hc_history_dup_site ();
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (db,
                        "INSERT INTO history (id, at, author, site, label, kind, changeset) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_int64 (stmt, 2, current_time ());
  hc_stmt_bind_text (stmt, 3, author);
  hc_stmt_bind_text (stmt, 4, site);
  hc_stmt_bind_text (stmt, 5, label);
  hc_stmt_bind_text (stmt, 6, kind);
  if (changes != NULL)
    sqlite3_bind_blob (stmt->stmt, 7, changes->data, changes->size, SQLITE_STATIC);
  return hc_stmt_run (stmt, error);
}

gboolean
hc_history_note (HcDb *db, const char *kind, const char *label, GError **error)
{
  return insert_entry (db, kind, label, NULL, error);
}

/* What was undone before a new command stays in the list, but cannot come back. */
static gboolean
drop_redo (HcDb *db, GError **error)
{
  return hc_db_exec (
    db, "UPDATE history SET changeset = NULL WHERE undone = 1 AND changeset IS NOT NULL", error);
}

static gboolean
apply_cap (HcDb *db, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  gint64 newest;

  if (!hc_db_query_int64 (db, "SELECT coalesce (max (seq), 0) FROM history", &newest, error))
    return FALSE;
  if (newest % CAP_INTERVAL != 0)
    return TRUE;
  stmt = hc_db_prepare (db,
                        "DELETE FROM history WHERE seq <= (SELECT max (seq) FROM ("
                        "SELECT seq, row_number () OVER newest AS steps, "
                        "sum (coalesce (length (changeset), 0)) OVER newest AS bytes FROM history "
                        "WINDOW newest AS (ORDER BY seq DESC)) WHERE steps > ?1 OR bytes > ?2)",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, MAX_STEPS);
  hc_stmt_bind_int64 (stmt, 2, MAX_BYTES);
  return hc_stmt_run (stmt, error);
}

/* ---------------------------------------------------------------- joining */

typedef struct
{
  gint64 seq;
  HcChangeset changes; /* owned */
} LastEntry;

/* FALSE: there is no entry that @label could join, or @error is set. */
static gboolean
find_last_entry (HcDb *db, const char *label, LastEntry *last, GError **error)
{
  g_autofree char *author = hc_history_dup_author ();
  g_autofree char *site = hc_history_dup_site ();
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (db,
                        "SELECT seq, changeset FROM history WHERE seq = (SELECT max (seq) FROM "
                        "history) AND undone = 0 AND changeset IS NOT NULL AND label = ?1 "
                        "AND author = ?2 AND site = ?3 AND at BETWEEN ?4 AND ?5",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, label);
  hc_stmt_bind_text (stmt, 2, author);
  hc_stmt_bind_text (stmt, 3, site);
  hc_stmt_bind_int64 (stmt, 4, current_time () - JOIN_SECONDS + 1);
  hc_stmt_bind_int64 (stmt, 5, current_time ());
  if (hc_stmt_step (stmt, error) != SQLITE_ROW)
    return FALSE;
  last->seq = hc_stmt_int64 (stmt, 0);
  hc_changeset_copy (&last->changes, sqlite3_column_blob (stmt->stmt, 1),
                     sqlite3_column_bytes (stmt->stmt, 1));
  return TRUE;
}

/* Typing “12” after “1” and going back to the old value are one step and none. */
static gboolean
replace_entry (HcDb *db, gint64 seq, const HcChangeset *changes, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;

  if (changes->size == 0)
    stmt = hc_db_prepare (db, "DELETE FROM history WHERE seq = ?1", error);
  else
    stmt = hc_db_prepare (db, "UPDATE history SET changeset = ?2, at = ?3 WHERE seq = ?1", error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, seq);
  if (changes->size > 0)
    {
      sqlite3_bind_blob (stmt->stmt, 2, changes->data, changes->size, SQLITE_STATIC);
      hc_stmt_bind_int64 (stmt, 3, current_time ());
    }
  return hc_stmt_run (stmt, error);
}

static gboolean
try_join (HcDb *db, const char *label, HcChangeset *changes, gboolean *joined, GError **error)
{
  g_auto (HcChangeset) both = { 0 };
  LastEntry last = { 0 };
  GError *local = NULL;
  gboolean ok = TRUE;

  *joined = FALSE;
  if (!find_last_entry (db, label, &last, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, local);
      return FALSE;
    }
  if (hc_changeset_is_same_field (&last.changes, changes))
    {
      ok = hc_changeset_join (&last.changes, changes, &both, error)
           && replace_entry (db, last.seq, &both, error);
      *joined = ok;
    }
  hc_changeset_clear (&last.changes);
  return ok;
}

/* ---------------------------------------------------------------- running a command */

static gboolean
record (HcDb *db, const char *label, HcChangeset *changes, GError **error)
{
  gboolean joined = FALSE;

  if (changes->size == 0)
    return TRUE;
  hc_debug (HC_DEBUG_UNDO, "undo: record “%s”, %d bytes", label, changes->size);
  if (!try_join (db, label, changes, &joined, error))
    return FALSE;
  return joined
         || (drop_redo (db, error) && insert_entry (db, "edit", label, changes, error)
             && apply_cap (db, error));
}

static gboolean
run_recorded (HcDb *db, const char *label, HcCommandFunc func, gpointer data, GError **error)
{
  g_auto (HcChangeset) changes = { 0 };
  sqlite3_session *session = hc_changeset_start (db, error);
  gboolean ok;

  if (session == NULL)
    return FALSE;
  ok = func (db, data, error) && hc_changeset_take (db, session, &changes, error);
  /* The session must be gone before the history is written: a table's rows are enough. */
  sqlite3session_delete (session);
  return ok && record (db, label, &changes, error);
}

/* Inside an import's transaction a command is a part of it: a savepoint takes back only the command. */
static gboolean
run_nested (HcDb *db, const char *label, HcCommandFunc func, gpointer data, GError **error)
{
  if (!hc_db_exec (db, "SAVEPOINT command", error))
    return FALSE;
  if (run_recorded (db, label, func, data, error))
    return hc_db_exec (db, "RELEASE command", error);
  if (hc_db_in_transaction (db)
      && sqlite3_exec (db->handle, "ROLLBACK TO command; RELEASE command", NULL, NULL, NULL)
           != SQLITE_OK)
    hc_db_rollback (db);
  return FALSE;
}

gboolean
hc_history_run (HcDb *db, const char *label, HcCommandFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (db != NULL && label != NULL && func != NULL, FALSE);

  if (hc_db_in_transaction (db))
    return run_nested (db, label, func, data, error);
  if (!hc_db_begin (db, error))
    return FALSE;
  if (run_recorded (db, label, func, data, error))
    return hc_db_commit (db, error);
  hc_db_rollback (db);
  return FALSE;
}

gboolean
hc_history_seal (HcDb *db, GError **error)
{
  return hc_db_exec (db, "UPDATE history SET changeset = NULL WHERE changeset IS NOT NULL", error);
}

/* ---------------------------------------------------------------- undo and redo */

/* Going back past the naming of a ticket system would leave its tickets without one. */
static gboolean
check_sources (HcDb *db, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT file_name FROM import_batch JOIN term ON term.id = source_term "
                        "WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.id = term.text) "
                        "ORDER BY import_batch.id DESC LIMIT 1",
                        error);
  if (stmt == NULL)
    return FALSE;
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    g_set_error (error, HC_ERROR, HC_ERROR_CONFLICT,
                 _("This cannot be undone while the import “%s” needs it. Take the import back "
                   "first."),
                 hc_stmt_peek_text (stmt, 0));
  return rc == SQLITE_DONE;
}

static gboolean
set_undone (HcDb *db, gint64 seq, gboolean undone, GError **error)
{
  g_autoptr (HcStmt) stmt
    = hc_db_prepare (db, "UPDATE history SET undone = ?2 WHERE seq = ?1", error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, seq);
  hc_stmt_bind_int64 (stmt, 2, undone);
  return hc_stmt_run (stmt, error);
}

static gboolean
apply_entry (HcDb *db, HcStmt *entry, gboolean undo, GError **error)
{
  g_auto (HcChangeset) changes = { 0 };
  g_auto (HcChangeset) inverse = { 0 };

  hc_changeset_copy (&changes, sqlite3_column_blob (entry->stmt, 2),
                     sqlite3_column_bytes (entry->stmt, 2));
  if (!undo)
    return hc_changeset_apply (db, &changes, error);
  return hc_changeset_invert (db, &changes, &inverse, error)
         && hc_changeset_apply (db, &inverse, error);
}

static gboolean
step (HcDb *db, gboolean undo, char **label, GError **error)
{
  g_autoptr (HcStmt) entry = NULL;
  g_autofree char *name = NULL;
  gint64 seq;
  int rc;

  entry = hc_db_prepare (
    db, undo ? "SELECT seq, label, changeset" UNDO_ROW : "SELECT seq, label, changeset" REDO_ROW,
    error);
  if (entry == NULL)
    return FALSE;
  rc = hc_stmt_step (entry, error);
  if (rc == SQLITE_DONE)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                         undo ? _("There is nothing to undo.") : _("There is nothing to redo."));
  if (rc != SQLITE_ROW)
    return FALSE;
  seq = hc_stmt_int64 (entry, 0);
  name = hc_stmt_text (entry, 1);
  hc_debug (HC_DEBUG_UNDO, "undo: %s “%s”", undo ? "undo" : "redo", name);
  if (!apply_entry (db, entry, undo, error) || !check_sources (db, error)
      || !set_undone (db, seq, undo, error))
    return FALSE;
  if (label != NULL)
    *label = g_steal_pointer (&name);
  return TRUE;
}

static gboolean
run_step (HcDb *db, gboolean undo, char **label, GError **error)
{
  g_autofree char *name = NULL;

  if (!hc_db_begin (db, error))
    return FALSE;
  if (!step (db, undo, &name, error))
    {
      hc_db_rollback (db);
      return FALSE;
    }
  if (!hc_db_commit (db, error))
    return FALSE;
  if (label != NULL)
    *label = g_steal_pointer (&name);
  return TRUE;
}

gboolean
hc_history_undo (HcDb *db, char **label, GError **error)
{
  return run_step (db, TRUE, label, error);
}

gboolean
hc_history_redo (HcDb *db, char **label, GError **error)
{
  return run_step (db, FALSE, label, error);
}

/* ---------------------------------------------------------------- looking */

static gboolean
peek_label (HcDb *db, const char *sql, char **label, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  rc = hc_stmt_step (stmt, error);
  *label = rc == SQLITE_ROW ? hc_stmt_text (stmt, 0) : NULL;
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

gboolean
hc_history_peek (HcDb *db, char **undo_label, char **redo_label, GError **error)
{
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  if (!peek_label (db, "SELECT label" UNDO_ROW, &undo, error)
      || !peek_label (db, "SELECT label" REDO_ROW, &redo, error))
    return FALSE;
  *undo_label = g_steal_pointer (&undo);
  *redo_label = g_steal_pointer (&redo);
  return TRUE;
}

void
hc_history_entry_free (HcHistoryEntry *entry)
{
  g_free (entry->author);
  g_free (entry->label);
  g_free (entry->kind);
  g_free (entry);
}

GPtrArray *
hc_history_list (HcDb *db, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list
    = g_ptr_array_new_with_free_func ((GDestroyNotify)hc_history_entry_free);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT seq, at, author, label, kind, undone FROM history "
                        "ORDER BY seq DESC LIMIT ?1",
                        error);
  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_int64 (stmt, 1, limit);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcHistoryEntry *entry = g_new0 (HcHistoryEntry, 1);

      entry->seq = hc_stmt_int64 (stmt, 0);
      entry->at = hc_stmt_int64 (stmt, 1);
      entry->author = hc_stmt_text (stmt, 2);
      entry->label = hc_stmt_text (stmt, 3);
      entry->kind = hc_stmt_text (stmt, 4);
      entry->undone = hc_stmt_int64 (stmt, 5) != 0;
      g_ptr_array_add (list, entry);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&list) : NULL;
}
