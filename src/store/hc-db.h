/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One SQLite connection and its statement cache. Used by one thread at a time. Outside store/ it is
 * opaque: other layers pass it to functions of store/. HcDb knows nothing of threads; HcStore owns
 * three of them. */

#pragma once

#include <gio/gio.h>

#include "hc-error.h"
#include "hc-types.h"

G_BEGIN_DECLS

typedef struct _HcDb HcDb;

typedef enum
{
  HC_DB_READ_WRITE,
  HC_DB_READ_ONLY,
} HcDbMode;

/* Opens an existing launch file with all guards (application id, schema text, newer refused,
 * quick_check up to 100,000 tickets, defensive settings, owner file, WAL when writing). Old schemas
 * are migrated in one transaction after a snapshot. Every failure leaves the file untouched.
 * Errors: NOT_FOUND, PERMISSION, NOT_LAUNCH, TOO_NEW, DAMAGED, BUSY. */
HcDb *hc_db_open (const char *path, HcDbMode mode, GError **error);
/* As hc_db_open() for writing, but the pages are checked on a thread meanwhile: until the first
 * transaction that writes, which waits for it and fails with DAMAGED, the file is only read. */
HcDb *hc_db_open_checking (const char *path, GError **error);
/* Creates a new launch file with the newest schema. EXISTS when there is one. */
HcDb *hc_db_create (const char *path, GError **error);
/* A fresh database in memory with the newest schema, for tests and dry runs. */
HcDb *hc_db_open_memory (GError **error);
/* Another connection to a file that this process has open already (readers of HcStore): no owner
 * file, no checks. */
HcDb *hc_db_open_sibling (const char *path, HcDbMode mode, GError **error);
/* The check of all pages of a large launch, which opening leaves out; TRUE at once for any other.
 * FALSE + DAMAGED. Takes a second at a million tickets and ends when cancelled. */
gboolean hc_db_check_large (HcDb *self, GError **error);
/* Checkpoints, back to one file, removes the owner file. NULL is allowed. */
void hc_db_close (HcDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcDb, hc_db_close)

const char *hc_db_path (HcDb *self); /* NULL in memory */
HcDbMode hc_db_mode (HcDb *self);
/* TRUE when no second connection can work beside this one: in memory, or on a network folder, where
 * one person works at a time (rollback journal, exclusive locking). */
gboolean hc_db_is_exclusive (HcDb *self);
/* While set, a running statement ends with G_IO_ERROR_CANCELLED once it is cancelled. Borrowed. */
void hc_db_set_cancellable (HcDb *self, GCancellable *cancellable);
/* Changes when another process wrote. */
gint64 hc_db_data_version (HcDb *self);

/* A read transaction: one consistent moment for several questions. Nest-safe. */
gboolean hc_db_begin_read (HcDb *self, GError **error);
void hc_db_end_read (HcDb *self);

/* Which kinds of tables a write touched. */
typedef enum
{
  HC_TABLES_LAUNCH = 1 << 0,  /* launch, holiday, threshold, scope_rule */
  HC_TABLES_TICKETS = 1 << 1, /* facts */
  HC_TABLES_PLAN = 1 << 2,    /* what figures rest on: teams, groups, hops, duties, cohorts */
  HC_TABLES_IMPORT = 1 << 3,  /* source, import profiles, batches */
  HC_TABLES_TRIAGE = 1 << 4,
  HC_TABLES_HISTORY = 1 << 5,
  HC_TABLES_REGISTERS = 1 << 6, /* any register of hc-field.h (with PLAN or LAUNCH where it is one) */
  HC_TABLES_RULES = 1 << 7,     /* rules and their conditions */
  HC_TABLES_LINKS = 1 << 8,     /* derived: what rules say about tickets */
  HC_TABLES_CATALOG = 1 << 9,   /* issues: what figures by issue rest on */
  HC_TABLES_USAGE = 1 << 10,    /* usage and completions: what figures rest on besides tickets */
  HC_TABLES_WORKFLOWS = 1 << 11, /* hot paths and steps: their names and cycle times */
  HC_TABLES_ALL = (1 << 12) - 1,
} HcTables;

G_END_DECLS
