/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Usage and completions: loading them for the metrics, saving many at once. */

#pragma once

#include "hc-db.h"
#include "hc-field.h"
#include "hc-usage.h"

G_BEGIN_DECLS

/* With the names, head counts and cycle times of the plan. Any thread that owns @db. */
HcUsage *hc_usage_load (HcDb *db, GError **error);

typedef struct
{
  guint added;
  guint changed;
  guint unchanged;
} HcUsageSaved;

/* Inside hc_history_run(): @records (of HcRecordData, usage_day or completion_day, all of one type,
 * checked) take the place of those with the same key: figures that they give; those that they do
 * not give stay. Sets the id of each. */
gboolean hc_usage_save (HcDb *db, GPtrArray *records, HcUsageSaved *saved, GError **error);
/* The same, only counted: what would be saved. */
gboolean hc_usage_compare (HcDb *db, GPtrArray *records, HcUsageSaved *saved, GError **error);

G_END_DECLS
