/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-launch.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "hc-history.h"
#include "hc-launch-table.h"
#include "hc-sample-catalog.h"
#include "hc-sample-plan.h"
#include "hc-starter.h"

#define URL_PATTERN "https://itsm.example.com/nav_to.do?uri=incident.do?sysparm_query=number={key}"

static gboolean
save_settings (HcDb *db, GError **error)
{
  g_auto (HcLaunchSettings) settings;
  g_autoptr (HcCalendar) calendar = NULL;

  hc_launch_settings_init (&settings);
  g_free (settings.name);
  settings.name = g_strdup (HC_SAMPLE_NAME);
  g_free (settings.system);
  settings.system = g_strdup ("ERP finance, procurement and logistics");
  g_free (settings.zone);
  settings.zone = g_strdup (HC_SAMPLE_ZONE);
  settings.length_days = HC_SAMPLE_LENGTH_DAYS;
  settings.declared_hops_allowed = 1; /* from the service desk to who solves it */
  settings.go_live_day = hc_sample_go_live ();
  settings.holidays = g_memdup2 (&(HcDay){ hc_sample_holiday () }, sizeof (HcDay));
  settings.n_holidays = 1;
  if (!(calendar = hc_launch_settings_calendar (&settings, error)))
    return FALSE;
  settings.go_live_at = hc_calendar_day_start (calendar, settings.go_live_day);
  return hc_launch_save (db, &settings, error);
}

static gboolean
add_source (HcDb *db, GError **error)
{
  HcTicketSource source = { .id = NULL,
                            .name = (char *) "ServiceNow",
                            .url_pattern = (char *) URL_PATTERN };
  gboolean ok = hc_ticket_source_save (db, &source, error);

  g_free (source.id);
  return ok;
}

static gboolean
add_catalog (HcDb *db, GError **error)
{
  g_auto (HcLaunchSettings) settings = { 0 };

  return hc_launch_load (db, &settings, error) && hc_sample_catalog_add (db, &settings, error);
}

static gboolean
create_plan (HcDb *db, gpointer data, GError **error)
{
  return save_settings (db, error) && hc_starter_apply (db, "sample", error) &&
         add_source (db, error) && add_catalog (db, error);
}

gboolean
hc_sample_launch_write (const char *path, GError **error)
{
  g_autoptr (HcDb) db = hc_db_create (path, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = hc_history_run (db, _ ("Create Sample Launch"), create_plan, NULL, error) &&
       hc_history_seal (db, error);
  g_clear_pointer (&db, hc_db_close);
  if (!ok)
    g_unlink (path);
  return ok;
}
