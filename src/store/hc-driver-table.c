/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-driver-table.h"

#include "hc-record-table.h"

HcDriverSet *
hc_drivers_load (HcDb *db,
                 HcColumns *columns,
                 const HcLaunchSettings *settings,
                 const HcDriverQuery *query,
                 const gint *cancelled,
                 GError **error)
{
  g_autoptr (HcCalendar) calendar = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  g_return_val_if_fail (db != NULL && columns != NULL && settings != NULL && query != NULL, NULL);

  if (!(calendar = hc_launch_settings_calendar (settings, error)) ||
      !(issues = hc_records_load (db, hc_record_type ("issue"), NULL, error)))
    return NULL;
  return hc_drivers_compute (columns, settings, calendar, query, NULL, NULL, NULL, issues);
}
