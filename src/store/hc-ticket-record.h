/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: one row of the table ticket with all columns, as the merge reads, compares,
 * writes and packs it. */

#pragma once

#include "hc-db-private.h"
#include "hc-spell.h"
#include "hc-terms.h"

G_BEGIN_DECLS

/* In schema order. */
typedef enum
{
  HC_COLUMN_ID,
  HC_COLUMN_SOURCE,
  HC_COLUMN_EXTERNAL_ID,
  HC_COLUMN_TITLE,
  HC_COLUMN_DESCRIPTION,
  HC_COLUMN_STATE,
  HC_COLUMN_STATE_CLASS,
  HC_COLUMN_PRIORITY_TERM,
  HC_COLUMN_PRIORITY,
  HC_COLUMN_CATEGORY,
  HC_COLUMN_SUBCATEGORY,
  HC_COLUMN_GROUP,
  HC_COLUMN_FIRST_GROUP,
  HC_COLUMN_ASSIGNEE,
  HC_COLUMN_REQUESTER,
  HC_COLUMN_LOCATION,
  HC_COLUMN_DEPARTMENT,
  HC_COLUMN_BUSINESS_UNIT,
  HC_COLUMN_REGION,
  HC_COLUMN_ROLE,
  HC_COLUMN_ACCESS_GROUP,
  HC_COLUMN_CHANNEL,
  HC_COLUMN_TIER,
  HC_COLUMN_SERVICE,
  HC_COLUMN_RESOLUTION_CODE,
  HC_COLUMN_TAGS,
  HC_COLUMN_PARENT,
  HC_COLUMN_OPENED,
  HC_COLUMN_FIRST_ASSIGNED,
  HC_COLUMN_FIRST_RESPONSE,
  HC_COLUMN_RESOLVED,
  HC_COLUMN_CLOSED,
  HC_COLUMN_UPDATED,
  HC_COLUMN_DUE,
  HC_COLUMN_REOPEN_COUNT,
  HC_COLUMN_REASSIGNMENT_COUNT,
  HC_COLUMN_SLA_MET,
  HC_COLUMN_ENDED,
  HC_COLUMN_END_INFERRED,
  HC_COLUMN_SPELL_COUNT,
  HC_COLUMN_ROUTING_KNOWN,
  HC_COLUMN_FIRST_BATCH,
  HC_COLUMN_LAST_BATCH,
  HC_COLUMN_MISSING_SINCE,
  HC_COLUMN_ROW_HASH,
  HC_COLUMN_CONTENT_HASH,
  HC_N_COLUMNS,
} HcTicketColumn;

typedef struct
{
  gint64 number[HC_N_COLUMNS];    /* HC_INSTANT_NONE = NULL; the state class as HcStateClass */
  const char *text[HC_N_COLUMNS]; /* text columns; NULL = NULL; borrowed */
  guint64 text_hash[HC_N_COLUMNS]; /* of text columns, 0 where there is none; kept with text */
} HcTicketRecord;

void hc_ticket_record_init (HcTicketRecord *self);
/* Where a field is stored; HC_N_COLUMNS when it is not. */
HcTicketColumn hc_ticket_record_column (HcTicketField field);
/* What the row says, over what is known. FALSE + error when a text could not be interned. */
gboolean hc_ticket_record_apply (HcTicketRecord *self,
                                 const HcTicketRow *row,
                                 HcTerms *terms,
                                 GError **error);

const char *hc_ticket_record_insert_sql (void); /* columns in order are ?1 … */
const char *hc_ticket_record_update_sql (void); /* the same; ?1 is the id */
const char *hc_ticket_record_select_sql (void); /* WHERE id = ?1 */
const char *hc_ticket_record_select_all_sql (void);
void hc_ticket_record_bind (const HcTicketRecord *self, HcStmt *stmt);
/* Texts are copied into @chunk. */
void hc_ticket_record_read (HcTicketRecord *self, HcStmt *stmt, GStringChunk *chunk);

/* The spells in short, from and to the record; only several spells have rows of their own. */
void hc_ticket_record_set_spells (HcTicketRecord *self, const HcSpells *spells);
gboolean hc_ticket_record_load_spells (const HcTicketRecord *self,
                                       HcStmt *select,
                                       HcSpells *out,
                                       GError **error);

/* Of everything that matters: texts instead of term ids, and all spells. Not of missing_since,
 * which an import sets on many rows at once. */
guint64 hc_ticket_record_content_hash (const HcTicketRecord *self,
                                       const HcSpells *spells,
                                       const HcTerms *terms);

/* The same as files of schema 1 may hold it: written before texts went in by their hashes. */
guint64 hc_ticket_record_content_hash_v1 (const HcTicketRecord *self,
                                          const HcSpells *spells,
                                          const HcTerms *terms);

/* The row and its spells for ticket_before. */
void hc_ticket_record_pack (const HcTicketRecord *self, const HcSpells *spells, GByteArray *out);
/* Texts point into @data. FALSE + DAMAGED when it is cut off. */
gboolean hc_ticket_record_unpack (HcTicketRecord *self,
                                  HcSpells *spells,
                                  const guint8 *data,
                                  gsize length,
                                  GError **error);

/* Calls @func with each term id of the record. */
typedef void (*HcTermFunc) (gint64 id, gpointer data);
void hc_ticket_record_each_term (const HcTicketRecord *self, HcTermFunc func, gpointer data);

/* A hash as it goes into an INTEGER column. */
static inline gint64
hc_hash_to_number (guint64 hash)
{
  gint64 number = (gint64) hash;

  return number == HC_INSTANT_NONE ? 0 : number;
}

G_END_DECLS
