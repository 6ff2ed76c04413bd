/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Suggestions for the tickets of a launch, and the queue of those without an issue. */

#pragma once

#include "hc-columns.h"
#include "hc-db.h"
#include "hc-suggest.h"

G_BEGIN_DECLS

/* Learned from what people decided about tickets (rules teach nothing). */
HcSuggester *hc_suggester_load (HcDb *db, GError **error);
/* For one ticket; of HcSuggestion. */
GPtrArray *hc_suggest_for_ticket (HcDb *db,
                                  HcSuggester *suggester,
                                  gint64 ticket,
                                  guint limit,
                                  GError **error);
/* Why, a whole translated sentence: “Shares the words “approver”, “cost centre”; same category.”
 * Newly allocated. */
char *hc_suggestion_explain (const HcSuggestion *suggestion);

typedef struct
{
  gint64 ticket;
  char *key, *title;
  HcSuggestion *suggestion; /* the first one; NULL: none */
} HcQueueItem;

typedef struct
{
  gint64 n_tickets;    /* of the population, without cancelled ones */
  gint64 n_classified; /* of them: with an issue */
  GPtrArray *items;    /* of HcQueueItem: without an issue; surest first, then newest */
  HcSuggestAccuracy accuracy;
} HcQueue;

void hc_queue_free (HcQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcQueue, hc_queue_free)
/* @limit: at most so many items (0: all); the counts are of all. Cancellable. */
HcQueue *hc_queue_load (HcDb *db,
                        HcColumns *columns,
                        guint limit,
                        const gint *cancelled,
                        GError **error);

/* Tickets with titles like @ticket's, most alike first: ids (gint64). */
GArray *hc_similar_tickets (HcDb *db, HcColumns *columns, gint64 ticket, guint limit, GError **error);

G_END_DECLS
