/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records with what belongs to them: deleting, duplicating; and their order. */

#include "config.h"

#include "hc-record-table.h"

#include <glib/gi18n.h>

#include "hc-launch-table.h"
#include "hc-record-private.h"

/* ---------------------------------------------------------------- deleting */

static gboolean
delete_row (HcDb *db, const HcRecordType *type, const char *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?1", type->name);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  if (!hc_stmt_run (stmt, error))
    return FALSE;
  return sqlite3_changes (db->handle) == 1 || hc_record_set_gone (type, error);
}

static gboolean
is_of_parent (const HcField *field)
{
  return (field->flags & (HC_FIELD_PARENT | HC_FIELD_REQUIRED | HC_FIELD_BELONGS)) != 0;
}

/* What belongs to @id goes with it; what only mentions it forgets it. */
static gboolean
release_field (HcDb *db, const HcRecordType *type, guint field, const char *id, GError **error)
{
  g_autoptr (GPtrArray) records = hc_record_referring (db, type, field, id, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const HcRecordData *record = records->pdata[i];
      gboolean ok = is_of_parent (&type->fields[field])
                      ? hc_record_delete (db, type, record->id, error)
                      : hc_record_write (db, type, record->id, &type->fields[field], NULL, error);

      if (!ok)
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_record_delete (HcDb *db, const HcRecordType *type, const char *id, GError **error)
{
  g_return_val_if_fail (db != NULL && type != NULL && id != NULL, FALSE);

  for (guint i = 0; hc_record_types[i] != NULL; i++)
    for (guint f = 0; f < hc_record_types[i]->n_fields; f++)
      if (g_strcmp0 (hc_record_types[i]->fields[f].reference, type->name) == 0
          && !release_field (db, hc_record_types[i], f, id, error))
        return FALSE;
  return delete_row (db, type, id, error);
}

/* ---------------------------------------------------------------- order */

static guint
find_record (GPtrArray *records, const char *id)
{
  guint i = 0;

  while (i < records->len && g_strcmp0 (((HcRecordData *)records->pdata[i])->id, id) != 0)
    i++;
  return i;
}

static const char *
rank_at (GPtrArray *records, guint i)
{
  return i < records->len ? hc_record_data_get (records->pdata[i], "rank") : NULL;
}

static gboolean
write_rank (HcDb *db, const HcRecordData *record, const char *rank, GError **error)
{
  int field = hc_record_type_field (record->type, "rank");

  if (g_strcmp0 (record->values[field], rank) == 0)
    return TRUE;
  return hc_record_write (db, record->type, record->id, &record->type->fields[field], rank, error);
}

/* Two copies of a file, merged, can give two records one rank: then all get new ones. */
static gboolean
rank_all (HcDb *db, GPtrArray *records, GError **error)
{
  g_autofree char *rank = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      char *next = hc_rank_between (rank, NULL);

      g_free (rank);
      rank = next;
      if (!write_rank (db, records->pdata[i], rank, error))
        return FALSE;
    }
  return TRUE;
}

/* @records without the moved one; it goes to @position. */
static gboolean
place (HcDb *db, GPtrArray *records, HcRecordData *moved, guint position, GError **error)
{
  const char *before = position > 0 ? rank_at (records, position - 1) : NULL;
  const char *after = rank_at (records, position);
  g_autofree char *rank = NULL;

  if ((position == 0 || before != NULL) && (position == records->len || after != NULL)
      && (before == NULL || after == NULL || g_strcmp0 (before, after) < 0))
    {
      rank = hc_rank_between (before, after);
      return write_rank (db, moved, rank, error);
    }
  g_ptr_array_insert (records, (int)position, hc_record_data_copy (moved));
  return rank_all (db, records, error);
}

gboolean
hc_record_move (HcDb *db,
                const HcRecordType *type,
                const char *id,
                const char *after,
                GError **error)
{
  g_autoptr (HcRecordData) record = NULL;
  g_autoptr (GPtrArray) records = NULL;
  guint position = 0;

  g_return_val_if_fail (db != NULL && type != NULL && id != NULL, FALSE);
  g_return_val_if_fail (hc_record_type_field (type, "rank") >= 0, FALSE);

  if (g_strcmp0 (id, after) == 0)
    return TRUE;
  if (!(record = hc_record_load (db, type, id, error))
      || !(records = hc_record_siblings (db, record, error)))
    return FALSE;
  g_ptr_array_remove_index (records, find_record (records, id));
  if (after != NULL)
    {
      position = find_record (records, after) + 1;
      if (position > records->len)
        return hc_record_set_gone (type, error);
    }
  return place (db, records, record, position, error);
}

/* ---------------------------------------------------------------- duplicating */

static gboolean
copy_record (HcDb *db, const HcRecordData *original, const char *parent, char **new_id, GError **error);

static gboolean
copy_children (HcDb *db, const HcRecordData *original, const char *new_id, GError **error)
{
  for (guint i = 0; hc_record_types[i] != NULL; i++)
    {
      const HcRecordType *type = hc_record_types[i];
      int parent = hc_record_type_flagged (type, HC_FIELD_PARENT);
      g_autoptr (GPtrArray) children = NULL;

      if (type->stays || parent < 0
          || !g_str_equal (type->fields[parent].reference, original->type->name))
        continue;
      if (!(children = hc_records_load (db, type, original->id, error)))
        return FALSE;
      for (guint c = 0; c < children->len; c++)
        if (!copy_record (db, children->pdata[c], new_id, NULL, error))
          return FALSE;
    }
  return TRUE;
}

/* @parent NULL: stays in the list of the original. */
static gboolean
copy_record (HcDb *db, const HcRecordData *original, const char *parent, char **new_id, GError **error)
{
  g_autoptr (HcRecordData) copy = hc_record_data_copy (original);
  int title = hc_record_type_flagged (original->type, HC_FIELD_TITLE);

  g_clear_pointer (&copy->id, g_free);
  if (parent != NULL)
    {
      int field = hc_record_type_flagged (copy->type, HC_FIELD_PARENT);

      hc_record_data_set (copy, copy->type->fields[field].name, parent);
    }
  else if (title >= 0 && copy->type->fields[title].type <= HC_VALUE_LONG_TEXT)
    {
      g_autofree char *name = g_strdup_printf (_("%s (copy)"), copy->values[title]);

      hc_record_data_set (copy, copy->type->fields[title].name, name);
    }
  if (!hc_record_save (db, copy, error) || !copy_children (db, original, copy->id, error))
    return FALSE;
  if (new_id != NULL)
    *new_id = g_strdup (copy->id);
  return TRUE;
}

gboolean
hc_record_duplicate (HcDb *db,
                     const HcRecordType *type,
                     const char *id,
                     char **new_id,
                     GError **error)
{
  g_autoptr (HcRecordData) original = NULL;
  g_autofree char *copy = NULL;

  g_return_val_if_fail (db != NULL && type != NULL && id != NULL, FALSE);

  if (!(original = hc_record_load (db, type, id, error))
      || !copy_record (db, original, NULL, &copy, error))
    return FALSE;
  if (hc_record_type_field (type, "rank") >= 0 && !hc_record_move (db, type, copy, id, error))
    return FALSE;
  if (new_id != NULL)
    *new_id = g_steal_pointer (&copy);
  return TRUE;
}
