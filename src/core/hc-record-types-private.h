/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-record-types*.c only: words that short tables are written with. */

#pragma once

#include <glib/gi18n.h>

#include "hc-field.h"

G_BEGIN_DECLS

#define RECORD_TYPE(id, one_, many_, ...)                                                          \
  const HcRecordType hc_record_type_##id = { .name = #id,                                          \
                                             .one = one_,                                          \
                                             .many = many_,                                        \
                                             .fields = id##_fields,                                \
                                             .n_fields = G_N_ELEMENTS (id##_fields),               \
                                             __VA_ARGS__ }

#define RANK { .name = "rank", .type = HC_VALUE_RANK, .flags = HC_FIELD_HIDDEN }

extern const HcChoice hc_gate_choices[], hc_level_choices[], hc_cause_choices[],
  hc_action_choices[], hc_metric_choices[];

/* hc-record-types-plan.c */
extern const HcRecordType hc_record_type_workflow, hc_record_type_workflow_cohort,
  hc_record_type_workflow_step, hc_record_type_failure_point, hc_record_type_rehearsal,
  hc_record_type_communication, hc_record_type_baseline;
/* hc-record-types-people.c */
extern const HcRecordType hc_record_type_person, hc_record_type_team, hc_record_type_group_team,
  hc_record_type_declared_hop, hc_record_type_cohort, hc_record_type_cohort_match,
  hc_record_type_duty, hc_record_type_duty_role, hc_record_type_escalation_level,
  hc_record_type_holiday;
/* hc-record-types-exit.c */
extern const HcRecordType hc_record_type_criterion, hc_record_type_criterion_waiver,
  hc_record_type_register_note, hc_record_type_evidence, hc_record_type_checklist_item,
  hc_record_type_risk, hc_record_type_improvement, hc_record_type_knowledge_transfer,
  hc_record_type_lesson, hc_record_type_feedback;
/* hc-record-types-catalog.c */
extern const HcRecordType hc_record_type_issue, hc_record_type_issue_cohort, hc_record_type_rule,
  hc_record_type_rule_condition, hc_record_type_text_group_choice, hc_record_type_stop_word,
  hc_record_type_escalation, hc_record_type_saved_filter;
/* hc-record-types-measures.c */
extern const HcRecordType hc_record_type_usage_day, hc_record_type_completion_day,
  hc_record_type_activity, hc_record_type_metric_target;

G_END_DECLS
