/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-db-private.h"
#include "hc-launch-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "merge-util.h"

static const Kind snapshot = { HC_COVERS_EVERYTHING };

static const Row day_1[] = {
  { "A", "New", HC_STATE_OPEN, "Desk", 1000, NONE, 1100, NONE },
  { "B", "Done", HC_STATE_RESOLVED, "Desk", 1200, 1300, 1300, NONE },
  { "C", "New", HC_STATE_OPEN, "Desk", 1400, NONE, 1400, NONE },
};
static const Row day_2[] = {
  { "A", "New", HC_STATE_OPEN, "Apps", 1000, NONE, 2100, NONE },
  { "B", "Work", HC_STATE_OPEN, "Desk", 1200, 1300, 2200, NONE },
  { "C", "New", HC_STATE_OPEN, "Desk", 1400, NONE, 1400, NONE },
  { "D", "New", HC_STATE_OPEN, NULL, 2300, NONE, 2300, NONE },
};

static void
test_snapshots (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");

  EXPECT (db, &snapshot, 1500, day_1, "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
  EXPECT (db, &snapshot, 2500, day_2, "tickets 4 new 1 changed 2 reopened 1 unchanged 1 missing 0");
  hc_test_assert_rows (db, TICKETS,
                       "A|New|open|Apps|1000|||0|1|\n"
                       "B|Work|open|Desk|1200|1300||0|2|\n"
                       "C|New|open|Desk|1400|||0|1|\n"
                       "D|New|open||2300|||0|1|\n");
  hc_test_assert_rows (db, CHANGES,
                       "A|group|Desk|Apps|2100|1\n"
                       "B|state|Done|Work|2200|1\n");
  hc_test_assert_rows (db, SPELLS,
                       "A|1000||0\nB|1200|1300|0\nB|2200||0\nC|1400||0\nD|2300||0\n");
  hc_test_assert_rows (db, "SELECT external_id, routing_known FROM ticket ORDER BY 1",
                       "A|1\nB|0\nC|1\nD|0\n");
}

/* A column that a later file lacks says nothing: what is known stays. */
static void
test_column_gone (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  const Kind narrow = { HC_COVERS_EVERYTHING, .mapped = BITS (KEY) | BITS (STATE) | BITS (OPENED) };

  EXPECT (db, &snapshot, 1500, day_1, "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
  EXPECT (db, &narrow, 2500, day_1, "tickets 3 new 0 changed 3 reopened 0 unchanged 0 missing 0");
  hc_test_assert_rows (db, CHANGES, "");
  hc_test_assert_rows (db,
                       "SELECT external_id, (SELECT text FROM term WHERE id = group_term), "
                       "resolved_at, updated_at FROM ticket ORDER BY 1",
                       "A|Desk||1100\nB|Desk|1300|1300\nC|Desk||1400\n");
}

static void
test_missing (void)
{
  const struct
  {
    HcCoverage covers;
    const char *counts;
    const char *missing; /* of A, open, and B, resolved */
    const char *back;
  } cases[] = {
    { HC_COVERS_EVERYTHING, "tickets 1 new 0 changed 0 reopened 0 unchanged 1 missing 2",
      "A|New|open|Desk|1000|||0|1|2\nB|Done|resolved|Desk|1200|1300|1300|0|1|2\n",
      "tickets 3 new 0 changed 0 reopened 0 unchanged 3 missing 0" },
    { HC_COVERS_OPEN, "tickets 1 new 0 changed 0 reopened 0 unchanged 1 missing 1",
      "A||closed|Desk|1000||2500|1|1|\nB|Done|resolved|Desk|1200|1300|1300|0|1|\n",
      "tickets 3 new 0 changed 1 reopened 1 unchanged 2 missing 0" },
    { HC_COVERS_PART, "tickets 1 new 0 changed 0 reopened 0 unchanged 1 missing 0",
      "A|New|open|Desk|1000|||0|1|\nB|Done|resolved|Desk|1200|1300|1300|0|1|\n",
      "tickets 3 new 0 changed 0 reopened 0 unchanged 3 missing 0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
      const Kind kind = { cases[i].covers };
      g_autofree char *expected = g_strconcat (cases[i].missing, "C|New|open|Desk|1400|||0|1|\n",
                                               NULL);
      g_autofree char *before = NULL;
      g_autofree char *restored = NULL;
      g_autoptr (GError) error = NULL;

      EXPECT (db, &kind, 1500, day_1, "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
      before = hc_test_facts (db);
      merge_expect (db, &kind, 2500, &day_1[2], 1, cases[i].counts);
      hc_test_assert_rows (db, TICKETS, expected);

      /* Back in a later file, exactly as it was. */
      EXPECT (db, &kind, 3500, day_1, cases[i].back);
      hc_test_assert_rows (db, "SELECT count (*) FROM ticket WHERE missing_since IS NOT NULL", "0\n");
      hc_test_assert_rows (db, "SELECT state_class, ended_at FROM ticket WHERE external_id = 'A'",
                           "open|\n");
      for (guint k = 0; k < 2; k++)
        hc_batch_take_back (db, 0, NULL, &error);
      g_assert_no_error (error);
      restored = hc_test_facts (db);
      g_assert_cmpstr (restored, ==, before);
    }
}

static void
test_older (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  const Row old[] = {
    { "A", "New", HC_STATE_OPEN, "Elsewhere", 1000, NONE, 1050, NONE },
    { "Z", "New", HC_STATE_OPEN, "Desk", 900, NONE, 900, NONE },
  };
  g_autoptr (HcBatch) batch = NULL;

  EXPECT (db, &snapshot, 1500, day_1, "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
  batch = merge (db, &snapshot, 1200, old, G_N_ELEMENTS (old));
  assert_counts (batch, "tickets 2 new 1 changed 0 reopened 0 unchanged 1 missing 0");
  g_assert_cmpuint (batch->warnings->len, ==, 1);
  g_assert_cmpstr (((HcBatchWarning *) g_ptr_array_index (batch->warnings, 0))->code, ==,
                   "older_file");
  hc_test_assert_rows (db, TICKETS,
                       "A|New|open|Desk|1000|||0|1|\n"
                       "B|Done|resolved|Desk|1200|1300|1300|0|1|\n"
                       "C|New|open|Desk|1400|||0|1|\n"
                       "Z|New|open|Desk|900|||0|1|\n");
}

/* Word for word the same row twice is one ticket; another row for the key makes the file a log. */
static void
test_duplicates (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  const Row twice[] = { day_1[0], day_1[1], day_1[0] };
  const Row several[] = { day_1[0], day_1[1], day_2[0] };
  g_autofree char *before = hc_test_facts (db);
  g_autofree char *after = NULL;

  g_assert_null (merge (db, &snapshot, 1500, several, G_N_ELEMENTS (several)));
  after = hc_test_facts (db);
  g_assert_cmpstr (after, ==, before);
  EXPECT (db, &snapshot, 1500, twice, "tickets 2 new 2 changed 0 reopened 0 unchanged 0 missing 0");
}

/* ---- all or nothing ---- */

static void
test_rollback (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  const Kind dry = { HC_COVERS_EVERYTHING, .dry_run = TRUE };
  const Kind dry_log = { HC_COVERS_PART, TRUE, .dry_run = TRUE };
  g_autofree char *before = NULL;
  g_autofree char *judgement = hc_test_dump (db);
  g_autofree char *judgement_after = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autofree char *after = NULL;
      g_autoptr (HcBatch) batch = NULL;
      g_autoptr (HcMerge) merge_begun = NULL;
      g_autoptr (GError) error = NULL;
      HcMergeResult result;
      HcTicketRow row;

      g_free (before);
      before = hc_test_facts (db);
      EXPECT (db, &dry, 2500, day_2,
              round == 0 ? "tickets 4 new 4 changed 0 reopened 0 unchanged 0 missing 0"
                         : "tickets 4 new 1 changed 2 reopened 1 unchanged 1 missing 0");
      {
        g_autoptr (HcBatch) log = merge (db, &dry_log, 5000, story, G_N_ELEMENTS (story));

        g_assert_cmpint (log->id, ==, 0);
      }
      batch = new_batch (&snapshot, 2500);
      merge_begun = hc_merge_begin (db, batch, "hash", TRUE, &error);
      g_assert_no_error (error);
      to_ticket (&day_2[0], &snapshot, &row);
      hc_merge_row (merge_begun, &row, &result, &error);
      g_assert_no_error (error);
      g_clear_pointer (&merge_begun, hc_merge_free);
      after = hc_test_facts (db);
      g_assert_cmpstr (after, ==, before);
      if (round == 0)
        {
          judgement_after = hc_test_dump (db);
          g_assert_cmpstr (judgement_after, ==, judgement);
          EXPECT (db, &snapshot, 1500, day_1,
                  "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
        }
    }
}

/* The key is dropped for a first load and is back, word for word, in every case. */
static void
test_first_load (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  g_autofree char *schema = hc_test_rows (db, "SELECT sql FROM sqlite_schema ORDER BY name");
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  for (guint twice = 0; twice < 2; twice++)
    {
      g_autoptr (HcBatch) batch = new_batch (&snapshot, 1500);
      g_autoptr (HcMerge) self = hc_merge_begin (db, batch, "hash", TRUE, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < G_N_ELEMENTS (day_1) + (twice == 0); i++)
        {
          HcMergeResult result;
          HcTicketRow row;

          to_ticket (&day_1[i % G_N_ELEMENTS (day_1)], &snapshot, &row);
          hc_merge_row (self, &row, &result, &error);
          g_assert_no_error (error);
        }
      /* The promise was wrong: the key cannot come back, and nothing is left behind. */
      if (twice == 0)
        {
          g_assert_false (hc_merge_finish (self, FALSE, NULL, &error));
          g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
          g_clear_error (&error);
        }
      else
        {
          hc_merge_finish (self, FALSE, NULL, &error);
          g_assert_no_error (error);
        }
    }
  hc_test_assert_rows (db, "SELECT count (*) FROM ticket", "3\n");
  after = hc_test_rows (db, "SELECT sql FROM sqlite_schema ORDER BY name");
  g_assert_cmpstr (after, ==, schema);
}

static void
test_cancel (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = hc_test_facts (db);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = new_batch (&snapshot, 1500);
  g_autoptr (HcMerge) self = hc_merge_begin (db, batch, "hash", TRUE, &error);
  HcMergeResult result;
  HcTicketRow row;

  g_assert_no_error (error);
  to_ticket (&day_1[0], &snapshot, &row);
  hc_merge_row (self, &row, &result, &error);
  hc_db_set_cancellable (db, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (hc_merge_finish (self, FALSE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&self, hc_merge_free);
  hc_db_set_cancellable (db, NULL);
  after = hc_test_facts (db);
  g_assert_cmpstr (after, ==, before);
}

/* ---- sources ---- */

static void
test_sources (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  HcTicketSource other = { NULL, (char *) "Other", (char *) "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = NULL;
  g_autoptr (HcMerge) self = NULL;
  g_autofree char *id = NULL;
  Kind named = snapshot;

  EXPECT (db, &snapshot, 1500, day_1, "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
  hc_test_assert_rows (db, "SELECT name FROM source", "Desk\n");

  hc_ticket_source_save (db, &other, &error);
  g_assert_no_error (error);
  id = other.id;
  batch = new_batch (&snapshot, 1600);
  g_assert_null (hc_merge_begin (db, batch, "hash", FALSE, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "“Desk”"));
  g_assert_nonnull (strstr (error->message, "“Other”"));
  g_clear_error (&error);

  /* The same numbers of another tool are other tickets. */
  named.source = id;
  EXPECT (db, &named, 1500, day_1, "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
  hc_test_assert_rows (db, "SELECT count (*), count (DISTINCT source_term) FROM ticket", "6|2\n");

  named.source = "no such";
  g_clear_pointer (&batch, hc_batch_free);
  batch = new_batch (&named, 1600);
  g_assert_null (hc_merge_begin (db, batch, "hash", FALSE, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

/* ---- corruption ---- */

static void
test_hashes (void)
{
  static const char *const changes[] = {
    "UPDATE ticket SET opened_at = opened_at + 1 WHERE external_id = 'A'",
    "UPDATE ticket SET external_id = 'Q' WHERE external_id = 'A'",
    "UPDATE ticket SET state_class = 'waiting' WHERE external_id = 'A'",
    "UPDATE ticket SET group_term = NULL WHERE external_id = 'A'",
    "UPDATE term SET text = 'Apps2' WHERE text = 'Apps'",
    "UPDATE ticket_spell SET end_at = end_at - 1 WHERE end_at IS NOT NULL",
    "DELETE FROM ticket_spell",
    "UPDATE ticket SET content_hash = content_hash + 1 WHERE external_id = 'A'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
      g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      guint64 bad = 0;

      EXPECT (db, &snapshot, 1500, day_1,
              "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
      EXPECT (db, &snapshot, 2500, day_2,
              "tickets 4 new 1 changed 2 reopened 1 unchanged 1 missing 0");
      hc_test_exec (db, changes[i]);
      hc_merge_verify_hashes (db, &bad, keys, &error);
      g_assert_no_error (error);
      g_test_message ("%s", changes[i]);
      g_assert_cmpuint (bad, ==, 1);
      g_assert_cmpuint (keys->len, ==, 1);
    }
}

/* The figures are asked of what was written: when that is not what was meant, it is said. */
static void
test_identity (void)
{
  const struct
  {
    const char *when;
    const char *row;
    const char *ended;
  } cases[] = {
    { "UPDATE", "B", "2400" }, /* reopened, but ended in the file */
    { "UPDATE", "A", "2400" }, /* open before and after */
    { "INSERT", "D", "2400" }, /* new and open */
    { "UPDATE", "A", "NULL" }, /* as it was meant */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
      g_autoptr (HcBatch) batch = NULL;
      g_autofree char *spoil = g_strdup_printf (
        "CREATE TEMP TRIGGER spoil AFTER %s ON main.ticket WHEN new.external_id = '%s' "
        "BEGIN UPDATE ticket SET ended_at = %s WHERE id = new.id; END",
        cases[i].when, cases[i].row, cases[i].ended);
      gboolean is_warned = FALSE;

      EXPECT (db, &snapshot, 1500, day_1,
              "tickets 3 new 3 changed 0 reopened 0 unchanged 0 missing 0");
      hc_test_exec (db, spoil);
      batch = merge_unchecked (db, &snapshot, 2500, day_2, G_N_ELEMENTS (day_2));
      g_assert_nonnull (batch);
      for (guint w = 0; w < batch->warnings->len; w++)
        is_warned |= g_str_equal (
          ((HcBatchWarning *) g_ptr_array_index (batch->warnings, w))->code, "identity");
      g_test_message ("%s of %s: %s", cases[i].when, cases[i].row, cases[i].ended);
      g_assert_cmpint (is_warned, ==, !g_str_equal (cases[i].ended, "NULL"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/snapshots", test_snapshots);
  g_test_add_func ("/merge/column-gone", test_column_gone);
  g_test_add_func ("/merge/missing", test_missing);
  g_test_add_func ("/merge/older", test_older);
  g_test_add_func ("/merge/duplicates", test_duplicates);
  g_test_add_func ("/merge/rollback", test_rollback);
  g_test_add_func ("/merge/first-load", test_first_load);
  g_test_add_func ("/merge/cancel", test_cancel);
  g_test_add_func ("/merge/sources", test_sources);
  g_test_add_func ("/merge/hashes", test_hashes);
  g_test_add_func ("/merge/identity", test_identity);
  return g_test_run ();
}
