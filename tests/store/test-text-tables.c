/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text groups, suggestions and the queue of a launch. */

#include "config.h"

#include <string.h>

#include "hc-columns-table.h"
#include "hc-launch-table.h"
#include "hc-suggest-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "hc-text-group-table.h"

#define N_TICKETS 30

/* Tickets 1–12 tax, 13–20 printers, 21–25 hang-ups, 26–28 wifi, 29 without a title; 30 is like 1 but
 * older than go-live. People decided 1–4 and 13–14; a rule says tax of 15. Opened in order of id. */
static HcDb *
open_fixture (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "UTC");

  hc_test_exec (db, "INSERT INTO source VALUES ('s1', 'Desk', '');"
                    "INSERT INTO term VALUES (1, 'source', 's1'), (2, 'category', 'Finance'),"
                    " (3, 'category', 'Logistics'), (4, 'group', 'AP Team'), (5, 'requester', 'Ann')");
  hc_test_exec (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30) "
                    "INSERT INTO ticket (id, source_term, external_id, title, state_class,"
                    " category_term, group_term, requester_term, opened_at, first_batch, last_batch,"
                    " row_hash, content_hash) SELECT i, 1, 'T' || i,"
                    " CASE WHEN i <= 12 OR i = 30 THEN 'Tax code missing ' || i"
                    "  WHEN i <= 20 THEN 'Printer offline' WHEN i <= 25 THEN 'Hang up'"
                    "  WHEN i <= 28 THEN 'Wifi slow' END, 'open',"
                    " CASE WHEN i <= 12 THEN 2 WHEN i <= 20 THEN 3 END,"
                    " CASE WHEN i <= 6 THEN 4 END, CASE WHEN i IN (1, 5) THEN 5 END,"
                    " CASE i WHEN 30 THEN 1000 ELSE unixepoch ('2026-03-05') + i END, 1, 1, 0, 0 FROM n");
  hc_test_sql (db, "Classify",
               "INSERT INTO issue (id, title) VALUES ('tax', 'Tax'), ('printer', 'Printers');"
               "INSERT INTO rule (id, issue_id) VALUES ('r1', 'tax');"
               "INSERT INTO ticket_triage (source_id, external_id, issue_id, decided_at) VALUES"
               " ('s1', 'T1', 'tax', 100), ('s1', 'T2', 'tax', 102), ('s1', 'T3', 'tax', 104),"
               " ('s1', 'T4', 'tax', 105), ('s1', 'T13', 'printer', 101), ('s1', 'T14', 'printer', 103),"
               " ('s1', 'gone', 'printer', 106);"
               "INSERT INTO ticket_triage (source_id, external_id, note) VALUES ('s1', 'T16', 'note')");
  hc_test_exec (db, "INSERT INTO rule_result (id, issue_id, issue_rule_id) VALUES (1, 'tax', 'r1');"
                    "INSERT INTO ticket_rule_link VALUES (15, 1)");
  return db;
}

static HcColumns *
load_columns (HcDb *db)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;
  HcColumns *columns;

  hc_launch_load (db, &settings, &error);
  g_assert_no_error (error);
  columns = hc_columns_load (db, &settings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (columns->n, ==, N_TICKETS - 1);
  return columns;
}

/* ---------------------------------------------------------------- groups */

/* “12 (8) code missing tax; …”: the unclassified ones in brackets. */
static char *
describe_groups (HcDb *db)
{
  g_autoptr (HcColumns) columns = load_columns (db);
  g_autoptr (GError) error = NULL;
  g_autoptr (HcLaunchTextGroups) found = hc_text_groups_load (db, columns, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->groups->groups->len; i++)
    {
      const HcTextGroup *group = g_ptr_array_index (found->groups->groups, i);

      g_string_append_printf (text, "%s%u (%d) %s", i > 0 ? "; " : "", group->n,
                              (int) found->n_unclassified[i], group->key);
    }
  for (guint i = 0; i < found->groups->ignored->len; i++)
    g_string_append_printf (text, " | %s",
                            ((HcTextGroup *) g_ptr_array_index (found->groups->ignored, i))->key);
  return g_string_free (text, FALSE);
}

static void
assert_groups (HcDb *db, const char *expected)
{
  g_autofree char *text = describe_groups (db);

  g_assert_cmpstr (text, ==, expected);
}

typedef struct
{
  char action; /* m, s, i, f */
  const char *key, *into;
} Command;

static gboolean
run_command (HcDb *db, gpointer data, GError **error)
{
  const Command *command = data;

  switch (command->action)
    {
    case 'm':
      return hc_text_group_merge (db, command->key, command->into, error);
    case 's':
      return hc_text_group_split (db, command->key, error);
    case 'i':
      return hc_text_group_ignore (db, command->key, error);
    default:
      return hc_text_group_forget (db, command->key, error);
    }
}

static void
test_groups (void)
{
  static const struct
  {
    Command command;
    const char *expected;
  } steps[] = {
    { { 'i', "hang", NULL }, "12 (8) code missing tax; 8 (5) offline printer | hang" },
    { { 'f', "hang", NULL }, "12 (8) code missing tax; 8 (5) offline printer; 5 (5) hang" },
    { { 'm', "hang", "offline printer" }, "13 (10) offline printer; 12 (8) code missing tax" },
    { { 's', "Wifi slow!", NULL },
      "13 (10) offline printer; 12 (8) code missing tax; 3 (3) slow wifi" },
    /* into the group that “hang” is part of: stored as part of its leader */
    { { 'm', "slow wifi", "hang" }, "16 (13) offline printer; 12 (8) code missing tax" },
    /* takes the merge of the title back */
    { { 's', "Hang up", NULL },
      "12 (8) code missing tax; 11 (8) offline printer; 5 (5) hang" },
    { { 'f', "offline printer", NULL },
      "12 (8) code missing tax; 8 (5) offline printer; 5 (5) hang" },
  };
  g_autoptr (HcDb) db = open_fixture ();

  assert_groups (db, "12 (8) code missing tax; 8 (5) offline printer; 5 (5) hang");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      hc_test_command (db, "Change Text Groups", run_command, (gpointer) &steps[i].command);
      assert_groups (db, steps[i].expected);
    }
  hc_test_assert_rows (db, "SELECT words, choice, into_words FROM text_group_choice", "hang|apart|\n");
}

/* What changes nothing leaves no undo step. */
static void
test_no_change (void)
{
  static const Command nothing[]
    = { { 'f', "laptop", NULL }, { 'm', "hang", "hang" }, { 'm', "offline printer", "hang" } };
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (GError) error = NULL;
  Command merge = { 'm', "hang", "offline printer" };
  g_autofree char *label = NULL, *redo = NULL;

  hc_test_command (db, "Merge Groups", run_command, &merge);
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      hc_history_run (db, "Nothing", run_command, (gpointer) &nothing[i], &error);
      g_assert_no_error (error);
    }
  hc_history_peek (db, &label, &redo, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Merge Groups");
}

static void
test_refused (void)
{
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (HcColumns) columns = load_columns (db);
  g_autoptr (GError) error = NULL;
  Command split = { 's', "Please help 17", NULL };
  gint cancelled = 1;

  g_assert_false (hc_history_run (db, "Split", run_command, &split, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (hc_text_groups_load (db, columns, &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (hc_queue_load (db, columns, 0, &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_stop_word (void)
{
  g_autoptr (HcDb) db = open_fixture ();

  hc_test_sql (db, "Add Stop Words", "INSERT INTO stop_word VALUES ('w1', 'Missing'), ('w2', 'hang')");
  assert_groups (db, "12 (8) code tax; 8 (5) offline printer");
}

/* ---------------------------------------------------------------- suggestions */

static void
test_suggestions (void)
{
  static const struct
  {
    gint64 ticket;
    const char *issue;
    const char *reason;
  } cases[] = {
    { 5, "tax", "Shares the words “tax”, “code”, “missing”; same category, group and requester." },
    { 7, "tax", "Shares the words “tax”, “code”, “missing”; same category." },
    { 16, "printer", "Shares the words “printer”, “offline”; same category." },
    { 26, NULL, NULL },
    { 29, NULL, NULL },
  };
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HcSuggester) suggester = hc_suggester_load (db, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found
        = hc_suggest_for_ticket (db, suggester, cases[i].ticket, 3, &error);
      g_autofree char *reason = NULL;

      g_assert_no_error (error);
      if (cases[i].issue == NULL)
        {
          g_assert_cmpuint (found->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (found->len, ==, 1);
      reason = hc_suggestion_explain (g_ptr_array_index (found, 0));
      g_assert_cmpstr (((HcSuggestion *) g_ptr_array_index (found, 0))->issue_id, ==,
                       cases[i].issue);
      g_assert_cmpstr (reason, ==, cases[i].reason);
    }
  /* Six people's decisions; not the rule's, not the one about a ticket that is gone. */
  g_assert_cmpint (hc_suggester_accuracy (suggester).decisions, ==, 6);
  g_assert_null (hc_suggest_for_ticket (db, suggester, 99, 3, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

static void
test_explain (void)
{
  char *no_words[] = { NULL };
  char *one_word[] = { (char *) "tax", NULL };
  const struct
  {
    HcSuggestion suggestion;
    const char *expected;
  } cases[] = {
    { { .words = one_word }, "Shares the word “tax”." },
    { { .words = one_word, .by_group = TRUE }, "Shares the word “tax”; same group." },
    { { .words = no_words, .by_category = TRUE, .by_group = TRUE },
      "No telling word in common, but same category and group." },
    { { .words = no_words, .by_requester = TRUE },
      "No telling word in common, but same requester." },
    { { .words = no_words }, "Something of each, nothing that stands out." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_suggestion_explain (&cases[i].suggestion);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* ---------------------------------------------------------------- queue */

static char *
describe_queue (const HcQueue *queue)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < queue->items->len; i++)
    {
      const HcQueueItem *item = g_ptr_array_index (queue->items, i);

      g_string_append_printf (text, "%s%s%s ", item->key,
                              item->suggestion != NULL ? ">" : "",
                              item->suggestion != NULL ? item->suggestion->issue_id : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_queue (void)
{
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (HcColumns) columns = load_columns (db);
  g_autoptr (GError) error = NULL;
  g_autoptr (HcQueue) queue = hc_queue_load (db, columns, 0, NULL, &error);
  g_autoptr (HcQueue) few = hc_queue_load (db, columns, 3, NULL, &error);
  g_autofree char *all = NULL, *first = NULL;
  double last = 1;

  g_assert_no_error (error);
  g_assert_cmpint (queue->n_tickets, ==, 29);
  g_assert_cmpint (queue->n_classified, ==, 7); /* the rule's too */
  g_assert_cmpint (queue->accuracy.decisions, ==, 6);
  g_assert_cmpuint (queue->items->len, ==, 22);
  for (guint i = 0; i < queue->items->len; i++)
    {
      const HcQueueItem *item = g_ptr_array_index (queue->items, i);
      double confidence = item->suggestion != NULL ? item->suggestion->confidence : -1;

      g_assert_cmpfloat (confidence, <=, last);
      last = confidence;
    }
  /* Without a suggestion: the newest first. */
  all = describe_queue (queue);
  g_assert_true (g_str_has_suffix (all, " T29 T28 T27 T26 T25 T24 T23 T22 T21 "));
  g_assert_nonnull (strstr (all, "T20>printer "));
  first = describe_queue (few);
  g_assert_cmpuint (few->items->len, ==, 3);
  g_assert_cmpint (few->n_classified, ==, 7);
  g_assert_true (g_str_has_prefix (all, first));
}

static void
test_similar (void)
{
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (HcColumns) columns = load_columns (db);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = hc_similar_tickets (db, columns, 11, 3, &error);
  g_autoptr (GArray) untitled = hc_similar_tickets (db, columns, 29, 3, &error);
  static const gint64 expected[] = { 12, 10, 9 };

  g_assert_no_error (error);
  g_assert_cmpmem (found->data, found->len * sizeof (gint64), expected, sizeof expected);
  g_assert_cmpuint (untitled->len, ==, 0);
  g_assert_null (hc_similar_tickets (db, columns, 99, 3, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-tables/groups", test_groups);
  g_test_add_func ("/text-tables/no-change", test_no_change);
  g_test_add_func ("/text-tables/refused", test_refused);
  g_test_add_func ("/text-tables/stop-word", test_stop_word);
  g_test_add_func ("/text-tables/suggestions", test_suggestions);
  g_test_add_func ("/text-tables/explain", test_explain);
  g_test_add_func ("/text-tables/queue", test_queue);
  g_test_add_func ("/text-tables/similar", test_similar);
  return g_test_run ();
}
