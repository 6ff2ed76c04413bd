/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done to issues beyond setting a field (hc-record-table.h). All inside hc_history_run(). */

#pragma once

#include "hc-db.h"
#include "hc-field.h"

G_BEGIN_DECLS

/* A new issue with the next code and created_at = @now; links @tickets (n may be 0) to it as @how
 * (HcTriageHow of hc-triage-table.h). Takes no ownership; @id optional out. */
gboolean hc_issue_create (HcDb *db,
                          HcRecordData *issue,
                          const gint64 *tickets,
                          guint n,
                          int how,
                          gint64 now,
                          char **id,
                          GError **error);
/* Everything that refers to @other (tickets, rules, cohorts, escalations) refers to @id then; texts and
 * choices that @id lacks are taken over; @other is gone. NOT_FOUND when either is gone. */
gboolean hc_issue_merge (HcDb *db, const char *id, const char *other, GError **error);
/* A copy of @id without its tickets and rules, titled @title, with the next code; @tickets are linked
 * to the copy by a person's choice. */
gboolean hc_issue_split (HcDb *db,
                         const char *id,
                         const char *title,
                         const gint64 *tickets,
                         guint n,
                         gint64 now,
                         char **new_id,
                         GError **error);
/* Keeps of @tickets (of gint64) those whose title has @words, whatever the case. */
gboolean hc_issue_keep_titled (HcDb *db, GArray *tickets, const char *words, GError **error);
/* Sets @field of all @ids to @value: one undo step. */
gboolean hc_issue_set_all (HcDb *db,
                           const char *const *ids,
                           guint n,
                           const char *field,
                           const char *value,
                           GError **error);
/* Replaces the cohorts it affects. */
gboolean hc_issue_set_cohorts (HcDb *db,
                               const char *id,
                               const char *const *cohort_ids,
                               guint n,
                               GError **error);
/* Raises an escalation from the issue: to the next level of the path that fits (of the duty that owns
 * its workflow or area, else by severity), acknowledged until now + the level's limit. @id out. */
gboolean hc_issue_escalate (HcDb *db, const char *id, gint64 now, char **escalation_id, GError **error);

G_END_DECLS
