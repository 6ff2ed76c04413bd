/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The charts of one hot path out of the figures of HcPathModel, and what is said beside them. Texts
 * are translated and newly allocated; a NULL chart means that there is nothing to draw, and the
 * text then says why and what mends it. Figures must be there. */

#pragma once

#include "hc-hot-paths.h"
#include "hc-path-model.h"
#include "hc-plot-build.h"

G_BEGIN_DECLS

/* hc-hot-path-plots-tickets.c: steps × cohorts, those of the hot path, then others until there are
 * @most with a column of their own. */
HcPlotBuild *hc_hot_path_plot_tickets (HcPathModel *model,
                                       HcHotPaths *paths,
                                       HcRecord *workflow,
                                       guint most);
/* The conditions that show the tickets of one of its cells (hc_filter_describe()). */
char *hc_hot_path_cell_conditions (HcPathModel *model,
                                   HcHotPaths *paths,
                                   HcRecord *workflow,
                                   guint most,
                                   guint row,
                                   guint slot);
/* Which tickets these are, and which are not told apart. */
char *hc_hot_path_tickets_text (HcPathModel *model,
                                HcHotPaths *paths,
                                HcRecord *workflow,
                                guint most);

/* hc-hot-path-plots-completion.c: the completion rate by day with its target. */
HcPlotBuild *hc_hot_path_plot_completion (HcPathModel *model, HcRecord *workflow);
/* “81.9 % · 5 working days, 10–16 Mar · 2,155 of 2,630 · target ≥ 95 % · 683 retries” */
char *hc_hot_path_completion_text (HcPathModel *model, HcRecord *workflow);

/* hc-hot-path-plots-flow.c: dropped off and retried by step. */
HcPlotBuild *
hc_hot_path_plot_flow (const HcPathFlow *flow, HcHotPaths *paths, HcRecord *workflow);
char *hc_hot_path_flow_text (const HcPathFlow *flow);
/* A row a step and one of the hot path: “96 %”, “3 of 7”, “–”. Headers are in the first row. */
typedef enum
{
  HC_FLOW_STEP,
  HC_FLOW_STARTED,
  HC_FLOW_COMPLETED,
  HC_FLOW_THROUGH,
  HC_FLOW_OF_ALL,
  HC_FLOW_RETRIES,
  HC_N_FLOW_COLUMNS,
} HcFlowColumn;
/* Of GStrv. */
GPtrArray *hc_hot_path_flow_rows (const HcPathFlow *flow, HcHotPaths *paths, HcRecord *workflow);

/* Appends @part, behind @between where it is not the first, and frees it; NULL: nothing. */
void hc_hot_path_append (GString *out, const char *between, char *part);
/* “3  Approve”; @place counts from 0. */
char *hc_hot_path_step_name (guint place, HcRecord *step);

G_END_DECLS
