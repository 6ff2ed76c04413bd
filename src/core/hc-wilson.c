/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-statistics-private.h"

#include <math.h>

/* Score interval of E. B. Wilson, JASA 22 (1927), in the form of Newcombe, Statistics in Medicine
 * 17 (1998), method 3: (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) ÷ (1 + z²/n). */
void
hc_wilson_real (double successes, double n, double z, double *low, double *high)
{
  double p, z2, centre, half, scale;

  if (!(n > 0))
    {
      *low = *high = NAN;
      return;
    }
  p = successes / n;
  z2 = z * z / n;
  centre = p + z2 / 2;
  half = sqrt (z2 * (p * (1 - p) + z2 / 4));
  scale = 1 + z2;
  /* The ends are exact where the share is 0 or 1; rounding must not carry them outside. */
  *low = successes <= 0 ? 0 : MAX (0, (centre - half) / scale);
  *high = successes >= n ? 1 : MIN (1, (centre + half) / scale);
}

void
hc_wilson (gint64 successes, gint64 n, double z, double *low, double *high)
{
  hc_wilson_real ((double) successes, (double) n, z, low, high);
}
