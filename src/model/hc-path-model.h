/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What tickets and completions say about the hot paths of a launch: its tickets by step and cohort,
 * its completion rate by day, where people drop off. Main context; counted on a reader thread from
 * the columns of the launch whenever these or the settings change, while somebody looks. The old
 * figures stay until the new ones are there.
 *
 * Signal “changed”: other figures, or another target. “failed” (GError): none could be computed. */

#pragma once

#include "hc-launch.h"
#include "hc-path-flow.h"
#include "hc-path-tickets.h"
#include "hc-record.h"

G_BEGIN_DECLS

#define HC_TYPE_PATH_MODEL (hc_path_model_get_type ())
G_DECLARE_FINAL_TYPE (HcPathModel, hc_path_model, HC, PATH_MODEL, GObject)

typedef struct
{
  HcLaunchSettings settings; /* that they were computed with */
  HcPathTickets *tickets;
  HcMetricSet *completion; /* completion_rate by hot path; its as_of is that of all figures */
  HcUsage *usage;
} HcPathFigures;

/* One per launch, kept by it; borrowed. */
HcPathModel *hc_path_model_of (HcLaunch *launch);
HcLaunch *hc_path_model_launch (HcPathModel *self); /* borrowed */
/* Counts those who look: it computes nothing while there is none. */
void hc_path_model_watch (HcPathModel *self);
void hc_path_model_unwatch (HcPathModel *self);
gboolean hc_path_model_is_busy (HcPathModel *self);

/* Borrowed until “changed”; NULL: not computed yet, or there is no import. */
const HcPathFigures *hc_path_model_figures (HcPathModel *self);
/* completion_rate of one hot path; NULL: nothing is known of it. Borrowed as above. */
const HcMetricSeries *hc_path_model_completion (HcPathModel *self, const char *workflow_id);
/* NULL without figures. */
HcPathFlow *hc_path_model_flow (HcPathModel *self, const char *workflow_id);
/* What its completion rate should reach: its own target, else that of all hot paths; NAN: none. */
double hc_path_model_target (HcPathModel *self, HcRecord *workflow);

G_END_DECLS
