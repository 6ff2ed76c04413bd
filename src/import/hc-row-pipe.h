/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads and normalises rows on a thread of its own, a few hundred ahead of the merge, which is the
 * slower half of an import. While it runs, reader and normaliser belong to it. */

#pragma once

#include "hc-merge.h"
#include "hc-normalise.h"

G_BEGIN_DECLS

typedef struct
{
  HcRowKind kind;
  HcTicketRow ticket; /* of TICKET */
  HcReject reject;    /* of REJECTED */
  const char *key;    /* of REJECTED; NULL when there is none */
  gint64 foreseen;    /* of TICKET: the known one; then its only text is the key */
} HcPipedRow;

typedef struct _HcRowPipe HcRowPipe;

/* Starts at the reader's next row. All are borrowed. @merge: asked which rows it knows; NULL: all
 * come with all their texts. */
HcRowPipe *hc_row_pipe_new (HcRowReader *reader, HcNormaliser *normaliser, HcMerge *merge);
/* Stops, waits; reader and normaliser are the caller's again. */
void hc_row_pipe_free (HcRowPipe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRowPipe, hc_row_pipe_free)

/* The next row, valid until the call after it; NULL at the end, or with @error: also FORMAT when
 * all rows were rejected, or when one holds others in its cells. */
const HcPipedRow *hc_row_pipe_next (HcRowPipe *self, GError **error);
/* How far the reader was at that row: 0…1, < 0 unknown. */
double hc_row_pipe_fraction (HcRowPipe *self);

G_END_DECLS
