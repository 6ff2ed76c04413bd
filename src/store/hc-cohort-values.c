/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cohort-values.h"

#include <glib/gi18n.h>

#include "hc-db-private.h"

GPtrArray *
hc_cohort_values (HcDb *db, const char *field, GError **error)
{
  HcTicketField ticket_field = hc_ticket_field_from_name (field);
  g_autoptr (GPtrArray) values = NULL;

  if (ticket_field == HC_TICKET_N_FIELDS || hc_ticket_fields[ticket_field].kind != HC_FIELD_TERM)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _("“%s” is no field that names a cohort."),
                   field);
      return NULL;
    }
  if (!(values = hc_ticket_list_values (db, ticket_field, error)))
    return NULL;
  for (guint i = values->len; i-- > 0;)
    if (*((HcTicketValue *) g_ptr_array_index (values, i))->text == '\0')
      g_ptr_array_remove_index (values, i);
  return g_steal_pointer (&values);
}

/* ---------------------------------------------------------------- counting */

typedef struct
{
  gint64 count;
  gint64 last_ticket; /* the one that was counted last, so that each counts once */
} Tally;

/* What is looked for in one column of the tickets. */
typedef struct
{
  HcTicketField field;
  GHashTable *tallies; /* term id → GPtrArray of Tally */
} Column;

static void
column_clear (gpointer data)
{
  g_hash_table_unref (((Column *) data)->tallies);
}

static Column *
column_of (GArray *columns, HcTicketField field)
{
  Column column = { .field = field };

  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, Column, i).field == field)
      return &g_array_index (columns, Column, i);
  column.tallies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  g_array_append_val (columns, column);
  return &g_array_index (columns, Column, columns->len - 1);
}

static void
look_for (GArray *columns, HcTicketField field, gint64 term, Tally *tally)
{
  Column *column = column_of (columns, field);
  GPtrArray *tallies = g_hash_table_lookup (column->tallies, &term);

  if (tallies == NULL)
    {
      tallies = g_ptr_array_new ();
      g_hash_table_insert (column->tallies, g_memdup2 (&term, sizeof term), tallies);
    }
  g_ptr_array_add (tallies, tally);
}

/* Every cohort with a match gets a tally, also when no ticket has the value. */
static gboolean
read_matches (HcDb *db, GHashTable *tallies, GArray *columns, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  if (!(stmt = hc_db_prepare (db,
                              "SELECT m.cohort_id, m.field, coalesce (t.id, 0) FROM cohort_match m "
                              "LEFT JOIN term t ON t.kind = m.field AND t.text = m.value "
                              "ORDER BY m.id",
                              error)))
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      const char *cohort = hc_stmt_peek_text (stmt, 0);
      HcTicketField field = hc_ticket_field_from_name (hc_stmt_peek_text (stmt, 1));
      Tally *tally = g_hash_table_lookup (tallies, cohort);

      if (tally == NULL)
        {
          tally = g_new0 (Tally, 1);
          g_hash_table_insert (tallies, g_strdup (cohort), tally);
        }
      if (field != HC_TICKET_N_FIELDS && hc_ticket_fields[field].kind == HC_FIELD_TERM
          && hc_stmt_int64 (stmt, 2) != 0)
        look_for (columns, field, hc_stmt_int64 (stmt, 2), tally);
    }
  return rc == SQLITE_DONE;
}

/* Example: SELECT location_term, department_term FROM ticket */
static const char *
tickets_sql (GArray *columns)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "",
                            hc_ticket_fields[g_array_index (columns, Column, i).field].column);
  g_string_append (sql, " FROM ticket");
  return g_intern_string (sql->str);
}

static void
count_value (Column *column, gint64 term, gint64 ticket)
{
  GPtrArray *tallies = term != 0 ? g_hash_table_lookup (column->tallies, &term) : NULL;

  for (guint i = 0; tallies != NULL && i < tallies->len; i++)
    {
      Tally *tally = g_ptr_array_index (tallies, i);

      if (tally->last_ticket != ticket)
        tally->count++;
      tally->last_ticket = ticket;
    }
}

static gboolean
count_tickets (HcDb *db, GArray *columns, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  gint64 ticket = 0;
  int rc;

  if (columns->len == 0)
    return TRUE;
  if (!(stmt = hc_db_prepare (db, tickets_sql (columns), error)))
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      ticket++;
      for (guint i = 0; i < columns->len; i++)
        count_value (&g_array_index (columns, Column, i), hc_stmt_int64 (stmt, (int) i), ticket);
    }
  return rc == SQLITE_DONE;
}

static gboolean
count_all (HcDb *db, HcCohortCounts *counts, GHashTable *tallies, GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  GHashTableIter iter;
  gpointer cohort, tally;

  g_array_set_clear_func (columns, column_clear);
  if (!read_matches (db, tallies, columns, error) || !count_tickets (db, columns, error)
      || !hc_db_query_int64 (db, "SELECT count (*) FROM ticket", &counts->all, error))
    return FALSE;
  g_hash_table_iter_init (&iter, tallies);
  while (g_hash_table_iter_next (&iter, &cohort, &tally))
    g_hash_table_insert (counts->tickets, g_strdup (cohort),
                         g_memdup2 (&((Tally *) tally)->count, sizeof (gint64)));
  return TRUE;
}

HcCohortCounts *
hc_cohort_counts (HcDb *db, GError **error)
{
  g_autoptr (GHashTable) tallies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (HcCohortCounts) counts = g_new0 (HcCohortCounts, 1);
  gboolean counted;

  counts->tickets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!hc_db_begin_read (db, error))
    return NULL;
  counted = count_all (db, counts, tallies, error);
  hc_db_end_read (db);
  return counted ? g_steal_pointer (&counts) : NULL;
}

gint64
hc_cohort_counts_of (const HcCohortCounts *self, const char *cohort_id)
{
  gint64 *count = g_hash_table_lookup (self->tickets, cohort_id);

  return count != NULL ? *count : -1;
}

void
hc_cohort_counts_free (HcCohortCounts *self)
{
  g_clear_pointer (&self->tickets, g_hash_table_unref);
  g_free (self);
}
