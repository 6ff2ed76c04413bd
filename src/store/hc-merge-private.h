/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-merge*.c only. */

#pragma once

#include "hc-merge.h"
#include "hc-ticket-record.h"

G_BEGIN_DECLS

/* Hashes held: 8 bytes each, and 32 when the file has another order: 80 MB. */
#define HC_MERGE_MAX_KNOWN (2 * 1024 * 1024)

typedef struct _HcMergeKnown HcMergeKnown;

struct _HcMerge
{
  HcDb *db;       /* borrowed */
  HcBatch *batch; /* borrowed */
  HcTerms *terms;

  gint64 source_term;
  gint64 first_new_ticket;
  gint64 next_ticket;
  gint64 go_live_at;
  guint64 before_go_live; /* tickets of the file that were opened before it */
  gint64 open_before;
  gint64 open_now; /* as the rows read that were written */
  gint64 begun; /* spells: open(T) = open(before) + begun − ended */
  gint64 ended;
  gboolean is_first; /* no ticket of this source is known */
  gboolean is_older; /* older than the newest import of this source */
  char *index_sql;   /* the unique key is dropped and comes back at the end; NULL: it is there */
  gboolean in_transaction;
  gboolean left_wal;  /* write-ahead logging comes back at the end */
  gint64 usual_cache; /* page cache to come back; 0: not changed */

  HcMergeKnown *known; /* hashes of all rows that are known; NULL: not held */
  guint64 *seen; /* bit per ticket id: in this file */
  gsize n_seen_words;
  gint64 last_found;
  gboolean in_order; /* the last ones were found in the order of their ids */

  /* Log */
  gint64 n_staged;
  gint64 rising; /* pairs of neighbouring rows by time */
  gint64 falling;
  gint64 staged_time;

  /* Reused from row to row */
  HcSpells spells;
  HcSpells old_spells;
  HcTicketRecord record;
  HcTicketRecord old;
  GStringChunk *chunk;
  GByteArray *packed;

  HcStmt *find, *find_next, *load, *load_spells, *is_open, *insert, *update, *insert_spell, *delete_spells,
    *insert_change, *insert_before, *clear_missing, *insert_reject, *stage;
};

/* One more ticket of the file. */
void hc_merge_count_ticket (HcMerge *self, const HcTicketRow *row);

/* What is known about the ticket @key of the source. 0: nothing; < 0: error. */
gint64 hc_merge_find (
  HcMerge *self, const char *key, gint64 *row_hash, gint64 *missing_since, GError **error);
/* FALSE when it was seen before. */
gboolean hc_merge_see (HcMerge *self, gint64 ticket);
gboolean hc_merge_was_seen (HcMerge *self, gint64 ticket);

/* Fills old, record (a copy) and both spells of a known ticket, and keeps its before-image. */
gboolean hc_merge_load (HcMerge *self, gint64 ticket, GError **error);
gboolean hc_merge_save_before (HcMerge *self, GError **error);
/* Feeds the record's spells and counts the event. */
HcSpellsEvent
hc_merge_observe (HcMerge *self, HcStateClass state_class, gint64 row_time, gint64 shown_at);
/* Completes record from spells and hashes, and writes it and its spells. */
gboolean hc_merge_insert (HcMerge *self, guint64 row_hash, GError **error);
gboolean hc_merge_update (HcMerge *self, guint64 row_hash, GError **error);

/* One line of ticket_change. @old_value, @new_value: records with the value of @field. */
gboolean hc_merge_note_change (HcMerge *self,
                               HcTicketField field,
                               const HcTicketRecord *old_record,
                               const HcTicketRecord *new_record,
                               gint64 seen_at,
                               gboolean inferred,
                               GError **error);
gboolean hc_merge_differs (HcTicketField field, const HcTicketRecord *a, const HcTicketRecord *b);

/* hc-merge-known.c: counts the open tickets, and fills self->known when that pays, from @ahead (may be
 * NULL) when it still holds. */
gboolean hc_merge_known_load (HcMerge *self, HcMergeAhead *ahead, GError **error);
/* The tickets up to @last; hashes only of those of the source. @open counts those that are open. */
HcMergeKnown *hc_merge_known_read (
  HcDb *db, gint64 last, gint64 source_term, gint64 *open, GError **error);
/* hc-merge-ahead.c: waits for the thread and closes its connection: while one reads, SQLite cannot
 * begin the write-ahead log. */
void hc_merge_ahead_finish (HcMergeAhead *self);
/* After that: what was read, when nothing has changed since and it is of the source; else NULL. */
HcMergeKnown *hc_merge_ahead_take (HcMergeAhead *self, HcMerge *merge, gint64 *open);
void hc_merge_known_free (HcMergeKnown *self);
/* The known tickets of the source that the file has not shown. */
GArray *hc_merge_known_unseen (HcMerge *self);
/* The ticket that was last written with exactly this row; 0: none. */
gint64 hc_merge_known_find (HcMergeKnown *self, guint64 row_hash);
/* @ticket was foreseen. */
void hc_merge_known_hit (HcMergeKnown *self, gint64 ticket);
/* The ticket of the next row, if the file keeps the order; @ticket: of a row found otherwise. */
gint64 hc_merge_known_next (HcMergeKnown *self);
void hc_merge_known_go_on (HcMergeKnown *self, gint64 ticket);

/* hc-merge-finish.c: tickets that a file which should show them does not. */
gboolean hc_merge_find_missing (HcMerge *self, GError **error);

G_END_DECLS
