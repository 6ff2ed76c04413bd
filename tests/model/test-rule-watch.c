/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What rules say follows the rules while a launch is open: edits, undo, redo, deletions, closing. */

#include "config.h"

#include "hc-rule-table.h"
#include "hc-rule-watch.h"
#include "hc-test-history.h"
#include "wait.h"

#define TICKETS                                                                                    \
  "INSERT INTO term (id, kind, text) VALUES (1, 'source', 's');"                                   \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) "                 \
  "INSERT INTO ticket (id, source_term, external_id, title, state_class, opened_at, first_batch, " \
  "last_batch, row_hash, content_hash) SELECT i, 1, 'T' || i, CASE WHEN i % 5 THEN 'Print' ELSE "  \
  "'Login' END, 'open', 1, 1, 1, 0, 0 FROM n"

typedef struct
{
  char *folder;
  char *path;
  HcStore *store;
  HcRuleWatch *watch;
  guint links_told;
  gint64 links; /* as counted last */
} Fixture;

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(HcStore **) user_data = hc_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (hc_store_close_finish (HC_STORE (object), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
changed_cb (HcStore *store, guint tables, Fixture *fixture)
{
  if ((tables & HC_TABLES_LINKS) != 0 && tables != HC_TABLES_ALL)
    fixture->links_told++;
}

static void
open_store (Fixture *fixture)
{
  fixture->store = NULL;
  hc_store_open_async (fixture->path, HC_DB_READ_WRITE, NULL, opened_cb, &fixture->store);
  wait_until (fixture->store != NULL);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
  fixture->watch = hc_rule_watch_new (fixture->store);
}

static void
close_store (Fixture *fixture)
{
  gboolean closed = FALSE;

  g_clear_pointer (&fixture->watch, hc_rule_watch_free);
  hc_store_close_async (fixture->store, closed_cb, &closed);
  wait_until (closed);
  g_clear_object (&fixture->store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  HcDb *db;

  fixture->folder = hc_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "a.hypercare", NULL);
  db = hc_db_create (fixture->path, NULL);
  hc_test_sql (db, "Plan", "INSERT INTO source (id, name) VALUES ('s', 'S'); INSERT INTO issue (id, "
                           "title) VALUES ('i1', 'Print'), ('i2', 'Login')");
  hc_test_exec (db, TICKETS);
  hc_db_close (db);
  open_store (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_store (fixture);
  g_free (fixture->path);
  hc_test_folder_free (fixture->folder);
}

static gpointer
count_job (HcDb *db, gpointer data, GError **error)
{
  *(gint64 *) data = hc_test_int (db, "SELECT count (*) FROM ticket_rule_link");
  return NULL;
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Waits for the links to be told again, then counts them. */
static gint64
links_after (Fixture *fixture, guint told)
{
  gboolean done = FALSE;

  wait_until (fixture->links_told > told);
  hc_store_read_async (fixture->store, count_job, &fixture->links, NULL, NULL, NULL, counted_cb,
                       &done);
  wait_until (done);
  return fixture->links;
}

static gboolean
add_rule (HcDb *db, gpointer data, GError **error)
{
  const char *const *words = data;
  g_autoptr (HcRule) rule = hc_rule_new ();

  hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_IS, words[0]);
  rule->target[HC_LINK_ISSUE] = g_strdup (words[1]);
  return hc_rule_save (db, rule, NULL, error);
}

static gboolean
delete_issue (HcDb *db, gpointer data, GError **error)
{
  hc_test_exec (db, "DELETE FROM issue WHERE id = 'i1'");
  return TRUE;
}

static const char *const print_rule[] = { "print", "i1" };
static const char *const login_rule[] = { "login", "i2" };

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  hc_store_command_async (fixture->store, "Add", HC_TABLES_RULES, add_rule, (gpointer) print_rule,
                          NULL, NULL, NULL);
  g_assert_cmpint (links_after (fixture, 0), ==, 40);
  hc_store_command_async (fixture->store, "Add", HC_TABLES_RULES, add_rule, (gpointer) login_rule,
                          NULL, NULL, NULL);
  g_assert_cmpint (links_after (fixture, 1), ==, 50);
  hc_store_undo_async (fixture->store, NULL, NULL);
  g_assert_cmpint (links_after (fixture, 2), ==, 40);
  hc_store_redo_async (fixture->store, NULL, NULL);
  g_assert_cmpint (links_after (fixture, 3), ==, 50);
  hc_store_command_async (fixture->store, "Delete", HC_TABLES_CATALOG, delete_issue, NULL, NULL,
                          NULL, NULL);
  g_assert_cmpint (links_after (fixture, 4), ==, 10);
}

/* A choice of a person is no reason to run the rules. */
static void
test_leaves_alone (Fixture *fixture, gconstpointer data)
{
  hc_store_command_async (fixture->store, "Add", HC_TABLES_RULES, add_rule, (gpointer) print_rule,
                          NULL, NULL, NULL);
  links_after (fixture, 0);
  hc_store_command_async (fixture->store, "Add", HC_TABLES_TRIAGE, add_rule, (gpointer) login_rule,
                          NULL, NULL, NULL);
  hc_store_command_async (fixture->store, "Add", HC_TABLES_RULES, add_rule, (gpointer) login_rule,
                          NULL, NULL, NULL);
  g_assert_cmpint (links_after (fixture, 1), ==, 50);
  g_assert_cmpuint (fixture->links_told, ==, 2);
}

/* Rules that came while nobody looked are run at opening. */
static void
test_opening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HcDb) db = NULL;

  close_store (fixture);
  db = hc_db_open (fixture->path, HC_DB_READ_WRITE, NULL);
  g_assert_true (hc_history_run (db, "Add", add_rule, (gpointer) print_rule, NULL));
  g_clear_pointer (&db, hc_db_close);
  fixture->links_told = 0;
  open_store (fixture);
  g_assert_cmpint (links_after (fixture, 0), ==, 40);
}

/* Closing right after an edit does not wait for the rules, and leaves nothing half done. */
static void
test_closing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HcDb) db = NULL;
  gint64 links;

  hc_store_command_async (fixture->store, "Add", HC_TABLES_RULES, add_rule, (gpointer) print_rule,
                          NULL, NULL, NULL);
  close_store (fixture);
  db = hc_db_open (fixture->path, HC_DB_READ_WRITE, NULL);
  links = hc_test_int (db, "SELECT count (*) FROM ticket_rule_link");
  g_assert_true (links == 0 || links == 40);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM derived_state"), ==, links / 40);
  g_clear_pointer (&db, hc_db_close);
  open_store (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/rule-watch/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/rule-watch/leaves-alone", Fixture, NULL, set_up, test_leaves_alone, tear_down);
  g_test_add ("/rule-watch/opening", Fixture, NULL, set_up, test_opening, tear_down);
  g_test_add ("/rule-watch/closing", Fixture, NULL, set_up, test_closing, tear_down);
  return g_test_run ();
}
