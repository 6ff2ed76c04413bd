/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "hc-command.h"
#include "hc-criteria-output.h"
#include "hc-criteria-table.h"

static const HcOption options[] = {
  { "gate", 'g', N_ ("GATE"), N_ ("exit or go-live; exit when not given"), FALSE },
  { "as-of", 0, N_ ("T"), N_ ("The moment to judge; now, with the newest import, when not given"),
    FALSE },
  { "format", 'f', N_ ("FORMAT"), N_ ("text, json or csv"), FALSE },
  { NULL },
};

static gboolean
parse_gate (const HcCall *call, HcGateKind *out, GError **error)
{
  static const char *const gates[] = { "exit", "go-live", NULL };
  const char *word = hc_call_value (call, "gate");
  g_autofree char *hint = NULL;

  *out = HC_GATE_EXIT;
  if (word == NULL || hc_gate_kind_from_word (word, out))
    return TRUE;
  hint = hc_did_you_mean (word, gates);
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("“--gate %s” is not known.%s Gates: %s, %s."),
               word, hint, gates[0], gates[1]);
  return FALSE;
}

/* A given moment is for tickets and registers; one of an earlier day is past. */
static gboolean
parse_query (const HcCall *call, HcCalendar *calendar, HcCriteriaQuery *query, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  query->now = now;
  if (!hc_call_as_of (call, calendar, &query->as_of, error))
    return FALSE;
  if (query->as_of == HC_INSTANT_NONE)
    return TRUE;
  query->now = query->as_of;
  query->is_past =
    hc_calendar_day_of (calendar, query->as_of - 1) < hc_calendar_day_of (calendar, now);
  return TRUE;
}

static HcCriteriaResult *
judge (const HcCall *call, HcOpenLaunch *launch, HcCriteriaQuery *query, GError **error)
{
  g_autoptr (HcCriteriaInputs) inputs = NULL;

  if (!hc_open_launch (call, HC_DB_READ_ONLY, launch, error) ||
      !parse_query (call, launch->calendar, query, error) ||
      !(inputs = hc_criteria_inputs_load (launch->db, query->gate == HC_GATE_EXIT, NULL, error)))
    return NULL;
  return hc_criteria_evaluate (inputs, query, NULL, error);
}

static int
run_criteria (HcCall *call)
{
  static const char *const formats[] = { "text", "json", "csv", NULL };
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autoptr (HcCriteriaResult) result = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  HcCriteriaQuery query = { 0 };
  const char *format = hc_call_format (call, formats, &error);

  if (format == NULL || !parse_gate (call, &query.gate, &error))
    return hc_call_fail (call, error);
  /* The sentences in JSON and CSV are part of the contract: not translated. */
  if (strcmp (format, "text") != 0)
    {
      setlocale (LC_MESSAGES, "C");
      setlocale (LC_NUMERIC, "C");
    }
  if (!(result = judge (call, &launch, &query, &error)))
    return hc_call_fail (call, error);

  if (strcmp (format, "json") == 0)
    text = hc_criteria_to_json (result);
  else if (strcmp (format, "csv") == 0)
    text = hc_criteria_to_csv (result);
  else
    text = hc_criteria_to_text (result, launch.calendar);
  hc_print (text);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_criteria = {
  .name = "criteria",
  .arguments = "FILE",
  .summary = N_ ("Show the verdicts of a gate: go-live or exit"),
  .description =
    N_ ("Each criterion is a list of parts with value, limit, hold and reason. No data is never a\n"
        "pass: what cannot be measured says so. Parts that rest on registers cannot be looked at\n"
        "as they were: for a past T they show what was recorded on that day.\n"
        "T is YYYY-MM-DD (the end of that day) or YYYY-MM-DDTHH:MM, in the launch's zone or with\n"
        "an offset. FILE is only read."),
  .example = "hypercare criteria wave1.hypercare --gate go-live --format json",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_criteria,
};
