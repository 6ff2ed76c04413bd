/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known besides tickets: active users, help and completions a day, typed or imported. Plain;
 * loaded by store/hc-usage-table. −1 = not given, never 0. */

#pragma once

#include "hc-columns.h"
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

/* A hot path, step or cohort of the plan. */
typedef struct
{
  HcDimension by;    /* HC_BY_WORKFLOW, HC_BY_STEP or HC_BY_COHORT */
  char *id;
  char *name;        /* as HcColumns writes it: a step is “Workflow / Step” */
  char *workflow_id; /* of a step; else NULL */
  gboolean is_exception; /* a step that not everybody takes */
  char *kind;            /* of a cohort: “role”; else NULL */
} HcUsageRecord;

typedef struct
{
  GPtrArray *usage;       /* of HcUsageDay, by day, then cohort; each pair once */
  GPtrArray *completions; /* of HcCompletionDay, by day, workflow, step, cohort; each once */
  GHashTable *cycle_hours; /* workflow id → double *: cycle time; absent: none given */
  GPtrArray *cohort_ids;   /* of char *, with a head count … */
  GArray *head_counts;     /* … gint64 beside it */
  GPtrArray *records;      /* of HcUsageRecord: hot paths, steps and cohorts in order */
  guint n_deflect_issues;  /* issues with the action deflect, also those without a ticket */
} HcUsage;

/* Empty. Reference-counted, any thread; read-only once it is shared. */
HcUsage *hc_usage_new (void);
HcUsage *hc_usage_ref (HcUsage *self);
void hc_usage_unref (HcUsage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcUsage, hc_usage_unref)

/* For filling it; ids and names are copied. The days must come in order. */
HcUsageDay *hc_usage_add_day (HcUsage *self, HcDay day, const char *cohort_id);
HcCompletionDay *hc_usage_add_completion (HcUsage *self,
                                          HcDay day,
                                          const char *workflow_id,
                                          const char *step_id,
                                          const char *cohort_id);
HcUsageRecord *
hc_usage_add_record (HcUsage *self, HcDimension by, const char *id, const char *name);
/* NULL when the plan has no such hot path, step or cohort. */
const HcUsageRecord *hc_usage_record (const HcUsage *self, const char *id);
/* Is there a record of @by with this name, in any case? @self may be NULL. */
gboolean hc_usage_has_name (const HcUsage *self, HcDimension by, const char *name);

/* Everybody: the row for everybody where there is one, else the sum of the cohorts of one kind (of
 * several kinds the largest, since each kind counts the same people); −1 when nothing was given, or
 * when a cohort lacks its figure that had one on an earlier day: a part would pass for the whole.
 * @cohort_id: only that cohort. */
typedef enum
{
  HC_USAGE_ACTIVE_USERS,
  HC_USAGE_HELP_USERS,
  HC_USAGE_HELP_SESSIONS,
  HC_USAGE_CONFIRMED,
} HcUsageField;
gint64 hc_usage_on (const HcUsage *self, HcDay day, const char *cohort_id, HcUsageField field);
/* The same for @n_days days from @first on; @kinds (optional): of which kind of cohorts the sum is,
 * borrowed, NULL where it is no sum. */
void hc_usage_series (const HcUsage *self,
                      HcDay first,
                      guint n_days,
                      const char *cohort_id,
                      HcUsageField field,
                      gint64 *values,
                      const char **kinds);
gint64 hc_usage_day_get (const HcUsageDay *day, HcUsageField field);
/* The rows of @day: indexes [begin, end) of `usage`. */
void hc_usage_rows_of (const HcUsage *self, HcDay day, guint *begin, guint *end);
/* “” for one that has none or is not known. */
const char *hc_usage_kind_of (const HcUsage *self, const char *cohort_id);

/* hc-usage-paths.c */
typedef struct
{
  gint64 started, completed, retried; /* −1: not given */
} HcCompletionCount;

/* Of the starts on each of @n_days days from @first on. @step_id NULL: the whole hot path, by its own
 * rows, else from the start of its first to the completion of its last step (exceptions aside).
 * @cohort_id NULL: everybody, as above. */
void hc_usage_completions (const HcUsage *self,
                           const char *workflow_id,
                           const char *step_id,
                           const char *cohort_id,
                           HcDay first,
                           guint n_days,
                           HcCompletionCount *out);

G_END_DECLS
