/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Is a launch file whole, and what can be saved of one that is not? */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

typedef struct
{
  char *code; /* stable, untranslated: “pages”, “schema”, “reference”, “term”, “spell”, “launch”,
                 “source”, “content”, “sign_off”, “link” */
  char *text; /* a whole translated sentence */
} HcFinding;

void hc_finding_free (HcFinding *self);

/* Everything that SQLite can tell, the schema, rows that refer to nothing, and the content hash of
 * every ticket. Element type HcFinding; empty: all is well. NULL + error only when the check itself
 * could not run (G_IO_ERROR_CANCELLED, BUSY …). */
GPtrArray *hc_check (HcDb *db, GError **error);
/* The same for a file that hc_db_open() refuses as damaged. Read-only. */
GPtrArray *hc_check_file (const char *path, GError **error);

typedef struct
{
  char *table;
  guint64 kept;
  guint64 skipped;     /* read, but not allowed in a whole file */
  gboolean unreadable; /* a part of it could not be read: nobody knows how many rows it held */
} HcRepairedTable;

void hc_repaired_table_free (HcRepairedTable *self);

/* Copies what can be read of @path, table by table, into a new launch @out. Element type
 * HcRepairedTable, one for each table. NULL + error: there is no @out (EXISTS: it was there before;
 * DAMAGED: nothing can be read). @path is only read. */
GPtrArray *
hc_check_repair (const char *path, const char *out, GCancellable *cancellable, GError **error);

G_END_DECLS
