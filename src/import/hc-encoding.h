/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which encoding a text file is in: BOM; else valid UTF-8; else UTF-16 by its NUL bytes; else what
 * uchardet says of a script other than Latin; else Windows-1252. Pure but for reading the file. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* static: “UTF-8”, “windows-1252”, “UTF-16LE” …; an iconv name */
  gsize bom;        /* bytes to skip at the start */
} HcEncoding;

/* Reads @fd from its start and leaves its position anywhere. FALSE + error when reading fails.
 * @file_name is for messages. */
gboolean hc_encoding_detect (int fd, const char *file_name, HcEncoding *out, GError **error);
/* The encoding that a person named; @head are the first bytes of the file (for the BOM and the byte
 * order). HC_ERROR_NOT_FOUND when there is none of that name. The name is interned. */
gboolean hc_encoding_from_name (
  const char *name, const guint8 *head, gsize n_head, HcEncoding *out, GError **error);

/* The length of the valid UTF-8 sequence at @p (1–4); 0: none can begin here; -1: cut by @end. */
int hc_utf8_sequence (const guint8 *p, const guint8 *end);
/* The first byte from @p on that is NUL, or begins no complete valid sequence; @end when all is
 * good. Adds the sequences longer than a byte to @multibyte (may be NULL). */
const guint8 *hc_utf8_skip_valid (const guint8 *p, const guint8 *end, guint64 *multibyte);

G_END_DECLS
