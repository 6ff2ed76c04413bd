/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where those who start a hot path drop off: started, completed and tried again by step, from what
 * was entered or imported by day. Pure, any thread. */

#pragma once

#include "hc-launch-settings.h"
#include "hc-usage.h"

G_BEGIN_DECLS

/* Sums over days. Of each day only what metrics.md §2 lets completion_rate count: complete, the
 * cycle time passed, not more completed than started. */
typedef struct
{
  const HcUsageRecord *step; /* borrowed from the usage; NULL: the whole hot path */
  guint n_days;              /* 0: nothing is known of it, the counts are −1 */
  guint n_impossible;        /* left out: more completed than started */
  gint64 started;
  gint64 completed;
  gint64 retried;    /* −1: on no day given */
  gint64 retried_of; /* starts of the days on which retries are given */
  gint64 of_starts;  /* starts of the whole hot path on these days; −1: not known */
} HcPathCount;

typedef struct
{
  HcDay first; /* with a figure; HC_DAY_NONE: none */
  HcDay last;
  guint n_days;       /* from go-live to T whose cycle time has passed */
  guint n_too_recent; /* days with a figure whose cycle time has not */
  HcPathCount whole;
  GArray *steps; /* of HcPathCount, in the order of the plan, also those not known at all */
} HcPathFlow;

/* Everybody, from go-live to @as_of. A step counts on the days on which the whole hot path is
 * known, so that its share of all starts is of the same days; on all days where it never is. */
HcPathFlow *hc_path_flow_new (const HcUsage *usage,
                              const char *workflow_id,
                              const HcLaunchSettings *settings,
                              HcCalendar *calendar,
                              gint64 as_of);
void hc_path_flow_free (HcPathFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcPathFlow, hc_path_flow_free)
/* Something is known of the hot path or of a step. */
gboolean hc_path_flow_is_known (const HcPathFlow *self);

/* Shares of starts; NAN without starts or when one of the counts is not known. */
double hc_path_count_through (const HcPathCount *self);  /* completed ÷ started */
double hc_path_count_of_all (const HcPathCount *self);   /* completed ÷ starts of the hot path */
double hc_path_count_retries (const HcPathCount *self);  /* tried again per 100 starts */

G_END_DECLS
