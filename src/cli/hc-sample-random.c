/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-random.h"

static guint64
splitmix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
rotate_left (guint64 x, int k)
{
  return (x << k) | (x >> (64 - k));
}

void
hc_random_init (HcRandom *self, guint64 seed, guint64 stream)
{
  guint64 state = seed;

  state = splitmix (&state) ^ stream;
  for (guint i = 0; i < G_N_ELEMENTS (self->s); i++)
    self->s[i] = splitmix (&state);
}

guint64
hc_random_next (HcRandom *self)
{
  guint64 *s = self->s;
  guint64 result = rotate_left (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);
  return result;
}

guint64
hc_random_below (HcRandom *self, guint64 n)
{
  return hc_random_next (self) % n;
}

int
hc_random_range (HcRandom *self, int low, int high)
{
  return low + (int) hc_random_below (self, (guint64) (high - low) + 1);
}

gboolean
hc_random_percent (HcRandom *self, guint percent)
{
  return hc_random_below (self, 100) < percent;
}

guint
hc_random_pick (HcRandom *self, const guint8 *weights, guint n)
{
  guint total = 0;
  guint at;

  for (guint i = 0; i < n; i++)
    total += weights[i];
  at = (guint) hc_random_below (self, total);
  for (guint i = 0; i < n; i++)
    {
      if (at < weights[i])
        return i;
      at -= weights[i];
    }
  return n - 1;
}

int
hc_random_spread (HcRandom *self, int median)
{
  /* Quantiles of the factor in per cent, at 0, 1/16, … 16/16. */
  static const int factors[] = { 12,  22,  32,  41,  51,  61,  73,  85, 100,
                                 117, 138, 163, 196, 243, 316, 464, 900 };
  int i = (int) hc_random_below (self, 16);
  int part = (int) hc_random_below (self, 1000);
  gint64 factor = factors[i] * 1000 + (factors[i + 1] - factors[i]) * part;

  return (int) (median * factor / 100000);
}
