/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Repeated problems found in titles: token sets, rare tokens dropped, leader clustering over an
 * inverted index. Same titles in the same order give the same groups. Pure. */

#pragma once

#include "hc-text.h"

G_BEGIN_DECLS

#define HC_TEXT_GROUP_MINIMUM 5 /* tickets; fewer are no repeated problem */

typedef enum
{
  HC_TEXT_GROUP_APART,  /* titles of these words lead a group of their own */
  HC_TEXT_GROUP_IGNORE, /* no problem */
  HC_TEXT_GROUP_MERGE,  /* belongs to the group that into_words lead */
} HcTextGroupChoiceKind;

typedef struct
{
  char *words; /* hc_tokenizer_key() */
  HcTextGroupChoiceKind kind;
  char *into_words; /* MERGE */
} HcTextGroupChoice;

void hc_text_group_choice_free (HcTextGroupChoice *self);

typedef struct
{
  char *key;        /* words of the leading title: stable as long as it leads */
  char *title;      /* the most frequent title, as it was written */
  char **words;     /* what its titles have in common, most telling first */
  guint32 *members; /* indexes of titles, ascending */
  guint n;
  gboolean is_merged; /* a person put groups together */
  gboolean is_apart;  /* a person split it off */
} HcTextGroup;

typedef struct
{
  GPtrArray *groups;  /* of HcTextGroup, most tickets first, then by key; without ignored ones */
  GPtrArray *ignored; /* of HcTextGroup */
  guint32 *group_of;  /* index into groups + 1 for each title; 0: none */
  guint n_titles;
} HcTextGroups;

/* @titles: n, may hold NULL (no title). @choices: of HcTextGroupChoice. NULL + G_IO_ERROR_CANCELLED
 * only when @cancelled (polled, may be NULL) was set. */
HcTextGroups *hc_text_groups_find (const char *const *titles,
                                   guint n,
                                   GPtrArray *choices,
                                   const char *const *stop_words,
                                   const gint *cancelled,
                                   GError **error);
void hc_text_groups_free (HcTextGroups *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTextGroups, hc_text_groups_free)

G_END_DECLS
