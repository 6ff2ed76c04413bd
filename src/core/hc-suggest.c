/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-suggest.h"

#include <math.h>

#include "hc-statistics.h"
#include "hc-suggest-private.h"

#define JUDGED_AT_ONCE 100 /* of one instant and issue; more tell nothing new */
#define MAX_WORDS 4
#define SPEAKS 0.2 /* evidence that is worth a mention */

/* A decision of the instant that is not over yet. */
typedef struct
{
  guint32 class_index;
  guint from, n_words; /* in pending_words */
  guint32 value[HC_N_TRAITS];
} Pending;

struct HcSuggester
{
  gatomicrefcount references;
  HcTokenizer *tokenizer;
  GHashTable *values[HC_N_TRAITS]; /* text → value + 1 */
  GHashTable *class_of;            /* issue id → class + 1 */
  HcSuggestModel model;
  GArray *judgements; /* of HcJudgement */
  HcCalibration calibration;

  gint64 instant;
  GArray *pending; /* of Pending */
  GArray *pending_words;
};

HcSuggester *
hc_suggester_new (const char *const *stop_words)
{
  HcSuggester *self = g_new0 (HcSuggester, 1);

  g_atomic_ref_count_init (&self->references);
  self->tokenizer = hc_tokenizer_new (stop_words);
  for (guint i = 0; i < HC_N_TRAITS; i++)
    self->values[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->class_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  hc_suggest_model_init (&self->model);
  self->judgements = g_array_new (FALSE, FALSE, sizeof (HcJudgement));
  self->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  self->pending_words = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

HcSuggester *
hc_suggester_ref (HcSuggester *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
hc_suggester_unref (HcSuggester *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  hc_tokenizer_free (self->tokenizer);
  for (guint i = 0; i < HC_N_TRAITS; i++)
    g_hash_table_unref (self->values[i]);
  g_hash_table_unref (self->class_of);
  hc_suggest_model_clear (&self->model);
  g_array_unref (self->judgements);
  g_array_unref (self->pending);
  g_array_unref (self->pending_words);
  hc_calibration_clear (&self->calibration);
  g_free (self);
}

/* ---------------------------------------------------------------- learning */

static const char *
text_of (const HcSuggestTicket *ticket, HcTraitKind kind)
{
  switch (kind)
    {
    case HC_TRAIT_CATEGORY:
      return ticket->category;
    case HC_TRAIT_SUBCATEGORY:
      return ticket->subcategory;
    case HC_TRAIT_GROUP:
      return ticket->group;
    case HC_TRAIT_REQUESTER:
      return ticket->requester;
    case HC_TRAIT_WORD:
    case HC_N_TRAITS:
    default:
      return NULL;
    }
}

/* A number from 1 on for each text. */
static guint32
intern (GHashTable *numbers, const char *text, gboolean add)
{
  gpointer known = g_hash_table_lookup (numbers, text);

  if (known == NULL && add)
    {
      known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
      g_hash_table_insert (numbers, g_strdup (text), known);
    }
  return GPOINTER_TO_UINT (known);
}

static void
find_values (HcSuggester *self, const HcSuggestTicket *ticket, gboolean add, guint32 *value)
{
  for (guint kind = 0; kind < HC_N_TRAITS; kind++)
    {
      const char *text = text_of (ticket, (HcTraitKind) kind);
      guint32 number = text != NULL && *text != '\0' ? intern (self->values[kind], text, add) : 0;

      value[kind] = number > 0 ? number - 1 : HC_SUGGEST_NONE;
    }
}

static HcSuggestExample
example_of (const HcSuggester *self, const Pending *pending)
{
  HcSuggestExample example = { .n_words = pending->n_words };

  if (pending->n_words > 0)
    example.words = &g_array_index (self->pending_words, guint32, pending->from);
  for (guint i = 0; i < HC_N_TRAITS; i++)
    example.value[i] = pending->value[i];
  return example;
}

/* Each by what was known before the instant. */
static void
judge_pending (HcSuggester *self)
{
  g_autofree guint *n_of = g_new0 (guint, self->model.classes->len);
  g_autofree guint *judged = g_new0 (guint, self->model.classes->len);
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (HcSuggestRank));

  for (guint i = 0; i < self->pending->len; i++)
    n_of[g_array_index (self->pending, Pending, i).class_index]++;
  for (guint i = 0; i < self->pending->len; i++)
    {
      const Pending *pending = &g_array_index (self->pending, Pending, i);
      HcSuggestExample example = example_of (self, pending);
      HcJudgement judgement = { .strength = NAN };

      if (judged[pending->class_index]++ >= JUDGED_AT_ONCE)
        continue;
      judgement.weight = 1.0 / MIN (n_of[pending->class_index], JUDGED_AT_ONCE);
      hc_suggest_model_rank (&self->model, &example, 1, ranks);
      if (ranks->len > 0)
        {
          const HcSuggestRank *first = &g_array_index (ranks, HcSuggestRank, 0);

          judgement.strength = first->strength;
          judgement.is_right = first->class_index == pending->class_index;
        }
      g_array_append_val (self->judgements, judgement);
    }
}

static void
flush (HcSuggester *self)
{
  judge_pending (self);
  for (guint i = 0; i < self->pending->len; i++)
    {
      const Pending *pending = &g_array_index (self->pending, Pending, i);
      HcSuggestExample example = example_of (self, pending);

      hc_suggest_model_learn (&self->model, &example, pending->class_index);
    }
  g_array_set_size (self->pending, 0);
  g_array_set_size (self->pending_words, 0);
}

void
hc_suggester_learn (HcSuggester *self,
                    const HcSuggestTicket *ticket,
                    const char *issue_id,
                    gint64 decided_at)
{
  Pending pending = { 0 };

  g_return_if_fail (self->calibration.knots == NULL && issue_id != NULL);

  if (decided_at != self->instant)
    flush (self);
  self->instant = decided_at;
  pending.class_index = intern (self->class_of, issue_id, TRUE) - 1;
  if (pending.class_index == self->model.classes->len)
    hc_suggest_model_add_class (&self->model, issue_id);
  pending.from = self->pending_words->len;
  if (ticket->title != NULL)
    hc_tokenizer_add (self->tokenizer, ticket->title, self->pending_words);
  pending.n_words = self->pending_words->len - pending.from;
  find_values (self, ticket, TRUE, pending.value);
  g_array_append_val (self->pending, pending);
}

void
hc_suggester_finish (HcSuggester *self)
{
  g_return_if_fail (self->calibration.knots == NULL);

  flush (self);
  hc_calibration_init (&self->calibration, self->judgements);
}

/* ---------------------------------------------------------------- suggesting */

void
hc_suggestion_free (HcSuggestion *self)
{
  if (self == NULL)
    return;
  g_free (self->issue_id);
  g_strfreev (self->words);
  g_free (self);
}

typedef struct
{
  guint32 token;
  double evidence;
} Reason;

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const Reason *x = a, *y = b;

  if (x->evidence != y->evidence)
    return x->evidence > y->evidence ? -1 : 1;
  return x->token < y->token ? -1 : x->token > y->token;
}

static char **
speaking_words (const HcSuggester *self, const HcSuggestExample *example, guint32 class_index)
{
  g_autoptr (GArray) reasons = g_array_new (FALSE, FALSE, sizeof (Reason));
  guint n;
  char **words;

  for (guint i = 0; i < example->n_words; i++)
    {
      Reason reason = { example->words[i],
                        hc_suggest_model_evidence (&self->model, HC_TRAIT_WORD, example->words[i],
                                                   class_index) };

      if (reason.evidence > SPEAKS)
        g_array_append_val (reasons, reason);
    }
  g_array_sort (reasons, compare_reasons);
  n = MIN (reasons->len, MAX_WORDS);
  words = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    words[i] = g_strdup (
      hc_tokenizer_word (self->tokenizer, g_array_index (reasons, Reason, i).token));
  return words;
}

static gboolean
speaks (const HcSuggester *self,
        const HcSuggestExample *example,
        HcTraitKind kind,
        guint32 class_index)
{
  return example->value[kind] != HC_SUGGEST_NONE
         && hc_suggest_model_evidence (&self->model, kind, example->value[kind], class_index)
              > SPEAKS;
}

static HcSuggestion *
suggestion_new (const HcSuggester *self,
                const HcSuggestExample *example,
                const HcSuggestRank *rank,
                double confidence)
{
  HcSuggestion *out = g_new0 (HcSuggestion, 1);
  guint32 at = rank->class_index;

  out->issue_id = g_strdup (g_array_index (self->model.classes, HcSuggestClass, at).id);
  out->confidence = confidence;
  out->is_calibrated = hc_calibration_is_enough (&self->calibration);
  out->words = speaking_words (self, example, at);
  out->by_category = speaks (self, example, HC_TRAIT_CATEGORY, at)
                     || speaks (self, example, HC_TRAIT_SUBCATEGORY, at);
  out->by_group = speaks (self, example, HC_TRAIT_GROUP, at);
  out->by_requester = speaks (self, example, HC_TRAIT_REQUESTER, at);
  return out;
}

GPtrArray *
hc_suggester_suggest (HcSuggester *self, const HcSuggestTicket *ticket, guint limit)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_suggestion_free);
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (HcSuggestRank));
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint32));
  HcSuggestExample example = { 0 };
  double first = 0, left = 0;

  g_return_val_if_fail (self->calibration.knots != NULL, out);

  if (ticket->title != NULL)
    example.n_unknown = hc_tokenizer_look_up (self->tokenizer, ticket->title, words);
  example.words = (const guint32 *) words->data;
  example.n_words = words->len;
  find_values (self, ticket, FALSE, example.value);
  hc_suggest_model_rank (&self->model, &example, limit, ranks);
  for (guint i = 0; i < ranks->len; i++)
    {
      const HcSuggestRank *rank = &g_array_index (ranks, HcSuggestRank, i);
      double confidence;

      if (i == 0)
        {
          first = hc_calibration_confidence (&self->calibration, rank->strength);
          left = MAX (1 - rank->share, 1e-12);
          confidence = first;
        }
      else /* what the first one leaves, in the proportions of the rest */
        confidence = MIN (first, (1 - first) * MIN (rank->share / left, 1));
      g_ptr_array_add (out, suggestion_new (self, &example, rank, confidence));
    }
  return out;
}

HcSuggestAccuracy
hc_suggester_accuracy (const HcSuggester *self)
{
  HcSuggestAccuracy out = { 0 };
  double all = 0, suggested = 0, right = 0;

  for (guint i = 0; i < self->judgements->len; i++)
    {
      const HcJudgement *judgement = &g_array_index (self->judgements, HcJudgement, i);

      all += judgement->weight;
      suggested += isnan (judgement->strength) ? 0 : judgement->weight;
      right += judgement->is_right ? judgement->weight : 0;
    }
  out.decisions = (gint64) round (all);
  out.suggested = (gint64) round (suggested);
  out.right = (gint64) round (right);
  hc_wilson (out.right, out.suggested, HC_Z_90_TWO_SIDED, &out.low, &out.high);
  return out;
}
