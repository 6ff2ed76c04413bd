/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-import*.c and hc-inspect.c: one look at a file, from opening it to knowing its columns,
 * dates, keys and as-of. The import then reads it a second time. */

#pragma once

#include "hc-file-hash.h"
#include "hc-import.h"
#include "hc-launch-settings.h"
#include "hc-merge.h"
#include "hc-normalise.h"

G_BEGIN_DECLS

#define HC_PROGRESS_ROWS 4096
#define HC_MAX_COUNTED_DAYS 1024

typedef struct
{
  HcDb *db;
  const char *path;
  const HcImportOptions *options;
  HcImportProgress progress;
  gpointer progress_data;

  char *file_name;
  gint64 file_time; /* its modification */
  gint64 file_size;
  gint64 newest_allowed;
  HcLaunchSettings settings;
  HcRowReader *reader;
  HcHeader header;
  char *zone;
  HcCalendar *calendar;     /* the normaliser's: on its thread in the second pass */
  HcCalendar *own_calendar; /* of the merge */
  HcNormaliser *normaliser;

  /* First pass */
  HcDateVote **votes;             /* per column; NULL where no instant */
  const HcDatePattern **patterns; /* per column */
  HcDateOrder date_order;         /* of the columns that could be read both ways */
  guint ambiguous;                /* column that must be asked about; G_MAXUINT: none */
  guint64 rows;                   /* of data */
  gboolean complete;              /* read to the end */
  guint64 repeated_keys;
  guint64 changed_keys; /* those repeated by a row that says something else; only when @is_look */
  gboolean is_look; /* of a person who has not decided yet: rows are read whole */
  gboolean keys_counted;          /* every key was remembered */
  gint64 newest;

  /* Second pass */
  guint32 days[HC_MAX_COUNTED_DAYS]; /* tickets opened per day from go-live on */
  guint64 duplicates;
  HcFileHash *hash;
  HcMergeAhead *ahead; /* NULL: few tickets are known */
} HcImportRun;

/* @lenient: come back without key or opening time, for the dialog. */
gboolean hc_import_run_open (HcImportRun *self,
                             HcDb *db,
                             const char *path,
                             const HcImportOptions *options,
                             gboolean lenient,
                             GError **error);
void hc_import_run_clear (HcImportRun *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcImportRun, hc_import_run_clear)

/* To the first row after the header. */
gboolean hc_import_run_rewind (HcImportRun *self, GError **error);
/* The first pass: votes, keys, rows; at most @limit rows (0: all). Then the patterns are settled;
 * self->ambiguous says whether a person must choose. */
gboolean hc_import_run_scan (HcImportRun *self, guint64 limit, GError **error);
/* The newest instant that counts for the as-of. */
gboolean hc_import_run_find_newest (HcImportRun *self, GError **error);
/* FALSE + AMBIGUOUS, naming column and option. */
gboolean hc_import_run_check_dates (HcImportRun *self, GError **error);
/* Every few thousand rows: tells progress, FALSE + error when cancelled. @fraction of this pass,
 * which is the part @from … @to of the whole. */
gboolean hc_import_run_tick (HcImportRun *self,
                             guint64 rows,
                             double fraction,
                             double from,
                             double to,
                             GError **error);

/* hc-import-checks.c: warnings about the file, added to @batch. */
void hc_import_checks (HcImportRun *self, HcBatch *batch, GPtrArray *previous_headers);

G_END_DECLS
