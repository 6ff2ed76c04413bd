/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample's own generator (xoshiro256**, seeded by splitmix64; public domain, Blackman and
 * Vigna): integers only, so that a seed gives the same bytes on every machine. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 s[4];
} HcRandom;

/* The stream named by the two numbers. */
void hc_random_init (HcRandom *self, guint64 seed, guint64 stream);
guint64 hc_random_next (HcRandom *self);
/* 0 … n − 1; n > 0. */
guint64 hc_random_below (HcRandom *self, guint64 n);
/* low … high, both included. */
int hc_random_range (HcRandom *self, int low, int high);
gboolean hc_random_percent (HcRandom *self, guint percent);
/* An index, as often as its weight says; the weights must not all be 0. */
guint hc_random_pick (HcRandom *self, const guint8 *weights, guint n);
/* @median × a log-normal factor (σ = 1, cut at about 1/8 and 9), as a table: no libm. */
int hc_random_spread (HcRandom *self, int median);

G_END_DECLS
