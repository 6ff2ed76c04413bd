/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-routing-matrix.h"

/* Places (hot paths, issues) by ordinal against teams, 1-based as group_team numbers them; column 0
 * says whether the place has an owner at all. */
typedef struct
{
  guint width;
  guint8 *right; /* 1: a ticket of the place may end with the team */
} Table;

static void
table_clear (Table *self)
{
  g_clear_pointer (&self->right, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean
is (const HcRecordData *record, const char *field, const char *value)
{
  return value != NULL && g_strcmp0 (hc_record_data_get (record, field), value) == 0;
}

static guint
team_number (const HcRoutingMatrix *self, const char *team_id)
{
  for (guint i = 0; team_id != NULL && i < self->teams->len; i++)
    if (g_str_equal (((const HcRecordData *) self->teams->pdata[i])->id, team_id))
      return i + 1;
  return 0;
}

/* Group ordinal → number of its team; 0: nobody said. */
static guint *
teams_of_groups (const HcRoutingMatrix *self, const HcColumns *columns)
{
  const GPtrArray *groups = columns->names[HC_BY_GROUP];
  g_autoptr (GHashTable) team_of = g_hash_table_new (g_str_hash, g_str_equal);
  guint *teams = g_new0 (guint, groups->len);

  for (guint i = 0; i < self->group_teams->len; i++)
    {
      const HcRecordData *mapping = self->group_teams->pdata[i];
      const char *group = hc_record_data_get (mapping, "group_name");

      if (group != NULL)
        g_hash_table_insert (
          team_of, (gpointer) group,
          GUINT_TO_POINTER (team_number (self, hc_record_data_get (mapping, "team_id"))));
    }
  for (guint i = 1; i < groups->len; i++)
    teams[i] = GPOINTER_TO_UINT (g_hash_table_lookup (team_of, groups->pdata[i]));
  return teams;
}

/* ---------------------------------------------------------------- who may end it */

static void
allow_hops_of (const HcRoutingMatrix *self, const char *owner, guint8 *right)
{
  for (guint i = 0; i < self->declared_hops->len; i++)
    {
      const HcRecordData *hop = self->declared_hops->pdata[i];
      guint to = team_number (self, hc_record_data_get (hop, "to_team_id"));

      if (is (hop, "from_team_id", owner) && to != 0)
        right[to] = TRUE;
    }
}

/* What the row adds: those responsible in it, and whom they hand over to. */
static void
allow_row (const HcRoutingMatrix *self, const HcRecordData *duty, guint8 *right)
{
  for (guint i = 0; i < self->roles->len; i++)
    {
      const HcRecordData *role = self->roles->pdata[i];
      const char *team = hc_record_data_get (role, "team_id");
      guint number = team_number (self, team);

      if (number == 0 || !is (role, "duty_id", duty->id) || !is (role, "letter", "R"))
        continue;
      right[0] = right[number] = TRUE;
      allow_hops_of (self, team, right);
    }
}

/* All rows whose @field is @value. */
static void
allow_rows (const HcRoutingMatrix *self, const char *field, const char *value, guint8 *right)
{
  for (guint i = 0; value != NULL && i < self->duties->len; i++)
    if (is (self->duties->pdata[i], field, value))
      allow_row (self, self->duties->pdata[i], right);
  for (guint i = 0; right[0] && i < self->teams->len; i++)
    if (hc_record_data_get_int (self->teams->pdata[i], "is_dispatcher", 0) != 0)
      right[i + 1] = TRUE;
}

static Table
new_table (const HcRoutingMatrix *self, const HcColumns *columns, HcDimension by)
{
  Table table = { .width = self->teams->len + 1 };

  table.right = g_new0 (guint8, (gsize) columns->names[by]->len * table.width);
  return table;
}

static Table
workflow_table (const HcRoutingMatrix *self, const HcColumns *columns)
{
  Table table = new_table (self, columns, HC_BY_WORKFLOW);

  for (guint i = 1; i < columns->ids[HC_BY_WORKFLOW]->len; i++)
    allow_rows (self, "workflow_id", columns->ids[HC_BY_WORKFLOW]->pdata[i],
                table.right + (gsize) i * table.width);
  return table;
}

static Table
issue_table (const HcRoutingMatrix *self, const HcColumns *columns)
{
  Table table = new_table (self, columns, HC_BY_ISSUE);
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->issues->len; i++)
    {
      const HcRecordData *issue = self->issues->pdata[i];

      g_hash_table_insert (kinds, issue->id, (gpointer) hc_record_data_get (issue, "kind"));
    }
  for (guint i = 1; i < columns->ids[HC_BY_ISSUE]->len; i++)
    {
      const char *kind = g_hash_table_lookup (kinds, columns->ids[HC_BY_ISSUE]->pdata[i]);

      allow_rows (self, "area", hc_ownership_area_of_kind (kind),
                  table.right + (gsize) i * table.width);
    }
  return table;
}

/* ---------------------------------------------------------------- the tickets */

void
hc_routing_matrix_mark (HcColumns *columns, const HcRoutingMatrix *matrix)
{
  g_auto (Table) workflows = { 0 };
  g_auto (Table) issues = { 0 };
  g_autofree guint *teams = NULL;

  if (matrix->roles->len == 0 || matrix->group_teams->len == 0)
    return;
  teams = teams_of_groups (matrix, columns);
  workflows = workflow_table (matrix, columns);
  issues = issue_table (matrix, columns);
  for (guint row = 0; row < columns->n; row++)
    {
      guint team = teams[columns->dim[HC_BY_GROUP][row]];
      const guint8 *path =
        workflows.right + (gsize) columns->dim[HC_BY_WORKFLOW][row] * workflows.width;
      const guint8 *issue = issues.right + (gsize) columns->dim[HC_BY_ISSUE][row] * issues.width;

      if (team == 0 || !(path[0] || issue[0]))
        continue;
      columns->flags[row] |= HC_TICKET_FLAG_MATRIX_KNOWN;
      if (!path[team] && !issue[team])
        columns->flags[row] |= HC_TICKET_FLAG_MATRIX_MISROUTED;
    }
}
