/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-record-types-private.h"

const HcChoice hc_gate_choices[] = {
  { "go_live", N_ ("Go-Live") },
  { "exit", N_ ("Exit") },
  { NULL, NULL },
};

const HcChoice hc_level_choices[] = {
  { "low", N_ ("Low") },
  { "medium", N_ ("Medium") },
  { "high", N_ ("High") },
  { NULL, NULL },
};

const HcChoice hc_cause_choices[] = {
  { "confusion", N_ ("Confusion") }, { "access", N_ ("Access") }, { "validation", N_ ("Validation") },
  { "defect", N_ ("Defect") },       { "policy", N_ ("Policy") }, { "routing", N_ ("Routing") },
  { NULL, NULL },
};

const HcChoice hc_action_choices[] = {
  { "deflect", N_ ("Deflect") },
  { "escalate", N_ ("Escalate") },
  { "monitor", N_ ("Monitor") },
  { "fix", N_ ("Fix") },
  { NULL, NULL },
};

/* What a record refers to comes before it, as far as there is such an order. */
const HcRecordType *const hc_record_types[] = {
  &hc_record_type_holiday,
  &hc_record_type_team,
  &hc_record_type_person,
  &hc_record_type_group_team,
  &hc_record_type_declared_hop,
  &hc_record_type_cohort,
  &hc_record_type_cohort_match,
  &hc_record_type_workflow,
  &hc_record_type_workflow_cohort,
  &hc_record_type_workflow_step,
  &hc_record_type_failure_point,
  &hc_record_type_rehearsal,
  &hc_record_type_duty,
  &hc_record_type_duty_role,
  &hc_record_type_escalation_level,
  &hc_record_type_baseline,
  &hc_record_type_communication,
  &hc_record_type_criterion,
  &hc_record_type_criterion_waiver,
  &hc_record_type_register_note,
  &hc_record_type_evidence,
  &hc_record_type_checklist_item,
  &hc_record_type_risk,
  &hc_record_type_improvement,
  &hc_record_type_knowledge_transfer,
  &hc_record_type_lesson,
  &hc_record_type_feedback,
  &hc_record_type_issue,
  &hc_record_type_issue_cohort,
  &hc_record_type_rule,
  &hc_record_type_rule_condition,
  &hc_record_type_text_group_choice,
  &hc_record_type_stop_word,
  &hc_record_type_escalation,
  &hc_record_type_saved_filter,
  &hc_record_type_usage_day,
  &hc_record_type_completion_day,
  &hc_record_type_activity,
  &hc_record_type_metric_target,
  NULL,
};
