/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-statistics.h"

#include <math.h>

double
hc_normal_cdf (double z)
{
  return 0.5 * erfc (-z / G_SQRT2);
}

double
hc_rule_of_three (guint days)
{
  /* Hanley & Lippman-Hand, JAMA 249 (1983): (1 − r)ⁿ = 0.05 gives r ≈ 3/n. */
  return days > 0 ? 3.0 / days : NAN;
}

/* log Γ without the C library's global sign. */
static double
log_gamma (double x)
{
  int sign;

  return lgamma_r (x, &sign);
}

/* Continued fraction of the incomplete beta function, DLMF 8.17.22, by Lentz's method. */
static double
beta_fraction (double a, double b, double x)
{
  const double tiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  double value;

  d = 1 / (fabs (d) < tiny ? tiny : d);
  value = d;
  for (int m = 1; m <= 1000000; m++)
    {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      double factor;

      d = 1 + even * d;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = 1 + even / c;
      c = fabs (c) < tiny ? tiny : c;
      value *= d * c;
      d = 1 + odd * d;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = 1 + odd / c;
      c = fabs (c) < tiny ? tiny : c;
      factor = d * c;
      value *= factor;
      if (fabs (factor - 1) < 1e-15)
        break;
    }
  return value;
}

/* I_x(a, b), DLMF 8.17. */
static double
regularised_beta (double a, double b, double x)
{
  double front;

  if (x <= 0)
    return 0;
  if (x >= 1)
    return 1;
  front = exp (log_gamma (a + b) - log_gamma (a) - log_gamma (b) + a * log (x) + b * log1p (-x));
  if (x < (a + 1) / (a + b + 2))
    return front * beta_fraction (a, b, x) / a;
  return 1 - front * beta_fraction (b, a, 1 - x) / b;
}

double
hc_binomial_cdf (gint64 k, gint64 n, double p)
{
  if (k < 0)
    return 0;
  if (k >= n)
    return 1;
  /* P(X ≤ k) = I_{1−p}(n − k, k + 1), DLMF 8.17.24. */
  return regularised_beta ((double) (n - k), (double) k + 1, 1 - p);
}
