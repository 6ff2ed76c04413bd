/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-record-table.h"

#include <glib/gi18n.h>

#include "hc-history.h"
#include "hc-launch-table.h"
#include "hc-record-private.h"

HcTables
hc_record_tables (const HcRecordType *type)
{
  static const char *const figures[]
    = { "team", "group_team", "declared_hop", "duty", "duty_role", "cohort", "cohort_match", NULL };

  if (g_str_equal (type->name, "holiday"))
    return HC_TABLES_REGISTERS | HC_TABLES_LAUNCH;
  if (g_strv_contains (figures, type->name))
    return HC_TABLES_REGISTERS | HC_TABLES_PLAN;
  if (g_str_equal (type->name, "rule") || g_str_equal (type->name, "rule_condition"))
    return HC_TABLES_REGISTERS | HC_TABLES_RULES;
  if (g_str_equal (type->name, "issue"))
    return HC_TABLES_REGISTERS | HC_TABLES_CATALOG;
  if (g_str_equal (type->name, "usage_day") || g_str_equal (type->name, "completion_day"))
    return HC_TABLES_REGISTERS | HC_TABLES_USAGE;
  if (g_str_equal (type->name, "workflow") || g_str_equal (type->name, "workflow_step"))
    return HC_TABLES_REGISTERS | HC_TABLES_WORKFLOWS;
  return HC_TABLES_REGISTERS;
}

/* ---------------------------------------------------------------- checks against other records */

static gboolean
check_reference (HcDb *db, const HcField *field, const char *value, GError **error)
{
  const HcRecordType *target = hc_record_type (field->reference);
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id = ?1", target->name);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, value);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_DONE)
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _("What was chosen as “%s” was removed meanwhile. Choose another one."),
                 _(field->label));
  return rc == SQLITE_ROW;
}

static gboolean
check_references (HcDb *db, const HcRecordData *record, GError **error)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const HcField *field = &record->type->fields[i];

      if (field->type == HC_VALUE_REFERENCE && record->values[i] != NULL
          && !check_reference (db, field, record->values[i], error))
        return FALSE;
    }
  return TRUE;
}

/* SELECT 1 FROM "duty_role" WHERE id IS NOT ?1 AND "duty_id" IS ?2 AND "letter" IS ?3 */
static gboolean
check_key (HcDb *db, const HcRecordData *record, GError **error)
{
  const HcRecordType *type = record->type;
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  if (type->key[0] == NULL)
    return TRUE;
  g_string_printf (sql, "SELECT 1 FROM \"%s\" WHERE id IS NOT ?1", type->name);
  for (guint i = 0; type->key[i] != NULL; i++)
    g_string_append_printf (sql, " AND \"%s\" IS ?%u", type->key[i], i + 2);
  if (!(stmt = hc_db_prepare (db, sql->str, error)))
    return FALSE;
  hc_stmt_bind_text (stmt, 1, record->id);
  for (guint i = 0; type->key[i] != NULL; i++)
    {
      int field = hc_record_type_field (type, type->key[i]);

      hc_record_bind (stmt, (int)i + 2, &type->fields[field], record->values[field]);
    }
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _("“%s” already holds this entry. Change that one instead."), _(type->many));
  return rc == SQLITE_DONE;
}

static gboolean
check_record (HcDb *db, const HcRecordData *record, GError **error)
{
  return hc_record_data_check (record, error) && check_references (db, record, error)
         && check_key (db, record, error);
}

/* ---------------------------------------------------------------- saving */

static gboolean
rank_last (HcDb *db, HcRecordData *record, GError **error)
{
  g_autoptr (GPtrArray) siblings = NULL;
  g_autofree char *rank = NULL;

  if (hc_record_type_field (record->type, "rank") < 0 || hc_record_data_is_set (record, "rank"))
    return TRUE;
  if (!(siblings = hc_record_siblings (db, record, error)))
    return FALSE;
  rank = hc_rank_between (siblings->len > 0
                            ? hc_record_data_get (siblings->pdata[siblings->len - 1], "rank")
                            : NULL,
                          NULL);
  hc_record_data_set (record, "rank", rank);
  return TRUE;
}

static gboolean
insert_as (HcDb *db, HcRecordData *record, const char *id, GError **error)
{
  if (!rank_last (db, record, error))
    return FALSE;
  record->id = g_strdup (id);
  if (hc_record_insert (db, record, error)
      && hc_register_note_set (db, record->type->name, FALSE, error))
    return TRUE;
  g_clear_pointer (&record->id, g_free);
  return FALSE;
}

gboolean
hc_record_add_as (HcDb *db, HcRecordData *record, const char *id, GError **error)
{
  return check_record (db, record, error) && insert_as (db, record, id, error);
}

/* UPDATE "team" SET "name" = ?2, "kind" = ?3 WHERE id = ?1 */
static gboolean
update_all (HcDb *db, const HcRecordData *record, GError **error)
{
  const HcRecordType *type = record->type;
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (HcStmt) stmt = NULL;

  g_string_printf (sql, "UPDATE \"%s\" SET ", type->name);
  for (guint i = 0; i < type->n_fields; i++)
    g_string_append_printf (sql, "%s\"%s\" = ?%u", i > 0 ? ", " : "", type->fields[i].name, i + 2);
  g_string_append (sql, " WHERE id = ?1");
  if (!(stmt = hc_db_prepare (db, sql->str, error)))
    return FALSE;
  hc_stmt_bind_text (stmt, 1, record->id);
  for (guint i = 0; i < type->n_fields; i++)
    hc_record_bind (stmt, (int)i + 2, &type->fields[i], record->values[i]);
  if (!hc_stmt_run (stmt, error))
    return FALSE;
  return sqlite3_changes (db->handle) == 1 || hc_record_set_gone (type, error);
}

gboolean
hc_record_save (HcDb *db, HcRecordData *record, GError **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (db != NULL && record != NULL, FALSE);

  if (!check_record (db, record, error))
    return FALSE;
  if (record->id != NULL)
    return update_all (db, record, error);
  id = hc_uuid_new ();
  return insert_as (db, record, id, error);
}

static gboolean
check_expected (const HcRecordData *stored,
                const HcField *field,
                const char *expected,
                GError **error)
{
  const char *now = hc_record_data_get (stored, field->name);
  g_autofree char *text = NULL;

  if (expected != NULL && *expected == '\0')
    expected = NULL;
  if (g_strcmp0 (now, expected) == 0)
    return TRUE;
  text = hc_field_format (field, field->type == HC_VALUE_REFERENCE ? NULL : now);
  if (*text == '\0')
    g_set_error (error, HC_ERROR, HC_ERROR_CONFLICT,
                 _("“%s” was changed by someone else meanwhile. Look at the newer value, then "
                   "enter yours again or keep theirs."),
                 _(field->label));
  else
    g_set_error (error, HC_ERROR, HC_ERROR_CONFLICT,
                 _("“%s” was changed to “%s” by someone else meanwhile. Enter yours again or keep "
                   "theirs."),
                 _(field->label), text);
  return FALSE;
}

gboolean
hc_record_set (HcDb *db,
               const HcRecordType *type,
               const char *id,
               const char *field,
               const char *value,
               const char *const *expected,
               GError **error)
{
  g_autoptr (HcRecordData) record = NULL;
  int i;

  g_return_val_if_fail (db != NULL && type != NULL && id != NULL && field != NULL, FALSE);

  i = hc_record_type_field (type, field);
  g_return_val_if_fail (i >= 0, FALSE);

  if (!(record = hc_record_load (db, type, id, error))
      || (expected != NULL && !check_expected (record, &type->fields[i], *expected, error)))
    return FALSE;
  hc_record_data_set (record, field, value);
  return check_record (db, record, error)
         && hc_record_write (db, type, id, &type->fields[i], record->values[i], error);
}

/* ---------------------------------------------------------------- empty on purpose */

gboolean
hc_register_note_get (HcDb *db, const char *name, gboolean *none, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  g_return_val_if_fail (db != NULL && name != NULL && none != NULL, FALSE);

  if (!(stmt = hc_db_prepare (db, "SELECT 1 FROM register_note WHERE register = ?1", error)))
    return FALSE;
  hc_stmt_bind_text (stmt, 1, name);
  rc = hc_stmt_step (stmt, error);
  *none = rc == SQLITE_ROW;
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static gboolean
remove_note (HcDb *db, const char *name, GError **error)
{
  g_autoptr (HcStmt) stmt
    = hc_db_prepare (db, "DELETE FROM register_note WHERE register = ?1", error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, name);
  return hc_stmt_run (stmt, error);
}

static gboolean
add_note (HcDb *db, const char *name, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autofree char *author = hc_history_dup_author ();
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db, "INSERT INTO register_note (id, register, by_name, at) VALUES (?1, ?2, ?3, ?4)", error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, name);
  hc_stmt_bind_text (stmt, 3, author);
  hc_stmt_bind_int64 (stmt, 4, g_get_real_time () / G_USEC_PER_SEC);
  return hc_stmt_run (stmt, error);
}

gboolean
hc_register_note_set (HcDb *db, const char *name, gboolean none, GError **error)
{
  gboolean is_none;

  if (!hc_register_note_get (db, name, &is_none, error))
    return FALSE;
  if (none == is_none)
    return TRUE;
  return none ? add_note (db, name, error) : remove_note (db, name, error);
}
