/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Inside hc_text_groups_find(): titles → token sets → vectors of the words that are frequent
 * enough → leaders and who follows them. */

#pragma once

#include "hc-text-groups.h"

G_BEGIN_DECLS

#define HC_TEXT_NONE G_MAXUINT32
#define HC_TEXT_SIMILARITY 0.6 /* cosine from which a title follows a leader */

/* Titles of exactly the same words. */
typedef struct
{
  gsize from; /* in HcTextSets.tokens */
  guint32 n;
  guint32 count; /* titles */
  guint32 first; /* the first title; HC_TEXT_NONE: no title, only a choice */
  guint32 choice; /* index of the choice about these words; HC_TEXT_NONE */
  guint32 vector;
} HcTextSet;

/* Sets whose frequent words are the same. */
typedef struct
{
  gsize from;     /* in HcTextSets.parts; the rarest word first */
  guint32 n;
  guint32 prefix; /* parts that decide whether another vector can be alike at all */
  guint32 count;
  guint32 lead;   /* the set that most titles have, of those the earliest */
  guint32 leader; /* vector that it follows (itself: it leads) */
  float similarity; /* to the leader */
  gboolean is_seed; /* has a choice: leads whatever there is */
} HcTextVector;

typedef struct
{
  guint32 token;
  float weight; /* of a vector of length 1 */
} HcTextPart;

typedef struct
{
  HcTokenizer *tokenizer;
  const gint *cancelled;
  GArray *tokens;    /* of guint32 */
  GArray *sets;      /* of HcTextSet, in order of appearance */
  guint32 *slots;    /* open addressing over sets */
  guint32 mask;
  guint32 *set_of;   /* by title; HC_TEXT_NONE: no words */
  guint n_titles;
  GArray *frequency; /* of guint32, by token: titles that have it */
  GArray *parts;     /* of HcTextPart */
  GArray *vectors;   /* of HcTextVector */
} HcTextSets;

#define hc_text_set(self, i) (&g_array_index ((self)->sets, HcTextSet, (i)))
#define hc_text_vector(self, i) (&g_array_index ((self)->vectors, HcTextVector, (i)))

void hc_text_sets_init (HcTextSets *self, const char *const *stop_words, const gint *cancelled);
void hc_text_sets_clear (HcTextSets *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcTextSets, hc_text_sets_clear)
/* FALSE: cancelled. */
gboolean hc_text_sets_add_titles (HcTextSets *self, const char *const *titles, guint n);
/* The set of these words, made when no title has them; HC_TEXT_NONE: stop words only. */
guint32 hc_text_sets_find (HcTextSets *self, const char *words);
/* How telling a word is. */
double hc_text_idf (const HcTextSets *self, guint32 token);
/* Vectors of all sets; a set with a choice has one of its own. */
gboolean hc_text_sets_make_vectors (HcTextSets *self);

/* Gives each vector its leader. @apart (of guint32, vectors): they gather only what is more like
 * them than like its own leader. FALSE: cancelled. */
gboolean hc_text_sets_cluster (HcTextSets *self, GArray *apart);

gboolean hc_text_is_cancelled (const HcTextSets *self);

G_END_DECLS
