/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-command.h"
#include "hc-criteria-table.h"
#include "hc-day-figures.h"

static const HcOption options[] = {
  { "as-of", 0, N_ ("T"), N_ ("The moment to sum up; now, with the newest import, when not given"),
    FALSE },
  { NULL },
};

static char *
sum_up (const HcCall *call, HcOpenLaunch *launch, GError **error)
{
  g_autoptr (HcCriteriaInputs) inputs = NULL;
  g_autoptr (HcDayFigures) figures = NULL;
  gint64 as_of = HC_INSTANT_NONE;
  HcDaySummary summary;

  if (!hc_open_launch (call, HC_DB_READ_ONLY, launch, error) ||
      !hc_call_as_of (call, launch->calendar, &as_of, error) ||
      !(inputs = hc_criteria_inputs_load (launch->db, TRUE, NULL, error)) ||
      !(figures = hc_day_figures_compute (inputs, as_of, g_get_real_time () / G_USEC_PER_SEC,
                                          error)))
    return NULL;
  summary = hc_day_figures_summary (figures, inputs);
  return hc_day_summary_text (&summary);
}

static int
run_summary (HcCall *call)
{
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sum_up (call, &launch, &error);

  if (text == NULL)
    return hc_call_fail (call, error);
  hc_print (text);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_summary = {
  .name = "summary",
  .arguments = "FILE",
  .summary = N_ ("Print the state of the launch as plain text, ready for a mail"),
  .description =
    N_ ("Status with its reason, exit criteria, the eight metrics with their targets, the top\n"
        "three drivers, and what changed since the import day before. The text follows the\n"
        "language of the computer.\n"
        "T is YYYY-MM-DD (the end of that day) or YYYY-MM-DDTHH:MM, in the launch's zone or with\n"
        "an offset. FILE is only read."),
  .example = "hypercare summary wave1.hypercare --as-of 2026-03-11",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_summary,
};
