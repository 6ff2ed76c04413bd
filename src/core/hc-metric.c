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
        "hundred users. Users are the head counts of the cohorts: of the kind of cohorts with "
        "the most users, since each kind counts the same people."),
    FALSE, FALSE },
  [HC_METRIC_SAME_USER_REPEAT_RATE] = {
    "same_user_repeat_rate", "share", N_ ("Same-User Repeat Rate"),
    N_ ("Of the tickets opened on the day, the share whose requester had an earlier ticket within "
        "the look-back: of the same issue, or of the same category and subcategory where neither "
        "is linked to an issue."),
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
                                      "wrong."),
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
          "reassignment count to the export, or import files day by day.") },
    { "sla_met", N_ ("Add the column that says whether the SLA was met and import again.") },
    { "issue", N_ ("Link tickets to issues: by rules, text groups or one by one.") },
    { "head_count", N_ ("Enter how many users the cohorts have.") },
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
