/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-starter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-launch-table.h"
#include "hc-record-private.h"
#include "hc-starter-private.h"
#include "hc-starter-resource.h"

#define RESOURCE_PATH "/org/hypercare/Hypercare/starters/"

static const struct
{
  const char *name;
  const char *title;
  const char *summary;
} starters[] = {
  { "erp", N_ ("ERP"),
    N_ ("Finance, procurement and logistics: seven hot paths from requisition to month-end close.") },
  { "crm", N_ ("CRM"), N_ ("Sales and customer service: seven hot paths from lead to forecast.") },
  { "hcm", N_ ("HCM"),
    N_ ("Human resources and payroll: seven hot paths from hiring to the payroll run.") },
  { "itsm", N_ ("ITSM"),
    N_ ("A new service management tool: seven hot paths from incidents to service level reports.") },
  { "blank", N_ ("Blank"), N_ ("Only the seven areas of ownership, with nobody in them yet.") },
};

const char *const *
hc_starter_names (void)
{
  static const char *names[G_N_ELEMENTS (starters) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (starters); i++)
    names[i] = starters[i].name;
  return names;
}

static int
find_starter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (starters); i++)
    if (g_strcmp0 (starters[i].name, name) == 0)
      return (int) i;
  return -1;
}

const char *
hc_starter_title (const char *name)
{
  int i = find_starter (name);

  return i >= 0 ? _ (starters[i].title) : NULL;
}

const char *
hc_starter_summary (const char *name)
{
  int i = find_starter (name);

  return i >= 0 ? _ (starters[i].summary) : NULL;
}

char *
hc_starter_label (const char *name)
{
  const char *title = hc_starter_title (name);

  /* TRANSLATORS: “Undo Apply ERP Starter” */
  return g_strdup_printf (_ ("Apply %s Starter"), title ? title : name);
}

/* ---------------------------------------------------------------- files */

static void
overlay (GKeyFile *base, GKeyFile *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint g = 0; groups[g] != NULL; g++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, groups[g], NULL, NULL);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          g_autofree char *value = g_key_file_get_string (file, groups[g], keys[k], NULL);

          g_key_file_set_string (base, groups[g], keys[k], value);
        }
    }
}

GKeyFile *
hc_starter_load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, ".ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GKeyFile) base = NULL;
  g_autofree char *base_name = NULL;
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (hc_starter_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    {
      g_autofree char *names = g_strjoinv (", ", (char **) hc_starter_names ());

      g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                   _ ("There is no starter “%s”. Choose one of: %s."), name, names);
      return NULL;
    }
  if (!g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, error))
    return NULL;
  base_name = g_key_file_get_string (file, "starter", "base", NULL);
  if (base_name == NULL)
    return g_steal_pointer (&file);
  if ((base = hc_starter_load (base_name, error)) == NULL)
    return NULL;
  overlay (base, file);
  return g_steal_pointer (&base);
}

char **
hc_starter_split (const char *text, const char *mark)
{
  char **parts = g_strsplit (text ? text : "", mark, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  return parts;
}

const char *
hc_starter_part (char **parts, guint i)
{
  return i < g_strv_length (parts) && *parts[i] != '\0' ? parts[i] : NULL;
}

/* ---------------------------------------------------------------- values */

static gboolean
set_reference (HcStarter *self,
               HcRecordData *record,
               const HcField *field,
               const char *key,
               GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s %s", field->reference, key);
  const char *id = g_hash_table_lookup (self->ids, name);

  if (id == NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, "“%s” names no record", name);
      return FALSE;
    }
  hc_record_data_set (record, field->name, id);
  return TRUE;
}

/* Nothing is due on a Sunday: the working day before. Go-live itself is what it is. */
static HcDay
count_from_go_live (HcStarter *self, int offset)
{
  HcDay day = self->go_live + offset;

  for (guint i = 0; offset != 0 && i < 14 && !hc_calendar_is_working (self->calendar, day); i++)
    day--;
  return day;
}

static gboolean
set_day (HcStarter *self,
         HcRecordData *record,
         const HcField *field,
         const char *text,
         GError **error)
{
  g_autofree char *day = NULL;
  gint64 offset;

  if (!g_ascii_string_to_signed (text, 10, -1000, 1000, &offset, error))
    return FALSE;
  if (self->go_live != HC_DAY_NONE)
    day = hc_day_format (count_from_go_live (self, (int) offset));
  hc_record_data_set (record, field->name, day);
  return TRUE;
}

gboolean
hc_starter_set (HcStarter *self,
                HcRecordData *record,
                const char *name,
                const char *text,
                GError **error)
{
  const HcField *field = &record->type->fields[hc_record_type_field (record->type, name)];
  g_autofree char *value = NULL;

  if (text == NULL)
    return TRUE;
  if (field->type == HC_VALUE_REFERENCE)
    return set_reference (self, record, field, text, error);
  if (field->type == HC_VALUE_DAY)
    return set_day (self, record, field, text, error);
  if (!hc_field_parse (field, text, &value, error))
    return FALSE;
  hc_record_data_set (record, name, value);
  return TRUE;
}

/* ---------------------------------------------------------------- ids */

/* “3f2a…”: record number @n of @group. */
static char *
dup_id (const char *group, guint n)
{
  g_autofree char *text = g_strdup_printf ("hypercare starter/%s/%u", group, n);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%.8s-%.4s-8%.3s-8%.3s-%.12s", sum, sum + 8, sum + 12, sum + 15, sum + 18);
}

static HcRecordData *
find_by_id (HcStarter *self, const HcRecordType *type, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  HcRecordData *record = hc_record_load (self->db, type, id, &local);

  if (local != NULL && !g_error_matches (local, HC_ERROR, HC_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return record;
}

gboolean
hc_starter_save (HcStarter *self, HcRecordData *record, GError **error)
{
  g_autofree char *id = dup_id (self->group, self->n_saved++);
  g_autoptr (GError) local = NULL;
  g_autoptr (HcRecordData) taken = find_by_id (self, record->type, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* Somebody made something else of the record that once was this one. */
  if (taken != NULL)
    return hc_record_save (self->db, record, error);
  return hc_record_add_as (self->db, record, id, error);
}

/* ---------------------------------------------------------------- one group */

static gboolean
is_part (const char *key)
{
  static const char *const parts[]
    = { "groups", "match", "cohorts", "step", "rehearsal", "roles", "escalation" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (key, parts[i]))
      return TRUE;
  return FALSE;
}

/* People stand in for each other, so deputies come when all are there. */
static gboolean
is_later (const HcRecordType *type, const char *key)
{
  return g_str_equal (type->name, "person") && g_str_equal (key, "deputy_id");
}

static HcRecordData *
read_record (HcStarter *self, const HcRecordType *type, const char *group, GError **error)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (type);
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, error);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_string (self->file, group, keys[i], error);

      if (text == NULL)
        return NULL;
      if (is_later (type, keys[i]))
        continue;
      if (hc_record_type_field (type, keys[i]) >= 0)
        {
          if (!hc_starter_set (self, record, keys[i], text, error))
            return NULL;
        }
      else if (!is_part (keys[i]))
        {
          g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, "“%s” is no field", keys[i]);
          return NULL;
        }
    }
  return keys ? g_steal_pointer (&record) : NULL;
}

static gboolean
is_same_title (const HcRecordData *a, const HcRecordData *b)
{
  g_autofree char *left = g_utf8_casefold (hc_record_data_title (a), -1);
  g_autofree char *right = g_utf8_casefold (hc_record_data_title (b), -1);

  return *left != '\0' && g_str_equal (left, right);
}

/* One of the seven areas is there once, whatever it is called. */
static gboolean
is_same_area (const HcRecordData *a, const HcRecordData *b)
{
  const char *area = hc_record_data_get (a, "area");

  return g_strcmp0 (area, hc_record_data_get (b, "area")) == 0 && !g_str_equal (area, "workflow")
         && !g_str_equal (area, "other");
}

static gboolean
is_same_key (const HcRecordData *a, const HcRecordData *b)
{
  const HcRecordType *type = a->type;

  for (guint i = 0; type->key[i] != NULL; i++)
    if (g_strcmp0 (hc_record_data_get (a, type->key[i]), hc_record_data_get (b, type->key[i])) != 0)
      return FALSE;
  return type->key[0] != NULL;
}

/* One audience gets several messages. */
static gboolean
is_same_message (const HcRecordData *a, const HcRecordData *b)
{
  return !g_str_equal (a->type->name, "communication")
         || g_strcmp0 (hc_record_data_get (a, "text"), hc_record_data_get (b, "text")) == 0;
}

static gboolean
is_same (const HcRecordData *a, const HcRecordData *b)
{
  return (is_same_title (a, b) && is_same_message (a, b)) || is_same_key (a, b)
         || (g_str_equal (a->type->name, "duty") && is_same_area (a, b));
}

/* The id of the record that the launch has already, renamed or not; NULL: none, or @error. */
static char *
find_existing (HcStarter *self, const HcRecordData *record, GError **error)
{
  g_autoptr (GPtrArray) records = hc_records_load (self->db, record->type, NULL, error);
  g_autofree char *id = dup_id (self->group, 0);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (g_str_equal (((HcRecordData *) records->pdata[i])->id, id))
      return g_steal_pointer (&id);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (is_same (records->pdata[i], record))
      return g_strdup (((HcRecordData *) records->pdata[i])->id);
  return NULL;
}

static gboolean
apply_parts (HcStarter *self, const HcRecordData *record, const char *group, GError **error)
{
  static const struct
  {
    const char *type;
    gboolean (*apply) (HcStarter *self, const char *group, const char *id, GError **error);
  } parts[] = {
    { "team", hc_starter_team_parts },
    { "cohort", hc_starter_cohort_parts },
    { "workflow", hc_starter_workflow_parts },
    { "duty", hc_starter_duty_parts },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].type, record->type->name))
      return parts[i].apply (self, group, record->id, error);
  return TRUE;
}

static gboolean
apply_record (HcStarter *self, const HcRecordType *type, const char *group, GError **error)
{
  g_autoptr (HcRecordData) record = read_record (self, type, group, error);
  g_autoptr (GError) local = NULL;
  char *existing;

  if (record == NULL)
    return FALSE;
  existing = find_existing (self, record, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (existing != NULL)
    {
      g_hash_table_insert (self->ids, g_strdup (group), existing);
      return TRUE;
    }
  if (!hc_starter_save (self, record, error))
    return FALSE;
  g_hash_table_insert (self->ids, g_strdup (group), g_strdup (record->id));
  return apply_parts (self, record, group, error);
}

/* ---------------------------------------------------------------- the whole file */

static gboolean
set_deputy (HcStarter *self, const HcRecordType *type, const char *group, GError **error)
{
  g_autofree char *key = g_key_file_get_string (self->file, group, "deputy_id", NULL);
  g_autoptr (HcRecordData) person = NULL;

  if (key == NULL)
    return TRUE;
  person = hc_record_load (self->db, type, g_hash_table_lookup (self->ids, group), error);
  if (person == NULL)
    return FALSE;
  return hc_record_data_is_set (person, "deputy_id")
         || (hc_starter_set (self, person, "deputy_id", key, error)
             && hc_record_save (self->db, person, error));
}

static gboolean
apply_severity (HcStarter *self, const HcRecordType *type, const char *group, GError **error)
{
  return hc_starter_escalation (self, group, NULL, strchr (group, ' ') + 1, error);
}

typedef gboolean (*GroupFunc) (HcStarter *self,
                               const HcRecordType *type,
                               const char *group,
                               GError **error);

/* All groups “@word KEY” in the order of the file. */
static gboolean
apply_groups (
  HcStarter *self, const char *word, const char *type, GroupFunc func, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);
  g_autofree char *prefix = g_strconcat (word, " ", NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      if (!g_str_has_prefix (groups[i], prefix))
        continue;
      self->group = groups[i];
      self->n_saved = 0;
      if (!func (self, hc_record_type (type), groups[i], error))
        {
          g_prefix_error (error, "[%s] ", groups[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
apply_file (HcStarter *self, GError **error)
{
  static const char *const registers[]
    = { "communication", "baseline", "checklist_item", "risk", "improvement", "knowledge_transfer",
        "lesson", "feedback" };

  if (!apply_groups (self, "team", "team", apply_record, error)
      || !apply_groups (self, "person", "person", apply_record, error)
      || !apply_groups (self, "person", "person", set_deputy, error)
      || !apply_groups (self, "hop", "declared_hop", apply_record, error)
      || !apply_groups (self, "cohort", "cohort", apply_record, error)
      || !apply_groups (self, "duty", "duty", apply_record, error)
      || !apply_groups (self, "workflow", "workflow", apply_record, error)
      || !apply_groups (self, "severity", "escalation_level", apply_severity, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    if (!apply_groups (self, registers[i], registers[i], apply_record, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_calendar (HcStarter *self, GError **error)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GError) local = NULL;

  self->go_live = HC_DAY_NONE;
  if (hc_launch_load (self->db, &settings, &local))
    {
      self->go_live = settings.go_live_day;
      self->calendar = hc_launch_settings_calendar (&settings, error);
      return self->calendar != NULL;
    }
  if (g_error_matches (local, HC_ERROR, HC_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
apply_checklist (HcStarter *self, GError **error)
{
  return apply_groups (self, "checklist_item", "checklist_item", apply_record, error);
}

static gboolean
apply_with (HcDb *db,
            const char *name,
            gboolean (*func) (HcStarter *self, GError **error),
            GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autoptr (GHashTable) ids = NULL;
  HcStarter self = { .db = db };
  gboolean ok;

  if (!(file = hc_starter_load (name, error)) || !read_calendar (&self, error))
    return FALSE;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.file = file;
  self.ids = ids;
  ok = func (&self, error);
  g_clear_pointer (&self.calendar, hc_calendar_free);
  return ok;
}

gboolean
hc_starter_apply (HcDb *db, const char *name, GError **error)
{
  g_return_val_if_fail (db != NULL && name != NULL, FALSE);
  return apply_with (db, name, apply_file, error);
}

gboolean
hc_starter_apply_checklist (HcDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  return apply_with (db, "handoff", apply_checklist, error);
}
