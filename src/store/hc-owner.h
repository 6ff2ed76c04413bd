/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: who has a launch file open for writing. Beside the launch “X” lies “.~lock.X#”
 * with user, host, process, its start and the time. Inside the process a registry counts the
 * connections to each file: the first writer writes the owner file, the last one removes it. Safe
 * from any thread. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Enters @path into the registry; @check is called before, and only when this process does not have
 * the file open already: reading and closing it then would drop SQLite's locks. NULL + error from
 * @check, or when there is no such file. The key goes to hc_owner_leave(). */
char *hc_owner_enter (const char *path,
                      gboolean (*check) (const char *path, GError **error),
                      GError **error);
void hc_owner_leave (const char *key);

/* Takes the owner file for writing; FALSE + HC_ERROR_BUSY naming who has it, or PERMISSION when the
 * folder cannot be written. A file left by a dead process of this host is replaced. */
gboolean hc_owner_take (const char *key, const char *path, GError **error);
void hc_owner_drop (const char *key);

G_END_DECLS
