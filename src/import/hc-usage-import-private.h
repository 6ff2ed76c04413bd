/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-usage-import*.c only. */

#pragma once

#include "hc-dates.h"
#include "hc-usage-import.h"

G_BEGIN_DECLS

typedef enum
{
  HC_USAGE_COLUMN_DATE,
  HC_USAGE_COLUMN_COHORT,
  HC_USAGE_COLUMN_ACTIVE_USERS,
  HC_USAGE_COLUMN_HELP_USERS,
  HC_USAGE_COLUMN_HELP_SESSIONS,
  HC_USAGE_COLUMN_CONFIRMED,
  HC_USAGE_COLUMN_WORKFLOW,
  HC_USAGE_COLUMN_STEP,
  HC_USAGE_COLUMN_STARTED,
  HC_USAGE_COLUMN_COMPLETED,
  HC_USAGE_COLUMN_FAILED,
  HC_USAGE_COLUMN_RETRIED,
  HC_USAGE_COLUMN_CASE,
  HC_USAGE_COLUMN_ACTIVITY,
  HC_USAGE_COLUMN_TIME,
  HC_USAGE_N_COLUMNS,
} HcUsageColumn;

/* One file being read. */
typedef struct
{
  HcDb *db;
  const HcUsageFileOptions *options;
  HcUsageFile *out;
  HcUsage *plan;                   /* names of cohorts, hot paths and steps */
  int column[HC_USAGE_N_COLUMNS];  /* position; -1: not there */
  char *header[HC_USAGE_N_COLUMNS]; /* as in the file; NULL */
  const HcDatePattern *pattern;
} HcUsageReader;

/* The trimmed cell of @column; "" where the row is too short or has no such column. Newly allocated. */
char *hc_usage_reader_dup (const HcUsageReader *self, const HcRow *row, HcUsageColumn column);
/* Takes @message. FALSE, for a return. */
gboolean hc_usage_reader_reject (HcUsageReader *self,
                                 const HcRow *row,
                                 HcUsageColumn column,
                                 const char *code,
                                 char *message);
/* The instant of @column; FALSE: rejected. */
gboolean hc_usage_reader_instant (HcUsageReader *self,
                                  const HcRow *row,
                                  HcUsageColumn column,
                                  gint64 *instant);
/* The id of the record that @column names; NULL for everybody, or when the cell is empty. FALSE:
 * rejected, with the names there are. @workflow: of the step. */
gboolean hc_usage_reader_find (HcUsageReader *self,
                               const HcRow *row,
                               HcUsageColumn column,
                               HcDimension by,
                               const char *workflow,
                               const char **id);

/* hc-usage-import-rows.c: the next row of a table of days. */
void hc_usage_read_row (HcUsageReader *self, const HcRow *row, GHashTable *seen);

/* hc-usage-import-events.c: a whole event log. */
typedef struct _HcUsageEvents HcUsageEvents;

HcUsageEvents *hc_usage_events_new (HcUsageReader *reader, GError **error);
void hc_usage_events_free (HcUsageEvents *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcUsageEvents, hc_usage_events_free)
void hc_usage_events_read_row (HcUsageEvents *self, const HcRow *row);
/* Counts; FALSE: nobody said what any of the activities means. */
gboolean hc_usage_events_finish (HcUsageEvents *self, GError **error);

G_END_DECLS
