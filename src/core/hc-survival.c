/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-statistics.h"

#include <math.h>
#include <stdlib.h>

/* Kaplan & Meier, JASA 53 (1958): S(t) = Π (1 − d_i/n_i) over the distinct event times ≤ t, where
 * n_i are at risk just before t_i; those censored at t_i still are.
 * Band: Greenwood's sum G = Σ d_i/(n_i (n_i − d_i)) on the log(−log) scale (Kalbfleisch &
 * Prentice): S^exp(±z √G ÷ |log S|). Ends of the median as in Brookmeyer & Crowley, Biometrics 38
 * (1982): the smallest t at which the lower, the upper curve is ≤ 0.5. Where S is 0, G is infinite
 * and the band is not defined (R's survfit says NA).
 *
 * Between two censorings d_i/(n_i (n_i − d_i)) = 1/(n_i − d_i) − 1/n_i and 1 − d_i/n_i =
 * (n_i − d_i)/n_i telescope, so that no product of a million factors collects rounding. */

#define HALF 0.5
#define TOLERANCE 1e-12

static double
s_at_risk (const HcSurvivalCurve *self, gsize at_risk)
{
  return self->base_risk > 0 ? self->base_s * ((double) at_risk / (double) self->base_risk)
                             : self->base_s;
}

static double
greenwood_at_risk (const HcSurvivalCurve *self, gsize at_risk)
{
  return self->base_greenwood + (1.0 / (double) at_risk - 1.0 / (double) self->base_risk);
}

/* @sign 1: the lower curve, -1: the upper one. */
static double
band (double s, double greenwood, double sign)
{
  double log_s = log (s);

  return exp (log_s * exp (sign * HC_Z_95_TWO_SIDED * sqrt (greenwood) / -log_s));
}

void
hc_survival_curve_init (HcSurvivalCurve *self, gsize n)
{
  *self = (HcSurvivalCurve){
    .n = n, .at_risk = n, .median = NAN, .low = NAN, .high = NAN, .base_risk = n, .base_s = 1
  };
}

static void
look_for_answers (HcSurvivalCurve *self, double time)
{
  double s = s_at_risk (self, self->at_risk);
  double greenwood;

  if (isnan (self->median) && s <= HALF + TOLERANCE)
    self->median = time;
  if (self->at_risk == 0 || s >= 1)
    return;
  greenwood = greenwood_at_risk (self, self->at_risk);
  if (isnan (self->low) && band (s, greenwood, 1) <= HALF)
    self->low = time;
  if (isnan (self->high) && s <= HALF && band (s, greenwood, -1) <= HALF)
    self->high = time;
}

void
hc_survival_curve_step (HcSurvivalCurve *self, double time, gsize events, gsize censored)
{
  g_return_if_fail (events + censored <= self->at_risk);

  if (events > 0)
    {
      self->at_risk -= events;
      self->events += events;
      look_for_answers (self, time);
    }
  if (censored > 0)
    {
      double s = s_at_risk (self, self->at_risk);
      double greenwood = greenwood_at_risk (self, self->at_risk);

      self->at_risk -= censored;
      self->censored += censored;
      self->base_risk = self->at_risk;
      self->base_s = s;
      self->base_greenwood = greenwood;
    }
}

/* The lower curve falls from event to event, and the upper one lies above S. */
gboolean
hc_survival_curve_can_skip (const HcSurvivalCurve *self, gsize events)
{
  gsize at_risk;
  double s;

  if (events >= self->at_risk)
    return FALSE;
  if (events == 0 || !isnan (self->high))
    return TRUE;
  at_risk = self->at_risk - events;
  s = s_at_risk (self, at_risk);
  if (s <= HALF + TOLERANCE)
    return FALSE;
  return !isnan (self->low) || band (s, greenwood_at_risk (self, at_risk), 1) > HALF;
}

void
hc_survival_curve_skip (HcSurvivalCurve *self, gsize events)
{
  self->at_risk -= events;
  self->events += events;
}

double
hc_survival_curve_s (const HcSurvivalCurve *self)
{
  return self->n > 0 ? s_at_risk (self, self->at_risk) : NAN;
}

/* The step that @self has come to. */
static HcSurvivalStep
step_at (const HcSurvivalCurve *self, double time)
{
  HcSurvivalStep step = { time, hc_survival_curve_s (self), NAN, NAN };
  double greenwood;

  if (self->at_risk == 0 || step.s <= 0 || step.s >= 1)
    return step;
  greenwood = greenwood_at_risk (self, self->at_risk);
  step.low = band (step.s, greenwood, 1);
  step.high = band (step.s, greenwood, -1);
  return step;
}

static int
compare_times (const void *a, const void *b)
{
  double x = ((const HcObservationTime *) a)->time, y = ((const HcObservationTime *) b)->time;

  return (x > y) - (x < y);
}

HcSurvival
hc_survival (HcObservationTime *observations, gsize n, double at)
{
  HcSurvivalCurve curve;
  double s_at = n > 0 ? 1 : NAN;

  hc_survival_curve_init (&curve, n);
  if (n > 0)
    qsort (observations, n, sizeof *observations, compare_times);
  for (gsize i = 0, next; i < n; i = next)
    {
      gsize events = 0;

      for (next = i; next < n && observations[next].time == observations[i].time; next++)
        events += observations[next].event ? 1 : 0;
      hc_survival_curve_step (&curve, observations[i].time, events, next - i - events);
      if (observations[i].time <= at)
        s_at = hc_survival_curve_s (&curve);
    }
  return (HcSurvival){
    .n = n,
    .events = curve.events,
    .censored = curve.censored,
    .reached = !isnan (curve.median),
    .median = curve.median,
    .low = curve.low,
    .high = curve.high,
    .s_at = s_at,
  };
}

HcSurvivalStep *
hc_survival_steps (HcObservationTime *observations, gsize n, guint *n_steps)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (HcSurvivalStep));
  HcSurvivalStep step = { 0, 1, NAN, NAN };
  HcSurvivalCurve curve;

  *n_steps = 0;
  if (n == 0)
    return NULL;
  hc_survival_curve_init (&curve, n);
  qsort (observations, n, sizeof *observations, compare_times);
  g_array_append_val (steps, step);
  for (gsize i = 0, next; i < n; i = next)
    {
      gsize events = 0;

      for (next = i; next < n && observations[next].time == observations[i].time; next++)
        events += observations[next].event ? 1 : 0;
      hc_survival_curve_step (&curve, observations[i].time, events, 0);
      if (events > 0)
        step = step_at (&curve, observations[i].time);
      step.time = observations[i].time;
      if (events > 0 || next == n)
        g_array_append_val (steps, step);
      hc_survival_curve_step (&curve, observations[i].time, 0, next - i - events);
    }
  *n_steps = steps->len;
  return (HcSurvivalStep *) (gpointer) g_array_free (g_steal_pointer (&steps), FALSE);
}
