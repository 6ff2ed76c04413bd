/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The issue catalog of an open launch as pages see it: its registers, what the tickets say about each
 * issue, the top three drivers, the 48-hour clock, and the commands on it. One per launch, on the main
 * context; figures are computed on a reader thread from the launch's columns, only while somebody
 * watches; old ones stay until the new ones are there.
 *
 * Signal “changed”: counts or figures are different (once per turn of the main loop). Signal
 * “load-failed” (GError): old figures stay. */

#pragma once

#include "hc-driver.h"
#include "hc-escalation.h"
#include "hc-issue-facts.h"
#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_CATALOG_TOP 3
#define HC_CATALOG_CLOCK_HOURS 48

#define HC_TYPE_CATALOG (hc_catalog_get_type ())
G_DECLARE_FINAL_TYPE (HcCatalog, hc_catalog, HC, CATALOG, GObject)

typedef enum
{
  HC_CATALOG_ISSUES,
  HC_CATALOG_ISSUE_COHORTS,
  HC_CATALOG_COHORTS,
  HC_CATALOG_ESCALATIONS,
  HC_CATALOG_RULES,
  HC_CATALOG_WORKFLOWS,
  HC_N_CATALOG_REGISTERS,
} HcCatalogRegister;

HcCatalog *hc_catalog_of (HcLaunch *launch); /* borrowed; lives as long as the launch */
HcRecordList *hc_catalog_list (HcCatalog *self, HcCatalogRegister which); /* borrowed */
/* Figures are kept up to date between the two; calls nest. */
void hc_catalog_watch (HcCatalog *self);
void hc_catalog_unwatch (HcCatalog *self);

/* NULL until computed. Borrowed until “changed”. */
const HcIssueFactsSet *hc_catalog_facts (HcCatalog *self);
/* Of one issue; NULL: no ticket, or not computed. */
const HcIssueFacts *hc_catalog_facts_of (HcCatalog *self, const char *issue_id);
/* The top three; NULL until computed. Borrowed until “changed”. */
const HcDriverSet *hc_catalog_drivers (HcCatalog *self);
/* The driver that the issue is, when it is one of the top three; NULL: it is not. */
const HcDriver *hc_catalog_driver_of (HcCatalog *self, const char *issue_id);
/* The day that counts as today for due dates: the one of the computer. */
HcDay hc_catalog_today (HcCatalog *self);

/* Ids of the cohorts that the issue affects (of char *, borrowed), in the order of the register. */
GPtrArray *hc_catalog_cohort_ids (HcCatalog *self, const char *issue_id);
/* Their names with commas; "" when there are none. Newly allocated. */
char *hc_catalog_dup_cohorts (HcCatalog *self, const char *issue_id);
guint hc_catalog_n_rules (HcCatalog *self, const char *issue_id);

/* ---- counts, hc-catalog-counts.c ---- */

/* Of open issues: nothing decided yet, then the order of the field “action”. */
#define HC_CATALOG_N_PATHS 5

typedef struct
{
  guint issues;
  guint open;
  guint paths[HC_CATALOG_N_PATHS]; /* of open issues */
  guint blockers;                  /* open, two or more P1 or P2 tickets within five days */
  guint unowned;                   /* open, without a person */
  guint overdue;                   /* open, due before today */
} HcCatalogCounts;

HcCatalogCounts hc_catalog_counts (HcCatalog *self);
guint hc_catalog_path_of (const HcRecordData *issue); /* index into paths */
gboolean hc_catalog_is_overdue (HcCatalog *self, const HcRecordData *issue);
/* Open, and its tickets block whatever the averages say. */
gboolean hc_catalog_is_blocker (HcCatalog *self, const HcRecordData *issue);
/* What the top three drivers still lack (of char *, whole translated sentences). NULL: unknown, as
 * there are no figures or no tickets. Newly allocated. */
GPtrArray *hc_catalog_missing (HcCatalog *self);
/* “catalog complete after 41 of 48 hours”; NULL: nothing to say yet. Newly allocated. */
char *hc_catalog_dup_clock (HcCatalog *self);

typedef struct
{
  guint open;       /* not resolved */
  guint past_limit; /* of them: not acknowledged in time */
} HcEscalationCounts;

HcEscalationCounts hc_catalog_escalation_counts (HcCatalog *self);

/* ---- commands, hc-catalog-commands.c: one undo step each, with a name. They finish when the
 * register shows it, with hc_catalog_finish(). Failures as in hc-record-list.h. ---- */

/* A step brings its workflow along, another workflow takes the step away; a kind proposes the action
 * where there is none. @expected: as hc_record_list_set_async(); of one issue only. */
void hc_catalog_set_async (HcCatalog *self,
                           const char *const *ids,
                           const char *field,
                           const char *value,
                           const char *const *expected,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
void hc_catalog_set_cohorts_async (HcCatalog *self,
                                   const char *const *ids,
                                   const char *const *cohort_ids,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Takes @records (of HcRecordData, “issue”). @cohorts (optional): for each record a GStrv of names or
 * NULL; unknown names are left out. Records without a code get the next one. */
void hc_catalog_add_async (HcCatalog *self,
                           GPtrArray *records,
                           GPtrArray *cohorts,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
void hc_catalog_duplicate_async (HcCatalog *self,
                                 const char *id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void hc_catalog_remove_async (HcCatalog *self,
                              const char *const *ids,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* @other goes into @id. */
void hc_catalog_merge_async (HcCatalog *self,
                             const char *id,
                             const char *other,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* @words (optional, "": none): tickets of @id whose title has them go to the new issue. */
void hc_catalog_split_async (HcCatalog *self,
                             const char *id,
                             const char *title,
                             const char *words,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* To the next level of its path; what waits is handed up. */
void hc_catalog_escalate_async (HcCatalog *self,
                                const char *issue_id,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* By the author of changes, now. */
void hc_catalog_acknowledge_async (HcCatalog *self,
                                   const char *escalation_id,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void hc_catalog_resolve_async (HcCatalog *self,
                               const char *escalation_id,
                               const char *outcome,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* The id of what it is about, the new record where there is one; newly allocated. */
char *hc_catalog_finish (HcCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
