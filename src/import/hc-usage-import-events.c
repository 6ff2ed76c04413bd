/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A workflow event log: who did what in which case, and when. The register of activities says what
 * each means; a case counts once for each hot path, on the day it started. */

#include "config.h"

#include "hc-usage-import-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "hc-record-table.h"

#define MAX_NAMES_SHOWN 12

typedef enum
{
  STARTED,
  STEP,
  COMPLETED,
  FAILED,
} Meaning;

typedef struct
{
  const char *workflow_id; /* borrowed from the plan */
  const char *step_id;     /* NULL: none */
  Meaning meaning;
} Activity;

typedef struct
{
  gint64 time;
  guint order; /* in the file: of two of one second the first comes first */
  const Activity *activity;
} Event;

typedef struct
{
  GArray *events; /* of Event */
  const char *cohort_id;
} Case;

/* What one case did on one hot path or step. */
typedef struct
{
  gboolean reached;
  gboolean completed;
  gboolean failed;
  guint retried;
} Run;

struct _HcUsageEvents
{
  HcUsageReader *reader;      /* borrowed */
  GPtrArray *records;         /* of HcRecordData: the register */
  GHashTable *activities;     /* folded name → GPtrArray of Activity */
  GHashTable *workflows;      /* ids: a start is known by an activity of its own */
  GHashTable *cases;          /* id → Case */
  GHashTable *unknown;        /* name → name: nobody said what it means */
  GHashTable *out;            /* key → HcRecordData, in reader->out->records */
  guint n_events;             /* of known activities */
  guint n_unknown;
  guint n_without_start;
};

static void
case_free (gpointer data)
{
  Case *self = data;

  g_array_unref (self->events);
  g_free (self);
}

void
hc_usage_events_free (HcUsageEvents *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->activities, g_hash_table_unref);
  g_clear_pointer (&self->workflows, g_hash_table_unref);
  g_clear_pointer (&self->cases, g_hash_table_unref);
  g_clear_pointer (&self->unknown, g_hash_table_unref);
  g_clear_pointer (&self->out, g_hash_table_unref);
  g_free (self);
}

/* ---------------------------------------------------------------- what activities mean */

static Meaning
meaning_of (const char *word)
{
  static const char *const words[] = { "started", "step", "completed", "failed" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (Meaning) i;
  return STEP;
}

static void
add_activity (HcUsageEvents *self, const HcRecordData *record)
{
  char *name = g_utf8_casefold (hc_record_data_title (record), -1);
  Activity *activity = g_new0 (Activity, 1);
  GPtrArray *known;

  activity->workflow_id = hc_record_data_get (record, "workflow_id");
  activity->step_id = hc_record_data_get (record, "step_id");
  activity->meaning = meaning_of (hc_record_data_get (record, "meaning"));
  if (activity->meaning == STARTED)
    g_hash_table_add (self->workflows, (gpointer) activity->workflow_id);
  known = g_hash_table_lookup (self->activities, name);
  if (known == NULL)
    {
      known = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->activities, name, known);
    }
  else
    {
      g_free (name);
    }
  g_ptr_array_add (known, activity);
}

HcUsageEvents *
hc_usage_events_new (HcUsageReader *reader, GError **error)
{
  g_autoptr (HcUsageEvents) self = g_new0 (HcUsageEvents, 1);

  self->reader = reader;
  self->activities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_ptr_array_unref);
  self->workflows = g_hash_table_new (g_str_hash, g_str_equal);
  self->cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, case_free);
  self->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->records = hc_records_load (reader->db, hc_record_type ("activity"), NULL, error);
  if (self->records == NULL)
    return NULL;
  for (guint i = 0; i < self->records->len; i++)
    add_activity (self, self->records->pdata[i]);
  return g_steal_pointer (&self);
}

/* ---------------------------------------------------------------- rows */

static Case *
case_of (HcUsageEvents *self, char *id)
{
  Case *found = g_hash_table_lookup (self->cases, id);

  if (found != NULL)
    {
      g_free (id);
      return found;
    }
  found = g_new0 (Case, 1);
  found->events = g_array_new (FALSE, FALSE, sizeof (Event));
  g_hash_table_insert (self->cases, id, found);
  return found;
}

static void
add_event (HcUsageEvents *self, const HcRow *row, const GPtrArray *activities)
{
  HcUsageReader *reader = self->reader;
  HcUsageColumn column =
    reader->column[HC_USAGE_COLUMN_TIME] >= 0 ? HC_USAGE_COLUMN_TIME : HC_USAGE_COLUMN_DATE;
  g_autofree char *id = hc_usage_reader_dup (reader, row, HC_USAGE_COLUMN_CASE);
  const char *cohort;
  gint64 time;
  Case *found;

  if (*id == '\0')
    {
      hc_usage_reader_reject (reader, row, HC_USAGE_COLUMN_CASE, "no_case",
                              g_strdup (_ ("The case is missing.")));
      return;
    }
  if (!hc_usage_reader_instant (reader, row, column, &time) ||
      !hc_usage_reader_find (reader, row, HC_USAGE_COLUMN_COHORT, HC_BY_COHORT, NULL, &cohort))
    return;
  found = case_of (self, g_steal_pointer (&id));
  if (found->cohort_id == NULL)
    found->cohort_id = cohort;
  for (guint i = 0; i < activities->len; i++)
    {
      Event event = { time, self->n_events++, activities->pdata[i] };

      g_array_append_val (found->events, event);
    }
}

void
hc_usage_events_read_row (HcUsageEvents *self, const HcRow *row)
{
  g_autofree char *name = hc_usage_reader_dup (self->reader, row, HC_USAGE_COLUMN_ACTIVITY);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  const GPtrArray *activities = g_hash_table_lookup (self->activities, folded);

  if (activities != NULL)
    {
      add_event (self, row, activities);
      return;
    }
  self->n_unknown++;
  if (*name != '\0')
    g_hash_table_add (self->unknown, g_steal_pointer (&name));
}

/* ---------------------------------------------------------------- counting */

static int
compare_events (const void *a, const void *b)
{
  const Event *x = a, *y = b;

  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  return (x->order > y->order) - (x->order < y->order);
}

static HcRecordData *
record_of (HcUsageEvents *self, HcDay day, const Activity *of, const char *step_id,
           const char *cohort_id)
{
  g_autofree char *date = hc_day_format (day);
  g_autofree char *key = g_strjoin ("\t", date, of->workflow_id, step_id != NULL ? step_id : "",
                                    cohort_id != NULL ? cohort_id : "", NULL);
  HcRecordData *record = g_hash_table_lookup (self->out, key);

  if (record != NULL)
    return record;
  record = hc_record_data_new (hc_record_type ("completion_day"));
  hc_record_data_set (record, "date", date);
  hc_record_data_set (record, "workflow_id", of->workflow_id);
  hc_record_data_set (record, "step_id", step_id);
  hc_record_data_set (record, "cohort_id", cohort_id);
  g_ptr_array_add (self->reader->out->records, record);
  g_hash_table_insert (self->out, g_steal_pointer (&key), record);
  return record;
}

static void
add_count (HcRecordData *record, const char *field, gint64 n)
{
  g_autofree char *text =
    g_strdup_printf ("%" PRId64, hc_record_data_get_int (record, field, 0) + n);

  hc_record_data_set (record, field, text);
}

static void
add_run (HcRecordData *record, const Run *run)
{
  add_count (record, "started", 1);
  add_count (record, "completed", run->completed);
  add_count (record, "failed", run->failed);
  add_count (record, "retried", run->retried);
}

/* The events of one hot path in a case, from its start on. A step is completed when the case goes on
 * to another one or completes; reached again, it is retried. */
typedef struct
{
  const Event *start;
  Run path;
  GPtrArray *steps;    /* of const char *: ids in order of reaching them */
  GArray *runs;        /* of Run, beside them */
  const char *present; /* the step the case is at */
} Walk;

static Run *
run_of (Walk *self, const char *step_id)
{
  Run none = { 0 };

  for (guint i = 0; i < self->steps->len; i++)
    if (g_str_equal (self->steps->pdata[i], step_id))
      return &g_array_index (self->runs, Run, i);
  g_ptr_array_add (self->steps, (gpointer) step_id);
  g_array_append_val (self->runs, none);
  return &g_array_index (self->runs, Run, self->runs->len - 1);
}

static void
leave_step (Walk *self)
{
  Run *run = self->present != NULL ? run_of (self, self->present) : NULL;

  if (run != NULL)
    run->completed = TRUE;
}

static void
reach_step (Walk *self, const char *step_id)
{
  Run *run;

  if (g_strcmp0 (self->present, step_id) != 0)
    leave_step (self);
  run = run_of (self, step_id);
  if (run->reached)
    {
      run->retried++;
      self->path.retried++;
    }
  run->reached = TRUE;
  self->present = step_id;
}

static void
take (Walk *self, const Event *event)
{
  const Activity *activity = event->activity;

  switch (activity->meaning)
    {
    case STARTED:
      if (event != self->start && activity->step_id == NULL)
        self->path.retried++;
      break;
    case COMPLETED:
      if (activity->step_id != NULL)
        reach_step (self, activity->step_id);
      leave_step (self);
      self->path.completed = TRUE;
      return;
    case FAILED:
      self->path.failed = TRUE;
      if (activity->step_id != NULL || self->present != NULL)
        run_of (self, activity->step_id != NULL ? activity->step_id : self->present)->failed = TRUE;
      return;
    case STEP:
    default:
      break;
    }
  if (activity->step_id != NULL)
    reach_step (self, activity->step_id);
}

static void
count_path (HcUsageEvents *self, const Case *case_, guint first)
{
  const Event *start = &g_array_index (case_->events, Event, first);
  const Activity *of = start->activity;
  HcDay day = hc_calendar_day_of (self->reader->options->calendar, start->time);
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  Walk walk = { start, { 0 }, steps, runs, NULL };

  for (guint i = first; i < case_->events->len; i++)
    {
      const Event *event = &g_array_index (case_->events, Event, i);

      if (g_str_equal (event->activity->workflow_id, of->workflow_id))
        take (&walk, event);
    }
  add_run (record_of (self, day, of, NULL, case_->cohort_id), &walk.path);
  for (guint i = 0; i < steps->len; i++)
    add_run (record_of (self, day, of, steps->pdata[i], case_->cohort_id),
             &g_array_index (runs, Run, i));
}

/* The first event that starts the hot path; any of it, where none has that meaning. */
static gboolean
starts (const HcUsageEvents *self, const Event *event)
{
  return event->activity->meaning == STARTED ||
         !g_hash_table_contains (self->workflows, event->activity->workflow_id);
}

static void
count_case (HcUsageEvents *self, Case *case_)
{
  g_autoptr (GHashTable) begun = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_sort (case_->events, compare_events);
  for (guint i = 0; i < case_->events->len; i++)
    {
      const Event *event = &g_array_index (case_->events, Event, i);
      gpointer workflow = (gpointer) event->activity->workflow_id;

      g_hash_table_add (met, workflow);
      if (starts (self, event) && g_hash_table_add (begun, workflow))
        count_path (self, case_, i);
    }
  self->n_without_start += g_hash_table_size (met) - g_hash_table_size (begun);
}

/* ---------------------------------------------------------------- the end */

static int
compare_names (const void *a, const void *b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static char *
list_unknown (const HcUsageEvents *self)
{
  g_autofree const char **names =
    (const char **) g_hash_table_get_keys_as_array (self->unknown, NULL);
  guint n = g_hash_table_size (self->unknown);
  GString *list = g_string_new (NULL);

  qsort (names, n, sizeof *names, compare_names);
  for (guint i = 0; i < MIN (n, MAX_NAMES_SHOWN); i++)
    g_string_append_printf (list, "%s“%s”", i > 0 ? ", " : "", names[i]);
  if (n > MAX_NAMES_SHOWN)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

static void
warn (const HcUsageEvents *self)
{
  GPtrArray *warnings = self->reader->out->warnings;

  if (self->n_unknown > 0)
    {
      g_autofree char *names = list_unknown (self);

      g_ptr_array_add (warnings,
                       g_strdup_printf (ngettext ("%u row was passed over: nobody has said what "
                                                  "its activity means: %s.",
                                                  "%u rows were passed over: nobody has said what "
                                                  "their activities mean: %s.",
                                                  self->n_unknown),
                                        self->n_unknown, names));
    }
  if (self->n_without_start > 0)
    g_ptr_array_add (warnings,
                     g_strdup_printf (ngettext ("%u case does not count: its start is not in the "
                                                "log.",
                                                "%u cases do not count: their starts are not in "
                                                "the log.",
                                                self->n_without_start),
                                      self->n_without_start));
}

static int
compare_records (const void *a, const void *b)
{
  const HcRecordData *x = *(HcRecordData *const *) a, *y = *(HcRecordData *const *) b;
  int order = 0;

  for (guint i = 0; order == 0 && x->type->key[i] != NULL; i++)
    order =
      g_strcmp0 (hc_record_data_get (x, x->type->key[i]), hc_record_data_get (y, y->type->key[i]));
  return order;
}

gboolean
hc_usage_events_finish (HcUsageEvents *self, GError **error)
{
  GHashTableIter iter;
  gpointer case_;

  if (self->n_events == 0 && self->n_unknown > 0)
    {
      g_autofree char *names = list_unknown (self);

      g_set_error (error, HC_ERROR, HC_ERROR_AMBIGUOUS,
                   _ ("Nobody has said what the activities of “%s” mean: %s. Enter them in the "
                      "register of activities, each with its hot path and meaning."),
                   self->reader->out->file, names);
      return FALSE;
    }
  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, NULL, &case_))
    count_case (self, case_);
  g_ptr_array_sort (self->reader->out->records, compare_records);
  warn (self);
  return TRUE;
}
