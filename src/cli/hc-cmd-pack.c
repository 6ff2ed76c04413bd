/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-command.h"
#include "hc-pack.h"
#include "hc-text-table.h"

static const HcOption options[] = {
  { "output", 'o', N_ ("PACK.xlsx"), N_ ("The workbook to write (needed)"), FALSE },
  { "as-of", 0, N_ ("T"), N_ ("The moment the workbook shows; the newest import when not given"),
    FALSE },
  { "anonymised", 0, NULL, N_ ("Codes instead of people, no titles"), FALSE },
  { "force", 0, NULL, N_ ("Replace an existing workbook"), FALSE },
  { NULL },
};

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcPackReport, hc_pack_report_clear)

static gboolean
check_output (const HcCall *call, GError **error)
{
  const char *path = hc_call_value (call, "output");

  if (path != NULL && g_str_has_suffix (path, ".xlsx"))
    return TRUE;
  if (path == NULL)
    g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("Say where the workbook goes: -o PACK.xlsx."));
  else
    g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                 _ ("The workbook “%s” must end in “.xlsx”: spreadsheets choose by it."), path);
  return FALSE;
}

static void
tell (const HcPackReport *report)
{
  g_autofree char *rows = hc_text_count ((gint64) report->rows);

  hc_printf (_ ("Wrote “%s”: %u sheets, %s rows, read back and compared.\n"), report->path,
             report->sheets, rows);
  if (report->appendix != NULL)
    hc_printf (_ ("The open tickets are in “%s”: they are too many for the pack.\n"),
               report->appendix);
  if (report->cut_texts > 0)
    hc_printf (ngettext ("%u text was longer than Excel allows and was cut, with a mark.\n",
                         "%u texts were longer than Excel allows and were cut, with a mark.\n",
                         (gulong) report->cut_texts),
               (guint) report->cut_texts);
}

static int
run_pack (HcCall *call)
{
  HcPackOptions pack = {
    .now = g_get_real_time () / G_USEC_PER_SEC,
    .anonymised = hc_call_has (call, "anonymised"),
    .force = hc_call_has (call, "force"),
  };
  g_auto (HcOpenLaunch) launch = { 0 };
  g_auto (HcPackReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  if (!check_output (call, &error) || !hc_open_launch (call, HC_DB_READ_ONLY, &launch, &error) ||
      !hc_call_as_of (call, launch.calendar, &pack.as_of, &error) ||
      !hc_pack_write (launch.db, hc_call_value (call, "output"), &pack, &report, &error))
    return hc_call_fail (call, error);

  tell (&report);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_pack = {
  .name = "pack",
  .arguments = "FILE -o PACK.xlsx",
  .summary = N_ ("Write the handover workbook"),
  .description = N_ (
    "An Excel workbook from one consistent moment of the launch: cover, summary, open tickets,\n"
    "metrics with native charts, definitions and data notes. Requesters are left out. An\n"
    "existing file is kept unless --force is given."),
  .example = "hypercare pack wave1.hypercare -o handover.xlsx",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_pack,
};
