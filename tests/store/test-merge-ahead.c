/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was read ahead of a merge is used only while it holds. */

#include "config.h"

#include <glib/gstdio.h>

#include "hc-db-private.h"
#include "hc-merge.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define N_TICKETS 12000 /* so many are read ahead */
#define INSERT_BATCH                                                                               \
  "INSERT INTO import_batch (source_term, file_name, sha256, imported_at, as_of, profile, is_log, " \
  "covers, encoding, delimiter, sheet, header_hash, date_order, zone, row_count, ticket_count, "   \
  "new_count, changed_count, reopened_count, unchanged_count, rejected_count, missing_count) "     \
  "VALUES (1, 'a.csv', '', 0, %d, '', 0, 'everything', '', ',', '', '', '', 'UTC', 1, %d, 1, 0, " \
  "0, 0, 0, 0)"

typedef struct
{
  char *folder;
  char *path;
  HcDb *db;
} Fixture;

static void
insert_batch (HcDb *db, int as_of, int tickets)
{
  g_autofree char *sql = g_strdup_printf (INSERT_BATCH, as_of, tickets);

  hc_test_exec (db, sql);
}

static void
insert_tickets (HcDb *db, int from, int to)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO ticket (id, source_term, external_id, state_class, opened_at, first_batch, "
    "last_batch, row_hash, content_hash) "
    "WITH RECURSIVE n (i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
    "SELECT i, 1, 'INC' || i, 'open', 1000, 1, 1, i, i FROM n",
    from, to);
  g_autofree char *spells = g_strdup_printf (
    "INSERT INTO ticket_spell (ticket_id, start_at, end_at, end_inferred) "
    "SELECT id, opened_at, NULL, 0 FROM ticket WHERE id BETWEEN %d AND %d", from, to);

  hc_test_exec (db, sql);
  hc_test_exec (db, spells);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) memory = hc_test_launch_new ("1970-01-01", "UTC");
  g_autofree char *copy = NULL;

  self->folder = g_dir_make_tmp ("hc-ahead-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "launch.hypercare", NULL);
  copy = g_strdup_printf ("VACUUM INTO '%s'", self->path);
  hc_test_exec (memory, "INSERT INTO source (id, name) VALUES ('s', 'Desk')");
  hc_test_exec (memory, "INSERT INTO term VALUES (1, 'source', 's')");
  insert_batch (memory, 2000, N_TICKETS);
  insert_tickets (memory, 1, N_TICKETS);
  hc_test_exec (memory, copy);
  self->db = hc_db_open (self->path, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hc_db_close (self->db);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

/* A file without a row: every ticket is missing from it. The first ticket is recognised by @hash. */
static void
assert_all_missing (Fixture *self, HcMergeAhead *ahead, gint64 n, guint64 hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = hc_batch_new ();
  g_autoptr (HcMerge) merge = NULL;
  HcMergeCursor cursor = { 0 };

  batch->source_name = g_strdup ("Desk");
  batch->file = g_strdup ("later.csv");
  batch->sha256 = g_strdup ("later");
  batch->as_of = batch->imported_at = 9000;
  batch->covers = HC_COVERS_EVERYTHING;
  batch->zone = g_strdup ("UTC");
  merge = hc_merge_begin_after (self->db, batch, "hash", FALSE, ahead, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hc_merge_foresee (merge, &cursor, hash), ==, 1);
  g_assert_true (hc_merge_finish (merge, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (batch->missing, ==, n);
}

static void
test_holds (Fixture *self, gconstpointer data)
{
  g_autoptr (HcMergeAhead) ahead = hc_merge_ahead_start (self->db);

  g_assert_nonnull (ahead);
  assert_all_missing (self, ahead, N_TICKETS, 1);
  assert_all_missing (self, NULL, N_TICKETS, 1);
  assert_all_missing (self, ahead, N_TICKETS, 1); /* it was taken: read anew */
}

/* Somebody imports between: more tickets, or the same ones in another state. */
static void
test_outdated (Fixture *self, gconstpointer data)
{
  g_autoptr (HcMergeAhead) first = hc_merge_ahead_start (self->db);
  g_autoptr (HcMergeAhead) second = NULL;
  g_autoptr (HcMergeAhead) third = NULL;

  insert_batch (self->db, 3000, 100);
  insert_tickets (self->db, N_TICKETS + 1, N_TICKETS + 100);
  second = hc_merge_ahead_start (self->db);
  assert_all_missing (self, first, N_TICKETS + 100, 1);

  insert_batch (self->db, 4000, 50);
  hc_test_exec (self->db, "UPDATE ticket SET row_hash = 7000000 + id WHERE id <= 50");
  third = hc_merge_ahead_start (self->db);
  assert_all_missing (self, second, N_TICKETS + 100, 7000001);

  /* One taken back, another in its place with as many tickets. */
  hc_test_exec (self->db, "UPDATE import_batch SET sha256 = 'other' WHERE as_of = 4000");
  hc_test_exec (self->db, "UPDATE ticket SET row_hash = 8000000 + id WHERE id <= 50");
  assert_all_missing (self, third, N_TICKETS + 100, 8000001);
}

/* The file is checked and read beside, and then becomes one with a write-ahead log. */
static void
test_beside_check (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcMergeAhead) ahead = NULL;

  hc_db_close (self->db);
  self->db = hc_db_open_checking (self->path, &error);
  g_assert_no_error (error);
  ahead = hc_merge_ahead_start (self->db);
  g_assert_nonnull (ahead);
  assert_all_missing (self, ahead, N_TICKETS, 1);
}

/* Which of two sources a file comes from is not known yet; few tickets are not worth a thread. */
static void
test_not_worth_it (Fixture *self, gconstpointer data)
{
  g_autoptr (HcDb) memory = hc_test_launch_new ("1970-01-01", "UTC");

  g_assert_null (hc_merge_ahead_start (memory));
  hc_test_exec (self->db, "INSERT INTO term VALUES (2, 'source', 't')");
  insert_batch (self->db, 3000, 0);
  hc_test_exec (self->db, "UPDATE import_batch SET source_term = 2 WHERE as_of = 3000");
  g_assert_null (hc_merge_ahead_start (self->db));
  hc_test_exec (self->db, "DELETE FROM import_batch WHERE as_of = 3000");
  hc_test_exec (self->db, "DELETE FROM ticket_spell WHERE ticket_id > 100");
  hc_test_exec (self->db, "DELETE FROM ticket WHERE id > 100");
  g_assert_null (hc_merge_ahead_start (self->db));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/merge-ahead/holds", Fixture, NULL, set_up, test_holds, tear_down);
  g_test_add ("/merge-ahead/outdated", Fixture, NULL, set_up, test_outdated, tear_down);
  g_test_add ("/merge-ahead/beside-check", Fixture, NULL, set_up, test_beside_check, tear_down);
  g_test_add ("/merge-ahead/not-worth-it", Fixture, NULL, set_up, test_not_worth_it, tear_down);
  return g_test_run ();
}
