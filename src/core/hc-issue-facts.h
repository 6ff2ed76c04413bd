/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tickets say about each issue of the catalog, at T. Pure, one pass over the columns. */

#pragma once

#include "hc-columns.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

typedef struct
{
  char *issue_id;
  gint64 tickets;       /* opened up to T, cancelled ones left out */
  gint64 open;          /* at T */
  gint64 last_7_days;   /* opened in the 7 × 24 h up to T, their first second left out */
  gint64 window;        /* opened in the default window (5 complete working days) */
  gint64 urgent_5_days; /* P1 and P2 opened in the last 5 days (5 × 24 h up to T) */
  gint64 urgent_window; /* P1 and P2 opened in the default window */
  gint64 users;         /* distinct requesters; -1: not exported */
  gint64 first_seen;    /* HC_INSTANT_NONE: no ticket */
  gint64 last_seen;
  gboolean blocks;      /* urgent_5_days >= 2: blocks whatever the averages say */
  double median_hours;  /* Kaplan–Meier median, as time_to_resolve; NAN: not reached, none */
  guint32 *per_day;     /* opened, one a day from go-live to the day of T; n_days */
} HcIssueFacts;

typedef struct
{
  GPtrArray *issues;  /* of HcIssueFacts, only issues that have tickets */
  GHashTable *by_id;  /* borrowed id → borrowed HcIssueFacts */
  HcDay first_day;
  guint n_days;
  guint8 *working;  /* n_days */
  guint8 *complete; /* n_days */
  gint64 n_tickets;    /* of the population at T */
  gint64 n_classified; /* with an issue */
} HcIssueFactsSet;

/* @as_of: HC_INSTANT_NONE = newest import. Never NULL; empty without an import. */
HcIssueFactsSet *hc_issue_facts (const HcColumns *columns,
                                 const HcLaunchSettings *settings,
                                 HcCalendar *calendar,
                                 gint64 as_of);
void hc_issue_facts_set_free (HcIssueFactsSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcIssueFactsSet, hc_issue_facts_set_free)
/* NULL: no ticket. */
const HcIssueFacts *hc_issue_facts_find (const HcIssueFactsSet *self, const char *issue_id);

G_END_DECLS
