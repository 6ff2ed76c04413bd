/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Inside HcSuggester: what was counted, and what a strength was worth. */

#pragma once

#include "hc-suggest.h"

G_BEGIN_DECLS

/* ---------------------------------------------------------------- counts */

typedef enum
{
  HC_TRAIT_WORD,
  HC_TRAIT_CATEGORY,
  HC_TRAIT_SUBCATEGORY,
  HC_TRAIT_GROUP,
  HC_TRAIT_REQUESTER,
  HC_N_TRAITS,
} HcTraitKind;

#define HC_SUGGEST_NONE G_MAXUINT32

/* A ticket as numbers: words, and per other trait one value or HC_SUGGEST_NONE. */
typedef struct
{
  const guint32 *words;
  guint n_words;
  guint n_unknown; /* further words that no decision had */
  guint32 value[HC_N_TRAITS]; /* not of words */
} HcSuggestExample;

typedef struct
{
  char *id;
  guint32 n;       /* decisions */
  guint32 n_words; /* in their titles */
  double common[2]; /* share of the mixture: of words, of other traits */
  double log_common[2];
} HcSuggestClass;

typedef struct
{
  guint32 class_index;
  guint32 n;
} HcTraitCount;

/* One word, one category …: in how many decisions, and of which classes. */
typedef struct
{
  guint32 n;
  GArray *counts; /* of HcTraitCount */
} HcTrait;

typedef struct
{
  GArray *classes;             /* of HcSuggestClass */
  GArray *traits[HC_N_TRAITS]; /* of HcTrait */
  guint32 n;                   /* decisions */
  guint32 n_words;
} HcSuggestModel;

void hc_suggest_model_init (HcSuggestModel *self);
void hc_suggest_model_clear (HcSuggestModel *self);
guint32 hc_suggest_model_add_class (HcSuggestModel *self, const char *id);
void hc_suggest_model_learn (HcSuggestModel *self,
                             const HcSuggestExample *example,
                             guint32 class_index);

typedef struct
{
  guint32 class_index;
  double share;    /* of all classes and of “none of these”: 0…1, far too sure of itself */
  double strength; /* log of share against the rest */
} HcSuggestRank;

/* Classes that something speaks for, the likeliest first, at most @limit; of HcSuggestRank. */
void hc_suggest_model_rank (const HcSuggestModel *self,
                            const HcSuggestExample *example,
                            guint limit,
                            GArray *out);
/* How much more often a decision for the class has this trait than others: log, 0 says nothing. */
double hc_suggest_model_evidence (const HcSuggestModel *self,
                                  HcTraitKind kind,
                                  guint32 value,
                                  guint32 class_index);

/* ---------------------------------------------------------------- calibration */

typedef struct
{
  double strength; /* NAN: no suggestion */
  double weight;   /* decisions of one instant about one issue weigh 1 together */
  gboolean is_right;
} HcJudgement;

typedef struct
{
  GArray *knots; /* of (strength, share) pairs of double, ascending in both */
  double weight; /* suggestions that it rests on */
} HcCalibration;

/* @judgements: of HcJudgement, in order of time. */
void hc_calibration_init (HcCalibration *self, GArray *judgements);
void hc_calibration_clear (HcCalibration *self);
/* Without judgements: a cautious guess. */
double hc_calibration_confidence (const HcCalibration *self, double strength);
gboolean hc_calibration_is_enough (const HcCalibration *self);

G_END_DECLS
