/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-command.h"
#include "hc-launch-table.h"
#include "hc-report.h"

static const HcOption options[] = {
  { "output", 'o', N_ ("REPORT.pdf"), N_ ("The file to write: .pdf, .png, .svg or .txt (needed)"),
    FALSE },
  { "day", 0, N_ ("YYYY-MM-DD"),
    N_ ("The day to report; that of the newest import, with everything due now, when not given"),
    FALSE },
  { "force", 0, NULL, N_ ("Replace an existing file"), FALSE },
  { NULL },
};

static gboolean
check_output (const HcCall *call, const char *path, GError **error)
{
  if (path == NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("Say where the report goes: -o REPORT.pdf, .png, .svg or .txt."));
      return FALSE;
    }
  if (!hc_report_check_path (path, error))
    return FALSE;
  return hc_call_may_write (call, path, error);
}

/* @as_of: the end of the day; of the day of the newest import that import. */
static gboolean
parse_day (
  const HcCall *call, const HcOpenLaunch *launch, gint64 newest, gint64 *as_of, GError **error)
{
  HcCalendar *calendar = launch->calendar;
  const char *text = hc_call_value (call, "day");
  g_autofree char *first = hc_day_format (launch->settings.go_live_day);
  g_autofree char *last = NULL;
  HcDay day;

  *as_of = HC_INSTANT_NONE;
  if (text == NULL)
    return TRUE;
  if (!hc_day_parse (text, &day))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("“--%s %s” is no date. Write it as YYYY-MM-DD, for example 2026-03-04."),
                   "day", text);
      return FALSE;
    }
  if (day < launch->settings.go_live_day)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("There is nothing to report of %s: go-live is on %s. Name that day or a "
                      "later one."),
                   text, first);
      return FALSE;
    }
  *as_of = hc_calendar_day_start (calendar, day + 1);
  if (newest == HC_INSTANT_NONE || *as_of <= newest)
    return TRUE;
  if (hc_calendar_day_start (calendar, day) < newest)
    {
      *as_of = newest;
      return TRUE;
    }
  last = hc_day_format (hc_calendar_day_of (calendar, newest - 1));
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _ ("Nothing is known of %s yet: the newest import is of %s. Name that day or an "
                  "earlier one, or import a newer export."),
               text, last);
  return FALSE;
}

static HcReport *
load (const HcCall *call, HcOpenLaunch *launch, GError **error)
{
  gint64 newest, as_of;

  if (!hc_open_launch (call, HC_DB_READ_ONLY, launch, error) ||
      !hc_launch_newest_as_of (launch->db, &newest, error) ||
      !parse_day (call, launch, newest, &as_of, error))
    return NULL;
  return hc_report_load (launch->db, as_of, g_get_real_time () / G_USEC_PER_SEC, error);
}

static int
run_report (HcCall *call)
{
  const char *path = hc_call_value (call, "output");
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autoptr (HcReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!check_output (call, path, &error) || !(report = load (call, &launch, &error)) ||
      !hc_report_save (report, path, hc_call_has (call, "force"), &error))
    return hc_call_fail (call, error);
  hc_printf (_ ("Wrote “%s”.\n"), path);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_report = {
  .name = "report",
  .arguments = "FILE -o REPORT.pdf",
  .summary = N_ ("Write the day report, ready to print or send"),
  .description =
    N_ ("Status with its reason, what changed since the import day before, top drivers, exit\n"
        "criteria, what is due, what the data cannot say, and the eight metrics as small charts,\n"
        "on A4 pages. PNG and SVG hold all pages one under another; .txt is what\n"
        "“summary” prints. A past day is judged as it was recorded then. FILE is only read."),
  .example = "hypercare report wave1.hypercare --day 2026-03-11 -o report.pdf",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_report,
};
