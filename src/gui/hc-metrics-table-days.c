/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table behind the course: a day a row. */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-metric-text.h"
#include "hc-metrics-table-private.h"
#include "hc-plot-metric.h"

static char *
join_remarks (const HcMetricPoint *point, const HcControlPoint *control)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (!point->working_day)
    g_strv_builder_add (words, _("not a working day"));
  if (!point->complete)
    g_strv_builder_add (words, _("incomplete"));
  if (control != NULL && (control->signals & HC_NELSON_1) != 0)
    g_strv_builder_add (words, control->value > control->upper ? _("above the upper limit")
                                                               : _("below the lower limit"));
  list = g_strv_builder_end (words);
  return g_strjoinv (", ", list);
}

static void
add_day_headers (HcMetricsTable *self,
                 const HcMetricSeries *series,
                 const HcLaunchSettings *settings,
                 gboolean compares,
                 gboolean limits)
{
  hc_metrics_table_add_header (self, _("Day"));
  hc_metrics_table_add_header (
    self, series->id == HC_METRIC_BACKLOG_AGE ? _("Median Age") : _("Value"));
  if (compares)
    hc_metrics_table_add_header (self, _("Compared"));
  hc_metrics_table_add_header (self, _("n"));
  if (series->id == HC_METRIC_BACKLOG_AGE)
    {
      for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
        {
          g_autofree char *bucket = hc_plot_age_text (settings, i);

          hc_metrics_table_add_header (self, bucket);
        }
      hc_metrics_table_add_header (self, _("Waiting"));
    }
  else
    {
      hc_metrics_table_add_header (self, _("Numerator"));
      hc_metrics_table_add_header (self, _("Denominator"));
      hc_metrics_table_add_header (self, _("Low"));
      hc_metrics_table_add_header (self, _("High"));
    }
  if (limits)
    {
      hc_metrics_table_add_header (self, _("Lower Limit"));
      hc_metrics_table_add_header (self, _("Upper Limit"));
    }
  hc_metrics_table_add_header (self, _("Remarks"));
}

static const HcMetricPoint *
point_on (const HcMetricSeries *series, HcDay day)
{
  for (guint i = 0; series != NULL && i < series->n_points; i++)
    if (series->points[i].date == day)
      return &series->points[i];
  return NULL;
}

static void
add_day (HcMetricsTable *self,
         const HcMetricSeries *series,
         const HcMetricSeries *compared,
         const HcControlStrata *strata,
         guint index)
{
  const HcMetricPoint *point = &series->points[index];
  const HcMetricPoint *other = point_on (compared, point->date);
  const HcControlPoint *control = hc_control_strata_find (strata, index, NULL);
  g_autofree char *remarks = join_remarks (point, control);
  HcMetricsRow row;

  hc_metrics_row_begin (&row, self);
  hc_metrics_row_add (&row, hc_format_weekday_day (point->date), hc_day_format (point->date));
  hc_metrics_row_add_value (&row, series->id, hc_metric_point_value (series->id, point));
  if (compared != NULL)
    hc_metrics_row_add_value (&row, series->id,
                              other != NULL ? hc_metric_point_value (series->id, other) : NAN);
  hc_metrics_row_add_count (&row, point->n);
  if (series->id == HC_METRIC_BACKLOG_AGE)
    {
      for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
        hc_metrics_row_add_count (&row, isnan (point->value) ? -1 : point->buckets[i]);
      hc_metrics_row_add_count (&row, isnan (point->value) ? -1 : point->waiting);
    }
  else
    {
      hc_metrics_row_add_count (&row, point->numerator);
      hc_metrics_row_add_count (&row, point->denominator);
      hc_metrics_row_add_value (&row, series->id, point->low);
      hc_metrics_row_add_value (&row, series->id, point->high);
    }
  if (strata != NULL)
    {
      hc_metrics_row_add_value (&row, series->id, control != NULL ? control->lower : NAN);
      hc_metrics_row_add_value (&row, series->id, control != NULL ? control->upper : NAN);
    }
  hc_metrics_row_add_text (&row, remarks);
  hc_metrics_row_end (&row);
}

HcMetricsTable *
hc_metrics_table_of_days (const HcMetricSeries *series,
                          const HcMetricSeries *compared,
                          const HcControlStrata *strata,
                          const HcLaunchSettings *settings,
                          HcDay from,
                          HcDay to)
{
  HcMetricsTable *self = hc_metrics_table_new ();

  add_day_headers (self, series, settings, compared != NULL, strata != NULL);
  for (guint i = 0; i < series->n_points; i++)
    if ((from == HC_DAY_NONE || series->points[i].date >= from)
        && (to == HC_DAY_NONE || series->points[i].date <= to))
      add_day (self, series, compared, strata, i);
  return self;
}
