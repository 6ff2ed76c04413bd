/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-issue.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---------------------------------------------------------------- kind and action */

/* The method's words on every kind, in the order of the record type. */
static const struct
{
  const char *kind;
  const char *action;
} kinds[] = {
  { "navigation", "deflect" },
  { "field_guidance", "deflect" },
  { "upload_rules", "deflect" },
  { "approval_step", "deflect" },
  { "standard_recovery", "deflect" },
  { "known_workaround", "deflect" },
  { "how_do_i", "deflect" },
  { "access_failure", "escalate" },
  { "incorrect_permission", "escalate" },
  { "configuration_defect", "fix" },
  { "broken_integration", "fix" },
  { "missing_approval_routing", "escalate" },
  { "system_error", "fix" },
  { "compliance_sensitive", "escalate" },
  { "policy_decision", "escalate" },
  { "data_migration", "fix" },
};

const char *
hc_issue_proposed_action (const char *kind)
{
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].action;
  return NULL;
}

gboolean
hc_issue_kind_is_question (const char *kind)
{
  return g_strcmp0 (hc_issue_proposed_action (kind), "deflect") == 0;
}

char *
hc_issue_action_warning (const HcRecordData *issue)
{
  const char *kind = hc_record_data_get (issue, "kind");
  const HcField *field = &issue->type->fields[hc_record_type_field (issue->type, "kind")];
  g_autofree char *label = NULL;

  if (kind == NULL || hc_issue_kind_is_question (kind) ||
      g_strcmp0 (hc_record_data_get (issue, "action"), "deflect") != 0)
    return NULL;
  label = hc_field_format (field, kind);
  return g_strdup_printf (_("Guidance does not clear a blocker: “%s” needs an owner’s decision. "
                            "Escalate it or have it fixed."),
                          label);
}

/* ---------------------------------------------------------------- state */

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

gboolean
hc_issue_is_open (const HcRecordData *issue)
{
  static const char *const ended[] = { "resolved", "closed", "deferred", NULL };

  return !is_one_of (hc_record_data_get (issue, "state"), ended);
}

const char *
hc_issue_disposition (const HcRecordData *issue, HcDay today)
{
  static const char *const done[] = { "resolved", "closed", NULL };
  static const char *const owner_led[] = { "escalate", "fix", NULL };
  HcDay due = hc_record_data_get_day (issue, "due");

  if (is_one_of (hc_record_data_get (issue, "state"), done))
    return "resolved";
  if (is_one_of (hc_record_data_get (issue, "action"), owner_led) &&
      hc_record_data_is_set (issue, "person_id") && due != HC_DAY_NONE && due >= today)
    return "escalated";
  return NULL;
}

/* ---------------------------------------------------------------- broad labels */

/* Words of which a title can be made without saying where it breaks, case-folded: English, German. */
static const char *const broad_words[] = {
  "access", "application", "behavior", "behaviour", "bug", "bugs", "call", "complaint", "defect",
  "defects", "error", "errors", "failure", "general", "guidance", "help", "how-to", "inquiry",
  "issue", "issues", "knowledge", "login", "misc", "miscellaneous", "mistake", "mistakes", "other",
  "others", "people", "problem", "problems", "query", "question", "questions", "request",
  "requests", "software", "support", "system", "systems", "tbd", "technical", "ticket", "tickets",
  "training", "trouble", "unclear", "unknown", "user", "users", "various",
  "allgemein", "allgemeine", "allgemeines", "anfrage", "anfragen", "anmeldung", "anwender",
  "anwenderfehler", "anwenderfrage", "anwenderfragen", "anwendung", "bedienfehler", "bedienung",
  "bedienungsfehler", "benutzer", "benutzerfehler", "benutzerfrage", "benutzerfragen",
  "berechtigung", "berechtigungen", "berechtigungsproblem", "diverses", "fehler",
  "fehlbedienung", "frage", "fragen", "hilfe", "nutzer", "nutzerfehler", "problem", "probleme",
  "schulung", "schulungen", "schulungsbedarf", "schulungsproblem", "schulungsproblematik",
  "schulungsthema", "sonstige", "sonstiges", "störung", "störungen", "systemfehler",
  "systemproblem", "technisch", "technisches", "thema", "themen", "unbekannt", "unklar",
  "unwissenheit", "verschiedenes", "zugang", "zugriff", "zugriffsproblem",
};

/* They join words and say nothing. */
static const char *const joining_words[] = {
  "a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "related", "the", "to", "with",
  "am", "an", "auf", "bei", "beim", "das", "dem", "der", "des", "die", "durch", "ein", "eine", "im",
  "in", "mit", "oder", "und", "vom", "von", "zu", "zum", "zur",
};

static gboolean
has_word (const char *const *words, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folded = g_utf8_casefold (words[i], -1);

      if (g_str_equal (folded, word))
        return TRUE;
    }
  return FALSE;
}

/* The words of @title, case-folded: letters, digits and hyphens inside. */
static GPtrArray *
split_words (const char *title)
{
  g_autofree char *whole = g_utf8_normalize (title, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (whole ? whole : "", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *start = NULL, *p = folded;

  for (;; p = g_utf8_next_char (p))
    {
      gboolean is_inside = *p != '\0' && (g_unichar_isalnum (g_utf8_get_char (p)) ||
                                          (*p == '-' && start != NULL && g_ascii_isalpha (p[1])));

      if (is_inside && start == NULL)
        start = p;
      else if (!is_inside && start != NULL)
        {
          g_ptr_array_add (words, g_strndup (start, p - start));
          start = NULL;
        }
      if (*p == '\0')
        return words;
    }
}

gboolean
hc_issue_is_too_broad (const char *title, const char *step_id)
{
  g_autoptr (GPtrArray) words = NULL;
  guint n_broad = 0;

  if (title == NULL || (step_id != NULL && *step_id != '\0'))
    return FALSE;
  words = split_words (title);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = words->pdata[i];

      if (has_word (broad_words, G_N_ELEMENTS (broad_words), word))
        n_broad++;
      else if (!has_word (joining_words, G_N_ELEMENTS (joining_words), word))
        return FALSE;
    }
  return n_broad > 0;
}

/* ---------------------------------------------------------------- completeness, codes */

GPtrArray *
hc_issue_missing (const HcRecordData *issue, guint n_cohorts)
{
  static const char *const columns[]
    = { "workflow_id", "step_id", NULL, "cause", "action", "owner", "metric" };
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (columns[i] == NULL)
        {
          if (n_cohorts == 0)
            g_ptr_array_add (missing, g_strdup (_("Affected Cohorts")));
        }
      else if (!hc_record_data_is_set (issue, columns[i]))
        {
          int field = hc_record_type_field (issue->type, columns[i]);

          g_ptr_array_add (missing, g_strdup (_(issue->type->fields[field].label)));
        }
    }
  return missing;
}

/* 23 of “HC-023”; 0: another kind of code. */
static guint64
code_number (const char *code)
{
  guint64 number;

  if (code == NULL || !g_str_has_prefix (code, "HC-") ||
      !g_ascii_string_to_unsigned (code + 3, 10, 1, 999999999, &number, NULL))
    return 0;
  return number;
}

char *
hc_issue_next_code (GPtrArray *issues)
{
  guint64 highest = 0;

  for (guint i = 0; i < issues->len; i++)
    highest = MAX (highest, code_number (hc_record_data_get (issues->pdata[i], "code")));
  return g_strdup_printf ("HC-%03" G_GUINT64_FORMAT, highest + 1);
}
