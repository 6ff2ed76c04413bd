/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Go-live: baselines and communications. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* The gate page shows both registers itself. */
#define PAGE "go-live"

/* ---- baselines_entered ---- */

/* What the exit gate and the pack compare with; any one of a row is enough. */
static const struct
{
  const char *metrics[3];
  const char *remedy;
} needed[] = {
  { { "inflow", "tickets_per_100_users" },
    N_ ("Enter how many tickets came on a usual day before the launch.") },
  { { "time_to_resolve" }, N_ ("Enter how long a ticket usually took before the launch.") },
  { { "backlog_age" },
    N_ ("Enter the share of open tickets over the ageing limit before the launch.") },
  { { "misrouting_rate" },
    N_ ("Enter the share of tickets that went to a wrong group before the launch.") },
};

static const HcRecordData *
find_baseline (GPtrArray *baselines, const char *metric)
{
  for (guint i = 0; metric != NULL && i < baselines->len; i++)
    {
      const HcRecordData *baseline = g_ptr_array_index (baselines, i);

      if (g_strcmp0 (hc_record_data_get (baseline, "metric"), metric) == 0)
        return baseline;
    }
  return NULL;
}

static gboolean
is_share (const char *metric)
{
  return g_strcmp0 (metric, "backlog_age") == 0 || g_strcmp0 (metric, "misrouting_rate") == 0;
}

/* A share of 12 would let everything pass: it is no baseline. */
static gboolean
judge_needed (HcCriterionResult *out, GPtrArray *baselines, guint row)
{
  const HcRecordData *found = NULL;
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (needed[row].metrics) && found == NULL; i++)
    found = find_baseline (baselines, needed[row].metrics[i]);
  if (found == NULL)
    {
      hc_missing_add (out, g_strdup (_ (needed[row].remedy)), PAGE, "baseline", NULL);
      return FALSE;
    }
  value = hc_record_data_get_real (found, "value");
  if (!is_share (needed[row].metrics[0]) || (value >= 0 && value <= 1))
    return TRUE;
  hc_missing_add (
    out,
    g_strdup_printf (_ ("The baseline %g of a share is no share: write 12 per cent as 0.12."),
                     value),
    PAGE, "baseline", found->id);
  return FALSE;
}

static void
judge_metrics (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part = hc_part_add (out, "metrics", N_ ("Metrics without a baseline"), "baselines");
  GPtrArray *baselines = hc_criteria_register (context, "baseline");
  guint n_missing = 0;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    n_missing += !judge_needed (out, baselines, i);
  hc_part_settle_count (
    part, n_missing,
    n_missing == 0 ? g_strdup (_ ("The baselines that verdicts compare with are entered."))
                   : g_strdup_printf (ngettext ("%u of %u baselines is missing.",
                                                "%u of %u baselines are missing.", n_missing),
                                      n_missing, (guint) G_N_ELEMENTS (needed)));
}

void
hc_judge_baselines_entered (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *workflows = hc_criteria_register (context, "workflow");
  guint n_missing = 0;
  HcPart *part;

  judge_metrics (context, out);
  part = hc_part_add (out, "hot_paths", N_ ("Hot paths without a baseline"), "hot_paths");
  part->result.is_register = TRUE;
  if (workflows->len == 0)
    {
      hc_part_settle (part, HC_VERDICT_NOT_MET, g_strdup (_ ("No hot path is defined yet.")));
      return;
    }
  for (guint i = 0; i < workflows->len; i++)
    {
      const HcRecordData *workflow = g_ptr_array_index (workflows, i);

      if (hc_record_data_is_set (workflow, "baseline"))
        continue;
      n_missing++;
      hc_missing_add (out,
                      g_strdup_printf (_ ("“%s”: Enter the baseline of its success metric."),
                                       hc_record_data_title (workflow)),
                      "hot-paths", "workflow", workflow->id);
    }
  hc_part_settle_count (
    part, n_missing,
    n_missing == 0
      ? g_strdup (_ ("Every hot path has a baseline."))
      : g_strdup_printf (ngettext ("%u of %u hot path has no baseline.",
                                   "%u of %u hot paths have no baseline.", workflows->len),
                         n_missing, workflows->len));
}

/* ---- communications_planned ---- */

static gboolean
is_planned (const HcRecordData *message)
{
  return hc_record_data_is_set (message, "channel") && hc_record_data_is_set (message, "sender") &&
         (hc_record_data_is_set (message, "planned_on") ||
          hc_record_data_is_set (message, "sent_on"));
}

static void
judge_messages (HcCriterionResult *out, GPtrArray *messages)
{
  HcPart *part = hc_part_add (out, "unplanned", N_ ("Messages without channel, sender or day"),
                              "communications");
  guint n_missing = 0;

  part->result.is_register = TRUE;
  if (messages->len == 0)
    {
      hc_part_settle (part, HC_VERDICT_NOT_MET, g_strdup (_ ("No message is planned yet.")));
      hc_missing_add (out, g_strdup (_ ("Plan the first message to the users.")), PAGE,
                      "communication", NULL);
      return;
    }
  for (guint i = 0; i < messages->len; i++)
    {
      const HcRecordData *message = g_ptr_array_index (messages, i);

      if (is_planned (message))
        continue;
      n_missing++;
      hc_missing_add (out,
                      g_strdup_printf (_ ("Message to “%s”: Give channel, sender and day."),
                                       hc_record_data_get (message, "audience")),
                      PAGE, "communication", message->id);
    }
  hc_part_settle_count (
    part, n_missing,
    n_missing == 0
      ? g_strdup_printf (
          ngettext ("%u message is planned.", "%u messages are planned.", messages->len),
          messages->len)
      : g_strdup_printf (ngettext ("%u of %u message lacks its channel, sender or day.",
                                   "%u of %u messages lack their channel, sender or day.",
                                   messages->len),
                         n_missing, messages->len));
}

/* A message that names no cohort is for everybody. */
static gboolean
gets_message (GPtrArray *messages, const char *cohort_id)
{
  for (guint i = 0; i < messages->len; i++)
    {
      const char *to = hc_record_data_get (g_ptr_array_index (messages, i), "cohort_id");

      if (to == NULL || g_strcmp0 (to, cohort_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_affected (GPtrArray *links, const char *cohort_id)
{
  for (guint i = 0; i < links->len; i++)
    if (g_strcmp0 (hc_record_data_get (g_ptr_array_index (links, i), "cohort_id"), cohort_id) == 0)
      return TRUE;
  return FALSE;
}

void
hc_judge_communications_planned (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *messages = hc_criteria_register (context, "communication");
  GPtrArray *cohorts = hc_criteria_register (context, "cohort");
  GPtrArray *links = hc_criteria_register (context, "workflow_cohort");
  guint n_missing = 0;
  HcPart *part;

  judge_messages (out, messages);
  part = hc_part_add (out, "cohorts", N_ ("Cohorts without a message"), "cohorts");
  part->result.is_register = TRUE;
  if (links->len == 0)
    {
      hc_part_settle (part, HC_VERDICT_INSUFFICIENT_DATA,
                      g_strdup (_ ("No hot path names its cohorts yet.")));
      return;
    }
  for (guint i = 0; i < cohorts->len; i++)
    {
      const HcRecordData *cohort = g_ptr_array_index (cohorts, i);

      if (!is_affected (links, cohort->id) || gets_message (messages, cohort->id))
        continue;
      n_missing++;
      hc_missing_add (
        out, g_strdup_printf (_ ("Plan a message to “%s”."), hc_record_data_title (cohort)), PAGE,
        "communication", NULL);
    }
  hc_part_settle_count (
    part, n_missing,
    n_missing == 0
      ? g_strdup (_ ("Every cohort of a hot path gets a message."))
      : g_strdup_printf (ngettext ("%u cohort of a hot path gets no message.",
                                   "%u cohorts of hot paths get no message.", n_missing),
                         n_missing));
}
