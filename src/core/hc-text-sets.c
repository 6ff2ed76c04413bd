/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-groups-private.h"

#include <math.h>
#include <string.h>

/* A word in fewer than 0.3 % of the titles is no part of what many have in common (data-facts §7);
 * that would leave nothing of a small problem among a million titles, so a title keeps its two most
 * frequent words when they are in enough titles for a group. */
#define RARE_SHARE 0.003
#define KEPT_WORDS 2

void
hc_text_sets_init (HcTextSets *self, const char *const *stop_words, const gint *cancelled)
{
  *self = (HcTextSets){ .cancelled = cancelled };
  self->tokenizer = hc_tokenizer_new (stop_words);
  self->tokens = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->sets = g_array_new (FALSE, FALSE, sizeof (HcTextSet));
  self->mask = 1023;
  self->slots = g_new0 (guint32, (gsize) self->mask + 1);
  self->frequency = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->parts = g_array_new (FALSE, FALSE, sizeof (HcTextPart));
  self->vectors = g_array_new (FALSE, TRUE, sizeof (HcTextVector));
}

void
hc_text_sets_clear (HcTextSets *self)
{
  g_clear_pointer (&self->tokenizer, hc_tokenizer_free);
  g_clear_pointer (&self->tokens, g_array_unref);
  g_clear_pointer (&self->sets, g_array_unref);
  g_clear_pointer (&self->frequency, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->vectors, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
  g_clear_pointer (&self->set_of, g_free);
}

gboolean
hc_text_is_cancelled (const HcTextSets *self)
{
  return self->cancelled != NULL && g_atomic_int_get (self->cancelled);
}

/* ---------------------------------------------------------------- sets of words */

static guint32
hash_tokens (const guint32 *tokens, guint n)
{
  guint64 hash = n;

  for (guint i = 0; i < n; i++)
    hash = (hash ^ tokens[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint32) (hash >> 32);
}

static const guint32 *
tokens_of (const HcTextSets *self, const HcTextSet *set)
{
  return &g_array_index (self->tokens, guint32, set->from);
}

static void
grow (HcTextSets *self)
{
  self->mask = self->mask * 2 + 1;
  g_free (self->slots);
  self->slots = g_new0 (guint32, (gsize) self->mask + 1);
  for (guint32 i = 0; i < self->sets->len; i++)
    {
      const HcTextSet *set = hc_text_set (self, i);
      guint32 at = hash_tokens (tokens_of (self, set), set->n) & self->mask;

      while (self->slots[at] != 0)
        at = (at + 1) & self->mask;
      self->slots[at] = i + 1;
    }
}

/* The set of the tokens from @from to the end of the arena, which keeps them when they are new. */
static guint32
intern_set (HcTextSets *self, gsize from)
{
  const guint32 *tokens = &g_array_index (self->tokens, guint32, from);
  guint n = (guint) (self->tokens->len - from);
  guint32 at = hash_tokens (tokens, n) & self->mask;
  HcTextSet set = { .from = from, .n = n, .first = HC_TEXT_NONE, .choice = HC_TEXT_NONE };

  for (; self->slots[at] != 0; at = (at + 1) & self->mask)
    {
      const HcTextSet *known = hc_text_set (self, self->slots[at] - 1);

      if (known->n == n && memcmp (tokens_of (self, known), tokens, n * sizeof *tokens) == 0)
        {
          g_array_set_size (self->tokens, (guint) from);
          return self->slots[at] - 1;
        }
    }
  g_array_append_val (self->sets, set);
  self->slots[at] = self->sets->len;
  if (self->sets->len > self->mask / 2)
    grow (self);
  return self->sets->len - 1;
}

guint32
hc_text_sets_find (HcTextSets *self, const char *words)
{
  gsize from = self->tokens->len;

  hc_tokenizer_add (self->tokenizer, words, self->tokens);
  if (self->frequency->len < hc_tokenizer_count (self->tokenizer))
    g_array_set_size (self->frequency, hc_tokenizer_count (self->tokenizer));
  return self->tokens->len > from ? intern_set (self, from) : HC_TEXT_NONE;
}

static void
add_title (HcTextSets *self, guint index, const char *title)
{
  guint32 at = title != NULL ? hc_text_sets_find (self, title) : HC_TEXT_NONE;
  HcTextSet *set;

  self->set_of[index] = at;
  if (at == HC_TEXT_NONE)
    return;
  set = hc_text_set (self, at);
  set->first = MIN (set->first, index);
  set->count++;
}

gboolean
hc_text_sets_add_titles (HcTextSets *self, const char *const *titles, guint n)
{
  self->n_titles = n;
  self->set_of = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    {
      if (i % 4096 == 0 && hc_text_is_cancelled (self))
        return FALSE;
      add_title (self, i, titles[i]);
    }
  for (guint i = 0; i < self->sets->len; i++)
    {
      const HcTextSet *set = hc_text_set (self, i);
      const guint32 *tokens = tokens_of (self, set);

      for (guint j = 0; j < set->n; j++)
        g_array_index (self->frequency, guint32, tokens[j]) += set->count;
    }
  return TRUE;
}

/* ---------------------------------------------------------------- vectors */

static guint32
frequency_of (const HcTextSets *self, guint32 token)
{
  return g_array_index (self->frequency, guint32, token);
}

double
hc_text_idf (const HcTextSets *self, guint32 token)
{
  return log (1 + (double) self->n_titles / MAX (frequency_of (self, token), 1u));
}

/* The rarest first, then in order of appearance. */
static int
compare_frequency (gconstpointer a, gconstpointer b, gpointer data)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
  guint32 fx = frequency_of (data, x), fy = frequency_of (data, y);

  if (fx != fy)
    return fx < fy ? -1 : 1;
  return x < y ? -1 : x > y;
}

/* The frequent words of @set, the rarest first. */
static void
reduce (HcTextSets *self, const HcTextSet *set, GArray *out)
{
  guint32 limit = MAX ((guint32) ceil (RARE_SHARE * self->n_titles), HC_TEXT_GROUP_MINIMUM);
  guint skip = 0;

  g_array_set_size (out, 0);
  g_array_append_vals (out, tokens_of (self, set), set->n);
  g_array_sort_with_data (out, compare_frequency, self);
  while (skip < out->len)
    {
      guint32 frequency = frequency_of (self, g_array_index (out, guint32, skip));

      if (frequency >= limit
          || (out->len - skip <= KEPT_WORDS && frequency >= HC_TEXT_GROUP_MINIMUM))
        break;
      skip++;
    }
  if (skip > 0)
    g_array_remove_range (out, 0, skip);
}

/* Two vectors can only be alike when their prefixes share a word: what follows is too short. */
static guint32
prefix_of (const HcTextPart *parts, guint32 n, double similarity)
{
  double rest = 0;

  while (n > 0)
    {
      rest += (double) parts[n - 1].weight * parts[n - 1].weight;
      if (rest >= similarity * similarity)
        break;
      n--;
    }
  return n;
}

static void
add_vector (HcTextSets *self, GArray *tokens, guint32 lead)
{
  const HcTextSet *set = hc_text_set (self, lead);
  HcTextVector vector = { .from = self->parts->len, .n = tokens->len, .lead = lead,
                          .leader = HC_TEXT_NONE, .is_seed = set->choice != HC_TEXT_NONE };
  double sum = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      guint32 token = g_array_index (tokens, guint32, i);
      HcTextPart part = { token, (float) hc_text_idf (self, token) };

      sum += (double) part.weight * part.weight;
      g_array_append_val (self->parts, part);
    }
  for (guint i = 0; i < tokens->len; i++)
    g_array_index (self->parts, HcTextPart, vector.from + i).weight /= (float) sqrt (sum);
  vector.prefix = prefix_of (&g_array_index (self->parts, HcTextPart, vector.from), vector.n,
                             HC_TEXT_SIMILARITY - 1e-4);
  g_array_append_val (self->vectors, vector);
}

static gboolean
leads_before (const HcTextSets *self, guint32 a, guint32 b)
{
  const HcTextSet *x = hc_text_set (self, a), *y = hc_text_set (self, b);

  return x->count != y->count ? x->count > y->count : x->first < y->first;
}

static void
place_set (HcTextSets *self, guint32 index, GArray *tokens, GHashTable *known)
{
  HcTextSet *set = hc_text_set (self, index);
  gboolean is_shared = set->choice == HC_TEXT_NONE && tokens->len > 0;
  g_autoptr (GBytes) key = NULL;
  HcTextVector *vector;
  gpointer found;

  set->vector = self->vectors->len;
  if (is_shared)
    {
      key = g_bytes_new (tokens->data, tokens->len * sizeof (guint32));
      if (g_hash_table_lookup_extended (known, key, NULL, &found))
        set->vector = GPOINTER_TO_UINT (found);
      else
        g_hash_table_insert (known, g_bytes_ref (key), GUINT_TO_POINTER (set->vector));
    }
  if (set->vector == self->vectors->len)
    add_vector (self, tokens, index);
  vector = hc_text_vector (self, set->vector);
  vector->count += set->count;
  if (leads_before (self, index, vector->lead))
    vector->lead = index;
}

gboolean
hc_text_sets_make_vectors (HcTextSets *self)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) known
    = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint32 i = 0; i < self->sets->len; i++)
    {
      if (i % 4096 == 0 && hc_text_is_cancelled (self))
        return FALSE;
      reduce (self, hc_text_set (self, i), tokens);
      place_set (self, i, tokens, known);
    }
  return TRUE;
}
