/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an export file to facts: bytes → rows → columns → tickets → merge. The dialog and the CLI
 * drive these same two functions: look at a file (hc_import_inspect), and import it. Both are jobs:
 * they run on a thread that owns the HcDb and are cancellable. */

#pragma once

#include "hc-batch-table.h"
#include "hc-db.h"
#include "hc-snapshot.h"
#include "hc-ticket.h"

G_BEGIN_DECLS

typedef enum
{
  HC_DATE_ORDER_AUTO,
  HC_DATE_ORDER_DMY,
  HC_DATE_ORDER_MDY,
  HC_DATE_ORDER_YMD,
} HcDateOrder;

const char *hc_date_order_word (HcDateOrder order); /* “dmy” …; "" for AUTO */
gboolean hc_date_order_from_word (const char *word, HcDateOrder *out);

/* Column → field and text → class, as a person (or a profile) settled them. */
typedef struct
{
  char *header;        /* as in the file */
  guint position;      /* 0-based */
  HcTicketField field; /* HC_TICKET_N_FIELDS: do not import */
} HcMapColumn;

typedef struct
{
  char *profile; /* NULL: the best by header */
  char *sheet;
  char *encoding;  /* NULL: detect */
  char delimiter;  /* 0: detect */
  guint header_row; /* 1-based; 0: search */
  HcDateOrder date_order;
  char *zone;      /* NULL: the profile's, else the launch's */
  gint64 as_of;    /* HC_INSTANT_NONE: newest instant in the file */
  int covers;      /* HcCoverage, or -1: the profile's */
  char *source_id; /* NULL: the only one, or a new one named after the profile */
  GArray *columns; /* of HcMapColumn; NULL: the profile's */
  GHashTable *state_values;    /* text → GINT HcStateClass, beside the profile's; NULL: none */
  GHashTable *priority_values; /* text → GINT 1–5 */
  char *save_profile; /* keep the mapping under this name as a judgement; NULL: do not */
  gboolean dry_run;   /* everything but the commit */
  gboolean again;     /* import even if the same bytes were imported before */
  gint64 now;         /* the caller's clock */
  HcSnapshotCopy *snapshot; /* borrowed; finished before anything is committed, and when it fails the
                             * import says so and goes on. NULL: none is taken */
} HcImportOptions;

void hc_import_options_init (HcImportOptions *self);
void hc_import_options_clear (HcImportOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcImportOptions, hc_import_options_clear)

/* Called on the job's thread every few thousand rows; fraction is < 0 while unknown. */
typedef void (*HcImportProgress) (guint64 rows, double fraction, gpointer data);

/* Imports one file in one transaction. NULL + error: the launch is as it was. The batch returned
 * carries counts and warnings (id 0 in a dry run) and, in @rejects (optional, element HcReject), the
 * rejected rows.
 * Errors: NOT_FOUND, PERMISSION, FORMAT (what, line, remedy), LIMIT, AMBIGUOUS (names the option to
 * give), EXISTS (same bytes were imported before), DISK_FULL, G_IO_ERROR_CANCELLED. */
HcBatch *hc_import_file (HcDb *db,
                         const char *path,
                         const HcImportOptions *options,
                         HcImportProgress progress,
                         gpointer progress_data,
                         GPtrArray **rejects,
                         GError **error);

/* ---- looking at a file before importing it ---- */

typedef struct
{
  char *header;
  guint position;
  char *samples[3]; /* NULL where fewer */
  HcTicketField field;
  char *origin; /* “known”, “new”, “left_out”, “chosen” */
} HcInspectColumn;

typedef struct
{
  char *text;
  int value; /* HcStateClass or priority; -1 unknown: a person must say */
  guint64 count;
} HcInspectValue;

/* Three tickets read both ways, when two orders fit every date of the file. */
typedef struct
{
  char *key;
  gint64 dmy;
  gint64 mdy;
} HcInspectDate;

/* A column of plain numbers that are read as days of a spreadsheet, and one of them. */
typedef struct
{
  char *header;
  char *text;
  gint64 instant;
} HcInspectNumber;

typedef struct
{
  char *profile;      /* id, “servicenow” */
  char *profile_name; /* “ServiceNow” */
  gboolean own_profile; /* a mapping that was kept in this launch */
  char *encoding;
  char delimiter;      /* 0 for a workbook */
  GStrv sheets;        /* NULL for text */
  char *sheet;
  guint header_row;
  gboolean is_log;
  HcCoverage covers;
  char *zone;
  gint64 as_of;        /* proposed: the file's modification time */
  guint64 rows;        /* counted when the file is small, else estimated */
  gboolean rows_estimated;
  HcDateOrder date_order; /* AUTO when it must be asked */
  GPtrArray *columns;     /* of HcInspectColumn, file order */
  GPtrArray *states;      /* of HcInspectValue, by count */
  GPtrArray *priorities;
  GPtrArray *dates;       /* of HcInspectDate; empty unless ambiguous */
  GPtrArray *numbers;     /* of HcInspectNumber: a person should look at them */
  GPtrArray *preview;     /* of GStrv: the first 8 rows, one text per HcTicketField, NULL = none */
  GPtrArray *changed_headers; /* of char *: sentences “Column “x” is gone since the last import.” */
  guint64 undecodable;    /* bytes */
  char *already;          /* file imported before: its name and date; NULL */
} HcInspection;

HcInspection *
hc_import_inspect (HcDb *db, const char *path, const HcImportOptions *options, GError **error);
void hc_inspection_free (HcInspection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcInspection, hc_inspection_free)

/* Names of all profiles: shipped, then the launch's own. Element type char *. */
GPtrArray *hc_import_profiles (HcDb *db, GError **error);

G_END_DECLS
