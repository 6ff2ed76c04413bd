/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-classify-output.h"

#include <glib/gi18n.h>

#include "hc-field.h"
#include "hc-json.h"
#include "hc-text-table.h"

static const char *
issue_value (GHashTable *issues, const char *id, const char *field)
{
  const HcRecordData *issue = id != NULL ? g_hash_table_lookup (issues, id) : NULL;

  return issue != NULL ? hc_record_data_get (issue, field) : NULL;
}

/* “HC-004 No approver”; NULL: none */
static char *
issue_text (GHashTable *issues, const char *id)
{
  const char *code = issue_value (issues, id, "code");
  const char *title = issue_value (issues, id, "title");

  if (title == NULL)
    return NULL;
  return code != NULL ? g_strdup_printf ("%s %s", code, title) : g_strdup (title);
}

static gint64
decides (const HcRuleCoverage *coverage, const HcRule *rule)
{
  const gint64 *count = g_hash_table_lookup (coverage->decides, rule->id);

  return count != NULL ? *count : 0;
}

static void
append_coverage (GString *out, gint64 classified, gint64 tickets)
{
  g_autofree char *part = hc_text_count (classified);
  g_autofree char *whole = hc_text_count (tickets);

  if (tickets > 0)
    g_string_append_printf (out, _ ("Classified %s of %s (%.0f %%)"), part, whole,
                            100.0 * (double) classified / (double) tickets);
  else
    g_string_append (out, _ ("There are no tickets yet"));
  g_string_append_c (out, '\n');
}

/* ---- rules ---- */

static void
add_rule (HcTextTable *table,
          const HcRuleCoverage *coverage,
          const HcRule *rule,
          GHashTable *issues)
{
  hc_text_table_add_count (table, rule->number);
  hc_text_table_add (table, *rule->name != '\0' ? rule->name : NULL);
  hc_text_table_take (table, issue_text (issues, rule->target[HC_LINK_ISSUE]));
  hc_text_table_add_count (table, rule->is_enabled ? decides (coverage, rule) : -1);
  hc_text_table_add (table, rule->is_enabled ? "" : _ ("off"));
}

char *
hc_classify_to_text (const HcRuleCoverage *coverage, GPtrArray *rules, GHashTable *issues)
{
  GString *out = g_string_new (NULL);
  g_autofree char *person = hc_text_count (coverage->by_person);
  g_autofree char *rule = hc_text_count (coverage->classified - coverage->by_person);

  append_coverage (out, coverage->classified, coverage->tickets);
  g_string_append_printf (out, _ ("%s by people, %s by rules"), person, rule);
  g_string_append (out, "\n\n");
  if (rules->len == 0)
    g_string_append (out, _ ("There are no rules. Make them in the window: Issue Catalog, Rules.\n"));
  else
    {
      g_autoptr (HcTextTable) table =
        hc_text_table_new (_ (">Rule"), _ ("Name"), _ ("Issue"), _ (">Tickets"), "", NULL);

      for (guint i = 0; i < rules->len; i++)
        add_rule (table, coverage, rules->pdata[i], issues);
      hc_text_table_append_to (table, out);
    }
  return g_string_free (out, FALSE);
}

static void
add_rule_json (HcJson *json,
               const HcRuleCoverage *coverage,
               const HcRule *rule,
               GHashTable *issues)
{
  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_int (json, "number", rule->number);
  hc_json_add_string (json, "name", rule->name);
  hc_json_add_boolean (json, "enabled", rule->is_enabled);
  hc_json_add_string (json, "issue", issue_value (issues, rule->target[HC_LINK_ISSUE], "code"));
  hc_json_add_string (json, "issue_title",
                      issue_value (issues, rule->target[HC_LINK_ISSUE], "title"));
  hc_json_add_int (json, "decides", decides (coverage, rule));
  hc_json_end (json);
}

char *
hc_classify_to_json (const HcRuleCoverage *coverage, GPtrArray *rules, GHashTable *issues)
{
  HcJson *json = hc_json_new ();

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_add_int (json, "tickets", coverage->tickets);
  hc_json_add_int (json, "classified", coverage->classified);
  hc_json_add_int (json, "by_person", coverage->by_person);
  hc_json_add_int (json, "by_rule", coverage->classified - coverage->by_person);
  hc_json_key (json, "rules");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < rules->len; i++)
    add_rule_json (json, coverage, rules->pdata[i], issues);
  hc_json_end (json);
  hc_json_end (json);
  return hc_json_finish (json);
}

/* ---- suggestions ---- */

static void
append_accuracy (GString *out, const HcSuggestAccuracy *accuracy)
{
  g_autofree char *suggested = hc_text_count (accuracy->suggested);

  if (accuracy->suggested > 0)
    g_string_append_printf (out, _ ("Of the last %s suggestions people agreed with %.0f %%\n"),
                            suggested,
                            100.0 * (double) accuracy->right / (double) accuracy->suggested);
}

static void
add_suggestion (HcTextTable *table, const HcQueueItem *item, GHashTable *issues)
{
  hc_text_table_add (table, item->key);
  hc_text_table_take (table, issue_text (issues, item->suggestion->issue_id));
  hc_text_table_take (table, g_strdup_printf ("%.0f %%", 100 * item->suggestion->confidence));
  hc_text_table_add (table, item->title);
  hc_text_table_take (table, hc_suggestion_explain (item->suggestion));
}

char *
hc_suggestions_to_text (const HcQueue *queue, GHashTable *issues)
{
  GString *out = g_string_new (NULL);
  g_autoptr (HcTextTable) table = hc_text_table_new (_ ("Ticket"), _ ("Issue"), _ (">Confidence"),
                                                     _ ("Title"), _ ("Why"), NULL);
  guint n = 0;

  append_coverage (out, queue->n_classified, queue->n_tickets);
  append_accuracy (out, &queue->accuracy);
  for (guint i = 0; i < queue->items->len; i++)
    {
      const HcQueueItem *item = queue->items->pdata[i];

      if (item->suggestion == NULL)
        continue;
      add_suggestion (table, item, issues);
      n++;
    }
  g_string_append_c (out, '\n');
  if (n > 0)
    hc_text_table_append_to (table, out);
  else
    g_string_append (out, _ ("There is nothing to suggest: suggestions are learned from the issues "
                             "that people choose.\n"));
  return g_string_free (out, FALSE);
}

static void
add_suggestion_json (HcJson *json, const HcQueueItem *item, GHashTable *issues)
{
  const HcSuggestion *suggestion = item->suggestion;
  g_autofree char *reason = hc_suggestion_explain (suggestion);

  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_string (json, "ticket", item->key);
  hc_json_add_string (json, "title", item->title);
  hc_json_add_string (json, "issue", issue_value (issues, suggestion->issue_id, "code"));
  hc_json_add_string (json, "issue_title", issue_value (issues, suggestion->issue_id, "title"));
  hc_json_add_double (json, "confidence", suggestion->confidence);
  hc_json_add_boolean (json, "calibrated", suggestion->is_calibrated);
  hc_json_add_string (json, "reason", reason);
  hc_json_end (json);
}

char *
hc_suggestions_to_json (const HcQueue *queue, GHashTable *issues)
{
  HcJson *json = hc_json_new ();

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_add_int (json, "tickets", queue->n_tickets);
  hc_json_add_int (json, "classified", queue->n_classified);
  hc_json_key (json, "accuracy");
  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_int (json, "decisions", queue->accuracy.decisions);
  hc_json_add_int (json, "suggested", queue->accuracy.suggested);
  hc_json_add_int (json, "right", queue->accuracy.right);
  hc_json_add_double (json, "low", queue->accuracy.low);
  hc_json_add_double (json, "high", queue->accuracy.high);
  hc_json_end (json);
  hc_json_key (json, "suggestions");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < queue->items->len; i++)
    if (((HcQueueItem *) queue->items->pdata[i])->suggestion != NULL)
      add_suggestion_json (json, queue->items->pdata[i], issues);
  hc_json_end (json);
  hc_json_end (json);
  return hc_json_finish (json);
}
