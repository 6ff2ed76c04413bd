/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window asks and does to link tickets to the catalog: rules, text groups, suggestions.
 * Questions run on a reader of the launch's store and finish with hc_store_job_finish() on the
 * store; commands are one undo step each and finish with hc_classify_finish() on the launch. Main
 * context. */

#pragma once

#include "hc-field.h"
#include "hc-launch.h"
#include "hc-rule-table.h"
#include "hc-suggest-table.h"
#include "hc-text-group-table.h"
#include "hc-ticket-list.h"
#include "hc-triage-table.h"

G_BEGIN_DECLS

/* ---- rules ---- */

/* A copy, also of the id. */
HcRule *hc_classify_rule_copy (const HcRule *rule);
gboolean hc_classify_rule_equal (const HcRule *a, const HcRule *b);

typedef struct
{
  GPtrArray *rules;   /* of HcRule, in order */
  GHashTable *counts; /* id → gint64 *: tickets it decides */
} HcClassifyRules;

void hc_classify_rules_free (HcClassifyRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcClassifyRules, hc_classify_rules_free)
gint64 hc_classify_rules_count (const HcClassifyRules *self, const char *id);
/* Gives HcClassifyRules. */
void hc_classify_rules_async (HcLaunch *launch,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

typedef struct
{
  HcRuleEffect *effect;
  GPtrArray *titles; /* of HcTicketValue: distinct titles of the sample, most tickets first */
} HcClassifyPreview;

void hc_classify_preview_free (HcClassifyPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcClassifyPreview, hc_classify_preview_free)
/* What @rule (a draft) would do; gives HcClassifyPreview. CONSTRAINT: what is wrong with it. */
void hc_classify_preview_async (HcLaunch *launch,
                                const HcRule *rule,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* The imported values of a TERM field with their tickets; gives a GPtrArray of HcTicketValue. */
void hc_classify_values_async (HcLaunch *launch,
                               HcTicketField field,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* New without an id. The id comes with hc_classify_finish(). */
void hc_classify_save_rule_async (HcLaunch *launch,
                                  const HcRule *rule,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* ---- text groups ---- */

/* Gives HcLaunchTextGroups. */
void hc_classify_groups_async (HcLaunch *launch,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* The tickets of a group (gint64), only those without an issue when @unclassified. */
GArray *hc_classify_group_tickets (const HcLaunchTextGroups *groups,
                                   const HcTextGroup *group,
                                   gboolean unclassified);
/* The distinct titles of @tickets (gint64) with how many have them, most first; gives a GPtrArray of
 * HcTicketValue. */
void hc_classify_titles_async (HcLaunch *launch,
                               GArray *tickets,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

typedef enum
{
  HC_CLASSIFY_MERGE,  /* key into into_key */
  HC_CLASSIFY_SPLIT,  /* key: a title */
  HC_CLASSIFY_IGNORE,
  HC_CLASSIFY_FORGET, /* takes any of them back */
} HcClassifyGroupAct;

void hc_classify_group_async (HcLaunch *launch,
                              HcClassifyGroupAct act,
                              const char *key,
                              const char *into_key,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Replaces the stop words of the launch. */
void hc_classify_stop_words_async (HcLaunch *launch,
                                   const char *const *words,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* ---- issues of tickets ---- */

/* Links @tickets to the issue; NULL: to none any more. */
void hc_classify_set_issue_async (HcLaunch *launch,
                                  const gint64 *tickets,
                                  guint n,
                                  const char *issue_id,
                                  HcTriageHow how,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* issues[i] for tickets[i]: accepted suggestions. */
void hc_classify_set_issues_async (HcLaunch *launch,
                                   const gint64 *tickets,
                                   const char *const *issues,
                                   guint n,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Takes @issue, and @rule (optional) that gets the new issue as its target. More tickets than
 * HC_TRIAGE_BULK_LIMIT are not linked one by one: there must be a rule then. */
void hc_classify_create_issue_async (HcLaunch *launch,
                                     HcRecordData *issue,
                                     const gint64 *tickets,
                                     guint n,
                                     HcTriageHow how,
                                     HcRule *rule,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* FALSE + error: nothing was written. @id (optional): of the new issue or the rule; else NULL. */
gboolean
hc_classify_finish (HcLaunch *launch, GAsyncResult *result, char **id, GError **error);

/* ---- one ticket of the queue ---- */

typedef struct
{
  HcTicketDetail *detail;
  GPtrArray *suggestions;  /* of HcSuggestion */
  GPtrArray *similar;      /* of HcTicketItem */
  GPtrArray *similar_issues; /* of char *: their issues; NULL = none */
} HcClassifyTicket;

void hc_classify_ticket_free (HcClassifyTicket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcClassifyTicket, hc_classify_ticket_free)
/* Gives HcClassifyTicket. */
void hc_classify_ticket_async (HcLaunch *launch,
                               HcSuggester *suggester,
                               HcColumns *columns,
                               gint64 ticket,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

typedef struct
{
  HcQueue *queue; /* at most HC_TRIAGE_BULK_LIMIT items */
  HcSuggester *suggester;
  HcColumns *columns;
} HcClassifyLoad;

void hc_classify_load_free (HcClassifyLoad *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcClassifyLoad, hc_classify_load_free)
/* Gives HcClassifyLoad. */
void hc_classify_load_async (HcLaunch *launch,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

G_END_DECLS
