/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One import into the facts: a write transaction that takes normalised rows, compares them with
 * what is known and keeps what it needs to be taken back. Nothing is visible to others before
 * hc_merge_finish(); freeing an unfinished merge rolls everything back. */

#pragma once

#include "hc-batch-table.h"
#include "hc-db.h"
#include "hc-ticket.h"

G_BEGIN_DECLS

typedef struct _HcMerge HcMerge;

/* Begins the transaction. @batch (borrowed) says what is imported; its id, source and counts are
 * filled in here and while rows come. Without source_id: the only source, or a new one called
 * source_name; AMBIGUOUS when there are several, NOT_FOUND when the given one does not exist.
 * @keys_unique: the caller has seen that no key comes twice; makes a first import faster. */
HcMerge *
hc_merge_begin (HcDb *db, HcBatch *batch, const char *header_hash, gboolean keys_unique, GError **error);

/* What a later file is compared with, read on a thread while the file is looked through. */
typedef struct _HcMergeAhead HcMergeAhead;

/* NULL: there are few tickets, or no second connection. Outside a transaction; @db may be used
 * meanwhile. */
HcMergeAhead *hc_merge_ahead_start (HcDb *db);
/* Waits for the thread. */
void hc_merge_ahead_free (HcMergeAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcMergeAhead, hc_merge_ahead_free)
/* As hc_merge_begin(); takes from @ahead (optional) what still holds. */
HcMerge *hc_merge_begin_after (HcDb *db,
                               HcBatch *batch,
                               const char *header_hash,
                               gboolean keys_unique,
                               HcMergeAhead *ahead,
                               GError **error);
void hc_merge_free (HcMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcMerge, hc_merge_free)

/* The headers of the newest earlier import of this source; empty when there is none. */
GPtrArray *hc_merge_previous_headers (HcMerge *self, GError **error);
gboolean hc_merge_add_column (HcMerge *self,
                              guint position,
                              const char *header,
                              const char *field,
                              GError **error);

typedef enum
{
  HC_MERGED,
  HC_MERGE_DUPLICATE, /* the same row again: dropped */
  HC_MERGE_SEVERAL,   /* another row for a key of this file: it is an event log, begin again */
} HcMergeResult;

/* A row of a snapshot. Rows are sealed. */
gboolean
hc_merge_row (HcMerge *self, const HcTicketRow *row, HcMergeResult *result, GError **error);

/* Where a file has got to in the order of the known tickets; zeroed at the begin. */
typedef struct
{
  gint64 passed;   /* the ticket that was foreseen last */
  gint64 n_missed; /* rows since then */
} HcMergeCursor;

/* The known ticket that was last written with exactly this row, if the file keeps the order; 0: it is
 * not foreseen. For a thread that prepares rows: of a foreseen one only key, opening time and hash
 * are needed. */
gint64 hc_merge_foresee (HcMerge *self, HcMergeCursor *cursor, guint64 row_hash);
/* As hc_merge_row(), for a row that is foreseen to be @ticket. */
gboolean hc_merge_foreseen_row (
  HcMerge *self, const HcTicketRow *row, gint64 ticket, HcMergeResult *result, GError **error);

/* A row of an event log is staged; the replay then merges all of them, key by key, in their order. */
gboolean hc_merge_stage (HcMerge *self, const HcTicketRow *row, GError **error);
gboolean hc_merge_replay (HcMerge *self, GError **error);

/* Keeps the row with its reason. @key (may be NULL): that ticket is in the file all the same. */
gboolean
hc_merge_reject (HcMerge *self, const HcReject *reject, const char *key, GError **error);

/* Missing tickets, checks, counts, warnings of the batch, a line in the history, commit. With
 * @dry_run everything but the commit. @rejects (optional, element HcReject). */
gboolean
hc_merge_finish (HcMerge *self, gboolean dry_run, GPtrArray **rejects, GError **error);

/* TRUE + G_IO_ERROR_CANCELLED when the job of @db was cancelled. */
gboolean hc_merge_is_cancelled (HcDb *db, GError **error);

/* Recomputes the content hash of every ticket. @bad: how many differ; @keys (optional, of char *)
 * gets the first hundred of them. */
gboolean hc_merge_verify_hashes (HcDb *db, guint64 *bad, GPtrArray *keys, GError **error);

G_END_DECLS
