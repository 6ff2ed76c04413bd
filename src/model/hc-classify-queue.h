/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The unclassified tickets one after another: what is suggested for the present one, what a person
 * decides about it, how far they are. The next ones are read ahead; a decision counts here at once and
 * is written behind it; the suggestions learn from it in the background. Main context.
 *
 * Signals: “changed”: anything below is different; “failed” (char *what, GError *): a whole sentence;
 * “told” (char *text): something done to several tickets, to be shown with Undo. */

#pragma once

#include "hc-classify.h"

G_BEGIN_DECLS

#define HC_TYPE_CLASSIFY_QUEUE (hc_classify_queue_get_type ())
G_DECLARE_FINAL_TYPE (HcClassifyQueue, hc_classify_queue, HC, CLASSIFY_QUEUE, GObject)

/* Begins to read. */
HcClassifyQueue *hc_classify_queue_new (HcLaunch *launch);
/* No more reading; for the end of its window. */
void hc_classify_queue_stop (HcClassifyQueue *self);
HcLaunch *hc_classify_queue_launch (HcClassifyQueue *self); /* borrowed */
/* FALSE until first read; then also after a failure. */
gboolean hc_classify_queue_is_loaded (HcClassifyQueue *self);

gint64 hc_classify_queue_n_tickets (HcClassifyQueue *self);
gint64 hc_classify_queue_n_classified (HcClassifyQueue *self);
/* How good the suggestions were; zero decisions until loaded. */
HcSuggestAccuracy hc_classify_queue_accuracy (HcClassifyQueue *self);

/* The present ticket, borrowed until “changed”; NULL: none left (or not loaded). */
const HcQueueItem *hc_classify_queue_current (HcClassifyQueue *self);
/* More about it; NULL while it is being read. */
const HcClassifyTicket *hc_classify_queue_ticket (HcClassifyQueue *self);
/* Tickets still to go after skipping: the present one counts. */
guint hc_classify_queue_n_left (HcClassifyQueue *self);
/* Ids of up to 9 issues to choose from by number: further suggestions, then the ones chosen last.
 * Newly allocated array of char *. */
GPtrArray *hc_classify_queue_choices (HcClassifyQueue *self);
/* How many suggestions are at least that sure. */
guint hc_classify_queue_n_sure (HcClassifyQueue *self, double confidence);

/* FALSE: there is nothing to accept. */
gboolean hc_classify_queue_accept (HcClassifyQueue *self);
void hc_classify_queue_choose (HcClassifyQueue *self, const char *issue_id);
/* Takes @issue: creates it and links the present ticket. */
void hc_classify_queue_create (HcClassifyQueue *self, HcRecordData *issue);
/* To the end of the queue. */
void hc_classify_queue_skip (HcClassifyQueue *self);
/* Accepts all that are at least that sure: one undo step. */
void hc_classify_queue_accept_all (HcClassifyQueue *self, double confidence);
/* Takes back what was decided last here and shows that ticket again; FALSE: nothing was. */
gboolean hc_classify_queue_undo (HcClassifyQueue *self);

G_END_DECLS
