/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Escalation paths: commands on several levels at once. */

#include "config.h"

#include "hc-ownership-table.h"
#include "hc-record-table.h"

void
hc_path_copy_free (HcPathCopy *self)
{
  g_free (self->duty_id);
  g_free (self->severity);
  g_strfreev (self->levels);
  g_free (self);
}

static const HcRecordType *
level_type (void)
{
  return hc_record_type ("escalation_level");
}

gboolean
hc_ownership_copy_path (HcDb *db, gpointer data, GError **error)
{
  const HcPathCopy *copy = data;

  for (guint i = 0; copy->levels[i] != NULL; i++)
    {
      g_autoptr (HcRecordData) level = hc_record_load (db, level_type (), copy->levels[i], error);

      if (level == NULL)
        return FALSE;
      g_clear_pointer (&level->id, g_free);
      hc_record_data_set (level, "duty_id", copy->duty_id);
      hc_record_data_set (level, "severity", copy->severity);
      if (!hc_record_save (db, level, error))
        return FALSE;
    }
  return TRUE;
}

/* No two levels of a path have the same number, so what they say changes places instead. */
gboolean
hc_ownership_swap_levels (HcDb *db, gpointer data, GError **error)
{
  const char *const *ids = data;
  g_autoptr (HcRecordData) a = hc_record_load (db, level_type (), ids[0], error);
  g_autoptr (HcRecordData) b = a != NULL ? hc_record_load (db, level_type (), ids[1], error) : NULL;
  int kept = hc_record_type_field (level_type (), "level");

  if (b == NULL)
    return FALSE;
  for (int i = 0; i < (int) level_type ()->n_fields; i++)
    {
      char *value = a->values[i];

      if (i == kept)
        continue;
      a->values[i] = b->values[i];
      b->values[i] = value;
    }
  return hc_record_save (db, a, error) && hc_record_save (db, b, error);
}

static gboolean
is_same (const HcRecordData *a, const HcRecordData *b, const char *field)
{
  return g_strcmp0 (hc_record_data_get (a, field), hc_record_data_get (b, field)) == 0;
}

static gboolean
is_above (const HcRecordData *level, const HcRecordData *gone)
{
  return is_same (level, gone, "duty_id") && is_same (level, gone, "severity") &&
         hc_record_data_get_int (level, "level", 0) > hc_record_data_get_int (gone, "level", 0);
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  gint64 x = hc_record_data_get_int (*(HcRecordData *const *) a, "level", 0);
  gint64 y = hc_record_data_get_int (*(HcRecordData *const *) b, "level", 0);

  return (x > y) - (x < y);
}

gboolean
hc_ownership_drop_level (HcDb *db, gpointer data, GError **error)
{
  const char *const *ids = data;
  g_autoptr (HcRecordData) gone = hc_record_load (db, level_type (), ids[0], error);
  g_autoptr (GPtrArray) levels = gone ? hc_records_load (db, level_type (), NULL, error) : NULL;

  if (levels == NULL || !hc_record_delete (db, level_type (), gone->id, error))
    return FALSE;
  /* from the lowest up: the number below is free each time */
  g_ptr_array_sort (levels, compare_levels);
  for (guint i = 0; i < levels->len; i++)
    {
      const HcRecordData *level = g_ptr_array_index (levels, i);
      g_autofree char *number = g_strdup_printf (
        "%" G_GINT64_FORMAT, hc_record_data_get_int (level, "level", 2) - 1);

      if (is_above (level, gone) &&
          !hc_record_set (db, level_type (), level->id, "level", number, NULL, error))
        return FALSE;
    }
  return TRUE;
}
