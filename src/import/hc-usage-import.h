/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures besides tickets from a table (CSV, Excel): usage of a day, completions of a day, or a
 * workflow event log from which completions are counted. Read with everything checked (preview),
 * then saved as one command. */

#pragma once

#include "hc-batch-table.h"
#include "hc-import.h"
#include "hc-row-reader.h"
#include "hc-usage-table.h"

G_BEGIN_DECLS

typedef enum
{
  HC_USAGE_FILE_USAGE,
  HC_USAGE_FILE_COMPLETIONS,
  HC_USAGE_FILE_EVENTS,
} HcUsageFileKind;

const char *hc_usage_file_kind_word (HcUsageFileKind kind); /* “usage”, “completions”, “events” */

typedef struct
{
  const HcReaderOptions *reader; /* NULL: detect all */
  HcDateOrder date_order;
  HcCalendar *calendar; /* of the launch: its days, and the zone of times without one */
  HcDay today;          /* later days are rejected; HC_DAY_NONE: none is */
} HcUsageFileOptions;

typedef struct
{
  HcUsageFileKind kind;
  char *file; /* base name */
  guint64 rows;
  GPtrArray *records;  /* of HcRecordData: usage_day or completion_day, each key once */
  GPtrArray *rejects;  /* of HcReject */
  GPtrArray *warnings; /* of char *: whole sentences */
  HcDay from, to;      /* of the records; HC_DAY_NONE without one */
  HcUsageSaved saved;  /* of hc_usage_file_save() and _compare() */
} HcUsageFile;

void hc_usage_file_free (HcUsageFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcUsageFile, hc_usage_file_free)

/* Names of cohorts, hot paths and steps are those of the launch @db. NULL: nothing of the file can be
 * used. FORMAT: no such header, with the headers that would be understood; AMBIGUOUS: dates that can
 * be read two ways, or a log whose activities nobody has said the meaning of; NOT_FOUND, PERMISSION,
 * LIMIT. */
HcUsageFile *hc_usage_file_read (HcDb *db,
                                 const char *path,
                                 const HcUsageFileOptions *options,
                                 GError **error);

/* What would be saved: sets `saved`. */
gboolean hc_usage_file_compare (HcUsageFile *self, HcDb *db, GError **error);
/* An HcCommandFunc; @data: HcUsageFile. The same figures again change nothing. */
gboolean hc_usage_file_save (HcDb *db, gpointer data, GError **error);
/* The name of that command, “Import Usage from “usage.csv””; translated, newly allocated. */
char *hc_usage_file_label (const HcUsageFile *self);

G_END_DECLS
