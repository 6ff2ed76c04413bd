/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-columns-table.h"
#include "hc-command.h"
#include "hc-driver-output.h"
#include "hc-driver-table.h"

#define TEXT_ROWS 10

static const HcOption options[] = {
  { "as-of", 0, N_ ("T"), N_ ("The moment to look from; the newest import when not given"), FALSE },
  { "days", 'd', N_ ("N"),
    N_ ("Complete working days a window; as the launch has it when not given"), FALSE },
  { "top", 'n', N_ ("N"),
    N_ ("At most so many drivers; when not given, 10 as text and all as json and csv"), FALSE },
  { "format", 'f', N_ ("FORMAT"), N_ ("text, json or csv"), FALSE },
  { NULL },
};

static gboolean
parse_query (const HcCall *call, HcCalendar *calendar, HcDriverQuery *query, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint64 days = 0, top = 0;

  query->as_of = HC_INSTANT_NONE;
  if (!hc_call_number (call, "days", 1, 60, &days, error) ||
      !hc_call_number (call, "top", 1, 100000, &top, error) ||
      !hc_call_as_of (call, calendar, &query->as_of, error))
    return FALSE;
  query->days = (guint) days;
  query->top = (guint) top;
  /* --as-of sets both clocks: due dates are looked at from that day */
  query->today = hc_calendar_day_of (
    calendar, (query->as_of != HC_INSTANT_NONE ? query->as_of : now) - 1);
  return TRUE;
}

static HcDriverSet *
load (const HcCall *call, HcOpenLaunch *launch, GError **error)
{
  g_autoptr (HcColumns) columns = NULL;
  HcDriverSet *set = NULL;
  HcDriverQuery query = { 0 };

  if (!hc_open_launch (call, HC_DB_READ_ONLY, launch, error) ||
      !parse_query (call, launch->calendar, &query, error) || !hc_db_begin_read (launch->db, error))
    return NULL;
  if ((columns = hc_columns_load (launch->db, &launch->settings, error)) != NULL)
    set = hc_drivers_load (launch->db, columns, &launch->settings, &query, NULL, error);
  hc_db_end_read (launch->db);
  return set;
}

static int
run_drivers (HcCall *call)
{
  static const char *const formats[] = { "text", "json", "csv", NULL };
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autoptr (HcDriverSet) set = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *format = hc_call_format (call, formats, &error);

  if (format == NULL || !(set = load (call, &launch, &error)))
    return hc_call_fail (call, error);
  if (strcmp (format, "json") == 0)
    text = hc_driver_set_to_json (set);
  else if (strcmp (format, "csv") == 0)
    text = hc_driver_set_to_csv (set);
  else
    text = hc_driver_set_to_text (set, launch.calendar,
                                  hc_call_has (call, "top") ? G_MAXUINT : TEXT_ROWS);
  hc_print (text);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_drivers = {
  .name = "drivers",
  .arguments = "FILE",
  .summary = N_ ("Show what drives ticket demand, with its growth and the step behind it"),
  .description = N_ (
    "Each ticket belongs to one driver: its catalog issue, else its text group, else its category\n"
    "and subcategory. Drivers are ordered by the tickets of the last and the previous window\n"
    "together. A driver falls or rises when the counts of the days, with their scatter, show it at\n"
    "10 %; otherwise nothing can be told yet. JSON and CSV are stable and untranslated.\n"
    "T is YYYY-MM-DD (the end of that day) or YYYY-MM-DDTHH:MM, in the launch's zone or with\n"
    "an offset. FILE is only read."),
  .example = "hypercare drivers wave1.hypercare --top 3 --format json",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_drivers,
};
