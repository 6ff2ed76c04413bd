/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What if drivers were solved: every metric and every exit criterion must say what it says of
 * another launch, written without the tickets of these drivers and with the issue resolved. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-criteria-table.h"
#include "hc-history.h"
#include "hc-launch-table.h"
#include "hc-merge.h"
#include "hc-record-table.h"
#include "hc-rule-table.h"
#include "hc-what-if.h"

#define GO_LIVE G_GINT64_CONSTANT (1772582400) /* 2026-03-04T00:00Z */
#define DAYS 16
#define N_TICKETS 900
#define AS_OF (GO_LIVE + DAYS * 86400 - 4 * 3600)
#define NOW (AS_OF + 3600)

/* What tickets are about; a bit each. */
enum
{
  APPROVER, /* an issue, by a rule */
  SCANNER,  /* another one */
  PASSWORD, /* a repeated title: a text group */
  INVOICE,  /* a category */
  OTHER,    /* another one */
  N_PROBLEMS,
};

static const char *const categories[N_PROBLEMS]
  = { "Purchasing", "Logistics", "Access", "Finance", "Reporting" };

static guint
hashed (guint i, guint salt)
{
  guint x = i * 2654435761u + salt * 40503u;

  x ^= x >> 15;
  x *= 2246822519u;
  return x ^ x >> 13;
}

static guint
problem_of (guint i)
{
  return hashed (i, 1) % N_PROBLEMS;
}

/* Letters that no other ticket has: such titles are no group. */
static char *
title_of (guint i)
{
  char *title;

  switch (problem_of (i))
    {
    case APPROVER:
      return g_strdup ("No approver for cost centre");
    case SCANNER:
      return g_strdup ("Scanner does not sync");
    case PASSWORD:
      return g_strdup ("Password expired after transfer");
    default:
      title = g_strnfill (12, 'a');
      for (guint k = 0; k < 12; k++)
        title[k] = (char) ('a' + hashed (i, 10 + k) % 26);
      return title;
    }
}

static void
set_text (HcTicketRow *row, HcTicketField field, const char *text)
{
  row->mapped |= HC_TICKET_BIT (field);
  row->text[field] = text;
}

static void
set_number (HcTicketRow *row, HcTicketField field, gint64 number)
{
  row->mapped |= HC_TICKET_BIT (field);
  row->number[field] = number;
}

static void
merge_ticket (HcMerge *merge, guint i, guint line)
{
  gint64 opened = GO_LIVE + (gint64) i * (AS_OF - GO_LIVE - 7200) / N_TICKETS;
  gint64 ended = opened + 1800 + hashed (i, 2) % (6 * 86400);
  gboolean open = ended >= AS_OF;
  g_autofree char *key = g_strdup_printf ("INC%05u", i);
  g_autofree char *title = title_of (i);
  g_autofree char *requester = g_strdup_printf ("User %u", hashed (i, 3) % 120);
  g_autofree char *group = g_strdup_printf ("Group %u", hashed (i, 4) % 3);
  g_autoptr (GError) error = NULL;
  HcMergeResult result;
  HcTicketRow row;

  hc_ticket_row_init (&row);
  row.line = line;
  row.state_class = open ? HC_STATE_OPEN : HC_STATE_RESOLVED;
  row.priority = 1 + (int) (hashed (i, 5) % 40 > 0) + (int) (hashed (i, 6) % 3);
  set_text (&row, HC_TICKET_KEY, key);
  set_text (&row, HC_TICKET_TITLE, title);
  set_text (&row, HC_TICKET_STATE, open ? "open" : "resolved");
  set_text (&row, HC_TICKET_PRIORITY, "P");
  set_text (&row, HC_TICKET_CATEGORY, categories[problem_of (i)]);
  set_text (&row, HC_TICKET_GROUP, group);
  set_text (&row, HC_TICKET_REQUESTER, requester);
  set_number (&row, HC_TICKET_OPENED, opened);
  set_number (&row, HC_TICKET_RESOLVED, open ? HC_INSTANT_NONE : ended);
  set_number (&row, HC_TICKET_UPDATED, open ? opened : ended);
  set_number (&row, HC_TICKET_DUE, opened + 2 * 86400);
  set_number (&row, HC_TICKET_REASSIGNMENT_COUNT, hashed (i, 7) % 3);
  hc_ticket_row_seal (&row);
  g_assert_true (hc_merge_row (merge, &row, &result, &error));
  g_assert_no_error (error);
}

static void
import (HcDb *db, guint left_out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = hc_batch_new ();
  g_autoptr (HcMerge) merge = NULL;
  guint n = 0;

  batch->source_name = g_strdup ("Service Desk");
  batch->file = g_strdup ("incident.csv");
  batch->sha256 = g_strdup ("1");
  batch->as_of = AS_OF;
  batch->imported_at = AS_OF + 60;
  batch->profile = g_strdup ("");
  batch->covers = HC_COVERS_EVERYTHING;
  batch->encoding = g_strdup ("UTF-8");
  batch->delimiter = g_strdup (",");
  batch->sheet = g_strdup ("");
  batch->date_order = g_strdup ("");
  batch->zone = g_strdup ("UTC");
  merge = hc_merge_begin (db, batch, "h", TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_TICKETS; i++)
    if ((left_out & 1u << problem_of (i)) == 0)
      merge_ticket (merge, i, ++n + 1);
  batch->rows = n;
  g_assert_true (hc_merge_finish (merge, FALSE, NULL, &error));
  g_assert_no_error (error);
}

/* ---------------------------------------------------------------- the plan */

static char *
save_record (HcDb *db, const char *type, const char *const *values, GError **error)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type (type));

  for (guint i = 0; values[i] != NULL; i += 2)
    hc_record_data_set (record, values[i], values[i + 1]);
  return hc_record_save (db, record, error) ? g_strdup (record->id) : NULL;
}

static gboolean
save_issue (HcDb *db, const char *title, const char *action, gboolean resolved, GError **error)
{
  const char *const values[]
    = { "code", action, "title", title, "action", action, "severity", "1", "state",
        resolved ? "resolved" : "new", NULL };
  g_autofree char *id = save_record (db, "issue", values, error);
  g_autoptr (HcRule) rule = hc_rule_new ();
  g_auto (GStrv) words = g_strsplit (title, " ", 2);
  g_autofree char *raised = g_strdup_printf ("%" G_GINT64_FORMAT, GO_LIVE);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) NOW);
  const char *const escalation[]
    = { "issue_id", id, "title", title, "raised_at", raised, "due_at", raised,
        resolved ? "resolved_at" : NULL, now, NULL };
  g_autofree char *other = NULL;

  if (id == NULL || !(other = save_record (db, "escalation", escalation, error)))
    return FALSE;
  rule->target[HC_LINK_ISSUE] = g_strdup (id);
  hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_WORD, words[0]);
  return hc_rule_save (db, rule, NULL, error);
}

static gboolean
save_plan (HcDb *db, gpointer data, GError **error)
{
  guint solved = GPOINTER_TO_UINT (data);
  g_auto (HcLaunchSettings) settings = { 0 };

  hc_launch_settings_init (&settings);
  g_free (settings.name);
  g_free (settings.zone);
  settings.name = g_strdup ("ERP");
  settings.zone = g_strdup ("UTC");
  settings.go_live_at = GO_LIVE;
  settings.go_live_day = hc_day_from_ymd (2026, 3, 4);
  if (!hc_launch_save (db, &settings, error) ||
      !save_issue (db, "Approver is missing", "deflect", solved & 1u << APPROVER, error) ||
      !save_issue (db, "Scanner is offline", "fix", solved & 1u << SCANNER, error))
    return FALSE;
  for (guint day = 0; day < DAYS; day++)
    {
      g_autofree char *date = hc_day_format (settings.go_live_day + (HcDay) day);
      g_autofree char *users = g_strdup_printf ("%u", 400 + day);
      const char *const values[]
        = { "date", date, "active_users", users, "help_users", "90", "help_sessions", "130",
            "confirmed_deflections", "30", NULL };
      g_autofree char *id = save_record (db, "usage_day", values, error);

      if (id == NULL)
        return FALSE;
    }
  return TRUE;
}

/* @left_out: problems whose tickets were never opened and whose issues are resolved. */
static HcCriteriaInputs *
load_launch (guint left_out)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open_memory (&error);
  HcCriteriaInputs *inputs;

  g_assert_no_error (error);
  hc_history_run (db, "Plan", save_plan, GUINT_TO_POINTER (left_out), &error);
  g_assert_no_error (error);
  import (db, left_out);
  hc_rules_refresh (db, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  inputs = hc_criteria_inputs_load (db, TRUE, NULL, &error);
  g_assert_no_error (error);
  hc_db_close (db);
  return inputs;
}

/* ---------------------------------------------------------------- comparing */

static gboolean
same (double a, double b)
{
  return (isnan (a) && isnan (b)) || fabs (a - b) <= 1e-12 * MAX (1, fabs (b));
}

static void
assert_point (const char *id, const HcMetricPoint *a, const HcMetricPoint *b)
{
  gboolean ok = a->date == b->date && a->n == b->n && a->numerator == b->numerator &&
                a->denominator == b->denominator && a->complete == b->complete &&
                same (a->value, b->value) && same (a->low, b->low) && same (a->high, b->high);

  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    ok = ok && a->buckets[i] == b->buckets[i];
  if (!ok)
    g_error ("%s, day %d: %g (n %d) is not %g (n %d)", id, (int) a->date, a->value, (int) a->n,
             b->value, (int) b->n);
}

static void
assert_metrics (const HcMetricSet *a, const HcMetricSet *b)
{
  for (guint i = 0; i < HC_N_METRICS; i++)
    {
      const HcMetricSeries *one = hc_metric_set_total (a, (HcMetricId) i);
      const HcMetricSeries *other = hc_metric_set_total (b, (HcMetricId) i);

      if (one->measurable != other->measurable)
        g_error ("%s: %s is not %s", hc_metrics[i].id, one->missing, other->missing);
      g_assert_cmpuint (one->n_points, ==, other->n_points);
      assert_point (hc_metrics[i].id, &one->window, &other->window);
      for (guint k = 0; k < one->n_points; k++)
        assert_point (hc_metrics[i].id, &one->points[k], &other->points[k]);
    }
}

static void
assert_parts (const HcCriterionResult *a, const HcCriterionResult *b)
{
  g_assert_cmpuint (a->parts->len, ==, b->parts->len);
  for (guint i = 0; i < a->parts->len; i++)
    {
      const HcPartResult *one = g_ptr_array_index (a->parts, i);
      const HcPartResult *other = g_ptr_array_index (b->parts, i);

      g_assert_cmpstr (one->reason, ==, other->reason);
      g_assert_cmpint (one->verdict, ==, other->verdict);
      g_assert_true (same (one->value, other->value));
      g_assert_cmpuint (one->hold_done, ==, other->hold_done);
    }
}

static void
assert_exit (const HcCriteriaResult *a, const HcCriteriaResult *b)
{
  g_assert_cmpuint (a->done, ==, b->done);
  g_assert_cmpint (a->rag, ==, b->rag);
  g_assert_cmpstr (a->rag_reason, ==, b->rag_reason);
  g_assert_cmpuint (a->criteria->len, ==, 8);
  for (guint i = 0; i < a->criteria->len; i++)
    {
      const HcCriterionResult *one = g_ptr_array_index (a->criteria, i);
      const HcCriterionResult *other = g_ptr_array_index (b->criteria, i);

      g_assert_cmpstr (one->code, ==, other->code);
      g_assert_cmpstr (one->reason, ==, other->reason);
      g_assert_cmpint (one->verdict, ==, other->verdict);
      g_assert_cmpint (one->since, ==, other->since);
      assert_parts (one, other);
    }
}

/* ---------------------------------------------------------------- tests */

static HcWhatIf *
ask (const HcCriteriaInputs *inputs, const char *const *solved)
{
  g_autoptr (GError) error = NULL;
  HcWhatIf *what_if = hc_what_if_compute (inputs, solved, 10, NOW, NULL, &error);

  g_assert_no_error (error);
  return what_if;
}

static const HcWhatIfChoice *
find (const HcWhatIf *what_if, const char *word)
{
  for (guint i = 0; i < what_if->choices->len; i++)
    {
      const HcWhatIfChoice *choice = g_ptr_array_index (what_if->choices, i);

      if (strstr (choice->title, word) != NULL)
        return choice;
    }
  g_error ("no choice says “%s”", word);
}

static guint
count_tickets (guint problems)
{
  guint n = 0;

  for (guint i = 0; i < N_TICKETS; i++)
    n += (problems & 1u << problem_of (i)) != 0;
  return n;
}

static const char *const words[N_PROBLEMS]
  = { "Approver", "Scanner", "Password", "Finance", "Reporting" };

static void
test_solved (void)
{
  static const guint cases[] = {
    0,
    1u << APPROVER,
    1u << SCANNER,
    1u << PASSWORD,
    1u << INVOICE,
    1u << SCANNER | 1u << PASSWORD | 1u << OTHER,
    1u << APPROVER | 1u << PASSWORD | 1u << INVOICE | 1u << OTHER, /* one is left */
  };
  g_autoptr (HcCriteriaInputs) inputs = load_launch (0);
  const char *const none[] = { NULL };
  g_autoptr (HcWhatIf) now = ask (inputs, none);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_autoptr (HcCriteriaInputs) other = load_launch (cases[i]);
      g_autoptr (HcWhatIf) expected = ask (other, none);
      g_autoptr (HcWhatIf) what_if = NULL;
      g_auto (GStrv) solved = NULL;

      g_strv_builder_add (builder, "issue:unknown"); /* is passed over */
      for (guint k = 0; k < N_PROBLEMS; k++)
        if ((cases[i] & 1u << k) != 0)
          g_strv_builder_add (builder, find (now, words[k])->key);
      solved = g_strv_builder_end (builder);
      what_if = ask (inputs, (const char *const *) solved);
      g_assert_cmpuint (what_if->n_left_out, ==, count_tickets (cases[i]));
      assert_metrics (what_if->metrics_before, now->metrics_before);
      assert_exit (what_if->exit_before, now->exit_before);
      assert_metrics (what_if->metrics_after, expected->metrics_before);
      assert_exit (what_if->exit_after, expected->exit_before);
    }
}

/* Each kind of driver is there, with all its tickets; nothing of it moves the launch itself. */
static void
test_choices (void)
{
  static const struct { guint problem; const char *kind; gboolean is_issue; } cases[] = {
    { APPROVER, "issue:", TRUE },
    { SCANNER, "issue:", TRUE },
    { PASSWORD, "text_group:", FALSE },
    { INVOICE, "category:", FALSE },
    { OTHER, "category:", FALSE },
  };
  g_autoptr (HcCriteriaInputs) inputs = load_launch (0);
  const char *const none[] = { NULL };
  g_autoptr (HcWhatIf) now = ask (inputs, none);

  g_assert_cmpuint (now->choices->len, ==, N_PROBLEMS);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const HcWhatIfChoice *choice = find (now, words[cases[i].problem]);

      g_assert_true (g_str_has_prefix (choice->key, cases[i].kind));
      g_assert_cmpint (choice->is_issue, ==, cases[i].is_issue);
      g_assert_cmpuint (choice->tickets, ==, count_tickets (1u << cases[i].problem));
      g_assert_cmpuint (choice->rank, >, 0);
    }
  g_assert_cmpuint (inputs->columns->n, ==, N_TICKETS);
}

/* An open issue that brought no ticket can be solved too: registers look at it. */
static void
test_issue_without_tickets (void)
{
  g_autoptr (HcCriteriaInputs) inputs = load_launch (1u << APPROVER | 1u << SCANNER);
  GPtrArray *issues = hc_criteria_inputs_register (inputs, "issue");
  const char *const none[] = { NULL };
  const HcWhatIfChoice *choice;
  g_autoptr (HcWhatIf) now = NULL;

  hc_record_data_set (g_ptr_array_index (issues, 0), "state", "new");
  now = ask (inputs, none);
  choice = find (now, hc_record_data_title (g_ptr_array_index (issues, 0)));
  g_assert_true (choice->is_issue);
  g_assert_cmpuint (choice->rank, ==, 0);
  g_assert_cmpuint (choice->tickets, ==, 0);
  g_assert_cmpstr (choice->note, ==, "0 tickets");
}

static void
test_texts (void)
{
  for (guint i = 0; i < HC_N_METRICS; i++)
    g_assert_cmpint (strlen (hc_what_if_metric_text ((HcMetricId) i)), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/what-if/solved", test_solved);
  g_test_add_func ("/what-if/choices", test_choices);
  g_test_add_func ("/what-if/issue-without-tickets", test_issue_without_tickets);
  g_test_add_func ("/what-if/texts", test_texts);
  return g_test_run ();
}
