/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-usage-table.h"

#include "hc-launch-table.h"
#include "hc-record-private.h"

/* ---------------------------------------------------------------- loading */

static gint64
count_at (HcStmt *stmt, int column)
{
  return sqlite3_column_type (stmt->stmt, column) == SQLITE_NULL ? -1
                                                                 : hc_stmt_int64 (stmt, column);
}

static void
add_workflow (HcUsage *self, HcStmt *stmt)
{
  double hours = hc_stmt_double (stmt, 2);

  hc_usage_add_record (self, HC_BY_WORKFLOW, hc_stmt_peek_text (stmt, 0),
                       hc_stmt_peek_text (stmt, 1));
  if (sqlite3_column_type (stmt->stmt, 2) != SQLITE_NULL)
    g_hash_table_insert (self->cycle_hours, hc_stmt_text (stmt, 0),
                         g_memdup2 (&hours, sizeof hours));
}

static void
add_step (HcUsage *self, HcStmt *stmt)
{
  g_autofree char *name =
    g_strdup_printf ("%s / %s", hc_stmt_peek_text (stmt, 4), hc_stmt_peek_text (stmt, 1));
  HcUsageRecord *record =
    hc_usage_add_record (self, HC_BY_STEP, hc_stmt_peek_text (stmt, 0), name);

  record->workflow_id = hc_stmt_text (stmt, 2);
  record->is_exception = hc_stmt_int64 (stmt, 3) != 0;
}

static void
add_cohort (HcUsage *self, HcStmt *stmt)
{
  gint64 heads = count_at (stmt, 3);
  HcUsageRecord *record = hc_usage_add_record (
    self, HC_BY_COHORT, hc_stmt_peek_text (stmt, 0), hc_stmt_peek_text (stmt, 1));

  record->kind = hc_stmt_text (stmt, 2);
  if (heads < 0)
    return;
  g_ptr_array_add (self->cohort_ids, g_strdup (record->id));
  g_array_append_val (self->head_counts, heads);
}

static void
add_deflect_issues (HcUsage *self, HcStmt *stmt)
{
  self->n_deflect_issues = (guint) hc_stmt_int64 (stmt, 0);
}

/* Two copies of a file, merged, may both have a row of a day and cohort: the one with the greater id
 * counts, in both copies. */
static void
add_usage (HcUsage *self, HcStmt *stmt)
{
  const HcUsageDay *last =
    self->usage->len > 0 ? self->usage->pdata[self->usage->len - 1] : NULL;
  const char *cohort = hc_stmt_peek_text (stmt, 1);
  HcUsageDay *row;
  HcDay day;

  if (!hc_day_parse (hc_stmt_peek_text (stmt, 0), &day))
    return;
  if (last != NULL && last->day == day && g_strcmp0 (last->cohort_id, cohort) == 0)
    g_ptr_array_set_size (self->usage, (int) self->usage->len - 1);
  row = hc_usage_add_day (self, day, cohort);
  row->active_users = count_at (stmt, 2);
  row->help_users = count_at (stmt, 3);
  row->help_sessions = count_at (stmt, 4);
  row->confirmed_deflections = count_at (stmt, 5);
}

static gboolean
is_same_completion (const HcCompletionDay *a, const HcCompletionDay *b)
{
  return a->day == b->day && g_str_equal (a->workflow_id, b->workflow_id) &&
         g_strcmp0 (a->step_id, b->step_id) == 0 && g_strcmp0 (a->cohort_id, b->cohort_id) == 0;
}

static void
add_completion (HcUsage *self, HcStmt *stmt)
{
  GPtrArray *rows = self->completions;
  HcCompletionDay *row;
  HcDay day;

  if (!hc_day_parse (hc_stmt_peek_text (stmt, 0), &day))
    return;
  row = hc_usage_add_completion (self, day, hc_stmt_peek_text (stmt, 1),
                                 hc_stmt_peek_text (stmt, 2), hc_stmt_peek_text (stmt, 3));
  row->started = count_at (stmt, 4);
  row->completed = count_at (stmt, 5);
  row->failed = count_at (stmt, 6);
  row->retried = count_at (stmt, 7);
  if (rows->len > 1 && is_same_completion (rows->pdata[rows->len - 2], row))
    g_ptr_array_remove_index (rows, rows->len - 2);
}

static const struct
{
  const char *sql;
  void (*add) (HcUsage *, HcStmt *);
} tables[] = {
  { "SELECT id, name, cycle_time_hours FROM workflow ORDER BY rank, id", add_workflow },
  { "SELECT s.id, s.name, s.workflow_id, s.is_exception, w.name FROM workflow_step s "
    "JOIN workflow w ON w.id = s.workflow_id ORDER BY w.rank, w.id, s.rank, s.id",
    add_step },
  { "SELECT id, name, kind, head_count FROM cohort ORDER BY rank, id", add_cohort },
  { "SELECT count (*) FROM issue WHERE action = 'deflect'", add_deflect_issues },
  { "SELECT date, cohort_id, active_users, help_users, help_sessions, confirmed_deflections "
    "FROM usage_day ORDER BY date, cohort_id, id",
    add_usage },
  { "SELECT date, workflow_id, step_id, cohort_id, started, completed, failed, retried "
    "FROM completion_day ORDER BY date, workflow_id, step_id, cohort_id, id",
    add_completion },
};

static HcUsage *
load (HcDb *db, GError **error)
{
  g_autoptr (HcUsage) self = hc_usage_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (HcStmt) stmt = hc_db_prepare (db, tables[i].sql, error);
      int rc = SQLITE_ERROR;

      while (stmt != NULL && (rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
        tables[i].add (self, stmt);
      if (rc != SQLITE_DONE)
        return NULL;
    }
  return g_steal_pointer (&self);
}

HcUsage *
hc_usage_load (HcDb *db, GError **error)
{
  HcUsage *usage;

  g_return_val_if_fail (db != NULL, NULL);

  if (!hc_db_begin_read (db, error))
    return NULL;
  usage = load (db, error);
  hc_db_end_read (db);
  return usage;
}

/* ---------------------------------------------------------------- saving */

/* “2026-03-09\twf-1\t\t” */
static char *
key_of (const HcRecordData *record)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; record->type->key[i] != NULL; i++)
    {
      const char *value = hc_record_data_get (record, record->type->key[i]);

      g_string_append (key, value != NULL ? value : "");
      g_string_append_c (key, '\t');
    }
  return g_string_free (key, FALSE);
}

static GHashTable *
index_records (GPtrArray *records)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (index, key_of (records->pdata[i]), records->pdata[i]);
  return index;
}

/* @db NULL: only looks. */
static gboolean
update (HcDb *db, const HcRecordData *stored, HcRecordData *record, gboolean *changed,
        GError **error)
{
  const HcRecordType *type = record->type;

  *changed = FALSE;
  g_free (record->id); /* of an earlier comparison */
  record->id = g_strdup (stored->id);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const char *value = record->values[i];

      if (value == NULL || g_strcmp0 (value, stored->values[i]) == 0)
        continue;
      *changed = TRUE;
      if (db != NULL && !hc_record_write (db, type, record->id, &type->fields[i], value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert (HcDb *db, HcRecordData *record, GError **error)
{
  g_free (record->id);
  record->id = hc_uuid_new ();
  return hc_record_insert (db, record, error);
}

static gboolean
save_all (HcDb *db, GPtrArray *records, GPtrArray *stored, HcUsageSaved *saved, GError **error)
{
  g_autoptr (GHashTable) index = index_records (stored);

  *saved = (HcUsageSaved){ 0 };
  for (guint i = 0; i < records->len; i++)
    {
      HcRecordData *record = records->pdata[i];
      g_autofree char *key = key_of (record);
      const HcRecordData *known = g_hash_table_lookup (index, key);
      gboolean changed;

      if (known == NULL)
        {
          saved->added++;
          if (db != NULL && !insert (db, record, error))
            return FALSE;
          continue;
        }
      if (!update (db, known, record, &changed, error))
        return FALSE;
      saved->changed += changed;
      saved->unchanged += !changed;
    }
  return TRUE;
}

gboolean
hc_usage_save (HcDb *db, GPtrArray *records, HcUsageSaved *saved, GError **error)
{
  const HcRecordType *type;
  g_autoptr (GPtrArray) stored = NULL;

  g_return_val_if_fail (db != NULL && records != NULL && saved != NULL, FALSE);

  *saved = (HcUsageSaved){ 0 };
  if (records->len == 0)
    return TRUE;
  type = ((HcRecordData *) records->pdata[0])->type;
  return (stored = hc_records_load (db, type, NULL, error)) != NULL &&
         save_all (db, records, stored, saved, error) &&
         (saved->added == 0 || hc_register_note_set (db, type->name, FALSE, error));
}

gboolean
hc_usage_compare (HcDb *db, GPtrArray *records, HcUsageSaved *saved, GError **error)
{
  g_autoptr (GPtrArray) stored = NULL;

  g_return_val_if_fail (db != NULL && records != NULL && saved != NULL, FALSE);

  *saved = (HcUsageSaved){ 0 };
  if (records->len == 0)
    return TRUE;
  stored = hc_records_load (db, ((HcRecordData *) records->pdata[0])->type, NULL, error);
  return stored != NULL && save_all (NULL, records, stored, saved, NULL);
}
