/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which tickets of an issue go with the part that is split off. */

#include "config.h"

#include "hc-issue-table.h"

#include <string.h>

#include "hc-db-private.h"

static gboolean
has_words (HcStmt *stmt, const char *folded)
{
  const char *title = hc_stmt_peek_text (stmt, 0);
  g_autofree char *text = title != NULL ? g_utf8_casefold (title, -1) : NULL;

  return text != NULL && strstr (text, folded) != NULL;
}

gboolean
hc_issue_keep_titled (HcDb *db, GArray *tickets, const char *words, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, "SELECT title FROM ticket WHERE id = ?1", error);
  g_autofree char *folded = NULL;
  guint kept = 0;

  g_return_val_if_fail (tickets != NULL && words != NULL, FALSE);

  if (stmt == NULL)
    return FALSE;
  folded = g_utf8_casefold (words, -1);
  for (guint i = 0; i < tickets->len; i++)
    {
      gint64 id = g_array_index (tickets, gint64, i);
      int rc;

      hc_stmt_bind_int64 (stmt, 1, id);
      rc = hc_stmt_step (stmt, error);
      if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return FALSE;
      if (rc == SQLITE_ROW && has_words (stmt, folded))
        g_array_index (tickets, gint64, kept++) = id;
      hc_stmt_reset (stmt);
    }
  g_array_set_size (tickets, kept);
  return TRUE;
}
