/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-profile-table.h"

#include "hc-db-private.h"
#include "hc-launch-table.h"

static void
column_free (gpointer data)
{
  HcSavedColumn *column = data;

  g_free (column->header);
  g_free (column->field);
  g_free (column);
}

static void
value_free (gpointer data)
{
  HcSavedValue *value = data;

  g_free (value->field);
  g_free (value->text);
  g_free (value->value);
  g_free (value);
}

HcSavedProfile *
hc_saved_profile_new (void)
{
  HcSavedProfile *self = g_new0 (HcSavedProfile, 1);

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->values = g_ptr_array_new_with_free_func (value_free);
  return self;
}

void
hc_saved_profile_free (HcSavedProfile *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->base);
  g_free (self->encoding);
  g_free (self->delimiter);
  g_free (self->date_order);
  g_free (self->zone);
  g_free (self->covers);
  g_free (self->header_hash);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->values);
  g_free (self);
}

void
hc_saved_profile_add_column (HcSavedProfile *self,
                             guint position,
                             const char *header,
                             const char *field)
{
  HcSavedColumn *column = g_new0 (HcSavedColumn, 1);

  column->position = position;
  column->header = g_strdup (header);
  column->field = g_strdup (field);
  g_ptr_array_add (self->columns, column);
}

void
hc_saved_profile_add_value (HcSavedProfile *self,
                            const char *field,
                            const char *text,
                            const char *value)
{
  HcSavedValue *saved = g_new0 (HcSavedValue, 1);

  saved->field = g_strdup (field);
  saved->text = g_strdup (text);
  saved->value = g_strdup (value);
  g_ptr_array_add (self->values, saved);
}

static gboolean
load_columns (HcDb *db, HcSavedProfile *profile, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT position, header, field FROM import_profile_column WHERE profile_id = ?1 "
    "ORDER BY position, id",
    error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, profile->id);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    hc_saved_profile_add_column (profile, (guint) hc_stmt_int64 (stmt, 0),
                                 hc_stmt_peek_text (stmt, 1), hc_stmt_peek_text (stmt, 2));
  return rc == SQLITE_DONE;
}

static gboolean
load_values (HcDb *db, HcSavedProfile *profile, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT field, text, value FROM import_profile_value WHERE profile_id = ?1 "
    "ORDER BY field, text, id",
    error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, profile->id);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    hc_saved_profile_add_value (profile, hc_stmt_peek_text (stmt, 0), hc_stmt_peek_text (stmt, 1),
                                hc_stmt_peek_text (stmt, 2));
  return rc == SQLITE_DONE;
}

static HcSavedProfile *
read_profile (HcStmt *stmt)
{
  HcSavedProfile *profile = hc_saved_profile_new ();

  profile->id = hc_stmt_text (stmt, 0);
  profile->name = hc_stmt_text (stmt, 1);
  profile->base = hc_stmt_text (stmt, 2);
  profile->encoding = hc_stmt_text (stmt, 3);
  profile->delimiter = hc_stmt_text (stmt, 4);
  profile->date_order = hc_stmt_text (stmt, 5);
  profile->zone = hc_stmt_text (stmt, 6);
  profile->covers = hc_stmt_text (stmt, 7);
  profile->is_log = hc_stmt_int64 (stmt, 8) != 0;
  profile->header_hash = hc_stmt_text (stmt, 9);
  return profile;
}

GPtrArray *
hc_saved_profiles_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (
    (GDestroyNotify) hc_saved_profile_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT id, name, base, encoding, delimiter, date_order, zone, covers, is_log, header_hash "
    "FROM import_profile ORDER BY name, id",
    error);
  int rc;

  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (profiles, read_profile (stmt));
  if (rc != SQLITE_DONE)
    return NULL;
  for (guint i = 0; i < profiles->len; i++)
    if (!load_columns (db, g_ptr_array_index (profiles, i), error) ||
        !load_values (db, g_ptr_array_index (profiles, i), error))
      return NULL;
  return g_steal_pointer (&profiles);
}

/* ---- saving ---- */

static gboolean
find_id (HcDb *db, HcSavedProfile *profile, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db, "SELECT id FROM import_profile WHERE name = ?1 ORDER BY id", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, profile->name);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW && profile->id == NULL)
    profile->id = hc_stmt_text (stmt, 0);
  if (rc == SQLITE_DONE && profile->id == NULL)
    profile->id = hc_uuid_new ();
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
save_row (HcDb *db, const HcSavedProfile *profile, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "INSERT INTO import_profile (id, name, base, encoding, delimiter, date_order, zone, covers, "
    "is_log, header_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
    "ON CONFLICT (id) DO UPDATE SET name = ?2, base = ?3, encoding = ?4, delimiter = ?5, "
    "date_order = ?6, zone = ?7, covers = ?8, is_log = ?9, header_hash = ?10",
    error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, profile->id);
  hc_stmt_bind_text (stmt, 2, profile->name);
  hc_stmt_bind_text (stmt, 3, or_empty (profile->base));
  hc_stmt_bind_text (stmt, 4, or_empty (profile->encoding));
  hc_stmt_bind_text (stmt, 5, or_empty (profile->delimiter));
  hc_stmt_bind_text (stmt, 6, or_empty (profile->date_order));
  hc_stmt_bind_text (stmt, 7, or_empty (profile->zone));
  hc_stmt_bind_text (stmt, 8, profile->covers != NULL ? profile->covers : "everything");
  hc_stmt_bind_int64 (stmt, 9, profile->is_log);
  hc_stmt_bind_text (stmt, 10, or_empty (profile->header_hash));
  return hc_stmt_run (stmt, error);
}

static gboolean
delete_rows (HcDb *db, const char *sql, const char *profile_id, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, profile_id);
  return hc_stmt_run (stmt, error);
}

/* A row's id follows from what it stands for, so that saving the same again changes nothing. */
static char *
row_id (const char *profile_id, const char *kind, const char *name)
{
  g_autofree char *text = g_strdup_printf ("%s %s %s", profile_id, kind, name);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1);
}

static gboolean
save_columns (HcDb *db, const HcSavedProfile *profile, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "INSERT INTO import_profile_column (id, profile_id, position, header, field) "
    "VALUES (?1, ?2, ?3, ?4, ?5)",
    error);

  for (guint i = 0; stmt != NULL && i < profile->columns->len; i++)
    {
      const HcSavedColumn *column = g_ptr_array_index (profile->columns, i);
      g_autofree char *position = g_strdup_printf ("%u", column->position);
      g_autofree char *id = row_id (profile->id, "column", position);

      hc_stmt_bind_text (stmt, 1, id);
      hc_stmt_bind_text (stmt, 2, profile->id);
      hc_stmt_bind_int64 (stmt, 3, column->position);
      hc_stmt_bind_text (stmt, 4, column->header);
      hc_stmt_bind_text (stmt, 5, or_empty (column->field));
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  return stmt != NULL;
}

static gboolean
save_values (HcDb *db, const HcSavedProfile *profile, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "INSERT INTO import_profile_value (id, profile_id, field, text, value) "
    "VALUES (?1, ?2, ?3, ?4, ?5)",
    error);

  for (guint i = 0; stmt != NULL && i < profile->values->len; i++)
    {
      const HcSavedValue *value = g_ptr_array_index (profile->values, i);
      g_autofree char *id = row_id (profile->id, value->field, value->text);

      hc_stmt_bind_text (stmt, 1, id);
      hc_stmt_bind_text (stmt, 2, profile->id);
      hc_stmt_bind_text (stmt, 3, value->field);
      hc_stmt_bind_text (stmt, 4, value->text);
      hc_stmt_bind_text (stmt, 5, value->value);
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  return stmt != NULL;
}

gboolean
hc_saved_profile_save (HcDb *db, HcSavedProfile *profile, GError **error)
{
  return find_id (db, profile, error) && save_row (db, profile, error) &&
         delete_rows (db, "DELETE FROM import_profile_column WHERE profile_id = ?1", profile->id,
                      error) &&
         delete_rows (db, "DELETE FROM import_profile_value WHERE profile_id = ?1", profile->id,
                      error) &&
         save_columns (db, profile, error) && save_values (db, profile, error);
}
