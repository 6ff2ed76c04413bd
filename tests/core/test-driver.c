/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drivers: rows reckoned by hand. The rate test itself is tested in test-statistics. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-driver.h"
#include "hc-field.h"
#include "metric-launch.h"

/* Monday, 2 March 2026. */
#define GO_LIVE "2026-03-02"
#define MAX_DAYS 20

static HcRecordData *
add_issue (GPtrArray *issues, const char *id, const char *code, const char *title)
{
  HcRecordData *issue = hc_record_data_new (hc_record_type ("issue"));

  issue->id = g_strdup (id);
  hc_record_data_set (issue, "code", code);
  hc_record_data_set (issue, "title", title);
  g_ptr_array_add (issues, issue);
  return issue;
}

static GPtrArray *
new_issues (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
}

/* One issue whose tickets come as @per_day says, Monday to Friday, two weeks. */
typedef struct
{
  Launch launch;
  GPtrArray *issues;
} Fixture;

static void
fixture_init (Fixture *self, const guint *per_day, guint n_days)
{
  guint n = 0, row = 0;
  guint32 ordinal;

  for (guint i = 0; i < n_days; i++)
    n += per_day[i];
  launch_init (&self->launch, "UTC", GO_LIVE, n);
  self->issues = new_issues ();
  add_issue (self->issues, "i", "HC-001", "Approver missing");
  ordinal = launch_add_name (self->launch.columns, HC_BY_ISSUE, "HC-001 Approver missing", "i");
  for (guint i = 0; i < n_days; i++)
    {
      HcDay day = self->launch.settings.go_live_day + (HcDay) (i / 5 * 7 + i % 5);

      for (guint j = 0; j < per_day[i]; j++, row++)
        {
          self->launch.columns->opened[row]
            = (guint32) hc_calendar_day_start (self->launch.calendar, day) + 3600 + j;
          self->launch.columns->dim[HC_BY_ISSUE][row] = ordinal;
        }
      self->launch.columns->newest_as_of = hc_calendar_day_end (self->launch.calendar, day);
    }
}

static void
fixture_clear (Fixture *self)
{
  launch_clear (&self->launch);
  g_ptr_array_unref (self->issues);
}

static HcDriverSet *
look (Fixture *self, guint days, const guint32 *group_of, GPtrArray *keys, GPtrArray *titles)
{
  HcDriverQuery query = { HC_INSTANT_NONE, days, 0, hc_day_from_ymd (2026, 3, 16) };

  return hc_drivers_compute (self->launch.columns, &self->launch.settings, self->launch.calendar,
                             &query, group_of, keys, titles, self->issues);
}

/* φ, p, ratio and its interval as a plain Python program with exact binomials gives them. */
static void
test_growth (void)
{
  static const struct
  {
    guint per_day[MAX_DAYS];
    guint n_days;
    gint64 last, previous, last_five, highest;
    HcTrendVerdict trend;
    const char *text;
    double phi, p_falling, p_rising, ratio, low, high;
  } cases[] = {
    { { 1, 0, 1, 1, 0, 1, 2, 1, 1, 1 }, 10, 6, 3, 6, 6, HC_TREND_UNCLEAR,
      "Cannot tell yet: 6 against 3", 1, 0.91015625, 0.25390625, 2, 0.526581, 9.230513 },
    { { 10, 10, 10, 10, 10, 1, 1, 2, 1, 1 }, 10, 6, 50, 6, 50, HC_TREND_FALLING,
      "Falling: 6 against 50", 1, 0, 1, 0.12, 0.050090, 0.250867 },
    { { 1, 1, 2, 1, 1, 10, 10, 10, 10, 10 }, 10, 50, 6, 50, 50, HC_TREND_RISING,
      "Rising: 50 against 6", 1, 1, 0, 8.333333, 3.986171, 19.964172 },
    /* clumps: φ = 15, nothing can be told */
    { { 20, 0, 0, 0, 0, 0, 0, 0, 0, 10 }, 10, 10, 20, 10, 20, HC_TREND_UNCLEAR,
      "Cannot tell yet: 10 against 20", 15, 0.318676, 0.681324, 0.5, 0.062799, 3.980937 },
    /* 10 in 5 days are fewer than 9 in 3, though the number is higher */
    { { 3, 3, 3, 2, 2, 2, 2, 2 }, 8, 10, 9, 10, 13, HC_TREND_UNCLEAR,
      "Cannot tell yet: 2.0 against 3.0 a day", 1, 0.254123, 0.869088, 0.666667, 0.282465,
      1.590214 },
    { { 4, 4, 4, 1, 1 }, 5, 14, 0, 14, 14, HC_TREND_INSUFFICIENT,
      "Too few working days yet: 14 against 0", NAN, NAN, NAN, NAN, NAN, NAN },
    { { 4, 4, 4, 4, 4, 1, 1 }, 7, 14, 8, 14, 20, HC_TREND_INSUFFICIENT,
      "Too few working days yet: 2.8 against 4.0 a day", NAN, NAN, NAN, NAN, NAN, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      g_autoptr (HcDriverSet) set = NULL;
      const HcDriver *driver;
      g_autofree char *text = NULL;

      fixture_init (&fixture, cases[i].per_day, cases[i].n_days);
      set = look (&fixture, 5, NULL, NULL, NULL);
      g_test_message ("row %u", i);
      g_assert_cmpuint (set->n_drivers, ==, 1);
      g_assert_cmpuint (set->complete_working_days, ==, cases[i].n_days);
      driver = set->drivers->pdata[0];
      text = hc_driver_growth_text (driver);
      g_assert_cmpint (driver->last, ==, cases[i].last);
      g_assert_cmpint (driver->previous, ==, cases[i].previous);
      g_assert_cmpint (driver->last_five, ==, cases[i].last_five);
      g_assert_cmpint (driver->highest, ==, cases[i].highest);
      g_assert_cmpint (driver->trend, ==, cases[i].trend);
      g_assert_cmpstr (text, ==, cases[i].text);
      if (isnan (cases[i].phi))
        g_assert_true (isnan (driver->phi) && isnan (driver->rate_ratio) &&
                       isnan (driver->p_falling));
      else
        {
          g_assert_cmpfloat_with_epsilon (driver->phi, cases[i].phi, 1e-9);
          g_assert_cmpfloat_with_epsilon (driver->p_falling, cases[i].p_falling, 1e-6);
          g_assert_cmpfloat_with_epsilon (driver->p_rising, cases[i].p_rising, 1e-6);
          g_assert_cmpfloat_with_epsilon (driver->rate_ratio, cases[i].ratio, 1e-6);
          g_assert_cmpfloat_with_epsilon (driver->low, cases[i].low, 1e-5);
          g_assert_cmpfloat_with_epsilon (driver->high, cases[i].high, 1e-5);
        }
      fixture_clear (&fixture);
    }
}

/* ---------------------------------------------------------------- belonging */

typedef struct
{
  const char *issue, *group, *category, *subcategory; /* NULL: none */
  int day;                                            /* of March */
  HcStateClass state;
  int ended; /* day of March; 0: open */
} Ticket;

static const Ticket tickets[] = {
  /* week of 2 March, in the order of opening */
  { "i1", "g1", "A", "x", 2, HC_STATE_OPEN, 0 },
  { "i1", NULL, "A", "x", 3, HC_STATE_CLOSED, 4 },
  { NULL, "g1", "A", "x", 3, HC_STATE_OPEN, 0 },
  { NULL, "g1", NULL, NULL, 4, HC_STATE_OPEN, 0 },
  { NULL, "g1", "A", NULL, 4, HC_STATE_CANCELLED, 5 },
  { NULL, NULL, "A", "x", 4, HC_STATE_OPEN, 0 },
  { NULL, NULL, "A", NULL, 5, HC_STATE_RESOLVED, 6 },
  { NULL, NULL, NULL, NULL, 6, HC_STATE_OPEN, 0 },
  { "i2", NULL, "B", NULL, 7, HC_STATE_OPEN, 0 }, /* Saturday: no working day */
  { "i1", NULL, "B", NULL, 9, HC_STATE_OPEN, 0 },
  { NULL, "g1", "B", NULL, 10, HC_STATE_OPEN, 0 },
  { NULL, NULL, "A", "x", 11, HC_STATE_OPEN, 0 },
  { NULL, NULL, "A", "x", 16, HC_STATE_OPEN, 0 }, /* the day of T is not over */
};

static void
belonging_init (Launch *launch, guint32 *group_of)
{
  HcColumns *c;
  guint32 issues[2], subcategory, categories[2];

  launch_init (launch, "UTC", GO_LIVE, G_N_ELEMENTS (tickets));
  c = launch->columns;
  issues[0] = launch_add_name (c, HC_BY_ISSUE, "HC-001 Approver missing", "i1");
  issues[1] = launch_add_name (c, HC_BY_ISSUE, "HC-002 Print", "i2");
  categories[0] = launch_add_name (c, HC_BY_CATEGORY, "A", NULL);
  categories[1] = launch_add_name (c, HC_BY_CATEGORY, "B", NULL);
  subcategory = launch_add_name (c, HC_BY_SUBCATEGORY, "A / x", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      const Ticket *t = &tickets[i];

      c->opened[i]
        = (guint32) hc_calendar_day_start (launch->calendar, hc_day_from_ymd (2026, 3, t->day)) + i;
      if (t->ended != 0)
        c->ended[i] = (guint32) hc_calendar_day_start (launch->calendar,
                                                       hc_day_from_ymd (2026, 3, t->ended));
      c->state[i] = (guint8) t->state;
      c->dim[HC_BY_ISSUE][i] = t->issue ? issues[t->issue[1] - '1'] : 0;
      c->dim[HC_BY_CATEGORY][i] = t->category ? categories[*t->category - 'A'] : 0;
      c->dim[HC_BY_SUBCATEGORY][i] = t->subcategory ? subcategory : 0;
      group_of[i] = t->group ? 1 : 0;
    }
  c->newest_as_of
    = hc_calendar_day_start (launch->calendar, hc_day_from_ymd (2026, 3, 16)) + 12 * 3600;
}

static char *
describe (const HcDriverSet *set)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < set->drivers->len; i++)
    {
      const HcDriver *driver = set->drivers->pdata[i];
      g_autofree char *title = hc_driver_title_text (driver);

      g_string_append_printf (out, "%u %s “%s” %s: %d+%d open %d%s%s\n", driver->rank,
                              hc_driver_kind_word (driver->kind), driver->key, title,
                              (int) driver->last, (int) driver->previous, (int) driver->open,
                              driver->dispositioned ? " " : "",
                              driver->dispositioned ? driver->dispositioned : "");
    }
  return g_string_free (out, FALSE);
}

static void
test_belonging (void)
{
  static const struct
  {
    gint64 as_of_day; /* of March, at its end; 0: newest import */
    guint top;
    gboolean with_groups;
    const char *drivers;
    guint n_drivers;
    gint64 tickets;
  } cases[] = {
    { 0, 0, TRUE,
      "1 issue “i1” HC-001 Approver missing: 1+2 open 2 resolved\n"
      "2 text_group “k g” Mail does not arrive: 1+2 open 3\n"
      "3 category “A / x” A / x: 1+1 open 3\n"
      "4 category “” No category: 0+1 open 1\n"
      "5 category “A” A: 0+1 open 0\n",
      5, 10 },
    { 0, 2, TRUE,
      "1 issue “i1” HC-001 Approver missing: 1+2 open 2 resolved\n"
      "2 text_group “k g” Mail does not arrive: 1+2 open 3\n",
      5, 10 },
    { 0, 0, FALSE,
      "1 issue “i1” HC-001 Approver missing: 1+2 open 2 resolved\n"
      "2 category “A / x” A / x: 1+2 open 4\n"
      "3 category “” No category: 0+2 open 2\n"
      "4 category “B” B: 1+0 open 1\n"
      "5 category “A” A: 0+1 open 0\n",
      5, 10 },
    /* four days: what ended or was cancelled on the fifth is open */
    { 5, 0, TRUE,
      "1 issue “i1” HC-001 Approver missing: 2+0 open 1 resolved\n"
      "2 text_group “k g” Mail does not arrive: 2+0 open 2\n"
      "3 category “A” A: 1+0 open 1\n"
      "4 category “A / x” A / x: 1+0 open 1\n",
      4, 6 },
  };
  g_autoptr (GPtrArray) issues = new_issues ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new (), titles = g_ptr_array_new ();
  guint32 group_of[G_N_ELEMENTS (tickets)];
  Launch launch;

  belonging_init (&launch, group_of);
  hc_record_data_set (add_issue (issues, "i1", "HC-001", "Approver missing"), "state", "closed");
  g_ptr_array_add (keys, (gpointer) "k g");
  g_ptr_array_add (titles, (gpointer) "Mail does not arrive");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcDriverQuery query = { HC_INSTANT_NONE, 5, cases[i].top, hc_day_from_ymd (2026, 3, 16) };
      g_autoptr (HcDriverSet) set = NULL;
      g_autofree char *got = NULL;

      if (cases[i].as_of_day != 0)
        query.as_of = hc_calendar_day_end (launch.calendar,
                                           hc_day_from_ymd (2026, 3, (int) cases[i].as_of_day));
      set = hc_drivers_compute (launch.columns, &launch.settings, launch.calendar, &query,
                                cases[i].with_groups ? group_of : NULL, keys, titles, issues);
      got = describe (set);
      g_assert_cmpstr (got, ==, cases[i].drivers);
      g_assert_cmpuint (set->n_drivers, ==, cases[i].n_drivers);
      g_assert_cmpint (set->tickets, ==, cases[i].tickets);
    }
  launch_clear (&launch);
}

static void
test_windows (void)
{
  g_autoptr (GPtrArray) issues = new_issues ();
  guint32 group_of[G_N_ELEMENTS (tickets)];
  Launch launch;
  HcDriverQuery query = { HC_INSTANT_NONE, 3, 0, hc_day_from_ymd (2026, 3, 16) };
  g_autoptr (HcDriverSet) three = NULL, none = NULL, usual = NULL;

  belonging_init (&launch, group_of);
  three = hc_drivers_compute (launch.columns, &launch.settings, launch.calendar, &query, NULL, NULL,
                              NULL, issues);
  g_assert_cmpint (three->last_from, ==, hc_day_from_ymd (2026, 3, 11));
  g_assert_cmpint (three->last_to, ==, hc_day_from_ymd (2026, 3, 13));
  g_assert_cmpint (three->previous_from, ==, hc_day_from_ymd (2026, 3, 6));
  g_assert_cmpint (three->previous_to, ==, hc_day_from_ymd (2026, 3, 10));
  g_assert_cmpuint (three->last_days, ==, 3);
  g_assert_cmpuint (three->previous_days, ==, 3);

  query.days = 0; /* the launch's: 5 */
  usual = hc_drivers_compute (launch.columns, &launch.settings, launch.calendar, &query, NULL, NULL,
                              NULL, issues);
  g_assert_cmpint (usual->last_from, ==, hc_day_from_ymd (2026, 3, 9));
  g_assert_cmpint (usual->as_of, ==, launch.columns->newest_as_of);

  query.as_of = hc_calendar_day_start (launch.calendar, launch.settings.go_live_day) + 60;
  none = hc_drivers_compute (launch.columns, &launch.settings, launch.calendar, &query, NULL, NULL,
                             NULL, issues);
  g_assert_cmpint (none->last_from, ==, HC_DAY_NONE);
  g_assert_cmpuint (none->drivers->len, ==, 0);
  g_assert_cmpuint (none->complete_working_days, ==, 0);
  launch_clear (&launch);
}

/* Of equals the code decides, not the id, which is another one in each launch. */
static void
test_equals (void)
{
  static const guint per_day[] = { 2, 2 };
  Fixture fixture;
  guint32 second;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HcDriverSet) set = NULL;

      fixture_init (&fixture, per_day, G_N_ELEMENTS (per_day));
      second = launch_add_name (fixture.launch.columns, HC_BY_ISSUE, i ? "HC-000 Printer" : "HC-002 Printer",
                         i ? "x" : "a");
      for (guint row = 0; row < fixture.launch.columns->n; row += 2)
        fixture.launch.columns->dim[HC_BY_ISSUE][row] = second;
      set = look (&fixture, 1, NULL, NULL, NULL);
      g_assert_cmpuint (set->drivers->len, ==, 2);
      g_assert_cmpstr (((const HcDriver *) set->drivers->pdata[0])->key, ==, i ? "x" : "i");
      fixture_clear (&fixture);
    }
}

/* ---------------------------------------------------------------- the step behind */

static void
test_behind (void)
{
  static const guint per_day[] = { 2, 2, 1, 1, 1, 1, 1, 1, 1, 1 };
  static const struct
  {
    const char *workflow, *step; /* of the issue */
    const char *expected_workflow, *expected_step;
  } cases[] = {
    { NULL, NULL, "Buy", "Approve" },
    { "pay", NULL, "Pay", "Run" },
    { "pay", "check", "Pay", "Check" },
    { "gone", "gone", "Buy", "Approve" },
  };
  Fixture fixture;
  HcColumns *c;
  guint32 buy, pay, approve, run, check;

  fixture_init (&fixture, per_day, G_N_ELEMENTS (per_day));
  c = fixture.launch.columns;
  buy = launch_add_name (c, HC_BY_WORKFLOW, "Buy", "buy");
  pay = launch_add_name (c, HC_BY_WORKFLOW, "Pay", "pay");
  approve = launch_add_name (c, HC_BY_STEP, "Buy / Approve", "approve");
  run = launch_add_name (c, HC_BY_STEP, "Pay / Run", "run");
  check = launch_add_name (c, HC_BY_STEP, "Pay / Check", "check");
  for (guint row = 0; row < c->n; row++)
    {
      c->dim[HC_BY_WORKFLOW][row] = row < 4 ? pay : row < 10 ? buy : 0;
      c->dim[HC_BY_STEP][row] = row < 3 ? run : row == 3 ? check : row < 8 ? approve : 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcRecordData *issue = fixture.issues->pdata[0];
      g_autoptr (HcDriverSet) set = NULL;
      const HcDriver *driver;

      hc_record_data_set (issue, "workflow_id", cases[i].workflow);
      hc_record_data_set (issue, "step_id", cases[i].step);
      set = look (&fixture, 5, NULL, NULL, NULL);
      driver = set->drivers->pdata[0];
      g_test_message ("row %u", i);
      g_assert_cmpstr (driver->workflow, ==, cases[i].expected_workflow);
      g_assert_cmpstr (driver->step, ==, cases[i].expected_step);
    }
  fixture_clear (&fixture);
}

/* From an earlier day: the same as if T were its end, as far as nothing was cancelled since. */
static void
test_earlier (void)
{
  static const guint per_day[] = { 3, 9, 1, 4, 2, 6, 5, 3, 5, 8, 9, 7 };
  Fixture fixture;
  g_autoptr (HcDriverCounts) counts = NULL;

  fixture_init (&fixture, per_day, G_N_ELEMENTS (per_day));
  counts = hc_driver_counts_new (fixture.launch.columns, &fixture.launch.settings,
                                 fixture.launch.calendar, HC_INSTANT_NONE, NULL, NULL, NULL,
                                 fixture.issues);
  for (HcDay day = fixture.launch.settings.go_live_day; day < hc_day_from_ymd (2026, 3, 17); day++)
    {
      HcDriverQuery query
        = { hc_calendar_day_end (fixture.launch.calendar, day), 5, 3, 0 };
      g_autoptr (HcDriverSet) then = hc_drivers_compute (
        fixture.launch.columns, &fixture.launch.settings, fixture.launch.calendar, &query, NULL,
        NULL, NULL, fixture.issues);
      g_autoptr (HcDriverSet) now = hc_driver_counts_look (
        counts, hc_driver_counts_working_days (counts, day), &query);
      const HcDriver *a = then->drivers->pdata[0], *b = now->drivers->pdata[0];

      g_assert_cmpint (then->last_from, ==, now->last_from);
      g_assert_cmpint (a->last, ==, b->last);
      g_assert_cmpint (a->previous, ==, b->previous);
      g_assert_cmpint (a->highest, ==, b->highest);
      g_assert_cmpint (a->trend, ==, b->trend);
    }
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/driver/growth", test_growth);
  g_test_add_func ("/driver/belonging", test_belonging);
  g_test_add_func ("/driver/windows", test_windows);
  g_test_add_func ("/driver/equals", test_equals);
  g_test_add_func ("/driver/behind", test_behind);
  g_test_add_func ("/driver/earlier", test_earlier);
  return g_test_run ();
}
