/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The metrics once more, straight from their definitions and without any cleverness: days ×
 * tickets loops over plain lists. What hc_metric_compute() is compared with. */

#pragma once

#include "hc-metric.h"

G_BEGIN_DECLS

typedef struct
{
  const HcColumns *columns;
  const HcLaunchSettings *settings;
  HcCalendar *calendar;
  gint64 as_of;
  HcDay from, to; /* HC_DAY_NONE: default window */
  const char *routing_method;
  const guint8 *repeats; /* of reference_repeats() */
  gint64 users;          /* -1: not known */
  gboolean (*includes) (guint row, gpointer data); /* the filter and group */
  gpointer data;
} Reference;

/* HcRepeatFlags of every row, by comparing each ticket with each; newly allocated. Without the
 * filter of @self. */
guint8 *reference_repeats (const Reference *self);
/* Fills value, n, numerator, denominator, low, high and the ages of @day. */
void reference_day (const Reference *self, HcMetricId id, HcDay day, HcMetricPoint *out);
/* @excluded_reasons etc. as in a series. */
void reference_window (const Reference *self, HcMetricId id, HcMetricSeries *out);
HcDay reference_last_day (const Reference *self);

G_END_DECLS
