/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A job can be cancelled at any moment and a statement can fail at any time: who asks is told, never
 * given a part of the answer, and a command that was stopped changed nothing. */

#include "config.h"

#include "catalog-fixture.h"
#include "hc-batch-table.h"
#include "hc-cohort-values.h"
#include "hc-columns-table.h"
#include "hc-criteria-table.h"
#include "hc-db-private.h"
#include "hc-history.h"
#include "hc-issue-table.h"
#include "hc-launch-table.h"
#include "hc-record-table.h"
#include "hc-routing.h"
#include "hc-scope.h"
#include "hc-starter.h"
#include "hc-suggest-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "hc-text-group-table.h"
#include "hc-ticket-facets.h"
#include "hc-ticket-list.h"
#include "hc-usage-table.h"

#define MOST 100 /* places tried of one function */
/* Between two looks of SQLite, whose machine runs BEGIN and COMMIT in fewer, and could stop after
 * them; hc_db_set_cancellable() looks more seldom still. */
#define STEPS 8

/* ---------------------------------------------------------------- how it is stopped */

typedef struct
{
  guint count, nth;
} Stop;

static int
interrupt_cb (void *data)
{
  Stop *self = data;

  return ++self->count == self->nth;
}

static int
deny_cb (void *data, int action, const char *a, const char *b, const char *c, const char *d)
{
  Stop *self = data;

  /* Ways out of a transaction stay open; SQLite asks for pragmas of its own and needs no answer. */
  if (action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT || action == SQLITE_PRAGMA)
    return SQLITE_OK;
  return ++self->count == self->nth ? SQLITE_DENY : SQLITE_OK;
}

static void
arm (HcDb *db, gboolean denied, Stop *stop)
{
  hc_sql_clear_cache (db); /* what is prepared is not asked about again */
  if (denied)
    sqlite3_set_authorizer (db->handle, stop != NULL ? deny_cb : NULL, stop);
  else
    sqlite3_progress_handler (db->handle, stop != NULL ? STEPS : 0, interrupt_cb, stop);
}

/* ---------------------------------------------------------------- what is stopped */

typedef gboolean (*Run) (HcDb *db, GError **error);

static gboolean
took (gpointer result, GDestroyNotify free_func)
{
  if (result != NULL)
    free_func (result);
  return result != NULL;
}

#define TAKES(name, call, free_func)                                                               \
  static gboolean name (HcDb *db, GError **error)                                                  \
  {                                                                                                \
    return took (call, (GDestroyNotify) free_func);                                                \
  }

TAKES (read_batches, hc_batches_load (db, error), g_ptr_array_unref)
TAKES (read_cohort_values, hc_cohort_values (db, "location", error), g_ptr_array_unref)
TAKES (read_cohort_counts, hc_cohort_counts (db, error), hc_cohort_counts_free)
TAKES (read_criteria, hc_criteria_inputs_load (db, TRUE, NULL, error), hc_criteria_inputs_free)
TAKES (read_history, hc_history_list (db, 100, error), g_ptr_array_unref)
TAKES (read_scope_rules, hc_scope_rules_load (db, error), g_ptr_array_unref)
TAKES (read_sources, hc_ticket_sources_load (db, error), g_ptr_array_unref)
TAKES (read_routing, hc_routing_load (db, error), hc_routing_free)
TAKES (read_scope, hc_scope_load (db, error), hc_scope_free)
TAKES (read_rules, hc_rules_load (db, error), g_ptr_array_unref)
TAKES (read_coverage, hc_rule_coverage (db, error), hc_rule_coverage_free)
TAKES (read_counts, hc_rule_counts (db, error), g_hash_table_unref)
TAKES (read_suggester, hc_suggester_load (db, error), hc_suggester_unref)
TAKES (read_rows, hc_ticket_list_rows (db, (const gint64[]){ 1, 2, 9 }, 3, error), g_ptr_array_unref)
TAKES (read_values, hc_ticket_list_values (db, HC_TICKET_GROUP, error), g_ptr_array_unref)
TAKES (read_usage, hc_usage_load (db, error), hc_usage_unref)

static HcColumns *
load_columns (HcDb *db, GError **error)
{
  g_auto (HcLaunchSettings) settings = { 0 };

  return hc_launch_load (db, &settings, error) ? hc_columns_load (db, &settings, error) : NULL;
}

TAKES (read_columns, load_columns (db, error), hc_columns_unref)

static gboolean
read_text_groups (HcDb *db, GError **error)
{
  g_autoptr (HcColumns) columns = load_columns (db, error);

  return columns != NULL
         && took (hc_text_groups_load (db, columns, NULL, error),
                  (GDestroyNotify) hc_launch_text_groups_free);
}

static gboolean
read_queue (HcDb *db, GError **error)
{
  g_autoptr (HcColumns) columns = load_columns (db, error);

  return columns != NULL
         && took (hc_queue_load (db, columns, 10, NULL, error), (GDestroyNotify) hc_queue_free);
}

static gboolean
read_facets (HcDb *db, GError **error)
{
  g_autoptr (HcColumns) columns = load_columns (db, error);

  return columns != NULL
         && took (hc_ticket_facets_load (db, columns, 3, error),
                  (GDestroyNotify) hc_ticket_facets_unref);
}

static gboolean
read_list (HcDb *db, GError **error)
{
  g_auto (HcTicketQuery) query = { 0 };
  g_autoptr (GArray) ids = NULL;
  HcTicketSummary summary;

  hc_ticket_query_init (&query);
  return (ids = hc_ticket_list_ids (db, &query, error)) != NULL
         && hc_ticket_list_summary (db, &query, &summary, error);
}

static gboolean
read_preview (HcDb *db, GError **error)
{
  g_autoptr (HcRule) rule = catalog_rule ("word login > i3 - - - -");

  return took (hc_rule_preview (db, rule, error), (GDestroyNotify) hc_rule_effect_free);
}

static gboolean
read_all_registers (HcDb *db, GError **error)
{
  static const char *const types[] = { "team", "workflow", "workflow_step", "cohort", "issue" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (!took (hc_records_load (db, hc_record_type (types[i]), NULL, error),
               (GDestroyNotify) g_ptr_array_unref))
      return FALSE;
  return TRUE;
}

/* ---------------------------------------------------------------- commands */

static gboolean
do_triage (HcDb *db, gpointer data, GError **error)
{
  const gint64 tickets[] = { 1, 4, 9 };
  HcTriageChoice choice = { 1u << HC_LINK_ISSUE, { "i3" }, HC_TRIAGE_BULK, DAY_1 };

  return hc_triage_set (db, tickets, G_N_ELEMENTS (tickets), &choice, error);
}

static gboolean
do_merge_issues (HcDb *db, gpointer data, GError **error)
{
  return hc_issue_merge (db, "i1", "i2", error);
}

static gboolean
do_delete_workflow (HcDb *db, gpointer data, GError **error)
{
  return hc_record_delete (db, hc_record_type ("workflow"), "w1", error);
}

static gboolean
do_duplicate_workflow (HcDb *db, gpointer data, GError **error)
{
  return hc_record_duplicate (db, hc_record_type ("workflow"), "w1", NULL, error);
}

static gboolean
do_move_step (HcDb *db, gpointer data, GError **error)
{
  return hc_record_move (db, hc_record_type ("workflow_step"), "s12", NULL, error);
}

static gboolean
do_save_rule (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcRule) rule = catalog_rule ("word login > i3 - - - -");

  return hc_rule_save (db, rule, &rule->id, error);
}

static gboolean
do_apply_starter (HcDb *db, gpointer data, GError **error)
{
  return hc_starter_apply (db, "erp", error);
}

#define COMMANDS(name, func)                                                                       \
  static gboolean name (HcDb *db, GError **error)                                                  \
  {                                                                                                \
    return hc_history_run (db, "Command", func, NULL, error);                                      \
  }

COMMANDS (run_triage, do_triage)
COMMANDS (run_merge_issues, do_merge_issues)
COMMANDS (run_delete_workflow, do_delete_workflow)
COMMANDS (run_duplicate_workflow, do_duplicate_workflow)
COMMANDS (run_move_step, do_move_step)
COMMANDS (run_save_rule, do_save_rule)
COMMANDS (run_apply_starter, do_apply_starter)

static gboolean
run_refresh (HcDb *db, GError **error)
{
  return hc_rules_refresh (db, NULL, NULL, NULL, error);
}

static gboolean
run_undo (HcDb *db, GError **error)
{
  return hc_history_undo (db, NULL, error);
}

/* ---------------------------------------------------------------- the test */

typedef struct
{
  const char *name;
  Run run;
} Function;

/* Two rules, a decision, and links that are not up to date. */
static HcDb *
launch_new (void)
{
  HcDb *db = catalog_fixture_new ();

  hc_test_sql (db, "Classify",
               "INSERT INTO ticket_triage (source_id, external_id, issue_id, how, decided_at) "
               "VALUES ('s', 'INC3', 'i2', 'choice', 100)");
  g_free (catalog_add_rule (db, "r1", "word approver > i1 - - - -"));
  g_free (catalog_add_rule (db, "r2", "word print > i2 w2 - - -"));
  return db;
}

static char *
state (HcDb *db)
{
  g_autofree char *facts = hc_test_facts (db);
  g_autofree char *judgements = hc_test_dump (db);
  g_autofree char *links = catalog_links (db);

  return g_strconcat (facts, judgements, links, NULL);
}

/* How often @run can be stopped. */
static guint
count_places (const Function *function, gboolean denied)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = launch_new ();
  Stop stop = { 0, 0 };

  arm (db, denied, &stop);
  function->run (db, &error);
  arm (db, denied, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (stop.count, >, 0);
  return stop.count;
}

static void
test_function (const Function *function, gboolean denied)
{
  guint places = count_places (function, denied);
  g_autoptr (HcDb) db = launch_new ();
  g_autofree char *before = state (db);

  /* Odd steps, so that all kinds of places are met. */
  for (guint nth = 1; nth <= places; nth += places / MOST | 1)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      Stop stop = { 0, nth };
      gboolean ok;

      arm (db, denied, &stop);
      ok = function->run (db, &error);
      arm (db, denied, NULL);
      g_test_message ("%s: %u of %u", function->name, nth, places);
      g_assert_false (ok);
      g_assert_nonnull (error);
      if (!denied)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (hc_db_in_transaction (db));
      after = state (db);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_interrupted (gconstpointer data)
{
  test_function (data, FALSE);
}

static void
test_denied (gconstpointer data)
{
  test_function (data, TRUE);
}

int
main (int argc, char **argv)
{
  static const Function functions[] = {
    { "batches", read_batches },
    { "cohort-values", read_cohort_values },
    { "cohort-counts", read_cohort_counts },
    { "columns", read_columns },
    { "criteria", read_criteria },
    { "history", read_history },
    { "scope-rules", read_scope_rules },
    { "sources", read_sources },
    { "routing", read_routing },
    { "scope", read_scope },
    { "rules", read_rules },
    { "rule-coverage", read_coverage },
    { "rule-counts", read_counts },
    { "rule-preview", read_preview },
    { "suggester", read_suggester },
    { "text-groups", read_text_groups },
    { "queue", read_queue },
    { "facets", read_facets },
    { "ticket-list", read_list },
    { "ticket-rows", read_rows },
    { "ticket-values", read_values },
    { "usage", read_usage },
    { "registers", read_all_registers },
    { "triage", run_triage },
    { "merge-issues", run_merge_issues },
    { "delete-workflow", run_delete_workflow },
    { "duplicate-workflow", run_duplicate_workflow },
    { "move-step", run_move_step },
    { "save-rule", run_save_rule },
    { "apply-starter", run_apply_starter },
    { "refresh-links", run_refresh },
    { "undo", run_undo },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_autofree char *interrupted = g_strconcat ("/interrupted/", functions[i].name, NULL);
      g_autofree char *denied = g_strconcat ("/denied/", functions[i].name, NULL);

      g_test_add_data_func (interrupted, &functions[i], test_interrupted);
      g_test_add_data_func (denied, &functions[i], test_denied);
    }
  return g_test_run ();
}
