/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-statistics-private.h"

#include <math.h>

/* Given a + b events in all, the last window's a is Bin(a + b, s) with s its share of the exposure
 * when both rates are equal (Przyborowski & Wilenski, Biometrika 31, 1940). Days scatter more than
 * Poisson counts, so φ = max(1, Pearson χ² of the days against their window's mean ÷ (days − 2))
 * widens it: quasi-Poisson, McCullagh & Nelder, “Generalized Linear Models”, §6.2. */

typedef struct
{
  double count;
  double exposure;
  guint days;
} Total;

static Total
total_of (const double *counts, const double *exposures, guint n)
{
  Total total = { 0 };

  for (guint i = 0; i < n; i++)
    if (exposures[i] > 0)
      {
        total.count += counts[i];
        total.exposure += exposures[i];
        total.days++;
      }
  return total;
}

static double
pearson (const double *counts, const double *exposures, guint n, const Total *total)
{
  double sum = 0;

  for (guint i = 0; i < n && total->count > 0; i++)
    if (exposures[i] > 0)
      {
        double expected = exposures[i] * (total->count / total->exposure);

        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
      }
  return sum;
}

/* The p at which P(X ≤ k | n, p) is @probability: the cdf falls in p. */
static double
solve_binomial (gint64 k, gint64 n, double probability)
{
  double low = 0, high = 1;

  for (int i = 0; i < 100; i++)
    {
      double middle = (low + high) / 2;

      if (hc_binomial_cdf (k, n, middle) > probability)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

/* Clopper & Pearson, Biometrika 26 (1934), 90 % two-sided, of a's share. */
static void
exact_test (HcRateTest *test, gint64 a, gint64 n, double s, double *low, double *high)
{
  test->p_falling = hc_binomial_cdf (a, n, s);
  test->p_rising = 1 - hc_binomial_cdf (a - 1, n, s);
  *low = a == 0 ? 0 : solve_binomial (a - 1, n, 0.95);
  *high = a == n ? 1 : solve_binomial (a, n, 0.05);
}

/* z = (a − ns) ÷ √(φ n s (1 − s)); its inversion is Wilson's interval with n ÷ φ cases. */
static void
normal_test (HcRateTest *test, double a, double n, double s, double *low, double *high)
{
  double z = (a - n * s) / sqrt (test->phi * n * s * (1 - s));

  test->p_falling = hc_normal_cdf (z);
  test->p_rising = hc_normal_cdf (-z);
  hc_wilson_real (a / test->phi, n / test->phi, HC_Z_90_TWO_SIDED, low, high);
}

HcRateTest
hc_rate_test (const double *last,
              const double *last_exposure,
              guint n_last,
              const double *previous,
              const double *previous_exposure,
              guint n_previous)
{
  HcRateTest test = { NAN, NAN, NAN, 1, 1, 1, TRUE };
  Total a = total_of (last, last_exposure, n_last);
  Total b = total_of (previous, previous_exposure, n_previous);
  guint days = a.days + b.days;
  double n = a.count + b.count;
  double s, low, high;

  if (a.exposure <= 0 || b.exposure <= 0 || n <= 0)
    return test;

  if (days > 2)
    test.phi = MAX (1, (pearson (last, last_exposure, n_last, &a) +
                        pearson (previous, previous_exposure, n_previous, &b)) /
                         (days - 2));
  test.exact = test.phi <= 1;
  s = a.exposure / (a.exposure + b.exposure);
  if (test.exact)
    exact_test (&test, llround (a.count), llround (n), s, &low, &high);
  else
    normal_test (&test, a.count, n, s, &low, &high);

  if (b.count > 0)
    {
      double odds = b.exposure / a.exposure;

      test.ratio = a.count / b.count * odds;
      test.low = low / (1 - low) * odds;
      test.high = high / (1 - high) * odds;
    }
  return test;
}
