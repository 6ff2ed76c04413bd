/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The SHA-256 of a file, computed on a thread of its own while the file is read. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HcFileHash HcFileHash;

HcFileHash *hc_file_hash_start (const char *path);
/* Waits. Newly allocated hexadecimal text; NULL + error when the file could not be read. */
char *hc_file_hash_finish (HcFileHash *self, GError **error);
/* Stops and waits. */
void hc_file_hash_free (HcFileHash *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcFileHash, hc_file_hash_free)

G_END_DECLS
