/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-workflow-score.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
is_score (gint64 score)
{
  return score >= 1 && score <= 5;
}

guint
hc_workflow_risk (gint64 impact, gint64 volume, gint64 likelihood, HcRiskClass *risk)
{
  guint score = 0;

  if (is_score (impact) && is_score (volume) && is_score (likelihood))
    score = (guint) (impact * volume * likelihood);
  if (risk != NULL)
    *risk = score == 0                     ? HC_RISK_UNKNOWN
            : score >= HC_RISK_HIGH_FROM   ? HC_RISK_HIGH
            : score >= HC_RISK_MEDIUM_FROM ? HC_RISK_MEDIUM
                                           : HC_RISK_LOW;
  return score;
}

guint
hc_workflow_record_risk (const HcRecordData *workflow, HcRiskClass *risk)
{
  return hc_workflow_risk (hc_record_data_get_int (workflow, "impact", 0),
                           hc_record_data_get_int (workflow, "volume", 0),
                           hc_record_data_get_int (workflow, "likelihood", 0), risk);
}

const char *
hc_risk_class_word (HcRiskClass risk)
{
  static const char *const words[] = { NULL, "low", "medium", "high" };

  g_return_val_if_fail ((guint) risk < G_N_ELEMENTS (words), NULL);
  return words[risk];
}

const char *
hc_risk_class_label (HcRiskClass risk)
{
  static const char *const labels[] = { N_ ("Not Scored Yet"), N_ ("Low"), N_ ("Medium"),
                                        N_ ("High") };

  g_return_val_if_fail ((guint) risk < G_N_ELEMENTS (labels), NULL);
  return _ (labels[risk]);
}

/* ---- defined ---- */

HcWorkflowDefined
hc_workflow_defined (const HcRecordData *workflow,
                     guint n_cohorts,
                     guint n_steps,
                     guint n_failure_points)
{
  HcWorkflowDefined self = { HC_N_WORKFLOW_PARTS, 0 };
  const gboolean there[HC_N_WORKFLOW_PARTS] = {
    hc_record_data_is_set (workflow, "owner_person_id") ||
      hc_record_data_is_set (workflow, "owner_team_id"),
    n_cohorts > 0,
    n_steps > 0,
    n_failure_points > 0,
    hc_workflow_record_risk (workflow, NULL) > 0,
    hc_record_data_is_set (workflow, "success_metric") &&
      hc_record_data_is_set (workflow, "target"),
  };

  for (guint i = 0; i < HC_N_WORKFLOW_PARTS; i++)
    if (!there[i])
      {
        self.missing |= 1u << i;
        self.count--;
      }
  return self;
}

static guint
part_index (HcWorkflowPart part)
{
  guint i = 0;

  while (i + 1 < HC_N_WORKFLOW_PARTS && (part & 1u << i) == 0)
    i++;
  return i;
}

const char *
hc_workflow_part_remedy (HcWorkflowPart part)
{
  static const char *const remedies[HC_N_WORKFLOW_PARTS] = {
    N_ ("Name an owner: a person or a team."),
    N_ ("Choose the cohorts that use it."),
    N_ ("Add its steps."),
    N_ ("Add what is likely to fail in a step."),
    N_ ("Score impact, volume and likelihood."),
    N_ ("Give a success metric with its target."),
  };

  return _ (remedies[part_index (part)]);
}

static gboolean
belongs_to (const HcRecordData *record, const char *field, const char *id)
{
  return g_strcmp0 (hc_record_data_get (record, field), id) == 0;
}

static guint
count_failure_points (GPtrArray *failure_points, const char *step_id)
{
  guint n = 0;

  for (guint i = 0; i < failure_points->len; i++)
    n += (guint) belongs_to (g_ptr_array_index (failure_points, i), "step_id", step_id);
  return n;
}

HcWorkflowDefined
hc_workflow_defined_in (const HcRecordData *workflow,
                        GPtrArray *workflow_cohorts,
                        GPtrArray *workflow_steps,
                        GPtrArray *failure_points)
{
  guint n_cohorts = 0, n_steps = 0, n_failure_points = 0;

  for (guint i = 0; i < workflow_cohorts->len; i++)
    n_cohorts +=
      (guint) belongs_to (g_ptr_array_index (workflow_cohorts, i), "workflow_id", workflow->id);
  for (guint i = 0; i < workflow_steps->len; i++)
    {
      const HcRecordData *step = g_ptr_array_index (workflow_steps, i);

      if (!belongs_to (step, "workflow_id", workflow->id))
        continue;
      n_steps++;
      n_failure_points += count_failure_points (failure_points, step->id);
    }
  return hc_workflow_defined (workflow, n_cohorts, n_steps, n_failure_points);
}

/* ---- completion ---- */

gboolean
hc_workflow_succeeds_by_completion (const HcRecordData *workflow)
{
  const char *metric = hc_record_data_get (workflow, "success_metric");
  g_autofree char *folded = g_ascii_strdown (metric != NULL ? metric : "", -1);

  g_strstrip (folded);
  return g_str_equal (folded, "completion_rate") || g_str_equal (folded, "completion rate");
}

/* 95 %, and 0.95 without a unit. */
static double
own_share (const HcRecordData *workflow, const char *field, double of_all)
{
  const char *unit = hc_record_data_get (workflow, "success_unit");
  double value = hc_record_data_get_real (workflow, field);
  gboolean per_cent = g_strcmp0 (unit, "%") == 0 || value > 1;

  if (!hc_workflow_succeeds_by_completion (workflow) || isnan (value))
    return of_all;
  value = per_cent ? value / 100 : value;
  return value >= 0 && value <= 1 ? value : of_all;
}

double
hc_workflow_completion_target (const HcRecordData *workflow, double of_all)
{
  gboolean at_most =
    g_strcmp0 (hc_record_data_get (workflow, "target_direction"), "at_most") == 0;

  return at_most ? of_all : own_share (workflow, "target", of_all);
}

double
hc_workflow_completion_baseline (const HcRecordData *workflow, double of_all)
{
  return own_share (workflow, "baseline", of_all);
}
