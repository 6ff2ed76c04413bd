/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ownership-table.h"

#include <glib/gi18n.h>

#include "hc-ownership.h"
#include "hc-record-table.h"

void
hc_cell_change_free (HcCellChange *self)
{
  g_free (self->duty_id);
  g_free (self->team_id);
  g_free (self->letter);
  g_free (self->person_id);
  g_free (self);
}

void
hc_row_addition_free (HcRowAddition *self)
{
  g_free (self->name);
  g_free (self->area);
  g_free (self->team_id);
  g_free (self);
}

void
hc_group_move_free (HcGroupMove *self)
{
  g_free (self->group);
  g_free (self->team_id);
  g_free (self->team_name);
  g_free (self);
}

static GPtrArray *
load (HcDb *db, const char *type, const char *parent, GError **error)
{
  return hc_records_load (db, hc_record_type (type), parent, error);
}

static gboolean
is (const HcRecordData *record, const char *field, const char *value)
{
  return g_strcmp0 (hc_record_data_get (record, field), value) == 0;
}

/* ---------------------------------------------------------------- cells */

/* The roles of the cell; @letter NULL: all. Of HcRecordData. */
static GPtrArray *
roles_of (HcDb *db, const HcCellChange *change, const char *letter, GError **error)
{
  g_autoptr (GPtrArray) roles = load (db, "duty_role", change->duty_id, error);

  if (roles == NULL)
    return NULL;
  for (guint i = roles->len; i-- > 0;)
    {
      const HcRecordData *role = g_ptr_array_index (roles, i);

      if (!is (role, "team_id", change->team_id) || (letter && !is (role, "letter", letter)))
        g_ptr_array_remove_index (roles, i);
    }
  return g_steal_pointer (&roles);
}

static gboolean
delete_all (HcDb *db, GPtrArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (records, i);

      if (!hc_record_delete (db, record->type, record->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_role (HcDb *db,
          const char *duty_id,
          const char *team_id,
          const char *letter,
          const char *person_id,
          GError **error)
{
  g_autoptr (HcRecordData) role = hc_record_data_new (hc_record_type ("duty_role"));

  hc_record_data_set (role, "duty_id", duty_id);
  hc_record_data_set (role, "team_id", team_id);
  hc_record_data_set (role, "letter", letter);
  hc_record_data_set (role, "person_id", person_id);
  return hc_record_save (db, role, error);
}

gboolean
hc_ownership_set_letter (HcDb *db, gpointer data, GError **error)
{
  const HcCellChange *change = data;
  g_autoptr (GPtrArray) roles = roles_of (db, change, change->letter, error);

  if (roles == NULL)
    return FALSE;
  if (!change->on)
    return delete_all (db, roles, error);
  return roles->len > 0 || add_role (db, change->duty_id, change->team_id, change->letter,
                                     change->person_id, error);
}

gboolean
hc_ownership_clear_cell (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) roles = roles_of (db, data, NULL, error);

  return roles != NULL && delete_all (db, roles, error);
}

gboolean
hc_ownership_set_accountable (HcDb *db, gpointer data, GError **error)
{
  const HcCellChange *change = data;
  g_autoptr (GPtrArray) roles = roles_of (db, change, "A", error);

  if (roles == NULL)
    return FALSE;
  if (roles->len == 0)
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                           _("This team is no longer accountable for the row. Put an A there "
                             "first."));
      return FALSE;
    }
  return hc_record_set (db, hc_record_type ("duty_role"),
                        ((HcRecordData *) g_ptr_array_index (roles, 0))->id, "person_id",
                        change->person_id, NULL, error);
}

/* ---------------------------------------------------------------- rows */

static HcRecordData *
new_duty (const char *name, const char *area)
{
  HcRecordData *duty = hc_record_data_new (hc_record_type ("duty"));

  hc_record_data_set (duty, "name", name);
  hc_record_data_set (duty, "area", area);
  return duty;
}

gboolean
hc_ownership_add_areas (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) duties = load (db, "duty", NULL, error);
  g_autoptr (GPtrArray) missing = NULL;

  if (duties == NULL)
    return FALSE;
  missing = hc_ownership_missing_areas (duties);
  for (guint i = 0; i < missing->len; i++)
    {
      const char *area = g_ptr_array_index (missing, i);
      g_autoptr (HcRecordData) duty = new_duty (hc_ownership_area_name (area), area);

      if (!hc_record_save (db, duty, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_ownership_add_workflows (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) duties = load (db, "duty", NULL, error);
  g_autoptr (GPtrArray) workflows = duties != NULL ? load (db, "workflow", NULL, error) : NULL;
  g_autoptr (GPtrArray) missing = NULL;

  if (workflows == NULL)
    return FALSE;
  missing = hc_ownership_missing_workflows (duties, workflows);
  for (guint i = 0; i < missing->len; i++)
    {
      const HcRecordData *workflow = g_ptr_array_index (missing, i);
      g_autoptr (HcRecordData) duty = new_duty (hc_record_data_title (workflow), "workflow");

      hc_record_data_set (duty, "workflow_id", workflow->id);
      if (!hc_record_save (db, duty, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_usual_teams (HcDb *db, GError **error)
{
  static const char *const kinds[] = { "support", "itsm",     "application", "process",
                                       "access",  "security", "compliance" };
  const HcRecordType *type = hc_record_type ("team");
  const HcField *kind = &type->fields[hc_record_type_field (type, "kind")];

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (HcRecordData) team = hc_record_data_new (type);

      hc_record_data_set (team, "kind", kinds[i]);
      hc_record_data_set (team, "name", _(hc_field_choice (kind, kinds[i])->label));
      if (!hc_record_save (db, team, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_ownership_set_up (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) teams = load (db, "team", NULL, error);

  if (teams == NULL || (teams->len == 0 && !add_usual_teams (db, error)))
    return FALSE;
  return hc_ownership_add_areas (db, NULL, error) && hc_ownership_add_workflows (db, NULL, error);
}

gboolean
hc_ownership_add_row (HcDb *db, gpointer data, GError **error)
{
  const HcRowAddition *addition = data;
  g_autoptr (HcRecordData) duty = new_duty (addition->name, addition->area);

  return hc_record_save (db, duty, error) &&
         add_role (db, duty->id, addition->team_id, "R", NULL, error);
}

/* ---------------------------------------------------------------- groups */

static char *
add_team (HcDb *db, const char *name, GError **error)
{
  g_autoptr (HcRecordData) team = hc_record_data_new (hc_record_type ("team"));

  hc_record_data_set (team, "name", name);
  return hc_record_save (db, team, error) ? g_strdup (team->id) : NULL;
}

gboolean
hc_ownership_map_group (HcDb *db, gpointer data, GError **error)
{
  const HcGroupMove *move = data;
  g_autoptr (GPtrArray) groups = load (db, "group_team", NULL, error);
  g_autoptr (HcRecordData) mapping = NULL;
  g_autofree char *team_id = g_strdup (move->team_id);

  for (guint i = 0; groups != NULL && i < groups->len && mapping == NULL; i++)
    if (is (g_ptr_array_index (groups, i), "group_name", move->group))
      mapping = hc_record_data_copy (g_ptr_array_index (groups, i));
  if (groups == NULL)
    return FALSE;
  if (team_id == NULL && move->team_name == NULL)
    return mapping == NULL || hc_record_delete (db, mapping->type, mapping->id, error);
  if (team_id == NULL && (team_id = add_team (db, move->team_name, error)) == NULL)
    return FALSE;
  if (mapping == NULL)
    {
      mapping = hc_record_data_new (hc_record_type ("group_team"));
      hc_record_data_set (mapping, "group_name", move->group);
    }
  hc_record_data_set (mapping, "team_id", team_id);
  return hc_record_save (db, mapping, error);
}
