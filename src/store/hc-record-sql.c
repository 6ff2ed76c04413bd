/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-record-private.h"

#include <glib/gi18n.h>

/* ---------------------------------------------------------------- reading */

GString *
hc_record_select (const HcRecordType *type)
{
  GString *sql = g_string_new ("SELECT id");

  for (guint i = 0; i < type->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", type->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\"", type->name);
  return sql;
}

static char *
read_value (HcStmt *stmt, int column, const HcField *field)
{
  const char *text = hc_stmt_peek_text (stmt, column);

  if (text == NULL || *text == '\0')
    return NULL;
  /* As everywhere else in the program: “97”, not “97.0”. */
  if (field->type == HC_VALUE_REAL)
    return hc_field_dup_number (hc_stmt_double (stmt, column));
  return g_strdup (text);
}

static HcRecordData *
read_record (HcStmt *stmt, const HcRecordType *type)
{
  HcRecordData *record = g_new0 (HcRecordData, 1);

  record->type = type;
  record->id = hc_stmt_text (stmt, 0);
  record->values = g_new0 (char *, type->n_fields);
  for (guint i = 0; i < type->n_fields; i++)
    record->values[i] = read_value (stmt, (int)i + 1, &type->fields[i]);
  return record;
}

GPtrArray *
hc_record_query (HcDb *db,
                 const HcRecordType *type,
                 const char *sql,
                 const char *argument,
                 GError **error)
{
  g_autoptr (GPtrArray) records
    = g_ptr_array_new_with_free_func ((GDestroyNotify)hc_record_data_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);
  int rc;

  if (stmt == NULL)
    return NULL;
  if (argument != NULL)
    hc_stmt_bind_text (stmt, 1, argument);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (records, read_record (stmt, type));
  return rc == SQLITE_DONE ? g_steal_pointer (&records) : NULL;
}

GPtrArray *
hc_record_referring (HcDb *db, const HcRecordType *type, guint field, const char *id, GError **error)
{
  g_autoptr (GString) sql = hc_record_select (type);

  g_string_append_printf (sql, " WHERE \"%s\" = ?1 ORDER BY id", type->fields[field].name);
  return hc_record_query (db, type, sql->str, id, error);
}

/* SELECT id, "name", "rank" FROM "workflow_step" WHERE "workflow_id" = ?1
 *   ORDER BY "rank", "name" COLLATE NOCASE, id */
GPtrArray *
hc_records_load (HcDb *db, const HcRecordType *type, const char *parent, GError **error)
{
  g_autoptr (GString) sql = NULL;
  int parent_field, title;

  g_return_val_if_fail (db != NULL && type != NULL, NULL);

  sql = hc_record_select (type);
  parent_field = hc_record_type_flagged (type, HC_FIELD_PARENT);
  title = hc_record_type_flagged (type, HC_FIELD_TITLE);
  g_return_val_if_fail (parent == NULL || parent_field >= 0, NULL);

  if (parent != NULL)
    g_string_append_printf (sql, " WHERE \"%s\" = ?1", type->fields[parent_field].name);
  g_string_append (sql, " ORDER BY ");
  if (hc_record_type_field (type, "rank") >= 0)
    g_string_append (sql, "\"rank\", ");
  if (title >= 0)
    g_string_append_printf (sql, "\"%s\" COLLATE NOCASE, ", type->fields[title].name);
  g_string_append (sql, "id");
  return hc_record_query (db, type, sql->str, parent, error);
}

GPtrArray *
hc_record_siblings (HcDb *db, const HcRecordData *record, GError **error)
{
  int parent = hc_record_type_flagged (record->type, HC_FIELD_PARENT);

  return hc_records_load (db, record->type, parent >= 0 ? record->values[parent] : NULL, error);
}

gboolean
hc_record_set_gone (const HcRecordType *type, GError **error)
{
  g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
               _("This entry of “%s” was removed meanwhile. Undo its removal to get it back."),
               _(type->many));
  return FALSE;
}

HcRecordData *
hc_record_load (HcDb *db, const HcRecordType *type, const char *id, GError **error)
{
  g_autoptr (GString) sql = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (db != NULL && type != NULL && id != NULL, NULL);

  sql = hc_record_select (type);
  g_string_append (sql, " WHERE id = ?1");
  if (!(records = hc_record_query (db, type, sql->str, id, error)))
    return NULL;
  if (records->len == 0)
    {
      hc_record_set_gone (type, error);
      return NULL;
    }
  return g_ptr_array_steal_index (records, 0);
}

/* ---------------------------------------------------------------- writing */

void
hc_record_bind (HcStmt *stmt, int index, const HcField *field, const char *value)
{
  gboolean is_text = field->type <= HC_VALUE_CHOICE || field->type == HC_VALUE_RANK;

  if (value == NULL)
    hc_stmt_bind_text (stmt, index,
                       is_text && (field->flags & HC_FIELD_NULLABLE) == 0 ? "" : NULL);
  else if (field->type == HC_VALUE_REAL)
    hc_stmt_bind_double (stmt, index, g_ascii_strtod (value, NULL));
  else if (field->type == HC_VALUE_INTEGER || field->type == HC_VALUE_INSTANT
           || field->type == HC_VALUE_BOOLEAN)
    hc_stmt_bind_int64 (stmt, index, g_ascii_strtoll (value, NULL, 10));
  else
    hc_stmt_bind_text (stmt, index, value);
}

/* UPDATE "person" SET "deputy_id" = ?2 WHERE id = ?1 */
gboolean
hc_record_write (HcDb *db,
                 const HcRecordType *type,
                 const char *id,
                 const HcField *field,
                 const char *value,
                 GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?2 WHERE id = ?1", type->name, field->name);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_record_bind (stmt, 2, field, value);
  if (!hc_stmt_run (stmt, error))
    return FALSE;
  return sqlite3_changes (db->handle) == 1 || hc_record_set_gone (type, error);
}

/* INSERT INTO "team" (id, "name", "kind") VALUES (?1, ?2, ?3) */
static char *
insert_sql (const HcRecordType *type)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO \"%s\" (id", type->name);
  for (guint i = 0; i < type->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", type->fields[i].name);
  g_string_append (sql, ") VALUES (?1");
  for (guint i = 0; i < type->n_fields; i++)
    g_string_append_printf (sql, ", ?%u", i + 2);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

gboolean
hc_record_insert (HcDb *db, const HcRecordData *record, GError **error)
{
  g_autofree char *sql = insert_sql (record->type);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, record->id);
  for (guint i = 0; i < record->type->n_fields; i++)
    hc_record_bind (stmt, (int)i + 2, &record->type->fields[i], record->values[i]);
  return hc_stmt_run (stmt, error);
}
