/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-open-set.h"

#define BLOCK_SHIFT 9  /* 512 bits */
#define SUPER_SHIFT 15 /* 32,768 bits */
#define WORDS_A_BLOCK 8
#define BLOCKS_A_SUPER 64

void
hc_open_set_init (HcOpenSet *self, guint n)
{
  guint n_supers = (n >> SUPER_SHIFT) + 1;
  guint n_blocks = (n >> BLOCK_SHIFT) + 1;

  *self = (HcOpenSet){ .n = n,
                       .n_supers = n_supers,
                       .words = g_new0 (guint64, n_blocks * WORDS_A_BLOCK),
                       .blocks = g_new0 (guint32, n_blocks),
                       .supers = g_new0 (guint32, n_supers) };
}

void
hc_open_set_clear (HcOpenSet *self)
{
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->blocks, g_free);
  g_clear_pointer (&self->supers, g_free);
}

void
hc_open_set_add (HcOpenSet *self, guint i)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << (i & 63);

  if (self->words[i >> 6] & bit)
    return;
  self->words[i >> 6] |= bit;
  self->blocks[i >> BLOCK_SHIFT]++;
  self->supers[i >> SUPER_SHIFT]++;
  self->count++;
}

void
hc_open_set_remove (HcOpenSet *self, guint i)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << (i & 63);

  if (!(self->words[i >> 6] & bit))
    return;
  self->words[i >> 6] &= ~bit;
  self->blocks[i >> BLOCK_SHIFT]--;
  self->supers[i >> SUPER_SHIFT]--;
  self->count--;
}

guint
hc_open_set_rank (const HcOpenSet *self, guint i)
{
  guint super = i >> SUPER_SHIFT, block = i >> BLOCK_SHIFT, word = i >> 6;
  guint64 below = (G_GUINT64_CONSTANT (1) << (i & 63)) - 1;
  guint rank = 0;

  for (guint s = 0; s < super; s++)
    rank += self->supers[s];
  for (guint b = super * BLOCKS_A_SUPER; b < block; b++)
    rank += self->blocks[b];
  for (guint w = block * WORDS_A_BLOCK; w < word; w++)
    rank += (guint) __builtin_popcountll (self->words[w]);
  return rank + (guint) __builtin_popcountll (self->words[word] & below);
}

guint
hc_open_set_select (const HcOpenSet *self, guint k)
{
  guint super = 0, block, word;
  guint64 bits;

  g_assert (k < self->count);

  while (k >= self->supers[super])
    k -= self->supers[super++];
  block = super * BLOCKS_A_SUPER;
  while (k >= self->blocks[block])
    k -= self->blocks[block++];
  word = block * WORDS_A_BLOCK;
  while (k >= (guint) __builtin_popcountll (self->words[word]))
    k -= (guint) __builtin_popcountll (self->words[word++]);
  bits = self->words[word];
  while (k-- > 0)
    bits &= bits - 1;
  return word * 64 + (guint) __builtin_ctzll (bits);
}
