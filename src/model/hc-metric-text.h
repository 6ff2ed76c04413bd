/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A metric in words, as a card and its tooltip say it. Pure; every text is newly allocated. */

#pragma once

#include "hc-metric.h"

G_BEGIN_DECLS

typedef struct
{
  const HcMetricSet *set;
  const HcLaunchSettings *settings;
  HcCalendar *calendar;
  const double *targets; /* HC_N_METRICS, NAN: none; NULL: none at all */
  gboolean chosen_days;  /* the window was asked for: it is not the default one */
} HcMetricContext;

#define HC_N_METHOD_METRICS 8
/* Those of the method, in its order. */
extern const HcMetricId hc_method_metrics[HC_N_METHOD_METRICS];

/* “34 %”, “3 of 4” (n < 5: no percentage), “1.6 d”, “−63”, “–”; “Not measurable”. */
char *hc_metric_value_text (const HcMetricSeries *series);
/* What stands beside the figure: “12 % over 10 d”, “3 of 7”, “95 %: 19.8–23.6 h”; NULL: nothing. */
char *hc_metric_side_text (const HcMetricSeries *series, const HcMetricContext *context);
/* “falling, ×0.7 (0.5–0.9)”, “cannot tell yet”, “was 1.2 d on 4 Mar”; the remedy when it is not
 * measurable. */
char *hc_metric_trend_text (const HcMetricSeries *series, const HcMetricContext *context);
/* “n = 884, by history” */
char *hc_metric_n_text (const HcMetricSeries *series, const HcMetricContext *context);
/* Definition, window, n, what is left out, method: several lines. */
char *hc_metric_tooltip (const HcMetricSeries *series, const HcMetricContext *context);

/* A value of this metric: “34 %”, “1.6 d”, “11.3”. */
char *hc_metric_number_text (HcMetricId id, double value);
/* With its unit where that is not said already: “11.3 per 100 users”, “404 tickets”. */
char *hc_metric_unit_text (HcMetricId id, const char *value);
/* “≤ 5.0”; NULL without a target. */
char *hc_metric_target_text (HcMetricId id, const HcMetricContext *context);
/* More of it is better: deflection, reach, completion … */
gboolean hc_metric_more_is_better (HcMetricId id);
/* Does the figure of the window reach its target? FALSE without either. */
gboolean hc_metric_meets_target (const HcMetricSeries *series, const HcMetricContext *context);

typedef enum
{
  HC_MOVES_UNKNOWN, /* no test for it, or too little data */
  HC_MOVES_UNCLEAR,
  HC_MOVES_DOWN,
  HC_MOVES_UP,
} HcMoves;

/* @wrong_way (optional): away from what a calm handover needs. */
HcMoves
hc_metric_moves (const HcMetricSeries *series, guint window_length, gboolean *wrong_way);

/* What a day of the series shows on a sparkline: the median age for backlog_age; NAN: nothing. */
double hc_metric_point_value (HcMetricId id, const HcMetricPoint *point);
/* “4–10 Mar”; one day: “4 Mar”. */
char *hc_metric_window_text (HcDay from, HcDay to);
/* The days that the figure covers, as a phrase: “5 working days, 5–11 Mar”, “at 11 Mar 14:20”. */
char *hc_metric_period_text (const HcMetricSeries *series, const HcMetricContext *context);
/* “Left out: 14 cancelled, 8 out of scope.”; NULL: nothing. */
char *hc_metric_excluded_text (const HcMetricSeries *series);
/* “upper estimate”, “by history”, “entered by day”; NULL: the metric has none. */
const char *hc_metric_grade_text (const HcMetricSeries *series);
/* A phrase: “14 cancelled”, “1 day younger than the cycle time”; an unknown reason as its word. */
char *hc_metric_left_out_text (const HcExcluded *excluded);
/* Why tickets are left out: “cancelled”; an unknown one as its word; NULL: days are, not tickets. */
const char *hc_metric_ticket_reason (const char *reason);

G_END_DECLS
