/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known besides tickets: active users, help and completions a day, typed or imported. Plain;
 * loaded by store/hc-usage-table. −1 = not given, never 0. */

#pragma once

#include "hc-day.h"

G_BEGIN_DECLS

typedef struct
{
  HcDay day;
  char *cohort_id; /* NULL: everybody */
  gint64 active_users;
  gint64 help_users;
  gint64 help_sessions;
  gint64 confirmed_deflections;
} HcUsageDay;

typedef struct
{
  HcDay day; /* of the start */
  char *workflow_id;
  char *step_id;   /* NULL: the whole hot path */
  char *cohort_id; /* NULL: everybody */
  gint64 started, completed, failed, retried;
} HcCompletionDay;

typedef struct
{
  GPtrArray *usage;       /* of HcUsageDay, by day, then cohort */
  GPtrArray *completions; /* of HcCompletionDay, by day, workflow, step, cohort */
  GHashTable *cycle_hours; /* workflow id → double *: cycle time; absent: none given */
  GPtrArray *cohort_ids;   /* of char *, with a head count … */
  GArray *head_counts;     /* … gint64 beside it */
} HcUsage;

HcUsage *hc_usage_new (void);
HcUsage *hc_usage_ref (HcUsage *self);
void hc_usage_unref (HcUsage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcUsage, hc_usage_unref)
/* Sum over cohorts of @day (the row for everybody where there is one, else the cohorts' sum); -1 when
 * nothing was given. @cohort_id: only that cohort. */
typedef enum
{
  HC_USAGE_ACTIVE_USERS,
  HC_USAGE_HELP_USERS,
  HC_USAGE_HELP_SESSIONS,
  HC_USAGE_CONFIRMED,
} HcUsageField;
gint64 hc_usage_on (const HcUsage *self, HcDay day, const char *cohort_id, HcUsageField field);

G_END_DECLS
