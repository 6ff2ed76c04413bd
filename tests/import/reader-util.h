/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files made of bytes, and everything a reader says of them as one comparable text. */

#pragma once

#include "hc-row-reader.h"

G_BEGIN_DECLS

/* A new file with these bytes; reader_util_remove() frees the path too. */
char *reader_util_write (const void *data, gsize length);
void reader_util_remove (char *path);

/* One line per row: “LINE: cell|cell”, with \n \r \t \| \\ escaped; a date as <seconds>, a number
 * #text, a boolean ?text, an error !text. NULL + error. */
char *reader_util_dump (HcRowReader *reader, GError **error);
/* Opens, dumps, rewinds, dumps again and compares. */
char *reader_util_dump_file (const char *path, const HcReaderOptions *options, GError **error);
char *reader_util_dump_bytes (const void *data,
                              gsize length,
                              const HcReaderOptions *options,
                              GError **error);
/* Opens and reads until something is wrong, which it must be. */
GError *reader_util_fail (const void *data, gsize length, const HcReaderOptions *options);

/* A folder of the shared data, or NULL when it is not there. */
char *reader_util_shared (const char *folder);

G_END_DECLS
