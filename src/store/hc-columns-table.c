/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-columns-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-launch-table.h"
#include "hc-routing.h"
#include "hc-scope.h"

#define MAX_TICKET_ID 100000000

/* In the order of the columns of the SELECT. */
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
  COL_HAS_PARENT,
  COL_SERVICE, /* from here on only when there are scope rules */
  COL_REQUESTER,
  COL_TAGS,
  COL_TITLE,
};

#define SELECT_PLAIN                                                                              \
  "SELECT id, opened_at, ended_at, updated_at, due_at, state_class, priority, category_term, "    \
  "subcategory_term, group_term, sla_met, reassignment_count, reopen_count, spell_count, "        \
  "end_inferred, routing_known, missing_since IS NOT NULL, parent IS NOT NULL"
#define SELECT_SCOPED SELECT_PLAIN ", service_term, requester_term, tags, title"

typedef struct
{
  guint32 id, opened, ended, updated, due;
  guint32 category, subcategory, group; /* terms, 0 = none */
  guint16 flags;
  guint8 state, priority;
  gboolean has_parent;
} Row;

typedef struct
{
  HcDb *db;
  const HcLaunchSettings *settings;
  HcScope *scope;
  GArray *rows;      /* of Row, in id order */
  HcColumns *out;    /* from place_rows() on */
  guint32 *row_of;   /* ticket id → row + 1 */
  gsize n_row_of;
  guint inputs;
  guint64 n_before_go_live;
  guint64 n_out_of_scope;
} Loader;

static void
loader_clear (Loader *self)
{
  g_clear_pointer (&self->scope, hc_scope_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->out, hc_columns_free);
  g_clear_pointer (&self->row_of, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

/* ---------------------------------------------------------------- reading tickets */

static guint32
seconds (sqlite3_stmt *stmt, int column)
{
  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return HC_SECONDS_NONE;
  return (guint32)CLAMP (sqlite3_column_int64 (stmt, column), 0, (gint64)HC_SECONDS_NONE - 1);
}

/* The five words differ in their first two letters; asking for a C string would copy each. */
static HcStateClass
state_class (sqlite3_stmt *stmt)
{
  const char *word = sqlite3_column_blob (stmt, COL_STATE);

  if (sqlite3_column_bytes (stmt, COL_STATE) < 2)
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

static guint16
read_flags (Loader *self, sqlite3_stmt *stmt)
{
  guint flags = 0;

  if (sqlite3_column_type (stmt, COL_SLA_MET) != SQLITE_NULL)
    {
      flags |= sqlite3_column_int (stmt, COL_SLA_MET) ? HC_TICKET_FLAG_SLA_MET
                                                      : HC_TICKET_FLAG_SLA_BREACHED;
      self->inputs |= HC_INPUT_SLA;
    }
  if (sqlite3_column_type (stmt, COL_REASSIGNMENTS) != SQLITE_NULL)
    {
      flags |= HC_TICKET_FLAG_COUNT_KNOWN;
      if (sqlite3_column_int64 (stmt, COL_REASSIGNMENTS) > self->settings->declared_hops_allowed)
        flags |= HC_TICKET_FLAG_COUNT_MISROUTED;
      self->inputs |= HC_INPUT_REASSIGNMENT_COUNT;
    }
  if (sqlite3_column_type (stmt, COL_REOPENS) != SQLITE_NULL)
    {
      if (sqlite3_column_int64 (stmt, COL_REOPENS) > 0)
        flags |= HC_TICKET_FLAG_REOPEN_COUNT;
      self->inputs |= HC_INPUT_REOPEN_COUNT;
    }
  if (sqlite3_column_int64 (stmt, COL_SPELLS) > 1)
    flags |= HC_TICKET_FLAG_SEVERAL_SPELLS;
  if (sqlite3_column_int (stmt, COL_END_INFERRED))
    flags |= HC_TICKET_FLAG_END_INFERRED;
  if (sqlite3_column_int (stmt, COL_ROUTING_KNOWN))
    flags |= HC_TICKET_FLAG_ROUTING_KNOWN;
  if (sqlite3_column_int (stmt, COL_MISSING))
    flags |= HC_TICKET_FLAG_MISSING;
  return (guint16)flags;
}

static Row
read_row (Loader *self, sqlite3_stmt *stmt)
{
  Row row = {
    .id = (guint32)sqlite3_column_int64 (stmt, COL_ID),
    .opened = seconds (stmt, COL_OPENED),
    .ended = seconds (stmt, COL_ENDED),
    .updated = seconds (stmt, COL_UPDATED),
    .due = seconds (stmt, COL_DUE),
    .category = (guint32)sqlite3_column_int64 (stmt, COL_CATEGORY),
    .subcategory = (guint32)sqlite3_column_int64 (stmt, COL_SUBCATEGORY),
    .group = (guint32)sqlite3_column_int64 (stmt, COL_GROUP),
    .flags = read_flags (self, stmt),
    .state = (guint8)state_class (stmt),
    .priority = (guint8)sqlite3_column_int (stmt, COL_PRIORITY),
    .has_parent = sqlite3_column_int (stmt, COL_HAS_PARENT),
  };

  if (row.group != 0)
    self->inputs |= HC_INPUT_GROUP;
  if (row.updated != HC_SECONDS_NONE)
    self->inputs |= HC_INPUT_UPDATED;
  if (row.due != HC_SECONDS_NONE)
    self->inputs |= HC_INPUT_DUE;
  return row;
}

static gboolean
is_in_scope (Loader *self, const Row *row, sqlite3_stmt *stmt)
{
  HcScopeTicket ticket;

  if (hc_scope_is_everything (self->scope))
    return TRUE;
  ticket = (HcScopeTicket){
    .group = row->group,
    .category = row->category,
    .service = sqlite3_column_int64 (stmt, COL_SERVICE),
    .requester = sqlite3_column_int64 (stmt, COL_REQUESTER),
    .tags = (const char *)sqlite3_column_text (stmt, COL_TAGS),
    .title = (const char *)sqlite3_column_text (stmt, COL_TITLE),
  };
  return hc_scope_contains (self->scope, &ticket);
}

/* Ids are counted up from 1; a wild one would ask for a table of its size. */
static gboolean
check_id (HcDb *db, gint64 id, GError **error)
{
  g_autofree char *name = NULL;

  if (id > 0 && id <= MAX_TICKET_ID)
    return TRUE;
  name = hc_db_dup_display_name (db);
  g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
               _("“%s” is damaged (wrong ticket id). Repair it or restore a snapshot."), name);
  return FALSE;
}

static gboolean
read_tickets (Loader *self, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  gint64 go_live = self->settings->go_live_at;
  int rc;

  stmt = hc_db_prepare (self->db,
                        hc_scope_is_everything (self->scope)
                          ? SELECT_PLAIN " FROM ticket ORDER BY id"
                          : SELECT_SCOPED " FROM ticket ORDER BY id",
                        error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      Row row;

      if (!check_id (self->db, sqlite3_column_int64 (stmt->stmt, COL_ID), error))
        return FALSE;
      row = read_row (self, stmt->stmt);
      if (sqlite3_column_int64 (stmt->stmt, COL_OPENED) < go_live)
        self->n_before_go_live++;
      else if (!is_in_scope (self, &row, stmt->stmt))
        self->n_out_of_scope++;
      else
        g_array_append_val (self->rows, row);
    }
  return rc == SQLITE_DONE;
}

/* ---------------------------------------------------------------- ordering */

#define RADIX_BITS 11
#define RADIX_SIZE (1u << RADIX_BITS)

/* Stable, by the upper half; the rows come in id order, so equal times stay in it. */
static void
radix_pass (const guint64 *from, guint64 *to, guint n, guint shift)
{
  guint32 starts[RADIX_SIZE + 1] = { 0 };

  for (guint i = 0; i < n; i++)
    starts[((from[i] >> shift) & (RADIX_SIZE - 1)) + 1]++;
  for (guint i = 0; i < RADIX_SIZE; i++)
    starts[i + 1] += starts[i];
  for (guint i = 0; i < n; i++)
    to[starts[(from[i] >> shift) & (RADIX_SIZE - 1)]++] = from[i];
}

/* Indexes of rows by opening time, then id. */
static guint64 *
opening_order (GArray *rows)
{
  guint n = rows->len;
  guint64 *a = g_new (guint64, n);
  g_autofree guint64 *b = g_new (guint64, n);

  for (guint i = 0; i < n; i++)
    a[i] = (guint64)g_array_index (rows, Row, i).opened << 32 | i;
  radix_pass (a, b, n, 32);
  radix_pass (b, a, n, 32 + RADIX_BITS);
  radix_pass (a, b, n, 32 + 2 * RADIX_BITS);
  if (n > 0)
    memcpy (a, b, n * sizeof *a);
  return a;
}

/* ---------------------------------------------------------------- names */

/* Term (or pair of terms) → ordinal, in order of appearance. */
typedef struct
{
  Loader *loader;
  HcStmt *text_of;
  GHashTable *ordinals[HC_N_DIMENSIONS];
} Names;

static void
names_clear (Names *self)
{
  g_clear_pointer (&self->text_of, hc_stmt_free);
  for (guint i = 0; i < HC_N_DIMENSIONS; i++)
    g_clear_pointer (&self->ordinals[i], g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

static guint
hash_pair (gconstpointer key)
{
  guint64 x = GPOINTER_TO_SIZE (key);

  return (guint)((x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static gboolean
names_init (Names *self, Loader *loader, GError **error)
{
  self->loader = loader;
  for (guint i = HC_BY_NONE + 1; i < HC_N_DIMENSIONS; i++)
    self->ordinals[i] = g_hash_table_new (hash_pair, NULL);
  self->text_of = hc_db_prepare (loader->db, "SELECT text FROM term WHERE id = ?1", error);
  return self->text_of != NULL;
}

static char *
term_text (Names *self, guint32 term)
{
  char *text = NULL;

  hc_stmt_bind_int64 (self->text_of, 1, term);
  if (sqlite3_step (self->text_of->stmt) == SQLITE_ROW)
    text = hc_stmt_text (self->text_of, 0);
  hc_stmt_reset (self->text_of);
  /* A damaged file may lack it: “check” reports that, the tickets still count. */
  return text ? text : g_strdup_printf ("#%u", term);
}

static char *
name_of (Names *self, HcDimension by, const Row *row)
{
  g_autofree char *category = NULL;
  g_autofree char *subcategory = NULL;

  switch (by)
    {
    case HC_BY_CATEGORY:
      return term_text (self, row->category);
    case HC_BY_GROUP:
      return term_text (self, row->group);
    case HC_BY_PRIORITY:
      return g_strdup (hc_priority_word (row->priority));
    case HC_BY_SUBCATEGORY:
    case HC_BY_NONE:
    case HC_N_DIMENSIONS:
    default:
      subcategory = term_text (self, row->subcategory);
      if (row->category == 0)
        return g_steal_pointer (&subcategory);
      category = term_text (self, row->category);
      return g_strdup_printf ("%s / %s", category, subcategory);
    }
}

static guint32
ordinal (Names *self, HcDimension by, guint64 key, const Row *row)
{
  GPtrArray *names = self->loader->out->names[by];
  gpointer known;

  if (key == 0)
    return 0;
  known = g_hash_table_lookup (self->ordinals[by], GSIZE_TO_POINTER (key));
  if (known == NULL)
    {
      known = GUINT_TO_POINTER (names->len);
      g_ptr_array_add (names, name_of (self, by, row));
      g_hash_table_insert (self->ordinals[by], GSIZE_TO_POINTER (key), known);
    }
  return GPOINTER_TO_UINT (known);
}

/* ---------------------------------------------------------------- placing rows */

static void
place_row (HcColumns *out, guint at, const Row *row, Names *names)
{
  guint64 pair = row->subcategory ? (guint64)row->category << 32 | row->subcategory : 0;

  out->ticket[at] = row->id;
  out->opened[at] = row->opened;
  out->ended[at] = row->ended;
  out->updated[at] = row->updated;
  out->due[at] = row->due;
  out->state[at] = row->state;
  out->priority[at] = row->priority;
  out->flags[at] = row->flags;
  out->dim[HC_BY_CATEGORY][at] = ordinal (names, HC_BY_CATEGORY, row->category, row);
  out->dim[HC_BY_SUBCATEGORY][at] = ordinal (names, HC_BY_SUBCATEGORY, pair, row);
  out->dim[HC_BY_PRIORITY][at] = ordinal (names, HC_BY_PRIORITY, row->priority, row);
  out->dim[HC_BY_GROUP][at] = ordinal (names, HC_BY_GROUP, row->group, row);
}

static gboolean
place_rows (Loader *self, GError **error)
{
  g_autofree guint64 *order = opening_order (self->rows);
  g_auto (Names) names = { 0 };
  guint n = self->rows->len;

  if (!names_init (&names, self, error))
    return FALSE;
  self->out = hc_columns_new (n);
  self->n_row_of = n > 0 ? (gsize)g_array_index (self->rows, Row, n - 1).id + 1 : 0;
  self->row_of = g_new0 (guint32, self->n_row_of);
  for (guint i = 0; i < n; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, (guint32)order[i]);

      place_row (self->out, i, row, &names);
      self->row_of[row->id] = i + 1;
    }
  return TRUE;
}

/* FALSE: not in the population. */
static gboolean
find_row (Loader *self, gint64 ticket, guint32 *row)
{
  if (ticket < 0 || (guint64)ticket >= self->n_row_of || self->row_of[ticket] == 0)
    return FALSE;
  *row = self->row_of[ticket] - 1;
  return TRUE;
}

/* ---------------------------------------------------------------- beside the tickets */

static int
compare_spells (gconstpointer a, gconstpointer b)
{
  const HcRowSpell *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return x->start < y->start ? -1 : x->start > y->start;
}

static gboolean
load_spells (Loader *self, GError **error)
{
  g_autoptr (GArray) spells = g_array_new (FALSE, FALSE, sizeof (HcRowSpell));
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (self->db,
                        "SELECT ticket_id, start_at, end_at, end_inferred FROM ticket_spell "
                        "ORDER BY ticket_id, start_at",
                        error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcRowSpell spell = { .start = seconds (stmt->stmt, 1),
                           .end = seconds (stmt->stmt, 2),
                           .inferred = (guint32)hc_stmt_int64 (stmt, 3) };

      if (find_row (self, hc_stmt_int64 (stmt, 0), &spell.row)
          && (self->out->flags[spell.row] & HC_TICKET_FLAG_SEVERAL_SPELLS))
        g_array_append_val (spells, spell);
    }
  if (rc != SQLITE_DONE)
    return FALSE;
  g_array_sort (spells, compare_spells);
  self->out->n_spells = spells->len;
  self->out->spells = (HcRowSpell *)g_array_free (g_steal_pointer (&spells), FALSE);
  return TRUE;
}

static gboolean
mark_children (Loader *self, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (self->db,
                        "SELECT EXISTS (SELECT 1 FROM ticket AS child JOIN ticket AS parent "
                        "ON parent.source_term = child.source_term "
                        "AND parent.external_id = child.parent AND parent.id <> child.id "
                        "WHERE child.id = ?1)",
                        error);
  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      guint32 at;

      if (!row->has_parent || !find_row (self, row->id, &at))
        continue;
      hc_stmt_bind_int64 (stmt, 1, row->id);
      if (hc_stmt_step (stmt, error) != SQLITE_ROW)
        return FALSE;
      if (hc_stmt_int64 (stmt, 0))
        self->out->flags[at] |= HC_TICKET_FLAG_CHILD;
      hc_stmt_reset (stmt);
    }
  return TRUE;
}

/* What a later file only shows (inferred) bears the time of that file, which can lie after the end
 * that the same file shows. It still happened before, unless the ticket had ended already. */
static gboolean
is_before_end (HcColumns *out, guint32 row, HcStmt *change, gboolean state_changed_too)
{
  gboolean inferred = hc_stmt_int64 (change, 4) != 0;

  return out->ended[row] == HC_SECONDS_NONE || seconds (change->stmt, 3) <= out->ended[row]
         || (inferred && state_changed_too);
}

/* A ticket taken from a group and given to none (as some tools do on closing) has not gone anywhere
 * yet: the hop is from that group to the next one. @parked: ticket → the group it was taken from.
 * NULL: no hop. */
static char *
hop_from (GHashTable *parked, gint64 ticket, const char *from, const char *to)
{
  g_autofree char *taken_from = NULL;
  g_autofree gint64 *key = NULL;

  if (from == NULL || *from == '\0')
    {
      if (!g_hash_table_steal_extended (parked, &ticket, (gpointer *)&key,
                                        (gpointer *)&taken_from))
        return NULL;
      from = taken_from;
    }
  if (to == NULL || *to == '\0')
    {
      g_hash_table_insert (parked, g_memdup2 (&ticket, sizeof ticket), g_strdup (from));
      return NULL;
    }
  return g_str_equal (from, to) ? NULL : g_strdup (from);
}

static gboolean
mark_misrouted (Loader *self, GError **error)
{
  g_autoptr (GHashTable) parked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (HcRouting) routing = hc_routing_load (self->db, error);
  g_autoptr (HcStmt) stmt = NULL;
  gint64 state_ticket = 0, state_batch = 0;
  guint32 row;
  int rc;

  if (routing == NULL)
    return FALSE;
  /* One import writes the changes of a ticket side by side, the state before the group. */
  stmt = hc_db_prepare (self->db,
                        "SELECT ticket_id, old_value, new_value, seen_at, inferred, batch_id, "
                        "field = 'state' FROM ticket_change WHERE field IN ('state', 'group') "
                        "ORDER BY id",
                        error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      gint64 ticket = hc_stmt_int64 (stmt, 0), batch = hc_stmt_int64 (stmt, 5);
      const char *to = hc_stmt_peek_text (stmt, 2);
      g_autofree char *from = NULL;

      if (hc_stmt_int64 (stmt, 6))
        {
          state_ticket = ticket;
          state_batch = batch;
          continue;
        }
      from = hop_from (parked, ticket, hc_stmt_peek_text (stmt, 1), to);
      if (from != NULL && find_row (self, ticket, &row)
          && is_before_end (self->out, row, stmt, state_ticket == ticket && state_batch == batch)
          && hc_routing_is_wrong (routing, from, to))
        self->out->flags[row] |= HC_TICKET_FLAG_MISROUTED;
    }
  return rc == SQLITE_DONE;
}

static gboolean
load_batches (Loader *self, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (self->db,
                        "SELECT max (as_of), count (*), coalesce (max (is_log), 0) "
                        "FROM import_batch",
                        error);
  if (stmt == NULL || hc_stmt_step (stmt, error) != SQLITE_ROW)
    return FALSE;
  self->out->newest_as_of = hc_stmt_instant (stmt, 0);
  if (hc_stmt_int64 (stmt, 1) > 0)
    self->inputs |= HC_INPUT_TICKETS;
  if (hc_stmt_int64 (stmt, 1) > 1 || hc_stmt_int64 (stmt, 2))
    self->inputs |= HC_INPUT_REOPENINGS;
  return TRUE;
}

static HcColumns *
load (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  g_auto (Loader) self = { .db = db, .settings = settings };

  self.rows = g_array_new (FALSE, FALSE, sizeof (Row));
  if (!(self.scope = hc_scope_load (db, error)) || !read_tickets (&self, error)
      || !place_rows (&self, error) || !load_spells (&self, error) || !mark_children (&self, error)
      || !mark_misrouted (&self, error) || !load_batches (&self, error))
    return NULL;
  self.out->inputs = self.inputs;
  self.out->n_before_go_live = self.n_before_go_live;
  self.out->n_out_of_scope = self.n_out_of_scope;
  return g_steal_pointer (&self.out);
}

HcColumns *
hc_columns_load (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  HcColumns *columns;

  g_return_val_if_fail (db != NULL && settings != NULL, NULL);

  if (!hc_db_begin_read (db, error))
    return NULL;
  columns = load (db, settings, error);
  hc_db_end_read (db);
  return columns;
}
