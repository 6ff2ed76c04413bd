/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric.h"

#include <glib/gi18n.h>

const HcMetricInfo hc_metrics[HC_N_METRICS] = {
  [HC_METRIC_INFLOW] = { "inflow", "tickets", N_ ("Inflow"), N_ ("Tickets opened on the day."),
                         FALSE, FALSE },
  [HC_METRIC_RESOLVED] = { "resolved", "tickets", N_ ("Resolved"),
                           N_ ("Times a ticket became resolved, closed or cancelled on the day. A "
                               "ticket that was "
                               "reopened and resolved again counts twice."),
                           FALSE, FALSE },
  [HC_METRIC_REOPENED] = { "reopened", "tickets", N_ ("Reopened"),
                           N_ (
                             "Times a ticket that had been resolved became open again on the day."),
                           FALSE, FALSE },
  [HC_METRIC_OPEN] = { "open", "tickets", N_ ("Open Tickets"),
                       N_ ("Tickets open at the end of the day: those of the day before, plus "
                           "inflow and reopened, "
                           "minus resolved."),
                       TRUE, FALSE },
  [HC_METRIC_NET_FLOW] = { "net_flow", "tickets", N_ ("Net Flow"),
                           N_ ("Inflow plus reopened minus resolved: by how much the open tickets "
                               "grew."),
                           FALSE, FALSE },
  [HC_METRIC_TICKETS_PER_100_USERS] = {
    "tickets_per_100_users", "per 100 users", N_ ("Tickets per 100 Users"),
    N_ ("Tickets opened on the day for each hundred users who were active on it. Days without a "
        "number of active users are left out of both sums. Without any such number it is per "
        "user in scope: by the head counts of the kind of cohorts with the most users."),
    FALSE, FALSE },
  [HC_METRIC_PATTERN_REPEAT_RATE] = {
    "pattern_repeat_rate", "share", N_ ("Repeat Ticket Rate"),
    N_ ("Of the tickets opened on the day that are linked to an issue, the share whose issue had "
        "another ticket earlier, within the look-back (3 days unless the launch says otherwise). "
        "The first days after go-live have less to look back to and count as incomplete. With "
        "many tickets the rate stays high; the repeat tickets per 100 users tell more then."),
    FALSE, TRUE },
  [HC_METRIC_REPEAT_TICKETS_PER_100_USERS] = {
    "repeat_tickets_per_100_users", "per 100 users", N_ ("Repeat Tickets per 100 Users"),
    N_ ("Tickets opened on the day whose issue had another ticket within the look-back, for each "
        "hundred users who were active on it. Days without a number of active users are left out "
        "of both sums. Without any such number it is per user in scope: by the head counts of the "
        "kind of cohorts with the most users."),
    FALSE, FALSE },
  [HC_METRIC_SAME_USER_REPEAT_RATE] = {
    "same_user_repeat_rate", "share", N_ ("Same-User Repeat Rate"),
    N_ ("Of the tickets opened on the day, the share whose requester had an earlier ticket within "
        "the look-back: of the same issue, or of the same category and subcategory where neither "
        "is linked to an issue."),
    FALSE, TRUE },
  [HC_METRIC_DEFLECTION_RATE] = {
    "deflection_rate", "share", N_ ("Deflection Rate"),
    N_ ("Questions that help answered ÷ (those and the tickets of issues with the action deflect). "
        "Answered are, by grade: confirmed – the confirmed deflections; upper estimate – help "
        "sessions minus such tickets, each day and cohort, never below 0; proxy – instead 1 minus "
        "such tickets per active user ÷ the same in the first 5 complete working days after "
        "go-live. The best grade with figures on at least 4 of 5 days counts."),
    FALSE, TRUE },
  [HC_METRIC_BACKLOG_AGE] = { "backlog_age", "tickets", N_ ("Backlog Age"),
                              N_ ("Tickets open at the end of the day by age since they were "
                                  "opened, in units of 24 hours. "
                                  "Waiting for a user or vendor is shown apart and does not stop "
                                  "the clock."),
                              TRUE, FALSE },
  [HC_METRIC_BACKLOG_DAYS] = { "backlog_days", "days", N_ ("Backlog in Days"),
                               N_ ("Open tickets divided by the tickets resolved per working day "
                                   "over the last complete "
                                   "working days: how long the backlog would last at the present "
                                   "pace."),
                               TRUE, FALSE },
  [HC_METRIC_TIME_TO_RESOLVE] = { "time_to_resolve", "hours", N_ ("Time to Resolve"),
                                  N_ ("The time after which half of the tickets opened in the "
                                      "period are resolved, from opening "
                                      "to the last resolution (Kaplan–Meier median with its 95 % "
                                      "band). Tickets still open "
                                      "count with the time they have waited so far. Tickets merged "
                                      "into another are left out."),
                                  FALSE, FALSE },
  [HC_METRIC_MISROUTING_RATE] = { "misrouting_rate", "share", N_ ("Misrouting Rate"),
                                  N_ ("Of the tickets that ended on the day and whose routing is "
                                      "known, the share that left at "
                                      "least one wrong resolver group before. Dispatchers and "
                                      "declared hand-overs are not "
                                      "wrong. By history: the groups seen in the files or the "
                                      "log; by count: the exported number of hand-overs; by "
                                      "matrix: the last group is of no team that is responsible "
                                      "in the row of the ticket’s hot path or of its issue’s "
                                      "kind. The first of them that knows 80 % of the ended "
                                      "tickets counts."),
                                  FALSE, TRUE },
  [HC_METRIC_SELF_SERVICE_REACH] = {
    "self_service_reach", "share", N_ ("Self-Service Reach"),
    N_ ("People who used help on a day ÷ people who were active on it, added up over the days. "
        "Where only help sessions are known: sessions per active user, which is no share of "
        "users."),
    FALSE, TRUE },
  [HC_METRIC_COMPLETION_RATE] = {
    "completion_rate", "share", N_ ("Completion Rate"),
    N_ ("Of the runs of a hot path that started on the day, the share that was completed; days "
        "count once the cycle time of the hot path has passed. The figure is that of the worst "
        "hot path. Without figures of a whole hot path: from the start of its first to the "
        "completion of its last step."),
    FALSE, TRUE },
  [HC_METRIC_REOPEN_RATE] = { "reopen_rate", "share", N_ ("Reopen Rate"),
                              N_ ("Of the times a ticket was resolved on the day, the share that "
                                  "was followed by reopening "
                                  "within 7 days. Only days at least 7 days ago have a value."),
                              FALSE, TRUE },
  [HC_METRIC_SLA_ATTAINMENT] = { "sla_attainment", "share", N_ ("SLA Attainment"),
                                 N_ ("Met divided by met and breached, by the day the ticket "
                                     "ended. Tickets that are open and "
                                     "already late count as breached on the day of the figures."),
                                 FALSE, TRUE },
  [HC_METRIC_FIRST_RESPONSE_TIME] = {
    "first_response_time", "hours", N_ ("First Response Time"),
    N_ ("The time after which half of the tickets opened in the period have their first response "
        "(Kaplan–Meier median with its 95 % band). Open tickets without one count with the time "
        "they have waited so far; those that ended without a recorded one are left out, as are "
        "tickets merged into another."),
    FALSE, FALSE },
  [HC_METRIC_FIRST_GROUP_RESOLUTION_RATE] = {
    "first_group_resolution_rate", "share", N_ ("First-Group Resolution Rate"),
    N_ ("Of the tickets that ended on the day and whose routing is known, the share that was "
        "never handed to another group."),
    FALSE, TRUE },
  [HC_METRIC_STALE_SHARE] = { "stale_share", "share", N_ ("Stale Share"),
                              N_ ("Of the open tickets, the share without any update for two whole "
                                  "working days. Known only for the time of the figures."),
                              TRUE, TRUE },
};

HcMetricId
hc_metric_from_id (const char *id)
{
  guint i = 0;

  while (id != NULL && i < HC_N_METRICS && !g_str_equal (hc_metrics[i].id, id))
    i++;
  return id != NULL ? (HcMetricId) i : HC_N_METRICS;
}

const char *
hc_metric_missing_remedy (const char *missing)
{
  static const struct
  {
    const char *missing;
    const char *remedy;
  } remedies[] = {
    { "import", N_ ("Import a ticket export.") },
    { "group",
      N_ (
        "Add the assignment group or the reassignment count to the export and import it again.") },
    { "routing",
      N_ ("Fewer than 80 % of the ended tickets have known routing. Import an event log, add the "
          "reassignment count to the export, or import files day by day. Or link tickets to hot "
          "paths or issues, and say in the ownership matrix who is responsible and which groups "
          "are whose.") },
    { "hand_overs",
      N_ ("Fewer than 80 % of the ended tickets have known hand-overs. Import an event log, add "
          "the reassignment count to the export, or import files day by day.") },
    { "sla_met", N_ ("Add the column that says whether the SLA was met and import again.") },
    { "issue", N_ ("Link tickets to issues: by rules, text groups or one by one.") },
    { "active_users",
      N_ ("Enter or import how many users are active each day, or enter how many users the cohorts "
          "have.") },
    { "deflect_action", N_ ("Give the issues that help can answer the action “Deflect”.") },
    { "help_usage",
      N_ ("Enter or import confirmed deflections, else help sessions, else active users, for at "
          "least 4 of 5 working days.") },
    { "help_users", N_ ("Enter or import help users (or sessions) and active users a day.") },
    { "completions",
      N_ ("Import how many runs of each hot path start and are completed a day, or of its first "
          "and last step.") },
    { "first_response", N_ ("Add the time of the first response to the export and import it "
                            "again.") },
    { "filter",
      N_ ("There are no figures for this filter: take it away, or filter by cohort, hot path or "
          "step.") },
    { "requester", N_ ("Add the requester to the export and import it again.") },
    { "updated", N_ ("Add the time of the last update to the export and import it again.") },
    { "reopenings",
      N_ ("Reopening shows only between two files: import a second export, an event log, or add "
          "the reopen count to the export.") },
  };

  for (guint i = 0; missing != NULL && i < G_N_ELEMENTS (remedies); i++)
    if (g_str_equal (remedies[i].missing, missing))
      return _ (remedies[i].remedy);
  return missing != NULL ? _ ("Import a file that has this column.") : NULL;
}

void
hc_metric_set_free (HcMetricSet *self)
{
  if (self == NULL)
    return;
  g_free (self->zone);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_free (self);
}

const HcMetricSeries *
hc_metric_set_total (const HcMetricSet *self, HcMetricId id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->series->len; i++)
    {
      const HcMetricSeries *series = self->series->pdata[i];

      if (series->id == id && series->by == HC_BY_NONE)
        return series;
    }
  return NULL;
}
