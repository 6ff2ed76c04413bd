/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch in memory for the tests of metrics, and comparisons that say where they fail. */

#pragma once

#include "hc-metric.h"

G_BEGIN_DECLS

typedef struct
{
  HcLaunchSettings settings;
  HcCalendar *calendar;
  HcColumns *columns;
} Launch;

/* @n open tickets at no time, every input there. */
void launch_init (Launch *self, const char *zone, const char *go_live, guint n);
void launch_clear (Launch *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Launch, launch_clear)

/* A value of a dimension; its ordinal. @id: where the dimension has ids. */
guint32 launch_add_name (HcColumns *columns, HcDimension by, const char *name, const char *id);

HcMetricQuery query_all (void);
HcMetricSet *compute (Launch *self, const HcMetricQuery *query);

/* Named in failures of random tests. */
extern guint seed_in_progress;

void
same_number (double got, double want, const HcMetricSeries *series, HcDay day, const char *what);
void same_point (const HcMetricPoint *got, const HcMetricPoint *want, const HcMetricSeries *series);
/* -1 when @reason is no key. */
gint64 excluded_count (const HcMetricSeries *series, const char *reason);

G_END_DECLS
