/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: what is looked at before a file is trusted. */

#pragma once

#include "hc-db-private.h"

G_BEGIN_DECLS

/* Looks at the file from outside: regular, not empty, SQLite, of ours, not newer. Never call it for
 * a file that this process has open (closing it drops SQLite's locks). */
gboolean hc_guard_check_file (const char *path, GError **error);
/* Looks from inside: version, schema text. @version gets the schema version of the file. */
gboolean hc_guard_check_db (HcDb *db, int *version, GError **error);
/* SQLite's quick_check of the whole file. FALSE + DAMAGED. */
gboolean hc_guard_check_pages (HcDb *db, GError **error);
/* More than 100,000 tickets: nobody waits for the check of so many pages before working. */
gboolean hc_guard_is_large (HcDb *db, gboolean *out, GError **error);
/* hc_guard_check_pages(), but TRUE at once for a large launch. */
gboolean hc_guard_check_soon (HcDb *db, GError **error);

/* By the type of the file system that @path lies on. */
gboolean hc_guard_is_remote (const char *path);
gboolean hc_guard_type_is_remote (guint64 statfs_type);

G_END_DECLS
