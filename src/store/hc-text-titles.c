/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-titles.h"

void
hc_text_titles_free (HcTextTitles *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->chunk);
  g_free (self->title);
  g_free (self);
}

gboolean
hc_text_stop (const gint *cancelled, guint i, GError **error)
{
  if (i % 1024 != 0 || cancelled == NULL || !g_atomic_int_get (cancelled))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  return TRUE;
}

HcTextTitles *
hc_text_titles_load (HcDb *db, const HcColumns *columns, const gint *cancelled, GError **error)
{
  g_autoptr (HcTextTitles) self = g_new0 (HcTextTitles, 1);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  self->chunk = g_string_chunk_new (256 * 1024);
  self->title = g_new0 (const char *, columns->n);
  stmt = hc_db_prepare (db, "SELECT id, title FROM ticket NOT INDEXED WHERE title IS NOT NULL",
                        error);
  if (stmt == NULL)
    return NULL;
  for (guint i = 0; (rc = hc_stmt_step (stmt, error)) == SQLITE_ROW; i++)
    {
      gint64 id = hc_stmt_int64 (stmt, 0);
      guint row;

      if (hc_text_stop (cancelled, i, error))
        return NULL;
      if (id <= G_MAXUINT32 && hc_columns_find (columns, (guint32) id, &row))
        self->title[row] = g_string_chunk_insert_len (self->chunk, hc_stmt_peek_text (stmt, 1),
                                                      sqlite3_column_bytes (stmt->stmt, 1));
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&self) : NULL;
}

char **
hc_stop_words_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db, "SELECT word FROM stop_word ORDER BY word, id", error);
  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (words, hc_stmt_text (stmt, 0));
  if (rc != SQLITE_DONE)
    return NULL;
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}
