/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-table-private.h"

#include <math.h>

#include "hc-csv-writer.h"
#include "hc-format.h"
#include "hc-metric-text.h"

HcMetricsTable *
hc_metrics_table_new (void)
{
  HcMetricsTable *self = g_new0 (HcMetricsTable, 1);

  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->plain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

void
hc_metrics_table_free (HcMetricsTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->headers);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->plain);
  g_free (self);
}

void
hc_metrics_table_add_header (HcMetricsTable *self, const char *text)
{
  g_ptr_array_add (self->headers, g_strdup (text));
}

void
hc_metrics_row_begin (HcMetricsRow *row, HcMetricsTable *table)
{
  row->table = table;
  row->shown = g_ptr_array_new ();
  row->plain = g_ptr_array_new ();
}

void
hc_metrics_row_end (HcMetricsRow *row)
{
  g_assert (row->shown->len == row->table->headers->len);
  g_ptr_array_add (row->shown, NULL);
  g_ptr_array_add (row->plain, NULL);
  g_ptr_array_add (row->table->rows, g_ptr_array_free (row->shown, FALSE));
  g_ptr_array_add (row->table->plain, g_ptr_array_free (row->plain, FALSE));
}

void
hc_metrics_row_add (HcMetricsRow *row, char *shown, char *plain)
{
  g_ptr_array_add (row->shown, shown);
  g_ptr_array_add (row->plain, plain);
}

char *
hc_metrics_plain_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (value) ? g_strdup ("")
                       : g_strdup (g_ascii_formatd (text, sizeof text, "%.10g", value));
}

void
hc_metrics_row_add_value (HcMetricsRow *row, HcMetricId id, double value)
{
  hc_metrics_row_add (row, isnan (value) ? g_strdup ("") : hc_metric_number_text (id, value),
                      hc_metrics_plain_number (value));
}

void
hc_metrics_row_add_count (HcMetricsRow *row, gint64 count)
{
  hc_metrics_row_add (row, count < 0 ? g_strdup ("") : hc_format_count (count),
                      count < 0 ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, count));
}

void
hc_metrics_row_add_text (HcMetricsRow *row, const char *text)
{
  hc_metrics_row_add (row, g_strdup (text), g_strdup (text));
}

char *
hc_metrics_table_dup_text (const HcMetricsTable *self, char separator)
{
  GString *out = g_string_new (NULL);

  hc_csv_append_row (out, (const char *const *) self->headers->pdata, self->headers->len,
                     separator);
  for (guint i = 0; i < self->plain->len; i++)
    hc_csv_append_row (out, g_ptr_array_index (self->plain, i), self->headers->len, separator);
  return g_string_free (out, FALSE);
}
