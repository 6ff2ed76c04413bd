/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-db-private.h"
#include "hc-launch-table.h"
#include "hc-merge.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

/* One ticket per letter of @keys, all open and in group @group. */
static void
import (HcDb *db, const char *source, gint64 as_of, const char *keys, const char *group)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = hc_batch_new ();
  g_autoptr (HcMerge) merge = NULL;

  batch->source_id = g_strdup (source);
  batch->source_name = g_strdup ("Desk");
  batch->file = g_strdup_printf ("%" G_GINT64_FORMAT ".csv", as_of);
  batch->sha256 = g_strdup_printf ("sha-%" G_GINT64_FORMAT, as_of);
  batch->as_of = as_of;
  batch->zone = g_strdup ("UTC");
  batch->rows = (gint64) strlen (keys) + 1;
  merge = hc_merge_begin (db, batch, "hash", FALSE, &error);
  g_assert_no_error (error);
  hc_merge_add_column (merge, 0, "Number", "key", &error);
  hc_merge_add_column (merge, 1, "Remarks", "", &error);
  for (const char *key = keys; *key != '\0'; key++)
    {
      char text[2] = { *key, '\0' };
      HcMergeResult result;
      HcTicketRow row;

      hc_ticket_row_init (&row);
      row.mapped = HC_TICKET_BIT (HC_TICKET_KEY) | HC_TICKET_BIT (HC_TICKET_GROUP) |
                   HC_TICKET_BIT (HC_TICKET_OPENED);
      row.text[HC_TICKET_KEY] = text;
      row.text[HC_TICKET_GROUP] = group;
      row.number[HC_TICKET_OPENED] = 100 + *key;
      row.state_class = HC_STATE_OPEN;
      hc_ticket_row_seal (&row);
      hc_merge_row (merge, &row, &result, &error);
      g_assert_no_error (error);
    }
  hc_merge_reject (merge,
                   &(HcReject) { 7, (char *) "Number", (char *) "no_key", (char *) "No number",
                                 (char *) ",x" },
                   NULL, &error);
  g_ptr_array_add (batch->warnings, hc_batch_warning_new ("cap", "Cut"));
  hc_merge_finish (merge, FALSE, NULL, &error);
  g_assert_no_error (error);
}

static void
test_list (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (GPtrArray) rejects = NULL;
  g_autoptr (GPtrArray) headers = NULL;
  g_autoptr (HcBatch) same = NULL;
  const HcReject *reject;
  const HcBatch *batch;

  import (db, NULL, 1000, "ABC", "Desk");
  import (db, NULL, 2000, "ABD", "Apps");
  batches = hc_batches_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batches->len, ==, 2);
  batch = g_ptr_array_index (batches, 1);
  g_assert_cmpstr (batch->source_name, ==, "Desk");
  g_assert_cmpstr (batch->file, ==, "2000.csv");
  g_assert_cmpstr (batch->sha256, ==, "sha-2000");
  g_assert_cmpint (batch->as_of, ==, 2000);
  g_assert_cmpint (batch->rows, ==, 4);
  g_assert_cmpint (batch->tickets, ==, 3);
  g_assert_cmpint (batch->new_count, ==, 1);
  g_assert_cmpint (batch->changed, ==, 2);
  g_assert_cmpint (batch->rejected, ==, 1);
  g_assert_cmpint (batch->missing, ==, 1);
  g_assert_cmpuint (batch->warnings->len, ==, 2);
  g_assert_cmpstr (((HcBatchWarning *) g_ptr_array_index (batch->warnings, 0))->code, ==, "cap");

  rejects = hc_rejects_load (db, batch->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rejects->len, ==, 1);
  reject = g_ptr_array_index (rejects, 0);
  g_assert_cmpuint (reject->line, ==, 7);
  g_assert_cmpstr (reject->code, ==, "no_key");
  g_assert_cmpstr (reject->raw, ==, ",x");

  g_assert_true (hc_batch_find_sha256 (db, "sha-1000", &same, &error));
  g_assert_cmpstr (same->file, ==, "1000.csv");
  g_clear_pointer (&same, hc_batch_free);
  g_assert_true (hc_batch_find_sha256 (db, "sha-3", &same, &error));
  g_assert_null (same);

  headers = hc_batch_last_headers (db, NULL, &error);
  g_assert_cmpuint (headers->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (headers, 1), ==, "Remarks");
}

/* Each take-back restores the facts, byte for byte, back to an empty launch. */
static void
test_take_back (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  const char *const keys[] = { "ABC", "ABD", "CD", "ABCDE" };
  const char *const groups[] = { "Desk", "Apps", "Desk", "Other" };
  char *states[G_N_ELEMENTS (keys)];

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      states[i] = hc_test_facts (db);
      import (db, NULL, 1000 * (i + 1), keys[i], groups[i]);
      hc_test_facts_sound (db);
    }
  for (guint i = G_N_ELEMENTS (keys); i > 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HcBatch) batch = NULL;
      g_autofree char *after = NULL;

      hc_batch_take_back (db, i % 2 == 0 ? 0 : i, &batch, &error);
      g_assert_no_error (error);
      g_assert_cmpint (batch->id, ==, i);
      after = hc_test_facts (db);
      g_assert_cmpstr (after, ==, states[i - 1]);
      hc_test_facts_sound (db);
      g_free (states[i - 1]);
    }
  hc_test_assert_rows (db, "SELECT kind, label FROM history ORDER BY seq DESC LIMIT 1",
                       "take_back|Take Back Import “1000.csv”\n");
}

static void
test_refused (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_false (hc_batch_take_back (db, 0, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);

  import (db, NULL, 1000, "A", "Desk");
  import (db, NULL, 2000, "A", "Apps");
  import (db, NULL, 3000, "A", "Desk");
  before = hc_test_facts (db);
  g_assert_false (hc_batch_take_back (db, 1, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "3 (“3000.csv”), 2 (“2000.csv”)"));
  g_clear_error (&error);
  g_assert_false (hc_batch_take_back (db, 9, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  after = hc_test_facts (db);
  g_assert_cmpstr (after, ==, before);
}

/* The newest import of its own source can go, whatever came later from another one. */
static void
test_two_sources (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
  HcTicketSource other = { NULL, (char *) "Other", (char *) "" };
  g_autoptr (GError) error = NULL;
  g_autofree char *desk = NULL;
  g_autofree char *id = NULL;

  import (db, NULL, 1000, "AB", "Desk");
  desk = g_strstrip (hc_test_rows (db, "SELECT id FROM source"));
  hc_ticket_source_save (db, &other, &error);
  g_assert_no_error (error);
  id = other.id;
  import (db, desk, 2000, "AC", "Apps");
  import (db, id, 3000, "AZ", "Apps");
  hc_batch_take_back (db, 2, NULL, &error);
  g_assert_no_error (error);
  hc_test_facts_sound (db);
  hc_test_assert_rows (db,
                       "SELECT external_id, (SELECT text FROM term WHERE id = group_term), "
                       "(SELECT count (*) FROM ticket_change WHERE ticket_id = t.id) "
                       "FROM ticket AS t ORDER BY id",
                       "A|Desk|0\nB|Desk|0\nA|Apps|0\nZ|Apps|0\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch/list", test_list);
  g_test_add_func ("/batch/take-back", test_take_back);
  g_test_add_func ("/batch/refused", test_refused);
  g_test_add_func ("/batch/two-sources", test_two_sources);
  return g_test_run ();
}
