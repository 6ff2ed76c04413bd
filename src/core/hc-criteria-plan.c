/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Go-live: are the hot paths defined, rehearsed and backed by content? */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-workflow-score.h"

#define PAGE "hot-paths"

static const HcRecordData *
find (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (records, i);

      if (g_strcmp0 (record->id, id) == 0)
        return record;
    }
  return NULL;
}

static void
settle_without_hot_paths (HcPart *part)
{
  part->result.is_register = TRUE;
  hc_part_settle (part, HC_VERDICT_NOT_MET, g_strdup (_ ("No hot path is defined yet.")));
}

/* ---- hot_paths_defined ---- */

static void
judge_number (const HcCriteriaContext *context, HcCriterionResult *out, guint n)
{
  guint fewest = (guint) hc_criteria_threshold (context, "hot_paths_defined.at_least");
  guint most = (guint) hc_criteria_threshold (context, "hot_paths_defined.at_most");
  HcPart *part = hc_part_add (out, "at_least", N_ ("Enough hot paths"), "hot_paths");

  part->result.is_register = part->result.at_least = TRUE;
  part->result.value = n;
  part->result.threshold = fewest;
  hc_part_settle (part, n >= fewest ? HC_VERDICT_MET : HC_VERDICT_NOT_MET,
                  g_strdup_printf (ngettext ("There is %u hot path; at least %u are needed.",
                                             "There are %u hot paths; at least %u are needed.", n),
                                   n, fewest));
  if (n < fewest)
    hc_missing_add (
      out,
      g_strdup_printf (ngettext ("Add %u hot path.", "Add %u hot paths.", fewest - n), fewest - n),
      PAGE, "workflow", NULL);

  part = hc_part_add (out, "at_most", N_ ("Not too many hot paths"), "hot_paths");
  part->result.is_register = TRUE;
  part->result.value = n;
  part->result.threshold = most;
  if (n == 0)
    hc_part_settle (part, HC_VERDICT_INSUFFICIENT_DATA,
                    g_strdup (_ ("No hot path is defined yet.")));
  else
    hc_part_settle (
      part, n <= most ? HC_VERDICT_MET : HC_VERDICT_NOT_MET,
      g_strdup_printf (ngettext ("There is %u hot path; at most %u can be watched.",
                                 "There are %u hot paths; at most %u can be watched.", n),
                       n, most));
  if (n > most)
    hc_missing_add (out,
                    g_strdup_printf (ngettext ("Take %u hot path off the list.",
                                               "Take %u hot paths off the list.", n - most),
                                     n - most),
                    PAGE, "workflow", NULL);
}

static gboolean
judge_definition (const HcCriteriaContext *context,
                  HcCriterionResult *out,
                  const HcRecordData *workflow)
{
  HcWorkflowDefined defined =
    hc_workflow_defined_in (workflow, hc_criteria_register (context, "workflow_cohort"),
                            hc_criteria_register (context, "workflow_step"),
                            hc_criteria_register (context, "failure_point"));

  for (guint bit = 0; bit < HC_N_WORKFLOW_PARTS; bit++)
    if (defined.missing & 1u << bit)
      hc_missing_add (out,
                      /* TRANSLATORS: a hot path, and a sentence such as “Add its steps.” */
                      g_strdup_printf (_ ("“%s”: %s"), hc_record_data_title (workflow),
                                       hc_workflow_part_remedy ((HcWorkflowPart) (1u << bit))),
                      PAGE, "workflow", workflow->id);
  return defined.missing == 0;
}

void
hc_judge_hot_paths_defined (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *workflows = hc_criteria_register (context, "workflow");
  guint n_undefined = 0;
  HcPart *part;

  judge_number (context, out, workflows->len);
  part = hc_part_add (out, "undefined", N_ ("Hot paths not fully defined"), "hot_paths");
  if (workflows->len == 0)
    {
      settle_without_hot_paths (part);
      return;
    }
  for (guint i = 0; i < workflows->len; i++)
    n_undefined += !judge_definition (context, out, g_ptr_array_index (workflows, i));
  hc_part_settle_count (
    part, n_undefined,
    n_undefined == 0
      ? g_strdup (_ ("Every hot path has all six of its parts."))
      : g_strdup_printf (ngettext ("%u hot path of %u lacks some of its six parts.",
                                   "%u hot paths of %u lack some of their six parts.", n_undefined),
                         n_undefined, workflows->len));
}

/* ---- rehearsed ---- */

/* The latest by date, then by its place in the list; one planned for later does not count. */
static const HcRecordData *
latest_rehearsal (const HcCriteriaContext *context, const char *workflow_id)
{
  GPtrArray *rehearsals = hc_criteria_register (context, "rehearsal");
  const HcRecordData *latest = NULL;
  HcDay latest_day = HC_DAY_NONE;

  for (guint i = 0; i < rehearsals->len; i++)
    {
      const HcRecordData *rehearsal = g_ptr_array_index (rehearsals, i);
      HcDay day = hc_record_data_get_day (rehearsal, "date");

      if (g_strcmp0 (hc_record_data_get (rehearsal, "workflow_id"), workflow_id) != 0 ||
          g_strcmp0 (hc_record_data_get (rehearsal, "kind"), "rehearsal") != 0 ||
          !hc_record_data_is_set (rehearsal, "outcome") || day == HC_DAY_NONE ||
          day > context->today || (latest != NULL && day < latest_day))
        continue;
      latest = rehearsal;
      latest_day = day;
    }
  return latest;
}

static gboolean
is_rehearsed (const HcCriteriaContext *context,
              HcCriterionResult *out,
              const HcRecordData *workflow)
{
  const HcRecordData *rehearsal = latest_rehearsal (context, workflow->id);
  const char *name = hc_record_data_title (workflow);

  if (rehearsal == NULL)
    hc_missing_add (out, g_strdup_printf (_ ("“%s”: Rehearse it and note the outcome."), name),
                    PAGE, "workflow", workflow->id);
  else if (g_strcmp0 (hc_record_data_get (rehearsal, "outcome"), "passed") != 0)
    hc_missing_add (
      out, g_strdup_printf (_ ("“%s”: Its latest rehearsal did not pass; repeat it."), name), PAGE,
      "workflow", workflow->id);
  else
    return TRUE;
  return FALSE;
}

typedef struct
{
  guint n_high;
  guint n_unscored;
  guint n_unrehearsed;
} RehearsalCount;

static RehearsalCount
count_rehearsals (const HcCriteriaContext *context, HcCriterionResult *out, GPtrArray *workflows)
{
  double limit = hc_criteria_threshold (context, "rehearsed.risk");
  RehearsalCount count = { 0 };

  for (guint i = 0; i < workflows->len; i++)
    {
      const HcRecordData *workflow = g_ptr_array_index (workflows, i);
      guint risk = hc_workflow_record_risk (workflow, NULL);

      if (risk == 0)
        {
          count.n_unscored++;
          hc_missing_add (out,
                          g_strdup_printf (_ ("“%s”: Score impact, volume and likelihood."),
                                           hc_record_data_title (workflow)),
                          PAGE, "workflow", workflow->id);
        }
      else if (risk >= limit)
        {
          count.n_high++;
          count.n_unrehearsed += !is_rehearsed (context, out, workflow);
        }
    }
  return count;
}

void
hc_judge_rehearsed (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *workflows = hc_criteria_register (context, "workflow");
  HcPart *part =
    hc_part_add (out, "unrehearsed", N_ ("High-risk hot paths not rehearsed"), "hot_paths");
  RehearsalCount count = count_rehearsals (context, out, workflows);

  if (workflows->len == 0)
    {
      settle_without_hot_paths (part);
      return;
    }
  if (count.n_unrehearsed > 0)
    hc_part_settle_count (
      part, count.n_unrehearsed,
      g_strdup_printf (ngettext ("%u of %u high-risk hot path has not passed a rehearsal.",
                                 "%u of %u high-risk hot paths have not passed a rehearsal.",
                                 count.n_high),
                       count.n_unrehearsed, count.n_high));
  else
    hc_part_settle_count (
      part, 0,
      count.n_high == 0
        ? g_strdup (_ ("No hot path has a high support risk."))
        : g_strdup_printf (ngettext ("%u high-risk hot path passed its rehearsal.",
                                     "%u high-risk hot paths passed their rehearsals.",
                                     count.n_high),
                           count.n_high));
  if (count.n_unscored > 0 && count.n_unrehearsed == 0)
    hc_part_settle (
      part, HC_VERDICT_INSUFFICIENT_DATA,
      g_strdup_printf (ngettext ("%u hot path has no support risk yet; it may be a high one.",
                                 "%u hot paths have no support risk yet; they may be high ones.",
                                 count.n_unscored),
                       count.n_unscored));
}

/* ---- content_ready ---- */

static const char *
workflow_name (const HcCriteriaContext *context,
               const HcRecordData *failure_point,
               const char **workflow_id)
{
  const HcRecordData *step = find (hc_criteria_register (context, "workflow_step"),
                                   hc_record_data_get (failure_point, "step_id"));
  const HcRecordData *workflow = step != NULL ? find (hc_criteria_register (context, "workflow"),
                                                      hc_record_data_get (step, "workflow_id"))
                                              : NULL;

  *workflow_id = workflow != NULL ? workflow->id : NULL;
  return workflow != NULL ? hc_record_data_title (workflow) : "";
}

static gboolean
has_content (const HcCriteriaContext *context,
             HcCriterionResult *out,
             const HcRecordData *failure_point)
{
  gboolean approved =
    g_strcmp0 (hc_record_data_get (failure_point, "asset_status"), "approved") == 0;
  gboolean named = hc_record_data_is_set (failure_point, "prepared_asset");
  const char *workflow_id;
  const char *name = workflow_name (context, failure_point, &workflow_id);

  if (approved && named)
    return TRUE;
  hc_missing_add (out,
                  g_strdup_printf (approved ? _ ("“%s”: Name the asset for “%s”.")
                                            : _ ("“%s”: Get the asset for “%s” approved."),
                                   name, hc_record_data_title (failure_point)),
                  PAGE, workflow_id != NULL ? "workflow" : NULL, workflow_id);
  return FALSE;
}

static void
settle_without_content (const HcCriteriaContext *context, HcCriterionResult *out, HcPart *part)
{
  out->register_name = "failure_point";
  out->none_on_purpose = g_hash_table_contains (context->inputs->none_on_purpose, "failure_point");
  if (out->none_on_purpose)
    {
      hc_part_settle_count (part, 0,
                            g_strdup (_ ("No failure point is planned as deflect, on purpose.")));
      return;
    }
  part->result.is_register = TRUE;
  hc_part_settle (part, HC_VERDICT_INSUFFICIENT_DATA,
                  g_strdup (_ ("No failure point is planned as deflect. Plan some, or say that "
                               "there are none on purpose.")));
  hc_missing_add (out, g_strdup (_ ("Plan which failure points to deflect.")), PAGE, "workflow",
                  NULL);
}

void
hc_judge_content_ready (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *failure_points = hc_criteria_register (context, "failure_point");
  HcPart *part = hc_part_add (out, "without_asset", N_ ("Failure points without an approved asset"),
                              "failure_points");
  guint n = 0, n_missing = 0;

  for (guint i = 0; i < failure_points->len; i++)
    {
      const HcRecordData *failure_point = g_ptr_array_index (failure_points, i);

      if (g_strcmp0 (hc_record_data_get (failure_point, "planned_action"), "deflect") != 0)
        continue;
      n++;
      n_missing += !has_content (context, out, failure_point);
    }
  if (n == 0)
    {
      settle_without_content (context, out, part);
      return;
    }
  hc_part_settle_count (
    part, n_missing,
    n_missing == 0
      ? g_strdup_printf (ngettext ("%u failure point to deflect has its approved asset.",
                                   "%u failure points to deflect have their approved assets.", n),
                         n)
      : g_strdup_printf (ngettext ("%u of %u failure point to deflect has no approved asset.",
                                   "%u of %u failure points to deflect have no approved asset.", n),
                         n_missing, n));
}
