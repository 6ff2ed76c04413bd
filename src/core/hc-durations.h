/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many durations, censored or not, sorted roughly: into bins that widen with the duration. Medians
 * and bands of any run of them then need to sort only the bins where an answer lies. Exact: bins
 * decide what to look at, never a value. */

#pragma once

#include "hc-statistics.h"

G_BEGIN_DECLS

#define HC_DURATION_BINS 896
#define HC_DURATION_CENSORED 0x8000
#define HC_DURATION_LEFT_OUT 0xffff

typedef struct
{
  guint n;
  guint32 *seconds;
  guint16 *code; /* bin, | HC_DURATION_CENSORED; or HC_DURATION_LEFT_OUT */
} HcDurations;

typedef struct
{
  guint begin;
  guint end;
} HcRange;

/* What some ranges hold, per bin. */
typedef struct
{
  guint n_events;
  guint n_censored;
  guint32 events[HC_DURATION_BINS];
  guint32 censored[HC_DURATION_BINS];
} HcDurationCounts;

void hc_durations_init (HcDurations *self, guint n); /* all left out */
void hc_durations_clear (HcDurations *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcDurations, hc_durations_clear)
void hc_durations_set (HcDurations *self, guint i, guint32 seconds, gboolean is_event);

/* @sign 1 adds the range, -1 takes it away. */
void
hc_durations_count (const HcDurations *self, HcRange range, int sign, HcDurationCounts *counts);
/* Kaplan–Meier of @ranges, whose @counts must be those; times in seconds. @at NAN: S(t) is not
 * asked for. */
HcSurvival hc_durations_survival (const HcDurations *self,
                                  const HcRange *ranges,
                                  guint n_ranges,
                                  const HcDurationCounts *counts,
                                  double at);
/* Type 7 over the events alone; NAN without any. */
double hc_durations_percentile (const HcDurations *self,
                                const HcRange *ranges,
                                guint n_ranges,
                                const HcDurationCounts *counts,
                                double p);

G_END_DECLS
