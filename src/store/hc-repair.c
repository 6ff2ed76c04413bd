/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving what can be read of a damaged launch. */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "hc-check.h"
#include "hc-db-private.h"
#include "hc-rule-table.h"

typedef struct
{
  HcDb *from;
  HcDb *to;
  GPtrArray *report;
} Repair;

void
hc_repaired_table_free (HcRepairedTable *self)
{
  g_free (self->table);
  g_free (self);
}

/* The only column of @sql as texts; ?1 is @argument. NULL + error. */
static GPtrArray *
query_texts (HcDb *db, const char *sql, const char *argument, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);
  int rc;

  if (stmt == NULL)
    return NULL;
  if (argument != NULL)
    hc_stmt_bind_text (stmt, 1, argument);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (texts, hc_stmt_text (stmt, 0));
  return rc == SQLITE_DONE ? g_steal_pointer (&texts) : NULL;
}

/* ---------------------------------------------------------------- one table */

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, HC_ERROR, HC_ERROR_DAMAGED)
         || g_error_matches (error, HC_ERROR, HC_ERROR_FAILED);
}

/* Only real tables: a tampered file may have a view or a virtual table under the name. */
static gboolean
is_plain_table (HcDb *db, const char *table)
{
  g_autoptr (GPtrArray) names = query_texts (
    db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND rootpage > 0", table,
    NULL);

  return names != NULL && names->len == 1;
}

/* “id, name, tier”: the columns that both files have. */
static char *
shared_columns (Repair *self, const char *table, GError **error)
{
  const char *sql = "SELECT name FROM pragma_table_info (?1) ORDER BY cid";
  g_autoptr (GPtrArray) wanted = query_texts (self->to, sql, table, error);
  g_autoptr (GPtrArray) there = wanted ? query_texts (self->from, sql, table, error) : NULL;
  GString *columns;

  if (there == NULL)
    return NULL;
  columns = g_string_new (NULL);
  for (guint i = 0; i < wanted->len; i++)
    if (g_ptr_array_find_with_equal_func (there, g_ptr_array_index (wanted, i), g_str_equal, NULL))
      g_string_append_printf (columns, "%s\"%s\"", columns->len ? ", " : "",
                              (char *)g_ptr_array_index (wanted, i));
  return g_string_free (columns, FALSE);
}

/* INSERT OR IGNORE INTO team ("id", "name") VALUES (?1, ?2) */
static char *
insert_sql (const char *table, const char *columns, int n)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT OR IGNORE INTO %s (%s) VALUES (", table, columns);
  for (int i = 0; i < n; i++)
    g_string_append_printf (sql, "%s?%d", i > 0 ? ", " : "", i + 1);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static gboolean
copy_row (Repair *self, HcStmt *read, HcStmt *insert, HcRepairedTable *result, GError **error)
{
  g_autoptr (GError) local = NULL;

  for (int i = 0; i < sqlite3_column_count (read->stmt); i++)
    sqlite3_bind_value (insert->stmt, i + 1, sqlite3_column_value (read->stmt, i));
  if (hc_stmt_run (insert, &local))
    {
      if (sqlite3_changes (self->to->handle) > 0)
        result->kept++;
      else
        result->skipped++;
      return TRUE;
    }
  if (!g_error_matches (local, HC_ERROR, HC_ERROR_CONSTRAINT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  result->skipped++;
  return TRUE;
}

/* One way through the table as far as it can be read. */
static gboolean
copy_rows (Repair *self,
           const char *columns,
           const char *order,
           HcRepairedTable *result,
           GError **error)
{
  g_autofree char *select
    = g_strdup_printf ("SELECT %s FROM %s ORDER BY 1 %s", columns, result->table, order);
  g_autoptr (GError) damage = NULL;
  g_autoptr (HcStmt) read = hc_db_prepare (self->from, select, &damage);
  g_autoptr (HcStmt) insert = NULL;
  g_autofree char *sql = NULL;
  int rc = SQLITE_ERROR;

  if (read != NULL)
    {
      sql = insert_sql (result->table, columns, sqlite3_column_count (read->stmt));
      if (!(insert = hc_db_prepare (self->to, sql, error)))
        return FALSE;
      while ((rc = hc_stmt_step (read, &damage)) == SQLITE_ROW)
        if (!copy_row (self, read, insert, result, error))
          return FALSE;
    }
  if (rc == SQLITE_DONE)
    return TRUE;
  result->unreadable = TRUE;
  if (is_damage (damage))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&damage));
  return FALSE;
}

/* From the front; where that ends at a broken page, from the back up to it. */
static gboolean
copy_table (Repair *self, const char *table, GError **error)
{
  HcRepairedTable *result = g_new0 (HcRepairedTable, 1);
  g_autofree char *columns = NULL;
  guint64 skipped;

  result->table = g_strdup (table);
  g_ptr_array_add (self->report, result);
  if (!is_plain_table (self->from, table))
    {
      result->unreadable = TRUE;
      return TRUE;
    }
  if (!(columns = shared_columns (self, table, error)))
    return FALSE;
  if (*columns == '\0')
    return TRUE;
  if (!copy_rows (self, columns, "ASC", result, error))
    return FALSE;
  if (!result->unreadable)
    return TRUE;
  /* The second way meets rows that are there already: those are not skipped ones. */
  skipped = result->skipped;
  if (!copy_rows (self, columns, "DESC", result, error))
    return FALSE;
  result->skipped = skipped;
  return TRUE;
}

/* ---------------------------------------------------------------- rows without what they refer to */

/* DELETE FROM group_team WHERE "team_id" IS NOT NULL
 *   AND NOT EXISTS (SELECT 1 FROM team AS parent WHERE parent."id" = group_team."team_id")
 * UPDATE person SET "deputy_id" = NULL WHERE … where the schema says SET NULL. */
static GPtrArray *
orphan_sql (HcDb *db, const char *table, GError **error)
{
  return query_texts (
    db,
    "SELECT CASE on_delete WHEN 'SET NULL' THEN printf ('UPDATE %s SET \"%w\" = NULL', ?1, \"from\") "
    "ELSE printf ('DELETE FROM %s', ?1) END || printf (' WHERE \"%w\" IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM %s AS parent WHERE parent.\"%w\" = %s.\"%w\")', "
    "\"from\", \"table\", \"to\", ?1, \"from\") FROM pragma_foreign_key_list (?1)",
    table, error);
}

static gboolean
drop_orphans (Repair *self, HcRepairedTable *result, GError **error)
{
  g_autoptr (GPtrArray) statements = orphan_sql (self->to, result->table, error);

  if (statements == NULL)
    return FALSE;
  for (guint i = 0; i < statements->len; i++)
    {
      int n;

      if (!hc_db_exec (self->to, g_ptr_array_index (statements, i), error))
        return FALSE;
      if (!g_str_has_prefix (g_ptr_array_index (statements, i), "DELETE"))
        continue;
      n = sqlite3_changes (self->to->handle);
      result->kept -= (guint64)n;
      result->skipped += (guint64)n;
    }
  return TRUE;
}

/* ---------------------------------------------------------------- the whole file */

static gboolean
copy_tables (Repair *self, GPtrArray *tables, GError **error)
{
  for (guint i = 0; i < tables->len; i++)
    if (!copy_table (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  /* A table comes after those it refers to, so one pass is enough. */
  for (guint i = 0; i < self->report->len; i++)
    if (!drop_orphans (self, g_ptr_array_index (self->report, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
rebuild (Repair *self, GError **error)
{
  g_autoptr (GPtrArray) tables = query_texts (
    self->to, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", NULL, error);

  /* References are mended at the end; the pragma counts only outside a transaction. */
  if (tables == NULL || !hc_db_exec (self->to, "PRAGMA foreign_keys = OFF", error)
      || !hc_db_begin (self->to, error))
    return FALSE;
  /* What rules say is derived from what could be saved, not saved itself. */
  if (copy_tables (self, tables, error) && hc_rules_rebuild (self->to, error))
    return hc_db_commit (self->to, error);
  hc_db_rollback (self->to);
  return FALSE;
}

static gboolean
is_worth_keeping (Repair *self, GError **error)
{
  guint64 kept = 0;
  g_autofree char *name = NULL;

  for (guint i = 0; i < self->report->len; i++)
    kept += ((HcRepairedTable *)g_ptr_array_index (self->report, i))->kept;
  if (kept > 0)
    return TRUE;
  name = hc_db_dup_display_name (self->from);
  g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
               _("Nothing can be read in “%s” any more. Restore a snapshot."), name);
  return FALSE;
}

GPtrArray *
hc_check_repair (const char *path, const char *out, GCancellable *cancellable, GError **error)
{
  g_autoptr (HcDb) from = hc_db_open_untrusted (path, error);
  g_autoptr (HcDb) to = from ? hc_db_create (out, error) : NULL;
  g_autoptr (GPtrArray) report
    = g_ptr_array_new_with_free_func ((GDestroyNotify)hc_repaired_table_free);
  Repair repair = { from, to, report };
  gboolean ok;

  if (to == NULL)
    return NULL;
  hc_db_set_cancellable (from, cancellable);
  ok = rebuild (&repair, error) && is_worth_keeping (&repair, error);
  g_clear_pointer (&to, hc_db_close);
  if (ok)
    return g_steal_pointer (&report);
  g_unlink (out);
  return NULL;
}
