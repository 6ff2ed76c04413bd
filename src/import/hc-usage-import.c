/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-usage-import-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "hc-cell-text.h"
#include "hc-clean.h"
#include "hc-header.h"

#define MAX_NAMES_SHOWN 12

const char *
hc_usage_file_kind_word (HcUsageFileKind kind)
{
  static const char *const words[] = { "usage", "completions", "events" };

  return words[kind];
}

void
hc_usage_file_free (HcUsageFile *self)
{
  g_free (self->file);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_free (self);
}

/* ---------------------------------------------------------------- columns */

/* As hc_header_normalise() writes them. */
static const char *const names_of[HC_USAGE_N_COLUMNS][10] = {
  [HC_USAGE_COLUMN_DATE] = { "date", "day", "datum", "tag", NULL },
  [HC_USAGE_COLUMN_COHORT] = { "cohort", "user group", "kohorte", "nutzergruppe", NULL },
  [HC_USAGE_COLUMN_ACTIVE_USERS] = { "active users", "users", "unique users", "dau",
                                     "daily active users", "aktive nutzer", NULL },
  [HC_USAGE_COLUMN_HELP_USERS] = { "help users", "self-service users", "portal users",
                                   "hilfe-nutzer", NULL },
  [HC_USAGE_COLUMN_HELP_SESSIONS] = { "help sessions", "sessions", "self-service sessions",
                                      "portal sessions", "hilfe-sitzungen", NULL },
  [HC_USAGE_COLUMN_CONFIRMED] = { "confirmed deflections", "deflections", "deflected",
                                  "bestätigte lösungen", NULL },
  [HC_USAGE_COLUMN_WORKFLOW] = { "workflow", "hot path", "process", "path", "prozess", NULL },
  [HC_USAGE_COLUMN_STEP] = { "step", "workflow step", "process step", "schritt", NULL },
  [HC_USAGE_COLUMN_STARTED] = { "started", "starts", "begun", "gestartet", NULL },
  [HC_USAGE_COLUMN_COMPLETED] = { "completed", "completions", "finished", "abgeschlossen", NULL },
  [HC_USAGE_COLUMN_FAILED] = { "failed", "failures", "errors", "fehlgeschlagen", NULL },
  [HC_USAGE_COLUMN_RETRIED] = { "retried", "retries", "repeats", "wiederholt", NULL },
  [HC_USAGE_COLUMN_CASE] = { "case", "case id", "caseid", "case:concept:name", "trace", "vorgang",
                             NULL },
  [HC_USAGE_COLUMN_ACTIVITY] = { "activity", "activity name", "event", "concept:name",
                                 "aktivität", NULL },
  [HC_USAGE_COLUMN_TIME] = { "time", "timestamp", "time:timestamp", "event time", "start time",
                             "zeit", "zeitpunkt", NULL },
};

static void
find_columns (HcUsageReader *self, const HcRow *row)
{
  for (guint c = 0; c < HC_USAGE_N_COLUMNS; c++)
    {
      self->column[c] = -1;
      g_clear_pointer (&self->header[c], g_free);
    }
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *header = hc_header_normalise (row->cells[i].text);

      for (guint c = 0; c < HC_USAGE_N_COLUMNS; c++)
        if (self->column[c] < 0 && g_strv_contains (names_of[c], header))
          {
            self->column[c] = (int) i;
            self->header[c] = g_strdup (row->cells[i].text);
          }
    }
}

static gboolean
has (const HcUsageReader *self, HcUsageColumn column)
{
  return self->column[column] >= 0;
}

static gboolean
recognise (HcUsageReader *self)
{
  gboolean dated = has (self, HC_USAGE_COLUMN_DATE);

  if (has (self, HC_USAGE_COLUMN_CASE) && has (self, HC_USAGE_COLUMN_ACTIVITY) &&
      (has (self, HC_USAGE_COLUMN_TIME) || dated))
    self->out->kind = HC_USAGE_FILE_EVENTS;
  else if (dated && has (self, HC_USAGE_COLUMN_WORKFLOW) &&
           has (self, HC_USAGE_COLUMN_STARTED) && has (self, HC_USAGE_COLUMN_COMPLETED))
    self->out->kind = HC_USAGE_FILE_COMPLETIONS;
  else if (dated &&
           (has (self, HC_USAGE_COLUMN_ACTIVE_USERS) || has (self, HC_USAGE_COLUMN_HELP_USERS) ||
            has (self, HC_USAGE_COLUMN_HELP_SESSIONS) || has (self, HC_USAGE_COLUMN_CONFIRMED)))
    self->out->kind = HC_USAGE_FILE_USAGE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
set_not_recognised (const HcUsageReader *self, HcRowReader *reader, GError **error)
{
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               _ ("The header of “%s” is not known. For usage name the columns date, cohort, "
                  "active_users, help_users, help_sessions, confirmed_deflections; for "
                  "completions date, workflow, step, cohort, started, completed, failed, retried; "
                  "for an event log case, activity, time, cohort."),
               self->out->file);
  hc_row_reader_hint_at_sheets (reader, error);
  return FALSE;
}

static gboolean
is_blank (const HcRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (hc_span_trim (&row->cells[i]).length > 0)
      return FALSE;
  return TRUE;
}

/* The first row that is a header we know, among the first ones: some tools write a title above. */
static gboolean
find_header (HcUsageReader *self, HcRowReader *reader, GError **error)
{
  g_autoptr (GError) problem = NULL;
  HcRow row;

  for (guint n = 0; n < HC_HEADER_SEARCH_ROWS; n++)
    {
      if (!hc_row_reader_next (reader, &row, &problem))
        break;
      find_columns (self, &row);
      if (recognise (self))
        return TRUE;
    }
  if (problem == NULL)
    return set_not_recognised (self, reader, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---------------------------------------------------------------- cells */

char *
hc_usage_reader_dup (const HcUsageReader *self, const HcRow *row, HcUsageColumn column)
{
  int at = self->column[column];
  HcSpan span = { "", 0 };

  if (at >= 0 && (guint) at < row->n_cells)
    span = hc_span_trim (&row->cells[at]);
  return g_strndup (span.text, span.length);
}

gboolean
hc_usage_reader_reject (HcUsageReader *self,
                        const HcRow *row,
                        HcUsageColumn column,
                        const char *code,
                        char *message)
{
  HcReject *reject = g_new0 (HcReject, 1);

  reject->line = row->line;
  reject->column = g_strdup (column < HC_USAGE_N_COLUMNS ? self->header[column] : NULL);
  reject->code = g_strdup (code);
  reject->message = message;
  reject->raw = hc_row_raw_text (row);
  g_ptr_array_add (self->out->rejects, reject);
  return FALSE;
}

gboolean
hc_usage_reader_instant (HcUsageReader *self,
                         const HcRow *row,
                         HcUsageColumn column,
                         gint64 *instant)
{
  int at = self->column[column];
  g_autofree char *text = hc_usage_reader_dup (self, row, column);
  HcLocalTime quality;

  if (*text == '\0')
    return hc_usage_reader_reject (self, row, column, "no_date",
                                   g_strdup (_ ("The date is missing.")));
  if (self->pattern != NULL &&
      hc_date_pattern_parse (self->pattern, &row->cells[at], self->options->calendar, instant,
                             &quality))
    return TRUE;
  return hc_usage_reader_reject (
    self, row, column, "bad_date",
    g_strdup_printf (_ ("“%s” is no date as the others in this column. Write it as 2026-03-09."),
                     text));
}

static HcDimension
dimension_of (HcUsageColumn column)
{
  return column == HC_USAGE_COLUMN_COHORT     ? HC_BY_COHORT
         : column == HC_USAGE_COLUMN_WORKFLOW ? HC_BY_WORKFLOW
                                              : HC_BY_STEP;
}

/* A step's name in HcUsage begins with that of its hot path. */
static const char *
name_of (const HcUsageReader *self, const HcUsageRecord *record)
{
  const HcUsageRecord *workflow = hc_usage_record (self->plan, record->workflow_id);

  return workflow != NULL ? record->name + strlen (workflow->name) + strlen (" / ") : record->name;
}

static gboolean
is_candidate (const HcUsageRecord *record, HcDimension by, const char *workflow)
{
  return record->by == by &&
         (by != HC_BY_STEP || g_strcmp0 (record->workflow_id, workflow) == 0);
}

/* “A”, “B” and 3 more */
static char *
list_names (const HcUsageReader *self, HcDimension by, const char *workflow)
{
  GString *list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->plan->records->len; i++)
    {
      const HcUsageRecord *record = self->plan->records->pdata[i];

      if (is_candidate (record, by, workflow) && n++ < MAX_NAMES_SHOWN)
        g_string_append_printf (list, "%s“%s”", n > 1 ? ", " : "", name_of (self, record));
    }
  if (n > MAX_NAMES_SHOWN)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

/* @known: the names there are, "" without any. */
static char *
unknown_text (HcDimension by, const char *name, const char *known)
{
  if (by == HC_BY_COHORT)
    return *known != '\0'
             ? g_strdup_printf (_ ("There is no cohort “%s”. Known: %s."), name, known)
             : g_strdup_printf (_ ("There is no cohort “%s”: the launch has none yet."), name);
  if (by == HC_BY_WORKFLOW)
    return *known != '\0'
             ? g_strdup_printf (_ ("There is no hot path “%s”. Known: %s."), name, known)
             : g_strdup_printf (_ ("There is no hot path “%s”: the launch has none yet."), name);
  return *known != '\0'
           ? g_strdup_printf (_ ("The hot path has no step “%s”. Known: %s."), name, known)
           : g_strdup_printf (_ ("The hot path has no step “%s”: it has none yet."), name);
}

static gboolean
reject_name (HcUsageReader *self,
             const HcRow *row,
             HcUsageColumn column,
             const char *name,
             const char *workflow)
{
  HcDimension by = dimension_of (column);
  g_autofree char *known = list_names (self, by, workflow);

  return hc_usage_reader_reject (self, row, column, "unknown_name",
                                 unknown_text (by, name, known));
}

static gboolean
is_everybody (const char *folded)
{
  static const char *const words[] = { "", "*", "all", "everybody", "everyone", "total", "alle",
                                       NULL };

  return g_strv_contains (words, folded);
}

gboolean
hc_usage_reader_find (HcUsageReader *self,
                      const HcRow *row,
                      HcUsageColumn column,
                      HcDimension by,
                      const char *workflow,
                      const char **id)
{
  g_autofree char *name = hc_usage_reader_dup (self, row, column);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  *id = NULL;
  if (by == HC_BY_COHORT ? is_everybody (folded) : *name == '\0')
    return TRUE;
  for (guint any_case = FALSE; any_case <= TRUE; any_case++)
    for (guint i = 0; i < self->plan->records->len; i++)
      {
        const HcUsageRecord *record = self->plan->records->pdata[i];
        g_autofree char *other = NULL;

        if (!is_candidate (record, by, workflow))
          continue;
        other = any_case ? g_utf8_casefold (name_of (self, record), -1)
                         : g_strdup (name_of (self, record));
        if (!g_str_equal (other, any_case ? folded : name))
          continue;
        *id = record->id;
        return TRUE;
      }
  return reject_name (self, row, column, name, workflow);
}

/* ---------------------------------------------------------------- dates */

static HcUsageColumn
date_column (const HcUsageReader *self)
{
  return self->out->kind == HC_USAGE_FILE_EVENTS && has (self, HC_USAGE_COLUMN_TIME)
           ? HC_USAGE_COLUMN_TIME
           : HC_USAGE_COLUMN_DATE;
}

static gboolean
choose_pattern (HcUsageReader *self, HcDateVote *vote, GError **error)
{
  HcDateVerdict verdict = hc_date_vote_result (vote, self->options->date_order);

  self->pattern = verdict.pattern;
  if (verdict.rival == NULL || self->options->date_order != HC_DATE_ORDER_AUTO)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_AMBIGUOUS,
               _ ("Every date in column “%s” of “%s” can be read day first or month first. Say "
                  "which: --date-order dmy or --date-order mdy."),
               self->header[date_column (self)], self->out->file);
  return FALSE;
}

static gboolean
vote_on_dates (HcUsageReader *self, HcRowReader *reader, GError **error)
{
  g_autoptr (HcDateVote) vote = hc_date_vote_new ();
  g_autoptr (GError) problem = NULL;
  int at = self->column[date_column (self)];
  HcRow row;

  while (hc_row_reader_next (reader, &row, &problem))
    if ((guint) at < row.n_cells && hc_span_trim (&row.cells[at]).length > 0)
      hc_date_vote_add (vote, &row.cells[at]);
  if (problem == NULL)
    return choose_pattern (self, vote, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---------------------------------------------------------------- the file */

static gboolean
read_rows (HcUsageReader *self, HcRowReader *reader, GError **error)
{
  gboolean is_log = self->out->kind == HC_USAGE_FILE_EVENTS;
  g_autoptr (HcUsageEvents) events = is_log ? hc_usage_events_new (self, error) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  HcRow row;

  if (is_log && events == NULL)
    return FALSE;
  while (hc_row_reader_next (reader, &row, &problem))
    {
      if (is_blank (&row))
        continue;
      self->out->rows++;
      if (is_log)
        hc_usage_events_read_row (events, &row);
      else
        hc_usage_read_row (self, &row, seen);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return !is_log || hc_usage_events_finish (events, error);
}

static void
find_range (HcUsageFile *self)
{
  self->from = self->to = HC_DAY_NONE;
  for (guint i = 0; i < self->records->len; i++)
    {
      HcDay day = hc_record_data_get_day (self->records->pdata[i], "date");

      self->from = self->from == HC_DAY_NONE ? day : MIN (self->from, day);
      self->to = self->to == HC_DAY_NONE ? day : MAX (self->to, day);
    }
}

static gboolean
read_file (HcUsageReader *self, const char *path, GError **error)
{
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, self->options->reader, error);

  return reader != NULL && find_header (self, reader, error) &&
         vote_on_dates (self, reader, error) && hc_row_reader_rewind (reader, error) &&
         find_header (self, reader, error) && read_rows (self, reader, error);
}

HcUsageFile *
hc_usage_file_read (HcDb *db,
                    const char *path,
                    const HcUsageFileOptions *options,
                    GError **error)
{
  g_autoptr (HcUsageFile) file = g_new0 (HcUsageFile, 1);
  g_autoptr (HcUsage) plan = NULL;
  HcUsageReader self = { .db = db, .options = options, .out = file };
  gboolean ok;

  g_return_val_if_fail (db != NULL && path != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->calendar != NULL, NULL);

  file->file = g_filename_display_basename (path);
  file->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  file->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_reject_free);
  file->warnings = g_ptr_array_new_with_free_func (g_free);
  self.plan = plan = hc_usage_load (db, error);
  ok = plan != NULL && read_file (&self, path, error);
  for (guint c = 0; c < HC_USAGE_N_COLUMNS; c++)
    g_free (self.header[c]);
  if (!ok)
    return NULL;
  find_range (file);
  return g_steal_pointer (&file);
}

/* ---------------------------------------------------------------- saving */

gboolean
hc_usage_file_compare (HcUsageFile *self, HcDb *db, GError **error)
{
  return hc_usage_compare (db, self->records, &self->saved, error);
}

gboolean
hc_usage_file_save (HcDb *db, gpointer data, GError **error)
{
  HcUsageFile *self = data;

  return hc_usage_save (db, self->records, &self->saved, error);
}

char *
hc_usage_file_label (const HcUsageFile *self)
{
  return g_strdup_printf (self->kind == HC_USAGE_FILE_USAGE ? _ ("Import Usage from “%s”")
                                                            : _ ("Import Completions from “%s”"),
                          self->file);
}
