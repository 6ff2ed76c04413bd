/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statistics of metrics.md §4: small pure functions over plain arrays. Each .c names the source and
 * the formula; each test a published example or an independent implementation. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Type 7 (Excel PERCENTILE.INC, NumPy, R default). @sorted ascending; NAN when @n is 0. */
double hc_percentile_sorted (const double *sorted, gsize n, double p);
/* The same by quickselect; reorders @values. */
double hc_percentile (double *values, gsize n, double p);

#define HC_Z_90_TWO_SIDED 1.6448536269514722
#define HC_Z_95_TWO_SIDED 1.959963984540054

/* Wilson score interval of successes ÷ n. NAN, NAN when n is 0. */
void hc_wilson (gint64 successes, gint64 n, double z, double *low, double *high);

/* Kaplan–Meier. */
typedef struct
{
  double time;   /* same unit as @end of an observation */
  gboolean event; /* FALSE: censored */
} HcObservationTime;

typedef struct
{
  gsize n, events, censored;
  gboolean reached;
  double median;    /* NAN when S never falls to 0.5 */
  double low, high; /* 95 % Greenwood log-log; NAN when not reached */
  double s_at;      /* S(t) at the time asked for; NAN when n is 0 */
} HcSurvival;

/* Sorts @observations in place. Events come before censorings at ties. */
HcSurvival hc_survival (HcObservationTime *observations, gsize n, double at);

/* The whole curve with its band: from 1 at 0, a step at each time with an event, and the last time. */
typedef struct
{
  double time;
  double s;
  double low, high; /* 95 % Greenwood log-log; NAN where S is 1 or 0 */
} HcSurvivalStep;

/* Sorts @observations in place. NULL when @n is 0; free with g_free(). */
HcSurvivalStep *hc_survival_steps (HcObservationTime *observations, gsize n, guint *n_steps);

/* The same curve walked by its caller, who has the durations grouped: steps in ascending time. */
typedef struct
{
  gsize n, at_risk, events, censored;
  double median, low, high; /* NAN until found */

  /* S and Greenwood's sum after the last censoring: between two censorings both telescope. */
  gsize base_risk;
  double base_s, base_greenwood;
} HcSurvivalCurve;

void hc_survival_curve_init (HcSurvivalCurve *self, gsize n);
/* All observations at @time. */
void hc_survival_curve_step (HcSurvivalCurve *self, double time, gsize events, gsize censored);
/* TRUE when @events next events, nothing censored among them, leave median and band where they are
 * (found or not), whatever their times. */
gboolean hc_survival_curve_can_skip (const HcSurvivalCurve *self, gsize events);
/* Steps over them at once. */
void hc_survival_curve_skip (HcSurvivalCurve *self, gsize events);
/* S after the steps so far; NAN when n is 0. */
double hc_survival_curve_s (const HcSurvivalCurve *self);

/* Two windows of daily counts with exposures. Dispersion-adjusted, metrics.md §4. */
typedef struct
{
  double ratio;     /* rate of last ÷ rate of previous; NAN when either exposure or previous is 0 */
  double low, high; /* two-sided 90 % */
  double p_falling; /* one-sided */
  double p_rising;
  double phi;
  gboolean exact;   /* conditional binomial; FALSE: normal with φ */
} HcRateTest;

HcRateTest hc_rate_test (const double *last,
                         const double *last_exposure,
                         guint n_last,
                         const double *previous,
                         const double *previous_exposure,
                         guint n_previous);

/* P(X <= k), X ~ Bin(n, p). */
double hc_binomial_cdf (gint64 k, gint64 n, double p);
double hc_normal_cdf (double z);
/* Upper 95 % bound of the daily rate after @days event-free days: 3 ÷ n. */
double hc_rule_of_three (guint days);

G_END_DECLS
