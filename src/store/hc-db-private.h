/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: the SQLite side of HcDb. */

#pragma once

#include <sqlite3.h>

#include "hc-db.h"

G_BEGIN_DECLS

struct _HcDb
{
  sqlite3 *handle;
  char *path;
  HcDbMode mode;
  GHashTable *cache;         /* SQL text → idle sqlite3_stmt */
  GCancellable *cancellable; /* borrowed */
  char *file_key;            /* in the registry of hc-owner; NULL: not in it */
  gboolean is_owner;         /* counted as a writer there */
  guint read_depth;
  gboolean read_began;       /* the read transaction is ours to end */
  gboolean is_sibling;
  gboolean is_writing;       /* past all guards: the log is ours to fold in */
  gboolean is_exclusive;     /* no second connection can read meanwhile */
  struct _HcPageCheck *check; /* of hc_db_open_checking(); NULL: done */
  GError *damage;            /* what it found */
  struct _HcLogFold *fold;   /* NULL: not writing, or without a log */
};

/* Waits for the check of the pages that goes on beside, before anything is written. FALSE + DAMAGED,
 * then and every time after. */
gboolean hc_db_settle (HcDb *self, GError **error);

/* A prepared statement taken from the cache; freeing resets and returns it. */
typedef struct
{
  sqlite3_stmt *stmt;
  HcDb *db;
} HcStmt;

/* NULL + error. @sql must be static text (it is the cache key). */
HcStmt *hc_db_prepare (HcDb *self, const char *sql, GError **error);
void hc_stmt_free (HcStmt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcStmt, hc_stmt_free)

/* SQLITE_ROW and SQLITE_DONE as they are; anything else sets @error. */
int hc_stmt_step (HcStmt *self, GError **error);
/* Steps once and expects SQLITE_DONE, then resets (bindings stay). */
gboolean hc_stmt_run (HcStmt *self, GError **error);
void hc_stmt_reset (HcStmt *self);
void hc_stmt_bind_text (HcStmt *self, int index, const char *text); /* NULL binds NULL; transient */
void hc_stmt_bind_text_static (HcStmt *self, int index, const char *text); /* must outlive the step */
void hc_stmt_bind_int64 (HcStmt *self, int index, gint64 value);
void hc_stmt_bind_double (HcStmt *self, int index, double value);
void hc_stmt_bind_instant (HcStmt *self, int index, gint64 instant); /* HC_INSTANT_NONE binds NULL */
char *hc_stmt_text (HcStmt *self, int column);              /* newly allocated; NULL for NULL */
const char *hc_stmt_peek_text (HcStmt *self, int column);   /* valid until the next step */
gint64 hc_stmt_int64 (HcStmt *self, int column);
gint64 hc_stmt_instant (HcStmt *self, int column);          /* HC_INSTANT_NONE for NULL */
double hc_stmt_double (HcStmt *self, int column);

gboolean hc_db_exec (HcDb *self, const char *sql, GError **error);
/* Sets @error from the handle's last error: code chosen as style.md §6. */
void hc_db_set_error (HcDb *self, GError **error);
/* The same from @rc, for what leaves no error at the handle. */
void hc_db_set_error_of (HcDb *self, int rc, GError **error);

/* BEGIN IMMEDIATE … COMMIT; without commit the guard rolls back. */
gboolean hc_db_begin (HcDb *self, GError **error);
gboolean hc_db_commit (HcDb *self, GError **error);
void hc_db_rollback (HcDb *self);

/* An empty file that nobody else has: EXISTS, NOT_FOUND (folder), PERMISSION, DISK_FULL. */
gboolean hc_db_claim_new_file (const char *path, GError **error);
/* Opens a launch read-only that may be damaged or tampered with: to look at it, not to work with it. */
HcDb *hc_db_open_untrusted (const char *path, GError **error);

/* TRUE inside a transaction of either kind. */
gboolean hc_db_in_transaction (HcDb *self);
/* One number or one text from SQL without parameters; @out is the column of the first row. */
gboolean hc_db_query_int64 (HcDb *self, const char *sql, gint64 *out, GError **error);
char *hc_db_query_text (HcDb *self, const char *sql, GError **error);
/* The file's name for messages: base name, in UTF-8. */
char *hc_db_dup_display_name (HcDb *self);

/* hc-sql.c: what hc-db.c needs of it. */
void hc_sql_trace (HcDb *self);
void hc_sql_clear_cache (HcDb *self);

G_END_DECLS
