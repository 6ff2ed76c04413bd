/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-values.h"

#include <math.h>

#include "hc-record-table.h"

gboolean
hc_metric_values_load (HcDb *db, const char *type, double values[HC_N_METRICS], GError **error)
{
  g_autoptr (GPtrArray) records = hc_records_load (db, hc_record_type (type), NULL, error);

  for (guint i = 0; i < HC_N_METRICS; i++)
    values[i] = NAN;
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (records, i);
      HcMetricId id = hc_metric_from_id (hc_record_data_get (record, "metric"));

      if (id < HC_N_METRICS && isnan (values[id]))
        values[id] = hc_record_data_get_real (record, "value");
    }
  return records != NULL;
}
