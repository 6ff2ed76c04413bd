/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the method says about an entry of the catalog, as functions of its record (type “issue”). */

#pragma once

#include "hc-field.h"

G_BEGIN_DECLS

/* TRUE for the seven deflectable questions. FALSE for blockers, data migration and NULL. */
gboolean hc_issue_kind_is_question (const char *kind);
/* “deflect” for questions, “escalate” for access, permission, approval routing, compliance and policy,
 * “fix” for defects, integrations, errors and migration; NULL for NULL. Static. */
const char *hc_issue_proposed_action (const char *kind);
/* A whole translated sentence when the action does not fit the kind (deflecting a blocker); NULL: it
 * fits. Newly allocated. */
char *hc_issue_action_warning (const HcRecordData *issue);
/* Neither resolved, closed nor deferred. */
gboolean hc_issue_is_open (const HcRecordData *issue);
/* Broad labels that hide where it breaks (“training issue”, “user error” …, in English and German):
 * TRUE asks “Which step breaks?”. Only while no step is set. */
gboolean hc_issue_is_too_broad (const char *title, const char *step_id);
/* What the method's seven columns lack, as translated field labels (of char *; workflow, step,
 * cohort, root cause, action, owner, metric); empty: complete. @n_cohorts: how many it affects. */
GPtrArray *hc_issue_missing (const HcRecordData *issue, guint n_cohorts);
/* The next display code: “HC-001” after none, “HC-024” after HC-023. @issues: of HcRecordData. */
char *hc_issue_next_code (GPtrArray *issues);

/* How the top drivers are held: “resolved”, “escalated” (escalate or fix with a person and a due date
 * that is not before @today) — NULL when neither. Deflection needs a live asset, of which this version
 * keeps none. Static. */
const char *hc_issue_disposition (const HcRecordData *issue, HcDay today);

G_END_DECLS
