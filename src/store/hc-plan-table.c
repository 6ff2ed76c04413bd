/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-plan-table.h"

#include "hc-db-private.h"
#include "hc-launch-table.h"

static gboolean
add_group (HcDb *db, const char *group, const char *team_id, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (db, "INSERT INTO group_team (id, group_name, team_id) VALUES (?1, ?2, ?3)",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, group);
  hc_stmt_bind_text (stmt, 3, team_id);
  return hc_stmt_run (stmt, error);
}

char *
hc_team_add (HcDb *db, const HcTeamSpec *spec, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (db,
                        "INSERT INTO team (id, name, kind, tier, is_dispatcher) "
                        "VALUES (?1, ?2, ?3, nullif (?4, 0), ?5)",
                        error);
  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, spec->name);
  hc_stmt_bind_text (stmt, 3, spec->kind);
  hc_stmt_bind_int64 (stmt, 4, spec->tier);
  hc_stmt_bind_int64 (stmt, 5, spec->is_dispatcher);
  if (!hc_stmt_run (stmt, error))
    return NULL;

  for (guint i = 0; spec->groups != NULL && spec->groups[i] != NULL; i++)
    if (!add_group (db, spec->groups[i], id, error))
      return NULL;
  return g_steal_pointer (&id);
}

gboolean
hc_declared_hop_add (HcDb *db, const char *from_team_id, const char *to_team_id, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (
    db, "INSERT INTO declared_hop (id, from_team_id, to_team_id) VALUES (?1, ?2, ?3)", error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, from_team_id);
  hc_stmt_bind_text (stmt, 3, to_team_id);
  return hc_stmt_run (stmt, error);
}

static gboolean
add_match (HcDb *db, const char *cohort_id, const HcCohortSpec *spec, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (
    db, "INSERT INTO cohort_match (id, cohort_id, field, value) VALUES (?1, ?2, ?3, ?4)", error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, cohort_id);
  hc_stmt_bind_text (stmt, 3, spec->field);
  hc_stmt_bind_text (stmt, 4, spec->value);
  return hc_stmt_run (stmt, error);
}

gboolean
hc_cohort_add (HcDb *db, const HcCohortSpec *spec, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autoptr (HcStmt) stmt = NULL;

  stmt = hc_db_prepare (db,
                        "INSERT INTO cohort (id, name, kind, head_count, rank) "
                        "VALUES (?1, ?2, ?3, CASE WHEN ?4 >= 0 THEN ?4 END, ?5)",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, spec->name);
  hc_stmt_bind_text (stmt, 3, spec->kind);
  hc_stmt_bind_int64 (stmt, 4, spec->heads);
  hc_stmt_bind_text (stmt, 5, spec->rank);
  if (!hc_stmt_run (stmt, error))
    return FALSE;
  return spec->field == NULL || add_match (db, id, spec, error);
}
