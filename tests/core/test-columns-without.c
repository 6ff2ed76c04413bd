/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns without some of their rows: what stays is the same, what goes is gone. */

#include "config.h"

#include "metric-launch.h"

#define N 40

static void
fill (Launch *launch)
{
  gint64 start = hc_calendar_day_start (launch->calendar, launch->settings.go_live_day);

  for (guint row = 0; row < N; row++)
    {
      launch->columns->opened[row] = (guint32) (start + row * 3600);
      launch->columns->ended[row] = row % 2 == 0 ? (guint32) (start + (row + 5) * 3600)
                                                 : HC_SECONDS_NONE;
      launch->columns->state[row] = row % 2 == 0 ? HC_STATE_RESOLVED : HC_STATE_OPEN;
    }
  launch->columns->newest_as_of = start + 3 * 86400;
}

static gint64
sum_of (const HcMetricSet *set, HcMetricId id)
{
  const HcMetricSeries *series = hc_metric_set_total (set, id);
  gint64 sum = 0;

  for (guint i = 0; i < series->n_points; i++)
    sum += MAX (series->points[i].n, 0);
  return sum;
}

/* Of 40 tickets none, every second one, then all are left out. */
static void
test_without (void)
{
  static const struct { guint every, inflow, resolved; } cases[] = {
    { 0, N, N / 2 },     /* none */
    { 2, N / 2, 0 },     /* the even rows: all that are resolved */
    { 1, 0, 0 },         /* all: an empty population */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Launch) launch = { 0 };
      guint8 left_out[N] = { 0 };
      HcMetricQuery query = query_all ();
      g_autoptr (HcMetricSet) set = NULL;
      HcColumns *all;

      launch_init (&launch, "Europe/Berlin", "2026-03-02", N);
      fill (&launch);
      for (guint row = 0; row < N; row++)
        left_out[row] = cases[i].every > 0 && row % cases[i].every == 0;
      all = launch.columns;
      launch.columns = hc_columns_without (all, left_out);
      set = compute (&launch, &query);
      g_assert_cmpuint (launch.columns->n, ==, cases[i].inflow);
      g_assert_cmpint (sum_of (set, HC_METRIC_INFLOW), ==, cases[i].inflow);
      g_assert_cmpint (sum_of (set, HC_METRIC_RESOLVED), ==, cases[i].resolved);
      g_assert_cmpuint (all->n, ==, N); /* the original is left alone */
      hc_columns_unref (all);
    }
}

/* What lies beside the rows goes with them, and what stays has its row's new number. */
static void
test_beside (void)
{
  static const HcRowSpell spells[] = { { 0, 10, 20, 0 }, { 1, 30, 40, 1 }, { 1, 50, 60, 0 },
                                       { 3, 70, HC_SECONDS_NONE, 0 } };
  static const HcRowCohort more[] = { { 0, 1 }, { 2, 2 }, { 3, 1 }, { 3, 2 } };
  const guint8 left_out[4] = { TRUE, FALSE, TRUE, FALSE };
  g_auto (Launch) launch = { 0 };
  g_autoptr (HcColumns) few = NULL;

  launch_init (&launch, "UTC", "2026-03-02", 4);
  launch.columns->n_spells = G_N_ELEMENTS (spells);
  launch.columns->spells = g_memdup2 (spells, sizeof spells);
  launch.columns->n_more_cohorts = G_N_ELEMENTS (more);
  launch.columns->more_cohorts = g_memdup2 (more, sizeof more);
  few = hc_columns_without (launch.columns, left_out);
  g_assert_cmpuint (few->n, ==, 2);
  g_assert_cmpuint (few->n_spells, ==, 3);
  for (guint i = 0; i < few->n_spells; i++)
    {
      g_assert_cmpuint (few->spells[i].row, ==, i < 2 ? 0 : 1);
      g_assert_cmpuint (few->spells[i].start, ==, spells[i + 1].start);
      g_assert_cmpuint (few->spells[i].end, ==, spells[i + 1].end);
      g_assert_cmpuint (few->spells[i].inferred, ==, spells[i + 1].inferred);
    }
  g_assert_cmpuint (few->n_more_cohorts, ==, 2);
  for (guint i = 0; i < few->n_more_cohorts; i++)
    {
      g_assert_cmpuint (few->more_cohorts[i].row, ==, 1);
      g_assert_cmpuint (few->more_cohorts[i].cohort, ==, i + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/without", test_without);
  g_test_add_func ("/columns/without/beside", test_beside);
  return g_test_run ();
}
