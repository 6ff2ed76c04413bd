/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-command.h"
#include "hc-sample.h"

static const HcOption options[] = {
  { "tickets", 't', N_ ("N"), N_ ("How many tickets, 1,200 when not given"), FALSE },
  { "days", 'd', N_ ("D"), N_ ("How many calendar days, 13 when not given"), FALSE },
  { "seed", 's', N_ ("S"), N_ ("Another seed gives another launch; 1 when not given"), FALSE },
  { NULL },
};

static int
run_sample (HcCall *call)
{
  const char *dir = hc_call_word (call, 0);
  guint64 tickets = HC_SAMPLE_TICKETS, days = HC_SAMPLE_DAYS, seed = 1;
  g_autoptr (GPtrArray) exports = NULL;
  g_autoptr (GError) error = NULL;

  if (hc_call_number (call, "tickets", 1, 9000000, &tickets, &error) &&
      hc_call_number (call, "days", 1, 366, &days, &error) &&
      hc_call_number (call, "seed", 0, G_MAXUINT64, &seed, &error))
    {
      HcSampleOptions sample = { .tickets = tickets, .days = (guint) days, .seed = seed };

      hc_sample_write (dir, &sample, &exports, call->cancellable, &error);
    }
  if (error != NULL)
    return hc_call_fail (call, error);

  hc_printf (_ ("Wrote the sample launch “%s/sample.hypercare” and %u daily exports in "
                "“%s/exports”.\n"),
             dir, exports->len, dir);
  if (exports->len < days)
    hc_printf (
      _ ("The exports of the first %u days were left out: each repeats all tickets so far.\n"),
      (guint) days - exports->len);
  hc_printf (_ ("Next: hypercare import %s/sample.hypercare %s/exports/*.csv\n"), dir, dir);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_sample = {
  .name = "sample",
  .arguments = "DIR",
  .summary = N_ ("Write a sample launch to try everything on"),
  .description =
    N_ ("Writes into the folder DIR: sample.hypercare with its plan and no tickets yet, one\n"
        "ServiceNow-style export per day in exports/, usage.csv, completions.csv, and truth.csv\n"
        "with the problem behind each ticket. Everything is invented; the same seed gives the\n"
        "same files. Each export repeats all tickets so far: when they would have more than six\n"
        "million rows in all, only the newest are written."),
  .example = "hypercare sample demo --tickets 1200 --days 13",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_sample,
};
