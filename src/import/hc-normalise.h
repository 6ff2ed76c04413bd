/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells → values: one row of a file becomes an HcTicketRow, or a reason why not. Holds the settled
 * columns, date patterns and value tables; allocates nothing per row once warm. */

#pragma once

#include "hc-dates.h"
#include "hc-header.h"

G_BEGIN_DECLS

/* Bytes of a text that are kept: four for each character that a cell of a workbook can hold. */
#define HC_MAX_TEXT (4 * 32767)

typedef enum
{
  HC_ROW_TICKET,
  HC_ROW_EMPTY,
  HC_ROW_HEADER, /* the header line again */
  HC_ROW_FOOTER, /* “Total”, “Export stopped due to excessive size” */
  HC_ROW_REJECTED,
} HcRowKind;

typedef struct _HcNormaliser HcNormaliser;

/* @header (borrowed) and @calendar (borrowed) must outlive it; @options gives values beside the
 * profile's. @newest_allowed: later instants than this reject a row. */
HcNormaliser *hc_normaliser_new (const HcHeader *header,
                                 const HcImportOptions *options,
                                 HcCalendar *calendar,
                                 gint64 newest_allowed);
void hc_normaliser_free (HcNormaliser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcNormaliser, hc_normaliser_free)

/* The pattern of an instant column; NULL leaves its values out. */
void hc_normaliser_set_pattern (HcNormaliser *self, guint position, const HcDatePattern *pattern);

/* What kind of row it is, without looking at its values: never TICKET is said for a row to drop,
 * but a TICKET may still be rejected. */
HcRowKind hc_normaliser_kind (HcNormaliser *self, const HcRow *row);
/* TRUE when the cell stands for no value. */
gboolean hc_normaliser_is_missing (HcNormaliser *self, const HcCell *cell);
/* The ticket's key as it will be stored, NULL when there is none; valid until the next row. */
const char *hc_normaliser_key (HcNormaliser *self, const HcRow *row);

/* The whole row. Texts of @out are valid until the reader's or the normaliser's next row. For
 * REJECTED, @reject (zeroed before) owns why; hc_normaliser_key() may still know the key. */
HcRowKind
hc_normaliser_row (HcNormaliser *self, const HcRow *row, HcTicketRow *out, HcReject *reject);

/* How many rows lie inside the cells of this one: see hc_rows_inside(). */
guint hc_normaliser_rows_inside (HcNormaliser *self, const HcRow *row);

/* What was met so far. */
typedef struct
{
  guint64 ragged;          /* rows with another number of cells than the header */
  guint64 first_ragged;    /* line */
  guint64 bad_values;      /* cells of lesser columns that could not be read */
  guint64 cut_texts;       /* too long to be kept whole */
  guint64 dst_times;       /* local times that do not exist or come twice */
  guint64 resolved_before_opened;
  guint64 footers;
  guint64 repeated_headers;
  gboolean export_stopped; /* the tool itself says that the file is cut */
  GHashTable *unknown_states;     /* text → guint64 * */
  GHashTable *unknown_priorities;
} HcNormaliserCounts;

const HcNormaliserCounts *hc_normaliser_counts (HcNormaliser *self);

void hc_reject_clear (HcReject *reject);

G_END_DECLS
