/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "merge-util.h"

#include "hc-test-facts.h"

void
to_ticket (const Row *row, const Kind *kind, HcTicketRow *out)
{
  hc_ticket_row_init (out);
  out->mapped = kind->mapped != 0 ? kind->mapped : USUAL | (kind->is_log ? BITS (MOD_COUNT) : 0);
  out->text[HC_TICKET_KEY] = row->key;
  out->text[HC_TICKET_STATE] = row->state;
  out->text[HC_TICKET_GROUP] = row->group;
  out->number[HC_TICKET_OPENED] = row->opened;
  out->number[HC_TICKET_RESOLVED] = row->resolved;
  out->number[HC_TICKET_UPDATED] = row->updated;
  out->number[HC_TICKET_MOD_COUNT] = row->mod;
  out->state_class = row->state_class;
  hc_ticket_row_seal (out);
}

HcBatch *
new_batch (const Kind *kind, gint64 as_of)
{
  HcBatch *batch = hc_batch_new ();

  batch->source_id = g_strdup (kind->source);
  batch->source_name = g_strdup (kind->name != NULL ? kind->name : "Desk");
  batch->file = g_strdup_printf ("at-%" G_GINT64_FORMAT ".csv", as_of);
  batch->sha256 = g_strdup (batch->file);
  batch->as_of = as_of;
  batch->imported_at = as_of;
  batch->covers = kind->covers;
  batch->is_log = kind->is_log;
  batch->zone = g_strdup ("UTC");
  return batch;
}

HcBatch *
merge_unchecked (HcDb *db, const Kind *kind, gint64 as_of, const Row *rows, guint n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = new_batch (kind, as_of);
  g_autoptr (HcMerge) self = hc_merge_begin (db, batch, "hash", FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_rows; i++)
    {
      HcMergeResult result = HC_MERGED;
      HcTicketRow row;

      to_ticket (&rows[i], kind, &row);
      if (kind->is_log)
        hc_merge_stage (self, &row, &error);
      else
        hc_merge_row (self, &row, &result, &error);
      g_assert_no_error (error);
      if (result == HC_MERGE_SEVERAL)
        return NULL;
    }
  if (kind->is_log)
    hc_merge_replay (self, &error);
  g_assert_no_error (error);
  batch->rows = n_rows;
  hc_merge_finish (self, kind->dry_run, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&batch);
}

HcBatch *
merge (HcDb *db, const Kind *kind, gint64 as_of, const Row *rows, guint n_rows)
{
  HcBatch *batch = merge_unchecked (db, kind, as_of, rows, n_rows);

  if (batch != NULL)
    hc_test_facts_sound (db);
  return batch;
}

void
assert_counts (HcBatch *batch, const char *expected)
{
  g_autofree char *found = g_strdup_printf (
    "tickets %" G_GINT64_FORMAT " new %" G_GINT64_FORMAT " changed %" G_GINT64_FORMAT
    " reopened %" G_GINT64_FORMAT " unchanged %" G_GINT64_FORMAT " missing %" G_GINT64_FORMAT,
    batch->tickets, batch->new_count, batch->changed, batch->reopened, batch->unchanged,
    batch->missing);

  g_assert_cmpstr (found, ==, expected);
}

void
merge_expect (HcDb *db, const Kind *kind, gint64 as_of, const Row *rows, guint n_rows,
              const char *expected)
{
  g_autoptr (HcBatch) batch = merge (db, kind, as_of, rows, n_rows);

  g_assert_nonnull (batch);
  assert_counts (batch, expected);
  for (guint i = 0; i < batch->warnings->len; i++)
    g_assert_cmpstr (((HcBatchWarning *) g_ptr_array_index (batch->warnings, i))->code, !=,
                     "identity");
}
