/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-control-chart.h"

#include <math.h>
#include <string.h>

#define assert_near(a, b, eps) g_assert_cmpfloat_with_epsilon (a, b, eps)

static double ones[64];

/* Incidents opened on the weekdays 1 March – 20 May 2016 of the UCI incident event log (Amaral,
 * Fantinato, Peres 2018, CC BY 4.0). */
static const double uci[] = {
  315, 465, 392, 388, 607, 434, 340, 312, 329, 459, 382, 372, 334, 334, 438, 325, 364, 379, 55, 497,
  376, 372, 365, 444, 456, 406, 373, 357, 338, 383, 397, 377, 371, 396, 424, 328, 434, 43,  100, 445,
  333, 361, 401, 363, 478, 353, 368, 403, 350, 345, 308, 359, 335, 302, 399, 363, 353, 284, 312,
};
#define GOOD_FRIDAY 18 /* 25 March */
#define TIRADENTES 37  /* 21 April */

static char *
signals_of (const HcControlStratum *chart, guint rule)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < chart->n_points; i++)
    if (chart->points[i].signals & rule)
      g_string_append_printf (out, "%u ", i);
  return g_string_free (out, FALSE);
}

static void
assert_signals (const HcControlStratum *chart, guint rule, const char *expected)
{
  g_autofree char *found = signals_of (chart, rule);

  g_assert_cmpstr (found, ==, expected);
}

/* Centre, σz and limits by a Python program that shares no code. */
static void
test_laney (void)
{
  HcControlStratum chart = { 0 };

  hc_control_chart (HC_CONTROL_U, uci, ones, G_N_ELEMENTS (uci), HC_NELSON_1, FALSE, &chart);
  assert_near (chart.centre, 364, 1e-12);
  assert_near (chart.sigma_z, 3.5851328597537466, 1e-12);
  assert_near (chart.points[0].lower, 158.80007336757163, 1e-9);
  assert_near (chart.points[0].upper, 569.1999266324284, 1e-9);
  assert_signals (&chart, HC_NELSON_1, "4 18 37 38 "); /* 7 Mar, 25 Mar, 21 and 22 Apr */
  hc_control_stratum_clear (&chart);
}

static void
test_plain (void)
{
  HcControlStratum chart = { 0 };
  guint n = 0;

  hc_control_chart (HC_CONTROL_U, uci, ones, G_N_ELEMENTS (uci), HC_NELSON_1, TRUE, &chart);
  for (guint i = 0; i < chart.n_points; i++)
    n += chart.points[i].signals != 0;
  g_assert_cmpuint (n, ==, 17);
  hc_control_stratum_clear (&chart);
}

static void
test_without_holidays (void)
{
  HcControlStratum chart = { 0 };
  double counts[G_N_ELEMENTS (uci)];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (uci); i++)
    if (i != GOOD_FRIDAY && i != TIRADENTES)
      counts[n++] = uci[i];
  hc_control_chart (HC_CONTROL_U, counts, ones, n, HC_NELSON_1, FALSE, &chart);
  assert_near (chart.sigma_z, 3.035160866410329, 1e-12);
  assert_signals (&chart, HC_NELSON_1, "4 36 "); /* 7 March, and 22 April after the holiday */
  hc_control_stratum_clear (&chart);
}

/* By hand: exposures 100, 400; shares 0.1, 0.2. p̄ = 90 ÷ 500 = 0.18. */
static void
test_shares (void)
{
  const double count[] = { 10, 80 }, exposure[] = { 100, 400 };
  HcControlStratum chart = { 0 };
  double s1 = sqrt (.18 * .82 / 100), s2 = sqrt (.18 * .82 / 400);
  double z1 = (.1 - .18) / s1, z2 = (.2 - .18) / s2, sz = (z2 - z1) / 1.128;

  hc_control_chart (HC_CONTROL_P, count, exposure, 2, HC_NELSON_1, FALSE, &chart);
  assert_near (chart.centre, .18, 1e-15);
  assert_near (chart.sigma_z, sz, 1e-12);
  assert_near (chart.points[1].upper, .18 + 3 * s2 * sz, 1e-12);
  assert_near (chart.points[0].lower, 0, 1e-15); /* never below nothing */
  g_assert_cmpuint (chart.points[0].signals | chart.points[1].signals, ==, 0);
  hc_control_stratum_clear (&chart);
}

/* A share's limit ends where shares do: p̄ 0.8 of 5, plus three times more than 0.06. */
static void
test_upper_share (void)
{
  const double count[] = { 5, 3, 5, 3 }, exposure[] = { 5, 5, 5, 5 };
  HcControlStratum chart = { 0 };

  hc_control_chart (HC_CONTROL_P, count, exposure, 4, HC_NELSON_1, TRUE, &chart);
  assert_near (chart.centre, .8, 1e-15);
  assert_near (chart.points[0].upper, 1, 1e-15);
  assert_near (chart.points[0].lower, .8 - 3 * sqrt (.8 * .2 / 5), 1e-12);
  hc_control_stratum_clear (&chart);
}

static void
test_edges (void)
{
  const double none[16] = { 0 };
  const double all[] = { 4, 4, 4, 4, 4, 4, 4, 4 };
  HcControlStratum chart = { 0 };

  hc_control_chart (HC_CONTROL_U, NULL, NULL, 0, HC_NELSON_1, FALSE, &chart);
  g_assert_true (isnan (chart.centre) && isnan (chart.sigma_z));
  hc_control_stratum_clear (&chart);

  hc_control_chart (HC_CONTROL_U, uci, ones, 1, HC_NELSON_1, FALSE, &chart);
  assert_near (chart.centre, 315, 1e-12);
  g_assert_true (isnan (chart.points[0].upper)); /* one day says nothing about the next */
  hc_control_stratum_clear (&chart);

  hc_control_chart (HC_CONTROL_U, none, ones, 16, ~0u, FALSE, &chart);
  assert_near (chart.points[3].upper, 0, 1e-15);
  assert_signals (&chart, ~0u, "");
  hc_control_stratum_clear (&chart);

  hc_control_chart (HC_CONTROL_P, all, all, 8, ~0u, FALSE, &chart);
  assert_near (chart.points[7].upper, 1, 1e-15);
  assert_signals (&chart, ~0u, "");
  hc_control_stratum_clear (&chart);
}

/* Under eight points an outlier is no signal, with the eighth it is. */
static void
test_fewest (void)
{
  const double count[] = { 10, 11, 10, 11, 10, 11, 90, 10 };
  HcControlStratum chart = { 0 };

  hc_control_chart (HC_CONTROL_U, count, ones, 7, HC_NELSON_1, TRUE, &chart);
  assert_signals (&chart, HC_NELSON_1, "");
  hc_control_stratum_clear (&chart);
  hc_control_chart (HC_CONTROL_U, count, ones, 8, HC_NELSON_1, TRUE, &chart);
  assert_signals (&chart, HC_NELSON_1, "6 ");
  hc_control_stratum_clear (&chart);
}

static void
assert_rule (const double *count, guint n, guint rule, const char *expected)
{
  HcControlStratum chart = { 0 };

  hc_control_chart (HC_CONTROL_U, count, ones, n, rule, TRUE, &chart);
  assert_signals (&chart, ~0u, expected);
  hc_control_stratum_clear (&chart);
}

static void
test_nelson (void)
{
  /* Centre 100, σ 10. */
  const double side[] = { 90, 101, 101, 101, 101, 101, 101, 101, 101, 101, 92 };
  const double rising[] = { 100, 98, 99, 100, 101, 102, 103, 97 };
  const double two[] = { 100, 75, 100, 125, 100, 125, 100, 100 };

  assert_rule (side, G_N_ELEMENTS (side), HC_NELSON_2, "9 ");
  assert_rule (rising, G_N_ELEMENTS (rising), HC_NELSON_3, "6 ");
  assert_rule (two, G_N_ELEMENTS (two), HC_NELSON_5, "5 ");
  assert_rule (two, G_N_ELEMENTS (two), HC_NELSON_1, "");
}

/* ---- strata of a series ---- */

static HcMetricSeries *
series_new (HcMetricId id, const double *count, const double *exposure, guint n)
{
  HcMetricSeries *series = g_new0 (HcMetricSeries, 1);
  HcDay monday = hc_day_from_ymd (2026, 3, 2);

  series->id = id;
  series->measurable = TRUE;
  series->n_points = n;
  series->points = g_new0 (HcMetricPoint, n);
  for (guint i = 0; i < n; i++)
    {
      HcMetricPoint *point = &series->points[i];

      point->date = monday + (HcDay) i;
      point->working_day = i % 7 < 5;
      point->complete = i + 1 < n;
      point->numerator = (gint64) count[i];
      point->denominator = exposure != NULL ? (gint64) exposure[i] : -1;
      point->value = exposure == NULL ? count[i] : exposure[i] > 0 ? count[i] / exposure[i] : NAN;
    }
  return series;
}

static void
series_free (HcMetricSeries *series)
{
  g_free (series->points);
  g_free (series);
}

static void
test_strata (void)
{
  /* Two weeks and a Monday that is not complete; a Wednesday without a case. */
  const double count[] = { 5, 6, 0, 5, 6, 1, 0, 5, 6, 7, 5, 6, 1, 1, 99 };
  const double exposure[] = { 50, 60, 0, 50, 60, 5, 4, 50, 60, 70, 50, 60, 5, 4, 100 };
  HcMetricSeries *series
    = series_new (HC_METRIC_MISROUTING_RATE, count, exposure, G_N_ELEMENTS (count));
  g_autoptr (HcControlStrata) strata
    = hc_control_strata (series, HC_DAY_NONE, HC_DAY_NONE, HC_NELSON_1);
  g_autoptr (HcControlStrata) second = NULL;

  g_assert_true (strata->stratum[0].working && !strata->stratum[1].working);
  g_assert_cmpuint (strata->stratum[0].n_points, ==, 9);
  g_assert_cmpuint (strata->stratum[1].n_points, ==, 4);
  assert_near (strata->stratum[0].centre, 51. / 510, 1e-15);
  assert_near (strata->stratum[1].centre, 3. / 18, 1e-15);
  g_assert_cmpint (g_array_index (strata->dates[0], HcDay, 2), ==, hc_day_from_ymd (2026, 3, 5));
  g_assert_cmpuint (strata->stratum[0].points[2].index, ==, 3); /* of the series' points */

  second = hc_control_strata (series, hc_day_from_ymd (2026, 3, 9), hc_day_from_ymd (2026, 3, 10),
                              HC_NELSON_1);
  g_assert_cmpuint (second->stratum[0].n_points, ==, 2);
  g_assert_cmpuint (second->stratum[1].n_points, ==, 0);
  series_free (series);

  series = series_new (HC_METRIC_OPEN, count, NULL, G_N_ELEMENTS (count));
  g_assert_null (hc_control_strata (series, HC_DAY_NONE, HC_DAY_NONE, HC_NELSON_1));
  series_free (series);
}

/* As the chart shows it: 100 × tickets ÷ users. */
static void
test_per_100 (void)
{
  const double count[] = { 10, 20, 30 }, users[] = { 100, 200, 200 };
  HcMetricSeries *series = series_new (HC_METRIC_REPEAT_TICKETS_PER_100_USERS, count, users, 3);
  g_autoptr (HcControlStrata) strata
    = hc_control_strata (series, HC_DAY_NONE, HC_DAY_NONE, HC_NELSON_1);

  assert_near (strata->stratum[0].centre, 10, 1e-12); /* the third day is not complete */
  assert_near (strata->stratum[0].points[1].value, 10, 1e-12);
  series_free (series);
}

static void
test_texts (void)
{
  double count[7 * 12];
  HcMetricSeries *series;
  g_autoptr (HcControlStrata) strata = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (count); i++)
    count[i] = i % 7 < 5 ? 100 + i % 2 : 10;
  count[22] = 300; /* Tuesday 24 March */
  series = series_new (HC_METRIC_INFLOW, count, NULL, G_N_ELEMENTS (count));
  strata = hc_control_strata (series, HC_DAY_NONE, HC_DAY_NONE, HC_NELSON_1);
  texts = hc_control_signal_texts (strata, HC_METRIC_INFLOW, NULL);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_true (g_str_has_prefix (texts->pdata[0], "Above the upper limit on 2026-03-24: 300 "));
  series_free (series);
}

/* Each kind of signal has its sentence; working and other days are told in the order of days. */
static void
test_sentences (void)
{
  static const struct
  {
    guint stratum;
    int date; /* of March */
    double value;
    guint signals;
    HcMetricId metric;
    const char *text;
  } cases[] = {
    { 0, 5, 0.4, HC_NELSON_1 | HC_NELSON_2, HC_METRIC_MISROUTING_RATE,
      "Above the upper limit on 2026-03-05: 40.0 % against 10.0 %–20.0 %." },
    { 0, 5, 0.05, HC_NELSON_1, HC_METRIC_MISROUTING_RATE,
      "Below the lower limit on 2026-03-05: 5.0 % against 10.0 %–20.0 %." },
    { 0, 5, 0.12, HC_NELSON_2 | HC_NELSON_3, HC_METRIC_MISROUTING_RATE,
      "Nine days in a row on one side of the mean up to 2026-03-05: 12.0 %, "
      "limits 10.0 %–20.0 %." },
    { 1, 7, 0.125, HC_NELSON_3, HC_METRIC_TICKETS_PER_100_USERS,
      "Six days in a row rising or falling up to 2026-03-07: 0.1, limits 0.1–0.2." },
    { 1, 7, 19, HC_NELSON_5, HC_METRIC_INFLOW,
      "Two of three days near a limit up to 2026-03-07: 19, limits 0–0." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcControlStrata *strata = g_new0 (HcControlStrata, 1);
      g_autoptr (GPtrArray) texts = NULL;

      for (guint k = 0; k < 2; k++)
        {
          HcDay date = hc_day_from_ymd (2026, 3, k == cases[i].stratum ? cases[i].date : 6);
          HcControlPoint point = { 0, cases[i].value, 0.1, 0.2, 0, HC_NELSON_5 };

          strata->dates[k] = g_array_new (FALSE, FALSE, sizeof (HcDay));
          g_array_append_val (strata->dates[k], date);
          strata->stratum[k].n_points = 1;
          strata->stratum[k].points = g_memdup2 (&point, sizeof point);
        }
      strata->stratum[cases[i].stratum].points->signals = cases[i].signals;
      texts = hc_control_signal_texts (strata, cases[i].metric, NULL);
      g_assert_cmpuint (texts->len, ==, 2);
      g_assert_cmpstr (texts->pdata[cases[i].date < 6 ? 0 : 1], ==, cases[i].text);
      g_assert_nonnull (strstr (texts->pdata[cases[i].date < 6 ? 1 : 0], "up to 2026-03-06"));
      hc_control_strata_free (strata);
    }
}

int
main (int argc, char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (ones); i++)
    ones[i] = 1;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/control-chart/laney", test_laney);
  g_test_add_func ("/control-chart/plain", test_plain);
  g_test_add_func ("/control-chart/without-holidays", test_without_holidays);
  g_test_add_func ("/control-chart/shares", test_shares);
  g_test_add_func ("/control-chart/upper-share", test_upper_share);
  g_test_add_func ("/control-chart/edges", test_edges);
  g_test_add_func ("/control-chart/fewest", test_fewest);
  g_test_add_func ("/control-chart/nelson", test_nelson);
  g_test_add_func ("/control-chart/strata", test_strata);
  g_test_add_func ("/control-chart/per-100", test_per_100);
  g_test_add_func ("/control-chart/texts", test_texts);
  g_test_add_func ("/control-chart/sentences", test_sentences);
  return g_test_run ();
}
