/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tickets of the hot paths by step and cohort: of the population, opened since go-live and
 * known at T, the ones cancelled at T left out. Counted once for all hot paths, then asked as
 * tables. Pure, any thread; read-only once it is made. */

#pragma once

#include "hc-columns.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

typedef struct _HcPathTickets HcPathTickets;

/* @as_of: HC_INSTANT_NONE: the newest import. Keeps no reference to @columns. */
HcPathTickets *hc_path_tickets_new (const HcColumns *columns,
                                    const HcLaunchSettings *settings,
                                    HcCalendar *calendar,
                                    gint64 as_of);
void hc_path_tickets_free (HcPathTickets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcPathTickets, hc_path_tickets_free)

/* Of one hot path; 0 for one that no ticket is linked to. */
gint64 hc_path_tickets_total (const HcPathTickets *self, const char *workflow_id);
/* Ids (char *, borrowed) of the cohorts that its tickets belong to: most tickets first, then by
 * name. Container owned by the caller. */
GPtrArray *hc_path_tickets_cohorts (const HcPathTickets *self, const char *workflow_id);

/* Steps × cohorts. A ticket counts in each of its cohorts, but once in the columns “others” and
 * “all”. The row after the steps: tickets without a step, or with one that was not asked for. */
typedef struct
{
  guint n_steps;
  guint n_cohorts;
  gint64 *cells; /* row by row; see hc_path_grid_at() */
  gint64 total;
  gint64 without_step;
  gint64 without_cohort;
  gint64 others;    /* in some cohort that was not asked for */
  gint64 cancelled; /* left out */
} HcPathGrid;

/* @step: n_steps is the row of those without. @cohort: behind the cohorts come these columns. */
enum
{
  HC_PATH_OTHERS,
  HC_PATH_WITHOUT,
  HC_PATH_ALL,
  HC_N_PATH_EXTRAS,
};
static inline gint64
hc_path_grid_at (const HcPathGrid *self, guint step, guint cohort)
{
  return self->cells[step * (self->n_cohorts + HC_N_PATH_EXTRAS) + cohort];
}

/* @step_ids, @cohort_ids: of char *, each id once. */
HcPathGrid *hc_path_tickets_grid (const HcPathTickets *self,
                                  const char *workflow_id,
                                  const GPtrArray *step_ids,
                                  const GPtrArray *cohort_ids);
void hc_path_grid_free (HcPathGrid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcPathGrid, hc_path_grid_free)

G_END_DECLS
