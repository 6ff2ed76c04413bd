/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plain-text summary of a day: the whole text, from figures made by hand. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-day-summary.h"

#define DAY_1 hc_day_from_ymd (2026, 3, 2) /* a Monday */

typedef struct
{
  HcLaunchSettings settings;
  HcCalendar *calendar;
  HcMetricPoint points[4][3];
  HcMetricSeries series[6];
  double targets[HC_N_METRICS];
  HcMetricSet set;
  HcVerdictDay then;
  HcCriterionResult criterion;
  HcCriteriaResult exit;
  HcDriver driver;
  HcDriverSet drivers;
} Fixture;

static void
set_up_metrics (Fixture *self)
{
  static const HcMetricId ids[]
    = { HC_METRIC_INFLOW, HC_METRIC_RESOLVED, HC_METRIC_REOPENED, HC_METRIC_OPEN };
  static const double values[4][3] = { { 10, 6, 2 }, { 3, 4, 9 }, { 0, 1, 2 }, { 7, 10, 5 } };

  self->set = (HcMetricSet){ .from = DAY_1, .to = DAY_1 + 1, .working_days = 2 };
  self->set.as_of = hc_calendar_day_start (self->calendar, DAY_1 + 2) + 12 * 3600;
  self->set.series = g_ptr_array_new ();
  for (guint i = 0; i < 4; i++)
    {
      for (guint day = 0; day < 3; day++)
        self->points[i][day]
          = (HcMetricPoint){ .date = DAY_1 + (HcDay) day, .value = values[i][day] };
      self->series[i] = (HcMetricSeries){
        .id = ids[i], .measurable = TRUE, .points = self->points[i], .n_points = 3
      };
      g_ptr_array_add (self->set.series, &self->series[i]);
    }
}

/* One that reaches its target, one that does not. */
static void
set_up_targets (Fixture *self)
{
  static const struct { HcMetricId id; double value, target; } cases[]
    = { { HC_METRIC_MISROUTING_RATE, 0.19, 0.15 }, { HC_METRIC_SELF_SERVICE_REACH, 0.4, 0.35 } };

  for (guint i = 0; i < HC_N_METRICS; i++)
    self->targets[i] = NAN;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcMetricSeries *series = &self->series[4 + i];

      *series = (HcMetricSeries){ .id = cases[i].id, .measurable = TRUE };
      series->window = (HcMetricPoint){ .date = HC_DAY_NONE, .value = cases[i].value, .n = 100,
                                        .numerator = (gint64) (cases[i].value * 100),
                                        .denominator = 100, .low = NAN, .high = NAN };
      self->targets[cases[i].id] = cases[i].target;
      g_ptr_array_add (self->set.series, series);
    }
}

static void
set_up_exit (Fixture *self)
{
  self->then = (HcVerdictDay){ .day = DAY_1, .kind = HC_DAY_JUDGED, .verdict = HC_VERDICT_NOT_MET };
  self->criterion = (HcCriterionResult){
    .title = "Escalation Routing Is Clear", .verdict = HC_VERDICT_MET, .own_verdict = HC_VERDICT_MET
  };
  self->criterion.parts = g_ptr_array_new ();
  self->criterion.history = g_array_new (FALSE, FALSE, sizeof (HcVerdictDay));
  g_array_append_val (self->criterion.history, self->then);
  self->exit = (HcCriteriaResult){
    .rag = HC_RAG_AMBER, .rag_reason = (char *) "1 of 8 is met.", .done = 1, .of = 8
  };
  self->exit.criteria = g_ptr_array_new ();
  g_ptr_array_add (self->exit.criteria, &self->criterion);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  hc_launch_settings_init (&self->settings);
  g_free (self->settings.name);
  g_free (self->settings.zone);
  self->settings.name = g_strdup ("ERP Wave 1");
  self->settings.zone = g_strdup ("Europe/Berlin");
  self->settings.go_live_day = DAY_1;
  self->calendar = hc_launch_settings_calendar (&self->settings, NULL);
  g_assert_nonnull (self->calendar);
  set_up_metrics (self);
  set_up_targets (self);
  set_up_exit (self);
  self->driver = (HcDriver){ .rank = 1, .kind = HC_DRIVER_ISSUE, .code = (char *) "HC-004",
                             .title = (char *) "No approver", .last = 6, .previous = 31,
                             .last_days = 5, .previous_days = 5, .trend = HC_TREND_FALLING,
                             .dispositioned = "escalated" };
  self->drivers = (HcDriverSet){ .drivers = g_ptr_array_new () };
  g_ptr_array_add (self->drivers.drivers, &self->driver);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->set.series);
  g_ptr_array_unref (self->criterion.parts);
  g_array_unref (self->criterion.history);
  g_ptr_array_unref (self->exit.criteria);
  g_ptr_array_unref (self->drivers.drivers);
  hc_calendar_free (self->calendar);
  hc_launch_settings_clear (&self->settings);
}

static void
test_text (Fixture *self, gconstpointer data)
{
  HcDaySummary summary = { { &self->set, &self->settings, self->calendar, self->targets, FALSE },
                           &self->exit,
                           &self->drivers,
                           DAY_1 };
  g_autofree char *text = hc_day_summary_text (&summary);

  g_assert_cmpstr (text, ==,
                   "ERP Wave 1 · 4 Mar 2026 · Day 3 of 14\n"
                   "As of Wednesday 4 March, 12:00\n"
                   "\n"
                   "Status: Amber\n"
                   "1 of 8 is met.\n"
                   "\n"
                   "Exit criteria: 1 of 8 met\n"
                   "- Escalation Routing Is Clear: Met\n"
                   "\n"
                   "Metrics, last 2 working days, 2–3 Mar\n"
                   "- Misrouting Rate: 19\u00a0%; target ≤\u00a015\u00a0%: not reached; too few "
                   "days to tell; n = 100\n"
                   "- Self-Service Reach: 40\u00a0%; target ≥\u00a035\u00a0%: reached; too few days "
                   "to tell; n = 100\n"
                   "- Open now: 5\n"
                   "\n"
                   "Top drivers, 1 of 1 dispositioned\n"
                   "1. HC-004 No approver: Falling: 6 against 31; with an owner and a date\n"
                   "\n"
                   "Since the end of Mon 2 Mar\n"
                   "- Open 7 → 5: 8 opened, 3 reopened, 13 resolved\n"
                   "- Escalation Routing Is Clear: Not Met → Met\n");
}

/* Before there are drivers, and on the first day: what is not there is not mentioned. */
static void
test_first_day (Fixture *self, gconstpointer data)
{
  HcDaySummary summary = { { &self->set, &self->settings, self->calendar, self->targets, FALSE },
                           &self->exit,
                           NULL,
                           HC_DAY_NONE };
  g_autofree char *text = NULL;

  self->set.working_days = 0;
  text = hc_day_summary_text (&summary);
  g_assert_nonnull (strstr (text, "Metrics, no complete working day yet\n"));
  g_assert_null (strstr (text, "drivers"));
  g_assert_null (strstr (text, "Since"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/day-summary/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/day-summary/first-day", Fixture, NULL, set_up, test_first_day, tear_down);
  return g_test_run ();
}
