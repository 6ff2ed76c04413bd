/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of both gates, in the order of metrics.md §5, and their numbers. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-error.h"

const HcCriterionRule hc_criterion_rules[] = {
  { "hot_paths_defined", HC_GATE_GO_LIVE, N_ ("Hot Paths Are Defined"),
    N_ ("There are 5 to 10 hot paths, and each has an owner, cohorts, steps, failure points, three "
        "scores and a success metric with its target."),
    hc_judge_hot_paths_defined },
  { "duties_assigned", HC_GATE_GO_LIVE, N_ ("Duties Are Assigned"),
    N_ ("The seven areas and every hot path have a row in the ownership matrix; each row has "
        "exactly one accountable and at least one responsible."),
    hc_judge_duties_assigned },
  { "contacts_complete", HC_GATE_GO_LIVE, N_ ("Contacts Are Complete"),
    N_ ("Escalation paths name people who can be reached, and so do the hot paths: nobody who is "
        "named lacks both phone and e-mail."),
    hc_judge_contacts_complete },
  { "baselines_entered", HC_GATE_GO_LIVE, N_ ("Baselines Are Entered"),
    N_ ("How many tickets there were, how old, how long they took and how many were misrouted "
        "before the launch is written down, and every hot path has a baseline of its success "
        "metric."),
    hc_judge_baselines_entered },
  { "content_ready", HC_GATE_GO_LIVE, N_ ("Support Content Is Ready"),
    N_ ("Every failure point that is planned as deflect has an approved asset."),
    hc_judge_content_ready },
  { "rehearsed", HC_GATE_GO_LIVE, N_ ("High-Risk Hot Paths Are Rehearsed"),
    N_ ("Every hot path with a high support risk was rehearsed, and its latest rehearsal passed."),
    hc_judge_rehearsed },
  { "communications_planned", HC_GATE_GO_LIVE, N_ ("Communications Are Planned"),
    N_ ("Messages are planned with channel, sender and day, and every cohort of a hot path gets "
        "one."),
    hc_judge_communications_planned },

  { "drivers_declining", HC_GATE_EXIT, N_ ("Top Ticket Categories Are Declining"),
    N_ ("Each of the top three drivers is falling, or small again (against its highest five working "
        "days, or below the level that BAU can carry), or does not rise and is resolved or escalated "
        "with a person and a due date."),
    hc_judge_drivers_declining },
  { "routing_clear", HC_GATE_EXIT, N_ ("Escalation Routing Is Clear"),
    N_ ("Every duty has exactly one accountable, at least one responsible and an escalation path "
        "with no blank contact; misrouting is within its limit or baseline over the window; no "
        "escalation is unacknowledged past its limit."),
    hc_judge_routing_clear },
  { "backlog_within_limit", HC_GATE_EXIT, N_ ("Backlog Ageing Is Within Its Limit"),
    N_ ("Of the open tickets that do not wait, few are over the ageing limit, and the backlog is "
        "few days of work; held for some working days."),
    hc_judge_backlog_within_limit },
  { "deflection_holding", HC_GATE_EXIT, N_ ("Tier 1 Deflection Is Holding"),
    N_ ("Deflection over the window reaches its target, the lower end of its interval is not far "
        "below, no working day of the window is below the control limit, and the figure is known as "
        "well as you said it must be."),
    hc_judge_deflection_holding },
  { "blockers_owned", HC_GATE_EXIT, N_ ("Critical Blockers Have Owners and Due Dates"),
    N_ ("Every open issue to escalate or fix has a person and a due date, and none is past due."),
    hc_judge_blockers_owned },
  { "hot_paths_stable", HC_GATE_EXIT, N_ ("Hot Paths Are Stable"),
    N_ ("No critical ticket and no issue of severity 1 is open, no critical ticket was opened for "
        "some working days, no issue brings critical or high tickets again, and every hot path is "
        "completed as often as its target asks, or was checked live and passed."),
    hc_judge_hot_paths_stable },
  { "assets_documented", HC_GATE_EXIT, N_ ("Support Assets Are Documented"),
    N_ ("Every live asset to keep has an owner, an approver, a location and a review date."),
    hc_judge_assets_documented },
  { "backlog_captured", HC_GATE_EXIT, N_ ("Remaining Issues Are in the Improvement Backlog"),
    N_ ("Every open issue is decided: fix, accept or defer, with a target and a BAU owner."),
    hc_judge_backlog_captured },
  { NULL },
};

const HcCriterionThreshold hc_criterion_thresholds[] = {
  { "hot_paths_defined.at_least", "hot_paths_defined", N_ ("Fewest hot paths"), "hot_paths", 5, 1,
    100 },
  { "hot_paths_defined.at_most", "hot_paths_defined", N_ ("Most hot paths"), "hot_paths", 10, 1,
    100 },
  { "rehearsed.risk", "rehearsed", N_ ("Support risk from which a hot path must be rehearsed"),
    "score", 48, 1, 125 },
  { "drivers_declining.small", "drivers_declining",
    N_ ("Share of its highest five working days below which a driver is small"), "share", 0.20, 0,
    1 },
  { "routing_clear.misrouting", "routing_clear", N_ ("Highest misrouting rate"), "share", 0.15, 0,
    1 },
  { "backlog_within_limit.over_limit", "backlog_within_limit",
    N_ ("Highest share of open tickets over the ageing limit"), "share", 0.10, 0, 1 },
  { "backlog_within_limit.backlog_days", "backlog_within_limit", N_ ("Longest backlog"), "days", 5,
    0, 365 },
  { "backlog_within_limit.hold", "backlog_within_limit", N_ ("Working days to hold"), "days", 3, 1,
    60 },
  { "deflection_holding.margin", "deflection_holding",
    N_ ("How far below the target its interval may reach"), "share", 0.05, 0, 1 },
  { "deflection_holding.grade", "deflection_holding",
    N_ ("Accepted grade: 1 confirmed, 2 upper estimate, 3 proxy (0: not chosen)"), "grade", 0, 0,
    3 },
  { "hot_paths_stable.open_p1", "hot_paths_stable", N_ ("Most open critical tickets"), "tickets", 0,
    0, 1000 },
  { "hot_paths_stable.hold", "hot_paths_stable", N_ ("Working days without a new critical ticket"),
    "days", 5, 1, 60 },
  { "hot_paths_stable.urgent", "hot_paths_stable",
    N_ ("Critical and high tickets in the window that make an issue a blocker"), "tickets", 2, 1,
    1000 },
  { "hot_paths_stable.starts", "hot_paths_stable",
    N_ ("Fewest starts of a hot path from which its completion rate is judged"), "starts", 20, 1,
    100000 },
  { "hot_paths_stable.checks", "hot_paths_stable", N_ ("Successful live checks of a hot path"),
    "checks", 2, 1, 20 },
  { "hot_paths_stable.check_days", "hot_paths_stable",
    N_ ("Working days in which live checks count"), "days", 10, 1, 60 },
  { NULL },
};

const char *const hc_criteria_tickable_registers[] = { "failure_point", "issue", NULL };

const char *const hc_criteria_registers[] = {
  "team",          "person",    "cohort", "workflow",  "workflow_cohort",  "workflow_step",
  "failure_point", "rehearsal", "duty",   "duty_role", "escalation_level", "baseline",
  "communication", "issue",     "escalation", "metric_target", NULL,
};

/* ---- looking up ---- */

const HcCriterionThreshold *
hc_criterion_threshold (const char *name)
{
  for (guint i = 0; hc_criterion_thresholds[i].name != NULL; i++)
    if (g_strcmp0 (hc_criterion_thresholds[i].name, name) == 0)
      return &hc_criterion_thresholds[i];
  return NULL;
}

gboolean
hc_criterion_threshold_check (const char *name, double value, GError **error)
{
  const HcCriterionThreshold *threshold = hc_criterion_threshold (name);
  gboolean is_share;

  if (threshold == NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND, _ ("No rule has a number named “%s”."),
                   name);
      return FALSE;
    }
  is_share = g_str_equal (threshold->unit, "share");
  if (isfinite (value) && value >= threshold->minimum && value <= threshold->maximum &&
      (is_share || g_str_equal (name, "backlog_within_limit.backlog_days") ||
       value == floor (value)))
    return TRUE;

  if (is_share)
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT, _ ("“%s” must lie between 0 %% and 100 %%."),
                 _ (threshold->title));
  else
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT, _ ("“%s” must be a number from %g to %g."),
                 _ (threshold->title), threshold->minimum, threshold->maximum);
  return FALSE;
}

const char *
hc_criterion_title (const char *code)
{
  for (const HcCriterionRule *rule = hc_criterion_rules; rule->code != NULL; rule++)
    if (g_strcmp0 (rule->code, code) == 0)
      return _ (rule->title);
  return NULL;
}

static gpointer
list_codes (gpointer data)
{
  GPtrArray *codes = g_ptr_array_new ();

  for (const HcCriterionRule *rule = hc_criterion_rules; rule->code != NULL; rule++)
    if (rule->gate == (HcGateKind) GPOINTER_TO_UINT (data))
      g_ptr_array_add (codes, (gpointer) rule->code);
  g_ptr_array_add (codes, NULL);
  return g_ptr_array_free (codes, FALSE);
}

const char *const *
hc_criteria_codes (HcGateKind gate)
{
  static GOnce once[HC_N_GATES] = { G_ONCE_INIT, G_ONCE_INIT };

  g_return_val_if_fail ((guint) gate < HC_N_GATES, NULL);
  return g_once (&once[gate], list_codes, GUINT_TO_POINTER (gate));
}
