/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-usage.h"

/* ---- the object ---- */

static void
usage_day_free (gpointer data)
{
  HcUsageDay *self = data;

  g_free (self->cohort_id);
  g_free (self);
}

static void
completion_day_free (gpointer data)
{
  HcCompletionDay *self = data;

  g_free (self->workflow_id);
  g_free (self->step_id);
  g_free (self->cohort_id);
  g_free (self);
}

static void
record_free (gpointer data)
{
  HcUsageRecord *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->workflow_id);
  g_free (self->kind);
  g_free (self);
}

HcUsage *
hc_usage_new (void)
{
  HcUsage *self = g_atomic_rc_box_new0 (HcUsage);

  self->usage = g_ptr_array_new_with_free_func (usage_day_free);
  self->completions = g_ptr_array_new_with_free_func (completion_day_free);
  self->cycle_hours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cohort_ids = g_ptr_array_new_with_free_func (g_free);
  self->head_counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->records = g_ptr_array_new_with_free_func (record_free);
  return self;
}

HcUsage *
hc_usage_ref (HcUsage *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  HcUsage *self = data;

  g_ptr_array_unref (self->usage);
  g_ptr_array_unref (self->completions);
  g_hash_table_unref (self->cycle_hours);
  g_ptr_array_unref (self->cohort_ids);
  g_array_unref (self->head_counts);
  g_ptr_array_unref (self->records);
}

void
hc_usage_unref (HcUsage *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

/* ---- filling ---- */

HcUsageDay *
hc_usage_add_day (HcUsage *self, HcDay day, const char *cohort_id)
{
  HcUsageDay *row = g_new (HcUsageDay, 1);

  *row = (HcUsageDay){ day, g_strdup (cohort_id), -1, -1, -1, -1 };
  g_ptr_array_add (self->usage, row);
  return row;
}

HcCompletionDay *
hc_usage_add_completion (HcUsage *self,
                         HcDay day,
                         const char *workflow_id,
                         const char *step_id,
                         const char *cohort_id)
{
  HcCompletionDay *row = g_new (HcCompletionDay, 1);

  *row = (HcCompletionDay){
    day, g_strdup (workflow_id), g_strdup (step_id), g_strdup (cohort_id), -1, -1, -1, -1
  };
  g_ptr_array_add (self->completions, row);
  return row;
}

HcUsageRecord *
hc_usage_add_record (HcUsage *self, HcDimension by, const char *id, const char *name)
{
  HcUsageRecord *record = g_new0 (HcUsageRecord, 1);

  record->by = by;
  record->id = g_strdup (id);
  record->name = g_strdup (name);
  g_ptr_array_add (self->records, record);
  return record;
}

/* ---- asking ---- */

const HcUsageRecord *
hc_usage_record (const HcUsage *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->records->len; i++)
    {
      const HcUsageRecord *record = self->records->pdata[i];

      if (g_str_equal (record->id, id))
        return record;
    }
  return NULL;
}

gboolean
hc_usage_has_name (const HcUsage *self, HcDimension by, const char *name)
{
  g_autofree char *wanted = name != NULL ? g_utf8_casefold (name, -1) : NULL;

  for (guint i = 0; self != NULL && wanted != NULL && i < self->records->len; i++)
    {
      const HcUsageRecord *record = self->records->pdata[i];
      g_autofree char *folded = record->by == by ? g_utf8_casefold (record->name, -1) : NULL;

      if (g_strcmp0 (folded, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

const char *
hc_usage_kind_of (const HcUsage *self, const char *cohort_id)
{
  const HcUsageRecord *record = hc_usage_record (self, cohort_id);

  return record != NULL && record->kind != NULL ? record->kind : "";
}

gint64
hc_usage_day_get (const HcUsageDay *day, HcUsageField field)
{
  switch (field)
    {
    case HC_USAGE_ACTIVE_USERS:
      return day->active_users;
    case HC_USAGE_HELP_USERS:
      return day->help_users;
    case HC_USAGE_HELP_SESSIONS:
      return day->help_sessions;
    case HC_USAGE_CONFIRMED:
      return day->confirmed_deflections;
    default:
      g_assert_not_reached ();
    }
}

static guint
first_row_from (const HcUsage *self, HcDay day)
{
  guint low = 0, high = self->usage->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((const HcUsageDay *) self->usage->pdata[middle])->day < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
hc_usage_rows_of (const HcUsage *self, HcDay day, guint *begin, guint *end)
{
  *begin = first_row_from (self, day);
  *end = first_row_from (self, day + 1);
}

/* ---- sums ---- */

/* Cohorts of one kind: how many had a figure so far, and what they say on the present day. */
typedef struct
{
  const char *kind;
  guint expected;
  guint given;
  gint64 sum;
} Kind;

typedef struct
{
  const HcUsage *usage;
  HcUsageField field;
  GHashTable *kind_of; /* cohort id → index of its kind + 1; in it: had a figure */
  GArray *kinds;       /* of Kind */
} Pass;

static Kind *
kind_of_row (Pass *self, const char *cohort_id)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->kind_of, cohort_id));
  const char *kind;

  if (index > 0)
    return &g_array_index (self->kinds, Kind, index - 1);
  kind = hc_usage_kind_of (self->usage, cohort_id);
  for (index = 0; index < self->kinds->len; index++)
    if (g_str_equal (g_array_index (self->kinds, Kind, index).kind, kind))
      break;
  if (index == self->kinds->len)
    {
      Kind added = { kind, 0, 0, 0 };

      g_array_append_val (self->kinds, added);
    }
  g_hash_table_insert (self->kind_of, (gpointer) cohort_id, GUINT_TO_POINTER (index + 1));
  g_array_index (self->kinds, Kind, index).expected++;
  return &g_array_index (self->kinds, Kind, index);
}

/* Rows [begin, end) are of one day. */
static gint64
sum_day (Pass *self, guint begin, guint end, const char **of_kind)
{
  gint64 everybody = -1, sum = -1;

  *of_kind = NULL;
  for (guint i = 0; i < self->kinds->len; i++)
    {
      g_array_index (self->kinds, Kind, i).given = 0;
      g_array_index (self->kinds, Kind, i).sum = 0;
    }
  for (guint i = begin; i < end; i++)
    {
      const HcUsageDay *row = self->usage->usage->pdata[i];
      gint64 value = hc_usage_day_get (row, self->field);
      Kind *kind;

      if (value < 0)
        continue;
      if (row->cohort_id == NULL)
        {
          everybody = value;
          continue;
        }
      kind = kind_of_row (self, row->cohort_id);
      kind->given++;
      kind->sum += value;
    }
  if (everybody >= 0)
    return everybody;
  for (guint i = 0; i < self->kinds->len; i++)
    {
      const Kind *kind = &g_array_index (self->kinds, Kind, i);

      if (kind->given == 0 || kind->given < kind->expected || kind->sum <= sum)
        continue;
      sum = kind->sum;
      *of_kind = kind->kind;
    }
  return sum;
}

static void
sum_days (const HcUsage *self,
          HcDay first,
          guint n_days,
          HcUsageField field,
          gint64 *values,
          const char **kinds)
{
  g_autoptr (GHashTable) kind_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) of_kind = g_array_new (FALSE, FALSE, sizeof (Kind));
  Pass pass = { self, field, kind_of, of_kind };

  for (guint begin = 0, end; begin < self->usage->len; begin = end)
    {
      HcDay day = ((const HcUsageDay *) self->usage->pdata[begin])->day;
      const char *kind;
      gint64 value;

      end = begin;
      while (end < self->usage->len && ((const HcUsageDay *) self->usage->pdata[end])->day == day)
        end++;
      value = sum_day (&pass, begin, end, &kind);
      if (day < first || day - first >= (HcDay) n_days)
        continue;
      values[day - first] = value;
      if (kinds != NULL)
        kinds[day - first] = kind;
    }
}

void
hc_usage_series (const HcUsage *self,
                 HcDay first,
                 guint n_days,
                 const char *cohort_id,
                 HcUsageField field,
                 gint64 *values,
                 const char **kinds)
{
  guint begin, end;

  g_return_if_fail (self != NULL && (n_days == 0 || values != NULL));

  for (guint i = 0; i < n_days; i++)
    {
      values[i] = -1;
      if (kinds != NULL)
        kinds[i] = NULL;
    }
  if (cohort_id == NULL)
    {
      sum_days (self, first, n_days, field, values, kinds);
      return;
    }
  begin = first_row_from (self, first);
  end = first_row_from (self, first + (HcDay) n_days);
  for (guint i = begin; i < end; i++)
    {
      const HcUsageDay *row = self->usage->pdata[i];

      if (g_strcmp0 (row->cohort_id, cohort_id) == 0)
        values[row->day - first] = hc_usage_day_get (row, field);
    }
}

gint64
hc_usage_on (const HcUsage *self, HcDay day, const char *cohort_id, HcUsageField field)
{
  gint64 value;

  g_return_val_if_fail (self != NULL, -1);

  hc_usage_series (self, day, 1, cohort_id, field, &value, NULL);
  return value;
}
