/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-path-tickets.h"
#include "metric-launch.h"

#define HOUR 3600
#define DAY 86400

static void
add_records (HcColumns *columns, HcDimension by, const char *const *ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_ptr_array_add (columns->names[by], g_strdup (ids[i]));
      g_ptr_array_add (columns->ids[by], g_strdup (ids[i]));
    }
}

/* Two hot paths of two steps, three cohorts. */
static void
add_plan (HcColumns *columns)
{
  add_records (columns, HC_BY_WORKFLOW, (const char *const[]){ "buy", "pay", NULL });
  add_records (columns, HC_BY_STEP, (const char *const[]){ "pick", "approve", "run", NULL });
  add_records (columns, HC_BY_COHORT, (const char *const[]){ "ap", "berlin", "plant", NULL });
}

static GPtrArray *
list (const char *const *ids)
{
  GPtrArray *array = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (array, (char *) ids[i]);
  return array;
}

/* ---------------------------------------------------------------- by hand */

/* Go-live on Monday 29 February 2016; T is Tuesday 8 March at noon, 204 hours later. */
static const struct
{
  gint64 opened; /* hours after go-live */
  guint32 workflow, step, cohort, more; /* ordinals */
  int hours;     /* until its end; -1: open */
  HcStateClass state;
} tickets[] = {
  { -5, 1, 1, 1, 0, -1, HC_STATE_OPEN },     /* before go-live */
  { 1, 1, 1, 1, 2, 4, HC_STATE_CLOSED },     /* pick; ap, berlin */
  { 2, 1, 1, 2, 0, -1, HC_STATE_OPEN },      /* pick; berlin */
  { 3, 1, 2, 1, 2, -1, HC_STATE_OPEN },      /* approve; ap, berlin */
  { 4, 1, 2, 3, 0, -1, HC_STATE_OPEN },      /* approve; plant */
  { 5, 1, 2, 0, 0, 9, HC_STATE_CLOSED },     /* approve; nobody */
  { 6, 1, 0, 1, 0, -1, HC_STATE_OPEN },      /* no step; ap */
  { 7, 1, 2, 1, 0, 1, HC_STATE_CANCELLED },  /* left out */
  { 8, 1, 2, 2, 3, 900, HC_STATE_CANCELLED },/* cancelled after T: counts; berlin, plant */
  { 9, 2, 3, 1, 0, -1, HC_STATE_OPEN },      /* the other hot path */
  { 10, 1, 3, 1, 0, -1, HC_STATE_OPEN },     /* a step of the other hot path */
  { 11, 0, 0, 1, 0, -1, HC_STATE_OPEN },     /* no hot path */
  { 250, 1, 1, 1, 0, -1, HC_STATE_OPEN },    /* after T */
};

static void
fill (Launch *launch)
{
  HcColumns *c = launch->columns;

  add_plan (c);
  c->more_cohorts = g_new0 (HcRowCohort, G_N_ELEMENTS (tickets));
  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      c->opened[i] = (guint32) (launch->settings.go_live_at + tickets[i].opened * HOUR);
      c->dim[HC_BY_WORKFLOW][i] = tickets[i].workflow;
      c->dim[HC_BY_STEP][i] = tickets[i].step;
      c->dim[HC_BY_COHORT][i] = tickets[i].cohort;
      c->state[i] = (guint8) tickets[i].state;
      if (tickets[i].hours >= 0)
        c->ended[i] = c->opened[i] + (guint32) tickets[i].hours * HOUR;
      if (tickets[i].more != 0)
        c->more_cohorts[c->n_more_cohorts++] = (HcRowCohort){ i, tickets[i].more };
    }
  c->newest_as_of = launch->settings.go_live_at + 8 * DAY + 12 * HOUR;
}

static void
assert_row (const HcPathGrid *grid, guint row, const gint64 *want)
{
  for (guint i = 0; i < grid->n_cohorts + HC_N_PATH_EXTRAS; i++)
    if (hc_path_grid_at (grid, row, i) != want[i])
      g_error ("row %u, column %u: %" G_GINT64_FORMAT ", expected %" G_GINT64_FORMAT, row, i,
               hc_path_grid_at (grid, row, i), want[i]);
}

static void
test_by_hand (void)
{
  /* berlin, ap, others, without, all */
  static const gint64 pick[] = { 2, 1, 0, 0, 2 };
  static const gint64 approve[] = { 2, 1, 2, 1, 4 };
  static const gint64 none[] = { 0, 2, 0, 0, 2 };
  g_autoptr (GPtrArray) steps = list ((const char *const[]){ "pick", "approve", NULL });
  g_autoptr (GPtrArray) cohorts = list ((const char *const[]){ "berlin", "ap", NULL });
  g_autoptr (HcPathTickets) set = NULL;
  g_autoptr (HcPathGrid) grid = NULL;
  g_auto (Launch) launch = { 0 };

  launch_init (&launch, "UTC", "2016-02-29", G_N_ELEMENTS (tickets));
  fill (&launch);
  set = hc_path_tickets_new (launch.columns, &launch.settings, launch.calendar, HC_INSTANT_NONE);
  g_assert_cmpint (hc_path_tickets_total (set, "buy"), ==, 8);
  g_assert_cmpint (hc_path_tickets_total (set, "pay"), ==, 1);
  g_assert_cmpint (hc_path_tickets_total (set, "nothing"), ==, 0);
  g_assert_cmpint (hc_path_tickets_total (set, NULL), ==, 0);

  grid = hc_path_tickets_grid (set, "buy", steps, cohorts);
  assert_row (grid, 0, pick);
  assert_row (grid, 1, approve);
  assert_row (grid, 2, none);
  g_assert_cmpint (grid->total, ==, 8);
  g_assert_cmpint (grid->without_step, ==, 2);
  g_assert_cmpint (grid->without_cohort, ==, 1);
  g_assert_cmpint (grid->others, ==, 2);
  g_assert_cmpint (grid->cancelled, ==, 1);
}

/* As it was on an earlier day: what came later is not there, what was cancelled later counts. */
static void
test_earlier (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (HcPathTickets) set = NULL;
  g_autoptr (HcPathGrid) grid = NULL;
  g_auto (Launch) launch = { 0 };

  launch_init (&launch, "UTC", "2016-02-29", G_N_ELEMENTS (tickets));
  fill (&launch);
  set = hc_path_tickets_new (launch.columns, &launch.settings, launch.calendar,
                             launch.settings.go_live_at + 7 * HOUR + HOUR / 2);
  grid = hc_path_tickets_grid (set, "buy", none, none);
  g_assert_cmpint (grid->total, ==, 7);
  g_assert_cmpint (grid->cancelled, ==, 0);
  g_assert_cmpint (grid->without_step, ==, 7); /* none was asked for */
  g_assert_cmpint (grid->others, ==, 6);
  g_assert_cmpint (hc_path_grid_at (grid, 0, HC_PATH_ALL), ==, 7);
}

static void
test_cohorts (void)
{
  static const char *const want[] = { "ap", "berlin", "plant" }; /* 4 each of two, then 2 */
  g_autoptr (HcPathTickets) set = NULL;
  g_autoptr (GPtrArray) buy = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_auto (Launch) launch = { 0 };

  launch_init (&launch, "UTC", "2016-02-29", G_N_ELEMENTS (tickets));
  fill (&launch);
  set = hc_path_tickets_new (launch.columns, &launch.settings, launch.calendar, HC_INSTANT_NONE);
  buy = hc_path_tickets_cohorts (set, "buy");
  g_assert_cmpuint (buy->len, ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < buy->len; i++)
    g_assert_cmpstr (buy->pdata[i], ==, want[i]);
  nothing = hc_path_tickets_cohorts (set, "nothing");
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (HcPathTickets) set = NULL;
  g_autoptr (HcPathGrid) grid = NULL;
  g_auto (Launch) launch = { 0 };

  launch_init (&launch, "UTC", "2016-02-29", 0);
  launch.columns->newest_as_of = HC_INSTANT_NONE;
  set = hc_path_tickets_new (launch.columns, &launch.settings, launch.calendar, HC_INSTANT_NONE);
  grid = hc_path_tickets_grid (set, "buy", none, none);
  g_assert_cmpint (grid->total, ==, 0);
}

/* ---------------------------------------------------------------- at random */

#define N_TICKETS 400
#define N_COHORTS 4

/* The cohorts of each ticket as bits, by the plainest of ways. */
static gint64
count_plainly (const HcColumns *c, const guint *cohorts_of, guint32 step, guint cohort)
{
  gint64 n = 0;

  for (guint i = 0; i < c->n; i++)
    n += c->dim[HC_BY_WORKFLOW][i] == 1 && c->dim[HC_BY_STEP][i] == step
         && (cohort == 0 ? cohorts_of[i] == 0 : (cohorts_of[i] & (1u << cohort)) != 0);
  return n;
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) steps = list ((const char *const[]){ "s1", "s2", NULL });
  g_autoptr (GPtrArray) cohorts = list ((const char *const[]){ "c1", "c2", "c3", "c4", NULL });
  g_autofree guint *cohorts_of = g_new0 (guint, N_TICKETS);
  g_autoptr (HcPathTickets) set = NULL;
  g_autoptr (HcPathGrid) grid = NULL;
  g_auto (Launch) launch = { 0 };
  HcColumns *c;

  launch_init (&launch, "Europe/Berlin", "2016-03-21", N_TICKETS);
  c = launch.columns;
  add_records (c, HC_BY_WORKFLOW, (const char *const[]){ "w1", "w2", NULL });
  add_records (c, HC_BY_STEP, (const char *const[]){ "s1", "s2", NULL });
  add_records (c, HC_BY_COHORT, (const char *const[]){ "c1", "c2", "c3", "c4", NULL });
  c->more_cohorts = g_new0 (HcRowCohort, N_TICKETS * N_COHORTS);
  for (guint i = 0; i < N_TICKETS; i++)
    {
      c->opened[i] = (guint32) launch.settings.go_live_at + i * HOUR;
      c->dim[HC_BY_WORKFLOW][i] = (guint32) g_rand_int_range (random, 0, 3);
      c->dim[HC_BY_STEP][i] = (guint32) g_rand_int_range (random, 0, 3);
      for (guint k = 1; k <= N_COHORTS; k++)
        if (g_rand_int_range (random, 0, 3) == 0)
          {
            if (cohorts_of[i] == 0)
              c->dim[HC_BY_COHORT][i] = k;
            else
              c->more_cohorts[c->n_more_cohorts++] = (HcRowCohort){ i, k };
            cohorts_of[i] |= 1u << k;
          }
    }
  c->newest_as_of = launch.settings.go_live_at + N_TICKETS * HOUR;
  set = hc_path_tickets_new (c, &launch.settings, launch.calendar, HC_INSTANT_NONE);
  grid = hc_path_tickets_grid (set, "w1", steps, cohorts);
  for (guint32 step = 0; step <= 2; step++)
    {
      guint row = step == 0 ? 2 : step - 1;

      for (guint k = 1; k <= N_COHORTS; k++)
        g_assert_cmpint (hc_path_grid_at (grid, row, k - 1), ==,
                         count_plainly (c, cohorts_of, step, k));
      g_assert_cmpint (hc_path_grid_at (grid, row, N_COHORTS + HC_PATH_WITHOUT), ==,
                       count_plainly (c, cohorts_of, step, 0));
      g_assert_cmpint (hc_path_grid_at (grid, row, N_COHORTS + HC_PATH_OTHERS), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-tickets/by-hand", test_by_hand);
  g_test_add_func ("/path-tickets/earlier", test_earlier);
  g_test_add_func ("/path-tickets/cohorts", test_cohorts);
  g_test_add_func ("/path-tickets/empty", test_empty);
  g_test_add_func ("/path-tickets/random", test_random);
  return g_test_run ();
}
