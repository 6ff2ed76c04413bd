/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Zip archives byte by byte, so that tests can also make wrong ones. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const void *data;
  gsize length;
  gboolean stored;    /* not deflated */
  guint64 claim;      /* declared size when not 0 */
  gboolean encrypted; /* says so */
} ZipMember;

GByteArray *zip_util_make (const ZipMember *members, guint n_members);

G_END_DECLS
