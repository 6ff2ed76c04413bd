/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hot paths and what is prepared for them. */

#include "config.h"

#include "hc-record-types-private.h"

#define MAX_CYCLE_HOURS (24 * 366)

/* ---------------------------------------------------------------- hot paths */

static const HcChoice directions[] = {
  { "at_least", N_ ("At Least") },
  { "at_most", N_ ("At Most") },
  { NULL, NULL },
};

#define SCORE .minimum = 1, .maximum = 5, .width = 6

static const HcField workflow_fields[] = {
  { "name", N_ ("Name"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 28 },
  { "description", N_ ("Description"), HC_VALUE_LONG_TEXT, .width = 40 },
  { "owner_person_id", N_ ("Owner"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "person",
    .width = 20 },
  { "owner_team_id", N_ ("Owning Team"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE,
    .reference = "team", .width = 20 },
  { "deputy_person_id", N_ ("Deputy"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE,
    .reference = "person", .width = 20 },
  { "impact", N_ ("Impact"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, SCORE },
  { "volume", N_ ("Volume"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, SCORE },
  { "likelihood", N_ ("Likelihood of Getting Stuck"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, SCORE },
  { "success_metric", N_ ("Success Metric"), HC_VALUE_TEXT, .width = 32 },
  { "success_unit", N_ ("Unit"), HC_VALUE_TEXT, .width = 8 },
  { "baseline", N_ ("Baseline"), HC_VALUE_REAL, HC_FIELD_NULLABLE, .width = 8 },
  { "target", N_ ("Target"), HC_VALUE_REAL, HC_FIELD_NULLABLE, .width = 8 },
  { "target_direction", N_ ("Target Is"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, directions,
    .width = 10, .initial = "at_least" },
  { "cycle_time_hours", N_ ("Cycle Time in Hours"), HC_VALUE_REAL, HC_FIELD_NULLABLE,
    .minimum = 0, .maximum = MAX_CYCLE_HOURS, .width = 8 },
  RANK,
};
RECORD_TYPE (workflow, N_ ("Hot Path"), N_ ("Hot Paths"));

static const HcField workflow_cohort_fields[] = {
  { "workflow_id", N_ ("Hot Path"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED | HC_FIELD_PARENT,
    .reference = "workflow", .width = 28 },
  { "cohort_id", N_ ("Cohort"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED, .reference = "cohort",
    .width = 20 },
};
RECORD_TYPE (workflow_cohort, N_ ("Affected Cohort"), N_ ("Affected Cohorts"),
             .key = { "workflow_id", "cohort_id" });

static const HcChoice changes[] = {
  { "new", N_ ("New") },
  { "changed", N_ ("Changed") },
  { "same", N_ ("Same") },
  { NULL, NULL },
};

static const HcField workflow_step_fields[] = {
  { "workflow_id", N_ ("Hot Path"), HC_VALUE_REFERENCE,
    HC_FIELD_REQUIRED | HC_FIELD_PARENT | HC_FIELD_HIDDEN, .reference = "workflow" },
  { "name", N_ ("Step"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 32 },
  { "changed", N_ ("Change"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, changes, .initial = "new",
    .width = 10 },
  { "is_exception", N_ ("Exception Path"), HC_VALUE_BOOLEAN, HC_FIELD_REQUIRED, .initial = "0",
    .width = 8 },
  RANK,
};
RECORD_TYPE (workflow_step, N_ ("Step"), N_ ("Steps"));

static const HcChoice asset_states[] = {
  { "none", N_ ("None") },
  { "draft", N_ ("Draft") },
  { "in_review", N_ ("In Review") },
  { "approved", N_ ("Approved") },
  { NULL, NULL },
};

static const HcField failure_point_fields[] = {
  { "step_id", N_ ("Step"), HC_VALUE_REFERENCE,
    HC_FIELD_REQUIRED | HC_FIELD_PARENT | HC_FIELD_HIDDEN, .reference = "workflow_step" },
  { "what_happens", N_ ("What Happens"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE,
    .width = 40 },
  { "likely_cause", N_ ("Likely Root Cause"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, hc_cause_choices,
    .width = 12 },
  { "planned_action", N_ ("Planned Action"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, hc_action_choices,
    .width = 12 },
  { "prepared_asset", N_ ("Prepared Asset"), HC_VALUE_TEXT, .width = 32 },
  { "asset_status", N_ ("Asset Status"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, asset_states,
    .width = 10, .initial = "none" },
  RANK,
};
RECORD_TYPE (failure_point, N_ ("Failure Point"), N_ ("Failure Points"));

static const HcChoice rehearsal_kinds[] = {
  { "rehearsal", N_ ("Rehearsal") },
  { "live_check", N_ ("Live Check") },
  { NULL, NULL },
};

static const HcChoice outcomes[] = {
  { "passed", N_ ("Passed") },
  { "partly", N_ ("Partly") },
  { "failed", N_ ("Failed") },
  { NULL, NULL },
};

/* They happened to one hot path: a copy of it was never rehearsed. */
static const HcField rehearsal_fields[] = {
  { "workflow_id", N_ ("Hot Path"), HC_VALUE_REFERENCE,
    HC_FIELD_REQUIRED | HC_FIELD_PARENT | HC_FIELD_HIDDEN, .reference = "workflow" },
  { "kind", N_ ("Kind"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, rehearsal_kinds, .width = 12,
    .initial = "rehearsal" },
  { "date", N_ ("Date"), HC_VALUE_DAY, HC_FIELD_NULLABLE | HC_FIELD_TITLE, .width = 12 },
  { "who", N_ ("Who"), HC_VALUE_TEXT, .width = 20 },
  { "outcome", N_ ("Outcome"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, outcomes, .width = 10 },
  { "notes", N_ ("Notes"), HC_VALUE_LONG_TEXT, .width = 40 },
};
RECORD_TYPE (rehearsal, N_ ("Rehearsal"), N_ ("Rehearsals"), .stays = TRUE);

/* ---------------------------------------------------------------- communications, baselines */

static const HcField communication_fields[] = {
  { "audience", N_ ("Audience"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
  { "cohort_id", N_ ("Cohort"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "cohort",
    .width = 20 },
  { "workflow_id", N_ ("Hot Path"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE,
    .reference = "workflow", .width = 24 },
  { "channel", N_ ("Channel"), HC_VALUE_TEXT, .width = 18 },
  { "text", N_ ("Message"), HC_VALUE_LONG_TEXT, .width = 48 },
  { "planned_on", N_ ("Planned On"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  { "sender", N_ ("Sender"), HC_VALUE_TEXT, .width = 20 },
  { "approved_by", N_ ("Approved By"), HC_VALUE_TEXT, .width = 20 },
  { "sent_on", N_ ("Sent On"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  RANK,
};
RECORD_TYPE (communication, N_ ("Communication"), N_ ("Communications"));

/* The ids of metrics.md. */
const HcChoice hc_metric_choices[] = {
  { "inflow", N_ ("Inflow") },
  { "resolved", N_ ("Resolved") },
  { "reopened", N_ ("Reopened") },
  { "open", N_ ("Open Tickets") },
  { "net_flow", N_ ("Net Flow") },
  { "tickets_per_100_users", N_ ("Tickets per 100 Users") },
  { "pattern_repeat_rate", N_ ("Pattern Repeat Rate") },
  { "repeat_tickets_per_100_users", N_ ("Repeat Tickets per 100 Users") },
  { "same_user_repeat_rate", N_ ("Same-User Repeat Rate") },
  { "deflection_rate", N_ ("Deflection Rate") },
  { "backlog_age", N_ ("Backlog Age") },
  { "backlog_days", N_ ("Backlog in Days") },
  { "time_to_resolve", N_ ("Time to Resolve") },
  { "misrouting_rate", N_ ("Misrouting Rate") },
  { "self_service_reach", N_ ("Self-Service Reach") },
  { "completion_rate", N_ ("Completion Rate") },
  { "reopen_rate", N_ ("Reopen Rate") },
  { "sla_attainment", N_ ("SLA Attainment") },
  { "first_response_time", N_ ("First Response Time") },
  { "first_group_resolution_rate", N_ ("First-Group Resolution Rate") },
  { "stale_share", N_ ("Stale Share") },
  { NULL, NULL },
};

static const HcField baseline_fields[] = {
  { "metric", N_ ("Metric"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED | HC_FIELD_TITLE, hc_metric_choices,
    .width = 24 },
  { "value", N_ ("Value"), HC_VALUE_REAL, HC_FIELD_REQUIRED, .width = 10 },
  { "period", N_ ("Period"), HC_VALUE_TEXT, .width = 24 },
  { "note", N_ ("Note"), HC_VALUE_TEXT, .width = 32 },
};
RECORD_TYPE (baseline, N_ ("Baseline"), N_ ("Baselines"), .key = { "metric" });
