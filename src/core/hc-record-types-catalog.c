/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The issue catalog, the rules that link tickets to it, escalations, what is kept for a page. */

#include "config.h"

#include "hc-record-types-private.h"

/* ---------------------------------------------------------------- issue */

/* The method's seven deflectable questions, its eight blockers, and data migration. */
static const HcChoice kinds[] = {
  { "navigation", N_ ("Navigation Question") },
  { "field_guidance", N_ ("Field Guidance") },
  { "upload_rules", N_ ("Document Upload Rules") },
  { "approval_step", N_ ("Approval Step Guidance") },
  { "standard_recovery", N_ ("Standard Recovery Step") },
  { "known_workaround", N_ ("Known Workaround") },
  { "how_do_i", N_ ("“How Do I” Question") },
  { "access_failure", N_ ("Access Failure") },
  { "incorrect_permission", N_ ("Incorrect Permission") },
  { "configuration_defect", N_ ("Configuration Defect") },
  { "broken_integration", N_ ("Broken Integration") },
  { "missing_approval_routing", N_ ("Missing Approval Routing") },
  { "system_error", N_ ("System Error") },
  { "compliance_sensitive", N_ ("Compliance-Sensitive Question") },
  { "policy_decision", N_ ("Policy Decision") },
  { "data_migration", N_ ("Data Migration") },
  { NULL, NULL },
};

static const HcChoice owners[] = {
  { "support", N_ ("Support") },         { "itsm", N_ ("ITSM") },
  { "application", N_ ("Application") }, { "process", N_ ("Process") },
  { "access", N_ ("Access") },           { "security", N_ ("Security") },
  { "compliance", N_ ("Compliance") },   { NULL, NULL },
};

static const HcChoice metrics_to_watch[] = {
  { "pattern_repeat_rate", N_ ("Repeat Ticket Rate") },
  { "time_to_resolve", N_ ("Time to Resolve") },
  { "deflection_rate", N_ ("Tier 1 Deflection") },
  { "backlog_age", N_ ("Backlog Ageing") },
  { "completion_rate", N_ ("Completion Rate") },
  { NULL, NULL },
};

static const HcChoice states[] = {
  { "new", N_ ("New") },
  { "in_progress", N_ ("In Progress") },
  { "waiting_business", N_ ("Waiting for Business") },
  { "waiting_vendor", N_ ("Waiting for Vendor") },
  { "retest", N_ ("Retest") },
  { "returned", N_ ("Returned") },
  { "resolved", N_ ("Resolved") },
  { "closed", N_ ("Closed") },
  { "deferred", N_ ("Deferred") },
  { NULL, NULL },
};

static const HcChoice decisions[] = {
  { "fix", N_ ("Fix") },
  { "accept", N_ ("Accept") },
  { "defer", N_ ("Defer") },
  { NULL, NULL },
};

static const HcField issue_fields[] = {
  { "code", N_ ("Code"), HC_VALUE_TEXT, .width = 8 },
  { "title", N_ ("Title"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 32 },
  { "workflow_id", N_ ("Workflow"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE,
    .reference = "workflow", .width = 20 },
  { "step_id", N_ ("Step"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "workflow_step",
    .width = 18 },
  { "kind", N_ ("Kind"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, kinds, .width = 18 },
  { "cause", N_ ("Root Cause"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, hc_cause_choices,
    .width = 12 },
  { "action", N_ ("Action"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, hc_action_choices, .width = 10 },
  { "owner", N_ ("Owner"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, owners, .width = 12 },
  { "person_id", N_ ("Person"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "person",
    .width = 18 },
  { "deputy_id", N_ ("Deputy"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "person",
    .width = 18 },
  { "metric", N_ ("Metric to Watch"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, metrics_to_watch,
    .width = 16 },
  { "severity", N_ ("Severity"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, .minimum = 1, .maximum = 4,
    .width = 8 },
  { "state", N_ ("State"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, states, .initial = "new",
    .width = 14 },
  { "due", N_ ("Due"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  { "symptom", N_ ("Symptom in the User’s Words"), HC_VALUE_LONG_TEXT, .width = 32 },
  { "error_text", N_ ("Error Text"), HC_VALUE_LONG_TEXT, .width = 24 },
  { "workaround", N_ ("Workaround"), HC_VALUE_LONG_TEXT, .width = 32 },
  { "is_known_error", N_ ("Known Error"), HC_VALUE_BOOLEAN, HC_FIELD_REQUIRED, .initial = "0",
    .width = 8 },
  { "preconditions", N_ ("Preconditions"), HC_VALUE_LONG_TEXT, .width = 24 },
  { "how_to_undo", N_ ("How to Undo"), HC_VALUE_LONG_TEXT, .width = 24 },
  { "permanent_fix", N_ ("Permanent Fix"), HC_VALUE_TEXT, .width = 24 },
  { "valid_until", N_ ("Valid Until"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  { "dependency", N_ ("Dependency"), HC_VALUE_TEXT, .width = 24 },
  { "external_reference", N_ ("External Reference"), HC_VALUE_TEXT, .width = 16 },
  { "decision", N_ ("Decision"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, decisions, .width = 10 },
  { "accepted_by", N_ ("Accepted By"), HC_VALUE_TEXT, .width = 18 },
  { "bau_owner", N_ ("BAU Owner"), HC_VALUE_TEXT, .width = 18 },
  { "target", N_ ("Target"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  { "bau_level", N_ ("BAU Level"), HC_VALUE_REAL, HC_FIELD_NULLABLE, .minimum = 0,
    .maximum = 1e6, .width = 8 },
  { "created_at", N_ ("Created"), HC_VALUE_INSTANT, HC_FIELD_REQUIRED | HC_FIELD_HIDDEN,
    .initial = "0" },
  RANK,
};
RECORD_TYPE (issue, N_ ("Issue"), N_ ("Issue Catalog"), .key = { "code" });

static const HcField issue_cohort_fields[] = {
  { "issue_id", N_ ("Issue"), HC_VALUE_REFERENCE,
    HC_FIELD_REQUIRED | HC_FIELD_PARENT | HC_FIELD_HIDDEN, .reference = "issue" },
  { "cohort_id", N_ ("Cohort"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED | HC_FIELD_BELONGS,
    .reference = "cohort", .width = 24 },
};
RECORD_TYPE (issue_cohort, N_ ("Affected Cohort"), N_ ("Affected Cohorts"),
             .key = { "issue_id", "cohort_id" });

/* ---------------------------------------------------------------- rules */

static const HcField rule_fields[] = {
  { "name", N_ ("Rule"), HC_VALUE_TEXT, HC_FIELD_TITLE, .width = 24 },
  { "is_enabled", N_ ("On"), HC_VALUE_BOOLEAN, HC_FIELD_REQUIRED, .initial = "1", .width = 6 },
  { "issue_id", N_ ("Issue"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE | HC_FIELD_BELONGS,
    .reference = "issue", .width = 24 },
  { "workflow_id", N_ ("Workflow"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE,
    .reference = "workflow", .width = 20 },
  { "step_id", N_ ("Step"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "workflow_step",
    .width = 18 },
  { "cohort_id", N_ ("Cohort"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "cohort",
    .width = 18 },
  { "cause", N_ ("Root Cause"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, hc_cause_choices,
    .width = 12 },
  RANK,
};
RECORD_TYPE (rule, N_ ("Rule"), N_ ("Rules"));

static const HcChoice operators[] = {
  { "is", N_ ("Is") },         { "contains", N_ ("Contains") }, { "word", N_ ("Has the Word") },
  { "starts", N_ ("Starts With") }, { "matches", N_ ("Matches") },   { "in", N_ ("Is One Of") },
  { NULL, NULL },
};

static const HcField rule_condition_fields[] = {
  { "rule_id", N_ ("Rule"), HC_VALUE_REFERENCE,
    HC_FIELD_REQUIRED | HC_FIELD_PARENT | HC_FIELD_HIDDEN, .reference = "rule" },
  { "field", N_ ("Field"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 16 },
  { "operator", N_ ("Operator"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, operators,
    .initial = "contains", .width = 12 },
  { "value", N_ ("Value"), HC_VALUE_LONG_TEXT, HC_FIELD_REQUIRED, .width = 32 },
  RANK,
};
RECORD_TYPE (rule_condition, N_ ("Condition"), N_ ("Conditions"));

/* ---------------------------------------------------------------- text groups */

static const HcChoice group_choices[] = {
  { "apart", N_ ("Group of Its Own") },
  { "ignore", N_ ("No Problem") },
  { "merge", N_ ("Merged") },
  { NULL, NULL },
};

static const HcField text_group_choice_fields[] = {
  { "words", N_ ("Words"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 32 },
  { "choice", N_ ("Choice"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, group_choices, .width = 16 },
  { "into_words", N_ ("Merged Into"), HC_VALUE_TEXT, .width = 32 },
};
RECORD_TYPE (text_group_choice, N_ ("Text Group Choice"), N_ ("Text Group Choices"),
             .key = { "words" });

static const HcField stop_word_fields[] = {
  { "word", N_ ("Stop Word"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 20 },
};
RECORD_TYPE (stop_word, N_ ("Stop Word"), N_ ("Stop Words"), .key = { "word" });

/* ---------------------------------------------------------------- escalations, saved filters */

/* What happened to one issue; a copy of it was never escalated. */
static const HcField escalation_fields[] = {
  { "title", N_ ("Escalation"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 32 },
  { "issue_id", N_ ("Issue"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "issue",
    .width = 20 },
  { "level", N_ ("Level"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, .minimum = 1, .maximum = 9,
    .width = 6 },
  { "team_id", N_ ("Team"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "team",
    .width = 18 },
  { "person_id", N_ ("Person"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "person",
    .width = 18 },
  { "raised_at", N_ ("Raised"), HC_VALUE_INSTANT, HC_FIELD_REQUIRED, .width = 16 },
  { "raised_by", N_ ("Raised By"), HC_VALUE_TEXT, .width = 16 },
  { "due_at", N_ ("Acknowledge Until"), HC_VALUE_INSTANT, HC_FIELD_NULLABLE, .width = 16 },
  { "acknowledged_at", N_ ("Acknowledged"), HC_VALUE_INSTANT, HC_FIELD_NULLABLE, .width = 16 },
  { "acknowledged_by", N_ ("Acknowledged By"), HC_VALUE_TEXT, .width = 16 },
  { "resolved_at", N_ ("Resolved"), HC_VALUE_INSTANT, HC_FIELD_NULLABLE, .width = 16 },
  { "outcome", N_ ("Outcome"), HC_VALUE_LONG_TEXT, .width = 32 },
  RANK,
};
RECORD_TYPE (escalation, N_ ("Escalation"), N_ ("Escalations"), .stays = TRUE);

static const HcField saved_filter_fields[] = {
  { "page", N_ ("Page"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_HIDDEN },
  { "name", N_ ("Name"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
  { "filter", N_ ("Filter"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_HIDDEN },
  RANK,
};
RECORD_TYPE (saved_filter, N_ ("Saved Filter"), N_ ("Saved Filters"), .key = { "page", "name" });
