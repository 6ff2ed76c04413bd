/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who owns what in an open launch, as the Ownership page and its badge see it: the lists, the plan
 * made of them, the findings. One per launch, kept by it. Main context.
 *
 * * Signal “changed”: something of it is different; emitted once for several changes at the same
 * time. Signal “failed” (char *what, GError *error): a command did not work; nothing was written.
 *
 * * Commands are one undo step each. What is borrowed from plan or findings is good until “changed”
 * or the next turn of the main loop, whichever is first. */

#pragma once

#include "hc-launch.h"
#include "hc-ownership.h"
#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_TYPE_OWNERSHIP_MODEL (hc_ownership_model_get_type ())
G_DECLARE_FINAL_TYPE (HcOwnershipModel, hc_ownership_model, HC, OWNERSHIP_MODEL, GObject)

/* Borrowed; made on the first call. */
HcOwnershipModel *hc_ownership_model_of (HcLaunch *launch);

gboolean hc_ownership_model_is_loaded (HcOwnershipModel *self);
/* Teams by kind (support first), then name. */
const HcOwnershipPlan *hc_ownership_model_plan (HcOwnershipModel *self);
GPtrArray *hc_ownership_model_findings (HcOwnershipModel *self); /* of HcOwnershipFinding */
/* The list of “duty”, “duty_role”, “escalation_level”, “person”, “team”, “workflow”, “group_team”
 * or “declared_hop”; borrowed. */
HcRecordList *hc_ownership_model_list (HcOwnershipModel *self, const char *type);
/* "" when there is none of that id. */
const char *hc_ownership_model_title (HcOwnershipModel *self, const char *type, const char *id);
/* The team of an assignment group; NULL: none. Borrowed. */
const char *hc_ownership_model_team_of_group (HcOwnershipModel *self, const char *group);

/* What the cell shows: also letters whose command is still on its way. */
gboolean hc_ownership_model_has (HcOwnershipModel *self,
                                 const char *duty_id,
                                 const char *team_id,
                                 const char *letter);
/* “Access and permission issues, Access team: accountable”; newly allocated. */
char *hc_ownership_model_cell_text (HcOwnershipModel *self,
                                    const char *duty_id,
                                    const char *team_id);
/* The matrix with header as tab-separated text; newly allocated. */
char *hc_ownership_model_dup_tsv (HcOwnershipModel *self);

void hc_ownership_model_toggle (HcOwnershipModel *self,
                                const char *duty_id,
                                const char *team_id,
                                const char *letter);
void hc_ownership_model_clear_cell (HcOwnershipModel *self,
                                    const char *duty_id,
                                    const char *team_id);
void hc_ownership_model_set_accountable (HcOwnershipModel *self,
                                         const char *duty_id,
                                         const char *team_id,
                                         const char *person_id);
void hc_ownership_model_add_areas (HcOwnershipModel *self);
void hc_ownership_model_add_workflows (HcOwnershipModel *self);
/* @label: translated, of the step; @data is taken with @data_free. @what: a whole sentence for the
 * case that it fails. */
void hc_ownership_model_run (HcOwnershipModel *self,
                             const char *label,
                             const char *what,
                             HcCommandFunc func,
                             gpointer data,
                             GDestroyNotify data_free);

G_END_DECLS
