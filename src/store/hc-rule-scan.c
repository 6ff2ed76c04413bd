/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rule-scan.h"

#include "hc-scope.h"

#define PROGRESS_TICKETS 16384

/* Texts of the terms that are asked for. */
typedef struct
{
  GStringChunk *chunk;
  GHashTable *by_id;
} Texts;

typedef struct
{
  HcDb *db;
  const HcScan *scan;
  HcTicketField fields[HC_TICKET_N_FIELDS];
  guint n_fields;
  HcScope *scope; /* NULL: whatever the scope */
  Texts texts;
  gint64 go_live_at;
  gint64 last_id; /* of the table, for the progress */
  guint64 n;
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->scope, hc_scope_free);
  g_clear_pointer (&self->texts.by_id, g_hash_table_unref);
  g_clear_pointer (&self->texts.chunk, g_string_chunk_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
is_term (HcTicketField field)
{
  return hc_ticket_fields[field].kind == HC_FIELD_TERM;
}

/* ---------------------------------------------------------------- preparing */

static gboolean
load_texts (Run *self, HcTicketField field, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (self->db, "SELECT id, text FROM term WHERE kind = ?1", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text_static (stmt, 1, hc_ticket_fields[field].name);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_hash_table_insert (self->texts.by_id, GSIZE_TO_POINTER (hc_stmt_int64 (stmt, 0)),
                         g_string_chunk_insert (self->texts.chunk, hc_stmt_peek_text (stmt, 1)));
  return rc == SQLITE_DONE;
}

static gboolean
prepare (Run *self, GError **error)
{
  self->texts.chunk = g_string_chunk_new (4096);
  self->texts.by_id = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    if ((self->scan->fields & HC_TICKET_BIT (i)) != 0)
      {
        self->fields[self->n_fields++] = (HcTicketField) i;
        if (is_term ((HcTicketField) i) && !load_texts (self, (HcTicketField) i, error))
          return FALSE;
      }
  if (self->scan->population_only &&
      (!(self->scope = hc_scope_load (self->db, error)) ||
       !hc_db_query_int64 (self->db, "SELECT coalesce (max (go_live_at), 0) FROM launch",
                           &self->go_live_at, error)))
    return FALSE;
  return hc_db_query_int64 (self->db, "SELECT coalesce (max (id), 0) FROM ticket", &self->last_id,
                            error);
}

/* SELECT t.id, t.title, t.group_term, t.opened_at, t.group_term, … t.title, l.result_id
 *   FROM ticket AS t NOT INDEXED LEFT JOIN ticket_rule_link AS l ON l.ticket_id = t.id
 *   ORDER BY t.id */
static char *
scan_sql (const Run *self, const char *from)
{
  GString *sql = g_string_new ("SELECT t.id");

  for (guint i = 0; i < self->n_fields; i++)
    g_string_append_printf (sql, ", t.%s", hc_ticket_fields[self->fields[i]].column);
  if (self->scope != NULL)
    g_string_append (sql, ", t.opened_at");
  if (self->scope != NULL && !hc_scope_is_everything (self->scope))
    g_string_append (sql, ", t.group_term, t.category_term, t.service_term, t.requester_term, "
                          "t.tags, t.title");
  if (self->scan->with_result)
    g_string_append (sql, ", l.result_id");
  g_string_append_printf (sql, " %s", from);
  return g_string_free (sql, FALSE);
}

/* ---------------------------------------------------------------- one ticket */

static void
read_fields (Run *self, HcStmt *stmt, HcScanTicket *ticket)
{
  ticket->id = hc_stmt_int64 (stmt, 0);
  for (guint i = 0; i < self->n_fields; i++)
    {
      HcTicketField field = self->fields[i];

      if (!is_term (field))
        {
          ticket->text[field] = hc_stmt_peek_text (stmt, (int) i + 1);
          continue;
        }
      ticket->term[field] = hc_stmt_int64 (stmt, (int) i + 1);
      ticket->text[field] = ticket->term[field] == 0
                              ? NULL
                              : g_hash_table_lookup (self->texts.by_id,
                                                     GSIZE_TO_POINTER (ticket->term[field]));
    }
}

/* @column: the first one behind the fields. */
static gboolean
is_of_population (Run *self, HcStmt *stmt, int column)
{
  HcScopeTicket ticket;

  if (hc_stmt_int64 (stmt, column) < self->go_live_at)
    return FALSE;
  if (hc_scope_is_everything (self->scope))
    return TRUE;
  ticket = (HcScopeTicket){ .group = hc_stmt_int64 (stmt, column + 1),
                            .category = hc_stmt_int64 (stmt, column + 2),
                            .service = hc_stmt_int64 (stmt, column + 3),
                            .requester = hc_stmt_int64 (stmt, column + 4),
                            .tags = hc_stmt_peek_text (stmt, column + 5),
                            .title = hc_stmt_peek_text (stmt, column + 6) };
  return hc_scope_contains (self->scope, &ticket);
}

static void
tell_progress (Run *self, gint64 id)
{
  if (self->scan->progress != NULL && ++self->n % PROGRESS_TICKETS == 0)
    self->scan->progress (CLAMP ((double) id / (double) MAX (self->last_id, 1), 0, 1),
                          self->scan->progress_data);
}

static gboolean
scan_rows (Run *self, const char *from, gint64 argument, GError **error)
{
  g_autofree char *sql = scan_sql (self, from);
  g_autoptr (HcStmt) stmt = hc_db_prepare (self->db, sql, error);
  HcScanTicket ticket = { 0 };
  int last;
  int rc;

  if (stmt == NULL)
    return FALSE;
  last = sqlite3_column_count (stmt->stmt) - 1;
  if (argument != 0)
    hc_stmt_bind_int64 (stmt, 1, argument);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      tell_progress (self, hc_stmt_int64 (stmt, 0));
      if (self->scope != NULL && !is_of_population (self, stmt, (int) self->n_fields + 1))
        continue;
      read_fields (self, stmt, &ticket);
      ticket.opened_at =
        self->scope != NULL ? hc_stmt_int64 (stmt, (int) self->n_fields + 1) : HC_INSTANT_NONE;
      ticket.result = self->scan->with_result ? hc_stmt_int64 (stmt, last) : 0;
      if (!self->scan->func (&ticket, self->scan->data, error))
        return FALSE;
    }
  return rc == SQLITE_DONE;
}

/* New tickets have the highest ids; of changed ones the import keeps what was before. */
static gboolean
scan_batch (Run *self, GError **error)
{
  gint64 batch = self->scan->batch;

  return scan_rows (self,
                    "FROM ticket_before AS b JOIN ticket AS t ON t.id = b.ticket_id "
                    "WHERE b.batch_id = ?1 ORDER BY t.id",
                    batch, error) &&
         scan_rows (self,
                    "FROM ticket AS t NOT INDEXED WHERE t.id > coalesce ((SELECT id FROM ticket "
                    "NOT INDEXED WHERE first_batch <> ?1 ORDER BY id DESC LIMIT 1), 0) ORDER BY t.id",
                    batch, error);
}

/* What is cancelled asks for no issue; the catalog does not count it either. */
static const char *
from_of (const HcScan *scan)
{
  if (scan->population_only)
    return scan->with_result
             ? "FROM ticket AS t NOT INDEXED LEFT JOIN ticket_rule_link AS l ON l.ticket_id = t.id "
               "WHERE t.state_class <> 'cancelled' ORDER BY t.id"
             : "FROM ticket AS t NOT INDEXED WHERE t.state_class <> 'cancelled' ORDER BY t.id";
  return scan->with_result
           ? "FROM ticket AS t NOT INDEXED LEFT JOIN ticket_rule_link AS l ON l.ticket_id = t.id "
             "ORDER BY t.id"
           : "FROM ticket AS t NOT INDEXED ORDER BY t.id";
}

gboolean
hc_rule_scan (HcDb *db, const HcScan *scan, GError **error)
{
  g_auto (Run) run = { .db = db, .scan = scan };

  g_return_val_if_fail (db != NULL && scan != NULL && scan->func != NULL, FALSE);

  if (!prepare (&run, error))
    return FALSE;
  if (scan->batch != 0)
    return scan_batch (&run, error);
  return scan_rows (&run, from_of (scan), 0, error);
}
