/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text file as a stream of valid UTF-8 without NUL bytes, whatever it was on disk. What cannot be
 * decoded becomes U+FFFD and is counted. One thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HcTextSource HcTextSource;

/* Takes @fd in any case. @file_name is for messages; @encoding NULL: detect. */
HcTextSource *
hc_text_source_new (int fd, const char *file_name, const char *encoding, GError **error);
void hc_text_source_free (HcTextSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTextSource, hc_text_source_free)

/* 1…@size bytes into @buffer, 0 at the end, -1 + error. A character may be cut between calls only
 * when @size is small. */
gssize hc_text_source_read (HcTextSource *self, char *buffer, gsize size, GError **error);
/* Back to the start; the count begins anew. */
void hc_text_source_rewind (HcTextSource *self);

const char *hc_text_source_name (HcTextSource *self);
const char *hc_text_source_encoding (HcTextSource *self);
guint64 hc_text_source_undecodable (HcTextSource *self); /* bytes of the file so far */
double hc_text_source_fraction (HcTextSource *self);     /* of the file read */

G_END_DECLS
