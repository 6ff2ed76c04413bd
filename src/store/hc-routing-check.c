/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-routing-check.h"

#include "hc-columns-table.h"
#include "hc-launch-table.h"
#include "hc-routing-hops.h"
#include "hc-routing.h"

typedef struct
{
  HcColumns *columns;   /* borrowed */
  GHashTable *rows;     /* ticket → row + 1 */
  GHashTable *ordinals; /* group name → ordinal; names borrowed from the check */
  GArray *hops;
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->ordinals, g_hash_table_unref);
  g_clear_pointer (&self->hops, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

void
hc_routing_check_free (HcRoutingCheck *self)
{
  g_clear_pointer (&self->pairs, g_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->categories, g_ptr_array_unref);
  g_free (self);
}

void
hc_group_count_free (HcGroupCount *self)
{
  g_free (self->name);
  g_free (self);
}

/* ---------------------------------------------------------------- hops */

static guint32
find_row (Reader *self, gint64 ticket)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->rows, GSIZE_TO_POINTER ((gsize) ticket)));
}

static gboolean
is_of_launch (gint64 ticket, gpointer data)
{
  return find_row (data, ticket) != 0;
}

static guint32
ordinal (Reader *self, HcRoutingCheck *check, const char *group)
{
  gpointer known = g_hash_table_lookup (self->ordinals, group);
  char *name;

  if (known != NULL)
    return GPOINTER_TO_UINT (known);
  name = g_strdup (group);
  known = GUINT_TO_POINTER (check->groups->len);
  g_ptr_array_add (check->groups, name);
  g_hash_table_insert (self->ordinals, name, known);
  return GPOINTER_TO_UINT (known);
}

static gboolean
read_hops (Reader *self, HcRoutingCheck *check, HcDb *db, GError **error)
{
  g_autoptr (HcRouting) routing = hc_routing_load (db, error);
  g_auto (HcRoutingHops) hops = { 0 };
  g_autoptr (GError) problem = NULL;

  if (routing == NULL || !hc_routing_hops_init (&hops, db, is_of_launch, self, error))
    return FALSE;
  while (hc_routing_hops_next (&hops, &problem))
    {
      HcHop hop = { .row = find_row (self, hops.ticket) - 1 };

      if (!hc_routing_hops_before (&hops, self->columns->ended[hop.row]))
        continue;
      hop.from = ordinal (self, check, hops.from);
      hop.to = ordinal (self, check, hops.to);
      hop.kind = hc_routing_kind (routing, hops.from, hops.to);
      g_array_append_val (self->hops, hop);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---------------------------------------------------------------- the check */

static GPtrArray *
copy_names (GPtrArray *names)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (names, i)));
  return copy;
}

static void
reader_init (Reader *self, HcColumns *columns, HcRoutingCheck *check)
{
  *self = (Reader){ .columns = columns,
                    .rows = g_hash_table_new (NULL, NULL),
                    .ordinals = g_hash_table_new (g_str_hash, g_str_equal),
                    .hops = g_array_new (FALSE, FALSE, sizeof (HcHop)) };
  for (guint i = 0; i < columns->n; i++)
    g_hash_table_insert (self->rows, GSIZE_TO_POINTER ((gsize) columns->ticket[i]),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 1; i < check->groups->len; i++)
    g_hash_table_insert (self->ordinals, g_ptr_array_index (check->groups, i),
                         GUINT_TO_POINTER (i));
}

static HcRoutingCheck *
load (HcDb *db, GError **error)
{
  g_autoptr (HcRoutingCheck) check = g_new0 (HcRoutingCheck, 1);
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (HcColumns) columns = NULL;
  g_auto (Reader) reader = { 0 };

  if (!hc_launch_load (db, &settings, error) ||
      (columns = hc_columns_load (db, &settings, error)) == NULL)
    return NULL;
  check->as_of = columns->newest_as_of;
  check->hops_allowed = settings.declared_hops_allowed;
  check->coverage = hc_routing_coverage (columns);
  check->groups = copy_names (columns->names[HC_BY_GROUP]);
  check->categories = copy_names (columns->names[HC_BY_CATEGORY]);
  if (check->coverage.method == HC_ROUTING_HISTORY)
    {
      reader_init (&reader, columns, check);
      if (!read_hops (&reader, check, db, error))
        return NULL;
    }
  check->pairs =
    hc_routing_pairs (columns, reader.hops ? (HcHop *) (gpointer) reader.hops->data : NULL,
                      reader.hops ? reader.hops->len : 0, check->as_of);
  return g_steal_pointer (&check);
}

HcRoutingCheck *
hc_routing_check_load (HcDb *db, GError **error)
{
  HcRoutingCheck *check;

  if (!hc_db_begin_read (db, error))
    return NULL;
  check = load (db, error);
  hc_db_end_read (db);
  return check;
}

GPtrArray *
hc_group_counts_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) groups =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hc_group_count_free);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  /* A group that no ticket lies in now is known from hops alone. */
  stmt = hc_db_prepare (
    db,
    "SELECT name, sum (n) FROM ("
    "SELECT text AS name, count (*) AS n FROM ticket JOIN term ON term.id = group_term "
    "GROUP BY group_term UNION ALL "
    "SELECT old_value, 0 FROM ticket_change WHERE field = 'group' GROUP BY old_value UNION ALL "
    "SELECT new_value, 0 FROM ticket_change WHERE field = 'group' GROUP BY new_value) "
    "WHERE name <> '' GROUP BY name ORDER BY sum (n) DESC, name",
    error);
  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcGroupCount *group = g_new0 (HcGroupCount, 1);

      group->name = hc_stmt_text (stmt, 0);
      group->n_tickets = hc_stmt_int64 (stmt, 1);
      g_ptr_array_add (groups, group);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&groups) : NULL;
}
