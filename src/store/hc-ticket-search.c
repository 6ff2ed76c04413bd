/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem */
#include "config.h"

#include "hc-ticket-search.h"

#include <string.h>

#include "hc-db-private.h"

#define SHORT_TEXT 512

char *
hc_search_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (composed, -1);
}

/* Titles are mostly short ASCII: folded on the stack, a million of them in a few dozen ms. */
static gboolean
fold_ascii (const char *text, gsize length, char *folded)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) text[i] >= 0x80)
        return FALSE;
      folded[i] = g_ascii_tolower (text[i]);
    }
  return TRUE;
}

gboolean
hc_search_contains (const char *text, gsize length, const char *needle, gsize n_needle)
{
  char buffer[SHORT_TEXT];
  g_autofree char *copy = NULL;
  g_autofree char *folded = NULL;

  if (length <= SHORT_TEXT && fold_ascii (text, length, buffer))
    return memmem (buffer, length, needle, n_needle) != NULL;
  copy = g_strndup (text, length);
  folded = hc_search_fold (copy);
  return strstr (folded, needle) != NULL;
}

static void
contains_func (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *text = (const char *) sqlite3_value_text (argv[0]);
  const char *needle = (const char *) sqlite3_value_text (argv[1]);

  if (text == NULL || needle == NULL)
    sqlite3_result_int (context, 0);
  else
    sqlite3_result_int (context, hc_search_contains (text, (gsize) sqlite3_value_bytes (argv[0]),
                                                     needle,
                                                     (gsize) sqlite3_value_bytes (argv[1])));
}

gboolean
hc_search_ensure_function (HcDb *db, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db, "SELECT 1 FROM pragma_function_list WHERE name = 'hc_contains'", error);
  if (stmt == NULL || (rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    return stmt != NULL;
  if (rc != SQLITE_DONE)
    return FALSE;
  hc_stmt_reset (stmt);
  if (sqlite3_create_function (db->handle, "hc_contains", 2,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                               contains_func, NULL, NULL)
      != SQLITE_OK)
    {
      hc_db_set_error (db, error);
      return FALSE;
    }
  return TRUE;
}
