/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How risky a hot path is for support, and how much of it is defined: metrics.md §5. Used by the
 * page, the gates and the pack. Pure. */

#pragma once

#include "hc-field.h"

G_BEGIN_DECLS

typedef enum
{
  HC_RISK_UNKNOWN, /* a score is not given yet */
  HC_RISK_LOW,
  HC_RISK_MEDIUM, /* ≥ 18 */
  HC_RISK_HIGH,   /* ≥ 48 */
} HcRiskClass;

#define HC_RISK_HIGH_FROM 48
#define HC_RISK_MEDIUM_FROM 18

/* Impact × volume × likelihood, 1–5 each; any other number is “not given”: 0, UNKNOWN. */
guint hc_workflow_risk (gint64 impact, gint64 volume, gint64 likelihood, HcRiskClass *risk);
/* The same for a record of type “workflow”. */
guint hc_workflow_record_risk (const HcRecordData *workflow, HcRiskClass *risk);
const char *hc_risk_class_word (HcRiskClass risk); /* “high”; NULL for UNKNOWN */
const char *hc_risk_class_label (HcRiskClass risk); /* translated: “High”, “Not Scored Yet” */

/* What makes a hot path defined. Bits of HcWorkflowDefined.missing. */
typedef enum
{
  HC_WORKFLOW_OWNER = 1 << 0,          /* a person or a team */
  HC_WORKFLOW_COHORTS = 1 << 1,        /* at least one */
  HC_WORKFLOW_STEPS = 1 << 2,          /* at least one */
  HC_WORKFLOW_FAILURE_POINTS = 1 << 3, /* at least one */
  HC_WORKFLOW_SCORES = 1 << 4,         /* all three */
  HC_WORKFLOW_METRIC = 1 << 5,         /* a success metric with a target */
} HcWorkflowPart;
#define HC_N_WORKFLOW_PARTS 6

typedef struct
{
  guint count;   /* “4 of 6 defined” */
  guint missing; /* HcWorkflowPart */
} HcWorkflowDefined;

/* @workflow with as many cohorts, steps and failure points (of all its steps). */
HcWorkflowDefined hc_workflow_defined (const HcRecordData *workflow,
                                       guint n_cohorts,
                                       guint n_steps,
                                       guint n_failure_points);
/* Translated, what to do: “Name an owner.” @part: one bit. Static. */
const char *hc_workflow_part_remedy (HcWorkflowPart part);

/* Counts the children of @workflow in the whole registers (of HcRecordData). */
HcWorkflowDefined hc_workflow_defined_in (const HcRecordData *workflow,
                                          GPtrArray *workflow_cohorts,
                                          GPtrArray *workflow_steps,
                                          GPtrArray *failure_points);

/* Its success metric is the completion rate: “completion_rate” or “Completion Rate”, in any case;
 * never a translation, so that a file says the same in every language. */
gboolean hc_workflow_succeeds_by_completion (const HcRecordData *workflow);
/* What completion_rate is to reach on this hot path, as a share: its own target where it succeeds by
 * completion and the target is at least so many per cent; else @of_all. */
double hc_workflow_completion_target (const HcRecordData *workflow, double of_all);
/* The same for the baseline. */
double hc_workflow_completion_baseline (const HcRecordData *workflow, double of_all);

G_END_DECLS
