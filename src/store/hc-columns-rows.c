/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-columns-rows.h"

#include <glib/gi18n.h>

#include "hc-scope.h"
#include "hc-second.h"

#define MAX_TICKET_ID 100000000
#define MAX_RESERVED 4000000 /* a wild id must not ask for more */
#define MIN_SPLIT 100000     /* less is read before a second connection stands */

/* In the order of the arguments of collect_ticket(). */
enum
{
  COL_ID,
  COL_OPENED,
  COL_ENDED,
  COL_UPDATED,
  COL_DUE,
  COL_STATE,
  COL_PRIORITY,
  COL_CATEGORY,
  COL_SUBCATEGORY,
  COL_GROUP,
  COL_SLA_MET,
  COL_REASSIGNMENTS,
  COL_REOPENS,
  COL_SPELLS,
  COL_END_INFERRED,
  COL_ROUTING_KNOWN,
  COL_MISSING,
  COL_PARENT,
  COL_REQUESTER,
  COL_RESPONDED,
  N_COLS, /* then those of the scope, if it has rules, then those of the matches of cohorts */
};

enum
{
  SCOPE_SERVICE,
  SCOPE_TAGS,
  SCOPE_TITLE,
  N_SCOPE,
};

#define COLLECT                                                                                   \
  "SELECT collect_ticket (id, opened_at, ended_at, updated_at, due_at, state_class, priority, "   \
  "category_term, subcategory_term, group_term, sla_met, reassignment_count, reopen_count, "      \
  "spell_count, end_inferred, routing_known, missing_since, parent, requester_term, "  \
  "first_response_at"
#define SCOPE_COLUMNS ", service_term, tags, title"
/* Without an index the table is read in id order. */
#define FROM_TICKET ") FROM ticket NOT INDEXED WHERE id > ?1 AND id <= ?2"

typedef struct
{
  HcColumnsRows *out;
  const HcLaunchSettings *settings;
  const HcScope *scope;
  const HcColumnsLinks *links;
  guint n_scope; /* values of the scope: N_SCOPE, or 0 */
  gint64 last_id;
} Collector;

static void
rows_init (HcColumnsRows *self, gint64 n)
{
  /* Room for all at once: growing would leave half as much behind in smaller pieces. */
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (HcColumnsRow),
                                  (guint)CLAMP (n, 0, MAX_RESERVED));
  self->matches = hc_columns_matches_new ();
}

void
hc_columns_rows_clear (HcColumnsRows *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->matches, g_array_unref);
}

/* ---------------------------------------------------------------- one ticket */

guint32
hc_columns_seconds (sqlite3_value *value)
{
  if (sqlite3_value_type (value) == SQLITE_NULL)
    return HC_SECONDS_NONE;
  return (guint32)CLAMP (sqlite3_value_int64 (value), 0, (gint64)HC_SECONDS_NONE - 1);
}

/* The five words differ in their first two letters; asking for a C string would copy each. */
static HcStateClass
state_class (sqlite3_value *value)
{
  const char *word = sqlite3_value_blob (value);

  if (sqlite3_value_bytes (value) < 2)
    return HC_STATE_OPEN;
  switch (word[0])
    {
    case 'o':
      return HC_STATE_OPEN;
    case 'w':
      return HC_STATE_WAITING;
    case 'r':
      return HC_STATE_RESOLVED;
    default:
      return word[1] == 'l' ? HC_STATE_CLOSED : HC_STATE_CANCELLED;
    }
}

static gboolean
is_null (sqlite3_value *value)
{
  return sqlite3_value_type (value) == SQLITE_NULL;
}

/* Those that came from a column which not every tool exports. */
static guint
exported_flags (Collector *self, sqlite3_value **values)
{
  guint flags = 0;

  if (!is_null (values[COL_SLA_MET]))
    {
      flags |= sqlite3_value_int (values[COL_SLA_MET]) ? HC_TICKET_FLAG_SLA_MET
                                                       : HC_TICKET_FLAG_SLA_BREACHED;
      self->out->inputs |= HC_INPUT_SLA;
    }
  if (!is_null (values[COL_REASSIGNMENTS]))
    {
      flags |= HC_TICKET_FLAG_COUNT_KNOWN;
      if (sqlite3_value_int64 (values[COL_REASSIGNMENTS]) > self->settings->declared_hops_allowed)
        flags |= HC_TICKET_FLAG_COUNT_MISROUTED;
      if (sqlite3_value_int64 (values[COL_REASSIGNMENTS]) > 0)
        flags |= HC_TICKET_FLAG_COUNT_HANDED_OVER;
      self->out->inputs |= HC_INPUT_REASSIGNMENT_COUNT;
    }
  if (!is_null (values[COL_REOPENS]))
    {
      if (sqlite3_value_int64 (values[COL_REOPENS]) > 0)
        flags |= HC_TICKET_FLAG_REOPEN_COUNT;
      self->out->inputs |= HC_INPUT_REOPEN_COUNT;
    }
  return flags;
}

static guint16
read_flags (Collector *self, sqlite3_value **values)
{
  guint flags = exported_flags (self, values);

  if (sqlite3_value_int64 (values[COL_SPELLS]) > 1)
    flags |= HC_TICKET_FLAG_SEVERAL_SPELLS;
  if (sqlite3_value_int (values[COL_END_INFERRED]))
    flags |= HC_TICKET_FLAG_END_INFERRED;
  if (sqlite3_value_int (values[COL_ROUTING_KNOWN]))
    flags |= HC_TICKET_FLAG_ROUTING_KNOWN;
  if (!is_null (values[COL_MISSING]))
    flags |= HC_TICKET_FLAG_MISSING;
  return (guint16)flags;
}

static HcColumnsRow
read_row (Collector *self, sqlite3_value **values)
{
  HcColumnsRow row = {
    .id = (guint32)sqlite3_value_int64 (values[COL_ID]),
    .opened = hc_columns_seconds (values[COL_OPENED]),
    .ended = hc_columns_seconds (values[COL_ENDED]),
    .updated = hc_columns_seconds (values[COL_UPDATED]),
    .due = hc_columns_seconds (values[COL_DUE]),
    .responded = hc_columns_seconds (values[COL_RESPONDED]),
    .category = (guint32)sqlite3_value_int64 (values[COL_CATEGORY]),
    .subcategory = (guint32)sqlite3_value_int64 (values[COL_SUBCATEGORY]),
    .group = (guint32)sqlite3_value_int64 (values[COL_GROUP]),
    .requester = (guint32)sqlite3_value_int64 (values[COL_REQUESTER]),
    .flags = read_flags (self, values),
    .state = (guint8)state_class (values[COL_STATE]),
    .priority = (guint8)sqlite3_value_int (values[COL_PRIORITY]),
    .has_parent = !is_null (values[COL_PARENT]),
  };

  if (row.group != 0)
    self->out->inputs |= HC_INPUT_GROUP;
  if (row.requester != 0)
    self->out->inputs |= HC_INPUT_REQUESTER;
  if (row.updated != HC_SECONDS_NONE)
    self->out->inputs |= HC_INPUT_UPDATED;
  if (row.due != HC_SECONDS_NONE)
    self->out->inputs |= HC_INPUT_DUE;
  if (row.responded != HC_SECONDS_NONE)
    self->out->inputs |= HC_INPUT_FIRST_RESPONSE;
  return row;
}

static gboolean
is_in_scope (Collector *self, const HcColumnsRow *row, sqlite3_value **values)
{
  HcScopeTicket ticket;

  if (self->n_scope == 0)
    return TRUE;
  ticket = (HcScopeTicket){
    .group = row->group,
    .category = row->category,
    .service = sqlite3_value_int64 (values[N_COLS + SCOPE_SERVICE]),
    .requester = row->requester,
    .tags = (const char *)sqlite3_value_text (values[N_COLS + SCOPE_TAGS]),
    .title = (const char *)sqlite3_value_text (values[N_COLS + SCOPE_TITLE]),
  };
  return hc_scope_contains (self->scope, &ticket);
}

/* ---------------------------------------------------------------- all tickets */

static void
collect_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Collector *self = sqlite3_user_data (context);
  gint64 id = sqlite3_value_int64 (values[COL_ID]);
  HcColumnsRow row;

  /* Ids are counted up from 1; a wild one would ask for a table of its size. */
  if (id <= self->last_id || id > MAX_TICKET_ID)
    {
      sqlite3_result_error_code (context, SQLITE_CORRUPT);
      return;
    }
  self->last_id = id;
  row = read_row (self, values);
  if (sqlite3_value_int64 (values[COL_OPENED]) < self->settings->go_live_at)
    self->out->n_before_go_live++;
  else if (!is_in_scope (self, &row, values))
    self->out->n_out_of_scope++;
  else
    {
      g_array_append_val (self->out->rows, row);
      if ((guint)n > N_COLS + self->n_scope)
        hc_columns_links_see (self->links, self->out->matches, row.id,
                              values + N_COLS + self->n_scope);
    }
}

static void
collected_cb (sqlite3_context *context)
{
}

static gboolean
register_collector (HcDb *db, Collector *collector, GError **error)
{
  if (sqlite3_create_function_v2 (db->handle, "collect_ticket", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                  collector, NULL, collector ? collect_cb : NULL,
                                  collector ? collected_cb : NULL, NULL)
      == SQLITE_OK)
    return TRUE;
  hc_db_set_error (db, error);
  return FALSE;
}

/* Example: SELECT collect_ticket (id, …, first_response_at, location_term) FROM ticket NOT INDEXED
 * WHERE id > ?1 AND id <= ?2 */
static gboolean
run (HcDb *db, const Collector *self, gint64 from, gint64 to, GError **error)
{
  g_autofree char *sql = g_strconcat (COLLECT, self->n_scope > 0 ? SCOPE_COLUMNS : "",
                                      hc_columns_links_ticket_columns (self->links), FROM_TICKET,
                                      NULL);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, g_intern_string (sql), error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, from);
  hc_stmt_bind_int64 (stmt, 2, to);
  return hc_stmt_step (stmt, error) == SQLITE_ROW;
}

/* The tickets behind @from, up to @to. An aggregate function gets its arguments as they lie in the
 * row: half the time of asking a statement for one column after the other. */
static gboolean
collect (HcDb *db, Collector *self, gint64 from, gint64 to, GError **error)
{
  gboolean ok;

  if (!register_collector (db, self, error))
    return FALSE;
  ok = run (db, self, from, to, error);
  return register_collector (db, NULL, ok ? error : NULL) && ok;
}

/* ---------------------------------------------------------------- on two connections */

typedef struct
{
  HcDb *db;
  Collector collector;
  HcColumnsRows rows;
  gint64 from, to;
  GError *error;
} Half;

static gpointer
collect_half (gpointer data)
{
  Half *self = data;

  return GINT_TO_POINTER (collect (self->db, &self->collector, self->from, self->to, &self->error));
}

static void
append (HcColumnsRows *self, const HcColumnsRows *more)
{
  g_array_append_vals (self->rows, more->rows->data, more->rows->len);
  g_array_append_vals (self->matches, more->matches->data, more->matches->len);
  self->inputs |= more->inputs;
  self->n_before_go_live += more->n_before_go_live;
  self->n_out_of_scope += more->n_out_of_scope;
}

static gboolean
collect_halves (HcDb *db, HcDb *second, Collector *self, gint64 last, GError **error)
{
  Half half = { .db = second, .collector = *self, .from = last / 2, .to = last };
  GThread *thread;
  gboolean ok, other_ok;

  rows_init (&half.rows, last - last / 2);
  half.collector.out = &half.rows;
  thread = g_thread_new ("hc-columns", collect_half, &half);
  ok = collect (db, self, G_MININT64, last / 2, error);
  other_ok = GPOINTER_TO_INT (g_thread_join (thread));
  if (ok && other_ok)
    append (self->out, &half.rows);
  else if (ok)
    g_propagate_error (error, g_steal_pointer (&half.error));
  g_clear_error (&half.error);
  hc_columns_rows_clear (&half.rows);
  return ok && other_ok;
}

gboolean
hc_columns_rows_read (HcColumnsRows *self,
                      HcDb *db,
                      const HcLaunchSettings *settings,
                      const HcColumnsLinks *links,
                      GError **error)
{
  g_autoptr (HcScope) scope = hc_scope_load (db, error);
  Collector collector = { self, settings, scope, links, 0, 0 };
  g_autoptr (HcDb) second = NULL;
  gint64 last;

  if (scope == NULL
      || !hc_db_query_int64 (db, "SELECT coalesce (max (id), 0) FROM ticket", &last, error))
    return FALSE;
  collector.n_scope = hc_scope_is_everything (scope) ? 0 : N_SCOPE;
  rows_init (self, last);
  if (last >= MIN_SPLIT && last <= MAX_TICKET_ID && (second = hc_second_open (db)) != NULL)
    return collect_halves (db, second, &collector, last, error);
  return collect (db, &collector, G_MININT64, G_MAXINT64, error);
}
