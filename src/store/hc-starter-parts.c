/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a group of a starter says about things that belong to its record. */

#include "config.h"

#include "hc-starter-private.h"

#define MAX_STEPS 99

static char *
get_text (HcStarter *self, const char *group, const char *key)
{
  return g_key_file_get_string (self->file, group, key, NULL);
}

/* “a; b”; an empty list when the key is not there. */
static char **
get_list (HcStarter *self, const char *group, const char *key)
{
  g_autofree char *text = get_text (self, group, key);

  return text ? hc_starter_split (text, ";") : g_new0 (char *, 1);
}

static HcRecordData *
new_child (const char *type, const char *parent_field, const char *parent)
{
  HcRecordData *record = hc_record_data_new (hc_record_type (type));

  if (parent != NULL)
    hc_record_data_set (record, parent_field, parent);
  return record;
}

/* Sets @fields from @parts one by one, then saves. */
static gboolean
save_parts (HcStarter *self,
            HcRecordData *record,
            char **parts,
            const char *const *fields,
            GError **error)
{
  for (guint i = 0; fields[i] != NULL; i++)
    if (!hc_starter_set (self, record, fields[i], hc_starter_part (parts, i), error))
      return FALSE;
  return hc_starter_save (self, record, error);
}

/* ---------------------------------------------------------------- teams and cohorts */

gboolean
hc_starter_team_parts (HcStarter *self, const char *group, const char *id, GError **error)
{
  g_auto (GStrv) names = get_list (self, group, "groups");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (HcRecordData) record = new_child ("group_team", "team_id", id);

      hc_record_data_set (record, "group_name", names[i]);
      if (!hc_starter_save (self, record, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_starter_cohort_parts (HcStarter *self, const char *group, const char *id, GError **error)
{
  static const char *const fields[] = { "field", "value", NULL };
  g_auto (GStrv) matches = get_list (self, group, "match");

  for (guint i = 0; matches[i] != NULL; i++)
    {
      g_autoptr (HcRecordData) record = new_child ("cohort_match", "cohort_id", id);
      g_auto (GStrv) parts = hc_starter_split (matches[i], ":");

      if (!save_parts (self, record, parts, fields, error))
        return FALSE;
    }
  return TRUE;
}

/* ---------------------------------------------------------------- duties */

/* “RA@lead”: letters of one team, held by one person. */
static gboolean
add_letters (HcStarter *self,
             const char *duty_id,
             const char *team,
             const char *text,
             GError **error)
{
  g_auto (GStrv) parts = hc_starter_split (text, "@");

  for (const char *letter = parts[0]; *letter != '\0'; letter++)
    {
      g_autoptr (HcRecordData) record = new_child ("duty_role", "duty_id", duty_id);
      char word[] = { *letter, '\0' };

      if (!hc_starter_set (self, record, "team_id", team, error)
          || !hc_starter_set (self, record, "letter", word, error)
          || !hc_starter_set (self, record, "person_id", hc_starter_part (parts, 1), error)
          || !hc_starter_save (self, record, error))
        return FALSE;
    }
  return TRUE;
}

/* “desk:R; application:RA@lead C” */
static gboolean
add_roles (HcStarter *self, const char *group, const char *duty_id, GError **error)
{
  g_auto (GStrv) teams = get_list (self, group, "roles");

  for (guint i = 0; teams[i] != NULL; i++)
    {
      g_auto (GStrv) parts = hc_starter_split (teams[i], ":");
      g_auto (GStrv) letters = hc_starter_split (hc_starter_part (parts, 1), " ");

      for (guint l = 0; letters[l] != NULL; l++)
        if (!add_letters (self, duty_id, parts[0], letters[l], error))
          return FALSE;
    }
  return TRUE;
}

/* “desk@lead | 30 | Phone | Mon–Fri 08:00–17:00” */
static gboolean
add_level (HcStarter *self, HcRecordData *record, const char *text, GError **error)
{
  static const char *const fields[] = { "limit_minutes", "channel", "hours", NULL };
  g_auto (GStrv) parts = hc_starter_split (text, "|");
  g_auto (GStrv) who = hc_starter_split (parts[0], "@");

  return hc_starter_set (self, record, "team_id", hc_starter_part (who, 0), error)
         && hc_starter_set (self, record, "person_id", hc_starter_part (who, 1), error)
         && save_parts (self, record, parts + 1, fields, error);
}

/* A path that the launch has already is left alone. */
static gboolean
has_path (HcStarter *self, const char *duty_id, const char *severity, gboolean *out, GError **error)
{
  g_autoptr (GPtrArray) levels
    = hc_records_load (self->db, hc_record_type ("escalation_level"), NULL, error);

  *out = FALSE;
  for (guint i = 0; levels != NULL && i < levels->len; i++)
    if (g_strcmp0 (hc_record_data_get (levels->pdata[i], "duty_id"), duty_id) == 0
        && g_strcmp0 (hc_record_data_get (levels->pdata[i], "severity"), severity) == 0)
      *out = TRUE;
  return levels != NULL;
}

gboolean
hc_starter_escalation (HcStarter *self,
                       const char *group,
                       const char *duty_id,
                       const char *severity,
                       GError **error)
{
  g_auto (GStrv) levels = get_list (self, group, "escalation");
  gboolean there;

  if (!has_path (self, duty_id, severity, &there, error))
    return FALSE;
  for (guint i = 0; !there && levels[i] != NULL; i++)
    {
      g_autoptr (HcRecordData) record = new_child ("escalation_level", "duty_id", duty_id);
      g_autofree char *level = g_strdup_printf ("%u", i + 1);

      hc_record_data_set (record, "severity", severity);
      hc_record_data_set (record, "level", level);
      if (!add_level (self, record, levels[i], error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_starter_duty_parts (HcStarter *self, const char *group, const char *id, GError **error)
{
  return add_roles (self, group, id, error)
         && hc_starter_escalation (self, group, id, NULL, error);
}

/* ---------------------------------------------------------------- hot paths */

static gboolean
add_cohorts (HcStarter *self, const char *group, const char *id, GError **error)
{
  g_auto (GStrv) cohorts = get_list (self, group, "cohorts");

  for (guint i = 0; cohorts[i] != NULL; i++)
    {
      g_autoptr (HcRecordData) record = new_child ("workflow_cohort", "workflow_id", id);

      if (!hc_starter_set (self, record, "cohort_id", cohorts[i], error)
          || !hc_starter_save (self, record, error))
        return FALSE;
    }
  return TRUE;
}

/* Keys “@prefix1”, “@prefix2” … as records under @parent. @next (optional) goes on with each. */
static gboolean
add_numbered (HcStarter *self,
              const char *group,
              const char *prefix,
              const HcRecordData *empty,
              const char *const *fields,
              gboolean (*next) (
                HcStarter *self, const char *group, const char *key, const char *id, GError **error),
              GError **error)
{
  for (guint i = 1; i <= MAX_STEPS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s%u", prefix, i);
      g_autofree char *text = get_text (self, group, key);
      g_autoptr (HcRecordData) record = hc_record_data_copy (empty);
      g_auto (GStrv) parts = NULL;

      if (text == NULL)
        break;
      parts = hc_starter_split (text, "|");
      if (!save_parts (self, record, parts, fields, error)
          || (next != NULL && !next (self, group, key, record->id, error)))
        {
          g_prefix_error (error, "%s: ", key);
          return FALSE;
        }
    }
  return TRUE;
}

/* “step1.fails1=what happens | cause | action | asset | status” */
static gboolean
add_failures (HcStarter *self, const char *group, const char *step, const char *id, GError **error)
{
  static const char *const fields[]
    = { "what_happens", "likely_cause", "planned_action", "prepared_asset", "asset_status", NULL };
  g_autoptr (HcRecordData) empty = new_child ("failure_point", "step_id", id);
  g_autofree char *prefix = g_strconcat (step, ".fails", NULL);

  return add_numbered (self, group, prefix, empty, fields, NULL, error);
}

/* “step1=Pick an item | changed | yes”: the last one, if any, says that it is an exception path. */
static gboolean
add_steps (HcStarter *self, const char *group, const char *id, GError **error)
{
  static const char *const fields[] = { "name", "changed", "is_exception", NULL };
  g_autoptr (HcRecordData) empty = new_child ("workflow_step", "workflow_id", id);

  return add_numbered (self, group, "step", empty, fields, add_failures, error);
}

static gboolean
add_rehearsals (HcStarter *self, const char *group, const char *id, GError **error)
{
  static const char *const fields[] = { "kind", "date", "who", "outcome", "notes", NULL };
  g_autoptr (HcRecordData) empty = new_child ("rehearsal", "workflow_id", id);

  return add_numbered (self, group, "rehearsal", empty, fields, NULL, error);
}

/* Its row in the matrix. */
static gboolean
add_duty (HcStarter *self, const char *group, const char *id, GError **error)
{
  g_autoptr (HcRecordData) duty = new_child ("duty", "workflow_id", id);
  g_autofree char *name = get_text (self, group, "name");

  hc_record_data_set (duty, "name", name);
  hc_record_data_set (duty, "area", "workflow");
  return hc_starter_save (self, duty, error)
         && hc_starter_duty_parts (self, group, duty->id, error);
}

gboolean
hc_starter_workflow_parts (HcStarter *self, const char *group, const char *id, GError **error)
{
  return add_cohorts (self, group, id, error) && add_steps (self, group, id, error)
         && add_rehearsals (self, group, id, error) && add_duty (self, group, id, error);
}
