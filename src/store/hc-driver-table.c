/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-driver-table.h"

#include <string.h>

#include "hc-record-table.h"
#include "hc-text-group-table.h"

HcDriverSet *
hc_drivers_load (HcDb *db,
                 HcColumns *columns,
                 const HcLaunchSettings *settings,
                 const HcDriverQuery *query,
                 const gint *cancelled,
                 GError **error)
{
  g_autoptr (HcCalendar) calendar = NULL;
  g_autoptr (HcDriverGroups) groups = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  g_return_val_if_fail (db != NULL && columns != NULL && settings != NULL && query != NULL, NULL);

  if (!(calendar = hc_launch_settings_calendar (settings, error)) ||
      !(issues = hc_records_load (db, hc_record_type ("issue"), NULL, error)) ||
      !(groups = hc_driver_groups_load (db, columns, cancelled, error)))
    return NULL;
  return hc_drivers_compute (columns, settings, calendar, query, groups->group_of, groups->keys,
                             groups->titles, issues);
}

HcDriverGroups *
hc_driver_groups_load (HcDb *db, HcColumns *columns, const gint *cancelled, GError **error)
{
  g_autoptr (HcLaunchTextGroups) loaded = hc_text_groups_load (db, columns, cancelled, error);
  HcDriverGroups *self;

  if (loaded == NULL)
    return NULL;
  self = hc_driver_groups_new (columns->n);
  for (guint i = 0; i < loaded->groups->groups->len; i++)
    {
      const HcTextGroup *group = loaded->groups->groups->pdata[i];

      g_ptr_array_add (self->keys, g_strdup (group->key));
      g_ptr_array_add (self->titles, g_strdup (group->title));
    }
  if (columns->n > 0) /* there is nothing to copy from otherwise */
    memcpy (self->group_of, loaded->groups->group_of, columns->n * sizeof (guint32));
  return self;
}
