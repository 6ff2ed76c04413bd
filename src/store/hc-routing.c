/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-routing.h"

#include <string.h>

struct _HcRouting
{
  GHashTable *team_of_group; /* group name → team id */
  GHashTable *dispatchers;   /* group names */
  GHashTable *declared;      /* “from-team to-team” */
  GHashTable *verdicts;      /* “from\nto” → HcHopKind: few pairs, many hops */
};

static gboolean
load_teams (HcRouting *self, HcDb *db, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT group_name, team_id, is_dispatcher FROM group_team "
                        "JOIN team ON team.id = team_id ORDER BY group_team.id",
                        error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      g_hash_table_insert (self->team_of_group, hc_stmt_text (stmt, 0), hc_stmt_text (stmt, 1));
      if (hc_stmt_int64 (stmt, 2))
        g_hash_table_add (self->dispatchers, hc_stmt_text (stmt, 0));
    }
  return rc == SQLITE_DONE;
}

static gboolean
load_declared (HcRouting *self, HcDb *db, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db, "SELECT from_team_id || ' ' || to_team_id FROM declared_hop ORDER BY id", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_hash_table_add (self->declared, hc_stmt_text (stmt, 0));
  return rc == SQLITE_DONE;
}

HcRouting *
hc_routing_load (HcDb *db, GError **error)
{
  g_autoptr (HcRouting) self = g_new0 (HcRouting, 1);

  self->team_of_group = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->dispatchers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->declared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!load_teams (self, db, error) || !load_declared (self, db, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
hc_routing_free (HcRouting *self)
{
  g_hash_table_unref (self->team_of_group);
  g_hash_table_unref (self->dispatchers);
  g_hash_table_unref (self->declared);
  g_hash_table_unref (self->verdicts);
  g_free (self);
}

static gboolean
is_declared (HcRouting *self, const char *from, const char *to)
{
  const char *from_team = g_hash_table_lookup (self->team_of_group, from);
  const char *to_team = to ? g_hash_table_lookup (self->team_of_group, to) : NULL;
  g_autofree char *pair = NULL;

  if (from_team == NULL || to_team == NULL)
    return FALSE;
  pair = g_strdup_printf ("%s %s", from_team, to_team);
  return g_hash_table_contains (self->declared, pair);
}

HcHopKind
hc_routing_kind (HcRouting *self, const char *from, const char *to)
{
  g_autofree char *pair = g_strconcat (from, "\n", to, NULL);
  gpointer known;
  HcHopKind kind;

  if (g_hash_table_lookup_extended (self->verdicts, pair, NULL, &known))
    return (HcHopKind) GPOINTER_TO_INT (known);
  if (g_hash_table_contains (self->dispatchers, from))
    kind = HC_HOP_DISPATCHED;
  else
    kind = is_declared (self, from, to) ? HC_HOP_DECLARED : HC_HOP_WRONG;
  g_hash_table_insert (self->verdicts, g_steal_pointer (&pair), GINT_TO_POINTER (kind));
  return kind;
}

gboolean
hc_routing_is_wrong (HcRouting *self, const char *from, const char *to)
{
  if (from == NULL || *from == '\0')
    return FALSE;
  return hc_routing_kind (self, from, to) == HC_HOP_WRONG;
}
