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

/* Lower-cases ASCII and leaves the rest; FALSE when there was a rest. */
static gboolean
lower_ascii (const char *text, gsize length, char *lowered)
{
  guchar seen = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      seen |= c;
      lowered[i] = (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c); /* inline: the loop becomes vectors */
    }
  return seen < 0x80;
}

/* Letters whose case-folding is or begins with ASCII: ß ẞ ſ İ ŉ ǰ, the Kelvin sign, ligatures. */
static gboolean
may_fold_to_ascii (const char *text, gsize length)
{
  static const char *const letters[] = { "\xc3\x9f", "\xe1\xba", "\xc5\xbf", "\xc4\xb0",
                                         "\xc5\x89", "\xc7\xb0", "\xe2\x84", "\xef\xac" };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (memmem (text, length, letters[i], strlen (letters[i])) != NULL)
      return TRUE;
  return FALSE;
}

/* A million titles in a few dozen ms: only letters beyond ASCII that matter are folded in full. */
gboolean
hc_search_contains (const char *text, gsize length, const char *needle, gsize n_needle)
{
  char lowered[SHORT_TEXT];
  g_autofree char *copy = NULL;
  g_autofree char *folded = NULL;

  if (length <= SHORT_TEXT)
    {
      gboolean ascii_text = lower_ascii (text, length, lowered);
      gboolean ascii_needle = g_str_is_ascii (needle);

      if (memmem (lowered, length, needle, n_needle) != NULL)
        return TRUE;
      if (ascii_text || (ascii_needle && !may_fold_to_ascii (text, length)))
        return FALSE;
    }
  copy = g_strndup (text, length);
  folded = hc_search_fold (copy);
  return strstr (folded, needle) != NULL;
}

static void
contains_func (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *needle = (const char *) sqlite3_value_text (argv[0]);
  gsize n_needle = (gsize) sqlite3_value_bytes (argv[0]);
  gboolean found = FALSE;

  for (int i = 1; i < argc && needle != NULL && !found; i++)
    {
      const char *text = (const char *) sqlite3_value_text (argv[i]);

      found = text != NULL
              && hc_search_contains (text, (gsize) sqlite3_value_bytes (argv[i]), needle, n_needle);
    }
  sqlite3_result_int (context, found);
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
  if (sqlite3_create_function (db->handle, "hc_contains", 3,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                               contains_func, NULL, NULL)
      != SQLITE_OK)
    {
      hc_db_set_error (db, error);
      return FALSE;
    }
  return TRUE;
}
