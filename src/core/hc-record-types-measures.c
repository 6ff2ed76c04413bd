/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What metrics rest on besides tickets, and what they should reach. */

#include "config.h"

#include "hc-record-types-private.h"

#define MAX_A_DAY 100000000

#define DATE                                                                                       \
  { .name = "date", .label = N_ ("Date"), .type = HC_VALUE_DAY,                                    \
    .flags = HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 12 }
#define COHORT                                                                                     \
  { .name = "cohort_id", .label = N_ ("Cohort"), .type = HC_VALUE_REFERENCE,                       \
    .flags = HC_FIELD_NULLABLE | HC_FIELD_BELONGS, .reference = "cohort", .width = 20 }
#define COUNT(name_, label_)                                                                       \
  { .name = name_, .label = label_, .type = HC_VALUE_INTEGER, .flags = HC_FIELD_NULLABLE,          \
    .minimum = 0, .maximum = MAX_A_DAY, .width = 10 }

static const HcField usage_day_fields[] = {
  DATE,
  COHORT,
  COUNT ("active_users", N_ ("Active Users")),
  COUNT ("help_users", N_ ("Help Users")),
  COUNT ("help_sessions", N_ ("Help Sessions")),
  COUNT ("confirmed_deflections", N_ ("Confirmed Deflections")),
};
RECORD_TYPE (usage_day, N_ ("Usage of a Day"), N_ ("Usage"), .key = { "date", "cohort_id" });

static const HcField completion_day_fields[] = {
  DATE,
  { "workflow_id", N_ ("Hot Path"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED | HC_FIELD_BELONGS,
    .reference = "workflow", .width = 24 },
  { "step_id", N_ ("Step"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE | HC_FIELD_BELONGS,
    .reference = "workflow_step", .width = 20 },
  COHORT,
  COUNT ("started", N_ ("Started")),
  COUNT ("completed", N_ ("Completed")),
  COUNT ("failed", N_ ("Failed")),
  COUNT ("retried", N_ ("Retried")),
};
RECORD_TYPE (completion_day, N_ ("Completions of a Day"), N_ ("Completions"),
             .key = { "date", "workflow_id", "step_id", "cohort_id" });

static const HcChoice meanings[] = {
  { "started", N_ ("Hot Path Started") },
  { "step", N_ ("Step Reached") },
  { "completed", N_ ("Hot Path Completed") },
  { "failed", N_ ("Failed") },
  { NULL, NULL },
};

static const HcField activity_fields[] = {
  { "name", N_ ("Activity"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 28 },
  { "workflow_id", N_ ("Hot Path"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED | HC_FIELD_BELONGS,
    .reference = "workflow", .width = 24 },
  { "meaning", N_ ("Meaning"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, meanings, .initial = "step",
    .width = 18 },
  { "step_id", N_ ("Step"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "workflow_step",
    .width = 20 },
  RANK,
};
RECORD_TYPE (activity, N_ ("Activity"), N_ ("Activities of the Event Log"),
             .key = { "name", "workflow_id" });

static const HcField metric_target_fields[] = {
  { "metric", N_ ("Metric"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED | HC_FIELD_TITLE,
    hc_metric_choices, .width = 24 },
  { "value", N_ ("Value"), HC_VALUE_REAL, HC_FIELD_REQUIRED, .width = 10 },
};
RECORD_TYPE (metric_target, N_ ("Target"), N_ ("Targets"), .key = { "metric" });
