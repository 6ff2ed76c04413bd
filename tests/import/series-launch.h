/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch whose series are recomputed by SQL on its file: an independent reading of metrics.md that
 * shares no code with core/ (days come from GDateTime, ages from SQL, percentiles, survival and
 * intervals from the tests). */

#pragma once

#include <sqlite3.h>

#include "hc-launch-settings.h"
#include "hc-metric.h"

G_BEGIN_DECLS

typedef struct
{
  char *dir;
  char *path;
  HcLaunchSettings settings;
  HcCalendar *calendar;
  HcColumns *columns;
  HcUsage *usage; /* NULL: nothing was entered besides tickets */

  /* Of the present look at it. */
  HcMetricSet *set;
  sqlite3 *sql;
  gint64 as_of;
  gboolean is_past; /* the newest import is later than as_of */
  HcDimension by;   /* the group that is compared; HC_BY_NONE: the total */
  const char *group;
  gint64 heads;     /* who its tickets are of; -1: nobody knows */
  const char *cohort;   /* whose tickets they are; NULL: everybody's, or of no cohort */
  gboolean is_filtered; /* a filter leaves less than all tickets */
} Launch;

/* Imports @files (NULL-terminated, times in @file_zone; NULL: the launch's) one after another into a
 * launch in @zone and adds a catalog (see there), then runs @more (SQL, may be NULL). */
void launch_open (Launch *self,
                  const char *const *files,
                  const char *zone,
                  const char *file_zone,
                  const char *go_live,
                  const char *more);
void launch_close (Launch *self);

/* Every series at @as_of (HC_INSTANT_NONE: the newest import), by @by, of the tickets that @where
 * (NULL: all) leaves. The SQL then knows the tables of make_days() and make_population(). */
void launch_look (Launch *self, gint64 as_of, HcDimension by, const HcWhere *where);
/* From now on the group @value of @by is compared, in SQL too. */
void launch_choose (Launch *self, HcDimension by, const char *value);
/* The series in question; NULL when there is none. */
const HcMetricSeries *launch_series (Launch *self, HcMetricId id);

void series_run_sql (sqlite3 *sql, const char *text);
sqlite3_stmt *launch_prepare (Launch *self, const char *text);
double series_column (sqlite3_stmt *stmt, int column); /* NAN for NULL */
void series_same (Launch *self, double got, double expected, HcMetricId id, const char *what, guint day);
/* @text returns n (day), value, and optionally numerator and denominator, for each day in order; of a
 * share the interval is compared too. */
void series_check (Launch *self, HcMetricId id, const char *text);

/* series-checks.c: every metric that rests on tickets alone. */
void series_check_tickets (Launch *self);
/* series-usage.c: those that rest on usage and completions as well. */
void series_check_usage (Launch *self);

G_END_DECLS
