/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-error.h"
#include "metric-launch.h"

#include <gio/gio.h>
#include <math.h>

#define HOUR 3600
#define DAY 86400

/* Go-live Monday 2016-02-29, T Friday 2016-03-11 23:30. Ten tickets, all sums by hand. */
static void
hand_made (Launch *self)
{
  static const struct
  {
    int opened_day, opened_hour;
    int ended_after; /* hours; -1: open */
    HcStateClass state;
    guint flags;
  } tickets[] = {
    { 0, 9, 2, HC_STATE_CLOSED, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_SLA_MET },
    { 0, 10, 30, HC_STATE_CLOSED,
      HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_MISROUTED | HC_TICKET_FLAG_SLA_BREACHED },
    { 1, 9, 5, HC_STATE_CANCELLED, 0 },
    { 1, 12, -1, HC_STATE_WAITING, 0 },
    { 5, 12, 4, HC_STATE_RESOLVED, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_SLA_MET },
    { 7, 8, -1, HC_STATE_OPEN, HC_TICKET_FLAG_SLA_BREACHED },
    { 8, 8, 10, HC_STATE_CLOSED, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_CHILD },
    { 9, 8, 1, HC_STATE_CLOSED, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_END_INFERRED },
    { 11, 8, 0, HC_STATE_CLOSED, HC_TICKET_FLAG_ROUTING_KNOWN },
    { 11, 20, -1, HC_STATE_OPEN, 0 },
  };
  HcColumns *c;

  launch_init (self, "UTC", "2016-02-29", G_N_ELEMENTS (tickets));
  c = self->columns;
  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      c->opened[i] = (guint32) (self->settings.go_live_at + tickets[i].opened_day * DAY +
                                tickets[i].opened_hour * HOUR);
      if (tickets[i].ended_after >= 0)
        c->ended[i] = c->opened[i] + (guint32) tickets[i].ended_after * HOUR;
      c->state[i] = (guint8) tickets[i].state;
      c->flags[i] = (guint16) tickets[i].flags;
      c->updated[i] = c->opened[i];
    }
  c->newest_as_of = self->settings.go_live_at + 11 * DAY + 23 * HOUR + HOUR / 2;
}

static void
test_by_hand (void)
{
  static const struct
  {
    HcMetricId id;
    double value;
    gint64 n, numerator, denominator;
  } windows[] = {
    /* Window Monday 7 to Friday 11 March: days 7 to 11; cancelled is out. */
    { HC_METRIC_INFLOW, 5, 5, 5, -1 },
    { HC_METRIC_RESOLVED, 3, 3, 3, -1 },
    { HC_METRIC_REOPENED, 0, 0, 0, -1 },
    { HC_METRIC_OPEN, 3, 3, 3, -1 },
    { HC_METRIC_NET_FLOW, 2, 8, -1, -1 },
    { HC_METRIC_BACKLOG_AGE, 3, 3, -1, -1 },
    { HC_METRIC_BACKLOG_DAYS, 5, 3, 3, 3 }, /* 3 ÷ (3 ÷ 5) */
    { HC_METRIC_MISROUTING_RATE, 0, 3, 0, 3 },
    { HC_METRIC_REOPEN_RATE, 0, 2, 0, 2 },    /* 29 February to 4 March */
    { HC_METRIC_SLA_ATTAINMENT, 0, 1, 0, 1 }, /* the late one, on Friday */
    { HC_METRIC_STALE_SHARE, 2 / 3.0, 3, 2, 3 },
    /* 0, 1, 2, 4, 30, and censored 3.5, 111.5, 251.5: S = 7/8, 6/8, 5/8, 5/8 × 3/4 at 4 h */
    { HC_METRIC_TIME_TO_RESOLVE, 4, 8, -1, -1 },
  };
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  const HcMetricSeries *series;
  HcMetricQuery query = query_all ();
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  hand_made (&launch);
  set = compute (&launch, &query);
  from = hc_day_format (set->from);
  to = hc_day_format (set->to);
  g_assert_cmpstr (from, ==, "2016-03-07");
  g_assert_cmpstr (to, ==, "2016-03-11");
  g_assert_cmpuint (set->working_days, ==, 5);
  g_assert_cmpstr (set->zone, ==, "UTC");
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      series = hc_metric_set_total (set, windows[i].id);
      same_number (series->window.value, windows[i].value, series, HC_DAY_NONE, "value");
      g_assert_cmpint (series->window.n, ==, windows[i].n);
      g_assert_cmpint (series->window.numerator, ==, windows[i].numerator);
      g_assert_cmpint (series->window.denominator, ==, windows[i].denominator);
    }

  series = hc_metric_set_total (set, HC_METRIC_TIME_TO_RESOLVE);
  g_assert_cmpint (series->resolve.inferred, ==, 1);
  g_assert_cmpint (excluded_count (series, "negative"), ==, 0);
  g_assert_cmpint (excluded_count (series, "children"), ==, 1);
  g_assert_cmpint (excluded_count (series, "cancelled"), ==, 1);
  same_number (series->resolve.resolved_mean, 7.4, series, HC_DAY_NONE, "mean");
  same_number (series->resolve.s_at_target, 5 / 8.0 * 3 / 4, series, HC_DAY_NONE, "S(24 h)");

  series = hc_metric_set_total (set, HC_METRIC_BACKLOG_AGE);
  {
    static const gint64 buckets[] = { 1, 0, 1, 1, 0 };

    for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
      g_assert_cmpint (series->window.buckets[i], ==, buckets[i]);
  }
  g_assert_cmpint (series->window.waiting, ==, 1);
  same_number (series->window.median_days, 112 / 24.0, series, HC_DAY_NONE, "median");
  same_number (series->window.share_over_limit, 1 / 3.0, series, HC_DAY_NONE, "over limit");
  g_assert_cmpstr (hc_metric_set_total (set, HC_METRIC_MISROUTING_RATE)->method, ==, "history");
}

/* As of a day is the same as that day seen later, and its end belongs to the next day. */
static void
test_end_of_day (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) then = NULL;
  g_autoptr (HcMetricSet) later = NULL;
  HcMetricQuery query = query_all ();
  const HcMetricSeries *a, *b;

  hand_made (&launch);
  launch.columns->opened[3] = (guint32) launch.settings.go_live_at + 2 * DAY;
  query.as_of = launch.settings.go_live_at + 2 * DAY; /* the end of 1 March */
  then = compute (&launch, &query);
  query.as_of = HC_INSTANT_NONE;
  query.from = query.to = launch.settings.go_live_day + 1;
  later = compute (&launch, &query);

  a = hc_metric_set_total (then, HC_METRIC_BACKLOG_AGE);
  b = hc_metric_set_total (later, HC_METRIC_BACKLOG_AGE);
  g_assert_cmpuint (a->n_points, ==, 2);
  same_point (&a->points[1], &b->points[1], a);
  same_point (&a->window, &b->window, a);
  g_assert_cmpint (hc_metric_set_total (then, HC_METRIC_OPEN)->window.n, ==, 0);
}

static void
test_not_measurable (void)
{
  static const struct
  {
    guint input;
    HcMetricId id;
    const char *missing;
  } cases[] = {
    { HC_INPUT_SLA, HC_METRIC_SLA_ATTAINMENT, "sla_met" },
    { HC_INPUT_UPDATED, HC_METRIC_STALE_SHARE, "updated" },
    { HC_INPUT_REOPENINGS, HC_METRIC_REOPENED, "reopenings" },
    { HC_INPUT_REOPENINGS | HC_INPUT_REOPEN_COUNT, HC_METRIC_REOPEN_RATE, "reopenings" },
    { HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT, HC_METRIC_MISROUTING_RATE, "group" },
    { HC_INPUT_GROUP, HC_METRIC_MISROUTING_RATE, "routing" }, /* no ticket has a count */
    { HC_INPUT_GROUP, HC_METRIC_FIRST_GROUP_RESOLUTION_RATE, "hand_overs" },
    { HC_INPUT_TICKETS, HC_METRIC_OPEN, "import" },
    { 0, HC_METRIC_PATTERN_REPEAT_RATE, "issue" },
    { 0, HC_METRIC_REPEAT_TICKETS_PER_100_USERS, "issue" },
    { HC_INPUT_REQUESTER, HC_METRIC_SAME_USER_REPEAT_RATE, "requester" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Launch) launch = { 0 };
      g_autoptr (HcMetricSet) set = NULL;
      HcMetricQuery query = query_all ();
      const HcMetricSeries *series;

      hand_made (&launch);
      launch.columns->inputs &= ~cases[i].input;
      set = compute (&launch, &query);
      series = hc_metric_set_total (set, cases[i].id);
      g_assert_false (series->measurable);
      g_assert_cmpstr (series->missing, ==, cases[i].missing);
      g_assert_true (isnan (series->window.value));
      g_assert_cmpint (series->window.n, ==, -1);
      g_assert_nonnull (hc_metric_missing_remedy (series->missing));
    }
  g_assert_null (hc_metric_missing_remedy (NULL));
}

static void
test_methods (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  HcMetricQuery query = query_all ();
  const HcMetricSeries *series;

  hand_made (&launch);
  launch.columns->inputs &= ~(guint) HC_INPUT_REOPENINGS;
  for (guint i = 0; i < launch.columns->n; i++)
    {
      launch.columns->flags[i] &= (guint16) ~HC_TICKET_FLAG_ROUTING_KNOWN;
      launch.columns->flags[i] |= HC_TICKET_FLAG_COUNT_KNOWN | HC_TICKET_FLAG_REOPEN_COUNT |
                                  (i % 2 ? HC_TICKET_FLAG_COUNT_MISROUTED : 0);
    }
  set = compute (&launch, &query);
  series = hc_metric_set_total (set, HC_METRIC_MISROUTING_RATE);
  g_assert_cmpstr (series->method, ==, "count");
  g_assert_cmpint (series->window.numerator, ==, 1);
  g_assert_cmpint (series->window.denominator, ==, 3);
  series = hc_metric_set_total (set, HC_METRIC_REOPEN_RATE);
  g_assert_cmpstr (series->method, ==, "count");
  g_assert_cmpint (series->window.numerator, ==, 2);
}

/* Of the six tickets that ended (four in the window), five have an owner by the matrix. */
static void
test_matrix (void)
{
  static const struct
  {
    guint unknown; /* tickets without an owner, of those that ended */
    const char *method;
    const char *missing;
  } cases[] = { { 0, "matrix", NULL }, { 1, "matrix", NULL }, { 2, NULL, "routing" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Launch) launch = { 0 };
      g_autoptr (HcMetricSet) set = NULL;
      HcMetricQuery query = query_all ();
      const HcMetricSeries *series;
      static const guint ended[] = { 0, 1, 4, 6, 7, 8 };

      hand_made (&launch);
      for (guint j = 0; j < launch.columns->n; j++)
        launch.columns->flags[j] &= (guint16) ~HC_TICKET_FLAG_ROUTING_KNOWN;
      for (guint j = cases[i].unknown; j < G_N_ELEMENTS (ended); j++)
        launch.columns->flags[ended[j]] |= HC_TICKET_FLAG_MATRIX_KNOWN;
      launch.columns->flags[6] |= HC_TICKET_FLAG_MATRIX_MISROUTED;
      set = compute (&launch, &query);

      series = hc_metric_set_total (set, HC_METRIC_MISROUTING_RATE);
      g_assert_cmpstr (series->method, ==, cases[i].method);
      g_assert_cmpstr (series->missing, ==, cases[i].missing);
      if (cases[i].method != NULL)
        {
          /* tickets 6, 7 and 8 ended in the window of 7 to 11 March, 6 with no owner */
          g_assert_cmpint (series->window.numerator, ==, 1);
          g_assert_cmpint (series->window.denominator, ==, 3);
          g_assert_cmpint (series->points[8].numerator, ==, 1);
          g_assert_cmpint (series->points[0].denominator, ==, 1 - MIN (cases[i].unknown, 1));
        }
      /* How often a ticket was handed on the matrix does not tell. */
      series = hc_metric_set_total (set, HC_METRIC_FIRST_GROUP_RESOLUTION_RATE);
      g_assert_false (series->measurable);
      g_assert_cmpstr (series->missing, ==, "hand_overs");
    }
}

static void
test_usage (void)
{
  static const struct
  {
    HcWhere where;
    HcDay from, to;
    gint64 as_of;
  } cases[] = {
    { { HC_BY_CATEGORY, "no such" }, HC_DAY_NONE, HC_DAY_NONE, HC_INSTANT_NONE },
    { { HC_BY_GROUP, NULL }, 16870, 16869, HC_INSTANT_NONE },
    { { HC_BY_GROUP, NULL }, HC_DAY_NONE, HC_DAY_NONE, G_MAXUINT32 },
  };
  g_auto (Launch) launch = { 0 };

  hand_made (&launch);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcMetricQuery query = query_all ();
      g_autoptr (GError) error = NULL;

      query.where = &cases[i].where;
      query.n_where = 1;
      query.from = cases[i].from;
      query.to = cases[i].to;
      query.as_of = cases[i].as_of;
      g_assert_null (hc_metric_compute (launch.columns, &launch.settings, launch.calendar, &query,
                                        NULL, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_USAGE);
    }
}

static void
test_cancelled (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (GError) error = NULL;
  HcMetricQuery query = query_all ();
  gint cancelled = 1;

  hand_made (&launch);
  query.by = HC_BY_CATEGORY;
  g_assert_null (hc_metric_compute (launch.columns, &launch.settings, launch.calendar, &query,
                                    &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing yet, T before go-live, no tickets: no value anywhere, and no crash. */
static void
test_empty (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_auto (Launch) launch = { 0 };
      g_autoptr (HcMetricSet) set = NULL;
      HcMetricQuery query = query_all ();

      launch_init (&launch, "UTC", "2016-02-29", 0);
      query.by = HC_BY_GROUP;
      g_ptr_array_add (launch.columns->names[HC_BY_ISSUE], g_strdup ("HC-001 Slow"));
      launch.columns->users_in_scope = 10;
      if (i > 0)
        launch.columns->newest_as_of = launch.settings.go_live_at + (i == 1   ? 0
                                                                     : i == 2 ? -9
                                                                              : 1) *
                                                                      DAY;
      set = compute (&launch, &query);
      g_assert_cmpuint (set->series->len, ==, HC_N_METRICS);
      for (guint s = 0; s < set->series->len; s++)
        {
          const HcMetricSeries *series = set->series->pdata[s];

          /* Nothing is known besides tickets. */
          if (series->id == HC_METRIC_DEFLECTION_RATE ||
              series->id == HC_METRIC_SELF_SERVICE_REACH || series->id == HC_METRIC_COMPLETION_RATE)
            {
              g_assert_false (series->measurable);
              continue;
            }
          g_assert_cmpint (series->measurable, ==, i > 0);
          g_assert_cmpuint (series->n_points, ==, i == 3 ? 1 : 0);
          if (i < 3)
            g_assert_true (isnan (series->window.value));
        }
    }
}

/* ---- links ---- */

/* Monday 29 February to Thursday 10 March 2016, one ticket at noon of each day and a second of the
 * same issue an hour later on days 5 and 8. Days 1 to 3 look back beyond go-live. */
static void
linked (Launch *launch)
{
  static const guint days[] = { 0, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 9, 10 };
  static const guint issues[] = { 1, 1, 2, 0, 2, 2, 0, 1, 3, 3, 1, 0, 1 };
  static const char *const names[] = { "HC-001 No approver", "HC-002 Slow", "No approver" };
  static const char *const codes[] = { "HC-001", "HC-002", "" };
  HcColumns *c;
  guint second = 0;

  launch_init (launch, "UTC", "2016-02-29", G_N_ELEMENTS (days));
  c = launch->columns;
  for (guint i = 0; i < 3; i++)
    {
      g_ptr_array_add (c->names[HC_BY_ISSUE], g_strdup (names[i]));
      g_ptr_array_add (c->issue_codes, g_strdup (codes[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      second = i > 0 && days[i] == days[i - 1] ? 3600 : 0;
      c->opened[i] = (guint32) launch->settings.go_live_at + days[i] * DAY + 43200 + second;
      c->dim[HC_BY_ISSUE][i] = issues[i];
    }
  c->newest_as_of = launch->settings.go_live_at + 11 * DAY;
}

static void
test_repeats (void)
{
  /* by day: repeats, classified */
  static const gint64 parts[][2] = { { 0, 1 }, { 1, 1 }, { 0, 1 }, { 0, 0 }, { 2, 2 }, { 0, 0 },
                                     { 0, 1 }, { 1, 2 }, { 1, 1 }, { 0, 0 }, { 1, 1 } };
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  HcMetricQuery query = query_all ();
  const HcMetricSeries *rate, *per_users;

  linked (&launch);
  launch.columns->users_in_scope = 250;
  set = compute (&launch, &query);
  rate = hc_metric_set_total (set, HC_METRIC_PATTERN_REPEAT_RATE);
  per_users = hc_metric_set_total (set, HC_METRIC_REPEAT_TICKETS_PER_100_USERS);
  for (guint day = 0; day < G_N_ELEMENTS (parts); day++)
    {
      g_assert_cmpint (rate->points[day].numerator, ==, parts[day][0]);
      g_assert_cmpint (rate->points[day].denominator, ==, parts[day][1]);
      g_assert_cmpint (rate->points[day].complete, ==, day >= 3);
      g_assert_cmpfloat (per_users->points[day].value, ==, (double) parts[day][0] * 100 / 250);
    }
  /* the window: Friday 4, Monday 7 to Thursday 10 March */
  g_assert_cmpint (rate->window.numerator, ==, 5);
  g_assert_cmpint (rate->window.denominator, ==, 6);
  g_assert_cmpint (excluded_count (rate, "unclassified"), ==, 1);
  g_assert_cmpint (per_users->window.numerator, ==, 5);
  g_assert_cmpint (per_users->window.denominator, ==, 1250);
  same_number (per_users->window.value, 0.4, per_users, HC_DAY_NONE, "value");
  g_assert_cmpstr (per_users->method, ==, "head_count");
}

/* All of the first three days: nothing is complete, so the window has no value. */
static void
test_repeats_too_early (void)
{
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  HcMetricQuery query = query_all ();
  const HcMetricSeries *rate;

  linked (&launch);
  query.to = launch.settings.go_live_day + 2;
  set = compute (&launch, &query);
  rate = hc_metric_set_total (set, HC_METRIC_PATTERN_REPEAT_RATE);
  g_assert_true (isnan (rate->window.value));
  g_assert_cmpint (rate->window.n, ==, -1);
  rate = hc_metric_set_total (set, HC_METRIC_REPEAT_TICKETS_PER_100_USERS);
  g_assert_false (rate->measurable);
  g_assert_cmpstr (rate->missing, ==, "active_users");
}

static void
test_where (void)
{
  static const struct
  {
    const char *value;
    gint64 inflow; /* since go-live; -1: unknown */
  } cases[] = {
    { "HC-001 No approver", 5 }, { "HC-001", 5 }, { "hc-002", 3 }, { "Slow", 3 }, { "SLOW", 3 },
    { "No approver", 7 }, /* the title of one, the name of another */
    { "HC-0", -1 },       { "approver", -1 }, { "HC-003", -1 }, { NULL, 3 },
  };
  g_auto (Launch) launch = { 0 };

  linked (&launch);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcWhere where = { HC_BY_ISSUE, cases[i].value };
      HcMetricQuery query = query_all ();
      g_autoptr (HcMetricSet) set = NULL;

      g_assert_cmpint (hc_where_is_known (&where, launch.columns), ==, cases[i].inflow >= 0);
      if (cases[i].inflow < 0)
        continue;
      query.where = &where;
      query.n_where = 1;
      query.from = launch.settings.go_live_day;
      set = compute (&launch, &query);
      g_assert_cmpint (hc_metric_set_total (set, HC_METRIC_INFLOW)->window.n, ==, cases[i].inflow);
    }
}

/* Two cohorts that share tickets: each counts them, the total counts them once. */
static void
test_cohorts (void)
{
  static const struct
  {
    const char *value, *kind;
    gint64 inflow;
    double per_users;
  } cases[] = {
    { NULL, NULL, 13, 100.0 * 5 / (8 * 400) }, { "Hamburg", "location", 9, 100.0 * 4 / (8 * 50) },
    { "Clerks", "role", 6, NAN }, { NULL, NULL, 2, NAN },
  };
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  HcMetricQuery query = query_all ();
  HcColumns *c;
  guint n = 0;

  linked (&launch);
  c = launch.columns;
  g_ptr_array_add (c->names[HC_BY_COHORT], g_strdup ("Hamburg"));
  g_ptr_array_add (c->names[HC_BY_COHORT], g_strdup ("Clerks"));
  g_ptr_array_add (c->cohort_kinds, g_strdup ("location"));
  g_ptr_array_add (c->cohort_kinds, g_strdup ("role"));
  g_array_append_val (c->cohort_heads, (gint64){ 50 });
  g_array_append_val (c->cohort_heads, (gint64){ -1 });
  c->users_in_scope = 400;
  c->more_cohorts = g_new0 (HcRowCohort, 4);
  for (guint row = 0; row < 11; row++)
    c->dim[HC_BY_COHORT][row] = row < 2 ? 2 : 1;
  for (guint row = 5; row < 9; row++)
    c->more_cohorts[c->n_more_cohorts++] = (HcRowCohort){ row, 2 };
  query.by = HC_BY_COHORT;
  query.from = launch.settings.go_live_day;
  set = compute (&launch, &query);
  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = set->series->pdata[i];
      guint at = series->by == HC_BY_NONE                            ? 0
                 : g_strcmp0 (series->group_value, "Hamburg") == 0 ? 1
                 : g_strcmp0 (series->group_value, "Clerks") == 0  ? 2
                                                                   : 3;

      if (series->id == HC_METRIC_INFLOW)
        {
          g_assert_cmpuint (at, ==, n++);
          g_assert_cmpstr (series->group_value, ==, cases[at].value);
          g_assert_cmpstr (series->cohort_kind, ==, cases[at].kind);
          g_assert_cmpint (series->window.n, ==, cases[at].inflow);
        }
      if (series->id == HC_METRIC_REPEAT_TICKETS_PER_100_USERS)
        same_number (series->window.value, cases[at].per_users, series, HC_DAY_NONE, "value");
    }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_table (void)
{
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      g_assert_cmpuint (hc_metric_from_id (hc_metrics[id].id), ==, id);
      g_assert_nonnull (hc_metrics[id].title);
      g_assert_nonnull (hc_metrics[id].formula);
      g_assert_cmpint (g_str_equal (hc_metrics[id].unit, "share"), ==, hc_metrics[id].is_share);
    }
  g_assert_cmpuint (hc_metric_from_id ("mood"), ==, HC_N_METRICS);
  g_assert_cmpuint (hc_metric_from_id (NULL), ==, HC_N_METRICS);
}

static void
test_trend (void)
{
  static const struct
  {
    gint64 counts[14]; /* from Monday; weekends are left out */
    guint n;
    guint length;
    HcTrendVerdict verdict;
    double last, previous;
  } cases[] = {
    { { 50, 48, 52, 50, 50, 1, 1, 20, 19, 21, 20, 20, 0, 0 }, 14, 5, HC_TREND_FALLING, 20, 50 },
    { { 20, 19, 21, 20, 20, 1, 1, 50, 48, 52, 50, 50, 0, 0 }, 14, 5, HC_TREND_RISING, 50, 20 },
    { { 20, 19, 21, 20, 20, 1, 1, 20, 22, 19, 20, 20, 0, 0 }, 14, 5, HC_TREND_UNCLEAR, 20.2, 20 },
    /* so scattered that 150 against 250 says nothing */
    { { 5, 120, 5, 115, 5, 1, 1, 70, 2, 73, 3, 2, 0, 0 }, 14, 5, HC_TREND_UNCLEAR, 30, 50 },
    { { 50, 48, 52, 50, 50, 1, 1, 20, 19 }, 9, 5, HC_TREND_INSUFFICIENT, 38.2, 49 },
    { { 50, 48, 52, 50, 20, 1, 1, 20 }, 8, 3, HC_TREND_FALLING, 30, 50 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcMetricPoint points[14] = { 0 };
      HcMetricSeries series = { .id = HC_METRIC_INFLOW, .points = points, .n_points = cases[i].n };
      HcTrend trend;

      for (guint day = 0; day < cases[i].n; day++)
        points[day] = (HcMetricPoint){ .numerator = cases[i].counts[day],
                                       .denominator = -1,
                                       .working_day = day % 7 < 5,
                                       .complete = TRUE };
      trend = hc_metric_trend (&series, cases[i].length);
      g_assert_cmpint (trend.verdict, ==, cases[i].verdict);
      same_number (trend.last, cases[i].last, &series, HC_DAY_NONE, "last");
      same_number (trend.previous, cases[i].previous, &series, HC_DAY_NONE, "previous");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metric/table", test_table);
  g_test_add_func ("/metric/by-hand", test_by_hand);
  g_test_add_func ("/metric/end-of-day", test_end_of_day);
  g_test_add_func ("/metric/not-measurable", test_not_measurable);
  g_test_add_func ("/metric/methods", test_methods);
  g_test_add_func ("/metric/matrix", test_matrix);
  g_test_add_func ("/metric/usage", test_usage);
  g_test_add_func ("/metric/cancelled", test_cancelled);
  g_test_add_func ("/metric/empty", test_empty);
  g_test_add_func ("/metric/trend", test_trend);
  g_test_add_func ("/metric/repeats", test_repeats);
  g_test_add_func ("/metric/repeats-too-early", test_repeats_too_early);
  g_test_add_func ("/metric/where", test_where);
  g_test_add_func ("/metric/cohorts", test_cohorts);
  return g_test_run ();
}
