/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Leader clustering: the most frequent vector leads; each next one follows the leader that it is
 * most like, or leads itself. An inverted index of the leaders' prefixes finds all leaders that can
 * be alike (prefix filtering: Chaudhuri, Ganti, Kaushik 2006; for cosines: Bayardo, Ma, Srikant
 * 2007). */

#include "config.h"

#include "hc-text-groups-private.h"

#include <string.h>

/* An entry of the index: a list per token, the newest first. */
typedef struct
{
  guint32 vector;
  guint32 next;
} Posting;

typedef struct
{
  HcTextSets *sets;
  GArray *postings;  /* of Posting; [0] is unused */
  guint32 *heads;    /* by token: first posting; 0: none */
  guint32 *seen;     /* by vector: the probe that looked at it last */
  float *weights;    /* by token: of the vector that looks for its leader */
} Index;

static void
index_clear (Index *self)
{
  g_clear_pointer (&self->postings, g_array_unref);
  g_clear_pointer (&self->heads, g_free);
  g_clear_pointer (&self->seen, g_free);
  g_clear_pointer (&self->weights, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, index_clear)

static void
index_init (Index *self, HcTextSets *sets)
{
  self->sets = sets;
  self->postings = g_array_new (FALSE, TRUE, sizeof (Posting));
  g_array_set_size (self->postings, 1);
  self->heads = g_new0 (guint32, hc_tokenizer_count (sets->tokenizer));
  self->weights = g_new0 (float, hc_tokenizer_count (sets->tokenizer));
  self->seen = g_new0 (guint32, sets->vectors->len);
}

static const HcTextPart *
parts_of (const HcTextSets *sets, const HcTextVector *vector)
{
  return &g_array_index (sets->parts, HcTextPart, vector->from);
}

static void
index_add (Index *self, guint32 at)
{
  const HcTextVector *vector = hc_text_vector (self->sets, at);
  const HcTextPart *parts = parts_of (self->sets, vector);

  for (guint i = 0; i < vector->prefix; i++)
    {
      Posting posting = { at, self->heads[parts[i].token] };

      self->heads[parts[i].token] = self->postings->len;
      g_array_append_val (self->postings, posting);
    }
}

/* Sets or clears the weights that similarity_to() multiplies with. */
static void
spread (Index *self, const HcTextVector *vector, gboolean on)
{
  const HcTextPart *parts = parts_of (self->sets, vector);

  for (guint i = 0; i < vector->n; i++)
    self->weights[parts[i].token] = on ? parts[i].weight : 0;
}

static float
similarity_to (const Index *self, guint32 other)
{
  const HcTextVector *vector = hc_text_vector (self->sets, other);
  const HcTextPart *parts = parts_of (self->sets, vector);
  float sum = 0;

  for (guint i = 0; i < vector->n; i++)
    sum += self->weights[parts[i].token] * parts[i].weight;
  return sum;
}

/* More like it, or the more frequent leader: leaders are ordered by @rank. */
static gboolean
is_better (float similarity, float best, guint32 rank, guint32 best_rank)
{
  if (similarity > best + 1e-6f)
    return TRUE;
  return similarity > best - 1e-6f && rank < best_rank;
}

static void
find_leader (Index *self, guint32 at, const guint32 *rank)
{
  HcTextVector *vector = hc_text_vector (self->sets, at);
  const HcTextPart *parts = parts_of (self->sets, vector);
  guint32 best = HC_TEXT_NONE, best_rank = HC_TEXT_NONE;
  float best_similarity = (float) HC_TEXT_SIMILARITY;
  float similarity;

  spread (self, vector, TRUE);
  for (guint i = 0; i < vector->prefix; i++)
    for (guint32 p = self->heads[parts[i].token]; p != 0;)
      {
        const Posting *posting = &g_array_index (self->postings, Posting, p);
        guint32 other = posting->vector;

        p = posting->next;
        if (self->seen[other] == at + 1)
          continue;
        self->seen[other] = at + 1;
        similarity = similarity_to (self, other);
        if (is_better (similarity, best_similarity, rank[other], best_rank))
          {
            best = other;
            best_rank = rank[other];
            best_similarity = similarity;
          }
      }
  spread (self, vector, FALSE);
  vector->leader = best;
  vector->similarity = best_similarity;
}

/* Seeds first, then the most frequent, then the earliest. */
static int
compare_vectors (gconstpointer a, gconstpointer b, gpointer data)
{
  HcTextSets *sets = data;
  const HcTextVector *x = hc_text_vector (sets, *(const guint32 *) a);
  const HcTextVector *y = hc_text_vector (sets, *(const guint32 *) b);

  if (x->is_seed != y->is_seed)
    return x->is_seed ? -1 : 1;
  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  if (hc_text_set (sets, x->lead)->first != hc_text_set (sets, y->lead)->first)
    return hc_text_set (sets, x->lead)->first < hc_text_set (sets, y->lead)->first ? -1 : 1;
  return x->lead < y->lead ? -1 : x->lead > y->lead;
}

static guint32 *
leading_order (HcTextSets *sets)
{
  guint32 *order = g_new (guint32, sets->vectors->len);

  for (guint32 i = 0; i < sets->vectors->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) sets->vectors->len, sizeof *order, compare_vectors, sets);
  return order;
}

static void
lead (HcTextVector *vector, guint32 at)
{
  vector->leader = at;
  vector->similarity = 1;
}

/* What is strictly more like @apart than like its own leader goes there. */
static void
gather (Index *self, guint32 apart)
{
  spread (self, hc_text_vector (self->sets, apart), TRUE);
  for (guint32 i = 0; i < self->sets->vectors->len; i++)
    {
      HcTextVector *vector = hc_text_vector (self->sets, i);
      float similarity = similarity_to (self, i);

      if (vector->leader != i && similarity >= (float) HC_TEXT_SIMILARITY
          && similarity > vector->similarity + 1e-6f)
        {
          vector->leader = apart;
          vector->similarity = similarity;
        }
    }
  spread (self, hc_text_vector (self->sets, apart), FALSE);
}

static gboolean
is_apart (GArray *apart, guint32 vector)
{
  for (guint i = 0; i < apart->len; i++)
    if (g_array_index (apart, guint32, i) == vector)
      return TRUE;
  return FALSE;
}

gboolean
hc_text_sets_cluster (HcTextSets *self, GArray *apart)
{
  g_autofree guint32 *order = leading_order (self);
  g_autofree guint32 *rank = g_new (guint32, self->vectors->len);
  g_auto (Index) index = { 0 };

  index_init (&index, self);
  for (guint32 i = 0; i < self->vectors->len; i++)
    rank[order[i]] = i;
  for (guint32 i = 0; i < self->vectors->len; i++)
    {
      HcTextVector *vector = hc_text_vector (self, order[i]);

      if (i % 64 == 0 && hc_text_is_cancelled (self))
        return FALSE;
      if (!vector->is_seed)
        find_leader (&index, order[i], rank);
      if (vector->leader != HC_TEXT_NONE)
        continue;
      lead (vector, order[i]);
      if (!is_apart (apart, order[i]))
        index_add (&index, order[i]);
    }
  for (guint i = 0; i < apart->len; i++)
    gather (&index, g_array_index (apart, guint32, i));
  return TRUE;
}
