/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening, creating and closing a launch file. */

#include "config.h"

#include "hc-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hc-guard.h"
#include "hc-history.h"
#include "hc-log-fold.h"
#include "hc-owner.h"
#include "hc-page-check.h"
#include "hc-schema.h"
#include "hc-snapshot.h"

#define BUSY_TIMEOUT_MS 2000
/* A connection belongs to one thread at a time: without its own mutex every value costs less. */
#define CONNECTION_FLAGS (SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE)
/* How many steps of SQLite's machine lie between two looks at the cancellable: about 20 µs. */
#define CANCEL_STEPS 2000
/* The pages of fewer are looked at sooner than a thread has begun. */
#define FEW_TICKETS 1000

static HcDb *
db_new (const char *path, HcDbMode mode)
{
  HcDb *self = g_new0 (HcDb, 1);

  self->path = g_strdup (path);
  self->mode = mode;
  self->cache = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/* ---------------------------------------------------------------- settings */

/* Never trust what a file says about functions, triggers and shadow tables. */
static void
harden (sqlite3 *handle)
{
  static const struct { int option, value; } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },        { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    /* Closing a refused file must not write to it; fold_log() does it for ours. */
    { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
  };
  static const struct { int limit, value; } limits[] = {
    { SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024 }, /* changesets of bulk edits */
    { SQLITE_LIMIT_SQL_LENGTH, 256 * 1024 },
    { SQLITE_LIMIT_COLUMN, 200 },
    { SQLITE_LIMIT_EXPR_DEPTH, 200 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 50 },
    { SQLITE_LIMIT_FUNCTION_ARG, 100 },
    { SQLITE_LIMIT_ATTACHED, 4 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 4096 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 20 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (handle, options[i].option, options[i].value, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (handle, limits[i].limit, limits[i].value);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
}

/* Temporary tables live in a file: imports stage whole event logs there and must stay small in
 * memory. */
static gboolean
configure (HcDb *self, GError **error)
{
  gboolean is_writer = self->mode == HC_DB_READ_WRITE && !self->is_sibling;

  return hc_db_exec (self,
                     "PRAGMA cell_size_check = ON;"
                     "PRAGMA temp_store = FILE;"
                     "PRAGMA synchronous = FULL;",
                     error)
         && hc_db_exec (self,
                        is_writer ? "PRAGMA cache_size = -65536" : "PRAGMA cache_size = -8192",
                        error);
}

static gboolean
set_journal (HcDb *self, const char *sql, const char *wanted, GError **error)
{
  g_autofree char *mode = hc_db_query_text (self, sql, error);

  if (mode == NULL)
    return FALSE;
  if (g_str_equal (mode, wanted))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FAILED, "Journal mode is “%s”, not “%s”", mode, wanted);
  return FALSE;
}

/* On a network folder WAL does not work and locks are slow and doubtful: one person at a time. */
static gboolean
start_writing (HcDb *self, GError **error)
{
  self->is_writing = TRUE;
  if (!hc_guard_is_remote (self->path))
    {
      self->fold = hc_log_fold_new (self);
      return set_journal (self, "PRAGMA journal_mode = WAL", "wal", error);
    }

  if (!set_journal (self, "PRAGMA journal_mode = DELETE", "delete", error)
      || !hc_db_exec (self, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", error))
    return FALSE;
  self->is_exclusive = TRUE;
  return TRUE;
}

/* ---------------------------------------------------------------- connecting */

static gboolean
connect_as (HcDb *self, const char *name, int flags, GError **error)
{
  g_clear_pointer (&self->handle, sqlite3_close);
  if (sqlite3_open_v2 (name, &self->handle, flags | CONNECTION_FLAGS, NULL) != SQLITE_OK)
    {
      hc_db_set_error (self, error);
      return FALSE;
    }
  harden (self->handle);
  hc_sql_trace (self);
  return configure (self, error);
}

/* A crash can leave one of these beside the file; they hold a part of it. */
static const char *const leftovers[] = { "-wal", "-journal" };

static const char *
find_leftover (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (leftovers); i++)
    {
      g_autofree char *name = g_strconcat (path, leftovers[i], NULL);
      GStatBuf info;

      if (g_stat (name, &info) == 0 && info.st_size > 0)
        return leftovers[i];
    }
  return NULL;
}

/* The first look into the file: here SQLite finds out whether it can be read. */
static gboolean
look (HcDb *self, GError **error)
{
  gint64 version;

  return hc_db_query_int64 (self, "PRAGMA schema_version", &version, error);
}

static gboolean
connect_and_look (HcDb *self, int flags, GError **error)
{
  return connect_as (self, self->path, flags, error) && look (self, error);
}

/* Lets SQLite put a file in order that was not closed properly, which a read-only connection must
 * not. FALSE: it cannot be written either. */
static gboolean
recover (HcDb *self)
{
  gboolean is_whole;

  if (find_leftover (self->path) == NULL)
    return FALSE;
  is_whole = connect_and_look (self, SQLITE_OPEN_READWRITE, NULL)
             && sqlite3_db_readonly (self->handle, "main") == 0;
  hc_sql_clear_cache (self);
  return is_whole;
}

/* From a read-only place: a file that nobody can change needs no locks. Not when a part of it is
 * still beside it. */
static gboolean
connect_immutable (HcDb *self, GError **error)
{
  const char *leftover = find_leftover (self->path);
  g_autofree char *uri = NULL;
  g_autofree char *escaped = NULL;

  if (leftover != NULL)
    {
      g_autofree char *name = hc_db_dup_display_name (self);

      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _("“%s” was not closed properly and its folder cannot be written. Copy it, "
                     "together with “%s%s”, to a folder of yours and open it there."),
                   name, name, leftover);
      return FALSE;
    }
  escaped = g_uri_escape_string (self->path, "/", FALSE);
  uri = g_strdup_printf ("file:%s?immutable=1", escaped);
  return connect_as (self, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

static gboolean
connect_for_reading (HcDb *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (connect_and_look (self, SQLITE_OPEN_READONLY, &local))
    return TRUE;
  if (!g_error_matches (local, HC_ERROR, HC_ERROR_PERMISSION))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  hc_sql_clear_cache (self);
  return recover (self) ? connect_and_look (self, SQLITE_OPEN_READONLY, error)
                        : connect_immutable (self, error);
}

static gboolean
connect_to_file (HcDb *self, GError **error)
{
  if (self->mode == HC_DB_READ_ONLY)
    return connect_for_reading (self, error);
  if (!connect_as (self, self->path, SQLITE_OPEN_READWRITE, error))
    return FALSE;
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    {
      g_autofree char *name = hc_db_dup_display_name (self);

      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _("“%s” cannot be written. Open it read-only, or change its permissions."), name);
      return FALSE;
    }
  return look (self, error);
}

/* ---------------------------------------------------------------- opening */

static gboolean
upgrade (HcDb *self, int version, GError **error)
{
  if (self->mode == HC_DB_READ_ONLY)
    {
      g_autofree char *name = hc_db_dup_display_name (self);

      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _("“%s” was written by an older version of Hypercare. Open it for writing once; "
                     "a copy of it is kept."),
                   name);
      return FALSE;
    }
  if (!hc_snapshot_take (self, "migration", error) || !hc_db_begin (self, error))
    return FALSE;
  if (hc_schema_migrate (self, version, error)
      && hc_history_note (self, "migration", _("Update the file for this version of Hypercare"),
                          error))
    return hc_db_commit (self, error);
  hc_db_rollback (self);
  return FALSE;
}

static gboolean
start_check (HcDb *self, GError **error)
{
  gint64 tickets;

  if (!hc_db_query_int64 (self, "SELECT coalesce (max (id), 0) FROM ticket", &tickets, error))
    return FALSE;
  if (tickets > FEW_TICKETS)
    {
      self->check = hc_page_check_start (self->path);
      return TRUE;
    }
  return hc_guard_check_soon (self, error) && start_writing (self, error);
}

gboolean
hc_db_settle (HcDb *self, GError **error)
{
  if (self->check != NULL &&
      hc_page_check_finish (g_steal_pointer (&self->check), self, &self->damage))
    return start_writing (self, error);
  if (self->damage == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->damage));
  return FALSE;
}

static gboolean
open_guarded (HcDb *self, gboolean check_beside, GError **error)
{
  int version;

  if (!(self->file_key = hc_owner_enter (self->path, hc_guard_check_file, error)))
    return FALSE;
  if (self->mode == HC_DB_READ_WRITE)
    {
      if (!hc_owner_take (self->file_key, self->path, error))
        return FALSE;
      self->is_owner = TRUE;
    }
  if (!connect_to_file (self, error) || !hc_guard_check_db (self, &version, error))
    return FALSE;
  if (check_beside && version == hc_schema_version ())
    return start_check (self, error);
  if (!hc_guard_check_soon (self, error))
    return FALSE;
  if (version < hc_schema_version () && !upgrade (self, version, error))
    return FALSE;
  return self->mode == HC_DB_READ_ONLY || start_writing (self, error);
}

HcDb *
hc_db_open (const char *path, HcDbMode mode, GError **error)
{
  g_autoptr (HcDb) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = db_new (path, mode);
  return open_guarded (self, FALSE, error) ? g_steal_pointer (&self) : NULL;
}

HcDb *
hc_db_open_checking (const char *path, GError **error)
{
  g_autoptr (HcDb) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = db_new (path, HC_DB_READ_WRITE);
  return open_guarded (self, TRUE, error) ? g_steal_pointer (&self) : NULL;
}

HcDb *
hc_db_open_untrusted (const char *path, GError **error)
{
  g_autoptr (HcDb) self = db_new (path, HC_DB_READ_ONLY);

  if (!(self->file_key = hc_owner_enter (path, hc_guard_check_file, error))
      || !connect_to_file (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

HcDb *
hc_db_open_sibling (const char *path, HcDbMode mode, GError **error)
{
  g_autoptr (HcDb) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = db_new (path, mode);
  self->is_sibling = TRUE;
  return connect_to_file (self, error) ? g_steal_pointer (&self) : NULL;
}

/* ---------------------------------------------------------------- creating */

static gboolean
fill_schema (HcDb *self, GError **error)
{
  if (!hc_db_begin (self, error))
    return FALSE;
  if (hc_schema_migrate (self, 0, error))
    return hc_db_commit (self, error);
  hc_db_rollback (self);
  return FALSE;
}

gboolean
hc_db_claim_new_file (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  if (errno == EEXIST)
    g_set_error (error, HC_ERROR, HC_ERROR_EXISTS,
                 _("There is already a file “%s”. Choose another name."), name);
  else if (errno == ENOENT || errno == ENOTDIR)
    g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                 _("“%s” cannot be created: there is no such folder. Choose another one."), name);
  else
    g_set_error (error, HC_ERROR, errno == ENOSPC ? HC_ERROR_DISK_FULL : HC_ERROR_PERMISSION,
                 _("“%s” cannot be created: %s. Choose another folder."), name, g_strerror (errno));
  return FALSE;
}

static gboolean
accept_any_file (const char *path, GError **error)
{
  return TRUE;
}

static gboolean
create_guarded (HcDb *self, GError **error)
{
  if (!(self->file_key = hc_owner_enter (self->path, accept_any_file, error))
      || !hc_owner_take (self->file_key, self->path, error))
    return FALSE;
  self->is_owner = TRUE;
  return connect_as (self, self->path, SQLITE_OPEN_READWRITE, error) && fill_schema (self, error)
         && start_writing (self, error);
}

HcDb *
hc_db_create (const char *path, GError **error)
{
  HcDb *self;

  g_return_val_if_fail (path != NULL, NULL);

  if (!hc_db_claim_new_file (path, error))
    return NULL;
  self = db_new (path, HC_DB_READ_WRITE);
  if (create_guarded (self, error))
    return self;
  hc_db_close (self);
  g_unlink (path);
  return NULL;
}

HcDb *
hc_db_open_memory (GError **error)
{
  g_autoptr (HcDb) self = db_new (NULL, HC_DB_READ_WRITE);

  self->is_exclusive = TRUE;
  if (!connect_as (self, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error)
      || !fill_schema (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---------------------------------------------------------------- closing */

/* A reader elsewhere may hold the log: then the last one to close it folds it in, or the next
 * opening does. Nothing is lost, so nothing is reported. */
static void
fold_log (HcDb *self)
{
  if (!self->is_writing)
    return;
  sqlite3_exec (self->handle, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  sqlite3_exec (self->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

void
hc_db_close (HcDb *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->check, hc_page_check_free);
  g_clear_pointer (&self->fold, hc_log_fold_free);
  g_clear_error (&self->damage);
  if (self->handle != NULL)
    {
      hc_db_set_cancellable (self, NULL);
      hc_sql_clear_cache (self);
      hc_db_rollback (self);
      fold_log (self);
      if (sqlite3_close (self->handle) != SQLITE_OK)
        {
          g_warning ("A statement was left open: %s", sqlite3_errmsg (self->handle));
          sqlite3_close_v2 (self->handle);
        }
    }
  if (self->is_owner)
    hc_owner_drop (self->file_key);
  if (self->file_key != NULL)
    hc_owner_leave (self->file_key);
  g_hash_table_unref (self->cache);
  g_free (self->file_key);
  g_free (self->path);
  g_free (self);
}

/* ---------------------------------------------------------------- the rest */

const char *
hc_db_path (HcDb *self)
{
  return self->path;
}

HcDbMode
hc_db_mode (HcDb *self)
{
  return self->mode;
}

gboolean
hc_db_is_exclusive (HcDb *self)
{
  return self->is_exclusive;
}

gboolean
hc_db_check_large (HcDb *self, GError **error)
{
  gboolean is_large;

  return hc_guard_is_large (self, &is_large, error) &&
         (!is_large || hc_guard_check_pages (self, error));
}

static int
is_cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

void
hc_db_set_cancellable (HcDb *self, GCancellable *cancellable)
{
  self->cancellable = cancellable;
  if (cancellable != NULL)
    sqlite3_progress_handler (self->handle, CANCEL_STEPS, is_cancelled_cb, cancellable);
  else
    sqlite3_progress_handler (self->handle, 0, NULL, NULL);
}

gint64
hc_db_data_version (HcDb *self)
{
  g_autoptr (GError) error = NULL;
  gint64 version = 0;

  if (!hc_db_query_int64 (self, "PRAGMA data_version", &version, &error))
    g_debug ("No data version: %s", error->message);
  return version;
}
