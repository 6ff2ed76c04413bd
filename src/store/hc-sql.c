/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statements, transactions and errors of an HcDb. */

#include "config.h"

#include "hc-db-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "hc-debug.h"

#define MAX_IDLE_STATEMENTS 128

/* ---------------------------------------------------------------- errors */

char *
hc_db_dup_display_name (HcDb *self)
{
  return self->path ? g_filename_display_basename (self->path) : g_strdup (_("Launch"));
}

static gboolean
is_disk_full (HcDb *self, int code)
{
  int system = sqlite3_system_errno (self->handle);

  return code == SQLITE_FULL
         || (code == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT || system == EFBIG));
}

/* @code: without what extends it. */
static void
set_error (HcDb *self, int code, const char *detail, GError **error)
{
  g_autofree char *name = hc_db_dup_display_name (self);

  if (is_disk_full (self, code))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_DISK_FULL,
                   _("There is no room left to write “%s”. Make room on the disk and try again."),
                   name);
      return;
    }

  switch (code)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, HC_ERROR, HC_ERROR_BUSY,
                   _("“%s” is in use by another program. Wait for it or close it, then try again."),
                   name);
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT, _("“%s” does not allow this value: %s."),
                   name, detail);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _("“%s” cannot be written. Change its permissions or save a copy elsewhere."),
                   name);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _("“%s” cannot be opened. Check the permissions of the file and its folder."),
                   name);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, HC_ERROR, HC_ERROR_NOT_LAUNCH,
                   _("“%s” is not a launch file. Choose a file made by Hypercare."), name);
      break;
    case SQLITE_CORRUPT:
      g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
                   _("“%s” is damaged (%s). Repair it or restore a snapshot."), name, detail);
      break;
    case SQLITE_TOOBIG:
      g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
                   _("A value is too long to be kept in “%s”. Shorten it and try again."), name);
      break;
    case SQLITE_IOERR:
      g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                   _("Reading or writing “%s” failed: %s. Check the disk and try again."), name,
                   g_strerror (sqlite3_system_errno (self->handle)));
      break;
    default:
      g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _("“%s” could not be used: %s."), name,
                   detail);
      break;
    }
}

void
hc_db_set_error (HcDb *self, GError **error)
{
  set_error (self, sqlite3_errcode (self->handle) & 0xff, sqlite3_errmsg (self->handle), error);
}

void
hc_db_set_error_of (HcDb *self, int rc, GError **error)
{
  set_error (self, rc & 0xff, sqlite3_errstr (rc), error);
}

/* ---------------------------------------------------------------- debugging */

static int
trace_cb (unsigned type, void *data, void *p, void *x)
{
  if (type == SQLITE_TRACE_STMT)
    {
      char *sql = sqlite3_expanded_sql (p);

      hc_debug (HC_DEBUG_SQL, "sql: %s", sql ? sql : sqlite3_sql (p));
      sqlite3_free (sql);
    }
  else if (type == SQLITE_TRACE_PROFILE)
    {
      gint64 nanoseconds = *(sqlite3_int64 *)x;

      hc_debug (HC_DEBUG_TIME, "time: %8.3f ms  %s", (double)nanoseconds / 1e6, sqlite3_sql (p));
    }
  return 0;
}

void
hc_sql_trace (HcDb *self)
{
  unsigned mask = (hc_debug_on (HC_DEBUG_SQL) ? SQLITE_TRACE_STMT : 0)
                  | (hc_debug_on (HC_DEBUG_TIME) ? SQLITE_TRACE_PROFILE : 0);

  if (mask != 0)
    sqlite3_trace_v2 (self->handle, mask, trace_cb, NULL);
}

static void
print_plan (HcDb *self, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (self->handle, explain, -1, &stmt, NULL) != SQLITE_OK)
    return;
  hc_debug (HC_DEBUG_PLAN, "plan: %s", sql);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *detail = (const char *)sqlite3_column_text (stmt, 3);
      gboolean scan = g_str_equal (detail, "SCAN ticket") || g_str_has_prefix (detail, "SCAN ticket ");

      hc_debug (HC_DEBUG_PLAN, "plan:   %s%s", detail, scan ? "   <-- reads every ticket" : "");
    }
  sqlite3_finalize (stmt);
}

/* ---------------------------------------------------------------- statements */

HcStmt *
hc_db_prepare (HcDb *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (self->cache, sql);
  HcStmt *result;

  if (stmt != NULL)
    g_hash_table_steal (self->cache, sql);
  else
    {
      if (hc_debug_on (HC_DEBUG_PLAN))
        print_plan (self, sql);
      if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL)
          != SQLITE_OK)
        {
          hc_db_set_error (self, error);
          return NULL;
        }
    }
  g_assert (stmt != NULL);

  result = g_new (HcStmt, 1);
  result->stmt = stmt;
  result->db = self;
  return result;
}

void
hc_stmt_free (HcStmt *self)
{
  GHashTable *cache = self->db->cache;
  const char *sql = sqlite3_sql (self->stmt);

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  if (g_hash_table_size (cache) >= MAX_IDLE_STATEMENTS)
    hc_sql_clear_cache (self->db);
  /* The key is the statement's own copy of the text and lives as long as it does. */
  if (g_hash_table_contains (cache, sql))
    sqlite3_finalize (self->stmt);
  else
    g_hash_table_insert (cache, (char *)sql, self->stmt);
  g_free (self);
}

void
hc_sql_clear_cache (HcDb *self)
{
  GHashTableIter iter;
  gpointer stmt;

  g_hash_table_iter_init (&iter, self->cache);
  while (g_hash_table_iter_next (&iter, NULL, &stmt))
    {
      g_hash_table_iter_steal (&iter);
      sqlite3_finalize (stmt);
    }
}

int
hc_stmt_step (HcStmt *self, GError **error)
{
  int rc = sqlite3_step (self->stmt);

  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    hc_db_set_error (self->db, error);
  return rc;
}

gboolean
hc_stmt_run (HcStmt *self, GError **error)
{
  int rc = hc_stmt_step (self, error);

  if (rc == SQLITE_ROW)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED, "Unexpected row from: %s",
                 sqlite3_sql (self->stmt));
  sqlite3_reset (self->stmt);
  return rc == SQLITE_DONE;
}

void
hc_stmt_reset (HcStmt *self)
{
  sqlite3_reset (self->stmt);
}

void
hc_stmt_bind_text (HcStmt *self, int index, const char *text)
{
  sqlite3_bind_text (self->stmt, index, text, -1, SQLITE_TRANSIENT);
}

void
hc_stmt_bind_text_static (HcStmt *self, int index, const char *text)
{
  sqlite3_bind_text (self->stmt, index, text, -1, SQLITE_STATIC);
}

void
hc_stmt_bind_int64 (HcStmt *self, int index, gint64 value)
{
  sqlite3_bind_int64 (self->stmt, index, value);
}

void
hc_stmt_bind_double (HcStmt *self, int index, double value)
{
  sqlite3_bind_double (self->stmt, index, value);
}

void
hc_stmt_bind_instant (HcStmt *self, int index, gint64 instant)
{
  if (instant == HC_INSTANT_NONE)
    sqlite3_bind_null (self->stmt, index);
  else
    sqlite3_bind_int64 (self->stmt, index, instant);
}

char *
hc_stmt_text (HcStmt *self, int column)
{
  return g_strdup (hc_stmt_peek_text (self, column));
}

const char *
hc_stmt_peek_text (HcStmt *self, int column)
{
  return (const char *)sqlite3_column_text (self->stmt, column);
}

gint64
hc_stmt_int64 (HcStmt *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

gint64
hc_stmt_instant (HcStmt *self, int column)
{
  if (sqlite3_column_type (self->stmt, column) == SQLITE_NULL)
    return HC_INSTANT_NONE;
  return sqlite3_column_int64 (self->stmt, column);
}

double
hc_stmt_double (HcStmt *self, int column)
{
  return sqlite3_column_double (self->stmt, column);
}

gboolean
hc_db_exec (HcDb *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  hc_db_set_error (self, error);
  return FALSE;
}

gboolean
hc_db_query_int64 (HcDb *self, const char *sql, gint64 *out, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (self, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    *out = hc_stmt_int64 (stmt, 0);
  else if (rc == SQLITE_DONE)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED, "No row from: %s", sql);
  return rc == SQLITE_ROW;
}

char *
hc_db_query_text (HcDb *self, const char *sql, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (self, sql, error);
  char *text = NULL;
  int rc;

  if (stmt == NULL)
    return NULL;
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    text = g_strdup (hc_stmt_peek_text (stmt, 0) ? hc_stmt_peek_text (stmt, 0) : "");
  else if (rc == SQLITE_DONE)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED, "No row from: %s", sql);
  return text;
}

/* ---------------------------------------------------------------- transactions */

gboolean
hc_db_in_transaction (HcDb *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

gboolean
hc_db_begin (HcDb *self, GError **error)
{
  return hc_db_settle (self, error) && hc_db_exec (self, "BEGIN IMMEDIATE", error);
}

/* A commit that fails (deferred foreign keys, full disk) takes the whole transaction back. */
gboolean
hc_db_commit (HcDb *self, GError **error)
{
  if (hc_db_exec (self, "COMMIT", error))
    return TRUE;
  hc_db_rollback (self);
  return FALSE;
}

void
hc_db_rollback (HcDb *self)
{
  GCancellable *cancellable = self->cancellable;

  if (!hc_db_in_transaction (self))
    return;
  /* A cancelled job must still be able to roll back. */
  hc_db_set_cancellable (self, NULL);
  if (sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
    g_warning ("Rollback failed: %s", sqlite3_errmsg (self->handle));
  hc_db_set_cancellable (self, cancellable);
}

gboolean
hc_db_begin_read (HcDb *self, GError **error)
{
  if (self->read_depth == 0 && !hc_db_in_transaction (self))
    {
      if (!hc_db_exec (self, "BEGIN", error))
        return FALSE;
      self->read_began = TRUE;
    }
  self->read_depth++;
  return TRUE;
}

void
hc_db_end_read (HcDb *self)
{
  g_return_if_fail (self->read_depth > 0);

  if (--self->read_depth > 0 || !self->read_began)
    return;
  self->read_began = FALSE;
  hc_db_rollback (self);
}
