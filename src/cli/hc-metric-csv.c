/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-csv-writer.h"
#include "hc-json.h"
#include "hc-metric-output.h"

#define HEADER                                                                               \
  "metric,unit,by,group_value,rest,date,value,n,numerator,denominator,low,high,working_day," \
  "complete,grade,method,bucket\r\n"

/* The cells of one row, each ended by a comma but the last. */
static void
add_text (GString *out, const char *text)
{
  if (text != NULL)
    hc_csv_append_cell (out, text, ',');
  g_string_append_c (out, ',');
}

static void
add_count (GString *out, gint64 count)
{
  if (count >= 0)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, count);
  g_string_append_c (out, ',');
}

static void
add_double (GString *out, double value)
{
  g_autofree char *text = hc_number_format (value);

  g_string_append_printf (out, "%s,", text != NULL ? text : "");
}

static void
add_value (GString *out, const char *unit, double value)
{
  if (strcmp (unit, "tickets") == 0 && isfinite (value))
    g_string_append_printf (out, "%" G_GINT64_FORMAT ",", (gint64) value);
  else
    add_double (out, value);
}

static void
append_row (GString *out,
            const HcMetricSeries *series,
            const HcMetricPoint *point,
            double value,
            const char *bucket)
{
  const HcMetricInfo *info = &hc_metrics[series->id];
  gboolean is_day = point != &series->window;
  g_autofree char *date = is_day ? hc_day_format (point->date) : NULL;

  add_text (out, info->id);
  add_text (out, info->unit);
  add_text (out, hc_dimension_word (series->by));
  add_text (out, series->group_value);
  add_text (out, series->rest ? "true" : "false");
  add_text (out, date);
  add_value (out, info->unit, value);
  add_count (out, point->n);
  add_count (out, point->numerator);
  add_count (out, point->denominator);
  add_double (out, point->low);
  add_double (out, point->high);
  add_text (out, !is_day ? NULL : point->working_day ? "true" : "false");
  add_text (out, !is_day ? NULL : point->complete ? "true" : "false");
  add_text (out, series->grade);
  add_text (out, series->method);
  if (bucket != NULL)
    hc_csv_append_cell (out, bucket, ',');
  g_string_append (out, "\r\n");
}

static void
append_point (GString *out,
              const HcMetricSeries *series,
              const HcMetricPoint *point,
              const HcLaunchSettings *settings)
{
  if (series->id != HC_METRIC_BACKLOG_AGE)
    {
      append_row (out, series, point, point->value, NULL);
      return;
    }
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    {
      g_autofree char *label = hc_age_bucket_label (settings, i);
      double count = point->buckets[i] < 0 ? NAN : (double) point->buckets[i];

      append_row (out, series, point, count, label);
    }
}

char *
hc_metric_set_to_csv (const HcMetricSet *set, const HcLaunchSettings *settings)
{
  GString *out = g_string_new (HEADER);

  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);

      append_point (out, series, &series->window, settings);
      for (guint j = 0; j < series->n_points; j++)
        append_point (out, series, &series->points[j], settings);
    }
  return g_string_free (out, FALSE);
}
