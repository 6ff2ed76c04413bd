/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables with a row a day: usage and completions. */

#include "config.h"

#include "hc-usage-import-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct
{
  HcUsageColumn column;
  const char *field;
} Figure;

static const Figure usage_figures[] = {
  { HC_USAGE_COLUMN_ACTIVE_USERS, "active_users" },
  { HC_USAGE_COLUMN_HELP_USERS, "help_users" },
  { HC_USAGE_COLUMN_HELP_SESSIONS, "help_sessions" },
  { HC_USAGE_COLUMN_CONFIRMED, "confirmed_deflections" },
};

static const Figure completion_figures[] = {
  { HC_USAGE_COLUMN_STARTED, "started" },
  { HC_USAGE_COLUMN_COMPLETED, "completed" },
  { HC_USAGE_COLUMN_FAILED, "failed" },
  { HC_USAGE_COLUMN_RETRIED, "retried" },
};

static gboolean
is_usage (const HcUsageReader *self)
{
  return self->out->kind == HC_USAGE_FILE_USAGE;
}

/* ---- the key ---- */

static gboolean
read_date (HcUsageReader *self, const HcRow *row, HcRecordData *record)
{
  g_autofree char *date = NULL;
  gint64 instant;
  HcDay day;

  if (!hc_usage_reader_instant (self, row, HC_USAGE_COLUMN_DATE, &instant))
    return FALSE;
  day = hc_calendar_day_of (self->options->calendar, instant);
  date = hc_day_format (day);
  if (self->options->today != HC_DAY_NONE && day > self->options->today)
    return hc_usage_reader_reject (
      self, row, HC_USAGE_COLUMN_DATE, "in_the_future",
      g_strdup_printf (_ ("%s has not come yet. Check the order of day and month."), date));
  hc_record_data_set (record, "date", date);
  return TRUE;
}

static gboolean
read_path (HcUsageReader *self, const HcRow *row, HcRecordData *record)
{
  const char *workflow, *step;

  if (!hc_usage_reader_find (self, row, HC_USAGE_COLUMN_WORKFLOW, HC_BY_WORKFLOW, NULL, &workflow))
    return FALSE;
  if (workflow == NULL)
    return hc_usage_reader_reject (self, row, HC_USAGE_COLUMN_WORKFLOW, "no_workflow",
                                   g_strdup (_ ("The hot path is missing.")));
  if (!hc_usage_reader_find (self, row, HC_USAGE_COLUMN_STEP, HC_BY_STEP, workflow, &step))
    return FALSE;
  hc_record_data_set (record, "workflow_id", workflow);
  hc_record_data_set (record, "step_id", step);
  return TRUE;
}

static gboolean
read_key (HcUsageReader *self, const HcRow *row, HcRecordData *record)
{
  const char *cohort;

  if (!read_date (self, row, record) || (!is_usage (self) && !read_path (self, row, record)) ||
      !hc_usage_reader_find (self, row, HC_USAGE_COLUMN_COHORT, HC_BY_COHORT, NULL, &cohort))
    return FALSE;
  hc_record_data_set (record, "cohort_id", cohort);
  return TRUE;
}

/* ---- the figures ---- */

static gboolean
read_figure (HcUsageReader *self, const HcRow *row, const Figure *figure, HcRecordData *record)
{
  g_autofree char *text = hc_usage_reader_dup (self, row, figure->column);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  int field = hc_record_type_field (record->type, figure->field);

  if (*text == '\0')
    return TRUE;
  if (!hc_field_parse (&record->type->fields[field], text, &value, &error) ||
      !hc_field_check (&record->type->fields[field], value, &error))
    return hc_usage_reader_reject (self, row, figure->column, "bad_number",
                                   g_strdup (error->message));
  hc_record_data_set (record, figure->field, value);
  return TRUE;
}

static gboolean
read_figures (HcUsageReader *self, const HcRow *row, HcRecordData *record)
{
  const Figure *figures = is_usage (self) ? usage_figures : completion_figures;
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (usage_figures); i++)
    {
      if (!read_figure (self, row, &figures[i], record))
        return FALSE;
      any |= hc_record_data_is_set (record, figures[i].field);
    }
  return any || hc_usage_reader_reject (self, row, HC_USAGE_N_COLUMNS, "no_figure",
                                        g_strdup (_ ("The row has no figure.")));
}

/* What cannot be, whatever was measured. */
static gboolean
check_figures (HcUsageReader *self, const HcRow *row, const HcRecordData *record)
{
  gint64 started, completed;

  if (is_usage (self))
    return TRUE;
  started = hc_record_data_get_int (record, "started", -1);
  completed = hc_record_data_get_int (record, "completed", -1);
  if (started < 0 || completed <= started)
    return TRUE;
  return hc_usage_reader_reject (
    self, row, HC_USAGE_COLUMN_COMPLETED, "more_than_started",
    g_strdup_printf (_ ("%" PRId64 " completed are more than the %" PRId64 " started. Both are "
                        "counted on the day of the start."),
                     completed, started));
}

/* ---- rows that say the same twice ---- */

static char *
key_of (const HcRecordData *record)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; record->type->key[i] != NULL; i++)
    {
      const char *value = hc_record_data_get (record, record->type->key[i]);

      g_string_append_printf (key, "%s\t", value != NULL ? value : "");
    }
  return g_string_free (key, FALSE);
}

/* @seen: key → HcRecordData of an earlier row. */
static gboolean
check_twice (HcUsageReader *self, const HcRow *row, HcRecordData *record, GHashTable *seen)
{
  g_autofree char *key = key_of (record);
  const HcRecordData *earlier = g_hash_table_lookup (seen, key);

  if (earlier == NULL)
    {
      g_hash_table_insert (seen, g_steal_pointer (&key), record);
      return TRUE;
    }
  if (hc_record_data_equal (earlier, record))
    return FALSE; /* nothing new, and nothing wrong */
  return hc_usage_reader_reject (
    self, row, HC_USAGE_N_COLUMNS, "twice",
    g_strdup (is_usage (self)
                ? _ ("An earlier row gives other figures for the same day and cohort.")
                : _ ("An earlier row gives other figures for the same day, hot path, step and "
                     "cohort.")));
}

void
hc_usage_read_row (HcUsageReader *self, const HcRow *row, GHashTable *seen)
{
  g_autoptr (HcRecordData) record =
    hc_record_data_new (hc_record_type (is_usage (self) ? "usage_day" : "completion_day"));

  if (!read_key (self, row, record) || !read_figures (self, row, record) ||
      !check_figures (self, row, record) || !check_twice (self, row, record, seen))
    return;
  g_ptr_array_add (self->out->records, g_steal_pointer (&record));
}
