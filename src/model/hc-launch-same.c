/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-launch-same.h"

#include <string.h>

#include "hc-batch-table.h"

gboolean
hc_launch_same_settings (const HcLaunchSettings *a, const HcLaunchSettings *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->system, b->system) == 0 &&
         g_strcmp0 (a->zone, b->zone) == 0 && a->go_live_at == b->go_live_at &&
         a->length_days == b->length_days && a->target_exit == b->target_exit &&
         a->working_mask == b->working_mask && a->window_length == b->window_length &&
         a->n_holidays == b->n_holidays &&
         (a->n_holidays == 0 ||
          memcmp (a->holidays, b->holidays, a->n_holidays * sizeof *a->holidays) == 0) &&
         memcmp (a->age_bounds, b->age_bounds, sizeof a->age_bounds) == 0 &&
         a->age_limit_days == b->age_limit_days &&
         a->resolve_target_hours == b->resolve_target_hours &&
         a->look_back_days == b->look_back_days &&
         a->declared_hops_allowed == b->declared_hops_allowed;
}

/* An import is never edited, only added and taken back. */
gboolean
hc_launch_same_batches (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const HcBatch *x = g_ptr_array_index (a, i);
      const HcBatch *y = g_ptr_array_index (b, i);

      if (x->id != y->id || x->imported_at != y->imported_at ||
          g_strcmp0 (x->sha256, y->sha256) != 0 ||
          g_strcmp0 (x->source_name, y->source_name) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
series_equal (const HcMetricSeries *a, const HcMetricSeries *b)
{
  return a->id == b->id && a->measurable == b->measurable &&
         g_strcmp0 (a->missing, b->missing) == 0 && g_strcmp0 (a->grade, b->grade) == 0 &&
         g_strcmp0 (a->method, b->method) == 0 && g_strcmp0 (a->subject, b->subject) == 0 && a->n_points == b->n_points &&
         a->n_excluded == b->n_excluded && memcmp (&a->window, &b->window, sizeof a->window) == 0 &&
         memcmp (&a->resolve, &b->resolve, sizeof a->resolve) == 0 &&
         memcmp (a->excluded, b->excluded, sizeof a->excluded) == 0 &&
         (a->n_points == 0 || memcmp (a->points, b->points, a->n_points * sizeof *a->points) == 0);
}

/* May call equal sets different (bytes between the members), never the other way round. */
gboolean
hc_launch_same_metrics (const HcMetricSet *a, const HcMetricSet *b)
{
  if (a == NULL || a->as_of != b->as_of || g_strcmp0 (a->zone, b->zone) != 0 ||
      a->from != b->from || a->to != b->to || a->series->len != b->series->len)
    return FALSE;
  for (guint i = 0; i < a->series->len; i++)
    if (!series_equal (g_ptr_array_index (a->series, i), g_ptr_array_index (b->series, i)))
      return FALSE;
  return TRUE;
}
