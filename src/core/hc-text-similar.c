/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-similar.h"

#include <math.h>

#define AT_LEAST 0.3 /* cosine; below it titles share a common word only */

typedef struct
{
  HcTokenizer *tokenizer;
  GArray *tokens;   /* of guint32, of all titles */
  gsize *ends;      /* by title */
  guint32 *frequency;
  gboolean *is_wanted; /* by token: in the title asked for */
  guint n;
} Corpus;

typedef struct
{
  guint index;
  double similarity;
} Match;

static void
corpus_clear (Corpus *self)
{
  g_clear_pointer (&self->tokenizer, hc_tokenizer_free);
  g_clear_pointer (&self->tokens, g_array_unref);
  g_clear_pointer (&self->ends, g_free);
  g_clear_pointer (&self->frequency, g_free);
  g_clear_pointer (&self->is_wanted, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Corpus, corpus_clear)

static void
corpus_read (Corpus *self, const char *const *titles, guint n)
{
  self->n = n;
  self->ends = g_new (gsize, n);
  for (guint i = 0; i < n; i++)
    {
      if (titles[i] != NULL)
        hc_tokenizer_add (self->tokenizer, titles[i], self->tokens);
      self->ends[i] = self->tokens->len;
    }
  self->frequency = g_new0 (guint32, hc_tokenizer_count (self->tokenizer));
  for (guint i = 0; i < self->tokens->len; i++)
    self->frequency[g_array_index (self->tokens, guint32, i)]++;
}

/* Squared: cosines multiply two of them. */
static double
weight (const Corpus *self, guint32 token)
{
  double idf = log (1 + (double) self->n / MAX (self->frequency[token], 1u));

  return idf * idf;
}

static double
similarity (const Corpus *self, guint index, double wanted_norm)
{
  double dot = 0, norm = 0;

  for (gsize i = index > 0 ? self->ends[index - 1] : 0; i < self->ends[index]; i++)
    {
      guint32 token = g_array_index (self->tokens, guint32, i);

      norm += weight (self, token);
      dot += self->is_wanted[token] ? weight (self, token) : 0;
    }
  return dot > 0 ? dot / sqrt (norm * wanted_norm) : 0;
}

static gboolean
shares_word (const Corpus *self, guint index)
{
  for (gsize i = index > 0 ? self->ends[index - 1] : 0; i < self->ends[index]; i++)
    if (self->is_wanted[g_array_index (self->tokens, guint32, i)])
      return TRUE;
  return FALSE;
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *x = a, *y = b;

  if (x->similarity != y->similarity)
    return x->similarity > y->similarity ? -1 : 1;
  return x->index > y->index ? -1 : x->index < y->index;
}

static GArray *
best (GArray *matches, guint limit)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < MIN (matches->len, limit); i++)
    g_array_append_val (out, g_array_index (matches, Match, i).index);
  return out;
}

GArray *
hc_text_similar (const char *title,
                 const char *const *titles,
                 guint n,
                 const char *const *stop_words,
                 guint limit)
{
  g_auto (Corpus) corpus = { .tokenizer = hc_tokenizer_new (stop_words),
                             .tokens = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  double norm = 0;

  g_return_val_if_fail (title != NULL, NULL);

  hc_tokenizer_add (corpus.tokenizer, title, wanted);
  corpus_read (&corpus, titles, n);
  corpus.is_wanted = g_new0 (gboolean, hc_tokenizer_count (corpus.tokenizer));
  for (guint i = 0; i < wanted->len; i++)
    {
      guint32 token = g_array_index (wanted, guint32, i);

      corpus.is_wanted[token] = TRUE;
      norm += weight (&corpus, token);
    }
  for (guint i = 0; i < n; i++)
    if (shares_word (&corpus, i))
      {
        Match match = { i, similarity (&corpus, i, norm) };

        if (match.similarity >= AT_LEAST)
          g_array_append_val (matches, match);
      }
  return best (matches, limit);
}
