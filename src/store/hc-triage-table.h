/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people say about tickets (ticket_triage), and what counts: a person's choice, else the linked
 * issue's (workflow, step, cause), else the first rule's, else (cohorts) their matches. */

#pragma once

#include "hc-db.h"
#include "hc-rule.h"

G_BEGIN_DECLS

/* More than this many tickets at once: offer a rule instead. */
#define HC_TRIAGE_BULK_LIMIT 50000

typedef enum
{
  HC_TRIAGE_CHOICE,     /* one ticket, chosen */
  HC_TRIAGE_SUGGESTION, /* a suggestion accepted */
  HC_TRIAGE_BULK,       /* several at once */
  HC_TRIAGE_GROUP,      /* a text group */
} HcTriageHow;

typedef struct
{
  guint set;                      /* 1 << HcLinkKind: what this choice is about */
  const char *value[HC_N_LINKS]; /* borrowed; NULL: back to what issue and rules say */
  HcTriageHow how;
  gint64 now; /* decided_at */
} HcTriageChoice;

/* Inside hc_history_run(). Tickets that are gone meanwhile are left out; rows that say nothing any
 * more are removed. CONSTRAINT above the limit, or when a step is not of the workflow. */
gboolean hc_triage_set (HcDb *db,
                        const gint64 *tickets,
                        guint n,
                        const HcTriageChoice *choice,
                        GError **error);
/* A different issue for each ticket (accepted suggestions): issues[i] for tickets[i]. */
gboolean hc_triage_set_issues (HcDb *db,
                               const gint64 *tickets,
                               const char *const *issues,
                               guint n,
                               HcTriageHow how,
                               gint64 now,
                               GError **error);
gboolean hc_triage_set_note (HcDb *db, gint64 ticket, const char *note, GError **error);

typedef enum
{
  HC_LINK_FROM_NOTHING,
  HC_LINK_FROM_PERSON,
  HC_LINK_FROM_ISSUE, /* the linked issue says so */
  HC_LINK_FROM_RULE,
  HC_LINK_FROM_MATCH, /* cohorts */
} HcLinkSource;

typedef struct
{
  HcLinkSource source;
  char *id;    /* NULL: none; of cohorts the first one. The cause's word */
  char *text;  /* “HC-004 No approver for cost centre”; cohorts: all, with commas */
  guint rule_number; /* FROM_RULE */
  char *rule_name;
} HcTicketLink;

typedef struct
{
  HcTicketLink link[HC_N_LINKS];
  HcTriageHow how; /* of a person's choice */
  gint64 decided_at; /* HC_INSTANT_NONE: nobody chose */
  char *note;
} HcTicketLinks;

void hc_ticket_links_free (HcTicketLinks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTicketLinks, hc_ticket_links_free)
HcTicketLinks *hc_ticket_links_load (HcDb *db, gint64 ticket, GError **error);
/* Why it is linked, a whole translated sentence: “Linked by rule 4 “Role not mapped”.” Newly
 * allocated; NULL: no issue. */
char *hc_ticket_links_explain (const HcTicketLinks *self, HcLinkKind kind);

/* Effective links of many tickets for a reader of columns: see hc-columns-table. For tables: the
 * effective issue of each ticket as “HC-004 …” texts, NULL = none. Element type char *. */
GPtrArray *hc_triage_issue_texts (HcDb *db, const gint64 *tickets, guint n, GError **error);

G_END_DECLS
