/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The charts of a metric out of what hc_metric_compute() returned: the same on the Metrics page, on
 * the command line and on paper. */

#pragma once

#include "hc-plot-build.h"

G_BEGIN_DECLS

/* How a day is written; newly allocated. */
typedef char *(*HcPlotFormatDay) (HcDay day);

/* Start from hc_plot_metric_options_init(). */
typedef struct
{
  const HcControlStrata *strata;  /* limits, signals, two strata; NULL: one line */
  gboolean splits;                /* two strata without limits */
  const HcMetricSeries *compared; /* a second line in grey; NULL: none */
  const char *name, *compared_name; /* NULL: the metric's title */
  double target, baseline;        /* in the metric's own unit; NAN: none */
  const char *target_label;       /* “Target ≤ 5.0”; NULL: “Target 5.0” */
  HcDay from, to;                 /* days shown; HC_DAY_NONE: go-live to T or planned end */
  gboolean has_window;            /* the set was computed for days that were asked for */
  HcPlotFormatDay format_day;     /* “11 Mar”; NULL: YYYY-MM-DD */
  HcPlotFormatDay format_day_long; /* “Wednesday 11 March”; NULL: format_day */
} HcPlotMetricOptions;

void hc_plot_metric_options_init (HcPlotMetricOptions *self);

/* A value a day; backlog_age: stacked by age. Title and definition line are set; add marks with
 * hc_plot_metric_slot(). */
HcPlotBuild *hc_plot_metric (const HcMetricSeries *series,
                             const HcMetricSet *set,
                             const HcLaunchSettings *settings,
                             HcCalendar *calendar,
                             const HcPlotMetricOptions *options);
/* The slot of @day, −1 outside. */
int hc_plot_metric_slot (HcPlotBuild *self, HcDay day);

/* The window values of the groups of @id as bars with their intervals, the @most largest. */
HcPlotBuild *hc_plot_metric_groups (const HcMetricSet *set,
                                    HcMetricId id,
                                    guint most,
                                    const HcPlotMetricOptions *options);
/* Shares of groups against their n with limits around the total; NULL: no share, or under two
 * groups with a value. */
HcPlotBuild *hc_plot_metric_funnel (const HcMetricSet *set,
                                    HcMetricId id,
                                    const HcPlotMetricOptions *options);

/* How long tickets stay open: the curve of the total, or of the @most largest groups (up to eight),
 * named with their medians, and in grey what is compared; sets computed with_curves. NULL without a
 * ticket. @target in hours. */
HcPlotBuild *hc_plot_metric_survival (const HcMetricSet *set,
                                      guint most,
                                      const HcPlotMetricOptions *options);

/* “Confusing approvals”, “Other”, “Without”; translated, borrowed. */
const char *hc_plot_metric_group_name (const HcMetricSeries *series);
/* “34.5 %”, “21.4 h”, “13.4 per 100 users”; NAN: “–”. Newly allocated. */
char *hc_plot_metric_value_text (HcMetricId id, double value);
/* “under 1 d”, “1–3 d”, “14 d and more”. Newly allocated. */
char *hc_plot_age_text (const HcLaunchSettings *settings, guint bucket);

G_END_DECLS
