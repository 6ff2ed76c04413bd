/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-columns-table.h"

#include <string.h>

#include "hc-columns-rows.h"
#include "hc-record-table.h"
#include "hc-routing-hops.h"
#include "hc-routing-matrix.h"
#include "hc-routing.h"

typedef struct
{
  HcDb *db;
  HcColumnsLinks *links;
  HcColumnsRows in;
  HcColumns *out;    /* from place_rows() on */
} Loader;

static void
loader_clear (Loader *self)
{
  hc_columns_rows_clear (&self->in);
  g_clear_pointer (&self->links, hc_columns_links_free);
  g_clear_pointer (&self->out, hc_columns_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

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

/* Indexes of rows by opening time, then id. In the upper half of the sorted numbers is nothing that
 * is needed any more, and there are as many as tickets. */
static guint32 *
opening_order (GArray *rows)
{
  guint n = rows->len;
  guint64 *a = g_new (guint64, n);
  g_autofree guint64 *b = g_new (guint64, n);
  guint32 *order;

  for (guint i = 0; i < n; i++)
    a[i] = (guint64)g_array_index (rows, HcColumnsRow, i).opened << 32 | i;
  radix_pass (a, b, n, 32);
  radix_pass (b, a, n, 32 + RADIX_BITS);
  radix_pass (a, b, n, 32 + 2 * RADIX_BITS);
  order = g_renew (guint32, (guint32 *)a, n);
  for (guint i = 0; i < n; i++)
    order[i] = (guint32)b[i];
  return order;
}

/* ---------------------------------------------------------------- names */

/* Term (or pair of terms) → ordinal, in order of appearance. */
typedef struct
{
  Loader *loader;
  HcStmt *text_of;
  GHashTable *ordinals[HC_BY_GROUP + 1];
  GError *error; /* the first one */
} Names;

static void
names_clear (Names *self)
{
  g_clear_pointer (&self->text_of, hc_stmt_free);
  g_clear_error (&self->error);
  for (guint i = 0; i <= HC_BY_GROUP; i++)
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
  for (guint i = HC_BY_NONE + 1; i <= HC_BY_GROUP; i++)
    self->ordinals[i] = g_hash_table_new (hash_pair, NULL);
  self->text_of = hc_db_prepare (loader->db, "SELECT text FROM term WHERE id = ?1", error);
  return self->text_of != NULL;
}

static char *
term_text (Names *self, guint32 term)
{
  char *text = NULL;

  hc_stmt_bind_int64 (self->text_of, 1, term);
  if (hc_stmt_step (self->text_of, self->error == NULL ? &self->error : NULL) == SQLITE_ROW)
    text = hc_stmt_text (self->text_of, 0);
  hc_stmt_reset (self->text_of);
  /* A damaged file may lack it: “check” reports that, the tickets still count. */
  return text ? text : g_strdup_printf ("#%u", term);
}

static char *
name_of (Names *self, HcDimension by, const HcColumnsRow *row)
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
    default:
      subcategory = term_text (self, row->subcategory);
      if (row->category == 0)
        return g_steal_pointer (&subcategory);
      category = term_text (self, row->category);
      return g_strdup_printf ("%s / %s", category, subcategory);
    }
}

static guint32
ordinal (Names *self, HcDimension by, guint64 key, const HcColumnsRow *row)
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
place_row (HcColumns *out, guint at, const HcColumnsRow *row, Names *names)
{
  guint64 pair = row->subcategory ? (guint64)row->category << 32 | row->subcategory : 0;

  out->ticket[at] = row->id;
  out->opened[at] = row->opened;
  out->ended[at] = row->ended;
  out->updated[at] = row->updated;
  out->due[at] = row->due;
  out->responded[at] = row->responded;
  out->state[at] = row->state;
  out->priority[at] = row->priority;
  out->flags[at] = row->flags;
  out->requester[at] = row->requester;
  out->dim[HC_BY_CATEGORY][at] = ordinal (names, HC_BY_CATEGORY, row->category, row);
  out->dim[HC_BY_SUBCATEGORY][at] = ordinal (names, HC_BY_SUBCATEGORY, pair, row);
  out->dim[HC_BY_PRIORITY][at] = ordinal (names, HC_BY_PRIORITY, row->priority, row);
  out->dim[HC_BY_GROUP][at] = ordinal (names, HC_BY_GROUP, row->group, row);
}

static gboolean
place_rows (Loader *self, GError **error)
{
  g_autofree guint32 *order = opening_order (self->in.rows);
  g_auto (Names) names = { 0 };
  guint n = self->in.rows->len;

  if (!names_init (&names, self, error))
    return FALSE;
  self->out = hc_columns_new (n);
  self->out->n_row_of = n > 0 ? (gsize)g_array_index (self->in.rows, HcColumnsRow, n - 1).id + 1 : 0;
  self->out->row_of = g_new0 (guint32, self->out->n_row_of);
  for (guint i = 0; i < n; i++)
    {
      const HcColumnsRow *row = &g_array_index (self->in.rows, HcColumnsRow, order[i]);

      place_row (self->out, i, row, &names);
      self->out->row_of[row->id] = i + 1;
    }
  if (names.error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&names.error));
  return FALSE;
}

/* FALSE: not in the population. */
static gboolean
find_row (Loader *self, gint64 ticket, guint32 *row)
{
  if (ticket < 0 || (guint64)ticket >= self->out->n_row_of || self->out->row_of[ticket] == 0)
    return FALSE;
  *row = self->out->row_of[ticket] - 1;
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
      HcRowSpell spell = { .start = hc_columns_seconds (sqlite3_column_value (stmt->stmt, 1)),
                           .end = hc_columns_seconds (sqlite3_column_value (stmt->stmt, 2)),
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
  for (guint i = 0; i < self->in.rows->len; i++)
    {
      const HcColumnsRow *row = &g_array_index (self->in.rows, HcColumnsRow, i);
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

/* One wrong hop is enough; it is a handover too. */
static gboolean
may_be_misrouted (gint64 ticket, gpointer data)
{
  Loader *self = data;
  guint32 row;

  return find_row (self, ticket, &row) && !(self->out->flags[row] & HC_TICKET_FLAG_MISROUTED);
}

static gboolean
mark_misrouted (Loader *self, GError **error)
{
  g_autoptr (HcRouting) routing = hc_routing_load (self->db, error);
  g_auto (HcRoutingHops) hops = { 0 };
  g_autoptr (GError) problem = NULL;
  guint32 row;

  if (routing == NULL || !hc_routing_hops_init (&hops, self->db, may_be_misrouted, self, error))
    return FALSE;
  while (hc_routing_hops_next (&hops, &problem))
    {
      if (!find_row (self, hops.ticket, &row) || hops.from == NULL || *hops.from == '\0'
          || !hc_routing_hops_before (&hops, self->out->ended[row]))
        continue;
      self->out->flags[row] |= HC_TICKET_FLAG_HANDED_OVER;
      if (hc_routing_is_wrong (routing, hops.from, hops.to))
        self->out->flags[row] |= HC_TICKET_FLAG_MISROUTED;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
mark_by_matrix (Loader *self, GError **error)
{
  static const char *const types[] = { "duty",       "duty_role",    "team",
                                       "group_team", "declared_hop", "issue" };
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  HcRoutingMatrix matrix;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GPtrArray *list = hc_records_load (self->db, hc_record_type (types[i]), NULL, error);

      if (list == NULL)
        return FALSE;
      g_ptr_array_add (lists, list);
    }
  matrix = (HcRoutingMatrix) { lists->pdata[0], lists->pdata[1], lists->pdata[2],
                               lists->pdata[3], lists->pdata[4], lists->pdata[5] };
  hc_routing_matrix_mark (self->out, &matrix);
  return TRUE;
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
    self->in.inputs |= HC_INPUT_TICKETS;
  if (hc_stmt_int64 (stmt, 1) > 1 || hc_stmt_int64 (stmt, 2))
    self->in.inputs |= HC_INPUT_REOPENINGS;
  return TRUE;
}

static HcColumns *
load (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  g_auto (Loader) self = { .db = db };

  if (!(self.links = hc_columns_links_new (db, error))
      || !hc_columns_rows_read (&self.in, db, settings, self.links, error)
      || !place_rows (&self, error) || !hc_columns_links_place (self.links, self.in.matches, self.out, error)
      || !load_spells (&self, error) || !mark_children (&self, error)
      || !mark_misrouted (&self, error) || !mark_by_matrix (&self, error)
      || !load_batches (&self, error))
    return NULL;
  self.out->inputs = self.in.inputs;
  self.out->n_before_go_live = self.in.n_before_go_live;
  self.out->n_out_of_scope = self.in.n_out_of_scope;
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
