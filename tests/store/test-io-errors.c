/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The disk fails at the 1st, 2nd, 3rd … access, once or for good: what was under way happened whole
 * or not at all, the caller was told which, and the launch is sound. */

#include "config.h"

#include <glib/gstdio.h>

#include "fault-vfs.h"
#include "hc-batch-table.h"
#include "hc-db-private.h"
#include "hc-merge.h"
#include "hc-rule-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define N_TICKETS 40
#define DAY 86400

/* ---------------------------------------------------------------- what is done */

static HcBatch *
new_batch (guint day, gboolean is_log)
{
  HcBatch *batch = hc_batch_new ();

  batch->source_name = g_strdup ("Desk");
  batch->file = g_strdup_printf ("day-%u.csv", day);
  batch->sha256 = g_strdup (batch->file);
  batch->as_of = batch->imported_at = day * DAY;
  batch->covers = is_log ? HC_COVERS_PART : HC_COVERS_EVERYTHING;
  batch->is_log = is_log;
  batch->zone = g_strdup ("UTC");
  return batch;
}

/* Half of those of yesterday change, some are missing, some are new. */
static gboolean
merge_one (HcMerge *merge, guint day, guint i, gboolean is_log, GError **error)
{
  g_autofree char *key = g_strdup_printf ("INC%03u", i + 4 * day);
  HcMergeResult result;
  HcTicketRow row;

  hc_ticket_row_init (&row);
  row.mapped = HC_TICKET_BIT (HC_TICKET_KEY) | HC_TICKET_BIT (HC_TICKET_STATE) |
               HC_TICKET_BIT (HC_TICKET_OPENED) | HC_TICKET_BIT (HC_TICKET_UPDATED);
  row.text[HC_TICKET_KEY] = key;
  row.text[HC_TICKET_STATE] = i % 2 == day % 2 ? "Done" : "New";
  row.number[HC_TICKET_OPENED] = 1000 + i;
  row.number[HC_TICKET_UPDATED] = day * DAY - 100 + i;
  row.state_class = i % 2 == day % 2 ? HC_STATE_RESOLVED : HC_STATE_OPEN;
  hc_ticket_row_seal (&row);
  return is_log ? hc_merge_stage (merge, &row, error) : hc_merge_row (merge, &row, &result, error);
}

static gboolean
import (HcDb *db, guint day, gboolean is_log, GError **error)
{
  g_autoptr (HcBatch) batch = new_batch (day, is_log);
  g_autoptr (HcMerge) merge = hc_merge_begin (db, batch, "hash", FALSE, error);

  if (merge == NULL)
    return FALSE;
  for (guint i = 0; i < N_TICKETS; i++)
    if (!merge_one (merge, day, i, is_log, error))
      return FALSE;
  return (!is_log || hc_merge_replay (merge, error)) &&
         hc_merge_finish (merge, FALSE, NULL, error);
}

static gboolean
import_snapshot (HcDb *db, GError **error)
{
  return import (db, 2, FALSE, error);
}

static gboolean
import_log (HcDb *db, GError **error)
{
  return import (db, 2, TRUE, error);
}

static gboolean
take_back (HcDb *db, GError **error)
{
  return hc_batch_take_back (db, 1, NULL, error);
}

static gboolean
run_sql (HcDb *db, gpointer sql, GError **error)
{
  return hc_db_exec (db, sql, error);
}

static gboolean
edit (HcDb *db, GError **error)
{
  static char sql[] = "INSERT INTO team (id, name) VALUES ('t1', 'Desk'), ('t2', 'Apps'); "
                      "UPDATE launch SET name = 'ERP Wave 2'";

  return hc_history_run (db, "Add Teams", run_sql, sql, error);
}

static gboolean
undo (HcDb *db, GError **error)
{
  return hc_history_undo (db, NULL, error);
}

static gboolean
redo (HcDb *db, GError **error)
{
  return hc_history_redo (db, NULL, error);
}

static gboolean
change_rule (HcDb *db, GError **error)
{
  return hc_db_exec (db, "UPDATE rule_condition SET value = 'New'", error);
}

static gboolean
refresh_links (HcDb *db, GError **error)
{
  return hc_rules_refresh (db, NULL, NULL, NULL, error);
}

/* ---------------------------------------------------------------- one attempt */

typedef struct
{
  const char *name;
  gboolean (*run) (HcDb *db, GError **error);   /* NULL: no more than opening and closing */
  gboolean (*first) (HcDb *db, GError **error); /* optional: on a sound disk */
} Operation;

static char *
state (HcDb *db)
{
  g_autofree char *facts = hc_test_facts (db);
  g_autofree char *judgements = hc_test_dump (db);
  g_autofree char *links = hc_test_rows (db, "SELECT * FROM ticket_rule_link ORDER BY 1");

  return g_strconcat (facts, judgements, links, NULL);
}

static void
remove_launch (HcTestPlace *place)
{
  static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (place->path, tails[i], NULL);

      g_unlink (path);
    }
}

/* Opens, does it and closes; opening is an operation of its own. *@after: the launch as the program
 * saw it when all went well. */
static gboolean
attempt (HcTestPlace *place, const Operation *operation, char **after, GError **error)
{
  g_autoptr (HcDb) db = NULL;

  if (operation->run != NULL)
    fault_vfs_pause ();
  db = hc_db_open (place->path, HC_DB_READ_WRITE, error);
  fault_vfs_resume ();
  if (db == NULL || (operation->run != NULL && !operation->run (db, error)))
    return FALSE;
  fault_vfs_pause ();
  *after = state (db);
  fault_vfs_resume ();
  return TRUE;
}

/* How a person finds it the next time; opening looks at the pages and the schema. */
static char *
reopened (HcTestPlace *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = hc_db_open (place->path, HC_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  hc_test_facts_sound (db);
  return state (db);
}

typedef struct
{
  FaultKind kind;
  gboolean for_good;
  const char *name;
} Fault;

static void
assert_told (const Fault *fault, const GError *error)
{
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, HC_ERROR);
  if (fault->kind == FAULT_FULL)
    g_assert_cmpint (error->code, ==, HC_ERROR_DISK_FULL);
}

/* FALSE: the disk was not asked so often, and nothing failed. */
static gboolean
try_nth (HcTestPlace *place, const Operation *operation, const Fault *fault, guint nth,
         const char *before, const char *whole)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL, *found = NULL, *files = NULL;
  gboolean ok, failed;

  fault_vfs_arm (fault->kind, nth, fault->for_good);
  ok = attempt (place, operation, &after, &error);
  failed = fault_vfs_disarm ();
  found = reopened (place);
  files = hc_test_folder_list (place->folder);
  g_assert_cmpstr (files, ==, "launch.hypercare");
  if (ok)
    {
      g_assert_cmpstr (after, ==, whole);
      g_assert_cmpstr (found, ==, whole);
      return failed;
    }
  g_assert_true (failed);
  assert_told (fault, error);
  /* What the disk took and then could not confirm may be there. */
  if (!fault->for_good || g_strcmp0 (found, whole) != 0)
    g_assert_cmpstr (found, ==, before);
  return TRUE;
}

/* ---------------------------------------------------------------- all attempts */

static void
prepare (HcTestPlace *place, const Operation *operation, char **content, gsize *length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = hc_test_launch_create (place->path, "1970-01-01", "UTC");

  hc_test_sql (db, "Add Rule",
               "INSERT INTO issue (id, title) VALUES ('i1', 'No approver');"
               "INSERT INTO rule (id, issue_id) VALUES ('r1', 'i1');"
               "INSERT INTO rule_condition (id, rule_id, field, operator, value) "
               "VALUES ('k1', 'r1', 'state', 'is', 'Done')");
  g_assert_true (import (db, 1, FALSE, &error));
  g_assert_true (refresh_links (db, &error));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM ticket_rule_link"), ==, N_TICKETS / 2);
  g_assert_true (operation->first == NULL || operation->first (db, &error));
  hc_db_close (g_steal_pointer (&db));
  g_file_get_contents (place->path, content, length, &error);
  g_assert_no_error (error);
}

static void
put_back (HcTestPlace *place, const char *content, gsize length)
{
  g_autoptr (GError) error = NULL;

  remove_launch (place);
  g_file_set_contents_full (place->path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
}

static const Fault faults[] = {
  { FAULT_WRITE, FALSE, "a write fails" },
  { FAULT_WRITE, TRUE, "writing fails for good" },
  { FAULT_FULL, TRUE, "no room" },
  { FAULT_READ, FALSE, "a read fails" },
};

static void
test_operation (HcTestPlace *place, gconstpointer data)
{
  const Operation *operation = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL, *before = NULL, *whole = NULL;
  gsize length;

  prepare (place, operation, &content, &length);
  before = reopened (place);
  attempt (place, operation, &whole, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      guint nth = 1;

      for (put_back (place, content, length);
           try_nth (place, operation, &faults[i], nth, before, whole);
           put_back (place, content, length))
        nth++;
      g_test_message ("%s, %s: %u places", operation->name, faults[i].name, nth - 1);
      g_assert_cmpuint (nth, >, 1);
    }
}

/* A launch that cannot be created is not there, and its name can be used again. */
static void
test_create (HcTestPlace *place, gconstpointer data)
{
  gboolean failed = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++, failed = TRUE)
    for (guint nth = 1; failed; nth++)
      {
        g_autoptr (GError) error = NULL;

        fault_vfs_arm (faults[i].kind, nth, faults[i].for_good);
        hc_db_close (hc_db_create (place->path, &error));
        failed = fault_vfs_disarm ();
        if (error != NULL)
          {
            assert_told (&faults[i], error);
            g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
            g_clear_error (&error);
            hc_db_close (hc_db_create (place->path, &error));
          }
        g_assert_no_error (error);
        hc_db_close (hc_db_open (place->path, HC_DB_READ_ONLY, &error));
        g_assert_no_error (error);
        remove_launch (place);
      }
}

int
main (int argc, char **argv)
{
  static const Operation operations[] = {
    { "open", NULL },
    { "import", import_snapshot },
    { "import-log", import_log },
    { "take-back", take_back },
    { "edit", edit },
    { "undo", undo },
    { "redo", redo, undo },
    { "refresh-links", refresh_links, change_rule },
  };

  g_test_init (&argc, &argv, NULL);
  g_setenv ("HYPERCARE_NO_SNAPSHOTS", "1", TRUE);
  fault_vfs_install ();
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strconcat ("/io-errors/", operations[i].name, NULL);

      g_test_add (path, HcTestPlace, &operations[i], hc_test_place_set_up, test_operation,
                  hc_test_place_tear_down);
    }
  g_test_add ("/io-errors/create", HcTestPlace, NULL, hc_test_place_set_up, test_create,
              hc_test_place_tear_down);
  return g_test_run ();
}
