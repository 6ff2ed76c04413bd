/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The likeliest issues of a ticket, learned from what people decided: words of the title, category,
 * group and requester. Naive Bayes with smoothing; the confidence is calibrated by how often earlier
 * suggestions of that strength agreed with the later decisions (each decision judged by those strictly
 * before it). Pure. */

#pragma once

#include "hc-text.h"

G_BEGIN_DECLS

/* What is known of a ticket. Texts are borrowed; NULL = none. */
typedef struct
{
  const char *title;
  const char *category;
  const char *subcategory;
  const char *group;
  const char *requester;
} HcSuggestTicket;

typedef struct HcSuggester HcSuggester;

HcSuggester *hc_suggester_new (const char *const *stop_words);
/* A decision; in ascending order of @decided_at. */
void hc_suggester_learn (HcSuggester *self,
                         const HcSuggestTicket *ticket,
                         const char *issue_id,
                         gint64 decided_at);
/* No more decisions: calibrates. Read-only from here on, any thread. */
void hc_suggester_finish (HcSuggester *self);
HcSuggester *hc_suggester_ref (HcSuggester *self);
void hc_suggester_unref (HcSuggester *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcSuggester, hc_suggester_unref)

typedef struct
{
  char *issue_id;
  double confidence; /* 0…1: the share of such suggestions that people agreed with */
  gboolean is_calibrated; /* FALSE: too few decisions to tell; confidence is cautious */
  char **words;      /* of the title that speak for it, strongest first */
  gboolean by_category, by_group, by_requester; /* that speaks for it too */
} HcSuggestion;

void hc_suggestion_free (HcSuggestion *self);
/* The likeliest first, at most @limit; empty when nothing speaks for any issue. Of HcSuggestion. */
GPtrArray *hc_suggester_suggest (HcSuggester *self, const HcSuggestTicket *ticket, guint limit);

/* How good the first suggestion was against the later decisions. */
typedef struct
{
  gint64 decisions; /* judged */
  gint64 suggested; /* of them: there was a suggestion */
  gint64 right;     /* of suggested */
  double low, high; /* Wilson 90 % of right ÷ suggested; NAN */
} HcSuggestAccuracy;

HcSuggestAccuracy hc_suggester_accuracy (const HcSuggester *self);

G_END_DECLS
