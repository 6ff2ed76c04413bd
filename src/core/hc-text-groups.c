/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "hc-text-groups-private.h"

void
hc_text_group_choice_free (HcTextGroupChoice *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self->into_words);
  g_free (self);
}

static void
group_free (HcTextGroup *self)
{
  g_free (self->key);
  g_free (self->title);
  g_strfreev (self->words);
  g_free (self->members);
  g_free (self);
}

void
hc_text_groups_free (HcTextGroups *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->ignored);
  g_free (self->group_of);
  g_free (self);
}

typedef struct
{
  HcTextSets sets;
  GPtrArray *choices;        /* borrowed */
  const char *const *titles; /* borrowed */
  guint32 *into;             /* by vector: the vector that its group is merged into, or itself */
} Finder;

static void
finder_clear (Finder *self)
{
  hc_text_sets_clear (&self->sets);
  g_clear_pointer (&self->into, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finder, finder_clear)

/* ---------------------------------------------------------------- choices */

static const HcTextGroupChoice *
choice_of (const Finder *self, guint32 set)
{
  guint32 at = hc_text_set (&self->sets, set)->choice;

  return at < self->choices->len ? g_ptr_array_index (self->choices, at) : NULL;
}

static const HcTextGroupChoice *
vector_choice (const Finder *self, guint32 vector)
{
  const HcTextVector *v = hc_text_vector (&self->sets, vector);

  return v->is_seed ? choice_of (self, v->lead) : NULL;
}

/* Words that a choice names lead; so does what is merged into, which may have no choice itself. */
static void
seed_choices (Finder *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const HcTextGroupChoice *choice = g_ptr_array_index (self->choices, i);
      guint32 set = hc_text_sets_find (&self->sets, choice->words);
      guint32 into = choice->kind == HC_TEXT_GROUP_MERGE
                       ? hc_text_sets_find (&self->sets, choice->into_words)
                       : HC_TEXT_NONE;

      if (set != HC_TEXT_NONE)
        hc_text_set (&self->sets, set)->choice = i;
      if (into != HC_TEXT_NONE && hc_text_set (&self->sets, into)->choice == HC_TEXT_NONE)
        hc_text_set (&self->sets, into)->choice = self->choices->len;
    }
}

static GArray *
apart_vectors (const Finder *self)
{
  GArray *apart = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->sets.vectors->len; i++)
    {
      const HcTextGroupChoice *choice = vector_choice (self, i);

      if (choice != NULL && choice->kind == HC_TEXT_GROUP_APART)
        g_array_append_val (apart, i);
    }
  return apart;
}

static guint32
root_of (const Finder *self, guint32 vector)
{
  while (self->into[vector] != vector)
    vector = self->into[vector];
  return vector;
}

/* A merge that would close a circle has no effect. */
static void
merge_groups (Finder *self)
{
  guint n = self->sets.vectors->len;

  self->into = g_new (guint32, n);
  for (guint32 i = 0; i < n; i++)
    self->into[i] = i;
  for (guint32 i = 0; i < n; i++)
    {
      const HcTextGroupChoice *choice = vector_choice (self, i);
      guint32 set = choice != NULL && choice->kind == HC_TEXT_GROUP_MERGE
                      ? hc_text_sets_find (&self->sets, choice->into_words)
                      : HC_TEXT_NONE;
      guint32 into = set != HC_TEXT_NONE ? hc_text_set (&self->sets, set)->vector : i;

      if (root_of (self, into) != i)
        self->into[i] = into;
    }
}

/* ---------------------------------------------------------------- what a group is */

/* The most frequent title, of those the first. */
static char *
usual_title (const Finder *self, const HcTextGroup *group)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *best = NULL;
  guint most = 0;

  for (guint i = 0; i < group->n; i++)
    {
      gpointer title = (gpointer) self->titles[group->members[i]];
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, title)) + 1;

      g_hash_table_insert (counts, title, GUINT_TO_POINTER (count));
      most = MAX (most, count);
    }
  for (guint i = 0; i < group->n && best == NULL; i++)
    {
      const char *title = self->titles[group->members[i]];

      if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, title)) == most)
        best = title;
    }
  return g_strdup (best);
}

typedef struct
{
  guint32 token;
  guint32 count;
  double telling;
} Word;

static int
compare_telling (gconstpointer a, gconstpointer b)
{
  const Word *x = a, *y = b;

  if (x->telling != y->telling)
    return x->telling > y->telling ? -1 : 1;
  return x->token < y->token ? -1 : x->token > y->token;
}

/* Words that at least half of the titles have; a merged group may have none: then its three most
 * telling ones. */
static char **
choose_words (const Finder *self, const HcTextGroup *group, GArray *words)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  guint at_least = (group->n + 1) / 2;

  for (guint i = 0; i < words->len; i++)
    {
      Word *word = &g_array_index (words, Word, i);

      word->telling = hc_text_idf (&self->sets, word->token) * word->count / group->n;
    }
  g_array_sort (words, compare_telling);
  for (int pass = 0; pass < 2 && chosen->len == 0; pass++)
    for (guint i = 0; i < words->len && chosen->len < (pass == 0 ? 6 : 3); i++)
      {
        const Word *word = &g_array_index (words, Word, i);

        if (pass > 0 || word->count >= at_least)
          g_ptr_array_add (chosen,
                           g_strdup (hc_tokenizer_word (self->sets.tokenizer, word->token)));
      }
  g_ptr_array_add (chosen, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&chosen), FALSE);
}

/* @place: by token, index into words + 1; zeroes before and after. */
static char **
common_words (const Finder *self, const HcTextGroup *group, guint32 *place)
{
  g_autoptr (GArray) words = g_array_new (FALSE, TRUE, sizeof (Word));

  for (guint i = 0; i < group->n; i++)
    {
      const HcTextSet *set = hc_text_set (&self->sets, self->sets.set_of[group->members[i]]);

      for (guint j = 0; j < set->n; j++)
        {
          guint32 token = g_array_index (self->sets.tokens, guint32, set->from + j);

          if (place[token] == 0)
            {
              g_array_set_size (words, words->len + 1);
              place[token] = words->len;
              g_array_index (words, Word, words->len - 1).token = token;
            }
          g_array_index (words, Word, place[token] - 1).count++;
        }
    }
  for (guint i = 0; i < words->len; i++)
    place[g_array_index (words, Word, i).token] = 0;
  return choose_words (self, group, words);
}

static char *
key_of (const Finder *self, guint32 set)
{
  const HcTextSet *s = hc_text_set (&self->sets, set);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < s->n; i++)
    g_string_append_printf (
      words, "%s%s", i > 0 ? " " : "",
      hc_tokenizer_word (self->sets.tokenizer,
                         g_array_index (self->sets.tokens, guint32, s->from + i)));
  return hc_tokenizer_key (self->sets.tokenizer, words->str);
}

/* ---------------------------------------------------------------- result */

/* By vector: how many titles the group has that it is the root of. */
static guint32 *
count_members (const Finder *self)
{
  guint32 *counts = g_new0 (guint32, self->sets.vectors->len);

  for (guint i = 0; i < self->sets.sets->len; i++)
    {
      const HcTextSet *set = hc_text_set (&self->sets, i);
      guint32 leader = hc_text_vector (&self->sets, set->vector)->leader;

      counts[root_of (self, leader)] += set->count;
    }
  return counts;
}

static HcTextGroup *
group_new (const Finder *self, guint32 root, guint32 n)
{
  const HcTextGroupChoice *choice = vector_choice (self, root);
  HcTextGroup *group = g_new0 (HcTextGroup, 1);

  group->members = g_new (guint32, n);
  group->key = key_of (self, hc_text_vector (&self->sets, root)->lead);
  group->is_apart = choice != NULL && choice->kind == HC_TEXT_GROUP_APART;
  if (hc_text_vector (&self->sets, root)->is_seed)
    for (guint32 i = 0; i < self->sets.vectors->len && !group->is_merged; i++)
      group->is_merged = self->into[i] == root && i != root;
  return group;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const HcTextGroup *x = *(HcTextGroup *const *) a, *y = *(HcTextGroup *const *) b;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return strcmp (x->key, y->key);
}

/* The groups that are large enough, or that a person made; by root vector. */
static HcTextGroup **
make_groups (Finder *self, HcTextGroups *out)
{
  g_autofree guint32 *counts = count_members (self);
  HcTextGroup **of = g_new0 (HcTextGroup *, self->sets.vectors->len);

  for (guint32 i = 0; i < self->sets.vectors->len; i++)
    {
      gboolean is_chosen = hc_text_vector (&self->sets, i)->is_seed;
      const HcTextGroupChoice *choice = vector_choice (self, i);

      if (counts[i] == 0 || (counts[i] < HC_TEXT_GROUP_MINIMUM && !is_chosen))
        continue;
      of[i] = group_new (self, i, counts[i]);
      g_ptr_array_add (choice != NULL && choice->kind == HC_TEXT_GROUP_IGNORE ? out->ignored
                                                                              : out->groups,
                       of[i]);
    }
  for (guint32 i = 0; i < self->sets.n_titles; i++)
    {
      guint32 set = self->sets.set_of[i];
      guint32 vector = set != HC_TEXT_NONE ? hc_text_set (&self->sets, set)->vector : HC_TEXT_NONE;
      HcTextGroup *group
        = vector != HC_TEXT_NONE ? of[root_of (self, hc_text_vector (&self->sets, vector)->leader)]
                                 : NULL;

      if (group != NULL)
        group->members[group->n++] = i;
    }
  return of;
}

static gboolean
describe (Finder *self, GPtrArray *groups)
{
  g_autofree guint32 *place = g_new0 (guint32, hc_tokenizer_count (self->sets.tokenizer));

  for (guint i = 0; i < groups->len; i++)
    {
      HcTextGroup *group = g_ptr_array_index (groups, i);

      if (i % 16 == 0 && hc_text_is_cancelled (&self->sets))
        return FALSE;
      group->title = usual_title (self, group);
      group->words = common_words (self, group, place);
    }
  g_ptr_array_sort (groups, compare_groups);
  return TRUE;
}

static HcTextGroups *
make_result (Finder *self)
{
  g_autoptr (HcTextGroups) out = g_new0 (HcTextGroups, 1);
  g_autofree HcTextGroup **of = NULL;

  out->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  out->ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  out->n_titles = self->sets.n_titles;
  out->group_of = g_new0 (guint32, out->n_titles);
  of = make_groups (self, out);
  if (!describe (self, out->groups) || !describe (self, out->ignored))
    return NULL;
  for (guint i = 0; i < out->groups->len; i++)
    {
      const HcTextGroup *group = g_ptr_array_index (out->groups, i);

      for (guint j = 0; j < group->n; j++)
        out->group_of[group->members[j]] = i + 1;
    }
  return g_steal_pointer (&out);
}

static HcTextGroups *
find (Finder *self, guint n)
{
  g_autoptr (GArray) apart = NULL;

  if (!hc_text_sets_add_titles (&self->sets, self->titles, n))
    return NULL;
  seed_choices (self);
  if (!hc_text_sets_make_vectors (&self->sets))
    return NULL;
  apart = apart_vectors (self);
  if (!hc_text_sets_cluster (&self->sets, apart))
    return NULL;
  merge_groups (self);
  return make_result (self);
}

HcTextGroups *
hc_text_groups_find (const char *const *titles,
                     guint n,
                     GPtrArray *choices,
                     const char *const *stop_words,
                     const gint *cancelled,
                     GError **error)
{
  g_auto (Finder) self = { .titles = titles, .choices = choices };
  HcTextGroups *groups;

  g_return_val_if_fail ((titles != NULL || n == 0) && choices != NULL, NULL);

  hc_text_sets_init (&self.sets, stop_words, cancelled);
  groups = find (&self, n);
  if (groups == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  return groups;
}
