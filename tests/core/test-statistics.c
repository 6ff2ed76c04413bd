/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-statistics.h"

#include <math.h>
#include <string.h>

static void
assert_near (double got, double want, double tolerance, const char *what, guint row)
{
  if (isnan (want) ? !isnan (got) : !(fabs (got - want) <= tolerance * MAX (1, fabs (want))))
    g_error ("%s, row %u: %.17g, expected %.17g", what, row, got, want);
}

/* numpy.percentile (linear, the default: type 7). */
static void
test_percentile (void)
{
  static const double values[] = { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5 };
  static const double sorted[] = { 1, 1, 2, 3, 3, 4, 5, 5, 5, 6, 9 };
  static const struct
  {
    double p, want;
  } cases[] = {
    { 0, 1 }, { 0.1, 1 }, { 0.25, 2.5 }, { 0.5, 4 }, { 0.9, 6 }, { 0.99, 8.7 }, { 1, 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double copy[G_N_ELEMENTS (values)];

      memcpy (copy, values, sizeof values);
      assert_near (hc_percentile (copy, G_N_ELEMENTS (copy), cases[i].p), cases[i].want, 1e-14,
                   "selected", i);
      assert_near (hc_percentile_sorted (sorted, G_N_ELEMENTS (sorted), cases[i].p), cases[i].want,
                   1e-14, "sorted", i);
    }
  assert_near (hc_percentile (NULL, 0, 0.5), NAN, 0, "none", 0);
  assert_near (hc_percentile_sorted (NULL, 0, 0.5), NAN, 0, "none", 1);
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Selection against sorting: few distinct values, many, already sorted, reversed. */
static void
test_percentile_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 400; round++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 200);
      gint32 range = round % 2 ? 5 : 100000;
      double p = g_rand_double_range (random, 0, 1);
      g_autofree double *values = g_new (double, n);
      g_autofree double *sorted = NULL;

      for (guint i = 0; i < n; i++)
        values[i] = round % 5 == 0   ? i
                    : round % 7 == 0 ? n - i
                                     : (guint) g_rand_int_range (random, 0, range);
      sorted = g_memdup2 (values, n * sizeof (double));
      qsort (sorted, n, sizeof (double), compare_doubles);
      assert_near (hc_percentile (values, n, p), hc_percentile_sorted (sorted, n, p), 0, "random",
                   round);
    }
}

/* Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score, no continuity correction),
 * 95 %: four decimals. */
static void
test_wilson (void)
{
  static const struct
  {
    gint64 successes, n;
    double low, high;
  } cases[] = {
    { 81, 263, 0.2553, 0.3662 }, { 15, 148, 0.0624, 0.1605 }, { 0, 20, 0, 0.1611 },
    { 1, 29, 0.0061, 0.1718 },   { 20, 20, 0.8389, 1 },       { 0, 0, NAN, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double low, high;

      hc_wilson (cases[i].successes, cases[i].n, HC_Z_95_TWO_SIDED, &low, &high);
      assert_near (low, cases[i].low, 0.00005, "low", i);
      assert_near (high, cases[i].high, 0.00005, "high", i);
    }
}

typedef struct
{
  const char *name;
  gint8 n;
  gint8 times[22]; /* negative: censored */
  double at, median, low, high, s_at;
} SurvivalCase;

/* The remission times of Freireich et al., Blood 21 (1963), as in Kalbfleisch & Prentice; median
 * and band (conf.type "log-log") as R's survfit prints them. The small ones by an independent
 * Python implementation with exact fractions. */
static const SurvivalCase survival_cases[] = {
  { "6-MP",
    21,
    { 6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35 },
    10,
    23,
    13,
    NAN,
    0.7529411764705882 },
  { "6-MP shuffled",
    21,
    { 23, -35, 6, -6, -34, 7, -9, 10, -10, 6, -11, 13, 16, -17, -19, 6, -20, 22, -25, -32, -32 },
    23,
    23,
    13,
    NAN,
    0.4481792717086835 },
  { "placebo",
    21,
    { 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23 },
    8,
    8,
    4,
    11,
    0.38095238095238093 },
  { "one event", 1, { 5 }, 3, 5, NAN, NAN, 1 },
  { "one censored", 1, { -5 }, 9, NAN, NAN, NAN, 1 },
  { "two events", 2, { 5, 7 }, 3, 5, 5, NAN, 1 },
  { "zero durations", 3, { 0, 0, -3 }, 3, 0, 0, NAN, 1 / 3.0 },
  { "exactly a half", 4, { 1, -2, 3, -4 }, 3, 3, 1, NAN, 0.375 },
  { "ten", 10, { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 3, 5, 1, 8, 0.7 },
  { "nothing", 0, { 0 }, 3, NAN, NAN, NAN, NAN },
};

static void
test_survival (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (survival_cases); i++)
    {
      const SurvivalCase *c = &survival_cases[i];
      HcObservationTime observations[22];
      HcSurvival got;

      for (int j = 0; j < c->n; j++)
        observations[j] = (HcObservationTime){ abs (c->times[j]), c->times[j] >= 0 };
      got = hc_survival (observations, (gsize) c->n, c->at);
      assert_near (got.median, c->median, 0, c->name, i);
      assert_near (got.low, c->low, 0, c->name, i);
      assert_near (got.high, c->high, 0, c->name, i);
      assert_near (got.s_at, c->s_at, 1e-14, c->name, i);
      g_assert_cmpint (got.reached, ==, !isnan (c->median));
      g_assert_cmpuint (got.n, ==, got.events + got.censored);
    }
}

/* Stata's “sts list” of the same 6-MP times: S and its log-log band at each remission that ended. */
static void
test_survival_steps (void)
{
  static const double expected[][4] = {
    { 6, 0.8571, 0.6197, 0.9516 },  { 7, 0.8067, 0.5631, 0.9228 },  { 10, 0.7529, 0.5032, 0.8894 },
    { 13, 0.6902, 0.4316, 0.8491 }, { 16, 0.6275, 0.3675, 0.8049 }, { 22, 0.5378, 0.2678, 0.7468 },
    { 23, 0.4482, 0.1881, 0.6801 }, { 35, 0.4482, 0.1881, 0.6801 },
  };
  HcObservationTime observations[21];
  g_autofree HcSurvivalStep *steps = NULL;
  guint n_steps;

  for (int i = 0; i < 21; i++)
    observations[i] = (HcObservationTime){ abs (survival_cases[1].times[i]),
                                           survival_cases[1].times[i] >= 0 };
  steps = hc_survival_steps (observations, 21, &n_steps);
  g_assert_cmpuint (n_steps, ==, G_N_ELEMENTS (expected) + 1);
  g_assert_cmpfloat (steps[0].time, ==, 0);
  g_assert_cmpfloat (steps[0].s, ==, 1);
  g_assert_true (isnan (steps[0].low) && isnan (steps[0].high));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpfloat (steps[i + 1].time, ==, expected[i][0]);
      g_assert_cmpfloat_with_epsilon (steps[i + 1].s, expected[i][1], 5.1e-5);
      g_assert_cmpfloat_with_epsilon (steps[i + 1].low, expected[i][2], 5.1e-5);
      g_assert_cmpfloat_with_epsilon (steps[i + 1].high, expected[i][3], 5.1e-5);
    }
  g_assert_null (hc_survival_steps (NULL, 0, &n_steps));
  g_assert_cmpuint (n_steps, ==, 0);
}

/* S and the answers by the plain product, without telescoping. */
static HcSurvival
plain_survival (const HcObservationTime *sorted, gsize n)
{
  HcSurvival out = { .n = n, .median = NAN, .low = NAN, .high = NAN };
  double s = 1, greenwood = 0;
  double at_risk = (double) n;

  for (gsize i = 0, next; i < n; i = next)
    {
      double d = 0, se;

      for (next = i; next < n && sorted[next].time == sorted[i].time; next++)
        d += sorted[next].event;
      if (d > 0)
        {
          s *= 1 - d / at_risk;
          greenwood += d / (at_risk * (at_risk - d));
          if (isnan (out.median) && s <= 0.5 + 1e-12)
            out.median = sorted[i].time;
          if (d < at_risk)
            {
              se = sqrt (greenwood) / fabs (log (s));
              if (isnan (out.low) && pow (s, exp (1.959963984540054 * se)) <= 0.5)
                out.low = sorted[i].time;
              if (isnan (out.high) && pow (s, exp (-1.959963984540054 * se)) <= 0.5)
                out.high = sorted[i].time;
            }
        }
      at_risk -= (double) (next - i);
    }
  return out;
}

static void
test_survival_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint round = 0; round < 3000; round++)
    {
      gsize n = (gsize) g_rand_int_range (random, 1, round % 10 ? 60 : 2000);
      double censoring = g_rand_double_range (random, 0, 1);
      gint32 range = g_rand_int_range (random, 2, 3000);
      g_autofree HcObservationTime *observations = g_new (HcObservationTime, n);
      HcSurvival got, want;
      HcSurvivalCurve curve;

      for (gsize i = 0; i < n; i++)
        observations[i] = (HcObservationTime){ g_rand_int_range (random, 0, range),
                                               g_rand_double (random) >= censoring };
      got = hc_survival (observations, n, 10);
      want = plain_survival (observations, n);
      assert_near (got.median, want.median, 0, "median", round);
      assert_near (got.low, want.low, 0, "low", round);
      assert_near (got.high, want.high, 0, "high", round);

      /* Skipping wherever it is allowed finds the same. */
      hc_survival_curve_init (&curve, n);
      for (gsize i = 0, next; i < n; i = next)
        {
          gsize run = 0, events = 0;

          while (i + run < n && observations[i + run].event)
            run++;
          run = run > 0 ? (gsize) g_rand_int_range (random, 1, (gint32) run + 1) : 0;
          while (run > 0 && i + run < n &&
                 observations[i + run].time == observations[i + run - 1].time)
            run--;
          if (run > 0 && hc_survival_curve_can_skip (&curve, run))
            {
              hc_survival_curve_skip (&curve, run);
              next = i + run;
              continue;
            }
          for (next = i; next < n && observations[next].time == observations[i].time; next++)
            events += observations[next].event ? 1 : 0;
          hc_survival_curve_step (&curve, observations[i].time, events, next - i - events);
        }
      assert_near (curve.median, want.median, 0, "skipped median", round);
      assert_near (curve.low, want.low, 0, "skipped low", round);
      assert_near (curve.high, want.high, 0, "skipped high", round);
      g_assert_cmpuint (curve.events, ==, got.events);
    }
}

/* Exact fractions in Python; the two large ones summed with 40 digits. */
static void
test_binomial (void)
{
  static const struct
  {
    gint64 k, n;
    double p, want;
  } cases[] = {
    { 0, 1, 0.5, 0.5 },
    { 3, 10, 0.5, 0.171875 },
    { 7, 20, 0.3, 0.7722717974181604 },
    { 2, 100, 0.01, 0.9206267977478196 },
    { 50, 100, 0.5, 0.5397946186935894 },
    { 480, 1000, 0.5, 0.10872414660207047 },
    { 11, 32, 800 / 3811.0, 0.9759318232273121 },
    { 0, 500, 0.001, 0.606378944861185 },
    { 1999, 2000, 0.999, 0.8648000746025003 },
    { 4950, 10000, 0.5, 0.16108709989765594 },
    { 20100, 100000, 0.2, 0.786639094566934 },
    { -1, 5, 0.3, 0 },
    { 5, 5, 0.3, 1 },
    { 2, 5, 0, 1 },
    { 2, 5, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_near (hc_binomial_cdf (cases[i].k, cases[i].n, cases[i].p), cases[i].want, 1e-10,
                 "binomial", i);
}

static void
test_normal (void)
{
  assert_near (hc_normal_cdf (-3), 0.0013498980316300957, 1e-15, "normal", 0);
  assert_near (hc_normal_cdf (-HC_Z_90_TWO_SIDED), 0.05, 1e-15, "normal", 1);
  assert_near (hc_normal_cdf (0), 0.5, 0, "normal", 2);
  assert_near (hc_normal_cdf (HC_Z_95_TWO_SIDED), 0.975, 1e-15, "normal", 3);
  assert_near (hc_rule_of_three (5), 0.6, 1e-15, "three", 0);
  assert_near (hc_rule_of_three (0), NAN, 0, "three", 1);
}

typedef struct
{
  const char *name;
  guint n_last, n_previous;
  double last[5], last_exposure[5], previous[5], previous_exposure[5];
  HcRateTest want;
} RateCase;

/* The first is the example of R's poisson.test (breast cancer and X-ray fluoroscopy, Rothman);
 * its published 95 % interval 0.8584 to 4.2773 comes from the same code with other tails. Expected
 * values by an independent Python implementation: exact fractions for the binomial, the z test
 * inverted by bisection for the dispersed ones. */
static const RateCase rate_cases[] = {
  { "exact",
    1,
    1,
    { 11 },
    { 800 },
    { 21 },
    { 3011 },
    { 1.9714880952380953, 0.9775843474967606, 3.8273864078506916, 0.9759318232273121,
      1 - 0.9439913402123004, 1, TRUE } },
  { "dispersed",
    5,
    5,
    { 40, 90, 20, 70, 30 },
    { 1, 1, 1, 1, 1 },
    { 100, 60, 150, 80, 110 },
    { 1, 1, 1, 1, 1 },
    { 0.5, 0.3104943484947515, 0.8051676341678276, 0.00779758967065534, 0.9922024103293446, 14.25,
      FALSE } },
  { "exposures",
    3,
    4,
    { 10, 30, 5 },
    { 100, 200, 80 },
    { 40, 9, 60, 22 },
    { 120, 100, 150, 90 },
    { 0.41582965046203296, 0.22011114771140786, 0.7855771958905412, 0.010630180686653489,
      0.9893698193133466, 5.181111111111111, FALSE } },
  { "nothing happened",
    2,
    2,
    { 0, 0 },
    { 1, 1 },
    { 0, 0 },
    { 1, 1 },
    { NAN, NAN, NAN, 1, 1, 1, TRUE } },
  { "no exposure", 1, 1, { 5 }, { 0 }, { 5 }, { 1 }, { NAN, NAN, NAN, 1, 1, 1, TRUE } },
  /* P(X ≥ 4 | 4, 1/2) = 1/16; nothing before: no ratio */
  { "all new", 1, 1, { 4 }, { 1 }, { 0 }, { 1 }, { NAN, NAN, NAN, 1, 0.0625, 1, TRUE } },
  /* upper end of 0 of 4: p = 1 − 0.05^(1/4) */
  { "all gone",
    1,
    1,
    { 0 },
    { 1 },
    { 4 },
    { 1 },
    { 0, 0, 1.1147425268811282, 0.0625, 1, 1, TRUE } },
};

static void
test_rate (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rate_cases); i++)
    {
      const RateCase *c = &rate_cases[i];
      HcRateTest got = hc_rate_test (c->last, c->last_exposure, c->n_last, c->previous,
                                     c->previous_exposure, c->n_previous);

      assert_near (got.ratio, c->want.ratio, 1e-12, c->name, i);
      assert_near (got.low, c->want.low, 1e-9, c->name, i);
      assert_near (got.high, c->want.high, 1e-9, c->name, i);
      assert_near (got.p_falling, c->want.p_falling, 1e-10, c->name, i);
      assert_near (got.p_rising, c->want.p_rising, 1e-10, c->name, i);
      assert_near (got.phi, c->want.phi, 1e-12, c->name, i);
      g_assert_cmpint (got.exact, ==, c->want.exact);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics/percentile", test_percentile);
  g_test_add_func ("/statistics/percentile-random", test_percentile_random);
  g_test_add_func ("/statistics/wilson", test_wilson);
  g_test_add_func ("/statistics/survival", test_survival);
  g_test_add_func ("/statistics/survival-steps", test_survival_steps);
  g_test_add_func ("/statistics/survival-random", test_survival_random);
  g_test_add_func ("/statistics/binomial", test_binomial);
  g_test_add_func ("/statistics/normal", test_normal);
  g_test_add_func ("/statistics/rate", test_rate);
  return g_test_run ();
}
