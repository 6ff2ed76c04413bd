/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-changeset.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-schema.h"

void
hc_changeset_clear (HcChangeset *self)
{
  sqlite3_free (self->data);
  *self = (HcChangeset){ 0 };
}

void
hc_changeset_copy (HcChangeset *self, const void *data, int size)
{
  self->data = sqlite3_malloc (MAX (size, 1));
  if (self->data == NULL)
    g_error ("Out of memory: %d bytes", size);
  self->size = size;
  if (size > 0)
    memcpy (self->data, data, (gsize)size);
}

static gboolean
set_session_error (HcDb *db, int rc, GError **error)
{
  if ((rc & 0xff) == SQLITE_CORRUPT)
    {
      g_autofree char *name = hc_db_dup_display_name (db);

      g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
                   _("The history of “%s” is damaged. Restore a snapshot or go on without undo."),
                   name);
    }
  else
    hc_db_set_error_of (db, rc, error); /* its savepoint took the handle's error back */
  return FALSE;
}

/* ---------------------------------------------------------------- recording */

sqlite3_session *
hc_changeset_start (HcDb *db, GError **error)
{
  sqlite3_session *session = NULL;
  int rc = sqlite3session_create (db->handle, "main", &session);

  for (guint i = 0; rc == SQLITE_OK && i < hc_n_judgement_tables; i++)
    rc = sqlite3session_attach (session, hc_judgement_tables[i].name);
  if (rc == SQLITE_OK)
    return session;
  if (session != NULL)
    sqlite3session_delete (session);
  set_session_error (db, rc, error);
  return NULL;
}

gboolean
hc_changeset_take (HcDb *db, sqlite3_session *session, HcChangeset *out, GError **error)
{
  int rc = sqlite3session_changeset (session, &out->size, &out->data);

  return rc == SQLITE_OK || set_session_error (db, rc, error);
}

gboolean
hc_changeset_invert (HcDb *db, const HcChangeset *self, HcChangeset *out, GError **error)
{
  int rc = SQLITE_CORRUPT;

  if (hc_changeset_is_valid (self))
    rc = sqlite3changeset_invert (self->size, self->data, &out->size, &out->data);
  return rc == SQLITE_OK || set_session_error (db, rc, error);
}

/* ---------------------------------------------------------------- applying */

static const char *
value_text (sqlite3_value *value)
{
  return value ? (const char *)sqlite3_value_text (value) : NULL;
}

/* The column a person knows the row by; else its key. */
static char *
dup_row_name (sqlite3_changeset_iter *iter, const HcJudgementTable *table, int op, gboolean row)
{
  sqlite3_value *value = NULL;
  const char *text;

  if (row)
    sqlite3changeset_conflict (iter, table->label_column, &value);
  if (value_text (value) == NULL && op != SQLITE_INSERT)
    sqlite3changeset_old (iter, table->label_column, &value);
  if (value_text (value) == NULL && op != SQLITE_DELETE)
    sqlite3changeset_new (iter, table->label_column, &value);
  if (value_text (value) == NULL && op != SQLITE_INSERT)
    sqlite3changeset_old (iter, 0, &value);
  text = value_text (value);
  return g_strdup (text ? text : "?");
}

static char *
dup_conflict (int kind, sqlite3_changeset_iter *iter)
{
  const HcJudgementTable *table;
  g_autofree char *row = NULL;
  const char *name = NULL;
  int columns, op;

  sqlite3changeset_op (iter, &name, &columns, &op, NULL);
  table = hc_judgement_table (name);
  row = dup_row_name (iter, table, op,
                      kind == SQLITE_CHANGESET_DATA || kind == SQLITE_CHANGESET_CONFLICT);
  if (kind == SQLITE_CHANGESET_NOTFOUND)
    return g_strdup_printf (
      _("The %s “%s” was removed by someone else meanwhile. Nothing was changed."),
      _(table->noun), row);
  if (kind == SQLITE_CHANGESET_CONSTRAINT)
    return g_strdup_printf (
      _("The %s “%s” does not fit what someone else changed meanwhile. Nothing was changed."),
      _(table->noun), row);
  return g_strdup_printf (
    _("The %s “%s” was changed by someone else meanwhile. Nothing was changed."),
    _(table->noun), row);
}

static gboolean
is_same_value (sqlite3_value *a, sqlite3_value *b)
{
  return sqlite3_value_type (a) == sqlite3_value_type (b)
         && g_strcmp0 (value_text (a), value_text (b)) == 0;
}

/* A row that this very changeset deleted before was referred to here: its foreign key emptied the
 * reference, nobody else. */
static gboolean
is_own_doing (sqlite3_changeset_iter *iter, const HcJudgementTable *table, int columns)
{
  for (int i = 0; i < columns; i++)
    {
      sqlite3_value *old = NULL, *now = NULL;

      sqlite3changeset_old (iter, i, &old);
      sqlite3changeset_conflict (iter, i, &now);
      if (old == NULL || now == NULL || is_same_value (old, now))
        continue;
      if (i != table->own_reference || sqlite3_value_type (now) != SQLITE_NULL)
        return FALSE;
    }
  return table->own_reference > 0;
}

static int
conflict_cb (void *data, int kind, sqlite3_changeset_iter *iter)
{
  char **message = data;
  int op = 0, columns;
  const char *name;

  if (kind == SQLITE_CHANGESET_FOREIGN_KEY)
    {
      *message = g_strdup (
        _("Something that someone else added meanwhile depends on it. Nothing was changed."));
      return SQLITE_CHANGESET_ABORT;
    }
  sqlite3changeset_op (iter, &name, &columns, &op, NULL);
  if (kind == SQLITE_CHANGESET_NOTFOUND && op == SQLITE_DELETE)
    return SQLITE_CHANGESET_OMIT;
  if (kind == SQLITE_CHANGESET_DATA && is_own_doing (iter, hc_judgement_table (name), columns))
    return SQLITE_CHANGESET_REPLACE;
  *message = dup_conflict (kind, iter);
  return SQLITE_CHANGESET_ABORT;
}

gboolean
hc_changeset_apply (HcDb *db, const HcChangeset *self, GError **error)
{
  g_autofree char *message = NULL;
  int rc;

  if (!hc_changeset_is_valid (self))
    return set_session_error (db, SQLITE_CORRUPT, error);
  rc = sqlite3changeset_apply_v2 (db->handle, self->size, self->data, NULL, conflict_cb, &message,
                                  NULL, NULL, 0);
  if (message != NULL)
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_CONFLICT, message);
      return FALSE;
    }
  return rc == SQLITE_OK || set_session_error (db, rc, error);
}

/* ---------------------------------------------------------------- joining */

static char *
read_one_update (sqlite3_changeset_iter *iter)
{
  g_autoptr (GString) key = g_string_new (NULL);
  unsigned char *is_key = NULL;
  const char *table = NULL;
  int columns, op, changed = -1;

  sqlite3changeset_op (iter, &table, &columns, &op, NULL);
  if (op != SQLITE_UPDATE)
    return NULL;
  sqlite3changeset_pk (iter, &is_key, NULL);
  g_string_append (key, table);
  for (int i = 0; i < columns; i++)
    {
      sqlite3_value *value = NULL;

      if (is_key[i])
        {
          sqlite3changeset_old (iter, i, &value);
          g_string_append_printf (key, " “%s”", value_text (value) ? value_text (value) : "");
          continue;
        }
      sqlite3changeset_new (iter, i, &value);
      if (value != NULL && changed >= 0)
        return NULL;
      if (value != NULL)
        changed = i;
    }
  g_string_append_printf (key, " %d", changed);
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* “team “<id>” 1”: table, keys, column. NULL when it is more than one field. */
static char *
single_field (const HcChangeset *self)
{
  sqlite3_changeset_iter *iter = NULL;
  char *key = NULL;

  if (!hc_changeset_is_valid (self)
      || sqlite3changeset_start (&iter, self->size, self->data) != SQLITE_OK)
    return NULL;
  if (sqlite3changeset_next (iter) == SQLITE_ROW)
    key = read_one_update (iter);
  if (key != NULL && sqlite3changeset_next (iter) == SQLITE_ROW)
    g_clear_pointer (&key, g_free);
  sqlite3changeset_finalize (iter);
  return key;
}

gboolean
hc_changeset_is_same_field (const HcChangeset *a, const HcChangeset *b)
{
  g_autofree char *one = single_field (a);
  g_autofree char *other = single_field (b);

  return one != NULL && other != NULL && g_str_equal (one, other);
}

gboolean
hc_changeset_join (const HcChangeset *a, const HcChangeset *b, HcChangeset *out, GError **error)
{
  int rc = sqlite3changeset_concat (a->size, a->data, b->size, b->data, &out->size, &out->data);

  if (rc != SQLITE_OK)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _("The history could not be used: %s."),
                 sqlite3_errstr (rc));
  return rc == SQLITE_OK;
}
