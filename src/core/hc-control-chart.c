/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Laney, “Improved control charts for attributes”, Quality Engineering 14 (2002) 531–537: the points
 * of a u or p chart as z = (v − centre) ÷ σ of their own size, and the limits at
 * centre ± 3 σ × σz with σz = mean moving range of z ÷ 1.128, so that variation between days beyond
 * Poisson or binomial is no alarm. Signals: Nelson, “The Shewhart control chart – tests for special
 * causes”, Journal of Quality Technology 16 (1984) 237–239. */

#include "config.h"

#include "hc-control-chart.h"

#include <math.h>

#define D2 1.128 /* mean range of two standard normal values */

static double
sum (const double *values, guint n)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += values[i];
  return total;
}

/* Of one point around the centre, as far as its size alone explains. */
static double
sigma_of (HcControlKind kind, double centre, double exposure)
{
  double variance = kind == HC_CONTROL_P ? centre * (1 - centre) : centre;

  return sqrt (MAX (variance, 0) / exposure);
}

static double
moving_sigma (const HcControlPoint *points, guint n)
{
  double total = 0;

  if (n < 2)
    return NAN;
  for (guint i = 1; i < n; i++)
    total += fabs (points[i].z - points[i - 1].z);
  return total / (n - 1) / D2;
}

static void
set_limits (HcControlStratum *self, HcControlPoint *point, double exposure)
{
  double reach = 3 * self->sigma_z * sigma_of (self->kind, self->centre, exposure);

  point->lower = isnan (reach) ? NAN : MAX (self->centre - reach, 0);
  point->upper = isnan (reach) ? NAN : self->centre + reach;
  if (self->kind == HC_CONTROL_P && point->upper > 1)
    point->upper = 1;
}

/* ---- signals; z in units of σz ---- */

static int
side_of (double z, double beyond)
{
  return z > beyond ? 1 : z < -beyond ? -1 : 0;
}

static gboolean
nine_on_one_side (const double *z, guint i)
{
  int side = side_of (z[i], 0);

  if (i < 8 || side == 0)
    return FALSE;
  for (guint k = 1; k < 9; k++)
    if (side_of (z[i - k], 0) != side)
      return FALSE;
  return TRUE;
}

static gboolean
six_in_a_row (const HcControlPoint *points, guint i)
{
  int direction;

  if (i < 5)
    return FALSE;
  direction = side_of (points[i].value - points[i - 1].value, 0);
  for (guint k = 1; k < 5; k++)
    if (side_of (points[i - k].value - points[i - k - 1].value, 0) != direction)
      return FALSE;
  return direction != 0;
}

static gboolean
two_of_three (const double *z, guint i)
{
  int side = side_of (z[i], 2);

  return i >= 2 && side != 0 &&
         (side_of (z[i - 1], 2) == side || side_of (z[i - 2], 2) == side);
}

static void
find_signals (HcControlStratum *self, guint rules)
{
  g_autofree double *z = g_new (double, self->n_points);

  for (guint i = 0; i < self->n_points; i++)
    z[i] = self->sigma_z > 0 ? self->points[i].z / self->sigma_z : 0;
  for (guint i = 0; i < self->n_points; i++)
    {
      guint found = 0;

      if (side_of (z[i], 3) != 0)
        found |= HC_NELSON_1;
      if (nine_on_one_side (z, i))
        found |= HC_NELSON_2;
      if (six_in_a_row (self->points, i))
        found |= HC_NELSON_3;
      if (two_of_three (z, i))
        found |= HC_NELSON_5;
      self->points[i].signals = found & rules;
    }
}

void
hc_control_chart (HcControlKind kind,
                  const double *count,
                  const double *exposure,
                  guint n,
                  guint rules,
                  gboolean plain,
                  HcControlStratum *out)
{
  double total = sum (exposure, n);

  out->kind = kind;
  out->n_points = n;
  out->centre = total > 0 ? sum (count, n) / total : NAN;
  out->points = g_new0 (HcControlPoint, n);
  for (guint i = 0; i < n; i++)
    {
      HcControlPoint *point = &out->points[i];
      double sigma = sigma_of (kind, out->centre, exposure[i]);

      point->index = i;
      point->value = count[i] / exposure[i];
      point->z = sigma > 0 ? (point->value - out->centre) / sigma : 0;
    }
  out->sigma_z = plain && n > 0 ? 1 : moving_sigma (out->points, n);
  for (guint i = 0; i < n; i++)
    set_limits (out, &out->points[i], exposure[i]);
  if (n >= HC_CONTROL_FEWEST_POINTS)
    find_signals (out, rules);
}

void
hc_control_stratum_clear (HcControlStratum *self)
{
  g_clear_pointer (&self->points, g_free);
  self->n_points = 0;
}
