/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "hc-classify-output.h"
#include "hc-columns-table.h"
#include "hc-command.h"
#include "hc-record-table.h"

static const HcOption options[] = {
  { "suggest", 's', NULL, N_ ("List the likeliest issue of each ticket without one"), FALSE },
  { "format", 'f', N_ ("FORMAT"), N_ ("text or json"), FALSE },
  { NULL },
};

/* id → HcRecordData */
static GHashTable *
load_issues (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) records = hc_records_load (db, hc_record_type ("issue"), NULL, error);
  GHashTable *issues;

  if (records == NULL)
    return NULL;
  issues = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                  (GDestroyNotify) hc_record_data_free);
  for (guint i = 0; i < records->len; i++)
    {
      HcRecordData *record = hc_record_data_copy (records->pdata[i]);

      g_hash_table_insert (issues, record->id, record);
    }
  return issues;
}

static char *
suggest (HcOpenLaunch *launch, GHashTable *issues, gboolean json, GError **error)
{
  g_autoptr (HcColumns) columns = hc_columns_load (launch->db, &launch->settings, error);
  g_autoptr (HcQueue) queue = NULL;

  if (columns == NULL || !(queue = hc_queue_load (launch->db, columns, 0, NULL, error)))
    return NULL;
  return json ? hc_suggestions_to_json (queue, issues) : hc_suggestions_to_text (queue, issues);
}

static char *
count (HcOpenLaunch *launch, GHashTable *issues, gboolean json, GError **error)
{
  g_autoptr (HcRuleCoverage) coverage = hc_rule_coverage (launch->db, error);
  g_autoptr (GPtrArray) rules = coverage != NULL ? hc_rules_load (launch->db, error) : NULL;

  if (rules == NULL)
    return NULL;
  return json ? hc_classify_to_json (coverage, rules, issues)
              : hc_classify_to_text (coverage, rules, issues);
}

static char *
classify (const HcCall *call, HcOpenLaunch *launch, gboolean json, GError **error)
{
  g_autoptr (GHashTable) issues = NULL;

  if (!hc_open_launch (call, HC_DB_READ_WRITE, launch, error) ||
      !hc_rules_refresh (launch->db, NULL, NULL, NULL, error) ||
      !(issues = load_issues (launch->db, error)))
    return NULL;
  return hc_call_has (call, "suggest") ? suggest (launch, issues, json, error)
                                       : count (launch, issues, json, error);
}

static int
run_classify (HcCall *call)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *format = hc_call_format (call, formats, &error);

  if (format == NULL)
    return hc_call_fail (call, error);
  /* The sentences in JSON are part of the contract: not translated. */
  if (strcmp (format, "json") == 0)
    {
      setlocale (LC_MESSAGES, "C");
      setlocale (LC_NUMERIC, "C");
    }
  if (!(text = classify (call, &launch, strcmp (format, "json") == 0, &error)))
    return hc_call_fail (call, error);
  hc_print (text);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_classify = {
  .name = "classify",
  .arguments = "FILE",
  .summary = N_ ("Run the rules and tell how many tickets have an issue; list suggestions"),
  .description = N_ (
    "Each rule is printed with the tickets that it decides: those that it fits, no earlier rule has\n"
    "decided, and no person. What a person chose is never changed. --suggest lists, for tickets\n"
    "without an issue, the likeliest one with its confidence and the reason, surest first; it is\n"
    "learned from what people chose, and nothing is accepted by itself.\n"
    "JSON: {\"tickets\", \"classified\", \"by_person\", \"by_rule\", \"rules\": [{\"number\", \"name\",\n"
    "\"enabled\", \"issue\", \"issue_title\", \"decides\"}]}; with --suggest {\"tickets\", \"classified\",\n"
    "\"accuracy\": {\"decisions\", \"suggested\", \"right\", \"low\", \"high\"}, \"suggestions\":\n"
    "[{\"ticket\", \"title\", \"issue\", \"issue_title\", \"confidence\", \"calibrated\", \"reason\"}]}."),
  .example = "hypercare classify wave1.hypercare --suggest --format json",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_classify,
};
