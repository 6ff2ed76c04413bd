/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Naive Bayes. Each probability within an issue is mixed with that among all decisions, so that one
 * strange word rules nothing out; a further class, “none of these”, has only the latter. */

#include "config.h"

#include "hc-suggest-private.h"

#include <math.h>

/* Decisions that “none of these” is worth in advance: new issues turn up all the time. */
#define NEW_ISSUES 5.0
/* The share of the mixture that an issue never overrules, and how many values it wants to see
 * before it speaks for itself. */
#define COMMON_SHARE 0.2
#define EARLY_VALUES 5.0

/* Category, subcategory and group say much the same: together they weigh as one and a half. */
static const double trait_weight[HC_N_TRAITS] = { 1, 0.5, 0.5, 0.5, 0.5 };

/* Which of the two: words have several values, the other traits one. */
static guint
kind_at (HcTraitKind kind)
{
  return kind == HC_TRAIT_WORD ? 0 : 1;
}

static void
update_common (HcSuggestClass *class)
{
  class->common[0] = MAX (COMMON_SHARE, EARLY_VALUES / (EARLY_VALUES + class->n_words));
  class->common[1] = MAX (COMMON_SHARE, EARLY_VALUES / (EARLY_VALUES + class->n));
  class->log_common[0] = log (class->common[0]);
  class->log_common[1] = log (class->common[1]);
}

static void
trait_clear (gpointer data)
{
  g_clear_pointer (&((HcTrait *) data)->counts, g_array_unref);
}

static void
class_clear (gpointer data)
{
  g_free (((HcSuggestClass *) data)->id);
}

void
hc_suggest_model_init (HcSuggestModel *self)
{
  *self = (HcSuggestModel){ .classes = g_array_new (FALSE, TRUE, sizeof (HcSuggestClass)) };
  g_array_set_clear_func (self->classes, class_clear);
  for (guint i = 0; i < HC_N_TRAITS; i++)
    {
      self->traits[i] = g_array_new (FALSE, TRUE, sizeof (HcTrait));
      g_array_set_clear_func (self->traits[i], trait_clear);
    }
}

void
hc_suggest_model_clear (HcSuggestModel *self)
{
  g_clear_pointer (&self->classes, g_array_unref);
  for (guint i = 0; i < HC_N_TRAITS; i++)
    g_clear_pointer (&self->traits[i], g_array_unref);
}

guint32
hc_suggest_model_add_class (HcSuggestModel *self, const char *id)
{
  HcSuggestClass fresh = { .id = g_strdup (id) };

  g_array_append_val (self->classes, fresh);
  return self->classes->len - 1;
}

/* ---------------------------------------------------------------- learning */

static void
count_value (HcSuggestModel *self, HcTraitKind kind, guint32 value, guint32 class_index)
{
  HcTrait *trait;
  HcTraitCount fresh = { class_index, 1 };

  if (value >= self->traits[kind]->len)
    g_array_set_size (self->traits[kind], value + 1);
  trait = &g_array_index (self->traits[kind], HcTrait, value);
  if (trait->counts == NULL)
    trait->counts = g_array_new (FALSE, FALSE, sizeof (HcTraitCount));
  trait->n++;
  for (guint i = 0; i < trait->counts->len; i++)
    {
      HcTraitCount *count = &g_array_index (trait->counts, HcTraitCount, i);

      if (count->class_index == class_index)
        {
          count->n++;
          return;
        }
    }
  g_array_append_val (trait->counts, fresh);
}

void
hc_suggest_model_learn (HcSuggestModel *self, const HcSuggestExample *example, guint32 class_index)
{
  HcSuggestClass *class = &g_array_index (self->classes, HcSuggestClass, class_index);

  self->n++;
  self->n_words += example->n_words;
  class->n++;
  class->n_words += example->n_words;
  update_common (class);
  for (guint i = 0; i < example->n_words; i++)
    count_value (self, HC_TRAIT_WORD, example->words[i], class_index);
  for (guint kind = HC_TRAIT_CATEGORY; kind < HC_N_TRAITS; kind++)
    if (example->value[kind] != HC_SUGGEST_NONE)
      count_value (self, (HcTraitKind) kind, example->value[kind], class_index);
}

/* ---------------------------------------------------------------- ranking */

static const HcTrait *
trait_at (const HcSuggestModel *self, HcTraitKind kind, guint32 value)
{
  const HcTrait *trait = value < self->traits[kind]->len
                           ? &g_array_index (self->traits[kind], HcTrait, value)
                           : NULL;

  return trait != NULL && trait->n > 0 ? trait : NULL;
}

/* Of all words, but of all decisions: to have no category at all is one more category. */
static guint32
values_in (const HcSuggestClass *class, HcTraitKind kind)
{
  return kind == HC_TRAIT_WORD ? class->n_words : class->n;
}

/* P (trait | class) ÷ P (trait), as a log. New issues will have other traits: what all decisions so
 * far have in common, with one issue all of them, still speaks for it. */
static double
log_ratio (const HcSuggestModel *self,
           const HcSuggestClass *class,
           HcTraitKind kind,
           const HcTrait *trait,
           guint32 n)
{
  double common = class->common[kind_at (kind)];
  double in_class = (double) n / MAX (values_in (class, kind), 1u);
  double in_all = (double) trait->n / (kind == HC_TRAIT_WORD ? self->n_words : self->n)
                  * self->n / (self->n + NEW_ISSUES);

  return log ((1 - common) * in_class / in_all + common);
}

double
hc_suggest_model_evidence (const HcSuggestModel *self,
                           HcTraitKind kind,
                           guint32 value,
                           guint32 class_index)
{
  const HcTrait *trait = trait_at (self, kind, value);
  const HcSuggestClass *class = &g_array_index (self->classes, HcSuggestClass, class_index);

  for (guint i = 0; trait != NULL && i < trait->counts->len; i++)
    {
      const HcTraitCount *count = &g_array_index (trait->counts, HcTraitCount, i);

      if (count->class_index == class_index)
        return log_ratio (self, class, kind, trait, count->n);
    }
  return 0;
}

typedef struct
{
  const HcSuggestModel *model;
  double *score;     /* by class: what sets it apart from “every trait is missing” */
  gboolean *speaks;  /* by class: something speaks for it */
  guint n[HC_N_TRAITS]; /* values of the ticket */
} Ranking;

static void
score_value (Ranking *self, HcTraitKind kind, guint32 value)
{
  const HcSuggestModel *model = self->model;
  const HcTrait *trait = trait_at (model, kind, value);

  /* What nobody has seen so far speaks for “none of these”. */
  self->n[kind]++;
  if (trait == NULL)
    return;
  for (guint i = 0; i < trait->counts->len; i++)
    {
      const HcTraitCount *count = &g_array_index (trait->counts, HcTraitCount, i);
      const HcSuggestClass *class
        = &g_array_index (model->classes, HcSuggestClass, count->class_index);
      double ratio = log_ratio (model, class, kind, trait, count->n);

      self->score[count->class_index]
        += trait_weight[kind] * (ratio - class->log_common[kind_at (kind)]);
      if (ratio > 0)
        self->speaks[count->class_index] = TRUE;
    }
}

static void
score_example (Ranking *self, const HcSuggestExample *example)
{
  const HcSuggestModel *model = self->model;

  self->n[HC_TRAIT_WORD] = example->n_unknown;
  for (guint i = 0; i < example->n_words; i++)
    score_value (self, HC_TRAIT_WORD, example->words[i]);
  for (guint kind = HC_TRAIT_CATEGORY; kind < HC_N_TRAITS; kind++)
    if (example->value[kind] != HC_SUGGEST_NONE)
      score_value (self, (HcTraitKind) kind, example->value[kind]);
  for (guint i = 0; i < model->classes->len; i++)
    {
      const HcSuggestClass *class = &g_array_index (model->classes, HcSuggestClass, i);

      self->score[i] += log (MAX (class->n, 1u) / (model->n + NEW_ISSUES));
      for (guint kind = 0; kind < HC_N_TRAITS; kind++)
        if (self->n[kind] > 0)
          self->score[i] += trait_weight[kind] * self->n[kind]
                            * class->log_common[kind_at ((HcTraitKind) kind)];
    }
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const HcSuggestRank *x = a, *y = b;

  if (x->strength != y->strength)
    return x->strength > y->strength ? -1 : 1;
  return x->class_index < y->class_index ? -1 : x->class_index > y->class_index;
}

/* Keeps the @limit best; @limit is a handful. */
static void
offer (GArray *out, guint limit, HcSuggestRank rank)
{
  if (out->len == limit)
    {
      HcSuggestRank *last = &g_array_index (out, HcSuggestRank, limit - 1);

      if (compare_ranks (last, &rank) <= 0)
        return;
      *last = rank;
    }
  else
    g_array_append_val (out, rank);
  g_array_sort (out, compare_ranks);
}

void
hc_suggest_model_rank (const HcSuggestModel *self,
                       const HcSuggestExample *example,
                       guint limit,
                       GArray *out)
{
  g_autofree double *score = g_new0 (double, self->classes->len);
  g_autofree gboolean *speaks = g_new0 (gboolean, self->classes->len);
  Ranking ranking = { .model = self, .score = score, .speaks = speaks };
  double none = log (NEW_ISSUES / (self->n + NEW_ISSUES));
  double most = none, sum;

  g_array_set_size (out, 0);
  if (self->n == 0 || limit == 0)
    return;
  score_example (&ranking, example);
  for (guint i = 0; i < self->classes->len; i++)
    if (g_array_index (self->classes, HcSuggestClass, i).n > 0)
      most = MAX (most, score[i]);
  sum = exp (none - most);
  for (guint i = 0; i < self->classes->len; i++)
    if (g_array_index (self->classes, HcSuggestClass, i).n > 0)
      sum += exp (score[i] - most);
  for (guint i = 0; i < self->classes->len; i++)
    if (speaks[i])
      {
        double share = exp (score[i] - most);

        offer (out, limit,
               (HcSuggestRank){ i, share / sum,
                                score[i] - most - log (MAX (sum - share, 1e-15)) });
      }
}
