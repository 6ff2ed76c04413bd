/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-durations.h"

#include <math.h>
#include <string.h>

/* Bins: one second each below 64, then 32 to an octave. */
#define MANTISSA_BITS 5
#define LEFT_OUT_BIN 0x7fff

/* Fewer than these are not worth another look through the ranges. */
#define CHUNK 4096

/* So few keys are sorted by insertion. */
#define FEW 48

static inline guint
bin_of (guint32 seconds)
{
  guint shift;

  if (seconds < (2u << MANTISSA_BITS))
    return seconds;
  shift = 31u - (guint) __builtin_clz (seconds) - MANTISSA_BITS;
  return (shift << MANTISSA_BITS) + (seconds >> shift);
}

/* The smallest duration of a bin; also valid one past the last. */
static inline guint64
bin_start (guint bin)
{
  guint shift;

  if (bin < (2u << MANTISSA_BITS))
    return bin;
  shift = (bin >> MANTISSA_BITS) - 1;
  return (guint64) (bin - (shift << MANTISSA_BITS)) << shift;
}

void
hc_durations_init (HcDurations *self, guint n)
{
  *self = (HcDurations){ n, g_new (guint32, n), g_new (guint16, n) };
  if (n > 0)
    memset (self->code, 0xff, n * sizeof (guint16));
}

void
hc_durations_clear (HcDurations *self)
{
  g_clear_pointer (&self->seconds, g_free);
  g_clear_pointer (&self->code, g_free);
}

void
hc_durations_set (HcDurations *self, guint i, guint32 seconds, gboolean is_event)
{
  self->seconds[i] = seconds;
  self->code[i] = (guint16) (bin_of (seconds) | (is_event ? 0 : HC_DURATION_CENSORED));
}

void
hc_durations_count (const HcDurations *self, HcRange range, int sign, HcDurationCounts *counts)
{
  guint32 step = (guint32) sign;

  for (guint i = range.begin; i < range.end; i++)
    {
      guint bin = self->code[i] & LEFT_OUT_BIN;

      if (bin == LEFT_OUT_BIN)
        continue;
      if (self->code[i] & HC_DURATION_CENSORED)
        {
          counts->censored[bin] += step;
          counts->n_censored += step;
        }
      else
        {
          counts->events[bin] += step;
          counts->n_events += step;
        }
    }
}

static void
insert_keys (guint64 *keys, gsize n)
{
  for (gsize i = 1; i < n; i++)
    {
      guint64 key = keys[i];
      gsize j = i;

      for (; j > 0 && keys[j - 1] > key; j--)
        keys[j] = keys[j - 1];
      keys[j] = key;
    }
}

/* By bytes, lowest first: only as many passes as the largest key needs. */
static void
sort_keys (guint64 *keys, gsize n)
{
  g_autofree guint64 *other = NULL;
  guint64 *from = keys, *to;
  guint64 all = 0;

  if (n < FEW)
    {
      insert_keys (keys, n);
      return;
    }
  to = other = g_new (guint64, n);
  for (gsize i = 0; i < n; i++)
    all |= keys[i];
  for (guint shift = 0; shift < 64 && all >> shift != 0; shift += 8)
    {
      guint32 next[257] = { 0 };
      guint64 *swap = to;

      for (gsize i = 0; i < n; i++)
        next[(from[i] >> shift & 255) + 1]++;
      for (guint byte = 1; byte < 256; byte++)
        next[byte] += next[byte - 1];
      for (gsize i = 0; i < n; i++)
        to[next[from[i] >> shift & 255]++] = from[i];
      to = from;
      from = swap;
    }
  if (from != keys)
    memcpy (keys, from, n * sizeof *keys);
}

/* The durations in bins [first, end), sorted; each key is (seconds − start of the first bin) × 2,
 * + 1 when censored. @n is known from the counts. */
static guint64 *
gather (
  const HcDurations *self, const HcRange *ranges, guint n_ranges, guint first, guint end, gsize n)
{
  /* One more: every candidate is written, only those that fit move on. */
  guint64 *keys = g_new (guint64, n + 1);
  guint64 base = bin_start (first);
  gsize found = 0;

  for (guint r = 0; r < n_ranges; r++)
    for (guint i = ranges[r].begin; i < ranges[r].end; i++)
      {
        guint code = self->code[i];

        keys[found] = (self->seconds[i] - base) << 1 | code >> 15;
        found += (code & LEFT_OUT_BIN) - first < end - first;
      }
  g_assert (found == n);
  sort_keys (keys, n);
  return keys;
}

typedef struct
{
  HcSurvivalCurve curve;
  double at;
  double s_at;
} Walk;

static void
note_s_at (Walk *walk, double time)
{
  if (time <= walk->at)
    walk->s_at = hc_survival_curve_s (&walk->curve);
}

static void
walk_keys (Walk *walk, const guint64 *keys, gsize n, guint64 base)
{
  for (gsize i = 0, next; i < n; i = next)
    {
      double time = (double) (base + (keys[i] >> 1));
      gsize events = 0;

      for (next = i; next < n && keys[next] >> 1 == keys[i] >> 1; next++)
        events += (keys[next] & 1) == 0;
      hc_survival_curve_step (&walk->curve, time, events, next - i - events);
      note_s_at (walk, time);
    }
}

/* TRUE when the bin needs no look inside: only censorings, or events that decide nothing. */
static gboolean
walk_whole_bin (Walk *walk, guint bin, guint events, guint censored)
{
  double start = (double) bin_start (bin), last = (double) bin_start (bin + 1) - 1;

  if (events == 0)
    {
      hc_survival_curve_step (&walk->curve, start, 0, censored);
      return TRUE;
    }
  if (censored > 0 || (start <= walk->at && walk->at < last) ||
      !hc_survival_curve_can_skip (&walk->curve, events))
    return FALSE;
  hc_survival_curve_skip (&walk->curve, events);
  note_s_at (walk, last);
  return TRUE;
}

HcSurvival
hc_durations_survival (const HcDurations *self,
                       const HcRange *ranges,
                       guint n_ranges,
                       const HcDurationCounts *counts,
                       double at)
{
  gsize n = (gsize) counts->n_events + counts->n_censored;
  Walk walk = { .at = at, .s_at = n > 0 && !isnan (at) ? 1 : NAN };
  guint bin = 0;

  hc_survival_curve_init (&walk.curve, n);
  while (bin < HC_DURATION_BINS && walk.curve.at_risk > 0)
    {
      guint first = bin;
      gsize found = 0;

      if (!isnan (walk.curve.high) && !((double) bin_start (bin) <= at))
        break;
      if (counts->events[bin] + counts->censored[bin] == 0 ||
          walk_whole_bin (&walk, bin, counts->events[bin], counts->censored[bin]))
        {
          bin++;
          continue;
        }
      for (; bin < HC_DURATION_BINS && found < CHUNK; bin++)
        found += (gsize) counts->events[bin] + counts->censored[bin];
      {
        g_autofree guint64 *keys = gather (self, ranges, n_ranges, first, bin, found);

        walk_keys (&walk, keys, found, bin_start (first));
      }
    }
  return (HcSurvival){
    .n = n,
    .events = counts->n_events,
    .censored = counts->n_censored,
    .reached = !isnan (walk.curve.median),
    .median = walk.curve.median,
    .low = walk.curve.low,
    .high = walk.curve.high,
    .s_at = walk.s_at,
  };
}

/* The event with @k shorter ones. */
static double
nth_event (const HcDurations *self,
           const HcRange *ranges,
           guint n_ranges,
           const HcDurationCounts *counts,
           gsize k)
{
  g_autofree guint64 *keys = NULL;
  guint bin = 0;

  while (k >= counts->events[bin])
    k -= counts->events[bin++];
  keys = gather (self, ranges, n_ranges, bin, bin + 1,
                 (gsize) counts->events[bin] + counts->censored[bin]);
  for (gsize i = 0;; i++)
    if ((keys[i] & 1) == 0 && k-- == 0)
      return (double) (bin_start (bin) + (keys[i] >> 1));
}

double
hc_durations_percentile (const HcDurations *self,
                         const HcRange *ranges,
                         guint n_ranges,
                         const HcDurationCounts *counts,
                         double p)
{
  double h, below, above;
  gsize k;

  if (counts->n_events == 0)
    return NAN;
  h = (counts->n_events - 1) * p;
  k = (gsize) floor (h);
  below = nth_event (self, ranges, n_ranges, counts, k);
  above = k + 1 < counts->n_events ? nth_event (self, ranges, n_ranges, counts, k + 1) : below;
  return below + (h - floor (h)) * (above - below);
}
