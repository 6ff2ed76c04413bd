/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which tickets belong to which cohort: what the imported tickets offer for a match (field = value),
 * and how many of them each cohort finds. A ticket belongs to a cohort when one of its matches
 * fits. */

#pragma once

#include "hc-ticket-list.h"

G_BEGIN_DECLS

/* The distinct imported values of @field (a name of hc_ticket_fields; TERM fields only) with their
 * tickets, most first; tickets without a value are left out. Element type HcTicketValue. */
GPtrArray *hc_cohort_values (HcDb *db, const char *field, GError **error);

typedef struct
{
  GHashTable *tickets; /* cohort id → gint64: its tickets, each once; of cohorts with a match */
  gint64 all;          /* tickets in the launch */
} HcCohortCounts;

/* One pass over the tickets for all cohorts. */
HcCohortCounts *hc_cohort_counts (HcDb *db, GError **error);
/* -1 when the cohort has no match: it can find nothing. */
gint64 hc_cohort_counts_of (const HcCohortCounts *self, const char *cohort_id);
void hc_cohort_counts_free (HcCohortCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcCohortCounts, hc_cohort_counts_free)

G_END_DECLS
