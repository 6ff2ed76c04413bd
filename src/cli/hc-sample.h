/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample launch: a believable ERP wave, deterministic by seed. Shared by the CLI and by
 * “Explore the Sample Launch”. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Nine working days: enough to tell trends and drivers. */
#define HC_SAMPLE_TICKETS 1200
#define HC_SAMPLE_DAYS 13

typedef struct
{
  guint64 tickets; /* HC_SAMPLE_TICKETS */
  guint days;      /* HC_SAMPLE_DAYS: calendar days of exports */
  guint64 seed;    /* default 1 */
} HcSampleOptions;

/* Writes sample.hypercare, exports/incident_YYYY-MM-DD.csv (one a day), usage.csv, completions.csv,
 * truth.csv into the folder @dir (created when missing; EXISTS when it already holds one of them).
 * Each export shows every ticket so far; when they would have more than six million rows in all,
 * only the newest ones are written. The launch file holds the plan and a small
 * start of the issue catalog, but no import yet. @exports
 * (optional) gets the export files in order. FALSE + error: nothing is left. The same options give
 * the same bytes in all CSV files. */
gboolean hc_sample_write (const char *dir,
                          const HcSampleOptions *options,
                          GPtrArray **exports,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
