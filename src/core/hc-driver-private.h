/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-driver*.c only. */

#pragma once

#include "hc-driver.h"
#include "hc-metric-private.h"

G_BEGIN_DECLS

/* What a driver is made of: an index into issues, groups, or names of a dimension. */
typedef struct
{
  HcDriverKind kind;
  HcDimension by; /* of CATEGORY: SUBCATEGORY, CATEGORY, or NONE without one */
  guint32 ordinal;
  gint64 open;
} HcDriverSource;

struct _HcDriverCounts
{
  const HcColumns *columns;
  const HcLaunchSettings *settings;
  GPtrArray *group_keys;
  GPtrArray *group_titles;
  GPtrArray *issues;

  HcTimeline time;
  guint n_working;      /* complete working days */
  HcDay *working_days;  /* n_working */
  GArray *sources;      /* of HcDriverSource */
  guint32 *counts;      /* by source, then by complete working day: n_working each */
  guint32 *source_of;   /* by row: index into sources + 1; 0: not counted */
  guint32 *working_of;  /* by row: its complete working day + 1; 0: another day */
};

/* The name of the source for order and display: id of the issue, key of the group, category. */
const char *hc_driver_source_key (const HcDriverCounts *self, const HcDriverSource *source);

G_END_DECLS
