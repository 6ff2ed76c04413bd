/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-types.h"

#include <string.h>

static const char *const state_words[] = { "open", "waiting", "resolved", "closed", "cancelled" };
static const char *const priority_words[] = { "critical", "high", "moderate", "low", "planning" };
static const char *const coverage_words[] = { "everything", "open", "part" };

static int
word_index (const char *const *words, guint n_words, const char *word)
{
  for (guint i = 0; word != NULL && i < n_words; i++)
    if (g_str_equal (words[i], word))
      return (int) i;
  return -1;
}

const char *
hc_state_class_word (HcStateClass state)
{
  return (guint) state < G_N_ELEMENTS (state_words) ? state_words[state] : NULL;
}

HcStateClass
hc_state_class_from_word (const char *word)
{
  int i = word_index (state_words, G_N_ELEMENTS (state_words), word);

  return i < 0 ? HC_STATE_UNKNOWN : (HcStateClass) i;
}

const char *
hc_priority_word (int priority)
{
  return priority >= 1 && priority <= HC_N_PRIORITIES ? priority_words[priority - 1] : NULL;
}

int
hc_priority_from_word (const char *word)
{
  if (word != NULL && word[0] >= '1' && word[0] <= '0' + HC_N_PRIORITIES && word[1] == '\0')
    return word[0] - '0';
  return word_index (priority_words, G_N_ELEMENTS (priority_words), word) + 1;
}

const char *
hc_coverage_word (HcCoverage coverage)
{
  g_return_val_if_fail ((guint) coverage < G_N_ELEMENTS (coverage_words), NULL);
  return coverage_words[coverage];
}

gboolean
hc_coverage_from_word (const char *word, HcCoverage *out)
{
  int i = word_index (coverage_words, G_N_ELEMENTS (coverage_words), word);

  if (i < 0)
    return FALSE;
  *out = (HcCoverage) i;
  return TRUE;
}

/* A wyhash-like multiply-and-fold over 8-byte little-endian words. */
static inline guint64
fold (guint64 a, guint64 b)
{
  unsigned __int128 product = (unsigned __int128) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
}

guint64
hc_hash64 (const void *data, gsize length, guint64 seed)
{
  const guint8 *bytes = data;
  guint64 hash = seed ^ G_GUINT64_CONSTANT (0xa0761d6478bd642f);
  gsize left = length;
  guint64 word;

  for (; left >= 8; left -= 8, bytes += 8)
    {
      memcpy (&word, bytes, 8);
      word = GUINT64_FROM_LE (word);
      hash = fold (hash ^ word, G_GUINT64_CONSTANT (0xe7037ed1a0b428db));
    }
  word = 0;
  for (gsize i = 0; i < left; i++)
    word |= (guint64) bytes[i] << (8 * i);
  hash = fold (hash ^ word, G_GUINT64_CONSTANT (0x8ebc6af09c88c6e3));
  return fold (hash ^ length, G_GUINT64_CONSTANT (0x589965cc75374cc3));
}
