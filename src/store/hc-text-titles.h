/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: the titles of a population, and the launch's stop words. */

#pragma once

#include "hc-columns.h"
#include "hc-db-private.h"
#include "hc-text.h"

G_BEGIN_DECLS

typedef struct
{
  GStringChunk *chunk;
  const char **title; /* by row of the columns; NULL: none */
} HcTextTitles;

/* G_IO_ERROR_CANCELLED when @cancelled (may be NULL) gets set. */
HcTextTitles *hc_text_titles_load (HcDb *db,
                                   const HcColumns *columns,
                                   const gint *cancelled,
                                   GError **error);
void hc_text_titles_free (HcTextTitles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTextTitles, hc_text_titles_free)

/* Sorted, NULL-terminated. */
char **hc_stop_words_load (HcDb *db, GError **error);

/* TRUE + error every so often when it is set; @i counts the calls. */
gboolean hc_text_stop (const gint *cancelled, guint i, GError **error);

G_END_DECLS
