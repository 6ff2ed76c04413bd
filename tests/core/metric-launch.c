/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "metric-launch.h"

#include <math.h>

void
launch_clear (Launch *self)
{
  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->calendar, hc_calendar_free);
  g_clear_pointer (&self->columns, hc_columns_unref);
}
void
launch_init (Launch *self, const char *zone, const char *go_live, guint n)
{
  GError *error = NULL;

  hc_launch_settings_init (&self->settings);
  g_free (self->settings.zone);
  self->settings.zone = g_strdup (zone);
  g_assert_true (hc_day_parse (go_live, &self->settings.go_live_day));
  self->calendar = hc_launch_settings_calendar (&self->settings, &error);
  g_assert_no_error (error);
  self->settings.go_live_at = hc_calendar_day_start (self->calendar, self->settings.go_live_day);
  self->columns = hc_columns_new (n);
  self->columns->inputs = HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT | HC_INPUT_REOPEN_COUNT |
                          HC_INPUT_SLA | HC_INPUT_DUE | HC_INPUT_UPDATED | HC_INPUT_TICKETS |
                          HC_INPUT_REOPENINGS | HC_INPUT_REQUESTER | HC_INPUT_FIRST_RESPONSE;
  for (guint row = 0; row < n; row++)
    {
      self->columns->ticket[row] = row + 1;
      self->columns->ended[row] = self->columns->updated[row] = self->columns->due[row] =
        HC_SECONDS_NONE;
    }
}

guint32
launch_add_name (HcColumns *columns, HcDimension by, const char *name, const char *id)
{
  g_ptr_array_add (columns->names[by], g_strdup (name));
  if (columns->ids[by] != NULL)
    g_ptr_array_add (columns->ids[by], g_strdup (id));
  return columns->names[by]->len - 1;
}

HcMetricQuery
query_all (void)
{
  return (HcMetricQuery){
    .metrics = HC_METRICS_ALL, .as_of = HC_INSTANT_NONE, .from = HC_DAY_NONE, .to = HC_DAY_NONE
  };
}

HcMetricSet *
compute (Launch *self, const HcMetricQuery *query)
{
  GError *error = NULL;
  HcMetricSet *set =
    hc_metric_compute (self->columns, &self->settings, self->calendar, query, NULL, &error);

  g_assert_no_error (error);
  return set;
}

guint seed_in_progress;

void
same_number (double got, double want, const HcMetricSeries *series, HcDay day, const char *what)
{
  g_autofree char *date = hc_day_format (day);

  if (isnan (got) != isnan (want) || fabs (got - want) > 1e-9 * MAX (1, fabs (want)))
    g_error ("seed %u, %s by %d “%s”, %s, %s: %.17g, expected %.17g", seed_in_progress,
             hc_metrics[series->id].id, series->by, series->group_value, date ? date : "window",
             what, got, want);
}

void
same_point (const HcMetricPoint *got, const HcMetricPoint *want, const HcMetricSeries *series)
{
  static const char *const names[] = { "bucket 0", "bucket 1", "bucket 2", "bucket 3", "bucket 4" };

  same_number (got->value, want->value, series, got->date, "value");
  same_number ((double) got->n, (double) want->n, series, got->date, "n");
  same_number ((double) got->numerator, (double) want->numerator, series, got->date, "numerator");
  same_number ((double) got->denominator, (double) want->denominator, series, got->date,
               "denominator");
  same_number (got->low, want->low, series, got->date, "low");
  same_number (got->high, want->high, series, got->date, "high");
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    same_number ((double) got->buckets[i], (double) want->buckets[i], series, got->date, names[i]);
  same_number (got->median_days, want->median_days, series, got->date, "median_days");
  same_number (got->p90_days, want->p90_days, series, got->date, "p90_days");
  same_number (got->share_over_limit, want->share_over_limit, series, got->date, "over limit");
  same_number ((double) got->waiting, (double) want->waiting, series, got->date, "waiting");
}

gint64
excluded_count (const HcMetricSeries *series, const char *reason)
{
  for (guint i = 0; i < series->n_excluded; i++)
    if (g_str_equal (series->excluded[i].reason, reason))
      return series->excluded[i].count;
  return -1;
}
