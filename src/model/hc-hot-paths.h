/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hot paths of a launch with all that belongs to them: the registers side by side, and what a
 * list row or a facts card says about one hot path. Main context; the lists read on the store's
 * readers and follow every change.
 *
 * Signal “changed”: anything in any of the lists changed; once for a burst of changes, from an
 * idle. */

#pragma once

#include "hc-record-list.h"
#include "hc-workflow-score.h"

G_BEGIN_DECLS

#define HC_TYPE_HOT_PATHS (hc_hot_paths_get_type ())
G_DECLARE_FINAL_TYPE (HcHotPaths, hc_hot_paths, HC, HOT_PATHS, GObject)

typedef enum
{
  HC_HOT_WORKFLOWS,
  HC_HOT_WORKFLOW_COHORTS,
  HC_HOT_STEPS,
  HC_HOT_FAILURE_POINTS,
  HC_HOT_REHEARSALS,
  HC_HOT_COHORTS,
  HC_HOT_PEOPLE,
  HC_HOT_TEAMS,
  HC_N_HOT_REGISTERS,
} HcHotRegister;

/* One per launch, kept by it; borrowed. */
HcHotPaths *hc_hot_paths_of (HcLaunch *launch);
HcLaunch *hc_hot_paths_launch (HcHotPaths *self); /* borrowed */
/* The whole register, borrowed. */
HcRecordList *hc_hot_paths_list (HcHotPaths *self, HcHotRegister which);
gboolean hc_hot_paths_is_loaded (HcHotPaths *self); /* all of them */
/* By the PARENT field of the register. */
gboolean hc_hot_paths_belongs (HcHotPaths *self,
                               HcHotRegister which,
                               HcRecord *record,
                               const char *parent_id);
guint hc_hot_paths_count_children (HcHotPaths *self, HcHotRegister which, const char *parent_id);
/* The sibling before @id (@by = -1) or behind it (1), borrowed; NULL: there is none. */
HcRecord *hc_hot_paths_sibling (HcHotPaths *self, HcHotRegister which, const char *id, int by);

typedef struct
{
  HcWorkflowDefined defined;
  guint risk; /* 0: not scored */
  HcRiskClass risk_class;
  guint n_steps;
  guint n_failure_points;
  guint n_cohorts;
  guint n_head_counts; /* cohorts whose head count is known */
  gint64 heads;        /* of those */
  HcRecord *largest;   /* borrowed; NULL: no head count is known */
} HcHotPathSummary;

void hc_hot_paths_summarise (HcHotPaths *self, HcRecord *workflow, HcHotPathSummary *out);

/* For people, translated, newly allocated. */
char *hc_hot_paths_dup_owner (HcHotPaths *self, HcRecord *workflow);  /* NULL: nobody */
char *hc_hot_paths_dup_deputy (HcHotPaths *self, HcRecord *workflow); /* NULL: nobody */
/* Fewer than 5 or more than 10: what to do about it; NULL: the number is right, or there is none. */
char *hc_hot_paths_dup_guidance (guint n);

G_END_DECLS
