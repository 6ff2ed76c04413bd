/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "hc-command.h"
#include "hc-history.h"
#include "hc-launch-check.h"
#include "hc-launch-table.h"
#include "hc-starter.h"
#include "hc-text-table.h"

#define ENDING ".hypercare"

static const HcOption options[] = {
  { "name", 'n', N_ ("NAME"), N_ ("What is launched, for example “ERP Wave 1” (needed)"), FALSE },
  { "go-live", 'g', N_ ("YYYY-MM-DD"), N_ ("The go-live date, day 1 (needed)"), FALSE },
  { "days", 'd', N_ ("N"), N_ ("Length of hypercare in calendar days, 14 when not given"), FALSE },
  { "zone", 'z', N_ ("ZONE"),
    N_ ("Time zone of the business, for example Europe/Berlin; "
        "this machine's when not given"),
    FALSE },
  { "system", 's', N_ ("SYSTEM"), N_ ("The system that goes live"), FALSE },
  { "starter", 't', N_ ("STARTER"),
    N_ ("A suggested plan to begin with: erp, crm, hcm, itsm or blank"), FALSE },
  { NULL },
};

static char *
machine_zone (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *id = g_time_zone_get_identifier (local);
  g_autoptr (HcCalendar) calendar = hc_calendar_new (id, 1, NULL, 0, NULL);

  return g_strdup (calendar != NULL ? id : "UTC");
}

static gboolean
fill_settings (const HcCall *call, HcLaunchSettings *settings, GError **error)
{
  const char *go_live = hc_call_value (call, "go-live");
  const char *zone = hc_call_value (call, "zone");
  g_autoptr (HcCalendar) calendar = NULL;
  guint64 days = settings->length_days;

  if (hc_call_value (call, "name") == NULL || go_live == NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("A launch needs “--name NAME” and “--go-live YYYY-MM-DD”."));
      return FALSE;
    }
  if (!hc_day_parse (go_live, &settings->go_live_day))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("“--go-live %s” is no date. Write it as YYYY-MM-DD, for example 2026-03-04."),
                   go_live);
      return FALSE;
    }
  if (!hc_call_number (call, "days", 1, 366, &days, error))
    return FALSE;

  g_free (settings->name);
  settings->name = g_strdup (hc_call_value (call, "name"));
  if (hc_call_has (call, "system"))
    {
      g_free (settings->system);
      settings->system = g_strdup (hc_call_value (call, "system"));
    }
  settings->length_days = (guint) days;
  g_free (settings->zone);
  settings->zone = zone != NULL ? g_strdup (zone) : machine_zone ();
  if (!(calendar = hc_launch_settings_calendar (settings, error)))
    return FALSE;
  settings->go_live_at = hc_calendar_day_start (calendar, settings->go_live_day);
  return hc_launch_settings_check (settings, NULL, error);
}

static gboolean
save (HcDb *db, gpointer data, GError **error)
{
  return hc_launch_save (db, data, error);
}

static gboolean
check_starter (const char *starter, GError **error)
{
  g_autofree char *names = NULL;

  if (starter == NULL || g_strv_contains (hc_starter_names (), starter))
    return TRUE;
  names = g_strjoinv (", ", (char **) hc_starter_names ());
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("There is no starter “%s”. Choose one of: %s."),
               starter, names);
  return FALSE;
}

static gboolean
apply_starter (HcDb *db, gpointer starter, GError **error)
{
  return hc_starter_apply (db, starter, error);
}

/* The starter is a step of its own, which can be undone. */
static gboolean
add_starter (HcDb *db, const char *starter, GError **error)
{
  g_autofree char *label = NULL;

  if (starter == NULL)
    return TRUE;
  label = hc_starter_label (starter);
  return hc_history_run (db, label, apply_starter, (char *) starter, error);
}

static gboolean
create (const char *path, HcLaunchSettings *settings, const char *starter, GError **error)
{
  g_autoptr (HcDb) db = hc_db_create (path, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = hc_history_run (db, _ ("Create Launch"), save, settings, error)
       && hc_history_seal (db, error) && add_starter (db, starter, error);
  g_clear_pointer (&db, hc_db_close);
  if (!ok)
    g_unlink (path);
  return ok;
}

static int
run_new (HcCall *call)
{
  const char *path = hc_call_word (call, 0);
  const char *starter = hc_call_value (call, "starter");
  g_auto (HcLaunchSettings) settings;
  g_autofree char *go_live = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GError) error = NULL;

  hc_launch_settings_init (&settings);
  if (!g_str_has_suffix (path, ENDING))
    g_set_error (&error, HC_ERROR, HC_ERROR_USAGE, _ ("A launch file ends in “%s”: “%s%s”."),
                 ENDING, path, ENDING);
  else if (check_starter (starter, &error) && fill_settings (call, &settings, &error))
    create (path, &settings, starter, &error);
  if (error != NULL)
    return hc_call_fail (call, error);

  go_live = hc_text_day (settings.go_live_day);
  last = hc_text_day (settings.go_live_day + (HcDay) settings.length_days - 1);
  hc_printf (_ ("Created “%s”: %s, day 1 is %s, the last of %u days %s, zone %s.\n"), path,
             settings.name, go_live, settings.length_days, last, settings.zone);
  if (starter != NULL)
    hc_printf (_ ("Began with the starter %s: %s\n"), hc_starter_title (starter),
               hc_starter_summary (starter));
  hc_printf (_ ("Next: hypercare import %s EXPORT.csv\n"), path);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_new = {
  .name = "new",
  .arguments = "FILE --name NAME --go-live YYYY-MM-DD",
  .summary = N_ ("Create a launch"),
  .description =
    N_ ("One launch is one file, NAME.hypercare. An existing file is never overwritten."),
  .example = "hypercare new wave1.hypercare --name \"ERP Wave 1\" --go-live 2026-03-04 "
             "--zone Europe/Berlin --starter erp",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_new,
};
