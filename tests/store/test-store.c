/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-db-private.h"
#include "hc-store.h"
#include "hc-test-history.h"

#define LONG_WAIT 60 /* seconds; only a hang reaches it */

typedef struct
{
  char *folder;
  char *path;
  HcStore *store;
  guint changed;     /* union of what “changed” told */
  guint n_changed;
  guint n_notified;  /* of undo-label */
  GString *order;    /* what came, in order */
} World;

static gboolean
too_long_cb (gpointer data)
{
  g_error ("Nothing came for %d seconds", LONG_WAIT);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until *@flag. */
static void
wait_for (const gboolean *flag)
{
  guint id = g_timeout_add_seconds (LONG_WAIT, too_long_cb, NULL);

  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

typedef struct
{
  World *world;
  gboolean done;
  gpointer result;
  GError *error;
} Answer;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = hc_store_open_finish (result, &answer->error);
  answer->done = TRUE;
}

static HcStore *
open_store (const char *path, HcDbMode mode, GError **error)
{
  Answer answer = { 0 };

  hc_store_open_async (path, mode, NULL, opened_cb, &answer);
  g_assert_false (answer.done);
  wait_for (&answer.done);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.result;
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  g_assert_true (hc_store_close_finish (HC_STORE (source), result, &answer->error));
  answer->done = TRUE;
}

static void
close_store (HcStore *store)
{
  Answer answer = { 0 };

  hc_store_close_async (store, closed_cb, &answer);
  wait_for (&answer.done);
  g_assert_no_error (answer.error);
}

static void
changed_cb (HcStore *store, guint tables, gpointer data)
{
  World *world = data;

  world->changed |= tables;
  world->n_changed++;
  g_string_append_c (world->order, 'c');
}

static void
notified_cb (HcStore *store, GParamSpec *pspec, gpointer data)
{
  ((World *)data)->n_notified++;
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  world->folder = hc_test_folder_new ();
  world->path = g_build_filename (world->folder, "launch.hypercare", NULL);
  world->order = g_string_new (NULL);
  hc_db_close (hc_db_create (world->path, NULL));
  world->store = open_store (world->path, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_signal_connect (world->store, "changed", G_CALLBACK (changed_cb), world);
  g_signal_connect (world->store, "notify::undo-label", G_CALLBACK (notified_cb), world);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_autofree char *list = NULL;

  close_store (world->store);
  g_object_unref (world->store);
  list = hc_test_folder_list (world->folder);
  g_assert_cmpstr (list, ==, "launch.hypercare");
  hc_test_folder_free (world->folder);
  g_free (world->path);
  g_string_free (world->order, TRUE);
}

/* ---------------------------------------------------------------- jobs */

static gpointer
query_job (HcDb *db, gpointer sql, GError **error)
{
  gint64 value;

  return hc_db_query_int64 (db, sql, &value, error) ? GSIZE_TO_POINTER (value) : NULL;
}

static gpointer
exec_job (HcDb *db, gpointer sql, GError **error)
{
  hc_db_exec (db, sql, error);
  return NULL;
}

static gboolean
exec_command (HcDb *db, gpointer sql, GError **error)
{
  return hc_db_exec (db, sql, error);
}

static void
job_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = hc_store_job_finish (HC_STORE (source), result, &answer->error);
  if (answer->world != NULL)
    g_string_append_c (answer->world->order, 'r');
  answer->done = TRUE;
}

static void
command_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result
    = GINT_TO_POINTER (hc_store_command_finish (HC_STORE (source), result, &answer->error));
  answer->done = TRUE;
}

static void
undo_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = hc_store_undo_finish (HC_STORE (source), result, &answer->error);
  answer->done = TRUE;
}

static gint64
read_int (HcStore *store, const char *sql)
{
  Answer answer = { 0 };

  hc_store_read_async (store, query_job, (gpointer)sql, NULL, NULL, NULL, job_cb, &answer);
  wait_for (&answer.done);
  g_assert_no_error (answer.error);
  return (gint64)GPOINTER_TO_SIZE (answer.result);
}

static void
run_command (HcStore *store, const char *label, const char *sql, GError **error)
{
  Answer answer = { 0 };

  hc_store_command_async (store, label, HC_TABLES_PLAN, exec_command, (gpointer)sql, NULL,
                          command_cb, &answer);
  wait_for (&answer.done);
  g_assert_cmpint (answer.error == NULL, ==, GPOINTER_TO_INT (answer.result));
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
}

/* ---------------------------------------------------------------- tests */

static void
test_commands (World *world, gconstpointer data)
{
  HcStore *store = world->store;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  g_assert_cmpstr (hc_store_path (store), ==, world->path);
  g_assert_false (hc_store_is_read_only (store));
  g_assert_null (hc_store_undo_label (store));

  run_command (store, "Add Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (world->changed, ==, HC_TABLES_PLAN | HC_TABLES_HISTORY);
  g_assert_cmpuint (world->n_changed, ==, 1);
  g_assert_cmpuint (world->n_notified, ==, 1);
  g_assert_cmpstr (hc_store_undo_label (store), ==, "Add Team");
  g_assert_cmpint (read_int (store, "SELECT count (*) FROM team"), ==, 1);

  hc_store_undo_async (store, undo_cb, &answer);
  wait_for (&answer.done);
  g_assert_no_error (answer.error);
  label = answer.result;
  g_assert_cmpstr (label, ==, "Add Team");
  g_assert_null (hc_store_undo_label (store));
  g_object_get (store, "redo-label", &answer.result, NULL);
  g_assert_cmpstr (answer.result, ==, "Add Team");
  g_free (answer.result);
  g_assert_cmpint (read_int (store, "SELECT count (*) FROM team"), ==, 0);

  answer = (Answer){ 0 };
  hc_store_redo_async (store, undo_cb, &answer);
  wait_for (&answer.done);
  g_assert_no_error (answer.error);
  g_free (answer.result);
  g_assert_cmpint (read_int (store, "SELECT count (*) FROM team"), ==, 1);
  g_assert_cmpuint (world->n_changed, ==, 3);
}

static void
test_failures (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  run_command (world->store, "Add", "INSERT INTO team (id, name) VALUES ('t', NULL)", &error);
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);

  hc_store_undo_async (world->store, undo_cb, &answer);
  wait_for (&answer.done);
  g_assert_error (answer.error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&answer.error);
  g_assert_cmpuint (world->n_changed, ==, 0);
  g_assert_null (hc_store_undo_label (world->store));
}

static void
test_write (World *world, gconstpointer data)
{
  Answer answer = { world };

  hc_store_write_async (world->store, HC_TABLES_TICKETS, exec_job,
                        g_strdup ("INSERT INTO term VALUES (1, 'group', 'SAP')"), g_free, NULL, NULL,
                        job_cb, &answer);
  wait_for (&answer.done);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (world->changed, ==, HC_TABLES_TICKETS | HC_TABLES_HISTORY);
  /* Who reads in the callback finds everybody told already. */
  g_assert_cmpstr (world->order->str, ==, "cr");
}

/* Writes keep their order; reads see each of them when it is done. */
static void
test_order (World *world, gconstpointer data)
{
  Answer answers[50] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      char *sql = g_strdup_printf ("INSERT INTO term SELECT %u, 'group', coalesce (max (id), 0) FROM term", i + 1);

      hc_store_write_async (world->store, 0, exec_job, sql, g_free, NULL, NULL, job_cb, &answers[i]);
    }
  wait_for (&answers[G_N_ELEMENTS (answers) - 1].done);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_assert_true (answers[i].done);
      g_assert_no_error (answers[i].error);
    }
  /* Each found the one before. */
  g_assert_cmpint (read_int (world->store, "SELECT count (*) FROM term WHERE text = id - 1"), ==, 50);
}

/* ---------------------------------------------------------------- threads */

typedef struct
{
  GMutex lock;
  GCond cond;
  gboolean go;
  guint waiting;
  GThread *thread;
} Gate;

static gpointer
gate_job (HcDb *db, gpointer data, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  gate->thread = g_thread_self ();
  gate->waiting++;
  g_cond_broadcast (&gate->cond);
  while (!gate->go)
    g_cond_wait (&gate->cond, &gate->lock);
  g_mutex_unlock (&gate->lock);
  return NULL;
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->go = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->lock);
}

/* A long write stops no reading, and a long reading neither the other reader nor a write. */
static void
test_side_by_side (World *world, gconstpointer data)
{
  Gate write_gate = { 0 }, read_gate = { 0 };
  Answer writing = { 0 }, reading = { 0 };
  g_autoptr (GError) error = NULL;

  hc_store_write_async (world->store, 0, gate_job, &write_gate, NULL, NULL, NULL, job_cb, &writing);
  g_assert_cmpint (read_int (world->store, "SELECT 1"), ==, 1);
  hc_store_read_async (world->store, gate_job, &read_gate, NULL, NULL, NULL, job_cb, &reading);
  g_assert_cmpint (read_int (world->store, "SELECT 2"), ==, 2);
  g_assert_false (writing.done);
  open_gate (&write_gate);
  wait_for (&writing.done);
  run_command (world->store, "Add", "INSERT INTO team (id, name) VALUES ('t', 'x')", &error);
  g_assert_no_error (error);
  g_assert_false (reading.done);
  open_gate (&read_gate);
  wait_for (&reading.done);
  g_assert_true (write_gate.thread != g_thread_self ());
  g_assert_true (read_gate.thread != g_thread_self ());
}

static guint n_freed;
static GThread *freed_on;

static void
count_free (gpointer data)
{
  n_freed++;
  freed_on = g_thread_self ();
}

/* What a job carries is freed where it came from, once, whatever happens to the job. */
static void
test_frees_data (World *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  Answer answers[3] = { 0 };
  guint expected = n_freed + 3;

  g_cancellable_cancel (cancelled);
  hc_store_read_async (world->store, query_job, (gpointer) "SELECT 1", count_free, NULL, NULL,
                       job_cb, &answers[0]);
  hc_store_read_async (world->store, query_job, (gpointer) "nonsense", count_free, NULL, NULL,
                       job_cb, &answers[1]);
  hc_store_read_async (world->store, query_job, (gpointer) "SELECT 1", count_free, NULL, cancelled,
                       job_cb, &answers[2]);
  for (guint i = 0; i < 3; i++)
    {
      wait_for (&answers[i].done);
      g_clear_error (&answers[i].error);
    }
  while (n_freed < expected)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_freed, ==, expected);
  g_assert_true (freed_on == g_thread_self ());
}

#define ENDLESS "WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT max (x) FROM n"

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (World *world, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Answer answer = { 0 };

      if (i == 0)
        hc_store_read_async (world->store, query_job, (gpointer)ENDLESS, NULL, NULL, cancellable,
                             job_cb, &answer);
      else
        hc_store_write_async (world->store, HC_TABLES_TICKETS, query_job, (gpointer)ENDLESS, NULL,
                              NULL, cancellable, job_cb, &answer);
      g_timeout_add (5, cancel_cb, cancellable);
      wait_for (&answer.done);
      g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&answer.error);
    }
  /* Nobody is told, and the threads are as good as new. */
  g_assert_cmpuint (world->n_changed, ==, 0);
  g_assert_cmpint (read_int (world->store, "SELECT 7"), ==, 7);
}

static gpointer
late_job (HcDb *db, gpointer data, GError **error)
{
  hc_db_exec (db, "INSERT INTO term VALUES (1, 'group', 'SAP')", error);
  g_cancellable_cancel (data);
  return GINT_TO_POINTER (1);
}

/* Committed is committed: the word to stop came too late and the answer says so. */
static void
test_cancel_too_late (World *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };

  hc_store_write_async (world->store, HC_TABLES_TICKETS, late_job, cancellable, NULL, NULL,
                        cancellable, job_cb, &answer);
  wait_for (&answer.done);
  g_assert_no_error (answer.error);
  g_assert_cmpint (GPOINTER_TO_INT (answer.result), ==, 1);
  g_assert_cmpuint (world->n_changed, ==, 1);
}

static gpointer
late_read_job (HcDb *db, gpointer data, GError **error)
{
  g_cancellable_cancel (data);
  return g_strdup ("old");
}

static void
count_result (gpointer result)
{
  n_freed++;
  g_free (result);
}

/* What was read for a question taken back is no answer, though it was ready before the word came: two
 * readers may answer in another order than they were asked. */
static void
test_cancel_read_late (World *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };
  guint expected = n_freed + 1;

  hc_store_read_async (world->store, late_read_job, cancellable, NULL, count_result, cancellable,
                       job_cb, &answer);
  wait_for (&answer.done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (answer.result);
  g_clear_error (&answer.error);
  while (n_freed < expected)
    g_main_context_iteration (NULL, TRUE);
}

/* ---------------------------------------------------------------- others */

static void
test_outside_writes (World *world, gconstpointer data)
{
  HcDb *other;

  hc_store_check_outside_writes (world->store);
  g_assert_cmpint (read_int (world->store, "SELECT 1"), ==, 1);
  g_assert_cmpuint (world->n_changed, ==, 0);

  other = hc_db_open_sibling (world->path, HC_DB_READ_WRITE, NULL);
  hc_test_sql (other, "Theirs", "INSERT INTO team (id, name) VALUES ('o', 'Other')");
  hc_db_close (other);
  hc_store_check_outside_writes (world->store);
  while (world->n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (world->changed, ==, HC_TABLES_ALL);
  g_assert_cmpstr (hc_store_undo_label (world->store), ==, "Theirs");
}

static void
test_read_only (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HcStore *store = open_store (world->path, HC_DB_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (hc_store_is_read_only (store));
  g_assert_cmpint (read_int (store, "SELECT count (*) FROM team"), ==, 0);
  run_command (store, "Add", "INSERT INTO team (id, name) VALUES ('t', 'x')", &error);
  g_assert_error (error, HC_ERROR, HC_ERROR_PERMISSION);
  close_store (store);
  g_object_unref (store);
}

static void
test_open_fails (World *world, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (world->folder, "none", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_store (nowhere, HC_DB_READ_WRITE, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

/* Closing waits for what runs; what is asked later is answered “cancelled”. */
static void
test_close_waits (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HcStore *store = open_store (world->path, HC_DB_READ_WRITE, &error);
  Gate gate = { 0 };
  Answer reading = { 0 }, closing = { 0 }, late = { 0 };

  g_assert_no_error (error);
  hc_store_read_async (store, gate_job, &gate, NULL, NULL, NULL, job_cb, &reading);
  hc_store_close_async (store, closed_cb, &closing);
  hc_store_read_async (store, query_job, (gpointer) "SELECT 1", NULL, NULL, NULL, job_cb, &late);
  wait_for (&late.done);
  g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&late.error);
  g_assert_false (closing.done);
  open_gate (&gate);
  wait_for (&closing.done);
  g_assert_true (reading.done);
  g_assert_no_error (reading.error);
  g_object_unref (store);
}

/* While a job runs for long, the main loop goes on turning. */
static gboolean
tick_cb (gpointer data)
{
  (*(guint *)data)++;
  return G_SOURCE_CONTINUE;
}

static void
test_main_loop_turns (World *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };
  guint ticks = 0;
  guint id = g_idle_add (tick_cb, &ticks);

  hc_store_write_async (world->store, 0, query_job, (gpointer)ENDLESS, NULL, NULL, cancellable,
                        job_cb, &answer);
  while (ticks < 1000)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (answer.done);
  g_cancellable_cancel (cancellable);
  wait_for (&answer.done);
  g_clear_error (&answer.error);
  g_source_remove (id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)
  ADD ("/store/commands", test_commands);
  ADD ("/store/failures", test_failures);
  ADD ("/store/write", test_write);
  ADD ("/store/order", test_order);
  ADD ("/store/side-by-side", test_side_by_side);
  ADD ("/store/frees-data", test_frees_data);
  ADD ("/store/cancel", test_cancel);
  ADD ("/store/cancel-too-late", test_cancel_too_late);
  ADD ("/store/cancel-read-late", test_cancel_read_late);
  ADD ("/store/outside-writes", test_outside_writes);
  ADD ("/store/read-only", test_read_only);
  ADD ("/store/open-fails", test_open_fails);
  ADD ("/store/close-waits", test_close_waits);
  ADD ("/store/main-loop-turns", test_main_loop_turns);
  return g_test_run ();
}
