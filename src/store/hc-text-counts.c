/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-counts.h"

#include <string.h>

#include "hc-db-private.h"

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const HcTicketValue *x = *(const HcTicketValue *const *) a;
  const HcTicketValue *y = *(const HcTicketValue *const *) b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return strcmp (x->text, y->text);
}

static void
count (GHashTable *values, const char *text)
{
  HcTicketValue *value = g_hash_table_lookup (values, text);

  if (value == NULL)
    {
      value = g_new0 (HcTicketValue, 1);
      value->text = g_strdup (text);
      g_hash_table_insert (values, value->text, value);
    }
  value->count++;
}

/* Owns the values from now on. */
static GPtrArray *
sorted (GHashTable *values)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_ticket_value_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (list, value);
    }
  g_ptr_array_sort (list, compare_values);
  return list;
}

GPtrArray *
hc_text_counts_titles (HcDb *db, const gint64 *tickets, guint n, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  g_autoptr (GHashTable) values = g_hash_table_new_full (
    g_str_hash, g_str_equal, NULL, (GDestroyNotify) hc_ticket_value_free);

  if (!(stmt = hc_db_prepare (db, "SELECT title FROM ticket WHERE id = ?1 AND title <> ''", error)))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      int rc;

      hc_stmt_bind_int64 (stmt, 1, tickets[i]);
      rc = hc_stmt_step (stmt, error);
      if (rc == SQLITE_ROW)
        count (values, hc_stmt_peek_text (stmt, 0));
      else if (rc != SQLITE_DONE)
        return NULL;
      hc_stmt_reset (stmt);
    }
  return sorted (values);
}

/* Example: SELECT t.text, count (*) FROM ticket k JOIN term t ON t.id = k.group_term GROUP BY t.id
 * ORDER BY 2 DESC, 1, t.id */
GPtrArray *
hc_text_counts_terms (HcDb *db, HcTicketField field, GError **error)
{
  g_autoptr (GPtrArray) values
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_ticket_value_free);
  g_autofree char *sql = NULL;
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  g_return_val_if_fail (hc_ticket_fields[field].kind == HC_FIELD_TERM, NULL);

  sql = g_strdup_printf ("SELECT t.text, count (*) FROM ticket k JOIN term t ON t.id = k.%s "
                         "GROUP BY t.id ORDER BY 2 DESC, 1, t.id",
                         hc_ticket_fields[field].column);
  if (!(stmt = hc_db_prepare (db, sql, error)))
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcTicketValue *value = g_new0 (HcTicketValue, 1);

      value->text = g_strdup (hc_stmt_peek_text (stmt, 0));
      value->count = hc_stmt_int64 (stmt, 1);
      g_ptr_array_add (values, value);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&values) : NULL;
}
