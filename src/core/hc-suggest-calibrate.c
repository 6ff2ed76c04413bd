/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Naive Bayes is too sure of itself. What a strength is worth is the share of the latest
 * suggestions of about that strength that people agreed with: bins of equal weight, drawn towards a
 * cautious guess, never falling (pooling adjacent violators), straight lines between them. */

#include "config.h"

#include "hc-suggest-private.h"

#include <math.h>

#define LATEST 300.0    /* suggestions that count: earlier ones came from less knowledge */
#define ENOUGH 30.0
#define BIN_MINIMUM 10.0
#define BINS 10
#define GUESSES 4.0     /* what the cautious guess weighs */

typedef struct
{
  double strength, weight, right;
  guint n_pooled;
} Bin;

typedef struct
{
  double strength, share;
} Knot;

static double
cautious_guess (double strength)
{
  return 0.7 / (1 + exp (-strength / 2));
}

/* ---------------------------------------------------------------- bins */

static int
compare_strengths (gconstpointer a, gconstpointer b)
{
  const HcJudgement *x = a, *y = b;

  return (x->strength > y->strength) - (x->strength < y->strength);
}

/* The latest suggestions, weakest first. */
static GArray *
latest (GArray *judgements, double *weight)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (HcJudgement));

  *weight = 0;
  for (guint i = judgements->len; i-- > 0 && *weight < LATEST;)
    {
      HcJudgement judgement = g_array_index (judgements, HcJudgement, i);

      if (isnan (judgement.strength))
        continue;
      g_array_append_val (out, judgement);
      *weight += judgement.weight;
    }
  g_array_sort (out, compare_strengths);
  return out;
}

static GArray *
fill_bins (GArray *sorted, double total)
{
  GArray *bins = g_array_new (FALSE, TRUE, sizeof (Bin));
  double full = MAX (BIN_MINIMUM, total / BINS);
  Bin *bin = NULL;

  for (guint i = 0; i < sorted->len; i++)
    {
      const HcJudgement *judgement = &g_array_index (sorted, HcJudgement, i);

      if (bin == NULL || bin->weight >= full)
        {
          g_array_set_size (bins, bins->len + 1);
          bin = &g_array_index (bins, Bin, bins->len - 1);
        }
      bin->strength += judgement->strength * judgement->weight;
      bin->weight += judgement->weight;
      bin->right += judgement->is_right ? judgement->weight : 0;
    }
  for (guint i = 0; i < bins->len; i++)
    {
      bin = &g_array_index (bins, Bin, i);
      bin->strength /= bin->weight;
      bin->right += GUESSES * cautious_guess (bin->strength);
      bin->weight += GUESSES;
    }
  return bins;
}

static double
share_of (const Bin *bin)
{
  return bin->right / bin->weight;
}

static void
add_knots (HcCalibration *self, const GArray *bins)
{
  g_autofree Bin *pools = g_new (Bin, bins->len);
  guint n = 0, next = 0;

  for (guint i = 0; i < bins->len; i++)
    {
      pools[n] = g_array_index (bins, Bin, i);
      pools[n++].n_pooled = 1;
      for (; n > 1 && share_of (&pools[n - 2]) > share_of (&pools[n - 1]); n--)
        {
          pools[n - 2].weight += pools[n - 1].weight;
          pools[n - 2].right += pools[n - 1].right;
          pools[n - 2].n_pooled += pools[n - 1].n_pooled;
        }
    }
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < pools[i].n_pooled; j++)
      {
        Knot knot = { g_array_index (bins, Bin, next++).strength, share_of (&pools[i]) };

        g_array_append_val (self->knots, knot);
      }
}

void
hc_calibration_init (HcCalibration *self, GArray *judgements)
{
  g_autoptr (GArray) sorted = latest (judgements, &self->weight);
  g_autoptr (GArray) bins = fill_bins (sorted, self->weight);

  self->knots = g_array_new (FALSE, FALSE, sizeof (Knot));
  add_knots (self, bins);
}

void
hc_calibration_clear (HcCalibration *self)
{
  g_clear_pointer (&self->knots, g_array_unref);
}

gboolean
hc_calibration_is_enough (const HcCalibration *self)
{
  return self->weight >= ENOUGH;
}

/* Weaker than what was judged so far, as tickets of a problem that is not in the catalog yet: back
 * to the guess. */
static double
below_all (const Knot *weakest, double strength)
{
  double above = weakest->share - cautious_guess (weakest->strength);
  double fading = exp ((strength - weakest->strength) / 2);

  return MIN (weakest->share, cautious_guess (strength) + above * fading);
}

double
hc_calibration_confidence (const HcCalibration *self, double strength)
{
  const Knot *knots = (const Knot *) self->knots->data;
  guint n = self->knots->len;

  if (n == 0)
    return cautious_guess (strength);
  if (strength <= knots[0].strength)
    return below_all (&knots[0], strength);
  for (guint i = 1; i < n; i++)
    if (strength < knots[i].strength)
      {
        double span = knots[i].strength - knots[i - 1].strength;
        double part = (strength - knots[i - 1].strength) / span;

        return knots[i - 1].share + part * (knots[i].share - knots[i - 1].share);
      }
  return knots[n - 1].share;
}
