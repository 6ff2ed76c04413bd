/* SPDX-License-Identifier: GPL-3.0-or-later */

/* verdict_day: only what differs is written, so that looking at a gate twice writes nothing. */

#include "config.h"

#include <malloc.h>
#include <math.h>

#include "hc-criteria-table.h"
#include "hc-db-private.h"
#include "hc-driver-table.h"

/* Grouping the titles of more would slow the import down by more than its verdicts are worth. */
#define MAX_TICKETS_WITH_DRIVERS 20000

/* ---------------------------------------------------------------- reading */

/* NAN for NULL. */
static double
get_double (HcStmt *stmt, int column)
{
  return sqlite3_column_type (stmt->stmt, column) == SQLITE_NULL ? NAN
                                                                 : hc_stmt_double (stmt, column);
}

static HcStoredVerdict *
read_stored (HcStmt *stmt)
{
  HcStoredVerdict *row = g_new0 (HcStoredVerdict, 1);

  row->day = HC_DAY_NONE;
  hc_day_parse (hc_stmt_peek_text (stmt, 0), &row->day);
  hc_gate_kind_from_word (hc_stmt_peek_text (stmt, 1), &row->gate);
  row->code = hc_stmt_text (stmt, 2);
  row->part = hc_stmt_text (stmt, 3);
  hc_verdict_from_word (hc_stmt_peek_text (stmt, 4), &row->verdict);
  row->passes = hc_stmt_int64 (stmt, 5) != 0;
  row->value = get_double (stmt, 6);
  row->threshold = get_double (stmt, 7);
  row->is_register = hc_stmt_int64 (stmt, 8) != 0;
  return row;
}

gboolean
hc_verdict_days_load (HcDb *db, GPtrArray *out, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT date, gate, code, part, verdict, passes, value, threshold, is_register "
                   "FROM verdict_day ORDER BY date, gate, code, part",
                   error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (out, read_stored (stmt));
  return rc == SQLITE_DONE;
}

/* ---------------------------------------------------------------- comparing */

static char *
key_of (const HcStoredVerdict *row)
{
  return g_strdup_printf ("%d|%s|%s", row->day, row->code, row->part);
}

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
same_row (const HcStoredVerdict *a, const HcStoredVerdict *b)
{
  return a->verdict == b->verdict && !a->passes == !b->passes && same_number (a->value, b->value) &&
         same_number (a->threshold, b->threshold) && !a->is_register == !b->is_register;
}

typedef struct
{
  GPtrArray *written; /* borrowed */
  GPtrArray *gone;    /* borrowed */
} Difference;

static void
difference_clear (Difference *self)
{
  g_clear_pointer (&self->written, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Difference, difference_clear)

static Difference
compare (GPtrArray *stored, HcGateKind gate, GPtrArray *days)
{
  g_autoptr (GHashTable) old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Difference out = { g_ptr_array_new (), g_ptr_array_new () };
  GHashTableIter iter;
  gpointer row;

  for (guint i = 0; i < stored->len; i++)
    {
      HcStoredVerdict *s = g_ptr_array_index (stored, i);

      if (s->gate == gate)
        g_hash_table_insert (old, key_of (s), s);
    }
  for (guint i = 0; i < days->len; i++)
    {
      HcStoredVerdict *day = g_ptr_array_index (days, i);
      g_autofree char *key = key_of (day);
      const HcStoredVerdict *before = g_hash_table_lookup (old, key);

      if (before == NULL || !same_row (before, day))
        g_ptr_array_add (out.written, day);
      g_hash_table_remove (old, key);
    }
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (!((HcStoredVerdict *) row)->is_register)
      g_ptr_array_add (out.gone, row);
  return out;
}

gboolean
hc_verdict_days_differ (const HcCriteriaInputs *inputs, HcGateKind gate, GPtrArray *days)
{
  g_auto (Difference) difference = compare (inputs->stored, gate, days);

  return difference.written->len > 0 || difference.gone->len > 0;
}

/* ---------------------------------------------------------------- writing */

static void
bind_key (HcStmt *stmt, const HcStoredVerdict *row)
{
  g_autofree char *date = hc_day_format (row->day);

  hc_stmt_bind_text (stmt, 1, date);
  hc_stmt_bind_text (stmt, 2, hc_gate_kind_word (row->gate));
  hc_stmt_bind_text (stmt, 3, row->code);
  hc_stmt_bind_text (stmt, 4, row->part);
}

static void
bind_number (HcStmt *stmt, int index, double value)
{
  if (isfinite (value))
    hc_stmt_bind_double (stmt, index, value);
  else
    hc_stmt_bind_text (stmt, index, NULL);
}

static gboolean
write_rows (HcDb *db, GPtrArray *rows, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "INSERT OR REPLACE INTO verdict_day (date, gate, code, part, verdict, passes, "
                   "value, threshold, is_register) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                   error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const HcStoredVerdict *row = g_ptr_array_index (rows, i);

      bind_key (stmt, row);
      hc_stmt_bind_text (stmt, 5, hc_verdict_word (row->verdict));
      hc_stmt_bind_int64 (stmt, 6, row->passes != FALSE);
      bind_number (stmt, 7, row->value);
      bind_number (stmt, 8, row->threshold);
      hc_stmt_bind_int64 (stmt, 9, row->is_register != FALSE);
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
delete_rows (HcDb *db, GPtrArray *rows, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db,
                                           "DELETE FROM verdict_day WHERE date = ?1 AND gate = ?2 "
                                           "AND code = ?3 AND part = ?4",
                                           error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      bind_key (stmt, g_ptr_array_index (rows, i));
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save (HcDb *db, HcGateKind gate, GPtrArray *days, GError **error)
{
  g_autoptr (GPtrArray) stored =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hc_stored_verdict_free);
  g_auto (Difference) difference = { 0 };

  if (!hc_verdict_days_load (db, stored, error))
    return FALSE;
  difference = compare (stored, gate, days);
  return delete_rows (db, difference.gone, error) && write_rows (db, difference.written, error);
}

gboolean
hc_verdict_days_save (HcDb *db, HcGateKind gate, GPtrArray *days, GError **error)
{
  g_return_val_if_fail (db != NULL && days != NULL, FALSE);

  if (!hc_db_begin (db, error))
    return FALSE;
  if (save (db, gate, days, error))
    return hc_db_commit (db, error);
  hc_db_rollback (db);
  return FALSE;
}

static gboolean
record (HcDb *db, gint64 now, GError **error)
{
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_load (db, FALSE, NULL, error);

  if (inputs == NULL)
    return FALSE;
  if (inputs->columns->n <= MAX_TICKETS_WITH_DRIVERS &&
      !(inputs->groups = hc_driver_groups_load (db, inputs->columns, NULL, error)))
    return FALSE;
  for (guint gate = 0; gate < HC_N_GATES; gate++)
    {
      HcCriteriaQuery query = { .gate = (HcGateKind) gate, .as_of = HC_INSTANT_NONE, .now = now };
      g_autoptr (HcCriteriaResult) result = hc_criteria_evaluate (inputs, &query, NULL, error);
      g_autoptr (GPtrArray) days = NULL;

      if (result == NULL)
        return FALSE;
      days = hc_criteria_days_to_store (inputs, result);
      if (hc_verdict_days_differ (inputs, query.gate, days) &&
          !hc_verdict_days_save (db, query.gate, days, error))
        return FALSE;
    }
  return TRUE;
}

/* Runs after imports and passes over all tickets once: a page cache full of what the import needed
 * would only add to the memory of the figures. */
gboolean
hc_criteria_record (HcDb *db, gint64 now, GError **error)
{
  g_autofree char *restore = NULL;
  gint64 cache = 0;
  gboolean ok;

  if (!hc_db_query_int64 (db, "PRAGMA cache_size", &cache, error) ||
      !hc_db_exec (db, "PRAGMA shrink_memory; PRAGMA cache_size = -8192", error))
    return FALSE;
#ifdef __GLIBC__
  /* The freed pages lie between others: without this they would stay with the process. */
  malloc_trim (0);
#endif
  ok = record (db, now, error);
  restore = g_strdup_printf ("PRAGMA cache_size = %" G_GINT64_FORMAT, cache);
  return hc_db_exec (db, restore, ok ? error : NULL) && ok;
}
