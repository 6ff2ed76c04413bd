/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-statistics.h"

#include <math.h>

/* Type 7 of Hyndman & Fan, “Sample Quantiles in Statistical Packages”, The American Statistician
 * 50 (1996): h = (n − 1) p, Q = x[⌊h⌋] + (h − ⌊h⌋) (x[⌊h⌋ + 1] − x[⌊h⌋]), counted from 0. */
static double
interpolate (double below, double above, double fraction)
{
  return below + fraction * (above - below);
}

double
hc_percentile_sorted (const double *sorted, gsize n, double p)
{
  double h;
  gsize below;

  if (n == 0)
    return NAN;
  h = (double) (n - 1) * p;
  below = (gsize) floor (h);
  return below + 1 < n ? interpolate (sorted[below], sorted[below + 1], h - floor (h))
                       : sorted[n - 1];
}

static inline void
swap (double *a, double *b)
{
  double t = *a;

  *a = *b;
  *b = t;
}

/* Hoare's selection, median of three: afterwards values[k] is in its place, nothing smaller is
 * right of it. */
static void
select_kth (double *values, gsize n, gsize k)
{
  gsize low = 0, high = n - 1;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      gsize i = low, j = high;
      double pivot;

      if (values[middle] < values[low])
        swap (&values[middle], &values[low]);
      if (values[high] < values[low])
        swap (&values[high], &values[low]);
      if (values[high] < values[middle])
        swap (&values[high], &values[middle]);
      pivot = values[middle];

      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (pivot < values[j])
            j--;
          if (i <= j)
            {
              swap (&values[i++], &values[j]);
              if (j == 0)
                break;
              j--;
            }
        }
      if (k <= j)
        high = j;
      else if (k >= i)
        low = i;
      else
        return;
    }
}

double
hc_percentile (double *values, gsize n, double p)
{
  double h, next;
  gsize below;

  if (n == 0)
    return NAN;
  h = (double) (n - 1) * p;
  below = (gsize) floor (h);
  select_kth (values, n, below);
  if (below + 1 >= n)
    return values[below];

  next = values[below + 1];
  for (gsize i = below + 2; i < n; i++)
    next = MIN (next, values[i]);
  return interpolate (values[below], next, h - floor (h));
}
